"""Specialists: referrals, and visits at a hospital with travel, or on video near home where minutes allow."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.governance.schema import option_code
from rural_abm.model.care.contacts import close_tasks, log_contact, patient_trip, spend
from rural_abm.model.care.needs.needs import end_need, open_need
from rural_abm.model.care.records import BY_SPECIALIST, RESOLVED, SPECIALIST_VISIT
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.records import AT_HOME, NEVER
from rural_abm.model.ties.records import CLINIC, VIDEO
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import activity, cell

REFERRED = process("care.referred")
SPECIALIST_WAIT = process("care.specialist_wait")
SPECIALIST_PLACE = process("care.specialist_place")
SPECIALIST_VIDEO = process("care.specialist_video")
SPECIALTY = process("care.specialty")
FOLLOW_UP = process("care.specialist_follow_up")
NO_STAFF = -1
AD_HOC = option_code("specialists_on_video.mode", "ad_hoc")
DECLARATION = Declaration(
    fields=(
        Field("specialist_day", "i4", "day", "day of the booked specialist visit", initial=NEVER),
        Field("specialist_count", "u2", "1", "specialist visits so far"),
        Field("specialist_need", "i4", "row", "row of the booked specialist visit among the needs"),
    ),
    counts=counted(
        ("referrals", "referrals", "referrals to specialists"),
        ("specialist_visits", "visits", "specialist visits in person at a hospital"),
        ("specialist_video", "visits", "specialist visits on video near home"),
        ("specialist_wait_days", "days", "days waited for specialist visits"),
    ),
    activity=counted(
        ("specialist_video_minutes", "minutes", "specialists' minutes on video"),
        ("specialist_visits", "visits", "specialist visits in person"),
    ),
)


@kernel
def consider_referral(world, row):
    """After a GP visit, refer to a specialist with the share of the person's conditions, unless a visit is booked."""
    r = world.residents[row]
    if r.specialist_day != NEVER:
        return
    p = world.parameters[0]
    conditions = np.int64(r.conditions)
    number = 0
    while conditions > 0:
        number += conditions & 1
        conditions = conditions >> 1
    chance = p.referral_share * (1.0 + number * p.referral_per_condition)
    if uniform(world.now[0].seed, REFERRED, r.key, r.need_count) <= chance:
        cell(world, row).referrals += 1
        book_specialist(world, row, p.specialist_wait_days)


@kernel
def book_specialist(world, row, mean_days):
    """Open the need of a specialist visit and give it a day."""
    now = world.now[0]
    r = world.residents[row]
    key = combine(combine(r.key, SPECIALIST_VISIT), r.specialist_count)
    need = open_need(world, row, key, SPECIALIST_VISIT, 0, 0, r.unit, r.settlement, 0)
    if need < 0:
        return
    wait = exponential(now.seed, SPECIALIST_WAIT, r.key, r.specialist_count) * mean_days
    r.specialist_day = now.day + 1 + np.int64(wait)
    r.specialist_need = need
    schedule(world, row)


@kernel
def specialists(world):
    """Phase: make the specialist visits that are due today, residents in key order by the day's list."""
    now = world.now[0]
    for place in range(now.due_first):
        row = np.int64(world.due[place])
        r = world.residents[row]
        if r.specialist_day > now.day or r.status != 0:
            continue
        if r.place_of_care != AT_HOME:
            r.specialist_day = now.day + 1
            schedule(world, row)
            continue
        visit_specialist(world, row)


@kernel
def visit_specialist(world, row):
    """Make one visit: by video if it suits, minutes are available at the unit and the person accepts.

    Otherwise by travel.
    """
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    here = cell(world, row)
    number = r.specialist_count
    here.specialist_wait_days += now.day - world.needs[r.specialist_need].opened_day
    if takes_video(world, row):
        see_on_video(world, row)
    else:
        see_at_hospital(world, row)
    close_tasks(world, row, p.task_closed_by_specialist)
    end_need(world, r.specialist_need, RESOLVED)
    r.specialist_day = NEVER
    r.specialist_count += 1
    if uniform(now.seed, FOLLOW_UP, r.key, number) <= p.specialist_follow_up_share:
        book_specialist(world, row, p.specialist_follow_up_days)
    schedule(world, row)


@kernel
def see_on_video(world, row):
    """Hold the visit on video at the resident's unit: its minutes, fee and the short trip there."""
    p = world.parameters[0]
    r = world.residents[row]
    minutes = np.int64(p.specialist_video_minutes)
    world.unit_states[r.unit].specialist_left -= minutes
    cell(world, row).specialist_video += 1
    activity(world, row).specialist_video_minutes += minutes
    activity(world, row).remote_fees += 1
    spend(world, row, p.price_specialist_video)
    patient_trip(world, row, world.units[r.unit].settlement)
    log_contact(world, 0, r.key, NO_STAFF, SPECIALIST_VISIT, BY_SPECIALIST, VIDEO, r.settlement, minutes, 0, 1)


@kernel
def see_at_hospital(world, row):
    """Hold the visit at the specialist's hospital, with the journey there."""
    p = world.parameters[0]
    r = world.residents[row]
    minutes = np.int64(p.specialist_video_minutes)
    hospital = specialist_place(world, row)
    cell(world, row).specialist_visits += 1
    activity(world, row).specialist_visits += 1
    activity(world, row).hospital_fees += 1
    spend(world, row, p.price_specialist_visit)
    metres = patient_trip(world, row, hospital)
    log_contact(world, 0, r.key, NO_STAFF, SPECIALIST_VISIT, BY_SPECIALIST, CLINIC, hospital, minutes, metres, 1)


@kernel
def takes_video(world, row):
    """Return whether the visit is on video: ad hoc use depends on chance and minutes, standing use on minutes alone."""
    p = world.parameters[0]
    r = world.residents[row]
    u = world.unit_states[r.unit]
    levers = world.levers[r.unit]
    if u.specialist_left < p.specialist_video_minutes:
        return False
    if not specialty_takes_part(world, row):
        return False
    suits = p.video_suitable_share * p.video_at_unit_accepted
    if levers.specialists_on_video_mode == AD_HOC:
        suits *= p.ad_hoc_video_used_share
    return uniform(world.now[0].seed, SPECIALIST_VIDEO, r.key, r.specialist_count) <= suits


@kernel
def specialty_takes_part(world, row):
    """Return whether the specialty of the referral is among those on video at the unit."""
    p = world.parameters[0]
    r = world.residents[row]
    draw = uniform(world.now[0].seed, SPECIALTY, r.key, r.specialist_count)
    specialty = 0
    while specialty < p.referral_specialty_cumulative.size - 1 and draw > p.referral_specialty_cumulative[specialty]:
        specialty += 1
    return (world.levers[r.unit].specialists_on_video_specialties >> specialty) & 1 == 1


@kernel
def specialist_place(world, row):
    """Return the settlement of the hospital visited: the unit's own, or the university hospital."""
    p = world.parameters[0]
    r = world.residents[row]
    hospital = np.int64(world.units[r.unit].hospital)
    if uniform(world.now[0].seed, SPECIALIST_PLACE, r.key, r.specialist_count) <= p.university_hospital_share:
        hospital = np.int64(p.university_hospital)
    return np.int64(world.wards[world.units.size + hospital].settlement)
