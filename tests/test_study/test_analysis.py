"""What a sweep says: indices that are known beforehand, the best at once, how many seeds, hand-over to other tools."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from rural_abm.engine.errors import InputError, InputWarning
from rural_abm.study.compare.needed_seeds import from_pilot, needed_seeds, smallest_count
from rural_abm.study.results import store
from rural_abm.study.sweeps.ema_export import to_workbench
from rural_abm.study.sweeps.indices import analyse, fitted
from rural_abm.study.sweeps.responses import by_run
from rural_abm.study.sweeps.searching import best, search
from rural_abm.study.sweeps.sweeps import sweep

pytestmark = pytest.mark.usefixtures("model_double")

# The double's deaths follow beds at Sorsele, its continuity the daily slot; beds at Dorotea move nothing.
TABLE = {
    "name": "mine",
    "seeds": 1,
    "years": 1,
    "outcomes": ["coc", "deaths"],
    "levers": {
        "sorsele.beds": {"low": 0, "high": 6},
        "dorotea.beds": {"low": 0, "high": 6},
        "sorsele.daily_slot": [False, True],
    },
}


def analysed(folder, design, **options):
    sweep({**TABLE, "design": design}, folder, 1)
    found = analyse(folder, **options)
    return found.set_index(["outcome", "factor", "index"])


@pytest.mark.verify
def test_variance_is_shared_out_as_theory_says(tmp_path):
    found = analysed(tmp_path, {"kind": "sobol", "samples": 64})
    # deaths = c + beds (10 + 3 slot), beds uniform on 0..6, slot 0 or 1: variances by hand.
    beds, slot = 4.0, 0.25
    alone = 11.5**2 * beds, (3 * 3) ** 2 * slot
    together = 9 * beds * slot
    total = sum(alone) + together
    for factor, value in (("sorsele.beds", alone[0]), ("sorsele.daily_slot", alone[1]), ("dorotea.beds", 0)):
        row = found.loc["deaths", factor, "S1"]
        assert row["value"] == pytest.approx(value / total, abs=0.1) and row["low"] <= row["value"] <= row["high"]
    assert found.loc["deaths", "dorotea.beds", "ST"]["value"] == pytest.approx(0, abs=1e-9)
    assert found.loc["coc", "sorsele.daily_slot", "S1"]["value"] == pytest.approx(1, abs=0.05)
    assert (tmp_path / "sensitivity.csv").exists()


def test_an_outcome_that_nothing_moves_and_too_few_samples_are_told(tmp_path):
    only_beds = {"levers": {"sorsele.beds": {"low": 0, "high": 6}, "dorotea.beds": {"low": 0, "high": 6}}}
    sweep({**TABLE, **only_beds, "design": {"kind": "sobol", "samples": 2}}, tmp_path, 1)
    with pytest.warns(InputWarning) as told:
        found = analyse(tmp_path)
    texts = [str(one.message) for one in told]
    assert any(text.startswith("coc does not differ between the points of") for text in texts)
    assert any("2 samples are too few: Sobol indices" in text for text in texts) and len(texts) == 2
    assert set(found["outcome"]) == {"deaths"}


def test_screening_finds_what_moves_nothing(tmp_path):
    found = analysed(tmp_path, {"kind": "morris", "trajectories": 8})
    assert found.loc["deaths", "dorotea.beds", "mu_star"]["value"] == 0
    row = found.loc["deaths", "sorsele.beds", "mu_star"]
    assert row["value"] > 0.04 and row["low"] > 0
    assert found.loc["coc", "sorsele.beds", "mu_star"]["value"] == 0


@pytest.mark.verify
def test_an_emulator_answers_where_runs_are_few(tmp_path):
    found = analysed(tmp_path, {"kind": "latin_hypercube", "samples": 60}, outcomes=["deaths"])
    row = found.loc["deaths", "sorsele.beds", "ST"]
    assert row["explained"] > 0.9 and row["value"] > 0.7 and row["low"] <= row["value"] <= row["high"]
    assert found.loc["deaths", "dorotea.beds", "ST"]["value"] < 0.1


def test_an_emulator_of_noise_says_that_it_knows_nothing():
    chance = np.random.default_rng(5)
    assert fitted(chance.random((40, 3)), chance.random(40))[1] < 0.3


def test_an_emulator_foretells_a_point_as_if_it_had_not_seen_it():
    points = np.random.default_rng(3).random((20, 2))
    values = np.sin(4 * points[:, 0]) + points[:, 1] ** 2
    whole, explained = fitted(points, values)
    assert explained > 0.9
    errors, draws = whole.left_out_errors(), whole.draws(points[:2], 4000, seed=1)
    means, variances = whole.predict(points[:2])
    assert draws.mean(axis=1) == pytest.approx(means, abs=0.01)
    assert draws.var(axis=1) == pytest.approx(variances, abs=1e-3)
    # The same lengths, variance and noise through the other points, the trend by generalised least squares.
    left = np.arange(20) != 7
    covariance = whole._covariance(points, points) + whole._noise * np.eye(20)
    basis = np.column_stack([np.ones(20), points])
    inverse = np.linalg.inv(covariance[np.ix_(left, left)])
    trend = np.linalg.solve(basis[left].T @ inverse @ basis[left], basis[left].T @ inverse @ values[left])
    foretold = basis[7] @ trend + covariance[7, left] @ inverse @ (values[left] - basis[left] @ trend)
    assert errors[7] == pytest.approx(values[7] - foretold, rel=1e-4)


def test_values_taken_alone_are_paired_by_seed(tmp_path):
    sweep({**TABLE, "seeds": 3, "design": {"kind": "one_at_a_time"}}, tmp_path, 1)
    found = analyse(tmp_path, ["deaths"]).set_index(["factor", "value_of_factor"])
    levels = found.loc["sorsele.beds"]["value"]
    # The noise of the seeds, far larger than the effect, cancels.
    assert levels["6"] - levels["0"] == pytest.approx(0.06) and found.loc["dorotea.beds"]["value"].abs().max() == 0
    assert (found["high"] - found["low"]).abs().max() == pytest.approx(0, abs=1e-12)


@pytest.mark.verify
def test_a_missing_run_is_told_unless_an_emulator_does_without(model_double, tmp_path):
    model_double.fails_for = staticmethod(lambda scenario: scenario.levers.get("sorsele.beds") == 6)
    sweep({**TABLE, "design": {"kind": "sobol", "samples": 16}}, tmp_path, 1)
    with pytest.raises(InputError, match="missing at"):
        analyse(tmp_path)
    assert (analyse(tmp_path, ["deaths"], emulate=True)["method"] == "emulator").all()


def test_what_cannot_be_analysed_is_told(tmp_path):
    sweep({**TABLE, "design": {"kind": "grid", "levels": 2}}, tmp_path, 1)
    with pytest.raises(InputError, match="Did you mean 'deaths'"):
        analyse(tmp_path, ["death"])
    with pytest.raises(InputError, match="too few"):
        analyse(tmp_path)
    with pytest.raises(InputError, match="no sweep|not a folder"):
        analyse(tmp_path / "nothing")


@pytest.mark.parametrize(("years", "judged"), [(1, ["2024"]), (3, ["2025", "2026"])])
def test_the_transition_year_is_in_no_answer(years, judged, tmp_path):
    sweep({**TABLE, "years": years, "seeds": 2, "design": {"kind": "one_at_a_time"}}, tmp_path / "sweep", 1)
    search({**SEARCH, "years": years, "seeds": 2}, tmp_path / "search", 1)
    found = by_run(tmp_path / "sweep").set_index("run_id")["deaths"]
    assert found.to_dict() == pytest.approx(judged_deaths(tmp_path / "sweep", judged).to_dict())
    deaths, runs = judged_deaths(tmp_path / "search", judged), store.read_table(tmp_path / "search", store.RUNS)
    expected = deaths.groupby(runs.set_index("run_id")["point"]).mean()
    table = store.read_table(tmp_path / "search", "pareto.parquet").set_index("point")["deaths"]
    assert table.to_dict() == pytest.approx(expected.to_dict())


def judged_deaths(folder, years):
    """The mean of a run's yearly values of the region over the years."""
    values = store.load(folder, outcomes="deaths", places="region")
    return values[values["period"].astype(str).isin(years)].groupby("run_id")["value"].mean()


