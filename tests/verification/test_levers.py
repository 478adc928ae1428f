"""Every lever of governance acts: what it should change changes, and a local lever leaves other places alone.

The rows stand in tests/data/lever_effects.toml. Each is run with the lever low and high, all else the same, on the same
seeds, so with the same people, staff and shocks. The lever acts if every figure of the row moves in its direction: a
one-sided t test of the paired differences at 1 in 1,000. That is the most that a row passes without any effect; with
fewer than a hundred rows a table of levers without effects would have a row that passes in less than one of ten cases.
Seeds are fixed, so what passes goes on passing until the model changes.

A lever set at one place must not act elsewhere: at every other place the mean change of the same figure is less than a
tenth of that at the place. Where a figure reaches others through what places share, the row says what that is.
"""

import tomllib
from pathlib import Path

import numpy as np
import pytest
import regions
from paired import SEEDS, rises

from rural_abm import Scenario
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import Levers, channel_kinds, resolve
from rural_abm.governance.schema import lever_specs
from rural_abm.model.organisations.records import PRIMARY_CARE
from rural_abm.model.people.records import ALIVE

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "lever_effects.toml").read_text("utf-8"))
NEW_CHANNELS = TABLE.pop("new_channels")
FIELDS_WITHOUT_ROW = TABLE.pop("fields_without_row")
ROWS = [(lever, row) for lever, rows in TABLE.items() for row in rows]
SETTING = {"place", "low", "high", "with", "channels", "change", "adoption", "parameters", "days", "seeds"}
KEYS = {"what", "moves", "shared"} | SETTING
SHARED = {"hospital", "ambulance", "on-call", "staff market", "lists", "cover"}
USUAL_DAYS = 90
TENTH = 0.1


# scenarios


