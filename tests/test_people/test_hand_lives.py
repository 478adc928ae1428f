"""Lives by hand: ageing, death and steps of frailty by thresholds that are used up, falling ill, who comes and goes.

The thresholds are set and the hazards are the same on every day, so that each date can be reckoned.
"""

import numpy as np
import pytest
from villages import FIRST_DAY, SORSELE, STORUMAN, add_resident, counted, empty_region, go_to

from rural_abm.model.people.calendar import link_all, schedule
from rural_abm.model.people.demography import arrivals, depart
from rural_abm.model.people.frailty import plan_hazards, set_frailty, use_up, worsen
from rural_abm.model.people.health import count_stocks, health, new_year
from rural_abm.model.people.persons import age_years, year_age
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    BECAME_FRAIL,
    BORN,
    COMPLAINT_ONSET,
    DEAD,
    DEMENTIA,
    DIED,
    ENROLLED,
    EPISODE_ONSET,
    FALL,
    FIT,
    FOLLOW_UP_ONSET,
    MILD,
    MILD_EPISODE,
    MODERATE,
    MODERATE_EPISODE,
    MOVED,
    MOVED_IN,
    MOVED_OUT,
    NEVER,
    NO_LONGER_FRAIL,
    SEVERE,
    SEVERE_EPISODE,
    SPECIAL_HOUSING,
)

YEAR = 365
QUIET = (
    "death_hazard", "frailty_hazard", "severe_rate", "complaint_rate", "follow_up_rate", "follow_up_extra_rate",
    "condition_share_by_age",
)  # fmt: skip


@pytest.fixture
def world():
    """Nobody dies, changes, falls ill, comes or goes but by what a story sets; no season."""
    world = empty_region(acute_season_amplitude=0, complaint_season_amplitude=0, primary_care_person_power=0)
    for name in QUIET:
        world.parameters[name] = 0
    world.out_move_hazard[:] = 0
    world.municipalities["birth_rate"] = world.municipalities["in_move_rate"] = 0
    world.parameters["primary_care_person_power"], world.parameters["person_factor_power_mean"] = 0, 1
    link_all(world)
    return world


def p_of(world):
    return world.parameters[0]


def live(world, days):
    """Days of births, moves and health from today on; (day, kind of change, row) of what happened, and the onsets."""
    changes, onsets = [], []
    first = int(world.now["day"][0])
    for day in range(first, first + days):
        go_to(world, day)
        if day % YEAR == 0:
            new_year(world)
        arrivals(world)
        health(world)
        now = world.now[0]
        changes += [(day, int(c["what"]), int(c["row"])) for c in world.changes[: now.changes]]
        onsets += [(day, int(o["what"]), int(o["severity"])) for o in world.onsets[: now.onsets]]
    go_to(world, first + days)
    return changes, onsets


def planned(world, **fields):
    """A resident with so much left of their thresholds and plans that follow from it; their row."""
    row = add_resident(world, hazard_day=FIRST_DAY - 1, **fields)
    plan_hazards(world, row)
    return row


def plan_again(world, row, **left):
    """Set what is left of thresholds from tonight on, and plan; what is due tomorrow at the earliest."""
    r = world.residents[row]
    r.hazard_day = world.now["day"][0]
    for name, value in left.items():
        setattr(r, name, value)
    plan_hazards(world, row)


# age


def test_age_is_that_of_the_last_birthday_and_rates_change_once_a_year(world):
    """Born on 1 January 80 years ago: 79 the day before, 80 today. Rates go by the age in the middle of the year: 80
    from the first of January on, as for one born in July, who is 80 years old from then."""
    berit, july = add_resident(world, age=80), add_resident(world, age=80)
    r = world.residents[berit]
    assert [age_years(r, FIRST_DAY + days) for days in (-1, 0, 364, 365)] == [79, 80, 80, 81]
    world.residents["birth_day"][july] += 182
    late = world.residents[july]
    assert [year_age(person, FIRST_DAY, p_of(world)) for person in (r, late)] == [80, 80]
    late.birth_day += 1
    assert year_age(late, FIRST_DAY, p_of(world)) == 79
    assert age_years(r, r.birth_day - 500) == 0 and year_age(r, FIRST_DAY + 100 * YEAR, p_of(world)) < 180


# death and frailty


