"""Governance files: those of the package, and what is refused in others."""

import csv
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rural_abm
from rural_abm.engine.errors import InputError
from rural_abm.governance import (
    Levers,
    Scenario,
    baseline_name,
    describe_file,
    list_governance,
    list_reforms,
    place_keys,
    read_governance,
    read_reform,
    resolve,
)
from rural_abm.governance.files import parse_governance, read_file
from rural_abm.governance.places import governance_data, index
from rural_abm.governance.schema import lever_specs, source_names

HEAD = """name = "mine"
date = "2024"
setting = ["sparse"]
adopted = "from the first day"
source = "a test"
title = { en = "Mine", sv = "Min" }
description = { en = "A test.", sv = "Ett prov." }
"""
HOLDERS = {
    "dedicated_gp": lambda levers: (
        levers.dedicated_roles.half_days_a_week
        or levers.home_nursing_unit.gp_half_days_a_week
        or levers.dedicated_roles.held_at != "own_unit"
    ),
    "mobile_team": lambda levers: levers.mobile_team.base != "none" and levers.mobile_team.physicians,
    "slot_gp": lambda levers: levers.daily_slot.enabled,
    "remote_gp": lambda levers: levers.remote_gp.hours_a_week,
    "coordinator": lambda levers: levers.single_point_of_contact.enabled,
    "advanced_nurse": lambda levers: levers.task_shift.home_visits,
}


def write(folder, text):
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


# Files of the package


@pytest.mark.parametrize("name", index()["governance"])
def test_every_model_resolves_and_says_what_it_is(name):
    plan = resolve(Scenario(name))
    assert tuple(plan.at(0)) == place_keys() and plan.change_days == (0,)
    assert plan.adopted_from_first_day == (name == "call_off")
    file = read_governance(name)
    assert file.name == name and plan.titles == file.title
    assert describe_file(file)["levers"]


@pytest.mark.parametrize("name", index()["reforms"])
def test_every_reform_resolves_over_every_model_and_changes_it(name):
    for model in index()["governance"]:
        assert read_reform(name).name == name
        with_reform, without = resolve(Scenario(model, reforms=[name])), resolve(Scenario(model))
        # A reform over a model that already has it may change nothing; over the baseline it must.
        assert model != baseline_name() or with_reform.at(0) != without.at(0)


def test_lists_and_folders_agree():
    beside = {"index", "levers", "sources"}
    assert {row["name"] for row in list_governance()} == {p.stem for p in governance_data().glob("*.toml")} - beside
    assert {row["name"] for row in list_reforms()} == {p.stem for p in governance_data().glob("reforms/*.toml")}
    assert [row["name"] for row in list_governance() if row["is_baseline"]] == [baseline_name()]
    for row in [*list_governance(), *list_reforms()]:
        assert row["title_en"] and row["title_sv"] and row["title_en"] != row["title_sv"]


def test_bundled_files_set_only_levers_that_act():
    for file in [*map(read_governance, index()["governance"]), *map(read_reform, index()["reforms"])]:
        leaves = [*file.layer.region, *(leaf for local in file.layer.places.values() for leaf in local)]
        assert all(lever_specs()[lever].acting for lever, _ in leaves)


@pytest.mark.parametrize("name", index()["governance"])
def test_every_role_in_a_model_s_channels_is_held(name):
    for levers in resolve(Scenario(name)).at(0).values():
        for channel in levers.channels:
            assert HOLDERS.get(channel.role, lambda levers: True)(levers), channel


def test_the_baseline_agrees_with_the_schema_s_defaults_for_channels_and_on_call():
    levers = resolve(Scenario()).at(0)["vilhelmina"]
    for lever in ("channels", "on_call", "locum_policy", "specialists_on_video", "opening_hours", "listing"):
        assert getattr(levers, lever) == getattr(Levers(), lever)


