"""The options each measure knows, with what they are if nobody says: `data/insilico.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rural_abm.governance import baseline_name

MODELS = ("governance", "baseline")


@lru_cache
def _all():
    return tomllib.loads((files("rural_abm") / "data" / "insilico.toml").read_text(encoding="utf-8"))


def measures():
    """Names of the measures there are, in the order of the file."""
    return tuple(_all())


def usual_options(measure):
    """{option: usual value} of a measure; models left open are the baseline."""
    found = dict(_all()[measure])
    return found | {name: baseline_name() for name in MODELS if found.get(name) == ""}
