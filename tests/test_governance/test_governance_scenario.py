"""Scenarios: strict at the border, laid over each other in order, and hashed by what they do."""

import json
import pickle
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.governance import (
    Change,
    Event,
    Scenario,
    baseline_name,
    layers,
    parse_set,
    place_keys,
    resolve,
    scenario_schema,
)
from rural_abm.governance.overrides import read_overrides
from rural_abm.governance.schema import lever_specs
from rural_abm.state.feedback_links import LINKS


def levers_of(place="sorsele", day=0, **kwargs):
    return resolve(Scenario(**kwargs)).at(day)[place]


def test_a_scenario_starts_from_the_baseline():
    scenario = Scenario()
    assert scenario.governance == baseline_name() and scenario.seed == 1 and scenario.register == "none"
    assert Scenario("home_hospital", seed=3).governance == "home_hospital"


@pytest.mark.parametrize(
    ("kwargs", "part"),
    [
        ({"yeers": 3}, "Did you mean 'years'"),
        ({"years": 3.5}, "years: 3.5 is not allowed"),
        ({"years": 0}, "years: 0"),
        ({"years": 61}, "60"),
        ({"seed": "1"}, "seed: '1'"),
        ({"seed": True}, "seed: true"),
        ({"seed": -1}, "seed: -1"),
        ({"months": 1}, "true or false"),
        ({"register": "al"}, "Did you mean 'all'"),
        ({"governance": 3}, "governance: 3"),
        ({"reforms": 3}, "a list"),
        ({"reforms": "close_bedz"}, "Did you mean 'close_beds'"),
        ({"levers": [1]}, "a table"),
        ({"parameters": {"a": "b"}}, "a number"),
        ({"parameters": {"a": float("nan")}}, "finite"),
        ({"changes": [{"year": 3}]}, "changes nothing"),
        ({"changes": [{"year": 3, "day": 3, "reforms": ["close_beds"]}]}, "either a year or a day"),
        ({"changes": [{"yer": 3, "reforms": ["close_beds"]}]}, "Did you mean 'year'"),
        ({"changes": [{"year": 11, "reforms": ["close_beds"]}]}, "after the last reported day"),
        ({"events": [{"day": 3, "kind": "gp_leave", "staff": 1}]}, "Did you mean 'gp_leaves'"),
        ({"events": [{"day": 3, "kind": "gp_leaves"}]}, "events[1].staff: is missing"),
        ({"events": [{"day": 3650, "kind": "gp_leaves", "staff": 1}]}, "after the last reported day"),
        ({"levers": {"beds": {1, 2}}}, "levers"),
        ({"levers": {"": 3}}, "levers"),
    ],
)
def test_a_wrong_scenario_is_refused_in_people_s_words(kwargs, part):
    with pytest.raises(InputError) as caught:
        Scenario(**kwargs)
    assert part in str(caught.value) and len(str(caught.value).splitlines()) <= 3


def test_one_name_is_a_list_of_it():
    name, link = "close_beds", LINKS[0]
    assert Scenario(reforms=name) == Scenario(reforms=[name]) == Scenario.from_mapping({"reforms": name})
    assert Scenario(reforms=name).reforms == (name,) and Scenario(cuts=link).cuts == (link,)
    assert Change(year=2, reforms=name) == Change(year=2, reforms=[name])
    assert Scenario(reforms=name).scenario_id() == Scenario(reforms=[name]).scenario_id()


