"""From onset to request: complaints, planned visits, visitors' needs and acute episodes; the care due on a day."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, process, uniform
from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY
from rural_abm.model.care.contacts import most_free
from rural_abm.model.care.home.declines import collapse, find_decline, hide, is_hidden
from rural_abm.model.care.home.enrolled_needs import arise, ask_review, follow_up, open_coordination
from rural_abm.model.care.needs.needs import ask_today, open_need
from rural_abm.model.care.needs.sorting import order_by_count
from rural_abm.model.care.primary.listing import consider_change
from rural_abm.model.care.primary.reception import join_queue
from rural_abm.model.care.primary.triage import nurse_visit
from rural_abm.model.care.records import COMPLAINT, EPISODE, PLANNED_VISIT, VISITOR_NEED
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    COMPLAINT_ONSET,
    ENROLLED,
    EPISODE_ONSET,
    FOLLOW_UP_ONSET,
    MILD_EPISODE,
    SEVERE_EPISODE,
)
from rural_abm.model.staff.records import CLINIC_NURSE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

NURSE_SEES = process("care.nurse_sees")
DECLARATION = Declaration(counts=counted(("complaints", "calls", "minor complaints brought to the telephone nurse")))


@kernel
def take_onsets(world):
    """Phase: turn today's onsets into needs: complaints, planned visits, episodes, visitors' needs."""
    for place in order_onsets(world):
        onset = world.onsets[place]
        key = combine(
            combine(onset.key, np.uint64(onset.what) + np.uint64(onset.readmission) * np.uint64(DAYS_A_YEAR)),
            onset.number,
        )
        if onset.what == EPISODE_ONSET:
            take_episode(world, onset, key)
        elif onset.row < 0:
            take_visitor(world, onset, key)
        elif world.residents[onset.row].status != ALIVE or world.residents[onset.row].place_of_care != AT_HOME:
            continue
        elif onset.what == COMPLAINT_ONSET:
            complain(world, onset, key)
        elif onset.what == FOLLOW_UP_ONSET:
            plan_visit(world, onset, key)


@kernel
def order_onsets(world):
    """Return the positions of today's onsets in order of minute, key and kind."""
    onsets = world.onsets[: world.now[0].onsets]
    minutes = np.empty(onsets.size, np.int64)
    keys = np.empty(onsets.size, np.uint64)
    codes = np.empty(onsets.size, np.int64)
    for place in range(onsets.size):
        minutes[place] = onsets[place].minute
        keys[place] = onsets[place].key
        codes[place] = onsets[place].what
    return order_by_count(minutes, MINUTES_A_DAY, keys, codes)


@kernel
def complain(world, onset, key):
    """Report a minor complaint: the enrolled tell their nurse (a coordination event), others call the centre.

    A minor emergency is met at once, whoever has it.
    """
    row = np.int64(onset.row)
    r = world.residents[row]
    if onset.severity > MILD_EPISODE:
        need = open_need(world, row, key, COMPLAINT, onset.kind, onset.severity, r.unit, r.settlement, onset.minute)
        if need >= 0:
            cell(world, row).minor_emergencies += 1
            ask_today(world, need)
        return
    if r.enrolled == ENROLLED:
        open_coordination(world, row, key, onset.minute)
        return
    need = open_need(world, row, key, COMPLAINT, 0, 0, r.unit, r.settlement, onset.minute)
    if need >= 0:
        cell(world, row).complaints += 1
        ask_today(world, need)


@kernel
def plan_visit(world, onset, key):
    """Arrange a planned visit that is due: with the centre's nurse, or in the GPs' queue; not for the enrolled."""
    row = np.int64(onset.row)
    r = world.residents[row]
    if r.enrolled == ENROLLED or r.planned_need >= 0:
        return
    need = open_need(world, row, key, PLANNED_VISIT, 0, 0, r.unit, r.settlement, onset.minute)
    if need < 0:
        return
    p = world.parameters[0]
    if uniform(world.now[0].seed, NURSE_SEES, key, 0) <= p.planned_nurse_share:
        nurse = most_free(world, r.unit, CLINIC_NURSE, np.int64(p.nurse_visit_minutes), 1)
        if nurse >= 0:
            nurse_visit(world, need, nurse)
            return
    join_queue(world, need, p.planned_tolerance_days)


@kernel
def take_visitor(world, onset, key):
    """Open a visitor's need at the unit that serves the place."""
    unit = np.int64(world.settlements[onset.settlement].unit)
    need = open_need(world, -1, key, VISITOR_NEED, onset.kind, onset.severity, unit, onset.settlement, onset.minute)
    if need >= 0:
        ask_today(world, need)


@kernel
def take_episode(world, onset, key):
    """Begin an acute episode: mild ones are complaints; moderate ones may stay hidden.

    Severe ones call for help at once.
    """
    row = np.int64(onset.row)
    r = world.residents[row]
    if r.status != ALIVE or r.place_of_care != AT_HOME or r.open_need >= 0:
        return
    if onset.severity == MILD_EPISODE:
        complain(world, onset, key)
        return
    need = open_need(world, row, key, EPISODE, onset.kind, onset.severity, r.unit, r.settlement, onset.minute)
    if need < 0:
        return
    if onset.severity == SEVERE_EPISODE:
        ask_today(world, need)
        return
    world.needs[need].due_day = world.now[0].day + np.int64(world.parameters[0].episode_tolerance_days)
    r.worsen_day = world.now[0].day + max(onset.course_days, 1)
    if is_hidden(world, row):
        hide(world, need, row)
    else:
        cell(world, row).episodes_found += 1
        ask_today(world, need)
    schedule(world, row)


@kernel
def due_today(world):
    """Phase: handle care due today except visits: declines found, collapses, coordination, reviews and follow-up."""
    now = world.now[0]
    for place in range(now.due_first):
        row = np.int64(world.due[place])
        r = world.residents[row]
        if r.status != ALIVE:
            continue
        consider_change(world, row)
        if r.place_of_care != AT_HOME:
            put_off(world, row)
            continue
        if r.worsen_day <= now.day:
            collapse(world, row)
        if r.found_day <= now.day:
            find_decline(world, row)
        if r.coordination_day <= now.day:
            arise(world, row)
        if r.review_day <= now.day:
            ask_review(world, row)
        if r.follow_call_day <= now.day:
            follow_up(world, row)
        schedule(world, row)


@kernel
def put_off(world, row):
    """Postpone the planned days to tomorrow while the resident is in a ward."""
    tomorrow = world.now[0].day + 1
    r = world.residents[row]
    r.coordination_day = max(r.coordination_day, tomorrow)
    r.review_day = max(r.review_day, tomorrow)
    r.follow_call_day = max(r.follow_call_day, tomorrow)
    r.found_day = max(r.found_day, tomorrow)
    r.worsen_day = max(r.worsen_day, tomorrow)
    schedule(world, row)
