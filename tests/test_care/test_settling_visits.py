"""Stories of a patient who seeks the health centre: who sees her, for how many minutes, and when nobody does."""

import pytest
from clinic import A_MONDAY, UNIT_ROW, VILLAGE, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.day import late_reception, planned_reception
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.needs import gather_later
from rural_abm.model.care.records import VISITOR_NEED
from rural_abm.model.staff.records import ADVANCED_NURSE


@pytest.fixture
def clinic():
    """Open a centre on a Monday; a visit takes ten minutes and settles the matter."""
    clinic = Clinic()
    clinic.p.gp_visit_minutes = 10
    clinic.solves("clinic")
    return clinic


def test_her_own_gp_has_twelve_minutes_left_and_the_visit_takes_ten(clinic):
    eva, per = clinic.gp(clinic_minutes=12), clinic.gp(clinic_minutes=300)
    anna = clinic.resident(usual_gp=eva)
    clinic.falls_ill(anna, at="08:00")
    clinic.run(take_onsets, acute)
    assert (clinic.staff[eva].clinic_minutes, clinic.staff[per].clinic_minutes) == (2, 300)
    assert clinic.counted("gp_visits_usual") == clinic.counted("acute_local") == 1
    # Half an hour each way, and a kilometre a minute.
    assert (clinic.counted("patient_minutes"), clinic.residents[anna].open_need) == (60, -1)


def test_with_nine_minutes_left_of_her_own_gp_she_sees_the_one_with_most_left(clinic):
    eva = clinic.gp(clinic_minutes=9)
    per, siv, ulf = (clinic.gp(clinic_minutes=minutes) for minutes in (40, 80, 80))
    clinic.falls_ill(clinic.resident(usual_gp=eva))
    clinic.run(take_onsets, acute)
    # Siv and Ulf have as many minutes: the first in order of key.
    assert [int(clinic.staff[gp].clinic_minutes) for gp in (eva, per, siv, ulf)] == [9, 40, 70, 80]
    assert (clinic.counted("gp_visits"), clinic.counted("gp_visits_usual")) == (1, 0)


def test_her_own_gp_who_works_at_another_centre_today_is_not_asked(clinic):
    eva, per = clinic.gp(clinic_minutes=300, unit=2), clinic.gp(clinic_minutes=20)
    clinic.falls_ill(clinic.resident(usual_gp=eva))
    clinic.run(take_onsets, acute)
    assert (clinic.staff[eva].clinic_minutes, clinic.staff[per].clinic_minutes) == (300, 10)


def test_a_gp_who_knows_her_half_needs_a_tenth_fewer_minutes(clinic):
    # Knowing a patient fully saves a fifth of thirty minutes; the tie was full one half-life ago, so three.
    clinic.p.gp_visit_minutes, clinic.p.known_minutes_saved_share, clinic.p.tie_half_life_days = 30, 0.2, 400
    eva = clinic.gp(clinic_minutes=100)
    anna = clinic.resident(usual_gp=eva)
    clinic.tie(anna, eva, strength=1.0, days_ago=400)
    clinic.falls_ill(anna)
    clinic.run(take_onsets, acute)
    assert clinic.staff[eva].clinic_minutes == 100 - 27
    assert clinic.contacts() == [(480, eva, 27, 1)]


def test_what_a_visit_does_not_settle_goes_on_to_the_hospital_by_car(clinic):
    clinic.solves("clinic", 0)
    clinic.p.own_car_share, clinic.p.hospital_admits_moderate_share = 1, 0
    clinic.gp(clinic_minutes=10)
    clinic.falls_ill(clinic.resident())
    clinic.run(take_onsets, acute)
    assert (clinic.counted("acute_local"), clinic.counted("emergency_visits")) == (0, 1)
    # Thirty minutes to the centre and 150 to the hospital, and back.
    assert clinic.counted("patient_minutes") == 2 * 30 + 2 * 150


def test_nobody_has_time_so_she_asks_on_each_day_of_her_tolerance_and_then_goes_to_hospital(clinic):
    clinic.p.episode_tolerance_days, clinic.p.own_car_share, clinic.p.hospital_admits_moderate_share = 2, 1, 0
    clinic.gp(clinic_minutes=9)
    clinic.falls_ill(clinic.resident(), at="10:00", course_days=30)
    clinic.run(take_onsets)
    for _ in range(2):
        clinic.run(acute)
        assert clinic.waiting_until() == [1] and clinic.counted("emergency_visits") == 0
        clinic.go_to(clinic.today + 1)
        clinic.run(gather_later)
    clinic.run(acute)
    assert clinic.waiting_until() == [] and clinic.counted("emergency_visits") == 1


def test_morning_keeps_a_quarter_of_the_day_for_acute_needs_and_the_late_pass_gives_it_out(clinic):
    # Of 100 minutes 25 are kept: visits of 30 fit at 100 and at 70 minutes left, and at 40 only in the late pass.
    clinic.p.gp_visit_minutes, clinic.p.acute_reserve_share, clinic.p.planned_nurse_share = 30, 0.25, 0
    eva = clinic.gp(clinic_minutes=100)
    for _ in range(4):
        clinic.is_due_for_visit(clinic.resident(usual_gp=eva))
    clinic.run(take_onsets, planned_reception)
    assert (clinic.staff[eva].clinic_minutes, clinic.unit.queue_length) == (40, 2)
    clinic.run(late_reception)
    assert (clinic.staff[eva].clinic_minutes, clinic.unit.queue_length) == (10, 1)


