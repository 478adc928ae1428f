"""Careers by hand: who leaves and why, how attractive a post is and how long it is vacant, which nurse moves.

Chances of a month are made 0 by a rate of 0 and 1 by a rate of a thousand million a year.
"""

from math import exp

import numpy as np
import pytest
from unit_rows import UnitRows
from villages import (
    FIRST_DAY,
    SORSELE,
    STORUMAN,
    SURE,
    TARNABY,
    VILHELMINA,
    add_gp,
    add_nurse,
    add_post,
    add_resident,
    counted,
    go_to,
    still_region,
)

from rural_abm.model.people.records import LONG_AGO, NEVER
from rural_abm.model.staff.decisions.attraction import (
    attractiveness,
    rate_attractiveness,
    remember_reputation,
    reputation,
)
from rural_abm.model.staff.decisions.leaving import LEAVING_FACTORS, gp_leaving_factors, hazard, nurse_leaving_factors
from rural_abm.model.staff.decisions.situation import read_situation
from rural_abm.model.staff.posts.nurses import local_nurse
from rural_abm.model.staff.posts.turnover import depart, renew_pool
from rural_abm.model.staff.records import (
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
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.model.ties.bonds import list_of
from rural_abm.simulation.agents.persons import GP as GPAgent

YEAR = 365


@pytest.fixture
def world():
    return still_region()


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
    world.levers["on_call_compensation_minutes_a_night"] = 450
    world.unit_states["list_size"][SORSELE] = 4000
    world.unit_states["manager_since"][SORSELE] = FIRST_DAY - 100
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
    world.levers["specialists_on_video_mode"][SORSELE], world.levers["rural_track_certification"][SORSELE] = 2, 1
    assert read_situation(world).person(anna).contacts == pytest.approx(2.8)
    add_gp(world, unit=STORUMAN, nights_share=0.2)
    assert read_situation(world).person(anna).contacts == pytest.approx(2.82)


def test_gps_of_a_network_are_a_part_of_a_colleague(world):
    """Three permanents at two other centres, 0.15 each, when the network meets for half of a full hour: 0.225."""
    world.parameters["contact_weight_network"], world.parameters["network_full_minutes_a_week"] = 0.15, 60
    anna = add_gp(world)
    for unit in (STORUMAN, STORUMAN, TARNABY, VILHELMINA):
        add_gp(world, unit=unit)
    world.levers["centre_network_members"][[SORSELE, STORUMAN, TARNABY]] = 1 << SORSELE | 1 << STORUMAN | 1 << TARNABY
    world.levers["centre_network_meeting_minutes_a_week"][SORSELE] = 30
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


def test_neither_who_leaves_before_retirement_nor_a_nurse_goes_on_by_the_hour(world):
    world.parameters["hourly_after_retirement_share"] = 1
    young, nurse = add_gp(world), add_nurse(world)
    depart(world, young)
    depart(world, nurse, is_retired=True)
    assert world.staff["status"][[young, nurse]].tolist() == [GONE, GONE]


def test_the_reasons_an_agent_gives_are_those_of_the_month(world, staff_model):
    world.parameters["gp_leaving_per_year"], world.unit_states["list_size"] = 0.12, 8000
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
    u = UnitRows(world, SORSELE)
    u.manager_since, u.recent_leavers, u.locum_presence = FIRST_DAY - YEAR, 1, 0.2
    parts_by_hand = (1 - exp(-1), 1 / 4, 1 / 4, 1 / 2, exp(-1 / 2) * 4 / 5)
    mean = sum(w * part for w, part in zip((0.4, 0.2, 0.1, 0.1, 0.2), parts_by_hand, strict=True))
    by_hand = 0.3 + 0.7 * mean
    assert attractiveness(world, read_situation(world), SORSELE) == pytest.approx(by_hand)
    u.rural_track_certification, u.rural_track_supplement_sek_a_month = 1, 7_000
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
        world.levers["training_centre_kind"][SORSELE] = centre
        found.append(attractiveness(world, read_situation(world), SORSELE))
    assert found == [0, 0, 0]
    add_gp(world)
    assert attractiveness(world, read_situation(world), SORSELE) == pytest.approx(0.8)
    world.levers["training_centre_kind"][SORSELE] = 1
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
    u = UnitRows(world, SORSELE)
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


def test_the_heavier_the_work_the_sooner_a_nurse_moves(world):
    """Strain of 3 against 1 and the power of 2: nine to one, so 0.9 of 400 draws are the strained one's.

    Between 330 and 384: four standard deviations of 6, a false alarm in 15,000 sets of draws, and these are fixed."""
    world.parameters["nurse_moving_strain_exponent"], world.parameters["overload_begins"] = 2, 1
    strained, calm = add_nurse(world, role=WARD_NURSE, strain=3), add_nurse(world, role=CLINIC_NURSE)
    post, situation = add_post(world, HOME_NURSE), read_situation(world)
    moved = [local_nurse(world, situation._replace(seed=seed), post) for seed in range(400)]
    assert set(moved) == {strained, calm} and 330 < moved.count(strained) < 384