def test_parts_speak_to_people_too():
    with pytest.raises(InputError, match="either a year or a day"):
        Change(reforms=("close_beds",))
    with pytest.raises(InputError, match="Did you mean 'kind'"):
        Event(day=3, kid="gp_leaves", staff=1)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"governance": "call_of"}, "Did you mean 'call_off'"),
        ({"reforms": ["close_bed"]}, "Did you mean 'close_beds'"),
        ({"levers": {"bedz": 1}}, "Did you mean 'beds'"),
        ({"levers": {"sorsele.beds": 999}}, "999"),
        ({"changes": [{"day": 3, "reforms": ["nope"]}]}, "change on day 3: reforms"),
        ({"changes": [{"year": 2, "levers": {"nope": 3}}]}, "change in year 2: levers"),
        ({"parameters": {"nope": 1.0}}, "unknown parameter 'nope'"),
        ({"parameters": {"acute_reserve_share": 1e308}}, "0.25 to 0.45"),
        ({"events": [{"day": 1, "kind": "gp_leaves", "staff": "abc"}]}, "whole number"),
        ({"events": [{"day": 1, "kind": "gp_leaves", "staff": -1}]}, "greater than or equal to 0"),
        ({"events": [{"day": 1, "kind": "gp_leaves", "staff": 2**40}]}, "2147483647"),
    ],
)
def test_what_no_run_can_have_is_refused_when_the_scenario_is_made(given, told):
    with pytest.raises(InputError, match=told):
        Scenario(**given)
    with pytest.raises(InputError, match=told):
        Scenario.from_mapping(given)


def test_a_number_of_staff_may_be_written_as_text():
    assert Event(day=1, kind="gp_leaves", staff="12") == Event(day=1, kind="gp_leaves", staff=12)


def test_numpy_values_and_tuples_become_plain():
    scenario = Scenario(
        seed=np.int64(7),
        levers={"sorsele.beds": np.int64(1), "daily_slot.bookers": ("ambulance",)},
        parameters={"acute_reserve_share": np.float64(0.3)},
    )
    assert json.loads(json.dumps(scenario.to_mapping()))["levers"] == {
        "sorsele.beds": 1,
        "daily_slot.bookers": ["ambulance"],
    }
    assert scenario == Scenario(
        seed=7, levers={"sorsele.beds": 1, "daily_slot.bookers": ["ambulance"]}, parameters={"acute_reserve_share": 0.3}
    )


def test_scenarios_can_be_pickled_mapped_and_described():
    scenario = Scenario(
        changes=[Change(year=2, levers={"beds": 0})], events=[Event(day=9, kind="gp_leaves", staff=2**31 - 1)]
    )
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert Scenario.from_mapping(json.loads(json.dumps(scenario.to_mapping()))) == scenario
    assert set(scenario_schema()["properties"]) == set(scenario.to_mapping())


# Laying over


def test_local_values_win_and_tarnaby_follows_storuman_except_in_its_own():
    plan = resolve(Scenario(levers={"named_gp": 10, "storuman.named_gp": 20, "storuman.beds": 0}))
    named = {place: levers.named_gp.residents_per_thousand for place, levers in plan.at(0).items()}
    assert named == dict.fromkeys(place_keys(), 10) | {"storuman": 20, "tarnaby": 20}
    # The baseline gives Tärnaby beds of its own.
    assert plan.at(0)["storuman"].beds.places == 0 and plan.at(0)["tarnaby"].beds.places == 3
    both = {"storuman.named_gp": 20, "tarnaby.named_gp": 30}
    assert levers_of("tarnaby", levers=both).named_gp.residents_per_thousand == 30


def test_a_later_regional_value_wins_over_an_earlier_local_one():
    assert {levers.beds.places for levers in resolve(Scenario(levers={"beds": 4})).at(0).values()} == {4}


@pytest.mark.parametrize(
    ("levers", "places", "posts"),
    [
        ({}, 2, 8.0),
        ({"sorsele.beds": 0}, 0, 0.0),
        ({"sorsele.beds": 5}, 5, 14.0),
        ({"sorsele.beds.places": 5}, 5, 14.0),
        ({"sorsele.beds": {"places": 5, "nurse_posts": 4.5}}, 5, 4.5),
        ({"sorsele.beds.nurse_posts": 3}, 2, 3.0),
        ({"sorsele.shared_ward": False}, 2, 4.0),
        ({"sorsele.beds.nurse_posts": 0.1 + 0.2}, 2, 0.3),
    ],
)
def test_posts_follow_places_at_two_a_place_unless_given(levers, places, posts):
    beds = levers_of(levers=levers).beds
    assert (beds.places, beds.nurse_posts) == (places, posts)


def test_new_places_drop_an_older_number_of_posts():
    assert levers_of("dorotea", levers={"dorotea.beds": 1}).beds.nurse_posts == 10.0


