"""Stories of somebody who calls the centre about a complaint: who answers, what follows, and when patience ends."""

import pytest
from clinic import A_MONDAY, FRIDAY, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.needs import gather_later
from rural_abm.model.people.records import MILD_EPISODE
from rural_abm.model.staff.records import CLINIC_NURSE


@pytest.fixture
def clinic():
    """Open a centre on a Monday; a call takes eight minutes of a nurse, a visit to her twenty."""
    clinic = Clinic()
    p = clinic.p
    p.triage_call_minutes, p.nurse_visit_minutes = 8, 20
    p.triage_advice_share, p.triage_nurse_share, p.call_attempts_most = 1, 0, 2
    p.impatient_emergency_share = 0
    return clinic


def test_the_nurse_with_eight_minutes_left_answers_and_advises(clinic):
    ida = clinic.staff_member(CLINIC_NURSE, work_minutes=8)
    clinic.complains(clinic.resident())
    clinic.run(take_onsets, acute)
    assert clinic.staff[ida].work_minutes == 0
    assert (clinic.counted("calls"), clinic.counted("advice"), clinic.counted("calls_unanswered")) == (1, 1, 0)


def test_with_seven_minutes_left_she_does_not_answer_and_the_third_call_in_vain_is_the_last(clinic):
    clinic.staff_member(CLINIC_NURSE, work_minutes=7)
    anna = clinic.resident()
    clinic.complains(anna)
    clinic.run(take_onsets)
    for calls in (1, 2, 3):
        clinic.run(gather_later, acute)
        assert clinic.counted("calls") == clinic.counted("calls_unanswered") == calls
        assert clinic.waiting_until() == ([1] if calls < 3 else [])
        clinic.go_to(clinic.today + 1)
    assert clinic.counted("given_up") == clinic.residents[anna].dissatisfaction == 1


def test_a_call_before_opening_is_no_call_and_comes_again_in_open_hours_the_next_day(clinic):
    # At half past six, 390 minutes into the day, it comes again at eight and 390 minutes: half past two.
    ida = clinic.staff_member(CLINIC_NURSE, work_minutes=100)
    clinic.complains(clinic.resident(), at="06:30")
    clinic.run(take_onsets, acute)
    assert clinic.counted("calls") == 0 and clinic.needs["minute"][0] == 480 + 390
    clinic.go_to(clinic.today + 1)
    clinic.run(gather_later, acute)
    assert clinic.counted("calls") == 1 and clinic.staff[ida].work_minutes == 92


def test_nobody_answers_on_saturday_and_sunday_and_monday_does(clinic):
    clinic.staff_member(CLINIC_NURSE, work_minutes=100)
    clinic.go_to(A_MONDAY + FRIDAY + 1)
    clinic.complains(clinic.resident())
    clinic.run(take_onsets, acute)
    for days, calls in ((6, 0), (7, 1)):
        assert clinic.counted("calls") == 0 and clinic.waiting_until() == [1]
        clinic.go_to(A_MONDAY + days)
        clinic.run(gather_later, acute)
        assert clinic.counted("calls") == calls
    assert clinic.counted("calls_unanswered") == 0


def test_a_complaint_for_the_nurse_takes_her_twenty_minutes_the_same_day(clinic):
    clinic.p.triage_advice_share, clinic.p.triage_nurse_share = 0, 1
    ida = clinic.staff_member(CLINIC_NURSE, work_minutes=28)
    clinic.complains(clinic.resident())
    clinic.run(take_onsets, acute)
    assert clinic.staff[ida].work_minutes == 28 - 8 - 20
    assert (clinic.counted("nurse_visits"), clinic.counted("patient_minutes")) == (1, 60)


def test_when_she_who_answered_has_no_twenty_minutes_left_another_nurse_sees_her_else_a_gp_must(clinic):
    clinic.p.triage_advice_share, clinic.p.triage_nurse_share = 0, 1
    ida, liv = clinic.staff_member(CLINIC_NURSE, work_minutes=27), clinic.staff_member(CLINIC_NURSE, work_minutes=26)
    for _ in range(2):
        clinic.complains(clinic.resident())
    clinic.run(take_onsets, acute)
    # Ida answers the first, has 19 left, and Liv sees her; then Ida answers the second, and neither has twenty.
    assert (clinic.staff[ida].work_minutes, clinic.staff[liv].work_minutes) == (27 - 8 - 8, 26 - 20)
    assert (clinic.counted("nurse_visits"), clinic.unit.queue_length) == (1, 1)


def test_a_mild_illness_is_a_complaint_and_the_enrolled_tell_their_nurse_instead_of_calling(clinic):
    clinic.staff_member(CLINIC_NURSE, work_minutes=100)
    clinic.falls_ill(clinic.resident(), severity=MILD_EPISODE)
    clinic.complains(clinic.resident())
    clinic.complains(clinic.patient())
    clinic.run(take_onsets)
    assert (clinic.counted("complaints"), clinic.counted("coordination_events")) == (2, 1)
