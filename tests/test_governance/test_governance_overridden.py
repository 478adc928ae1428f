"""Settings of one file that another overrides are reported in both languages with all results."""

import json

import pytest

from rural_abm.cli import main
from rural_abm.governance import Scenario, resolve
from rural_abm.governance.places import index
from rural_abm.study.compare.summaries import override_lines
from rural_abm.study.running.runs import scenario_entries

HEAD = """name = "{name}"
date = "2024"
setting = ["sparse"]
adopted = "from the first day"
source = "a test"
title = {{ en = "{name} en", sv = "{name} sv" }}
description = {{ en = "A test.", sv = "Ett prov." }}
"""


def told(language="en", **kwargs):
    return resolve(Scenario(**kwargs)).overridden[language]


def reform(folder, name, text):
    path = folder / f"{name}.toml"
    path.write_text(HEAD.format(name=name) + text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", index()["governance"])
def test_a_model_alone_overrides_nothing(name):
    assert told(governance=name) == ()


def test_closing_beds_over_the_hub_is_told_in_both_languages():
    english, swedish = (
        told(language, governance="cottage_hospital_hub", reforms=["close_beds"]) for language in ("en", "sv")
    )
    assert english == (
        "Close the cottage hospitals' beds sets beds.places to 0 over Cottage hospital as hub, which "
        "has 8, 4, 6 (Storuman, Tärnaby, Vilhelmina, Åsele, Dorotea, Malå, Sorsele).",
    )
    assert len(swedish) == 1 and "Stäng sjukstugornas vårdplatser sätter beds.places till 0" in swedish[0]


def test_of_two_reforms_the_later_one_holds_and_is_named(tmp_path):
    first = reform(tmp_path, "first", "levers.named_gp = 10\n")
    second = reform(tmp_path, "second", "levers.named_gp = 20\nplaces.mala.named_gp = 10\n")
    assert told(reforms=[first, second]) == (
        "second en sets named_gp.residents_per_thousand to 20 over first en, which has 10 (Lycksele, Storuman, "
        "Tärnaby, Vilhelmina, Åsele, Dorotea, Sorsele, Norsjö).",
    )
    assert told(reforms=[second, first])[0].startswith("first en sets named_gp.residents_per_thousand to 10")
    plan = resolve(Scenario(reforms=[first, second]))
    assert plan.at(0)["asele"].named_gp.residents_per_thousand == 20


def test_equal_settings_and_own_values_are_no_conflict(tmp_path):
    first, second = (reform(tmp_path, name, "levers.named_gp = 10\n") for name in ("first", "second"))
    assert told(reforms=[first, second]) == ()
    assert told(reforms=[first], levers={"named_gp": 3}) == ()


def test_a_unit_that_follows_another_follows_in_what_is_told(tmp_path):
    first = reform(tmp_path, "first", "levers.named_gp = 10\n")
    second = reform(tmp_path, "second", "places.storuman.named_gp = 20\n")
    assert "(Storuman, Tärnaby)" in told(reforms=[first, second])[0]


def test_lists_and_dated_changes_are_told(tmp_path):
    plan = resolve(Scenario("home_hospital"))
    channels = json.dumps([plan.at(0)["mala"].channels[0].model_dump()])
    channels = channels.replace('": ', '" = ').replace('"kind"', "kind")
    path = reform(tmp_path, "calls", f"levers.channels = {channels}\n")
    (sentence,) = told("en", governance="home_hospital", changes=[{"year": 2, "reforms": [path]}])
    assert sentence.startswith("From reported day 365: calls en sets channels to another list of 1")
    assert "another list of 5 (everywhere)" in sentence


def test_the_manifest_carries_it_and_summaries_print_it():
    entries = scenario_entries({"closed": Scenario("cottage_hospital_hub", reforms=["close_beds"]), "open": Scenario()})
    assert json.loads(json.dumps(entries["overridden"]))["closed"]["sv"][0].startswith("Stäng")
    assert override_lines(entries, "closed")[0].startswith("Note: Close the cottage hospitals' beds sets beds.places")
    assert override_lines(entries, "open") == [] == override_lines({}, "open")


def test_check_says_it(tmp_path, capsys):
    path = tmp_path / "scenario.toml"
    path.write_text('governance = "cottage_hospital_hub"\nreforms = ["close_beds"]\n')
    assert main(["check", str(path)]) == 0
    assert "\nNote: Close the cottage hospitals' beds sets beds.places to 0 over" in capsys.readouterr().out
    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["notes_sv"][0].startswith("Stäng sjukstugornas")
