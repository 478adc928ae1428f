"""The places with levers of their own, the settlements they may name, and the index of packaged files."""

import csv
import tomllib
from functools import lru_cache
from importlib.resources import files


def governance_data():
    """Return the folder of packaged governance files."""
    return files("rural_abm") / "data" / "governance"


@lru_cache
def index():
    """Return the parsed `index.toml`: baseline, governance, reforms, places, inherits, settings, adoption, limits."""
    return tomllib.loads((governance_data() / "index.toml").read_text(encoding="utf-8"))


def baseline_name():
    """Return the name of the region's present model, on which every other is based."""
    return index()["baseline"]


def place_keys():
    """Return the keys of the nine units of care, in the order of the unit index."""
    return tuple(index()["places"])


def followers_of(place):
    """Return the units that follow the local values of `place` where they have none of their own."""
    return tuple(follower for follower, followed in index()["inherits"].items() if followed == place)


@lru_cache
def settlement_keys():
    """Return the keys of all settlements of the region."""
    path = files("rural_abm") / "data" / "place" / "settlements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(row["key"] for row in csv.DictReader(file))
