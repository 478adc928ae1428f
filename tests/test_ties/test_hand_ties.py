"""Ties and continuity by hand: how a tie grows and fades, whose patient one is, what registers would measure.

Visits give 0.2 of what a tie lacks and telephone calls 0.1; ties halve in 100 days.
"""

from math import exp, log

import numpy as np
import pytest
from villages import FIRST_DAY, SORSELE, STORUMAN, add_gp, add_nurse, add_resident, counted, empty_region, go_to

from rural_abm.model.people.records import DEAD, LONG_AGO, MODERATE
from rural_abm.model.staff.posts.turnover import depart, recruit
from rural_abm.model.staff.records import GONE, GP, LOCUM, REMOTE, TEAM_PHYSICIAN
from rural_abm.model.ties.bonds import find_tie, knows, list_of, meet, sweep_ties, take_usual_gp
from rural_abm.model.ties.continuity import close_year, effective_clinicians
from rural_abm.model.ties.past import draw_past
from rural_abm.model.ties.records import CLINIC, HOME_VISIT, PHONE, VIDEO, WARD
from rural_abm.simulation.agents.persons import FrailElder

YEAR = 365


@pytest.fixture
def world():
    world = empty_region(tie_half_life_days=100, tie_floor=0.02, counted_contacts_least=2)
    world.parameters["tie_gain"][0, [CLINIC, PHONE, HOME_VISIT, VIDEO, WARD]] = 0.2, 0.1, 0.5, 0.2, 0.2
    return world


# strength


def test_three_visits_on_one_day_and_a_hundred_days_without(world):
    """1 - 0.8^3 = 0.488; half of it a hundred days later; then a call gives a tenth of the 0.756 that lack."""
    anna, berit = add_gp(world), add_resident(world)
    for _ in range(3):
        meet(world, berit, anna, CLINIC)
    assert knows(world, berit, anna) == pytest.approx(0.488)
    go_to(world, FIRST_DAY + 100)
    assert knows(world, berit, anna) == pytest.approx(0.244)
    meet(world, berit, anna, PHONE)
    assert knows(world, berit, anna) == pytest.approx(0.244 + 0.1 * 0.756)
    assert world.now["ties"][0] == 1


def test_a_visit_every_half_life_never_makes_a_strong_tie(world):
    """Each round keeps half and adds a fifth of the rest: f = 0.2 + 0.8 f / 2 comes to 1/3, just after a visit."""
    anna, berit = add_gp(world), add_resident(world)
    for visit in range(30):
        go_to(world, FIRST_DAY + 100 * visit)
        meet(world, berit, anna, CLINIC)
    assert knows(world, berit, anna) == pytest.approx(1 / 3)


def test_nobody_knows_who_is_gone_or_was_never_met_and_visitors_know_nobody(world):
    anna, bo = add_gp(world), add_gp(world)
    berit = add_resident(world)
    meet(world, berit, anna, CLINIC)
    assert [knows(world, berit, anna), knows(world, berit, bo), knows(world, -1, anna), knows(world, berit, -1)] == [
        pytest.approx(0.2), 0, 0, 0,
    ]  # fmt: skip
    depart(world, anna)
    assert knows(world, berit, anna) == 0
    meet(world, berit, bo, CLINIC)
    assert knows(world, berit, bo) == pytest.approx(0.2)


def test_each_of_many_ties_is_found_again_with_its_own_strength(world):
    """Twelve doctors, the first met once and the twelfth twelve times, asked for again and again in any order."""
    doctors = [add_gp(world) for _ in range(12)]
    berit = add_resident(world)
    for times, doctor in enumerate(doctors, start=1):
        for _ in range(times):
            meet(world, berit, doctor, CLINIC)
    for order in (doctors, doctors[::-1], doctors[::2] + doctors[1::2]):
        assert [knows(world, berit, doctor) for doctor in order] == pytest.approx(
            [1 - 0.8 ** (doctors.index(doctor) + 1) for doctor in order]
        )


# the usual GP