def test_keys_may_be_nested_or_dotted():
    dotted = resolve(Scenario(levers={"sorsele.daily_slot.start": "10:00", "sorsele.daily_slot.enabled": True}))
    nested = resolve(Scenario(levers={"sorsele": {"daily_slot": {"start": "10:00", "enabled": True}}}))
    assert dotted.at(0) == nested.at(0) and dotted.at(0)["sorsele"].daily_slot.start == "10:00"


@pytest.mark.parametrize(
    ("key", "value", "part"),
    [
        ("bedz", 3, "Did you mean 'beds'"),
        ("sorsle.beds", 3, "Did you mean 'sorsele'"),
        ("sorsele", 3, "table of levers"),
        ("beds.place", 3, "Did you mean 'places'"),
        ("daily_slot.start", "13:00", "must come before end = '12:00'"),
        ("daily_slot.booking_deadline", "11:30", "must not come after start"),
        ("storuman.on_call.lines", 2, "whole region"),
        ("channels.kind", "home_visit", "set as a whole"),
        ("remote_gp.panel", 300, "needs hours_a_week, which is 0"),
        ("opening_hours.weekend_open", "08:00", "close both, or neither"),
        ("st_posts", 11, "from 0 to 10"),
        ("dedicated_roles", 4, "needs assignment, which is 'none'"),
        ("beds.places.x", 4, "unknown key 'places.x'"),
        ("sorsele.", 3, "unknown lever"),
    ],
)
def test_wrong_overrides_name_key_and_remedy(key, value, part):
    with pytest.raises(InputError) as caught:
        resolve(Scenario(levers={key: value}))
    assert part in str(caught.value) and key.split(".")[0] in str(caught.value)


def test_a_channel_that_closes_before_it_opens_is_refused():
    channels = [channel.model_dump() for channel in levers_of().channels]
    channels[2]["end"] = "07:00"
    with pytest.raises(InputError, match=r"channels\[3\]: start = '08:00' must come before end"):
        levers_of(levers={"channels": channels})
    with pytest.raises(InputError, match="9 entries are too many"):
        levers_of(levers={"channels": [channels[0]] * 9})


def test_a_lever_that_does_not_act_may_only_stand_at_its_default(monkeypatch):
    idle = {name: replace(spec, acting=spec.acting and name != "st_posts") for name, spec in lever_specs().items()}
    monkeypatch.setattr(layers, "known_levers", lambda places: idle | places.own_levers)
    with pytest.raises(InputError, match="st_posts does not act in this version"):
        read_overrides({"st_posts": 4}, where="levers")
    assert read_overrides({"st_posts": 1}, where="levers").region == {("st_posts", "posts"): 1}


# Dates


def test_dated_changes_take_effect_on_their_day_and_stay():
    plan = resolve(
        Scenario(changes=[{"year": 3, "reforms": ["close_beds"]}, {"day": 100, "levers": {"sorsele.beds": 6}}])
    )
    assert plan.change_days == (0, 100, 730)
    beds = {day: plan.at(day)["sorsele"].beds.places for day in (-1, 0, 99, 100, 729, 730, 3649)}
    assert beds == {-1: 2, 0: 2, 99: 2, 100: 6, 729: 6, 730: 0, 3649: 0}
    assert plan.at(729)["mala"].beds.places == 4 and plan.at(730)["mala"].beds.places == 0


def test_the_warm_up_runs_under_the_baseline():
    plan = resolve(Scenario("home_hospital", levers={"beds": 0}))
    assert plan.at(-365) == resolve(Scenario()).at(0) and plan.at(0) != plan.at(-1)


def test_titles_name_model_reforms_and_own_values():
    plan = resolve(Scenario(reforms=["close_beds"], levers={"named_gp": 3}))
    assert plan.titles["en"] == "On-request model + Close the cottage hospitals' beds + own values"
    assert plan.titles["sv"] == "Avropsmodellen + Stäng sjukstugornas vårdplatser + egna värden"


# Files and hashes


