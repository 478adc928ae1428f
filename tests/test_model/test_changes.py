"""Dated changes and events act from their day, not before; and only on what they are about."""

import numpy as np
import pytest
import regions

from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.model.people.illness import tie_effect
from rural_abm.model.people.records import ALIVE
from rural_abm.model.staff.posts.turnover import leave, recruit
from rural_abm.model.staff.records import EMPLOYED, GP, PERMANENT
from rural_abm.model.ties.bonds import knows, meet, take_usual_gp
from rural_abm.model.ties.records import CLINIC
from rural_abm.state.world import copy_world

SHARE = 0.1


def pair(scenario, days, **more):
    """Two models of the scenario, one with something added, both run so many days."""
    plain = regions.model_of(scenario, SHARE)
    other = regions.model_of(Scenario(**{**scenario.to_mapping(), **more}), SHARE)
    return [regions.run_days(model, days) for model in (plain, other)]


def test_a_change_in_the_second_year_acts_from_its_first_day():
    scenario = Scenario(seed=5, years=2)
    closing = [{"year": 2, "levers": {"beds": {"places": 0, "nurse_posts": 0}}}]
    plain, changed = pair(scenario, 365, changes=closing)
    assert regions.differences(plain, changed) == []
    assert regions.total(changed, "admissions_cottage") > 0
    before = regions.total(changed, "admissions_cottage")
    for model in (plain, changed):
        regions.run_days(model, 60)
    assert regions.total(changed, "admissions_cottage") == before < regions.total(plain, "admissions_cottage")
    assert (changed.world.levers["beds_places"] == 0).all() and (plain.world.levers["beds_places"] > 0).any()


def test_a_reform_on_a_day_acts_from_that_day_at_its_place_only():
    slot = [{"day": 40, "levers": {"tarnaby.daily_slot": True}}]
    plain, changed = pair(Scenario(seed=5, years=1), 40, changes=slot)
    assert regions.differences(plain, changed) == []
    for model in (plain, changed):
        model.step()
    names = regions.place_of(SHARE).unit_keys
    assert [names[i] for i in np.flatnonzero(changed.world.levers["daily_slot_enabled"])] == ["tarnaby"]
    assert not plain.world.levers["daily_slot_enabled"].any()


def permanent_gp(model, unit=0):
    """Row of the first permanent GP of a unit."""
    staff = np.asarray(model.world.staff)[: model.world.now["staff"][0]]
    chosen = (staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["employment"] == PERMANENT)
    return int(np.flatnonzero(chosen & (staff["unit"] == unit))[0])


@pytest.mark.parametrize("successor", ["permanent", "locums", "none"])
def test_a_gp_leaves_on_the_day_and_the_list_falls_to_whom_it_should(successor):
    scenario = Scenario(seed=5, years=1)
    row = permanent_gp(regions.model_of(scenario, SHARE))
    number = int(regions.warmed(5, SHARE).world.staff["number"][row])
    event = [{"day": 10, "kind": "gp_leaves", "staff": number, "successor": successor}]
    plain, changed = pair(scenario, 10, events=event)
    assert regions.differences(plain, changed) == []
    post = int(changed.world.staff["post"][row])
    agent = changed.staff_agent(row)
    assert agent is not None and agent.is_active and changed.world.staff["panel"][row] > 0
    for model in (plain, changed):
        regions.run_days(model, 7)
    assert plain.world.staff["status"][row] == EMPLOYED != changed.world.staff["status"][row]
    people = np.asarray(changed.world.residents)[: changed.world.now["residents"][0]]
    assert (
        not ((people["usual_gp"] == row) & (people["status"] == ALIVE)).any() and changed.world.staff["panel"][row] == 0
    )
    assert not agent.is_active and changed.staff_agent(row) is None and agent not in changed.agents
    holder = int(changed.world.posts["holder"][post])
    assert changed.world.posts["frozen"][post] == (successor == "none")
    assert (holder >= 0) == (successor == "permanent") and holder != row
    assert changed.world.unit_counts["gps_left"].sum() == plain.world.unit_counts["gps_left"].sum() + 1


def list_of_a_gp():
    """(a world, row of a GP, their post, rows of their patients)."""
    world = copy_world(regions.warmed(5, SHARE).world)
    row = permanent_gp(regions.warmed(5, SHARE))
    patients = np.flatnonzero((world.residents["usual_gp"] == row) & (world.residents["status"] == ALIVE))
    assert patients.size > 10
    return world, row, int(world.staff["post"][row]), patients


def test_a_permanent_successor_takes_the_list_over_and_knows_nobody_yet():
    world, row, post, patients = list_of_a_gp()
    others = np.setdiff1d(np.arange(world.now["residents"][0]), patients)
    before = world.residents["usual_gp"][others].copy()
    new = leave(world, row, "permanent")
    assert (world.residents["usual_gp"][patients] == new).all() and world.staff["panel"][new] == patients.size
    assert world.staff["panel"][row] == 0 and (world.residents["usual_gp"][others] == before).all()
    day = world.now["day"][0]
    assert (world.residents["usual_gp_since"][patients] == day).all()
    assert all(knows(world, patient, new) == 0 for patient in patients)
    assert regions.check_world(world) == []
    # Years on the list alone do nothing; a contact lets them count.
    world.now["day"][0] = day + 730
    person, p, now = world.residents[patients[0]], world.parameters[0], world.now[0]
    assert tie_effect(person, p, now) == 1
    meet(world, patients[0], new, CLINIC)
    assert tie_effect(person, p, now) == 2.0 ** (-p.continuity_exponent * p.continuity_causal_share)


def test_a_list_waits_at_the_vacant_post_for_the_successor():
    world, row, post, patients = list_of_a_gp()
    assert leave(world, row, "locums") == -1
    assert (world.residents["usual_gp"][patients] == -2 - post).all() and regions.check_world(world) == []
    staff = world.staff[: world.now["staff"][0]]
    colleagues = (staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["employment"] == PERMANENT)
    colleague = int(np.flatnonzero(colleagues)[0])
    take_usual_gp(world, patients[0], colleague)
    new = recruit(world, post)
    assert world.residents["usual_gp"][patients[0]] == colleague
    assert (world.residents["usual_gp"][patients[1:]] == new).all()
    assert world.staff["panel"][new] == patients.size - 1 and regions.check_world(world) == []


def test_an_event_about_nobody_is_named():
    event = [{"day": 3, "kind": "gp_leaves", "staff": 999_999, "successor": "none"}]
    model = regions.model_of(Scenario(seed=5, years=1, events=event), SHARE)
    with pytest.raises(InputError, match="999999"):
        regions.run_days(model, 4)


def test_keywords_and_a_scenario_are_two_ways_to_one_model():
    by_keywords = regions.RuralModel(governance="home_hospital", seed=5, years=1, place=regions.place_of(SHARE))
    assert by_keywords.scenario == Scenario("home_hospital", seed=5, years=1)
    assert regions.differences(by_keywords, regions.model_of(by_keywords.scenario, SHARE)) == []
    with_lever = regions.RuralModel(seed=5, years=1, daily_slot=True, place=regions.place_of(SHARE))
    assert regions.run_days(with_lever, 1).world.levers["daily_slot_enabled"].all()
    with pytest.raises(InputError, match="not both"):
        regions.RuralModel(Scenario(), seed=2)
    with pytest.raises(InputError, match="daily_slot"):
        regions.RuralModel(daily_slt=True)
