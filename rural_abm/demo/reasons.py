"""The contributions to a difference: each lever alone, each added to the previous ones, all together, and interplay."""

from functools import lru_cache

import numpy as np

from rural_abm import catalogue, intervals, later_values
from rural_abm.demo.answers import REGION, plain

ALONE, WALK = "alone", "walk"
SHOWN = ("difference", "low", "high", "sign_chance")


def reasons(steps, runs, wanted):
    """Return the message (dict) on runs [first, second, *steps][pairs] of the same seeds.

    It covers the region over the years after the first.
    """
    names = runs[0][0].outcomes
    return {
        "pairs": len(runs[0]),
        "pairs_wanted": wanted,
        "by_outcome": {name: _of_outcome(row, steps, runs) for row, name in enumerate(names)},
    }


@lru_cache
def lever_titles():
    """Return {lever: {"en", "sv"}}."""
    return {row["name"]: {"en": row["title_en"], "sv": row["title_sv"]} for row in catalogue("levers")}


def _of_outcome(row, steps, runs):
    first, second, *laid = (np.array([later_values(run)[row, run.places.index(REGION)] for run in own]) for own in runs)
    together = second - first
    alone = {step.lever: values - first for step, values in zip(steps, laid, strict=True) if step.part == ALONE}
    between = {step.lever: values - first for step, values in zip(steps, laid, strict=True) if step.part == WALK}
    walked, reached = {}, 0
    for number, lever in enumerate(alone):
        after = together if number == len(alone) - 1 else between.get(lever, alone[lever])
        walked[lever], reached = after - reached, after
    interplay = together - sum(alone.values())
    titles = lever_titles()
    return {
        "levers": [
            {"lever": lever, "title": titles[lever], "alone": _told(alone[lever]), "walk": _told(walked[lever])}
            for lever in alone
        ],
        "all": _told(together),
        "interplay": _told(interplay),
    }


def _told(differences):
    found = intervals(differences[None])
    return {name: plain(found[name][0]) for name in SHOWN}
