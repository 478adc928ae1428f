"""The options each measure knows, with what they are if nobody says, and its columns: `data/insilico.toml`."""

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
    """Names of the measures there are, in the order of the file."""
    return tuple(name for name in _all() if name not in TABLES)


def columns(measure):
    """Names of the columns of a measure's rows that say what a value is of (tuple)."""
    return tuple(_all()[COLUMNS][measure])


def share_parts():
    """Names of the parts whose values are shares of something (list)."""
    return _all()[SHARES]["parts"]


def is_judged(measure):
    """Whether a measure judges its own differences, by the chance variances that are shipped."""
    return measure in _all()[JUDGED]["measures"]


def limits(option):
    """(lowest, highest) value of an option that is a number or a list of numbers; None of others."""
    return _all()[LIMITS].get(option)


def allowed_names(option):
    """The names that an option may take (list); None where they are looked up elsewhere."""
    return _all()[ALLOWED].get(option)


def usual_options(measure):
    """{option: usual value} of a measure; models left open are the baseline."""
    found = dict(_all()[measure])
    return found | {name: baseline_name() for name in MODELS if found.get(name) == ""}
