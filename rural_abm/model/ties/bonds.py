"""Ties between residents and clinicians: a contact raises the strength, time wears it down, leaving ends it.

The law is in `strength`, with a gain by mode of contact. Ties are a growing pool of records, linked from the resident.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import TIES_FULL, Field
from rural_abm.model.people.ahead import ask_in_turn
from rural_abm.model.people.records import ALIVE, CARE_LINE, LONG_AGO, NEVER, STATE_LINE
from rural_abm.model.ties.clinicians import GONE, GP, HOME_NURSE, LOCUM, TEAM_PHYSICIAN
from rural_abm.model.ties.lists import give_list, list_of, lists_are_kept, lose_list_gp
from rural_abm.model.ties.records import PHONE, WARD
from rural_abm.model.ties.strength import raised, worn
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_GP_CHANGED, cell, log_event

# Marks in a resident's `tie_marks`, and how far apart the second marks of clinicians in successive rows are.
MARKS = 64
MARKS_APART = 5
# How many ties of a resident are asked for together.
TIES_TOGETHER = 4
DECLARATION = Declaration(
    fields=(
        Field(
            "usual_gp",
            "i4",
            "row",
            "staff row of the usual GP; -1 if none, -2 - post while on a vacant post's list",
            initial=-1,
        ),
        Field("first_tie", "i4", "row", "first tie of the resident's list, -1 if none", initial=-1),
        Field("tie_marks", "u8", "bits", "two bits for each clinician with a tie, set too for some without"),
        Field(
            "usual_gp_since",
            "i4",
            "day",
            "day of the first contact with the usual GP, or of coming on their list",
            initial=NEVER,
        ),
        Field(
            "usual_gp_last",
            "i4",
            "day",
            "day of the last contact with the present usual GP, LONG_AGO if none yet",
            initial=-NEVER,
        ),
        Field("last_doctor", "i4", "row", "GP of the last counted contact, for SECON", initial=-1),
        Field("pairs_this_year", "u2", "count", "successive pairs of counted GP contacts this year"),
        Field("same_this_year", "u2", "count", "of these with the same GP"),
        Field("usual_this_year", "u2", "count", "contacts with the usual GP this year"),
    ),
    counts=counted(
        ("gp_changes", "persons", "residents who lost or changed their usual GP and live here"),
    ),
)


@kernel
def mark_of(staff_row):
    """Return the two bits of a clinician in `tie_marks`; few clinicians share both."""
    other = staff_row * MARKS_APART + staff_row // MARKS
    return np.uint64(1) << np.uint64(staff_row % MARKS) | np.uint64(1) << np.uint64(other % MARKS)


@kernel
def find_tie(world, row, staff_row):
    """Return the row of the tie between resident and clinician, or -1; a tie found moves half the way to the head.

    Clinicians who were met tend to be met again: the order of the list affects no result, but shortens the search. The
    row is valid until the next search for a tie of the resident.
    """
    r = world.residents[row]
    mark = mark_of(staff_row)
    if r.tie_marks & mark != mark:
        return np.int64(-1)
    tie = np.int64(r.first_tie)
    halfway = tie
    steps = 0
    while tie >= 0:
        if world.ties[tie].staff == staff_row:
            if halfway != tie:
                exchange(world.ties[tie], world.ties[halfway])
            return halfway
        tie = np.int64(world.ties[tie].next)
        steps += 1
        if steps % 2 == 0:
            halfway = np.int64(world.ties[halfway].next)
    return np.int64(-1)


@kernel
def exchange(bond, other):
    """Exchange the places of two ties of one resident; the list continues as before, along adjacent rows."""
    bond.staff, other.staff = other.staff, bond.staff
    bond.strength, other.strength = other.strength, bond.strength
    bond.day, other.day = other.day, bond.day
    bond.first_day, other.first_day = other.first_day, bond.first_day
    bond.counted_this_year, other.counted_this_year = other.counted_this_year, bond.counted_this_year
    bond.counted_last_year, other.counted_last_year = other.counted_last_year, bond.counted_last_year
    bond.all_this_year, other.all_this_year = other.all_this_year, bond.all_this_year


@kernel
def faded(world, tie):
    """Return the strength of a tie today."""
    return strength_today(world, world.ties[tie])


@kernel
def strength_today(world, bond):
    """Return the strength today of the tie with the given record."""
    return worn(bond.strength, world.now[0].day - bond.day, world.parameters[0].tie_half_life_days)


@kernel
def knows(world, row, staff_row):
    """Return the strength of the tie between resident and clinician today, 0 if none.

    Visitors (row -1) have no ties.
    """
    if row < 0 or staff_row < 0 or world.staff[staff_row].status == GONE:
        return 0.0
    tie = find_tie(world, row, staff_row)
    return faded(world, tie) if tie >= 0 else 0.0


@kernel
def new_tie(world, row, staff_row):
    """Return the row of a fresh tie at the end of the pool; -1 (and overflow) when the pool is full."""
    now = world.now[0]
    if now.ties >= world.ties.size:
        now.overflow = TIES_FULL
        return np.int64(-1)
    tie = np.int64(now.ties)
    now.ties += 1
    bond = world.ties[tie]
    bond.resident = row
    bond.staff = staff_row
    bond.strength = 0.0
    bond.day = now.day
    bond.first_day = now.day
    bond.counted_this_year = 0
    bond.counted_last_year = 0
    bond.all_this_year = 0
    world.residents[row].tie_marks |= mark_of(staff_row)
    link_tie(world, row, tie)
    return tie


@kernel
def link_tie(world, row, tie):
    """Put a fresh tie into the resident's list behind the first few, which are adjacent and prefetched together."""
    r = world.residents[row]
    before = np.int64(r.first_tie)
    if before < 0:
        world.ties[tie].next = -1
        r.first_tie = tie
        return
    for _ in range(TIES_TOGETHER - 1):
        if world.ties[before].next >= 0:
            before = np.int64(world.ties[before].next)
    world.ties[tie].next = world.ties[before].next
    world.ties[before].next = tie


