"""Ties between professionals, what organisations remember, and routines that places adopt or not."""

import numpy as np
import pytest
import regions
from hypothesis import given, settings
from hypothesis import strategies as st

from rural_abm import Scenario
from rural_abm.governance import ROUTINES
from rural_abm.model.care.channels.adoption import adopt
from rural_abm.model.staff.records import GONE, GP, HOME_NURSE
from rural_abm.model.ties.collaboration import draw_collaboration, hold_forum, measure_collaboration, people_of
from rural_abm.model.ties.colleagues import (
    CALLS_TO_TIES,
    TIES_TO_CALLS,
    acquaintance,
    bring_together,
    call_strength,
    disappoint,
    sweep_colleagues,
    work_with_hospital,
)
from rural_abm.model.ties.records import JOINT_VISIT, NOT_TRIED, ON_TRIAL, SETTLED, VIDEO_ROUND
from rural_abm.state.snapshot import Snapshot
from rural_abm.state.world import copy_world

SHARE = 0.1
NEVER_TRIED = {"trial_per_person_year": 0, "trial_per_forum": 0}
SURE = {"trial_per_person_year": 0.01, "trial_per_forum": 0.03, "partner_tie_least": 0.15}
STEPS = ("visit", "fail", "wait", "forum", "measure")
SUPPORT = {"support": {"years": 3, "forums_a_year": 24, "evaluation": True}}


def fresh(seed=5):
    """A world of its own on the evening before the first reported day."""
    return copy_world(regions.warmed(seed, SHARE).world)


def two(world, unit=0):
    return int(people_of(world, unit, GP)[0]), int(people_of(world, unit, HOME_NURSE)[0])


def visit(world, physician, nurse, unit=0):
    bring_together(world, unit, np.array([physician]), np.array([nurse]), JOINT_VISIT)


def test_a_tie_by_hand():
    world = fresh()
    physician, nurse = two(world)
    before, gain = acquaintance(world, physician, nurse), world.parameters["joint_gain"][0][JOINT_VISIT]
    visit(world, physician, nurse)
    after = acquaintance(world, physician, nurse)
    assert after == pytest.approx(before + gain * (1 - before))
    world.now["day"] += int(world.parameters["colleague_half_life_days"][0])
    assert acquaintance(world, physician, nurse) == pytest.approx(after / 2, rel=0.01)
    faded = acquaintance(world, physician, nurse)
    disappoint(world, 0, physician, nurse)
    lost = world.parameters["failed_request_loss"][0]
    assert acquaintance(world, physician, nurse) == pytest.approx(faded * (1 - lost))


def test_a_tie_is_lost_with_the_person_and_memory_survives():
    world = fresh()
    physician, nurse = two(world)
    for _ in range(20):
        visit(world, physician, nurse)
    memory = world.pairs["memory"][0, 0]
    world.staff["status"][people_of(world, 0, GP)] = GONE
    sweep_colleagues(world)
    assert acquaintance(world, physician, nurse) == 0.0
    measure_collaboration(world)
    pair = world.pairs[0, 0]
    assert pair["tie"] == 0.0 and 0.98 * memory < pair["memory"] <= memory
    assert pair["strength"] == pytest.approx(world.parameters["memory_weight"][0] * pair["memory"])


def test_where_no_one_is_left_who_knows_anyone_every_tie_is_nought():
    world = fresh()
    world.staff["status"][:] = GONE
    sweep_colleagues(world)
    measure_collaboration(world)
    assert (world.pairs["tie"] == 0.0).all()


def test_joint_work_with_a_hospital_is_a_tie_of_its_own():
    world = fresh()
    physician, nurse = two(world, 1)
    known, with_nurse = acquaintance(world, physician, -1), acquaintance(world, physician, nurse)
    work_with_hospital(world, 1, physician, 0, VIDEO_ROUND)
    assert acquaintance(world, physician, -1) > known and acquaintance(world, physician, nurse) == with_nurse
    assert world.pairs["contacts"][1, 1] >= 1


