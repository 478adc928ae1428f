"""The quarterly books: what organisations know of themselves, from counters and posts, a quarter late and with gaps.

`close_books(world)` runs on the first day of every quarter, the warm-up included. It reads the ledger, posts and the
units' own registers (listed and enrolled persons), never a resident.
"""

import numpy as np

from rural_abm.engine.units import MONTHS_A_QUARTER, MONTHS_A_YEAR
from rural_abm.model.organisations.records import QUARTER, QUARTER_NAMES
from rural_abm.model.staff.records import GP, HOME_NURSE, WARD_NURSE

HELD_VACANT = 2
QUARTERS_A_YEAR = MONTHS_A_YEAR // MONTHS_A_QUARTER


def is_first_of_quarter(now):
    """Return True in the first month of a quarter."""
    return int(now.month) % MONTHS_A_QUARTER == 0


def close_books(world):
    """On the first day of a quarter: write last quarter's figures of every unit into `world.books`."""
    now = world.now[0]
    if not is_first_of_quarter(now) or now.day == 0:
        return
    totals = sums(world)
    books = world.books
    quarter = totals - books["before"]
    books["before"] = totals
    for column, name in enumerate(QUARTER_NAMES):
        books[name] = quarter[:, column]
    if int(now.month) % MONTHS_A_YEAR == 0:
        books["this_year"] = totals - books["year_before"]
        books["year_before"] = totals
    write_registers(world)
    write_posts(world)
    write_shares(world)


def sums(world):
    """Return the sums of QUARTER since the start of the world (int64) [units, len(QUARTER)]."""
    periods = int(world.now["period"][0]) + 1
    by_unit, by_place = world.unit_counts[:periods], world.counts[:periods]
    municipality = world.units["municipality"]
    found = np.zeros((world.units.size, len(QUARTER)), np.int64)
    for column, (_, table, names, _) in enumerate(QUARTER):
        for name in names:
            if table == "unit_counts":
                found[:, column] += by_unit[name].sum(axis=0)
            else:
                found[:, column] += by_place[name].sum(axis=(0, 2, -1))[municipality]
    return found


def write_registers(world):
    """Write listed and enrolled persons and queues from the units' own registers."""
    books, units = world.books, world.units
    lists = world.unit_states["list_size"].astype(np.int64)
    of_place = np.bincount(units["municipality"], lists, world.purses.shape[1])
    books["list_size"], books["enrolled"], books["waiting"] = (
        lists,
        world.unit_states["enrolled"],
        world.unit_states["queue_length"],
    )
    books["list_share"] = over(lists, of_place[units["municipality"]])
    books["quarters_kept"] += int(world.now["reported_day"][0] > 0)


def write_posts(world):
    """Write posts and vacancies by unit."""
    books, posts, size = world.books, world.posts[: world.now["posts"][0]], world.units.size
    active, vacant = posts["active"] == 1, posts["holder"] < 0

    def amount(chosen):
        return np.bincount(posts["unit"][chosen], posts["share"][chosen], size)

    def number(chosen):
        return np.bincount(posts["unit"][chosen], minlength=size)

    for role, posts_name, vacancy_name in (
        (GP, "gp_posts", "gp_vacancy"),
        (HOME_NURSE, "home_nurse_posts", "home_nurse_vacancy"),
        (WARD_NURSE, None, "ward_vacancy"),
    ):
        of_role = active & (posts["role"] == role)
        if posts_name:
            books[posts_name] = amount(of_role)
        books[vacancy_name] = over(amount(of_role & vacant), amount(of_role))
    home = posts["role"] == HOME_NURSE
    others = active & ~home & (posts["role"] != GP)
    held = active & (posts["frozen"] == HELD_VACANT)
    books["clinic_posts_vacant"] = number(others & vacant & (posts["frozen"] == 0))
    books["home_posts_vacant"] = number(active & home & vacant & (posts["frozen"] == 0))
    books["posts_held_vacant"], books["home_posts_held_vacant"] = number(held & ~home), number(held & home)


def write_shares(world):
    """Write shares and means of the quarter, and the number of quarters that home nursing has been strained."""
    books, p = world.books, world.parameters[0]
    books["put_off_share"] = over(books["visits_put_off"], books["visits_due"])
    books["friction_share"] = over(books["nurse_friction_minutes"], books["nurse_work_minutes"])
    books["failed_share"] = over(books["requests_failed"], books["requests"])
    books["wait_days"] = over(books["gp_wait_days"], books["gp_waits"])
    books["delivered_share"] = over(books["home_nursing_gp_minutes"], books["agreed_gp_minutes"], 1.0)
    enrolled = np.bincount(world.units["municipality"], books["enrolled"], world.purses.shape[1])
    per_enrolled = over(books["acute_enrolled"], enrolled[world.units["municipality"]]) * QUARTERS_A_YEAR
    for name, newest in (("acute_rate", per_enrolled), ("acute_count", books["acute_enrolled"])):
        books[name] = np.column_stack([newest, books[name][:, :-1]])
    strained = (books["put_off_share"] > p.put_off_share_high) | (books["friction_share"] > p.friction_share_high)
    books["quarters_strained"] = np.where(strained, books["quarters_strained"] + 1, 0)


def over(part, whole, empty=0.0):
    """Return part / whole (float64), or `empty` where the whole is 0."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.full(part.shape, empty), where=whole > 0)
