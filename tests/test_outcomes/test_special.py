"""Outcomes of single persons: concentration of cost, and the median stay against the estimate done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.outcomes import concentration, entries, median_stay_days, median_stays, top_share
from rural_abm.outcomes.person_outcomes import PERSON_OUTCOMES, new_extras

COSTS = st.lists(st.integers(0, 10**9), max_size=200)


def test_the_costliest_twentieth_by_hand():
    assert top_share(range(40)) == (39 + 38, sum(range(40)))
    assert top_share([5, 1, 1], one_in=2) == (6, 7)
    assert top_share([]) == (0, 0)


@given(COSTS, st.integers(1, 50))
def test_the_top_share_is_what_sorting_gives(costs, one_in):
    count = -(-len(costs) // one_in)
    assert top_share(costs, one_in) == (sum(sorted(costs, reverse=True)[:count]), sum(costs))


@given(COSTS)
def test_equal_costs_are_shared_equally_and_order_does_not_matter(costs):
    above, below = top_share(costs[::-1])
    assert (above, below) == top_share(costs)
    assert 20 * above >= below


def test_concentration_is_given_for_the_region_and_each_municipality():
    found = concentration([9, 1, 4, 100], [0, 0, 1, 2], in_region=[True, True, False])
    assert found.tolist() == [[9, 14], [9, 10], [4, 4], [100, 100]]


def test_the_median_stay_counts_those_still_here():
    # At 10: 1 of 4 leaves (3/4 stay); at 20 one goes on; at 30: 1 of 2 leaves (3/8 stay).
    assert median_stay_days([10, 20, 30, 40], [True, False, True, True]) == 30
    assert median_stay_days([10, 20, 30, 40], [True, False, False, False]) is None
    assert median_stay_days([], []) is None
    assert median_stay_days([7], [True]) == 7


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=60))
def test_the_median_stay_is_the_median_when_all_have_left(stays):
    # Products of shares may miss one half by rounding: the neighbouring length is as good.
    ordered = sorted(stays)
    half = (len(ordered) - 1) // 2
    assert median_stay_days(stays, [True] * len(stays)) in ordered[half : half + 2]


def test_median_stays_are_years_by_place():
    found = median_stays([365, 730, 365], [True, True, False], np.array([0, 0, 1]), [True, True])
    assert found == pytest.approx(np.array([[2, 1], [1, 1], [0, 0]]))


def test_every_special_outcome_of_the_catalogue_is_declared_once_with_its_figures():
    names = [one.name for one in PERSON_OUTCOMES]
    assert sorted(names) == sorted(one.name for one in entries.catalogue if one.source == entries.SPECIAL)
    assert {name: array.shape for name, array in new_extras(2, 3).items()} == {
        "top_share": (2, 4, 2),
        "gp_median_stay": (2, 4, 2),
        "gp_median_stay_small": (2, 1, 2),
        "gp_median_stay_middle": (2, 1, 2),
        "gp_median_stay_large": (2, 1, 2),
    }