@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 8)), max_size=25))
def test_strengths_stay_between_nought_and_one(steps):
    world = fresh()
    for what, unit in steps:
        physicians, nurses = people_of(world, unit, GP), people_of(world, unit, HOME_NURSE)
        if what == "wait":
            world.now["day"] += 200
        elif what == "forum":
            hold_forum(world, unit)
        elif what == "measure":
            measure_collaboration(world)
        elif physicians.size and nurses.size:
            act = visit if what == "visit" else lambda w, p, n, u: disappoint(w, u, p, n)
            act(world, int(physicians[0]), int(nurses[0]), unit)
        for name in ("memory", "tie", "strength"):
            assert ((world.pairs[name] >= 0) & (world.pairs[name] <= 1)).all()
        used = np.asarray(world.colleagues)[: world.now["colleagues"][0]]
        assert ((used["strength"] >= 0) & (used["strength"] <= 1)).all()


def test_cut_links_act_as_if_ordinary():
    world = fresh()
    physician, nurse = two(world)
    ordinary = world.parameters["ordinary_acquaintance"][0]
    assert acquaintance(world, physician, nurse) != ordinary
    world.now["cut"][0, TIES_TO_CALLS] = 1
    assert call_strength(world, physician, nurse) == ordinary != acquaintance(world, physician, nurse)
    world.now["cut"][0, CALLS_TO_TIES] = 1
    assert acquaintance(world, physician, nurse) == ordinary
    measure_collaboration(world)
    assert (world.pairs["tie"] == ordinary).all()


@pytest.mark.parametrize("link", ["ties_to_calls", "calls_to_ties", "friction_to_nurse_time", "locums_to_friction"])
def test_a_cut_link_changes_the_run(link):
    plain, cut = (regions.model_of(Scenario(seed=5, years=1, cuts=cuts), SHARE) for cuts in ([], [link]))
    for model in (plain, cut):
        regions.run_days(model, 40)
    assert regions.differences(plain, cut)


def test_the_graph_shows_every_pair_that_shares_patients():
    model = regions.model_of(Scenario(seed=5, years=1), SHARE)
    graph = model.collaboration_graph()
    assert 16 <= len(graph) <= 20 and graph.number_of_edges() == 2 * len(model.place.unit_keys)
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds == {"health_centre", "cottage_hospital", "home_nursing", "hospital"}
    edge = graph.edges["unit:sorsele", "home_nursing:sorsele"]
    assert edge["strength"] == model.world.pairs["strength"][7, 0]
    assert set(edge) == {"strength", "memory", "tie", "contacts"}


def test_collaboration_starts_high_with_home_nursing_and_low_with_the_hospital():
    world = regions.warmed(1).world
    assert 0.5 < world.pairs["strength"][1:8, 0].mean() < 0.9 and 0.1 < world.pairs["strength"][1:8, 1].mean() < 0.45
    other = fresh()
    draw_collaboration(other)
    lowest, highest = other.parameters["start_collaboration"][0][0]
    nursing = other.pairs["memory"][:, 0].copy()
    assert (nursing >= lowest).all() and (nursing <= highest).all()
    other.unit_states["list_size"] = 0
    draw_collaboration(other)
    assert (other.pairs["memory"][:, 0] > nursing).all()


# adoption


def same_but_for_what_is_asked(one, other):
    """Names of the arrays that differ, the request itself left out."""
    names = set(regions.differences(one, other)) - {"routines"}
    if "unit_counts" in names:
        records = [np.asarray(model.world.unit_counts) for model in (one, other)]
        columns = [name for name in records[0].dtype.names if name != "routine_wanted"]
        if all((records[0][name] == records[1][name]).all() for name in columns):
            names.remove("unit_counts")
    return names


