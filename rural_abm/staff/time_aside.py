"""Time of the permanent GPs set aside for supervision, teaching and leadership: written every week anew."""

import numpy as np

from rural_abm.staff.plan import WORKDAYS_A_WEEK
from rural_abm.staff.records import EMPLOYED, GP, LOCUM, PERMANENT, ROTATING, TRAINEE


def set_time_aside(world):
    """Write the minutes of a working day that each permanent GP keeps for supervision, teaching and leadership.

    Supervision of trainees (for the part of the time they are here) and locums and the teaching of a centre are shared
    by the unit's permanent GPs; the medical lead is the one who has served longest.  Where there is none, nothing is
    given.
    """
    p, units = world.parameters[0], np.asarray(world.units)
    staff = np.asarray(world.staff)[: world.now["staff"][0]]
    rows = np.flatnonzero((staff["status"] == EMPLOYED) & (staff["role"] == GP))
    unit, employment = staff["unit"][rows], staff["employment"][rows]
    half_day = p.half_day_minutes / WORKDAYS_A_WEEK
    trainees = np.bincount(unit[employment == TRAINEE], minlength=units.size) * (1.0 - p.trainee_away_share)
    locums = np.bincount(unit[employment == LOCUM], minlength=units.size)
    supervision = trainees * units["supervision_half_days"] * half_day
    others = locums * p.locum_supervision_minutes_a_day + units["teaching_half_days"] * half_day
    chosen = (employment == PERMANENT) | (employment == ROTATING)
    permanents, unit = rows[chosen], unit[chosen]
    number = np.maximum(np.bincount(unit, minlength=units.size), 1)
    staff["supervision_minutes"][permanents] = (supervision / number)[unit]
    staff["set_aside_minutes"][permanents] = ((supervision + others) / number)[unit]
    give_lead_time(units, staff, permanents, half_day)


def give_lead_time(units, staff, permanents, half_day_minutes):
    """Add the medical lead's minutes to the permanent GP of each unit who has served longest (equal: smaller key)."""
    for unit in np.flatnonzero(units["lead_half_days"] > 0):
        here = permanents[staff["unit"][permanents] == unit]
        if here.size:
            lead = here[np.lexsort((staff["key"][here], staff["since"][here]))[0]]
            staff["set_aside_minutes"][lead] += int(units["lead_half_days"][unit] * half_day_minutes)
