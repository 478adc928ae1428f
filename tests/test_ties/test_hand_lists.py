"""Lists by hand: whose list a resident is on, who is booked with whom first, and who changes GP.

In Sorsele a list holds a hundred residents a full-time GP. Anna has been there for ten years.
"""

import numpy as np
import pytest
from villages import (
    FIRST_DAY,
    SORSELE,
    STORUMAN,
    add_gp,
    add_post,
    add_resident,
    counted,
    empty_region,
    go_to,
)

from rural_abm.model.care.needs.needs import clear_out
from rural_abm.model.care.primary.listing import choose_other_gp, consider_change, name_gps
from rural_abm.model.people.calendar import care_day, schedule
from rural_abm.model.people.lately import note_coming, note_illness
from rural_abm.model.people.records import ALIVE, DEAD, ENROLLED, LONG_AGO, NEVER
from rural_abm.model.staff.posts.turnover import depart, recruit
from rural_abm.model.staff.records import LOCUM, REMOTE, TRAINEE
from rural_abm.model.ties.bonds import knows, meet, take_usual_gp
from rural_abm.model.ties.list_changes import plan_wish, wants_to_change, wish_ceiling, wish_rate
from rural_abm.model.ties.list_places import offer_places
from rural_abm.model.ties.lists import booked_first, count_lists, join_list, list_of, places_left
from rural_abm.model.ties.past import draw_past
from rural_abm.model.ties.records import CLINIC

YEAR = 365
TEN_YEARS_AGO = FIRST_DAY - 10 * YEAR


@pytest.fixture
def world():
    """Everyone is named; nobody wants to change unless a story says so."""
    return empty_region(
        lists_for_all=1, list_cap_residents=100, list_change_per_year=0, past_usual_gp_share_young=1,
        past_usual_gp_share_old=1, gp_leaving_per_year=0, hourly_after_retirement_share=0,
    )  # fmt: skip


def on_list(world, gp, count=1, since=FIRST_DAY, named=1, **fields):
    """Residents on the list of a GP, whom they know by name only; returns their rows."""
    rows = [add_resident(world, **fields) for _ in range(count)]
    for row in rows:
        join_list(world, row, gp)
        world.lists[row].since, world.lists[row].named = since, named
        if named:
            take_usual_gp(world, row, gp)
            world.residents[row].usual_gp_last = LONG_AGO
    return rows


# who is on whose list


def test_places_follow_the_share_of_full_time_and_only_permanent_gps_have_any(world):
    anna, bo = add_gp(world), add_gp(world, full_time=0.5)
    others = [add_gp(world, employment=one) for one in (LOCUM, TRAINEE, REMOTE)]
    assert [int(places_left(world, row)) for row in (anna, bo, *others)] == [100, 50, 0, 0, 0]
    on_list(world, bo, 3)
    assert places_left(world, bo) == 47 and world.staff["listed"][bo] == 3


def test_the_first_day_fills_the_lists_and_the_rest_are_on_the_vacant_list(world):
    """Forty residents, two lists of ten and of five: fifteen have a GP, none for longer than the GP has been there."""
    world.parameters["list_cap_residents"] = 10
    anna, bo = add_gp(world, since=TEN_YEARS_AGO), add_gp(world, full_time=0.5, since=FIRST_DAY - 100)
    rows = [add_resident(world) for _ in range(40)]
    draw_past(world)
    mine = world.lists[rows]
    assert [(mine["gp"] == gp).sum() for gp in (anna, bo, -1)] == [10, 5, 25]
    assert (mine["since"][mine["gp"] == anna] == TEN_YEARS_AGO).all(), "nobody has ever changed by choice"
    assert (mine["since"][mine["gp"] == bo] == FIRST_DAY - 100).all()
    usual = world.residents["usual_gp"][rows]
    assert (usual[mine["gp"] >= 0] == mine["gp"][mine["gp"] >= 0]).all() and (usual[mine["gp"] < 0] == -1).all()


