"""Actions of organisations: open, hold or advertise posts, close beds, move half-days, end funding, send teams.

`carry_out(world, decider, index, decision)` logs the decision and then carries it out. No action is taken without a log
entry. New posts are vacant and wait for applicants; holding a post dismisses no one.
"""

import numpy as np

from rural_abm.model.organisations.books import HELD_VACANT
from rural_abm.model.organisations.budgets import capacity_ore
from rural_abm.model.organisations.levers import end_project, move_half_days, open_agreed_channels
from rural_abm.model.organisations.log import write_down
from rural_abm.model.organisations.records import PROJECT_TAKEN_OVER
from rural_abm.model.staff.posts.establishment import apply_levers as establish_posts
from rural_abm.model.staff.posts.establishment import open_post
from rural_abm.model.staff.records import CLINIC_NURSE, GP, HOME_NURSE


def carry_out(world, decider, index, decision):
    """Log a decision and carry it out."""
    write_down(world, decider, index, decision)
    ACTS[decision.what](world, decision)


def new_post(world, unit, role, *, by_money=False):
    """Open a full post of the role, vacant from today, and return its row, or -1 if there is no room."""
    posts = world.posts[: world.now["posts"][0]]
    of_role = (posts["unit"] == unit) & (posts["role"] == role)
    before = int(world.now["posts"][0])
    open_post(world, unit, role, -1, int(of_role.sum()))
    if int(world.now["posts"][0]) == before:
        return -1
    world.posts["share"][before], world.posts["by_money"][before] = 1.0, int(by_money)
    return before


def _open_gp_post(world, decision):
    new_post(world, decision.unit, GP, by_money=True)
    world.unit_decisions["money_gp_posts"][decision.unit] += 1


def _open_nurse_post(world, decision):
    new_post(world, decision.unit, CLINIC_NURSE, by_money=True)
    world.unit_decisions["money_nurse_posts"][decision.unit] += 1


def _open_home_nurse_post(world, decision):
    new_post(world, decision.unit, HOME_NURSE)
    world.unit_decisions["extra_home_nurse_posts"][decision.unit] += 1


def _nurse_posts(world, decision, *, held):
    """Return the rows of the vacant nurse posts in the decision (`amount` below 0: home nursing), in key order.

    They are the posts held vacant, or those advertised.
    """
    posts = world.posts[: world.now["posts"][0]]
    chosen = (posts["active"] == 1) & (posts["unit"] == decision.unit) & (posts["role"] != GP)
    chosen &= (posts["role"] == HOME_NURSE) == (decision.amount < 0)
    chosen &= posts["frozen"] == (HELD_VACANT if held else 0)
    rows = np.flatnonzero(chosen & (posts["holder"] < 0))
    return rows[np.argsort(posts["key"][rows])]


def _hold_post_vacant(world, decision):
    world.posts["frozen"][_nurse_posts(world, decision, held=False)[:1]] = HELD_VACANT


def _advertise_post(world, decision):
    world.posts["frozen"][_nurse_posts(world, decision, held=True)[:1]] = 0


def _cut_locum_weeks(world, decision):
    world.unit_decisions["locum_weeks_cut"][decision.unit] += int(decision.amount)
    open_agreed_channels(world, decision.unit)


def _restore_locum_weeks(world, decision):
    world.unit_decisions["locum_weeks_cut"][decision.unit] = 0
    open_agreed_channels(world, decision.unit)


def _close_beds(world, decision):
    world.wards["closed"][decision.unit] += int(decision.amount)


def _close_beds_in_summer(world, decision):
    world.wards["closed_in_summer"][decision.unit] = int(decision.amount)


def _open_beds(world, decision):
    closed = int(world.wards["closed"][decision.unit])
    world.wards["closed"][decision.unit] = max(closed - int(decision.amount), 0)


def _ward_of_hospital(world, decision):
    """Return the row of the ward in the hospital to which the unit refers."""
    return world.units.size + int(world.units["hospital"][decision.unit])


def _close_hospital_beds(world, decision):
    """Close hospital beds: `amount` above 0, those whose money was moved; below 0, those closed for a deficit."""
    name = "closed_for_money" if decision.amount > 0 else "closed"
    world.wards[name][_ward_of_hospital(world, decision)] += abs(int(decision.amount))


def _open_hospital_beds(world, decision):
    ward = _ward_of_hospital(world, decision)
    world.wards["closed"][ward] = max(int(world.wards["closed"][ward]) - int(decision.amount), 0)


def _start_project(world, decision):
    """Record that project money has run since the day its levers took effect."""
    world.unit_decisions["project_began"][decision.unit] = 1


def _take_over_project(world, decision):
    unit = decision.unit
    before = capacity_ore(world)[unit] - world.books["capacity_at_start_ore"][unit]
    world.unit_decisions["project_state"][unit] = PROJECT_TAKEN_OVER
    world.books["taken_over_ore"][unit] = max(before, 0)


def _end_project(world, decision):
    end_project(world, decision.unit)
    establish_posts(world)


def _give_half_day(world, decision):
    move_half_days(world, decision.unit, int(decision.amount))


def _take_half_day_back(world, decision):
    move_half_days(world, decision.unit, -int(decision.amount))


def _follow_up_agreement(world, decision):
    """Update the count of consecutive failures: a documented miss adds one, a met volume resets it."""
    failures = world.unit_decisions["agreement_failures"]
    failures[decision.unit] = failures[decision.unit] + 1 if decision.amount < 0 else 0


def _adjust_agreement(world, decision):
    """Adjust the agreed volume, in half-days, to need or capacity; the manager's own moves remain."""
    u, p = world.unit_decisions[decision.unit], world.parameters[0]
    u.half_days_agreed = max(u.half_days_agreed + int(decision.amount), 0)
    u.agreement_minutes_a_week = int(u.half_days_agreed * p.home_nursing_half_day_minutes)


def _use_sanction(world, decision):
    world.unit_decisions["hired_minutes_a_week"][decision.unit] = int(decision.amount)
    world.unit_decisions["agreement_failures"][decision.unit] = 0
    open_agreed_channels(world, decision.unit)
    establish_posts(world)


def _start_team(world, decision):
    world.unit_decisions["hospital_team_minutes"][decision.unit] = int(decision.amount)
    open_agreed_channels(world, decision.unit)
    establish_posts(world)


def _end_team(world, decision):
    world.unit_decisions["hospital_team_minutes"][decision.unit] = 0
    open_agreed_channels(world, decision.unit)
    establish_posts(world)


ACTS = {
    "open_gp_post": _open_gp_post,
    "open_nurse_post": _open_nurse_post,
    "open_home_nurse_post": _open_home_nurse_post,
    "hold_post_vacant": _hold_post_vacant,
    "advertise_post": _advertise_post,
    "cut_locum_weeks": _cut_locum_weeks,
    "restore_locum_weeks": _restore_locum_weeks,
    "close_places": _close_beds,
    "close_places_in_summer": _close_beds_in_summer,
    "open_places": _open_beds,
    "close_hospital_beds": _close_hospital_beds,
    "open_hospital_beds": _open_hospital_beds,
    "start_project": _start_project,
    "take_over_project": _take_over_project,
    "end_project": _end_project,
    "give_half_day": _give_half_day,
    "take_half_day_back": _take_half_day_back,
    "follow_up_agreement": _follow_up_agreement,
    "adjust_agreement": _adjust_agreement,
    "use_sanction": _use_sanction,
    "start_team": _start_team,
    "end_team": _end_team,
}
