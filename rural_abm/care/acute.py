"""Acute requests of the day, all units together, in order of minute and key; each is met by the first way that can."""

import numpy as np

from rural_abm.care.channels import (
    BED_WANTED,
    BOOKED,
    NOT_ANSWERED,
    SOLVED,
    ask_channels,
    chance_to_resolve,
    note_response,
)
from rural_abm.care.clock import emergency_room_is_open, hour_is_open
from rural_abm.care.contacts import doctor_contact, known_minutes, log_contact, most_free, patient_trip
from rural_abm.care.emergency import emergency, seek_bed
from rural_abm.care.friction import ask_contact_nurse, lose_to_friction
from rural_abm.care.holders import spend_night_minutes
from rural_abm.care.needs import ask_later, end_need, people_asking, sort_requests
from rural_abm.care.records import (
    BY_ACUTE_VISIT,
    BY_HOUSING_ROUND,
    BY_NIGHT_CALL,
    COMPLAINT,
    COORDINATION,
    EPISODE,
    GIVEN_UP,
    RESOLVE_CLINIC,
    RESOLVE_HOME_VISIT,
    RESOLVE_PHONE,
    RESOLVED,
    REVIEW,
    VISITOR_NEED,
    WAITING,
)
from rural_abm.care.team_visits import sent_by_advice, sent_by_centre
from rural_abm.care.together import in_the_corridor, write_plan
from rural_abm.care.triage import take_complaint
from rural_abm.compiled import kernel
from rural_abm.draws import process, uniform
from rural_abm.ledger import EV_GIVEN_UP, EV_RESOLVED, cell, log_event
from rural_abm.people.ahead import ask_ahead
from rural_abm.people.records import ALIVE, AT_HOME, ENROLLED, MODERATE_EPISODE, SEVERE_EPISODE, SPECIAL_HOUSING
from rural_abm.staff.records import GP, HOME_NURSE
from rural_abm.ties.bonds import knows
from rural_abm.ties.colleagues import work_together
from rural_abm.ties.records import CLINIC, HOME_VISIT, JOINT_VISIT, PHONE
from rural_abm.units import DAYS_A_YEAR, MINUTES_A_DAY

DOCTOR_WANTED = process("care.doctor_wanted")
VISIT_SETTLES = process("care.visit_settles")
HOUSING_ROUND = process("care.housing_round")
NIGHT_SETTLES = process("care.night_settles")
MANY_MINUTES = DAYS_A_YEAR * MINUTES_A_DAY


@kernel
def acute(world):
    """Phase: all of today's requests.  Requests that arise on the way (impatience) are met last."""
    sort_requests(world)
    now = world.now[0]
    people = people_asking(world)
    ask_ahead(world, people, -1)
    place = 0
    while place < now.request_count:
        row = np.int64(now.requests[place])
        ask_ahead(world, people, place)
        place += 1
        if world.needs[row].state != WAITING:
            continue
        what = world.needs[row].what
        if not still_alive(world, row) or met_in_ward(world, row):
            continue
        if what == COMPLAINT:
            take_complaint(world, row)
        elif what == EPISODE:
            meet_episode(world, row)
        elif what == COORDINATION:
            coordinate(world, row)
        elif what == REVIEW:
            review(world, row)
        elif what == VISITOR_NEED:
            meet_visitor(world, row)


@kernel
def still_alive(world, row):
    """Whether the person of the need has not died earlier today; what the dead had asked for ends with the day."""
    resident = np.int64(world.needs[row].resident)
    return resident < 0 or world.residents[resident].status == ALIVE


@kernel
def met_in_ward(world, row):
    """A request of someone who lies in a ward is dealt with there; True if so."""
    resident = np.int64(world.needs[row].resident)
    if resident < 0 or world.residents[resident].place_of_care == AT_HOME:
        return False
    end_need(world, row, RESOLVED)
    return True


