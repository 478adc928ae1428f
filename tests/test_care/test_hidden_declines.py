"""Stories of a decline that nobody sees at first: who finds it and when, and what becomes of it if nobody does."""

import pytest
from clinic import HOSPITAL_WARD, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.day import home_nursing
from rural_abm.model.care.home.episodes import due_today, take_onsets
from rural_abm.model.people.records import (
    DEMENTIA,
    FALL,
    HEART_FAILURE_EPISODE,
    NEVER,
    SEVERE_EPISODE,
    SPECIAL_HOUSING,
)
from rural_abm.model.staff.records import HOME_NURSE

FINDERS = ("self_reports_per_day", "self_reports_per_day_dementia", "relatives_find_per_day",
           "home_help_find_per_day", "housing_staff_find_per_day")  # fmt: skip


@pytest.fixture
def clinic():
    """Begin a Monday on which no decline is found unless the story says so."""
    clinic = Clinic()
    for name in FINDERS:
        setattr(clinic.p, name, 1e-6)
    clinic.p.episode_tolerance_days, clinic.p.hospital_admits_severe_share = 2, 1
    clinic.beds(HOSPITAL_WARD, 9)
    return clinic


def tomorrow(clinic, days=1):
    """Begin a later day, with what is due on it."""
    clinic.go_to(clinic.today + days)
    clinic.list_due()
    clinic.run(due_today)


@pytest.mark.parametrize(
    ("facts", "hidden"), [({"frailty": 1}, 0), ({"frailty": 2}, 1), ({"frailty": 0, "conditions": DEMENTIA}, 1)]
)
def test_a_decline_of_the_frail_and_of_those_with_dementia_stays_hidden_at_first(clinic, facts, hidden):
    clinic.falls_ill(clinic.resident(**facts))
    clinic.run(take_onsets)
    assert (clinic.clock.request_count, clinic.counted("episodes_found")) == (1 - hidden, 1 - hidden)


@pytest.mark.parametrize(
    ("finder", "facts"),
    [
        ("self_reports_per_day", {}),
        ("self_reports_per_day_dementia", {"conditions": DEMENTIA}),
        ("relatives_find_per_day", {"relatives_near": 1}),
        ("home_help_find_per_day", {"enrolled": 1}),
        ("housing_staff_find_per_day", {"enrolled": 1, "dwelling": SPECIAL_HOUSING}),
    ],
)
def test_who_is_there_to_see_it_finds_it_tomorrow_and_nobody_else_does(clinic, finder, facts):
    row = clinic.resident(frailty=2, **facts)
    for name in FINDERS:
        setattr(clinic.p, name, 1e6 if name == finder else 1e-6)
    clinic.falls_ill(row)
    clinic.run(take_onsets)
    assert clinic.residents[row].found_day == clinic.today + 1
    for name in FINDERS:
        setattr(clinic.p, name, 1e-6 if name == finder else 1e6)
    if finder in FINDERS[:2]:
        return
    other = clinic.resident(frailty=2)
    clinic.p.self_reports_per_day = 1e-6
    clinic.falls_ill(other)
    clinic.run(take_onsets)
    assert clinic.residents[other].found_day > clinic.today + 100


def test_a_decline_that_is_found_is_asked_for_the_same_day_with_its_tolerance_from_then_on(clinic):
    anna = clinic.resident(frailty=2)
    clinic.p.self_reports_per_day = 1e6
    clinic.falls_ill(anna)
    clinic.run(take_onsets)
    tomorrow(clinic)
    need = clinic.needs[clinic.residents[anna].open_need]
    assert clinic.clock.request_count == 1 and need.due_day == clinic.today + 2
    assert (clinic.counted("episodes_found"), clinic.counted("episodes_hidden_days")) == (1, 1)
    assert clinic.residents[anna].found_day == NEVER


def test_the_nurse_has_minutes_to_read_one_alarm_of_two_and_a_fall_gives_none(clinic):
    clinic.unit.monitoring_left, clinic.p.alarm_minutes, clinic.p.alarm_sensitivity = 19, 10, 1
    people = [clinic.patient(frailty=2, monitored=1) for _ in range(3)]
    for row, kind in zip(people, (FALL, HEART_FAILURE_EPISODE, HEART_FAILURE_EPISODE), strict=True):
        clinic.falls_ill(row, at=f"0{8 + people.index(row) % 2}:00", kind=kind)
    clinic.run(take_onsets)
    found = [bool(clinic.residents[row].found_day == clinic.today + 1) for row in people]
    assert sum(found) == 1 and not found[0]
    assert clinic.unit.monitoring_left == 9


def test_a_decline_nobody_finds_runs_its_course_and_becomes_a_severe_episode_on_that_day(clinic):
    anna = clinic.resident(frailty=2)
    clinic.falls_ill(anna, at="09:00", course_days=3)
    clinic.run(take_onsets)
    tomorrow(clinic, 2)
    assert clinic.counted("episodes_collapsed") == 0
    tomorrow(clinic)
    need = clinic.needs[clinic.residents[anna].open_need]
    assert (need.severity, need.minute, clinic.clock.request_count) == (SEVERE_EPISODE, 540, 1)
    assert (clinic.counted("episodes_collapsed"), clinic.counted("episodes_worsened")) == (1, 0)
    clinic.run(acute)
    assert clinic.residents[anna].ward == HOSPITAL_WARD


def test_a_decline_that_was_found_and_waits_is_no_collapse_when_it_worsens(clinic):
    anna = clinic.resident()
    clinic.falls_ill(anna, course_days=0)
    clinic.run(take_onsets, acute)
    # No course is shorter than a day.
    tomorrow(clinic)
    assert (clinic.counted("episodes_collapsed"), clinic.counted("episodes_worsened")) == (0, 1)
    assert clinic.needs[clinic.residents[anna].open_need].severity == SEVERE_EPISODE


@pytest.mark.parametrize("share", [0, 1])
def test_what_went_unmet_so_long_may_leave_her_frailer(clinic, share):
    clinic.p.unmet_worsens_share = share
    anna = clinic.resident(frailty=2)
    clinic.falls_ill(anna, course_days=1)
    clinic.run(take_onsets)
    tomorrow(clinic)
    assert clinic.residents[anna].frailty == 2 + share
    assert clinic.counted("worsened_by_care") == share


@pytest.mark.parametrize(("strength", "found"), [(1.0, 1), (0.0, 0)])
def test_the_nurse_who_knows_her_sees_it_at_her_visit_and_a_stranger_does_not(clinic, strength, found):
    clinic.p.found_by_known_nurse, clinic.p.found_by_unknown_nurse = 1, 0
    nora = clinic.staff_member(HOME_NURSE, work_minutes=400)
    anna = clinic.patient(frailty=2, contact_nurse=nora, visit_day=clinic.today)
    clinic.tie(anna, nora, strength)
    clinic.falls_ill(anna)
    clinic.run(take_onsets)
    clinic.list_due()
    clinic.run(home_nursing)
    assert (clinic.counted("episodes_found"), clinic.clock.request_count) == (found, found)


def test_while_one_episode_is_open_no_other_begins(clinic):
    anna = clinic.resident()
    clinic.falls_ill(anna)
    clinic.falls_ill(anna, at="09:00", severity=SEVERE_EPISODE)
    clinic.run(take_onsets)
    assert clinic.residents[anna].open_needs == 1 and clinic.clock.request_count == 1
