"""Room in the record arrays: checked every morning and grown to the most that the day can add, so never overrun.

What a day can add follows from the population and staff of the region, so that no size of a region and no value of a
lever or parameter fills an array; the amount of room affects no result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from rural_abm.engine.errors import CapacityError
from rural_abm.engine.records import CAPACITIES, grown
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.model.people.records import PLACES, RING
from rural_abm.model.processes import LISTED_FIELDS, RESIDENT_FIELDS, blank_rows
from rural_abm.model.staff.records import DOCTORS, EMPLOYED, HOME_NURSE, ROLES

if TYPE_CHECKING:
    from rural_abm.state.world import World

# Rows that are free every morning at the least, and by how much an array grows.
LEAST = {
    "residents": 512, "calendar": 2048, "ties": 16384, "staff": 512, "posts": 256, "needs": 8192, "colleagues": 8192,
    "decisions": 512,
}  # fmt: skip
GROWTH = 1.5
# Rows of `onsets` and `changes`, and of `contacts` and `events`, at the least.
TODAY_ROWS, LOG_ROWS = 16384, 65536
# More posts than levers can open at one unit together; a test opens them all.
POSTS_BY_LEVERS = 256
# On one day no more come than a part of who lives here, nor more needs arise; in the calendar everybody may be entered
# several times.
RESIDENTS_A_NEWCOMER, RESIDENTS_A_NEED, ENTRIES = 64, 4, 4
IS_DOCTOR = np.isin(np.arange(len(ROLES)), DOCTORS)
# Arrays with a place for every row, or every other number of rows, of another.
FOLLOWERS = {"residents": (("due", 1), ("lists", 1)), "needs": (("requests", 1),), "staff": (("duty", 2),)}


def make_room(world: World, extras: dict[str, Any], day: int, by_month: bool) -> tuple[World, dict[str, Any]]:
    """Return (world, extras) with room for the day: larger copies of arrays that could fill, more periods if due.

    Call this in the morning of a day on which posts or staff change or a period begins, and of every day on which more
    is in use than `most_in_use`.
    """
    now, changes = world.now[0], {}
    for name, wanted in spare_rows(world).items():
        records = getattr(world, name)
        if records.shape[0] - now[name] < wanted:
            changes |= _grown_with_followers(world, name, int(now[name]) + wanted)
    changes |= _rows_of_today(world._replace(**changes) if changes else world)
    years = day // DAYS_A_YEAR + 1
    periods = years * MONTHS_A_YEAR if by_month else years
    for name, wanted in (("counts", periods), ("unit_counts", periods), ("activity", years * MONTHS_A_YEAR)):
        if getattr(world, name).shape[0] < wanted:
            changes[name] = grown(getattr(world, name), wanted)
    if extras and next(iter(extras.values())).shape[0] < years:
        extras = {name: _longer(array, years) for name, array in extras.items()}
    return (world._replace(**changes) if changes else world), extras


def spare_rows(world):
    """Return {array: rows that must be free this morning}."""
    posts, opened = int(world.now["posts"][0]), len(world.units) * POSTS_BY_LEVERS
    return {
        **rows_filled_daily(world),
        "staff": LEAST["staff"] + posts + opened + int(world.parameters["locum_pool_persons"][0]),
        "posts": LEAST["posts"] + posts + opened,
        "colleagues": LEAST["colleagues"] + colleague_pairs(world),
        "decisions": LEAST["decisions"] + posts,
    }


def rows_filled_daily(world):
    """Return {array: rows that must be free this morning} of the arrays that fill from day to day."""
    people = len(world.residents)
    return {
        "residents": LEAST["residents"] + people // RESIDENTS_A_NEWCOMER,
        "calendar": LEAST["calendar"] + RING + ENTRIES * people // PLACES,
        "ties": LEAST["ties"] + people,
        "needs": LEAST["needs"] + people // RESIDENTS_A_NEED + visitors_a_day(world),
    }


class Room:
    """What is in use of the arrays of a world, looked at every day; it holds as long as the world has these arrays.

    The counts are columns of `world.now`, taken once: to look a column up costs more than to compare it.
    """

    def __init__(self, world):
        self.world = world
        self._overflow = world.now["overflow"]
        self._in_use = [
            (world.now[name], len(getattr(world, name)) - rows) for name, rows in rows_filled_daily(world).items()
        ]

    def is_short(self):
        """Return whether an array that fills from day to day could become full today; to be asked in the morning."""
        for count, most in self._in_use:
            if count[0] > most:
                return True
        return False

    def check(self):
        """Raise CapacityError if a capacity was reached during the day: the run cannot go on."""
        if code := self._overflow[0]:
            raise CapacityError(f"day {int(self.world.now['day'][0])}: no room left in {CAPACITIES[code]}")


def visitors_a_day(world):
    """Return an upper bound of a day's needs of visitors: twice the mean of the fullest day."""
    return 2 * int(world.parameters[0].visitor_needs_fullest_day)


def colleague_pairs(world):
    """Return the number of pairs of a physician and a home-nursing nurse or hospital that could work together."""
    units, hospitals = world.pairs.shape
    posts, staff = (getattr(world, name)[: world.now[name][0]] for name in ("posts", "staff"))
    active = posts["active"] == 1
    besides = (staff["status"] == EMPLOYED) & (staff["post"] < 0) & IS_DOCTOR[staff["role"]]
    physicians = np.bincount(posts["unit"][active & IS_DOCTOR[posts["role"]]], minlength=units)
    physicians += np.bincount(staff["unit"][besides], minlength=units)
    nurses = np.bincount(posts["unit"][active & (posts["role"] == HOME_NURSE)], minlength=units)
    return int((physicians * (nurses + hospitals)).sum())


def _grown_with_followers(world, name, least):
    """Return {name: larger copy} of an array and of those with a place for each of its rows."""
    rows = max(int(getattr(world, name).shape[0] * GROWTH), least)
    if name == "staff":
        rows = _at_most_nameable(world, rows)
    found = {name: grown(getattr(world, name), rows)}
    found |= {follower: grown(getattr(world, follower), k * rows) for follower, k in FOLLOWERS.get(name, ())}
    if name == "residents":
        for records, fields in (("residents", RESIDENT_FIELDS), ("lists", LISTED_FIELDS)):
            blank_rows(found[records][len(world.residents) :], fields)
    return found


def _rows_of_today(world):
    """Return {name: larger copy} of arrays that are too small, among those emptied every day or when half full."""
    people = len(world.residents)
    today = TODAY_ROWS + people // RESIDENTS_A_NEED + visitors_a_day(world)
    log = people if world.now["register"][0] else 0
    wanted = {"onsets": today, "changes": today, "contacts": log, "events": log}
    return {
        name: grown(getattr(world, name), rows) for name, rows in wanted.items() if getattr(world, name).shape[0] < rows
    }


def _at_most_nameable(world, rows):
    """Return rows for staff, at most as many as ties can name; raise CapacityError if there are already too many."""
    most = np.iinfo(world.ties.dtype["staff"]).max + 1
    if world.staff.shape[0] >= most:
        raise CapacityError(f"no room left for more than {most} clinicians")
    return min(rows, most)


def _longer(array, years):
    longer = np.zeros((years, *array.shape[1:]), array.dtype)
    longer[: array.shape[0]] = array
    return longer
