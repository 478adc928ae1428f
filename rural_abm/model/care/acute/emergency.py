"""The emergency chain: an ambulance comes, a place keeps the patient or sends on, a bed is found or not."""

import math

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_AN_HOUR
from rural_abm.model.care.acute.keeping import can_keep
from rural_abm.model.care.acute.on_scene import settled_on_scene
from rural_abm.model.care.acute.vehicles import fetch
from rural_abm.model.care.beds.stays import admit
from rural_abm.model.care.contacts import patient_trip, spend
from rural_abm.model.care.needs.needs import count_local, end_need
from rural_abm.model.care.records import COMPLAINT, RESOLVED
from rural_abm.model.people.demography import depart
from rural_abm.model.people.persons import illness_frailty
from rural_abm.model.people.records import (
    DEAD,
    ENROLLED,
    IN_COTTAGE_HOSPITAL,
    IN_HOSPITAL,
    MODERATE_EPISODE,
    SEVERE_EPISODE,
)
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_EMERGENCY, activity, cell, log_event

OWN_CAR = process("care.own_car")
ADMITTED = process("care.admitted")
UNIVERSITY = process("care.university_hospital")
FATAL = process("care.fatal")
DECLARATION = Declaration(
    counts=counted(
        ("deaths_by_episode", "deaths", "deaths caused by a severe episode"),
        ("emergency_visits", "visits", "visits to hospital emergency departments"),
        ("emergency_visits_old", "visits", "of these by residents aged 80 and over"),
        ("emergency_room_visits", "visits", "visits to emergency rooms of cottage hospitals"),
        ("diverted", "patients", "patients sent on because no bed was open near home"),
        (
            "emergency_visits_enrolled",
            "visits",
            "visits to hospital emergency departments by residents in home nursing",
        ),
    ),
    activity=counted(
        ("emergency_visits", "visits", "visits to hospital emergency departments"),
        ("hospital_fees", "visits", "visits with a patient fee to a hospital"),
    ),
)


@kernel
def emergency(world, need_row):
    """Handle a severe episode, or a moderate one that no one else could meet: fetched or driven, kept near home or not.

    A patient who is not kept near home is sent to hospital.
    """
    need = world.needs[need_row]
    row = np.int64(need.resident)
    p = world.parameters[0]
    seed = world.now[0].seed
    near = world.units[need.unit].settlement
    delay = np.int64(0)
    fetched = True
    if row >= 0 and world.residents[row].enrolled != ENROLLED:
        share = p.own_car_severe_share if need.severity == SEVERE_EPISODE else p.own_car_share
        fetched = uniform(seed, OWN_CAR, need.key, 0) > share
    if fetched and need.severity == MODERATE_EPISODE and row >= 0 and settled_on_scene(world, need_row):
        return
    kept = can_keep(world, need_row)
    goal = near if kept else hospital_settlement(world, need_row)
    if fetched:
        delay = fetch(world, need_row, goal)
    elif row >= 0:
        patient_trip(world, row, goal)
    if kept:
        stay_near_home(world, need_row, delay)
    else:
        arrive_at_hospital(world, need_row, delay)


@kernel
def seek_bed(world, need_row):
    """Find a bed for a patient seen near home who needs more: the cottage hospital's, otherwise the hospital's.

    The way to the hospital is by own means or ambulance.
    """
    need = world.needs[need_row]
    if can_keep(world, need_row):
        stay_near_home(world, need_row, 0)
        return
    goal = hospital_settlement(world, need_row)
    row = np.int64(need.resident)
    if row >= 0 and uniform(world.now[0].seed, OWN_CAR, need.key, 1) <= world.parameters[0].own_car_share:
        patient_trip(world, row, goal)
        arrive_at_hospital(world, need_row, 0)
    else:
        arrive_at_hospital(world, need_row, fetch(world, need_row, goal))


