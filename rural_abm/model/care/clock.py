"""The clock: the calendar of the current day."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, MONTHS_A_YEAR, SATURDAY
from rural_abm.governance.schema import option_code
from rural_abm.model.people.records import ENROLLED, MODERATE_EPISODE

ALWAYS = option_code("opening_hours.emergency_room", "always")
IN_OPENING_HOURS = option_code("opening_hours.emergency_room", "open_hours")


@kernel
def set_clock(world):
    """Set today's calendar facts by `now.day`: weekday (Monday 1 January 2024 is reported day 0), month, year, roads.

    Clears today's lists.
    """
    now = world.now[0]
    p = world.parameters[0]
    day = np.int64(now.day)
    now.reported_day = day - np.int64(p.warm_up_days)
    now.day_of_year = now.reported_day % DAYS_A_YEAR
    now.weekday = now.reported_day % DAYS_A_WEEK
    now.workday = 1 if now.weekday < SATURDAY else 0
    now.year = day // DAYS_A_YEAR
    now.month = now.year * MONTHS_A_YEAR + now.day_of_year * MONTHS_A_YEAR // DAYS_A_YEAR
    now.period = now.month if now.by_month == 1 else now.year
    now.winter = 1 if now.day_of_year <= p.winter_last_day or now.day_of_year >= p.winter_first_day else 0
    now.onsets = 0
    now.changes = 0
    now.changes_cleared = 0
    now.due_count = 0
    now.request_count = 0


@kernel
def hour_is_open(world, unit, minute):
    """Return whether the unit's reception is open at the minute today: weekdays, evening clinic, weekend hours."""
    levers = world.levers[unit]
    if world.now[0].workday == 1:
        return levers.opening_hours_open <= minute and minute < max(
            levers.opening_hours_close, levers.opening_hours_evening_close
        )
    return levers.opening_hours_weekend_open <= minute and minute < levers.opening_hours_weekend_close


@kernel
def line_is_open(world, unit, minute):
    """Return whether the centre's telephone is answered at the minute today: its nurses work on workdays only."""
    return world.now[0].workday == 1 and hour_is_open(world, unit, minute)


@kernel
def emergency_room_is_open(world, unit, minute):
    """Return whether the emergency room of the unit receives patients at the minute today."""
    mode = world.levers[unit].opening_hours_emergency_room
    return mode == ALWAYS or (mode == IN_OPENING_HOURS and hour_is_open(world, unit, minute))


@kernel
def home_unit_admits(world, need_row):
    """Return whether a home-nursing-only unit has beds and takes the patient.

    The patient must be enrolled and moderately ill, and the time within office hours.
    """
    need = world.needs[need_row]
    levers = world.levers[need.unit]
    if levers.home_nursing_unit_bed_places == 0 or need.resident < 0 or world.now[0].workday == 0:
        return False
    is_theirs = world.residents[need.resident].enrolled == ENROLLED and need.severity == MODERATE_EPISODE
    return is_theirs and levers.opening_hours_open <= need.minute and need.minute < levers.opening_hours_close
