"""Orders of the day: precedence for shared resources, independent of the order of rows.

The sort keys are gathered once, so that sorting moves short arrays and not the records.
"""

import numpy as np

from rural_abm.engine.kernels import kernel


@kernel
def order_by_count(places, place_count, keys, codes):
    """Return positions (int64 array) in order of place (a whole number below `place_count`), then key, then code.

    This is a counting sort by place; the few of one place are sorted by insertion.
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
    """Return whether one position comes before another by key, then code."""
    if keys[place] != keys[other]:
        return keys[place] < keys[other]
    return codes[place] < codes[other]


@kernel
def order_by_key(keys, split):
    """Return positions (int64 array) in order of key, no key twice.

    Fast where the keys lie evenly below `split`, which is above 0, and evenly from it on.
    """
    half = keys.size
    largest = np.uint64(split)
    for key in keys:
        largest = max(largest, key)
    span = np.float64(largest - np.uint64(split)) + 1.0
    places = np.empty(keys.size, np.int64)
    for position in range(keys.size):
        key = keys[position]
        if key < np.uint64(split):
            places[position] = np.int64(np.float64(key) / split * half)
        else:
            places[position] = half + np.int64(np.float64(key - np.uint64(split)) / span * half)
    return order_by_count(places, 2 * half + 1, keys, places)
