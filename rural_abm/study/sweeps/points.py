"""All runs of a sweep: its points under every model and seed, compact enough for a hundred thousand runs."""

import json
import math
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.governance import scenario_id
from rural_abm.study.compare.designs import dealt
from rural_abm.study.results import store
from rural_abm.study.results.provenance import seeded_run_id, short_hash
from rural_abm.study.results.settings import most_runs_a_job
from rural_abm.study.running.runs import plan_entries
from rural_abm.study.sweeps.experiments import Experiment
from rural_abm.study.sweeps.factors import PARAMETER

POSITION = "position."
POINT, MODEL, IDENTITY = "point", "scenario", "identity"
# What of a definition does not shape a run, or is counted as the models' identities.
UNSEEN = ("seeds", "title", "question", "governance", "reforms", "adoption", "fixed")


def definition_hash(experiment, *, with_code=True):
    """Return a text that is equal where two experiments request the same of the same code.

    Seeds and file paths are disregarded.
    """
    asked = {key: value for key, value in experiment.definition.items() if key not in UNSEEN}
    # Where files lie is no part of it: models are what they come to (see `scenario_id`).
    models = {label: scenario_id(model) for label, model in experiment.models.items()}
    text = json.dumps([asked, models], sort_keys=True, default=str)
    return short_hash("sweep", text, code_hash() if with_code else "")


@dataclass(frozen=True)
class Points:
    """The points of an experiment.

    `rows` (positions of the factors, one list per point) and, in the order of models and then points, the `identities`
    (scenario_id) of the scenarios they make.
    """

    experiment: Experiment
    rows: list
    identities: list

    @classmethod
    def of(cls, experiment, progress=None):
        """Make the points; raise InputError naming a point at which levers contradict each other."""
        rows = [tuple(row) for row in experiment.design.points(experiment.factors)]
        points = cls(experiment, rows, [])
        total = len(experiment.models) * len(rows)
        for number in range(total):
            points.identities.append(points._identity(number))
            if progress:
                progress(number + 1, total)
        return points

    @classmethod
    def from_frame(cls, experiment, frame):
        """Return the points of a DataFrame as `to_frame` gives it."""
        names = [POSITION + factor.name for factor in experiment.factors]
        count = len(frame) // len(experiment.models)
        rows = [tuple(row) for row in frame[names].head(count).itertuples(index=False, name=None)]
        return cls(experiment, rows, list(frame[IDENTITY]))

    def to_frame(self):
        """Return one row per model and point (DataFrame): point, scenario, identity, each factor's value, position."""
        import pandas as pd

        count = len(self.rows)
        labels = [label for label in self.experiment.models for _ in range(count)]
        frame = pd.DataFrame({POINT: [*range(count)] * len(self.experiment.models), MODEL: labels})
        frame[IDENTITY] = self.identities
        values = [self.values(point) for point in range(count)]
        for factor in self.experiment.factors:
            column = [written_value(factor, value.get(factor.name)) for value in values]
            frame[factor.name] = pd.Series(column * len(self.experiment.models), dtype=column_type(factor))
        for number, factor in enumerate(self.experiment.factors):
            column = [row[number] for row in self.rows]
            frame[POSITION + factor.name] = pd.Series(column * len(self.experiment.models), dtype="float64")
        return frame

    def values(self, point):
        """Return {factor's name: value} of a point; factors that stay at the base are left out."""
        placed = zip(self.experiment.factors, self.rows[point], strict=True)
        return {factor.name: factor.at(u) for factor, u in placed if not math.isnan(u)}

    def scenario(self, number, seed):
        """Return the Scenario of a model and point (their number in `identities`) with a seed."""
        label = self.label(number)
        return replace(self.experiment.scenario(label, self.values(number % len(self.rows))), seed=seed)

    def label(self, number):
        """Return the model's label of a number in `identities`."""
        return list(self.experiment.models)[number // len(self.rows)]

    def _identity(self, number):
        try:
            return scenario_id(self.scenario(number, 1))
        except InputError as error:
            point = number % len(self.rows)
            values = ", ".join(f"{name} = {value}" for name, value in self.values(point).items()) or "base"
            where = f"{self.experiment.name}: point {point + 1} ({values})"
            raise InputError(error.what, where=where, allowed=error.allowed, nearest=error.nearest) from None

    # Runs

    @cached_property
    def runs(self):
        """{run_id: (number in `identities`, seed)}, by seed, model and point; equal runs occur once."""
        found = {}
        for seed in self.experiment.seeds:
            for number, identity in enumerate(self.identities):
                found.setdefault(seeded_run_id(identity, seed), (number, seed))
        return found

    def jobs(self, wanted, workers):
        """Yield lists of (run_id, Scenario) of the wanted run_ids; those of one list share their warm-up."""
        for part in self._shares(wanted, workers):
            yield [(run, self.scenario(*self.runs[run])) for run in part]

    def part(self, number, count):
        """Return the run_ids (list) of part `number` of `count`, counted from 1; the parts together are all runs."""
        shares = self._shares(self.runs, count)
        return [run for share in islice(shares, number - 1, None, count) for run in share]

    def _shares(self, wanted, workers):
        """Return lists of run_ids that share seed and parameters, at least as many as workers if runs suffice."""
        worlds = {}
        for run in wanted:
            number, seed = self.runs[run]
            worlds.setdefault((seed, self._parameters(number)), []).append(run)
        parts = -(-workers // len(worlds)) if worlds else 1
        for runs in worlds.values():
            yield from dealt(runs, max(parts, -(-len(runs) // most_runs_a_job())))

    def _parameters(self, number):
        """Return what determines a point's warm-up besides the seed: model and positions of parameters."""
        row = self.rows[number % len(self.rows)]
        moved = [
            None if math.isnan(u) else u
            for u, factor in zip(row, self.experiment.factors, strict=True)
            if factor.kind == PARAMETER
        ]
        own = self.experiment.models[self.label(number)]
        return tuple(moved), tuple(sorted(own.parameters.items())), own.draw, own.region

    def row(self, run):
        """Return the row (dict) of runs.parquet of a run_id."""
        number, seed = self.runs[run]
        label, point = self.label(number), number % len(self.rows)
        scenario, values = self.scenario(number, seed), self.values(point)
        return {
            "run_id": run,
            MODEL: label,
            **self.model_entries[label],
            "seed": seed,
            "draw": scenario.draw or 0,
            "years": scenario.years,
            "levers": json.dumps(scenario.levers, sort_keys=True, default=str),
            "parameters": json.dumps(scenario.parameters, sort_keys=True),
            POINT: point,
            **{factor.name: written_value(factor, values.get(factor.name)) for factor in self.experiment.factors},
        }

    @cached_property
    def model_entries(self):
        """{label: {"title_en", "title_sv", "governance", "reforms"}} of the models."""
        return {label: plan_entries(model) for label, model in self.experiment.models.items()}


def written_value(factor, value):
    """Return a factor's value as in a table: a number, or JSON; None at the base."""
    if value is None:
        return math.nan if factor.is_number else None
    return float(value) if factor.is_number else json.dumps(value, sort_keys=True)


def column_type(factor):
    """Return the type of a factor's column."""
    return "float64" if factor.is_number else "str"


def read_points(experiment, folder):
    """Return the Points kept in a folder, or None where they are missing, damaged or of another experiment."""
    try:
        frame = store.read_table(folder, store.DESIGN)
        is_known = len(frame) and frame[IDENTITY].map(len).gt(0).all()
        return Points.from_frame(experiment, frame) if is_known else None
    except (InputError, KeyError):
        return None
