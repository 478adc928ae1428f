"""Stays in wards: admission, length, waiting for the municipality, transfers, discharge with its open tasks."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.model.care.channels.joint_work import hospital_strength, plan_with_hospital, take_patient_back
from rural_abm.model.care.contacts import close_tasks, spend
from rural_abm.model.care.home.enrolment import review_enrolment
from rural_abm.model.care.kept import look_at_admitted
from rural_abm.model.care.needs.aftermath import begin_following, count_readmission
from rural_abm.model.care.records import AMBULANCE
from rural_abm.model.care.transport import drive, first_to_arrive
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.demography import depart
from rural_abm.model.people.frailty import worsen
from rural_abm.model.people.illness import plan_readmission
from rural_abm.model.people.persons import is_old
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    COPD_EPISODE,
    DEAD,
    ENROLLED,
    HEART_FAILURE_EPISODE,
    IN_COTTAGE_HOSPITAL,
    IN_HOSPITAL,
    INFECTION,
    NEVER,
    TASKS,
)
from rural_abm.model.staff.records import GP
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.bonds import meet
from rural_abm.model.ties.records import WARD
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link
from rural_abm.state.ledger import EV_ADMITTED, EV_DISCHARGED, activity, cell, log_event

STAYS_TO_FRAILTY = link("stays_to_frailty")

LENGTH = process("care.length_of_stay")
MUNICIPAL_WAIT = process("care.municipal_wait")
TRANSFER = process("care.transfer")
TASK_OPEN = process("care.task_open")
STAY_WORSENS = process("care.stay_worsens")
NO_TRANSFER, TO_HOSPITAL, BACK_HOME_WARD = range(3)
DECLARATION = Declaration(
    fields=(
        Field("follow_call_day", "i4", "day", "day the follow-up after a hospital stay is due", initial=NEVER),
        Field(
            "leave_day",
            "i4",
            "day",
            "day the resident leaves the ward, the municipality's delay included",
            initial=NEVER,
        ),
        Field("place_of_care", "i1", "code", "at home, in a cottage hospital bed, in a hospital bed", (0, 2)),
        Field("ward", "i1", "index", "ward of the stay: unit index, or units + hospital index; -1 at home", initial=-1),
        Field(
            "open_tasks", "i1", "count", "open tasks: medicine list, plan, aids, test, or what was not settled", (0, 4)
        ),
        Field("discharged_day", "i4", "day", "day of the last discharge, -NEVER if none", initial=-NEVER),
        Field("bed_days_this_year", "u2", "days", "days in wards this year"),
        Field("bed_days_last_year", "u2", "days", "days in wards last year"),
        Field("stay_count", "u2", "1", "hospital stays so far"),
        Field("admitted_day", "i4", "day", "first day of the present or last stay", initial=-NEVER),
        Field("ready_day", "i4", "day", "day medically ready to leave the ward", initial=NEVER),
        Field("fatal", "i1", "flag", "the present stay ends in death", (0, 1)),
        Field(
            "transfer",
            "i1",
            "code",
            "0 none, 1 to the hospital tomorrow, 2 back to the cottage hospital when due",
            (0, 2),
        ),
        Field("planned_home", "i1", "flag", "the way home has been planned by a GP during the stay", (0, 1)),
    ),
    counts=counted(
        ("secondary_transports", "trips", "transports between wards"),
        ("admissions_cottage", "stays", "stays begun in cottage hospitals"),
        ("admissions_hospital", "stays", "stays begun in hospitals"),
        ("admissions_old", "stays", "stays begun by residents aged 80 and over"),
        ("admissions_avoidable", "stays", "stays begun for ambulatory-care sensitive conditions"),
        ("bed_days_cottage", "days", "days in cottage hospital beds"),
        ("bed_days_hospital", "days", "days in hospital beds"),
        ("discharges", "stays", "discharges alive"),
        ("waiting_bed_days", "days", "days in a bed while medically ready"),
        ("admissions_enrolled", "stays", "stays begun in hospitals by residents in home nursing"),
    ),
    activity=counted(
        ("hospital_days", "days", "days in hospital beds"),
        ("hospital_ready_days_paid", "days", "days after the agreed delay paid by the municipality"),
        ("bed_fees", "days", "hospital bed days with a patient fee"),
        ("bed_fees_cottage", "days", "cottage hospital bed days with a patient fee"),
    ),
)


@kernel
def admit(world, row, ward, kind, minute, fatal):
    """Begin a stay at a minute of today; the length is drawn at the address of the stay."""
    now = world.now[0]
    r = world.residents[row]
    occupy(world, row, ward)
    r.admitted_day = now.day
    r.fatal = fatal
    r.planned_home = 0
    plan_leave(world, row)
    count_admission(world, row, ward, kind)
    r.stay_count += 1
    schedule(world, row)
    log_event(world, minute, r.key, EV_ADMITTED, ward, world.wards[ward].settlement, r.leave_day - now.day)


@kernel
def occupy(world, row, ward):
    """Put a resident into a bed of the ward."""
    r = world.residents[row]
    r.ward = ward
    r.place_of_care = IN_COTTAGE_HOSPITAL if ward < world.units.size else IN_HOSPITAL
    world.wards[ward].occupied += 1


@kernel
def plan_leave(world, row):
    """Plan medically ready day, leave day and transfers of the stay that begins today."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    local = r.place_of_care == IN_COTTAGE_HOSPITAL
    mean = p.cottage_stay_days if local else p.hospital_stay_days
    mean *= p.stay_ratio[r.frailty]
    # The sum of two exponentials: few stays of no length, a long tail.
    first = exponential(now.seed, LENGTH, r.key, np.uint64(2) * np.uint64(r.stay_count))
    second = exponential(now.seed, LENGTH, r.key, np.uint64(2) * np.uint64(r.stay_count) + np.uint64(1))
    days = max(np.int64(1), np.int64(np.round(mean * (first + second) / 2.0)))
    r.ready_day = now.day + days
    r.leave_day = r.ready_day + municipal_wait(world, row)
    r.transfer = NO_TRANSFER
    draw = uniform(now.seed, TRANSFER, r.key, r.stay_count)
    if local and draw <= p.transfer_to_hospital_share and days > 1:
        r.transfer = TO_HOSPITAL
        r.leave_day = now.day + 1
    returns = not local and world.units[r.unit].cottage_hospital == 1 and r.fatal == 0
    if returns and draw <= p.return_transfer_share and days > p.return_after_days:
        r.transfer = BACK_HOME_WARD
        r.leave_day = now.day + np.int64(p.return_after_days)


