"""Follow-up of discharged residents: to a new stay, death or move, or for 30 days.

Every counted readmission, and every task counted as closed, belongs to a discharge counted in the same ledger cell at
the same time.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import Field
from rural_abm.model.people.records import NOT_FOLLOWED
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

DECLARATION = Declaration(
    fields=(
        Field(
            "discharge_tasks",
            "i1",
            "count",
            "tasks open at the last discharge while it is followed, else -1",
            (-1, 4),
            initial=NOT_FOLLOWED,
        ),
        Field("discharge_tasks_open", "i1", "count", "of the tasks open at that discharge, those still open", (0, 4)),
    ),
    counts=counted(
        (
            "discharges_followed",
            "stays",
            "discharges followed for 30 days or to a new stay, death or moving, if earlier",
        ),
        ("readmissions_3", "stays", "of these followed by a stay begun within 3 days"),
        ("readmissions_7", "stays", "of these followed by a stay begun within 7 days"),
        ("readmissions_30", "stays", "of these followed by a stay begun within 30 days"),
        ("discharge_tasks", "tasks", "tasks open at the discharges followed"),
        ("discharge_tasks_closed", "tasks", "of these closed while they were followed"),
    ),
)


@kernel
def begin_following(world, row):
    """Begin following today's discharge, with the tasks it has left open."""
    r = world.residents[row]
    r.discharge_tasks = r.open_tasks
    r.discharge_tasks_open = r.open_tasks


@kernel
def days_followed(world, row):
    """Return the days since the last discharge."""
    return np.int64(world.now[0].day) - np.int64(world.residents[row].discharged_day)


@kernel
def is_followed(world, row):
    """Return whether the last discharge is followed and its days are not over."""
    window = world.parameters[0].readmission_window_days
    return world.residents[row].discharge_tasks != NOT_FOLLOWED and days_followed(world, row) <= window


@kernel
def end_following(world, row):
    """Count the discharge, and those of its tasks that were closed; do nothing for someone not followed."""
    r = world.residents[row]
    if r.discharge_tasks == NOT_FOLLOWED:
        return
    here = cell(world, row)
    here.discharges_followed += 1
    here.discharge_tasks += r.discharge_tasks
    here.discharge_tasks_closed += r.discharge_tasks - r.discharge_tasks_open
    r.discharge_tasks = NOT_FOLLOWED


@kernel
def count_readmission(world, row):
    """End the follow-up of the previous discharge at the start of a stay, by a readmission if it is not over."""
    p = world.parameters[0]
    here = cell(world, row)
    if is_followed(world, row):
        days = days_followed(world, row)
        here.readmissions_30 += 1
        here.readmissions_7 += 1 if days <= p.readmission_early_days else 0
        here.readmissions_3 += 1 if days <= p.readmission_first_days else 0
    end_following(world, row)
