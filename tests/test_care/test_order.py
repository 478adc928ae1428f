"""Orders of the day against NumPy's, and the queue of requests in the order of minute and key."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.model.care.needs.sorting import order_by_count, order_by_key

PLACES = 7
KEYS = st.integers(0, 3) | st.integers(2**63, 2**64 - 1)
CALLS = st.lists(st.tuples(st.integers(0, PLACES - 1), KEYS, st.integers(0, 2)), max_size=60)


@given(CALLS)
def test_counted_order_is_by_place_then_key_then_code(calls):
    places, keys, codes = ([call[part] for call in calls] for part in range(3))
    order = order_by_count(np.array(places, np.int64), PLACES, np.array(keys, np.uint64), np.array(codes, np.int64))
    assert [calls[position] for position in order] == sorted(calls)
    assert sorted(order.tolist()) == list(range(len(calls)))


@given(st.lists(KEYS, max_size=80, unique=True), st.integers(1, 9))
def test_order_by_key_is_that_of_the_keys(keys, split):
    order = order_by_key(np.array(keys, np.uint64), split)
    assert [keys[position] for position in order] == sorted(keys)
