"""Stories of the questions between visits: what a nurse settles herself, what comes back, what is never settled."""

import pytest
from clinic import A_MONDAY, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.home.episodes import due_today, take_onsets
from rural_abm.model.care.needs.needs import gather_later
from rural_abm.model.people.records import SPECIAL_HOUSING
from rural_abm.model.staff.records import CLINIC_NURSE, HOME_NURSE


@pytest.fixture
def clinic():
    """Begin a Monday on which a question takes twelve minutes of the nurse and needs a physician."""
    clinic = Clinic()
    p = clinic.p
    p.coordination_minutes, p.coordination_doctor_share, p.coordination_centre_share = 12, 1, 0
    p.coordination_tolerance_days, p.failed_attempt_minutes, p.attempts_most = 1, 5, 3
    p.familiar_days, p.unfamiliar_minutes, p.channel_minutes[0], p.channel_nurse_minutes[0] = 90, 0, 10, 8
    p.reach_unknown = p.reach_known = 1
    return clinic


def ask(clinic, patient, at="09:00"):
    clinic.complains(patient, at=at)
    clinic.run(take_onsets, acute)


def next_day(clinic):
    clinic.go_to(clinic.today + 1)
    clinic.run(gather_later, acute)


def test_a_matter_for_home_nursing_alone_takes_twelve_minutes_of_her_contact_nurse(clinic):
    clinic.p.coordination_doctor_share = 0
    nora, lisa = (clinic.staff_member(HOME_NURSE, work_minutes=minutes) for minutes in (50, 300))
    ask(clinic, clinic.patient(contact_nurse=nora))
    assert clinic.staff["work_minutes"][[nora, lisa]].tolist() == [38, 300]
    assert (clinic.counted("nurse_friction_minutes"), clinic.waiting_until()) == (12, [])


def test_when_her_contact_nurse_is_off_the_nurse_with_most_minutes_takes_it(clinic):
    clinic.p.coordination_doctor_share = 0
    nora = clinic.staff_member(HOME_NURSE, on_duty=0)
    lisa, olga = (clinic.staff_member(HOME_NURSE, work_minutes=minutes) for minutes in (40, 50))
    ask(clinic, clinic.patient(contact_nurse=nora))
    assert clinic.staff["work_minutes"][[lisa, olga]].tolist() == [40, 38]


@pytest.mark.parametrize(("reached", "failed", "waits"), [(1, 0, []), (0, 3, [1])])
def test_a_matter_for_the_centre_waits_for_its_nurse_to_answer_one_of_three_calls(clinic, reached, failed, waits):
    clinic.p.coordination_doctor_share, clinic.p.coordination_centre_share = 0, 1
    clinic.p.reach_unknown = reached
    nora = clinic.staff_member(HOME_NURSE, work_minutes=100)
    clinic.staff_member(CLINIC_NURSE, work_minutes=100)
    ask(clinic, clinic.patient(contact_nurse=nora))
    assert clinic.counted("attempts_failed") == failed and clinic.waiting_until() == waits
    assert clinic.staff[nora].work_minutes == 100 - 12 - 5 * failed


def test_what_no_physician_answers_comes_back_the_next_day_and_is_then_an_open_task(clinic):
    clinic.staff_member(HOME_NURSE, work_minutes=300)
    anna = clinic.patient()
    ask(clinic, anna)
    assert clinic.waiting_until() == [1] and clinic.counted("coordination_returned") == 1
    next_day(clinic)
    assert clinic.waiting_until() == []
    assert (clinic.counted("given_up"), clinic.counted("requests_failed"), clinic.residents[anna].open_tasks) == (
        1,
        1,
        1,
    )
    # Asked at nine, and given up at nine the day after.
    assert clinic.counted("request_minutes") == 24 * 60


def test_nobody_has_more_than_four_open_tasks(clinic):
    clinic.p.coordination_tolerance_days = 0
    clinic.staff_member(HOME_NURSE, work_minutes=300)
    anna = clinic.patient(open_tasks=4)
    ask(clinic, anna)
    assert clinic.counted("given_up") == 1 and clinic.residents[anna].open_tasks == 4


