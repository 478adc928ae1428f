"""Intervals of shares: within 0 and 1, and of positive width where no seed or every seed showed the event.

Wilson's interval, with the number of independent observations that the spread over the seeds implies: `p (1 - p) / e2`
with the mean `p` and the squared standard error `e2`, which includes parameter uncertainty where parameters are drawn.
Where all seeds agree each counts as one observation, so that none of six leaves more room than none of sixty.
"""

import numpy as np

from rural_abm.outcomes import catalogue
from rural_abm.study.insilico.options import share_parts
from rural_abm.study.results.settings import confidence

SHARE, LEVEL = "share", "level"


def with_share_intervals(table):
    """Return the summary (DataFrame) with Wilson's intervals in the rows whose means are shares."""
    rows = is_share(table) & (table["seeds"] > 1).to_numpy() & np.isfinite(table["mean"].to_numpy(float))
    if not rows.any():
        return table
    names = ("mean", "low", "high", "seeds")
    low, high = share_intervals(*(table.loc[rows, name].to_numpy(float) for name in names))
    fitted = table.copy()
    fitted.loc[rows, "low"], fitted.loc[rows, "high"] = low, high
    return fitted


def is_share(table):
    """Return whether each row (bool [rows]) holds a share: by its part, or by the unit of the outcome of its level."""
    if "part" not in table:
        return np.zeros(len(table), bool)
    found = table["part"].isin(share_parts())
    if "outcome" in table:
        units = {entry.name: entry.unit for entry in catalogue}
        found |= (table["part"] == LEVEL) & (table["outcome"].map(units) == SHARE)
    return found.to_numpy()


def share_intervals(mean, low, high, seeds):
    """Return (low, high) of Wilson's intervals of shares `mean`, given their intervals by Student's t over seeds."""
    from scipy.special import ndtri, stdtrit

    tail = (1 + confidence()) / 2
    wide = high > low
    quantile = np.where(wide, stdtrit(seeds - 1, tail), ndtri(tail))
    error = (high - low) / 2 / quantile
    room = mean * (1 - mean)
    has_spread = wide & (room > 0)
    counted = np.where(has_spread, room / np.where(has_spread, error, 1) ** 2, seeds)
    scaled = quantile**2 / np.maximum(counted, 1)
    middle = (mean + scaled / 2) / (1 + scaled)
    reach = np.sqrt(scaled * room + (scaled / 2) ** 2) / (1 + scaled)
    return np.minimum(middle - reach, mean), np.maximum(middle + reach, mean)
