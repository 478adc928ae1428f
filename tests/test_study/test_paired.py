"""The table of a comparison: paired by seed, judged by the catalogue, the first year apart."""

import numpy as np
import pandas as pd
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.outcomes import catalogue
from rural_abm.study.compare import chance, chance_measured
from rural_abm.study.compare.paired import comparison_table, parts_of
from rural_abm.study.results.store import write_manifest, write_table

ENTRIES = {entry.name: entry for entry in catalogue}


def totals(values, outcome="deaths", part="later", **place):
    """Sums over a part of runs of {scenario: [value a seed]}."""
    where = {"place_kind": "region", "place": "region", "dimension": "all", "group": "all", **place}
    return pd.DataFrame(
        [
            {**where, "scenario": scenario, "seed": seed, "part": part, "outcome": outcome, "numerator": value,
             "denominator": 1.0}
            for scenario, listed in values.items()
            for seed, value in enumerate(listed)
        ]
    )  # fmt: skip


def table_of(*frames, with_doubt=False, years=1):
    return comparison_table(pd.concat(frames), "a", ENTRIES, years=years, with_doubt=with_doubt)


def only_row(*frames, **options):
    (row,) = table_of(*frames, **options).to_dict("records")
    return row


def test_an_example_by_hand():
    # Differences 1, 2, 3: mean 2, standard deviation 1, so the interval is 2 +- 4.303 / sqrt(3).
    row = only_row(totals({"a": [10, 20, 30], "b": [11, 22, 33]}))
    assert row["difference"] == pytest.approx(2)
    assert row["low"] == pytest.approx(2 - 4.302653 / 3**0.5)
    assert row["high"] == pytest.approx(2 + 4.302653 / 3**0.5)
    assert row["verdict"] == "cannot be told"
    assert (row["mean_baseline"], row["mean_scenario"], row["seeds"]) == (20, 22, 3)
    assert row["matters"] == pytest.approx(0.2), "1 % of the baseline where nothing is stated"


@pytest.mark.parametrize(
    ("outcome", "better", "worse"), [("coc", "better", "worse"), ("days_to_gp", "worse", "better"),
                                     ("gp_phone", "higher", "lower")]
)  # fmt: skip
def test_the_verdict_follows_the_catalogues_direction(outcome, better, worse):
    up = totals({"a": [10, 20, 30], "b": [15, 25.1, 35]}, outcome)
    down = totals({"a": [15, 25.1, 35], "b": [10, 20, 30]}, outcome)
    assert (only_row(up)["verdict"], only_row(down)["verdict"]) == (better, worse)


def test_a_sure_difference_below_what_matters_is_called_so():
    row = only_row(totals({"a": [0.4, 0.41, 0.42], "b": [0.42, 0.43, 0.4401]}, "coc"))
    assert row["low"] > 0 and row["matters"] == 0.05 and row["verdict"] == "too small to matter"


def test_the_first_year_stands_apart():
    first = totals({"a": [10, 20, 30], "b": [20, 30, 40.1]}, part="first")
    row = only_row(first, totals({"a": [10, 20, 30], "b": [9, 19, 29.01]}))
    assert row["difference"] == pytest.approx(-1, abs=0.01) and row["verdict"] == "better"
    assert row["transition_difference"] == pytest.approx(10, abs=0.1) and row["transition_verdict"] == "worse"
    alone = only_row(totals({"a": [1, 2, 3], "b": [2, 3, 4]}))
    assert np.isnan(alone["transition_difference"]) and alone["transition_verdict"] == ""


def test_periods_belong_to_the_first_year_or_to_those_after_it():
    assert list(parts_of(pd.Series(["2024", "2025", "2026"]))) == ["first", "later", "later"]
    assert list(parts_of(pd.Series(["2024-11", "2024-12", "2025-01"]))) == ["first", "first", "later"]
    assert list(parts_of(pd.Series(["2024-01", "2024-02"]))) == ["later", "later"], "a single year is what there is"


def test_seeds_without_a_value_in_both_worlds_are_left_out():
    row = only_row(totals({"a": [10, np.nan, 30, 40], "b": [11, 22, np.nan, 42]}))
    assert row["seeds"] == 2 and row["difference"] == pytest.approx(1.5)
    assert (row["mean_baseline"], row["mean_scenario"]) == (25, 26.5)


def test_what_only_the_scenario_has_is_shown_without_a_verdict():
    row = only_row(totals({"a": [np.nan, np.nan], "b": [0.4, 0.6]}, "routines_adopted"))
    assert row["mean_scenario"] == pytest.approx(0.5) and np.isnan(row["mean_baseline"])
    assert row["seeds"] == 0 and row["verdict"] == "cannot be told"


def test_a_value_without_denominator_is_missing_not_infinite():
    made = totals({"a": [1, 2], "b": [3, 4]})
    made.loc[made["scenario"] == "b", "denominator"] = 0
    row = only_row(made)
    assert row["seeds"] == 0 and np.isnan(row["difference"])