@kernel
def stay_near_home(world, need_row, delay):
    """Begin a stay in the cottage hospital, or, for what passes quickly, a visit to its emergency room."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    p = world.parameters[0]
    unit = np.int64(need.unit)
    if row < 0:
        end_need(world, need_row, RESOLVED)
        return
    cell(world, row).emergency_room_visits += 1
    spend(world, row, p.price_emergency_room_visit)
    count_local(world, need_row)
    share = p.cottage_admits_severe_share if need.severity == SEVERE_EPISODE else p.cottage_admits_moderate_share
    if uniform(world.now[0].seed, ADMITTED, need.key, need.severity) <= share:
        fatal = is_fatal(world, need_row, delay)
        kind, minute = np.int64(need.kind), np.int64(need.minute)
        end_need(world, need_row, RESOLVED)
        admit(world, row, unit, kind, minute, fatal)
    else:
        settle_or_die(world, need_row, delay, IN_COTTAGE_HOSPITAL)


@kernel
def hospital_of(world, need_row):
    """Return the hospital index for the patient: the unit's own, or the university hospital for what only that does."""
    need = world.needs[need_row]
    p = world.parameters[0]
    if (
        need.severity == SEVERE_EPISODE
        and uniform(world.now[0].seed, UNIVERSITY, need.key, 0) <= p.university_hospital_share
    ):
        return np.int64(p.university_hospital)
    return np.int64(world.units[need.unit].hospital)


@kernel
def hospital_settlement(world, need_row):
    """Return the settlement of the hospital to which the patient goes."""
    return np.int64(world.wards[world.units.size + hospital_of(world, need_row)].settlement)


@kernel
def arrive_at_hospital(world, need_row, delay):
    """Make a visit to the hospital's emergency department, and a stay for those who need one."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    p = world.parameters[0]
    if row < 0:
        end_need(world, need_row, RESOLVED)
        return
    here = cell(world, row)
    here.emergency_visits += 1
    here.emergency_visits_enrolled += 1 if world.residents[row].enrolled == ENROLLED else 0
    if world.now[0].day - world.residents[row].birth_day >= p.very_old_days:
        here.emergency_visits_old += 1
    activity(world, row).emergency_visits += 1
    activity(world, row).hospital_fees += 1
    spend(world, row, p.price_emergency_visit)
    key = world.residents[row].key
    log_event(world, need.minute, key, EV_EMERGENCY, need.kind, hospital_settlement(world, need_row), delay)
    share = p.hospital_admits_severe_share if need.severity == SEVERE_EPISODE else p.hospital_admits_moderate_share
    if need.what == COMPLAINT:
        share = p.minor_admitted_share
    if uniform(world.now[0].seed, ADMITTED, need.key, need.severity) > share:
        settle_or_die(world, need_row, delay, IN_HOSPITAL)
        return
    ward = world.units.size + hospital_of(world, need_row)
    if world.wards[ward].occupied >= world.wards[ward].open_places:
        here.diverted += 1
        ward = world.units.size + np.int64(p.university_hospital)
    fatal = is_fatal(world, need_row, delay)
    kind, minute = np.int64(need.kind), np.int64(need.minute)
    end_need(world, need_row, RESOLVED)
    admit(world, row, ward, kind, minute, fatal)


@kernel
def is_fatal(world, need_row, delay):
    """Return 1 if the severe episode is fatal: by frailty and age, raised by each hour until help came.

    Never in the warm-up.
    """
    need = world.needs[need_row]
    if need.severity != SEVERE_EPISODE or world.now[0].reported_day < 0:
        return 0
    p = world.parameters[0]
    r = world.residents[need.resident]
    age_years = (world.now[0].day - r.birth_day) / DAYS_A_YEAR
    chance = p.case_fatality_fit_80 * math.exp(p.case_fatality_age_growth * (age_years - p.very_old_age_years))
    chance *= p.fatality_ratio[illness_frailty(r)] * (1.0 + p.case_fatality_per_hour * delay / MINUTES_AN_HOUR)
    return 1 if uniform(world.now[0].seed, FATAL, need.key, 0) <= chance else 0


@kernel
def settle_or_die(world, need_row, delay, place):
    """End an emergency that needs no bed: resolved, or death on the day at a place of care."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    if is_fatal(world, need_row, delay) == 1:
        cell(world, row).deaths_by_episode += 1
        depart(world, row, DEAD, place)
        return
    end_need(world, need_row, RESOLVED)
