"""Orders of the day: who comes first where something is shared, whatever the order of the rows.

What is compared is gathered once, so that sorting moves short arrays and not the records.
"""

import numpy as np

from rural_abm.compiled import kernel


@kernel
def order_by_count(places, place_count, keys, codes):
    """Positions (int64 array) in order of place (a whole number from 0 below `place_count`), then key, then code.

    Counted by place; those of one place, few as they are, move forward to where they belong.
    """
    first = np.zeros(place_count + 1, np.int64)
    for position in range(places.size):
        first[places[position] + 1] += 1
    for place in range(place_count):
        first[place + 1] += first[place]
    order = np.empty(places.size, np.int64)
    filled = np.zeros(place_count, np.int64)
    for position in range(places.size):
        place = places[position]
        j = first[place] + filled[place]
        filled[place] += 1
        while j > first[place] and comes_before(keys, codes, position, order[j - 1]):
            order[j] = order[j - 1]
            j -= 1
        order[j] = position
    return order


@kernel
def comes_before(keys, codes, place, other):
    """Whether one position comes before another by key, then code."""
    if keys[place] != keys[other]:
        return keys[place] < keys[other]
    return codes[place] < codes[other]


@kernel
def order_by_key(keys):
    """Positions (int64 array) in order of key (Shell sort)."""
    order = np.arange(keys.size)
    gap = keys.size // 2
    while gap > 0:
        for i in range(gap, keys.size):
            mine = order[i]
            key = keys[mine]
            j = i
            while j >= gap and key < keys[order[j - gap]]:
                order[j] = order[j - gap]
                j -= gap
            order[j] = mine
        gap //= 2
    return order