@kernel
def district_nurse(world, row):
    """Contact nurse if on duty, else the home-nursing nurse on duty with most minutes left; -1 if nobody is."""
    r = world.residents[row]
    if r.contact_nurse >= 0 and world.staff[r.contact_nurse].on_duty == 1:
        return np.int64(r.contact_nurse)
    return most_free(world, r.unit, HOME_NURSE, -MANY_MINUTES, 1)


@kernel
def meet_episode(world, need_row):
    """An acute episode someone was asked to meet: severe to the emergency chain, the enrolled through channels, others
    to the centre, the physician on call or the emergency room."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    r = world.residents[row]
    if need.first_asked == 0:
        need.first_asked = 1
        here = cell(world, row)
        here.acute_needs += 1
        if is_frail_and_old(world, row):
            here.acute_frail_old += 1
    if need.severity == SEVERE_EPISODE:
        emergency(world, need_row)
    elif r.enrolled == ENROLLED:
        meet_enrolled(world, need_row)
    else:
        meet_listed(world, need_row)


@kernel
def is_frail_and_old(world, row):
    """Whether a resident is moderately or severely frail and very old."""
    r = world.residents[row]
    return r.frailty >= 2 and world.now[0].day - r.birth_day >= world.parameters[0].very_old_days


@kernel
def settle_locally(world, need_row):
    """End an episode that was met near home."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    here = cell(world, row)
    here.acute_local += 1
    if is_frail_and_old(world, row):
        here.acute_frail_old_local += 1
    log_event(world, need.minute, world.residents[row].key, EV_RESOLVED, need.kind, need.settlement, 0)
    end_need(world, need_row, RESOLVED)


@kernel
def meet_enrolled(world, need_row):
    """A moderate episode in home nursing: the nurse's request goes through the channels; failing all, the ambulance."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    if need.requested == 0:
        need.requested = 1
        cell(world, row).requests += 1
    outcome = ask_channels(world, need_row, district_nurse(world, row))
    need.attempts += 1
    if outcome == BOOKED:
        return
    if outcome == SOLVED:
        settle_locally(world, need_row)
    elif outcome == BED_WANTED:
        seek_bed(world, need_row)
    elif outcome == NOT_ANSWERED and world.now[0].day < need.due_day:
        ask_later(world, need_row, 1)
    else:
        if outcome == NOT_ANSWERED:
            cell(world, row).requests_failed += 1
        emergency(world, need_row)


@kernel
def meet_listed(world, need_row):
    """A moderate episode of someone who can come: a mobile team that telephone advice or a centre without time may send
    for, the GP at the centre in the day, the physician on call at other hours, an open emergency room near home, at
    last the hospital."""
    need = world.needs[need_row]
    unit = np.int64(need.unit)
    if sent_by_advice(world, need_row):
        settle_locally(world, need_row)
        return
    if hour_is_open(world, unit, need.minute) and world.now[0].workday == 1:
        gp = acute_gp(world, unit, need.resident)
        if gp >= 0:
            if acute_visit(world, need_row, gp):
                settle_locally(world, need_row)
            else:
                seek_bed(world, need_row)
            return
        if sent_by_centre(world, need_row):
            settle_locally(world, need_row)
            return
        if world.now[0].day < need.due_day:
            ask_later(world, need_row, 1)
            return
    elif duty_contact(world, need_row):
        settle_locally(world, need_row)
        return
    if emergency_room_is_open(world, unit, need.minute):
        seek_bed(world, need_row)
        return
    emergency(world, need_row)


@kernel
def acute_gp(world, unit, resident):
    """The usual GP if there with minutes left, else the GP with most minutes left; -1 if none."""
    minutes = np.int64(world.parameters[0].gp_visit_minutes)
    usual = np.int64(world.residents[resident].usual_gp) if resident >= 0 else np.int64(-1)
    is_there = usual >= 0 and world.staff[usual].on_duty == 1 and world.staff[usual].unit == unit
    if is_there and world.staff[usual].clinic_minutes >= minutes:
        return usual
    return most_free(world, unit, GP, minutes, 0)


@kernel
def acute_visit(world, need_row, gp):
    """An acute visit to a GP at the centre; True if it settles the need."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    strength = knows(world, row, gp)
    minutes = known_minutes(world, world.parameters[0].gp_visit_minutes, strength)
    world.staff[gp].clinic_minutes -= minutes
    world.staff[gp].clinic_month += minutes
    chance = chance_to_resolve(world, need_row, RESOLVE_CLINIC, strength, 1.0)
    settled = uniform(world.now[0].seed, VISIT_SETTLES, need.key, need.attempts) <= chance
    metres = patient_trip(world, row, world.units[need.unit].settlement)
    doctor_contact(world, row, gp, CLINIC, need.minute, minutes, metres, need.what, BY_ACUTE_VISIT, 1 if settled else 0)
    count_if_late(world, need_row)
    return settled


