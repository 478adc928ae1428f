"""Comparisons of scenarios on the same seeds: each seed shares a warm-up, and interrupted comparisons resume."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rural_abm.study.compare.adoption import adoption_reached
from rural_abm.study.compare.chance import chance_entry
from rural_abm.study.compare.designs import make_design
from rural_abm.study.compare.gathering import COMPARED_FILES, gather
from rural_abm.study.compare.paired_draws import POSTERIOR, read_draws
from rural_abm.study.results import checksums, store
from rural_abm.study.results.in_brief import as_html, comparison_headlines, comparison_lines
from rural_abm.study.results.outcome_rows import HasOutcomes
from rural_abm.study.results.provenance import input_hashes, provenance
from rural_abm.study.results.settings import usual_seeds
from rural_abm.study.running import finished_runs
from rural_abm.study.running.executors import check_workers
from rural_abm.study.running.job_runner import carry_out
from rural_abm.study.running.runs import scenario_entries

if TYPE_CHECKING:
    import pandas as pd

    from rural_abm.governance import Scenario


@dataclass(repr=False, eq=False)
class Comparison(HasOutcomes):
    """The result of a comparison; `outcomes()` gives the rows of its runs.

    `differences`: DataFrame of the paired differences with verdicts (see `comparison_table`); `steps`: DataFrame (see
    `step_table`), or None; `runs`: DataFrame with one row per run; `manifest`: dict, in which `draws` says which
    parameters differ between seeds and `adoption` how far routines were adopted; `folder`: Path, or None where it is
    not kept.
    """

    differences: pd.DataFrame
    steps: pd.DataFrame | None
    runs: pd.DataFrame
    manifest: dict[str, Any]
    folder: Path | None = None
    _unkept: Any = None  # the temporary folder that lives as long as this, where there is no other

    @classmethod
    def load(cls, folder: str | PathLike[str]) -> Self:
        """Load the comparison in a folder."""
        folder = Path(folder)
        manifest = store.read_manifest(folder)
        steps = store.read_table(folder, store.STEPS) if (folder / store.STEPS).exists() else None
        runs, differences = (store.read_table(folder, name) for name in (store.RUNS, store.COMPARISON))
        return cls(differences, steps, runs, manifest, folder)

    def _read(self, outcomes, places, dimensions):
        folder = self.folder or self._unkept.name
        return store.load(folder, outcomes=outcomes, places=places, dimensions=dimensions)

    def __repr__(self):
        return "\n".join(comparison_lines(self))

    def _repr_html_(self):
        return as_html(comparison_lines(self), comparison_headlines(self.differences, self.manifest))


def compare(
    scenarios: Iterable[Scenario | str] | Mapping[str, Scenario | str],
    seeds: int | Iterable[int] | None = None,
    years: int | None = None,
    workers: int | None = None,
    out: str | PathLike[str] | None = None,
    *,
    steps: bool = False,
    draws: str | PathLike[str] = POSTERIOR,
    agents: Mapping[str, type] | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Comparison:
    """Compare two or more scenarios on the same seeds; the first is the baseline of all differences.

    `scenarios`: Scenarios, governance models' names or paths, or a dict of these by label. `seeds`: how many (1, 2,
    ...) or the seeds themselves; None for the default number. `years`: reported years of every run, if not the
    scenarios' own. `workers`: processes, by default one per usable core; `executor`: another
    `concurrent.futures.Executor` that shares the disk. `steps` also runs each lever in which a scenario differs alone.
    `draws`: "posterior", so that the runs of each seed have the draw of parameters of the same number, for all
    scenarios alike; "none" for the register's own values; or a Parquet file of draws. `agents`: agent classes of the
    user's for all scenarios, as in `run`; where only some have own rules, give Scenarios with `extensions`.
    `progress(done, all)` is called with numbers of runs.

    With `out`, everything is kept there: runs as they end, so that the same call resumes an earlier one. Returns the
    Comparison. Raises InputError for wrong input; KeyboardInterrupt, saying how to resume, after Ctrl-C.
    """
    design = make_design(scenarios, usual_seeds() if seeds is None else seeds, years, steps, read_draws(draws), agents)
    workers = check_workers(workers)
    with _folder(design, out) as (folder, unkept):
        missing = finished_runs.missing_runs(design, folder, repair=True)
        if missing or not _is_gathered(design, folder, workers):
            _make(design, missing, folder, workers, executor, progress)
        finished_runs.clean_up(folder)
        comparison = Comparison.load(folder)
    comparison.folder, comparison._unkept = (None, unkept) if unkept else (folder, None)
    return comparison


def _is_gathered(design, folder, workers):
    """Return whether the folder already holds all that is requested, as written."""
    known = store.manifest_or_none(folder)
    is_asked = known is not None and store.answers(known, _manifest(design, workers, is_complete=True))
    return is_asked and not checksums.changed(folder, known)


def _make(design, missing, folder, workers, executor, progress):
    """Make the missing runs and gather all."""
    started = time.perf_counter()
    store.settle_manifest(folder, _manifest(design, workers, is_complete=False))
    _carry_out(design, missing, folder, workers, executor, progress)
    gather(design, folder)
    manifest = _manifest(design, workers, is_complete=True)
    manifest |= {"adoption": adoption_reached(folder), "run_seconds": round(time.perf_counter() - started, 2)}
    store.write_manifest(folder, manifest | {checksums.SHA256: checksums.digests(folder, COMPARED_FILES)})


@contextmanager
def _folder(design, out):
    """Return the folder to work in, and None or, without `out`, the TemporaryDirectory that it is.

    A temporary folder is removed here if the work fails; otherwise when it is no longer referenced.
    """
    if out is not None:
        yield store.check_folder(out, design.experiment), None
        return
    unkept = tempfile.TemporaryDirectory(prefix="rural_abm-")
    try:
        yield Path(unkept.name), unkept
    except BaseException:
        unkept.cleanup()
        raise


def _manifest(design, workers, *, is_complete):
    return {
        "kind": "compare",
        "complete": is_complete,
        "experiment": design.experiment,
        "baseline": design.baseline,
        **scenario_entries(design.scenarios),
        "steps": [step.entry() for step in design.steps],
        "seeds": list(design.seeds),
        "draws": design.draws and design.draws.entry(),
        "chance": design.draws and chance_entry(),
        "inputs": input_hashes(design.scenarios.values()),
        "workers": workers,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


# Carrying out


def _carry_out(design, missing, folder, workers, executor, progress):
    """Make the missing runs and leave each as a file in the folder."""
    if not missing:
        return
    jobs = design.jobs(missing, workers)
    there = len(design.runs) - len(missing)
    tell = progress and (lambda runs: progress(there + runs, len(design.runs)))
    try:
        carry_out(jobs, folder, min(workers, len(jobs)), executor, scenarios=design.scenarios.values(), tell=tell)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_how_to_go_on(design, folder)) from None


def _how_to_go_on(design, folder):
    kept = len(design.runs) - len(finished_runs.missing_runs(design, folder))
    return (
        f"Stopped with {kept} of {len(design.runs)} runs finished, which are kept in {folder}.\n"
        "The same command resumes from there."
    )
