"""The dates and order of the organisations' decisions, every quarter and every year, and carrying them out."""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_QUARTER, MONTHS_A_YEAR, ORE_A_SEK
from rural_abm.model.organisations.acts import carry_out
from rural_abm.model.organisations.books import is_first_of_quarter
from rural_abm.model.organisations.budgets import book_month, close_year, move_money, open_budgets
from rural_abm.model.organisations.records import (
    BY_CENTRE,
    BY_COMMITTEE,
    BY_HOSPITAL,
    BY_MUNICIPALITY,
    BY_PRINCIPAL,
    BY_REGION,
    HOSPITAL_CARE,
    JOINT_COMMITTEE,
    MUNICIPAL_CARE,
    PRIMARY_CARE,
    SEPARATE,
)
from rural_abm.simulation.agents.decisions import region
from rural_abm.simulation.agents.decisions.views import books_of, look_again, purse_of, purse_of_places


def is_reported(model):
    """Return whether the warm-up, in which organisations decide nothing, is over."""
    return model.world.now["reported_day"][0] >= 0


def begin_budget_year(model):
    """At the start of a year: open the budgets or close last year's accounts, take the year's decisions, move money."""
    world = model.world
    now = world.now[0]
    if not is_reported(model) or now.day_of_year != 0:
        return
    if now.reported_day == 0:
        open_budgets(world)
    else:
        close_year(world)
        decide_year(model)
    shift_money(world)


def hold_meetings(model):
    """Set aside the month's minutes of GPs for meetings of principals that share decisions."""
    if is_reported(model):
        call_meetings(model.world)


def organisations_decide(model):
    """On the first day of a quarter: let organisations decide from their own books."""
    if is_reported(model) and is_first_of_quarter(model.world.now[0]):
        decide_quarter(model)


def book_costs(model):
    """Book the month's costs to the budgets that bear them."""
    if is_reported(model):
        book_month(model.world)


def call_meetings(world):
    """Hold the monthly meetings of principals that share decisions: GP minutes in addition to today's."""
    p = world.parameters[0]
    minutes = np.array([0, p.meeting_gp_minutes_joint, p.meeting_gp_minutes_single]).astype(int)
    world.unit_states["meeting_minutes_left"] = minutes[np.asarray(world.levers["principal"])]


def decider(world, unit, own):
    """Return who decides on a matter that two principals share: the own body, the committee or the single principal."""
    principal = int(world.levers["principal"][unit])
    if principal == SEPARATE:
        return own
    return BY_COMMITTEE if principal == JOINT_COMMITTEE else BY_PRINCIPAL


def decide_quarter(model):
    """Take the quarter's decisions, unit by unit: municipality, region, centre, hospital."""
    world = model.world
    rules = world.parameters[0]
    summer_comes = int(world.now["month"][0]) % MONTHS_A_YEAR == MONTHS_A_QUARTER
    for unit, book in enumerate(books_of(world)):
        place, goes_to = int(world.units["municipality"][unit]), int(world.units["hospital"][unit])
        home, primary = (purse_of(world, unit, kind) for kind in (MUNICIPAL_CARE, PRIMARY_CARE))
        own = model.municipalities[place].decide_quarter(unit, book, home, rules)
        carry_out_all(world, decider(world, unit, BY_MUNICIPALITY), place, own)
        made = model.region.decide_project(unit, book, primary, rules)
        made += model.region.decide_summer(unit, book, rules) if summer_comes and book.beds else []
        carry_out_all(world, BY_REGION, -1, made)
        followed = model.region.follow_up(unit, book, rules)
        carry_out_all(world, decider(world, unit, BY_REGION), -1, followed)
        # The centre sees what the others have just decided.
        book = look_again(world, book) if own or made or followed else book
        made = model.unit_agents[unit].decide_quarter(unit, book, rules)
        carry_out_all(world, decider(world, unit, BY_CENTRE), unit, made)
        carry_out_all(world, BY_HOSPITAL, goes_to, model.hospitals[goes_to].decide_quarter(unit, book, rules))


def decide_year(model):
    """Take the decisions that follow from last year's accounts, unit by unit, then hospital by hospital."""
    world = model.world
    rules = world.parameters[0]
    for unit, book in enumerate(books_of(world)):
        place = int(world.units["municipality"][unit])
        home, primary = (purse_of(world, unit, kind) for kind in (MUNICIPAL_CARE, PRIMARY_CARE))
        made = model.municipalities[place].decide_year(unit, book, home, rules)
        carry_out_all(world, decider(world, unit, BY_MUNICIPALITY), place, made)
        carry_out_all(world, BY_REGION, -1, model.region.decide_year(unit, book, primary, rules))
    for index, first, places, units in hospitals(world):
        closed = int(world.wards["closed"][world.units.size + index])
        purse = purse_of_places(world, [HOSPITAL_CARE], sorted(set(world.units["municipality"][units].tolist())))
        teams = [int(unit) for unit in units if world.unit_decisions["hospital_team_minutes"][unit] > 0]
        made = model.hospitals[index].decide_year(first, places, closed, purse, teams, rules)
        carry_out_all(world, BY_HOSPITAL, index, made)


def hospitals(world):
    """Return (index, first unit, places, units) of every hospital to which some unit refers.

    The units are those that refer to it.
    """
    goes_to = np.asarray(world.units["hospital"])
    for index in np.unique(goes_to):
        units = np.flatnonzero(goes_to == index)
        yield int(index), int(units[0]), int(world.wards["usual_places"][world.units.size + index]), units


def shift_money(world):
    """Move this year's money from hospitals to primary care, open the posts it pays and close the places it paid."""
    rules, units = world.parameters[0], world.units
    in_region = np.flatnonzero(units["in_region"] == 1)
    sek = int(world.levers["resource_shift_sek_a_resident_and_year"][in_region[0]])
    if sek == 0:
        return
    move_money(world, sek * ORE_A_SEK * int(world.books["list_size"][in_region].sum()))
    moved = int(world.purses["moved_ore"][PRIMARY_CARE].sum())
    books = books_of(world)
    made = region.posts_of_moved_money([books[unit] for unit in in_region], moved, rules, ORE_A_SEK)
    near = [
        (first, places, int(world.wards["closed_for_money"][world.units.size + index]))
        for index, first, places, members in hospitals(world)
        if units["in_region"][members].any()
    ]
    made += region.beds_of_moved_money(near, moved, rules, ORE_A_SEK, DAYS_A_YEAR)
    carry_out_all(world, BY_REGION, -1, made)


def carry_out_all(world, by, index, made):
    """Carry out decisions in their order."""
    index = -1 if by in (BY_COMMITTEE, BY_PRINCIPAL, BY_REGION) else index
    for decision in made:
        carry_out(world, by, index, decision)
