"""Posts that levers open and close, from advanced nurses and ward nurses to mobile teams and new centres.

`apply_levers(world)` is called once the world is built and whenever levers have changed. A post that it opens is vacant
until someone is recruited; a reduction closes vacant posts first, then those held for the shortest time.
"""

import numpy as np

from rural_abm.engine.records import STAFF_FULL
from rural_abm.engine.units import DAYS_A_WEEK
from rural_abm.governance.schema import option_code
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.in_force import at_all_units, contact_point_minutes, remote_minutes, ward_posts
from rural_abm.model.staff.posts.setup import whole_posts, write_post
from rural_abm.model.staff.posts.teams import next_post_number, staff_new_posts, team_posts
from rural_abm.model.staff.posts.turnover import change_post, depart, employed
from rural_abm.model.staff.records import (
    ADVANCED_NURSE,
    COORDINATOR,
    DOCTORS,
    EMPLOYED,
    GP,
    HALF_DAYS_A_WEEK,
    IN_POOL,
    REMOTE,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    WARD_NURSE,
)
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK
from rural_abm.model.ties.bonds import release_staff

ALL_DAYS = option_code("single_point_of_contact.days", "all")


def apply_levers(world):
    """Bring posts and contracts in line with the levers of the units; doing so twice changes nothing.

    Weekly plans are made again at the next roster, so changed half-days count from then on.
    """
    for role, wanted in posts_by_lever(world).items():
        for unit, amount in enumerate(np.round(wanted, 2)):
            set_posts(world, unit, role, float(amount))
    for unit, (persons, amount, nurses) in enumerate(zip(*team_posts(world), strict=True)):
        set_posts(world, unit, TEAM_PHYSICIAN, float(amount), int(persons))
        set_posts(world, unit, TEAM_NURSE, float(nurses))
    for unit, wanted in enumerate(world.levers["new_centre_gp_posts"]):
        set_new_centre_posts(world, unit, int(wanted))
    staff_new_posts(world)
    contract_remote(world)
    world.staff["planned_week"][employed(world)] = -1


def posts_by_lever(world):
    """Return a dict role -> posts [units] that the levers ask for."""
    levers, p = world.levers, world.parameters[0]
    days = np.where(levers["single_point_of_contact_days"] == ALL_DAYS, DAYS_A_WEEK, WORKDAYS_A_WEEK)
    minutes = at_all_units(world, contact_point_minutes) * days
    return {
        ADVANCED_NURSE: levers["task_shift_advanced_nurse_half_days_a_week"] / HALF_DAYS_A_WEEK,
        COORDINATOR: minutes / (p.nurse_shift_minutes * WORKDAYS_A_WEEK),
        WARD_NURSE: ward_posts(world) * p.ward_nurse_share,
    }


def set_posts(world, unit, role, amount, persons=None):
    """Set the number of active posts of the role at the unit to what `amount` needs, or to `persons` who share it.

    All posts have the same share of full time.
    """
    posts = world.posts[: world.now["posts"][0]]
    rows = np.flatnonzero((posts["unit"] == unit) & (posts["role"] == role))
    rows = rows[np.argsort(posts["number"][rows])]
    active = rows[posts["active"][rows] == 1]
    wanted = whole_posts(amount) if persons is None else persons
    for row in closing_order(world, active)[: max(len(active) - wanted, 0)]:
        close_post(world, int(row))
    closed = rows[posts["active"][rows] == 0]
    for i in range(wanted - len(active)):
        open_post(world, unit, role, int(closed[i]) if i < len(closed) else -1, len(rows) + i - len(closed))
    set_share(world, unit, role, amount / max(wanted, 1))


def set_new_centre_posts(world, unit, wanted):
    """Set the number of GP posts of a new kind of centre at the unit, in addition to the existing ones."""
    posts = world.posts[: world.now["posts"][0]]
    rows = np.flatnonzero((posts["unit"] == unit) & (posts["new_centre"] == 1))
    active = rows[posts["active"][rows] == 1]
    for row in closing_order(world, active)[: max(len(active) - wanted, 0)]:
        close_post(world, int(row))
    closed = rows[posts["active"][rows] == 0]
    for i in range(wanted - len(active)):
        row = int(closed[i]) if i < len(closed) else int(world.now["posts"][0])
        open_post(world, unit, GP, row if i < len(closed) else -1, next_post_number(world, unit))
        world.posts["new_centre"][row] = 1


def closing_order(world, rows):
    """Return active posts in the order of closing: vacant ones, then the latest held (equal: highest number)."""
    posts, staff = world.posts, world.staff

    def rank(row):
        holder = posts["holder"][row]
        return (holder >= 0, -int(staff["since"][holder]) if holder >= 0 else 0, -int(posts["number"][row]))

    return sorted(rows, key=rank)


def close_post(world, row):
    """Close a post; its holder changes to a vacant post of the unit, or leaves where there is none.

    Nurses change to nurses' posts, doctors to doctors'.
    """
    posts = world.posts
    holder, role = int(posts["holder"][row]), posts["role"][row]
    posts["active"][row] = 0
    if holder < 0:
        return
    is_doctor = role in DOCTORS
    vacant = (posts["active"] == 1) & (posts["holder"] < 0) & (posts["unit"] == posts["unit"][row])
    vacant &= np.isin(posts["role"], DOCTORS) == is_doctor
    vacant = np.flatnonzero(vacant & (posts["role"] == role)), np.flatnonzero(vacant)
    rows = vacant[0] if vacant[0].size else vacant[1]
    if not rows.size:
        depart(world, holder)
        return
    chosen = int(rows[np.argmin(posts["key"][rows])])
    change_post(world, holder, chosen)


def open_post(world, unit, role, row, number):
    """Open a post, vacant from today: a closed one again, or a new one at the end."""
    now, posts = world.now, world.posts
    if row < 0:
        row = int(now["posts"][0])
        if row >= posts.size:
            now["overflow"] = STAFF_FULL
            return
        write_post(world.posts, row, unit, role, number, 1.0)
        now["posts"] += 1
    posts["active"][row], posts["vacant_since"][row] = 1, now["day"][0]


def set_share(world, unit, role, share):
    """Give all active posts of the role at the unit, and their holders, one share of full time."""
    posts, staff = world.posts, world.staff
    rows = np.flatnonzero((posts["active"] == 1) & (posts["unit"] == unit) & (posts["role"] == role))
    posts["share"][rows] = share
    holders = posts["holder"][rows]
    staff["full_time"][holders[holders >= 0]] = share


def contract_remote(world):
    """Contract each unit's standing remote physician where the lever asks for minutes; otherwise end the contract."""
    staff, day, minutes = world.staff, world.now["day"][0], at_all_units(world, remote_minutes)
    for row in np.flatnonzero(staff["employment"] == REMOTE):
        wanted = minutes[staff["unit"][row]] > 0
        if wanted and staff["status"][row] == IN_POOL:
            staff["status"][row], staff["since"][row], staff["until"][row] = EMPLOYED, day, NEVER
        elif not wanted and staff["status"][row] == EMPLOYED:
            staff["status"][row] = IN_POOL
            release_staff(world, int(row), -1)
