"""The last phase of life by hand: how it begins and ends, what it raises, and what it leaves as it is."""

import numpy as np
import pytest
from villages import FIRST_DAY, add_resident, empty_region, go_to

from rural_abm.model.care.acute.emergency import is_fatal
from rural_abm.model.care.home.enrolment import enrol, house, housing_wish
from rural_abm.model.people.calendar import link_all, schedule
from rural_abm.model.people.dying import begin_last_phase, draw_last_phase
from rural_abm.model.people.frailty import plan_hazards, worsen
from rural_abm.model.people.health import health
from rural_abm.model.people.illness import days_to_death, is_accepted, severe_rate, severity_of
from rural_abm.model.people.records import (
    ALIVE,
    DEAD,
    ENROLLED,
    FALL,
    FIT,
    INFECTION,
    MILD,
    MODERATE,
    NEVER,
    SEVERE,
    SEVERE_EPISODE,
)

YEAR = 365
QUIET = ("death_hazard", "frailty_hazard", "severe_rate", "complaint_rate", "follow_up_rate", "follow_up_extra_rate")


@pytest.fixture
def world():
    """Nobody falls ill or changes but by what a story sets; a phase begins where death's threshold is used up."""
    world = empty_region(
        acute_season_amplitude=0, complaint_season_amplitude=0, terminal_onset_amplitude=0, terminal_two_steps_share=0
    )
    p = world.parameters[0]
    for name in QUIET:
        getattr(p, name)[:] = 0
    p.condition_share_by_age[:] = 0
    p.person_factor_power_mean = 1
    p.sudden_share[:] = 0
    link_all(world)
    return world


def planned(world, **fields):
    row = add_resident(world, hazard_day=FIRST_DAY - 1, **fields)
    plan_hazards(world, row)
    return row


def live(world, days):
    """Days of health from today on."""
    first = int(world.now["day"][0])
    for day in range(first, first + days):
        go_to(world, day)
        health(world)
    go_to(world, first + days)


def test_the_phase_begins_when_the_threshold_is_used_up_and_death_comes_at_its_end(world):
    """0.045 left at 0.01 a day: the fifth day is no day of death but the first of the phase; then no hazard acts."""
    p = world.parameters[0]
    p.death_hazard[:] = 0.01
    berit = planned(world, death_left=0.045)
    live(world, 4)
    r = world.residents[berit]
    assert (r.dying, r.frailty, r.death_day) == (0, FIT, FIRST_DAY + 4)
    live(world, 1)
    assert (r.dying, r.dying_steps, r.frailty, r.status) == (1, 1, MILD, ALIVE)
    last = int(r.death_day)
    assert FIRST_DAY + 4 < last < FIRST_DAY + 3000 and r.frailty_day == NEVER
    p.death_hazard[:] = p.frailty_hazard[:] = 1
    plan_hazards(world, berit)
    assert r.death_day == last and r.frailty_day == NEVER
    live(world, last - FIRST_DAY - 5)
    assert r.status == ALIVE
    live(world, 1)
    assert r.status == DEAD and world.counts["deaths"].sum() == 1


def test_a_sudden_death_has_no_phase(world):
    world.parameters[0].death_hazard[:] = 0.01
    world.parameters[0].sudden_share[:] = 1
    berit = planned(world, death_left=0.045)
    live(world, 5)
    assert world.residents[berit].status == DEAD and world.residents[berit].dying == 0


def test_a_candidate_outside_the_season_begins_no_phase_but_uses_up_its_threshold(world):
    """With a season as strong as can be, none begins half a year from the peak, and each on the day of the peak."""
    p = world.parameters[0]
    p.death_hazard[:] = 0.01
    p.terminal_onset_amplitude, p.season_peak_day = 1, (FIRST_DAY + 4 + 182) % YEAR
    berit = planned(world, death_left=0.045)
    live(world, 5)
    r = world.residents[berit]
    assert (r.dying, r.status) == (0, ALIVE) and r.death_left > 0 and r.death_day > FIRST_DAY + 4
    p.season_peak_day = int(r.death_day) % YEAR
    live(world, int(r.death_day) - FIRST_DAY - 4)
    assert r.dying == 1


