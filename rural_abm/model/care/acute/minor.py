"""Minor emergencies: injuries, worry and complaints that cannot wait, at all ages; most who have one go home again.

They come with the candidates of minor complaints, a share of which they are (`people.tables.minor_tables`), and are
needs of that class with a severity above mild. Someone may call first: the centre's nurse while its line is open and a
nurse has minutes, otherwise the national advice line. What advice does not settle goes to a GP of the centre with
minutes left in opening hours, otherwise to the nearest emergency room or emergency department that is open, unless the
way deters; who is deterred calls the centre the next day.

While `minor_emergencies` is 0 there are none.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.model.care.acute.emergency import arrive_at_hospital, hospital_settlement
from rural_abm.model.care.acute.vehicles import fetch
from rural_abm.model.care.clock import emergency_room_is_open, hour_is_open, line_is_open
from rural_abm.model.care.contacts import (
    doctor_contact,
    known_minutes,
    most_free,
    patient_trip,
    spend,
    travel_minutes,
)
from rural_abm.model.care.needs.needs import ask_later, end_need
from rural_abm.model.care.records import BY_ACUTE_VISIT, RESOLVED
from rural_abm.model.people.records import MILD_EPISODE
from rural_abm.model.staff.records import CLINIC_NURSE, GP
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.records import CLINIC
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

CALLS_FIRST = process("care.minor_calls_first")
ADVISED = process("care.minor_advised")
DETERRED = process("care.minor_deterred")
FETCHED = process("care.minor_fetched")
DECLARATION = Declaration(
    counts=counted(
        ("minor_emergencies", "needs", "minor injuries, worry and complaints that cannot wait"),
        ("minor_advised", "needs", "of these settled by advice on the telephone"),
        ("minor_deterred", "needs", "of these that the way to an emergency room or department deterred"),
    ),
)


@kernel
def meet_minor(world, need_row):
    """Meet a minor emergency: advice on the telephone, a GP of the centre, an emergency room or department, or none."""
    need = world.needs[need_row]
    row, unit = np.int64(need.resident), np.int64(need.unit)
    if is_advised(world, need_row):
        cell(world, row).minor_advised += 1
        end_need(world, need_row, RESOLVED)
        return
    if world.now[0].workday == 1 and hour_is_open(world, unit, need.minute):
        gp = most_free(world, unit, GP, np.int64(world.parameters[0].gp_visit_minutes), 0)
        if gp >= 0:
            see_at_centre(world, need_row, gp)
            return
    near = world.units[unit].cottage_hospital == 1 and emergency_room_is_open(world, unit, need.minute)
    goal = np.int64(world.units[unit].settlement) if near else hospital_settlement(world, need_row)
    if is_deterred(world, need_row, goal):
        cell(world, row).minor_deterred += 1
        need.severity = MILD_EPISODE
        ask_later(world, need_row, 1)
    elif near:
        visit_emergency_room(world, need_row, goal)
    else:
        go_to_hospital(world, need_row, goal)


@kernel
def is_advised(world, need_row):
    """Return whether a call settles the matter: to the centre's nurse with minutes left, or the national line."""
    need, p, seed = world.needs[need_row], world.parameters[0], world.now[0].seed
    if uniform(seed, CALLS_FIRST, need.key, 0) > p.minor_calls_first_share:
        return False
    share = p.minor_advice_share
    if line_is_open(world, need.unit, need.minute):
        minutes = np.int64(p.triage_call_minutes)
        nurse = most_free(world, need.unit, CLINIC_NURSE, minutes, 1)
        if nurse < 0:
            return False
        world.staff[nurse].work_minutes -= minutes
        world.staff[nurse].call_month += minutes
        share = p.triage_advice_share
    return uniform(seed, ADVISED, need.key, 0) <= share


@kernel
def see_at_centre(world, need_row, gp):
    """Make an acute visit to a GP at the centre, which settles the matter."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    minutes = known_minutes(world, world.parameters[0].gp_visit_minutes, knows(world, row, gp))
    world.staff[gp].clinic_minutes -= minutes
    world.staff[gp].clinic_month += minutes
    metres = patient_trip(world, row, world.units[need.unit].settlement)
    doctor_contact(world, row, gp, CLINIC, need.minute, minutes, metres, need.what, BY_ACUTE_VISIT, 1)
    end_need(world, need_row, RESOLVED)


@kernel
def is_deterred(world, need_row, goal):
    """Return whether the way to the place deters: visits are halved by each `minor_half_minutes` of road."""
    need = world.needs[need_row]
    minutes = travel_minutes(world, need.settlement, goal)
    kept = 2.0 ** (-minutes / world.parameters[0].minor_half_minutes)
    return uniform(world.now[0].seed, DETERRED, need.key, 0) > kept


@kernel
def visit_emergency_room(world, need_row, goal):
    """Make a visit to the cottage hospital's emergency room and go home again."""
    row = np.int64(world.needs[need_row].resident)
    cell(world, row).emergency_room_visits += 1
    spend(world, row, world.parameters[0].price_emergency_room_visit)
    patient_trip(world, row, goal)
    end_need(world, need_row, RESOLVED)


@kernel
def go_to_hospital(world, need_row, goal):
    """Go to the hospital's emergency department, few by ambulance; most go home again."""
    need, p = world.needs[need_row], world.parameters[0]
    if uniform(world.now[0].seed, FETCHED, need.key, 0) <= p.minor_ambulance_share:
        arrive_at_hospital(world, need_row, fetch(world, need_row, goal))
        return
    patient_trip(world, np.int64(need.resident), goal)
    arrive_at_hospital(world, need_row, 0)
