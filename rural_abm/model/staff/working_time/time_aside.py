"""Time of the permanent GPs set aside for supervision, teaching, leadership and meetings, set again every week."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.model.staff.records import EMPLOYED, GP, LOCUM, PERMANENT, ROTATING, TRAINEE
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK
from rural_abm.state.declarations import Declaration, counted

DECLARATION = Declaration(
    unit_counts=counted(
        ("supervision_minutes", "minutes", "minutes in which permanent GPs supervised trainees"),
    ),
)


@kernel
def set_time_aside(world):
    """Set each permanent GP's daily minutes for supervision, teaching, leadership and network meetings.

    Supervision of trainees (for the part of the time they are here) and locums and the teaching of a centre are shared
    by the unit's permanent GPs; the medical lead is the one who has served longest (equal: smaller key). Where there is
    none, nothing is given.
    """
    p, size = world.parameters[0], world.units.size
    trainees, locums = np.zeros(size, np.int64), np.zeros(size, np.int64)
    permanents, lead = np.zeros(size, np.int64), np.full(size, -1)
    for row in range(world.now[0].staff):
        count_gp(world.staff, row, trainees, locums, permanents, lead)
    half_day = p.half_day_minutes / WORKDAYS_A_WEEK
    for row in range(world.now[0].staff):
        person = world.staff[row]
        if not is_permanent_gp(person):
            continue
        levers, number = world.levers[person.unit], permanents[person.unit]
        here = trainees[person.unit] * (1.0 - p.trainee_away_share)
        supervision = here * levers.supervision_half_days_half_days_a_week * half_day
        others = (
            locums[person.unit] * p.locum_supervision_minutes_a_day + levers.training_centre_half_days_a_week * half_day
        )
        person.supervision_minutes = np.int64(supervision / number)
        person.set_aside_minutes = np.int64(
            (supervision + others) / number + levers.centre_network_meeting_minutes_a_week / WORKDAYS_A_WEEK
        )
        if lead[person.unit] == row:
            person.set_aside_minutes += np.int64(levers.leadership_medical_lead_half_days_a_week * half_day)


@kernel
def count_gp(staff, row, trainees, locums, permanents, lead):
    """Add a GP at work to the unit's counts [units]; `lead` [units] is the row of who has served longest."""
    person = staff[row]
    if person.status != EMPLOYED or person.role != GP:
        return
    unit = np.int64(person.unit)
    trainees[unit] += 1 if person.employment == TRAINEE else 0
    locums[unit] += 1 if person.employment == LOCUM else 0
    if not is_permanent_gp(person):
        return
    permanents[unit] += 1
    if lead[unit] < 0:
        lead[unit] = row
        return
    other = staff[lead[unit]]
    if person.since < other.since or (person.since == other.since and person.key < other.key):
        lead[unit] = row


@kernel
def is_permanent_gp(person):
    """Return True for a permanent GP at work, including rotating ones."""
    if person.status != EMPLOYED or person.role != GP:
        return False
    return person.employment == PERMANENT or person.employment == ROTATING