def test_where_people_change_often_most_have_been_on_a_list_for_a_short_time(world):
    """At two changes a year the mean is half a year: of forty, 0.3 to 0.8 (four standard errors are 0.3)."""
    world.parameters["list_change_per_year"], world.parameters["list_serial_share"] = 2, 0
    anna = add_gp(world, since=TEN_YEARS_AGO)
    rows = [add_resident(world) for _ in range(40)]
    draw_past(world)
    years = (FIRST_DAY - world.lists["since"][rows]) / YEAR
    assert 0.2 < years.mean() < 0.8 and (world.lists["gp"][rows] == anna).all()


def test_who_has_been_on_the_list_for_a_day_has_hardly_met_the_gp(world):
    """The first contact comes after coming on the list: it is not drawn by itself."""
    anna = add_gp(world, since=FIRST_DAY - 1)
    rows = [add_resident(world) for _ in range(20)]
    draw_past(world)
    assert (world.residents["usual_gp"][rows] == anna).all()
    assert (world.residents["usual_gp_last"][rows] == LONG_AGO).sum() >= 18
    assert sum(knows(world, row, anna) > 0 for row in rows) <= 2


# what a list does and does not


def test_berit_is_listed_with_anna_on_paper_and_sees_whoever_is_there(world):
    """She becomes Anna's patient by meeting her, but her bookings still go to anyone; Bo, whom she meets, does not."""
    anna, bo = add_gp(world), add_gp(world)
    (berit,) = on_list(world, anna, named=0)
    assert booked_first(world, berit) == -1
    meet(world, berit, bo, CLINIC)
    assert world.residents["usual_gp"][berit] == -1
    meet(world, berit, anna, CLINIC)
    assert world.residents["usual_gp"][berit] == anna and booked_first(world, berit) == -1
    world.lists["named"][berit] = 1
    assert booked_first(world, berit) == anna


def test_the_years_of_a_tie_begin_with_the_first_contact_however_long_the_list(world):
    anna = add_gp(world, since=TEN_YEARS_AGO)
    (berit,) = on_list(world, anna, since=TEN_YEARS_AGO)
    assert booked_first(world, berit) == anna and knows(world, berit, anna) == 0
    go_to(world, FIRST_DAY + 30)
    meet(world, berit, anna, CLINIC)
    assert world.residents["usual_gp_since"][berit] == FIRST_DAY + 30
    assert world.lists["since"][berit] == TEN_YEARS_AGO


def test_governance_that_names_a_gp_for_the_sickest_names_the_gp_of_the_list(world):
    """Berit is on Anna's list on paper; Carl, on the vacant list, gets the one place that Bo has."""
    anna, bo = add_gp(world), add_gp(world)
    (berit,) = on_list(world, anna, named=0, enrolled=ENROLLED, visits_a_year=200)
    carl = add_resident(world, enrolled=ENROLLED, visits_a_year=200)
    on_list(world, anna, 1, named=0)
    world.parameters["list_cap_residents"] = 2
    on_list(world, bo, 1, named=0)
    world.levers["named_gp_residents_per_thousand"][SORSELE] = 600
    name_gps(world)
    assert world.residents["usual_gp"][[berit, carl]].tolist() == [anna, bo]
    assert world.lists["gp"][carl] == bo and world.lists["named"][[berit, carl]].tolist() == [1, 1]


# lists pass on


def test_annas_list_waits_for_her_successor_who_knows_nobody_on_it(world):
    """Berit has known Anna for ten years, Carl is on the list on paper; Bo begins half a year later."""
    anna = add_gp(world, since=TEN_YEARS_AGO)
    post = int(world.staff["post"][anna])
    (berit,), (carl,) = on_list(world, anna, since=TEN_YEARS_AGO), on_list(world, anna, named=0, since=TEN_YEARS_AGO)
    meet(world, berit, anna, CLINIC)
    depart(world, anna)
    assert world.lists["gp"][[berit, carl]].tolist() == [list_of(post)] * 2
    assert counted(world, "list_changes_by_leaving") == 2 and world.staff["listed"][anna] == 0
    go_to(world, FIRST_DAY + 182)
    bo = recruit(world, post)
    assert world.lists["gp"][[berit, carl]].tolist() == [bo, bo] and world.staff["listed"][bo] == 2
    assert (world.lists["since"][[berit, carl]] == FIRST_DAY + 182).all(), "no longer than Bo's tenure"
    assert knows(world, berit, bo) == 0
    assert world.residents["usual_gp"][[berit, carl]].tolist() == [bo, -1]
    assert world.residents["usual_gp_last"][berit] == LONG_AGO


