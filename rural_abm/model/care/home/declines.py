"""A moderate decline: hidden or noticed at once, found by someone, or left to become a collapse."""

import math

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.model.care.needs.needs import ask_today, end_need, open_need
from rural_abm.model.care.records import EPISODE, ESCALATED, HIDDEN, WAITING
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.frailty import worsen
from rural_abm.model.people.records import (
    COPD_EPISODE,
    DEMENTIA,
    ENROLLED,
    HEART_FAILURE_EPISODE,
    NEVER,
    SEVERE_EPISODE,
    SPECIAL_HOUSING,
)
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link
from rural_abm.state.ledger import EV_COLLAPSE, EV_FOUND, EV_WORSENED, cell, log_event

UNMET_NEED_TO_FRAILTY = link("unmet_need_to_frailty")

FOUND = process("care.found")
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
    ),
    counts=counted(
        ("episodes_hidden_days", "days", "days from the beginning of a moderate decline until it was found"),
        ("episodes_found", "episodes", "moderate declines found before collapse"),
        ("episodes_collapsed", "episodes", "moderate declines that became severe before anyone had found them"),
        ("episodes_worsened", "episodes", "moderate declines that were found, and became severe while they waited"),
    ),
)


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
