"""Reception: planned visits and complaints that need a GP wait in the unit's queue for the usual or any GP."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import AHEAD
from rural_abm.engine.random_numbers import combine, process, uniform
from rural_abm.engine.records import Field
from rural_abm.model.care.contacts import (
    doctor_contact,
    known_minutes,
    log_contact,
    most_free,
    patient_trip,
)
from rural_abm.model.care.health_rooms import health_room_hours
from rural_abm.model.care.needs.needs import ask_today, end_need, open_need
from rural_abm.model.care.primary.returns import come_back, settles_matter
from rural_abm.model.care.primary.specialists import consider_referral
from rural_abm.model.care.records import (
    BY_RECEPTION,
    CLOSED,
    EPISODE,
    ESCALATED,
    GIVEN_UP,
    PLANNED_VISIT,
    RESOLVED,
)
from rural_abm.model.people.ahead import ask_for, ask_for_ties
from rural_abm.model.people.records import ALIVE, AT_HOME, CARE_LINE, MODERATE_EPISODE, OTHER_ILLNESS
from rural_abm.model.staff.records import ADVANCED_NURSE, EMPLOYED, GP
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.lists import booked_first
from rural_abm.model.ties.records import CLINIC, VIDEO
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_GIVEN_UP, EV_IMPATIENT, cell, log_event

ADVANCED_RESOLVES = process("care.advanced_resolves")
VIDEO_SUITS = process("care.video_suits")
TURNS_TO_EMERGENCY = process("care.turns_to_emergency")
DECLARATION = Declaration(
    fields=(Field("dissatisfaction", "i1", "count", "failed or late contacts this year"),),
    counts=counted(
        ("advanced_nurse_visits", "visits", "visits to advanced clinical nurses"),
        ("gp_wait_days", "days", "days waited for a GP visit"),
        ("gp_waits", "visits", "GP visits waited for"),
        ("given_up", "needs", "needs given up unmet"),
    ),
)


@kernel
def join_queue(world, need_row, tolerance_days):
    """Let a need wait for a GP at its unit, at most `tolerance_days`."""
    need = world.needs[need_row]
    u = world.unit_states[need.unit]
    need.due_day = world.now[0].day + np.int64(tolerance_days)
    need.queued = 1
    if u.queue_length == 0:
        u.queue_first = need_row
    else:
        world.needs[u.queue_last].next_queued = need_row
    u.queue_last = need_row
    u.queue_length += 1


@kernel
def further_back(world, row, steps):
    """Return the need row `steps` places behind a waiting need in its queue; any row where the queue ends before."""
    for _ in range(steps):
        row = np.int64(world.needs[row].next_queued)
    return row


@kernel
def reception(world, reserve_share):
    """Serve the queues of all units in order of asking; keep `reserve_share` of each GP's clinic minutes for later."""
    if world.now[0].workday == 0:
        return
    for unit in range(world.units.size):
        serve_queue(world, unit, reserve_share)