def test_the_baseline_agrees_with_the_facilities_of_the_place():
    with (files("rural_abm") / "data" / "regions" / "sodra_lappland" / "facilities.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        facilities = {row["key"]: row for row in csv.DictReader(file) if row["kind"] != "hospital"}
    for place, levers in resolve(Scenario()).at(0).items():
        row = facilities[place]
        assert levers.beds.places == int(row["beds"])
        assert levers.shared_ward.municipal_places == int(row["municipal_beds"])
        assert levers.shared_ward.enabled == bool(int(row["shared_ward"]))
        assert levers.co_location.home_nursing == bool(int(row["co_located_home_nursing"]))
        assert (levers.opening_hours.emergency_room != "none") == bool(int(row["emergency_room"]))
        if row["ward_posts"]:
            assert levers.beds.nurse_posts == int(row["ward_posts"])


def test_every_file_names_its_source():
    for file in [*map(read_governance, index()["governance"]), *map(read_reform, index()["reforms"])]:
        assert set(re.findall(r"\bS\d\b", file.source)) <= set(source_names())
        assert re.search(r"\bS\d\b", file.source) or "sverigesradio.se" in file.source, file.name
        assert file.description["en"] != file.description["sv"] and len(file.description["sv"]) > 80, file.name


def test_who_serves_a_place_from_elsewhere_is_there():
    for name in index()["governance"]:
        at = resolve(Scenario(name)).at(0)
        for levers in at.values():
            base, held_at = levers.mobile_team.base, levers.dedicated_roles.held_at
            assert base == "none" or at[base].mobile_team.base == base, name
            assert held_at == "own_unit" or at[held_at].dedicated_roles.half_days_a_week > 0, name


@pytest.mark.parametrize(
    ("name", "turn_weeks", "start", "end", "acute"),
    [("mobile_units_malmo", 2, "08:00", "16:00", True), ("mobile_units_uppsala", 0, "08:00", "16:30", False)],
)
def test_mobile_teams_are_as_described(name, turn_weeks, start, end, acute):
    at = resolve(Scenario(name)).at(0)
    assert {levers.mobile_team.base for levers in at.values()} == {"lycksele", "storuman", "vilhelmina"}
    team = at["lycksele"].mobile_team
    assert (team.turn_weeks, team.start, team.end, team.acute_equipment) == (turn_weeks, start, end, acute)
    kinds = {channel.kind for channel in at["mala"].channels if channel.role == "mobile_team"}
    assert ("acute_car_visit" in kinds) == acute and ("direct_admission" in kinds) == (name == "mobile_units_uppsala")


def test_the_rotating_twin_differs_in_the_assignment_alone():
    names = ("home_nursing_physician", "home_nursing_physician_rotating")
    few, turns = (resolve(Scenario(name)).at(0) for name in names)
    for place, levers in few.items():
        assert levers.dedicated_roles.assignment == "specialised"
        same = levers.dedicated_roles.model_copy(update={"assignment": "rotating"})
        assert levers.model_copy(update={"dedicated_roles": same}) == turns[place]


def test_overtornea_is_as_described():
    at = resolve(Scenario("overtornea_today")).at(0)
    assert {at[place].beds.places for place in ("storuman", "mala", "sorsele")} == {5} and at["norsjo"].beds.places == 0
    assert at["asele"].st_posts.posts == 3 and at["asele"].staff_exchange.hours_a_month > 0
    # One and a half posts for 4,500 residents is a half-day for 300.
    assert at["storuman"].dedicated_roles.half_days_a_week == 15
    assert resolve(Scenario("digiphysical")).at(0)["asele"].remote_gp.panel > 0


def test_a_single_principal_changes_nothing_but_the_principal():
    plan, plain = resolve(Scenario("single_principal")).at(0), resolve(Scenario()).at(0)
    assert {place: levers.model_copy(update={"principal": "single"}) for place, levers in plain.items()} == plan


def test_the_staircase_rises():
    first, second, third, fourth = (resolve(Scenario(f"targeted_step_{n}")).at(0) for n in range(1, 5))
    assert first["mala"].dedicated_roles.held_at == "own_unit" and second["mala"].dedicated_roles.held_at == "lycksele"
    assert third["mala"].home_nursing_unit.gp_half_days_a_week > 0 and third["mala"].home_nursing_unit.bed_places == 0
    assert fourth["mala"].home_nursing_unit.bed_places > 0
    assert read_governance("targeted_step_3").setting == read_governance("targeted_step_4").setting == ("town",)


def test_home_hospital_is_as_described():
    levers = resolve(Scenario("home_hospital")).at(0)["mala"]
    assert 20 <= levers.named_gp.residents_per_thousand <= 30
    slot = levers.daily_slot
    assert (slot.start, slot.end, slot.booking_deadline) == ("11:00", "12:00", "08:30") and slot.enabled
    assert set(slot.bookers) == {"home_nursing", "ambulance"} and levers.admission_watch.minutes_a_morning > 0


def test_the_hub_has_at_least_four_beds_in_every_cottage_hospital():
    plan = resolve(Scenario("cottage_hospital_hub"))
    beds = {place: levers.beds.places for place, levers in plan.at(0).items()}
    assert all(places >= 4 for place, places in beds.items() if place not in ("lycksele", "norsjo"))
    assert beds["lycksele"] == beds["norsjo"] == 0
    assert plan.at(0)["sorsele"].co_location.shared_record and not plan.at(0)["norsjo"].co_location.home_nursing


def test_no_code_knows_a_model_by_name():
    for path in Path(rural_abm.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in index()["governance"] + index()["reforms"]:
            # The reform `close_beds` and the like are words: names in quotes are what code would ask by.
            assert f'"{name}"' not in text, f"{path} names {name}"
            assert name in index()["reforms"] or not re.search(rf"\b{name}\b", text), f"{path} names {name}"


# Files of users


def test_a_file_is_laid_over_the_baseline(tmp_path):
    tail = "[levers]\nnamed_gp = 10\n[levers.daily_slot]\nenabled = true\n[places.sorsele]\nbeds = 0\n"
    path = write(tmp_path, HEAD + tail)
    levers = resolve(Scenario(str(path))).at(0)
    assert levers["sorsele"].beds.places == 0 and levers["storuman"].beds.places == 8
    assert levers["norsjo"].named_gp.residents_per_thousand == 10 and levers["mala"].daily_slot.start == "11:00"


def test_a_file_without_levers_is_the_baseline(tmp_path):
    path = write(tmp_path, HEAD)
    assert resolve(Scenario(str(path))).at(0) == resolve(Scenario()).at(0)


BAD_TAILS = {
    "[levers]\nbedz = 3": ("unknown lever 'bedz'", "Did you mean 'beds'"),
    "[levers.beds]\nplces = 3": ("unknown key 'plces'", "Did you mean 'places'"),
    "[levers]\nbeds = 31": ("31 is out of range", "from 0 to 30"),
    "[levers]\nbeds = '3'": ("'3' is not allowed", "whole number"),
    "[levers]\nbeds = true": ("true is not allowed", "whole number"),
    "[levers]\nbeds = 1.5": ("1.5 is not allowed", "whole number"),
    "[levers.beds]\nplaces = 2\nnurse_posts = 2.55": ("2.55 is not allowed", "steps of 0.1"),
    "[levers]\ndaily_slot = 'yes'": ("'yes' is not allowed", "true or false"),
    "[levers.daily_slot]\nstart = 08:30:00": ("is not allowed", "time of day"),
    "[levers.daily_slot]\nbookers = ['home_nursing', 'home_nursing']": ("is not allowed", "at most once"),
    "[levers.daily_slot]\nbookers = ['ambulanse']": ("is not allowed", "Did you mean 'ambulance'"),
    "[levers]\nlisting = 'distrikt'": ("'distrikt' is not allowed", "Did you mean 'district'"),
    "[levers]\nprincipal = 'singel'": ("'singel' is not allowed", "Did you mean 'single'"),
    "[levers.health_rooms]\nsettlements = ['slusfors']": ("is not allowed", "Did you mean 'slussfors'"),
    "[levers]\nchannels = 3": ("3 is not a list of tables", "kind, role"),
    "[[levers.channels]]\nkind = 'phone_doktor'": ("'phone_doktor' is not allowed", "Did you mean 'phone_doctor'"),
    "[[levers.channels]]\nkind = 'phone_doctor'": ("role is missing", "usual_gp"),
    "[places.sorsle]\nbeds = 0": ("unknown place 'sorsle'", "Did you mean 'sorsele'"),
    "[places.sorsele]\non_call = 2": ("applies to the whole region only", "on_call without a place"),
    "[places]\nsorsele = 3": ("3 is not a table", "lever = value"),
    "levels = 3": ("unknown key 'levels'", "Did you mean 'levers'"),
    "assumed = ['beds']": ("unknown value 'beds'", ""),
    "assumed = 3": ("3 is not a list", ""),
    "levers = 3": ("3 is not a table", ""),
    "levers = [": ("is not valid TOML", "UTF-8"),
}


@pytest.mark.parametrize("tail", BAD_TAILS)
def test_what_is_wrong_is_named_with_what_is_allowed(tmp_path, tail):
    path = write(tmp_path, HEAD + tail + "\n")
    with pytest.raises(InputError) as caught:
        resolve(Scenario(str(path)))
    text = str(caught.value)
    assert str(path) in text and len(text.splitlines()) <= 3
    for part in BAD_TAILS[tail]:
        assert part in text


@pytest.mark.parametrize("key", ["name", "date", "setting", "adopted", "source", "title", "description"])
def test_a_missing_key_is_named(key):
    table = {name: value for name, value in tomllib.loads(HEAD).items() if name != key}
    with pytest.raises(InputError, match=f"{key} is missing"):
        parse_governance(table, "mine.toml")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "No Name"),
        ("name", 3),
        ("date", 2024),
        ("source", ""),
        ("setting", []),
        ("setting", ["moon"]),
        ("adopted", "slowly"),
        ("title", "Mine"),
        ("title", {"en": "Mine"}),
        ("title", {"en": "a", "sv": "b", "fi": "c"}),
        ("description", {"en": "", "sv": "b"}),
        ("setting", "sparse"),
        ("setting", [["sparse"]]),
        ("adopted", ["x"]),
    ],
)
def test_a_wrong_head_is_refused(key, value):
    with pytest.raises(InputError, match=f"mine.toml: {key}"):
        parse_governance(tomllib.loads(HEAD) | {key: value}, "mine.toml")


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / "absent.toml")
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is not valid TOML"):
        read_file(tmp_path / "bytes.toml")


