"""Channels: how a request from home nursing reaches a physician.

A request goes through the channels of its unit in order. A channel answers when it is open, someone who holds its role
is there and has the minutes (travel included), and the call gets through. Whether the need is then resolved depends on
kind, severity and mode, on what the clinician knows of the patient and on information: one table for every governance
model. Every failed attempt costs the nurse minutes and the patient time.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_WEEK, SATURDAY
from rural_abm.governance.schema import option_bit, option_code
from rural_abm.model.care.channels.friction import (
    REACHED,
    fail_attempt,
    known_strength,
    lose_bedside,
    lose_to_strangeness,
)
from rural_abm.model.care.channels.holders import (
    CALL_POOL,
    GIVEN_POOL,
    NIGHT_POOL,
    find_holder,
    minutes_wanted,
    spend_night_minutes,
    take_minutes,
)
from rural_abm.model.care.channels.joint_work import use_routine
from rural_abm.model.care.channels.teams import ride_along, serving_unit, starting_place, telephone_is_answered
from rural_abm.model.care.clock import emergency_room_is_open, home_unit_admits
from rural_abm.model.care.contacts import (
    TIES_TO_ENCOUNTERS,
    doctor_contact,
    patient_trip,
    travel_metres,
    travel_minutes,
)
from rural_abm.model.care.kept import interrupt
from rural_abm.model.care.needs.needs import answer_request, ask_later
from rural_abm.model.care.records import (
    COORDINATION,
    COORDINATOR_ROLE,
    DEDICATED_GP,
    MOBILE_TEAM,
    ON_CALL_GP,
    REMOTE_GP,
    RESOLVE_COLUMNS,
    REVIEW,
    SLOT_GP,
)
from rural_abm.model.people.records import EPISODE_KINDS, NOT_ENROLLED
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.clinicians import GP
from rural_abm.model.ties.colleagues import disappoint, work_together
from rural_abm.model.ties.records import JOINT_CALL, JOINT_VIDEO, JOINT_VISIT, VIDEO
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import CHANNEL_KINDS_AT_MOST, cell

CAN_COME = process("care.can_come")
RESOLVED_HERE = process("care.resolved_by_channel")
NOT_ANSWERED, ANSWERED, SOLVED, BED_WANTED, BOOKED = range(5)
AT_ONCE, SAME_DAY, NEXT_WORKING_DAY = range(3)
EPISODE_ROWS = len(EPISODE_KINDS)
BED_CLASS = RESOLVE_COLUMNS.index("bed")
ALL_DAYS = option_code("channels.days", "all")
BY_HOME_NURSING = option_bit("daily_slot.bookers", "home_nursing")
AT_MUNICIPALITY = option_code("dedicated_roles.base", "municipality")
DECLARATION = Declaration(
    unit_counts=(
        *counted(
            ("gp_travel_minutes", "minutes", "minutes GPs travelled"),
        ),
        Field("channel_asked", "i8", "requests", "requests to the kind of channel", None, (CHANNEL_KINDS_AT_MOST,)),
        Field("channel_answered", "i8", "requests", "of these answered by a holder", None, (CHANNEL_KINDS_AT_MOST,)),
        Field("channel_resolved", "i8", "requests", "of these resolved", None, (CHANNEL_KINDS_AT_MOST,)),
        Field("channel_minutes", "i8", "minutes", "clinician minutes, travel included", None, (CHANNEL_KINDS_AT_MOST,)),
    ),
)


@kernel
def table_row(what, kind):
    """Return the row in the table of chances to resolve: kinds of episodes, then coordination events, then reviews."""
    if what == COORDINATION:
        return EPISODE_ROWS
    if what == REVIEW:
        return EPISODE_ROWS + 1
    return np.int64(kind)


@kernel
def chance_to_resolve(world, need_row, mode, strength, competence):
    """Return the chance that a contact in this mode settles the need: the table value, raised by tie and information.

    Tie and shared information raise the odds.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    if world.now[0].cut[TIES_TO_ENCOUNTERS]:
        strength = 0.0
    base = p.resolve[table_row(need.what, need.kind), mode] * competence
    if base <= 0.0 or base >= 1.0:
        return base
    odds = base / (1.0 - base) * (1.0 + (p.known_odds_to_resolve - 1.0) * strength)
    if world.levers[need.unit].co_location_shared_record == 1:
        odds *= p.shared_record_odds
    return odds / (1.0 + odds)


