"""Collaboration by hand: two GPs and a home nurse who work together, what their organisations remember, forums.

Joint visits give 0.1 of what a tie lacks; ties halve in 100 days.
"""

import numpy as np
import pytest
from regions import whole_place
from villages import FIRST_DAY, SORSELE, STORUMAN, add_gp, add_nurse, counted, empty_region, go_to

from rural_abm.engine.records import COLLEAGUES_FULL
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.records import GONE, REMOTE
from rural_abm.model.ties.collaboration import draw_collaboration, hold_forum, measure_collaboration
from rural_abm.model.ties.colleagues import (
    acquaintance,
    call_strength,
    days_apart,
    disappoint,
    sweep_colleagues,
    work_together,
    work_with_hospital,
)
from rural_abm.model.ties.records import AT_A_FORUM, IN_THE_HOUSE, JOINT_VISIT, SETTLED, VIDEO_ROUND
from rural_abm.simulation.agents.collaboration import collaboration_graph

MONTH = 365 / 12


@pytest.fixture
def world():
    """Anna and Bo, GPs, and Nina of home nursing at Sorsele, who have never met; nothing is remembered."""
    world = empty_region(
        colleague_half_life_days=100, colleague_floor=0.02, failed_request_loss=0.25, contact_prior=1,
        contacts_kept_share_a_month=0.8, memory_weight=0.4, memory_half_life_days=1000, memory_growth_a_month=0.1,
        practice_full_nursing=4, practice_full_hospital=6, memory_gain_routine=0, memory_gain_development=0,
    )  # fmt: skip
    world.parameters["joint_gain"][0, [JOINT_VISIT, AT_A_FORUM, IN_THE_HOUSE, VIDEO_ROUND]] = 0.1, 0.5, 0.2, 0.1
    assert (add_gp(world), add_gp(world), add_nurse(world)) == (ANNA, BO, NINA)
    return world


ANNA, BO, NINA = range(3)


def visit(world, physician, times=1):
    for _ in range(times):
        work_together(world, SORSELE, physician, NINA, JOINT_VISIT)


# ties


def test_joint_visits_raise_a_tie_time_and_failed_requests_lower_it(world):
    """Two visits: 1 - 0.9^2 = 0.19; half after 100 days; a request that fails takes a quarter."""
    visit(world, ANNA, 2)
    assert acquaintance(world, ANNA, NINA) == pytest.approx(0.19)
    go_to(world, FIRST_DAY + 100)
    assert days_apart(world, ANNA, NINA) == 100 and days_apart(world, BO, NINA) == NEVER
    assert acquaintance(world, ANNA, NINA) == pytest.approx(0.095)
    disappoint(world, SORSELE, ANNA, NINA)
    assert acquaintance(world, ANNA, NINA) == pytest.approx(0.095 * 0.75)
    disappoint(world, SORSELE, BO, NINA)
    disappoint(world, SORSELE, -1, NINA)
    assert acquaintance(world, BO, NINA) == 0 and counted(world, "joint_failures", SORSELE) == 3
    disappoint(world, SORSELE, ANNA, -1)
    assert counted(world, "joint_failures") == 3, "without a nurse nobody was disappointed"
    assert call_strength(world, ANNA, NINA) == pytest.approx(0.095 * 0.75) and call_strength(world, ANNA, -1) == 0


def test_without_a_nurse_or_a_physician_nobody_has_worked_together(world):
    work_together(world, SORSELE, ANNA, -1, JOINT_VISIT)
    work_with_hospital(world, SORSELE, -1, 0, VIDEO_ROUND)
    assert world.now["colleagues"][0] == 0 and (world.pairs["contacts"] == 0).all()


