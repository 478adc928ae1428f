"""Numbers in Swedish and English format; an undefined value is a dash.

Separators are set in `data/texts/<language>.toml` under `[numbers]`.
"""

import math

from rural_abm.figures.style import ENOUGH_DECIMALS, EXTRA_DECIMALS, PERCENT
from rural_abm.figures.texts import read_texts


def is_defined(value):
    """Return True for a finite number."""
    return value is not None and math.isfinite(value)


def format_number(value, decimals, lang):
    """Format a number as `1 234,5` in Swedish (narrow space) or `1,234.5` in English.

    An undefined value gives a dash; a negative zero is never written.
    """
    texts = read_texts(lang)
    if not is_defined(value):
        return texts["numbers.undefined"]
    plain = f"{abs(value):,.{decimals}f}"
    is_negative = value < 0 and float(plain.replace(",", "")) != 0
    written = plain.translate({ord(","): texts["numbers.thousands"], ord("."): texts["numbers.decimal"]})
    return (texts["numbers.minus"] if is_negative else "") + written


def format_difference(value, decimals, lang):
    """Format a difference like `format_number` with a sign in front, `±` where it rounds to zero."""
    texts = read_texts(lang)
    if not is_defined(value):
        return texts["numbers.undefined"]
    if float(f"{abs(value):.{decimals}f}") == 0:
        return texts["numbers.zero_sign"] + format_number(0, decimals, lang)
    sign = texts["numbers.plus"] if value > 0 else ""
    return sign + format_number(value, decimals, lang)


def format_interval(low, high, decimals, lang):
    """Format an interval as `+0,05 till +0,09`; a dash where an end is undefined."""
    texts = read_texts(lang)
    if not (is_defined(low) and is_defined(high)):
        return texts["numbers.undefined"]
    ends = {"low": format_difference(low, decimals, lang), "high": format_difference(high, decimals, lang)}
    return texts("numbers.interval", **ends)


def format_percent(value, lang):
    """Format a share as a whole percentage."""
    texts = read_texts(lang)
    if not is_defined(value):
        return texts["numbers.undefined"]
    return texts("numbers.percent", number=format_number(value * PERCENT, 0, lang))


def difference_decimals(decimals, *values):
    """Return the decimals that show the smallest defined, non-zero value with at least one digit, up to a limit."""
    wanted = decimals
    sizes = [abs(value) for value in values if is_defined(value) and value != 0]
    if sizes:
        wanted = max(decimals, -math.floor(math.log10(min(sizes))))
    return min(wanted, decimals + EXTRA_DECIMALS, max(ENOUGH_DECIMALS, decimals))