# The best at once

SEARCH = {**TABLE, "search": {"objectives": ["deaths", "coc"], "population": 8, "generations": 4}}


def test_a_search_finds_what_nothing_beats(model_double, tmp_path):
    found = search(SEARCH, tmp_path / "one", 1)
    winners = found.points[found.points["is_best"]]
    # No beds at Sorsele is best for deaths; with no beds the slot costs no deaths and lifts continuity.
    assert set(winners["sorsele.beds"]) == {0.0} and set(winners["sorsele.daily_slot"]) == {"true"}
    assert found.points["is_base"].sum() == 1 and len(found.points) > 8
    again = search(SEARCH, tmp_path / "two", 1)
    assert again.points.equals(found.points)


def test_a_search_goes_on_where_it_was_stopped(model_double, tmp_path):
    def stop(done, total):
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="same command"):
        search(SEARCH, tmp_path / "stopped", 1, progress=stop)
    model_double.closed = 0
    search(SEARCH, tmp_path / "stopped", 1)
    after = model_double.closed
    model_double.closed = 0
    search(SEARCH, tmp_path / "whole", 1)
    assert after < model_double.closed
    for name in (store.RESULTS, store.RUNS, "pareto.csv"):
        assert (tmp_path / "stopped" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_levers_that_contradict_each_other_are_no_answer(tmp_path):
    levers = {
        "dedicated_roles.half_days_a_week": [0, 4],
        "dedicated_roles.assignment": ["none", "specialised"],
        "sorsele.beds": {"low": 0, "high": 6},
    }
    found = search({**SEARCH, "levers": levers}, tmp_path, 1)
    together = found.points[~found.points["is_base"]]
    has_days = together["dedicated_roles.half_days_a_week"] > 0
    assert (has_days == (together["dedicated_roles.assignment"] != '"none"')).all()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"search": {**SEARCH["search"], "objectives": ["deaths"]}}, "objectives"),
        ({"search": {**SEARCH["search"], "objectives": ["deaths", "episodez"]}}, "episodes"),
        ({"search": {**SEARCH["search"], "objectives": ["deaths", "monitored"]}}, "no better direction"),
        ({"search": {**SEARCH["search"], "objectives": ["deaths", "episodes"]}}, "not kept"),
        ({"search": {**SEARCH["search"], "popultion": 3}}, "Did you mean 'population'"),
        ({"search": {**SEARCH["search"], "population": 2}}, "population"),
        ({"parameters": {"continuity_causal_share": {}}}, "no one can decide"),
        ({"governance": ["call_off", "home_hospital"]}, "one model"),
    ],
)
def test_searches_that_make_no_sense(change, named, tmp_path):
    with pytest.raises(InputError, match=named):
        search({**SEARCH, **change}, tmp_path, 1)


