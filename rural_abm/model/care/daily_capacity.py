"""The morning: pools of minutes and contacts of the day, and the occupancy of wards and special housing."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.units import DAYS_A_YEAR, HUNDREDTHS, MINUTES_AN_HOUR, MONTHS_A_YEAR
from rural_abm.governance.schema import option_code
from rural_abm.model.care.channels.joint_work import meet_today
from rural_abm.model.care.health_rooms import health_room_hours
from rural_abm.model.care.kept import count_kept
from rural_abm.model.people.health import count_stocks
from rural_abm.model.staff.in_force import region_places
from rural_abm.model.staff.records import CLINIC_NURSE, GP, HOME_NURSE
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK
from rural_abm.state.declarations import Declaration, counted

DECLARATION = Declaration(
    unit_counts=counted(
        ("gp_work_minutes", "minutes", "minutes worked by GPs"),
        ("nurse_work_minutes", "minutes", "minutes on duty of home-nursing nurses"),
        ("bed_place_days", "days", "bed places that exist"),
        ("bed_open_days", "days", "bed places open"),
        ("bed_occupied_days", "days", "bed places occupied"),
        ("list_days", "resident-days", "residents listed"),
        ("steering_gp_minutes", "minutes", "reception minutes of GPs in meetings of principals and joint design"),
        ("steering_nurse_minutes", "minutes", "minutes of home-nursing nurses in joint design"),
        ("agreed_gp_minutes", "minutes", "minutes of GPs agreed for home nursing"),
    ),
    activity=counted(
        ("team_car_days", "vehicle-days", "cars of mobile teams"),
        ("acute_car_days", "vehicle-days", "cars of mobile teams equipped for acute illness"),
        ("centre_days", "unit-days", "running a centre: premises, administration"),
        ("cottage_bed_days", "place-days", "bed places of cottage hospitals, without nurses' pay"),
        ("shared_bed_days", "place-days", "municipal places of shared wards"),
        ("ambulance_days", "vehicle-days", "ambulances and acute cars, without nurses' pay"),
        ("housing_days", "resident-days", "special housing"),
        ("home_help_days", "resident-days", "home help and social care at home of the enrolled"),
        ("monitoring_days", "place-days", "monitoring places"),
        ("health_room_hours", "hours (hundredths)", "staffed hours of health rooms"),
        ("joint_committee_days", "unit-days", "days under a joint committee of region and municipality"),
        ("single_principal_days", "unit-days", "days under a single principal"),
    ),
)

JOINT_COMMITTEE = option_code("principal", "joint_committee")
SINGLE_PRINCIPAL = option_code("principal", "single")


@kernel
def open_day(world):
    """Phase: fill the day's pools of every unit after the roster, pay back minutes owed, count wards and capacity."""
    for unit in range(world.units.size):
        open_unit(world, unit)
    count_wards(world)


@kernel
def open_unit(world, unit):
    """Fill a unit's pools: GPs' reception, corridor contacts, admission watch, monitors, specialists' minutes."""
    now = world.now[0]
    p = world.parameters[0]
    u = world.unit_states[unit]
    levers = world.levers[unit]
    totals = world.unit_counts[now.period, unit]
    u.gps_present = 0
    hold_meetings(world, unit)
    for place in range(u.duty_count[GP]):
        if world.staff[duty_row(world, u, GP, place)].present == 1:
            u.gps_present += 1
    meet_today(world, unit)
    for place in range(u.duty_count[GP]):
        s = world.staff[duty_row(world, u, GP, place)]
        count_kept(totals, s)
        s.clinic_minutes_today = s.clinic_minutes
    if now.workday == 1:
        u.corridor_left = levers.co_location_corridor_contacts_a_day
    else:
        u.corridor_left = 0
    for place in range(u.duty_count[HOME_NURSE]):
        pay_back(world, duty_row(world, u, HOME_NURSE, place), totals)
    keep_nurses_time(world, unit)
    false_alarms = np.int64(np.round(u.monitored * p.false_alarms_per_place_day * p.alarm_minutes))
    u.monitoring_left = max(levers.monitoring_nurse_minutes_a_day - false_alarms, 0) if u.monitored > 0 else 0
    if now.weekday == 0:
        u.specialist_left = levers.specialists_on_video_hours_a_week * MINUTES_AN_HOUR
        u.housing_minutes_left = np.int64(u.in_housing * p.housing_gp_minutes_a_week)
    totals.list_days += u.list_size
    count_running(world, unit)


@kernel
def count_running(world, unit):
    """Count a unit's fixed daily costs: the centre, its operator, monitors, housing, cars, rooms."""
    now = world.now[0]
    u = world.units[unit]
    state = world.unit_states[unit]
    levers = world.levers[unit]
    here = world.activity[now.month, u.municipality]
    here.centre_days += 1
    here.joint_committee_days += 1 if levers.principal == JOINT_COMMITTEE else 0
    here.single_principal_days += 1 if levers.principal == SINGLE_PRINCIPAL else 0
    here.monitoring_days += state.monitored
    here.housing_days += state.in_housing
    here.home_help_days += state.enrolled
    if levers.mobile_team_base == unit and levers.mobile_team_acute_equipment == 1:
        here.acute_car_days += levers.mobile_team_cars
    elif levers.mobile_team_base == unit:
        here.team_car_days += levers.mobile_team_cars
    if now.weekday == 0:
        here.health_room_hours += health_room_hours(world, unit) * HUNDREDTHS


