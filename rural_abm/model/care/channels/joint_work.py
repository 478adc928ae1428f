"""Joint work outside the channels: in the corridor, in team time, on plans, with the hospital."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, process
from rural_abm.engine.units import MINUTES_AN_HOUR
from rural_abm.governance.routines import ADMISSION_WATCH, FORMAL_PLAN, SPECIALISTS_ON_VIDEO
from rural_abm.model.staff.records import CLINIC_NURSE, GP, HOME_NURSE
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK
from rural_abm.model.ties.colleagues import meet_colleague, work_together, work_with_hospital
from rural_abm.model.ties.records import (
    IN_THE_CORRIDOR,
    JOINT_CALL,
    PATIENT_RETURNED,
    TEAM_HOUR,
    VIDEO_ROUND,
    WAY_HOME_PLANNED,
    WITH_FIRST_HOSPITAL,
    WITH_HOME_NURSING,
)
from rural_abm.state.declarations import Declaration, counted

WHO_IS_MET = process("care.who_is_met_in_the_corridor")
DECLARATION = Declaration(
    unit_counts=counted(
        ("plan_minutes", "minutes", "minutes of nurses and GPs for individual plans by form"),
    ),
)


@kernel
def use_routine(world, unit, routine):
    """Record that a routine (-1: none) was used at the unit today."""
    if routine >= 0:
        world.routines[unit, routine].uses += 1
        world.routines[unit, routine].last_day = world.now[0].day


@kernel
def in_the_corridor(world, need_row, nurse):
    """Return whether a co-located centre settles the matter in passing: some contacts a workday, with a GP present."""
    need = world.needs[need_row]
    unit = np.int64(need.unit)
    u = world.unit_states[unit]
    levers = world.levers[unit]
    if levers.co_location_home_nursing == 0 or u.corridor_left <= 0 or u.gps_present == 0:
        return False
    u.corridor_left -= 1
    chosen = below(world.now[0].seed, WHO_IS_MET, need.key, need.attempts, u.gps_present)
    for place in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, place)
        if world.staff[gp].present == 0:
            continue
        if chosen == 0:
            work_together(world, unit, gp, nurse, IN_THE_CORRIDOR)
        chosen -= 1
    return True


@kernel
def ward_doctor(world, unit):
    """Return the row of the GP in person at the unit today with most minutes for the ward, -1 if none."""
    u = world.unit_states[unit]
    best = np.int64(-1)
    most = np.int64(-1)
    for place in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, place)
        if world.staff[gp].present == 1 and world.staff[gp].ward_minutes > most:
            most = np.int64(world.staff[gp].ward_minutes)
            best = gp
    return best


@kernel
def take_patient_back(world, unit, hospital):
    """Hand a patient back from the hospital to the cottage hospital: the doctors talk."""
    work_with_hospital(world, unit, ward_doctor(world, unit), hospital, PATIENT_RETURNED)


@kernel
def plan_with_hospital(world, row):
    """Let a GP plan an admitted patient's way home with the hospital's ward."""
    r = world.residents[row]
    unit = np.int64(r.unit)
    use_routine(world, unit, ADMISSION_WATCH)
    if r.ward >= world.units.size:
        work_with_hospital(world, unit, ward_doctor(world, unit), r.ward - world.units.size, WAY_HOME_PLANNED)


@kernel
def hospital_strength(world, unit):
    """Return how much stronger than ordinary the unit's collaboration with its hospital is; below 0 where weaker."""
    strength = world.pairs[unit, WITH_FIRST_HOSPITAL + world.units[unit].hospital].strength
    return strength - world.parameters[0].ordinary_hospital_strength


@kernel
def meet_today(world, unit):
    """Hold the day's part of team time, development time and video rounds: minutes of those on duty, and their ties."""
    u = world.units[unit]
    levers = world.levers[unit]
    now = world.now[0]
    if now.workday == 0:
        return
    if levers.paid_team_time_minutes_a_week > 0:
        meet_as_team(world, unit, np.int64(levers.paid_team_time_minutes_a_week // WORKDAYS_A_WEEK))
    if levers.development_time_minutes_a_week > 0:
        develop(world, unit, np.int64(levers.development_time_minutes_a_week // WORKDAYS_A_WEEK))
    if now.weekday < levers.specialists_on_video_rounds_a_week:
        doctor = ward_doctor(world, unit)
        if doctor >= 0:
            work_with_hospital(world, unit, doctor, np.int64(u.hospital), VIDEO_ROUND)
            use_routine(world, unit, SPECIALISTS_ON_VIDEO)


@kernel
def meet_as_team(world, unit, minutes):
    """Let GPs and home-nursing nurses who are there give the minutes and strengthen their ties."""
    u = world.unit_states[unit]
    if u.gps_present == 0 or u.duty_count[HOME_NURSE] == 0:
        return
    gain = world.parameters[0].joint_gain[TEAM_HOUR] * minutes / MINUTES_AN_HOUR
    for i in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, i)
        if world.staff[gp].present == 0:
            continue
        taken = min(minutes, np.int64(world.staff[gp].clinic_minutes))
        world.staff[gp].clinic_minutes -= taken
        world.staff[gp].call_month += taken
        for j in range(u.duty_count[HOME_NURSE]):
            meet_colleague(world, gp, duty_row(world, u, HOME_NURSE, j), gain)
            world.pairs[unit, WITH_HOME_NURSING].contacts += 1
            world.unit_counts[world.now[0].period, unit].joint_contacts += 1
    for j in range(u.duty_count[HOME_NURSE]):
        s = world.staff[duty_row(world, u, HOME_NURSE, j)]
        taken = min(minutes, np.int64(s.work_minutes))
        s.work_minutes -= taken
        s.call_month += taken


@kernel
def develop(world, unit, minutes):
    """Take everyone's time for improving how they work out of reception and visits."""
    u = world.unit_states[unit]
    for place in range(u.duty_count[GP]):
        s = world.staff[duty_row(world, u, GP, place)]
        s.clinic_minutes = max(s.clinic_minutes - minutes, 0)
    for role in (CLINIC_NURSE, HOME_NURSE):
        for place in range(u.duty_count[role]):
            s = world.staff[duty_row(world, u, role, place)]
            s.work_minutes = max(s.work_minutes - minutes, 0)


@kernel
def write_plan(world, row, nurse):
    """Write a coordinated individual plan (SIP): half of its minutes the nurse's, half the usual GP's where there.

    Little else.
    """
    r = world.residents[row]
    unit = np.int64(r.unit)
    half = np.int64(world.levers[unit].formal_plan_minutes // 2)
    if half == 0 or nurse < 0:
        return
    s = world.staff[nurse]
    inside = min(half, max(np.int64(s.work_minutes), np.int64(0)))
    s.work_minutes -= inside
    s.owed_minutes += half - inside
    s.record_month += half
    totals = world.unit_counts[world.now[0].period, unit]
    totals.plan_minutes += half
    use_routine(world, unit, FORMAL_PLAN)
    gp = np.int64(r.usual_gp)
    if gp < 0 or world.staff[gp].on_duty == 0 or world.staff[gp].unit != unit:
        return
    given = min(half, np.int64(world.staff[gp].call_minutes))
    world.staff[gp].call_minutes -= given
    world.staff[gp].call_month += given
    totals.plan_minutes += given
    if given > 0:
        work_together(world, unit, gp, nurse, JOINT_CALL)
