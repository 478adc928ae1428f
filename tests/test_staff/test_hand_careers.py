"""Careers by hand: who leaves and why, how long a post is vacant, locums' weeks, trainees, managers, posts that close.

Chances of a month are made 0 by a rate of 0 and 1 by a rate of a thousand million a year.
"""

from math import exp

import numpy as np
import pytest
from villages import (
    FIRST_DAY,
    SORSELE,
    STORUMAN,
    TARNABY,
    VILHELMINA,
    add_gp,
    add_nurse,
    add_post,
    add_resident,
    counted,
    empty_region,
    go_to,
)

from rural_abm.people.records import LONG_AGO, NEVER
from rural_abm.simulation.agents.persons import GP as GPAgent
from rural_abm.staff.attraction import attractiveness, rate_attractiveness, remember_reputation, reputation
from rural_abm.staff.establishment import apply_levers
from rural_abm.staff.leaving import LEAVING_FACTORS, gp_leaving_factors, hazard, nurse_leaving_factors
from rural_abm.staff.locums import new_locum_year, order_locums, supply
from rural_abm.staff.managers import change_managers
from rural_abm.staff.records import (
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
    ROTATING,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.staff.situation import read_situation
from rural_abm.staff.training import finish_training, start_training
from rural_abm.staff.turnover import depart, renew_pool
from rural_abm.ties.bonds import list_of

SURE = 1e9
STILL = {
    "gp_leaving_per_year": 0, "nurse_leaving_per_year": 0, "gp_filling_per_year": 0, "nurse_filling_per_year": 0,
    "nurse_moving_per_year": 0, "manager_leaving_per_year": 0, "trainee_applicants_a_year": 0,
    "locum_stopping_per_year": 0, "locum_pool_persons": 0, "hourly_after_retirement_share": 0,
}  # fmt: skip
YEAR = 365


@pytest.fixture
def world():
    """Nobody comes or goes but by what a story sets; managers have been in office for long."""
    world = empty_region(**STILL)
    world.units["manager_since"] = FIRST_DAY - 10 * YEAR
    world.pairs["strength"] = world.parameters["collaboration_usual"][0]
    return world


def parts(world, row):
    """Parts of a GP's or nurse's hazard of leaving, by name."""
    situation = read_situation(world)
    person = situation.person(row)
    factors = gp_leaving_factors if person.role == GP else nurse_leaving_factors
    return dict(zip(LEAVING_FACTORS, map(float, factors(situation, person)), strict=True))


# leaving


def test_what_makes_a_gp_leave_multiplied_by_hand(world):
    """Anna came a year ago to a centre of 4,000 where Bo works half time; she grew up in the country, has 550 on her
    list of 1,100, one night in ten and strain of 1.15; the manager is new and collaboration is 0.2 better than usual.

    0.1 x 2 x (1 + 0.9 / e^(1/3)) x 1.3^(0.1 / 0.2) x 1.1 x 0.8 x 0.925 x 0.8^0.2 x 1.2 x 2^(1/2).
    """
    for name, value in {
        "gp_early_leaving_ratio": 2, "gp_early_years": 2, "isolation_strength": 0.9, "isolation_scale_contacts": 1.5,
        "contact_weight_on_call": 0, "on_call_leaving_ratio": 1.3, "on_call_span_share": 0.2,
        "on_call_relief_share": 0.5, "on_call_full_compensation_minutes": 900, "on_call_usual_compensation_share": 0.5,
        "overload_leaving_ratio": 1.2, "overload_begins": 1, "overload_full": 1.3, "residents_a_gp_post": 1100,
        "rural_background_leaving_ratio": 0.8, "own_list_leaving_ratio": 0.85, "collaboration_leaving_ratio": 0.8,
        "change_of_manager_leaving_ratio": 1.2, "size_reference_residents": 8000, "gp_leaving_size_exponent": 0.5,
    }.items():  # fmt: skip
        world.parameters[name] = value
    anna = add_gp(world, since=FIRST_DAY - YEAR, rural_background=1, panel=550, nights_share=0.1, strain=1.15)
    add_gp(world, since=0, full_time=0.5)
    world.now["on_call_compensation_minutes"] = 450
    world.units["list_size"][SORSELE] = 4000
    world.units["manager_since"][SORSELE] = FIRST_DAY - 100
    world.pairs["strength"][SORSELE, 0] += 0.2
    situation = read_situation(world)
    situation.p.gp_later_hazard = 0.1
    factors = gp_leaving_factors(situation, situation.person(anna))
    by_hand = {
        "base": 0.1, "early_tenure": 2, "colleagues": 1 + 0.9 / exp(0.5 / 1.5), "on_call": 1.3**0.5, "overload": 1.1,
        "rural_background": 0.8, "trained_here": 1, "partner": 1, "own_list": 1 - 0.15 / 2, "collaboration": 0.8**0.2,
        "change_of_manager": 1.2, "size": 2**0.5,
    }  # fmt: skip
    assert dict(zip(LEAVING_FACTORS, factors, strict=True)) == pytest.approx(by_hand)
    assert hazard(factors) == pytest.approx(np.prod(list(by_hand.values())))


def test_who_counts_as_a_colleague(world):
    """At Sorsele with Anna: a half-time GP 0.5, two trainees 0.5 each, a locum who has come back 0.3, a contracted
    physician 0.4, standing specialists 0.3, certification 0.3: 2.8 colleagues; one at Storuman on the line 0.02."""
    weights = {"trainee": 0.5, "returning_locum": 0.3, "on_call": 0.02, "remote": 0.4, "specialists": 0.3}
    for name, weight in (weights | {"certified": 0.3}).items():
        world.parameters[f"contact_weight_{name}"] = weight
    anna = add_gp(world)
    add_gp(world, full_time=0.5)
    for _ in range(2):
        add_gp(world, employment=TRAINEE)
    add_gp(world, employment=LOCUM, status=EMPLOYED, returned=1)
    add_gp(world, employment=LOCUM, status=EMPLOYED, returned=0)
    add_gp(world, employment=REMOTE)
    world.units["specialist_standing"][SORSELE], world.units["certification"][SORSELE] = 2, 1
    assert read_situation(world).person(anna).contacts == pytest.approx(2.8)
    add_gp(world, unit=STORUMAN, nights_share=0.2)
    assert read_situation(world).person(anna).contacts == pytest.approx(2.82)


def test_gps_of_a_network_are_a_part_of_a_colleague(world):
    """Three permanents at two other centres, 0.15 each, when the network meets for half of a full hour: 0.225."""
    world.parameters["contact_weight_network"], world.parameters["network_full_minutes_a_week"] = 0.15, 60
    anna = add_gp(world)
    for unit in (STORUMAN, STORUMAN, TARNABY, VILHELMINA):
        add_gp(world, unit=unit)
    world.units["network"][[SORSELE, STORUMAN, TARNABY]] = 1 << SORSELE | 1 << STORUMAN | 1 << TARNABY
    world.units["network_minutes"][SORSELE] = 30
    assert read_situation(world).person(anna).contacts == pytest.approx(3 * 0.15 / 2)


def test_a_month_takes_whom_a_hazard_says_and_the_day_of_retirement(world, month_of):
    anna, bo, old = add_gp(world), add_nurse(world), add_gp(world, retires_day=FIRST_DAY)
    locum, remote = add_gp(world, employment=LOCUM, status=EMPLOYED), add_gp(world, employment=REMOTE)
    month_of(world)
    assert world.staff["status"][[anna, bo, old, locum, remote]].tolist() == [1, 1, GONE, 1, 1]
    assert [counted(world, name) for name in ("gps_left", "gps_retired", "nurses_left")] == [1, 1, 0]
    world.parameters["nurse_leaving_per_year"] = world.parameters["gp_leaving_per_year"] = SURE
    month_of(world)
    assert world.staff["status"][[anna, bo, locum, remote]].tolist() == [GONE, GONE, 1, 1]
    assert [counted(world, name) for name in ("gps_left", "gps_retired", "nurses_left")] == [2, 1, 1]
    assert world.staff["left_day"][anna] == FIRST_DAY and (world.posts["holder"][:3] == -1).all()


def test_who_goes_on_by_the_hour_is_a_locum_who_knows_the_place(world):
    world.parameters["hourly_after_retirement_share"], world.parameters["locum_productivity"] = 1, 0.85
    anna = add_gp(world, since=FIRST_DAY - 9 * YEAR, birth_day=FIRST_DAY - 66 * YEAR, retires_day=FIRST_DAY)
    depart(world, anna, is_retired=True)
    person = world.staff[anna]
    assert (person.status, person.employment, person.productivity) == (IN_POOL, LOCUM, 0.85)
    assert person.worked_at == 1 << SORSELE and counted(world, "gp_stay_days", SORSELE) == 9 * YEAR
    world.parameters["hourly_until_age_years"] = 70
    go_to(world, FIRST_DAY + 3 * YEAR)
    renew_pool(world)
    assert world.staff[anna].status == IN_POOL
    go_to(world, FIRST_DAY + 4 * YEAR - 1)
    renew_pool(world)
    assert world.staff[anna].status == IN_POOL
    world.now["day"] += 1
    renew_pool(world)
    assert world.staff[anna].status == GONE


def test_the_reasons_an_agent_gives_are_those_of_the_month(world, staff_model):
    world.parameters["gp_leaving_per_year"], world.units["list_size"] = 0.12, 8000
    anna = add_gp(world, retires_day=NEVER)
    agent, situation = staff_model(world).staff_agent(anna), read_situation(world)
    yearly = hazard(agent.leaving_factors.values())
    assert isinstance(agent, GPAgent) and agent.leaving_factors == pytest.approx(parts(world, anna))
    chance = 1 - exp(-yearly / 12)
    assert agent.leaves(situation, chance * 1.001) is None
    is_retired, factors = agent.leaves(situation, chance * 0.999)
    assert not is_retired and hazard(factors) == pytest.approx(yearly)


# vacant posts


def test_how_attractive_a_post_is_added_up_by_hand(world):
    """Two posts, one held for a year by Anna. A newcomer would have her as a colleague and a trainee as half of one:
    1 - e^-1; half of two years on one of two posts: 1/4; a trainee 1/4; a manager of a year out of two 1/2; one recent
    leaver over two posts and a fifth of the time locums: e^(-1/2) x 4/5.

    With weights .4, .2, .1, .1, .2, a floor of .3 and a supplement of a tenth of the pay."""
    values = {
        "attraction_weight_colleagues": 0.4, "attraction_weight_known_team": 0.2, "attraction_trainee": 0.25,
        "attraction_weight_training_site": 0.1, "attraction_weight_manager": 0.1, "attraction_weight_reputation": 0.2,
        "attraction_floor": 0.3, "isolation_scale_contacts": 1.5, "contact_weight_trainee": 0.5,
        "attraction_known_years": 2, "attraction_manager_years": 2, "reputation_fall_per_leaver": 1,
        "gp_month_pay_sek": 70_000, "pay_elasticity": 1, "attraction_size_exponent": 0, "contact_weight_certified": 0,
    }  # fmt: skip
    for name, value in values.items():
        world.parameters[name] = value
    add_gp(world, since=FIRST_DAY - YEAR)
    add_gp(world, employment=TRAINEE)
    add_post(world)
    u = world.units[SORSELE]
    u.manager_since, u.recent_leavers, u.locum_presence = FIRST_DAY - YEAR, 1, 0.2
    parts_by_hand = (1 - exp(-1), 1 / 4, 1 / 4, 1 / 2, exp(-1 / 2) * 4 / 5)
    mean = sum(w * part for w, part in zip((0.4, 0.2, 0.1, 0.1, 0.2), parts_by_hand, strict=True))
    by_hand = 0.3 + 0.7 * mean
    assert attractiveness(world, read_situation(world), SORSELE) == pytest.approx(by_hand)
    u.certification, u.rural_supplement_sek = 1, 7_000
    assert rate_attractiveness(world, read_situation(world))[SORSELE] == pytest.approx(by_hand * 1.1)
    assert counted(world, "attractiveness_thousandths", SORSELE) == round(1000 * by_hand * 1.1)


def test_an_academic_centre_counts_only_where_somebody_teaches(world):
    world.parameters["attraction_floor"] = 0
    for name in ("colleagues", "known_team", "manager", "reputation"):
        world.parameters[f"attraction_weight_{name}"] = 0
    world.parameters["attraction_training_centre"], world.parameters["attraction_academic_centre"] = 0.6, 0.8
    add_post(world)
    found = []
    for centre in (0, 1, 2):
        world.units["training_centre"][SORSELE] = centre
        found.append(attractiveness(world, read_situation(world), SORSELE))
    assert found == [0, 0, 0]
    add_gp(world)
    assert attractiveness(world, read_situation(world), SORSELE) == pytest.approx(0.8)
    world.units["training_centre"][SORSELE] = 1
    assert attractiveness(world, read_situation(world), SORSELE) == pytest.approx(0.6)


def test_a_reputation_fades_month_by_month(world):
    """A leaver and a locum on one of two staffed posts: 0.9 of the leaver is left after a month, 0.81 after two;
    locums weigh 0.1 x 1/2, then 0.9 x 0.05 + 0.05."""
    world.parameters["reputation_kept_share_a_month"], world.parameters["reputation_fall_per_leaver"] = 0.9, 2
    add_gp(world)
    covered = add_post(world)
    world.posts["locum"][covered] = add_gp(world, employment=LOCUM, status=EMPLOYED, post=covered)
    world.posts["holder"][covered] = -1
    depart(world, add_gp(world))
    u = world.units[SORSELE]
    for leavers, presence in ((0.9, 0.05), (0.81, 0.095)):
        remember_reputation(world)
        assert (u.recent_leavers, u.locum_presence) == pytest.approx((leavers, presence))
    situation = read_situation(world)
    assert reputation(situation.p, u, 3.0) == pytest.approx(exp(-2 * 0.81 / 3) * (1 - 0.095))


def test_a_post_waits_until_somebody_applies_who_inherits_its_list(world, month_of):
    """Anna leaves on the first day; in a month without applicants the post stays vacant, 31 days later Bo comes."""
    anna = add_gp(world)
    post = int(world.staff["post"][anna])
    berit, carl = add_resident(world, usual_gp=anna), add_resident(world, usual_gp=-1)
    depart(world, anna)
    assert world.residents["usual_gp"][[berit, carl]].tolist() == [list_of(post), -1]
    assert counted(world, "gp_changes") == 1
    month_of(world)
    assert world.posts["holder"][post] == -1
    go_to(world, FIRST_DAY + 31)
    world.parameters["gp_filling_per_year"] = SURE
    month_of(world)
    bo = int(world.posts["holder"][post])
    assert bo > anna and (world.staff["unit"][bo], world.staff["employment"][bo]) == (SORSELE, PERMANENT)
    assert [counted(world, name) for name in ("gps_recruited", "recruitment_days")] == [1, 31]
    assert (world.residents["usual_gp"][berit], world.staff["panel"][bo]) == (bo, 1)
    assert world.residents["usual_gp_last"][berit] == LONG_AGO, "they have not met yet"
    assert world.residents["usual_gp"][carl] == -1


def test_frozen_posts_find_nobody(world, month_of):
    world.parameters["gp_filling_per_year"] = world.parameters["nurse_filling_per_year"] = SURE
    frozen, held_vacant, free = add_post(world, frozen=1), add_post(world, HOME_NURSE, frozen=2), add_post(world)
    month_of(world)
    assert (world.posts["holder"][[frozen, held_vacant, free]] >= 0).tolist() == [False, False, True]


def test_a_rotating_post_makes_a_rotating_gp_and_a_team_post_a_physician_without_a_list(world, month_of):
    world.parameters["gp_filling_per_year"] = SURE
    rotating, team = add_post(world, rotating=1), add_post(world, TEAM_PHYSICIAN)
    month_of(world)
    holders = world.posts["holder"][[rotating, team]]
    assert world.staff["employment"][holders].tolist() == [ROTATING, PERMANENT]
    assert world.staff["role"][holders].tolist() == [GP, TEAM_PHYSICIAN]
    assert counted(world, "gps_recruited") == 2


# nurses


def test_a_nurse_of_the_ward_takes_the_vacant_post_in_home_nursing(world, month_of):
    """Nobody applies from elsewhere; her own post is vacant from the day she moves."""
    world.parameters["nurse_moving_per_year"] = SURE
    ward = add_nurse(world, role=WARD_NURSE, since=0)
    left, wanted = int(world.staff["post"][ward]), add_post(world, HOME_NURSE)
    world.posts["frozen"][left] = 1
    month_of(world)
    assert world.posts["holder"][[left, wanted]].tolist() == [-1, ward]
    assert (world.staff["role"][ward], world.staff["employer"][ward]) == (HOME_NURSE, world.posts["employer"][wanted])
    assert world.posts["vacant_since"][left] == FIRST_DAY
    assert [counted(world, name) for name in ("nurses_moved", "nurses_recruited")] == [1, 0]


def test_whom_a_home_nurse_leaves_behind_have_no_contact_nurse(world, month_of):
    world.parameters["nurse_moving_per_year"] = SURE
    nina = add_nurse(world)
    berit = add_resident(world, enrolled=1, contact_nurse=nina)
    world.posts["frozen"][world.staff["post"][nina]] = 1
    add_post(world, WARD_NURSE)
    month_of(world)
    assert world.staff["role"][nina] == WARD_NURSE and world.residents["contact_nurse"][berit] == -1


def test_the_heavier_the_work_the_sooner_a_nurse_moves(world, month_of):
    """Strain of 3 against 1 and the power of 2: nine to one, so 0.9 of 400 posts are taken by the strained.

    Between 330 and 384: five standard deviations of 6; a false alarm in two million."""
    world.parameters["nurse_moving_per_year"], world.parameters["nurse_moving_strain_exponent"] = SURE, 2
    world.parameters["overload_begins"] = 1
    taken = 0
    for seed in range(400):
        copy = empty_region(**STILL, nurse_moving_strain_exponent=2, overload_begins=1)
        copy.parameters["nurse_moving_per_year"], copy.now["seed"] = SURE, seed
        strained, calm = add_nurse(copy, role=WARD_NURSE, strain=3), add_nurse(copy, role=CLINIC_NURSE)
        copy.posts["frozen"][copy.staff["post"][[strained, calm]]] = 1
        post = add_post(copy, HOME_NURSE)
        month_of(copy)
        taken += int(copy.posts["holder"][post] == strained)
    assert 330 < taken < 384


# locums


def cover(world, monday):
    go_to(world, monday)
    order_locums(world)


@pytest.fixture
def covered(world):
    """A vacant post, locums always to be had for one week at a time, Lo who has been here before and Mi who has not."""
    for name, value in {"locum_coverage": 1, "locum_free_share": 1, "locum_mean_weeks": 1}.items():
        world.parameters[name] = value
    world.units["locum_weeks"], world.units["locum_longest_weeks"] = 2, 4
    world.units["locum_prefer_returning"] = 1
    post = add_post(world)
    lo, mi = add_gp(world, employment=LOCUM, worked_at=1 << SORSELE), add_gp(world, employment=LOCUM)
    return world, post, lo, mi


def test_the_same_locum_comes_back_until_the_years_weeks_are_used(covered):
    """Two weeks a year: the third Monday finds nobody, the first Monday of the next year Lo again."""
    world, post, lo, _ = covered
    for week, expected in enumerate((lo, lo, -1, -1)):
        cover(world, FIRST_DAY + 7 * week)
        assert world.posts["locum"][post] == expected
    assert world.staff["status"][lo] == IN_POOL and world.units["locum_weeks_used"][SORSELE] == 2
    names = ("locum_weeks", "locum_engagements", "locum_returns", "locum_faces")
    assert [counted(world, name, SORSELE) for name in names] == [2, 2, 2, 1]
    new_locum_year(world)
    cover(world, FIRST_DAY + YEAR + 6)
    assert world.posts["locum"][post] == lo and counted(world, "locum_faces") == 2


def test_where_nobody_is_preferred_a_new_face_comes(covered):
    world, post, lo, mi = covered
    world.units["locum_prefer_returning"] = 0
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
    world.units["locum_weeks"] = world.units["locum_longest_weeks"] = 20
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
    world.units["locum_longest_weeks"][SORSELE] = longest
    assert supply(world.parameters[0], world.units[SORSELE]) == pytest.approx(expected)


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
    world.units["st_posts"], world.units["supervision_half_days"] = 3, 1
    world.units["supervision_half_days"][VILHELMINA], world.units["attractiveness"] = 0, 1
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
    world.units["st_posts"] = 1
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
    world.units["attractiveness"] = 1
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
    world.units["attractiveness"], world.parameters["trainee_staying_odds"] = 1, SURE
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
    world.units["paired_leadership"][[SORSELE, STORUMAN]] = 1
    change_managers(world, read_situation(world))
    broken = world.units["manager_since"] == FIRST_DAY
    assert broken.tolist() == [unit != SORSELE for unit in range(9)], "Storuman has no GP who could carry on"
    assert counted(world, "manager_changes") == 8


def test_a_closed_post_lets_go_of_the_latest_come_or_moves_her_to_a_vacant_one(world):
    """Ten half-days of advanced nursing are one post, twenty are two: when one closes, the nurse who came last takes
    the vacant post at the centre; when the other closes too, there is none and the nurse leaves."""
    world.units["advanced_half_days"][SORSELE] = 20
    apply_levers(world)
    posts = np.flatnonzero((world.posts["role"] == ADVANCED_NURSE) & (world.posts["active"] == 1))
    assert world.posts["share"][posts].tolist() == [1, 1] and (world.posts["vacant_since"][posts] == FIRST_DAY).all()
    early, late = (
        add_nurse(world, role=ADVANCED_NURSE, post=int(post), since=since)
        for post, since in zip(posts, (10, 20), strict=True)
    )
    vacant = add_post(world, CLINIC_NURSE)
    world.units["advanced_half_days"][SORSELE] = 10
    apply_levers(world)
    assert world.posts["holder"][vacant] == late and world.staff["role"][late] == CLINIC_NURSE
    assert world.posts["active"][posts].tolist() == [1, 0] and world.staff["role"][early] == ADVANCED_NURSE
    world.units["advanced_half_days"][SORSELE] = 0
    apply_levers(world)
    assert world.staff["status"][early] == GONE and counted(world, "nurses_left") == 1
    world.units["advanced_half_days"][SORSELE] = 5
    apply_levers(world)
    assert world.posts["active"][posts].sum() == 1 and world.posts["share"][posts[0]] == 0.5
    assert world.now["posts"][0] == 3, "a post that was closed is opened again"


def test_posts_of_a_team_and_of_a_new_centre_begin_with_the_usual_vacancies(world):
    """Ten half-days shared by two physicians are posts of half a time each; with no usual vacancy all are filled on the
    first day, the nurse's by one of the place."""
    world.parameters["team_physician_start_vacancy"] = world.parameters["team_nurse_start_vacancy"] = 0
    world.parameters["local_nurse_share"] = 1
    nurse = add_nurse(world, role=CLINIC_NURSE)
    u = world.units[SORSELE]
    u.team_base, u.team_half_days, u.team_physicians, u.team_nurses, u.new_centre_posts = SORSELE, 10, 2, 1, 1
    apply_levers(world)
    posts = world.posts[: world.now["posts"][0]]
    team = posts[posts["role"] == TEAM_PHYSICIAN]
    assert team["share"].tolist() == [0.5, 0.5] and (team["holder"] >= 0).all()
    assert world.staff["role"][nurse] == TEAM_NURSE and counted(world, "nurses_moved") == 1
    centre = posts[posts["new_centre"] == 1]
    assert centre["role"].tolist() == [GP] and centre["holder"][0] >= 0
    gp = int(centre["holder"][0])
    u.team_half_days = u.team_nurses = u.new_centre_posts = 0
    apply_levers(world)
    assert world.staff["status"][gp] == GONE and not world.posts["active"][1:].any()
    u.new_centre_posts = 1
    apply_levers(world)
    assert (world.posts["new_centre"] == 1).sum() == 1, "the closed post of the centre is opened again"


def test_a_contract_with_a_remote_physician_begins_and_ends(world):
    rut = add_gp(world, employment=REMOTE, status=IN_POOL)
    berit = add_resident(world)
    world.units["remote_minutes_a_week"][SORSELE] = 300
    apply_levers(world)
    assert (world.staff["status"][rut], world.staff["since"][rut]) == (EMPLOYED, FIRST_DAY)
    world.residents["usual_gp"][berit], world.staff["panel"][rut] = rut, 1
    world.units["remote_minutes_a_week"][SORSELE] = 0
    apply_levers(world)
    assert world.staff["status"][rut] == IN_POOL and world.residents["usual_gp"][berit] == -1
