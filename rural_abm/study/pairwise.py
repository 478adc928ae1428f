"""Worlds one at a time and pairs as they come: for a page that draws while the runs go on.

A run is kept as two small arrays, and a comparison is computed anew from the runs there are whenever one more has
ended. The same runs give the same answer as `compare`, which keeps them in a folder instead.
"""

import json
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from rural_abm.study.gathering import ALL, PLACE_KINDS
from rural_abm.study.reading import outcome_entries
from rural_abm.study.verdicts import intervals

REGION = PLACE_KINDS[0]


@dataclass(frozen=True, eq=False)
class WorldRun:
    """The yearly figures of one run: float64 arrays [outcomes, places, years] of numerators and denominators.

    `places` begins with "region"; `years` are calendar years. A value is numerator / denominator, nan where that is 0.
    """

    outcomes: tuple
    places: tuple
    years: tuple
    numerators: np.ndarray
    denominators: np.ndarray


class WarmStarts:
    """Snapshots of warmed-up worlds by seed and parameters, the last few: what worlds of one seed share."""

    def __init__(self, most):
        self._most, self._kept = most, OrderedDict()

    def of(self, scenario):
        """The Snapshot on the scenario's first reported day."""
        key = scenario.seed, json.dumps(scenario.parameters, sort_keys=True), scenario.years, scenario.months
        if key not in self._kept:
            self._kept[key] = _warmed(scenario)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _warmed(scenario):
    from rural_abm.model import RuralModel

    model = RuralModel.warmed(scenario)
    snapshot = model.snapshot()
    model.close()
    return snapshot


def run_world(scenario, outcomes, warm=None):
    """The WorldRun of a scenario for the outcomes named; `warm` is a WarmStarts to take the warm-up from."""
    from rural_abm.model import RuralModel

    model = RuralModel(scenario) if warm is None else RuralModel.from_snapshot(warm.of(scenario), scenario)
    model.run()
    frame = model.outcomes(outcomes)
    model.close()
    return world_run(frame, outcomes)


def world_run(frame, outcomes):
    """The WorldRun of a DataFrame of yearly outcomes."""
    whole = frame[frame["place_kind"].isin(PLACE_KINDS) & (frame["dimension"] == ALL)]
    years = tuple(sorted(whole["period"].astype(str).unique()))
    places = tuple(dict.fromkeys(whole["place"].astype(str)))
    shape = tuple(outcomes), places, years
    table = whole.set_index(["outcome", "place", "period"])[["numerator", "denominator"]]
    table.index = table.index.set_levels(table.index.levels[2].astype(str), level=2)
    wanted = [(name, place, year) for name in shape[0] for place in places for year in years]
    filled = table.reindex(wanted, fill_value=0).to_numpy(float).reshape(*map(len, shape), 2)
    return WorldRun(*shape[:2], tuple(map(int, years)), filled[..., 0].copy(), filled[..., 1].copy())


@dataclass(frozen=True, eq=False)
class PairedFigures:
    """What pairs of runs say: `series` and `totals` hold arrays [outcomes, places, years] and [outcomes, places].

    Both are dicts with "a" and "b" (mean of each world), "a_low", "a_high", "b_low", "b_high" (95 % interval of these
    means), "difference", "low", "high" (b minus a, by pair); totals, over all years together, also have "sign_chance"
    and "verdict".
    """

    outcomes: tuple
    places: tuple
    years: tuple
    pairs: int
    series: dict
    totals: dict


def compare_worlds(first, second):
    """The PairedFigures of two lists of WorldRuns whose members share seeds, in one order."""
    run = first[0]
    yearly = [np.stack([_values(one.numerators, one.denominators) for one in runs], -1) for runs in (first, second)]
    whole = [
        np.stack([_values(one.numerators.sum(-1), one.denominators.sum(-1)) for one in runs], -1)
        for runs in (first, second)
    ]
    totals = _statistics(*whole)
    totals["verdict"] = _verdicts(totals, run)
    return PairedFigures(run.outcomes, run.places, run.years, len(first), _statistics(*yearly), totals)


def _values(numerators, denominators):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominators == 0, np.nan, numerators / np.where(denominators == 0, 1, denominators))


def _statistics(first, second):
    """Means, intervals and differences of values [..., pairs] of two worlds."""
    shape = first.shape[:-1]

    def of(values):
        found = intervals(values.reshape(-1, values.shape[-1]))
        return {name: array.reshape(shape) for name, array in found.items()}

    a, b, difference = of(first), of(second), of(second - first)
    return {
        "a": a["difference"],
        "a_low": a["low"],
        "a_high": a["high"],
        "b": b["difference"],
        "b_low": b["low"],
        "b_high": b["high"],
        "difference": difference["difference"],
        "low": difference["low"],
        "high": difference["high"],
        "sign_chance": difference["sign_chance"],
    }


def _verdicts(totals, run):
    """The verdict [outcomes, places] of each difference over all years."""
    entries = {entry.name: entry for entry in outcome_entries()}
    entries = [entries[name] for name in run.outcomes]
    directions = np.array([entry.better for entry in entries], object)[:, None]
    up = totals["difference"] > 0
    sure = (totals["low"] > 0) | (totals["high"] < 0)
    good = np.where(up, directions == "higher", directions == "lower")
    named = np.where(directions == "neither", np.where(up, "higher", "lower"), np.where(good, "better", "worse"))
    return np.where(sure, named, "cannot be told")
