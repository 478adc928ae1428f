"""The page's own data: both languages everywhere, and only names that the package knows."""

import json

import pytest

from rural_abm import catalogue, feedback_loops, load_register
from rural_abm.demo import catalogue as shown
from rural_abm.demo import levers, settings
from rural_abm.demo.catalogue import start
from rural_abm.demo.regions import default_key

TABLES = ("settings", "outcomes", "levers", "limits", "status", "persons", "summary", "assumptions")


def texts(value):
    """Every table of languages within a value."""
    if isinstance(value, dict) and {"en", "sv"} & value.keys():
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


@pytest.mark.parametrize("name", TABLES)
def test_every_text_stands_in_both_languages(name):
    found = list(texts(settings.table(name)))
    assert found
    for text in found:
        assert text["en"].strip() and text["sv"].strip(), text


def test_what_the_page_is_told_is_json_that_a_browser_reads():
    assert json.loads(json.dumps(start(), allow_nan=False))["map"]["roads"]


def test_what_the_page_is_told_stands_in_both_languages():
    found = list(texts(start()))
    assert len(found) > 100
    assert all(bool(text["en"]) == bool(text["sv"]) for text in found)


def test_outcomes_and_assumptions_are_known():
    assert set(settings.page_outcomes()) <= {row["name"] for row in catalogue("outcomes")}
    assert set(settings.table("assumptions")) <= set(load_register())
    charts = settings.table("outcomes")["charts"]
    used = {entry["chart"] for entry in settings.table("outcomes")["outcomes"].values()}
    assert used == set(charts)
    assert set(settings.table("settings")["payers"]) <= set(settings.page_outcomes())


def test_every_link_of_a_loop_has_its_swedish_words_and_no_other():
    assert {text for loop in feedback_loops() for text in loop["chain"]} == set(settings.table("loops"))


def test_strengths_of_loops_are_told_by_loop_and_outcome_where_they_were_measured(monkeypatch):
    row = {"loop": "overload", "outcome": "gp_strain", "whole": 0.7, "strength": 0.2, "low": 0.1, "high": 0.3}
    found = {"seeds": 5, "years": 10, "rows": [{**row, "size": "strong"}]}
    monkeypatch.setattr(shown, "loop_strengths", lambda: found)
    figure = {"difference": 0.2, "low": 0.1, "high": 0.3, "size": "strong"}
    assert shown._measured(default_key()) == {"seeds": 5, "years": 10, "of": {"overload": {"gp_strain": figure}}}
    monkeypatch.setattr(shown, "loop_strengths", lambda: None)
    assert shown._measured(default_key()) is None


def test_each_limit_is_one_of_the_documented_ones(repository):
    documented = (repository / "docs" / "limits.md").read_text("utf-8")
    for point in settings.table("limits")["points"]:
        assert f"**{point['heading']}" in documented, point["heading"]


def test_slider_ranges_lie_within_what_the_levers_allow():
    for name, entry in settings.page_levers().items():
        lever, _, field = entry["lever"].partition(".")
        allowed = next(row for row in catalogue("levers") if row["name"] == lever)["fields"]
        text = next(one for one in allowed if one["name"] == field)["allowed"]
        if entry["kind"] == "number":
            low, high = text.split("from ")[1].split(" (")[0].split(" to ")
            assert float(low) <= entry["low"] < entry["high"] <= float(high), name
        else:
            assert text == "true or false"


def test_defaults_are_what_the_models_have():
    found = levers.defaults_of("home_hospital")
    assert found["daily_hour"]["region"] == 1
    assert found["named_gp"]["region"] == 25
    assert found["beds"]["region"] is None and found["beds"]["storuman"] == 8
    assert levers.defaults_of("call_off")["daily_hour"]["region"] == 0


def test_texts_of_verdicts_are_those_the_answers_use():
    from rural_abm.demo.answers import TOO_FEW, VERDICTS

    names = {"better", "worse", TOO_FEW, *VERDICTS.values()}
    assert set(settings.table("settings")["verdicts"]) == set(settings.table("settings")["sentences"]) == names