def test_a_model_of_routines_that_nobody_adopts_is_the_present_to_the_byte():
    plain = regions.RuralModel(Scenario(seed=5, years=1, parameters=NEVER_TRIED), place=regions.place_of(SHARE))
    # The model's form of agreement is no routine: with the present one the two differ by routines only.
    asked = {"levers": {"agreement": {"design": "frame"}}, "seed": 5, "years": 1, "parameters": NEVER_TRIED}
    other, full = (
        regions.restored(plain.snapshot(), Scenario("home_hospital", adoption=adoption, **asked), SHARE)
        for adoption in ("emergent", "full")
    )
    for model in (plain, other, full):
        regions.run_days(model, 150)
    assert (other.world.routines["wanted"] == 1).any() and (other.world.routines["state"] == NOT_TRIED).all()
    assert same_but_for_what_is_asked(plain, other) == set()
    assert same_but_for_what_is_asked(plain, full) != set()
    assert (full.world.routines["state"][full.world.routines["wanted"] == 1] == SETTLED).all()


@pytest.fixture(scope="module")
def supported():
    """Three years of the home hospital under full support, everything in favour of trials."""
    scenario = Scenario("home_hospital", seed=5, years=3, levers=SUPPORT, adoption="emergent", parameters=SURE,
                        register="all")  # fmt: skip
    return regions.RuralModel(scenario, place=regions.place_of(SHARE)).run()


def test_support_brings_trials_and_trials_become_routine(supported):
    records = supported.world.routines
    assert (records["state"] == ON_TRIAL).any() or (records["state"] == SETTLED).any()
    counts = supported.world.unit_counts
    assert counts["forums"].sum() == 3 * 24 * 9
    assert (counts["routine_used"] <= counts["routine_wanted"]).all()
    assert (counts["routine_settled"] <= counts["routine_used"]).all()
    assert counts["trials_begun"].sum() >= counts["trials_lapsed"].sum() + counts["routines_settled"].sum() > 0


def test_levers_work_where_they_are_adopted_and_nowhere_else(supported):
    slot = supported.world.routines["state"][:, ROUTINES.index("daily_slot")] != NOT_TRIED
    assert ((supported.world.levers["daily_slot_enabled"] == 1) == slot).all()


def test_what_happens_to_routines_is_in_the_register(supported):
    events = supported.events()
    found = events[events["kind"] == "routine"]
    begun = int((found["amount"] == ON_TRIAL).sum())
    assert begun == supported.world.unit_counts["trials_begun"].sum() > 0
    assert found["detail"].between(0, len(ROUTINES) - 1).all() and (found["place"] != "").all()


def test_outcomes_tell_adoption_by_municipality_and_routine(supported):
    table = supported.outcomes(["routines_adopted", "collaboration_home_nursing"])
    by_routine = table[(table["dimension"] == "routine") & (table["group"] == "daily_slot")]
    assert set(by_routine["place_kind"]) == {"region", "municipality"}
    assert (by_routine["numerator"] <= by_routine["denominator"]).all() and by_routine["numerator"].sum() > 0


def trial_at(world, unit, routine):
    """Put a routine on trial at the unit with its first permanent GP as champion."""
    champion = int(people_of(world, unit, GP)[0])
    record = world.routines[unit, routine]
    record.wanted, record.state, record.champion, record.since = 1, ON_TRIAL, champion, int(world.now["day"][0])
    return champion


def test_a_trial_lapses_when_its_champion_leaves_and_settles_when_used_long_enough():
    world, routine = fresh(), ROUTINES.index("named_gp")
    champion = trial_at(world, 0, routine)
    months = int(world.parameters["routine_after_months"][0])
    for _ in range(months - 1):
        assert not adopt(world)
    assert world.routines["state"][0, routine] == ON_TRIAL
    kept = copy_world(world)
    adopt(world)
    assert world.routines["state"][0, routine] == SETTLED
    world.staff["status"][champion] = GONE
    assert not adopt(world) and world.routines["state"][0, routine] == SETTLED
    kept.staff["status"][champion] = GONE
    kept.parameters["trial_per_person_year"] = 0
    assert adopt(kept)
    assert kept.routines["state"][0, routine] == NOT_TRIED and kept.routines["lapses"][0, routine] == 1


