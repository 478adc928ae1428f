"""Locums: a standing pool of persons who cover vacant GP posts for some weeks and may come back.

`order_locums(world)` runs every Monday before the roster, `new_locum_year(world)` on the first day of a year.
"""

import numpy as np

from rural_abm.compiled import kernel
from rural_abm.draws import below, combine, process, uniform, uniform_array
from rural_abm.people.records import NEVER
from rural_abm.staff.persons import staggered
from rural_abm.staff.plan import week_number
from rural_abm.staff.records import EMPLOYED, GP, IN_POOL, LOCUM
from rural_abm.staff.time_aside import set_time_aside
from rural_abm.units import DAYS_A_WEEK

COVER = process("staff.locum_cover")
LENGTH = process("staff.locum_length")
RETURNING = process("staff.locum_returning")
FREE = process("staff.locum_free")
CHOICE = process("staff.locum_choice")


def order_locums(world):
    """Send home the locums whose weeks are over, cover vacant posts within supply and budget, count the week.

    Posts choose in the order of their keys; a person is engaged once.  Reads the locum levers of the units.
    """
    now = np.asarray(world.now)[0]
    posts, staff = np.asarray(world.posts)[: now["posts"]], np.asarray(world.staff)
    covered = np.flatnonzero(posts["locum"] >= 0)
    for post in covered[staff["until"][posts["locum"][covered]] < now["day"]]:
        end_engagement(world, post)
    week, rows = int(week_number(world.now[0])), open_posts(posts)
    draws = uniform_array(now["seed"], COVER, posts["key"][rows], week)
    rows = rows[draws <= supply(world)[posts["unit"][rows]]]
    if rows.size:
        engage_all(world, rows, free_this_week(world, week), np.int64(week))
    covered = np.flatnonzero(posts["locum"] >= 0)
    weeks = np.bincount(posts["unit"][covered], minlength=world.units.size)
    np.asarray(world.unit_counts)["locum_weeks"][now["period"]] += weeks
    staff["full_time"][posts["locum"][covered]] = posts["share"][covered]
    staff["phase"][posts["locum"][covered]] = staggered(posts["number"][covered])
    set_time_aside(world)


def free_this_week(world, week):
    """Rows of the pool persons who are free this week, by a draw of person and week."""
    now, staff = world.now[0], np.asarray(world.staff)[: world.now["staff"][0]]
    pool = np.flatnonzero((staff["status"] == IN_POOL) & (staff["employment"] == LOCUM))
    draws = uniform_array(now.seed, FREE, staff["key"][pool], week)
    return pool[draws <= world.parameters["locum_free_share"][0]]


def open_posts(posts):
    """Rows of GP posts without holder and locum that may be covered, in order of key."""
    wanted = (posts["active"] == 1) & (posts["role"] == GP) & (posts["holder"] < 0) & (posts["locum"] < 0)
    rows = np.flatnonzero(wanted & (posts["frozen"] == 0))
    return rows[np.argsort(posts["key"][rows])]


def supply(world):
    """Chance that a locum can be had this week for a post that has none, by unit [units].

    A free week is followed by an engagement with chance c / (c + L (1 - c)), L the mean length in weeks: then the share
    c of all vacant weeks is covered in the long run.
    """
    p = np.asarray(world.parameters)[0]
    coverage, mean = p["locum_coverage"], p["locum_mean_weeks"]
    length = mean_weeks(mean, np.asarray(world.units)["locum_longest_weeks"])
    return coverage / (coverage + length * (1.0 - coverage))


def mean_weeks(mean, longest):
    """Mean length of engagements that are uniform on 1 ... 2 mean - 1 weeks, cut at the longest allowed [units]."""
    lengths = np.arange(1, int(2 * mean - 1) + 1)
    return np.minimum(lengths, np.maximum(longest, 1)[:, np.newaxis]).mean(axis=1)


@kernel
def engage_all(world, posts, pool, week):
    """Let each of the posts engage someone out of the pool rows, in the order given."""
    for place in range(posts.size):
        engage(world, posts[place], pool, week)


@kernel
def engage(world, post, pool, week):
    """Engage someone out of the pool for the post, if the budget of the unit's year and the pool have any left."""
    now, p, record = world.now[0], world.parameters[0], world.posts[post]
    u, bit = world.units[record.unit], np.int64(1) << np.int64(record.unit)
    drawn = 1 + below(now.seed, LENGTH, record.key, week, 2.0 * p.locum_mean_weeks - 1.0)
    weeks = min(drawn, np.int64(u.locum_longest_weeks), np.int64(u.locum_weeks) - np.int64(u.locum_weeks_used))
    if weeks < 1:
        return
    returning = (
        u.locum_prefer_returning == 1 or uniform(now.seed, RETURNING, record.key, week) <= p.locum_returning_share
    )
    row = choose_locum(now, world.staff, pool, record.key, bit, week, returning)
    if row < 0:
        return
    person = world.staff[row]
    counts = world.unit_counts[now.period, record.unit]
    person.returned = 1 if np.int64(person.worked_at) & bit != 0 else 0
    counts.locum_engagements += 1
    counts.locum_returns += person.returned
    counts.locum_faces += 1 if np.int64(person.seen_at) & bit == 0 else 0
    u.locum_weeks_used += weeks
    person.worked_at |= bit
    person.seen_at |= bit
    person.status = EMPLOYED
    person.unit = record.unit
    person.post = post
    person.planned_week = -1
    person.since = now.day
    person.until = now.day + DAYS_A_WEEK * weeks - 1
    record.locum = row


@kernel
def choose_locum(now, staff, pool, post_key, bit, week, returning):
    """Row of the pool person who takes the post, -1 if nobody who is free this week is left.

    Someone who has worked at the unit (`bit` of `worked_at`) where `returning`, otherwise someone new to it; from the
    other group if there is nobody; within the group by the smallest draw of person, post and week.
    """
    best, best_rank = np.int64(-1), 2.0
    for place in range(pool.size):
        row = pool[place]
        person = staff[row]
        if person.status != IN_POOL:
            continue
        rank = uniform(now.seed, CHOICE, combine(person.key, post_key), week)
        if (np.int64(person.worked_at) & bit != 0) != returning:
            rank += 1.0
        if best < 0 or rank < best_rank:
            best, best_rank = np.int64(row), rank
    return best


def end_engagement(world, post):
    """The locum of the post goes back to the pool."""
    posts, staff = np.asarray(world.posts), np.asarray(world.staff)
    row = posts["locum"][post]
    posts["locum"][post] = -1
    staff["status"][row], staff["post"][row], staff["until"][row] = IN_POOL, -1, NEVER


def new_locum_year(world):
    """Begin a year of locum budgets, and of counting the faces of locums."""
    world.units["locum_weeks_used"] = 0
    world.staff["seen_at"] = 0
