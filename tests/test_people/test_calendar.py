"""The calendar: whatever is planned comes up on its day, and only then."""

import numpy as np
import regions
import worlds
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.model.people.calendar import RING, link_all, schedule, unlink
from rural_abm.model.people.records import DEAD, NEVER

FIELDS = ("death_day", "episode_day", "visit_day", "leave_day", "follow_call_day")


def check(world, planned):
    for slot in range(RING):
        rows = regions.listed_rows(world, slot)
        assert all(world.residents[row].next_day % RING == slot for row in rows)
        assert sorted(rows) == sorted(row for row, day in planned.items() if day != NEVER and day % RING == slot)


days = st.one_of(st.just(NEVER), st.integers(-5, 3 * RING))
plans = st.lists(st.tuples(st.integers(0, 19), st.sampled_from(FIELDS), days), max_size=40)


@given(plans)
def test_lists_hold_exactly_who_is_planned(changes):
    world = worlds.bare_world("small", start=False)
    link_all(world)
    planned = dict.fromkeys(range(20), NEVER)
    for row, field, day in changes:
        world.residents[row][field] = day
        schedule(world, row)
        first = min(int(world.residents[row][name]) for name in FIELDS)
        planned[row] = first if first == NEVER else max(first, 1)
        assert world.residents[row].next_day == planned[row]
    check(world, planned)


def test_the_dead_are_never_listed_again():
    world = worlds.bare_world("small")
    world.residents[7].status = DEAD
    unlink(world, 7)
    world.residents[7].visit_day = 3
    schedule(world, 7)
    assert world.residents[7].next_day == NEVER
    assert all(7 not in regions.listed_rows(world, slot) for slot in range(RING))


def test_care_that_is_due_is_listed_every_day_until_it_is_done():
    world = worlds.bare_world("small")
    world.residents[5].visit_day = 2
    schedule(world, 5)
    seen = []

    def due_of_five(world):
        seen.append(5 in world.due[: world.now[0].due_count])
        if world.now[0].day == 4:
            world.residents[5].visit_day = 9
            schedule(world, 5)

    worlds.run_days(world, 0, 12, due_of_five)
    assert np.flatnonzero(seen).tolist() == [2, 3, 4, 9, 10, 11]
