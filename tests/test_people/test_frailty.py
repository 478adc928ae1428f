"""Frailty and death: the chain against theory, the thresholds against expected numbers."""

import numpy as np
import pytest
import worlds
from scipy.linalg import expm

from rural_abm.model.people import frailty_chain, tables
from rural_abm.model.people.frailty import plan_hazards, worsen
from rural_abm.model.people.records import ALIVE, BECAME_FRAIL, MODERATE, NEVER, SEVERE
from rural_abm.regions.registers import load_register

FIRST_DAY = worlds.WARM_UP_DAYS
# Shares of fit, mild, moderate and severe by age that the sources lead to, and how near the chain must come.
KNOWN_SHARES = {
    (65, 75): (0.61, 0.30, 0.08, 0.02),
    (75, 85): (0.43, 0.39, 0.14, 0.04),
    (85, 105): (0.30, 0.44, 0.20, 0.06),
    (65, 105): (0.50, 0.35, 0.12, 0.03),
}
NEAR = 0.02


def residents_by_age():
    """Residents [municipalities, ages] of the packaged region."""
    return tables.place_tables(load_register(), worlds.whole_region())["residents_by_age"]


@pytest.fixture(scope="module")
def region():
    return worlds.bare_world("whole", start=False)


def test_the_chain_gives_the_known_shares(region):
    p = region.parameters[0]
    shares = np.diff(p.frailty_share_cumulative, axis=1, prepend=0)
    persons = residents_by_age()[:7].sum(axis=0)
    for (first, last), known in KNOWN_SHARES.items():
        mean = persons[first:last] @ shares[first:last] / persons[first:last].sum()
        assert np.abs(mean - known).max() < NEAR, (first, mean)


def test_the_chain_agrees_with_the_matrix_exponential():
    register, age = load_register(), np.arange(90) + 0.5
    rates = frailty_chain._generators(register, age)
    alive = np.array([1.0, 0, 0, 0])
    for year in range(90):
        alive = alive @ expm(rates[year])
    halfway = frailty_chain.frailty_shares(register, np.arange(91) + 0.5)[90]
    middle = alive @ expm(frailty_chain._generators(register, np.array([90.5]))[0] / 2)
    assert np.allclose(halfway, middle / middle.sum(), atol=0.002)


def test_deaths_a_year_agree_with_the_known_number(region):
    """About 485 deaths a year at 65+ in the seven municipalities, all causes; tolerance 2 sqrt(485)."""
    p = region.parameters[0]
    register = load_register()
    death = tables.deaths_per_year(register, tables.Ages(register).middle).mean(axis=2)
    shares = np.diff(p.frailty_share_cumulative, axis=1, prepend=0)
    persons = residents_by_age()[:7].sum(axis=0)
    yearly = persons * (1 - np.exp(-(shares * death).sum(axis=1) * np.exp(0.09 / 2)))
    assert yearly[65:].sum() == pytest.approx(485, abs=2 * np.sqrt(485))
    assert 30 < yearly[:65].sum() < 55


def test_nobody_dies_or_moves_or_grows_frail_in_the_warm_up():
    world = worlds.bare_world("small")
    frailty = worlds.people(world).frailty.copy()
    worlds.run_days(world, 0, FIRST_DAY)
    worsen(world, 3)
    residents = worlds.people(world)
    assert (residents.status == ALIVE).all() and (residents.frailty == frailty).all()
    assert world.now[0].residents == len(frailty) and world.counts["worsened_by_care"].sum() == 0


def test_deaths_by_state_and_age_are_as_many_as_the_hazards_say():
    """Deaths of two years against the hazards summed over the days lived; 4 sqrt(n), false alarm 1 in 16 000 each."""
    world = worlds.bare_world("whole", values={"birth_trend_per_year": 0.0})
    p = world.parameters[0]
    worlds.run_days(world, 0, FIRST_DAY + 1)
    residents = worlds.people(world)
    expected = np.zeros(2)
    for day in range(FIRST_DAY + 1, 3 * FIRST_DAY):
        residents = worlds.people(world)
        if day % 30 == 0:
            here = residents[(residents.status == ALIVE) & (residents.municipality < 7)]
            age = np.maximum((day // 365 * 365 + 182 - here.birth_day) // 365, 0)
            hazard = p.death_hazard[age, here.frailty, here.sex]
            old = (day - here.birth_day) // 365 >= 65
            expected += 30 * np.array([hazard[old].sum(), hazard[~old].sum()])
        worlds.run_days(world, day, day + 1)
    counts = world.counts[1:, :7]
    died = np.array([counts["deaths_old"].sum(), (counts["deaths"] - counts["deaths_old"]).sum()])
    assert (abs(died - expected) < 4 * np.sqrt(expected)).all(), (died, expected)
    share = 1 - load_register().value("death_share_by_episodes")
    assert died[0] / 2 == pytest.approx(485 * share, abs=2 * np.sqrt(2 * 485 * share) / 2 + 0.03 * 485)
    assert world.counts["worsened"].sum() > world.counts["improved"].sum() > 0


def test_frailty_by_age_stays_when_nothing_else_acts():
    """With all worsening in the background, shares by age after three years are those of the start (4 sd)."""
    world = worlds.bare_world("whole", values={"worsening_share_by_care": 0.0, "death_share_by_episodes": 0.2})
    worlds.run_days(world, 0, 4 * FIRST_DAY)
    residents = worlds.people(world)
    residents = residents[residents.status == ALIVE]
    age = (4 * FIRST_DAY - residents.birth_day) // 365
    old = (age >= 65) & (age < 100)
    expected = np.diff(world.parameters[0].frailty_share_cumulative[age[old]], axis=1, prepend=0)
    seen = np.bincount(residents.frailty[old], minlength=4)
    spread = np.sqrt((expected * (1 - expected)).sum(axis=0))
    assert (abs(seen - expected.sum(axis=0)) < 4 * spread + 0.01 * old.sum()).all(), (seen, expected.sum(axis=0))


def test_worsening_by_care_is_one_step_counted_and_noted():
    world = worlds.bare_world("small")
    worlds.run_days(world, 0, FIRST_DAY + 1)
    residents = worlds.people(world)
    row = int(np.flatnonzero((residents.frailty == MODERATE - 1) & (residents.status == ALIVE))[0])
    before, count = residents[row].death_day, residents[row].frailty_count
    changes = world.now[0].changes
    worsen(world, row)
    assert residents[row].frailty == MODERATE and residents[row].frailty_count == count
    assert residents[row].death_day < before, "a worse state brings death nearer"
    assert world.now[0].changes == changes + 1 and world.changes[changes].what == BECAME_FRAIL
    assert world.counts["worsened_by_care"].sum() == 1
    for _ in range(3):
        worsen(world, row)
    assert residents[row].frailty == SEVERE and world.counts["worsened_by_care"].sum() == 2


def test_planning_anew_without_a_change_changes_nothing():
    world = worlds.bare_world("small")
    worlds.run_days(world, 0, FIRST_DAY + 40)
    before = worlds.people(world).copy()
    for row in range(world.now[0].residents):
        plan_hazards(world, row)
    same = [n for n in before.dtype.names if n != "link"]
    for name in same:
        living = before.status == ALIVE
        assert (before[name][living] == worlds.people(world)[name][living]).all(), name
    assert (worlds.people(world).death_day <= NEVER).all()
