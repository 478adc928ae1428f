"""Versions of the model and of its measures that give the same results to the byte.

Shipped results record the hash of the sources that made them. A change that moves no result still moves the hash. What
was shown to give the same results is written into `data/equal_results.toml` (by `tests/equal_results.py`, which runs
both), and results of one version then count as results of the other; manifests continue to state what made them.
"""

import tomllib
from functools import cache
from importlib.resources import files

from rural_abm.engine.kernels import model_hash

FILE = "equal_results.toml"


def results_hash() -> str:
    """Return the hash (hex) of the first version of the model that gives the results of this one."""
    return first_equal(model_hash())


def first_equal(made_by):
    """Return the hash of the first version that gives the same results as the one with the hash `made_by`."""
    before = _before()
    while made_by in before:
        made_by = before[made_by]
    return made_by


@cache
def _before():
    """Return {hash: hash of an earlier version with the same results}."""
    table = tomllib.loads((files("rural_abm") / "data" / FILE).read_text(encoding="utf-8"))
    return {entry["now"]: entry["before"] for entry in table["equal"]}
