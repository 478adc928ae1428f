"""Person-level figures that yearly sums cannot give: concentration of cost, median stay of GPs."""

import numpy as np

from rural_abm.model.people.records import ALIVE
from rural_abm.model.staff.records import EMPLOYED, GP, LOCUM, REMOTE, TRAINEE
from rural_abm.outcomes.special import concentration, median_stays, median_years

NAMES = ("top_share", "gp_median_stay")
# Sizes of units, from the smallest: figures of the region only.
STAY_BY_SIZE = ("gp_median_stay_small", "gp_median_stay_middle", "gp_median_stay_large")


def new_extras(years, municipalities):
    """Return empty figures {name: float64 [years, 1 + municipalities, 2]} of numerators and denominators, region first.

    Figures by size of unit have the row of the region only.
    """
    figures = {name: np.zeros((years, 1 + municipalities, 2)) for name in NAMES}
    return figures | {name: np.zeros((years, 1, 2)) for name in STAY_BY_SIZE}


def close_persons(world, extras, place):
    """Fill the year's row of each figure, and add the residents' cost to the ledger."""
    now = world.now[0]
    residents = world.residents[: now.residents]
    alive = residents["status"] == ALIVE
    in_region = np.array(place.tables.municipalities["in_region"]).astype(bool)
    extras["top_share"][now.year] = concentration(
        residents["region_cost_ore"][alive], residents["municipality"][alive], in_region
    )
    unit, days, has_left, seen_from = _engagements(world)
    municipality = np.asarray(place.municipality_of_unit)[unit]
    extras["gp_median_stay"][now.year] = median_stays(days, has_left, municipality, in_region, seen_from)
    size = _size_of_units(world)
    for code, name in enumerate(STAY_BY_SIZE):
        chosen = in_region[municipality] & (size[unit] == code)
        extras[name][now.year, 0] = median_years(days, has_left, chosen, seen_from)
    table = world.counts["region_cost_ore"][now.period]
    cells = np.ravel_multi_index([residents[name] for name in ("municipality", "frailty", "band")], table.shape)
    # Whole öre: sums of float64 are exact far beyond the cost of any region.
    table += np.bincount(cells, residents["region_cost_ore"], table.size).reshape(table.shape).astype(np.int64)


def _engagements(world):
    """Return (unit, days so far, whether ended, days when first observed) of all engagements of permanent GPs.

    They are observed from the first reported day: in the warm-up no one leaves.
    """
    now, first_day = world.now[0], int(world.parameters["warm_up_days"][0])
    staff = world.staff[: now.staff]
    permanent = (staff["role"] == GP) & ~np.isin(staff["employment"], (LOCUM, REMOTE, TRAINEE)) & (staff["unit"] >= 0)
    staff = staff[permanent]
    has_left = staff["status"] != EMPLOYED
    days = np.where(has_left, staff["left_day"], now.day) - staff["since"]
    return staff["unit"], days, has_left, np.maximum(first_day - 1 - staff["since"], -1)


def _size_of_units(world):
    """Return 0 small, 1 middle or 2 large [units], by the residents listed."""
    p = world.parameters[0]
    return np.searchsorted([p.small_unit_residents, p.large_unit_residents], world.units["list_size"], side="right")


def reset_persons(world):
    """Begin a new year of the residents' cost."""
    world.residents["region_cost_ore"] = 0
