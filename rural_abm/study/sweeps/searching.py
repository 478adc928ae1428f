"""A search over levers for the best achievable combinations of several outcomes (non-dominated points).

NSGA-II (Deb et al. 2002, as in pymoo) proposes points, the model returns the means over the seeds, and so on for the
given number of generations. Every run is kept as it ends, and the search is exactly reproducible, so that an
interrupted search resumes.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import HALF
from rural_abm.governance import scenario_id
from rural_abm.outcomes import outcome
from rural_abm.study.results import checksums, store
from rural_abm.study.results.known_outcomes import outcomes_of
from rural_abm.study.results.provenance import seeded_run_id
from rural_abm.study.running import finished_runs
from rural_abm.study.running.executors import check_workers
from rural_abm.study.running.failures import forget_failures
from rural_abm.study.running.job_runner import carry_out
from rural_abm.study.sweeps.points import POINT, Points, written_value
from rural_abm.study.sweeps.responses import by_run
from rural_abm.study.sweeps.sampling import BASE
from rural_abm.study.sweeps.sweep_folders import clean_up, open_folder
from rural_abm.study.sweeps.sweeps import as_experiment, default_folder, gather_all, is_gathered, write_begun

INSTALL = "pip install 'rural_abm[study]'"
PARETO, CSV = "pareto.parquet", "pareto.csv"
BEST, BASELINE = "is_best", "is_base"


@dataclass
class Found:
    """The results of a search.

    `points`, a DataFrame with one row per point: point, the levers, each objective's mean over the seeds, of the region
    over the years after the first, and, under its name with `_error`, the standard error of its difference from the
    base, paired by seed; `is_best` (no other point is better in all), `is_base` (the unchanged model); and the
    `folder`.
    """

    points: object
    folder: Path


def search(experiment, out=None, workers=None, *, executor=None, start_over=False, progress=None):
    """Run the search of an experiment with a `[search]`; results go to `out`, by default `results/NAME`.

    `progress(done, all)` is called with numbers of runs, as if every generation were full and new. Returns the Found.
    Raises InputError for wrong input, for an experiment without a search or with more than one model, and where every
    point contradicts itself.
    """
    experiment, workers = as_experiment(experiment), check_workers(workers)
    _check(experiment)
    folder, _ = open_folder(default_folder(experiment) if out is None else out, experiment, start_over=start_over)
    _mend(folder)
    started = time.perf_counter()
    looked = _Looked(experiment, folder, workers, executor, progress)
    looked.at([(BASE,) * len(experiment.factors)])
    algorithm = _algorithm(experiment)
    for _ in range(experiment.search.generations):
        asked = algorithm.ask()
        _tell(algorithm, asked, looked, experiment)
    points = looked.points()
    if not is_gathered(points, folder):
        store.write_table(folder / store.DESIGN, points.to_frame())
        gather_all(points, folder, round(time.perf_counter() - started, 2))
    clean_up(folder)
    return Found(_keep_table(points, folder), folder)


def _mend(folder):
    """Set damaged runs aside; a damaged or lost table of the points is made again."""
    known = store.manifest_or_none(folder)
    changed = checksums.changed(folder, known)
    finished_runs.set_damaged_aside(folder, changed)
    if set(changed) & {PARETO, CSV}:
        digests = {name: one for name, one in known[checksums.SHA256].items() if name not in (PARETO, CSV)}
        store.write_manifest(folder, known | {checksums.SHA256: digests})


def _keep_table(points, folder):
    """Return the table of the points (DataFrame), written to the folder."""
    table = pareto_table(points, folder)
    store.write_table(folder / PARETO, table)
    store.write_csv(folder / CSV, table)
    known = store.read_manifest(folder, whole=False)
    digests = known[checksums.SHA256] | checksums.digests(folder, (PARETO, CSV))
    store.settle_manifest(folder, known | {checksums.SHA256: digests})
    return table


def _check(experiment):
    if experiment.search is None:
        raise InputError("is a design, not a search", where=experiment.name, allowed="rural-abm sweep")
    if len(experiment.models) != 1:
        raise InputError("a search starts from one model", where=f"{experiment.name}: governance", allowed="one model")
    missing = [name for name in experiment.search.objectives if name not in experiment.outcomes]
    if missing:
        raise InputError(
            f"{missing[0]} is an objective but not kept", where=experiment.name, allowed="outcomes with all objectives"
        )


class _Looked:
    """The points evaluated so far, and their answers."""

    def __init__(self, experiment, folder, workers, executor, progress):
        self.experiment, self.folder, self.workers, self.executor = experiment, folder, workers, executor
        self.progress = progress
        self.rows, self.identities, self.answers = [], {}, {}

    def points(self):
        """Return the Points of all rows that make a valid scenario, in order of occurrence."""
        return Points(self.experiment, list(self.rows), [self.identities[row] for row in self.rows])

    def at(self, rows):
        """Evaluate the rows: make missing runs and read the answers {row: [objectives]}."""
        for row in rows:
            self._add(tuple(row))
        points = self.points()
        # What was looked at before is looked at again in the same order: only what is new changes the folder.
        if missing := finished_runs.missing_runs(points, self.folder, among_others=True):
            store.write_table(self.folder / store.DESIGN, points.to_frame())
            write_begun(points, self.folder)
            forget_failures(self.folder, missing)
            self._carry_out(points, missing)
        for row in self.rows:
            if row not in self.answers:
                runs = [seeded_run_id(self.identities[row], seed) for seed in self.experiment.seeds]
                self.answers[row] = finished_runs.mean_of_runs(self.folder, runs, self.experiment.search.objectives)

    def _carry_out(self, points, missing):
        plan = self.experiment.search
        total = (1 + plan.population * plan.generations) * len(self.experiment.seeds)
        there = len(points.runs) - len(missing)
        tell = self.progress and (lambda runs: self.progress(min(there + runs, total), total))
        jobs, outcomes = points.jobs(missing, self.workers), list(self.experiment.outcomes)
        asked = {"scenarios": self.experiment.models.values(), "outcomes": outcomes, "keep_going": True, "tell": tell}
        try:
            carry_out(jobs, self.folder, self.workers, self.executor, **asked)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                f"Stopped; finished runs are kept in {self.folder}.\nThe same command resumes from there."
            ) from None

    def _add(self, row):
        if row in self.identities:
            return
        trial = Points(self.experiment, [row], [])
        try:
            self.identities[row] = scenario_id(trial.scenario(0, 1))
        except InputError:
            self.identities[row] = None  # levers that contradict each other cannot be run
            return
        if self.identities[row] in [self.identities[other] for other in self.rows]:
            return
        self.rows.append(row)

    def answer(self, row):
        """Return the means of the objectives at a row (list), or None where it is impossible or a run failed."""
        identity = self.identities[row]
        same = next((other for other in self.rows if self.identities[other] == identity), None)
        return self.answers.get(same)


def _algorithm(experiment):
    try:
        from pymoo.algorithms.moo.nsga2 import NSGA2
        from pymoo.core.problem import Problem
        from pymoo.termination import get_termination
    except ImportError:
        raise InputError("needs the package pymoo", where="search", allowed=INSTALL) from None
    asked = experiment.search
    problem = Problem(n_var=len(experiment.factors), n_obj=len(asked.objectives), n_ieq_constr=1, xl=0.0, xu=1.0)
    algorithm = NSGA2(pop_size=asked.population)
    termination = get_termination("n_gen", asked.generations + 1)
    algorithm.setup(problem, termination=termination, seed=asked.seed, verbose=False)
    return algorithm


def _tell(algorithm, asked, looked, experiment):
    """Evaluate the proposed points and pass them to the algorithm; impossible points break a constraint."""
    import numpy as np

    rows = [_snapped(experiment.factors, row) for row in asked.get("X")]
    looked.at(rows)
    signs = _signs(experiment)
    answers = [looked.answer(row) for row in rows]
    if all(answer is None for answer in answers):
        raise InputError("no point makes a valid scenario", where=experiment.name, allowed="compatible levers")
    nothing = [0.0] * len(signs)
    values = [nothing if answer is None else answer for answer in answers]
    asked.set("F", np.array(values) * signs)
    asked.set("G", np.array([[1.0 if answer is None else -1.0] for answer in answers]))
    algorithm.tell(infills=asked)


def _signs(experiment):
    """Return -1 for each objective of which more is better, else 1 (list)."""
    known = outcomes_of(experiment.models.values())
    return [-1 if outcome(name, known).better == "higher" else 1 for name in experiment.search.objectives]


def _snapped(factors, row):
    """Return positions in the middle of their values' shares, so that equal values are equal points."""
    return tuple(_middle(factor, float(u)) for factor, u in zip(factors, row, strict=True))