def test_death_comes_on_the_day_the_threshold_is_used_up(world):
    """0.045 left at 0.01 a day: the fifth day, which is the fourth after today."""
    p_of(world).death_hazard[:] = 0.01
    berit = planned(world, death_left=0.045)
    carl = planned(world, death_left=9.9)
    assert world.residents["death_day"][berit] == FIRST_DAY + 4
    changes, _ = live(world, 10)
    assert changes == [(FIRST_DAY + 4, DIED, berit)]
    assert world.residents["status"][[berit, carl]].tolist() == [DEAD, ALIVE]
    assert counted(world, "deaths") == counted(world, "deaths_old") == 1


def test_a_worse_state_uses_up_the_rest_of_the_threshold_faster(world):
    """One left at 0.01 a day would last a hundred days; after forty, 0.6 is left, which lasts thirty at 0.02."""
    p_of(world).death_hazard[:, FIT], p_of(world).death_hazard[:, MILD] = 0.01, 0.02
    berit = planned(world, death_left=1.0)
    assert world.residents["death_day"][berit] == FIRST_DAY - 1 + 100
    live(world, 39)
    go_to(world, FIRST_DAY + 39)
    worsen(world, berit)
    r = world.residents[berit]
    assert (r.frailty, r.death_left) == (MILD, pytest.approx(0.6)) and r.death_day == FIRST_DAY + 39 + 30
    assert counted(world, "worsened") == counted(world, "worsened_by_care") == 1


def test_a_step_of_frailty_goes_up_or_down_by_its_share(world):
    """Two left at 1/10 a day: on the twentieth day. With an up-share of 1 the mild become moderate, with 0 fit."""
    p = p_of(world)
    p.frailty_hazard[:] = 0.1
    p.frailty_up_share[:] = 1
    berit = planned(world, frailty=MILD, frailty_left=2.0)
    changes, _ = live(world, 20)
    assert world.residents["frailty"][berit] == MODERATE and changes == [(FIRST_DAY + 19, BECAME_FRAIL, berit)]
    assert world.residents["frailty_count"][berit] == 1 and world.residents["frailty_left"][berit] > 0
    p.frailty_up_share[:] = 0
    plan_again(world, berit, frailty_left=0.05)
    changes, _ = live(world, 2)
    assert world.residents["frailty"][berit] == MILD and changes == [(FIRST_DAY + 21, NO_LONGER_FRAIL, berit)]
    assert (counted(world, "worsened"), counted(world, "improved")) == (1, 1)


def test_conditions_come_with_frailty_and_stay(world):
    """All the severely frail have dementia, nobody else has: it comes with the step and does not go with recovery."""
    p_of(world).condition_share_by_age[:, SEVERE, 3] = 1
    berit = planned(world, frailty=MODERATE)
    set_frailty(world, berit, SEVERE)
    assert world.residents["conditions"][berit] == DEMENTIA
    worsen(world, berit)
    assert world.residents["frailty"][berit] == SEVERE and counted(world, "worsened_by_care") == 0
    set_frailty(world, berit, FIT)
    assert world.residents["conditions"][berit] == DEMENTIA and counted(world, "improved") == 1


def test_in_the_warm_up_nobody_dies_or_changes(world):
    p_of(world).death_hazard[:] = p_of(world).frailty_hazard[:] = 0.5
    go_to(world, 10)
    berit = add_resident(world, hazard_day=9, death_left=0.1, frailty_left=0.1)
    plan_hazards(world, berit)
    worsen(world, berit)
    r = world.residents[berit]
    assert (r.death_day, r.frailty_day, r.frailty) == (NEVER, NEVER, FIT)
    use_up(r, p_of(world), world.now[0], 20)
    assert r.death_left == 0.1 and r.hazard_day == 20


def test_a_new_year_brings_the_rates_of_the_next_age(world):
    """0.01 a day at 80 and 0.02 at 81: of 4.65 a year takes 3.65 and leaves 1, fifty days of the second."""
    p_of(world).death_hazard[80], p_of(world).death_hazard[81] = 0.01, 0.02
    berit = planned(world, death_left=4.65)
    live(world, YEAR)
    new_year(world)
    assert world.residents["death_left"][berit] == pytest.approx(1.0)
    assert world.residents["death_day"][berit] in (FIRST_DAY + YEAR + 49, FIRST_DAY + YEAR + 50)


# illness