def test_headline_outcomes_are_corrected_among_themselves():
    # The headline outcome has p = .03 by itself; a hundred others of the region that show nothing do not weaken it.
    noise = np.random.default_rng(1).normal(size=(100, 10))
    shape = np.linspace(-1, 1, 10) + 2.574 * np.linspace(-1, 1, 10).std(ddof=1) / 10**0.5
    others = [entry.name for entry in catalogue if not entry.headline][:100]
    nothing = [totals({"a": np.full(10, 100.0), "b": 100 + row}, name) for name, row in zip(others, noise, strict=True)]
    table = table_of(totals({"a": np.full(10, 10.0), "b": 10 + 3 * shape}, "days_to_gp"), *nothing)
    assert table.set_index("outcome")["verdict"]["days_to_gp"] == "worse"


@pytest.fixture
def measured(monkeypatch):
    """Variances of chance as if they had been measured: deaths 1 over one later year, .5 over two."""
    keys = {"place_kind": "region", "place": "region", "dimension": "all", "group": "all", "outcome": "deaths"}
    frame = pd.DataFrame([{**keys, "first_year": 9.0, "later_years_1": 1.0, "later_years_2": 0.5}])
    monkeypatch.setattr(chance, "shipped_variances", lambda: frame.set_index(list(keys)))
    return pd.DataFrame([keys, {**keys, "outcome": "coc"}])


def test_chance_is_looked_up_by_outcome_and_length(measured):
    assert chance.chance_variances(measured, 1).tolist()[0] == 1
    assert chance.chance_variances(measured, 4)[0] == pytest.approx(0.5 * 2 / 4), "independent further years"
    assert chance.chance_variances(measured, 2, of_first_year=True)[0] == 9
    assert np.isnan(chance.chance_variances(measured, 1)[1])


def test_doubt_is_what_chance_does_not_explain(measured):
    frame = totals({"a": [0, 0, 0], "b": [1, 3, 5]})  # variance 4
    assert only_row(frame, with_doubt=True)["doubt"] == pytest.approx(3**0.5)
    assert only_row(frame, with_doubt=False)["doubt"] == 0
    assert only_row(frame, with_doubt=True, years=2)["doubt"] == pytest.approx(3.5**0.5)


def test_measured_variances_by_hand(tmp_path):
    # Differences of b: first year 1, 3 (variance 2), later 2, 2 and 0, 4 (of two years together: 1, 3); c is b halved.
    columns = ["scenario", "seed", "year", "value"]
    base = pd.DataFrame([("a", seed, year, 0.0) for seed in (1, 2) for year in (2024, 2025, 2026)], columns=columns)
    made = pd.DataFrame([("b", 1, 2024, 1.0), ("b", 2, 2024, 3.0), ("b", 1, 2025, 2.0), ("b", 2, 2025, 2.0),
                         ("b", 1, 2026, 0.0), ("b", 2, 2026, 4.0)], columns=columns)  # fmt: skip
    half = made.assign(scenario="c", value=made["value"] / 2)
    rows = pd.concat([base, made, half])
    rows["run_id"] = rows["scenario"] + rows["seed"].astype(str)
    where = {"place_kind": "region", "place": "region", "dimension": "all", "group": "all", "outcome": "deaths"}
    results = rows.assign(period=rows["year"].astype(str), numerator=rows["value"], denominator=1.0, **where)
    results.drop(columns=["scenario", "seed", "year", "value"]).to_parquet(tmp_path / "results.parquet")
    rows[["run_id", "scenario", "seed"]].drop_duplicates().to_parquet(tmp_path / "runs.parquet")
    (row,) = chance_measured.measure_chance(tmp_path, "a").to_dict("records")
    assert row["first_year"] == pytest.approx((2 + 0.5) / 2)
    assert row["later_years_1"] == 0 and row["later_years_2"] == pytest.approx((2 + 0.5) / 2)


def test_variances_of_another_region_are_set_against_those_shipped_and_not_accepted(monkeypatch, tmp_path):
    keys = {"place_kind": "region", "place": "region", "dimension": "all", "group": "all"}
    known = pd.DataFrame([{**keys, "outcome": name, "first_year": 1.0, "later_years_1": 1.0, "later_years_2": 0.5}
                          for name in ("coc", "admissions", "deaths_old")]).set_index(list(chance.KEYS))  # fmt: skip
    monkeypatch.setattr(chance_measured, "shipped_variances", lambda: known)
    table = pd.DataFrame([
        {**keys, "outcome": "coc", "later_years_1": 9.0, "later_years_2": 4.5},
        {**keys, "outcome": "admissions", "later_years_1": 1.0, "later_years_2": 0.5},
        {**keys, "outcome": "deaths_old", "later_years_1": 99.0, "later_years_2": 99.0},
    ])  # fmt: skip
    assert chance_measured.ratio_to_shipped(table) == pytest.approx(2), "the median of 3 and 1: deaths are no headline"
    write_table(tmp_path / chance.FILE, table)
    write_manifest(tmp_path, {"kind": "compare", "experiment": "x", "scenarios": {"a": {"region": "oland"}}})
    with pytest.raises(InputError, match="measured in another region"):
        chance_measured.accept_chance(tmp_path)


def test_the_shipped_variances_cover_the_headline_outcomes_of_the_region():
    known = chance.shipped_variances()
    keys = pd.DataFrame([
        {"place_kind": "region", "place": "region", "dimension": "all", "group": "all", "outcome": entry.name}
        for entry in catalogue if entry.headline
    ])  # fmt: skip
    assert known is not None and (chance.chance_variances(keys, 9) >= 0).all(), "run `rural-abm chance --accept`"
    assert (chance.chance_variances(keys, 1) > 0).all()
