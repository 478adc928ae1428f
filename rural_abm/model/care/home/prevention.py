"""Prevention: minutes that nurses kept for it become visits to old residents, who may fall less from a year on.

A visit looks for risks of falling and reviews the medicines, so a review is no longer overdue.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import Field
from rural_abm.model.care.home.enrolment import the_old
from rural_abm.model.people.records import AT_HOME, NEVER
from rural_abm.state.declarations import Declaration, counted

DECLARATION = Declaration(
    fields=(
        Field("prevented_first_day", "i4", "day", "day of the first visit of prevention, NEVER if none", initial=NEVER),
        Field("prevented_day", "i4", "day", "day of the last visit of prevention, -NEVER if none", initial=-NEVER),
    ),
    counts=counted(
        ("prevention_visits", "visits", "visits by nurses to prevent falls and review medicines"),
    ),
    unit_counts=counted(
        ("prevention_minutes", "minutes", "minutes of nurses spent on prevention"),
    ),
)


def prevent(world):
    """Monthly: at every unit with minutes saved up, visit residents of old age who are listed there and at home.

    Those whose medicine review is oldest come first (equal: smaller key), each at most once in
    `prevention_interval_days`.
    """
    pool, p = world.unit_states["prevention_pool"], world.parameters[0]
    with_minutes = np.flatnonzero(pool >= p.prevention_visit_minutes)
    due = due_for_visit(world) if with_minutes.size else np.zeros(0, np.int32)
    listed_at = world.residents["unit"][due]
    for unit in with_minutes:
        visits = int(pool[unit] // p.prevention_visit_minutes)
        rows = first_to_visit(world, due[listed_at == unit], visits)
        pool[unit] -= int(len(rows) * p.prevention_visit_minutes)
        visit_all(world, rows)
    pool[:] = np.minimum(pool, int(p.prevention_visit_minutes))


@kernel
def due_for_visit(world):
    """Return the rows (int32), in order, of the old who are at home and whose last visit is long enough ago."""
    now = world.now[0]
    interval = world.parameters[0].prevention_interval_days
    rows = the_old(world)
    count = 0
    for place in range(rows.size):
        row = rows[place]
        r = world.residents[row]
        if r.place_of_care == AT_HOME and np.int64(now.day) - np.int64(r.prevented_day) >= interval:
            rows[count] = row
            count += 1
    return rows[:count]


def first_to_visit(world, rows, visits):
    """Return at most `visits` of the rows, in the order of visiting."""
    reviewed = world.residents["medicine_review_day"][rows]
    if visits < rows.size:
        # Only those reviewed as early as the last of them are put in order, which takes longer than to find them.
        is_early = reviewed <= np.partition(reviewed, visits - 1)[visits - 1]
        rows, reviewed = rows[is_early], reviewed[is_early]
    return rows[np.lexsort((world.residents["key"][rows], reviewed))][:visits]


def visit_all(world, rows):
    """Record the visits: dates of the residents, counted in the ledger."""
    now, residents = world.now[0], world.residents
    first = residents["prevented_first_day"][rows] == NEVER
    residents["prevented_first_day"][rows[first]] = now.day
    residents["prevented_day"][rows] = now.day
    residents["medicine_review_day"][rows] = now.day
    table = world.counts["prevention_visits"][now.period]
    places = residents["municipality"][rows], residents["frailty"][rows], residents["band"][rows]
    np.add.at(table, places, 1)
