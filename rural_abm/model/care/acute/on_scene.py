"""What an ambulance crew settles where the patient is: alone, with a GP who drives out, or with the mobile team."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.governance.routines import DAILY_SLOT
from rural_abm.governance.schema import option_bit
from rural_abm.model.care.acute.team_visits import sent_by_ambulance
from rural_abm.model.care.acute.vehicles import count_response, count_trip
from rural_abm.model.care.channels.channels import chance_to_resolve
from rural_abm.model.care.channels.holders import most_minutes, take_minutes
from rural_abm.model.care.channels.joint_work import use_routine
from rural_abm.model.care.contacts import doctor_contact, travel_metres, travel_minutes
from rural_abm.model.care.needs.needs import count_local, end_need
from rural_abm.model.care.records import BY_SLOT, RESOLVE_HOME_VISIT, RESOLVED, SLOT_GP
from rural_abm.model.care.transport import best_response, stand_down
from rural_abm.model.staff.records import GP
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.records import HOME_VISIT
from rural_abm.state.ledger import EV_RESOLVED, log_event

LEFT_AT_HOME = process("care.left_at_home")
SLOT_VISIT = process("care.slot_visit_settles")
BY_AMBULANCE = option_bit("daily_slot.bookers", "ambulance")


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
