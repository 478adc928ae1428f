"""Drift of the unchanged baseline: slopes of single runs and their interval over seeds."""

import numpy as np
import pandas as pd
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.study.evidence.drift import FRAIL_SHARE, _finding, courses_of, drift, drift_lines


def rows(period, outcome, numerator, denominator, dimension="all", group="all"):
    return (str(period), "region", "region", dimension, group, outcome, numerator, denominator)


def frame():
    columns = ["period", "place_kind", "place", "dimension", "group", "outcome", "numerator", "denominator"]
    found = []
    for year in range(3):
        found.append(rows(2024 + year, "gp_vacancy", 40 + year, 100))
        found.append(rows(2024 + year, "years_with_usual_gp", 30, 10))
        for group, days in (("fit", 50), ("mild", 30), ("moderate", 15 + year), ("severe", 5 - year)):
            found.append(rows(2024 + year, "old_share", days, 1000, "frailty", group))
    return pd.DataFrame(found, columns=columns)


def test_courses_are_the_regions_values_by_year():
    found = courses_of(frame())
    assert found["gp_vacancy"] == pytest.approx([0.40, 0.41, 0.42])
    assert found["years_with_usual_gp"] == [3, 3, 3]
    assert found[FRAIL_SHARE] == pytest.approx([0.2, 0.2, 0.2])


def test_a_slope_in_every_seed_is_a_drift_and_noise_around_none_is_not():
    years = np.arange(10)
    noise = np.random.default_rng(1).normal(0, 0.01, (6, 10))
    rising = _finding("gp_vacancy", 0.4 + 0.02 * years + noise)
    assert rising["drifts"] and rising["slope"] == pytest.approx(0.02, abs=0.003)
    assert rising["low"] < 0.02 < rising["high"] and (rising["seeds"], rising["years"]) == (6, 10)
    still = _finding("gp_vacancy", 0.4 + noise)
    assert not still["drifts"] and still["mean"] == pytest.approx(0.4, abs=0.01)
    assert "yes" in "\n".join(drift_lines([rising])) and "no" in drift_lines([still])[1]


def test_intervals_hold_what_they_promise():
    """400 sets of five seeds without drift: 95 % of intervals hold 0; false alarm of this test 1 in 10,000."""
    random = np.random.default_rng(7)
    held = sum(not _finding("gp_vacancy", random.normal(0, 1, (5, 10)))["drifts"] for _ in range(400))
    assert abs(held - 380) < 3.89 * np.sqrt(400 * 0.05 * 0.95) + 1


@pytest.mark.parametrize(("seeds", "years"), [(1, 10), (2, 2)])
def test_too_little_to_see_a_drift_is_refused(seeds, years):
    with pytest.raises(InputError, match="or more|from 2"):
        drift(seeds, years)


@pytest.mark.verify
def test_the_baseline_can_be_looked_at():
    found = {row["outcome"]: row for row in drift(2, 3)}
    assert set(found) == {"gp_vacancy", "years_with_usual_gp", FRAIL_SHARE}
    assert 0.2 < found["gp_vacancy"]["mean"] < 0.6
