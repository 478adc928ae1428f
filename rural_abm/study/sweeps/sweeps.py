"""Sweeps: all runs of an experiment, kept as they end, resumed after any stop, gathered to the same bytes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.engine.units import MINUTES_AN_HOUR, SECONDS_A_MINUTE
from rural_abm.study.results import checksums, store
from rural_abm.study.results.freshness import STAMP, stamp_of_sweep
from rural_abm.study.results.in_brief import as_html, sweep_lines
from rural_abm.study.results.outcome_rows import HasOutcomes
from rural_abm.study.results.provenance import BYTES_A_MEGABYTE, input_hashes, provenance
from rural_abm.study.results.settings import expected, most_runs_a_job, points_checked, runs_a_row_group
from rural_abm.study.running import finished_runs
from rural_abm.study.running.executors import check_workers
from rural_abm.study.running.failures import forget_failures, gather_failures, read_failures
from rural_abm.study.running.job_runner import carry_out
from rural_abm.study.running.run_times import seconds_of_runs
from rural_abm.study.running.runs import own_agents, scenario_entries
from rural_abm.study.sweeps.experiments import (
    Experiment,
    experiment_path,
    in_region,
    make_experiment,
    portable,
    read_experiment,
)
from rural_abm.study.sweeps.factors import LEVER
from rural_abm.study.sweeps.points import Points, definition_hash, read_points
from rural_abm.study.sweeps.sweep_folders import clean_up, open_folder

if TYPE_CHECKING:
    import pandas as pd

USUAL_FOLDER = "results"
GATHERED_FILES = (*finished_runs.SCENARIO_FILES, store.DESIGN, store.FAILURES)


@dataclass(repr=False, eq=False)
class Sweep(HasOutcomes):
    """The result of a sweep; `outcomes()` gives the rows of its runs.

    `folder`: Path; `manifest`: dict; `runs`: DataFrame with one row per finished run, None before all are gathered;
    `failures`: list of dicts; `notes`: lines on damage found and repaired.
    """

    folder: Path
    manifest: dict[str, Any]
    runs: pd.DataFrame | None
    failures: list[dict[str, Any]]
    notes: list[str]

    @classmethod
    def load(cls, folder: str | PathLike[str], notes: Iterable[str] = ()) -> Self:
        """Load the sweep in a folder."""
        folder = Path(folder)
        manifest = store.read_manifest(folder)
        runs = store.read_table(folder, store.RUNS) if (folder / store.RUNS).exists() else None
        return cls(folder, manifest, runs, read_failures(folder), list(notes))

    def _read(self, outcomes, places, dimensions):
        return store.load(self.folder, outcomes=outcomes, places=places, dimensions=dimensions)

    def __repr__(self):
        return "\n".join(sweep_lines(self))

    def _repr_html_(self):
        return as_html(sweep_lines(self), None if self.runs is None else self.runs.head())


def as_experiment(given, region=None):
    """Return the Experiment given as such, as a path, as the name of an available one, or as a dict.

    `region`: the name or folder of a region in place of the experiment's own.
    """
    if isinstance(given, Experiment):
        return given if region is None else make_experiment(in_region(given.definition, region))
    if isinstance(given, dict):
        return make_experiment(in_region(given, region))
    return read_experiment(experiment_path(str(given)), region)


def with_own_agents(experiment, agents):
    """Return the experiment with agent classes of one's own in all its models."""
    if not agents:
        return experiment
    models = {label: own_agents(scenario, agents) for label, scenario in experiment.models.items()}
    return replace(experiment, models=models)


def sweep(
    experiment: Experiment | dict[str, Any] | str | PathLike[str],
    out: str | PathLike[str] | None = None,
    workers: int | None = None,
    *,
    part: tuple[int, int] | None = None,
    agents: Mapping[str, type] | None = None,
    executor: Executor | None = None,
    start_over: bool = False,
    progress: Callable[[int, int], object] | None = None,
    prepared: Callable[[int, int], object] | None = None,
) -> Sweep:
    """Run the sweep of an experiment (see `as_experiment`) in the folder `out`, by default `results/NAME`.

    `workers`: processes, by default one per usable core; `executor`: another `concurrent.futures.Executor` that shares
    the disk, `workers` then being how many it has. `part`, such as (3, 40), makes only that part of the runs and
    gathers nothing, so that 40 processes may share a folder. `agents`: agent classes of the user's for all models, as
    in `run`. `start_over` moves aside what the folder holds of other
    experiments and code. `progress(done, all)` is called with numbers of runs, `prepared(done, all)` with points.

    Existing runs are not made again; damaged ones are. Runs that fail are recorded in `failures.json`, and the others
    continue. Returns the Sweep. Raises InputError for wrong input, KeyboardInterrupt, saying how to resume, after
    Ctrl-C.
    """
    experiment, workers = with_own_agents(as_experiment(experiment), agents), check_workers(workers)
    _check(experiment, part)
    folder, notes = open_folder(default_folder(experiment) if out is None else out, experiment, start_over=start_over)
    points = _points(experiment, folder, prepared)
    damaged = finished_runs.set_damaged_aside(folder, _changed(folder))
    notes += [f"{name} was damaged; the lost part is made again." for name in damaged]
    missing = finished_runs.missing_runs(points, folder)
    is_done = _note_begun(points, folder, missing)
    if part:
        chosen = set(points.part(*part))
        missing = [run for run in missing if run in chosen]
    started = time.perf_counter()
    _carry_out(points, missing, folder, workers, executor, progress, part)
    if is_done:
        clean_up(folder)
    elif not part:
        gather_all(points, folder, round(time.perf_counter() - started, 2))
    return Sweep.load(folder, notes)


