"""Departures of GPs on a known day: which GPs, and their events in a scenario."""

import numpy as np

from rural_abm.governance import Event
from rural_abm.model.staff.records import EMPLOYED, GP, PERMANENT, ROTATING


def leavers(model):
    """Return the row of one GP of each unit of care in the region: the permanent one with most residents, if any."""
    staff = model.world.staff[: model.world.now["staff"][0]]
    can_leave = (staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["post"] >= 0)
    can_leave &= np.isin(staff["employment"], (PERMANENT, ROTATING)) & (staff["panel"] > 0)
    rows = []
    for unit in np.flatnonzero(model.world.units["in_region"] == 1):
        here = np.flatnonzero(can_leave & (staff["unit"] == unit))
        if here.size:
            rows.append(int(here[np.lexsort((here, -staff["panel"][here]))[0]]))
    return rows


def departures(model, rows, day, successor):
    """Return events (tuple) in which the GPs of some rows leave on a day, with the successor named."""
    numbers = [int(model.world.staff["number"][row]) for row in rows]
    return tuple(Event(day=day, kind="gp_leaves", staff=number, successor=successor) for number in numbers)
