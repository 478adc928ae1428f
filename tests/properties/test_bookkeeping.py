"""The books of the whole model, checked every evening: whatever seed, governance, levers and dated changes."""

import anything
import numpy as np
import pytest
import regions
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios import AS_DRAWN, CHANGES, LEVERS, SHARE

from rural_abm import RuralModel, Scenario
from rural_abm.model.people.records import AT_HOME

MODELS = ("call_off", "home_hospital", "cottage_hospital_hub")
SCENARIOS = st.builds(
    lambda governance, seed, levers, changes: Scenario(governance, seed=seed, years=1, levers=levers, changes=changes),
    st.sampled_from(MODELS),
    st.integers(1, 10**6),
    LEVERS,
    CHANGES,
)


class Checked(RuralModel):
    """A model that checks its books every evening, in the warm-up every fifth."""

    def _day(self):
        super()._day()
        if self.reported_day > 0 or self.next_day % 5 == 0:
            wrong = regions.check_world(self.world)
            assert wrong == [], f"day {self.reported_day - 1}: {'; '.join(wrong)}"


def check(scenario, days, share=SHARE):
    regions.run_days(Checked(scenario, place=regions.place_of(share)), days)


@settings(max_examples=4, phases=AS_DRAWN)
@given(SCENARIOS)
def test_the_books_are_right_every_evening(scenario):
    check(scenario, 120)


@pytest.mark.verify
@settings(max_examples=60, phases=AS_DRAWN)
@given(SCENARIOS)
def test_the_books_are_right_under_many_scenarios(scenario):
    check(scenario, 200, 0.02)


def check_anything(seed, days):
    """Every parameter and every lever drawn over its whole range at once."""
    check(anything.any_scenario(np.random.default_rng(seed), years=1), days)


# These broke the books: half-days longer than a day's work, visits rounded up to more minutes than were asked for.
@pytest.mark.parametrize("seed", [304, 312])
def test_the_books_are_right_at_the_ends_of_ranges(seed):
    check_anything(seed, 4)


@pytest.mark.verify
@settings(max_examples=60, phases=AS_DRAWN)
@given(st.integers(0, 2**32 - 1))
def test_the_books_are_right_whatever_is_drawn(seed):
    check_anything(seed, 120)


@pytest.mark.verify
@pytest.mark.parametrize("governance", MODELS)
def test_the_books_of_the_whole_region_are_right(governance):
    model = regions.model_of(Scenario(governance, seed=3, years=3))
    for _ in range(36):
        regions.run_days(model, 30)
        assert regions.check_world(model.world) == []


def test_no_bed_is_taken_beyond_the_open_places():
    """Occupied places exceed the open ones of cottage hospitals only where places were closed after the admission."""
    model = regions.model_of(Scenario(seed=2, years=1))
    units = len(model.world.units)
    for _ in range(60):
        before = model.world.wards["open_places"][:units].copy()
        model.step()
        wards = model.world.wards[:units]
        people = model.world.residents
        today = (people["place_of_care"] != AT_HOME) & (people["admitted_day"] == model.world.now["day"][0])
        for unit in range(units):
            if wards["open_places"][unit] >= before[unit] and (today & (people["ward"] == unit)).any():
                assert wards["occupied"][unit] + wards["visitors"][unit] <= wards["open_places"][unit]


@pytest.mark.parametrize(
    "break_it, complaint",
    [
        (lambda w: w.unit_states["list_size"].__setitem__(0, 1), "list_size"),
        (lambda w: w.wards["occupied"].__setitem__(0, 99), "beds in use"),
        (lambda w: w.now["need_flow"].__setitem__((0, 0, 0), 10**6), "needs of class 0"),
        (lambda w: w.staff["panel"].__iadd__(1), "panel"),
        (lambda w: w.staff["work_minutes"].__setitem__(0, -1), "work_minutes"),
        (lambda w: w.residents["open_need"].__setitem__(0, 0), "open_need"),
        (lambda w: w.residents["status"].__setitem__(0, 1), "gone"),
        (lambda w: w.residents["next_day"].__setitem__(5, 3), "calendar"),
        (lambda w: w.ties["resident"].__setitem__(0, 7), "tie"),
        (
            lambda w: w.ties["next"].__setitem__(
                w.residents["first_tie"][w.residents["first_tie"] >= 0][0],
                w.residents["first_tie"][w.residents["first_tie"] >= 0][0],
            ),
            "loop",
        ),
        (lambda w: w.posts["holder"].__setitem__(0, 1), "holder"),
        (lambda w: w.unit_states["queue_length"].__setitem__(0, 0), "queues"),
    ],
)
def test_the_check_finds_what_is_broken(break_it, complaint):
    world = regions.run_days(regions.model_of(Scenario(seed=5, years=1), 0.1), 3).world
    assert regions.check_world(world) == []
    break_it(world)
    assert any(complaint in text for text in regions.check_world(world)), regions.check_world(world)
