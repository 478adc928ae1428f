"""What a register would count: contacts with GPs, acute care, and odds between groups adjusted for strata."""

import math

import numpy as np

from rural_abm.model.staff.records import GP

# Kinds of events that are acute hospital care, and kinds of contacts that no register of GPs holds.
ACUTE = ("emergency", "admitted")
NEITHER_KIND = ("home_nursing", "specialist_visit")


def gp_numbers(model):
    """Return the serial numbers of all GPs there have been (set)."""
    staff = model.world.staff
    return set(np.asarray(staff["number"])[np.asarray(staff["role"]) == GP].tolist())


def is_gp_contact(contacts, gps):
    """Return whether each contact is one with a GP, other than of the rounds and of specialists."""
    return contacts["staff"].isin(gps) & ~contacts["kind"].isin(NEITHER_KIND)


def odds_ratio(happened, exposed, strata):
    """Return the Mantel-Haenszel odds ratio of an event, exposed to not exposed, over strata; NaN where undefined.

    Three Series of one length; `strata` may be a list of Series.
    """
    import pandas as pd

    strata = strata if isinstance(strata, list) else [strata]
    table = pd.DataFrame({"event": happened, "exposed": exposed, **{str(k): one for k, one in enumerate(strata)}})
    keys = [str(k) for k in range(len(strata))]
    counts = table.groupby([*keys, "exposed", "event"]).size().unstack(["exposed", "event"]).fillna(0)
    counts = counts.reindex(columns=pd.MultiIndex.from_product([[False, True]] * 2), fill_value=0)
    total = counts.sum(axis=1)
    above = (counts[True, True] * counts[False, False] / total).sum()
    below = (counts[True, False] * counts[False, True] / total).sum()
    return above / below if below else math.nan
