"""Stories of a stay: how long, who waits for the municipality, when she moves on, and what she takes home with her."""

import pytest
from clinic import COTTAGE_WARD, HOSPITAL_WARD, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.beds.stays import leave_wards
from rural_abm.model.care.clock import ALWAYS
from rural_abm.model.care.home.enrolment import end_followings
from rural_abm.model.care.home.episodes import due_today, take_onsets
from rural_abm.model.care.needs.needs import clear_departed
from rural_abm.model.people.records import AT_HOME, DEAD, IN_COTTAGE_HOSPITAL, IN_HOSPITAL, NEVER
from rural_abm.model.staff.records import CLINIC_NURSE

NO_TRANSFER, TO_HOSPITAL, BACK_HOME = range(3)


@pytest.fixture
def clinic():
    """Open a cottage hospital of two beds on a Monday; no stay leaves tasks open or makes anyone frailer."""
    clinic = Clinic(cottage_hospital=1, opening_hours_emergency_room=ALWAYS)
    p = clinic.p
    p.task_open_share = p.ready_wait_share = p.transfer_to_hospital_share = p.return_transfer_share = 0
    p.hospital_tie_fewer_tasks = p.post_discharge_excess = 0
    p.enrolled_share[:] = 0
    clinic.beds(COTTAGE_WARD, 2)
    clinic.beds(HOSPITAL_WARD, 2)
    return clinic


def leave(clinic):
    clinic.list_due()
    clinic.run(leave_wards)


def admitted(clinic, **facts):
    """Bring a new resident into a bed near home by a moderate episode; return the row."""
    row = clinic.resident(**facts)
    clinic.p.keep[:, 1], clinic.p.cottage_admits_moderate_share = 1 - 1e-12, 1
    clinic.p.no_doctor_odds_to_keep = clinic.p.hospital_tie_odds_to_keep = 1
    clinic.p.episode_tolerance_days, clinic.p.self_reports_per_day = 0, 1e9
    clinic.falls_ill(row, course_days=30)
    # With nobody at the centre and no day to wait she goes to its emergency room; the frail are found tomorrow.
    clinic.run(take_onsets, acute)
    if clinic.residents[row].ward < 0:
        clinic.go_to(clinic.today + 1)
        clinic.list_due()
        clinic.run(due_today, acute)
    assert clinic.residents[row].ward == COTTAGE_WARD
    return row


def test_a_stay_of_nine_days_of_which_four_were_waiting_is_booked_when_she_goes_home(clinic):
    p = clinic.p
    p.payment_free_days, p.follow_up_after_days, p.price_hospital_day = 3, 3, 100
    anna = clinic.resident()
    clinic.lies_in(anna, HOSPITAL_WARD, since_days=9, leave_day=clinic.today, ready_day=clinic.today - 4)
    leave(clinic)
    r = clinic.residents[anna]
    assert (r.place_of_care, r.ward, r.leave_day, r.discharged_day) == (AT_HOME, -1, NEVER, clinic.today)
    assert clinic.wards[HOSPITAL_WARD].occupied == 0
    assert (clinic.counted("bed_days_hospital"), clinic.counted("bed_days_cottage")) == (9, 0)
    assert (clinic.counted("waiting_bed_days"), clinic.counted("hospital_ready_days_paid")) == (4, 1)
    assert (r.region_cost_ore, r.follow_call_day, r.bed_days_this_year) == (900, clinic.today + 3, 9)


def test_a_day_before_it_is_time_she_stays(clinic):
    anna = clinic.resident()
    clinic.lies_in(anna, COTTAGE_WARD, since_days=9, leave_day=clinic.today + 1)
    leave(clinic)
    assert clinic.residents[anna].place_of_care == IN_COTTAGE_HOSPITAL and clinic.counted("discharges") == 0


def test_waiting_near_home_is_not_paid_by_the_municipality(clinic):
    clinic.p.payment_free_days = 0
    clinic.lies_in(clinic.resident(), COTTAGE_WARD, since_days=9, leave_day=clinic.today, ready_day=clinic.today - 4)
    leave(clinic)
    assert (clinic.counted("waiting_bed_days"), clinic.counted("hospital_ready_days_paid")) == (4, 0)