def test_a_tie_that_wears_out_is_dropped_and_its_place_used_again(world):
    """0.1 falls below 0.02 after 233 days: at 232 it is there, at 233 not. Bo's, renewed, stays."""
    visit(world, ANNA)
    visit(world, BO)
    go_to(world, FIRST_DAY + 232)
    visit(world, BO)
    sweep_colleagues(world)
    assert acquaintance(world, ANNA, NINA) > 0.02
    go_to(world, FIRST_DAY + 233)
    sweep_colleagues(world)
    assert acquaintance(world, ANNA, NINA) == 0 < acquaintance(world, BO, NINA)
    work_with_hospital(world, SORSELE, ANNA, 0, VIDEO_ROUND)
    assert world.now["colleagues"][0] == 2 and acquaintance(world, ANNA, -1) == pytest.approx(0.1)
    world.now["colleagues"] = world.colleagues.size
    visit(world, ANNA)
    assert world.now["overflow"][0] == COLLEAGUES_FULL and acquaintance(world, ANNA, NINA) == 0


# the index


def test_the_index_of_three_people(world):
    """Anna and Nina have visited together nine times this month, Bo and Nina once: ties of 1 - 0.9^9 = 0.6126 and 0.1.
    A fifth of the month's contacts is remembered: weights 1 + 1.8 and 1 + 0.2, so the tie of the two organisations is
    (2.8 x 0.6126 + 1.2 x 0.1) / 4.

    Practice of a fifth of ten contacts is half of the four that one nurse needs, so memory grows by 0.1 x tie / 2 of
    what it lacks; strength is six tenths of the tie and four of the memory.
    """
    visit(world, ANNA, 9)
    visit(world, BO)
    measure_collaboration(world)
    tie = (2.8 * (1 - 0.9**9) + 1.2 * 0.1) / 4
    memory = 0.1 * tie / 2
    pair = world.pairs[SORSELE, 0]
    assert (pair["tie"], pair["practice"], pair["memory"]) == pytest.approx((tie, 2.0, memory))
    assert pair["strength"] == pytest.approx(0.6 * tie + 0.4 * memory)
    assert counted(world, "nursing_strength_thousandths", SORSELE) == round(1000 * (0.6 * tie + 0.4 * memory))
    assert world.pairs["tie"][STORUMAN, 0] == 0


def test_when_anna_leaves_her_tie_is_lost_and_the_memory_fades_slowly(world):
    """Only Bo's tie is left: 0.1. Memory of 0.5 halves in a thousand days: 0.5 x 2^(-365/12/1000) after a month, and
    what practice adds to it."""
    visit(world, ANNA, 9)
    visit(world, BO)
    world.pairs["memory"][SORSELE, 0] = 0.5
    world.staff["status"][ANNA] = GONE
    measure_collaboration(world)
    faded = 0.5 * 2 ** (-MONTH / 1000)
    pair = world.pairs[SORSELE, 0]
    assert pair["tie"] == pytest.approx(0.1)
    assert pair["memory"] == pytest.approx(faded + 0.1 * 0.1 / 2 * (1 - faded))


def test_nobody_of_another_place_and_no_remote_physician_is_in_the_index(world):
    visit(world, ANNA, 9)
    world.staff["unit"][NINA] = STORUMAN
    measure_collaboration(world)
    assert (world.pairs["tie"] == 0).all()


def test_settled_routines_and_time_for_development_are_remembered(world):
    """Two settled routines of 0.01 each and half of the full development time of 0.02: 0.03 of what memory lacks."""
    world.parameters["memory_gain_routine"], world.parameters["memory_gain_development"] = 0.01, 0.02
    world.parameters["development_full_minutes"] = 120
    world.routines["state"][SORSELE, :2] = SETTLED
    world.levers["development_time_minutes_a_week"][SORSELE] = 60
    measure_collaboration(world)
    assert world.pairs["memory"][SORSELE, 0] == pytest.approx(0.03)
    assert world.pairs["memory"][SORSELE, 1] == 0 == world.pairs["memory"][STORUMAN, 0]


