"""Stories of the morning and the evening: what the day begins with for everybody, and what it has taken."""

import pytest
from clinic import A_MONDAY, HOSPITAL_WARD, Clinic

from rural_abm.model.care.beds.stays import leave_wards
from rural_abm.model.care.clock import set_clock
from rural_abm.model.care.daily_capacity import close_day, open_day
from rural_abm.model.care.day import planned_reception
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.needs import clear_departed
from rural_abm.model.care.records import ENDED_BY_DEATH, PLANNED_VISIT
from rural_abm.model.staff.records import CLINIC_NURSE, HOME_NURSE


@pytest.fixture
def clinic():
    """Begin a Monday."""
    return Clinic()


def test_what_a_nurse_worked_too_long_is_taken_out_of_this_day_as_far_as_it_goes(clinic):
    nora, lisa = (clinic.staff_member(HOME_NURSE, work_minutes=20, owed_minutes=owed) for owed in (30, 5))
    clinic.run(open_day)
    assert clinic.staff["work_minutes"][[nora, lisa]].tolist() == [0, 15]
    assert clinic.staff["owed_minutes"][[nora, lisa]].tolist() == [10, 0]
    # On duty they were all the same.
    assert clinic.counted("nurse_work_minutes") == 40


def test_a_meeting_takes_even_parts_of_the_gps_and_the_rest_of_those_who_have_it(clinic):
    # Of twenty-five minutes thirteen are the first one's, who has ten; the other gives fifteen.
    clinic.unit.meeting_minutes_left = 25
    eva, per = clinic.gp(clinic_minutes=10), clinic.gp(clinic_minutes=100)
    clinic.run(open_day)
    assert clinic.staff["clinic_minutes"][[eva, per]].tolist() == [0, 85]
    assert (clinic.unit.meeting_minutes_left, clinic.counted("steering_gp_minutes")) == (0, 25)


def test_at_the_weekend_nobody_meets_and_the_corridor_is_empty(clinic):
    clinic.go_to(A_MONDAY + 5)
    (
        clinic.unit.meeting_minutes_left,
        clinic.unit.co_location_corridor_contacts_a_day,
        clinic.unit.paid_team_time_minutes_a_week,
    ) = 25, 3, 100
    eva = clinic.gp(clinic_minutes=100)
    clinic.run(open_day)
    assert (clinic.staff[eva].clinic_minutes, clinic.unit.corridor_left, clinic.unit.meeting_minutes_left) == (
        100,
        0,
        25,
    )


def test_paid_team_time_takes_a_fifth_of_the_week_of_those_who_are_there_and_they_get_to_know_each_other(clinic):
    # Twenty minutes are a third of an hour, which is worth three tenths: a tenth.
    clinic.p.joint_gain[:] = 0.3
    clinic.unit.paid_team_time_minutes_a_week = 100
    eva, per = clinic.gp(clinic_minutes=100), clinic.gp(clinic_minutes=100, present=0)
    nora = clinic.staff_member(HOME_NURSE, work_minutes=15)
    clinic.run(open_day)
    assert clinic.staff["clinic_minutes"][[eva, per]].tolist() == [80, 100]
    assert (clinic.staff[nora].work_minutes, clinic.counted("joint_contacts")) == (0, 1)
    assert clinic.colleagues[0].physician == eva and clinic.colleagues[0].strength == pytest.approx(0.1)


def test_development_time_is_everybodys(clinic):
    clinic.unit.development_time_minutes_a_week = 150
    eva = clinic.gp(clinic_minutes=20)
    ida, nora = (clinic.staff_member(role, work_minutes=100) for role in (CLINIC_NURSE, HOME_NURSE))
    clinic.run(open_day)
    assert clinic.staff[eva].clinic_minutes == 0
    assert clinic.staff["work_minutes"][[ida, nora]].tolist() == [70, 70]


def test_prevention_takes_its_fifth_of_both_kinds_of_nurses(clinic):
    # Forty minutes today, three quarters of them of home nursing.
    clinic.unit.prevention_minutes_nurse_minutes_a_week, clinic.p.prevention_home_nurse_share = 200, 0.75
    ida, nora = clinic.staff_member(CLINIC_NURSE, work_minutes=100), clinic.staff_member(HOME_NURSE, work_minutes=20)
    clinic.run(open_day)
    assert clinic.staff["work_minutes"][[ida, nora]].tolist() == [90, 0]
    assert clinic.unit.prevention_pool == clinic.counted("prevention_minutes") == 30


def test_false_alarms_take_their_minutes_first(clinic):
    # Ten monitored places ring falsely once in five days: two alarms of ten minutes out of fifty.
    clinic.unit.monitored, clinic.unit.monitoring_nurse_minutes_a_day = 10, 50
    clinic.p.false_alarms_per_place_day, clinic.p.alarm_minutes = 0.2, 10
    clinic.run(open_day)
    assert clinic.unit.monitoring_left == 30


@pytest.mark.parametrize(("weekday", "left"), [(0, (600, 90)), (1, (7, 7))])
def test_the_weeks_minutes_of_specialists_and_of_special_housing_begin_on_monday(clinic, weekday, left):
    clinic.go_to(A_MONDAY + weekday)
    u = clinic.unit
    u.specialists_on_video_hours_a_week, u.in_housing, clinic.p.housing_gp_minutes_a_week = 10, 30, 3
    u.specialist_left = u.housing_minutes_left = 7
    clinic.run(open_day)
    assert (u.specialist_left, u.housing_minutes_left) == left


def test_the_evening_counts_what_the_gps_have_given_of_their_reception(clinic):
    clinic.p.gp_visit_minutes, clinic.p.planned_nurse_share, clinic.p.acute_reserve_share = 30, 0, 0
    clinic.gp(clinic_minutes=100)
    clinic.is_due_for_visit(clinic.resident())
    clinic.run(open_day, take_onsets, planned_reception, close_day)
    assert clinic.counted("gp_work_minutes") == 30


def test_what_the_dead_had_asked_for_ends_with_them_and_leaves_the_queue(clinic):
    clinic.p.planned_nurse_share = 0
    anna, bo = clinic.resident(fatal=1), clinic.resident()
    for row in (anna, bo):
        clinic.is_due_for_visit(row)
    clinic.run(take_onsets)
    clinic.lies_in(anna, HOSPITAL_WARD, leave_day=clinic.today)
    clinic.list_due()
    clinic.run(leave_wards, clear_departed, planned_reception)
    assert clinic.clock.need_flow[PLANNED_VISIT, ENDED_BY_DEATH] == 1
    assert clinic.unit.queue_length == 1 and clinic.residents[bo].open_needs == 1


@pytest.mark.parametrize(
    ("reported_day", "weekday", "workday", "winter", "month"),
    [(0, 0, 1, 1, 12), (5, 5, 0, 1, 12), (6, 6, 0, 1, 12), (7, 0, 1, 1, 12), (182, 0, 1, 0, 17), (364, 0, 1, 1, 23)],
)
def test_the_clock_knows_the_first_of_january_as_a_monday_with_winter_roads(
    clinic, reported_day, weekday, workday, winter, month
):
    clinic.p.winter_last_day, clinic.p.winter_first_day = 120, 300
    clinic.world.now["day"] = 365 + reported_day
    clinic.run(set_clock)
    now = clinic.clock
    assert (now.reported_day, now.weekday, now.workday, now.winter) == (reported_day, weekday, workday, winter)
    assert (now.year, now.month) == (1, month)
