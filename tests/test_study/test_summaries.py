"""Numbers and tables as text."""

import math

import pytest

from rural_abm.study.compare.summaries import number_text
from rural_abm.study.results.printing import describe_lines
from rural_abm.study.results.tables import counted, text_table


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 0, "1,234"), (0.126, 2, "0.13"), (-0.001, 2, "0.00"), (None, 1, "-"), (math.nan, 1, "-"), (0, 1, "0.0")],
)
def test_numbers(value, decimals, text):
    assert number_text(value, decimals) == text


def test_columns_are_as_wide_as_needed():
    assert text_table(["name", "n"], [["a", 5], ["longer", 10]], right=(1,)) == [
        "name     n",
        "a        5",
        "longer  10",
    ]


def test_nouns_are_counted():
    assert (counted(1, "year"), counted(0, "year"), counted(2, "seed")) == ("1 year", "0 years", "2 seeds")


def test_descriptions_are_indented_by_depth():
    lines = describe_lines({"name": "x", "none": None, "within": {"yes": True}, "items": [{"n": 1.0}, {"n": 2.5}]})
    assert lines == ["name    x", "none    -", "within", "  yes  yes", "items", "  n  1", "", "  n  2.5"]
