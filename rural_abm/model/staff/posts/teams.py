"""The staff of mobile teams and of a new kind of centre: their posts and first holders.

A team has physicians and nurses of its own at a base. Its physicians are recruited like GPs, its nurses from the local
nurses. Posts that a lever opens begin with the usual vacancies of the area.
"""

import numpy as np

from rural_abm.engine.random_numbers import process
from rural_abm.model.staff.decisions.situation import read_situation
from rural_abm.model.staff.persons import draw
from rural_abm.model.staff.posts.nurses import fill_nurse_post
from rural_abm.model.staff.posts.turnover import recruit
from rural_abm.model.staff.records import GP, TEAM_NURSE, TEAM_PHYSICIAN
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK

TEAM_STARTS = process("staff.team_starts")
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