@kernel
def count_if_late(world, need_row):
    """Count a visit at a centre that falls outside its weekday hours."""
    need = world.needs[need_row]
    if world.now[0].workday == 0 or need.minute >= world.units[need.unit].closes:
        cell(world, np.int64(need.resident)).evening_visits += 1


@kernel
def duty_contact(world, need_row):
    """The physician on call: by telephone, or at the centre while it is open at weekends; True if that
    settles the need."""
    if hour_is_open(world, world.needs[need_row].unit, world.needs[need_row].minute):
        return night_call(world, need_row, RESOLVE_CLINIC)
    return night_call(world, need_row, RESOLVE_PHONE)


@kernel
def night_call(world, need_row, column):
    """A contact with the physician on call: False where none has minutes or the matter needs more than that contact.

    `column` of the table of chances: telephone, or a visit at the centre.
    """
    now = world.now[0]
    need = world.needs[need_row]
    minutes = np.int64(world.parameters[0].night_call_minutes)
    for line in range(now.on_call_lines):
        if now.on_call[line] < 0 or now.on_call_minutes[line] < minutes:
            continue
        doctor = np.int64(now.on_call[line])
        spend_night_minutes(world, doctor, minutes)
        row = np.int64(need.resident)
        cell(world, row).on_call_contacts += 1
        chance = chance_to_resolve(world, need_row, column, knows(world, row, doctor), 1.0)
        settled = uniform(now.seed, NIGHT_SETTLES, need.key, need.attempts) <= chance
        mode = CLINIC if column == RESOLVE_CLINIC else PHONE
        if mode == CLINIC:
            count_if_late(world, need_row)
        doctor_contact(world, row, doctor, mode, need.minute, minutes, 0, need.what, BY_NIGHT_CALL, 1 if settled else 0)
        return settled
    return False


@kernel
def coordinate(world, need_row):
    """A coordination event of an enrolled resident: the nurse's minutes, a physician where one is needed.

    Friction is the sum of these minutes.  What is not resolved comes back until the tolerance is over.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    row = np.int64(need.resident)
    nurse = district_nurse(world, row)
    if nurse < 0:
        come_back(world, need_row)
        return
    lose_to_friction(world, need.unit, nurse, np.int64(p.coordination_minutes))
    wants_doctor = uniform(world.now[0].seed, DOCTOR_WANTED, need.key, 0) <= p.coordination_doctor_share
    if not wants_doctor:
        settled = ask_contact_nurse(world, need_row, nurse)
        need.attempts += 1
        if settled:
            end_need(world, need_row, RESOLVED)
        else:
            come_back(world, need_row)
        return
    if in_the_corridor(world, need_row, nurse):
        end_need(world, need_row, RESOLVED)
        return
    if need.requested == 0:
        need.requested = 1
        cell(world, row).requests += 1
    outcome = SOLVED if met_on_housing_round(world, need_row, nurse) else ask_channels(world, need_row, nurse)
    need.attempts += 1
    if outcome == SOLVED or outcome == BED_WANTED:
        end_need(world, need_row, RESOLVED)
    elif outcome != BOOKED:
        come_back(world, need_row)


@kernel
def met_on_housing_round(world, need_row, nurse):
    """Special housing has agreed hours of a GP: who has minutes left of them, in person, settles what a
    visit can settle."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    p = world.parameters[0]
    u = world.units[need.unit]
    minutes = np.int64(p.housing_contact_minutes)
    if world.residents[row].dwelling != SPECIAL_HOUSING or u.housing_minutes_left < minutes:
        return False
    for place in range(u.duty_count[GP]):
        gp = np.int64(u.duty[GP, place])
        s = world.staff[gp]
        if s.present == 0 or s.call_minutes < minutes:
            continue
        s.call_minutes -= minutes
        s.home_month += minutes
        u.housing_minutes_left -= minutes
        chance = chance_to_resolve(world, need_row, RESOLVE_HOME_VISIT, knows(world, row, gp), 1.0)
        settled = uniform(world.now[0].seed, HOUSING_ROUND, need.key, need.attempts) <= chance
        note_response(world, need_row, need.minute)
        result = 1 if settled else 0
        doctor_contact(world, row, gp, HOME_VISIT, need.minute, minutes, 0, need.what, BY_HOUSING_ROUND, result)
        work_together(world, np.int64(need.unit), gp, nurse, JOINT_VISIT)
        return settled
    return False