@pytest.mark.parametrize(("state", "two", "after"), [(FIT, 0, MILD), (FIT, 1, MODERATE), (MODERATE, 1, SEVERE)])
def test_steps_of_dying_raise_needs_and_not_illness(world, state, two, after):
    """Frailty goes up by one or two steps where there are any left; episodes go on as in the state before."""
    p = world.parameters[0]
    p.terminal_two_steps_share = two
    p.severe_rate[:] = np.arange(1, 5)[:, None] if p.severe_rate.ndim > 2 else np.arange(1, 5)
    p.condition_share_by_age[:, after] = 1
    berit = planned(world, frailty=state)
    r = world.residents[berit]
    before = severe_rate(r, p, 80)
    begin_last_phase(world, berit)
    assert (r.frailty, r.dying_steps) == (after, after - state)
    assert severe_rate(r, p, 80) == before and r.conditions == 0


def test_care_may_worsen_somebody_who_is_dying(world):
    """A step by care counts for illness as well, and does not move the day of death."""
    p = world.parameters[0]
    berit = planned(world, frailty=FIT)
    begin_last_phase(world, berit)
    r = world.residents[berit]
    last = int(r.death_day)
    p.severe_rate[:, MILD] = 0.5
    worsen(world, berit)
    assert (r.frailty, r.dying_steps, r.death_day) == (MODERATE, 1, last)
    assert severe_rate(r, p, 80) > 0


def test_an_episode_of_the_dying_kills_as_it_did_before(world):
    """A need that is fatal for the moderately frail and for no one else."""
    p = world.parameters[0]
    p.fatality_ratio[:] = 0
    p.fatality_ratio[MODERATE] = 1e6
    berit = planned(world, frailty=FIT)
    p.terminal_two_steps_share = 1
    begin_last_phase(world, berit)
    need = world.needs[0]
    need.resident, need.severity = berit, SEVERE_EPISODE
    assert world.residents[berit].frailty == MODERATE and is_fatal(world, 0, 0) == 0
    world.residents[berit].dying_steps = 0
    assert is_fatal(world, 0, 0) == 1


def test_visits_are_doubled_and_special_housing_is_wanted_three_times_as_much(world):
    p = world.parameters[0]
    p.terminal_visits_ratio, p.terminal_housing_odds, p.housing_visits_per_year = 2, 3, 26
    berit = planned(world, frailty=SEVERE, enrolled=ENROLLED, visits_a_year=50, queue_day=FIRST_DAY)
    carl = planned(world, frailty=SEVERE, enrolled=ENROLLED, visits_a_year=300)
    before = housing_wish(world, berit)
    for row in (berit, carl):
        begin_last_phase(world, row)
    assert world.residents["visits_a_year"][[berit, carl]].tolist() == [100, 365]
    wish = housing_wish(world, berit)
    assert wish / (1 - wish) == pytest.approx(3 * before / (1 - before))
    house(world, berit)
    assert world.residents["visits_a_year"][berit] == 52


def test_enrolment_in_the_phase_grants_twice_the_visits(world):
    """Two people with the same address: the draw is the same, one of them is dying."""
    p = world.parameters[0]
    p.terminal_visits_ratio = 2
    granted = []
    for dying in (0, 1):
        row = planned(world, frailty=SEVERE, dying=dying, death_day=NEVER)
        world.residents["key"][row] = 77
        enrol(world, row)
        granted.append(int(world.residents["visits_a_year"][row]))
    assert granted[1] == min(2 * granted[0], YEAR) and granted[0] > 0


