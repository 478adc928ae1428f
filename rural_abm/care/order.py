"""Orders of the day: who comes first where something is shared, whatever the order of the rows.

What is compared is gathered once, so that sorting moves short arrays and not the records.
"""

import numpy as np

from rural_abm.compiled import kernel
from rural_abm.units import MINUTES_A_DAY


@kernel
def order_by_minute(minutes, keys, codes):
    """Positions (int64 array) in order of minute of the day, then key, then code; counted by minute."""
    first = np.zeros(MINUTES_A_DAY + 1, np.int64)
    for place in range(minutes.size):
        first[minutes[place] + 1] += 1
    for minute in range(MINUTES_A_DAY):
        first[minute + 1] += first[minute]
    order = np.empty(minutes.size, np.int64)
    filled = np.zeros(MINUTES_A_DAY, np.int64)
    for place in range(minutes.size):
        minute = minutes[place]
        # Among those of the same minute, few as they are, the newcomer moves forward to its place.
        j = first[minute] + filled[minute]
        filled[minute] += 1
        while j > first[minute] and comes_before(keys, codes, place, order[j - 1]):
            order[j] = order[j - 1]
            j -= 1
        order[j] = place
    return order


@kernel
def comes_before(keys, codes, place, other):
    """Whether one position comes before another by key, then code."""
    if keys[place] != keys[other]:
        return keys[place] < keys[other]
    return codes[place] < codes[other]


@kernel
def order_by_rank(ranks, keys):
    """Positions (int64 array) in order of rank, then key (Shell sort)."""
    order = np.arange(ranks.size)
    gap = ranks.size // 2
    while gap > 0:
        for i in range(gap, ranks.size):
            mine = order[i]
            j = i
            while j >= gap and ranks_before(ranks, keys, mine, order[j - gap]):
                order[j] = order[j - gap]
                j -= gap
            order[j] = mine
        gap //= 2
    return order


@kernel
def ranks_before(ranks, keys, place, other):
    """Whether one position comes before another by rank, then key."""
    if ranks[place] != ranks[other]:
        return ranks[place] < ranks[other]
    return keys[place] < keys[other]
