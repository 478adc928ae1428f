"""The places for which levers may be set apart, the settlements they may name, and the index of bundled files."""

import csv
import tomllib
from functools import lru_cache
from importlib.resources import files


def governance_data():
    """The folder of bundled governance files."""
    return files("rural_abm") / "data" / "governance"


@lru_cache
def index():
    """The parsed `index.toml`: baseline, governance, reforms, places, inherits, settings, adoption, limits."""
    return tomllib.loads((governance_data() / "index.toml").read_text(encoding="utf-8"))


def baseline_name():
    """The name of the region's present model, over which every other is laid."""
    return index()["baseline"]


def place_keys():
    """Keys of the nine units of care, in the order of the unit index."""
    return tuple(index()["places"])


def followers_of(place):
    """The units that follow the local values of `place` where they have none of their own."""
    return tuple(follower for follower, followed in index()["inherits"].items() if followed == place)


@lru_cache
def settlement_keys():
    """Keys of all settlements of the region."""
    path = files("rural_abm") / "data" / "place" / "settlements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(row["key"] for row in csv.DictReader(file))