def test_unknown_names_suggest_the_nearest():
    with pytest.raises(InputError, match="Did you mean 'home_hospital'"):
        read_governance("home_hospitals")
    with pytest.raises(InputError, match="Did you mean 'close_beds'"):
        read_reform("close_bed")


# Damaged files: whatever happens to a file, the only error is one for people

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(["none", "08:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=4,
)


@st.composite
def damaged_text(draw):
    """The text of a bundled file with a stretch replaced."""
    text = (governance_data() / f"{draw(st.sampled_from(index()['governance']))}.toml").read_text(encoding="utf-8")
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    strange = draw(st.text(max_size=8) | st.sampled_from(["-1", "true", "{}", "[]", '"', "=", "99999"]))
    return text[:start] + strange + text[end:]


@settings(max_examples=150, deadline=None)
@given(damaged_text())
def test_damaged_text_gives_only_errors_for_people(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("damaged") / "mine.toml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        resolve(Scenario(str(path)))
    except InputError as error:
        assert len(str(error).splitlines()) <= 3


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_values_give_only_errors_for_people(data):
    name = data.draw(st.sampled_from(sorted(lever_specs())))
    keys = sorted(lever_specs()[name].fields) + ["beds"]
    value = data.draw(
        VALUES
        | st.dictionaries(st.sampled_from(keys), VALUES, max_size=3)
        | st.lists(st.dictionaries(st.sampled_from(keys), VALUES, max_size=3), max_size=2)
    )
    table = tomllib.loads(HEAD) | {data.draw(st.sampled_from(["levers", "places", "assumed", "title"])): {name: value}}
    try:
        parse_governance(table, "mine.toml")
    except InputError as error:
        assert "mine.toml" in str(error)