def test_the_first_own_doctor_who_is_seen_becomes_the_usual_gp(world):
    """Neither a locum, nor a voice on the telephone, nor the ward's doctor; then the first visit counts."""
    locum, anna, bo = add_gp(world, employment=LOCUM, status=1), add_gp(world), add_gp(world)
    team, nurse = add_gp(world), add_nurse(world)
    world.staff["role"][team] = TEAM_PHYSICIAN
    berit = add_resident(world)
    for who, mode in ((locum, CLINIC), (team, HOME_VISIT), (nurse, HOME_VISIT), (anna, PHONE), (anna, WARD)):
        meet(world, berit, who, mode)
        assert world.residents["usual_gp"][berit] == -1
    go_to(world, FIRST_DAY + 10)
    meet(world, berit, anna, VIDEO)
    r = world.residents[berit]
    assert (r.usual_gp, world.staff["panel"][anna]) == (anna, 1)
    assert (r.usual_gp_since, r.usual_gp_last) == (FIRST_DAY, FIRST_DAY + 10), "since the first call"
    meet(world, berit, bo, CLINIC)
    assert r.usual_gp == anna and world.staff["panel"][bo] == 0
    take_usual_gp(world, berit, bo)
    take_usual_gp(world, berit, bo)
    assert (r.usual_gp, r.usual_gp_since) == (bo, FIRST_DAY + 10)
    assert world.staff["panel"][[anna, bo]].tolist() == [0, 1] and counted(world, "gp_changes") == 1


def test_a_list_waits_on_its_post_for_those_who_still_live_at_the_unit(world):
    """Of Anna's three patients one has moved to Storuman and one dies while the post is vacant."""
    anna = add_gp(world)
    post = int(world.staff["post"][anna])
    berit, carl, dora = (add_resident(world, usual_gp=anna) for _ in range(3))
    world.residents["unit"][carl] = STORUMAN
    depart(world, anna)
    assert world.residents["usual_gp"][[berit, carl, dora]].tolist() == [list_of(post), -1, list_of(post)]
    world.residents["status"][dora] = DEAD
    bo = recruit(world, post)
    assert world.residents["usual_gp"][berit] == bo and world.staff["panel"][bo] == 1
    assert (world.residents["usual_gp_since"][berit], world.residents["usual_gp_last"][berit]) == (FIRST_DAY, LONG_AGO)
    assert knows(world, berit, bo) == 0, "a list is inherited, a tie is not"


def test_who_is_met_while_the_list_waits_is_left_alone_by_the_successor(world):
    anna, cia = add_gp(world), add_gp(world)
    berit = add_resident(world, usual_gp=anna)
    post = int(world.staff["post"][anna])
    depart(world, anna)
    meet(world, berit, cia, CLINIC)
    recruit(world, post)
    assert world.residents["usual_gp"][berit] == cia


# measured continuity


def indices(world):
    """(UPC, COC, SECON) of the one resident whom the year's registers measure."""
    assert counted(world, "continuity_persons") == 1
    return tuple(counted(world, f"{name}_millionths") / 1e6 for name in ("upc", "coc", "secon"))


def test_the_indices_of_anna_anna_bo_anna(world):
    """Four counted contacts, three with Anna: UPC 3/4; (9 + 1 - 4) / (4 x 3) = 1/2; of the successive pairs AA, AB and
    BA one is the same: 1/3. A call and the ward's round in between count for none of them."""
    anna, bo, berit = add_gp(world), add_gp(world), add_resident(world)
    for doctor, mode in (
        (anna, CLINIC), (anna, HOME_VISIT), (bo, PHONE), (bo, CLINIC), (bo, WARD), (anna, VIDEO),
    ):  # fmt: skip
        meet(world, berit, doctor, mode)
    close_year(world)
    assert indices(world) == pytest.approx((3 / 4, 1 / 2, 1 / 3), abs=1e-6)


