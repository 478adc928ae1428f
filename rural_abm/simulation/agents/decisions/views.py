"""What each organisation observes: one unit's book with its own posts, beds, agreement and project; and a purse.

The views hold copies of figures and no arrays of the world: a decider cannot look further.
"""

from types import SimpleNamespace

import numpy as np

from rural_abm.model.care.records import DEDICATED_GP
from rural_abm.model.organisations.levers import follows_needs, has_channel, has_reserved_minutes
from rural_abm.model.organisations.records import (
    BOOK_FIELDS,
    HOSPITAL_CARE,
    MUNICIPAL_CARE,
    PRIMARY_CARE,
    PROJECT_RUNS,
    QUARTER_NAMES,
    SEPARATE,
)
from rural_abm.model.staff.in_force import home_nursing_half_days, locum_weeks_allowed, plain, region_places

# What an organisation knows of its own earlier decisions and of its rules: the field, and its name in the view.
DECIDED = {
    "extra_home_nurse_posts": "extra_posts",
    "half_days_agreed": "half_days_agreed",
    "agreement_minutes_a_week": "agreement_minutes_a_week",
    "agreement_failures": "agreement_failures",
    "locum_weeks_cut": "locum_weeks_cut",
    "money_gp_posts": "money_gp_posts",
    "money_nurse_posts": "money_nurse_posts",
    "hospital_team_minutes": "team_minutes",
}
RULES = {
    "agreement_followed_up": "followed_up",
    "agreement_sanction": "sanction",
    "hospital_teams_minutes_a_week": "team_minutes_allowed",
    "reimbursement_visit_sek": "pay_visit_sek",
    "reimbursement_team_sek": "pay_team_sek",
}
HOLDS = {"half_days": home_nursing_half_days, "locum_weeks_allowed": locum_weeks_allowed, "beds": region_places}
SHOWN = tuple(field.name for field in BOOK_FIELDS)


def books_of(world):
    """Return the books of all units in order, each with the earlier decisions of the unit's organisations."""
    books = world.books
    columns = {name: books[name].tolist() for name in SHOWN}
    locum_weeks = QUARTER_NAMES.index("locum_weeks")
    largest = largest_of_places(world)
    found = []
    for unit in range(world.units.size):
        book = SimpleNamespace(**{name: column[unit] for name, column in columns.items()}, unit=unit)
        book.locum_weeks_year = book.this_year[locum_weeks]
        book.is_largest = largest[unit]
        found.append(look_again(world, book))
    return found


def look_again(world, book):
    """Return the book with the unit's current rules and decisions."""
    unit = book.unit
    decided, levers = world.unit_decisions[unit], world.levers[unit]
    for record, names in ((decided, DECIDED), (levers, RULES)):
        for name, shown in names.items():
            setattr(book, shown, record[name].item())
    for shown, amount in HOLDS.items():
        setattr(book, shown, int(plain(amount)(world, unit)))
    book.reserved, book.follows_needs = has_reserved_minutes(levers), follows_needs(levers)
    book.one_body = bool(levers["principal"] != SEPARATE)
    book.has_channel = has_channel(world, unit, DEDICATED_GP)
    book.beds_closed = int(world.wards["closed"][unit])
    book.beds_closed_in_summer = int(world.wards["closed_in_summer"][unit])
    book.project_runs = bool(decided["project_state"] == PROJECT_RUNS)
    book.project_days_left = int(decided["project_ends_day"] - world.now["day"][0]) if book.project_runs else 0
    book.project_begins = bool(book.project_runs and decided["project_began"] == 0)
    return book


def largest_of_places(world):
    """Return whether each unit has the longest list of its municipality (equal: the first), a list."""
    municipality, lists = np.asarray(world.units["municipality"]), np.asarray(world.books["list_size"])
    first = {}
    for unit in np.argsort(-lists, kind="stable").tolist():
        first.setdefault(int(municipality[unit]), unit)
    return [first[int(place)] == unit for unit, place in enumerate(municipality)]


def purse_of(world, unit, purse):
    """Return last year's accounts that count for a decision on a unit: the deficit over the budget.

    Under a joint committee municipality and primary care have one purse; under a single principal it includes the
    hospitals' money.
    """
    principal, place = int(world.levers["principal"][unit]), int(world.units["municipality"][unit])
    shared = {PRIMARY_CARE, MUNICIPAL_CARE}
    kinds = [purse]
    if principal != SEPARATE and purse in shared:
        kinds = sorted(shared | ({HOSPITAL_CARE} if principal > 1 else set()))
    return purse_of_places(world, kinds, [place])


def purse_of_places(world, kinds, places):
    """Return the accounts of some payers at some municipalities together."""
    cells = [(kind, place) for kind in kinds for place in places]
    result, budget = (
        sum(int(table[cell]) for cell in cells) for table in (world.purses["result_ore"], world.purses["budget_ore"])
    )
    return SimpleNamespace(result_ore=result, budget_ore=budget, deficit_share=-result / max(budget, 1))
