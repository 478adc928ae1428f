"""Names of units and the conversions between them; every other number of the model is in a data table.

Integers: minutes, metres, öre, days. A year has 365 days, no leap days. Reported day 0 is Monday 1 January 2024; the
days of the warm-up come before it. Money is Swedish kronor (SEK) of `YEAR_OF_MONEY`; 1 SEK is 100 öre.

Rates are given per year or per day and their names say which. A hazard is a rate per unit of time; a probability
belongs to a period of time: `probability = 1 - exp(-hazard x time)` as long as the hazard is constant.
"""

import math

import numpy as np

DAYS_A_WEEK = 7
WORKING_DAYS_A_WEEK = 5
DAYS_A_YEAR = 365
WEEKS_A_YEAR = DAYS_A_YEAR / DAYS_A_WEEK
MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
# Days of the year on which a month begins: a twelfth of 365 days, rounded down.
FIRST_DAYS = frozenset(-(-month * DAYS_A_YEAR // MONTHS_A_YEAR) for month in range(MONTHS_A_YEAR))
HOURS_A_DAY = 24
MINUTES_AN_HOUR = 60
MINUTES_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR
SECONDS_A_MINUTE = 60
METRES_A_KM = 1000
THOUSAND = 1000
# Of a half-life, of a cell whose middle is meant, of what is in order.
HALF = 0.5
# The ledger counts hours in hundredths, posts in thousandths.
HUNDREDTHS, THOUSANDTHS = 100, 1000
ORE_A_SEK = 100
YEAR_OF_MONEY = 2023
FIRST_REPORTED_YEAR = 2024

DAYS_OF_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIRST_DAY_OF_MONTHS = tuple(sum(DAYS_OF_MONTHS[:month]) for month in range(MONTHS_A_YEAR))
MONTH_OF_DAY_OF_YEAR = tuple(month for month, days in enumerate(DAYS_OF_MONTHS) for _ in range(days))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(DAYS_A_WEEK)


# Length and money


def metres_from_km(km):
    """Return whole metres, nearest."""
    return round(km * METRES_A_KM)


def km_from_metres(metres):
    """Return kilometres (float)."""
    return metres / METRES_A_KM


def ore_from_sek(sek):
    """Return whole öre, nearest."""
    return round(sek * ORE_A_SEK)


def sek_from_ore(ore):
    """Return kronor (float)."""
    return ore / ORE_A_SEK


def minutes_from_hours(hours):
    """Return whole minutes, nearest."""
    return round(hours * MINUTES_AN_HOUR)


def minutes_at_speed(metres, km_an_hour):
    """Return whole minutes, rounded up, to go `metres` at a speed; a trip of any length takes at least one minute."""
    return math.ceil(metres * MINUTES_AN_HOUR / (km_an_hour * METRES_A_KM))


# Rates and probabilities; numbers or NumPy arrays


def probability_from_hazard(hazard):
    """Return the probability of at least one event over a time in which the summed hazard is `hazard`."""
    return -math.expm1(-hazard) if isinstance(hazard, float) else -np.expm1(-hazard)


def hazard_from_probability(probability):
    """Return the summed constant hazard over the time for which at least one event has `probability`."""
    return -np.log1p(-probability)


def daily_hazard_from_yearly(hazard_a_year):
    """Return the hazard per day."""
    return hazard_a_year / DAYS_A_YEAR


def yearly_hazard_from_daily(hazard_a_day):
    """Return the hazard per year."""
    return hazard_a_day * DAYS_A_YEAR


def daily_hazard_from_yearly_probability(probability_a_year):
    """Return the constant hazard per day under which the event happens within a year with the given probability."""
    return hazard_from_probability(probability_a_year) / DAYS_A_YEAR


def yearly_probability_from_daily_hazard(hazard_a_day):
    """Return the probability of at least one event within a year under a constant hazard per day."""
    return probability_from_hazard(hazard_a_day * DAYS_A_YEAR)


def hazard_from_median(median_time):
    """Return the constant hazard, per unit of `median_time`, under which half have had the event by the median time."""
    return math.log(2) / median_time


def kept_share_a_day(half_life_days):
    """Return the share that is left after one day of something that halves every `half_life_days`."""
    return 2.0 ** (-1.0 / half_life_days)


# The calendar of 365-day years; `day` counts from 1 January 2024 and is negative in the warm-up


def day_of_year(day):
    """Return the day of the year, 0 (1 January) to 364 (31 December)."""
    return day % DAYS_A_YEAR


def year_of_day(day):
    """Return the calendar year."""
    return FIRST_REPORTED_YEAR + day // DAYS_A_YEAR


def month_of_day(day):
    """Return the month of the year, 0 (January) to 11 (December)."""
    return MONTH_OF_DAY_OF_YEAR[day % DAYS_A_YEAR]


def month_index(day):
    """Return the months since January 2024, counted from 0; negative in the warm-up."""
    return (day // DAYS_A_YEAR) * MONTHS_A_YEAR + month_of_day(day)


def day_of_week(day):
    """Return the day of the week, 0 (Monday) to 6 (Sunday)."""
    return day % DAYS_A_WEEK


def season_angle_radians(day):
    """Return the angle of the day on the circle of the year, 0 on 1 January, for cosine seasons."""
    return 2 * math.pi * (day % DAYS_A_YEAR) / DAYS_A_YEAR


def day_from_month_and_day(month, day_of_month):
    """Return the day of the year, 0-364, of a date with month and day counted from 1.

    Raise ValueError for an invalid date.
    """
    if not (1 <= month <= MONTHS_A_YEAR and 1 <= day_of_month <= DAYS_OF_MONTHS[month - 1]):
        raise ValueError(f"there is no day {day_of_month} of month {month} in a 365-day year")
    return FIRST_DAY_OF_MONTHS[month - 1] + day_of_month - 1


def date_text(day):
    """Return the date as `2024-03-01`."""
    month = month_of_day(day)
    return f"{year_of_day(day):04d}-{month + 1:02d}-{day_of_year(day) - FIRST_DAY_OF_MONTHS[month] + 1:02d}"


# The clock


def clock_text(minute):
    """Return the time of day as `08:30`; minutes past midnight run on into the next day."""
    return f"{minute // MINUTES_AN_HOUR % HOURS_A_DAY:02d}:{minute % MINUTES_AN_HOUR:02d}"


def minute_from_clock(text):
    """Return the minute of the day, 0 to 1440, of a time such as `8:30`, `08:30` or, for an end, `24:00`.

    Raises ValueError for anything else.
    """
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()):
        raise ValueError(f"'{text}' is not a time of day such as 08:30")
    minute = int(hours) * MINUTES_AN_HOUR + int(minutes)
    if int(minutes) >= MINUTES_AN_HOUR or minute > MINUTES_A_DAY:
        raise ValueError(f"'{text}' is not a time of day between 00:00 and 24:00")
    return minute
