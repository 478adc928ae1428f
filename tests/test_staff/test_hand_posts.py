"""Posts by hand: locums' weeks, trainees who begin and stay, managers, posts that levers open and close.

Chances of a month are made 0 by a rate of 0 and 1 by a rate of a thousand million a year.
"""

import numpy as np
import pytest
from unit_rows import UnitRows
from villages import (
    FIRST_DAY,
    SORSELE,
    STORUMAN,
    SURE,
    VILHELMINA,
    add_gp,
    add_nurse,
    add_post,
    add_resident,
    counted,
    go_to,
    still_region,
)

from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.decisions.managers import change_managers
from rural_abm.model.staff.decisions.situation import read_situation
from rural_abm.model.staff.posts.establishment import apply_levers
from rural_abm.model.staff.posts.locums import new_locum_year, order_locums, supply
from rural_abm.model.staff.posts.training import finish_training, start_training
from rural_abm.model.staff.posts.turnover import renew_pool
from rural_abm.model.staff.records import (
    ADVANCED_NURSE,
    CLINIC_NURSE,
    EMPLOYED,
    GONE,
    GP,
    HOME_NURSE,
    IN_POOL,
    LOCUM,
    PERMANENT,
    REMOTE,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
)

YEAR = 365


@pytest.fixture
def world():
    return still_region()


# locums


def cover(world, monday):
    go_to(world, monday)
    order_locums(world)


@pytest.fixture
def covered(world):
    """A vacant post, locums always to be had for one week at a time, Lo who has been here before and Mi who has not."""
    for name, value in {"locum_coverage": 1, "locum_free_share": 1, "locum_mean_weeks": 1}.items():
        world.parameters[name] = value
    world.levers["locum_policy_weeks_a_year"], world.levers["locum_policy_longest_weeks"] = 2, 4
    world.levers["locum_policy_prefer_returning"] = 1
    post = add_post(world)
    lo, mi = add_gp(world, employment=LOCUM, worked_at=1 << SORSELE), add_gp(world, employment=LOCUM)
    return world, post, lo, mi


def test_the_same_locum_comes_back_until_the_years_weeks_are_used(covered):
    """Two weeks a year: the third Monday finds nobody, the first Monday of the next year Lo again."""
    world, post, lo, _ = covered
    for week, expected in enumerate((lo, lo, -1, -1)):
        cover(world, FIRST_DAY + 7 * week)
        assert world.posts["locum"][post] == expected
    assert world.staff["status"][lo] == IN_POOL and world.unit_states["locum_weeks_used"][SORSELE] == 2
    names = ("locum_weeks", "locum_engagements", "locum_returns", "locum_faces")
    assert [counted(world, name, SORSELE) for name in names] == [2, 2, 2, 1]
    new_locum_year(world)
    cover(world, FIRST_DAY + YEAR + 6)
    assert world.posts["locum"][post] == lo and counted(world, "locum_faces") == 2


def test_an_engagement_of_two_weeks_lasts_until_its_second_sunday(covered):
    world, post, lo, _ = covered
    world.parameters["locum_mean_weeks"] = 30
    world.levers["locum_policy_weeks_a_year"], world.levers["locum_policy_longest_weeks"] = 10, 2
    engagements = []
    for week in range(5):
        cover(world, FIRST_DAY + 7 * week)
        engagements.append(counted(world, "locum_engagements"))
        assert world.posts["locum"][post] == lo
    assert engagements == [1, 1, 2, 2, 3] and counted(world, "locum_weeks") == 5
    assert world.staff["until"][lo] == FIRST_DAY + 6 * 7 - 1


def test_where_nobody_is_preferred_a_new_face_comes(covered):
    world, post, lo, mi = covered
    world.levers["locum_policy_prefer_returning"] = 0
    world.parameters["locum_returning_share"] = 0
    cover(world, FIRST_DAY)
    assert world.posts["locum"][post] == mi and world.staff["returned"][mi] == 0
    assert world.staff["until"][mi] == FIRST_DAY + 6 and world.staff["worked_at"][mi] == 1 << SORSELE
    second = add_post(world)
    cover(world, FIRST_DAY)
    assert world.posts["locum"][second] == lo, "with no new face left the known one comes"


