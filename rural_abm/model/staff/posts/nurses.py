"""One local market of nurses: ward, home nursing, centre, ambulance and advanced roles draw on the same people.

Vacant posts are filled from elsewhere or by a nurse of the unit in another role, whose post then falls vacant; this is
likelier the heavier the work there and the lighter it is here. In a shortage region and municipality may buy hours from
each other.
"""

from math import fsum

import numpy as np

from rural_abm.engine.random_numbers import exponential_array, process, uniform
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, MINUTES_AN_HOUR, MONTHS_A_YEAR
from rural_abm.model.staff.decisions.load import IS_DOCTOR
from rural_abm.model.staff.posts.turnover import change_post, recruit
from rural_abm.model.staff.records import ADVANCED_NURSE, COORDINATOR, EMPLOYED, HOME_NURSE, TEAM_NURSE, WARD_NURSE
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK
from rural_abm.state.declarations import Declaration, counted

LOCAL_NURSE = process("staff.local_nurse")
WHICH_NURSE = process("staff.which_local_nurse")
# Roles filled by nurses who already work at the place, where there are any.
LOCAL_ROLES = (ADVANCED_NURSE, COORDINATOR, TEAM_NURSE)
DAYS_A_MONTH = DAYS_A_YEAR / MONTHS_A_YEAR
DECLARATION = Declaration(
    unit_counts=counted(
        ("nurses_moved", "persons", "nurses who changed role at the unit"),
    ),
    activity=counted(
        ("nurse_hours_to_municipality", "hours", "ward nurses' hours bought by the municipality"),
        ("nurse_hours_to_region", "hours", "home-nursing nurses' hours bought by the region"),
    ),
)


def nurse_filling(situation, unit, role):
    """Return (rate from elsewhere, rate from within) per year at which a vacant post for a nurse of the role is filled.

    Only strain above the point where overload begins attracts or deters.
    """
    p = situation.p
    if role in LOCAL_ROLES:
        inside = p.nurse_filling_per_year * p.local_nurse_share
        return p.nurse_filling_per_year - inside, inside
    here, others = strain_of_role(situation, unit, role)
    pull = max(others, p.overload_begins) / max(here, p.overload_begins)
    return p.nurse_filling_per_year, p.nurse_moving_per_year * pull**p.nurse_moving_strain_exponent


def strain_of_role(situation, unit, role):
    """Return the mean strain of the unit's nurses in the role, and of its other nurses; 1 where there are none."""
    totals, numbers = situation.nurse_strain[unit], situation.nurse_number[unit]
    here, number = totals[role], numbers[role]
    others = sum(numbers) - number
    return here / number if number else 1.0, (fsum(totals) - here) / others if others else 1.0


def fill_nurse_post(world, situation, post, inside_share):
    """Fill a vacant nurse post by a nurse of the unit, with chance `inside_share` if there is one, or by a newcomer."""
    key = world.posts["key"][post]
    row = -1
    if uniform(situation.seed, LOCAL_NURSE, key, situation.month) <= inside_share:
        row = local_nurse(world, situation, post)
    if row < 0:
        recruit(world, post)
        return
    world.unit_counts[world.now["period"][0], world.posts["unit"][post]].nurses_moved += 1
    change_post(world, row, post)


def local_nurse(world, situation, post):
    """Return the row of the nurse of the unit who changes to the post, or -1; strained nurses are likelier to."""
    staff, role, unit = world.staff, world.posts["role"][post], world.posts["unit"][post]
    people = situation.people
    rows = people.row[~IS_DOCTOR[people.role] & (people.unit == unit)]
    stays_put = np.isin(staff["role"][rows], (role, *LOCAL_ROLES))
    rows = rows[~stays_put & (staff["status"][rows] == EMPLOYED)]
    if not rows.size:
        return -1
    keys, p = staff["key"][rows], situation.p
    pace = np.maximum(staff["strain"][rows], p.overload_begins) ** p.nurse_moving_strain_exponent
    times = exponential_array(situation.seed, WHICH_NURSE, keys, situation.month) / pace
    return int(rows[np.lexsort((keys, times))[0]])


def exchange_staff(world):
    """Let the side of each unit with the greater shortage buy nurse hours from the other, within the lever.

    Hours move half the difference in vacancy, counted in the smaller side's hours; nothing moves below the least
    difference, or where the seller has no nurses. Counts the month's hours by the municipality of the unit.
    """
    units, now = world.units, world.now[0]
    world.unit_states["lent_minutes_a_day"] = 0.0
    if not (world.levers["staff_exchange_hours_a_month"] > 0).any():
        return
    (ward, ward_held), (home, home_held) = (posts_and_held(world, role) for role in (WARD_NURSE, HOME_NURSE))
    shift_hours = world.parameters["nurse_shift_minutes"][0] / MINUTES_AN_HOUR
    hours_a_post = shift_hours * WORKDAYS_A_WEEK / DAYS_A_WEEK * DAYS_A_MONTH
    for unit in np.flatnonzero((world.levers["staff_exchange_hours_a_month"] > 0) & (ward > 0) & (home > 0)):
        gap = ward_held[unit] / ward[unit] - home_held[unit] / home[unit]
        seller = ward_held[unit] if gap > 0 else home_held[unit]
        if abs(gap) <= world.parameters["exchange_gap"][0] or seller == 0:
            continue
        hours = min(
            abs(gap) / 2 * min(ward[unit], home[unit]) * hours_a_post,
            float(world.levers["staff_exchange_hours_a_month"][unit]),
        )
        world.unit_states["lent_minutes_a_day"][unit] = np.sign(gap) * hours * MINUTES_AN_HOUR / DAYS_A_MONTH
        money = world.activity[now.month, units[unit].municipality]
        if gap > 0:
            money.nurse_hours_to_municipality += int(hours)
        else:
            money.nurse_hours_to_region += int(hours)


def posts_and_held(world, role):
    """Return (posts, of these held) of a role in full time, two arrays [units]."""
    posts = world.posts[: world.now["posts"][0]]
    chosen = (posts["active"] == 1) & (posts["role"] == role)
    unit, share, size = posts["unit"][chosen], posts["share"][chosen], world.units.size
    return np.bincount(unit, share, size), np.bincount(unit, share * (posts["holder"][chosen] >= 0), size)
