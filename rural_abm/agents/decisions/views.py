"""What each organisation is shown: one unit's book with its own posts, beds, agreement and project; and a purse.

The views hold copies of figures, no arrays of the world: a decider cannot look further.
"""

from types import SimpleNamespace

import numpy as np

from rural_abm.care.records import DEDICATED_GP, PAY_TEAM, PAY_VISIT
from rural_abm.organisations.levers import has_channel
from rural_abm.organisations.records import BOOK_FIELDS, HOSPITAL_CARE, MUNICIPAL_CARE, PRIMARY_CARE
from rural_abm.organisations.records import PROJECT_RUNS, QUARTER_NAMES, SEPARATE

# Field of the unit and its name in the view: what an organisation knows of its own rules and earlier decisions.
OF_UNIT = {
    "extra_home_nurse_posts": "extra_posts",
    "dedicated_half_days": "half_days",
    "half_days_agreed": "half_days_agreed",
    "agreement_minutes_a_week": "agreement_minutes_a_week",
    "agreement_reserved": "reserved",
    "agreement_followed_up": "followed_up",
    "agreement_follows_needs": "follows_needs",
    "agreement_sanction": "sanction",
    "agreement_failures": "agreement_failures",
    "bed_places": "beds",
    "locum_weeks": "locum_weeks_allowed",
    "locum_weeks_cut": "locum_weeks_cut",
    "money_gp_posts": "money_gp_posts",
    "money_nurse_posts": "money_nurse_posts",
    "team_minutes_by_lever": "team_minutes_allowed",
    "team_minutes_a_week": "team_minutes",
}
SHOWN = tuple(field.name for field in BOOK_FIELDS)


def book_of(world, unit):
    """The book of a unit, with what the unit's organisations have decided before."""
    row, u, now = world.books[unit], world.units[unit], world.now[0]
    found = {name: row[name].tolist() for name in SHOWN}
    found |= {shown: u[name].item() for name, shown in OF_UNIT.items()}
    pay = u["pay_sek"].tolist()
    runs = u.project_state == PROJECT_RUNS
    found |= {
        "unit": unit,
        "pay_visit_sek": pay[PAY_VISIT],
        "pay_team_sek": pay[PAY_TEAM],
        "is_largest": bool(largest_of_place(world, unit)),
        "one_body": u.principal != SEPARATE,
        "has_channel": has_channel(world, unit, DEDICATED_GP),
        "locum_weeks_year": found["this_year"][QUARTER_NAMES.index("locum_weeks")],
        "beds_closed": int(world.wards["closed"][unit]),
        "beds_closed_in_summer": int(world.wards["closed_in_summer"][unit]),
        "project_runs": bool(runs),
        "project_days_left": int(u.project_ends_day - now.day) if runs else 0,
        "project_begins": bool(runs and u.project_began == 0),
    }
    return SimpleNamespace(**found)


def largest_of_place(world, unit):
    """Whether the unit has the longest list of its municipality (equal: the first)."""
    units = np.flatnonzero(world.units["municipality"] == world.units["municipality"][unit])
    return units[np.argmax(world.books["list_size"][units])] == unit


def purse_of(world, unit, purse):
    """Last year's accounts that count for a decision on a unit: the deficit over the budget.

    Under a joint committee municipality and primary care have one purse, under a single principal the hospitals' money
    is in it too.
    """
    principal, place = int(world.units["principal"][unit]), int(world.units["municipality"][unit])
    shared = {PRIMARY_CARE, MUNICIPAL_CARE}
    kinds = [purse]
    if principal != SEPARATE and purse in shared:
        kinds = sorted(shared | ({HOSPITAL_CARE} if principal > 1 else set()))
    return purse_of_places(world, kinds, [place])


def purse_of_places(world, kinds, places):
    """The accounts of some payers at some municipalities together."""
    chosen = np.ix_(kinds, places)
    result, budget = (int(world.purses[name][chosen].sum()) for name in ("result_ore", "budget_ore"))
    return SimpleNamespace(result_ore=result, budget_ore=budget, deficit_share=-result / max(budget, 1))
