"""The number of residents in each settlement on 31 December 2023."""

from math import fsum

import numpy as np

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import FIRST_REPORTED_YEAR
from rural_abm.regions.tables import NOT_KNOWN, frozen_array


def place_population(municipalities, settlements, graph, parameters):
    """Return residents on 31 December 2023, int32 array [settlements]; sums exactly to every municipality's total.

    Known towns and villages come first: their latest known population, scaled from its year to 2023 by the yearly trend
    of the municipality. The rest, a third to a half in sparsely populated regions, live in villages and single farms
    whose places are not known. **Assumption:** they live evenly along the roads, up to `dispersed_reach_km` from a
    settlement or half-way to the next one, whichever is nearer, and are counted at that settlement. So a town with many
    roads gets many of them, a village at the end of a road few. A settlement of unknown population has at least
    `village_minimum_residents`. Age does not differ between the settlements of a municipality. Reference points have no
    residents. Raises InputError if a municipality has no settlement, or its known settlements have more residents than
    the municipality.
    """
    homes = settlements.indices("municipality", municipalities["key"])
    roadside = _roadside_km(graph, parameters.value("dispersed_reach_km"))
    minimum = int(parameters.value("village_minimum_residents"))
    population = np.zeros(len(settlements), np.int32)
    for index, row in enumerate(municipalities.rows()):
        members = np.flatnonzero(homes == index)
        where = municipalities.where(index, "key")
        if not len(members):
            raise InputError(
                f"the municipality {row['key']} has no settlement",
                where=where,
                allowed="one in settlements.csv at least",
            )
        known = _known_or_minimum(settlements, members, minimum, row["trend_per_year"])
        dispersed = int(row["population_2023"]) - int(known.sum())
        if dispersed < 0:
            raise InputError(
                f"the settlements of {row['key']} have {-dispersed} residents more than the municipality",
                where=where,
                allowed=f"{row['population_2023']} residents, with {minimum} where the population is unknown",
            )
        population[members] = known + shared_out(dispersed, roadside[members])
    return frozen_array(population, np.int32)


def shared_out(total, weights):
    """Split `total` in proportion to `weights` into whole numbers by largest remainders, int64 array [weights].

    The parts sum exactly to `total`; equal remainders go to the first. Weights that are all zero count as equal.
    """
    weights = np.asarray(weights, float)
    weights = weights if weights.sum() > 0 else np.ones_like(weights)
    quotas = total * weights / weights.sum()
    whole = np.floor(quotas).astype(np.int64)
    order = np.argsort(whole - quotas, kind="stable")
    whole[order[: total - whole.sum()]] += 1
    return whole


def _known_or_minimum(settlements, members, minimum, trend_per_year):
    """Return known populations scaled to the year before the first reported one, or `minimum` (int64 [members])."""
    population, years = (settlements[column][members] for column in ("population", "population_year"))
    is_known = population != NOT_KNOWN
    years_since = np.where(is_known, FIRST_REPORTED_YEAR - 1 - years, 0)
    return np.where(is_known, np.rint(population * (1 + trend_per_year) ** years_since).astype(np.int64), minimum)


def _roadside_km(graph, reach_km):
    """Return km of road nearer to each node than to any other and within reach, float64 array [nodes]."""
    return np.array([fsum(min(km / 2, reach_km) for _, _, km in graph.edges(key, data="km")) for key in graph])
