"""The weekly plan of a GP: half-days of reception, home nursing and other work, and weeks away.

A plan is made on the first working day of a week on which a person is employed. Nothing in it is drawn again: shares
are spread evenly over weeks and persons (`count_of`), leave is addressed by person and year or week.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, process, uniform
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.in_force import home_nursing_half_days
from rural_abm.model.staff.records import (
    AWAY,
    EMPLOYED,
    GP,
    HALF_DAYS_A_WEEK,
    HOME_NURSING_HALF_DAY,
    IN_CLINIC,
    LOCUM,
    OFF,
    OTHER_WORK,
    PERMANENT,
    REMOTE,
    ROTATING,
    TRAINEE,
)

SUMMER_LEAVE = process("staff.summer_leave")
OTHER_LEAVE = process("staff.other_leave")
TRAINEE_AWAY = process("staff.trainee_away")
WORKDAYS_A_WEEK = HALF_DAYS_A_WEEK // 2
ROTATING_ROLE = option_code("dedicated_roles.assignment", "rotating")


@kernel
def week_number(now):
    """Return the weeks since the world began, by Mondays; never negative."""
    return (np.int64(now.day) - np.int64(now.weekday)) // DAYS_A_WEEK + 1


@kernel
def count_of(turn, amount, phase):
    """Return how many of something that comes `amount` times a turn on average fall into turn `turn`.

    Sums are exact.
    """
    return np.int64(np.floor((turn + 1) * amount + phase) - np.floor(turn * amount + phase))


@kernel
def on_leave(now, p, person, week):
    """Return True if the person has annual leave this week: a block of summer weeks and single weeks at other times.

    Locums have none during an engagement.
    """
    if person.employment == LOCUM:
        return False
    week_of_year = (np.int64(now.day_of_year) - np.int64(now.weekday)) // DAYS_A_WEEK
    since_summer = week_of_year - p.summer_first_week
    if 0 <= since_summer < p.summer_weeks:
        starts = p.summer_weeks - p.leave_weeks_summer + 1
        first = below(now.seed, SUMMER_LEAVE, person.key, np.int64(now.year), starts)
        return first <= since_summer < first + p.leave_weeks_summer
    chance = p.leave_weeks_other / (DAYS_A_YEAR / DAYS_A_WEEK - p.summer_weeks)
    return uniform(now.seed, OTHER_LEAVE, person.key, week) <= chance


@kernel
def is_elsewhere(now, p, person, week):
    """Return True if the week belongs to a trainee's placements elsewhere, or to a rotating doctor's remote weeks."""
    if person.employment == TRAINEE:
        block = np.int64(week // p.trainee_block_weeks)
        return uniform(now.seed, TRAINEE_AWAY, person.key, block) <= p.trainee_away_share
    if person.employment == ROTATING:
        return np.int64(week // p.rotation_weeks + np.floor(2.0 * person.phase)) % 2 == 1
    return False


@kernel
def plan_person(now, p, person, week):
    """Book this week's leave or placement elsewhere, and write a GP's ten half-days.

    As many half-days as the share of full time gives, the clinic share of them in reception. A remote week turns a
    rotating doctor's reception into video (`AWAY`); a trainee's week elsewhere is all `AWAY`.
    """
    person.planned_week = week
    person.dedicated = 0
    elsewhere = is_elsewhere(now, p, person, week)
    if on_leave(now, p, person, week) or (elsewhere and person.employment == TRAINEE):
        person.absent_until = max(person.absent_until, now.day - now.weekday + DAYS_A_WEEK - 1)
    if person.role != GP:
        return
    worked = count_of(week, HALF_DAYS_A_WEEK * person.full_time, person.phase)
    clinic = min(count_of(week, HALF_DAYS_A_WEEK * person.full_time * p.clinic_share, person.phase), worked)
    first = np.int64(person.phase * HALF_DAYS_A_WEEK)
    for i in range(HALF_DAYS_A_WEEK):
        use = OFF
        if i < worked:
            use = IN_CLINIC if (i + 1) * clinic // worked > i * clinic // worked else OTHER_WORK
        if person.employment == REMOTE or (elsewhere and (use == IN_CLINIC or person.employment == TRAINEE)):
            use = AWAY
        person.plan[(first + i) % HALF_DAYS_A_WEEK] = use


@kernel
def plan_week(world):
    """Make missing plans of the week, for all of a unit if one of its people has none."""
    now, p = world.now[0], world.parameters[0]
    week = week_number(now)
    stale = np.zeros(world.units.size, np.int64)
    found = False
    for row in range(now.staff):
        person = world.staff[row]
        if person.status == EMPLOYED and person.planned_week != week:
            stale[person.unit] = 1
            found = True
    if not found:
        return
    for row in range(now.staff):
        person = world.staff[row]
        if person.status == EMPLOYED and stale[person.unit] == 1:
            plan_person(now, p, person, week)
    for unit in range(world.units.size):
        half_days = home_nursing_half_days(world, unit) + np.int64(
            world.levers[unit].home_nursing_unit_gp_half_days_a_week
        )
        if stale[unit] == 1 and half_days > 0:
            give_home_nursing_half_days(world, unit, week, half_days)


@kernel
def give_home_nursing_half_days(world, unit, week, half_days):
    """Give the unit's half-days for home nursing to whole persons, out of their reception; marks them `dedicated`.

    As few persons as can carry them. Specialised: the longest-serving permanent GPs, always the same; when they are
    away no one replaces them. Rotating: the permanent GPs present this week, in turn. Where the unit has no permanent
    GP, locums on a long engagement hold the role; where it has none of these, no one does.
    """
    now, p = world.now[0], world.parameters[0]
    rows = np.empty(now.staff, np.int64)
    found = 0
    for kind in range(2):
        if found == 0:
            found = list_candidates(world, unit, week, rows, kind)
    holders = min(found, np.int64(np.ceil(half_days / p.home_nursing_half_days_a_gp)))
    first = week * holders if world.levers[unit].dedicated_roles_assignment == ROTATING_ROLE else 0
    for i in range(half_days if holders > 0 else 0):
        person = world.staff[rows[(first + i % holders) % found]]
        person.dedicated = 1
        if not is_elsewhere(now, p, person, week):
            take_half_day(person.plan, i * HALF_DAYS_A_WEEK // half_days)


@kernel
def list_candidates(world, unit, week, rows, kind):
    """Fill `rows` with the candidates for the home-nursing role, by seniority (rotating: by key); return their number.

    `kind` 0 asks for permanent GPs, 1 for locums on a long engagement.
    """
    now, p = world.now[0], world.parameters[0]
    rotating = world.levers[unit].dedicated_roles_assignment == ROTATING_ROLE
    found = 0
    for row in range(now.staff):
        person = world.staff[row]
        if person.status != EMPLOYED or person.unit != unit or person.role != GP:
            continue
        if rotating and (person.absent_until >= now.day or is_elsewhere(now, p, person, week)):
            continue
        suits = person.employment == PERMANENT or person.employment == ROTATING
        if kind == 1:
            suits = person.employment == LOCUM and person.until - person.since + 1 >= p.long_locum_days
        if not suits:
            continue
        place = found
        while place > 0 and comes_before(person, world.staff[rows[place - 1]], rotating):
            rows[place] = rows[place - 1]
            place -= 1
        rows[place] = row
        found += 1
    return found


@kernel
def comes_before(person, other, by_key):
    """Return True if `person` has served longer than `other`; for equal service, or `by_key`, by the smaller key."""
    if not by_key and person.since != other.since:
        return person.since < other.since
    return person.key < other.key


@kernel
def take_half_day(plan, wanted):
    """Turn a half-day of reception into home nursing: the wanted one or the next; other work only if none is left.

    Where the wanted half-day is other work, the two change places, so reception bears the cost.
    """
    clinic, other = -1, -1
    for i in range(HALF_DAYS_A_WEEK):
        half_day = (wanted + i) % HALF_DAYS_A_WEEK
        if plan[half_day] == IN_CLINIC and clinic < 0:
            clinic = half_day
        if plan[half_day] == OTHER_WORK and other < 0:
            other = half_day
    if plan[wanted] == OTHER_WORK and clinic >= 0:
        plan[wanted] = HOME_NURSING_HALF_DAY
        plan[clinic] = OTHER_WORK
    elif clinic >= 0:
        plan[clinic] = HOME_NURSING_HALF_DAY
    elif other >= 0:
        plan[other] = HOME_NURSING_HALF_DAY


@kernel
def workday_number(now):
    """Return the working days since the world began; at weekends Friday's."""
    return week_number(now) * WORKDAYS_A_WEEK + min(np.int64(now.weekday), WORKDAYS_A_WEEK - 1)