def test_who_meets_bo_while_annas_list_waits_stays_on_annas_list(world):
    """Unlike without lists, where the first doctor met takes the patient over."""
    anna, bo = add_gp(world), add_gp(world)
    (berit,) = on_list(world, anna)
    post = int(world.staff["post"][anna])
    depart(world, anna)
    meet(world, berit, bo, CLINIC)
    assert world.residents["usual_gp"][berit] == list_of(post)
    cia = recruit(world, post)
    assert world.lists["gp"][berit] == cia and world.residents["usual_gp"][berit] == cia


def test_a_successor_with_a_smaller_post_takes_as_many_as_there_are_places(world):
    anna = add_gp(world)
    post = int(world.staff["post"][anna])
    rows = on_list(world, anna, 6)
    depart(world, anna)
    world.posts["share"][post] = 0.04
    bo = recruit(world, post)
    assert (world.lists["gp"][rows] == bo).sum() == 4 and (world.lists["gp"][rows] == -1).sum() == 2
    assert (world.residents["usual_gp"][rows] >= 0).sum() == 4


def test_free_places_are_offered_each_month_to_the_vacant_list_and_to_newcomers(world):
    """Three places at Sorsele; four wait there and one at Storuman; whose post is closed waits with them."""
    anna, closed = add_gp(world), add_post(world)
    world.parameters["list_cap_residents"] = 3
    rows = [add_resident(world) for _ in range(3)]
    waits, elsewhere = add_resident(world), add_resident(world, unit=STORUMAN)
    world.lists["gp"][waits] = list_of(closed)
    offer_places(world)
    assert (world.lists["gp"][rows] == anna).all() and world.lists["gp"][waits] == list_of(closed)
    assert (world.residents["usual_gp"][rows] == anna).all() and world.lists["gp"][elsewhere] == -1
    world.parameters["list_cap_residents"], world.posts["active"][closed] = 4, 0
    offer_places(world)
    assert world.lists["gp"][waits] == anna


def test_the_dead_leave_their_place_and_their_days_are_counted_while_they_live(world):
    anna = add_gp(world, since=TEN_YEARS_AGO)
    berit, carl = on_list(world, anna, 2, since=FIRST_DAY - 100)
    dora = add_resident(world)
    count_lists(world)
    assert [counted(world, name) for name in ("list_persons", "listed_persons", "listed_days")] == [3, 2, 200]
    world.residents["status"][carl] = DEAD
    clear_out(world, carl)
    count_lists(world)
    assert world.staff["listed"][anna] == 1 and counted(world, "list_persons") == 5
    assert world.residents["status"][[berit, dora]].tolist() == [ALIVE, ALIVE]


# who changes by choice


def wishes(world, row, number):
    """How many of so many candidates are wishes."""
    return sum(wants_to_change(world, row) for _ in range(number))


