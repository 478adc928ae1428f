"""Intervals of shares: never beyond 0 and 1, of some width for none and all, and the usual ones in between."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.study.insilico.shares import share_intervals, with_share_intervals

SEEDS = 6
NORMAL, STUDENT = 1.959964, 2.570582  # 97.5 % points; the latter with five degrees of freedom


def interval(mean, low, high, seeds=SEEDS):
    return [end.item() for end in share_intervals(*(np.array([value], float) for value in (mean, low, high, seeds)))]


def test_none_and_all_of_six_have_wilsons_interval():
    high = NORMAL**2 / (SEEDS + NORMAL**2)  # 0.39, as tables have it
    assert interval(0, 0, 0) == pytest.approx([0, high])
    assert interval(1, 1, 1) == pytest.approx([1 - high, 1])


def test_in_between_the_spread_over_seeds_says_how_much_was_observed():
    observed = 50
    half = STUDENT * np.sqrt(0.2 * 0.8 / observed)
    scaled = STUDENT**2 / observed
    middle = (0.2 + scaled / 2) / (1 + scaled)
    reach = np.sqrt(scaled * 0.2 * 0.8 + scaled**2 / 4) / (1 + scaled)
    assert interval(0.2, 0.2 - half, 0.2 + half) == pytest.approx([middle - reach, middle + reach])


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12))
def test_intervals_hold_the_share_and_nothing_beyond_0_and_1(values):
    from rural_abm.study.compare.verdicts import intervals

    found = intervals([values])
    low, high = share_intervals(*(found[name] for name in ("difference", "low", "high", "worlds")))
    assert -1e-12 <= low[0] <= found["difference"][0] <= high[0] <= 1 + 1e-12 and high[0] > low[0]


def test_only_shares_are_fitted():
    table = pd.DataFrame({
        "outcome": ["acute", "acute", "routines_adopted", "routines_adopted", "deaths"],
        "part": ["fewer", "mean difference", "level", "difference", "level"],
        "mean": 0.0, "low": -0.1, "high": 0.1, "seeds": SEEDS,
    })  # fmt: skip
    fitted = with_share_intervals(table)
    assert list(fitted["low"] < 0) == [False, True, False, True, True]
    assert list(table["low"]) == [-0.1] * len(table)
