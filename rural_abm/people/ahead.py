"""Residents who come soon, asked for ahead: their rows, and the first of their ties."""

from rural_abm.compiled import kernel
from rural_abm.prefetch import AHEAD, prefetch


@kernel
def ask_ahead(world, rows, place):
    """While the residents in `rows` are met one by one: ask for those who come soon after `place`; -1 before the first.

    Rows below 0 (visitors) are passed over. The row itself is asked for first, its first tie when the row has come.
    """
    if place < 0:
        for first in range(min(2 * AHEAD, rows.size)):
            ask_for(world, rows[first])
        return
    if place + 2 * AHEAD < rows.size:
        ask_for(world, rows[place + 2 * AHEAD])
    if place + AHEAD < rows.size:
        ask_for_tie(world, rows[place + AHEAD])


@kernel
def ask_for(world, row):
    """Ask for the row of a resident."""
    if row >= 0:
        prefetch(world.residents, row)


@kernel
def ask_for_tie(world, row):
    """Ask for the first tie of a resident, and the one behind it in the pool, which mostly is the second."""
    if row < 0:
        return
    first = world.residents[row].first_tie
    if first >= 0:
        prefetch(world.ties, first)
        prefetch(world.ties, min(first + 2, world.ties.size - 1))
