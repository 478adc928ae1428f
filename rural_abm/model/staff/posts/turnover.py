"""Arrivals and departures: posts fall vacant and are taken, and the ledger counts it.

The decisions and their reasons are in `agents.careers`; this module carries them out.
"""

import numpy as np

from rural_abm.engine.random_numbers import process, uniform_array
from rural_abm.engine.units import DAYS_A_YEAR, THOUSANDTHS
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.decisions.attraction import remember_reputation
from rural_abm.model.staff.decisions.leaving import monthly_chance
from rural_abm.model.staff.decisions.load import close_month
from rural_abm.model.staff.persons import add_person, draw, key_of, next_row, staggered
from rural_abm.model.staff.posts.locums import end_engagement
from rural_abm.model.staff.posts.setup import add_locum
from rural_abm.model.staff.records import (
    DOCTORS,
    EMPLOYED,
    GONE,
    GP,
    IN_POOL,
    LOCUM,
    PERMANENT,
    ROTATING,
)
from rural_abm.model.ties.bonds import release_staff
from rural_abm.model.ties.succession import inherit_list
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_LEAVING_FACTOR, EV_STAFF_CAME, EV_STAFF_LEFT, log_if_on

HOURLY = process("staff.hourly_after_retirement")
STOPPING = process("staff.locum_stopping")
DECLARATION = Declaration(
    unit_counts=counted(
        ("gps_left", "persons", "permanent GPs who left, retirement included"),
        ("gps_retired", "persons", "of these retired"),
        ("gps_recruited", "persons", "permanent GPs who came"),
        ("gp_stay_days", "days", "length of stay of the GPs who left"),
        ("recruitment_days", "days", "days the filled GP posts had been vacant"),
        ("nurses_left", "persons", "nurses who left, retirement included"),
        ("nurses_recruited", "persons", "nurses who came"),
    ),
)


def staff_month(world):
    """Update the month's work load and nights, and the memory of leavers and locums; decisions follow later."""
    close_month(world)
    remember_reputation(world)


def employed(world, *employments):
    """Return the rows of employed staff with one of the employments (of all if none is named)."""
    staff = world.staff[: world.now["staff"][0]]
    chosen = staff["status"] == EMPLOYED
    if employments:
        chosen &= np.logical_or.reduce([staff["employment"] == one for one in employments])
    return np.flatnonzero(chosen)


def depart(world, row, *, is_retired=False, factors=()):
    """Remove a permanent or trainee: the post falls vacant, residents lose them, the ledger counts it.

    `factors` are the parts of the hazard, written to the event register in thousandths. A GP who retires may continue
    by the hour, in the pool of locums.
    """
    person, now = world.staff[row], world.now[0]
    counts, stay = world.unit_counts[now.period, person.unit], int(now.day - person.since)
    seat = np.int64(world.units["settlement"][person.unit])
    log_if_on(world, 0, person.key, EV_STAFF_LEFT, np.int64(person.role), seat, stay)
    for factor_place, factor in enumerate(factors if now.register else ()):
        part = np.int64(round(factor * THOUSANDTHS))
        log_if_on(world, 0, person.key, EV_LEAVING_FACTOR, np.int64(factor_place), seat, part)
    if person.employment in (PERMANENT, ROTATING):
        if person.role in DOCTORS:
            counts.gps_left += 1
            counts.gps_retired += int(is_retired)
            counts.gp_stay_days += stay
            world.unit_states["recent_leavers"][person.unit] += 1.0
        else:
            counts.nurses_left += 1
    post = np.int64(person.post)
    vacate(world, row)
    p = world.parameters[0]
    stays_hourly = is_retired and person.role == GP
    if stays_hourly and draw(now.seed, HOURLY, person.key) <= p.hourly_after_retirement_share:
        person.employment, person.status, person.productivity = LOCUM, IN_POOL, p.locum_productivity
        person.worked_at |= 1 << int(person.unit)
    else:
        person.status, person.left_day = GONE, now.day
    release_staff(world, row, post)


def vacate(world, row):
    """Take a person off their post from today, and off the on-call lines of tonight."""
    person, posts = world.staff[row], world.posts
    if person.post >= 0:
        posts["holder"][person.post] = -1
        posts["vacant_since"][person.post] = world.now["day"][0]
    person.post, person.dedicated = -1, 0
    on_call = world.now["on_call"][0]
    on_call[on_call == row] = -1


def vacant_posts(world):
    """Return the rows of active, not frozen posts without a permanent holder, in key order."""
    posts = world.posts[: world.now["posts"][0]]
    rows = np.flatnonzero((posts["active"] == 1) & (posts["holder"] < 0) & (posts["frozen"] == 0))
    return rows[np.argsort(posts["key"][rows])]


def change_post(world, row, post):
    """Move a person to a vacant post of the unit; the old post falls vacant, with a GP's list.

    A person who changes role is no longer anyone's usual GP or contact nurse.
    """
    person, record = world.staff[row], world.posts[post]
    if person.role != record.role:
        release_staff(world, row, np.int64(person.post))
    vacate(world, row)
    person.role, person.employer = record.role, record.employer
    take_post(world, post, row)


