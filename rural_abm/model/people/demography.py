"""Births, moves in, moves out and departures: addressed numbers of the day at the known yearly levels.

Projection: births and moves in follow their yearly trends from the first reported year on; moves out and deaths follow
from the population.
"""

import math

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process, uniform
from rural_abm.engine.records import RESIDENTS_FULL, Field
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.calendar import schedule, unlink
from rural_abm.model.people.chronicle import note_change, note_event
from rural_abm.model.people.dying import draw_last_phase
from rural_abm.model.people.frailty import is_frozen, plan
from rural_abm.model.people.illness import day_after
from rural_abm.model.people.lately import note_coming
from rural_abm.model.people.persons import age_years, draw_person, pick, year_age
from rural_abm.model.people.records import (
    ALIVE,
    BECAME_FRAIL,
    BORN,
    DEAD,
    DIED,
    IN_COTTAGE_HOSPITAL,
    IN_HOSPITAL,
    MODERATE,
    MOVED_IN,
    MOVED_OUT,
    NEVER,
    SPECIAL_HOUSING,
)
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_DIED, EV_MOVED, cell

NEWCOMER = process("people.newcomer")
NEWCOMERS_TODAY = process("people.newcomers_today")
SETTLEMENT = process("people.newcomer_settlement")
NEWCOMER_AGE = process("people.newcomer_age")
NEWCOMER_BIRTHDAY = process("people.newcomer_birthday")
NEWCOMER_ALONE = process("people.newcomer_lives_alone")
MOVE = process("people.move")
DECLARATION = Declaration(
    fields=(
        Field("move_day", "i4", "day", "day the resident moves out of the region", initial=NEVER),
        Field("status", "i1", "code", "alive, dead, moved", (0, 2)),
    ),
    counts=counted(
        ("deaths", "deaths", "deaths of all ages"),
        ("deaths_old", "deaths", "deaths at 65 and over"),
        ("deaths_hospital", "deaths", "deaths in hospitals, their emergency departments among them"),
        ("deaths_cottage_hospital", "deaths", "deaths in cottage hospitals, their emergency rooms among them"),
        ("deaths_special_housing", "deaths", "deaths of residents of special housing, not in a hospital"),
        ("births", "births", "births"),
        ("moved_in", "persons", "moves into the region"),
        ("moved_out", "persons", "moves out of the region"),
    ),
)


@kernel
def poisson(u, mean):
    """Return the Poisson number at which the cumulative distribution reaches `u`."""
    number = 0
    chance = math.exp(-mean)
    reached = chance
    while reached < u and chance > 0:
        number += 1
        chance *= mean / number
        reached += chance
    return number


@kernel
def plan_move(r, p, now, out_move_hazard):
    """Plan this year's move out after `hazard_day`, NEVER if none; planned again each year, by the year's address.

    A postponed move stays planned.
    """
    if r.move_day != NEVER or is_frozen(now, r.hazard_day + 1):
        return
    year = (r.hazard_day + 1) // DAYS_A_YEAR
    age = year_age(r, r.hazard_day + 1, p)
    hazard = out_move_hazard[r.municipality, age, r.frailty]
    day = day_after(int(r.hazard_day), exponential(now.seed, MOVE, r.key, year), hazard)
    if day // DAYS_A_YEAR == year:
        r.move_day = day


@kernel
def settle(world, r, what, municipality, key):
    """Fill a blank record: home by addressed draw, age 0 or by the movers' profile, personal attributes and plans."""
    now, p = world.now[0], world.parameters[0]
    r.key = key
    r.municipality = municipality
    r.settlement = pick(world.newcomer_shares[municipality], uniform(now.seed, SETTLEMENT, key, 0))
    home = world.settlements[r.settlement]
    r.unit = home.unit
    r.band = home.band
    r.birth_day = now.day
    if what == MOVED_IN:
        age = pick(p.in_mover_age_cumulative, uniform(now.seed, NEWCOMER_AGE, key, 0))
        since_birthday = int(math.ceil(uniform(now.seed, NEWCOMER_BIRTHDAY, key, 0) * DAYS_A_YEAR)) - 1
        r.birth_day -= age * DAYS_A_YEAR + since_birthday
    age = year_age(r, now.day, p)
    r.lives_alone = uniform(now.seed, NEWCOMER_ALONE, key, 0) <= p.alone_share_by_age[age]
    draw_person(r, now.seed, p, age, now.day)
    draw_last_phase(r, now.seed, p, age, now.day + 1)
    plan(r, p, now)
    plan_move(r, p, now, world.out_move_hazard)


@kernel
def add_newcomer(world, what, municipality, key):
    """Add a resident row, count and record it; a newcomer who is frail is recorded as frail too."""
    now = world.now[0]
    row = int(now.residents)
    now.residents += 1
    r = world.residents[row]
    settle(world, r, what, municipality, key)
    note_change(world, row, what)
    if r.frailty >= MODERATE:
        note_change(world, row, BECAME_FRAIL)
    if what == BORN:
        cell(world, row).births += 1
    else:
        cell(world, row).moved_in += 1
        note_coming(world, row)
    world.unit_states[r.unit].list_size += 1
    schedule(world, row)


@kernel
def arrivals(world):
    """Add today's births and moves into each municipality; none in the warm-up.

    The number of the day is Poisson at the address (kind, municipality, day); each newcomer's key is made of kind,
    municipality, day and number.
    """
    now, p = world.now[0], world.parameters[0]
    if is_frozen(now, now.day):
        return
    years = now.reported_day // DAYS_A_YEAR
    births = (1 + p.birth_trend_per_year) ** years
    moves = (1 + p.in_move_trend_per_year) ** years
    for municipality in range(world.municipalities.size):
        receive(world, BORN, municipality, world.municipalities[municipality].birth_rate * births)
        receive(world, MOVED_IN, municipality, world.municipalities[municipality].in_move_rate * moves)


@kernel
def receive(world, what, municipality, mean):
    """Add today's newcomers of one kind to one municipality, `mean` expected; set `overflow` if there is no room."""
    now = world.now[0]
    address = combine(combine(NEWCOMER, what), municipality)
    number = poisson(uniform(now.seed, NEWCOMERS_TODAY, address, now.day), mean)
    for order in range(number):
        if now.residents >= world.residents.size:
            now.overflow = RESIDENTS_FULL
            return
        add_newcomer(world, what, municipality, combine(combine(address, now.day), order))


@kernel
def depart(world, row, status, place):
    """Remove a resident who is dead or has moved: count, record and take out of the calendar.

    `place` is the place of care in which it happens. Care clears its own later.
    """
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    if r.status != ALIVE:
        return
    age = age_years(r, now.day)
    counted = cell(world, row)
    if status == DEAD:
        counted.deaths += 1
        count_place_of_death(counted, place, r.dwelling)
        if age >= p.old_age_years:
            counted.deaths_old += 1
    else:
        counted.moved_out += 1
    note_change(world, row, DIED if status == DEAD else MOVED_OUT)
    note_event(world, row, 0, EV_DIED if status == DEAD else EV_MOVED, r.frailty, age)
    r.status = status
    unlink(world, row)


@kernel
def count_place_of_death(counted, place, dwelling):
    """Count a death in a hospital, a cottage hospital or special housing; what is left is home in ordinary housing."""
    if place == IN_HOSPITAL:
        counted.deaths_hospital += 1
    elif place == IN_COTTAGE_HOSPITAL:
        counted.deaths_cottage_hospital += 1
    elif dwelling == SPECIAL_HOUSING:
        counted.deaths_special_housing += 1