@pytest.mark.parametrize("severity", [MILD_EPISODE, MODERATE_EPISODE, SEVERE_EPISODE])
def test_an_episode_begins_on_its_day_with_its_severity_and_no_other_while_it_lasts(world, severity):
    """A severe episode every thirty days, 1.5 episodes for each: a chance of 1/20 a day."""
    p = p_of(world)
    p.severe_rate[:], p.episode_multiplier[:], p.episodes_per_severe, p.review_ceiling = 1 / 30, 1, 1.5, 1
    p.severity_cumulative[:] = np.arange(3) >= severity
    berit = planned(world, episode_left=1.0)
    day = FIRST_DAY - 1 + int(np.ceil(1 / -np.log1p(-0.05)))
    _, onsets = live(world, 21)
    assert onsets == [(day, EPISODE_ONSET, severity)]
    onset = world.onsets[0]
    assert onset.key == world.residents["key"][berit] and 0 <= onset.minute < 1440
    assert (onset.course_days == 0) == (severity == SEVERE_EPISODE)
    assert counted(world, "episodes_severe") == (severity == SEVERE_EPISODE)
    assert counted(world, "episodes_moderate") == (severity == MODERATE_EPISODE)
    number = int(world.residents["episode_count"][berit])
    world.residents["open_need"][berit] = 1
    plan_again(world, berit, episode_left=0.01)
    assert live(world, 2)[1] == [] and world.residents["episode_count"][berit] == number + 1


def test_a_long_tie_holds_off_episodes_and_prevention_falls(world):
    """A candidate a day. A tie of 15 years with a gradient as steep as can be lets none become an episode; without it
    each is a fall, but for those from ten days after a visit of prevention that works fully until thirty days after."""
    p = p_of(world)
    p.severe_rate[:], p.episode_multiplier[:], p.episodes_per_severe, p.review_ceiling = 1e6, 1, 1, 1
    p.severity_cumulative[:] = 1
    p.continuity_exponent, p.continuity_causal_share, p.continuity_contact_days = 20, 1, 10_000
    berit = planned(world, usual_gp=0, usual_gp_since=FIRST_DAY - 15 * YEAR, usual_gp_last=FIRST_DAY)
    assert live(world, 20)[1] == [] and world.residents["episode_count"][berit] >= 19
    world.residents["usual_gp"][berit] = -1
    p.kind_cumulative[:] = np.arange(6) >= FALL
    p.prevention_fall_reduction, p.prevention_lag_days, p.prevention_lasts_days = 1, 10, 30
    r = world.residents[berit]
    r.prevented_first_day = r.prevented_day = world.now["day"][0]
    assert [len(live(world, days)[1]) for days in (10, 21, 20)] == [10, 0, 20]


def test_an_overdue_review_raises_episodes_up_to_the_ceiling(world):
    """A ceiling of three and an overdue ratio of three: each of 150 candidates is an episode; where the review is
    recent one in three, between 27 and 73 (four standard deviations of 5.8; the draws are fixed)."""
    p = p_of(world)
    p.severe_rate[:], p.episode_multiplier[:], p.episodes_per_severe, p.review_ceiling = 1 / 20, 1, 1, 3
    p.overdue_review[:], p.medicine_review_interval_days = 3, 365
    late = planned(world, enrolled=ENROLLED, medicine_review_day=FIRST_DAY - 10_000)
    recent = planned(world, enrolled=ENROLLED, medicine_review_day=FIRST_DAY + 300)
    found = []
    for row in (late, recent):
        seen = 0
        for _ in range(150):
            plan_again(world, late, episode_left=50)
            plan_again(world, recent, episode_left=50)
            plan_again(world, row, episode_left=0.01)
            seen += len(live(world, 2)[1])
        found.append(seen)
    assert found[0] == 150 and 27 < found[1] < 73


def test_complaints_and_planned_visits_come_on_their_days_but_not_from_a_ward(world):
    """A rate of 1/10 a day and half of a unit left: after five days at -ln(0.9) a day; the season is flat."""
    p = p_of(world)
    p.complaint_rate[:] = p.follow_up_rate[:] = 0.1
    day = FIRST_DAY - 1 + int(np.ceil(0.5 / -np.log(0.9)))
    berit = planned(world, complaint_left=0.5, follow_up_left=0.5)
    _, onsets = live(world, 5)
    assert sorted(onsets) == [(day, COMPLAINT_ONSET, 0), (day, FOLLOW_UP_ONSET, 0)]
    r = world.residents[berit]
    r.ward = SORSELE
    plan_again(world, berit, complaint_left=0.05, follow_up_left=0.05)
    assert live(world, 2)[1] == [] and (r.complaint_count, r.follow_up_count) == (2, 2)