@kernel
def come_back(world, need_row):
    """An unresolved coordination event comes back the next day, and is given up, unmet, past its tolerance."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    here = cell(world, row)
    if world.now[0].day < need.due_day:
        here.coordination_returned += 1
        ask_later(world, need_row, 1)
        return
    here.given_up += 1
    if need.requested == 1 and need.answered == 0:
        here.requests_failed += 1
    r = world.residents[row]
    # What nobody could settle stays an open task in the patient's plan.
    r.open_tasks = min(r.open_tasks + 1, 2 * 2)
    log_event(world, need.minute, r.key, EV_GIVEN_UP, need.what, need.settlement, 0)
    end_need(world, need_row, GIVEN_UP)


@kernel
def review(world, need_row):
    """A planned medical review of an enrolled resident: any physician's answer counts; past the window
    it is overdue."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    if need.requested == 0:
        need.requested = 1
        cell(world, row).requests += 1
    nurse = district_nurse(world, row)
    met = met_on_housing_round(world, need_row, nurse)
    outcome = SOLVED if met else ask_channels(world, need_row, nurse)
    need.attempts += 1
    if outcome == SOLVED or outcome == BED_WANTED:
        write_plan(world, row, nurse)
        cell(world, row).reviews += 1
        world.residents[row].medicine_review_day = world.now[0].day
        end_need(world, need_row, RESOLVED)
    elif outcome == BOOKED:
        return
    elif world.now[0].day < need.due_day:
        ask_later(world, need_row, np.int64(world.parameters[0].review_retry_days))
    else:
        cell(world, row).reviews_overdue += 1
        cell(world, row).given_up += 1
        end_need(world, need_row, GIVEN_UP)


@kernel
def meet_visitor(world, need_row):
    """A visitor's need: a GP in the day, the emergency room or the emergency chain otherwise."""
    need = world.needs[need_row]
    unit = np.int64(need.unit)
    world.unit_counts[world.now[0].period, unit].visitor_needs += 1
    if need.severity == SEVERE_EPISODE:
        emergency(world, need_row)
        return
    if need.severity == MODERATE_EPISODE and world.now[0].workday == 1 and hour_is_open(world, unit, need.minute):
        gp = acute_gp(world, unit, -1)
        if gp >= 0:
            minutes = np.int64(world.parameters[0].gp_visit_minutes)
            world.staff[gp].clinic_minutes -= minutes
            world.staff[gp].clinic_month += minutes
            log_contact(
                world, need.minute, need.key, gp, need.what, BY_ACUTE_VISIT, CLINIC, need.settlement, minutes, 0, 1
            )
            end_need(world, need_row, RESOLVED)
            return
    if need.severity == MODERATE_EPISODE and emergency_room_is_open(world, unit, need.minute):
        end_need(world, need_row, RESOLVED)
        return
    if need.severity == MODERATE_EPISODE:
        emergency(world, need_row)
        return
    take_complaint(world, need_row)
