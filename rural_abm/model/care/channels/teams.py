"""Staff who serve a unit from elsewhere: a mobile team from its base, physicians shared by several centres."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.governance.schema import option_code
from rural_abm.model.care.records import DEDICATED_GP, MOBILE_TEAM, ON_CALL_GP
from rural_abm.model.staff.records import TEAM_NURSE, TEAM_PHYSICIAN
from rural_abm.model.staff.working_time.duty import duty_row

ALL_DAYS = option_code("mobile_team.days", "all")


@kernel
def serving_unit(world, unit, role):
    """Return the index of the unit where holders of a role for `unit` are based; -1 where there is none."""
    if role == MOBILE_TEAM:
        return np.int64(world.levers[unit].mobile_team_base)
    if role == DEDICATED_GP:
        return np.int64(world.levers[unit].dedicated_roles_held_at)
    return np.int64(unit)


@kernel
def starting_place(world, unit, role, holder):
    """Return the settlement from which a holder of the role drives out: the base, or the on-call doctor's workplace."""
    if role == ON_CALL_GP and holder >= 0:
        return np.int64(world.units[world.staff[holder].unit].settlement)
    return np.int64(world.units[serving_unit(world, unit, role)].settlement)


@kernel
def team_is_open(world, base, minute):
    """Return whether the team based at the unit works at the minute today."""
    levers = world.levers[base]
    if world.now[0].workday == 0 and levers.mobile_team_days != ALL_DAYS:
        return False
    return levers.mobile_team_start <= minute and minute < levers.mobile_team_end


@kernel
def car_is_free(world, base, minute):
    """Return whether fewer physicians are out at the minute than the base has cars."""
    b = world.unit_states[base]
    levers = world.levers[base]
    out = 0
    for place in range(b.duty_count[TEAM_PHYSICIAN]):
        if world.staff[duty_row(world, b, TEAM_PHYSICIAN, place)].free_at > minute:
            out += 1
    return out < levers.mobile_team_cars


@kernel
def team_can_go(world, unit, kind, minute):
    """Return whether the unit has a team at work at the minute, with the car and equipment of a kind of channel."""
    base = serving_unit(world, unit, MOBILE_TEAM)
    if base < 0 or not team_is_open(world, base, minute):
        return False
    p = world.parameters[0]
    if p.channel_acute_car[kind] > 0.0 and world.levers[base].mobile_team_acute_equipment == 0:
        return False
    return p.channel_clinician_travels[kind] == 0.0 or car_is_free(world, base, minute)


@kernel
def first_to_ride(world, base):
    """Return the place in the duty list of the first team nurse who rides along.

    The one before answers the telephone.
    """
    return 1 if world.levers[base].mobile_team_coordinator == 1 else 0


@kernel
def telephone_is_answered(world, base):
    """Return whether a nurse of the team is at the telephone today."""
    b = world.unit_states[base]
    levers = world.levers[base]
    return levers.mobile_team_coordinator == 1 and b.duty_count[TEAM_NURSE] > 0


@kernel
def ride_along(world, base, minutes):
    """Take the minutes of a visit, driving included, from the team nurse with most left.

    Return False if none has them.
    """
    b = world.unit_states[base]
    best = np.int64(-1)
    most = np.int64(minutes) - 1
    for place in range(first_to_ride(world, base), b.duty_count[TEAM_NURSE]):
        row = duty_row(world, b, TEAM_NURSE, place)
        if world.staff[row].work_minutes > most:
            most = np.int64(world.staff[row].work_minutes)
            best = row
    if best < 0:
        return False
    world.staff[best].work_minutes -= minutes
    world.staff[best].home_month += minutes
    return True