@kernel
def municipal_wait(world, row):
    """Return the days a ready patient waits for the municipality; only those who need its care wait."""
    p = world.parameters[0]
    r = world.residents[row]
    if r.enrolled != ENROLLED and r.frailty < 2:
        return np.int64(0)
    seed = world.now[0].seed
    if uniform(seed, MUNICIPAL_WAIT, r.key, r.stay_count) > p.ready_wait_share:
        return np.int64(0)
    mean = p.ready_wait_days
    if world.levers[r.unit].co_location_needs_assessment == 1:
        mean *= p.assessment_wait_ratio
    return np.int64(1) + np.int64(
        exponential(seed, MUNICIPAL_WAIT, r.key, np.uint64(r.stay_count) + np.uint64(NEVER)) * mean
    )


@kernel
def count_admission(world, row, ward, kind):
    """Count the stay by place, as avoidable where ambulatory-care sensitive, as readmission where it is one."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    here = cell(world, row)
    if ward < world.units.size:
        here.admissions_cottage += 1
    else:
        here.admissions_hospital += 1
        here.admissions_enrolled += 1 if r.enrolled == ENROLLED else 0
    if now.day - r.birth_day >= p.very_old_days:
        here.admissions_old += 1
    if kind == HEART_FAILURE_EPISODE or kind == COPD_EPISODE or kind == INFECTION:
        here.admissions_avoidable += 1
    count_readmission(world, row)


@kernel
def leave_wards(world):
    """Phase: carry out the morning's discharges, transfers and deaths in wards, in key order by the day's list."""
    now = world.now[0]
    for place in range(now.due_first):
        row = np.int64(world.due[place])
        r = world.residents[row]
        if r.status != ALIVE or r.place_of_care == AT_HOME or r.leave_day > now.day:
            continue
        if r.transfer != NO_TRANSFER:
            move_ward(world, row)
        elif r.fatal == 1:
            cell(world, row).deaths_by_episode += 1
            book_days(world, row)
            depart(world, row, DEAD, r.place_of_care)
        else:
            discharge(world, row)


@kernel
def move_ward(world, row):
    """Make a planned transfer between wards: on to the hospital, or back near home if a bed is open there."""
    r = world.residents[row]
    now = world.now[0]
    onward = r.transfer == TO_HOSPITAL
    goal = world.units.size + np.int64(world.units[r.unit].hospital) if onward else np.int64(r.unit)
    home = world.wards[r.unit]
    r.transfer = NO_TRANSFER
    ready = np.int64(r.ready_day)
    if not onward and home.occupied + home.visitors >= home.open_places:
        r.leave_day = max(ready, now.day + 1)
        schedule(world, row)
        return
    transport_between(world, row, world.wards[r.ward].settlement, world.wards[goal].settlement)
    if not onward:
        take_patient_back(world, goal, np.int64(r.ward) - world.units.size)
    book_days(world, row)
    world.wards[r.ward].occupied -= 1
    occupy(world, row, goal)
    r.admitted_day = now.day
    r.ready_day = max(ready, now.day + 1)
    r.leave_day = r.ready_day
    schedule(world, row)


@kernel
def transport_between(world, row, start, goal):
    """Make a secondary transport, which occupies the next ambulance."""
    p = world.parameters[0]
    minute = np.int64(p.planned_transport_minute)
    vehicle, arrival = first_to_arrive(world, start, minute, AMBULANCE)
    cell(world, row).secondary_transports += 1
    if vehicle >= 0:
        _, metres = drive(world, vehicle, arrival, start, goal)
        activity(world, row).ambulance_metres += metres
    spend(world, row, p.price_ambulance_trip)


@kernel
def book_days(world, row):
    """Book the days of the stay that ends: ledger, register of the person, fees, hospital days."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    days = now.day - r.admitted_day
    here = cell(world, row)
    spent = activity(world, row)
    r.bed_days_this_year += days
    if r.place_of_care == IN_COTTAGE_HOSPITAL:
        spent.bed_fees_cottage += days
        here.bed_days_cottage += days
        spend(world, row, days * p.price_cottage_day)
    else:
        here.bed_days_hospital += days
        spent.bed_fees += days
        spent.hospital_days += days
        spend(world, row, days * p.price_hospital_day)
    waiting = max(now.day - max(r.ready_day, r.admitted_day), 0)
    here.waiting_bed_days += waiting
    if r.place_of_care == IN_HOSPITAL:
        spent.hospital_ready_days_paid += max(waiting - np.int64(p.payment_free_days), 0)


