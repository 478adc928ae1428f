"""The options of each measure with their defaults, and its columns: `data/insilico.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rural_abm.governance import baseline_name

MODELS = ("governance", "baseline")
COLUMNS, LIMITS, ALLOWED, JUDGED, SHARES = TABLES = ("columns", "limits", "allowed", "judged", "shares")


@lru_cache
def _all():
    return tomllib.loads((files("rural_abm") / "data" / "insilico.toml").read_text(encoding="utf-8"))


def measures():
    """Return the names of all measures, in file order."""
    return tuple(name for name in _all() if name not in TABLES)


def columns(measure):
    """Return the names of the columns of a measure's rows that identify a value (tuple)."""
    return tuple(_all()[COLUMNS][measure])


def share_parts():
    """Return the names of the parts whose values are shares of something (list)."""
    return _all()[SHARES]["parts"]


def is_judged(measure):
    """Return whether a measure judges its own differences, by the shipped chance variances."""
    return measure in _all()[JUDGED]["measures"]


def limits(option):
    """Return (lowest, highest) value of an option that is a number or a list of numbers; None for others."""
    return _all()[LIMITS].get(option)


def allowed_names(option):
    """Return the names that an option may take (list); None where they are looked up elsewhere."""
    return _all()[ALLOWED].get(option)


def usual_options(measure):
    """Return {option: default} of a measure; models without a default are the baseline."""
    found = dict(_all()[measure])
    return found | {name: baseline_name() for name in MODELS if found.get(name) == ""}
