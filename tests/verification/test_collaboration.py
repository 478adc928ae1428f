"""Collaboration against what is known of it: a city district, locums, and spread with and without support.

Directions are paired by seed and tested one-sided at 1 in 1,000 (see test_directions.py for what that misses).
"""

from dataclasses import replace

import numpy as np
import pytest
import regions
from scipy import stats

from rural_abm import RuralModel, Scenario
from rural_abm.model.staff.records import EMPLOYED, GP, HOME_NURSE, LOCUM
from rural_abm.study.insilico.spread import full_support, share_of, spread

LEVEL = 1e-3
# Twelve, as for everything that acts through staff, who come by chance.
SEEDS = tuple(range(7, 19))
CITY_RESIDENTS = 48_000
# Ways are short in a city, so a district needs fewer nurses for its patients than where they drive far; about thirty
# contact nurses at the centres are whom it calls.
CITY = {"home_nurse_posts": 28, "residents_a_clinic_nurse_post": 1400}


def city_place():
    """A region that is a city district: one home nursing with its centres in one town, all other places tiny.

    The centres of the district count as one unit with all their physicians: some 45, among whom residents choose.
    """
    place, whole = regions.small_place(0.02), regions.whole_place().tables.municipalities
    table = place.tables.municipalities
    columns = dict(table.columns)
    scale = CITY_RESIDENTS / sum(whole.columns[band][0] for band in regions.AGE_BANDS)
    for name in (*regions.AGE_BANDS, *regions.FLOWS):
        columns[name] = columns[name].copy()
        columns[name][0] = round(whole.columns[name][0] * scale)
    population = place.population.copy()
    population[np.flatnonzero(place.municipality_of_settlement == 0)] = 0
    population[place.settlement_of_unit[0]] = sum(int(columns[band][0]) for band in regions.AGE_BANDS)
    tables = replace(place.tables, municipalities=replace(table, columns=columns))
    return replace(place, tables=tables, population=population)


def friction(model):
    """Friction share of nurse time by unit over the reported years; NaN where no nurse worked."""
    counts = model.world.unit_counts[1:]
    lost, worked = (counts[f"nurse_{name}_minutes"].sum(axis=0) for name in ("friction", "work"))
    return np.divide(lost, worked, out=np.full(worked.shape, np.nan), where=worked > 0)


def working(model, role, unit=0):
    staff = np.asarray(model.world.staff)[: model.world.now["staff"][0]]
    return int(((staff["status"] == EMPLOYED) & (staff["role"] == role) & (staff["unit"] == unit)).sum())


@pytest.mark.verify
def test_friction_in_a_city_district_is_higher_than_where_a_centre_is_stable_and_co_located():
    """S3 gives 20-50 % of nurse time for a city district with 45 physicians to choose among."""
    city = RuralModel(Scenario(years=1, parameters=CITY), place=city_place()).run()
    assert working(city, GP) >= 30 and working(city, HOME_NURSE) >= 15
    region = regions.model_of(Scenario(years=1)).run()
    in_city, at_home = friction(city)[0], friction(region)[1:8]
    assert 0.2 <= in_city <= 0.5
    assert (at_home < in_city).all()


def after_leaving(seed, successor):
    """Friction minutes a coordination event, region, over two years in which every permanent GP is succeeded so."""
    start = regions.model_of(Scenario(seed=seed, years=2), 0.3)
    staff = np.asarray(start.world.staff)[: start.world.now["staff"][0]]
    is_gp = (staff["status"] == EMPLOYED) & (staff["role"] == GP)
    leavers = is_gp & (staff["employment"] < LOCUM) & (staff["post"] >= 0)
    events = [
        {"day": 0, "kind": "gp_leaves", "staff": int(number), "successor": successor}
        for number in staff["number"][leavers]
    ]
    model = regions.model_of(Scenario(seed=seed, years=2, events=events, levers={"locum_policy": 520}), 0.3).run()
    minutes = model.world.unit_counts["nurse_friction_minutes"][1:].sum()
    return minutes / model.world.counts["coordination_events"][1:].sum()


@pytest.mark.verify
def test_friction_rises_where_locums_dominate():
    gained = [after_leaving(seed, "locums") - after_leaving(seed, "permanent") for seed in SEEDS]
    assert stats.ttest_1samp(gained, 0, alternative="greater").pvalue < LEVEL, gained


@pytest.mark.verify
def test_support_spreads_a_routine_and_its_lack_does_not():
    """49 of 49 municipalities in three years with support, few of 33 without (S3, note 38).

    The seeds are fixed, so it passes or fails always; a true chance of .97 to try would give 45 or more of 49 some 98
    times in 100, a chance of .15 more than 12 of 35 less than once in 100.  Some trials have lapsed by then.
    """
    supported, alone = spread(3, range(1, 8), full_support()), spread(3, range(1, 6))
    tried, settings = share_of(supported, 3, "tried")
    assert settings == 49 and tried >= 45 and share_of(supported, 3)[0] <= tried
    used, settings = share_of(alone, 3)
    assert settings == 35 and used <= 12
