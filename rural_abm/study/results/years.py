"""Which years a result is the mean over: the first year is a transition and stands apart from those after it."""


def years_of(periods):
    """The year (Series of str) of each period such as "2024" or "2024-01"."""
    return periods.astype(str).str.split("-").str[0]


def is_transition(periods):
    """Whether each period lies in the earliest year (Series of bool)."""
    years = years_of(periods)
    return years == years.min()


def later_years(table):
    """The rows (DataFrame) of the years after the first; all rows where there is one year only."""
    first = is_transition(table["period"])
    return table if first.all() else table[~first]


def transition_year(table):
    """The rows (DataFrame) of the first year, or None where there is no other."""
    first = is_transition(table["period"])
    return None if first.all() else table[first]
