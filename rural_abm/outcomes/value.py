"""Values of outcomes from their numerators and denominators: the only place that divides them."""


def values(frame):
    """Return the values (float64 Series) of a results table: numerator over denominator, null where undefined."""
    return frame["numerator"] / frame["denominator"].where(frame["denominator"] != 0)


def with_value(frame):
    """Return the DataFrame with a column `value` (see `values`) at its end."""
    return frame.assign(value=values(frame))
