"""Routines by hand: who takes one on, when it lapses, what support changes, what is asked for.

Sorsele is asked for a bookable hour, which a GP starts, with home nursing as the other side. Anna is its GP and Nina
its home nurse, who know each other by 0.4; 0.3 is enough. Chances of a month are 0 or 1.
"""

import pytest
from unit_rows import UnitRows
from villages import FIRST_DAY, SORSELE, STORUMAN, SURE, add_gp, add_nurse, counted, go_to, still_region

from rural_abm.governance import ROUTINES, Scenario, resolve
from rural_abm.model.care.channels.adoption import (
    LOAD_TO_ADOPTION,
    adopt,
    adopted_routines,
    is_supported,
    want_routines,
)
from rural_abm.model.staff.records import GONE, LOCUM
from rural_abm.model.ties.colleagues import meet_colleague
from rural_abm.model.ties.records import NOT_TRIED, ON_TRIAL, SETTLED
from rural_abm.regions.place import load_place

HOUR, NAMED, VIDEO = (ROUTINES.index(name) for name in ("daily_slot", "named_gp", "specialists_on_video"))
ANNA, NINA = range(2)
MONTHS = tuple(FIRST_DAY - (-month * 365 // 12) for month in range(36))


@pytest.fixture
def world():
    world = still_region(
        trial_per_person_year=0, trial_per_forum=0, forum_attendance_share=1, partner_tie_least=0.3,
        trial_strain_most=1.2, trial_development_least=30, manager_settled_days=365, routine_after_months=3,
        champion_succeeded_share=1,
    )  # fmt: skip
    assert (add_gp(world), add_nurse(world)) == (ANNA, NINA)
    meet_colleague(world, ANNA, NINA, 0.4)
    ask_for(world, HOUR)
    return world


def ask_for(world, routine, unit=SORSELE):
    world.routines["wanted"][unit, routine] = 1


def willing(world, sure=True):
    """From now on everybody (or nobody) wants to take a routine on."""
    world.parameters["trial_per_person_year"] = SURE if sure else 0


def month(world, number, *used):
    """The first day of a month (0 is January 2024) after one in which some routines were used; whether any changed."""
    go_to(world, MONTHS[number])
    for routine in used:
        world.routines["uses"][SORSELE, routine] = 1
    return adopt(world)


def state(world, routine=HOUR):
    return int(world.routines["state"][SORSELE, routine])


# the way of a routine


def test_a_routine_whose_uses_are_not_counted_matures_by_itself(world):
    ask_for(world, NAMED)
    willing(world)
    month(world, 0)
    for number in range(1, 4):
        month(world, number)
    assert (state(world, NAMED), state(world, HOUR)) == (SETTLED, ON_TRIAL)


@pytest.mark.parametrize("why", ["moved", "by the hour", "another role"])
def test_a_trial_lapses_when_its_champion_is_not_there_for_it_any_more(world, why):
    willing(world)
    month(world, 0)
    anna = world.staff[ANNA]
    if why == "moved":
        anna.unit = STORUMAN
    elif why == "by the hour":
        anna.employment = LOCUM
    else:
        anna.role = world.staff[NINA].role
    willing(world, sure=False)
    assert month(world, 1, HOUR) and state(world) == NOT_TRIED
    assert (world.routines["champion"][SORSELE, HOUR], world.routines["lapses"][SORSELE, HOUR]) == (-1, 1)
    assert counted(world, "trials_lapsed", SORSELE) == 1 and adopted_routines(world, SORSELE) == []


# who can take it on


def begins(world):
    """Whether a trial begins in a month in which everybody wants to."""
    willing(world)
    month(world, 0)
    return state(world) == ON_TRIAL


def test_the_overloaded_begin_where_load_does_not_act_on_adoption(world):
    world.staff["strain"][ANNA], world.levers["development_time_minutes_a_week"][SORSELE] = 1.3, 29
    assert not begins(world)
    world.now["cut"][0, LOAD_TO_ADOPTION] = 1
    assert begins(world)


def test_neither_a_locum_nor_the_other_side_nor_nobody_starts_what_a_gp_starts(world):
    world.staff["employment"][ANNA] = LOCUM
    assert not begins(world)
    ask_for(world, NAMED)
    world.staff["status"][ANNA] = GONE
    assert not begins(world)
    cia = add_gp(world)
    meet_colleague(world, cia, NINA, 0.4)
    assert begins(world)
    assert world.routines["champion"][SORSELE, [HOUR, NAMED]].tolist() == [cia, cia]


def test_a_nurse_starts_what_either_side_may_start(world):
    ask_for(world, NAMED)
    world.staff["strain"][ANNA] = 2
    assert not begins(world)
    assert world.routines["champion"][SORSELE, NAMED] == NINA


def test_a_routine_with_the_hospital_needs_somebody_known_there(world):
    ask_for(world, VIDEO)
    hospital = int(world.units["hospital"][SORSELE])
    willing(world)
    month(world, 0)
    assert state(world, VIDEO) == NOT_TRIED
    meet_colleague(world, ANNA, -1 - hospital, 0.4)
    month(world, 1)
    assert state(world, VIDEO) == ON_TRIAL


# support


def supported(world, forums, years=1, evaluation=0):
    u = UnitRows(world, SORSELE)
    u.support_since, u.support_years, u.support_forums_a_year, u.support_evaluation = (
        FIRST_DAY,
        years,
        forums,
        evaluation,
    )


def test_five_forums_a_year_are_spread_over_its_months_and_end_with_the_support(world):
    """In March, May, August, October and December of the first year; none in the second."""
    supported(world, 5)
    held = []
    for number in range(24):
        before = counted(world, "forums", SORSELE)
        month(world, number)
        held += [number] * (counted(world, "forums", SORSELE) - before)
    assert held == [2, 4, 7, 9, 11] and counted(world, "forums") == 5
    assert not is_supported(world, SORSELE) and not is_supported(world, STORUMAN)


def test_after_a_forum_people_take_routines_on(world):
    """Sure to after a forum, never without: the first of two a year is in June."""
    world.parameters["trial_per_forum"] = SURE
    supported(world, 2)
    begun = [month(world, number) for number in range(6)]
    assert begun == [False] * 5 + [True] and world.routines["since"][SORSELE, HOUR] == MONTHS[5]


def test_an_evaluation_that_follows_along_finds_a_new_champion_at_the_months_forum(world):
    """Anna leaves during the trial. With twelve forums a year and an evaluation Bo, who attends, takes it over; without
    an evaluation, without a forum, or if he does not want to, it lapses."""
    willing(world)
    month(world, 0)
    willing(world, sure=False)
    world.staff["status"][ANNA] = GONE
    bo = add_gp(world)
    for evaluation, forums, share, expected in ((1, 12, 1, bo), (0, 12, 1, -1), (1, 0, 1, -1), (1, 12, 0, -1)):
        supported(world, forums, evaluation=evaluation)
        world.parameters["champion_succeeded_share"] = share
        record = world.routines[SORSELE, HOUR]
        record.state, record.champion = ON_TRIAL, ANNA
        changed = month(world, 1)
        assert record.champion == expected and changed == (expected < 0), (evaluation, forums, share)


def test_with_nobody_left_the_evaluation_finds_nobody(world):
    willing(world)
    month(world, 0)
    world.staff["status"][ANNA] = GONE
    supported(world, 12, evaluation=1)
    assert month(world, 1) and state(world) == NOT_TRIED


# what is asked for


def test_what_is_asked_for_beyond_the_present_at_once_or_by_and_by_and_forgotten_again(world):
    """A bookable hour at Sorsele: settled from today in a full adoption, to be tried in an emergent one; when it is not
    asked for any more its trial is forgotten."""
    keys = load_place().unit_keys
    plan = resolve(Scenario(levers={"sorsele.daily_slot": True}))
    present, asked = plan.before, plan.at(0)
    willing(world)
    want_routines(world, asked, present, keys, at_once=False)
    month(world, 0)
    assert state(world) == ON_TRIAL and world.routines["wanted"].sum() == 1
    want_routines(world, asked, present, keys, at_once=True)
    assert (state(world), world.routines["champion"][SORSELE, HOUR]) == (SETTLED, -1)
    want_routines(world, present, present, keys, at_once=False)
    assert state(world) == NOT_TRIED and not world.routines["wanted"].any()
