"""Paired statistics: by hand, against SciPy's own test, and on data in which nothing differs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from rural_abm.study.paired import adjusted, chance_table, paired_statistics, paired_table

MODERATE = st.floats(-1e6, 1e6)


def totals(values, outcome="deaths"):
    """Sums over runs of {scenario: [value a seed]}."""
    rows = [
        (scenario, seed, "region", "region", "all", "all", outcome, value, 1.0)
        for scenario, listed in values.items()
        for seed, value in enumerate(listed)
    ]
    columns = ["scenario", "seed", "place_kind", "place", "dimension", "group", "outcome", "numerator", "denominator"]
    return pd.DataFrame(rows, columns=columns)


def only_row(values, better):
    (row,) = paired_table(totals(values), "a", {"deaths": better}).to_dict("records")
    return row


def test_an_example_by_hand():
    # Differences 1, 2, 3: mean 2, standard deviation 1, so the interval is 2 +- 4.303 / sqrt(3).
    row = only_row({"a": [10, 20, 30], "b": [11, 22, 33]}, "higher")
    assert row["difference"] == pytest.approx(2)
    assert row["low"] == pytest.approx(2 - 4.302653 / 3**0.5)
    assert row["high"] == pytest.approx(2 + 4.302653 / 3**0.5)
    assert row["verdict"] == "not larger than chance"
    assert (row["mean_baseline"], row["mean_scenario"], row["seeds"]) == (20, 22, 3)


@given(arrays(float, st.tuples(st.integers(1, 4), st.integers(3, 12)), elements=MODERATE))
def test_equals_scipys_paired_test(differences):
    found = paired_statistics(differences)
    for row, values in enumerate(differences):
        if np.ptp(values) < 1e-6 * (1 + np.abs(values).max()):
            continue  # SciPy warns that the differences are nearly identical
        test = stats.ttest_1samp(values, 0)
        interval = test.confidence_interval(0.95)
        assert found["p_value"][row] == pytest.approx(test.pvalue, abs=1e-9)
        assert found["sign_chance"][row] == pytest.approx(1 - test.pvalue / 2, abs=1e-9)
        assert (found["low"][row], found["high"][row]) == pytest.approx(
            (interval.low, interval.high), rel=1e-7, abs=1e-7
        )


@pytest.mark.parametrize(("better", "verdict"), [("higher", "better"), ("lower", "worse"), ("neither", "differs")])
def test_the_verdict_follows_the_catalogues_direction(better, verdict):
    assert only_row({"a": [10, 20, 30], "b": [15, 25.1, 35]}, better)["verdict"] == verdict


def test_equal_scenarios_do_not_differ():
    row = only_row({"a": [10, 20, 30], "b": [10, 20, 30]}, "higher")
    assert (row["low"], row["high"], row["sign_chance"], row["p_value"]) == (0, 0, 0.5, 1)
    assert row["verdict"] == "not larger than chance"


def test_one_seed_gives_a_difference_but_no_verdict():
    row = only_row({"a": [10], "b": [12]}, "higher")
    assert row["difference"] == 2 and np.isnan(row["low"]) and row["verdict"] == "too few seeds"


def test_seeds_without_a_value_in_both_worlds_are_left_out():
    row = only_row({"a": [10, np.nan, 30, 40], "b": [11, 22, np.nan, 42]}, "higher")
    assert row["seeds"] == 2 and row["difference"] == pytest.approx(1.5)


def test_a_value_without_denominator_is_missing_not_infinite():
    table = totals({"a": [1, 2], "b": [3, 4]})
    table.loc[table["scenario"] == "b", "denominator"] = 0
    (row,) = paired_table(table, "a", {}).to_dict("records")
    assert row["seeds"] == 0 and np.isnan(row["difference"])


@given(st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), max_size=30))
def test_adjusted_equals_scipys_false_discovery_control(p_values):
    known = [p for p in p_values if np.isfinite(p)]
    found = adjusted(p_values)
    expected = stats.false_discovery_control(known) if known else []
    assert list(found[np.isfinite(found)]) == pytest.approx(list(expected))
    assert np.array_equal(np.isnan(found), np.isnan(np.asarray(p_values, float)))


def test_where_nothing_differs_verdicts_come_as_often_as_chance_gives():
    # 2,000 outcomes without any effect: 5 % of verdicts expected; 4 standard deviations of that count are 39, so this
    # test raises a false alarm once in 16,000 draws of seeds (here the draw is fixed).
    values = np.random.default_rng(5).normal(size=(2, 2000, 10))
    frames = [totals({"a": values[0, row], "b": values[1, row]}, f"outcome_{row}") for row in range(2000)]
    table = paired_table(pd.concat(frames), "a", {})
    (family,) = chance_table(table)
    assert family["judged"] == 2000 and family["expected_by_chance"] == pytest.approx(100)
    assert abs(family["differs"] - 100) < 39
    assert family["after_correction"] <= 3


def test_rows_that_never_differ_are_not_judged():
    table = paired_table(totals({"a": [1, 2, 3], "b": [1, 2, 3]}), "a", {})
    assert chance_table(table)[0]["judged"] == 0
