"""Ties between professionals: a physician and a nurse, or a physician and the people of a hospital.

Joint work raises the strength and time wears it down (see `strength`); a failed request lowers it; it is lost with
either person. Ties are a growing pool of records linked from the physician. The people of a hospital are one
counterpart: nurse -1 - hospital.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import COLLEAGUES_FULL
from rural_abm.model.people.records import NEVER
from rural_abm.model.ties.clinicians import GONE
from rural_abm.model.ties.records import WITH_FIRST_HOSPITAL, WITH_HOME_NURSING
from rural_abm.model.ties.strength import raised, worn
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link

CALLS_TO_TIES = link("calls_to_ties")
TIES_TO_CALLS = link("ties_to_calls")

DECLARATION = Declaration(
    unit_counts=counted(
        ("joint_contacts", "contacts", "joint work of GPs and home-nursing nurses that builds ties"),
        ("joint_failures", "requests", "requests to a physician that failed"),
    ),
)


@kernel
def find_colleague(world, physician, nurse):
    """Return the row of the tie between the two, or -1; the most recently used one is tried first."""
    person = world.staff[physician]
    last = world.colleagues[person.last_colleague]
    if last.physician == physician and last.nurse == nurse:
        return np.int64(person.last_colleague)
    row = np.int64(person.first_colleague)
    while row >= 0:
        if world.colleagues[row].nurse == nurse:
            person.last_colleague = row
            return row
        row = np.int64(world.colleagues[row].next)
    return np.int64(-1)


@kernel
def faded_colleague(world, row):
    """Return the strength of a tie between professionals today."""
    tie = world.colleagues[row]
    return worn(tie.strength, world.now[0].day - tie.day, world.parameters[0].colleague_half_life_days)


@kernel
def acquaintance(world, physician, nurse):
    """Return the strength of the tie between the two today, 0 if none; ordinary where work does not act on ties."""
    if world.now[0].cut[CALLS_TO_TIES]:
        return world.parameters[0].ordinary_acquaintance
    row = find_colleague(world, physician, nurse)
    return faded_colleague(world, row) if row >= 0 else 0.0


@kernel
def call_strength(world, physician, nurse):
    """Return the tie as it acts on calls: ordinary where that link is cut; 0 for no nurse (-1)."""
    if world.now[0].cut[TIES_TO_CALLS]:
        return world.parameters[0].ordinary_acquaintance
    return acquaintance(world, physician, nurse) if nurse >= 0 else 0.0


@kernel
def days_apart(world, physician, nurse):
    """Return the days since the two last worked together, a large number if never."""
    row = find_colleague(world, physician, nurse)
    return np.int64(world.now[0].day) - np.int64(world.colleagues[row].day) if row >= 0 else np.int64(NEVER)


@kernel
def new_colleague(world, physician, nurse):
    """Return the row of a fresh tie between the two; -1 (and overflow) when the pool is full."""
    now = world.now[0]
    row = np.int64(now.free_colleague)
    if row >= 0:
        now.free_colleague = world.colleagues[row].next
    elif now.colleagues < world.colleagues.size:
        row = np.int64(now.colleagues)
        now.colleagues += 1
    else:
        now.overflow = COLLEAGUES_FULL
        return np.int64(-1)
    tie = world.colleagues[row]
    tie.physician = physician
    tie.nurse = nurse
    tie.next = world.staff[physician].first_colleague
    tie.strength = 0.0
    tie.day = now.day
    tie.first_day = now.day
    tie.contacts = 0
    tie.recent = 0.0
    world.staff[physician].first_colleague = row
    return row


@kernel
def meet_colleague(world, physician, nurse, gain):
    """Record joint work of the two: their tie gains `gain` of what it lacks."""
    row = find_colleague(world, physician, nurse)
    if row < 0:
        row = new_colleague(world, physician, nurse)
        if row < 0:
            return
    tie = world.colleagues[row]
    tie.strength = raised(faded_colleague(world, row), gain)
    tie.day = world.now[0].day
    tie.contacts += 1


@kernel
def work_together(world, unit, physician, nurse, kind):
    """Record joint work of a physician and a home-nursing nurse of the unit; do nothing for nurse -1."""
    if nurse < 0:
        return
    meet_colleague(world, physician, nurse, world.parameters[0].joint_gain[kind])
    world.pairs[unit, WITH_HOME_NURSING].contacts += 1
    world.unit_counts[world.now[0].period, unit].joint_contacts += 1


@kernel
def work_with_hospital(world, unit, physician, hospital, kind):
    """Record joint work of the unit's physician with the people of a hospital; do nothing for physician -1."""
    if physician < 0:
        return
    meet_colleague(world, physician, -1 - hospital, world.parameters[0].joint_gain[kind])
    world.pairs[unit, WITH_FIRST_HOSPITAL + hospital].contacts += 1


@kernel
def disappoint(world, unit, physician, nurse):
    """Weaken the tie of the nurse to the physician (-1: no one was there) after a failed request."""
    if nurse < 0:
        return
    world.pairs[unit, WITH_HOME_NURSING].failures += 1
    world.unit_counts[world.now[0].period, unit].joint_failures += 1
    row = find_colleague(world, physician, nurse) if physician >= 0 else np.int64(-1)
    if row < 0:
        return
    tie = world.colleagues[row]
    tie.strength = faded_colleague(world, row) * (1.0 - world.parameters[0].failed_request_loss)
    tie.day = world.now[0].day


@kernel
def is_gone(world, staff_row):
    """Return whether the person has left for good; a hospital's people (below 0) never do."""
    return staff_row >= 0 and world.staff[staff_row].status == GONE


@kernel
def sweep_colleagues(world):
    """Monthly: drop ties that are weak or whose people are gone, smooth the joint work of the others."""
    p = world.parameters[0]
    for physician in range(world.now[0].staff):
        previous = np.int64(-1)
        row = np.int64(world.staff[physician].first_colleague)
        while row >= 0:
            tie = world.colleagues[row]
            following = np.int64(tie.next)
            kept = p.contacts_kept_share_a_month
            tie.recent = kept * tie.recent + (1.0 - kept) * tie.contacts
            tie.contacts = 0
            ended = is_gone(world, physician) or is_gone(world, tie.nurse)
            if ended or faded_colleague(world, row) < p.colleague_floor:
                if previous < 0:
                    world.staff[physician].first_colleague = following
                else:
                    world.colleagues[previous].next = following
                tie.physician = -1
                tie.next = world.now[0].free_colleague
                world.now[0].free_colleague = row
            else:
                previous = row
            row = following


@kernel
def bring_together(world, unit, physicians, nurses, kind):
    """Let each of the physicians (staff rows) and each of the nurses of the unit work together once."""
    for i in range(physicians.size):
        for j in range(nurses.size):
            work_together(world, unit, physicians[i], nurses[j], kind)
