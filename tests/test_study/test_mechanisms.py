"""Feedback loops as data, and their strength as whole minus cut."""

import pandas as pd
import pytest

from rural_abm.cli.comparing import mechanisms
from rural_abm.engine.errors import InputError
from rural_abm.outcomes import catalogue
from rural_abm.report.mechanisms_page import mechanisms_page
from rural_abm.study.evidence import loop_strengths as kept
from rural_abm.study.evidence.mechanisms import SIGNS, _strengths, loops, measure_loops, strength_lines
from rural_abm.study.running.requests import read_model


def test_every_loop_closes_and_names_known_outcomes():
    known = {entry.name for entry in catalogue}
    for loop in loops().values():
        assert loop.chain[0] == loop.chain[-1] and len(set(loop.chain)) == len(loop.chain) - 1
        assert set(loop.outcomes) <= known and loop.outcomes
        assert loop.sign in SIGNS
        assert set(loop.title) == {"en", "sv"}
        read_model(loop.governance, adoption=loop.adoption)


def test_an_unknown_loop_is_told():
    with pytest.raises(InputError, match="overload"):
        measure_loops(1, 1, names=["overlaod"])


def a_table():
    """Cut minus whole of the loop of overload, made up."""
    row = {
        "scenario": "load_to_leaving",
        "place_kind": "region",
        "place": "",
        "dimension": "all",
        "group": "",
        "seeds": 5,
        "mean_baseline": 1.0,
        "difference": -0.2,
        "low": -0.3,
        "high": -0.1,
        "sign_chance": 0.99,
    }
    return pd.DataFrame([{**row, "outcome": outcome} for outcome in loops()["overload"].outcomes])


def test_strength_is_whole_minus_cut():
    found = _strengths(a_table(), [loops()["overload"]])
    assert (found["strength"] == 0.2).all() and (found["low"] == 0.1).all() and (found["high"] == 0.3).all()
    assert "0.1" in "\n".join(strength_lines(found))


def test_the_page_draws_the_loop_and_tells_its_strength():
    page = mechanisms_page(_strengths(a_table(), [loops()["overload"]]), 5, 10)
    assert "n0 --> n1" in page and f"n{len(loops()['overload'].chain) - 2} --> n0" in page
    assert "+0.2" in page and "| yes |" in page


def measured(low=0.1, high=0.3):
    """Strengths of all loops as `measure_loops` gives them, made up."""
    rows = [
        {"loop": loop.name, "governance": loop.governance, "cut": loop.cut, "outcome": outcome, "seeds": 5,
         "whole": 1.0, "strength": 0.2, "low": low, "high": high}
        for loop in loops().values() for outcome in loop.outcomes
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_strengths_are_kept_and_given_out_for_the_same_model_only(tmp_path, monkeypatch):
    assert kept.loop_strengths(tmp_path) is None
    kept.ship(measured(), 5, 10, tmp_path)
    found = kept.loop_strengths(tmp_path)
    assert (found["seeds"], found["years"]) == (5, 10) and len(found["rows"]) == len(measured())
    assert found["rows"][0] | {"size": None} == {
        "loop": "relationship", "outcome": "episodes", "whole": 1.0, "strength": 0.2, "low": 0.1, "high": 0.3,
        "size": None,
    }  # fmt: skip
    monkeypatch.setattr(kept, "results_hash", lambda: "another")
    assert kept.loop_strengths(tmp_path) is None
    (tmp_path / kept.FILE).write_text("{")
    assert kept.loop_strengths(tmp_path) is None


def test_a_strength_is_strong_weak_or_not_told(tmp_path):
    matters = next(entry for entry in catalogue if entry.name == "episodes").smallest_that_matters(1.0)

    def size(strength, low, high):
        table = measured(low, high).assign(strength=strength)
        kept.ship(table, 5, 10, tmp_path)
        return kept.loop_strengths(tmp_path)["rows"][0]["size"]

    assert size(-matters, -2 * matters, -matters / 2) == "strong"
    assert size(matters / 2, matters / 4, matters) == "weak"
    assert size(2 * matters, -matters, 5 * matters) == "untold"
    assert size(2 * matters, float("nan"), float("nan")) == "untold"


def test_only_all_loops_are_kept(tmp_path):
    with pytest.raises(InputError, match="overload"):
        kept.ship(measured().query("loop != 'overload'"), 5, 10, tmp_path)
    with pytest.raises(InputError, match="--ship"):
        mechanisms(["overload"], seeds=1, years=1, shipped=True)


@pytest.mark.verify
def test_the_loop_of_bed_rest_raises_frailty_caused_by_care():
    """Cutting it leaves less worsening by care, in every one of three worlds (one chance in eight by accident)."""
    found = measure_loops(3, 1, 1, names=["bed_rest"]).set_index("outcome")
    assert found.loc["worsened_by_care", "strength"] > 0