def default_folder(experiment):
    """Return the default folder for an experiment's results."""
    return Path(USUAL_FOLDER) / experiment.name


def _check(experiment, part):
    if experiment.design is None:
        raise InputError("is a search, not a design", where=experiment.name, allowed="rural-abm search")
    if part and not (1 <= part[0] <= part[1]):
        raise InputError(f"there is no part {part[0]} of {part[1]}", where="part", allowed="K/N with K from 1 to N")


def _points(experiment, folder, prepared=None):
    """Return the Points, from the folder if they are there as written; otherwise made again and written."""
    manifest, points = store.manifest_or_none(folder), None
    if manifest and manifest.get("design_sha256") == checksums.digest(folder / store.DESIGN):
        points = read_points(experiment, folder)
    if points is None:
        points = Points.of(experiment, prepared)
        store.write_table(folder / store.DESIGN, points.to_frame())
    return points


def write_begun(points, folder):
    """Write the manifest of runs that are not gathered yet."""
    store.settle_manifest(folder, _manifest(points, folder, is_complete=False))


def is_gathered(points, folder):
    """Return whether the folder holds all runs of the points, gathered and as written."""
    known = store.manifest_or_none(folder)
    changed = set(checksums.changed(folder, known)) & set(GATHERED_FILES)
    return known is not None and not changed and store.answers(known, _manifest(points, folder, is_complete=True))


def _note_begun(points, folder, missing):
    """Return whether all is gathered already; if not, record in the manifest that it is not."""
    known = store.manifest_or_none(folder) or {}
    is_same = (known.get("seeds"), known.get("design_sha256")) == (
        list(points.experiment.seeds),
        checksums.digest(folder / store.DESIGN),
    )
    is_done = is_same and known["complete"] and not missing and not _changed(folder)
    if not (is_done or (is_same and not known["complete"])):
        write_begun(points, folder)
    return is_done


def _changed(folder):
    """Return the names (list) of gathered files that differ from the manifest."""
    return checksums.changed(folder, store.manifest_or_none(folder))


