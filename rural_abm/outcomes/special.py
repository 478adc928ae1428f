"""Outcomes that need single persons: concentration of cost, and the median stay of GPs."""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.outcomes.entries import outcome


def top_share(costs, one_in=None):
    """Return (cost of the costliest, cost of all) of whole-number costs [residents], ints.

    The costliest are one in `one_in` of the residents, rounded up; by default as in the catalogue.
    """
    one_in = outcome("top_share").one_in if one_in is None else one_in
    costs = np.asarray(costs, np.int64)
    count = -(-costs.size // one_in)
    if not count:
        return 0, 0
    return int(np.partition(costs, costs.size - count)[-count:].sum()), int(costs.sum())


def concentration(costs, municipality, in_region):
    """Return the top share of one period as float64 [1 + municipalities, 2]: region, then each municipality.

    `costs` and `municipality` are by resident alive at the end of the period, `in_region` by municipality.
    """
    costs, municipality, in_region = np.asarray(costs), np.asarray(municipality), np.asarray(in_region, bool)
    groups = [in_region[municipality], *(municipality == place for place in range(in_region.size))]
    return np.array([top_share(costs[group]) for group in groups], np.float64)


def median_stay_days(stay_days, has_left, seen_from_days=None):
    """Estimate the days until half have left (Kaplan-Meier); None where fewer than half are observed to leave.

    `stay_days` [engagements] are lengths so far, and `has_left` marks those that have ended. `seen_from_days` is how
    long each had lasted when first observed: earlier leavers were never seen, so an engagement is at risk only from
    then on (delayed entry). Without it, all are at risk from the beginning.
    """
    stay_days, has_left = np.asarray(stay_days, np.int64), np.asarray(has_left, bool)
    seen = np.full(stay_days.size, -1) if seen_from_days is None else np.asarray(seen_from_days, np.int64)
    ends, leavers = np.unique(stay_days[has_left], return_counts=True)
    at_risk = np.searchsorted(np.sort(seen), ends) - np.searchsorted(np.sort(stay_days), ends)
    staying = np.cumprod(1 - leavers / at_risk)
    half = np.flatnonzero(2 * staying <= 1)
    return int(ends[half[0]]) if half.size else None


def median_stays(stay_days, has_left, municipality, in_region, seen_from_days=None):
    """Return the median stay of one period as float64 [1 + municipalities, 2] of (years, 1), or (0, 0) if unobserved.

    Arrays are by engagement of a permanent GP up to the end of the period; `in_region` by municipality.
    """
    municipality, in_region = np.asarray(municipality), np.asarray(in_region, bool)
    groups = [in_region[municipality], *(municipality == place for place in range(in_region.size))]
    return np.array([median_years(stay_days, has_left, group, seen_from_days) for group in groups], np.float64)


def median_years(stay_days, has_left, chosen, seen_from_days=None):
    """Return the median stay of the chosen engagements as (years, 1), or (0, 0) where it is not observed."""
    seen = None if seen_from_days is None else np.asarray(seen_from_days)[chosen]
    days = median_stay_days(np.asarray(stay_days)[chosen], np.asarray(has_left)[chosen], seen)
    return (0, 0) if days is None else (days / DAYS_A_YEAR, 1)
