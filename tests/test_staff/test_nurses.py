"""One local market of nurses: moves between roles, strain that spreads, hours bought between principals."""

import numpy as np
import pytest
from worlds import duty_rows

from rural_abm.model.staff.decisions.load import carried_load
from rural_abm.model.staff.decisions.situation import read_situation
from rural_abm.model.staff.posts.nurses import exchange_staff, nurse_filling
from rural_abm.model.staff.posts.wards import staffed_share
from rural_abm.model.staff.records import AMBULANCE_NURSE, EMPLOYED, HOME_NURSE, WARD_NURSE

UNIT = 3


def people(world):
    return np.asarray(world.staff)[: world.now["staff"][0]]


def empty(world, unit, role):
    """Take all holders of a role off their posts."""
    posts = np.asarray(world.posts)
    for post in np.flatnonzero((posts["unit"] == unit) & (posts["role"] == role) & (posts["holder"] >= 0)):
        row = posts["holder"][post]
        posts["holder"][post], posts["vacant_since"][post] = -1, world.now["day"][0]
        world.staff["post"][row], world.staff["status"][row] = -1, 0


def vacant(world, unit, role):
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    return np.flatnonzero((posts["unit"] == unit) & (posts["role"] == role) & (posts["holder"] < 0))


def test_nurses_move_to_the_lighter_work(make_world):
    world = make_world(1)
    empty(world, UNIT, HOME_NURSE)
    staff = people(world)
    outside, even = nurse_filling(read_situation(world), UNIT, HOME_NURSE)
    staff["strain"][(staff["unit"] == UNIT) & (staff["role"] == WARD_NURSE)] = 2.0
    _, strained = nurse_filling(read_situation(world), UNIT, HOME_NURSE)
    assert strained > even == pytest.approx(world.parameters["nurse_moving_per_year"][0])
    assert outside == world.parameters["nurse_filling_per_year"][0]


def test_a_shortage_moves_but_the_number_of_nurses_does_not(make_world, month_of):
    """With nobody from elsewhere and nobody leaving, moves leave as many vacant posts as before."""
    world = make_world(1, nurse_moving_per_year=0.5)
    for name in ("nurse_filling_per_year", "nurse_leaving_per_year", "gp_filling_per_year"):
        world.parameters[name] = 0
    people(world)["retires_day"] = 2**30
    empty(world, UNIT, HOME_NURSE)
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    nurses = posts["role"] != 0
    before = int((posts["holder"][nurses] < 0).sum())
    for month in range(24):
        world.now["month"], world.now["day"] = 12 + month, 365 + month * 365 // 12
        world.now["reported_day"] = world.now["day"] - 365
        month_of(world)
    assert int((posts["holder"][nurses] < 0).sum()) == before
    assert np.asarray(world.unit_counts)["nurses_moved"].sum() > 0
    assert vacant(world, UNIT, HOME_NURSE).size < before
    staff = people(world)
    held = posts["holder"][nurses & (posts["holder"] >= 0)]
    assert len(set(held)) == held.size and (staff["status"][held] == EMPLOYED).all()


def test_those_who_stay_carry_a_part_of_vacant_shifts(make_world):
    world = make_world(1)
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    ward = (posts["unit"] == UNIT) & (posts["role"] == AMBULANCE_NURSE)
    held = int((posts["holder"][ward] >= 0).sum())
    load = carried_load(world, world.parameters[0])[UNIT, AMBULANCE_NURSE]
    assert load == pytest.approx(1 + 0.5 * (ward.sum() - held) / held)


@pytest.mark.parametrize("short, sign", [(HOME_NURSE, 1), (WARD_NURSE, -1)])
def test_hours_are_bought_by_the_side_that_is_short(make_world, short, sign):
    world = make_world(1)
    world.levers["staff_exchange_hours_a_month"][UNIT] = 160
    exchange_staff(world)
    empty(world, UNIT, short)
    before = staffed_share(world)[UNIT]
    exchange_staff(world)
    lent = np.asarray(world.unit_states)["lent_minutes_a_day"]
    assert np.sign(lent[UNIT]) == sign and (np.delete(lent, UNIT) == 0).all()
    assert abs(lent[UNIT]) <= 160 * 60 / (365 / 12) + 1e-9
    assert (staffed_share(world)[UNIT] - before) * sign < 0
    money = np.asarray(world.activity)[world.now["month"][0]]
    bought = money["nurse_hours_to_municipality"].sum(), money["nurse_hours_to_region"].sum()
    assert (bought[0] > 0, bought[1] > 0) == (sign > 0, sign < 0)


def test_lent_nurses_stand_on_the_other_side_once(make_world, run_days):
    """Over four weeks ward nurses stand on home nursing's list for the hours bought, nobody on two lists."""
    world = make_world(1)
    world.parameters["nurse_filling_per_year"] = 0
    world.levers["staff_exchange_hours_a_month"][UNIT] = 160
    empty(world, UNIT, HOME_NURSE)
    exchange_staff(world)
    lent = float(world.unit_states["lent_minutes_a_day"][UNIT])
    shifts = 0

    def look(world):
        nonlocal shifts
        home, ward = (duty_rows(world, UNIT, role) for role in (HOME_NURSE, WARD_NURSE))
        assert not set(home.tolist()) & set(ward.tolist())
        shifts += int((people(world)["role"][home] == WARD_NURSE).sum())

    world.now["day"] += 1
    run_days(world, 28, look)
    assert shifts == pytest.approx(28 * lent / 480, abs=2)