@kernel
def hold_meetings(world, unit):
    """Take the minutes of the principals' meetings and of joint design out of the reception of GPs on duty."""
    now = world.now[0]
    decided = world.unit_decisions[unit]
    state = world.unit_states[unit]
    if now.workday == 0:
        return
    wanted = np.int64(state.meeting_minutes_left)
    taken = take_minutes_of(world, unit, GP, wanted)
    state.meeting_minutes_left -= taken
    if now.day <= now.design_until:
        taken += take_minutes_of(world, unit, GP, np.int64(world.parameters[0].design_gp_minutes_a_day))
    world.unit_counts[now.period, unit].steering_gp_minutes += taken
    world.unit_counts[now.period, unit].agreed_gp_minutes += decided.agreement_minutes_a_week // WORKDAYS_A_WEEK


@kernel
def keep_nurses_time(world, unit):
    """Take the minutes of joint design and of prevention out of the working day of nurses."""
    now = world.now[0]
    p = world.parameters[0]
    u = world.unit_states[unit]
    levers = world.levers[unit]
    if now.workday == 0:
        return
    totals = world.unit_counts[now.period, unit]
    if now.day <= now.design_until:
        totals.steering_nurse_minutes += take_minutes_of(
            world, unit, HOME_NURSE, np.int64(p.design_nurse_minutes_a_day)
        )
    today = np.int64(levers.prevention_minutes_nurse_minutes_a_week) // WORKDAYS_A_WEEK
    by_home_nurses = np.int64(today * p.prevention_home_nurse_share)
    taken = take_minutes_of(world, unit, HOME_NURSE, by_home_nurses)
    taken += take_minutes_of(world, unit, CLINIC_NURSE, today - by_home_nurses)
    u.prevention_pool += taken
    totals.prevention_minutes += taken


@kernel
def take_minutes_of(world, unit, role, wanted):
    """Take up to `wanted` minutes, in equal parts, from those of the role on duty; return how many there were."""
    u = world.unit_states[unit]
    count = np.int64(u.duty_count[role])
    taken = np.int64(0)
    for place in range(count):
        if taken >= wanted:
            break
        s = world.staff[duty_row(world, u, role, place)]
        part = (wanted - taken + count - place - 1) // (count - place)
        if role == GP:
            part = min(part, np.int64(s.clinic_minutes))
            s.clinic_minutes -= part
        else:
            part = min(part, np.int64(s.work_minutes))
            s.work_minutes -= part
        taken += part
    return taken


@kernel
def pay_back(world, staff_row, totals):
    """Take what a nurse worked beyond an earlier day out of this one."""
    s = world.staff[staff_row]
    totals.nurse_work_minutes += s.work_minutes
    back = min(s.owed_minutes, s.work_minutes)
    s.work_minutes -= back
    s.owed_minutes -= back


@kernel
def count_wards(world):
    """Count places, open places and beds in use of the cottage hospitals, and the vehicles, for the day."""
    now = world.now[0]
    for unit in range(world.units.size):
        ward = world.wards[unit]
        u = world.units[unit]
        levers = world.levers[unit]
        totals = world.unit_counts[now.period, unit]
        totals.bed_place_days += ward.places
        totals.bed_open_days += ward.open_places
        totals.bed_occupied_days += ward.occupied
        here = world.activity[now.month, u.municipality]
        here.cottage_bed_days += max(region_places(world, unit) - ward.closed, 0)
        here.shared_bed_days += levers.shared_ward_municipal_places
    for vehicle in range(world.vehicles.size):
        v = world.vehicles[vehicle]
        if v.kind < 2 and v.municipality >= 0:  # at a reference point another authority pays, as it does its crews
            world.activity[now.month, v.municipality].ambulance_days += 1


@kernel
def close_day(world):
    """Phase: count the minutes doctors worked in reception today."""
    now = world.now[0]
    for unit in range(world.units.size):
        u = world.unit_states[unit]
        for place in range(u.duty_count[GP]):
            s = world.staff[duty_row(world, u, GP, place)]
            world.unit_counts[now.period, unit].gp_work_minutes += s.clinic_minutes_today - s.clinic_minutes


@kernel
def count_month(world):
    """Monthly: add the days of the month that begins to every resident's days of living."""
    count_stocks(world, month_length_days(world.now[0].day_of_year))


@kernel
def month_length_days(day_of_year):
    """Return the days of the month that begins on this day of the year: twelfths of 365 days, rounded down."""
    month = day_of_year * MONTHS_A_YEAR // DAYS_A_YEAR
    days = 0
    while day_of_year + days < DAYS_A_YEAR and (day_of_year + days) * MONTHS_A_YEAR // DAYS_A_YEAR == month:
        days += 1
    return days