def test_one_locum_cannot_be_at_two_places(covered):
    world, post, lo, mi = covered
    others = [add_post(world, unit=STORUMAN), add_post(world, unit=VILHELMINA)]
    cover(world, FIRST_DAY)
    assert sorted(world.posts["locum"][[post, *others]].tolist()) == [-1, lo, mi]


def test_no_locum_for_frozen_closed_or_held_posts_nor_when_nobody_is_free(covered):
    world, post, _, _ = covered
    world.posts["frozen"][post] = 1
    nurse, closed = add_post(world, HOME_NURSE), add_post(world, active=0)
    held = int(world.staff["post"][add_gp(world)])
    cover(world, FIRST_DAY)
    assert (world.posts["locum"][[post, nurse, closed, held]] == -1).all()
    world.posts["frozen"][post], world.parameters["locum_free_share"] = 0, 0
    cover(world, FIRST_DAY)
    assert world.posts["locum"][post] == -1


def test_a_locum_goes_home_when_the_post_is_filled(covered, month_of):
    world, post, lo, _ = covered
    world.parameters["locum_mean_weeks"] = 30
    world.levers["locum_policy_weeks_a_year"] = world.levers["locum_policy_longest_weeks"] = 20
    cover(world, FIRST_DAY)
    assert world.posts["locum"][post] == lo
    world.parameters["gp_filling_per_year"] = SURE
    month_of(world)
    assert world.posts["locum"][post] == -1 < world.posts["holder"][post] and world.staff["status"][lo] == IN_POOL
    assert (world.staff["post"][lo], world.staff["until"][lo]) == (-1, NEVER)


@pytest.mark.parametrize(("longest", "expected"), [(4, 1 / 3), (2, 0.375), (1, 0.5)])
def test_the_chance_of_a_locum_keeps_the_share_of_weeks_covered(world, longest, expected):
    """Half of all weeks, engagements of 1, 2 or 3 weeks: .5 / (.5 + 2 x .5). Cut at two weeks they last 5/3 in the
    mean: .5 / (.5 + 5/6) = 3/8; at one week 1: 1/2."""
    world.parameters["locum_coverage"], world.parameters["locum_mean_weeks"] = 0.5, 2
    world.levers["locum_policy_longest_weeks"][SORSELE] = longest
    assert supply(world.parameters[0], world.levers[SORSELE]) == pytest.approx(expected)


def test_the_pool_is_filled_up_with_new_people_and_nobody_stops_at_work(world):
    world.parameters["locum_pool_persons"] = 3
    at_work, free = add_gp(world, employment=LOCUM, status=EMPLOYED), add_gp(world, employment=LOCUM)
    world.parameters["locum_stopping_per_year"] = SURE
    renew_pool(world)
    assert world.staff["status"][[at_work, free]].tolist() == [EMPLOYED, GONE]
    pool = world.staff[: world.now["staff"][0]]
    assert ((pool["employment"] == LOCUM) & (pool["status"] != GONE)).sum() == 3


# trainees


