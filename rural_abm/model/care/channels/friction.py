"""Friction: minutes that home nursing loses to failed attempts and to unfamiliar counterparts and routines.

Friction is not set: it is the sum of these minutes. The better two people know each other, the fewer they are.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, process, uniform
from rural_abm.model.care.channels.holders import contact_point_is_open
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.clinicians import CLINIC_NURSE, GP, LOCUM
from rural_abm.model.ties.colleagues import call_strength, days_apart, meet_colleague
from rural_abm.model.ties.records import JOINT_CALL
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link

FRICTION_TO_NURSE_TIME = link("friction_to_nurse_time")
LOCUMS_TO_FRICTION = link("locums_to_friction")

REACHED = process("care.reached")
CENTRE_WANTED = process("care.centre_wanted")
CONTACT_NURSE = process("care.contact_nurse_at_the_centre")
DECLARATION = Declaration(
    unit_counts=counted(
        ("nurse_friction_minutes", "minutes", "minutes home-nursing nurses lost to friction"),
        ("attempts_failed", "attempts", "attempts to reach a physician that failed"),
        ("counterparts_unfamiliar", "events", "contacts with a counterpart not used in the last three months"),
    ),
)


@kernel
def lose_to_friction(world, unit, nurse, minutes):
    """Book minutes of a home-nursing nurse lost to friction; what does not fit today is owed tomorrow."""
    if nurse < 0:
        return
    world.unit_counts[world.now[0].period, unit].nurse_friction_minutes += minutes
    if world.now[0].cut[FRICTION_TO_NURSE_TIME]:
        return
    s = world.staff[nurse]
    s.friction_month += minutes
    inside = min(minutes, max(np.int64(s.work_minutes), np.int64(0)))
    s.work_minutes -= inside
    s.owed_minutes += minutes - inside


@kernel
def fail_attempt(world, unit, nurse):
    """Book the nurse's minutes of an attempt that reached no one."""
    minutes = np.int64(world.parameters[0].failed_attempt_minutes)
    world.unit_counts[world.now[0].period, unit].attempts_failed += 1
    lose_to_friction(world, unit, nurse, minutes)


@kernel
def lose_bedside(world, nurse, minutes):
    """Book minutes of the home-nursing nurse at the bedside or on the line; what does not fit is owed tomorrow."""
    s = world.staff[nurse]
    inside = min(minutes, max(np.int64(s.work_minutes), np.int64(0)))
    s.work_minutes -= inside
    s.owed_minutes += minutes - inside
    s.call_month += minutes


@kernel
def known_strength(world, need_row, holder, at_district, nurse, minute):
    """Return how well the nurse knows the way to the physician, 0 to 1: their tie, more when co-located.

    It is 1 where they sit together or where the point of contact puts the call through.
    """
    unit = np.int64(world.needs[need_row].unit)
    if at_district or contact_point_is_open(world, unit, minute):
        return 1.0
    p = world.parameters[0]
    strength = call_strength(world, holder, nurse)
    if world.levers[unit].co_location_home_nursing == 1:
        strength = max(strength, p.co_located_acquaintance)
    if world.now[0].cut[LOCUMS_TO_FRICTION] and world.staff[holder].employment == LOCUM:
        strength = max(strength, p.ordinary_acquaintance)
    return strength


@kernel
def lose_to_strangeness(world, need_row, holder, channel, nurse, strength):
    """Book the minutes lost to an unfamiliar counterpart and to a routine the district has not used lately.

    A tie spares its share of the former.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    now = world.now[0]
    apart = np.int64(now.day) - np.int64(world.staff[holder].used_by[need.unit])
    if nurse >= 0 and world.staff[holder].role == GP:
        apart = days_apart(world, holder, nurse)
    if apart > p.familiar_days and not (now.cut[LOCUMS_TO_FRICTION] and world.staff[holder].employment == LOCUM):
        world.unit_counts[now.period, need.unit].counterparts_unfamiliar += 1
        lose_to_friction(world, need.unit, nurse, np.int64(np.round(p.unfamiliar_minutes * (1.0 - strength))))
    if channel.routine < 0:
        return
    if np.int64(now.day) - np.int64(world.routines[need.unit, channel.routine].last_day) > p.familiar_days:
        lose_to_friction(world, need.unit, nurse, np.int64(p.unfamiliar_minutes))


@kernel
def ask_contact_nurse(world, need_row, nurse):
    """Return whether a matter for no doctor is settled today, by home nursing itself or by the centre's contact nurse.

    Every patient has a contact nurse among those on duty; ties, strangeness and failed attempts are as with physicians.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    seed = world.now[0].seed
    unit = np.int64(need.unit)
    count = np.int64(world.unit_states[unit].duty_count[CLINIC_NURSE])
    if count == 0 or uniform(seed, CENTRE_WANTED, need.key, 0) > p.coordination_centre_share:
        return True
    owner = world.residents[need.resident].key
    contact = duty_row(world, world.unit_states[unit], CLINIC_NURSE, below(seed, CONTACT_NURSE, owner, 0, count))
    strength = known_strength(world, need_row, contact, False, nurse, np.int64(need.minute))
    if days_apart(world, contact, nurse) > p.familiar_days:
        world.unit_counts[world.now[0].period, unit].counterparts_unfamiliar += 1
        lose_to_friction(world, unit, nurse, np.int64(np.round(p.unfamiliar_minutes * (1.0 - strength))))
    chance = p.reach_unknown + (p.reach_known - p.reach_unknown) * strength
    number = np.uint64(need.attempts) * np.uint64(p.attempts_most + 1.0)
    for attempt in range(np.int64(p.attempts_most)):
        if uniform(seed, REACHED, need.key, number + np.uint64(attempt)) <= chance:
            meet_colleague(world, contact, nurse, p.joint_gain[JOINT_CALL])
            return True
        fail_attempt(world, unit, nurse)
    return False
