"""The day's roster: who is at work and on which duty list.

`roster(world)` runs first every day; `gp_day` allocates the minutes of the GPs on duty.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, process, uniform
from rural_abm.engine.units import DAYS_A_WEEK, THOUSANDTHS
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.in_force import contact_point_minutes, remote_minutes
from rural_abm.model.staff.records import (
    AMBULANCE_NURSE,
    AWAY,
    COORDINATOR,
    EMPLOYED,
    GP,
    HOME_NURSE,
    OFF,
    REMOTE,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.model.staff.working_time.duty import begin_lists, duty_row, enter_list, leave_list
from rural_abm.model.staff.working_time.gp_day import channel_minutes, choose_ward_doctor, hand_out, supervised
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK, count_of, plan_week, week_number, workday_number
from rural_abm.model.staff.working_time.post_days import count_posts
from rural_abm.model.staff.working_time.team_turns import team_minutes, team_works
from rural_abm.state.declarations import Declaration, counted

ILLNESS = process("staff.illness")
ILLNESS_LENGTH = process("staff.illness_length")
SATURDAY_AND_SUNDAY = DAYS_A_WEEK - WORKDAYS_A_WEEK
ALL_DAYS = option_code("single_point_of_contact.days", "all")
DECLARATION = Declaration(
    unit_counts=counted(
        ("gp_capacity_minutes", "minutes", "minutes GPs were on duty"),
    ),
    activity=counted(
        ("remote_gp_minutes", "minutes", "contracted minutes of remote physicians"),
        ("hospital_team_minutes", "minutes", "contracted minutes of physicians of teams that hospitals pay"),
    ),
)


@kernel
def roster(world):
    """Write the day's roster: absences, duty lists in key order, minutes of every person on duty, post-days.

    Reads staff, posts and the levers of the units; writes today's fields of the staff, `duty`, `duty_first` and
    `duty_count` of the units, and the ledger. The plan of the week is made first where it is missing.
    """
    now = world.now[0]
    plan_week(world)
    begin_lists(world)
    for row in range(now.staff):
        person = world.staff[row]
        if person.on_duty == 1:
            clear_today(person)
        if person.status == EMPLOYED:
            attend(world, row)
    for unit in range(world.units.size):
        u = world.units[unit]
        decided = world.unit_decisions[unit]
        state = world.unit_states[unit]
        lend_nurses(world, state)
        call_in_nurse(world, state, unit)
        keep_one_coordinator(world, state)
        choose_ward_doctor(world, unit)
        kept = channel_minutes(world.channels, unit, state.channel_count)
        for k in range(state.duty_count[GP]):
            person = world.staff[duty_row(world, state, GP, k)]
            worked = hand_out(world, person, kept)
            world.unit_counts[now.period, unit].supervision_minutes += supervised(person)
            person.capacity_month += worked
            world.unit_counts[now.period, unit].gp_capacity_minutes += worked
            if person.employment == REMOTE:
                sent = min(worked, np.int64(decided.hospital_team_minutes) // WORKDAYS_A_WEEK)
                world.activity[now.month, u.municipality].hospital_team_minutes += sent
                world.activity[now.month, u.municipality].remote_gp_minutes += worked - sent
    count_posts(world)


@kernel
def clear_today(person):
    """Clear yesterday's duty and minutes."""
    person.on_duty = 0
    person.present = 0
    person.clinic_minutes = 0
    person.slot_minutes = 0
    person.dedicated_minutes = 0
    person.reserved_minutes = 0
    person.watch_minutes = 0
    person.call_minutes = 0
    person.ward_minutes = 0
    person.video_minutes = 0
    person.work_minutes = 0
    person.rest_today = 0
    person.aside_today = 0
    person.free_at = 0
    person.given_minutes = 0


@kernel
def attend(world, row):
    """Put a person who is neither absent nor free today on the duty list of unit and role; nurses get their shift."""
    person, now, p = world.staff[row], world.now[0], world.parameters[0]
    u = world.units[person.unit]
    state = world.unit_states[person.unit]
    if person.employment == TRAINEE and person.plan[0] != AWAY:
        world.activity[now.month, u.municipality].gp_permanent_days += np.int64(np.rint(person.full_time * THOUSANDTHS))
    if person.absent_until >= now.day or falls_ill(now, p, person):
        return
    is_team = person.role == TEAM_PHYSICIAN or person.role == TEAM_NURSE
    if not (team_works(world, person) if is_team else works_today(world, person)):
        return
    begin_shift(world, state, row, p.nurse_shift_minutes)


@kernel
def lend_nurses(world, u):
    """Move today's lent shifts from the ward's duty list to home nursing's, or the reverse; no nurse is lent twice.

    The turn depends on the day; home nursing lends no one when only one nurse is on duty.
    """
    if u.lent_minutes_a_day == 0.0:
        return
    seller, buyer, kept = WARD_NURSE, HOME_NURSE, 0
    if u.lent_minutes_a_day < 0.0:
        seller, buyer, kept = HOME_NURSE, WARD_NURSE, 1
    for _ in range(lent_shifts(world, u, seller)):
        count = np.int64(u.duty_count[seller])
        if count <= kept:
            return
        turn = np.int64(world.now[0].day) % count
        row = duty_row(world, u, seller, turn)
        leave_list(world, u, turn, seller)
        enter_list(world, u, row, buyer)


