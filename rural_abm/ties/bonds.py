"""Ties between residents and clinicians: a contact raises the strength, time wears it down, leaving ends it.

How strong is said in `strength`, with a gain by mode of contact.  Ties are a growing pool of records, linked from the
resident.
"""

import numpy as np

from rural_abm.compiled import kernel
from rural_abm.ledger import EV_GP_CHANGED, cell, log_event
from rural_abm.people.ahead import ask_in_turn
from rural_abm.people.records import ALIVE, CARE_LINE, STATE_LINE
from rural_abm.prefetch import AHEAD, prefetch
from rural_abm.records import TIES_FULL
from rural_abm.ties.clinicians import GONE, GP, HOME_NURSE, LOCUM, TEAM_PHYSICIAN
from rural_abm.ties.records import PHONE, WARD
from rural_abm.ties.strength import raised, worn

# Marks in a resident's `tie_marks`.
MARKS = 64


@kernel
def mark_of(staff_row):
    """The bit that stands for a clinician in `tie_marks`."""
    return np.uint64(1) << np.uint64(staff_row % MARKS)


@kernel
def find_tie(world, row, staff_row):
    """Row of the tie between resident and clinician, -1 if they have none; a tie found moves to the head of the list.

    Who is met is met again: the order of the list touches no result, but saves most of the way along it.
    """
    r = world.residents[row]
    if r.tie_marks & mark_of(staff_row) == np.uint64(0):
        return np.int64(-1)
    previous = np.int64(-1)
    tie = np.int64(r.first_tie)
    while tie >= 0:
        bond = world.ties[tie]
        if bond.staff == staff_row:
            if previous >= 0:
                world.ties[previous].next = bond.next
                bond.next = r.first_tie
                r.first_tie = tie
            return tie
        previous = tie
        tie = np.int64(bond.next)
    return np.int64(-1)


@kernel
def faded(world, tie):
    """Strength of a tie today."""
    return strength_today(world, world.ties[tie])


@kernel
def strength_today(world, bond):
    """Strength today of the tie whose record is given."""
    return worn(bond.strength, world.now[0].day - bond.day, world.parameters[0].tie_half_life_days)


@kernel
def knows(world, row, staff_row):
    """Strength of the tie between resident and clinician today, 0 where there is none; visitors (row
    -1) know nobody."""
    if row < 0 or staff_row < 0 or world.staff[staff_row].status == GONE:
        return 0.0
    tie = find_tie(world, row, staff_row)
    return faded(world, tie) if tie >= 0 else 0.0


@kernel
def new_tie(world, row, staff_row):
    """Row of a fresh tie at the end of the pool; -1 (and overflow) when the pool is full."""
    now = world.now[0]
    if now.ties >= world.ties.size:
        now.overflow = TIES_FULL
        return np.int64(-1)
    tie = np.int64(now.ties)
    now.ties += 1
    bond = world.ties[tie]
    bond.resident = row
    bond.staff = staff_row
    bond.next = world.residents[row].first_tie
    bond.strength = 0.0
    bond.day = now.day
    bond.first_day = now.day
    bond.counted_this_year = 0
    bond.counted_last_year = 0
    bond.all_this_year = 0
    world.residents[row].first_tie = tie
    world.residents[row].tie_marks |= mark_of(staff_row)
    return tie


@kernel
def meet(world, row, staff_row, mode):
    """Book a contact of a resident with a clinician: raises the tie, counts it as registers do, moves the usual GP on.

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
    """Bring the register counts and the usual GP of a resident up to date after a contact with a GP.

    A physician of a mobile team is counted, but has no list: responsibility for the patient stays where it was.
    """
    r = world.residents[row]
    has_list = world.staff[staff_row].role == GP and world.staff[staff_row].employment != LOCUM
    if r.usual_gp < 0 and has_list and mode != PHONE and mode != WARD:
        take_usual_gp(world, row, staff_row)
    if r.usual_gp == staff_row:
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
    r = world.residents[row]
    if r.usual_gp >= 0:
        world.staff[r.usual_gp].panel -= 1
        cell(world, row).gp_changes += 1
    tie = find_tie(world, row, staff_row)
    r.usual_gp = staff_row
    r.usual_gp_since = world.ties[tie].first_day if tie >= 0 else world.now[0].day
    r.usual_gp_last = world.now[0].day
    world.staff[staff_row].panel += 1
    log_event(world, 0, r.key, EV_GP_CHANGED, world.staff[staff_row].number, r.settlement, 0)


@kernel
def drop_usual_gp(world, row):
    """Leave a resident without a usual GP."""
    r = world.residents[row]
    if r.usual_gp >= 0:
        world.staff[r.usual_gp].panel -= 1
        r.usual_gp = -1


@kernel
def release_staff(world, staff_row):
    """End what residents have with a clinician who is gone for good: usual GP and contact nurse (ties: see `knows`)."""
    is_nurse = world.staff[staff_row].role == HOME_NURSE
    line = CARE_LINE if is_nurse else STATE_LINE
    for row in range(world.now[0].residents):
        ask_in_turn(world, row, line)
        r = world.residents[row]
        if is_nurse and r.contact_nurse == staff_row:
            r.contact_nurse = -1
        if not is_nurse and r.usual_gp == staff_row:
            drop_usual_gp(world, row)


@kernel
def sweep_ties(world):
    """Drop ties that are weak, or whose resident or clinician is gone, and that count in no index any more.

    The pool is written anew, resident by resident, so that the ties of one person lie together.
    """
    now = world.now[0]
    floor = world.parameters[0].tie_floor
    before = world.ties[: now.ties].copy()
    kept = np.int64(0)
    for row in range(now.residents):
        r = world.residents[row]
        if first_tie_soon(world, row) >= 0:
            prefetch(before, first_tie_soon(world, row), 0)
        tie = np.int64(r.first_tie)
        first = kept
        r.tie_marks = 0
        while tie >= 0:
            bond = before[tie]
            if is_kept(world, r, bond, floor):
                world.ties[kept] = bond
                world.ties[kept].next = kept + 1
                r.tie_marks |= mark_of(bond.staff)
                kept += 1
            tie = np.int64(bond.next)
        r.first_tie = first if kept > first else -1
        if kept > first:
            world.ties[kept - 1].next = -1
    now.ties = kept


@kernel
def is_kept(world, r, bond, floor):
    """Whether a tie still counts in an index, or binds two who are here and is not too weak."""
    if bond.counted_this_year > 0 or bond.counted_last_year > 0 or bond.staff == r.usual_gp:
        return True
    if r.status != ALIVE or world.staff[bond.staff].status == GONE:
        return False
    return strength_today(world, bond) >= floor


@kernel
def first_tie_soon(world, row):
    """While residents are gone through in order of rows: the first tie of one who comes soon, -1 if none."""
    soon = row + 2 * AHEAD
    return np.int64(world.residents[soon].first_tie) if soon < world.now[0].residents else np.int64(-1)
