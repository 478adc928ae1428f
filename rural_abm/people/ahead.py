"""Residents who come soon, asked for ahead: the lines of their rows that will be read, and their first ties.

A loop over rows hands over one row a time and not the array of them: each array handed over is counted as in use and
as no longer in use, and the processor waits for all it has asked for before it counts.
"""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import FAR_AHEAD, ROWS_AHEAD, prefetch
from rural_abm.people.records import PLANS_LINE, STATE_LINE


@kernel
def ask_for(world, row, line):
    """Ask for the planned days, the state and another line of a resident; nothing for a row below 0 (a visitor)."""
    if row >= 0:
        prefetch(world.residents, row, PLANS_LINE)
        prefetch(world.residents, row, STATE_LINE)
        prefetch(world.residents, row, line)


@kernel
def ask_for_first(world, rows, line):
    """Ask for the first of the residents in `rows`, before the loop that asks for the others."""
    for place in range(min(ROWS_AHEAD, rows.size)):
        ask_for(world, rows[place], line)


@kernel
def ask_for_ties(world, row):
    """Ask for the first ties of a resident whose row has come, which lie together; nothing for a row below 0."""
    first = world.residents[row].first_tie if row >= 0 else -1
    if first >= 0:
        prefetch(world.ties, first, 0)
        prefetch(world.ties, min(first + 2, world.ties.size - 1), 0)
        prefetch(world.ties, min(first + 2 * 2, world.ties.size - 1), 0)


@kernel
def ask_in_turn(world, row, line):
    """While all residents are gone through in order of rows: ask for one line of one who comes soon."""
    if row + FAR_AHEAD < world.residents.size:
        prefetch(world.residents, row + FAR_AHEAD, line)
