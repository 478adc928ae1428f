"""The holders of a channel's role on duty: who answers, from which pool of minutes, and for how long."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.governance.schema import option_code
from rural_abm.model.care.channels.teams import serving_unit, starting_place, team_can_go
from rural_abm.model.care.contacts import known_minutes, travel_minutes
from rural_abm.model.care.records import (
    ADVANCED_ROLE,
    COORDINATOR_ROLE,
    DEDICATED_GP,
    EPISODE,
    MOBILE_TEAM,
    ON_CALL_GP,
    REMOTE_GP,
    SLOT_GP,
    UNIT_GP,
    USUAL_GP,
)
from rural_abm.model.staff.records import ADVANCED_NURSE, COORDINATOR, GP, REMOTE, TEAM_PHYSICIAN
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.colleagues import call_strength
from rural_abm.state.declarations import Declaration, counted

# Pools of a clinician's minutes a channel may draw on.
RESERVED_POOL, SLOT_POOL, DEDICATED_POOL, CALL_POOL, VIDEO_POOL, WORK_POOL, NIGHT_POOL, GIVEN_POOL = range(8)
ALL_DAYS = option_code("single_point_of_contact.days", "all")
DECLARATION = Declaration(
    unit_counts=counted(
        ("given_minutes", "minutes", "minutes GPs gave nurses they know beyond those set aside"),
    ),
)


@kernel
def minutes_wanted(world, need_row, channel, holder):
    """Return the clinician's minutes: contact (less with a known patient) and travel both ways; -1 if out of reach.

    `holder` -1 asks for the minutes of someone who does not know the patient.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    minutes = known_minutes(world, p.channel_minutes[channel.kind], knows(world, need.resident, holder))
    if p.channel_clinician_travels[channel.kind] > 0.0:
        way = travel_minutes(world, starting_place(world, need.unit, channel.role, holder), need.settlement)
        if channel.reach_minutes > 0 and way > channel.reach_minutes:
            return np.int64(-1)
        if (
            channel.role == MOBILE_TEAM
            and way > world.levers[world.levers[need.unit].mobile_team_base].mobile_team_reach_minutes
        ):
            return np.int64(-1)
        return minutes + 2 * way
    if p.channel_patient_travels[channel.kind] > 0.0:
        way = travel_minutes(world, need.settlement, world.units[need.unit].settlement)
        if channel.reach_minutes > 0 and way > channel.reach_minutes:
            return np.int64(-1)
    return minutes


@kernel
def pool_left(world, staff_row, pool):
    """Return the minutes left in one pool of a clinician's day."""
    s = world.staff[staff_row]
    if pool == RESERVED_POOL:
        return np.int64(s.reserved_minutes)
    if pool == SLOT_POOL:
        return np.int64(s.slot_minutes)
    if pool == DEDICATED_POOL:
        return np.int64(s.dedicated_minutes)
    if pool == CALL_POOL:
        return np.int64(s.call_minutes)
    if pool == VIDEO_POOL:
        return np.int64(s.video_minutes)
    return np.int64(s.work_minutes)


@kernel
def take_minutes(world, staff_row, pool, minutes):
    """Take minutes out of one pool of a clinician's day."""
    s = world.staff[staff_row]
    totals = world.unit_counts[world.now[0].period, s.unit]
    if pool == RESERVED_POOL:
        s.reserved_minutes -= minutes
        totals.reserved_minutes_used += minutes
    elif pool == SLOT_POOL:
        s.slot_minutes -= minutes
        totals.slot_minutes_used += minutes
    elif pool == DEDICATED_POOL:
        s.dedicated_minutes -= minutes
        totals.home_nursing_gp_minutes_used += minutes
    elif pool == CALL_POOL:
        s.call_minutes -= minutes
    elif pool == VIDEO_POOL:
        s.video_minutes -= minutes
    elif pool == WORK_POOL:
        s.work_minutes -= minutes
    elif pool == GIVEN_POOL:
        s.clinic_minutes -= minutes
        s.given_minutes += minutes
        totals.given_minutes += minutes


@kernel
def find_holder(world, need_row, channel, nurse, minute):
    """Return (staff row, pool) of a holder of the role who is in and has the minutes; (-1, 0) if there is none.

    Where no one has minutes set aside, a physician who knows the nurse may give some of the reception's.
    """
    need = world.needs[need_row]
    role = channel.role
    if role == ON_CALL_GP:
        return on_call_holder(world, need_row, channel)
    duty_role = GP
    if role == MOBILE_TEAM:
        duty_role = TEAM_PHYSICIAN
        if not team_can_go(world, need.unit, channel.kind, minute):
            return np.int64(-1), RESERVED_POOL
    unit = serving_unit(world, need.unit, role)
    levers = world.levers[unit]
    if role == COORDINATOR_ROLE:
        duty_role = COORDINATOR
        if not contact_point_is_open(world, need.unit, minute):
            return np.int64(-1), RESERVED_POOL
    if role == ADVANCED_ROLE:
        duty_role = ADVANCED_NURSE
        if levers.task_shift_home_visits == 0:
            return np.int64(-1), RESERVED_POOL
    # Only those are asked who have the minutes for a patient they do not know.
    wanted = minutes_wanted(world, need_row, channel, -1)
    if wanted < 0:
        return np.int64(-1), RESERVED_POOL
    best, best_pool = most_minutes(world, need_row, role, unit, duty_role, minute, wanted)
    if best < 0 and nurse >= 0 and (role == USUAL_GP or role == UNIT_GP):
        best = giver(world, need_row, role, nurse, minute, wanted)
        best_pool = GIVEN_POOL
    if best < 0 and role == UNIT_GP and levers.centre_network_cover == 1:
        return network_holder(world, need_row, channel, minute, wanted)
    return best, best_pool


