"""Comparisons: one warm-up per seed, each run saved as it ends, resumed after a stop, the same for any executor."""

from dataclasses import replace

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario, resolve
from rural_abm.parameters.parameter_draws import parameters_in_force, shipped_sample
from rural_abm.regions.registers import load_register
from rural_abm.study.compare.comparison import Comparison, compare
from rural_abm.study.compare.designs import check_seeds, lever_differences, make_design
from rural_abm.study.compare.summaries import comparison_summary
from rural_abm.study.results import store
from rural_abm.study.results.provenance import run_id
from rural_abm.study.results.store import load
from rural_abm.study.running.runs import run

BASE = Scenario(years=2)
NO_BEDS = Scenario(years=2, levers={"sorsele.beds": 0})
BOTH = Scenario(years=2, levers={"sorsele.beds": 0, "sorsele.daily_slot": True})
PAIR = {"today": BASE, "no_beds": NO_BEDS}


def row_of(comparison, outcome, place="region"):
    table = comparison.differences
    return table[(table["outcome"] == outcome) & (table["place"] == place)].iloc[0]


def test_differences_are_paired_by_seed(model_double, tmp_path):
    comparison = compare(PAIR, 4, workers=1, out=tmp_path)
    beds = beds_today()
    row = row_of(comparison, "deaths")
    # The noise, far larger than the effect, is shared within a seed and cancels.
    assert row["difference"] == pytest.approx(-10 * beds / 1000) and row["verdict"] == "better"
    assert row["transition_difference"] == pytest.approx(-10 * beds / 1000)
    assert row["low"] == pytest.approx(row["high"])
    assert row_of(comparison, "emergency_visits")["difference"] == 0
    assert (row["baseline"], row["scenario"], row["seeds"]) == ("today", "no_beds", 4)


def beds_today():
    from rural_abm.governance import resolve

    return resolve(BASE).at(0)["sorsele"].beds.places


def test_a_warm_up_serves_all_scenarios_of_a_seed(model_double):
    compare({**PAIR, "both": BOTH}, 3, workers=1)
    assert model_double.warm_ups == [1, 2, 3]
    assert model_double.closed == 3 + 9, "models that are not closed stay in memory"


def test_the_folder_is_complete_and_only_finished_files_stay(model_double, tmp_path):
    compare(PAIR, 2, workers=1, out=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "results.parquet",
        "runs.parquet",
        "comparison.parquet",
        "comparison.csv",
        "manifest.json",
    }
    manifest = store.read_manifest(tmp_path)
    assert manifest["complete"] and manifest["draws"]["of"] > len(manifest["draws"]["parameters"]) > 0
    assert len(Comparison.load(tmp_path).runs) == 4


def test_a_comparison_holds_the_same_values_as_single_runs(model_double, tmp_path):
    compare(PAIR, 2, workers=1, out=tmp_path)
    single = run(Scenario(years=2, seed=2, draw=2, levers={"sorsele.beds": 0}))
    both = load(tmp_path)
    mine = both[both["run_id"] == single.runs["run_id"][0]].reset_index(drop=True)
    assert mine["value"].tolist() == single.outcomes()["value"].tolist()


def stop_at(double, seed):
    double.fails_for = staticmethod(lambda scenario: scenario.seed == seed)