def scenario_of(lever, row, side, seed):
    """The scenario of one side of a row, "low" or "high"; without a value the lever is as in the baseline."""
    settings = {at(row, name): value for name, value in row.get("with", {}).items()}
    if "channels" in row:
        settings[at(row, "channels")] = channels_before_the_usual(row["channels"])
    if side in row:
        value = row[side]
        settings[at(row, lever)] = channels_before_the_usual(value) if lever == "channels" else value
    changes = [{"year": 2, "levers": row["change"]}] if "change" in row else []
    years = -(-days_of(row) // DAYS_A_YEAR)
    return Scenario(seed=seed, years=years, levers=settings, changes=changes, adoption=row.get("adoption"))


def at(row, name):
    """The name of a lever at the row's place; names with a place of their own and those of the region stay."""
    is_local = "." not in name and lever_specs()[name].is_local
    return f"{row['place']}.{name}" if is_local and "place" in row else name


def days_of(row):
    return row.get("days", USUAL_DAYS)


def channels_before_the_usual(names):
    """The baseline's channels after new ones of the table, by name."""
    usual = [channel.model_dump(mode="json") for channel in resolve(Scenario()).at(0)["vilhelmina"].channels]
    return [{**usual[0], **NEW_CHANNELS[name]} for name in names] + usual


# figures: an array over the units of care, or over the municipalities


def figure(model, name):
    """A figure by its name: a function of this module, or a column of the ledger summed over the reported time; of a
    column of several entries the kind of channel is given after a point."""
    if name in FUNCTIONS:
        return FUNCTIONS[name](model).astype(float)
    name, _, kind = name.partition(".")
    for table in (model.world.unit_counts, model.world.counts):
        if name in table.dtype.names:
            column = np.asarray(table[name])[1:]
            column = column[..., list(channel_kinds()).index(kind)] if kind else column
            return column.sum(axis=(0, *range(2, column.ndim))).astype(float)
    return np.asarray(model.world.activity[name])[12:].sum(axis=0).astype(float)


def listed_elsewhere(model):
    """Residents who are listed with another unit than that of the district they live in, by the unit at home."""
    people = np.asarray(model.world.residents)[: model.world.now["residents"][0]]
    people = people[people["status"] == ALIVE]
    home = model.place.unit_of_settlement[people["settlement"]]
    return np.bincount(home[home != people["unit"]], minlength=len(model.place.unit_keys))


def centres_result(model):
    """What the health centres had left of last year's budget and income (öre), by municipality."""
    return np.asarray(model.world.purses["result_ore"])[PRIMARY_CARE]


FUNCTIONS = {"listed_elsewhere": listed_elsewhere, "centres_result": centres_result}


def changes(lever, row):
    """{figure: high - low [seeds, places]} over the row's days."""
    found = {name: [] for name in row["moves"]}
    for seed in range(1, row.get("seeds", len(SEEDS)) + 1):
        models = [regions.model_of(scenario_of(lever, row, side, seed)) for side in ("low", "high")]
        for model in models:
            for name, value in row.get("parameters", {}).items():
                model.world.parameters[name] = value
            regions.run_days(model, days_of(row))
        for name, values in found.items():
            values.append(figure(models[1], name) - figure(models[0], name))
        for model in models:
            model.close()
    return {name: np.array(values) for name, values in found.items()}


def here_and_elsewhere(row, change):
    """(changes at the row's place [seeds], changes at the others [seeds, places]); without a place (all, none)."""
    if "place" not in row:
        return change.sum(axis=1), change[:, :0]
    place = regions.whole_place()
    keys = list(place.unit_keys if change.shape[1] == len(place.unit_keys) else place.municipality_keys)
    here = keys.index(row["place"])
    return change[:, here], np.delete(change, here, axis=1)


# tests


def test_the_table_holds_every_lever_and_its_rows_are_well_formed():
    assert set(TABLE) == set(Levers.model_fields)
    for lever, row in ROWS:
        assert set(row) <= KEYS and row["what"] and row["moves"] and ("low" in row or "high" in row), (lever, row)
        assert set(row.get("shared", {})) <= set(row["moves"]) and set(row.get("shared", {}).values()) <= SHARED
        assert ("place" in row) == lever_specs()[lever].is_local, f"{lever}: a local lever is set at a place"
        assert set(row["moves"].values()) <= {1, -1}
    assert len({row["what"] for _, row in ROWS}) == len(ROWS) < 100


def changed_fields(lever, row):
    """Every "lever.field" that differs between the sides of the row; of lists and single values "lever." alone."""
    place = row.get("place", "vilhelmina")
    low, high = (getattr(resolve(scenario_of(lever, row, side, 1)).at(0)[place], lever) for side in ("low", "high"))
    if low == high:
        return set()
    if lever_specs()[lever].list or lever_specs()[lever].is_single:
        return {f"{lever}."}
    return {f"{lever}.{name}" for name in type(low).model_fields if getattr(low, name) != getattr(high, name)}


def test_every_field_of_every_lever_is_changed_by_a_row():
    changed = set().union(*(changed_fields(lever, row) for lever, row in ROWS))
    fields = {
        f"{name}.{'' if spec.list else field}" for name, spec in lever_specs().items() for field in spec.fields
    }  # fmt: skip
    assert fields - changed == set(FIELDS_WITHOUT_ROW)


@pytest.mark.verify
@pytest.mark.parametrize(("lever", "row"), [pytest.param(*pair, id=f"{pair[0]}: {pair[1]['what']}") for pair in ROWS])
def test_a_lever_acts_where_it_is_set(lever, row):
    wrong = {}
    for name, change in changes(lever, row).items():
        here, elsewhere = here_and_elsewhere(row, change)
        if not rises(row["moves"][name] * here):
            wrong[name] = here.tolist()
        most = np.abs(elsewhere.mean(axis=0)).max(initial=0.0)
        if name not in row.get("shared", {}) and most > TENTH * abs(here.mean()):
            wrong[f"{name} elsewhere"] = elsewhere.mean(axis=0).tolist()
    assert wrong == {}
