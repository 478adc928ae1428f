"""The residents at the start: exact where it is said to be exact, near the stated shares where it is drawn."""

import numpy as np
import pytest
import worlds
from scipy import stats

from rural_abm.engine.errors import InputError
from rural_abm.engine.records import violations
from rural_abm.model.people import population, tables
from rural_abm.model.people.persons import gamma
from rural_abm.model.people.records import CONDITIONS, NEVER
from rural_abm.model.people.tables import rounded
from rural_abm.model.processes import RESIDENT_FIELDS, blank_residents
from rural_abm.regions.registers import load_register

FIRST_DAY = worlds.WARM_UP_DAYS


@pytest.fixture(scope="module")
def region():
    return worlds.bare_world("whole")


@pytest.fixture(scope="module")
def ages(region):
    return (FIRST_DAY - worlds.people(region).birth_day) // 365


def test_everybody_is_there_on_the_first_of_january(region, ages):
    homes, residents = worlds.whole_region(), worlds.people(region)
    assert len(residents) == 34_531 + 3_924
    bands = np.searchsorted([16, 25, 45, 65], ages, side="right")
    for municipality in range(8):
        here = residents.municipality == municipality
        assert np.bincount(bands[here], minlength=5).tolist() == homes.age_bands[municipality].tolist()
    counted = np.bincount(residents.settlement, minlength=len(homes.settlement_population))
    assert counted[:-1].tolist() == homes.settlement_population[:-1].tolist()
    assert counted[-1] == 0, "a place of reference has no residents"
    assert (residents.unit == homes.unit_of_settlement[residents.settlement]).all()
    assert ages.min() == 0 and ages.max() < 110
    assert len(np.unique(residents.key)) == len(residents)


def test_three_tenths_of_the_old_are_very_old(ages):
    assert (ages >= 80).sum() / (ages >= 65).sum() == pytest.approx(0.30, abs=0.002)
    assert (ages >= 90).sum() / (ages >= 65).sum() == pytest.approx(0.044 * 0.30 / 0.263, rel=0.2)


def test_birthdays_lie_evenly_over_the_year(region):
    days = worlds.people(region).birth_day % 365
    assert stats.chisquare(np.bincount(days, minlength=365)).pvalue > 1e-3  # false alarm 1 in 1000, seed fixed


def test_the_number_living_alone_is_exact_and_rises_with_age(region, ages):
    residents, homes = worlds.people(region), worlds.whole_region()
    share = homes.one_person_share
    for municipality in range(8):
        here = residents.municipality == municipality
        persons = share[municipality] / (share[municipality] + (1 - share[municipality]) * 2.8)
        assert residents.lives_alone[here].sum() == round(here.sum() * persons)
    groups = np.searchsorted([16, 25, 65, 80], ages, side="right")
    shares = [residents.lives_alone[groups == group].mean() for group in range(5)]
    assert shares == sorted(shares) and shares[0] == 0


def test_drawn_shares_are_near_the_stated_ones(region, ages):
    residents, p = worlds.people(region), region.parameters[0]
    expected = np.diff(p.frailty_share_cumulative[ages], axis=1, prepend=0)
    observed = np.bincount(residents.frailty, minlength=4)
    spread = np.sqrt((expected * (1 - expected)).sum(axis=0))
    assert (abs(observed - expected.sum(axis=0)) < 4 * spread).all()  # false alarm 1 in 4000
    for place, _ in enumerate(CONDITIONS):
        chance = p.condition_share_by_age[ages, residents.frailty, place]
        has = (residents.conditions >> place) % 2
        assert abs(has.sum() - chance.sum()) < 4 * np.sqrt((chance * (1 - chance)).sum())
    # A gamma factor whose mean falls with age: deaths by episodes take those with a high factor first.
    mean = p.person_factor_mean_by_age[ages]
    for group in (ages < 65, (ages >= 65) & (ages < 80), ages >= 80):
        spread = np.sqrt((mean[group] ** 2).sum() / p.person_factor_shape)
        assert abs(residents.person_factor[group].sum() - mean[group].sum()) < 4 * spread
    assert (np.diff(p.person_factor_mean_by_age) <= 0).all() and 0.4 < mean[ages >= 80].mean() < 0.7


def test_a_new_record_has_nothing_planned_and_nobody():
    world = worlds.bare_world("small", start=False)
    residents = worlds.people(world)
    planned = [
        f.name
        for f in RESIDENT_FIELDS
        if f.name.endswith("_day")
        and f.name
        not in ("hazard_day", "birth_day", "admitted_day", "discharged_day", "medicine_review_day", "prevented_day")
    ]
    assert all((residents[name] == NEVER).all() for name in planned)
    assert (residents.discharged_day == -NEVER).all() and (residents.prevented_day == -NEVER).all()
    assert (residents.medicine_review_day < 0).all()
    for name in ("usual_gp", "contact_nurse", "first_tie", "ward", "open_need", "planned_need", "link"):
        assert (residents[name] == -1).all(), name
    assert not violations(RESIDENT_FIELDS, residents)


def test_places_that_do_not_agree_are_refused():
    homes = worlds.small_region()
    world = worlds.bare_world("small")
    wrong = homes._replace(settlement_population=homes.settlement_population + 1)
    people = tables.place_tables(load_register(), homes)
    with pytest.raises(InputError, match="age bands"):
        population.fill_residents(blank_residents(1000), 1, world.parameters, wrong, people)
    with pytest.raises(InputError, match="do not fit"):
        population.fill_residents(blank_residents(10), 1, world.parameters, homes, people)


@pytest.mark.parametrize("shape", [0.4, 0.7, 1.0, 1.5])
def test_gamma_numbers_are_gamma(shape):
    drawn = np.array([gamma(np.uint64(5), np.uint64(key), shape) for key in range(20_000)])
    assert stats.kstest(drawn, stats.gamma(shape).cdf).pvalue > 1e-3  # false alarm 1 in 1000 each, seed fixed


def test_rounding_keeps_the_sum_and_is_near():
    values = np.array([0.4, 0.4, 0.4, 1.8])
    assert rounded(values).tolist() == [1, 0, 0, 2]


def test_parameters_of_people_are_all_used():
    """Every scalar and table of people.csv is read by name in the room or by those below it."""
    from pathlib import Path

    from rural_abm.engine.kernels import PACKAGE
    from rural_abm.parameters.register import read_register

    texts = "".join(path.read_text("utf-8") for path in Path(PACKAGE).rglob("*.py"))
    names = {name.split(".")[0] for name in read_register([PACKAGE / "data" / "parameters" / "people.csv"])}
    assert [name for name in sorted(names) if name not in texts] == []
    assert names <= {name.split(".")[0] for name in load_register()}
