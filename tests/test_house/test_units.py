"""Units: conversions by hand, and that each goes back where it came from."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.engine import units

days = st.integers(-5 * units.DAYS_A_YEAR, 50 * units.DAYS_A_YEAR)


def test_lengths_and_money_by_hand():
    assert units.metres_from_km(1.2346) == 1235 and units.km_from_metres(1500) == 1.5
    assert units.ore_from_sek(12.345) in (1234, 1235) and units.sek_from_ore(250) == 2.5
    assert units.minutes_from_hours(1.5) == 90
    assert units.minutes_at_speed(70_000, 70) == 60
    assert units.minutes_at_speed(1, 70) == 1


def test_rates_by_hand():
    assert units.probability_from_hazard(math.log(2)) == pytest.approx(0.5)
    assert units.daily_hazard_from_yearly(0.365) == pytest.approx(0.001)
    assert units.hazard_from_median(2.0) == pytest.approx(math.log(2) / 2)
    assert units.kept_share_a_day(10) ** 10 == pytest.approx(0.5)
    assert units.probability_from_hazard(np.array([0.0, np.inf])).tolist() == [0.0, 1.0]


@given(st.floats(0, 0.999999))
def test_probabilities_survive_the_way_through_hazards(probability):
    a_day = units.daily_hazard_from_yearly_probability(probability)
    assert units.yearly_probability_from_daily_hazard(a_day) == pytest.approx(probability, abs=1e-12)
    assert units.yearly_hazard_from_daily(units.daily_hazard_from_yearly(probability)) == pytest.approx(probability)


@given(st.floats(0, 20))
def test_probabilities_are_shares_and_at_most_the_hazard(hazard):
    assert 0 <= units.probability_from_hazard(hazard) <= min(1, hazard)


def test_the_calendar_by_hand():
    assert units.date_text(0) == "2024-01-01" and units.day_of_week(0) == units.MONDAY
    assert units.date_text(59) == "2024-03-01" and units.date_text(364) == "2024-12-31"
    assert units.date_text(-1) == "2023-12-31" and units.month_index(-1) == -1
    assert units.month_index(365) == 12 and units.year_of_day(365) == 2025
    assert units.day_from_month_and_day(3, 1) == 59
    assert units.season_angle_radians(0) == 0


@given(days)
def test_months_follow_one_another(day):
    step = units.month_index(day + 1) - units.month_index(day)
    assert step == (units.date_text(day + 1)[-2:] == "01")
    assert units.month_index(day) % units.MONTHS_A_YEAR == units.month_of_day(day)


@given(days)
def test_a_date_names_its_day(day):
    _, month, day_of_month = units.date_text(day).split("-")
    assert units.day_from_month_and_day(int(month), int(day_of_month)) == units.day_of_year(day)


@pytest.mark.parametrize("month, day", [(2, 29), (0, 1), (13, 1), (4, 31), (4, 0)])
def test_a_date_that_is_not_is_refused(month, day):
    with pytest.raises(ValueError):
        units.day_from_month_and_day(month, day)


@given(st.integers(0, units.MINUTES_A_DAY - 1))
def test_the_clock_goes_back(minute):
    assert units.minute_from_clock(units.clock_text(minute)) == minute


def test_the_clock_by_hand():
    assert units.clock_text(510) == "08:30" and units.clock_text(units.MINUTES_A_DAY + 5) == "00:05"
    assert units.minute_from_clock("8:30") == 510 and units.minute_from_clock("24:00") == units.MINUTES_A_DAY


@pytest.mark.parametrize("text", ["24:01", "8", "08:60", "-1:30", "noon", "8:3x", ""])
def test_a_time_that_is_not_is_refused(text):
    with pytest.raises(ValueError, match="time of day"):
        units.minute_from_clock(text)
