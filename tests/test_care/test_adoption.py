"""Stories of a routine that a model asks for: who takes it on, with whom, and whether it lasts."""

import pytest
from clinic import UNIT_ROW, Clinic

from rural_abm.governance.routines import ROUTINES
from rural_abm.model.care.channels.adoption import adopt
from rural_abm.model.staff.records import GONE, HOME_NURSE, LOCUM
from rural_abm.model.ties.records import NOT_TRIED, ON_TRIAL, SETTLED

# A routine that a GP of the centre takes on with home nursing, and that is used now and then.
HOME_VISITS = ROUTINES.index("home_visits")


@pytest.fixture
def clinic():
    """Ask for home visits at a unit whose manager has been there for a year; everyone who can takes them on."""
    clinic = Clinic()
    p = clinic.p
    p.trial_per_person_year, p.partner_tie_least, p.manager_settled_days = 1e9, 0.3, 365
    p.colleague_half_life_days, p.trial_strain_most, p.routine_after_months = 1e9, 1, 2
    clinic.unit.manager_since = clinic.today - 365
    clinic.world.routines[UNIT_ROW, HOME_VISITS].wanted = 1
    return clinic


@pytest.fixture
def routine(clinic):
    """Return the record of home visits at the unit."""
    return clinic.world.routines[UNIT_ROW, HOME_VISITS]


def a_pair(clinic, strength=0.3, **facts):
    """Let a GP and a home-nursing nurse know each other; return their rows."""
    eva, nora = clinic.gp(**facts), clinic.staff_member(HOME_NURSE)
    clinic.colleague(eva, nora, strength)
    return eva, nora


def test_a_gp_with_a_partner_in_home_nursing_begins_a_trial(clinic, routine):
    eva, _ = a_pair(clinic)
    assert adopt(clinic.world)
    assert (routine.state, routine.champion, routine.since) == (ON_TRIAL, eva, clinic.today)
    assert clinic.counted("trials_begun") == 1


@pytest.mark.parametrize(
    ("facts", "strength", "manager_days"),
    [({}, 0.29, 365), ({"strain": 1.01}, 0.3, 365), ({"employment": LOCUM}, 0.3, 365), ({}, 0.3, 364)],
)
def test_a_weak_tie_overload_a_locum_or_a_new_manager_and_nothing_begins(
    clinic, routine, facts, strength, manager_days
):
    clinic.unit.manager_since = clinic.today - manager_days
    a_pair(clinic, strength, **facts)
    assert not adopt(clinic.world) and routine.state == NOT_TRIED


def test_time_for_development_helps_the_overloaded(clinic, routine):
    clinic.p.trial_development_least = clinic.unit.development_time_minutes_a_week = 30
    a_pair(clinic, strain=1.5)
    assert adopt(clinic.world) and routine.state == ON_TRIAL


def test_what_is_not_asked_for_is_not_taken_up(clinic, routine):
    routine.wanted = 0
    a_pair(clinic)
    assert not adopt(clinic.world) and routine.state == NOT_TRIED


def test_two_months_of_use_make_it_a_routine_and_a_month_without_does_not_count(clinic, routine):
    a_pair(clinic)
    adopt(clinic.world)
    for uses, state in ((3, ON_TRIAL), (0, ON_TRIAL), (1, SETTLED)):
        routine.uses = uses
        adopt(clinic.world)
        assert routine.state == state
    assert clinic.counted("routines_settled") == 1


def test_a_trial_lapses_when_its_champion_leaves_and_a_settled_routine_stays(clinic, routine):
    eva, _ = a_pair(clinic)
    adopt(clinic.world)
    clinic.staff["status"][eva] = GONE
    assert adopt(clinic.world)
    assert (routine.state, routine.champion, routine.lapses) == (NOT_TRIED, -1, 1)
    routine.state = SETTLED
    assert not adopt(clinic.world) and routine.state == SETTLED


def test_at_a_forum_an_evaluation_finds_a_successor(clinic, routine):
    # Twelve forums a year are one a month; everybody attends, and the other GP takes the trial over.
    u, p = clinic.unit, clinic.p
    u.support_years, u.support_since, u.support_forums_a_year, u.support_evaluation = 1, clinic.today, 12, 1
    p.forum_attendance_share, p.champion_succeeded_share = 1, 1
    eva, nora = a_pair(clinic)
    adopt(clinic.world)
    per = clinic.gp()
    clinic.staff["status"][eva] = GONE
    adopt(clinic.world)
    assert (routine.state, routine.champion) == (ON_TRIAL, per)
    # A year later support is over, and so are the forums.
    forums = clinic.counted("forums")
    clinic.go_to(clinic.today + 365)
    adopt(clinic.world)
    assert clinic.counted("forums") == forums == 2
