"""The day's list of residents with care due: those with more than a home-nursing visit first, in key order."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.model.care.needs.sorting import order_by_key
from rural_abm.model.ties.lists import lists_are_kept


@kernel
def has_more_than_visit(world, row):
    """Return whether any care other than a home-nursing visit is due for the resident today, or a wish to change GP."""
    r = world.residents[row]
    if lists_are_kept(world) and world.lists[row].wish_day <= world.now[0].day:
        return True
    day = min(r.found_day, r.worsen_day, r.coordination_day, r.review_day)
    return min(day, r.specialist_day, r.follow_call_day, r.leave_day) <= world.now[0].day


@kernel
def order_due(world):
    """Phase: sort `due`, so that shared resources are allocated in key order, independent of rows."""
    now = world.now[0]
    first = 0
    for place in range(now.due_count):
        row = world.due[place]
        if has_more_than_visit(world, row):
            world.due[place] = world.due[first]
            world.due[first] = row
            first += 1
    now.due_first = first
    rows = world.due[:first].copy()
    keys = np.empty(first, np.uint64)
    for place in range(first):
        keys[place] = world.residents[rows[place]].key
    # The keys of the first residents are their numbers, those of who came later are drawn.
    order = order_by_key(keys, now.residents)
    for place in range(first):
        world.due[place] = rows[order[place]]
