"""Locums: a standing pool of persons who cover vacant posts of doctors for some weeks and may return.

`order_locums(world)` runs every Monday before the roster, `new_locum_year(world)` on the first day of a year.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, combine, process, uniform
from rural_abm.engine.units import DAYS_A_WEEK
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.in_force import locum_weeks_allowed
from rural_abm.model.staff.persons import STAGGER
from rural_abm.model.staff.records import EMPLOYED, GP, IN_POOL, LOCUM, TEAM_PHYSICIAN
from rural_abm.model.staff.working_time.plan import week_number
from rural_abm.model.staff.working_time.time_aside import set_time_aside
from rural_abm.state.declarations import Declaration, counted

COVER = process("staff.locum_cover")
LENGTH = process("staff.locum_length")
RETURNING = process("staff.locum_returning")
FREE = process("staff.locum_free")
CHOICE = process("staff.locum_choice")
DECLARATION = Declaration(
    unit_counts=counted(
        ("locum_weeks", "weeks", "locum weeks"),
        ("locum_returns", "engagements", "engagements of locums who had worked here before"),
        ("locum_engagements", "engagements", "locum engagements"),
        ("locum_faces", "persons", "locums new to the unit in the calendar year"),
    ),
)


@kernel
def order_locums(world):
    """End finished locum engagements, cover vacant posts within supply and budget, and count the week.

    Posts choose in the order of their keys; a person is engaged once. Reads the locum levers of the units.
    """
    now = world.now[0]
    for post in range(now.posts):
        locum = np.int64(world.posts[post].locum)
        if locum >= 0 and world.staff[locum].until < now.day:
            end_engagement(world, post)
    week = week_number(now)
    posts, pool = open_posts(world), free_this_week(world, week)
    for place in range(posts.size):
        record = world.posts[posts[place]]
        if uniform(now.seed, COVER, record.key, week) <= supply(world.parameters[0], world.levers[record.unit]):
            engage(world, posts[place], pool, week)
    for post in range(now.posts):
        count_week(world, world.posts[post])
    set_time_aside(world)


@kernel
def count_week(world, record):
    """Count the week of the locum who covers a post, and set their share of full time and place in the rota."""
    if record.locum < 0:
        return
    world.unit_counts[world.now[0].period, record.unit].locum_weeks += 1
    person = world.staff[record.locum]
    person.full_time = record.share
    person.phase = record.number * STAGGER % 1.0


@kernel
def open_posts(world):
    """Return the doctors' posts without holder and locum that may be covered, in key order.

    The rows include posts of mobile teams.
    """
    rows, found = np.empty(world.now[0].posts, np.int64), 0
    for row in range(world.now[0].posts):
        post = world.posts[row]
        is_doctor = post.role == GP or post.role == TEAM_PHYSICIAN
        if post.active == 0 or not is_doctor or post.holder >= 0 or post.locum >= 0 or post.frozen == 1:
            continue
        place = found
        while place > 0 and world.posts[rows[place - 1]].key > post.key:
            rows[place] = rows[place - 1]
            place -= 1
        rows[place] = row
        found += 1
    return rows[:found]


@kernel
def free_this_week(world, week):
    """Return the rows of the pool persons who are free this week, by a draw of person and week."""
    now = world.now[0]
    rows, found = np.empty(now.staff, np.int64), 0
    for row in range(now.staff):
        person = world.staff[row]
        if person.status != IN_POOL or person.employment != LOCUM:
            continue
        if uniform(now.seed, FREE, person.key, week) <= world.parameters[0].locum_free_share:
            rows[found] = row
            found += 1
    return rows[:found]


@kernel
def supply(p, levers):
    """Return the chance that a locum is available this week for a post of the unit that has none.

    A free week is followed by an engagement with chance c / (c + L (1 - c)), L the mean length in weeks: then the share
    c of all vacant weeks is covered in the long run.
    """
    length = mean_weeks(p.locum_mean_weeks, max(np.int64(levers.locum_policy_longest_weeks), 1))
    return p.locum_coverage / (p.locum_coverage + length * (1.0 - p.locum_coverage))


@kernel
def mean_weeks(mean, longest):
    """Return the mean length of engagements uniform on 1 ... 2 mean - 1 weeks, cut at the longest allowed."""
    most = np.int64(2.0 * mean - 1.0)
    total = 0
    for weeks in range(1, most + 1):
        total += min(weeks, longest)
    return np.float64(total) / most


@kernel
def engage(world, post, pool, week):
    """Engage a locum from the pool for the post, if the unit's yearly budget and the pool allow it."""
    now, p, record = world.now[0], world.parameters[0], world.posts[post]
    u, bit = world.unit_states[record.unit], np.int64(1) << np.int64(record.unit)
    levers = world.levers[record.unit]
    drawn = 1 + below(now.seed, LENGTH, record.key, week, 2.0 * p.locum_mean_weeks - 1.0)
    weeks = min(
        drawn,
        np.int64(levers.locum_policy_longest_weeks),
        locum_weeks_allowed(world, record.unit) - np.int64(u.locum_weeks_used),
    )
    if weeks < 1:
        return
    returning = (
        levers.locum_policy_prefer_returning == 1
        or uniform(now.seed, RETURNING, record.key, week) <= p.locum_returning_share
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
    person.role = record.role
    person.post = post
    person.planned_week = -1
    person.since = now.day
    person.until = now.day + DAYS_A_WEEK * weeks - 1
    record.locum = row


@kernel
def choose_locum(now, staff, pool, post_key, bit, week, returning):
    """Return the row of the pool person who takes the post, -1 if no one free this week is left.

    Where `returning`, it is someone who has worked at the unit (`bit` of `worked_at`), otherwise someone new to it;
    from the other group if there is no one; within the group by the smallest draw of person, post and week.
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


@kernel
def end_engagement(world, post):
    """Return the locum of the post to the pool."""
    person = world.staff[world.posts[post].locum]
    world.posts[post].locum = -1
    person.status = IN_POOL
    person.role = GP
    person.post = -1
    person.until = NEVER


def new_locum_year(world):
    """Begin a year of locum budgets, and of counting distinct locums."""
    world.unit_states["locum_weeks_used"] = 0
    world.staff["seen_at"] = 0