def test_a_stay_that_was_to_end_in_death_does(clinic):
    anna = clinic.resident(fatal=1)
    clinic.lies_in(anna, HOSPITAL_WARD, since_days=2, leave_day=clinic.today)
    leave(clinic)
    assert clinic.residents[anna].status == DEAD
    assert clinic.counted("deaths_by_episode") == 1 and clinic.counted("discharges") == 0
    # The bed is given back when care has cleaned up after the dead of the day.
    clinic.run(clear_departed)
    assert clinic.wards[HOSPITAL_WARD].occupied == 0


@pytest.mark.parametrize(("enrolled", "frailty", "waits"), [(0, 0, 0), (0, 1, 0), (0, 2, 1), (1, 0, 1)])
def test_only_those_who_need_its_care_wait_for_the_municipality(clinic, enrolled, frailty, waits):
    clinic.p.ready_wait_share, clinic.p.ready_wait_days = 1, 0
    anna = admitted(clinic, enrolled=enrolled, frailty=frailty)
    r = clinic.residents[anna]
    assert r.leave_day - r.ready_day == waits


def test_the_next_morning_she_is_sent_on_to_the_hospital_and_the_bed_near_home_is_free(clinic):
    clinic.p.transfer_to_hospital_share, clinic.p.cottage_stay_days = 1, 1e5
    clinic.p.planned_transport_minute = 600
    car = clinic.vehicle()
    anna = admitted(clinic)
    assert clinic.residents[anna].leave_day == clinic.today + 1
    ready = int(clinic.residents[anna].ready_day)
    clinic.go_to(clinic.today + 1)
    leave(clinic)
    assert clinic.wards["occupied"][[COTTAGE_WARD, HOSPITAL_WARD]].tolist() == [0, 1]
    assert (clinic.residents[anna].place_of_care, clinic.residents[anna].leave_day) == (IN_HOSPITAL, ready)
    assert (clinic.counted("secondary_transports"), clinic.counted("bed_days_cottage")) == (1, 1)
    assert clinic.vehicles[car].free_at > clinic.today * 1440


@pytest.mark.parametrize(("in_use", "visitors", "moves"), [(1, 0, True), (2, 0, False), (1, 1, False)])
def test_she_comes_back_to_the_ward_near_home_when_a_bed_is_open_there(clinic, in_use, visitors, moves):
    clinic.wards[COTTAGE_WARD].occupied, clinic.wards[COTTAGE_WARD].visitors = in_use, visitors
    anna = clinic.resident(transfer=BACK_HOME)
    clinic.lies_in(anna, HOSPITAL_WARD, since_days=3, leave_day=clinic.today, ready_day=clinic.today + 4)
    leave(clinic)
    r = clinic.residents[anna]
    assert r.place_of_care == (IN_COTTAGE_HOSPITAL if moves else IN_HOSPITAL)
    assert (r.leave_day, r.transfer) == (clinic.today + 4, NO_TRANSFER)
    assert clinic.counted("bed_days_hospital") == (3 if moves else 0)


def test_the_two_hospitals_talk_when_a_patient_comes_back(clinic):
    clinic.p.joint_gain[:] = 0.25
    eva, per = clinic.gp(ward_minutes=10), clinic.gp(ward_minutes=20)
    clinic.lies_in(clinic.resident(transfer=BACK_HOME), HOSPITAL_WARD, leave_day=clinic.today)
    leave(clinic)
    # It is Per who has most minutes for the ward; hospital 0 is his counterpart -1.
    tie = clinic.colleagues[0]
    assert (tie.physician, tie.nurse, tie.strength) == (per, -1, 0.25)
    assert clinic.staff[eva].first_colleague == -1