def test_sweeps_and_searches_are_not_taken_for_each_other(tmp_path):
    with pytest.raises(InputError, match="rural-abm search"):
        sweep(SEARCH, tmp_path, 1)
    with pytest.raises(InputError, match="rural-abm sweep"):
        search({**TABLE, "design": {"kind": "grid"}}, tmp_path, 1)


@given(arrays.arrays(float, st.tuples(st.integers(1, 8), st.integers(2, 4)), elements=st.integers(0, 3).map(float)))
def test_the_best_are_those_that_no_other_beats(values):
    def beats(a, b):
        return all(x <= y for x, y in zip(a, b, strict=True)) and any(x < y for x, y in zip(a, b, strict=True))

    expected = [not any(beats(other, row) for other in values) for row in values]
    assert best(values).tolist() == expected


# Seeds


@given(spread=st.floats(0.01, 100), width=st.floats(0.01, 100))
def test_so_many_seeds_are_enough_and_one_fewer_is_not(spread, width):
    from scipy.stats import t

    count = smallest_count(spread, width)

    def reach(n):
        return t.ppf(0.975, n - 1) * spread / math.sqrt(n)

    assert reach(count) <= width * (1 + 1e-9) and (count == 2 or reach(count - 1) > width * (1 - 1e-9))


def test_a_small_pilot_asks_for_more_to_be_sure():
    few, many = from_pilot("coc", 5, 0.1, 1.0, 0.5), from_pilot("coc", 100, 0.1, 1.0, 0.5)
    assert few.seeds == many.seeds == 18 and few.seeds_surely > many.seeds_surely > 18


def test_a_pilot_is_run_and_its_spread_taken(model_double):
    found = needed_seeds(["call_off", "home_hospital"], "deaths", 0.001, pilot=4, years=1, workers=1)
    assert (found.pilot, found.seeds) == (4, 2) and found.spread == pytest.approx(0, abs=1e-12)
    for width in (0, -1, math.nan):
        with pytest.raises(InputError, match="half-width"):
            needed_seeds(["call_off", "home_hospital"], "deaths", width)
    with pytest.raises(InputError, match="Did you mean 'deaths'"):
        needed_seeds(["call_off", "home_hospital"], "death", 1)


# Hand-over


def test_tables_for_scenario_discovery(tmp_path):
    sweep({**TABLE, "seeds": 2, "years": 2, "design": {"kind": "latin_hypercube", "samples": 5}}, tmp_path, 1)
    experiments, outcomes = to_workbench(tmp_path)
    assert len(experiments) == 10 and set(outcomes) == {"coc", "deaths"} and outcomes["deaths"].shape == (10,)
    assert experiments["sorsele.beds"].dtype == float and experiments["policy"].dtype == "category"
    assert sorted(experiments["seed"]) == [1] * 5 + [2] * 5
    _, yearly = to_workbench(tmp_path, ["deaths"], yearly=True)
    assert yearly["deaths"].shape == (10, 2)
    assert np.allclose(yearly["deaths"][:, 1], outcomes["deaths"]), "the first year is a transition"