def test_the_rate_follows_the_person_and_is_raised_by_illness_and_by_moving_in(world):
    """0.02 a year times 4^0.5; of candidates at six times that rate a sixth count, half of them after illness."""
    p = world.parameters[0]
    p.list_change_per_year, p.list_change_person_power, p.list_serial_share = 0.02, 0.5, 0
    p.list_change_ill_rise, p.list_change_moved_rise = 2, 1
    berit = add_resident(world, person_factor=4.0)
    assert wish_rate(world.residents[berit], p, 1) * YEAR == pytest.approx(0.04) and wish_ceiling(p) == 6
    assert 60 < wishes(world, berit, 600) < 140, "a hundred expected, four standard errors are 37"
    note_illness(world, berit)
    assert 250 < wishes(world, berit, 600) < 350
    note_coming(world, berit)
    assert wishes(world, berit, 600) == 600
    go_to(world, FIRST_DAY + 183)
    assert 150 < wishes(world, berit, 600) < 250, "no longer newly ill, but has moved in"
    go_to(world, FIRST_DAY + 731)
    assert 60 < wishes(world, berit, 600) < 140


def test_serial_changers_change_more_often_and_the_mean_stays(world):
    """One in four changes five times as often: 2.5 and 0.5 times the mean."""
    p = world.parameters[0]
    p.list_change_per_year, p.list_serial_share, p.list_serial_ratio = 0.02, 0.25, 5
    rates = [wish_rate(world.residents[add_resident(world)], p, 1) * YEAR / 0.02 for _ in range(40)]
    assert set(np.round(rates, 9)) == {2.5, 0.5} and 0.6 < np.mean(rates) < 1.5


def test_a_wish_is_planned_in_the_calendar_and_carried_out_on_its_day(world):
    """Berit leaves Anna for Bo; the wish comes up again each time; where no list has a place she stays."""
    p = world.parameters[0]
    p.list_change_per_year, p.list_change_ill_rise, p.list_change_moved_rise, p.list_serial_share = 1, 0, 0, 0
    anna, bo = add_gp(world, since=TEN_YEARS_AGO), add_gp(world)
    (berit,) = on_list(world, anna, since=TEN_YEARS_AGO)
    meet(world, berit, anna, CLINIC)
    plan_wish(world, berit)
    schedule(world, berit)
    day = int(world.lists["wish_day"][berit])
    assert FIRST_DAY < day < NEVER and world.residents["next_day"][berit] == care_day(world, berit) == day
    consider_change(world, berit)
    assert world.lists["gp"][berit] == anna, "not before its day"
    go_to(world, day)
    consider_change(world, berit)
    assert (world.lists["gp"][berit], world.lists["since"][berit]) == (bo, day)
    assert world.lists["wish_day"][berit] > day and world.lists["wishes"][berit] == 1
    assert world.staff["listed"][[anna, bo]].tolist() == [0, 1] and counted(world, "list_changes_of_choice") == 1
    r = world.residents[berit]
    assert (r.usual_gp, r.usual_gp_last) == (bo, LONG_AGO) and knows(world, berit, anna) > 0
    world.staff["full_time"][anna] = 0.001
    assert not choose_other_gp(world, berit) and world.lists["gp"][berit] == bo


def test_whoever_has_a_named_gp_among_the_sickest_keeps_that_gp(world):
    world.parameters["list_change_per_year"] = 1
    anna, _ = add_gp(world), add_gp(world)
    (berit,) = on_list(world, anna)
    world.residents["named_gp"][berit] = 1
    world.lists["ill_day"][berit] = world.lists["came_day"][berit] = world.lists["wish_day"][berit] = FIRST_DAY
    consider_change(world, berit)
    assert world.lists["gp"][berit] == anna and world.lists["wishes"][berit] == 1


def test_no_lists_are_kept_while_they_are_off(world):
    """As it was: whoever is met becomes the usual GP, and nobody is on a list."""
    world.parameters["lists_for_all"] = 0
    anna, bo = add_gp(world), add_gp(world)
    berit = add_resident(world)
    draw_past(world)
    offer_places(world)
    note_illness(world, berit)
    world.residents["usual_gp"][berit] = -1
    meet(world, berit, bo, CLINIC)
    assert world.residents["usual_gp"][berit] == bo == booked_first(world, berit)
    mine = world.lists[berit]
    assert (mine.gp, mine.named, mine.wish_day, mine.ill_day) == (-1, 0, NEVER, LONG_AGO)
    assert world.staff["listed"][[anna, bo]].tolist() == [0, 0]