def test_all_four_tasks_left_open_are_closed_by_a_gp_who_keeps_minutes_for_admitted_patients(clinic):
    p = clinic.p
    p.task_open_share, p.task_closed_by_doctor, p.watch_minutes_per_patient = 1, 1, 5
    eva = clinic.gp(watch_minutes=9)
    anna, bo = clinic.resident(), clinic.resident()
    for row in (anna, bo):
        clinic.lies_in(row, HOSPITAL_WARD, since_days=3, leave_day=clinic.today)
    leave(clinic)
    # Nine minutes are enough for one of them.
    assert [int(clinic.residents[row].open_tasks) for row in (anna, bo)] == [0, 4]
    assert (clinic.staff[eva].watch_minutes, clinic.staff[eva].ward_month) == (4, 5)
    clinic.go_to(clinic.today + 31)
    clinic.run(end_followings)
    assert (clinic.counted("discharge_tasks"), clinic.counted("discharge_tasks_closed")) == (8, 4)


def test_a_hospital_the_unit_works_well_with_leaves_fewer_tasks(clinic):
    # Collaboration stronger than ordinary by a half, which spares all tasks at a full point: half of them open.
    p = clinic.p
    p.task_open_share, p.hospital_tie_fewer_tasks, p.ordinary_hospital_strength = 1, 2, 0.25
    clinic.pairs["strength"][1, 1] = 0.75
    near, away = clinic.resident(), clinic.resident()
    clinic.lies_in(near, COTTAGE_WARD, leave_day=clinic.today)
    clinic.lies_in(away, HOSPITAL_WARD, leave_day=clinic.today)
    leave(clinic)
    assert [int(clinic.residents[row].open_tasks) for row in (near, away)] == [4, 0]


@pytest.mark.parametrize(("days", "counts"), [(3, (1, 1, 1)), (4, (0, 1, 1)), (7, (0, 1, 1)), (8, (0, 0, 1)),
                                              (30, (0, 0, 1)), (31, (0, 0, 0))])  # fmt: skip
def test_a_readmission_counts_within_three_seven_and_thirty_days_of_the_discharge(clinic, days, counts):
    admitted(clinic, discharged_day=clinic.today - days, discharge_tasks=0)
    names = ("readmissions_3", "readmissions_7", "readmissions_30")
    assert tuple(clinic.counted(name) for name in names) == counts
    assert clinic.counted("discharges_followed") == 1


@pytest.mark.parametrize(("enrolled", "minutes", "called"), [(0, 15, True), (0, 14, False), (1, 15, False)])
def test_the_centre_calls_after_a_stay_those_without_home_nursing_if_it_has_the_minutes(
    clinic, enrolled, minutes, called
):
    clinic.p.follow_call_minutes, clinic.p.task_closed_by_nurse = 15, 1
    ida = clinic.staff_member(CLINIC_NURSE, work_minutes=minutes)
    anna = clinic.resident(enrolled=enrolled, open_tasks=3, follow_call_day=clinic.today)
    clinic.list_due()
    clinic.run(due_today)
    assert clinic.residents[anna].open_tasks == (0 if called else 3)
    assert clinic.staff[ida].work_minutes == (0 if called else minutes)
    assert clinic.residents[anna].follow_call_day == NEVER


def test_nothing_is_asked_at_home_while_she_lies_in_a_ward(clinic):
    anna = clinic.patient(coordination_day=clinic.today, review_day=clinic.today)
    clinic.lies_in(anna, HOSPITAL_WARD, leave_day=clinic.today + 5)
    clinic.list_due()
    clinic.run(due_today)
    r = clinic.residents[anna]
    assert (r.coordination_day, r.review_day) == (clinic.today + 1, clinic.today + 1)
    assert clinic.clock.request_count == 0


def test_one_more_day_in_a_ward_may_cost_her_a_state_of_frailty_as_ten_may(clinic):
    # At a chance of one a day it is sure, at none it never is; it is counted as caused by care.
    for chance, frailty in ((0, 0), (1, 1)):
        clinic.p.stay_worsens_per_day = chance
        anna = clinic.resident()
        clinic.lies_in(anna, COTTAGE_WARD, since_days=1, leave_day=clinic.today)
        leave(clinic)
        assert clinic.residents[anna].frailty == frailty
    assert clinic.counted("worsened_by_care") == 1
