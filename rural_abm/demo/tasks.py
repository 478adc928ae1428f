"""The tasks of a worker: single runs on warmed-up worlds that it keeps; each call is pure, on plain values."""

import time
from functools import lru_cache

from rural_abm import Scenario, WarmStarts, find_someone, live, monthly_events, of_seed, run_world
from rural_abm.demo.regions import default_key
from rural_abm.demo.settings import fixed_seed, work


@lru_cache(maxsize=1)
def _warm():
    return WarmStarts(work("warm_starts"))


def prepare(region=None):
    """Load machine code and a region's warmed-up world of the first pair; return the seconds this took.

    Afterwards the worker answers without delay.
    """
    began = time.perf_counter()
    _warm().of(of_seed(Scenario(region=region or default_key()), fixed_seed()))
    return time.perf_counter() - began


def world(mapping, outcomes):
    """Return the WorldRun of a scenario."""
    return run_world(Scenario.from_mapping(mapping), list(outcomes), _warm())


def events(mapping):
    """Return the events in a world, month by month (see `monthly_events`)."""
    return monthly_events(Scenario.from_mapping(mapping), _warm())


def life(mapping, person):
    """Return (person, items) of one resident in a world."""
    return live(Scenario.from_mapping(mapping), person, warm=_warm())


def someone(mapping, like, draw):
    """Return (how many residents match, the one drawn) on the first reported day."""
    return find_someone(Scenario.from_mapping(mapping), like, draw, _warm())
