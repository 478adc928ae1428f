"""Places on lists: given out on the first day, with years in steady state, and on the first of each month."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import exponential, process, uniform
from rural_abm.model.people.calendar import relink
from rural_abm.model.people.illness import severe_rate
from rural_abm.model.people.persons import is_old, year_age
from rural_abm.model.people.records import ALIVE, MODERATE, NEVER
from rural_abm.model.ties.list_changes import plan_wish, wish_rate
from rural_abm.model.ties.lists import (
    VACANT_LIST,
    gp_with_place,
    join_list,
    leave_list,
    list_of,
    lists_are_kept,
    places_left,
)
from rural_abm.model.ties.succession import know_list_gp

HAS_USUAL = process("ties.past_has_usual_gp")
PLACE_ORDER = process("ties.list_place_order")
PAST_LIST = process("ties.list_past_years")
PAST_ILLNESS = process("ties.list_past_illness")


@kernel
def has_usual_gp(world, row):
    """Return whether the resident is one of those who have a usual GP today: likelier for the old and the frail."""
    p = world.parameters[0]
    needs_more = world.residents[row].frailty >= MODERATE or is_old(world, row)
    share = p.past_usual_gp_share_old if needs_more else p.past_usual_gp_share_young
    return uniform(world.now[0].seed, HAS_USUAL, world.residents[row].key, 0) <= share


@kernel
def start_lists(world):
    """Put the residents of the first day on lists, as far as there are places, in the order of an addressed draw."""
    if not lists_are_kept(world):
        return
    for row in in_order_of_places(world):
        draw_past_illness(world, row)
        gp = gp_with_place(world, row, world.residents[row].unit, 0)
        if gp >= 0:
            join_list(world, row, gp)
            world.lists[row].since = past_of_list(world, row, gp)
        world.lists[row].named = 1 if has_usual_gp(world, row) else 0
        plan_wish(world, row)


@kernel
def in_order_of_places(world):
    """Return the rows of the living on a vacant list of a unit, in the order of this month's addressed draw."""
    now = world.now[0]
    rows = np.empty(now.residents, np.int64)
    draws = np.empty(now.residents)
    count = 0
    for row in range(now.residents):
        if world.residents[row].status == ALIVE and world.lists[row].gp == VACANT_LIST:
            rows[count] = row
            draws[count] = uniform(now.seed, PLACE_ORDER, world.residents[row].key, now.day)
            count += 1
    return rows[:count][np.argsort(draws[:count])]


@kernel
def past_of_list(world, row, gp):
    """Return the day since which a resident of the first day has been on the list, as in a steady state.

    At a constant hazard of leaving the time passed is exponential, as the time to come is; no one has been on a list
    for longer than the GP has been there, or before birth; those whose birthday lies in the warm-up come on it today.
    The share of time newly ill is that of today's rate.
    """
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    ill = 1.0 - np.exp(-severe_rate(r, p, year_age(r, now.day, p)) * p.list_change_ill_days)
    rate = wish_rate(r, p, now.seed) * (1.0 + p.list_change_ill_rise * ill)
    earliest = min(max(np.int64(world.staff[gp].since), np.int64(r.birth_day)), np.int64(now.day))
    days = exponential(now.seed, PAST_LIST, r.key, 0) / rate if rate > 0 else np.inf
    return max(earliest, now.day - np.int64(min(days, np.float64(now.day - earliest))))


@kernel
def draw_past_illness(world, row):
    """Draw the day of the last severe episode of a resident of the first day, at today's rate."""
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    rate = severe_rate(r, p, year_age(r, now.day, p))
    if rate <= 0:
        return
    days = exponential(now.seed, PAST_ILLNESS, r.key, 0) / rate
    if days <= p.list_change_ill_days:
        world.lists[row].ill_day = now.day - np.int64(days)


@kernel
def offer_places(world):
    """Monthly, where lists are kept: offer free places on GPs' lists to those on their unit's vacant list.

    Among them are newcomers; a list whose post is closed is part of the vacant list.
    """
    if not lists_are_kept(world):
        return
    end_closed_lists(world)
    begin_wishes(world)
    free = free_places(world)
    for row in in_order_of_places(world):
        if free[world.residents[row].unit] > 0:
            gp = gp_with_place(world, row, world.residents[row].unit, 0)
            join_list(world, row, gp)
            free[world.residents[row].unit] -= 1
        know_list_gp(world, row)


@kernel
def begin_wishes(world):
    """Plan the first wish to change GP of everyone who has come lately, and draw whether bookings go to a GP first.

    Governance may have given some of them a GP already.
    """
    for row in range(world.now[0].residents):
        mine = world.lists[row]
        if mine.wish_day != NEVER or world.residents[row].status != ALIVE:
            continue
        if has_usual_gp(world, row):
            mine.named = 1
        plan_wish(world, row)
        relink(world, row, world.now[0].day)


@kernel
def end_closed_lists(world):
    """Put those who wait for the holder of a post that exists no more on the vacant list."""
    for row in range(world.now[0].residents):
        if world.lists[row].gp >= VACANT_LIST:
            continue
        post = list_of(world.lists[row].gp)
        if world.posts[post].active == 0:
            leave_list(world, row, VACANT_LIST)
            know_list_gp(world, row)


@kernel
def free_places(world):
    """Return the free places on the lists of each unit's GPs."""
    free = np.zeros(world.units.size, np.int64)
    for staff_row in range(world.now[0].staff):
        places = places_left(world, staff_row)
        if places > 0:
            free[world.staff[staff_row].unit] += places
    return free
