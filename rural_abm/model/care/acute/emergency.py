"""The emergency chain: an ambulance comes, a place keeps the patient or sends on, a bed is found or not."""

import math

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_AN_HOUR
from rural_abm.governance.routines import DAILY_SLOT
from rural_abm.governance.schema import option_bit, option_code
from rural_abm.model.care.acute.team_visits import sent_by_ambulance
from rural_abm.model.care.beds.stays import admit
from rural_abm.model.care.channels.channels import chance_to_resolve
from rural_abm.model.care.channels.holders import most_minutes, take_minutes
from rural_abm.model.care.channels.joint_work import hospital_strength, use_routine
from rural_abm.model.care.clock import emergency_room_is_open, home_unit_admits, hour_is_open
from rural_abm.model.care.contacts import (
    TIES_TO_ENCOUNTERS,
    doctor_contact,
    patient_trip,
    spend,
    travel_metres,
    travel_minutes,
)
from rural_abm.model.care.needs.needs import count_local, end_need
from rural_abm.model.care.records import BY_SLOT, RESOLVE_HOME_VISIT, RESOLVED, SLOT_GP
from rural_abm.model.care.transport import best_response, drive, fly, helicopter_for, stand_down, world_minute
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
from rural_abm.model.staff.records import GP
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.records import HOME_VISIT
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_AMBULANCE, EV_EMERGENCY, EV_HELICOPTER, EV_RESOLVED, activity, cell, log_event

