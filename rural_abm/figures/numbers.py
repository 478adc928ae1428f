"""Numbers as readers of Swedish and English write them; an undefined value is a dash.

Separators stand in `data/texts/<language>.toml` under `[numbers]`.
"""

import math

from rural_abm.figures.style import ENOUGH_DECIMALS, EXTRA_DECIMALS, PERCENT
from rural_abm.figures.texts import read_texts


def is_defined(value):
    """True for a finite number."""
    return value is not None and math.isfinite(value)


def format_number(value, decimals, lang):
    """`1 234,5` in Swedish (narrow space), `1,234.5` in English; a dash where undefined, never a negative zero."""
    texts = read_texts(lang)
    if not is_defined(value):
        return texts["numbers.undefined"]
    plain = f"{abs(value):,.{decimals}f}"
    is_negative = value < 0 and float(plain.replace(",", "")) != 0
    written = plain.translate({ord(","): texts["numbers.thousands"], ord("."): texts["numbers.decimal"]})
    return (texts["numbers.minus"] if is_negative else "") + written


def format_difference(value, decimals, lang):
    """As `format_number` with a sign in front, `±` where it rounds to nothing."""
    texts = read_texts(lang)
    if not is_defined(value):
        return texts["numbers.undefined"]
    if float(f"{abs(value):.{decimals}f}") == 0:
        return texts["numbers.zero_sign"] + format_number(0, decimals, lang)
    sign = texts["numbers.plus"] if value > 0 else ""
    return sign + format_number(value, decimals, lang)


def format_interval(low, high, decimals, lang):
    """`+0,05 till +0,09`; a dash where an end is undefined."""
    texts = read_texts(lang)
    if not (is_defined(low) and is_defined(high)):
        return texts["numbers.undefined"]
    ends = {"low": format_difference(low, decimals, lang), "high": format_difference(high, decimals, lang)}
    return texts("numbers.interval", **ends)


def format_percent(value, lang):
    """A share as whole percent."""
    texts = read_texts(lang)
    if not is_defined(value):
        return texts["numbers.undefined"]
    return texts("numbers.percent", number=format_number(value * PERCENT, 0, lang))


def difference_decimals(decimals, *values):
    """Decimals that show the smallest of the defined, non-zero `values` with at least one digit; a few more at most."""
    wanted = decimals
    sizes = [abs(value) for value in values if is_defined(value) and value != 0]
    if sizes:
        wanted = max(decimals, -math.floor(math.log10(min(sizes))))
    return min(wanted, decimals + EXTRA_DECIMALS, max(ENOUGH_DECIMALS, decimals))