def test_after_discharge_a_candidate_from_open_tasks_needs_an_open_task(world):
    p = p_of(world)
    p.severe_rate[:], p.episode_multiplier[:] = 1e6, 1
    p.post_discharge_excess, p.post_discharge_decay_days, p.post_discharge_task_share = 1, 10, 1
    berit = planned(world, discharged_day=FIRST_DAY, open_tasks=0)
    r = world.residents[berit]
    r.episode_day = NEVER
    r.readmission_day = FIRST_DAY + 1
    schedule(world, berit)
    live(world, 2)
    assert r.readmission_count == 1 and counted(world, "episodes_severe") == 0
    r.open_tasks, r.episode_day = 1, NEVER
    _, onsets = live(world, 1)
    assert (EPISODE_ONSET, SEVERE_EPISODE) in [onset[1:] for onset in onsets]


# coming and going


def test_as_many_are_born_and_move_in_as_the_rates_say(world):
    """Means of 1000 a day give about that many: here of 0.9 in Sorsele's municipality for twenty days, 18 +- 4 x 4.2,
    half of them newborn; each is counted, listed and noted."""
    p, place = p_of(world), int(world.units["municipality"][SORSELE])
    world.municipalities["birth_rate"][place] = world.municipalities["in_move_rate"][place] = 0.45
    p.birth_trend_per_year = p.in_move_trend_per_year = 0
    p.in_mover_age_cumulative[:] = np.arange(p.in_mover_age_cumulative.size) >= 30
    changes, _ = live(world, 20)
    came = world.residents[: world.now["residents"][0]]
    born = [row for _, what, row in changes if what == BORN]
    moved = [row for _, what, row in changes if what == MOVED_IN]
    assert 2 <= len(born) == counted(world, "births") and 2 <= len(moved) == counted(world, "moved_in")
    assert len(came) == len(born) + len(moved) < 36 and (came["municipality"] == place).all()
    ages = (came["birth_day"] - FIRST_DAY) / YEAR
    assert (ages[born] >= 0).all() and ((ages[moved] >= -31) & (ages[moved] <= -29.9)).all()
    assert world.unit_states["list_size"].sum() == len(came) == world.unit_states["list_size"][SORSELE]
    assert len(set(came["key"].tolist())) == len(came)


def test_who_moves_in_frail_is_noted_as_frail(world):
    p, place = p_of(world), int(world.units["municipality"][SORSELE])
    world.municipalities["in_move_rate"][place] = 3
    p.frailty_share_cumulative[:] = np.arange(4) >= MODERATE
    changes, _ = live(world, 2)
    whats = [what for _, what, _ in changes]
    assert whats.count(MOVED_IN) == whats.count(BECAME_FRAIL) > 0


def test_a_move_waits_until_the_stay_is_over(world):
    """Sure to move on 1 January, but in a ward until the sixth day."""
    world.out_move_hazard[:] = 1e9
    berit = planned(world)
    world.residents["ward"][berit] = STORUMAN
    assert live(world, 5)[0] == [] and world.residents["move_day"][berit] == FIRST_DAY + 5
    world.residents["ward"][berit] = -1
    assert live(world, 1)[0] == [(FIRST_DAY + 5, MOVED_OUT, berit)]
    assert world.residents["status"][berit] == MOVED and counted(world, "moved_out") == 1
    depart(world, berit, DEAD, AT_HOME)
    assert world.residents["status"][berit] == MOVED and counted(world, "deaths") == 0


def test_a_month_of_days_lived_by_hand(world):
    """Thirty days of a girl, an enrolled woman of 70, a monitored man of 85 and one of 90 in special housing; one is
    dead."""
    add_resident(world, age=8)
    add_resident(world, age=70, enrolled=ENROLLED)
    add_resident(world, age=85, monitored=1, enrolled=ENROLLED)
    add_resident(world, age=90, dwelling=SPECIAL_HOUSING, enrolled=ENROLLED)
    add_resident(world, age=95, status=DEAD)
    count_stocks(world, 30)
    names = ("person_days", "old_days", "very_old_days", "monitored_days", "enrolled_days", "housing_days")
    assert [counted(world, name) for name in names] == [120, 90, 60, 30, 60, 30]