@kernel
def network_holder(world, need_row, channel, minute, wanted):
    """Return (staff row, pool) of a GP at another unit of the network who answers remotely; (-1, 0) if none."""
    p = world.parameters[0]
    if p.channel_clinician_travels[channel.kind] > 0.0 or p.channel_patient_travels[channel.kind] > 0.0:
        return np.int64(-1), RESERVED_POOL
    own = world.needs[need_row].unit
    for unit in range(world.units.size):
        if unit == own or (world.levers[own].centre_network_members >> unit) & 1 == 0:
            continue
        row, pool = most_minutes(world, need_row, channel.role, unit, GP, minute, wanted)
        if row >= 0:
            return row, pool
    return np.int64(-1), RESERVED_POOL


@kernel
def most_minutes(world, need_row, role, unit, duty_role, minute, wanted):
    """Return (staff row, pool) of the holder of the role at a unit with most minutes left; (-1, 0) if none.

    The holder is not out on a visit and has at least the `wanted` minutes. Kept minutes go before calls between
    patients; the bookable hour is first of all the usual GP's.
    """
    u = world.unit_states[unit]
    best = np.int64(-1)
    best_pool = CALL_POOL
    most = wanted - 1
    for place in range(u.duty_count[duty_role]):
        staff_row = duty_row(world, u, duty_role, place)
        pool = pool_of(world, need_row, role, staff_row, wanted)
        if pool < 0 or world.staff[staff_row].free_at > minute:
            continue
        left = pool_left(world, staff_row, pool)
        if role == SLOT_GP and left >= wanted and is_usual_gp(world, need_row, staff_row):
            return staff_row, pool
        if left < wanted or (pool == CALL_POOL and best >= 0 and best_pool != CALL_POOL):
            continue
        if left > most or (best_pool == CALL_POOL and pool != CALL_POOL):
            most = left
            best = staff_row
            best_pool = pool
    return best, best_pool


@kernel
def is_usual_gp(world, need_row, staff_row):
    """Return whether the staff member is the usual GP of the resident who has the need."""
    resident = world.needs[need_row].resident
    return resident >= 0 and world.residents[resident].usual_gp == staff_row


@kernel
def giver(world, need_row, role, nurse, minute, wanted):
    """Return the physician with the strongest tie to the nurse who gives minutes of the reception, or -1.

    A full tie is worth `favour_minutes_a_day`, a weaker one its share of them.
    """
    need = world.needs[need_row]
    u = world.unit_states[need.unit]
    best = np.int64(-1)
    strongest = 0.0
    for place in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, place)
        s = world.staff[gp]
        if s.clinic_minutes < wanted or s.free_at > minute or pool_of(world, need_row, role, gp, wanted) < 0:
            continue
        strength = call_strength(world, gp, nurse)
        room = strength * world.parameters[0].favour_minutes_a_day - s.given_minutes
        if room >= wanted and strength > strongest:
            strongest = strength
            best = gp
    return best


@kernel
def contact_point_is_open(world, unit, minute):
    """Return whether the single point of contact ("one way in") answers now: a coordinator is on duty."""
    u = world.unit_states[unit]
    levers = world.levers[unit]
    if (world.now[0].workday == 0 and levers.single_point_of_contact_days != ALL_DAYS) or u.duty_count[
        COORDINATOR
    ] == 0:
        return False
    return levers.single_point_of_contact_start <= minute and minute < levers.single_point_of_contact_end


@kernel
def pool_of(world, need_row, role, staff_row, wanted):
    """Return the pool of minutes that a staff member on duty offers to a role, -1 if they do not hold it.

    Minutes kept for channels are used while they suffice for the `wanted` minutes; after that calls come in between.
    """
    s = world.staff[staff_row]
    if role == DEDICATED_GP:
        return DEDICATED_POOL if s.dedicated == 1 else -1
    if role == SLOT_GP:
        return SLOT_POOL
    if role == REMOTE_GP:
        return VIDEO_POOL if s.employment == REMOTE else -1
    if role == COORDINATOR_ROLE or role == ADVANCED_ROLE or role == MOBILE_TEAM:
        return WORK_POOL
    if s.employment == REMOTE or (role == USUAL_GP and not is_usual_gp(world, need_row, staff_row)):
        return -1
    return RESERVED_POOL if s.reserved_minutes >= wanted else CALL_POOL


@kernel
def on_call_holder(world, need_row, channel):
    """Return (staff row, pool) of tonight's physician on call with minutes left on a line; (-1, 0) if none."""
    now = world.now[0]
    minutes = world.parameters[0].channel_minutes[channel.kind]
    # The line is for acute needs: questions and reviews wait for office hours.
    if world.needs[need_row].what != EPISODE:
        return np.int64(-1), NIGHT_POOL
    p = world.parameters[0]
    somebody_travels = p.channel_clinician_travels[channel.kind] + p.channel_patient_travels[channel.kind] > 0.0
    for line in range(world.levers[0].on_call_lines):
        if now.on_call[line] < 0:
            continue
        if somebody_travels:
            minutes = minutes_wanted(world, need_row, channel, np.int64(now.on_call[line]))
        if minutes >= 0 and now.on_call_minutes[line] >= minutes:
            return np.int64(now.on_call[line]), NIGHT_POOL
    return np.int64(-1), NIGHT_POOL


@kernel
def spend_night_minutes(world, holder, minutes):
    """Take minutes from the line of the physician on call."""
    now = world.now[0]
    for line in range(world.levers[0].on_call_lines):
        if now.on_call[line] == holder:
            now.on_call_minutes[line] -= minutes
            world.staff[holder].night_month += minutes
            return
