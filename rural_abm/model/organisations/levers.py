"""The policy and money levers: their fields in the units, and the dates on which they take effect.

A change designed from the outside in takes effect after a period of joint design; until then the previous levers hold,
and the design takes minutes. Decisions of organisations are applied again on top of the levers whenever these are
written (`bring_in_force`).
"""

import math

from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY, MINUTES_AN_HOUR
from rural_abm.governance import channel_kinds
from rural_abm.model.care.records import CHANNELS_A_UNIT, DEDICATED_GP, PAY_RULES, REMOTE_GP
from rural_abm.model.organisations.records import NO_PROJECT, PROJECT_ENDED, PROJECT_RUNS

PRINCIPALS = ("separate", "joint_committee", "single")
STANDING = -1
OUTSIDE_IN = "outside_in"


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


def apply_levers(world, levers_by_place, unit_keys, design_until):
    """Write today's policy and money levers into `world.units`.

    `design_until` is the last world day of joint design, 0 if nothing is designed. Call this after the levers of care,
    and those of posts after this.
    """
    for unit, key in enumerate(unit_keys):
        u, levers = world.units[unit], levers_by_place[key]
        u.principal = PRINCIPALS.index(levers.principal)
        u.pay_sek[:] = [getattr(levers.reimbursement, f"{rule}_sek") for rule in PAY_RULES]
        u.shift_sek = levers.resource_shift.sek_a_resident_and_year
        is_project = levers.funding.kind == "project"
        u.project_years = levers.funding.project_years if is_project else STANDING
        u.team_minutes_by_lever = levers.hospital_teams.minutes_a_week
        u.prevention_minutes_a_week = levers.prevention_minutes.nurse_minutes_a_week
        u.design_until = design_until
        u.dedicated_by_lever = u.dedicated_half_days
        u.locum_weeks_by_lever = u.locum_weeks
        u.remote_by_lever = u.remote_minutes_a_week
        _write_agreement(u, levers, world.parameters[0])
        _begin_project(world, unit)
        bring_in_force(world, unit)


def _write_agreement(u, levers, p):
    """Write the agreement; where its volume is new, begin with the half-days that its form provides at once."""
    agreement = levers.agreement
    designed = levers.design_order == OUTSIDE_IN
    u.agreement_minutes_a_week = agreement.physician_hours_a_week * MINUTES_AN_HOUR
    u.agreement_written = agreement.local_written
    u.agreement_reserved = designed or agreement.design == "model_first"
    u.agreement_followed_up = agreement.followed_up
    u.agreement_follows_needs = designed
    u.agreement_sanction = agreement.sanction
    agreed = math.ceil(u.agreement_minutes_a_week / p.home_nursing_half_day_minutes)
    if agreed == u.half_days_agreed:
        return
    share = p.agreement_written_start_share if u.agreement_written else p.agreement_frame_start_share
    begun = agreed if u.agreement_reserved else int(agreed * share)
    u.half_days_agreed, u.agreement_failures = agreed, 0
    u.half_days_moved = max(begun - u.dedicated_by_lever, 0)


def has_programme(u):
    """Return whether the unit has anything that project money pays for.

    This is a contact point, advanced nurses, monitoring or a contracted remote physician.
    """
    contact = u.contact_point_closes > u.contact_point_opens
    return bool(contact or u.advanced_half_days > 0 or u.monitoring_places > 0 or u.remote_by_lever > 0)


def _begin_project(world, unit):
    """Begin a project on the day its levers take effect; end it where money is permanent or pays for nothing."""
    u = world.units[unit]
    if u.project_years == STANDING or not has_programme(u):
        u.project_state = NO_PROJECT
    elif u.project_state == NO_PROJECT and world.now["reported_day"][0] >= 0:
        u.project_state, u.project_began = PROJECT_RUNS, 0
        u.project_ends_day = world.now["day"][0] + DAYS_A_YEAR * u.project_years


def bring_in_force(world, unit):
    """Apply the organisations' decisions on top of the levers of a unit; doing so twice changes nothing."""
    u = world.units[unit]
    if u.project_state == PROJECT_ENDED:
        u.contact_point_opens = u.contact_point_closes = 0
        u.advanced_half_days = u.monitoring_places = u.remote_by_lever = 0
    half_days = max(u.dedicated_by_lever + u.half_days_moved, 0)
    if half_days != u.dedicated_half_days:
        u.dedicated_half_days = half_days
        _plan_anew(world, unit)
    u.locum_weeks = max(u.locum_weeks_by_lever - u.locum_weeks_cut, 0)
    u.remote_minutes_a_week = u.remote_by_lever + u.hired_minutes_a_week + u.hospital_team_minutes
    if u.half_days_agreed > 0 or u.half_days_moved > 0:
        _open_channel(world, unit, "phone_doctor", DEDICATED_GP)
    if u.hired_minutes_a_week + u.hospital_team_minutes > 0:
        _open_channel(world, unit, "video_at_bedside", REMOTE_GP)


def _plan_anew(world, unit):
    """Mark the weekly plans of the unit's staff to be made again at the next roster."""
    staff = world.staff
    staff["planned_week"][staff["unit"] == unit] = -1


def has_channel(world, unit, role):
    """Return whether the role answers a channel of the unit."""
    return bool((world.channels["role"][unit, : world.units["channel_count"][unit]] == role).any())


def _open_channel(world, unit, kind, role):
    """Put a channel to the role before all others, open all day on working days, unless the unit has one."""
    count = int(world.units["channel_count"][unit])
    if has_channel(world, unit, role) or count >= CHANNELS_A_UNIT:
        return
    world.channels[unit, 1 : count + 1] = world.channels[unit, :count].copy()
    record = world.channels[unit, 0]
    for name in record.dtype.names:
        record[name] = 0
    u = world.units[unit]
    record.kind, record.role = list(channel_kinds()).index(kind), role
    record.start, record.end = u.opens, min(max(u.closes, u.opens + 1), MINUTES_A_DAY)
    record.booking, record.routine = 1, -1
    u.channel_count = count + 1
