"""Needs that come with home nursing and after a stay: coordination events, planned reviews, the nurse's call."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, combine, exponential, process
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR
from rural_abm.model.care.contacts import close_tasks, most_free
from rural_abm.model.care.needs.needs import ask_today, open_need
from rural_abm.model.care.records import COORDINATION, LATER, REVIEW
from rural_abm.model.people.records import ENROLLED, MODERATE_EPISODE, NEVER, SPECIAL_HOUSING
from rural_abm.model.staff.records import CLINIC_NURSE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

COORDINATION_GAP = process("care.coordination_gap")
COORDINATION_MINUTE = process("care.coordination_minute")
DECLARATION = Declaration(
    fields=(
        Field("coordination_day", "i4", "day", "day of the next coordination event of the enrolled", initial=NEVER),
        Field("review_day", "i4", "day", "day the next planned medical review of the enrolled is due", initial=NEVER),
        # At most one a day.
        Field("coordination_count", "u2", "1", "coordination events so far"),
    ),
    counts=counted(("coordination_events", "events", "coordination events")),
)


@kernel
def plan_coordination(world, row):
    """Plan the next coordination event: more of them in the weeks after a stay."""
    p = world.parameters[0]
    now = world.now[0]
    r = world.residents[row]
    rate = p.coordination_events_per_year / DAYS_A_YEAR
    if now.day - np.int64(r.discharged_day) <= p.unstable_days:
        rate *= p.unstable_coordination_ratio
    if r.dwelling == SPECIAL_HOUSING:
        rate *= p.housing_coordination_ratio
    gap = exponential(now.seed, COORDINATION_GAP, r.key, r.coordination_count) / rate
    r.coordination_day = now.day + 1 + np.int64(gap)


@kernel
def arise(world, row):
    """Raise a coordination event (question, prescription, unclear plan, discharge message) in office hours."""
    r = world.residents[row]
    levers = world.levers[r.unit]
    number = r.coordination_count
    r.coordination_count += 1
    plan_coordination(world, row)
    if r.enrolled != ENROLLED:
        r.coordination_day = NEVER
        return
    minute = levers.opening_hours_open + below(
        world.now[0].seed,
        COORDINATION_MINUTE,
        r.key,
        number,
        max(levers.opening_hours_close - levers.opening_hours_open, 1),
    )
    open_coordination(world, row, combine(combine(r.key, COORDINATION_GAP), number), minute)


@kernel
def open_coordination(world, row, key, minute):
    """Open a coordination event and ask it today (in office hours of the next workday at weekends)."""
    now = world.now[0]
    r = world.residents[row]
    need = open_need(world, row, key, COORDINATION, 0, MODERATE_EPISODE, r.unit, r.settlement, minute)
    if need < 0:
        return
    cell(world, row).coordination_events += 1
    world.needs[need].due_day = now.day + np.int64(world.parameters[0].coordination_tolerance_days)
    if now.workday == 1:
        ask_today(world, need)
    else:
        world.needs[need].state = LATER
        world.needs[need].again_day = now.day + (DAYS_A_WEEK - now.weekday)


@kernel
def ask_review(world, row):
    """Ask for a planned medical review of an enrolled resident that is due."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    r.review_day = now.day + np.int64(p.review_interval_days)
    if r.enrolled != ENROLLED:
        r.review_day = NEVER
        return
    minute = world.levers[r.unit].opening_hours_open
    key = combine(combine(r.key, REVIEW), now.day)
    need = open_need(world, row, key, REVIEW, 0, MODERATE_EPISODE, r.unit, r.settlement, minute)
    if need >= 0:
        world.needs[need].due_day = now.day + np.int64(p.review_tolerance_days)
        ask_today(world, need)


@kernel
def follow_up(world, row):
    """Let the centre's nurse call after a stay, if minutes are left, and close tasks.

    The enrolled have their own nurse.
    """
    p = world.parameters[0]
    r = world.residents[row]
    r.follow_call_day = NEVER
    if r.enrolled == ENROLLED or r.open_tasks == 0:
        return
    nurse = most_free(world, r.unit, CLINIC_NURSE, np.int64(p.follow_call_minutes), 1)
    if nurse < 0:
        return
    world.staff[nurse].work_minutes -= np.int64(p.follow_call_minutes)
    world.staff[nurse].call_month += np.int64(p.follow_call_minutes)
    close_tasks(world, row, p.task_closed_by_nurse)
    r.need_count += 1