@kernel
def meet(world, row, staff_row, mode):
    """Book a contact of a resident with a clinician: raise the tie, update register counts and the usual GP.

    Registers count GP contacts at the centre, on home visits and on video; not by telephone, not on the ward.
    """
    tie = find_tie(world, row, staff_row)
    if tie < 0:
        tie = new_tie(world, row, staff_row)
        if tie < 0:
            return
    bond = world.ties[tie]
    bond.strength = raised(faded(world, tie), world.parameters[0].tie_gain[mode])
    bond.day = world.now[0].day
    bond.all_this_year += 1
    if world.staff[staff_row].role == GP or world.staff[staff_row].role == TEAM_PHYSICIAN:
        count_doctor(world, row, staff_row, bond, mode)


@kernel
def count_doctor(world, row, staff_row, bond, mode):
    """Update the register counts and the usual GP of a resident after a contact with a GP.

    A physician of a mobile team is counted, but has no list: the responsibility for the patient does not move.
    """
    r = world.residents[row]
    has_list = world.staff[staff_row].role == GP and world.staff[staff_row].employment != LOCUM
    kept = lists_are_kept(world)
    has_list = has_list and (not kept or world.lists[row].gp == staff_row)
    if r.usual_gp < 0 and has_list and mode != PHONE and mode != WARD:
        become_usual_gp(world, row, staff_row, bond.first_day)
    if r.usual_gp == staff_row:
        if kept and r.usual_gp_last == LONG_AGO:
            # On the list for long perhaps, but met now for the first time: what a tie does begins with contacts.
            r.usual_gp_since = bond.first_day
        r.usual_gp_last = world.now[0].day
    if mode == PHONE or mode == WARD:
        return
    if r.usual_gp == staff_row:
        r.usual_this_year += 1
        if r.enrolled == 1:
            r.usual_since_enrolment += 1
    bond.counted_this_year += 1
    if r.last_doctor >= 0:
        r.pairs_this_year += 1
        if r.last_doctor == staff_row:
            r.same_this_year += 1
    r.last_doctor = staff_row


@kernel
def take_usual_gp(world, row, staff_row):
    """Make a GP the usual GP of a resident, from today (or from their first contact, if they have met)."""
    if lists_are_kept(world):
        give_list(world, row, staff_row)
    tie = find_tie(world, row, staff_row)
    become_usual_gp(world, row, staff_row, world.ties[tie].first_day if tie >= 0 else world.now[0].day)


