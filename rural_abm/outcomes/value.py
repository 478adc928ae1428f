"""Values of outcomes out of their numerators and denominators: the one place that divides them."""


def values(frame):
    """Values (float64 Series) of a results table: numerator over denominator, null where that is 0 or missing."""
    return frame["numerator"] / frame["denominator"].where(frame["denominator"] != 0)


def with_value(frame):
    """The DataFrame with a column `value` (see `values`) at its end."""
    return frame.assign(value=values(frame))
