"""Wide tables: all ledger columns side by side, by place, unit of care or group of residents."""

from functools import cache
from typing import NamedTuple

import numpy as np

from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.routines import ROUTINES
from rural_abm.model.money import ORIGINAL_PAYERS, PAYERS, joined, original_flows
from rural_abm.outcomes.periods import reported, summed_months
from rural_abm.outcomes.plan import CHANNEL_COLUMNS, COLUMNS, PERIOD, POSITION, ROUTINE_COLUMNS, UNITS, WIDE

# The region stands before the municipalities.
REGION_ROW = 0
# Axes of the ledger's counts.
PERIOD_AXIS, PLACE_AXIS, FRAILTY_AXIS, BAND_AXIS = range(4)


class Places(NamedTuple):
    """Keys of municipalities and units, which municipalities belong to the region, and each unit's municipality."""

    municipalities: tuple
    units: tuple
    in_region: np.ndarray  # bool [municipalities]
    unit_municipality: np.ndarray  # index [units]


@cache
def places(tables):
    """Return the packaged Places."""
    keys = tables.municipalities["key"]
    return Places(
        keys,
        tables.unit_keys,
        np.asarray(tables.municipalities["in_region"], bool),
        np.array([keys.index(key) for key in tables.of_units("municipality")]),
    )


class Ledger(NamedTuple):
    """A run's ledger as int64 arrays over the reported periods, the last axis the columns of `plan.COLUMNS`."""

    places: Places
    counts: np.ndarray  # [periods, municipalities, frailty, bands, columns]
    unit_counts: np.ndarray  # [periods, units, columns]
    activity: np.ndarray  # [periods, municipalities, columns]
    money: np.ndarray  # [periods, municipalities, columns], by who pays today
    paid: np.ndarray  # [periods, municipalities, payers], by who pays under the model
    channels: np.ndarray  # [periods, municipalities, kinds of channel, CHANNEL_COLUMNS]
    routines: np.ndarray  # [periods, municipalities, routines, ROUTINE_COLUMNS]
    days: np.ndarray  # [periods]


def read_ledger(counts, unit_counts, activity, register, periods, known):
    """Return the Ledger of a run from its record tables, which begin with the warm-up.

    `known` are the Places of the region.
    """
    by_unit = np.asarray(reported(unit_counts, periods))
    today = original_flows(activity, register)
    return Ledger(
        known,
        _columns(np.asarray(reported(counts, periods)), COLUMNS["counts"]),
        _unit_columns(by_unit),
        summed_months(_columns(np.asarray(activity), COLUMNS["activity"]), periods),
        _money(today[:, [PAYERS.index(payer) for payer in ORIGINAL_PAYERS]], periods),
        _by_place(joined(today, activity), periods).sum(axis=-1),
        _by_municipality(np.stack([by_unit[name] for name in CHANNEL_COLUMNS], axis=-1), known)[
            :, :, : len(channel_kinds())
        ],
        _by_municipality(np.stack([by_unit[name] for name in ROUTINE_COLUMNS], axis=-1), known)[:, :, : len(ROUTINES)],
        periods.days,
    )


def _columns(records, names):
    return np.stack([records[name] for name in names], axis=-1)


def _unit_columns(records):
    """Return columns by unit [periods, units, columns].

    Channels and routines are summed over their kinds; one column counts the unit itself as 1.
    """
    parts = [records[name] for name in COLUMNS["unit_counts"] if name != UNITS]
    parts = [part.sum(axis=-1) if part.ndim > records.ndim else part for part in parts]
    return np.stack([*parts, np.ones(records.shape, np.int64)], axis=-1)


def _money(flow_table, periods):
    """Return öre [periods, municipalities, columns]: payers, then purposes within payers."""
    by_place = _by_place(flow_table, periods)
    by_purpose = by_place.reshape(*by_place.shape[:2], -1)
    return np.concatenate([by_place.sum(axis=-1), by_purpose], axis=-1)


def _by_place(flow_table, periods):
    """Return öre [periods, municipalities, payers, purposes] of a flow table by month."""
    return np.moveaxis(summed_months(flow_table, periods), -1, 1)


def _by_municipality(by_unit, known):
    """Return sums [periods, municipalities, ...] of an array [periods, units, ...]."""
    out = np.zeros((by_unit.shape[0], len(known.municipalities), *by_unit.shape[2:]), np.int64)
    for unit, municipality in enumerate(known.unit_municipality):
        out[:, municipality] += by_unit[:, unit]
    return out


def with_region(by_municipality, known):
    """Return [periods, 1 + municipalities, ...] with the sum of the region's municipalities first."""
    region = by_municipality[:, known.in_region].sum(axis=1, keepdims=True)
    return np.concatenate([region, by_municipality], axis=1)


def table_of_places(ledger):
    """Return the wide table (float64) [periods, 1 + municipalities, columns] of region and municipalities."""
    parts = {
        "counts": ledger.counts.sum(axis=(FRAILTY_AXIS, BAND_AXIS)),
        "unit_counts": _by_municipality(ledger.unit_counts, ledger.places),
        "activity": ledger.activity,
        "money": ledger.money,
        "paid": ledger.paid,
    }
    return wide({name: with_region(part, ledger.places) for name, part in parts.items()}, ledger.days)


def table_of_units(ledger):
    """Return the wide table [periods, units, columns] of units of care; columns of other tables are 0."""
    return wide({"unit_counts": ledger.unit_counts}, ledger.days)


def table_of_groups(ledger, axis):
    """Return the wide table [periods, groups, columns] of the region's residents by one axis: frailty or band."""
    of_region = ledger.counts[:, ledger.places.in_region]
    other = BAND_AXIS if axis == FRAILTY_AXIS else FRAILTY_AXIS
    return wide({"counts": of_region.sum(axis=(PLACE_AXIS, other))}, ledger.days)


def wide(parts, days):
    """Return the wide table of int64 parts [periods, rows, columns] by name of table; missing parts are 0.

    The days of a period are the same in every row.
    """
    rows = next(iter(parts.values())).shape[:2]
    out = np.zeros((*rows, len(WIDE)))
    for name, part in parts.items():
        first = POSITION[name, COLUMNS[name][0]]
        out[..., first : first + part.shape[-1]] = part
    out[..., POSITION[PERIOD, "days"]] = days[:, None]
    return out


def with_channel(table, ledger, kind):
    """Return the table of places with the columns of one kind of channel in place of the channels' sums."""
    out = table.copy()
    positions = [POSITION["unit_counts", name] for name in CHANNEL_COLUMNS]
    out[..., positions] = with_region(ledger.channels, ledger.places)[:, :, kind]
    return out


def with_routine(table, ledger, routine):
    """Return the table of places with the columns of one routine in place of the routines' sums."""
    out = table.copy()
    positions = [POSITION["unit_counts", name] for name in ROUTINE_COLUMNS]
    out[..., positions] = with_region(ledger.routines, ledger.places)[:, :, routine]
    return out


def with_payer(table, payer, of="paid"):
    """Return the table of places with the money of one payer only.

    `of`: the columns "paid", by who pays under the model, or "money", by who pays today.
    """
    out = table.copy()
    others = [POSITION[of, name] for name in COLUMNS[of] if name.partition(".")[0] != payer]
    out[..., others] = 0
    return out