OWN_CAR = process("care.own_car")
LEFT_AT_HOME = process("care.left_at_home")
KEPT = process("care.kept_near_home")
ADMITTED = process("care.admitted")
UNIVERSITY = process("care.university_hospital")
FATAL = process("care.fatal")
SLOT_VISIT = process("care.slot_visit_settles")
STANDING = option_code("specialists_on_video.mode", "standing")
BY_AMBULANCE = option_bit("daily_slot.bookers", "ambulance")
DECLARATION = Declaration(
    counts=counted(
        ("deaths_by_episode", "deaths", "deaths caused by a severe episode"),
        ("emergency_visits", "visits", "visits to hospital emergency departments"),
        ("emergency_visits_old", "visits", "of these by residents aged 80 and over"),
        ("emergency_room_visits", "visits", "visits to emergency rooms of cottage hospitals"),
        ("ambulance_trips", "trips", "ambulance missions for residents"),
        ("ambulance_metres", "metres", "driven by ambulances for residents"),
        ("helicopter_trips", "trips", "helicopter missions for residents"),
        ("response_minutes", "minutes", "minutes from call to the first vehicle's arrival"),
        ("responses", "missions", "missions with a response time"),
        ("diverted", "patients", "patients sent on because no bed was open near home"),
        (
            "emergency_visits_enrolled",
            "visits",
            "visits to hospital emergency departments by residents in home nursing",
        ),
    ),
    activity=counted(
        ("emergency_visits", "visits", "visits to hospital emergency departments"),
        ("ambulance_metres", "metres", "driven by ambulances"),
        ("helicopter_missions", "missions", "helicopter missions"),
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
def settled_on_scene(world, need_row):
    """Return whether the patient can stay at home after the ambulance crew's visit.

    The crew settles it alone, with a GP who comes in the bookable hour, or with the mobile team.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    seed = world.now[0].seed
    settled = uniform(seed, LEFT_AT_HOME, need.key, 0) <= p.left_at_home_share
    if not settled:
        settled = gp_in_slot(world, need_row)
    if not settled:
        settled = sent_by_ambulance(world, need_row)
    if not settled:
        return False
    first, ambulance, arrival = best_response(world, need.settlement, need.minute)
    count_response(world, need_row, first)
    if ambulance >= 0:
        metres = stand_down(world, ambulance, arrival, need.settlement)
        count_trip(world, need_row, metres)
    settle_near_home(world, need_row)
    return True


@kernel
def gp_in_slot(world, need_row):
    """Let a GP with minutes in the daily bookable hour drive out for the ambulance nurse; return True if settled."""
    need = world.needs[need_row]
    u = world.units[need.unit]
    levers = world.levers[need.unit]
    p = world.parameters[0]
    if (
        levers.daily_slot_enabled == 0
        or levers.daily_slot_bookers & BY_AMBULANCE == 0
        or need.minute > levers.daily_slot_end
        or world.now[0].workday == 0
    ):
        return False
    wanted = np.int64(p.slot_visit_minutes) + 2 * travel_minutes(world, u.settlement, need.settlement)
    unit, minute = np.int64(need.unit), np.int64(need.minute)
    gp, pool = most_minutes(world, need_row, SLOT_GP, unit, GP, minute, wanted)
    if gp < 0:
        return False
    take_minutes(world, gp, pool, wanted)
    use_routine(world, unit, DAILY_SLOT)
    s = world.staff[gp]
    s.home_month += wanted
    s.free_at = minute + wanted
    chance = chance_to_resolve(world, need_row, RESOLVE_HOME_VISIT, knows(world, need.resident, gp), 1.0)
    settled = uniform(world.now[0].seed, SLOT_VISIT, need.key, 0) <= chance
    metres = 2 * travel_metres(world, u.settlement, need.settlement)
    result = 1 if settled else 0
    row = np.int64(need.resident)
    doctor_contact(world, row, gp, HOME_VISIT, minute, wanted, metres, need.what, BY_SLOT, result)
    return settled


@kernel
def settle_near_home(world, need_row):
    """End an acute need without a hospital."""
    need = world.needs[need_row]
    if need.resident >= 0:
        count_local(world, need_row)
        log_event(world, need.minute, world.residents[need.resident].key, EV_RESOLVED, need.kind, need.settlement, 0)
    end_need(world, need_row, RESOLVED)


@kernel
def fetch(world, need_row, goal):
    """Send the helicopter or an ambulance; return the minutes from the call until help arrives."""
    need = world.needs[need_row]
    called = world_minute(world, need.minute)
    if need.severity == SEVERE_EPISODE:
        helicopter, arrival = helicopter_for(world, need.key, need.settlement, goal, need.minute)
        if helicopter >= 0:
            fly(world, helicopter, arrival, need.settlement, goal)
            note_flight(world, need_row, arrival - called)
            return arrival - called
    first, ambulance, arrival = best_response(world, need.settlement, need.minute)
    if ambulance >= 0:
        at_goal, metres = drive(world, ambulance, arrival, need.settlement, goal)
        count_trip(world, need_row, metres)
    count_response(world, need_row, first)
    return first - called


@kernel
def note_flight(world, need_row, minutes):
    """Count a helicopter mission."""
    need = world.needs[need_row]
    world.activity[world.now[0].month, world.units[need.unit].municipality].helicopter_missions += 1
    if need.resident >= 0:
        cell(world, need.resident).helicopter_trips += 1
        spend(world, need.resident, world.parameters[0].price_helicopter_trip)
        key = world.residents[need.resident].key
        log_event(world, need.minute, key, EV_HELICOPTER, need.kind, need.settlement, minutes)


@kernel
def count_trip(world, need_row, metres):
    """Count an ambulance mission."""
    need = world.needs[need_row]
    world.activity[world.now[0].month, world.units[need.unit].municipality].ambulance_metres += metres
    if need.resident >= 0:
        here = cell(world, need.resident)
        here.ambulance_trips += 1
        here.ambulance_metres += metres
        spend(world, need.resident, world.parameters[0].price_ambulance_trip)


@kernel
def count_response(world, need_row, first):
    """Count the minutes from the call to the first vehicle's arrival."""
    need = world.needs[need_row]
    minutes = max(first - world_minute(world, need.minute), 0)
    if need.resident >= 0:
        here = cell(world, need.resident)
        here.responses += 1
        here.response_minutes += minutes
        key = world.residents[need.resident].key
        log_event(world, need.minute, key, EV_AMBULANCE, need.kind, need.settlement, minutes)


@kernel
def can_keep(world, need_row):
    """Return whether the cottage hospital keeps the patient.

    Its emergency room must be open, the case within what bed, X-ray, laboratory, nurses and doctor allow, the doctor's
    threshold lowered by tie and hospital backing, and a bed open. One draw per need decides with the odds of the place
    and hour; no bed means sent on (counted as diverted).
    """
    need = world.needs[need_row]
    u = world.units[need.unit]
    state = world.unit_states[need.unit]
    levers = world.levers[need.unit]
    p = world.parameters[0]
    has_room = u.cottage_hospital == 1 and emergency_room_is_open(world, need.unit, need.minute)
    if not has_room and not home_unit_admits(world, need_row):
        return False
    chance = p.keep[need.kind, need.severity]
    if chance <= 0.0:
        return False
    odds = chance / (1.0 - chance)
    if state.gps_present > 0 and hour_is_open(world, need.unit, need.minute) and world.now[0].workday == 1:
        odds *= 1.0 + (p.known_odds_to_keep - 1.0) * usual_gp_strength(world, need_row)
    elif levers.on_call_remote_night == 1 and world.now[0].on_call[0] >= 0:
        odds *= p.video_odds_to_keep
    else:
        odds *= p.no_doctor_odds_to_keep
    if levers.specialists_on_video_mode == STANDING:
        rounds_share = min(levers.specialists_on_video_rounds_a_week / p.specialist_rounds_full, 1.0)
        odds *= 1.0 + (p.specialist_odds_to_keep - 1.0) * rounds_share
    odds *= 1.0 + (p.hospital_tie_odds_to_keep - 1.0) * hospital_strength(world, np.int64(need.unit))
    if uniform(world.now[0].seed, KEPT, need.key, need.severity) > odds / (1.0 + odds):
        return False
    ward = world.wards[need.unit]
    if ward.occupied + ward.visitors >= ward.open_places:
        if need.resident >= 0 and ward.places > 0:
            cell(world, need.resident).diverted += 1
        return False
    return True


@kernel
def usual_gp_strength(world, need_row):
    """Return the strength of the tie with the usual GP if on duty at the unit today, otherwise 0."""
    need = world.needs[need_row]
    if need.resident < 0:
        return 0.0
    gp = np.int64(world.residents[need.resident].usual_gp)
    is_cut = world.now[0].cut[TIES_TO_ENCOUNTERS] == 1
    if is_cut or gp < 0 or world.staff[gp].on_duty == 0 or world.staff[gp].unit != need.unit:
        return 0.0
    return knows(world, need.resident, gp)


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