def test_what_was_begun_is_continued_to_the_same_bytes(model_double, tmp_path):
    stop_at(model_double, 3)
    with pytest.raises(RuntimeError, match="on purpose"):
        compare(PAIR, 4, workers=1, out=tmp_path / "broken")
    with pytest.raises(InputError):
        load(tmp_path / "broken")
    model_double.fails_for = None
    model_double.warm_ups.clear()
    compare(PAIR, 4, workers=1, out=tmp_path / "broken")
    assert model_double.warm_ups == [3]
    compare(PAIR, 4, workers=1, out=tmp_path / "whole")
    for name in ("results.parquet", "runs.parquet", "comparison.csv"):
        assert (tmp_path / "broken" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_more_seeds_use_the_runs_that_are_there(model_double, tmp_path):
    compare(PAIR, 2, workers=1, out=tmp_path / "grown")
    model_double.warm_ups.clear()
    compare(PAIR, 4, workers=1, out=tmp_path / "grown")
    assert model_double.warm_ups == [3, 4]
    compare(PAIR, 4, workers=1, out=tmp_path / "at_once")
    assert (tmp_path / "grown" / "results.parquet").read_bytes() == (
        tmp_path / "at_once" / "results.parquet"
    ).read_bytes()
    with pytest.raises(InputError, match="not requested"):
        compare(PAIR, 3, workers=1, out=tmp_path / "grown")


def test_ctrl_c_says_how_to_go_on(model_double, tmp_path):
    def stop(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="2 of 6 runs finished.*\n.*same command"):
        compare(PAIR, 3, workers=1, out=tmp_path, progress=stop)
    model_double.warm_ups.clear()
    compare(PAIR, 3, workers=1, out=tmp_path)
    assert model_double.warm_ups == [2, 3]


def test_progress_counts_runs(model_double, tmp_path):
    seen = []
    compare(PAIR, 3, workers=1, out=tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6, 6) and sorted(seen) == seen


def test_other_comparisons_are_not_overwritten(model_double, tmp_path):
    compare(PAIR, 2, workers=1, out=tmp_path)
    with pytest.raises(InputError, match="contains other results"):
        compare({"today": BASE, "both": BOTH}, 2, workers=1, out=tmp_path)


def test_steps_split_a_difference_into_levers_and_their_interplay(model_double, tmp_path):
    comparison = compare({"today": BASE, "both": BOTH}, 3, workers=1, out=tmp_path, steps=True)
    parts = comparison.steps.query("outcome == 'deaths' and place == 'region'").set_index(["part", "lever"])
    deaths, walk = parts.loc["alone", "difference"], parts.loc["walk", "difference"]
    assert list(walk.index) == [name for name in deaths.index if name not in ("all together", "interplay")]
    assert walk.sum() == pytest.approx(deaths["all together"])
    assert walk.iloc[0] == deaths.iloc[0]
    beds = beds_today()
    assert deaths["beds"] == pytest.approx(-10 * beds / 1000)
    assert deaths["daily_slot"] == pytest.approx(3 * beds / 1000)
    assert deaths["all together"] == pytest.approx(-10 * beds / 1000)
    assert deaths["interplay"] == pytest.approx(-3 * beds / 1000)
    assert set(comparison.runs["scenario"]) == {"today", "both"}
    text = "\n".join(comparison_summary(comparison))
    assert "daily_slot" in text and "interplay" in text
    assert (tmp_path / "step_results.parquet").exists()


def test_levers_that_differ_are_found_by_place():
    assert lever_differences(BASE, BASE) == {}
    found = lever_differences(BASE, BOTH)
    assert set(found) == {"beds", "daily_slot"} and set(found["beds"]) == {"sorsele.beds"}


def test_steps_of_a_bundled_model_lead_from_the_baseline_to_it():
    design = make_design(["call_off", "home_hospital"], 1, 1, True)
    values = {key: value for step in design.steps for key, value in step.definition.levers.items()}
    assert dict(resolve(Scenario(levers=values)).at(0)) == dict(resolve(Scenario("home_hospital")).at(0))


def test_steps_take_up_routines_as_the_scenario_they_lead_to():
    for adoption, expected in ((None, False), ("full", True), ("emergent", False)):
        goal = Scenario("home_hospital", adoption=adoption)
        steps = make_design([Scenario(), goal], 1, 1, True).steps
        assert {resolve(step.definition).adopted_from_first_day for step in steps} == {expected}
    with pytest.raises(InputError, match="--adoption full or --adoption emergent"):
        make_design([Scenario("digiphysical"), Scenario("home_hospital", adoption="full")], 1, 1, True)


def test_jobs_share_out_all_runs():
    design = make_design(PAIR, 3, None, False)
    for workers, jobs in ((1, 3), (2, 4), (3, 3), (6, 6), (50, 6)):
        made = design.jobs(list(design.runs), workers)
        assert len(made) == jobs and sorted(run for job in made for run, _ in job) == sorted(design.runs)


@pytest.mark.parametrize("seeds", [0, -1, True, "3", 1.5, [], [1, 1], ["a"], [-1]])
def test_unusable_seeds(seeds):
    with pytest.raises(InputError):
        check_seeds(seeds)


def test_seeds_may_be_a_number_or_a_list():
    assert check_seeds(3) == (1, 2, 3) and check_seeds([7, 2]) == (7, 2)


@pytest.mark.parametrize(
    ("scenarios", "message"),
    [
        (["call_off"], "1 of at least 2"),
        (["call_off", "call_off"], "occurs twice"),
        (["call_off", "home_hospitl"], "home_hospital"),
        ([BASE, Scenario("home_hospital", years=3)], "different numbers of years"),
        ([BASE, Scenario("home_hospital", years=2, register="all")], "register"),
    ],
)
def test_comparisons_that_make_no_sense(scenarios, message):
    with pytest.raises(InputError, match=message):
        compare(scenarios, 1, workers=1)


def test_workers_are_checked_before_anything_is_written(tmp_path):
    with pytest.raises(InputError, match="workers"):
        compare(PAIR, 1, workers=0, out=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_dated_changes_cannot_be_split(model_double):
    changed = Scenario(years=2, changes=[{"year": 2, "reforms": ["open_evenings"]}])
    with pytest.raises(InputError, match="cannot be split"):
        compare({"today": BASE, "later": changed}, 1, workers=1, steps=True)


# Draws of parameters


def drawn(comparison):
    return {(row.seed, row.draw) for row in comparison.runs.itertuples()}


def test_each_seed_has_the_draw_of_its_number_in_all_scenarios(model_double):
    assert drawn(compare(PAIR, 3, workers=1)) == {(1, 1), (2, 2), (3, 3)}
    assert drawn(compare(PAIR, 3, workers=1, draws="none")) == {(1, 0), (2, 0), (3, 0)}
    assert drawn(compare(PAIR, [300], workers=1)) == {(300, 300 - len(shipped_sample().rows))}


def test_other_draws_do_not_share_a_folder(model_double, tmp_path):
    compare(PAIR, 2, workers=1, out=tmp_path)
    with pytest.raises(InputError, match="other results"):
        compare(PAIR, 2, workers=1, out=tmp_path, draws=None)


def test_a_scenario_with_a_draw_of_its_own_is_not_given_another(model_double):
    mine = {"today": BASE, "mine": replace(NO_BEDS, draw=7)}
    with pytest.raises(InputError, match="draw 7 of its own"):
        compare(mine, 2, workers=1)
    assert drawn(compare(mine, 1, workers=1, draws="none")) == {(1, 0), (1, 7)}


def test_what_a_scenario_states_goes_before_its_draw():
    name = shipped_sample().parameters[0]
    stated = load_register()[name].low
    drawn_only, both = Scenario(draw=3), Scenario(draw=3, parameters={name: stated})
    assert parameters_in_force(drawn_only) == shipped_sample().values(3)
    assert parameters_in_force(both) == {**shipped_sample().values(3), name: stated}
    assert parameters_in_force(Scenario()) == {}
    assert len({run_id(Scenario(draw=draw)) for draw in (None, 1, 2)}) == 3, "a draw enters the run's identity"


@pytest.mark.parametrize(("draws", "named"), [("posteriors", "posterior"), ("missing.parquet", "missing.parquet")])
def test_unusable_draws(draws, named):
    with pytest.raises(InputError, match=named):
        compare(PAIR, 2, workers=1, draws=draws)


@pytest.mark.parametrize("draw", [0, -1, 100_000, 1.5, "first"])
def test_draws_that_are_not_there(draw):
    with pytest.raises(InputError, match="draw"):
        resolve(Scenario(draw=draw))