def test_a_trainee_begins_where_applicant_post_and_supervisor_meet(world):
    """One GP supervises one and a half: with three posts one begins in the first month and none in the second; where
    the only GP is half time, or no half-day is set aside, none begins."""
    for name, value in {
        "trainee_applicants_a_year": SURE, "trainees_a_supervisor": 1.5, "supervisor_half_days_at_most": 2,
        "trainee_least_half_days": 0.75,
    }.items():  # fmt: skip
        world.parameters[name] = value
    world.levers["st_posts_posts"], world.levers["supervision_half_days_half_days_a_week"] = 3, 1
    world.levers["supervision_half_days_half_days_a_week"][VILHELMINA], world.unit_states["attractiveness"] = 0, 1
    add_gp(world)
    add_gp(world, unit=STORUMAN, full_time=0.5)
    add_gp(world, unit=VILHELMINA)
    for month in range(2):
        world.now["month"] += month
        start_training(world, read_situation(world))
    begun = world.unit_counts["trainees_started"].sum(axis=0)
    assert begun.tolist() == [1 if unit == SORSELE else 0 for unit in range(9)]
    trainee = world.staff[int(world.now["staff"][0]) - 1]
    assert (trainee.employment, trainee.unit, trainee.post, trainee.trained_here) == (TRAINEE, SORSELE, -1, 1)
    world.levers["st_posts_posts"] = 1
    add_gp(world)
    start_training(world, read_situation(world))
    assert counted(world, "trainees_started") == 1, "two GPs could supervise three, but there is no post"


def finished(world, **fields):
    """A trainee whose last day of training was yesterday, with one patient; their rows."""
    world.parameters["trainee_years"] = 5
    tove = add_gp(world, employment=TRAINEE, since=FIRST_DAY - 5 * YEAR, productivity=0.6, **fields)
    return tove, add_resident(world, usual_gp=tove)


def test_a_new_specialist_stays_on_a_vacant_post_and_keeps_patients_at_home_only(world):
    world.parameters["trainee_staying_odds"] = SURE
    world.unit_states["attractiveness"] = 1
    elsewhere = [add_post(world, unit=STORUMAN) for _ in range(2)]
    tove, berit = finished(world)
    at_home = add_post(world)
    finish_training(world, read_situation(world))
    assert world.posts["holder"][at_home] == tove and world.residents["usual_gp"][berit] == tove
    assert (world.staff["employment"][tove], world.staff["productivity"][tove]) == (PERMANENT, 1.0)
    ulla, carl = finished(world)
    finish_training(world, read_situation(world))
    assert ulla in world.posts["holder"][elsewhere] and world.staff["unit"][ulla] == STORUMAN
    assert world.residents["usual_gp"][carl] == -1
    names = ("trainees_finished", "trainees_stayed", "gps_recruited")
    assert [counted(world, name) for name in names] == [2, 2, 2]


def test_without_a_vacant_post_or_the_wish_a_new_specialist_leaves(world):
    world.unit_states["attractiveness"], world.parameters["trainee_staying_odds"] = 1, SURE
    add_post(world, HOME_NURSE)
    tove, berit = finished(world)
    finish_training(world, read_situation(world))
    assert world.staff["status"][tove] == GONE and world.residents["usual_gp"][berit] == -1
    world.parameters["trainee_staying_odds"] = 0
    post = add_post(world)
    ulla, _ = finished(world)
    wait = add_gp(world, employment=TRAINEE, since=FIRST_DAY - 5 * YEAR + 1)
    finish_training(world, read_situation(world))
    assert world.staff["status"][[ulla, wait]].tolist() == [GONE, EMPLOYED] and world.posts["holder"][post] == -1
    assert [counted(world, name) for name in ("trainees_finished", "trainees_stayed")] == [2, 0]


# managers, posts opened and closed


def test_managers_leave_sooner_where_gps_are_overloaded_but_a_medical_lead_carries_on(world):
    world.parameters["manager_leaving_per_year"] = SURE
    add_gp(world)
    world.levers["leadership_paired"][[SORSELE, STORUMAN]] = 1
    change_managers(world, read_situation(world))
    broken = world.unit_states["manager_since"] == FIRST_DAY
    assert broken.tolist() == [unit != SORSELE for unit in range(9)], "Storuman has no GP who could carry on"
    assert counted(world, "manager_changes") == 8