@kernel
def lent_shifts(world, u, seller):
    """Return the whole shifts lent today, evenly over the days, by the length of the seller's shift."""
    if u.duty_count[seller] == 0:
        return np.int64(0)
    shift = np.float64(world.staff[duty_row(world, u, seller, 0)].work_minutes)
    return count_of(np.int64(world.now[0].day), abs(u.lent_minutes_a_day) / max(shift, 1.0), 0.0)


@kernel
def begin_shift(world, u, row, shift_minutes):
    """Insert a person into the duty list of unit and role in key order, with a nurse's minutes.

    A coordinator's minutes are those in which the single point of contact is open; GPs get theirs later.
    """
    person = world.staff[row]
    enter_list(world, u, row, np.int64(person.role))
    person.on_duty = 1
    person.present = 1
    person.settlement = world.units[person.unit].settlement
    if person.role != GP:
        minutes = np.int64(shift_minutes)
        if person.role == COORDINATOR:
            minutes = contact_point_minutes(world, person.unit)
        if person.role == TEAM_PHYSICIAN or person.role == TEAM_NURSE:
            minutes = team_minutes(world.levers[person.unit], shift_minutes)
        person.work_minutes = minutes
        person.capacity_month += minutes


@kernel
def falls_ill(now, p, person):
    """Return True if an illness begins today; it lasts a whole number of days, drawn by person and day.

    The daily chance c solves share = L / (L + 1/c) for mean length L.
    """
    is_doctor = person.role == GP or person.role == TEAM_PHYSICIAN
    share = p.gp_illness_share if is_doctor else p.nurse_illness_share
    chance = share / (p.illness_mean_days * (1.0 - share))
    day = np.int64(now.day)
    if uniform(now.seed, ILLNESS, person.key, day) > chance:
        return False
    longest = 2.0 * p.illness_mean_days - 1.0
    person.absent_until = now.day + below(now.seed, ILLNESS_LENGTH, person.key, day, longest)
    return True


@kernel
def works_today(world, person):
    """Return True if the rota of the person's role has them at work today.

    Ward and ambulance nurses work five days of seven, evenly; nurses of the centre on working days. Home nursing
    continues all week with fewer on duty at weekends: with weekend staffing s per weekday staffing a full-time nurse
    works a share a = 5 / (5 + 2 s) of the weekdays and a s of the weekends, five days a week in all.
    """
    now, p, unit = world.now[0], world.parameters[0], np.int64(person.unit)
    role, week = person.role, week_number(now)
    workday = workday_number(now)
    if role == HOME_NURSE:
        share = (
            WORKDAYS_A_WEEK / (WORKDAYS_A_WEEK + SATURDAY_AND_SUNDAY * p.home_nurse_weekend_share) * person.full_time
        )
        if now.workday == 1:
            return count_of(workday, share, person.phase) > 0
        return count_of(week, share * p.home_nurse_weekend_share, person.phase) > 0
    if role == WARD_NURSE or role == AMBULANCE_NURSE:
        return count_of(np.int64(now.day), person.full_time * WORKDAYS_A_WEEK / DAYS_A_WEEK, person.phase) > 0
    if role == COORDINATOR:
        is_day = now.workday == 1 or world.levers[unit].single_point_of_contact_days == ALL_DAYS
        return is_day and contact_point_minutes(world, unit) > 0
    if now.workday == 0:
        return False
    if role == GP and person.employment == REMOTE:
        return remote_minutes(world, unit) > 0
    if role == GP:
        return person.plan[2 * now.weekday] != OFF or person.plan[2 * now.weekday + 1] != OFF
    return count_of(workday, person.full_time, person.phase) > 0


@kernel
def call_in_nurse(world, u, unit):
    """Call in a nurse if home nursing would be empty while a nurse of the district is well and not on leave.

    It is the one with the fewest minutes this month (equal: smaller key).
    """
    now = world.now[0]
    if u.duty_count[HOME_NURSE] > 0:
        return
    best = -1
    for row in range(now.staff):
        person = world.staff[row]
        if (
            person.status != EMPLOYED
            or person.role != HOME_NURSE
            or person.unit != unit
            or person.absent_until >= now.day
        ):
            continue
        if (
            best < 0
            or person.capacity_month < world.staff[best].capacity_month
            or (person.capacity_month == world.staff[best].capacity_month and person.key < world.staff[best].key)
        ):
            best = row
    if best >= 0:
        begin_shift(world, u, best, world.parameters[0].nurse_shift_minutes)


@kernel
def keep_one_coordinator(world, u):
    """Keep one of the coordinators present at work, in turn by day; the others are free (each other's substitutes)."""
    count = np.int64(u.duty_count[COORDINATOR])
    if count < 2:
        return
    chosen = duty_row(world, u, COORDINATOR, np.int64(world.now[0].day) % count)
    for k in range(count):
        row = duty_row(world, u, COORDINATOR, k)
        if row != chosen:
            other = world.staff[row]
            other.capacity_month -= other.work_minutes
            clear_today(other)
    world.duty[u.duty_first[COORDINATOR]] = chosen
    u.duty_count[COORDINATOR] = 1
