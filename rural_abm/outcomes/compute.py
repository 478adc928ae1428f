"""Outcomes of a run from its ledger: numerators and denominators by period, place, dimension and group."""

from typing import NamedTuple

import numpy as np

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.routines import ROUTINES
from rural_abm.governance.values import as_list
from rural_abm.model.money import ORIGINAL_PAYERS, PAYERS
from rural_abm.model.people.records import DISTANCE_BANDS, FRAILTY_STATES
from rural_abm.outcomes import entries
from rural_abm.outcomes.periods import periods_of
from rural_abm.outcomes.plan import packaged_plan
from rural_abm.outcomes.tables import (
    BAND_AXIS,
    FRAILTY_AXIS,
    REGION_ROW,
    places,
    read_ledger,
    table_of_groups,
    table_of_places,
    table_of_units,
    with_channel,
    with_payer,
    with_routine,
)
from rural_abm.regions.place import place_of

COLUMNS = ("period", "place_kind", "place", "dimension", "group", "outcome", "numerator", "denominator")
REGION, MUNICIPALITY, UNIT = "region", "municipality", "unit"
ALL = "all"
# Axis of the ledger's counts and names of the groups, for the dimensions of residents.
RESIDENT_GROUPS = {"frailty": (FRAILTY_AXIS, FRAILTY_STATES), "distance": (BAND_AXIS, DISTANCE_BANDS)}


class Block(NamedTuple):
    """Results of one shape: rows (place kind, place, dimension, group), names, and figures [periods, rows, names]."""

    rows: list
    names: list
    numerators: np.ndarray
    denominators: np.ndarray

    def only(self, names):
        """Return the block restricted to the outcomes in `names`."""
        kept = [i for i, name in enumerate(self.names) if name in names]
        return Block(self.rows, [self.names[i] for i in kept], self.numerators[..., kept], self.denominators[..., kept])


def outcomes(
    counts, unit_counts, activity, register, *, place=None, extras=None, by="year", days=None, names=None, own=()
):
    """Compute the outcomes of a run from its ledger.

    `counts` [periods, municipalities, frailty, bands], `unit_counts` [periods, units] and `activity` [months,
    municipalities] are the ledger's tables, the warm-up first; it is left out. `register` gives the prices, `place`
    the Place whose municipalities and units these are (default: that of the default region).
    `by` is the length of the ledger's periods, "year" or "month"; `days` the reported days that were run, where the
    last period is not full. `extras` holds the outcomes of single persons: {name: [periods, 1 or 1 + municipalities,
    2]} of numerators and denominators, region first. `names` limits the result to some outcomes; `own` are outcomes
    of the user's (tuple of Outcome), whose figures are among the extras.
    The value is numerator / denominator, null where the denominator is 0 (`values`). The region is the sum of its
    municipalities, the comparison place left out. Raises InputError for an unknown outcome or length of period.
    """
    catalogue = (*entries.catalogue, *own)
    names = [entry.name for entry in catalogue] if names is None else as_list(names)
    wanted = {entries.outcome(name, catalogue).name for name in names}
    periods = periods_of(counts.shape[0], by, days)
    known = places((place_of() if place is None else place).tables)
    ledger = read_ledger(counts, unit_counts, activity, register, periods, known)
    table = table_of_places(ledger)
    everywhere = _block(_place_rows(known), table, packaged_plan().with_dimension(ALL))
    blocks = [everywhere, _unit_block(ledger), _gap_block(everywhere, known), *_resident_blocks(ledger)]
    blocks += [
        _share_block(known, "original_payer", payer, with_payer(table, payer, of="money")) for payer in ORIGINAL_PAYERS
    ]
    blocks += [_share_block(known, "payer", payer, with_payer(table, payer)) for payer in PAYERS]
    blocks += [
        _share_block(known, "channel", name, with_channel(table, ledger, kind))
        for kind, name in enumerate(channel_kinds())
    ]
    blocks += [
        _share_block(known, "routine", name, with_routine(table, ledger, row)) for row, name in enumerate(ROUTINES)
    ]
    special = [entry.name for entry in catalogue if entry.source == entries.SPECIAL]
    length = len(periods.labels)
    blocks += [_extra_block(known, special, name, figures, length) for name, figures in (extras or {}).items()]
    values = [periods.labels, *_categories(known, catalogue)]
    return _frame([block.only(wanted) for block in blocks], values)


def _block(rows, table, kept=None):
    """Return a Block of the linear outcomes, or of the positions `kept`, from a wide table [periods, rows, columns]."""
    plan = packaged_plan()
    kept = np.arange(len(plan.outcomes)) if kept is None else kept
    return Block(rows, [plan.outcomes[i].name for i in kept], *plan.evaluate(table, kept))


