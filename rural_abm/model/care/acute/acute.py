"""Acute requests of the day, all units together, in order of minute and key; each is met by the first available way."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import AHEAD, ROWS_AHEAD
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.model.care.acute.emergency import emergency, seek_bed
from rural_abm.model.care.acute.minor import meet_minor
from rural_abm.model.care.acute.on_scene import settle_near_home
from rural_abm.model.care.acute.team_visits import sent_by_advice, sent_by_centre
from rural_abm.model.care.channels.channels import (
    BED_WANTED,
    BOOKED,
    NOT_ANSWERED,
    SOLVED,
    ask_channels,
    chance_to_resolve,
)
from rural_abm.model.care.channels.coordination import coordinate, district_nurse, review
from rural_abm.model.care.channels.holders import spend_night_minutes
from rural_abm.model.care.clock import emergency_room_is_open, hour_is_open
from rural_abm.model.care.contacts import doctor_contact, known_minutes, log_contact, most_free, patient_trip
from rural_abm.model.care.needs.needs import ask_later, end_need, give_up_request, people_asking, sort_requests
from rural_abm.model.care.primary.reception import join_queue
from rural_abm.model.care.primary.returns import see_again
from rural_abm.model.care.primary.triage import take_complaint
from rural_abm.model.care.records import (
    BY_ACUTE_VISIT,
    BY_NIGHT_CALL,
    COMPLAINT,
    COORDINATION,
    EPISODE,
    PLANNED_VISIT,
    RESOLVE_CLINIC,
    RESOLVE_PHONE,
    RESOLVED,
    REVIEW,
    VISITOR_NEED,
    WAITING,
)
from rural_abm.model.people.ahead import ask_for, ask_for_first, ask_for_ties
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    CARE_LINE,
    ENROLLED,
    MILD_EPISODE,
    MODERATE_EPISODE,
    SEVERE_EPISODE,
)
from rural_abm.model.staff.records import GP
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.lists import booked_first
from rural_abm.model.ties.records import CLINIC, PHONE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

VISIT_SETTLES = process("care.visit_settles")
NIGHT_SETTLES = process("care.night_settles")
DECLARATION = Declaration(
    counts=counted(
        ("on_call_contacts", "contacts", "contacts with the physician on call"),
        ("evening_visits", "visits", "visits outside weekday opening hours at a centre"),
    ),
    unit_counts=counted(
        ("visitor_needs", "needs", "visitors' acute needs"),
    ),
)


@kernel
def acute(world):
    """Phase: meet all of today's requests; requests that arise on the way (impatience) are met last."""
    sort_requests(world)
    now = world.now[0]
    people = people_asking(world)
    ask_for_first(world, people, CARE_LINE)
    place = 0
    while place < now.request_count:
        row = np.int64(world.requests[place])
        if place + ROWS_AHEAD < people.size:
            ask_for(world, people[place + ROWS_AHEAD], CARE_LINE)
        if place + AHEAD < people.size:
            ask_for_ties(world, people[place + AHEAD])
        place += 1
        if world.needs[row].state != WAITING:
            continue
        what = world.needs[row].what
        if not still_alive(world, row) or met_in_ward(world, row):
            continue
        if what == COMPLAINT and world.needs[row].severity > MILD_EPISODE:
            meet_minor(world, row)
        elif what == COMPLAINT:
            take_complaint(world, row)
        elif what == EPISODE:
            meet_episode(world, row)
        elif what == COORDINATION:
            coordinate(world, row)
        elif what == REVIEW:
            review(world, row)
        elif what == VISITOR_NEED:
            meet_visitor(world, row)
        elif what == PLANNED_VISIT:
            join_queue(world, row, world.parameters[0].planned_tolerance_days)


@kernel
def still_alive(world, row):
    """Return whether the person of the need is still alive today; requests of the dead end with the day."""
    resident = np.int64(world.needs[row].resident)
    return resident < 0 or world.residents[resident].status == ALIVE


@kernel
def met_in_ward(world, row):
    """Deal with a request of someone who lies in a ward there; return True if so."""
    resident = np.int64(world.needs[row].resident)
    if resident < 0 or world.residents[resident].place_of_care == AT_HOME:
        return False
    end_need(world, row, RESOLVED)
    return True


