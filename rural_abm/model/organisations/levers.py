"""What organisations make of the levers: agreements, projects and joint design, and what their decisions open.

A change designed from the outside in takes effect after a period of joint design; until then the previous levers hold,
and the design takes minutes.
"""

import math

from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY, MINUTES_AN_HOUR
from rural_abm.governance import channel_kinds
from rural_abm.governance.lever_record import paid_by_project, withdraw_project
from rural_abm.governance.schema import option_code
from rural_abm.model.care.records import CHANNELS_A_UNIT, DEDICATED_GP, REMOTE_GP
from rural_abm.model.organisations.records import NO_PROJECT, PROJECT_ENDED, PROJECT_RUNS
from rural_abm.model.staff.in_force import home_nursing_half_days, plain

OUTSIDE_IN = "outside_in"
DESIGNED_FIRST = option_code("design_order", OUTSIDE_IN)
MODEL_FIRST = option_code("agreement.design", "model_first")
SAME_DAY = option_code("channels.booking", "same_day")
STANDING = option_code("funding.kind", "standing")


def stages_in_force(plan, delay_days):
    """Return ((reported day, levers by place, last day of joint design), ...) for all stages in force.

    A stage designed from the outside in takes effect `delay_days` after its date unless another stage has come by then;
    until then the previous levers hold. The last day is -1 where nothing is designed.
    """
    found, before = [], plan.before
    days = (*plan.change_days, None)
    for day, levers, until in zip(plan.change_days, plan.stages, days[1:], strict=True):
        begins = day + int(delay_days) if _is_designed(levers, before) else day
        if begins > day:
            found.append((day, before, begins - 1))
        if until is None or begins < until:
            found.append((begins, levers, -1))
            before = levers
    return tuple(found)


def _is_designed(levers, before):
    """Return whether a stage is jointly designed: it is outside in and differs from the previous one."""
    return next(iter(levers.values())).design_order == OUTSIDE_IN and levers != before


def respond_to_levers(world, design_until):
    """Let organisations respond to levers that have just been written: agreements, projects, joint design.

    `design_until` is the last world day of joint design, 0 if nothing is designed.
    """
    world.now["design_until"] = design_until
    for unit in range(world.units.size):
        _begin_agreement(world, unit)
        _begin_project(world, unit)
        if world.unit_decisions["project_state"][unit] == PROJECT_ENDED:
            withdraw_project(world.levers[unit])
        open_agreed_channels(world, unit)


def has_reserved_minutes(levers):
    """Return whether the agreed minutes are named and kept from reception, by a record of levers."""
    return bool(follows_needs(levers) or levers.agreement_design == MODEL_FIRST)


def follows_needs(levers):
    """Return whether needs met are followed up and not only hours, by a record of levers."""
    return bool(levers.design_order == DESIGNED_FIRST)


def _begin_agreement(world, unit):
    """Write the agreed volume; where it is new, begin with the half-days that the agreement's form provides at once."""
    u, levers, p = world.unit_decisions[unit], world.levers[unit], world.parameters[0]
    u.agreement_minutes_a_week = levers.agreement_physician_hours_a_week * MINUTES_AN_HOUR
    agreed = math.ceil(u.agreement_minutes_a_week / p.home_nursing_half_day_minutes)
    if agreed == u.half_days_agreed:
        return
    share = p.agreement_written_start_share if levers.agreement_local_written else p.agreement_frame_start_share
    begun = agreed if has_reserved_minutes(levers) else int(agreed * share)
    u.half_days_agreed, u.agreement_failures = agreed, 0
    u.half_days_moved = max(begun - levers.dedicated_roles_half_days_a_week, 0)


def has_programme(levers):
    """Return whether the levers of a unit, a record, set anything that project money pays for."""
    return any(levers[name] > 0 for name in paid_by_project())


def _begin_project(world, unit):
    """Begin a project on the day its levers take effect; end it where money is permanent or pays for nothing."""
    u, levers = world.unit_decisions[unit], world.levers[unit]
    if levers.funding_kind == STANDING or not has_programme(levers):
        u.project_state = NO_PROJECT
    elif u.project_state == NO_PROJECT and world.now["reported_day"][0] >= 0:
        u.project_state, u.project_began = PROJECT_RUNS, 0
        u.project_ends_day = world.now["day"][0] + DAYS_A_YEAR * levers.funding_project_years


def end_project(world, unit):
    """End a unit's project: what it paid for is withdrawn."""
    world.unit_decisions["project_state"][unit] = PROJECT_ENDED
    withdraw_project(world.levers[unit])
    open_agreed_channels(world, unit)


def move_half_days(world, unit, amount):
    """Move half-days of the GPs from reception to home nursing, or back where `amount` is below 0."""
    half_days = plain(home_nursing_half_days)
    before = half_days(world, unit)
    world.unit_decisions["half_days_moved"][unit] += amount
    if half_days(world, unit) != before:
        _plan_anew(world, unit)
    open_agreed_channels(world, unit)


def _plan_anew(world, unit):
    """Mark the weekly plans of the unit's staff to be made again at the next roster."""
    staff = world.staff
    staff["planned_week"][staff["unit"] == unit] = -1


def open_agreed_channels(world, unit):
    """Open the channels to GPs with agreed half-days, and to physicians hired or sent by others, at a unit."""
    u = world.unit_decisions[unit]
    if u.half_days_agreed > 0 or u.half_days_moved > 0:
        _open_channel(world, unit, "phone_doctor", DEDICATED_GP)
    if u.hired_minutes_a_week + u.hospital_team_minutes > 0:
        _open_channel(world, unit, "video_at_bedside", REMOTE_GP)


def has_channel(world, unit, role):
    """Return whether the role answers a channel of the unit."""
    return bool((world.channels["role"][unit, : world.unit_states["channel_count"][unit]] == role).any())


def _open_channel(world, unit, kind, role):
    """Put a channel to the role before all others, open all day on working days, unless the unit has one."""
    count = int(world.unit_states["channel_count"][unit])
    if has_channel(world, unit, role) or count >= CHANNELS_A_UNIT:
        return
    world.channels[unit, 1 : count + 1] = world.channels[unit, :count].copy()
    record, levers = world.channels[unit, 0], world.levers[unit]
    for name in record.dtype.names:
        record[name] = 0
    opens, closes = levers.opening_hours_open, levers.opening_hours_close
    record.kind, record.role = list(channel_kinds()).index(kind), role
    record.start, record.end = opens, min(max(closes, opens + 1), MINUTES_A_DAY)
    record.booking, record.routine = SAME_DAY, -1
    world.unit_states[unit].channel_count = count + 1