def test_for_her_who_has_a_named_gp_nothing_is_kept_back(clinic):
    clinic.p.gp_visit_minutes, clinic.p.acute_reserve_share, clinic.p.planned_nurse_share = 30, 0.5, 0
    eva = clinic.gp(clinic_minutes=50)
    anna, bo = clinic.resident(usual_gp=eva), clinic.resident(usual_gp=eva, named_gp=1)
    for person in (anna, bo):
        clinic.is_due_for_visit(person)
    clinic.run(take_onsets, planned_reception)
    # Half of 50 is kept: 25 are not enough for Anna, who came first; Bo gets his 30 of the 50.
    assert clinic.residents[anna].planned_need >= 0 > clinic.residents[bo].planned_need
    assert clinic.staff[eva].clinic_minutes == 20


@pytest.mark.parametrize(("named", "acceptable"), [(0, 7), (1, 14)])
def test_a_planned_visit_waits_for_her_own_gp_who_is_away_until_the_wait_is_too_long(clinic, named, acceptable):
    clinic.p.acceptable_wait_days, clinic.p.named_wait_days = 7, 14
    clinic.p.planned_nurse_share, clinic.p.planned_tolerance_days, clinic.p.acute_reserve_share = 0, 60, 0
    eva, per = clinic.gp(on_duty=0), clinic.gp(clinic_minutes=10)
    clinic.is_due_for_visit(clinic.resident(usual_gp=eva, named_gp=named))
    clinic.run(take_onsets, planned_reception)
    # The Friday before, and the Monday on which so many days have passed.
    for days in (acceptable - 3, acceptable):
        clinic.go_to(A_MONDAY + days)
        clinic.run(planned_reception)
        assert clinic.staff[per].clinic_minutes == (10 if days < acceptable else 0)
    assert (clinic.counted("gp_wait_days"), clinic.counted("gp_visits_usual")) == (acceptable, 0)


def test_without_a_gp_of_her_own_she_takes_anyone_at_once(clinic):
    clinic.p.planned_nurse_share, clinic.p.acute_reserve_share = 0, 0
    per = clinic.gp(clinic_minutes=10)
    anna = clinic.resident()
    clinic.is_due_for_visit(anna)
    clinic.run(take_onsets, planned_reception)
    assert clinic.staff[per].clinic_minutes == 0 and clinic.residents[anna].usual_gp == per


@pytest.mark.parametrize("turns", [0, 1])
def test_past_her_patience_a_need_is_given_up_or_becomes_an_acute_one_at_the_hour_of_opening(clinic, turns):
    clinic.p.planned_nurse_share, clinic.p.planned_tolerance_days = 0, 4
    clinic.p.impatient_emergency_share = turns
    anna = clinic.resident()
    clinic.is_due_for_visit(anna)
    clinic.run(take_onsets)
    for days in (0, 4, 7):
        # From Monday to Friday her patience lasts; on the next workday it is over.
        assert (clinic.unit.queue_length, clinic.residents[anna].dissatisfaction) == (1, 0)
        clinic.go_to(A_MONDAY + days)
        clinic.run(planned_reception)
    assert (clinic.unit.queue_length, clinic.residents[anna].dissatisfaction) == (0, 1)
    assert clinic.counted("given_up") == 1 - turns
    assert [int(clinic.needs["minute"][row]) for row in clinic.requests[: clinic.clock.request_count]] == [480] * turns


def test_the_nurse_with_task_shift_takes_planned_visits_and_tries_each_need_once(clinic):
    # She helps neither of the two, who wait on for a GP; there would be time to see each again in the late pass.
    clinic.unit.task_shift_planned_visits = 1
    clinic.p.advanced_visit_minutes, clinic.p.advanced_resolves_planned = 20, 0
    clinic.p.planned_nurse_share, clinic.p.triage_attempts_most = 0, 1
    ida = clinic.staff_member(ADVANCED_NURSE, work_minutes=100)
    for _ in range(2):
        clinic.is_due_for_visit(clinic.resident())
    clinic.run(take_onsets, planned_reception, late_reception)
    assert (clinic.staff[ida].work_minutes, clinic.unit.queue_length) == (100 - 2 * 20, 2)
    assert clinic.counted("advanced_nurse_visits") == 2


@pytest.mark.parametrize(("accepted", "video"), [(1, 1), (0, 0)])
def test_a_health_room_in_her_village_takes_the_visit_on_video_and_spares_the_way(clinic, accepted, video):
    clinic.unit.health_rooms_video = clinic.unit.health_rooms_settlements = 1
    clinic.unit.health_rooms_staffed_hours_a_week = 20
    clinic.world.settlements["health_room"][VILLAGE] = UNIT_ROW + 1
    clinic.p.video_suitable_share, clinic.p.health_room_full_hours = 1, 20
    clinic.p.video_accepted_unknown = clinic.p.video_accepted_known = accepted
    clinic.p.planned_nurse_share = 0
    clinic.gp(clinic_minutes=30)
    clinic.is_due_for_visit(clinic.resident())
    clinic.run(take_onsets, planned_reception, late_reception)
    assert (clinic.counted("gp_video"), clinic.counted("gp_visits")) == (video, 1 - video)
    assert clinic.counted("patient_minutes") == (0 if video else 60)


def test_a_visitor_sees_a_gp_in_the_day_and_goes_on_to_the_hospital_when_nobody_has_time(clinic):
    gp = clinic.gp(clinic_minutes=10)
    clinic.visitor(at="09:00")
    clinic.visitor(at="10:00")
    clinic.run(take_onsets, acute)
    assert clinic.staff[gp].clinic_minutes == 0 and clinic.counted("visitor_needs") == 2
    assert clinic.clock.need_flow[VISITOR_NEED].tolist() == [2, 2, 0, 0, 0]
    assert len(clinic.contacts()) == 1
