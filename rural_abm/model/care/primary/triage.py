"""Triage: the centre's telephone nurse takes complaints: advice, a nurse, a GP; or the call is not answered today."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.model.care.clock import line_is_open
from rural_abm.model.care.contacts import log_contact, most_free, patient_trip, spend
from rural_abm.model.care.needs.needs import ask_later, end_need
from rural_abm.model.care.primary.reception import join_queue, lose_patience
from rural_abm.model.care.records import BY_TRIAGE, RESOLVED
from rural_abm.model.staff.records import CLINIC_NURSE
from rural_abm.model.ties.bonds import meet
from rural_abm.model.ties.records import CLINIC
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import activity, cell

TRIAGE = process("care.triage")
DECLARATION = Declaration(
    counts=counted(
        ("advice", "calls", "complaints that ended with advice"),
        ("calls", "calls", "calls about complaints while the line was open, repeated ones among them"),
        ("calls_unanswered", "calls", "of these not answered"),
        ("nurse_visits", "visits", "visits to nurses at the centre"),
    ),
    activity=counted(
        ("nurse_fees", "visits", "visits with a patient fee to a nurse"),
    ),
)


@kernel
def take_complaint(world, need_row):
    """Take a complaint asked today: a telephone nurse with minutes left answers, otherwise it is tried another day."""
    need = world.needs[need_row]
    p = world.parameters[0]
    unit = np.int64(need.unit)
    nurse = np.int64(-1)
    if line_is_open(world, unit, need.minute):
        nurse = most_free(world, unit, CLINIC_NURSE, np.int64(p.triage_call_minutes), 1)
    if nurse < 0:
        try_later(world, need_row)
        return
    if need.resident >= 0:
        cell(world, need.resident).calls += 1
    world.staff[nurse].work_minutes -= np.int64(p.triage_call_minutes)
    world.staff[nurse].call_month += np.int64(p.triage_call_minutes)
    outcome = uniform(world.now[0].seed, TRIAGE, need.key, 0)
    if outcome <= p.triage_advice_share:
        if need.resident >= 0:
            cell(world, need.resident).advice += 1
        end_need(world, need_row, RESOLVED)
    elif outcome <= p.triage_advice_share + p.triage_nurse_share:
        nurse_visit(world, need_row, nurse)
    else:
        join_queue(world, need_row, p.complaint_tolerance_days)


@kernel
def try_later(world, need_row):
    """Count an unanswered complaint and ask it again the next workday until patience is lost."""
    need = world.needs[need_row]
    if line_is_open(world, need.unit, need.minute):
        if need.resident >= 0:
            cell(world, need.resident).calls += 1
            cell(world, need.resident).calls_unanswered += 1
        need.attempts += 1
    if need.attempts > world.parameters[0].call_attempts_most:
        lose_patience(world, need_row)
        return
    ask_later(world, need_row, 1)


@kernel
def nurse_visit(world, need_row, nurse):
    """Make a visit to the centre's nurse the same day if minutes are left, otherwise join a GP's queue."""
    need = world.needs[need_row]
    p = world.parameters[0]
    if world.staff[nurse].work_minutes < p.nurse_visit_minutes:
        nurse = most_free(world, need.unit, CLINIC_NURSE, np.int64(p.nurse_visit_minutes), 1)
    if nurse < 0:
        join_queue(world, need_row, p.complaint_tolerance_days)
        return
    minutes = np.int64(p.nurse_visit_minutes)
    world.staff[nurse].work_minutes -= minutes
    world.staff[nurse].clinic_month += minutes
    row = np.int64(need.resident)
    if row >= 0:
        r = world.residents[row]
        cell(world, row).nurse_visits += 1
        activity(world, row).nurse_fees += 1
        spend(world, row, p.price_nurse_visit)
        metres = patient_trip(world, row, world.units[need.unit].settlement)
        meet(world, row, nurse, CLINIC)
        log_contact(world, need.minute, r.key, nurse, need.what, BY_TRIAGE, CLINIC, need.settlement, minutes, metres, 1)
    end_need(world, need_row, RESOLVED)