def _place_rows(known, dimension=ALL, group=ALL):
    rows = [(REGION, entries.REGION, dimension, group)]
    return rows + [(MUNICIPALITY, key, dimension, group) for key in known.municipalities]


def _unit_block(ledger):
    """Compute the outcomes of staff, wards and channels for the units of care."""
    rows = [(UNIT, key, ALL, ALL) for key in ledger.places.units]
    return _block(rows, table_of_units(ledger), np.flatnonzero(packaged_plan().for_units))


def _resident_blocks(ledger):
    """Compute the outcomes of the region's residents by frailty and by distance band."""
    plan = packaged_plan()
    for dimension, (axis, groups) in RESIDENT_GROUPS.items():
        rows = [(REGION, entries.REGION, dimension, group) for group in groups]
        yield _block(rows, table_of_groups(ledger, axis), plan.with_dimension(dimension))


def _share_block(known, dimension, group, table):
    """Outcomes of region and municipalities for one payer, one kind of channel or one routine."""
    return _block(_place_rows(known, dimension, group), table, packaged_plan().with_dimension(dimension))


def _gap_block(everywhere, known):
    """Highest less lowest of the region's municipalities; undefined with fewer than two values."""
    gaps = [entry for entry in entries.catalogue if entry.source == entries.GAP]
    bases = [everywhere.names.index(entry.numerator) for entry in gaps]
    members = 1 + REGION_ROW + np.flatnonzero(known.in_region)
    above, below = (part[:, members][..., bases] for part in (everywhere.numerators, everywhere.denominators))
    defined = below != 0
    value = above / np.where(defined, below, 1)
    gap = np.where(defined, value, -np.inf).max(axis=1) - np.where(defined, value, np.inf).min(axis=1)
    is_known = defined.sum(axis=1) > 1
    rows = [(REGION, entries.REGION, ALL, ALL)]
    return Block(rows, [entry.name for entry in gaps], np.where(is_known, gap, 0)[:, None], is_known[:, None] * 1.0)


def _extra_block(known, special, name, figures, periods):
    """Return the Block of one of the `special` outcomes, which the model provides, [periods, places or 1, 2]."""
    if name not in special:
        raise unknown_name("outcome of single persons", name, special, where="extras")
    figures, rows = np.asarray(figures, np.float64), _place_rows(known)
    if figures.shape not in ((periods, 1, 2), (periods, len(rows), 2)):
        raise InputError(f"shape {figures.shape}", where=f"extras, {name}", allowed=f"({periods}, {len(rows)} or 1, 2)")
    return Block(rows[: figures.shape[1]], [name], figures[..., :1], figures[..., 1:])


def _frame(blocks, known):
    """Return the DataFrame of blocks; texts are categories, equal for all runs of the same length.

    `known`: the values of period, place kind, place, dimension, group and outcome.
    """
    import pandas as pd  # costs a second: paid only where results are made

    columns = [_codes(block, known) for block in blocks]
    *codes, numerators, denominators = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    texts = [pd.Categorical.from_codes(part, categories) for part, categories in zip(codes, known, strict=True)]
    return pd.DataFrame(dict(zip(COLUMNS, [*texts, numerators, denominators], strict=True)))


def _categories(known, catalogue):
    """Return the known values of place kind, place, dimension, group and outcome."""
    groups = (ALL, *FRAILTY_STATES, *DISTANCE_BANDS, *PAYERS, *channel_kinds(), *ROUTINES)
    return (
        (REGION, MUNICIPALITY, UNIT),
        tuple(dict.fromkeys((entries.REGION, *known.municipalities, *known.units))),
        entries.DIMENSIONS,
        groups,
        tuple(entry.name for entry in catalogue),
    )


def _codes(block, known):
    """Return flat arrays of one block: period, place kind, place, dimension, group, outcome, numerator, denominator."""
    labels, *of_rows, of_outcomes = known
    periods = len(labels)
    shape = (periods, len(block.rows), len(block.names))
    rows = np.array([[names.index(text) for text, names in zip(row, of_rows, strict=True)] for row in block.rows])
    names = np.array([of_outcomes.index(name) for name in block.names])
    codes = [np.arange(periods)[:, None, None], *(rows.T[:, None, :, None]), names]
    return [
        *(np.broadcast_to(code, shape).ravel().astype(np.int16) for code in codes),
        block.numerators.ravel(),
        block.denominators.ravel(),
    ]
