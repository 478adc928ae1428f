"""Single worlds and pairs as they finish: for a page that draws while the runs continue.

A run is kept as two small arrays, and a comparison is computed again from the finished runs whenever one more ends. The
same runs give the same answer as `compare`, which keeps them in a folder instead.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rural_abm.governance.values import as_list
from rural_abm.outcomes import catalogue
from rural_abm.parameters.parameter_draws import parameters_in_force
from rural_abm.study.compare.chance import chance_variances
from rural_abm.study.compare.paired_draws import read_draws
from rural_abm.study.compare.verdicts import intervals, judge
from rural_abm.study.results.store import KEYS
from rural_abm.study.running.finished_runs import ALL, PLACE_KINDS

if TYPE_CHECKING:
    from rural_abm.governance import Scenario
    from rural_abm.state.snapshot import Snapshot

REGION = PLACE_KINDS[0]


@dataclass(frozen=True, eq=False)
class WorldRun:
    """The yearly figures of one run: float64 arrays [outcomes, places, years] of numerators and denominators.

    `places` begins with "region"; `years` are calendar years. A value is numerator / denominator, nan where that is 0.
    """

    outcomes: tuple[str, ...]
    places: tuple[str, ...]
    years: tuple[int, ...]
    numerators: np.ndarray
    denominators: np.ndarray


class WarmStarts:
    """Snapshots of the last few warmed-up worlds by seed and parameters, which worlds of one seed share."""

    def __init__(self, most: int) -> None:
        self._most, self._kept = most, OrderedDict()

    def of(self, scenario: Scenario) -> Snapshot:
        """Return the Snapshot on the scenario's first reported day."""
        parameters = json.dumps(parameters_in_force(scenario), sort_keys=True)
        key = scenario.seed, parameters, scenario.years, scenario.months, scenario.region
        if key not in self._kept:
            self._kept[key] = _warmed(scenario)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _warmed(scenario):
    from rural_abm.simulation.model import RuralModel

    model = RuralModel.warmed(scenario)
    snapshot = model.snapshot()
    model.close()
    return snapshot


def of_seed(scenario: Scenario, seed: int) -> Scenario:
    """Return the Scenario of a seed, with the draw of calibrated parameters that `compare` gives it."""
    return read_draws().seeded(scenario, seed)


def run_world(scenario: Scenario, outcomes: str | Iterable[str], warm: WarmStarts | None = None) -> WorldRun:
    """Return the WorldRun of a scenario for the outcomes named; `warm` is a WarmStarts that provides the warm-up."""
    from rural_abm.simulation.model import RuralModel

    model = RuralModel(scenario) if warm is None else RuralModel.from_snapshot(warm.of(scenario), scenario)
    model.run()
    frame = model.outcomes(outcomes)
    model.close()
    return world_run(frame, outcomes)


def world_run(frame, outcomes):
    """Return the WorldRun of a DataFrame of yearly outcomes."""
    whole = frame[frame["place_kind"].isin(PLACE_KINDS) & (frame["dimension"] == ALL)]
    years = tuple(sorted(whole["period"].astype(str).unique()))
    places = tuple(dict.fromkeys(whole["place"].astype(str)))
    shape = tuple(as_list(outcomes)), places, years
    table = whole.set_index(["outcome", "place", "period"])[["numerator", "denominator"]]
    table.index = table.index.set_levels(table.index.levels[2].astype(str), level=2)
    wanted = [(name, place, year) for name in shape[0] for place in places for year in years]
    filled = table.reindex(wanted, fill_value=0).to_numpy(float).reshape(*map(len, shape), 2)
    return WorldRun(*shape[:2], tuple(map(int, years)), filled[..., 0].copy(), filled[..., 1].copy())


@dataclass(frozen=True, eq=False)
class PairedFigures:
    """Statistics of pairs of runs: `series` [outcomes, places, years] and `totals` [outcomes, places].

    Both are dicts with "a" and "b" (mean of each world), "a_low", "a_high", "b_low", "b_high" (95 % interval of these
    means), "difference", "low", "high" (b minus a, by pair); totals are over the years after the first, which is a
    transition; their intervals include parameter uncertainty, and they have "sign_chance" and "verdict" (see
    `verdicts`).
    """

    outcomes: tuple[str, ...]
    places: tuple[str, ...]
    years: tuple[int, ...]
    pairs: int
    series: dict[str, np.ndarray]
    totals: dict[str, np.ndarray]


def compare_worlds(first: Sequence[WorldRun], second: Sequence[WorldRun]) -> PairedFigures:
    """Return the PairedFigures of two lists of WorldRuns whose members share seeds, in one order."""
    run = first[0]
    yearly = [np.stack([_values(one.numerators, one.denominators) for one in runs], -1) for runs in (first, second)]
    whole = [np.stack([later_values(one) for one in runs], -1) for runs in (first, second)]
    return PairedFigures(run.outcomes, run.places, run.years, len(first), _statistics(*yearly), _judged(whole, run))


def later_values(run: WorldRun) -> np.ndarray:
    """Return the values (float64 [outcomes, places]) of a WorldRun over the years after the first, a transition.

    A run of one year gives the values of that year.
    """
    later = slice(1, None) if len(run.years) > 1 else slice(None)
    return _values(run.numerators[..., later].sum(-1), run.denominators[..., later].sum(-1))


def _values(numerators, denominators):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominators == 0, np.nan, numerators / np.where(denominators == 0, 1, denominators))


def _statistics(first, second):
    """Return means, intervals and differences of values [..., pairs] of two worlds."""
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


def _judged(whole, run):
    """Return the totals of values [outcomes, places, pairs] of two worlds, with verdicts.

    The headline outcomes of the region or of all municipalities are judged together, and so are all others of these.
    """
    entries = {entry.name: entry for entry in catalogue}
    rows = [(entries[name], place) for name in run.outcomes for place in run.places]
    totals = _statistics(*whole)
    matters = [entry.smallest_that_matters(base) for (entry, _), base in zip(rows, totals["a"].ravel(), strict=True)]
    family = [(place == REGION, entry.headline) for entry, place in rows]
    differences = (whole[1] - whole[0]).reshape(len(rows), -1)
    found = judge(differences, matters, [entry.better for entry, _ in rows], _chance(run), family)
    names = ("difference", "low", "high", "sign_chance", "verdict")
    return {**totals, **{name: found[name].reshape(totals["a"].shape) for name in names}}


def _chance(run):
    """Return the chance variances [outcomes x places] of differences over the years that are judged."""
    import pandas as pd

    kinds = {place: PLACE_KINDS[place != REGION] for place in run.places}
    rows = [(kinds[place], place, ALL, ALL, name) for name in run.outcomes for place in run.places]
    later = len(run.years) - 1
    return chance_variances(pd.DataFrame(rows, columns=list(KEYS)), later, of_first_year=later == 0)
