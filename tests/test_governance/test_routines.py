"""Routines as data, and the levers that work at a place that has adopted some of them."""

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.governance import ROUTINES, Scenario, effective_levers, place_keys, resolve, routines, wanted_routines
from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.routines import PARTNERS, STARTS, is_new, routine_of_channel
from rural_abm.governance.schema import lever_specs

MODELS = ("home_hospital", "cottage_hospital_hub")


def levers_of(model, place="storuman"):
    plan = resolve(Scenario(model))
    return plan.at(0)[place], plan.before[place]


def test_the_table_stands_in_the_order_of_the_code():
    assert tuple(routines()) == ROUTINES


@pytest.mark.parametrize("routine", routines().values(), ids=lambda routine: routine.name)
def test_every_routine_has_texts_sides_and_known_levers_and_channels(routine):
    assert routine.title_en and routine.title_sv and routine.title_en != routine.title_sv and routine.source
    assert routine.starts in STARTS and routine.partner in PARTNERS and routine.counted in ("yes", "no")
    assert routine.lever or routine.channels
    if routine.lever:
        spec = lever_specs()[routine.lever]
        assert set(routine.field_names) <= set(spec.fields) and routine.asked_by in routine.field_names
    roles = lever_specs()["channels"].fields["role"].options
    for text in routine.channels.split():
        what, _, name = text.partition(":")
        assert name in {"kind": channel_kinds(), "role": roles}[what]


def test_every_kind_of_channel_belongs_to_a_routine():
    claimed = {text.removeprefix("kind:") for r in routines().values() for text in r.channels.split()}
    assert set(channel_kinds()) <= claimed


def test_the_present_asks_for_nothing():
    for place in place_keys():
        levers, present = levers_of("call_off", place)
        assert wanted_routines(levers, present) == frozenset()
        assert effective_levers(levers, present, ()) is levers


def test_what_the_home_hospital_asks_for():
    names = {ROUTINES[place] for place in wanted_routines(*levers_of("home_hospital"))}
    assert names == {"daily_slot", "admission_watch", "named_gp"}


@pytest.mark.parametrize("model", MODELS)
def test_nothing_adopted_is_the_present_and_everything_adopted_the_model(model):
    for place in place_keys():
        levers, present = levers_of(model, place)
        none = effective_levers(levers, present, ())
        assert none.channels == present.channels
        assert none.daily_slot == present.daily_slot and none.specialists_on_video == present.specialists_on_video
        # What needs no adoption acts at once.
        assert none.beds == levers.beds and none.co_location == levers.co_location
        assert effective_levers(levers, present, range(len(ROUTINES))) == levers


@given(st.sampled_from(MODELS), st.sets(st.sampled_from(range(len(ROUTINES)))))
def test_some_adopted_are_the_present_ways_and_those(model, adopted):
    levers, present = levers_of(model)
    made = effective_levers(levers, present, adopted).channels
    lacking = wanted_routines(levers, present) - adopted
    assert 0 < len(made) <= lever_specs()["channels"].most
    for channel in made:
        if is_new(channel, present.channels):
            assert channel in levers.channels and routine_of_channel(channel) not in lacking
    new = [c for c in levers.channels if is_new(c, present.channels)]
    wanted = [c for c in levers.channels if c in new and routine_of_channel(c) in adopted]
    assert [c for c in made if c in new] == wanted
    if any(routine_of_channel(c) in lacking for c in new) and len(made) < lever_specs()["channels"].most:
        kept = [(c.kind, c.role) for c in made]
        places = [kept.index((c.kind, c.role)) for c in present.channels]
        assert all(a < b for a, b in pairwise(places))


def test_who_adopts_is_part_of_what_a_scenario_is():
    full, emergent = (Scenario("home_hospital", adoption=word) for word in ("full", "emergent"))
    assert full.scenario_id() != emergent.scenario_id()
    assert emergent.scenario_id() == Scenario("home_hospital").scenario_id()
    assert resolve(full).adopted_from_first_day and not resolve(emergent).adopted_from_first_day


@pytest.mark.parametrize(
    ("asked", "at_once"),
    [
        ({}, True),
        ({"levers": {"named_gp": 25}}, True),
        ({"governance": "home_hospital"}, False),
        ({"reforms": ["name_gp_for_sickest"]}, False),
        ({"governance": "home_hospital", "adoption": "full"}, True),
    ],
)
def test_the_present_has_nothing_to_adopt_and_models_and_reforms_spread_unless_said(asked, at_once):
    assert resolve(Scenario(**asked)).adopted_from_first_day is at_once


def test_the_table_is_plain_data(repository):
    path = repository / "rural_abm" / "data" / "routines.csv"
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    assert len({len(row) for row in rows}) == 1