def test_a_routine_that_is_not_used_does_not_settle():
    world, routine = fresh(), ROUTINES.index("daily_slot")
    trial_at(world, 0, routine)
    for _ in range(40):
        adopt(world)
    assert world.routines["state"][0, routine] == ON_TRIAL and world.routines["months_used"][0, routine] == 0


def willing(**changes):
    """Trials begun in a year at all units by people who all want to, after changes {array.field: value}."""
    world = fresh()
    world.now["day"] += int(world.parameters["manager_settled_days"][0])
    world.colleagues["strength"] = 1.0
    world.parameters["trial_per_person_year"] = 100.0
    world.routines["wanted"][:, ROUTINES.index("home_nursing_physicians")] = 1
    for name, value in changes.items():
        array, field = name.split("__")
        getattr(world, array)[field] = value
    adopt(world)
    return int((world.routines["state"] == ON_TRIAL).sum())


def test_a_trial_needs_a_partner_time_and_a_settled_manager():
    most = willing(staff__strain=1.0)
    assert most > 5
    assert willing(staff__strain=2.0) == 0
    assert willing(staff__strain=2.0, levers__development_time_minutes_a_week=60) == most
    assert willing(colleagues__strength=0.01) == 0
    assert willing(unit_states__manager_since=10**6) == 0


def test_a_run_with_routines_goes_on_from_a_file(tmp_path):
    scenario = Scenario("cottage_hospital_hub", seed=5, years=2, levers=SUPPORT, adoption="emergent")
    whole = regions.run_days(regions.model_of(scenario, SHARE), 300)
    later = regions.restored(Snapshot.load(whole.snapshot().save(tmp_path / "world.zip")), scenario, SHARE)
    for model in (whole, later):
        regions.run_days(model, 200)
    assert (whole.world.routines["state"] != NOT_TRIED).any()
    assert regions.differences(whole, later) == []
    for first, second in zip(whole.world, later.world, strict=True):
        assert first.dtype == second.dtype and first.dtype.isalignedstruct == second.dtype.isalignedstruct


# levers, on small regions: what each must change at its place, and what it must leave alone

LEVERS = {
    "paid_team_time": (0, 60, "joint_contacts"),
    "development_time": (0, 60, "nursing_memory_thousandths"),
    "formal_plan": (False, {"required": True, "minutes": 60}, "plan_minutes"),
    "support": ({"years": 0}, SUPPORT["support"], "nursing_strength_thousandths"),
}


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_acts_at_its_place_and_leaves_far_ones_alone(lever):
    """Half a year; by seed the figure rises by more than ten of its changes elsewhere: no false alarm is possible, as
    both runs have the same draws."""
    low, high, figure = LEVERS[lever]
    if lever == "formal_plan":
        low = {"required": False, "minutes": 0}
    runs = [
        regions.run_days(regions.model_of(Scenario(seed=5, years=1, levers={f"sorsele.{lever}": v}), SHARE), 180)
        for v in (low, high)
    ]
    changes = np.subtract(*(run.world.unit_counts[figure][1] for run in reversed(runs)))
    sorsele = runs[0].place.unit_keys.index("sorsele")
    others = np.delete(changes, sorsele)
    assert changes[sorsele] > 0 and changes[sorsele] > 10 * np.abs(others).max() / 2


def test_team_time_takes_minutes_of_reception():
    none, much = (
        regions.run_days(regions.model_of(Scenario(seed=5, years=1, levers={"paid_team_time": minutes}), SHARE), 90)
        for minutes in (0, 300)
    )
    assert regions.total(much, "gp_visits") < regions.total(none, "gp_visits")
