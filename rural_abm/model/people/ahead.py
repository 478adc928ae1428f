"""Software prefetch for residents: the lines of their rows that will be read, and their first ties.

Loops over rows hand over one row at a time rather than the array: each array passed on is reference-counted, and the
processor waits for all outstanding loads before it counts.
"""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import FAR_AHEAD, ROWS_AHEAD, prefetch
from rural_abm.model.people.records import PLANS_LINE, STATE_LINE


@kernel
def ask_for(world, row, line):
    """Prefetch the planned days, the state and another line of a resident; do nothing for a row below 0 (a visitor)."""
    if row >= 0:
        prefetch(world.residents, row, PLANS_LINE)
        prefetch(world.residents, row, STATE_LINE)
        prefetch(world.residents, row, line)


@kernel
def ask_for_first(world, rows, line):
    """Prefetch the first of the residents in `rows`, before the loop that prefetches the others."""
    for place in range(min(ROWS_AHEAD, rows.size)):
        ask_for(world, rows[place], line)


@kernel
def ask_for_ties(world, row):
    """Prefetch the first ties of a resident, which lie together; do nothing for a row below 0.

    The resident's row must have arrived.
    """
    first = world.residents[row].first_tie if row >= 0 else -1
    if first >= 0:
        prefetch(world.ties, first, 0)
        prefetch(world.ties, min(first + 2, world.ties.size - 1), 0)
        prefetch(world.ties, min(first + 4, world.ties.size - 1), 0)


@kernel
def ask_in_turn(world, row, line):
    """Prefetch one line of a later resident while all residents are visited in order of rows."""
    if row + FAR_AHEAD < world.residents.size:
        prefetch(world.residents, row + FAR_AHEAD, line)