@kernel
def serve_queue(world, unit, reserve_share):
    """Serve one unit's queue; those served, closed or out of patience leave it."""
    u = world.unit_states[unit]
    waiting = np.int64(u.queue_length)
    minutes_left = somebody_is_free(world, unit)
    before, need_row = np.int64(-1), np.int64(u.queue_first)
    near, far = further_back(world, need_row, AHEAD // 2), further_back(world, need_row, AHEAD)
    for place in range(waiting):
        following = np.int64(world.needs[need_row].next_queued)
        if minutes_left and place + AHEAD < waiting:
            ask_for(world, world.needs[far].resident, CARE_LINE)
            ask_for_ties(world, world.needs[near].resident)
            near, far = np.int64(world.needs[near].next_queued), np.int64(world.needs[far].next_queued)
        if stays_in_queue(world, unit, need_row, reserve_share, minutes_left):
            before = need_row
        else:
            take_from_queue(world, u, before, need_row)
            minutes_left = minutes_left and somebody_is_free(world, unit)
        need_row = following


@kernel
def take_from_queue(world, u, before, need_row):
    """Take a need out of the queue of the unit `u`; `before` waits in front of it, or is -1."""
    need = world.needs[need_row]
    need.queued = 0
    u.queue_length -= 1
    if before < 0:
        u.queue_first = need.next_queued
    else:
        world.needs[before].next_queued = need.next_queued
    if u.queue_last == need_row:
        u.queue_last = before


@kernel
def somebody_is_free(world, unit):
    """Return whether a GP or an advanced nurse on duty has a visit's minutes left."""
    p = world.parameters[0]
    if most_free(world, unit, GP, np.int64(p.gp_visit_minutes), 0) >= 0:
        return True
    return most_free(world, unit, ADVANCED_NURSE, np.int64(p.advanced_visit_minutes), 1) >= 0


@kernel
def stays_in_queue(world, unit, need_row, reserve_share, minutes_left):
    """Return whether the need still waits after it has been offered today's minutes."""
    need = world.needs[need_row]
    if need.state == CLOSED:
        return False
    if minutes_left:
        # Who lies in a ward waits on; what someone who died today had asked for ends with the day.
        if need.resident >= 0 and not can_come_today(world, need.resident):
            return True
        if serve_by_gp(world, unit, need_row, reserve_share) or serve_by_advanced_nurse(world, unit, need_row):
            return False
    # Patience is tried once a day, in the morning pass that keeps a reserve.
    if world.now[0].day <= need.due_day or reserve_share == 0.0:
        return True
    lose_patience(world, need_row)
    return False


@kernel
def can_come_today(world, row):
    """Return whether a resident is alive and at home."""
    r = world.residents[row]
    return r.status == ALIVE and r.place_of_care == AT_HOME


@kernel
def serve_by_gp(world, unit, need_row, reserve_share):
    """Serve a waiting need with the usual GP if the wait is acceptable, otherwise with any GP with minutes left."""
    need = world.needs[need_row]
    p = world.parameters[0]
    usual = booked_first(world, np.int64(need.resident)) if need.resident >= 0 else np.int64(-1)
    named = need.resident >= 0 and world.residents[need.resident].named_gp == 1
    reserve = 0.0 if named else reserve_share
    gp = np.int64(-1)
    is_there = usual >= 0 and world.staff[usual].on_duty == 1 and world.staff[usual].unit == unit
    if is_there and has_minutes(world, usual, reserve):
        gp = usual
    waited = world.now[0].day - need.opened_day
    acceptable = p.named_wait_days if named else p.acceptable_wait_days
    wants_usual = usual >= 0 and world.staff[usual].status == EMPLOYED and need.what == PLANNED_VISIT
    if gp < 0 and (not wants_usual or waited >= acceptable):
        gp = most_free(world, unit, GP, np.int64(p.gp_visit_minutes), 0)
        if gp >= 0 and not has_minutes(world, gp, reserve):
            gp = np.int64(-1)
    if gp < 0:
        return False
    see_gp(world, unit, need_row, gp)
    return True


@kernel
def has_minutes(world, gp, reserve_share):
    """Return whether the GP has a visit's minutes left in addition to the share kept for acute needs."""
    p = world.parameters[0]
    kept = np.int64(reserve_share * world.staff[gp].clinic_minutes_today)
    return world.staff[gp].clinic_minutes - kept >= np.int64(p.gp_visit_minutes)


@kernel
def see_gp(world, unit, need_row, gp):
    """Carry out a waiting person's visit to the GP: minutes, travel, contact, referral; a complaint may come back."""
    need = world.needs[need_row]
    now = world.now[0]
    strength = knows(world, need.resident, gp)
    minutes = known_minutes(world, world.parameters[0].gp_visit_minutes, strength)
    world.staff[gp].clinic_minutes -= minutes
    world.staff[gp].clinic_month += minutes
    if need.resident < 0:
        log_contact(world, need.minute, need.key, gp, need.what, BY_RECEPTION, CLINIC, need.settlement, minutes, 0, 1)
        end_need(world, need_row, RESOLVED)
        return
    row = np.int64(need.resident)
    here = cell(world, row)
    here.gp_wait_days += now.day - need.opened_day
    here.gp_waits += 1
    mode = visit_mode(world, unit, need_row, strength)
    metres = np.int64(0) if mode == VIDEO else patient_trip(world, row, world.units[unit].settlement)
    settled = settles_matter(world, need_row, strength)
    result = 1 if settled else 0
    doctor_contact(world, row, gp, mode, need.minute, minutes, metres, need.what, BY_RECEPTION, result)
    if need.what == PLANNED_VISIT:
        world.residents[row].medicine_review_day = now.day
    consider_referral(world, row)
    if settled:
        end_need(world, need_row, RESOLVED)
    else:
        come_back(world, need_row)


@kernel
def visit_mode(world, unit, need_row, strength):
    """Return clinic, or video from a health room near home where there is one, it suits and the person accepts."""
    need = world.needs[need_row]
    p = world.parameters[0]
    levers = world.levers[unit]
    if (
        levers.health_rooms_video == 0
        or health_room_hours(world, unit) == 0
        or world.settlements[need.settlement].health_room != unit + 1
    ):
        return CLINIC
    accepts = p.video_accepted_unknown + (p.video_accepted_known - p.video_accepted_unknown) * strength
    open_share = min(health_room_hours(world, unit) / p.health_room_full_hours, 1.0)
    chance = p.video_suitable_share * accepts * open_share
    return VIDEO if uniform(world.now[0].seed, VIDEO_SUITS, need.key, 0) <= chance else CLINIC


@kernel
def serve_by_advanced_nurse(world, unit, need_row):
    """Serve a waiting need with an advanced clinical nurse, where task shift lets them take such needs."""
    need = world.needs[need_row]
    u = world.units[unit]
    levers = world.levers[unit]
    p = world.parameters[0]
    if need.resident < 0 or need.what == EPISODE:
        return False
    allowed = levers.task_shift_planned_visits if need.what == PLANNED_VISIT else levers.task_shift_first_assessments
    # One assessment a need: who could not be helped by the nurse waits on for a GP.
    if allowed == 0 or need.attempts >= p.triage_attempts_most:
        return False
    nurse = most_free(world, unit, ADVANCED_NURSE, np.int64(p.advanced_visit_minutes), 1)
    if nurse < 0:
        return False
    row = np.int64(need.resident)
    minutes = known_minutes(world, p.advanced_visit_minutes, knows(world, row, nurse))
    world.staff[nurse].work_minutes -= minutes
    metres = patient_trip(world, row, u.settlement)
    share = p.advanced_resolves_planned if need.what == PLANNED_VISIT else p.advanced_resolves_acute
    resolved = uniform(world.now[0].seed, ADVANCED_RESOLVES, need.key, 0) <= share
    advanced_contact(world, row, nurse, minutes, metres, need.what, 1 if resolved else 0)
    need.attempts = np.int64(p.triage_attempts_most)
    if resolved:
        end_need(world, need_row, RESOLVED)
    return resolved


@kernel
def advanced_contact(world, row, nurse, minutes, metres, what, resolved):
    """Book a visit to an advanced clinical nurse."""
    from_here = world.residents[row]
    cell(world, row).advanced_nurse_visits += 1
    world.activity[world.now[0].month, from_here.municipality].nurse_fees += 1
    from_here.region_cost_ore += np.int64(world.parameters[0].price_nurse_visit)
    log_contact(
        world, 0, from_here.key, nurse, what, BY_RECEPTION, CLINIC, from_here.settlement, minutes, metres, resolved
    )


@kernel
def lose_patience(world, need_row):
    """End the wait past the tolerance: turn to emergency care or give up; a visitor goes home with the need."""
    need = world.needs[need_row]
    if need.resident < 0:
        end_need(world, need_row, GIVEN_UP)
        return
    row = np.int64(need.resident)
    r = world.residents[row]
    r.dissatisfaction += 1
    if (
        r.open_need < 0
        and uniform(world.now[0].seed, TURNS_TO_EMERGENCY, need.key, 0) <= world.parameters[0].impatient_emergency_share
    ):
        key, unit = np.uint64(need.key), np.int64(need.unit)
        opens = world.levers[unit].opening_hours_open
        log_event(world, opens, r.key, EV_IMPATIENT, need.what, r.settlement, world.now[0].day - need.opened_day)
        end_need(world, need_row, ESCALATED)
        acute = open_need(
            world,
            row,
            combine(key, 1),
            EPISODE,
            OTHER_ILLNESS,
            MODERATE_EPISODE,
            unit,
            r.settlement,
            opens,
        )
        if acute >= 0:
            ask_today(world, acute)
        return
    cell(world, row).given_up += 1
    log_event(world, 0, r.key, EV_GIVEN_UP, need.what, r.settlement, world.now[0].day - need.opened_day)
    end_need(world, need_row, GIVEN_UP)
