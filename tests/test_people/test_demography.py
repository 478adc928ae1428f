"""Births, moves and leaving: yearly numbers, keys, and moves that are put off."""

import numpy as np
import pytest
import worlds
from scipy import stats

from rural_abm.engine.records import RESIDENTS_FULL
from rural_abm.model.people.demography import depart, poisson
from rural_abm.model.people.health import count_stocks
from rural_abm.model.people.records import ALIVE, AT_HOME, DEAD, DIED, MOVED, NEVER

YEAR = 365
YEARS = 3


@pytest.fixture(scope="module")
def after():
    """The whole region three reported years on."""
    world = worlds.bare_world("whole", years=YEARS + 2, values={"birth_trend_per_year": 0.0})
    worlds.run_days(world, 0, (YEARS + 1) * YEAR)
    return world


def test_births_and_moves_in_are_as_many_as_known(after):
    homes = worlds.whole_region()
    for name, yearly in (("births", homes.births), ("moved_in", homes.in_moves)):
        seen = after.counts[name].sum(axis=(0, 2, 3))
        expected = yearly * YEARS
        assert (abs(seen - expected) < 4 * np.sqrt(expected)).all(), (name, seen, expected)  # false alarm 1 in 2000


def test_moves_out_of_the_first_year_are_as_many_as_known(after):
    homes = worlds.whole_region()
    seen = after.counts["moved_out"][1].sum(axis=(1, 2))
    assert (abs(seen - homes.out_moves) < 4 * np.sqrt(homes.out_moves) + 0.03 * homes.out_moves).all()


def test_newcomers_are_young_and_their_keys_their_own(after):
    residents = worlds.people(after)
    keys = residents.key
    assert len(np.unique(keys)) == len(keys)
    came = residents[38_455:]
    assert len(came) == after.counts["births"].sum() + after.counts["moved_in"].sum()
    ages = ((YEARS + 1) * YEAR - came.birth_day) // YEAR
    assert np.median(ages) < 40 and ages.max() <= 95 + YEARS and ages.min() == 0
    assert (after.settlements["unit"][came.settlement] == came.unit).all()
    assert (came.settlement < 24).all(), "nobody settles at a place of reference"


def test_the_population_adds_up(after):
    residents, counts = worlds.people(after), after.counts
    gone = counts["deaths"].sum() + counts["moved_out"].sum()
    assert len(residents) == 38_455 + counts["births"].sum() + counts["moved_in"].sum()
    assert (residents.status == ALIVE).sum() == len(residents) - gone
    assert (residents.next_day[residents.status != ALIVE] == NEVER).all()


def test_births_follow_their_trend():
    falling = worlds.bare_world("whole", years=6, values={"birth_trend_per_year": -0.03})
    worlds.run_days(falling, 0, 6 * YEAR)
    yearly = falling.counts["births"].sum(axis=(1, 2, 3))[1:]
    expected = worlds.whole_region().births.sum() * 0.97 ** np.arange(5)
    assert (abs(yearly - expected) < 4 * np.sqrt(expected)).all()


def test_a_move_waits_for_the_end_of_a_stay():
    world = worlds.bare_world("small")
    worlds.run_days(world, 0, YEAR + 1)
    residents = worlds.people(world)
    row = int(np.flatnonzero((residents.move_day < YEAR + 300) & (residents.move_day < residents.death_day - 60))[0])
    day = int(residents[row].move_day)
    residents[row].ward = 2
    residents[row].frailty_day = NEVER
    worlds.run_days(world, YEAR + 1, day + 20)
    assert world.residents[row].status == ALIVE
    world.residents[row].ward = -1
    worlds.run_days(world, day + 20, day + 21)
    assert world.residents[row].status == MOVED


def test_leaving_is_counted_and_noted_once():
    world = worlds.bare_world("small")
    worlds.set_day(world, 400)
    depart(world, 3, DEAD, AT_HOME)
    depart(world, 3, DEAD, AT_HOME)
    assert world.counts["deaths"].sum() == 1 and world.now[0].changes == 1
    assert world.changes[0].what == DIED and world.changes[0].key == world.residents[3].key


def test_too_many_newcomers_raise_overflow():
    world = worlds.bare_world("small", spare=2)
    with pytest.raises(AssertionError):
        worlds.run_days(world, 0, 2 * YEAR)
    assert world.now[0].overflow == RESIDENTS_FULL and world.now[0].residents == world.residents.size


@pytest.mark.parametrize("mean", [0.0, 0.05, 1.4, 6.0])
def test_poisson_is_the_quantile_of_the_distribution(mean):
    u = (np.arange(2000) + 0.5) / 2000
    assert [poisson(x, mean) for x in u] == stats.poisson(mean).ppf(u).astype(int).tolist()


def test_days_lived_are_counted():
    world = worlds.bare_world("whole")
    count_stocks(world, 31)
    ages = (0 - worlds.people(world).birth_day) // YEAR
    assert world.counts["person_days"].sum() == 31 * 38_455
    assert world.counts["old_days"].sum() == 31 * (ages >= 65).sum()
    assert world.counts["very_old_days"].sum() == 31 * (ages >= 80).sum()
