"""The question of the page: what is read, what is refused, and which levers of the package a slider moves."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm import InputError, read_scenario_text, resolve, scenario_id, scenario_text
from rural_abm.demo.levers import package_values, places_of
from rural_abm.demo.query import Query, note_of, read_query, scenarios_of, world_of
from rural_abm.demo.settings import limit, page_levers

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)


def asked(**world):
    worlds = [{"governance": "call_off"}, {"governance": "call_off", **world}]
    return read_query(json.dumps({"worlds": worlds, "years": 1}))


def second(**world):
    return scenarios_of(asked(**world))[1]


@given(ANY_JSON)
def test_anything_is_read_or_refused(value):
    with pytest.raises(InputError):
        read_query(json.dumps(value))


@given(st.text(max_size=50))
def test_any_text_is_refused(text):
    with pytest.raises(InputError):
        read_query(text)


@given(
    st.dictionaries(st.sampled_from(["governance", "reforms", "adoption", "levers", "own", "x"]), ANY_JSON, max_size=4)
)
def test_any_world_is_read_or_refused(world):
    text = json.dumps({"worlds": [{"governance": "call_off"}, {"governance": "call_off", **world}], "years": 1})
    try:
        scenarios_of(read_query(text))
    except InputError:
        return


@given(st.sampled_from(list(page_levers())), st.data())
def test_every_value_of_every_slider_is_a_scenario(name, data):
    entry = page_levers()[name]
    value = data.draw(st.sampled_from(range(entry["low"], entry["high"] + 1, entry["step"])))
    place = data.draw(st.sampled_from(["", *(f"{unit}." for unit in places_of(name))])) if entry["local"] else ""
    scenario = second(levers={f"{place}{name}": value})
    lever, _, field = entry["lever"].partition(".")
    for unit in [place.rstrip(".")] if place else places_of(name):
        assert getattr(getattr(resolve(scenario).at(0)[unit], lever), field) == value


@pytest.mark.parametrize(
    "world",
    [
        {"governance": "/etc/passwd"},
        {"governance": "x.toml"},
        {"governance": "close_beds"},
        {"reforms": ["../close_beds.toml"]},
        {"reforms": ["close_beds"] * 7},
        {"levers": {"beds": 99}},
        {"levers": {"beds": 1.5}},
        {"levers": {"beds": True}},
        {"levers": {"lycksele.beds": 2}},
        {"levers": {"sorsele.support": 2}},
        {"levers": {"nowhere": 2}},
        {"own": {"channels": "x"}},
        {"adoption": "now"},
        {"seed": 2},
    ],
)
def test_what_is_not_offered_is_refused(world):
    with pytest.raises(InputError):
        scenarios_of(asked(**world))


def test_years_and_parameters_have_limits():
    for change in (
        {"years": 11},
        {"years": 0},
        {"years": "3"},
        {"parameters": {"nothing": 1}},
        {"parameters": {"tie_floor": 9}},
    ):
        table = {"worlds": [{"governance": "call_off"}] * 2, **change}
        with pytest.raises(InputError):
            scenarios_of(read_query(json.dumps(table)))
    with pytest.raises(InputError, match="too long"):
        read_query(" " * (limit("query_characters") + 1))


def test_the_hour_brings_its_way_to_a_doctor_and_takes_it_away():
    roles = lambda scenario, unit: [one.role for one in resolve(scenario).at(0)[unit].channels]  # noqa: E731
    assert roles(second(levers={"sorsele.daily_hour": 1}), "sorsele")[1] == "slot_gp"
    assert "slot_gp" not in roles(second(levers={"sorsele.daily_hour": 1}), "storuman")
    assert "slot_gp" not in roles(second(governance="home_hospital", levers={"daily_hour": 0}), "sorsele")
    both = second(levers={"daily_hour": 1, "home_doctor": 4, "sorsele.home_doctor": 0})
    assert {"slot_gp", "dedicated_gp"} <= set(roles(both, "storuman"))
    assert "dedicated_gp" not in roles(both, "sorsele") and "slot_gp" in roles(both, "sorsele")


def test_a_value_of_one_place_stands_over_the_regions():
    scenario = second(levers={"sorsele.named_gp": 40, "named_gp": 10})
    levers = resolve(scenario).at(0)
    assert (levers["sorsele"].named_gp.residents_per_thousand, levers["storuman"].named_gp.residents_per_thousand) == (
        40,
        10,
    )


def test_nothing_moved_sets_nothing():
    assert package_values([], {}) == {}


def test_a_scenario_file_comes_back_as_it_was():
    query = asked(levers={"daily_hour": 1, "sorsele.beds": 0}, reforms=["support_implementation"], adoption="full")
    scenario = scenarios_of(query)[1]
    text = f"{note_of(query.worlds[1])}\n{scenario_text(scenario, ['title'])}"
    again = read_scenario_text(text)
    assert scenario_id(again) == scenario_id(scenario)
    assert world_of(again, text) == query.worlds[1].model_dump(mode="json")


def test_a_file_that_was_edited_by_hand_comes_back_as_it_stands():
    query = asked(levers={"named_gp": 10})
    text = f"{note_of(query.worlds[1])}\n{scenario_text(scenarios_of(query)[1])}".replace("= 10", "= 11")
    found = world_of(read_scenario_text(text), text)
    assert found["levers"] == {} and {"residents_per_thousand": 11} in found["own"].values()
    Query(worlds=[found, found])


@pytest.mark.parametrize(
    "text",
    [
        "governance = 'x/y.toml'",
        "reforms = ['a.toml']",
        "[[change]]\nyear = 1\nreforms = ['/b.toml']",
        "x",
        "governance = 3",
    ],
)
def test_a_scenario_file_opens_no_other_file(text):
    with pytest.raises(InputError):
        read_scenario_text(text)


def test_what_the_page_cannot_show_is_said():
    scenario = read_scenario_text("governance = 'call_off'\n[[change]]\nyear = 2\nreforms = ['close_beds']\n")
    with pytest.raises(InputError, match="changes"):
        world_of(scenario)