def test_a_closed_post_lets_go_of_the_latest_come_or_moves_her_to_a_vacant_one(world):
    """Ten half-days of advanced nursing are one post, twenty are two: when one closes, the nurse who came last takes
    the vacant post at the centre; when the other closes too, there is none and the nurse leaves."""
    world.levers["task_shift_advanced_nurse_half_days_a_week"][SORSELE] = 20
    apply_levers(world)
    posts = np.flatnonzero((world.posts["role"] == ADVANCED_NURSE) & (world.posts["active"] == 1))
    assert world.posts["share"][posts].tolist() == [1, 1] and (world.posts["vacant_since"][posts] == FIRST_DAY).all()
    early, late = (
        add_nurse(world, role=ADVANCED_NURSE, post=int(post), since=since)
        for post, since in zip(posts, (10, 20), strict=True)
    )
    vacant = add_post(world, CLINIC_NURSE)
    world.levers["task_shift_advanced_nurse_half_days_a_week"][SORSELE] = 10
    apply_levers(world)
    assert world.posts["holder"][vacant] == late and world.staff["role"][late] == CLINIC_NURSE
    assert world.posts["active"][posts].tolist() == [1, 0] and world.staff["role"][early] == ADVANCED_NURSE
    world.levers["task_shift_advanced_nurse_half_days_a_week"][SORSELE] = 0
    apply_levers(world)
    assert world.staff["status"][early] == GONE and counted(world, "nurses_left") == 1
    world.levers["task_shift_advanced_nurse_half_days_a_week"][SORSELE] = 5
    apply_levers(world)
    assert world.posts["active"][posts].sum() == 1 and world.posts["share"][posts[0]] == 0.5
    assert world.now["posts"][0] == 3, "a post that was closed is opened again"


def test_posts_of_a_team_and_of_a_new_centre_begin_with_the_usual_vacancies(world):
    """Ten half-days shared by two physicians are posts of half a time each; with no usual vacancy all are filled on the
    first day, the nurse's by one of the place."""
    world.parameters["team_physician_start_vacancy"] = world.parameters["team_nurse_start_vacancy"] = 0
    world.parameters["local_nurse_share"] = 1
    nurse = add_nurse(world, role=CLINIC_NURSE)
    u = UnitRows(world, SORSELE)
    (
        u.mobile_team_base,
        u.mobile_team_physician_half_days_a_week,
        u.mobile_team_physicians,
        u.mobile_team_nurses,
        u.new_centre_gp_posts,
    ) = SORSELE, 10, 2, 1, 1
    apply_levers(world)
    posts = world.posts[: world.now["posts"][0]]
    team = posts[posts["role"] == TEAM_PHYSICIAN]
    assert team["share"].tolist() == [0.5, 0.5] and (team["holder"] >= 0).all()
    assert world.staff["role"][nurse] == TEAM_NURSE and counted(world, "nurses_moved") == 1
    centre = posts[posts["new_centre"] == 1]
    assert centre["role"].tolist() == [GP] and centre["holder"][0] >= 0
    gp = int(centre["holder"][0])
    u.mobile_team_physician_half_days_a_week = u.mobile_team_nurses = u.new_centre_gp_posts = 0
    apply_levers(world)
    assert world.staff["status"][gp] == GONE and not world.posts["active"][1:].any()
    u.new_centre_gp_posts = 1
    apply_levers(world)
    assert (world.posts["new_centre"] == 1).sum() == 1, "the closed post of the centre is opened again"


def test_a_contract_with_a_remote_physician_begins_and_ends(world):
    rut = add_gp(world, employment=REMOTE, status=IN_POOL)
    berit = add_resident(world)
    world.levers["remote_gp_hours_a_week"][SORSELE] = 5
    apply_levers(world)
    assert (world.staff["status"][rut], world.staff["since"][rut]) == (EMPLOYED, FIRST_DAY)
    world.residents["usual_gp"][berit], world.staff["panel"][rut] = rut, 1
    world.levers["remote_gp_hours_a_week"][SORSELE] = 0
    apply_levers(world)
    assert world.staff["status"][rut] == IN_POOL and world.residents["usual_gp"][berit] == -1