def move(world, row, unit):
    """Move a permanent person to the first vacant post of their role at another unit; return whether there was one.

    Patients do not follow; the tenure starts again.
    """
    rows = vacant_posts(world)
    person = world.staff[row]
    found = rows[(world.posts["unit"][rows] == unit) & (world.posts["role"][rows] == person.role)]
    if not found.size or person.unit == unit or person.post < 0:
        return False
    post = int(found[0])
    release_staff(world, row, np.int64(person.post))
    vacate(world, row)
    person.unit, person.employer, person.since = unit, world.posts["employer"][post], world.now["day"][0]
    person.employment = ROTATING if world.posts["rotating"][post] else PERMANENT
    take_post(world, post, row)
    return True


def recruit(world, post):
    """Fill the post with a new person; return their row, -1 where there is no room for one."""
    posts, now = world.posts, world.now[0]
    row = next_row(world)
    if row < 0:
        return -1
    role, generation = int(posts["role"][post]), int(posts["generation"][post])
    add_person(
        world.staff, row, now.seed, world.parameters, key=key_of(posts["key"][post], generation), role=role,
        employment=ROTATING if posts["rotating"][post] else PERMANENT, unit=posts["unit"][post], post=post, day=now.day,
        full_time=posts["share"][post],
    )  # fmt: skip
    posts["generation"][post] += 1
    count_arrival(world, post, row)
    take_post(world, post, row)
    return row


def appoint(world, post, row):
    """Fill the post with a trainee who has become a specialist; patients do not follow to another unit."""
    person, now = world.staff[row], world.now[0]
    if person.unit != world.posts["unit"][post]:
        release_staff(world, row, np.int64(-1))
    person.employment = ROTATING if world.posts["rotating"][post] else PERMANENT
    person.productivity, person.unit, person.since = 1.0, world.posts["unit"][post], now.day
    count_arrival(world, post, row)
    take_post(world, post, row)


def count_arrival(world, post, row):
    """Count a permanent who begins today, and how long the post had been vacant."""
    now, record = world.now[0], world.posts[post]
    counts, waited = world.unit_counts[now.period, record.unit], int(now.day - record.vacant_since)
    if record.role in DOCTORS:
        counts.gps_recruited += 1
        counts.recruitment_days += waited
    else:
        counts.nurses_recruited += 1
    key, seat = world.staff["key"][row], np.int64(world.units["settlement"][record.unit])
    log_if_on(world, 0, key, EV_STAFF_CAME, np.int64(record.role), seat, waited)


def take_post(world, post, row):
    """Put the person on the post; a locum who covers it leaves, and a GP takes over the list that has waited."""
    record, person = world.posts[post], world.staff[row]
    if record.locum >= 0:
        end_engagement(world, post)
    record.holder, record.vacant_since = row, NEVER
    person.post, person.full_time, person.planned_week, person.phase = post, record.share, -1, staggered(record.number)
    if record.role == GP:
        inherit_list(world, post, row)


def renew_pool(world):
    """Renew the locum pool: some stop coming, those past an age retire, and new people fill the places.

    No one stops in the middle of an engagement.
    """
    now, p, staff = world.now[0], world.parameters[0], world.staff[: world.now["staff"][0]]
    locums = staff["employment"] == LOCUM
    rows = np.flatnonzero(locums & (staff["status"] == IN_POOL))
    stops = uniform_array(now.seed, STOPPING, staff["key"][rows], now.month) <= monthly_chance(
        p.locum_stopping_per_year
    )
    is_old = now.day - staff["birth_day"][rows] >= p.hourly_until_age_years * DAYS_A_YEAR
    gone = rows[np.where(staff["retires_day"][rows] <= now.day, is_old, stops)]
    staff["status"][gone], staff["left_day"][gone] = GONE, now.day
    first = int(locums.sum())
    for number in range(first, first + int(p.locum_pool_persons) - int((locums & (staff["status"] != GONE)).sum())):
        row = next_row(world)
        if row >= 0:
            add_locum(world.staff, row, number, now.seed, world.parameters, int(now.day), world.units.size)


def leave(world, staff_row, successor):
    """Let a GP leave today (an experiment); return the successor's row, -1 where there is none.

    `successor`: `permanent` fills the post at once, `locums` leaves it vacant, `none` freezes it. A frozen post is
    neither advertised nor covered. Raises ValueError for another word, or for a person who holds no post.
    """
    post = int(world.staff["post"][staff_row])
    if successor not in ("permanent", "locums", "none"):
        raise ValueError(f"successor is '{successor}', must be permanent, locums or none")
    if post < 0 or world.posts["holder"][post] != staff_row:
        raise ValueError(f"staff row {staff_row} holds no post")
    depart(world, int(staff_row))
    if successor == "permanent":
        return recruit(world, post)
    if successor == "none":
        world.posts["frozen"][post] = 1
    return -1
