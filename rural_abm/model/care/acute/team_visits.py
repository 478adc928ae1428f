"""Mobile teams sent for by others than home nursing: the ambulance crew, telephone advice, the health centre."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.governance.schema import option_bit
from rural_abm.model.care.channels.channels import chance_to_resolve
from rural_abm.model.care.channels.teams import car_is_free, ride_along, serving_unit, team_is_open
from rural_abm.model.care.contacts import doctor_contact, known_minutes, travel_metres, travel_minutes
from rural_abm.model.care.records import BY_TEAM, MOBILE_TEAM, RESOLVE_ACUTE_CAR, RESOLVE_HOME_VISIT
from rural_abm.model.staff.records import TEAM_PHYSICIAN
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.records import HOME_VISIT

BY_AMBULANCE = option_bit("mobile_team.callers", "ambulance")
BY_TELEPHONE_ADVICE = option_bit("mobile_team.callers", "telephone_advice")
BY_CENTRE = option_bit("mobile_team.callers", "centre")
TEAM_VISIT = process("care.team_visit_settles")


@kernel
def sent_by_ambulance(world, need_row):
    """Let the ambulance crew send for the team, where it may; return True if the visit settles the need."""
    base = serving_unit(world, world.needs[need_row].unit, MOBILE_TEAM)
    return (
        base >= 0 and world.levers[base].mobile_team_callers & BY_AMBULANCE != 0 and team_visit(world, need_row, base)
    )


@kernel
def sent_by_advice(world, need_row):
    """Let telephone advice send the team to someone frail, where it may; return True if the visit settles the need."""
    base = serving_unit(world, world.needs[need_row].unit, MOBILE_TEAM)
    if base < 0 or world.levers[base].mobile_team_callers & BY_TELEPHONE_ADVICE == 0 or not is_frail(world, need_row):
        return False
    return team_visit(world, need_row, base)


@kernel
def sent_by_centre(world, need_row):
    """Let a centre without time left send for the team, where it may; return True if the visit settles the need."""
    base = serving_unit(world, world.needs[need_row].unit, MOBILE_TEAM)
    if base < 0 or world.levers[base].mobile_team_callers & BY_CENTRE == 0 or not is_frail(world, need_row):
        return False
    return team_visit(world, need_row, base)


@kernel
def is_frail(world, need_row):
    """Return whether the person of the need is moderately or severely frail."""
    row = np.int64(world.needs[need_row].resident)
    return row >= 0 and world.residents[row].frailty >= 2


@kernel
def team_visit(world, need_row, base):
    """Make a visit of the team to a resident; return False without physician, car or time, or if it does not settle."""
    need = world.needs[need_row]
    minute = np.int64(need.minute)
    if need.resident < 0 or not team_is_open(world, base, minute) or not car_is_free(world, base, minute):
        return False
    b = world.units[base]
    levers = world.levers[base]
    p = world.parameters[0]
    way = travel_minutes(world, b.settlement, need.settlement)
    physician = free_physician(world, base, minute, np.int64(p.team_visit_minutes) + 2 * way)
    if physician < 0 or way > levers.mobile_team_reach_minutes:
        return False
    row = np.int64(need.resident)
    strength = knows(world, row, physician)
    minutes = known_minutes(world, p.team_visit_minutes, strength) + 2 * way
    s = world.staff[physician]
    s.work_minutes -= minutes
    s.home_month += minutes
    s.free_at = minute + minutes
    ride_along(world, base, minutes)
    world.unit_counts[world.now[0].period, base].gp_travel_minutes += 2 * way
    column = RESOLVE_ACUTE_CAR if levers.mobile_team_acute_equipment == 1 else RESOLVE_HOME_VISIT
    chance = chance_to_resolve(world, need_row, column, strength, 1.0)
    settled = uniform(world.now[0].seed, TEAM_VISIT, need.key, need.attempts) <= chance
    metres = 2 * travel_metres(world, b.settlement, need.settlement)
    result = 1 if settled else 0
    doctor_contact(world, row, physician, HOME_VISIT, minute, minutes, metres, need.what, BY_TEAM, result)
    return settled


@kernel
def free_physician(world, base, minute, minutes):
    """Return the team's physician who is in with most minutes left, at least `minutes`; -1 if none.

    Equal: first by key.
    """
    b = world.unit_states[base]
    best = np.int64(-1)
    most = np.int64(minutes) - 1
    for place in range(b.duty_count[TEAM_PHYSICIAN]):
        row = duty_row(world, b, TEAM_PHYSICIAN, place)
        if world.staff[row].free_at <= minute and world.staff[row].work_minutes > most:
            most = np.int64(world.staff[row].work_minutes)
            best = row
    return best
