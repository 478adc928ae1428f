"""Rows of outcomes: one name and one form for the results of runs, comparisons and sweeps; one name is as good as a
list of it."""

import pandas as pd
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario
from rural_abm.study.compare.comparison import Comparison, compare
from rural_abm.study.compare.designs import label_scenarios
from rural_abm.study.evidence.calibration import planned
from rural_abm.study.evidence.calibration_files import calibration_plan
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.results.outcome_rows import RUN_COLUMNS, with_factors
from rural_abm.study.results.store import load
from rural_abm.study.running.runs import Results, run
from rural_abm.study.running.scenario_files import scenario_text
from rural_abm.study.sweeps.ema_export import to_workbench
from rural_abm.study.sweeps.experiments import make_experiment
from rural_abm.study.sweeps.indices import analyse
from rural_abm.study.sweeps.sweeps import Sweep, sweep

COLUMNS = [
    "run_id",
    "period",
    "place_kind",
    "place",
    "dimension",
    "group",
    "outcome",
    "numerator",
    "denominator",
    "value",
]
PAIR = {"today": Scenario(years=2), "no_beds": Scenario(years=2, levers={"sorsele.beds": 0})}
TABLE = {
    "name": "mine",
    "seeds": 2,
    "years": 2,
    "outcomes": ["coc", "deaths"],
    "levers": {"sorsele.beds": [0, 2], "daily_slot.enabled": [False, True]},
    "parameters": {"clinic_share": [0.6, 0.7]},
    "design": {"kind": "grid"},
}

pytestmark = pytest.mark.usefixtures("model_double")


@pytest.fixture
def all_three(tmp_path):
    """Results, Comparison and Sweep, each as it was made and as it is loaded."""
    made = (
        run(PAIR["today"], tmp_path / "run"),
        compare(PAIR, 2, workers=1, out=tmp_path / "compare"),
        sweep(TABLE, tmp_path / "sweep", 1),
    )
    read = (Results.load(made[0].folder), Comparison.load(made[1].folder), Sweep.load(made[2].folder))
    return [*made, *read]


def test_all_results_give_the_same_columns_by_the_same_name(all_three):
    for results in all_three:
        rows = results.outcomes()
        assert list(rows.columns) == COLUMNS
        pd.testing.assert_frame_equal(rows, load(results.folder), check_dtype=False, check_categorical=False)
        assert (rows["value"] == rows["numerator"] / rows["denominator"]).all()
        assert not hasattr(results, "values") and not hasattr(results, "table")


def test_one_name_or_several_choose_rows(all_three):
    for results in all_three:
        one, listed = results.outcomes("coc", places="sorsele"), results.outcomes(["coc"], places=["sorsele"])
        assert len(one) == len(listed) > 0 and set(one["outcome"]) == {"coc"} and set(one["place"]) == {"sorsele"}
        for names in ("cocc", ["coc", "cocc"]):
            with pytest.raises(InputError, match="'cocc'"):
                results.outcomes(names)
        with pytest.raises(InputError, match="'sorsle'"):
            results.outcomes(places="sorsle")


def test_factors_come_with_the_rows_on_request(all_three):
    for results in all_three:
        rows = results.outcomes("deaths", factors=True)
        own = [name for name in results.runs.columns if name not in RUN_COLUMNS]
        assert list(rows.columns) == ["run_id", "scenario", "seed", "draw", *own, *COLUMNS[1:]]
        by_hand = results.outcomes("deaths").merge(results.runs, on="run_id")
        for name in ("scenario", "seed", "draw", *own):
            assert rows[name].tolist() == by_hand[name].tolist()
        assert rows["value"].tolist() == by_hand["value"].tolist()
        pd.testing.assert_frame_equal(rows, load(results.folder, outcomes="deaths", factors=True), check_dtype=False)
    assert own == ["sorsele.beds", "daily_slot.enabled", "clinic_share"]
    # In the double each bed at Sorsele adds 10 deaths: values must stand beside the factors of their own run.
    region = rows.query("place == 'region' and seed == 1 and period == '2024' and `daily_slot.enabled` == 'false'")
    by_beds = region.groupby("sorsele.beds")["numerator"].first()
    assert by_beds.tolist() == [by_beds.iloc[0], by_beds.iloc[0] + 20]


def test_an_undefined_value_is_missing_and_rows_keep_their_order():
    rows = pd.DataFrame({"run_id": ["b", "a", "b"], "value": [1.0, 2.0, None]}, index=[7, 3, 5])
    runs = pd.DataFrame({"run_id": ["a", "b"], "scenario": ["x", "y"], "seed": [1, 2], "draw": [0, 0], "beds": [4, 5]})
    found = with_factors(rows, runs)
    assert found["beds"].tolist() == [5, 4, 5] and list(found.index) == [7, 3, 5]


def test_a_comparison_that_is_not_kept_still_gives_its_outcomes():
    comparison = compare(PAIR, 2, workers=1)
    assert comparison.folder is None
    assert set(comparison.outcomes(factors=True)["scenario"]) == {"today", "no_beds"}


def test_results_show_themselves_in_a_few_lines(all_three):
    for results in all_three:
        shown = repr(results)
        assert 1 <= shown.count("\n") <= 4 and max(map(len, shown.splitlines())) <= 140, shown
        assert "{" not in shown and str(results.folder) in shown and ".outcomes()" in shown
        assert results._repr_html_().startswith("<p>") and "<table" in results._repr_html_()
    assert "16 of 16 runs" in repr(all_three[2])


def test_html_shows_titles_as_text(tmp_path):
    made = sweep({**TABLE, "title": {"en": "<b>bold</b>", "sv": "fet"}}, tmp_path, 1)
    assert "<b>" not in made._repr_html_() and "&lt;b&gt;" in made._repr_html_()


def test_one_model_alone_is_named_and_the_form_shown():
    for alone in ("call_off", Scenario("call_off"), ["call_off"]):
        with pytest.raises(InputError) as caught:
            compare(alone)
        assert "1 of at least 2 scenarios given: call_off" in str(caught.value)
        assert "['call_off', 'home_hospital']" in str(caught.value)
    with pytest.raises(InputError, match="'nope'"):
        compare("nope")
    with pytest.raises(InputError, match="pass several models in one list"):
        compare(["call_off", "home_hospital"], "digiphysical")
    with pytest.raises(InputError, match="3 is not a scenario"):
        compare(3)
    assert list(label_scenarios("call_off", {}, at_least=1)) == ["call_off"]


def test_one_name_is_a_list_of_it_wherever_names_are_taken(tmp_path):
    folder = sweep({**TABLE, "design": {"kind": "one_at_a_time"}}, tmp_path / "one_by_one", 1).folder
    pd.testing.assert_frame_equal(analyse(folder, "coc"), analyse(folder, ["coc"]))
    assert list(to_workbench(folder, "coc")[1]) == ["coc"]
    name = next(iter(declared().patterns))
    assert declared().chosen(name) == declared().chosen([name])
    stage = next(iter(calibration_plan().stages))
    assert planned(stage) == planned([stage]) != planned()
    assert scenario_text(Scenario(), "mine") == scenario_text(Scenario(), ["mine"])
    one = make_experiment({**TABLE, "governance": "home_hospital", "outcomes": "coc", "reforms": "close_beds"})
    assert one.outcomes == ("coc",) and one.models["home_hospital"].reforms == ("close_beds",)