def _middle(factor, u):
    count = len(factor.values)
    return (min(int(u * count), count - 1) + HALF) / count


# The table


def pareto_table(points, folder):
    """Return the DataFrame of a Found."""
    import numpy as np
    import pandas as pd

    experiment = points.experiment
    names = list(experiment.search.objectives)
    runs = by_run(folder, names)
    means = runs.groupby(POINT, sort=True)[names].mean()
    errors = _paired_errors(runs, names)
    table = pd.DataFrame({POINT: means.index})
    for factor in experiment.factors:
        values = [written_value(factor, points.values(point).get(factor.name)) for point in means.index]
        table[factor.name] = values
    for name in names:
        table[name], table[f"{name}_error"] = means[name].to_numpy(), errors[name].to_numpy()
    signs = np.array(_signs(experiment))
    table[BEST] = best(means.to_numpy(float) * signs)
    table[BASELINE] = [not points.values(point) for point in means.index]
    return table


def _paired_errors(runs, names):
    """Return standard errors (DataFrame by point) of each objective's difference from the base, paired by seed."""
    import numpy as np

    base = runs[runs[POINT] == 0].set_index("seed")[names]
    differences = runs.set_index([POINT, "seed"])[names].sub(base, level="seed")
    grouped = differences.groupby(level=POINT, sort=True)
    return grouped.std(ddof=1) / np.sqrt(grouped.count())


def best(values):
    """Return which rows (bool array) of values [rows, objectives], all better when lower, are non-dominated.

    No other row is at most as high in all and lower in one. Rows with a missing value are never best.
    """
    import numpy as np

    found = np.isfinite(values).all(axis=1)
    for number in np.flatnonzero(found):
        others = values[found]
        beaten = (others <= values[number]).all(axis=1) & (others < values[number]).any(axis=1)
        if beaten.any():
            found[number] = False
    return found
