"""Budgets: what each payer may spend in each municipality, what it spent, and the payment of health centres.

All amounts derive from the accounts (activities times prices), from posts and places set by levers, and from the books.
Costs that follow residents by right (home help, special housing, medicines) are paid by equalisation and are not part
of the budgets.
"""

from types import SimpleNamespace

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_AN_HOUR, MONTHS_A_YEAR, ORE_A_SEK, THOUSANDTHS, WEEKS_A_YEAR
from rural_abm.model.care.records import (
    PAY_CAPITATION,
    PAY_NEED,
    PAY_RULES,
    PAY_SOCIOECONOMY,
    PAY_SPARSITY,
    PAY_TARGET,
    PAY_TEAM,
    PAY_VISIT,
)
from rural_abm.model.money.accounts import original_flows
from rural_abm.model.money.tariffs import PAYERS, PURPOSES
from rural_abm.model.organisations.records import (
    HOSPITAL_CARE,
    MUNICIPAL_CARE,
    PRIMARY_CARE,
    PROJECT_ENDED,
    PROJECT_TAKEN_OVER,
    PURSES,
    QUARTER_NAMES,
)
from rural_abm.model.staff.in_force import at_all_units, contracted_minutes, region_places
from rural_abm.model.staff.posts.establishment import posts_by_lever
from rural_abm.model.staff.records import ADVANCED_NURSE, COORDINATOR, WARD_NURSE
from rural_abm.state.declarations import Declaration, counted

BY_RIGHT = ("home_help", "housing", "medicines")
DECLARATION = Declaration(
    unit_counts=counted(
        ("budget_primary_care_ore", "ore", "budget of primary care at the unit's municipality"),
        ("budget_hospital_ore", "ore", "budget of hospitals for the unit's municipality"),
        ("budget_municipality_ore", "ore", "budget of the unit's municipality"),
    ),
)


def tables(register):
    """Return {`budget_level`: level of the budgets relative to the costs of the warm-up year [purses]}."""
    return {"budget_level": register.table("budget_level_share", PURSES)}


def prices(world):
    """Return a price reader by name, like the register, from the world's parameters."""
    return SimpleNamespace(value=lambda name: float(world.parameters[name][0]))


def year_costs(world):
    """Return whole öre [purses, municipalities]: the last twelve months' costs under the budgets, whoever pays."""
    month = int(world.now["month"][0])
    table = original_flows(world.activity[month - MONTHS_A_YEAR : month], prices(world))
    table[:, :, [PURPOSES.index(name) for name in BY_RIGHT]] = 0
    by_payer = table.sum(axis=(0, 2))
    return by_payer[[PAYERS.index(name) for name in PURSES]]


def capacity_ore(world):
    """Return öre per year [units] of the posts and places set by levers.

    These are beds and ward nurses, advanced nurses, coordinators, monitoring and contracted remote minutes.
    """
    levers, p = world.levers, world.parameters[0]
    posts = posts_by_lever(world)
    sek = (
        at_all_units(world, region_places) * p.cottage_bed_day_sek * DAYS_A_YEAR
        + posts[WARD_NURSE] * p.ward_nurse_year_sek
        + posts[ADVANCED_NURSE] * p.advanced_nurse_year_sek
        + posts[COORDINATOR] * p.nurse_year_sek
        + levers["monitoring_places"] * p.monitoring_day_sek * DAYS_A_YEAR
        + at_all_units(world, contracted_minutes) * WEEKS_A_YEAR / MINUTES_AN_HOUR * p.remote_gp_hour_sek
    )
    return np.rint(sek * ORE_A_SEK).astype(np.int64)


def pay_sek(world):
    """Return the payment rules in force, SEK [units, PAY_RULES]."""
    return np.stack([world.levers[f"reimbursement_{rule}_sek"] for rule in PAY_RULES], axis=1)


def income_ore(world, pay, year):
    """Return the yearly income of each centre (öre) [units] from counts `year` [units, QUARTER].

    `pay` [units, PAY_RULES] are the payment rules; counts of a municipality are shared in proportion to lists.
    """
    books, p = world.books, world.parameters[0]

    def counted(name):
        return year[:, QUARTER_NAMES.index(name)] * books["list_share"]

    half_day = max(p.home_nursing_half_day_minutes, 1.0)
    team_meetings = year[:, QUARTER_NAMES.index("home_nursing_gp_minutes")] / half_day
    waits = counted("gp_wait_days") <= p.target_wait_days * counted("gp_waits")
    lists = books["list_size"]
    sek = (
        lists * pay[:, PAY_CAPITATION]
        + lists * books["need_index"] * pay[:, PAY_NEED]
        + lists * books["socioeconomy_index"] * pay[:, PAY_SOCIOECONOMY]
        + lists * books["sparsity_index"] * pay[:, PAY_SPARSITY]
        + counted("visits_paid") * pay[:, PAY_VISIT]
        + team_meetings * pay[:, PAY_TEAM]
        + lists * waits * pay[:, PAY_TARGET]
    )
    return np.rint(sek * ORE_A_SEK).astype(np.int64)