def test_candidate_episodes_of_the_dying_are_more_likely_the_nearer_death(world):
    """With a rise of 3 all 200 candidates count on the last day, and about one in four long before (4 sd of 6.1)."""
    p = world.parameters[0]
    p.terminal_episode_rise, p.terminal_episode_decay_days, p.review_ceiling = 3, 60, 1
    world.now["season"] = 1
    berit = planned(world, dying=1, death_day=FIRST_DAY)
    r, now = world.residents[berit], world.now[0]
    assert days_to_death(r, now) == 0
    assert sum(is_accepted(r, p, now, 80, number) for number in range(200)) == 200
    r.death_day = FIRST_DAY + 10_000
    assert 25 < sum(is_accepted(r, p, now, 80, number) for number in range(200)) < 75
    r.death_day = FIRST_DAY + 60
    half = 200 * (1 + 3 / np.e) / 4
    assert abs(sum(is_accepted(r, p, now, 80, number) for number in range(200)) - half) < 4 * 7.1
    r.dying = 0
    assert sum(is_accepted(r, p, now, 80, number) for number in range(200)) == 200, "no ceiling above 1 is left"


def test_candidates_come_four_times_as_often_in_the_phase(world):
    p = world.parameters[0]
    p.severe_rate[:], p.terminal_episode_rise = 1e-4, 3
    berit = planned(world)
    r = world.residents[berit]
    before = r.episode_ceiling
    begin_last_phase(world, berit)
    assert r.episode_ceiling == pytest.approx(4 * before, rel=0.01)


def test_the_days_to_death_stand_still_in_the_warm_up(world):
    r = world.residents[planned(world, dying=1, death_day=FIRST_DAY + 90)]
    for day, left in ((0, 90), (FIRST_DAY - 1, 90), (FIRST_DAY, 90), (FIRST_DAY + 30, 60)):
        go_to(world, day)
        assert days_to_death(r, world.now[0]) == left


def test_infections_are_severe_more_often_in_winter_and_falls_are_not(world):
    """Half are severe, with a season as strong as can be: none in summer, all at the peak; of falls half, always."""
    p = world.parameters[0]
    p.severity_cumulative[:] = (0.3, 0.5, 1)
    p.severe_season_amplitude, p.severe_season_mean = 1, 1
    berit = planned(world)
    r, now = world.residents[berit], world.now[0]
    for day, expected in ((int(p.season_peak_day), 1.0), (int(p.season_peak_day) + 182, 0.0)):
        now.day_of_year = day
        p.kind_cumulative[:] = np.arange(6) >= INFECTION
        severe = np.mean([severity_of(r, p, now, 80, number) == SEVERE_EPISODE for number in range(400)])
        assert severe == pytest.approx(expected, abs=0.001)
        p.kind_cumulative[:] = np.arange(6) >= FALL
        severe = np.mean([severity_of(r, p, now, 80, number) == SEVERE_EPISODE for number in range(400)])
        assert severe == pytest.approx(0.5, abs=0.1)


def test_who_is_dying_at_the_start_dies_after_the_warm_up(world):
    """Where all of a state are in the phase, a new resident is, with a rest of it that begins on the first day."""
    p = world.parameters[0]
    p.dying_share[:, MILD] = 1
    rows = [planned(world, frailty=MILD) for _ in range(20)] + [planned(world, frailty=FIT)]
    for row in rows:
        draw_last_phase(world.residents[row], 1, p, 80, FIRST_DAY)
    dying = world.residents[rows[:-1]]
    assert (dying["dying"] == 1).all() and (dying["frailty"] == MODERATE).all()
    assert (dying["death_day"] >= FIRST_DAY).all() and len(set(dying["death_day"].tolist())) > 10
    assert world.residents[rows[-1]].dying == 0
    schedule(world, rows[0])
    go_to(world, FIRST_DAY - 1)
    plan_hazards(world, rows[0])
    assert world.residents["death_day"][rows[0]] == dying["death_day"][0]