@kernel
def ask_channels(world, need_row, nurse):
    """Take a request through the channels and return the result.

    It is SOLVED, BED_WANTED, BOOKED for the next working day, ANSWERED (met but not settled) or NOT_ANSWERED. `nurse`
    is the home-nursing nurse who asks, -1 if the resident or a relative asks. A channel that books the next working day
    is used when nothing settles the matter today and the need can wait.
    """
    need = world.needs[need_row]
    u = world.unit_states[need.unit]
    best = NOT_ANSWERED
    bookable = -1
    minute = np.int64(need.minute)
    for place in range(u.channel_count):
        if not can_come(world, need_row, world.channels[need.unit, place].kind):
            continue
        if opening(world, need_row, world.channels[need.unit, place], minute) < 0:
            if bookable < 0 and world.channels[need.unit, place].booking == NEXT_WORKING_DAY:
                bookable = place
            continue
        outcome, minute = ask_channel(world, need_row, place, nurse, minute)
        if outcome == SOLVED or outcome == BED_WANTED:
            return outcome
        best = max(best, outcome)
    if bookable >= 0 and world.now[0].day + days_to_workday(world) <= need.due_day:
        book(world, need_row, world.channels[need.unit, bookable])
        return BOOKED
    return best


@kernel
def can_come(world, need_row, kind):
    """Return whether the patient can use a channel that asks them to come to the centre: few of the enrolled can.

    That is what enrolment means. They are driven to an emergency room or a bed.
    """
    p = world.parameters[0]
    if p.channel_patient_travels[kind] == 0.0 or p.channel_emergency_room[kind] > 0.0:
        return True
    need = world.needs[need_row]
    if need.resident < 0 or world.residents[need.resident].enrolled == NOT_ENROLLED:
        return True
    return uniform(world.now[0].seed, CAN_COME, need.key, 0) <= p.enrolled_can_come_share


@kernel
def days_to_workday(world):
    """Return the days until the next working day after today."""
    ahead = DAYS_A_WEEK - np.int64(world.now[0].weekday)
    return ahead if world.now[0].weekday >= SATURDAY - 1 else np.int64(1)


@kernel
def book(world, need_row, channel):
    """Ask the need again on the next working day when the channel opens."""
    ask_later(world, need_row, days_to_workday(world))
    world.needs[need_row].minute = (
        channel.start if channel.role != SLOT_GP else world.levers[world.needs[need_row].unit].opening_hours_open
    )


@kernel
def ask_channel(world, need_row, place, nurse, minute):
    """Try one channel at the minute; return (outcome, minute afterwards)."""
    need = world.needs[need_row]
    channel = world.channels[need.unit, place]
    totals = world.unit_counts[world.now[0].period, need.unit]
    kind = np.int64(channel.kind)
    start = opening(world, need_row, channel, minute)
    totals.channel_asked[kind] += 1
    holder, pool = find_holder(world, need_row, channel, nurse, start)
    if holder < 0:
        fail_attempt(world, need.unit, nurse)
        disappoint(world, np.int64(need.unit), holder, nurse)
        return NOT_ANSWERED, start + np.int64(world.parameters[0].failed_attempt_delay_minutes)
    after = get_through(world, need_row, holder, channel, nurse, start)
    if after < 0:
        return NOT_ANSWERED, start + np.int64(world.parameters[0].failed_attempt_delay_minutes)
    totals.channel_answered[kind] += 1
    use_routine(world, need.unit, channel.routine)
    if channel.role == SLOT_GP:
        after = max(after, np.int64(world.levers[need.unit].daily_slot_start))
    outcome = answer(world, need_row, channel, holder, pool, nurse, after)
    if outcome == SOLVED:
        totals.channel_resolved[kind] += 1
    return outcome, after


@kernel
def opening(world, need_row, channel, minute):
    """Return the minute at which the channel can take the request today, -1 if it cannot."""
    now = world.now[0]
    if now.workday == 0 and channel.days != ALL_DAYS:
        return np.int64(-1)
    need = world.needs[need_row]
    levers = world.levers[need.unit]
    if channel.role == SLOT_GP and (
        levers.daily_slot_enabled == 0
        or levers.daily_slot_bookers & BY_HOME_NURSING == 0
        or minute > levers.daily_slot_booking_deadline
    ):
        return np.int64(-1)
    if channel.booking == AT_ONCE and channel.start <= channel.end and minute < channel.start:
        return np.int64(-1)
    if world.parameters[0].channel_emergency_room[channel.kind] > 0.0:
        own_bed = world.parameters[0].channel_mode[channel.kind] == BED_CLASS and home_unit_admits(world, need_row)
        if not own_bed and not emergency_room_is_open(world, need.unit, minute):
            return np.int64(-1)
    if channel.start <= channel.end:
        if minute >= channel.end:
            return np.int64(-1)
        return max(minute, np.int64(channel.start))
    # Open over midnight.
    if minute >= channel.start or minute < channel.end:
        return minute
    return np.int64(channel.start)