def test_without_a_nurse_on_duty_the_question_comes_back(clinic):
    ask(clinic, clinic.patient())
    assert clinic.waiting_until() == [1] and clinic.counted("requests") == 0


def test_under_one_roof_the_first_question_of_the_day_is_settled_in_the_corridor(clinic):
    clinic.unit.co_location_home_nursing, clinic.unit.corridor_left = 1, 1
    nora = clinic.staff_member(HOME_NURSE, work_minutes=300)
    eva = clinic.gp()
    for at in ("09:00", "10:00"):
        ask(clinic, clinic.patient(contact_nurse=nora), at=at)
    assert (clinic.unit.corridor_left, clinic.waiting_until()) == (0, [1])
    # A physician was met, but not as an answer to a request through a channel; the two know each other better.
    assert clinic.counted("joint_contacts") == 1 and clinic.colleagues[0].physician == eva


def test_the_corridor_is_empty_when_no_gp_is_there(clinic):
    clinic.unit.co_location_home_nursing, clinic.unit.corridor_left = 1, 1
    clinic.staff_member(HOME_NURSE, work_minutes=300)
    ask(clinic, clinic.patient())
    assert (clinic.unit.corridor_left, clinic.waiting_until()) == (1, [1])


def test_agreed_hours_of_special_housing_are_for_those_who_live_there(clinic):
    clinic.unit.housing_minutes_left, clinic.p.housing_contact_minutes = 29, 15
    clinic.solves("home_visit")
    nora, eva = clinic.staff_member(HOME_NURSE, work_minutes=300), clinic.gp(call_minutes=100)
    people = [clinic.patient(dwelling=kind, contact_nurse=nora) for kind in (0, SPECIAL_HOUSING, SPECIAL_HOUSING)]
    for row in people:
        ask(clinic, row)
    # Twenty-nine agreed minutes are one contact of fifteen.
    assert (clinic.staff[eva].call_minutes, clinic.unit.housing_minutes_left) == (85, 14)
    assert clinic.residents["open_needs"][people].tolist() == [1, 0, 1]
    assert (clinic.counted("gp_home_visits"), clinic.waiting_until()) == (1, [1, 1])


def test_a_question_on_saturday_is_asked_on_monday(clinic):
    clinic.go_to(A_MONDAY + 5)
    clinic.staff_member(HOME_NURSE, work_minutes=300)
    ask(clinic, clinic.patient())
    assert clinic.waiting_until() == [2]


def test_the_night_line_does_not_take_questions(clinic):
    clinic.channel("phone_doctor", "on_call_gp", solves=1)
    clinic.on_call(clinic.gp(on_duty=0))
    clinic.staff_member(HOME_NURSE, work_minutes=300)
    ask(clinic, clinic.patient())
    assert clinic.waiting_until() == [1] and clinic.clock.on_call_minutes[0] == 1000


def test_a_review_that_a_physician_answers_is_done_and_the_next_is_planned(clinic):
    clinic.p.review_interval_days = 180
    clinic.channel("phone_doctor", "unit_gp", solves=1)
    clinic.gp(call_minutes=60)
    nora = clinic.staff_member(HOME_NURSE, work_minutes=300)
    anna = clinic.patient(contact_nurse=nora, review_day=clinic.today)
    clinic.list_due()
    clinic.run(due_today, acute)
    r = clinic.residents[anna]
    assert (clinic.counted("reviews"), clinic.counted("reviews_overdue")) == (1, 0)
    assert (r.review_day, r.medicine_review_day) == (clinic.today + 180, clinic.today)
    # A review is planned work: it is not among the requests for a physician.
    assert clinic.counted("requests") == 0


def test_a_review_nobody_has_time_for_is_tried_every_other_day_until_it_is_overdue(clinic):
    clinic.p.review_retry_days, clinic.p.review_tolerance_days = 2, 4
    clinic.staff_member(HOME_NURSE, work_minutes=300)
    clinic.patient(review_day=clinic.today)
    clinic.list_due()
    clinic.run(due_today, acute)
    for _ in range(2):
        assert clinic.waiting_until() == [2] and clinic.counted("reviews_overdue") == 0
        clinic.go_to(clinic.today + 2)
        clinic.run(gather_later, acute)
    assert clinic.waiting_until() == [] and clinic.counted("reviews_overdue") == 1
