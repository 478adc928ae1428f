"""The years over which a result is averaged: the first year is a transition, separate from those after it."""


def years_of(periods):
    """Return the year (Series of str) of each period such as "2024" or "2024-01"."""
    return periods.astype(str).str.split("-").str[0]


def is_transition(periods):
    """Return whether each period lies in the earliest year (Series of bool)."""
    years = years_of(periods)
    return years == years.min()


def later_years(table):
    """Return the rows (DataFrame) of the years after the first; all rows where there is one year only."""
    first = is_transition(table["period"])
    return table if first.all() else table[~first]


def transition_year(table):
    """Return the rows (DataFrame) of the first year, or None where there is no other."""
    first = is_transition(table["period"])
    return None if first.all() else table[first]
