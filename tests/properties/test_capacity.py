"""Room for whatever is valid: no parameter, lever or size of a region fills an array of the world."""

import anything
import numpy as np
import pytest
import regions
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from worlds import duty_rows

from rural_abm import RuralModel, Scenario
from rural_abm.engine.errors import CapacityError
from rural_abm.engine.records import CAPACITIES, grown
from rural_abm.governance.schema import lever_specs
from rural_abm.model.staff.records import EMPLOYED, HOME_NURSE, ROLES
from rural_abm.model.staff.working_time.rota import roster
from rural_abm.simulation import capacity
from rural_abm.simulation.capacity import Room, make_room, rows_filled_daily
from rural_abm.state.world import copy_world
from rural_abm.study.evidence.patterns_experiments import city_place
from rural_abm.study.evidence.patterns_files import declared

# A scenario takes seconds, so one that fails is shown as it was drawn.
AS_DRAWN = (Phase.explicit, Phase.generate)
SEEDS = st.integers(0, 2**32 - 1)
DISTRICT = declared().settings["city_district"]


def run_small(seed, days):
    scenario = anything.any_scenario(np.random.default_rng(seed), years=1)
    regions.run_days(RuralModel(scenario, place=regions.place_of(0.1)), days).close()


def run_district(seed, days):
    """A draw laid under the district's own values, which it does not replace."""
    own = DISTRICT.scenario["parameters"]
    scenario = anything.any_scenario(np.random.default_rng(seed), years=1, parameters=dict(own))
    assert own.items() <= dict(scenario.parameters).items()
    place = city_place(DISTRICT.options["residents"], DISTRICT.options["others_share"])
    regions.run_days(RuralModel(scenario, place=place), days).close()


@settings(max_examples=3, phases=AS_DRAWN)
@given(SEEDS)
def test_any_parameters_and_levers_run(seed):
    run_small(seed, 40)


@settings(max_examples=1, phases=AS_DRAWN)
@given(SEEDS)
def test_any_parameters_and_levers_run_in_the_city_district(seed):
    run_district(seed, 5)


@pytest.mark.verify
@settings(max_examples=100, phases=AS_DRAWN)
@given(SEEDS)
def test_many_parameters_and_levers_run(seed):
    run_small(seed, 365)


@pytest.mark.verify
@settings(max_examples=40, phases=AS_DRAWN)
@given(SEEDS)
def test_many_parameters_and_levers_run_in_the_city_district(seed):
    run_district(seed, 365)


@pytest.mark.verify
@pytest.mark.parametrize("governance", ["call_off", "rural_medicine", "mobile_units_malmo"])
def test_a_region_ten_times_as_large_runs(governance):
    model = RuralModel(Scenario(governance, seed=2, years=1, adoption="full"), place=regions.place_of(10))
    regions.run_days(model, 365)
    assert regions.check_world(model.world) == []


def test_levers_at_their_highest_open_no_more_posts_than_there_is_room_for():
    levers = {
        "task_shift": highest("task_shift"), "beds": highest("beds"), "home_nursing_unit": highest("home_nursing_unit"),
        "new_centre": highest("new_centre"), "mobile_team": highest("mobile_team"),
        "single_point_of_contact": {"enabled": True, "start": "00:00", "end": "24:00", "days": "all"},
    }  # fmt: skip
    model = regions.model_of(Scenario(seed=1, years=1, levers=levers, adoption="full"), 0.1)
    units, before = len(model.world.units), int(model.world.now["posts"][0])
    model.step()
    opened = int(model.world.now["posts"][0]) - before
    assert units * 40 < opened <= units * capacity.POSTS_BY_LEVERS
    assert capacity.spare_rows(model.world)["staff"] >= opened


def highest(lever):
    """The highest values of a lever's numbers, and true for what is yes or no."""
    fields = lever_specs()[lever].fields.items()
    numbers = {name: type(field.default)(field.high) for name, field in fields if field.type in ("whole", "decimal")}
    return numbers | {name: True for name, field in fields if field.type == "yes_no"}


def test_duty_lists_hold_everybody_a_unit_employs():
    """Two hundred home-nursing nurses of one unit stand in its list, the lent ones in that of the ward."""
    world = regions.warmed(1, 0.1).copy().world
    nurses = np.flatnonzero((world.staff["role"] == HOME_NURSE) & (world.staff["status"] == EMPLOYED))
    people, first = 200, int(world.now["staff"][0])
    world.staff[first : first + people] = world.staff[nurses[0]]
    world.staff["key"][first : first + people] = np.arange(people) + 10**9
    world.staff["absent_until"][first : first + people] = -1
    world.now["staff"] += people
    world.now["day"] += 1
    roster(world)
    unit = int(world.staff["unit"][nurses[0]])
    rows = duty_rows(world, unit, HOME_NURSE)
    assert len(rows) > 64 and (np.diff(world.staff["key"][rows].astype(object)) > 0).all()
    on_duty = world.staff["on_duty"][: world.now["staff"][0]].sum()
    assert sum(len(duty_rows(world, u, role)) for u in range(len(world.units)) for role in range(len(ROLES))) == on_duty


def test_a_morning_without_room_makes_room_and_changes_no_result(monkeypatch):
    scenario = Scenario(seed=1, years=1)
    plain = regions.run_days(regions.model_of(scenario, 0.1), 40)
    monkeypatch.setattr(capacity, "LEAST", {name: 3 * rows for name, rows in capacity.LEAST.items()})
    roomy = regions.run_days(regions.model_of(scenario, 0.1), 40)
    assert len(roomy.world.needs) > len(plain.world.needs) and len(roomy.world.requests) == len(roomy.world.needs)
    assert len(roomy.world.staff) > len(plain.world.staff) and len(roomy.world.duty) == 2 * len(roomy.world.staff)
    assert regions.unequal(trimmed(plain), trimmed(roomy)) == []


def trimmed(model):
    """The state of a model without the rows that are not in use."""
    world = model.world
    used = {name: getattr(world, name)[: world.now[name][0]] for name in ("staff", "posts")}
    return regions.state(world._replace(**used))


def test_more_clinicians_than_ties_can_name_are_refused():
    """Ties name clinicians in 16 bits: a number beyond is an error that says so, never another clinician's number."""
    most = 2**16
    model = regions.warmed(5, 0.02)
    world = model.world._replace(staff=grown(model.world.staff, most - 1))
    world.now["staff"] = most - 1
    roomier, _ = make_room(world, {}, 400, False)
    assert len(roomier.staff) == most, "as many as can be named, though more are wished for"
    roomier.ties["staff"][0] = most - 1
    assert roomier.ties["staff"][0] == len(roomier.staff) - 1
    with pytest.raises(CapacityError, match=f"no room left for more than {most} clinicians"):
        make_room(roomier, {}, 400, False)


def test_what_is_full_ends_the_day_and_what_is_nearly_full_is_seen_in_the_morning():
    model = regions.warmed(5, 0.02)
    world = copy_world(model.world)
    room = Room(world)
    room.check()
    assert not room.is_short()
    in_use = int(world.now["needs"][0])
    world.now["needs"] = len(world.needs) - rows_filled_daily(world)["needs"] + 1
    assert room.is_short()
    world.now["needs"], world.now["overflow"] = in_use, CAPACITIES.index("the needs")
    assert not room.is_short()
    with pytest.raises(CapacityError, match="no room left in the needs"):
        room.check()