@pytest.mark.parametrize(
    ("contacts", "by_hand"),
    [
        ("AAAA", (1, 1, 1)),  # always the same
        ("ABCD", (1 / 4, 0, 0)),  # never the same
        ("AABB", (1 / 2, 1 / 3, 2 / 3)),  # (4 + 4 - 4) / 12, and AA, BB of three pairs
        ("ABAB", (1 / 2, 1 / 3, 0)),  # the same numbers, never in succession
        ("AB", (1 / 2, 0, 0)),
    ],
)
def test_the_indices_of_other_sequences(world, contacts, by_hand):
    doctors, berit = {name: add_gp(world) for name in "ABCD"}, add_resident(world)
    for name in contacts:
        meet(world, berit, doctors[name], CLINIC)
    close_year(world)
    assert indices(world) == pytest.approx(by_hand, abs=1e-6)


def test_two_years_count_and_three_do_not(world):
    """Anna twice in the first year, Bo twice in the second: over both 1/2; after the third only Bo's year is left."""
    anna, bo, berit = add_gp(world), add_gp(world), add_resident(world)
    found = []
    for doctor in (anna, bo, None):
        for _ in range(2 if doctor is not None else 0):
            meet(world, berit, doctor, CLINIC)
        world.counts["upc_millionths"] = world.counts["continuity_persons"] = 0
        close_year(world)
        found.append(counted(world, "upc_millionths") / 1e6)
    assert found == [1, 1 / 2, 1]
    world.counts["continuity_persons"] = 0
    close_year(world)
    assert counted(world, "continuity_persons") == 0


def test_too_few_contacts_are_no_measure_and_the_dead_are_not_measured(world):
    anna, berit, carl = add_gp(world), add_resident(world), add_resident(world)
    meet(world, berit, anna, CLINIC)
    for _ in range(3):
        meet(world, carl, anna, CLINIC)
    world.residents["status"][carl] = DEAD
    close_year(world)
    assert counted(world, "continuity_persons") == 0


def test_the_old_have_a_usual_gp_whom_they_have_met_within_two_years(world):
    """Of three of 80 years one has known Anna for a thousand days, one has not met her for three years, one has nobody;
    a girl of ten is not counted."""
    anna, day = add_gp(world), FIRST_DAY + 2 * YEAR
    go_to(world, day)
    add_resident(world, usual_gp=anna, usual_gp_since=day - 1000, usual_gp_last=day - 700)
    add_resident(world, usual_gp=anna, usual_gp_since=day - 2000, usual_gp_last=day - 3 * YEAR)
    add_resident(world)
    add_resident(world, age=10, usual_gp=anna, usual_gp_since=day - 9, usual_gp_last=day)
    close_year(world)
    names = ("old_persons", "usual_gp_persons", "usual_gp_days")
    assert [counted(world, name) for name in names] == [3, 1, 1000]


def test_the_effective_number_of_doctors_of_home_nursing(world):
    """Three contacts with Anna and one with Bo: exp(-(3/4 ln 3/4 + 1/4 ln 1/4)) = 1.755; calls count, nurses and
    those who are not enrolled do not."""
    anna, bo, nurse = add_gp(world), add_gp(world), add_nurse(world)
    berit, carl = add_resident(world, enrolled=1), add_resident(world)
    for resident, who, mode in (
        (berit, anna, CLINIC), (berit, anna, PHONE), (berit, anna, WARD), (berit, bo, PHONE),
        (berit, nurse, HOME_VISIT), (carl, bo, CLINIC), (carl, bo, CLINIC),
    ):  # fmt: skip
        meet(world, resident, who, mode)
    effective_clinicians(world)
    by_hand = exp(-(0.75 * log(0.75) + 0.25 * log(0.25)))
    assert counted(world, "effective_clinicians_thousandths", SORSELE) == round(1000 * by_hand)
    assert counted(world, "effective_clinicians_districts") == 1


# what is kept


