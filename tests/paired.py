"""Paired seeds: how many, and when a mean difference counts as one.

Each pair of runs has the same seed, so the same people with the same shocks.
"""

import numpy as np
from scipy import stats

SEEDS = tuple(range(1, 7))
MORE_SEEDS = tuple(range(1, 13))
LEVEL = 1e-3


def rises(differences):
    """Whether the mean difference is above 0 at LEVEL: a one-sided t test; of equal differences whether they are."""
    if np.ptp(differences) == 0:
        return bool(differences[0] > 0)
    return stats.ttest_1samp(differences, 0, alternative="greater").pvalue < LEVEL
