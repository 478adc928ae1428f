"""Return visits by hand: what one visit does not settle, who is seen again tomorrow, and who a new GP calls."""

import pytest
from clinic import Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.day import late_reception, planned_reception
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.needs import gather_later
from rural_abm.model.care.primary.returns import call_to_intake
from rural_abm.model.people.records import DIABETES, ENROLLED
from rural_abm.model.staff.records import CLINIC_NURSE


@pytest.fixture
def clinic():
    """Open a centre on a Monday, where calls lead to a GP, whose visits of ten minutes settle nothing."""
    clinic = Clinic()
    p = clinic.p
    p.return_visits, p.visit_settles_share, p.return_days, p.known_odds_to_resolve = 1, 0, 14, 1
    p.triage_call_minutes, p.triage_advice_share, p.triage_nurse_share = 6, 0, 0
    p.gp_visit_minutes, p.seen_again_share = 10, 0
    clinic.staff_member(CLINIC_NURSE, work_minutes=1000)
    clinic.gp(clinic_minutes=1000)
    return clinic


def day_of(clinic):
    clinic.run(take_onsets, gather_later, planned_reception, acute, late_reception)


def test_an_unsettled_complaint_is_brought_again_after_a_fortnight_and_its_wait_begins_then(clinic):
    """Visits on both Mondays; the wait is 0 days each time, and the matter is one need until it is settled."""
    anna = clinic.resident()
    clinic.complains(anna)
    day_of(clinic)
    assert (clinic.counted("gp_visits"), clinic.counted("complaints_returned")) == (1, 1)
    assert clinic.waiting_until() == [14] and clinic.residents[anna].open_needs == 1
    clinic.p.visit_settles_share = 1
    for _ in range(14):
        clinic.go_to(clinic.today + 1)
        day_of(clinic)
    assert (clinic.counted("complaints"), clinic.counted("calls"), clinic.counted("gp_visits")) == (1, 2, 2)
    assert clinic.counted("gp_wait_days") == 0 and clinic.residents[anna].open_needs == 0
    assert [contact[3] for contact in clinic.contacts()] == [0, 1]


def test_the_second_call_is_judged_by_itself(clinic):
    """A nurse advises in half of all calls, and in about half of the second ones of matters that took a visit first."""
    clinic.p.triage_advice_share = 0.5
    for _ in range(60):
        clinic.complains(clinic.resident())
    day_of(clinic)
    advised, seen = clinic.counted("advice"), clinic.counted("gp_visits")
    assert 15 < advised < 45 and advised + seen == 60
    clinic.go_to(clinic.today + 14)
    day_of(clinic)
    again = clinic.counted("advice") - advised
    assert 0.2 * seen < again < 0.8 * seen and clinic.counted("gp_visits") == seen + seen - again


@pytest.mark.parametrize(("odds", "returned"), [(1, 1), (1e9, 0)])
def test_a_gp_who_knows_her_settles_more(clinic, odds, returned):
    """At a share of nearly nothing the matter returns, unless knowing each other raises the odds a billion times."""
    clinic.p.visit_settles_share, clinic.p.known_odds_to_resolve = 1e-4, odds
    anna = clinic.resident(usual_gp=1)
    clinic.tie(anna, 1, strength=1.0)
    clinic.complains(anna)
    day_of(clinic)
    assert clinic.counted("complaints_returned") == returned


def test_while_it_is_off_every_visit_settles(clinic):
    clinic.p.return_visits = 0
    clinic.complains(clinic.resident())
    day_of(clinic)
    assert (clinic.counted("complaints_returned"), clinic.waiting_until()) == (0, [])


def test_a_planned_visit_does_not_come_back(clinic):
    clinic.p.planned_nurse_share = 0
    clinic.is_due_for_visit(clinic.resident())
    day_of(clinic)
    assert (clinic.counted("gp_visits"), clinic.waiting_until()) == (1, [])


@pytest.mark.parametrize(("again", "hospital", "waits"), [(1, 0, [1]), (0, 1, [])])
def test_an_unsettled_acute_visit_is_seen_again_tomorrow_or_goes_to_hospital(clinic, again, hospital, waits):
    clinic.p.seen_again_share, clinic.p.own_car_share, clinic.p.hospital_admits_moderate_share = again, 1, 0
    clinic.falls_ill(clinic.resident())
    day_of(clinic)
    assert (clinic.counted("emergency_visits"), clinic.waiting_until()) == (hospital, waits)
    clinic.solves("clinic")
    clinic.go_to(clinic.today + 1)
    day_of(clinic)
    assert clinic.counted("gp_visits") == 1 + again and clinic.counted("acute_local") == again


def test_a_new_gp_calls_those_with_a_condition_and_no_one_else(clinic):
    """Diabetes and eight months with the GP: called, once in the month. A year ago, no condition, enrolled: not."""
    clinic.p.intake_visits, clinic.p.intake_visit_share = 1, 1
    new = {"usual_gp": 1, "usual_gp_since": clinic.today - 240}
    anna = clinic.resident(conditions=DIABETES, **new)
    clinic.resident(conditions=DIABETES, usual_gp=1, usual_gp_since=clinic.today - 365)
    clinic.resident(**new)
    clinic.patient(conditions=DIABETES, **new)
    clinic.resident(conditions=DIABETES)
    clinic.run(call_to_intake, call_to_intake)
    assert clinic.counted("intake_visits") == 1
    need = clinic.needs[clinic.residents[anna].planned_need]
    assert clinic.today <= need.again_day < clinic.today + 30 and 480 <= need.minute < 1020
    while not clinic.counted("gp_visits"):
        day_of(clinic)
        clinic.go_to(clinic.today + 1)
    assert clinic.counted("gp_visits_usual") == 1 and clinic.residents[anna].planned_need == -1
    assert clinic.residents[anna].enrolled != ENROLLED


def test_fifteen_in_a_hundred_are_called_within_the_year(clinic):
    """With .15 in the first year, of 200 people over twelve months 30 are called; 4 sd of a binomial number are 20."""
    clinic.p.intake_visits, clinic.p.intake_visit_share = 1, 0.15
    people = [clinic.resident(conditions=DIABETES, usual_gp=1, usual_gp_since=clinic.today) for _ in range(200)]
    called = set()
    for _ in range(12):
        clinic.run(call_to_intake)
        called |= {row for row in people if clinic.residents[row].planned_need >= 0}
        clinic.clock.month += 1
    assert 10 <= len(called) <= 50