def test_the_people_of_a_hospital_are_one_counterpart(world):
    """Anna's three rounds by video with the first hospital: a tie of 1 - 0.9^3, with nobody else's; practice of 0.6 of
    six; counted at places with beds only."""
    for _ in range(3):
        work_with_hospital(world, SORSELE, ANNA, 0, VIDEO_ROUND)
    world.units["cottage_hospital"], world.units["hospital"] = 0, 0
    world.units["cottage_hospital"][SORSELE] = 1
    measure_collaboration(world)
    tie = 1 - 0.9**3
    pair = world.pairs[SORSELE, 1]
    assert (pair["tie"], pair["memory"]) == pytest.approx((tie, 0.1 * tie * 0.1))
    assert world.pairs["tie"][SORSELE, 2] == 0
    assert counted(world, "hospital_months") == 1
    assert counted(world, "hospital_strength_thousandths") == round(1000 * (0.6 * tie + 0.4 * 0.01 * tie))


def test_under_one_roof_everybody_meets_everybody_once_a_month(world):
    """Two GPs and two nurses: four ties of 0.2 after a month; a remote physician is not there."""
    add_nurse(world)
    remote = add_gp(world, employment=REMOTE)
    world.levers["co_location_home_nursing"][[SORSELE, STORUMAN]] = 1
    measure_collaboration(world)
    assert [acquaintance(world, gp, nurse) for gp in (ANNA, BO) for nurse in (NINA, 3)] == [pytest.approx(0.2)] * 4
    assert acquaintance(world, remote, NINA) == 0 and counted(world, "joint_contacts", SORSELE) == 4
    assert world.pairs["tie"][SORSELE, 0] == pytest.approx(0.2)


# forums and the first day


def test_a_forum_that_everybody_attends_and_one_that_nobody_does(world):
    world.parameters["forum_attendance_share"], world.parameters["memory_gain_forum"] = 1, 0.1
    assert sorted(hold_forum(world, SORSELE)) == [ANNA, BO, NINA]
    assert acquaintance(world, ANNA, NINA) == acquaintance(world, BO, NINA) == pytest.approx(0.5)
    assert world.pairs["memory"][SORSELE, 0] == pytest.approx(0.1)
    hold_forum(world, SORSELE)
    assert world.pairs["memory"][SORSELE, 0] == pytest.approx(0.19) and acquaintance(world, ANNA, NINA) == 0.75
    world.parameters["forum_attendance_share"] = 0
    assert hold_forum(world, SORSELE).size == 0 == hold_forum(world, STORUMAN).size
    assert counted(world, "forums", SORSELE) == 3 and world.pairs["memory"][SORSELE, 0] == pytest.approx(0.19)


def test_the_first_day_gives_ties_as_old_as_the_years_together(world):
    """Strength 0.6 for all pairs; Anna has been here for three years and Bo for one and a half, Nina for three: shares
    of 3/4 and 1/2 of a full tie when it takes one and a half years to grow halfway, scaled to a mean of 0.6 and never
    above 1: 0.72 and 0.48."""
    world.parameters["start_collaboration"][0] = 0.6
    world.parameters["start_together_years"] = 1.5
    days = int(1.5 * 365)
    world.staff["first_day"][[ANNA, BO, NINA]] = FIRST_DAY - 2 * days, FIRST_DAY - days, FIRST_DAY - 2 * days
    draw_collaboration(world)
    assert acquaintance(world, ANNA, NINA) == pytest.approx(0.72, rel=0.002)
    assert acquaintance(world, BO, NINA) == pytest.approx(0.48, rel=0.002)
    assert days_apart(world, BO, NINA) == 0 and world.colleagues["first_day"].min() == FIRST_DAY - 2 * days
    for name in ("memory", "tie", "strength"):
        assert (world.pairs[name] == 0.6).all()


def test_on_the_first_day_newcomers_know_nobody(world):
    world.staff["first_day"][:3] = FIRST_DAY
    draw_collaboration(world)
    assert world.now["colleagues"][0] == 0


def test_the_graph_has_the_pairs_that_share_patients(world):
    visit(world, ANNA, 9)
    measure_collaboration(world)
    graph = collaboration_graph(world, whole_place())
    edge = graph.edges["unit:sorsele", "home_nursing:sorsele"]
    assert edge["tie"] == world.pairs["tie"][SORSELE, 0] > 0 and edge["contacts"] == pytest.approx(0.2 * 9)
    assert np.mean([data["strength"] > 0 for *_, data in graph.edges(data=True)]) == 1 / 18
