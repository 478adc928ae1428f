"""Listing: named GPs of the sickest, home-nursing units, remote panels, monitors, changes of GP."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import THOUSAND
from rural_abm.governance.schema import option_code
from rural_abm.model.care.contacts import travel_minutes
from rural_abm.model.people.persons import is_old
from rural_abm.model.people.records import (
    ALIVE,
    COPD,
    ENROLLED,
    HEART_FAILURE,
    NOT_ENROLLED,
    SPECIAL_HOUSING,
)
from rural_abm.model.staff.records import EMPLOYED, GP, LOCUM, REMOTE
from rural_abm.model.ties.bonds import drop_usual_gp, take_usual_gp
from rural_abm.model.ties.list_changes import change_list, wants_to_change
from rural_abm.model.ties.lists import VACANT_LIST, gp_with_place, leave_list, lists_are_kept, may_hold_list, may_join
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

GP_GIVEN = process("care.gp_given")
CHANGES_DOCTOR = process("care.changes_doctor")
SCORES = 1024
BY_DISTRICT = option_code("listing", "district")
DECLARATION = Declaration(
    fields=(
        Field("monitored", "i1", "flag", "has a monitoring place at home", (0, 1)),
        Field("named_gp", "i1", "flag", "one of the sickest who have one fixed GP", (0, 1)),
    ),
    counts=counted(
        ("changes_of_choice", "persons", "changes of unit or GP by dissatisfied residents"),
    ),
)


@kernel
def need_score(world, row):
    """Return how sick the organisations' own records say a resident is, 0 .. SCORES - 1.

    It counts visits granted per year in home nursing, and bed days of this year and last year, each counted as
    `bed_day_need_visits`.
    """
    r = world.residents[row]
    days = np.int64(r.bed_days_this_year) + np.int64(r.bed_days_last_year)
    score = np.int64(r.visits_a_year) * r.enrolled + np.int64(world.parameters[0].bed_day_need_visits * days)
    return min(score, SCORES - 1)


@kernel
def cut_offs(world, places, candidates):
    """Return by unit the lowest score that at most `places[unit]` of its candidates (flags by row) reach.

    SCORES, which no one reaches, where there are no places.
    """
    tally = np.zeros((world.units.size, SCORES), np.int64)
    for row in range(world.now[0].residents):
        if candidates[row] == 1:
            tally[world.residents[row].unit, need_score(world, row)] += 1
    lowest = np.full(world.units.size, SCORES)
    for unit in range(world.units.size):
        left = places[unit]
        if left <= 0:
            continue
        score = SCORES - 1
        while score > 0 and tally[unit, score] <= left:
            left -= tally[unit, score]
            score -= 1
        lowest[unit] = score + 1
    return lowest


@kernel
def name_gps(world):
    """Monthly, where the sickest have one fixed GP: name them by need score, and give those without one a GP.

    That GP is a permanent one.
    """
    asked = 0
    places = np.zeros(world.units.size, np.int64)
    for unit in range(world.units.size):
        u = world.unit_states[unit]
        levers = world.levers[unit]
        asked += levers.named_gp_residents_per_thousand + u.named
        places[unit] = np.int64(levers.named_gp_residents_per_thousand) * u.list_size // THOUSAND
        u.named = 0
    if asked == 0:
        return
    candidates = np.zeros(world.now[0].residents, np.int8)
    for row in range(world.now[0].residents):
        candidates[row] = 1 if world.residents[row].status == ALIVE else 0
    lowest = cut_offs(world, places, candidates)
    for row in range(world.now[0].residents):
        r = world.residents[row]
        if r.status != ALIVE:
            continue
        r.named_gp = 1 if need_score(world, row) >= lowest[r.unit] else 0
        world.unit_states[r.unit].named += r.named_gp
        if r.named_gp == 1 and r.usual_gp < 0:
            give_gp(world, row)


@kernel
def give_gp(world, row):
    """Give a resident one of the unit's own GPs, independent of the order of calls (rendezvous hashing).

    Home-nursing patients are given a physician of the home-nursing unit where there is one. While lists are kept,
    others are given the GP of their list, and a GP without one must have a free place.
    """
    r = world.residents[row]
    now = world.now[0]
    best = np.int64(-1)
    highest = 0.0
    home_unit = r.enrolled == ENROLLED and world.levers[r.unit].home_nursing_unit_gp_half_days_a_week > 0
    kept = lists_are_kept(world)
    if kept and not home_unit and world.lists[row].gp >= 0:
        take_usual_gp(world, row, np.int64(world.lists[row].gp))
        return
    for staff_row in range(now.staff):
        s = world.staff[staff_row]
        if s.role != GP or s.status != EMPLOYED or s.unit != r.unit or s.employment == LOCUM or s.employment == REMOTE:
            continue
        if home_unit and s.dedicated == 0:
            continue
        if kept and not (may_hold_list(s) and may_join(world, row, staff_row)):
            continue
        draw = uniform(now.seed, GP_GIVEN, combine(r.key, s.key), 0)
        if draw > highest:
            highest = draw
            best = np.int64(staff_row)
    if best >= 0:
        take_usual_gp(world, row, best)


@kernel
def list_at_home_unit(world):
    """Monthly, where there is a home-nursing unit: make its physician the usual GP of the enrolled."""
    half_days = 0
    for unit in range(world.units.size):
        half_days += world.levers[unit].home_nursing_unit_gp_half_days_a_week
    if half_days == 0:
        return
    for row in range(world.now[0].residents):
        r = world.residents[row]
        if (
            r.status != ALIVE
            or r.enrolled == NOT_ENROLLED
            or world.levers[r.unit].home_nursing_unit_gp_half_days_a_week == 0
        ):
            continue
        if r.usual_gp < 0 or world.staff[r.usual_gp].dedicated == 0:
            give_gp(world, row)


@kernel
def list_with_remote(world):
    """Monthly, where a remote physician has a panel: list residents of old age without a usual GP, in key order."""
    now = world.now[0]
    for staff_row in range(now.staff):
        s = world.staff[staff_row]
        if s.employment != REMOTE or s.status != EMPLOYED:
            continue
        places = np.zeros(world.units.size, np.int64)
        places[s.unit] = np.int64(world.levers[s.unit].remote_gp_panel) - np.int64(s.panel)
        if places[s.unit] <= 0:
            continue
        candidates = np.zeros(now.residents, np.int8)
        for row in range(now.residents):
            r = world.residents[row]
            if r.status == ALIVE and r.unit == s.unit and r.usual_gp < 0 and is_old(world, row):
                candidates[row] = 1
        lowest = cut_offs(world, places, candidates)
        for row in range(now.residents):
            if candidates[row] == 1 and need_score(world, row) >= lowest[s.unit]:
                take_usual_gp(world, row, staff_row)


@kernel
def give_monitors(world):
    """Monthly: give monitoring places to the enrolled with heart failure or COPD of the highest need score."""
    now = world.now[0]
    asked = 0
    places = np.zeros(world.units.size, np.int64)
    for unit in range(world.units.size):
        u = world.unit_states[unit]
        levers = world.levers[unit]
        asked += levers.monitoring_places + u.monitored
        places[unit] = levers.monitoring_places
        u.monitored = 0
    if asked == 0:
        return
    candidates = np.zeros(now.residents, np.int8)
    for row in range(now.residents):
        r = world.residents[row]
        suits = r.conditions & HEART_FAILURE != 0 or r.conditions & COPD != 0
        if r.status == ALIVE and r.enrolled == ENROLLED and r.dwelling != SPECIAL_HOUSING and suits:
            candidates[row] = 1
    lowest = cut_offs(world, places, candidates)
    for row in range(now.residents):
        r = world.residents[row]
        r.monitored = 1 if candidates[row] == 1 and need_score(world, row) >= lowest[r.unit] else 0
        world.unit_states[r.unit].monitored += r.monitored


@kernel
def change_doctors(world):
    """Yearly: let dissatisfied residents leave their usual GP.

    Where listing is by choice they may change to a unit in reach.
    """
    now = world.now[0]
    p = world.parameters[0]
    for row in range(now.residents):
        r = world.residents[row]
        if r.status != ALIVE or r.dissatisfaction < p.dissatisfied_from or r.named_gp == 1:
            continue
        draw = uniform(now.seed, CHANGES_DOCTOR, r.key, now.year)
        if draw > p.dissatisfied_change_share:
            continue
        if lists_are_kept(world):
            if choose_other_gp(world, row):
                cell(world, row).changes_of_choice += 1
            continue
        cell(world, row).changes_of_choice += 1
        drop_usual_gp(world, row)
        if world.levers[r.unit].listing != BY_DISTRICT and r.enrolled == NOT_ENROLLED:
            change_unit(world, row)


@kernel
def change_unit(world, row):
    """List the resident at the nearest other unit, if it is within reach."""
    unit = nearest_other_unit(world, row)
    if unit >= 0:
        list_at(world, row, unit)


@kernel
def list_at(world, row, unit):
    """List the resident at another unit of care."""
    r = world.residents[row]
    world.unit_states[r.unit].list_size -= 1
    world.unit_states[unit].list_size += 1
    r.unit = unit
    if lists_are_kept(world):
        leave_list(world, row, VACANT_LIST)


@kernel
def nearest_other_unit(world, row):
    """Return the nearest unit within reach other than the resident's own; -1 if none, or a planned visit is waiting."""
    r = world.residents[row]
    best = np.int64(-1)
    nearest = np.int64(world.parameters[0].choice_reach_minutes) + 1
    for unit in range(world.units.size):
        if unit == r.unit or r.planned_need >= 0:
            continue
        minutes = travel_minutes(world, r.settlement, world.units[unit].settlement)
        if minutes < nearest:
            nearest = minutes
            best = np.int64(unit)
    return best


@kernel
def choose_other_gp(world, row):
    """Let a resident come on the list of another GP with a free place; return whether there is one.

    GPs of the unit come first; where listing is by choice, those of the nearest other unit in reach follow, for
    residents who are not in home nursing.
    """
    r, mine = world.residents[row], world.lists[row]
    gp = gp_with_place(world, row, r.unit, mine.wishes)
    if gp < 0 and world.levers[r.unit].listing != BY_DISTRICT and r.enrolled == NOT_ENROLLED:
        unit = nearest_other_unit(world, row)
        if unit >= 0:
            gp = gp_with_place(world, row, unit, mine.wishes)
            if gp >= 0:
                list_at(world, row, unit)
    if gp < 0:
        return False
    change_list(world, row, gp)
    return True


@kernel
def consider_change(world, row):
    """Carry out a wish to change GP that is due.

    Whoever is on a vacant list waits for the next offer of places, and the sickest keep their one GP.
    """
    if not lists_are_kept(world) or world.lists[row].wish_day > world.now[0].day:
        return
    has_a_say = world.lists[row].gp >= 0 and world.residents[row].named_gp == 0
    if wants_to_change(world, row) and has_a_say:
        choose_other_gp(world, row)