@kernel
def become_usual_gp(world, row, staff_row, since):
    """Make a GP who has known the resident since the day `since` their usual GP."""
    r = world.residents[row]
    if r.usual_gp == staff_row:
        return
    drop_usual_gp(world, row)
    r.usual_gp = staff_row
    r.usual_gp_since = since
    r.usual_gp_last = world.now[0].day
    world.staff[staff_row].panel += 1
    log_event(world, 0, r.key, EV_GP_CHANGED, world.staff[staff_row].number, r.settlement, 0)


@kernel
def drop_usual_gp(world, row):
    """Leave a resident without a usual GP and on no list; the loss counts as a change."""
    r = world.residents[row]
    if r.usual_gp >= 0:
        world.staff[r.usual_gp].panel -= 1
        cell(world, row).gp_changes += 1
    r.usual_gp = -1


@kernel
def release_staff(world, staff_row, post):
    """End the relations of residents with a clinician who has left for good: usual GP and contact nurse.

    For ties see `knows`. The list of a GP stays with the post they held (-1: none) until a successor takes it over.
    """
    is_nurse = world.staff[staff_row].role == HOME_NURSE
    if not is_nurse and world.staff[staff_row].panel == 0 and world.staff[staff_row].listed == 0:
        return
    line = CARE_LINE if is_nurse else STATE_LINE
    for row in range(world.now[0].residents):
        ask_in_turn(world, row, line)
        r = world.residents[row]
        if is_nurse and r.contact_nurse == staff_row:
            r.contact_nurse = -1
        if not is_nurse and r.usual_gp == staff_row:
            drop_usual_gp(world, row)
            if post >= 0 and world.posts[post].unit == r.unit:
                r.usual_gp = list_of(post)
        if not is_nurse and world.lists[row].gp == staff_row:
            lose_list_gp(world, row, post)


@kernel
def sweep_ties(world):
    """Drop ties that are weak, or whose resident or clinician is gone, and that no longer count in an index.

    The pool is rewritten resident by resident, so that the ties of one person are adjacent. It is read in storage
    order, not along the list of each resident.
    """
    now = world.now[0]
    before = world.ties[: now.ties].copy()
    owners = owners_of_kept(world, before)
    ends = starts_of_lists(owners, now.residents)
    for tie in range(owners.size):
        if owners[tie] >= 0:
            world.ties[ends[owners[tie]]] = before[tie]
            ends[owners[tie]] += 1
    first = np.int64(0)
    for row in range(now.residents):
        link_list(world, row, first, ends[row])
        first = ends[row]
    now.ties = first


@kernel
def owners_of_kept(world, ties):
    """Return the resident row of each tie that is kept, -1 for the others."""
    owners = np.empty(ties.size, np.int32)
    floor = world.parameters[0].tie_floor
    for tie in range(ties.size):
        bond = ties[tie]
        kept = is_kept(world, world.residents[bond.resident], bond, floor)
        owners[tie] = bond.resident if kept else -1
    return owners


@kernel
def starts_of_lists(owners, residents):
    """Return where each resident's ties begin when all are stored consecutively in order of residents."""
    starts = np.zeros(residents + 1, np.int64)
    for owner in owners:
        starts[owner + 1] += owner >= 0
    for row in range(residents):
        starts[row + 1] += starts[row]
    return starts


@kernel
def link_list(world, row, first, end):
    """Make the ties from row `first` to before `end` of the pool the list of a resident."""
    r = world.residents[row]
    r.first_tie = first if end > first else -1
    r.tie_marks = 0
    for tie in range(first, end):
        world.ties[tie].next = tie + 1 if tie + 1 < end else -1
        r.tie_marks |= mark_of(world.ties[tie].staff)


@kernel
def is_kept(world, r, bond, floor):
    """Return whether a tie counts in an index, or is strong enough between two persons who are still here."""
    if bond.counted_this_year > 0 or bond.counted_last_year > 0 or bond.staff == r.usual_gp:
        return True
    if r.status != ALIVE or world.staff[bond.staff].status == GONE:
        return False
    return strength_today(world, bond) >= floor