@kernel
def get_through(world, need_row, holder, channel, nurse, minute):
    """Return the minute at which the call gets through, after the necessary attempts; -1 when all fail.

    The better nurse and physician know each other, the more often a call gets through; a booked hour, a physician who
    sits with home nursing, a team with someone at its telephone and a coordinator answer at once.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    now = world.now[0]
    role = channel.role
    at_district = role == DEDICATED_GP and world.levers[need.unit].dedicated_roles_base == AT_MUNICIPALITY
    strength = known_strength(world, need_row, holder, at_district, nurse, minute)
    chance = p.reach_unknown + (p.reach_known - p.reach_unknown) * strength
    if role == SLOT_GP or at_district or role == COORDINATOR_ROLE or role == ON_CALL_GP or role == REMOTE_GP:
        chance = 1.0
    if role == MOBILE_TEAM and telephone_is_answered(world, serving_unit(world, need.unit, role)):
        chance = 1.0
    lose_to_strangeness(world, need_row, holder, channel, nurse, strength)
    number = np.uint64(need.attempts) * np.uint64(p.attempts_most + 1.0)
    for attempt in range(np.int64(p.attempts_most)):
        if uniform(now.seed, REACHED, need.key, number + np.uint64(attempt)) <= chance:
            world.staff[holder].used_by[need.unit] = now.day
            return minute
        fail_attempt(world, need.unit, nurse)
        minute += np.int64(p.failed_attempt_delay_minutes)
    disappoint(world, np.int64(need.unit), holder, nurse)
    return np.int64(-1)


@kernel
def answer(world, need_row, channel, holder, pool, nurse, minute):
    """Carry out the contact: minutes of all, travel, tie, and whether it settles the need."""
    need = world.needs[need_row]
    p = world.parameters[0]
    kind = np.int64(channel.kind)
    wanted = minutes_wanted(world, need_row, channel, holder)
    strength = knows(world, need.resident, holder)
    by_nurse = p.channel_by_nurse[kind] > 0.0 or channel.role == COORDINATOR_ROLE
    if pool == NIGHT_POOL:
        spend_night_minutes(world, holder, wanted)
    else:
        take_minutes(world, holder, pool, wanted)
    if pool == CALL_POOL or pool == GIVEN_POOL:
        interrupt(world, holder)
    metres = occupy_holder(world, need_row, channel, holder, wanted, minute)
    rides = channel.role == MOBILE_TEAM and p.channel_clinician_travels[kind] > 0.0
    if rides and ride_along(world, serving_unit(world, need.unit, MOBILE_TEAM), wanted):
        nurse = np.int64(-1)
    if nurse >= 0:
        lose_bedside(world, nurse, np.int64(p.channel_nurse_minutes[kind]))
    if world.staff[holder].role == GP:
        work_together(world, np.int64(need.unit), holder, nurse, joint_work(world, kind))
    totals = world.unit_counts[world.now[0].period, need.unit]
    totals.channel_minutes[kind] += wanted
    competence = p.advanced_competence if by_nurse else 1.0
    number = np.uint64(kind) + np.uint64(need.attempts) * np.uint64(p.attempts_most + 1.0)
    mode = np.int64(p.channel_mode[kind])
    chance = chance_to_resolve(world, need_row, mode, strength, competence)
    solved = uniform(world.now[0].seed, RESOLVED_HERE, need.key, number) <= chance
    if need.resident >= 0:
        book_contact(world, need_row, channel, holder, minute, wanted, metres, solved)
    if mode == BED_CLASS:
        return BED_WANTED
    return SOLVED if solved else ANSWERED


@kernel
def joint_work(world, kind):
    """Return the kind of joint work of a kind of channel: a visit, a video meeting or a call."""
    p = world.parameters[0]
    if p.channel_clinician_travels[kind] > 0.0 or p.channel_patient_travels[kind] > 0.0:
        return JOINT_VISIT if p.channel_clinician_travels[kind] > 0.0 else JOINT_CALL
    return JOINT_VIDEO if p.channel_contact_mode[kind] == VIDEO else JOINT_CALL


@kernel
def book_contact(world, need_row, channel, holder, minute, minutes, metres, solved):
    """Book a resident's contact through a channel: the trip, and the clinician.

    Only a physician's answer is a response to the request for a physician.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    kind = np.int64(channel.kind)
    row = np.int64(need.resident)
    if p.channel_patient_travels[kind] > 0.0:
        metres = patient_trip(world, row, world.units[need.unit].settlement)
        if p.channel_emergency_room[kind] > 0.0:
            cell(world, row).emergency_room_visits += 1
    if channel.role == COORDINATOR_ROLE:
        return
    if p.channel_by_nurse[kind] > 0.0:
        cell(world, row).advanced_nurse_visits += 1
        return
    answer_request(world, need_row, minute)
    mode = np.int64(p.channel_contact_mode[kind])
    doctor_contact(world, row, holder, mode, minute, minutes, metres, need.what, kind, 1 if solved else 0)


@kernel
def occupy_holder(world, need_row, channel, holder, minutes, minute):
    """Keep a clinician who drives out away until the visit is over; return the metres driven."""
    need = world.needs[need_row]
    s = world.staff[holder]
    if world.parameters[0].channel_clinician_travels[channel.kind] == 0.0:
        s.call_month += minutes
        return np.int64(0)
    s.free_at = minute + minutes
    s.home_month += minutes
    base = starting_place(world, need.unit, channel.role, holder)
    world.unit_counts[world.now[0].period, need.unit].gp_travel_minutes += 2 * travel_minutes(
        world, base, need.settlement
    )
    return 2 * travel_metres(world, base, need.settlement)
