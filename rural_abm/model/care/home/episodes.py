"""From onset to request: who notices a decline, its unnoticed course, and other needs of the enrolled."""

import math

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, combine, exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, MINUTES_A_DAY
from rural_abm.model.care.contacts import close_tasks, most_free
from rural_abm.model.care.needs.needs import ask_today, end_need, open_need
from rural_abm.model.care.needs.sorting import order_by_count
from rural_abm.model.care.primary.reception import join_queue
from rural_abm.model.care.primary.triage import nurse_visit
from rural_abm.model.care.records import (
    COMPLAINT,
    COORDINATION,
    EPISODE,
    ESCALATED,
    HIDDEN,
    LATER,
    PLANNED_VISIT,
    REVIEW,
    VISITOR_NEED,
    WAITING,
)
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.frailty import worsen
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    COMPLAINT_ONSET,
    COPD_EPISODE,
    DEMENTIA,
    ENROLLED,
    EPISODE_ONSET,
    FOLLOW_UP_ONSET,
    HEART_FAILURE_EPISODE,
    MILD_EPISODE,
    MODERATE_EPISODE,
    NEVER,
    SEVERE_EPISODE,
    SPECIAL_HOUSING,
)
from rural_abm.model.staff.records import CLINIC_NURSE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link
from rural_abm.state.ledger import EV_COLLAPSE, EV_FOUND, EV_WORSENED, cell, log_event

UNMET_NEED_TO_FRAILTY = link("unmet_need_to_frailty")

NURSE_SEES = process("care.nurse_sees")
FOUND = process("care.found")
COORDINATION_GAP = process("care.coordination_gap")
COORDINATION_MINUTE = process("care.coordination_minute")
UNMET_WORSENS = process("care.unmet_worsens")
ALARM_READ = process("care.alarm_read")
DECLARATION = Declaration(
    fields=(
        Field(
            "found_day",
            "i4",
            "day",
            "day a hidden decline is found by home help, relatives or the resident",
            initial=NEVER,
        ),
        Field("worsen_day", "i4", "day", "day the untreated open episode becomes a collapse", initial=NEVER),
        Field("coordination_day", "i4", "day", "day of the next coordination event of the enrolled", initial=NEVER),
        Field("review_day", "i4", "day", "day the next planned medical review of the enrolled is due", initial=NEVER),
        # At most one a day.
        Field("coordination_count", "u2", "1", "coordination events so far"),
    ),
    counts=counted(
        ("episodes_hidden_days", "days", "days from the beginning of a moderate decline until it was found"),
        ("episodes_found", "episodes", "moderate declines found before collapse"),
        ("episodes_collapsed", "episodes", "moderate declines that became severe before anyone had found them"),
        ("episodes_worsened", "episodes", "moderate declines that were found, and became severe while they waited"),
        ("complaints", "calls", "minor complaints brought to the telephone nurse"),
        ("coordination_events", "events", "coordination events"),
    ),
)


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
    """Report a minor complaint: the enrolled tell their nurse (a coordination event), others call the centre."""
    row = np.int64(onset.row)
    r = world.residents[row]
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
def is_hidden(world, row):
    """Return whether a moderate decline may go unnoticed: the frail, and those with dementia."""
    r = world.residents[row]
    return r.frailty >= 2 or r.conditions & DEMENTIA != 0


@kernel
def hide(world, need_row, row):
    """Plan the day on which someone other than a nurse finds the decline: resident, relative, home help or monitor."""
    p = world.parameters[0]
    need = world.needs[need_row]
    r = world.residents[row]
    need.state = HIDDEN
    hazard = p.self_reports_per_day_dementia if r.conditions & DEMENTIA != 0 else p.self_reports_per_day
    if r.relatives_near == 1:
        hazard += p.relatives_find_per_day
    if r.dwelling == SPECIAL_HOUSING:
        hazard += p.housing_staff_find_per_day
    elif r.enrolled == ENROLLED:
        hazard += p.home_help_find_per_day
    # Found on each day from tomorrow on with the chance 1 - exp(-hazard).
    wait = np.int64(math.ceil(exponential(world.now[0].seed, FOUND, need.key, 0) / hazard))
    if alarm_is_read(world, need_row, row):
        wait = np.int64(0)
    r.found_day = world.now[0].day + max(np.int64(1), wait)


@kernel
def alarm_is_read(world, need_row, row):
    """Return whether a monitor shows the decline (heart failure, COPD) and a nurse has the minutes to read it."""
    p = world.parameters[0]
    need = world.needs[need_row]
    r = world.residents[row]
    u = world.unit_states[r.unit]
    if r.monitored == 0 or (need.kind != HEART_FAILURE_EPISODE and need.kind != COPD_EPISODE):
        return False
    if u.monitoring_left < p.alarm_minutes:
        return False
    u.monitoring_left -= np.int64(p.alarm_minutes)
    return uniform(world.now[0].seed, ALARM_READ, need.key, 0) <= p.alarm_sensitivity


@kernel
def find_decline(world, row):
    """Turn a hidden decline that is found into a request today."""
    now = world.now[0]
    r = world.residents[row]
    need = np.int64(r.open_need)
    r.found_day = NEVER
    if need < 0 or world.needs[need].state != HIDDEN:
        return
    here = cell(world, row)
    here.episodes_found += 1
    here.episodes_hidden_days += now.day - world.needs[need].opened_day
    world.needs[need].state = WAITING
    world.needs[need].due_day = now.day + np.int64(world.parameters[0].episode_tolerance_days)
    log_event(world, world.needs[need].minute, r.key, EV_FOUND, world.needs[need].kind, r.settlement, 0)
    ask_today(world, need)
    schedule(world, row)


@kernel
def collapse(world, row):
    """End the untreated episode's course: the moderate need ends escalated, and a severe one is asked at once.

    A collapse is a decline that was not found; a found one has worsened while it waited.
    """
    now = world.now[0]
    r = world.residents[row]
    old = np.int64(r.open_need)
    r.worsen_day = NEVER
    if old < 0 or world.needs[old].severity == SEVERE_EPISODE:
        return
    need = world.needs[old]
    kind, key, minute, unit = np.int64(need.kind), np.uint64(need.key), np.int64(need.minute), np.int64(need.unit)
    was_hidden = need.state == HIDDEN
    here = cell(world, row)
    here.episodes_collapsed += 1 if was_hidden else 0
    here.episodes_worsened += 0 if was_hidden else 1
    days = now.day - need.opened_day
    log_event(world, minute, r.key, EV_COLLAPSE if was_hidden else EV_WORSENED, kind, r.settlement, days)
    end_need(world, old, ESCALATED)
    fresh = open_need(world, row, combine(key, 1), EPISODE, kind, SEVERE_EPISODE, unit, r.settlement, minute)
    if fresh >= 0:
        ask_today(world, fresh)
    can_worsen = now.reported_day >= 0 and now.cut[UNMET_NEED_TO_FRAILTY] == 0
    if can_worsen and uniform(now.seed, UNMET_WORSENS, key, 0) <= world.parameters[0].unmet_worsens_share:
        worsen(world, row)
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
