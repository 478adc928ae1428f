"""Person-level figures that yearly sums cannot give: concentration of cost, median stay of GPs.

Each is a row of PERSON_OUTCOMES.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rural_abm.model.people.records import ALIVE
from rural_abm.model.staff.records import EMPLOYED, GP, LOCUM, REMOTE, TRAINEE
from rural_abm.outcomes.special import concentration, median_stays, median_years


class PersonOutcome(NamedTuple):
    """An outcome that needs single persons: its name in the catalogue, and how a year's figures are computed.

    `figures(world, place)` is called on the last day of a year and returns numerators and denominators, float64
    [1 + municipalities, 2], the region first, or [1, 2] where `by_municipality` is False.
    """

    name: str
    figures: Callable
    by_municipality: bool = True


def new_extras(years, municipalities):
    """Return empty figures {name: float64 [years, 1 + municipalities, 2]} of numerators and denominators, region first.

    Outcomes that are not by municipality have the row of the region only.
    """
    return {one.name: np.zeros((years, 1 + municipalities * one.by_municipality, 2)) for one in PERSON_OUTCOMES}


def close_persons(world, extras, place):
    """Fill the year's row of each figure, add the residents' cost to the ledger, and reset it."""
    for one in PERSON_OUTCOMES:
        extras[one.name][world.now[0].year] = one.figures(world, place)
    book_cost(world)


def book_cost(world):
    """Add the year's cost of each resident to their cell of the ledger, and begin a new year of it."""
    now = world.now[0]
    residents = world.residents[: now.residents]
    table = world.counts["region_cost_ore"][now.period]
    cells = np.ravel_multi_index([residents[name] for name in ("municipality", "frailty", "band")], table.shape)
    # Whole öre: sums of float64 are exact far beyond the cost of any region.
    table += np.bincount(cells, residents["region_cost_ore"], table.size).reshape(table.shape).astype(np.int64)
    world.residents["region_cost_ore"] = 0


def _cost_share(world, place):
    residents = world.residents[: world.now[0].residents]
    alive = residents["status"] == ALIVE
    return concentration(residents["region_cost_ore"][alive], residents["municipality"][alive], _in_region(place))


def _median_stay(world, place):
    unit, days, has_left, seen_from = _engagements(world)
    return median_stays(days, has_left, np.asarray(place.municipality_of_unit)[unit], _in_region(place), seen_from)


def _median_stay_at(size):
    """Return the figures of the units of one size: 0 small, 1 middle, 2 large."""

    def figures(world, place):
        unit, days, has_left, seen_from = _engagements(world)
        chosen = _in_region(place)[np.asarray(place.municipality_of_unit)[unit]] & (_size_of_units(world)[unit] == size)
        return median_years(days, has_left, chosen, seen_from)

    return figures


def _in_region(place):
    return np.array(place.tables.municipalities["in_region"]).astype(bool)


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
    return np.searchsorted(
        [p.small_unit_residents, p.large_unit_residents], world.unit_states["list_size"], side="right"
    )


PERSON_OUTCOMES = (
    PersonOutcome("top_share", _cost_share),
    PersonOutcome("gp_median_stay", _median_stay),
    PersonOutcome("gp_median_stay_small", _median_stay_at(0), by_municipality=False),
    PersonOutcome("gp_median_stay_middle", _median_stay_at(1), by_municipality=False),
    PersonOutcome("gp_median_stay_large", _median_stay_at(2), by_municipality=False),
)
