"""Prevention: the minutes that nurses kept for it become visits to old residents, who may fall less from a year on.

A visit looks for risks of falling and reviews the medicines, so an overdue review is overdue no longer.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.people.records import ALIVE, AT_HOME, NEVER


def prevent(world):
    """Monthly: at every unit with minutes saved up, visit residents of old age who are listed there and at home; those
    whose medicine review is oldest first (equal: smaller key), each at most once in `prevention_interval_days`."""
    units, p = world.units, world.parameters[0]
    for unit in np.flatnonzero(units["prevention_pool"] >= p.prevention_visit_minutes):
        visits = int(units["prevention_pool"][unit] // p.prevention_visit_minutes)
        rows = to_visit(world, int(unit))[:visits]
        units["prevention_pool"][unit] -= int(len(rows) * p.prevention_visit_minutes)
        visit_all(world, rows)
    units["prevention_pool"][:] = np.minimum(units["prevention_pool"], int(p.prevention_visit_minutes))


def to_visit(world, unit):
    """Rows of the residents of the unit who may be visited, in the order of visiting."""
    now, p = world.now[0], world.parameters[0]
    people = world.residents[: now.residents]
    old = now.day - people["birth_day"] >= p.old_age_years * DAYS_A_YEAR
    here = old & (people["status"] == ALIVE) & (people["unit"] == unit) & (people["place_of_care"] == AT_HOME)
    due = now.day - people["prevented_day"].astype(np.int64) >= p.prevention_interval_days
    rows = np.flatnonzero(here & due)
    return rows[np.lexsort((people["key"][rows], people["medicine_review_day"][rows]))]


def visit_all(world, rows):
    """Write the visits: dates of the residents, counted in the ledger."""
    now, residents = world.now[0], world.residents
    first = residents["prevented_first_day"][rows] == NEVER
    residents["prevented_first_day"][rows[first]] = now.day
    residents["prevented_day"][rows] = now.day
    residents["medicine_review_day"][rows] = now.day
    table = world.counts["prevention_visits"][now.period]
    places = residents["municipality"][rows], residents["frailty"][rows], residents["band"][rows]
    np.add.at(table, places, 1)