@kernel
def meet_episode(world, need_row):
    """Meet an acute episode.

    Severe ones go to the emergency chain, the enrolled through channels, others to the centre, the physician on call or
    the emergency room.
    """
    need = world.needs[need_row]
    row = np.int64(need.resident)
    r = world.residents[row]
    need.first_asked = 1
    if need.severity == SEVERE_EPISODE:
        emergency(world, need_row)
    elif r.enrolled == ENROLLED:
        meet_enrolled(world, need_row)
    else:
        meet_listed(world, need_row)


@kernel
def meet_enrolled(world, need_row):
    """Meet a moderate episode in home nursing: the nurse's request goes through the channels.

    Failing all, the ambulance.
    """
    need = world.needs[need_row]
    row = np.int64(need.resident)
    need.requested = 1
    outcome = ask_channels(world, need_row, district_nurse(world, row))
    need.attempts += 1
    if outcome == BOOKED:
        return
    if outcome == SOLVED:
        settle_near_home(world, need_row)
    elif outcome == BED_WANTED:
        seek_bed(world, need_row)
    elif outcome == NOT_ANSWERED and world.now[0].day < need.due_day:
        ask_later(world, need_row, 1)
    else:
        if outcome == NOT_ANSWERED:
            give_up_request(world, need_row)
        emergency(world, need_row)


@kernel
def meet_listed(world, need_row):
    """Meet a moderate episode of someone who can come.

    In this order: a mobile team sent by telephone advice or by a centre without time, the GP at the centre in the day
    (and again the next), the physician on call at other hours, an open emergency room near home, and the hospital.
    """
    need = world.needs[need_row]
    unit = np.int64(need.unit)
    if sent_by_advice(world, need_row):
        settle_near_home(world, need_row)
        return
    if hour_is_open(world, unit, need.minute) and world.now[0].workday == 1:
        gp = acute_gp(world, unit, need.resident)
        if gp >= 0:
            if acute_visit(world, need_row, gp):
                settle_near_home(world, need_row)
            elif not see_again(world, need_row):
                seek_bed(world, need_row)
            return
        if sent_by_centre(world, need_row):
            settle_near_home(world, need_row)
            return
        if world.now[0].day < need.due_day:
            ask_later(world, need_row, 1)
            return
    elif duty_contact(world, need_row):
        settle_near_home(world, need_row)
        return
    if emergency_room_is_open(world, unit, need.minute):
        seek_bed(world, need_row)
        return
    emergency(world, need_row)


@kernel
def acute_gp(world, unit, resident):
    """Return the usual GP if there with minutes left, otherwise the GP with most minutes left; -1 if none."""
    minutes = np.int64(world.parameters[0].gp_visit_minutes)
    usual = booked_first(world, resident) if resident >= 0 else np.int64(-1)
    is_there = usual >= 0 and world.staff[usual].on_duty == 1 and world.staff[usual].unit == unit
    if is_there and world.staff[usual].clinic_minutes >= minutes:
        return usual
    return most_free(world, unit, GP, minutes, 0)


@kernel
def acute_visit(world, need_row, gp):
    """Make an acute visit to a GP at the centre; return True if it settles the need."""
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
    if world.now[0].workday == 0 or need.minute >= world.levers[need.unit].opening_hours_close:
        cell(world, np.int64(need.resident)).evening_visits += 1


@kernel
def duty_contact(world, need_row):
    """Contact the physician on call by telephone, or at the centre while it is open at weekends.

    Return True if settled.
    """
    if hour_is_open(world, world.needs[need_row].unit, world.needs[need_row].minute):
        return night_call(world, need_row, RESOLVE_CLINIC)
    return night_call(world, need_row, RESOLVE_PHONE)


@kernel
def night_call(world, need_row, column):
    """Contact the physician on call; return False if none has minutes or the matter needs more than that contact.

    `column` of the table of chances: telephone, or a visit at the centre.
    """
    now = world.now[0]
    need = world.needs[need_row]
    minutes = np.int64(world.parameters[0].night_call_minutes)
    for line in range(world.levers[0].on_call_lines):
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
def meet_visitor(world, need_row):
    """Meet a visitor's need: a GP in the day, otherwise the emergency room or the emergency chain."""
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