def open_budgets(world):
    """On the first reported day: set the level of all budgets to last year's costs under the present model."""
    books, purses = world.books, world.purses
    costs = year_costs(world)
    costs[MUNICIPAL_CARE] += vacant_home_posts_ore(world)
    level = np.asarray(world.parameters["budget_level"][0])[:, np.newaxis]
    purses["base_ore"] = np.rint(costs * level).astype(np.int64)
    books["income_at_start_ore"] = income_ore(world, books["pay_at_start_sek"], books["this_year"])
    new_budgets(world)


def vacant_home_posts_ore(world):
    """Return öre [municipalities]: last year's price of the days on which home-nursing posts were vacant."""
    month = int(world.now["month"][0])
    paid = world.activity["home_nurse_days"][month - MONTHS_A_YEAR : month].sum(axis=0)
    posts = np.rint(world.books["home_nurse_posts"] * THOUSANDTHS * DAYS_A_YEAR).astype(np.int64)
    vacant = np.maximum(by_place(world, posts) - paid, 0)
    return np.rint(vacant * world.parameters["nurse_year_sek"][0] * ORE_A_SEK / (THOUSANDTHS * DAYS_A_YEAR)).astype(
        np.int64
    )


def close_year(world):
    """On the first day of a year: compute last year's result of every purse, then this year's budgets."""
    books, purses = world.books, world.purses
    purses["cost_ore"] = year_costs(world)
    change = income_ore(world, pay_sek(world).astype(float), books["this_year"])
    change -= books["income_at_start_ore"]
    purses["income_change_ore"][PRIMARY_CARE] = by_place(world, change)
    purses["result_ore"] = purses["budget_ore"] + purses["income_change_ore"] - purses["cost_ore"]
    budget = np.maximum(purses["budget_ore"], 1)
    purses["deficit_share"] = -purses["result_ore"] / budget
    new_budgets(world)


def new_budgets(world):
    """Compute this year's budgets: the level, grown by year, plus money moved and money that came with levers."""
    p, purses = world.parameters[0], world.purses
    grown = (1.0 + p.budget_growth_share_a_year) ** max(int(world.now["year"][0]) - 1, 0)
    purses["programme_ore"][PRIMARY_CARE] = by_place(world, programme_ore(world))
    base = np.rint(purses["base_ore"] * grown).astype(np.int64)
    purses["budget_ore"] = base + purses["moved_ore"] + purses["programme_ore"]


def programme_ore(world):
    """Return öre per year [units] that come with the levers' posts and places, less what the region took over."""
    change = capacity_ore(world) - world.books["capacity_at_start_ore"]
    own = np.isin(world.unit_decisions["project_state"], (PROJECT_TAKEN_OVER, PROJECT_ENDED))
    return np.where(own, change - world.books["taken_over_ore"], change)


def by_place(world, by_unit):
    """Return sums [municipalities] of whole öre by unit."""
    found = np.zeros(world.purses.shape[1], np.int64)
    np.add.at(found, world.units["municipality"], by_unit)
    return found


def book_month(world):
    """Write a twelfth of this year's budgets to the ledger, at the first unit of each municipality."""
    counts, purses = world.unit_counts[world.now["period"][0]], world.purses
    places, first = np.unique(world.units["municipality"], return_index=True)
    month = int(world.now["month"][0]) % MONTHS_A_YEAR
    for purse, name in (
        (PRIMARY_CARE, "budget_primary_care_ore"),
        (HOSPITAL_CARE, "budget_hospital_ore"),
        (MUNICIPAL_CARE, "budget_municipality_ore"),
    ):
        year = purses["budget_ore"][purse, places]
        counts[name][first] += year * (month + 1) // MONTHS_A_YEAR - year * month // MONTHS_A_YEAR


def move_money(world, ore):
    """Move `ore` per year from the hospital purses to those of primary care, by the lists of the region's units.

    The total is preserved to the öre.
    """
    lists = by_place(world, np.where(world.units["in_region"] == 1, world.books["list_size"], 0))
    parts = shared(ore, lists)
    world.purses["moved_ore"][PRIMARY_CARE] += parts
    world.purses["moved_ore"][HOSPITAL_CARE] -= parts
    world.purses["budget_ore"][PRIMARY_CARE] += parts
    world.purses["budget_ore"][HOSPITAL_CARE] -= parts


def shared(amount, weights):
    """Split a whole amount into whole parts in proportion to weights; the parts add up to the amount."""
    bounds = np.cumsum(np.asarray(weights, np.int64))
    upto = bounds * int(amount) // max(int(bounds[-1]), 1)
    return np.diff(upto, prepend=0)