@kernel
def discharge(world, row):
    """Send a resident home: bed released, open tasks, post-discharge period, follow-up, and the cost of the stay."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    book_days(world, row)
    days = now.day - r.admitted_day
    ward = np.int64(r.ward)
    plan_way_home(world, row)
    if ward < world.units.size:
        meet_ward_doctor(world, row, ward)
    world.wards[ward].occupied -= 1
    r.ward = -1
    r.place_of_care = AT_HOME
    r.discharged_day = now.day
    r.leave_day = NEVER
    r.ready_day = NEVER
    cell(world, row).discharges += 1
    log_event(world, 0, r.key, EV_DISCHARGED, ward, r.settlement, days)
    leave_tasks(world, row, ward)
    r.follow_call_day = now.day + np.int64(p.follow_up_after_days)
    if r.enrolled == ENROLLED:
        r.visit_day = now.day + 1
    if (
        now.reported_day >= 0
        and now.cut[STAYS_TO_FRAILTY] == 0
        and uniform(now.seed, STAY_WORSENS, r.key, r.stay_count) <= 1.0 - (1.0 - p.stay_worsens_per_day) ** days
    ):
        worsen(world, row)
    plan_readmission(world, row)
    if is_old(world, row):
        review_enrolment(world, row)
    schedule(world, row)


@kernel
def meet_ward_doctor(world, row, unit):
    """Let a GP on the ward with minutes see the patient off: a contact on the ward, open tasks closed."""
    p = world.parameters[0]
    u = world.unit_states[unit]
    for place in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, place)
        if world.staff[gp].ward_minutes >= p.ward_contact_minutes:
            world.staff[gp].ward_minutes -= np.int64(p.ward_contact_minutes)
            world.staff[gp].ward_month += np.int64(p.ward_contact_minutes)
            meet(world, row, gp, WARD)
            return


@kernel
def plan_way_home(world, row):
    """Plan the way home by a GP, where GPs keep minutes each morning for their admitted patients."""
    r = world.residents[row]
    if look_at_admitted(world, np.int64(r.unit), np.int64(r.usual_gp)):
        r.planned_home = 1
        plan_with_hospital(world, row)


@kernel
def leave_tasks(world, row, ward):
    """Leave each of the discharge tasks (medicine list, plan, aids, test) open or closed.

    Fewer are left open by a hospital with which the unit works well.
    """
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    share = p.task_open_share
    if ward >= world.units.size:
        share *= 1.0 - p.hospital_tie_fewer_tasks * hospital_strength(world, np.int64(r.unit))
    r.open_tasks = 0
    for task in range(TASKS):
        if uniform(now.seed, TASK_OPEN, r.key, np.uint64(r.stay_count) * np.uint64(TASKS) + np.uint64(task)) <= share:
            r.open_tasks += 1
    begin_following(world, row)
    if r.planned_home == 1:
        close_tasks(world, row, p.task_closed_by_doctor)
    r.need_count += 1
