"""A GP's day: the allocation of each on-duty GP's minutes.

A working half-day has `half_day_minutes`; reception is `clinic_slots_a_day` slots on a clinic day, and the rest is left
over for other work (records, administration, supervision). Every minute is allocated once: what levers reserve is taken
out of reception, and out of the left-over only when reception has none left that day.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.in_force import remote_minutes, ward_places
from rural_abm.model.staff.records import (
    AWAY,
    GP,
    HOME_NURSING_HALF_DAY,
    IN_CLINIC,
    LOCUM,
    OFF,
    ON_WARD,
    OTHER_WORK,
    REMOTE,
)
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK, count_of, week_number, workday_number

WARD_WEEK = process("staff.ward_week")
# Roles of channels (care) whose reserved minutes come out of every GP's reception.
USUAL_GP_CHANNEL = option_code("channels.role", "usual_gp")
UNIT_GP_CHANNEL = option_code("channels.role", "unit_gp")


@kernel
def choose_ward_doctor(world, unit):
    """Choose the GP who does the ward round of a cottage hospital each working morning, the same all week if present.

    The round takes the place of other work: if it falls on reception, a later half-day of other work of the same week
    becomes reception.
    """
    now, staff = world.now[0], world.staff
    if now.workday == 0 or ward_places(world, unit) == 0:
        return
    u = world.unit_states[unit]
    week, best, lowest = week_number(now), -1, 2.0
    for k in range(u.duty_count[GP]):
        row = duty_row(world, u, GP, k)
        use = staff[row].plan[2 * now.weekday]
        if (use == IN_CLINIC or use == OTHER_WORK) and not from_afar(world, staff[row]):
            draw = uniform(now.seed, WARD_WEEK, staff[row].key, week)
            if draw < lowest:
                best, lowest = row, draw
    if best < 0:
        return
    plan, morning = staff[best].plan, 2 * np.int64(now.weekday)
    if plan[morning] == IN_CLINIC:
        for later in range(morning + 1, plan.size):
            if plan[later] == OTHER_WORK:
                plan[later] = IN_CLINIC
                break
    plan[morning] = ON_WARD


@kernel
def from_afar(world, person):
    """Return True if a GP on duty works remotely today.

    These are remote physicians outside their visit days, and rotating ones in their weeks away.
    """
    if person.employment == REMOTE:
        visit_days = world.levers[person.unit].remote_gp_visit_days_a_year
        share = visit_days / (DAYS_A_YEAR * WORKDAYS_A_WEEK / DAYS_A_WEEK)
        return count_of(workday_number(world.now[0]), share, person.phase) == 0
    for half_day in range(person.plan.size):
        if person.plan[half_day] == AWAY:
            return True
    return False


@kernel
def hand_out(world, person, kept_minutes):
    """Allocate the day's minutes of a GP on duty, each once; the working minutes of the day exclude rest.

    Rest owed comes out of reception; a GP who rests all day is absent. `reception` and `left_over` are working minutes.
    A contracted remote physician has a fifth of the week's minutes on video, or a day of reception on a visit day.
    """
    now, p, unit = world.now[0], world.parameters[0], np.int64(person.unit)
    person.present = 0 if from_afar(world, person) else 1
    if person.employment == REMOTE and person.present == 0:
        person.video_minutes = remote_minutes(world, unit) // WORKDAYS_A_WEEK
        return np.int64(person.video_minutes)
    clinic, ward, home, worked = half_days(now, person)
    rest = min(np.int64(person.rest_minutes), np.int64(p.half_day_minutes) * clinic)
    person.rest_minutes -= rest
    person.rest_today = rest
    reception = (p.half_day_minutes * clinic - rest) * half_day_of_reception(p)
    if person.employment == LOCUM and person.since == now.day:
        reception *= 1.0 - p.locum_start_up_share
    round_minutes = p.ward_round_minutes + p.ward_round_minutes_a_place * ward_places(world, unit)
    person.ward_minutes = np.int64(min(round_minutes, p.half_day_minutes)) * ward
    person.dedicated_minutes = np.int64(min(p.home_nursing_half_day_minutes, p.half_day_minutes)) * home
    duty = np.int64(p.half_day_minutes) * worked - rest
    if duty == 0:
        person.present = 0
    left_over = duty - reception - person.ward_minutes - person.dedicated_minutes
    asked = np.float64(person.set_aside_minutes) * worked / 2.0
    reception, left_over = set_aside(person, asked, duty, reception, left_over)
    reserve_minutes(p, person, world.levers[unit], reception, left_over, kept_minutes)
    return duty


@kernel
def half_day_of_reception(p):
    """Return the minutes with patients per minute of a reception half-day; the rest goes to associated work."""
    return min(p.clinic_slots_a_day * p.clinic_slot_minutes / (2.0 * p.half_day_minutes), 1.0)


@kernel
def half_days(now, person):
    """Return today's half-days (clinic, ward, home nursing, worked); a rotating GP's weeks away are clinic."""
    clinic, ward, home, worked = 0, 0, 0, 0
    for half_day in range(2 * now.weekday, 2 * now.weekday + 2):
        use = person.plan[half_day]
        worked += 1 if use != OFF else 0
        clinic += 1 if use == IN_CLINIC or use == AWAY else 0
        ward += 1 if use == ON_WARD else 0
        home += 1 if use == HOME_NURSING_HALF_DAY else 0
    return clinic, ward, home, worked


@kernel
def set_aside(person, asked, duty, reception, left_over):
    """Return (reception, left-over) after time set aside for supervision, teaching, leadership and meetings.

    It comes out of both in proportion to their parts of the day.
    """
    aside = min(asked, reception + max(left_over, 0.0))
    from_reception = max(aside * reception / max(np.float64(duty), 1.0), aside - max(left_over, 0.0))
    person.aside_today = np.int64(aside)
    return reception - from_reception, left_over - (aside - from_reception)


@kernel
def supervised(person):
    """Return how many of the minutes a GP has set aside today supervise trainees."""
    if person.set_aside_minutes == 0:
        return np.int64(0)
    return np.int64(np.float64(person.aside_today) * person.supervision_minutes / person.set_aside_minutes)


@kernel
def reserve_minutes(p, person, levers, reception, left_over, kept_minutes):
    """Reserve the bookable hour, the morning review and channels' minutes; the rest is reception and calls.

    Only those present in person take part in the bookable hour and the morning review. What is set aside falls on
    reception and on associated work (records, letters, calls) by their shares of the day. Reception minutes become
    patient minutes by the person's productivity.
    """
    slot, watch = 0, 0
    if person.present == 1:
        slot = levers.daily_slot_end - levers.daily_slot_start if levers.daily_slot_enabled == 1 else 0
        watch = levers.admission_watch_minutes_a_morning
    available = np.int64(reception + left_over)
    watch = min(np.int64(watch), available)
    slot = min(np.int64(slot), available - watch)
    kept = min(kept_minutes, available - slot - watch)
    taken = slot + watch + kept
    person.kept_of_reception = reception / max(available, 1)
    from_reception = taken * person.kept_of_reception
    patient_minutes = np.int64(max(reception - from_reception, 0.0) * person.productivity)
    person.slot_minutes = slot
    person.reserved_minutes = kept
    person.watch_minutes = watch
    if person.present == 1:
        person.clinic_minutes = patient_minutes
    else:
        person.video_minutes = patient_minutes
    left_over -= taken - from_reception
    person.call_minutes = np.int64(min(p.call_minutes_a_day, max(left_over, 0.0)))


@kernel
def channel_minutes(channels, unit, count):
    """Return the minutes a day that each GP of the unit keeps for channels to the usual or unit GP."""
    kept = np.int64(0)
    for place in range(count):
        if channels[unit, place].role == USUAL_GP_CHANNEL or channels[unit, place].role == UNIT_GP_CHANNEL:
            kept += channels[unit, place].minutes_a_day
    return kept