def test_a_scenario_file_with_paths_beside_it(tmp_path):
    (tmp_path / "scenario.toml").write_text(
        'governance = "home_hospital"\nreforms = ["mine.toml"]\nyears = 4\n[levers]\nsorsele.beds = 0\n'
        '[[change]]\nyear = 2\nreforms = ["close_beds"]\n[[event]]\nday = 40\nkind = "gp_leaves"\nstaff = 5\n'
    )
    (tmp_path / "mine.toml").write_text(
        'name = "mine"\ndate = "2024"\nsetting = ["sparse"]\nadopted = "from the first day"\nsource = "a test"\n'
        'title = { en = "Mine", sv = "Min" }\ndescription = { en = "A.", sv = "B." }\nlevers.named_gp = 7\n'
    )
    scenario = Scenario.from_file(tmp_path / "scenario.toml")
    plan = resolve(scenario)
    assert scenario.years == 4 and scenario.events[0].staff == 5 and plan.change_days == (0, 365)
    assert plan.at(0)["sorsele"].beds.places == 0 and plan.at(0)["mala"].named_gp.residents_per_thousand == 7


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("yeers = 3", "Did you mean 'years'"),
        ("years = ", "is not valid TOML"),
        ("years = 'a'", "years: 'a' is not allowed"),
        ("[[change]]\nyear = 2\nreforms=['x']\n[[changes]]\nyear = 2\nreforms=['x']", "both change and changes"),
    ],
)
def test_wrong_scenario_files_are_named(tmp_path, text, part):
    path = tmp_path / "scenario.toml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        Scenario.from_file(path)
    assert part in str(caught.value) and str(path) in str(caught.value)


def test_the_hash_follows_what_the_scenario_does():
    base = Scenario(levers={"sorsele.beds": 0}).scenario_id()
    assert base == Scenario(levers={"sorsele": {"beds": {"places": 0}}}, seed=9).scenario_id()
    others = [
        Scenario(),
        Scenario(levers={"sorsele.beds": 1}),
        Scenario(levers={"sorsele.beds": 0}, years=9),
        Scenario("home_hospital", levers={"sorsele.beds": 0}),
        Scenario(levers={"sorsele.beds": 0}, months=True),
        Scenario(levers={"sorsele.beds": 0}, parameters={"acute_reserve_share": 0.3}),
    ]
    hashes = {other.scenario_id() for other in others}
    assert len(hashes) == len(others) and base not in hashes


def test_the_hash_is_the_same_in_another_process():
    code = "from rural_abm.governance import Scenario; print(Scenario('home_hospital').scenario_id())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == Scenario("home_hospital").scenario_id()


def test_the_room_loads_nothing_heavy():
    code = (
        "import sys, rural_abm.governance; "
        "print([name for name in ('pandas', 'matplotlib', 'mesa', 'numba', 'networkx') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# The command line's values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sorsele.beds=0", ("sorsele.beds", 0)),
        ("listing=district", ("listing", "district")),
        ("daily_slot.start=11:00", ("daily_slot.start", "11:00")),
        ("daily_slot=true", ("daily_slot", True)),
        ('daily_slot.bookers=["ambulance"]', ("daily_slot.bookers", ["ambulance"])),
        ("a=True", ("a", "True")),
        ("a=NaN", ("a", "NaN")),
        (" a = 1.5 ", ("a", 1.5)),
        ("a=b=c", ("a", "b=c")),
    ],
)
def test_parse_set(text, expected):
    assert parse_set(text) == expected


@pytest.mark.parametrize("text", ["beds", "=3", "beds=", "", "="])
def test_parse_set_refuses_what_sets_nothing(text):
    with pytest.raises(InputError, match="sets nothing"):
        parse_set(text)


KEYS = st.sampled_from(sorted(lever_specs())) | st.text(max_size=8)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["", "sorsele.", "region."]), KEYS).map("".join),
        st.text(max_size=6).map(lambda text: parse_set(f"a=={text}")[1]) | st.integers() | st.booleans(),
        max_size=3,
    )
)
def test_any_override_works_or_gives_an_error_for_people(levers):
    try:
        assert set(resolve(Scenario(levers=levers)).at(0)) == set(place_keys())
    except InputError as error:
        assert len(str(error).splitlines()) <= 3
