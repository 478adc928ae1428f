"""The lever schema: complete, in two languages, and free of probabilities, ratios and effects."""

import pickle
import re
import tomllib

import pytest
from pydantic import ValidationError

from rural_abm.governance import Levers, lever_table, minute_of_day
from rural_abm.governance.levers import broken_rule, is_set
from rural_abm.governance.places import governance_data
from rural_abm.governance.schema import lever_groups, lever_specs, source_names

EXPECTED = [
    "channels",
    "dedicated_roles",
    "daily_slot",
    "admission_watch",
    "single_point_of_contact",
    "mobile_team",
    "listing",
    "named_gp",
    "home_nursing_unit",
    "new_centre",
    "co_location",
    "beds",
    "shared_ward",
    "health_rooms",
    "opening_hours",
    "specialists_on_video",
    "remote_gp",
    "monitoring",
    "st_posts",
    "supervision_half_days",
    "training_centre",
    "rural_track",
    "task_shift",
    "locum_policy",
    "on_call",
    "centre_network",
    "leadership",
    "development_time",
    "support",
    "agreement",
    "formal_plan",
    "paid_team_time",
    "principal",
    "reimbursement",
    "funding",
    "resource_shift",
    "design_order",
    "staff_exchange",
    "prevention_minutes",
    "hospital_teams",
]
FORBIDDEN_WORDS = {
    "share",
    "shares",
    "ratio",
    "probability",
    "probabilities",
    "effect",
    "effects",
    "rate",
    "rates",
    "multiplier",
    "chance",
    "odds",
    "risk",
    "factor",
    "percent",
    "weight",
    "proportion",
    "likelihood",
}
TOML_FILES = sorted(path for path in [*governance_data().glob("*.toml"), *governance_data().glob("reforms/*.toml")])


def walk(value, path=()):
    """(path, leaf) of every leaf in nested tables and lists."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, path)
    else:
        yield path, value


def test_every_lever_is_there_in_order():
    assert list(lever_specs()) == EXPECTED
    assert list(Levers.model_fields) == EXPECTED
    assert all(spec.acting for spec in lever_specs().values())


@pytest.mark.parametrize("row", lever_table(), ids=lambda row: row["name"])
def test_every_lever_and_field_has_texts_in_both_languages(row):
    texts = [(row["title_en"], row["title_sv"]), (row["text_en"], row["text_sv"]), (row["group_en"], row["group_sv"])]
    texts += [(field["text_en"], field["text_sv"]) for field in row["fields"]]
    for english, swedish in texts:
        assert english.strip() and swedish.strip() and english != swedish
    assert row["source"] and row["group"] in lever_groups() and row["scope"] in ("region", "region and place")
    assert set(re.findall(r"\bS\d\b", row["source"])) <= set(source_names())
    for field in row["fields"]:
        assert field["allowed"] and bool(field["unit"]) == bool(field["unit_sv"])


@pytest.mark.parametrize("path", TOML_FILES, ids=lambda path: path.name)
def test_no_name_in_a_file_speaks_of_probabilities_or_effects(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for keys, _ in walk(table):
        for key in keys:
            assert not set(key.lower().split("_")) & FORBIDDEN_WORDS, key


@pytest.mark.parametrize("path", TOML_FILES, ids=lambda path: path.name)
def test_numbers_in_files_are_whole_except_posts(path):
    for keys, value in walk(tomllib.loads(path.read_text(encoding="utf-8"))):
        if isinstance(value, float):
            # Only posts come in fractions, and only in tenths.
            assert "nurse_posts" in keys and abs(value * 10 - round(value * 10)) < 1e-9, (keys, value)


def test_no_lever_s_unit_or_name_is_a_probability_a_ratio_or_an_effect():
    for row in lever_table():
        for field in row["fields"]:
            words = re.findall(r"[a-z]+", f"{row['name']} {field['name']} {field['unit']}".lower())
            assert not set(words) & FORBIDDEN_WORDS and "%" not in field["unit"], (row["name"], field["name"])
            # A number is a count, a time, a place, a length or a sum of money: it has a unit.
            assert field["unit"] or field["type"] not in ("whole", "decimal"), (row["name"], field["name"])


def test_only_posts_may_be_fractions():
    decimals = [
        (name, field.name)
        for name, spec in lever_specs().items()
        for field in spec.fields.values()
        if field.type == "decimal"
    ]
    assert decimals == [("beds", "nurse_posts")]


def test_defaults_lie_in_their_ranges_and_keep_the_rules():
    levers = Levers()
    assert Levers.model_validate(levers.model_dump()) == levers
    for name, spec in lever_specs().items():
        value = getattr(levers, name)
        if not spec.list and not spec.is_single:
            assert broken_rule(spec, value) is None
            for field in spec.fields.values():
                assert getattr(value, field.name) == field.default


def test_levers_are_frozen_closed_hashable_and_can_be_pickled():
    levers = Levers()
    with pytest.raises(ValidationError):
        levers.listing = "district"
    with pytest.raises(ValidationError):
        Levers(bedz=3)
    with pytest.raises(ValidationError):
        levers.beds.places = 3
    assert pickle.loads(pickle.dumps(levers)) == levers and hash(levers) == hash(Levers())
    assert type(levers.channels[0]).__name__ == "Channel"


def test_shapes_are_as_documented():
    levers = Levers(beds={"places": 3, "nurse_posts": 5.5})
    assert (levers.beds.places, levers.beds.nurse_posts) == (3, 5.5)
    assert levers.daily_slot.start == "11:00" and levers.daily_slot.bookers == ("home_nursing",)
    assert levers.channels[0].kind == "phone_doctor" and levers.listing == "choice"


@pytest.mark.parametrize(("text", "minute"), [("00:00", 0), ("08:30", 510), ("24:00", 1440)])
def test_minute_of_day(text, minute):
    assert minute_of_day(text) == minute


@pytest.mark.parametrize("text", ["8:30", "25:00", "24:01", "12:60", "noon", "", 830, None, "12.30", "１２:30"])
def test_minute_of_day_refuses_what_is_not_a_time(text):
    with pytest.raises(ValueError):
        minute_of_day(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, False),
        ("none", False),
        ((), False),
        (False, False),
        (1, True),
        ("standing", True),
        (("geriatrics",), True),
        (True, True),
    ],
)
def test_is_set(value, expected):
    assert is_set(value) is expected
