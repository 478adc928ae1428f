"""The staff of mobile teams and of a new kind of centre: their posts, first holders, and turns.

A team has physicians and nurses of its own at a base. Its physicians are recruited like GPs, its nurses from the local
nurses. Posts that a lever opens begin with the usual vacancies of the area.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process
from rural_abm.engine.units import DAYS_A_WEEK
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.nurses import fill_nurse_post
from rural_abm.model.staff.persons import draw
from rural_abm.model.staff.plan import WORKDAYS_A_WEEK, count_of, week_number
from rural_abm.model.staff.records import GP, TEAM_NURSE, TEAM_PHYSICIAN
from rural_abm.model.staff.situation import read_situation
from rural_abm.model.staff.turnover import recruit

TEAM_STARTS = process("staff.team_starts")
ALL_DAYS = option_code("mobile_team.days", "all")
TEAM_ROLES = (TEAM_PHYSICIAN, TEAM_NURSE)


def team_posts(world):
    """Return (physicians [units], their posts [units], nurse posts [units]) that the levers ask for, at bases only."""
    units = world.units
    is_base = world.levers["mobile_team_base"] == np.arange(units.size)
    half_days = np.where(is_base, world.levers["mobile_team_physician_half_days_a_week"], 0)
    physicians = np.where(half_days > 0, world.levers["mobile_team_physicians"], 0)
    return physicians, half_days / (2.0 * WORKDAYS_A_WEEK), np.where(is_base, world.levers["mobile_team_nurses"], 0)


def staff_new_posts(world):
    """Fill the posts of teams and new centres opened today, except for the usual vacancies.

    Whether a post is held from the first day is drawn by post; nurses mostly move from other posts of the place.
    """
    now, p, posts = world.now[0], world.parameters[0], world.posts[: world.now["posts"][0]]
    is_new = (posts["active"] == 1) & (posts["holder"] < 0) & (posts["vacant_since"] == now.day)
    is_new &= (posts["generation"] == 0) & (np.isin(posts["role"], TEAM_ROLES) | (posts["new_centre"] == 1))
    rows = np.flatnonzero(is_new)
    situation = read_situation(world) if rows.size else None
    for post in rows[np.argsort(posts["key"][rows])]:
        is_nurse = posts["role"][post] == TEAM_NURSE
        vacant_share = p.team_nurse_start_vacancy if is_nurse else p.team_physician_start_vacancy
        if draw(now.seed, TEAM_STARTS, posts["key"][post]) <= vacant_share:
            continue
        if is_nurse:
            fill_nurse_post(world, situation, int(post), p.local_nurse_share)
        else:
            recruit(world, int(post))


def next_post_number(world, unit):
    """Return the number of the next GP post of the unit."""
    posts = world.posts[: world.now["posts"][0]]
    return int(((posts["unit"] == unit) & (posts["role"] == GP)).sum())


@kernel
def team_works(world, person):
    """Return whether a member of a mobile team is on duty today.

    Nurses and physicians without turns share the team's days evenly; with turns a physician is there the whole week of
    their turn, and not in other weeks.
    """
    now, levers = world.now[0], world.levers[person.unit]
    if now.workday == 0 and levers.mobile_team_days != ALL_DAYS:
        return False
    days = DAYS_A_WEEK if levers.mobile_team_days == ALL_DAYS else WORKDAYS_A_WEEK
    turn = np.int64(now.day)
    if levers.mobile_team_days != ALL_DAYS:
        turn = week_number(now) * WORKDAYS_A_WEEK + np.int64(now.weekday)
    if person.role == TEAM_NURSE:
        return count_of(turn, person.full_time * WORKDAYS_A_WEEK / days, person.phase) > 0
    seats = np.int64(np.ceil(levers.mobile_team_physician_half_days_a_week / (2.0 * days)))
    if levers.mobile_team_turn_weeks == 0 or seats == 0:
        return (
            count_of(
                turn,
                levers.mobile_team_physician_half_days_a_week / (2.0 * days * max(levers.mobile_team_physicians, 1)),
                person.phase,
            )
            > 0
        )
    turns = max(np.int64(levers.mobile_team_physicians) // seats, 1)
    if (week_number(now) // levers.mobile_team_turn_weeks + world.posts[person.post].number) % turns != 0:
        return False
    return count_of(turn, levers.mobile_team_physician_half_days_a_week / (2.0 * days * seats), person.phase) > 0


@kernel
def team_minutes(levers, shift_minutes):
    """Return the minutes of a day's work with the team: its hours, at most a shift."""
    return min(np.int64(levers.mobile_team_end - levers.mobile_team_start), np.int64(shift_minutes))
