"""Figures of single persons that a year's sums cannot give: concentration of cost, median stay of GPs."""

import numpy as np

from rural_abm.outcomes.special import concentration, median_stays
from rural_abm.people.records import ALIVE
from rural_abm.staff.records import EMPLOYED, GP, LOCUM, REMOTE, TRAINEE

NAMES = ("top_share", "gp_median_stay")


def new_extras(years, municipalities):
    """Empty figures: {name: float64 [years, 1 + municipalities, 2]} of numerators and denominators, region first."""
    return {name: np.zeros((years, 1 + municipalities, 2)) for name in NAMES}


def close_persons(world, extras, place):
    """Fill the year's row of each figure, and add the residents' cost to the ledger."""
    now = world.now[0]
    residents = np.asarray(world.residents)[: now.residents]
    alive = residents["status"] == ALIVE
    in_region = np.array(place.tables.municipalities["in_region"]).astype(bool)
    extras["top_share"][now.year] = concentration(
        residents["region_cost_ore"][alive], residents["municipality"][alive], in_region
    )
    extras["gp_median_stay"][now.year] = _stays(world, place, in_region)
    table = world.counts["region_cost_ore"][now.period]
    np.add.at(table, (residents["municipality"], residents["frailty"], residents["band"]), residents["region_cost_ore"])


def _stays(world, place, in_region):
    now = world.now[0]
    staff = np.asarray(world.staff)[: now.staff]
    permanent = (staff["role"] == GP) & ~np.isin(staff["employment"], (LOCUM, REMOTE, TRAINEE)) & (staff["unit"] >= 0)
    staff = staff[permanent]
    has_left = staff["status"] != EMPLOYED
    days = np.where(has_left, staff["left_day"], now.day) - staff["since"]
    return median_stays(days, has_left, np.asarray(place.municipality_of_unit)[staff["unit"]], in_region)


def reset_persons(world):
    """Begin a new year of the residents' cost."""
    world.residents["region_cost_ore"] = 0
