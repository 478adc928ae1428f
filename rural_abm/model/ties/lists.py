"""Lists: whose desk work each resident is, a permanent GP's or the unit's vacant list, switched on by `lists_for_all`.

A list is on paper. It says nothing of whether the two have met: that is what ties and the usual GP are for (`bonds`).
While lists are kept, no one but the GP of the list becomes a resident's usual GP by a contact, and only those who are
`named` are booked with that GP first; the others see whoever is there.

Here `r` is a resident's record, `mine` the resident's row in `world.lists`.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process
from rural_abm.engine.records import Field
from rural_abm.model.people.records import ALIVE, LONG_AGO
from rural_abm.model.ties.clinicians import EMPLOYED, GP, PERMANENT, ROTATING
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

LIST_CHOICE = process("ties.list_choice")
# On no GP's list and not waiting for the holder of a post.
VACANT_LIST = -1
DECLARATION = Declaration(
    lists=(
        Field(
            "gp",
            "i4",
            "row",
            "staff row of the GP on whose list; -1 on the unit's vacant list, -2 - post while the list waits for a GP",
            initial=VACANT_LIST,
        ),
        Field("since", "i4", "day", "day of coming on that list", initial=LONG_AGO),
        Field("named", "i1", "flag", "bookings go to the GP of the list first", (0, 1)),
    ),
    counts=counted(
        ("list_persons", "persons", "residents at the end of the year, while lists are kept"),
        ("listed_persons", "persons", "of these on the list of a GP"),
        ("listed_days", "days", "sum of their days on that list"),
        ("list_changes_of_choice", "changes", "changes to the list of another GP by choice"),
        ("list_changes_by_leaving", "changes", "residents whose GP left the post and so their list"),
    ),
)


@kernel
def lists_are_kept(world):
    """Return whether every resident is on a list."""
    return world.parameters[0].lists_for_all > 0


@kernel
def list_of(post):
    """Return the code that a resident has instead of a GP while on the list of a vacant post."""
    return -1 - (1 + post)


@kernel
def may_hold_list(s):
    """Return whether someone who works is an employed permanent GP, trainees and locums excepted."""
    return s.role == GP and s.status == EMPLOYED and (s.employment == PERMANENT or s.employment == ROTATING)


@kernel
def places_left(world, staff_row):
    """Return the free places on a GP's list: `list_cap_residents` a full-time post, less those listed; 0 for others."""
    s = world.staff[staff_row]
    if not may_hold_list(s):
        return np.int64(0)
    return np.int64(world.parameters[0].list_cap_residents * s.full_time) - np.int64(s.listed)


@kernel
def may_join(world, row, staff_row):
    """Return whether the resident is on the GP's list, or there is a free place on it."""
    return world.lists[row].gp == staff_row or places_left(world, staff_row) > 0


@kernel
def gp_with_place(world, row, unit, occurrence):
    """Return a GP of the unit with a free place, other than the resident's own; -1 if none.

    GPs are drawn by share of full time, independent of the order of calls (weighted rendezvous hashing): each has an
    exponential waiting time at the address of the two, with their share as the rate.
    """
    now, mine = world.now[0], world.lists[row]
    best, shortest = np.int64(-1), np.inf
    for staff_row in range(now.staff):
        s = world.staff[staff_row]
        if s.unit != unit or staff_row == mine.gp or places_left(world, staff_row) <= 0:
            continue
        key = combine(world.residents[row].key, s.key)
        wait = exponential(now.seed, LIST_CHOICE, key, occurrence) / s.full_time
        if wait < shortest:
            shortest, best = wait, np.int64(staff_row)
    return best


@kernel
def leave_list(world, row, code):
    """Take a resident off the list they are on; `code` says where they are instead, VACANT_LIST or a vacant post's."""
    mine = world.lists[row]
    if mine.gp >= 0:
        world.staff[mine.gp].listed -= 1
    mine.gp = code
    mine.since = world.now[0].day


@kernel
def join_list(world, row, staff_row):
    """Put a resident on a GP's list from today; do nothing for one who is on it."""
    mine = world.lists[row]
    if mine.gp == staff_row:
        return
    leave_list(world, row, VACANT_LIST)
    mine.gp = staff_row
    world.staff[staff_row].listed += 1


@kernel
def give_list(world, row, staff_row):
    """Let governance book a resident with a GP first; the list follows if the GP may hold one.

    A remote physician's panel is no list: the desk work stays where it was.
    """
    world.lists[row].named = 1
    if may_hold_list(world.staff[staff_row]):
        join_list(world, row, staff_row)


@kernel
def booked_first(world, row):
    """Return the GP whom a resident's bookings go to first: the usual GP; -1 for none, or on a list on paper only."""
    r = world.residents[row]
    if lists_are_kept(world) and world.lists[row].named == 0 and r.named_gp == 0:
        return np.int64(-1)
    return np.int64(r.usual_gp)


@kernel
def lose_list_gp(world, row, post):
    """Let a resident whose GP leaves wait on the list of the post (-1: none), counted as a change of list."""
    r = world.residents[row]
    waits = post >= 0 and world.posts[post].unit == r.unit
    leave_list(world, row, list_of(post) if waits else VACANT_LIST)
    cell(world, row).list_changes_by_leaving += 1


@kernel
def count_lists(world):
    """Add to the ledger who is on the list of a GP at the end of the year, and for how long."""
    if not lists_are_kept(world):
        return
    for row in range(world.now[0].residents):
        if world.residents[row].status != ALIVE:
            continue
        here, mine = cell(world, row), world.lists[row]
        here.list_persons += 1
        if mine.gp >= 0:
            here.listed_persons += 1
            here.listed_days += world.now[0].day - mine.since