def test_weak_and_uncounted_ties_are_swept_and_others_keep_their_order(world):
    """After 600 days a fifth has worn down to 0.2 / 64 < 0.02. Two years later nothing counts any more: the usual GP's
    tie is kept all the same, Bo's is not; a nurse who was met again is kept, one who is gone and the dead's are not."""
    anna, bo = add_gp(world), add_gp(world)
    nina, olle = add_nurse(world), add_nurse(world)
    berit, carl = add_resident(world), add_resident(world)
    for resident in (berit, carl):
        for who in (anna, bo, nina, olle):
            meet(world, resident, who, CLINIC)
    sweep_ties(world)
    assert world.now["ties"][0] == 8
    go_to(world, FIRST_DAY + 600)
    for _ in range(2):
        close_year(world)
    meet(world, berit, nina, HOME_VISIT)
    meet(world, carl, nina, HOME_VISIT)
    meet(world, berit, olle, HOME_VISIT)
    world.staff["status"][olle], world.residents["status"][carl] = GONE, DEAD
    sweep_ties(world)
    assert [find_tie(world, berit, who) >= 0 for who in (anna, bo, nina, olle)] == [True, False, True, False]
    assert [find_tie(world, carl, who) >= 0 for who in (anna, bo, nina, olle)] == [True, False, False, False]
    assert world.now["ties"][0] == 3
    assert knows(world, berit, nina) == pytest.approx(0.5 + 0.5 * 0.2 / 64)


def test_a_full_pool_of_ties_is_told(world):
    world.now["ties"] = world.ties.size
    anna, berit = add_gp(world), add_resident(world)
    meet(world, berit, anna, CLINIC)
    assert world.now["overflow"][0] > 0 and find_tie(world, berit, anna) == -1


def test_the_ties_an_elders_agent_shows(world):
    """A GP met once and one who has left: 0.2 and nothing."""
    anna, bo, berit = add_gp(world), add_gp(world), add_resident(world, frailty=MODERATE)
    meet(world, berit, anna, CLINIC)
    meet(world, berit, bo, CLINIC)
    depart(world, bo)

    class Model:
        pass

    Model.world = world
    elder = FrailElder.__new__(FrailElder)
    elder.model, elder.row = Model, berit
    assert elder.ties == {anna: pytest.approx(0.2), bo: 0.0} and elder.age == 80


# the past


def test_the_first_day_gives_the_old_a_usual_gp_and_the_enrolled_a_nurse(world):
    """Shares of 1 and 0: all who are old or frail have one of the unit's own GPs, the young none; ties as old as the
    years together, never older than the GP's years here."""
    for name, value in {"past_usual_gp_share_old": 1, "past_usual_gp_share_young": 0}.items():
        world.parameters[name] = value
    anna = add_gp(world, since=FIRST_DAY - 1000)
    add_gp(world, employment=LOCUM, status=1)
    add_gp(world, employment=REMOTE)
    add_gp(world, unit=STORUMAN)
    nina = add_nurse(world, since=FIRST_DAY - 300)
    old, frail = add_resident(world), add_resident(world, age=40, frailty=MODERATE, enrolled=1, visits_a_year=73)
    young, elsewhere, dead = add_resident(world, age=40), add_resident(world, unit=2), add_resident(world, status=DEAD)
    draw_past(world)
    assert world.residents["usual_gp"][[old, frail, young, elsewhere, dead]].tolist() == [anna, anna, -1, -1, -1]
    assert world.staff["panel"][anna] == 2
    since = world.residents["usual_gp_since"][[old, frail]]
    assert (since >= FIRST_DAY - 1000).all() and (since < FIRST_DAY).all()
    assert world.residents["contact_nurse"][[old, frail]].tolist() == [-1, nina]
    # A visit every fifth day for 299 days, the last yesterday: 0.5 / (1 - k/2) x (1 - (k/2)^59.8), k = 2^(-1/20).
    passed = 0.5 * 2 ** (-1 / 20)
    by_hand = 0.5 / (1 - passed) * (1 - passed**59.8)
    assert knows(world, frail, nina) == pytest.approx(by_hand * 2 ** (-1 / 100))
    assert 0 < knows(world, old, anna) < 1


def test_where_no_gp_of_its_own_works_nobody_has_one(world):
    world.parameters["past_usual_gp_share_old"] = 1
    add_gp(world, employment=LOCUM, status=1)
    berit = add_resident(world, enrolled=1)
    draw_past(world)
    assert world.residents["usual_gp"][berit] == -1 and world.residents["contact_nurse"][berit] == -1
    assert np.asarray(world.staff["role"])[0] == GP and world.now["ties"][0] == 0
