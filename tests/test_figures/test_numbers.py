"""Numbers as readers of both languages write them."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.figures.labels import difference_text, interval_text
from rural_abm.figures.numbers import (
    difference_decimals,
    format_difference,
    format_interval,
    format_number,
    format_percent,
)

finite = st.floats(-1e12, 1e12)


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567.891, 1, "1\u202f234\u202f567,9", "1,234,567.9"),
        (-0.5, 2, "−0,50", "−0.50"),
        (999.96, 1, "1\u202f000,0", "1,000.0"),
        (-0.001, 1, "0,0", "0.0"),
        (0, 0, "0", "0"),
        (None, 1, "–", "–"),
        (math.nan, 1, "–", "–"),
        (math.inf, 1, "–", "–"),
    ],
)
def test_numbers(value, decimals, swedish, english):
    assert format_number(value, decimals, "sv") == swedish
    assert format_number(value, decimals, "en") == english


def test_differences_carry_a_sign_and_nothing_is_plus_minus():
    assert format_difference(1234.5, 1, "sv") == "+1\u202f234,5"
    assert format_difference(-2, 0, "en") == "−2"
    assert format_difference(-0.04, 1, "sv") == "±0,0"
    assert format_difference(math.nan, 1, "sv") == "–"


def test_intervals():
    assert format_interval(-0.05, 0.1, 2, "sv") == "−0,05 till +0,10"
    assert format_interval(-0.05, math.nan, 2, "sv") == "–"


def test_shares_are_whole_percent():
    assert format_percent(0.873, "sv") == "87\u00a0%"
    assert format_percent(0.0, "en") == "0%"
    assert format_percent(math.nan, "en") == "–"


def test_small_differences_get_the_decimals_they_need():
    assert difference_decimals(0, 0.3) == 1
    assert difference_decimals(2, 5.0) == 2
    assert difference_decimals(1, 0.0, math.nan) == 1
    assert difference_decimals(0, 1e-9) == 3, "not more than three in addition"


@given(finite, st.integers(0, 4))
def test_what_is_written_can_be_read_back(value, decimals):
    text = format_number(value, decimals, "sv").replace("\u202f", "").replace("−", "-").replace(",", ".")
    assert float(text) == float(f"{value:.{decimals}f}")


@given(finite, st.integers(0, 4))
def test_both_languages_write_the_same_digits(value, decimals):
    digits = [[c for c in format_number(value, decimals, lang) if c.isdigit()] for lang in ("sv", "en")]
    assert digits[0] == digits[1]


def test_an_interval_of_what_is_sure_has_two_ends_and_neighbours_the_same_decimals():
    entry = SimpleNamespace(decimals=2, difference_unit={"en": ""})
    sure = SimpleNamespace(difference=-0.0186, low=-0.0221, high=-0.0151, verdict="worse")
    unsure = SimpleNamespace(difference=0.004, low=-0.1, high=0.1, verdict="cannot be told")
    assert difference_text(entry, sure, "en") == "−0.019"
    assert interval_text(entry, sure, "en") == "−0.022 to −0.015"
    assert difference_text(entry, unsure, "en") == "±0.00"
    assert difference_text(entry, unsure, "en", beside=[sure, unsure]) == "+0.004"
