"""Verdicts by hand: what is better, worse, too small to matter, or cannot be told, and what more worlds can narrow."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from rural_abm.study.compare.verdicts import adjusted, intervals, judge, verdict

MODERATE = st.floats(-1e6, 1e6)
# Mean 10, variance 2.5, t with 4 degrees of freedom 2.7764.
TEN = [8, 9, 10, 11, 12]
T4 = 2.776445


@pytest.mark.parametrize(
    ("differences", "matters", "better", "expected"),
    [
        (TEN, 5, "higher", "better"),
        (TEN, 5, "lower", "worse"),
        ([-value for value in TEN], 5, "lower", "better"),
        (TEN, 5, "neither", "higher"),
        ([-value for value in TEN], 5, "neither", "lower"),
        (TEN, 10, "higher", "better"),  # the mean is as large as what matters
        (TEN, 11, "higher", "cannot be told"),  # sure, but perhaps smaller and perhaps larger than what matters
        (TEN, 12, "higher", "too small to matter"),  # 10 +- 1.96 lies within +-12
        ([-3, -1, 0, 1, 3], 5, "higher", "too small to matter"),
        ([-3, -1, 0, 1, 3], 2, "higher", "cannot be told"),
    ],
)
def test_verdicts_by_hand(differences, matters, better, expected):
    found = verdict(differences, matters, better)
    assert found.verdict == expected and found.worlds == 5 and found.doubt == 0


def test_the_interval_by_hand():
    found = verdict(TEN, 1, "higher")
    assert found.difference == 10
    assert found.high - 10 == pytest.approx(10 - found.low) == pytest.approx(T4 * (2.5 / 5) ** 0.5)
    # Chance alone gives a variance of 1, so doubt is 2.5 - 1.
    with_doubt = verdict(TEN, 1, "higher", 1.0)
    assert with_doubt.doubt == pytest.approx(1.5**0.5)
    assert with_doubt.high - 10 == pytest.approx(T4 * (1.5 + 2.5 / 5) ** 0.5)
    # Chance that was measured larger than all that is seen leaves no doubt, and no negative one.
    assert verdict(TEN, 1, "higher", 4.0).high == found.high
    # What has not been measured counts as doubt.
    assert verdict(TEN, 1, "higher", float("nan")).high - 10 == pytest.approx(T4 * (2.5 + 2.5 / 5) ** 0.5)


def test_more_worlds_narrow_chance_and_never_doubt():
    widths = {}
    for count in (10, 1000, 100_000):
        differences = np.tile(TEN, count // 5)
        for name, chance in (("chance", None), ("doubt", 1.0)):
            found = verdict(differences, 1, "higher", chance)
            widths[name, count] = found.high - found.low
    assert widths["chance", 100_000] < widths["chance", 1000] / 9 < widths["chance", 10] / 80
    least = 2 * stats.norm.ppf(0.975)  # half-width of one standard deviation of doubt, which is 1 here
    assert widths["doubt", 100_000] > least and widths["doubt", 1000] > least
    assert verdict(np.tile(TEN, 20_000) - 9, 0.5, "higher", 1.0).verdict == "cannot be told"
    assert verdict(np.tile(TEN, 20_000) - 9, 0.5, "higher").verdict == "better"


def test_one_world_and_two():
    one = verdict([10], 1, "higher", 1.0)
    assert one.verdict == "cannot be told" and one.difference == 10 and np.isnan([one.low, one.high, one.q_value]).all()
    # Two worlds: t is 12.706, so even 10 and 11 cannot be told from 0 in spite of the small variance of 0.5 ...
    two = verdict([10, 12], 1, "higher")
    assert two.low == pytest.approx(11 - 12.7062 * 1, abs=1e-3) and two.verdict == "cannot be told"
    # ... and equal ones can.
    assert verdict([10, 10.1], 1, "higher").verdict == "better"


def test_differences_without_variance():
    assert verdict([2, 2, 2], 1, "higher").verdict == "better"
    same = verdict([0, 0, 0], 1, "higher")
    assert (same.low, same.high, same.q_value, same.verdict) == (0, 0, 1, "too small to matter")
    assert verdict([0.5, 0.5, 0.5], 1, "higher").verdict == "too small to matter"


def test_without_a_baseline_nothing_is_told():
    missing = float("nan")
    nothing = verdict([missing, missing], missing, "higher")
    assert nothing.worlds == 0 and nothing.verdict == "cannot be told" and np.isnan(nothing.difference)
    assert verdict(TEN, missing, "higher").verdict == "cannot be told", "what matters is not known"
    assert verdict([missing, *TEN], 1, "higher").worlds == 5


def test_what_does_not_hold_among_many_is_not_told():
    # p = .03 for each row by itself: alone it is better, among twenty of which the others are nothing it is not.
    p_wanted, count = 0.03, 10
    shape = np.linspace(-1, 1, count)
    error = shape.std(ddof=1) / count**0.5
    found = shape + stats.t.ppf(1 - p_wanted / 2, count - 1) * error
    rows = np.vstack([found, *(shape + 0.001 * number for number in range(19))])
    matters, better = np.full(20, 0.01), ["higher"] * 20
    alone = judge(rows, matters, better)
    together = judge(rows, matters, better, family=["region"] * 20)
    assert alone["p_value"][0] == pytest.approx(p_wanted)
    assert alone["verdict"][0] == "better" and together["verdict"][0] == "cannot be told"
    apart = judge(rows, matters, better, family=[("headline",), *[("other",)] * 19])
    assert apart["verdict"][0] == "better"


def test_where_nothing_differs_hardly_anything_is_found():
    # 2,000 outcomes without any effect: the correction lets a finding through in 5 % of such families; a fixed draw.
    values = np.random.default_rng(5).normal(size=(2000, 10))
    alone = judge(values, np.zeros(2000), ["higher"] * 2000)["verdict"]
    assert abs(np.isin(alone, ["better", "worse"]).sum() - 100) < 39
    together = judge(values, np.zeros(2000), ["higher"] * 2000, family=[0] * 2000)["verdict"]
    assert np.isin(together, ["better", "worse"]).sum() <= 3


@given(arrays(float, st.tuples(st.integers(1, 4), st.integers(3, 12)), elements=MODERATE))
def test_equals_scipys_paired_test_where_there_is_chance_alone(differences):
    found = intervals(differences)
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


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=9), st.floats(0, 1e4), st.floats(0.01, 1e3))
def test_less_measured_chance_never_makes_a_verdict_surer(values, chance, matters):
    assume(np.ptp(values) > 1e-3)
    more, less = (verdict(values, matters, "higher", c2) for c2 in (chance, chance / 2))
    assert less.low <= more.low and less.high >= more.high
    assert more.verdict != "cannot be told" or less.verdict == "cannot be told"


@given(st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), max_size=30))
def test_adjusted_equals_scipys_false_discovery_control(p_values):
    known = [p for p in p_values if np.isfinite(p)]
    found = adjusted(p_values)
    expected = stats.false_discovery_control(known) if known else []
    assert list(found[np.isfinite(found)]) == pytest.approx(list(expected))
    assert np.array_equal(np.isnan(found), np.isnan(np.asarray(p_values, float)))