def _manifest(points, folder, *, is_complete):
    experiment = points.experiment
    return {
        "kind": kind_of(experiment),
        "complete": is_complete,
        "experiment": definition_hash(experiment),
        "definition": definition_hash(experiment, with_code=False),
        STAMP: stamp(experiment),
        "name": experiment.name,
        "title": experiment.title,
        **scenario_entries(experiment.models),
        "asked": portable(experiment.definition, folder),
        "seeds": list(experiment.seeds),
        "runs": len(points.runs),
        "design_sha256": checksums.digest(folder / store.DESIGN),
        "inputs": input_hashes(experiment.models.values()),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


def kind_of(experiment):
    """Return "sweep" for an Experiment with a design, "search" for one with a search."""
    return "sweep" if experiment.design else "search"


def stamp(experiment):
    """Return the hashes that show whether results of the Experiment are up to date."""
    definition = definition_hash(experiment, with_code=False)
    return stamp_of_sweep(kind_of(experiment), definition, list(experiment.seeds))


# Carrying out


def _carry_out(points, missing, folder, workers, executor, progress, part):
    if not missing:
        return
    forget_failures(folder, missing)
    total = len(missing) if part else len(points.runs)
    there = total - len(missing)
    tell = progress and (lambda runs: progress(there + runs, total))
    outcomes, models = list(points.experiment.outcomes), points.experiment.models.values()
    jobs = points.jobs(missing, workers)
    try:
        carry_out(jobs, folder, workers, executor, scenarios=models, outcomes=outcomes, keep_going=True, tell=tell)
    except KeyboardInterrupt:
        left = sum(not finished_runs.has_run(folder, run) for run in missing)
        raise KeyboardInterrupt(
            f"Stopped with {total - left} of {total} runs finished, which are kept in {folder}.\n"
            "The same command resumes from there."
        ) from None


def gather(folder):
    """Gather the Sweep of a folder whose runs, made in parts, are all finished or recorded as failed.

    Raises InputError if some are missing, or made with other code.
    """
    folder = Path(folder)
    manifest = store.manifest_or_none(folder) or store.read_manifest(folder)
    if manifest.get("kind") != "sweep":
        raise InputError("contains no sweep", where=str(folder), allowed="a folder that `rural-abm sweep` writes to")
    if manifest["code"] != code_hash():
        raise InputError("its runs were made with other code", where=str(folder), allowed="the version that made them")
    experiment = make_experiment(manifest["asked"], where=str(folder / store.MANIFEST), folder=folder)
    points = _points(experiment, folder)
    notes = [f"{name} was damaged." for name in finished_runs.set_damaged_aside(folder, _changed(folder))]
    gather_all(points, folder, manifest.get("run_seconds"))
    return Sweep.load(folder, notes)


def gather_all(points, folder, seconds):
    """Write results, runs, failures and manifest of the finished runs."""
    found = _found_runs(folder)
    failures = [entry for entry in read_failures(folder) if entry["run_id"] in points.runs.keys() - found]
    left = len(points.runs.keys() - found) - len(failures)
    if left:
        raise InputError(
            f"{left} of {len(points.runs)} runs are missing",
            where=str(folder),
            allowed="the command `rural-abm sweep` again with the same experiment and folder; it makes only these",
        )
    runs = [run for run in points.runs if run in found]
    if runs:
        rows = map(points.row, runs)
        finished_runs.write_gathered(folder, finished_runs.SCENARIO_FILES, runs, rows, runs_a_group=runs_a_row_group())
    gather_failures(folder, failures)
    manifest = _manifest(points, folder, is_complete=True)
    digests = checksums.digests(folder, GATHERED_FILES)
    manifest |= {"failed": len(failures), "run_seconds": seconds, checksums.SHA256: digests}
    store.settle_manifest(folder, manifest)
    clean_up(folder)


# Beforehand


def _counted(experiment, folder, workers):
    """Return (runs, those that are left, jobs), from the runs themselves."""
    points, found = Points.of(experiment), _found_runs(folder)
    left = [run for run in points.runs if run not in found]
    return len(points.runs), len(left), sum(1 for _ in points.jobs(left, workers))


def _calculated(experiment, folder, workers):
    """Return upper bounds of (runs, those that are left, jobs) from the numbers alone, without making all points."""
    runs = experiment.design.count(experiment.factors) * len(experiment.models) * len(experiment.seeds)
    manifest = store.manifest_or_none(folder) or {}
    is_same = manifest.get("experiment") == definition_hash(experiment)
    left = max(runs - len(_found_runs(folder)), 0) if is_same else runs
    # Points that differ in parameters share no warm-up.
    is_shared = all(factor.kind == LEVER for factor in experiment.factors)
    return runs, left, -(-left // most_runs_a_job()) if is_shared else left


def _found_runs(folder):
    return finished_runs.kept_runs(folder) | finished_runs.gathered_runs(folder, store.RESULTS).keys()


def estimate(experiment, out=None, workers=None, *, is_rough=False):
    """Return what a sweep would take (dict); nothing is written or run.

    The keys are points, runs, finished runs, hours with the given workers, and megabytes of disk. `is_rough`: from the
    numbers alone, counting equal runs separately.
    """
    experiment, workers = as_experiment(experiment), check_workers(workers)
    _check(experiment, None)
    folder = Path(default_folder(experiment) if out is None else out)
    points = experiment.design.count(experiment.factors)
    runs, left, jobs = (_calculated if is_rough or points > points_checked() else _counted)(experiment, folder, workers)
    cost = expected()
    seconds = seconds_of_runs(left, experiment.years, warm_ups=jobs)
    rows = experiment.years * len(experiment.outcomes) * cost["rows_an_outcome_and_year"]
    size = runs * (cost["bytes_a_run"] + rows * cost["bytes_a_row"])
    return {
        "name": experiment.name,
        "title_en": experiment.title["en"],
        "title_sv": experiment.title["sv"],
        "points": points,
        "models": len(experiment.models),
        "seeds": len(experiment.seeds),
        "runs": runs,
        "finished": runs - left,
        "seconds": seconds / workers,
        "hours": seconds / workers / SECONDS_A_MINUTE / MINUTES_AN_HOUR,
        "workers": workers,
        "megabytes": size / BYTES_A_MEGABYTE,
    }
