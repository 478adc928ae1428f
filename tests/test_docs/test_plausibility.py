"""The table of what sources say: each pattern is whole, can be computed, and is judged as said."""

import sys
import tomllib

import numpy as np
import pandas as pd
import pytest

from rural_abm.outcomes import catalogue

WAYS = ("outcome", "persons", "runs")
KINDS = ("measured", "literature", "recalled", "guess")
ROLES = ("check", "built in")
MUST = ("name", "title", "unit", "kind", "role", "source")
MAY = ("value", "low", "high", "comment", "dimension", "group", "units", "take", "of", "pick", "times", *WAYS)


@pytest.fixture(scope="module")
def patterns(repository):
    return tomllib.loads((repository / "docs" / "plausibility.toml").read_text("utf-8"))["pattern"]


@pytest.fixture(scope="module")
def tool(repository):
    folder = str(repository / "benchmarks")
    sys.path.insert(0, folder)
    try:
        import persons
        import plausibility
    finally:
        sys.path.remove(folder)
    return plausibility, persons


def test_every_pattern_is_whole(patterns):
    assert len({pattern["name"] for pattern in patterns}) == len(patterns)
    for pattern in patterns:
        assert set(MUST) <= set(pattern) <= {*MUST, *MAY}, pattern["name"]
        assert sum(way in pattern for way in WAYS) == 1, pattern["name"]
        assert pattern["kind"] in KINDS and pattern["role"] in ROLES, pattern["name"]
        low, high = pattern.get("low", -np.inf), pattern.get("high", np.inf)
        assert low <= pattern.get("value", max(low, min(high, 0))) <= high, pattern["name"]


def test_every_pattern_can_be_computed(patterns, tool):
    page, persons = tool
    outcomes = {entry.name for entry in catalogue}
    for pattern in patterns:
        assert {pattern[key] for key in ("outcome", "of") if key in pattern} <= outcomes, pattern["name"]
        assert pattern.get("persons", next(iter(persons.MEASURES))) in persons.MEASURES, pattern["name"]
        assert pattern.get("runs", next(iter(page.RUN_MEASURES))) in page.RUN_MEASURES, pattern["name"]
        assert set(pattern.get("units", [])) <= set(page.REGION_UNITS), pattern["name"]


def test_verdicts_by_example(tool):
    page, _ = tool
    pattern = {"low": 1.0, "high": 2.0}
    assert page.verdict(pattern, 1.5, 1.4, 1.6) == "fits"
    assert page.verdict(pattern, 1.9, 1.7, 2.1) == "fits, unsure"
    assert page.verdict(pattern, 2.5, 2.4, 2.6) == "**does not fit**"
    assert page.verdict({"high": 2.0}, -9.0, -9.5, -8.5) == "fits"
    assert page.verdict({}, 1.5, 1.4, 1.6) == "no source"
    assert page.verdict(pattern, np.nan, np.nan, np.nan) == "not to be seen"


def test_interval_by_hand(tool):
    page, _ = tool
    mean, low, high = page.interval(np.array([1.0, 3.0]))
    # Two runs: standard error 1, and 12.7062 is the 97.5 % point of Student's t with one degree of freedom.
    assert (mean, round(high - mean, 4), round(mean - low, 4)) == (2.0, 12.7062, 12.7062)
    assert np.isnan(page.interval(np.array([1.0]))[1])


def results(*rows):
    columns = ("outcome", "place_kind", "place", "period", "numerator", "denominator")
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(dimension="all", group="all")


def test_outcomes_are_pooled_over_years_and_places(tool):
    page, _ = tool
    frame = results(
        ("friction_share", "region", "region", "1", 6, 10),
        ("friction_share", "region", "region", "2", 2, 10),
        *(("friction_share", "unit", unit, "1", place, 10) for place, unit in enumerate(page.REGION_UNITS, start=1)),
    )
    pattern = {"outcome": "friction_share"}
    assert page.from_outcome(pattern, frame, 2) == 8 / 20
    assert page.from_outcome({**pattern, "take": "numerator", "times": 0.5}, frame, 2) == 2.0
    assert page.from_outcome({**pattern, "pick": "highest"}, frame, 2) == len(page.REGION_UNITS) / 10
    assert page.from_outcome({**pattern, "units": list(page.REGION_UNITS[:2])}, frame, 2) == 3 / 20


def test_where_locums_dominate_by_hand(tool):
    page, _ = tool
    frame = results(
        ("upc", "municipality", "mala", "1", 2, 10), ("locum_share", "municipality", "mala", "1", 6, 10),
        ("upc", "municipality", "sorsele", "1", 9, 10), ("locum_share", "municipality", "sorsele", "1", 4, 10),
        ("upc", "municipality", "norsjo", "1", 9, 10), ("locum_share", "municipality", "norsjo", "1", 9, 10),
    )  # fmt: skip
    assert page.where_locums_dominate(frame, "upc") == 2 / 10


class Few:
    """Followed persons of one stratum: 100 days each of four persons, two of them severely frail."""

    people = pd.DataFrame({"age": [82, 82, 83, 83], "sex": 0, "frailty": [0, 0, 3, 3], "days": 100})


def test_rate_ratio_by_hand(tool):
    _, persons = tool
    rows = Few.people.iloc[[0, 2, 2, 3]]
    assert persons.rate_ratio(Few, rows, "severe") == pytest.approx(3.0)
