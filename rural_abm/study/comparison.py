"""Scenarios compared on the same seeds: a seed's warm-up is shared, runs are kept as they end, and what was begun is
continued when the same comparison is asked for again."""

import shutil
import tempfile
import time
from concurrent.futures import FIRST_EXCEPTION, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rural_abm.study import gathering, store
from rural_abm.study.calibration_draws import DoubtfulDesign, doubt_entry, with_parameter_doubt
from rural_abm.study.designs import make_design
from rural_abm.study.executors import ProcessPool, SameProcess, check_workers
from rural_abm.study.provenance import input_hashes, provenance
from rural_abm.study.runs import is_warm, scenario_entries, warm
from rural_abm.study.settings import usual_seeds

SECONDS_BETWEEN_LOOKS = 0.2


@dataclass
class Comparison:
    """What a comparison gave: `table` (DataFrame, see `paired_table`), `steps` (DataFrame, see `step_table`, or None),
    `runs` (DataFrame), `manifest` (dict; `families` says what chance alone would give), `folder` (Path or None)."""

    table: object
    steps: object
    runs: object
    manifest: dict
    folder: Path | None = None

    @classmethod
    def load(cls, folder):
        """The comparison in a folder."""
        folder = Path(folder)
        manifest = store.read_manifest(folder)
        steps = store.read_table(folder, store.STEPS) if (folder / store.STEPS).exists() else None
        return cls(
            store.read_table(folder, store.COMPARISON), steps, store.read_table(folder, store.RUNS), manifest, folder
        )


def compare(
    scenarios, seeds=None, years=None, workers=None, out=None, *, steps=False, posterior=None, executor=None,
    progress=None,
):  # fmt: skip
    """The Comparison of two or more scenarios; the first is the one the others are held against.

    `scenarios`: Scenarios, governance models' names or paths, or a dict of these by label. `seeds`: how many (1, 2,
    ...) or the seeds themselves; None for the usual number. `years`: reported years of every run, if not the scenarios'
    own. `workers`: processes, by default one a usable core; `executor`: another `concurrent.futures.Executor` that
    shares the disk. `steps` also runs each lever in which a scenario differs alone. `posterior`: a Posterior, of which
    each seed takes a draw of parameters for all scenarios alike. `progress(done, all)` is called with numbers of runs.

    With `out`, everything is kept there: runs as they end, so that the same call goes on where an earlier one stopped.
    Raises InputError for wrong input; KeyboardInterrupt, saying how to go on, after Ctrl-C.
    """
    design = make_design(scenarios, usual_seeds() if seeds is None else seeds, years, steps)
    if posterior is not None:
        design = with_parameter_doubt(design, posterior)
    workers = check_workers(workers)
    with _folder(design, out) as folder:
        missing = gathering.missing_runs(design, folder)
        started = time.perf_counter()
        store.write_manifest(folder, _manifest(design, workers, is_complete=not missing))
        _carry_out(design, missing, folder, workers, executor, progress)
        families = gathering.gather(design, folder)
        manifest = _manifest(design, workers, is_complete=True)
        manifest |= {"families": families, "run_seconds": round(time.perf_counter() - started, 2)}
        store.write_manifest(folder, manifest)
        shutil.rmtree(folder / gathering.FINISHED, ignore_errors=True)
        comparison = Comparison.load(folder)
    comparison.folder = folder if out is not None else None
    return comparison


@contextmanager
def _folder(design, out):
    """The folder to work in: `out`, or a temporary one that is removed."""
    if out is not None:
        yield store.check_folder(out, design.experiment)
    else:
        with tempfile.TemporaryDirectory(prefix="rural_abm-") as folder:
            yield Path(folder)


def _manifest(design, workers, *, is_complete):
    return {
        "kind": "compare",
        "complete": is_complete,
        "experiment": design.experiment,
        "baseline": design.baseline,
        **scenario_entries(design.scenarios),
        "steps": [step.entry() for step in design.steps],
        "seeds": list(design.seeds),
        **({"parameter_uncertainty": doubt_entry(design.posterior)} if isinstance(design, DoubtfulDesign) else {}),
        "inputs": input_hashes(design.scenarios.values()),
        "workers": workers,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


# Carrying out


def _carry_out(design, missing, folder, workers, executor, progress):
    """Makes the missing runs and leaves each as a file in the folder."""
    if not missing:
        return
    jobs = design.jobs(missing, workers)
    own = (
        None if executor else (SameProcess() if min(workers, len(jobs)) == 1 else ProcessPool(min(workers, len(jobs))))
    )
    try:
        if isinstance(own, ProcessPool) and not is_warm():
            own.submit(warm).result()  # one process compiles; the others find the machine code
        _watch(executor or own, jobs, folder, len(design.runs), progress)
    except BaseException as error:
        _stop(own)
        if isinstance(error, KeyboardInterrupt):
            raise KeyboardInterrupt(_how_to_go_on(design, folder)) from None
        raise
    if own:
        own.shutdown()


def _watch(executor, jobs, folder, all_runs, progress):
    """Waits for all jobs, telling `progress` how many runs are done; the first error of a job is raised."""

    def tell():
        if progress:
            progress(all_runs - sum(not gathering.has_run(folder, run) for job in jobs for run, _ in job), all_runs)

    pending = set()
    for job in jobs:
        pending.add(executor.submit(run_together, job, str(folder)))
        tell()
    try:
        while pending:
            done, pending = wait(pending, timeout=SECONDS_BETWEEN_LOOKS, return_when=FIRST_EXCEPTION)
            tell()
            for future in done:
                future.result()
    finally:
        for future in pending:
            future.cancel()


def _stop(own):
    if isinstance(own, ProcessPool):
        own.terminate()


def _how_to_go_on(design, folder):
    kept = len(design.runs) - len(gathering.missing_runs(design, folder))
    return (
        f"Stopped with {kept} of {len(design.runs)} runs finished, which are kept in {folder}.\n"
        "The same command goes on from there."
    )


def run_together(job, folder):
    """Nothing; makes the runs of one job, [(run_id, Scenario)] that share seed and parameters, from one warm-up, and
    leaves each in the folder as it ends."""
    from rural_abm.model import RuralModel

    warmed = RuralModel.warmed(job[0][1])
    snapshot = warmed.snapshot()
    warmed.close()
    for run, scenario in job:
        model = RuralModel.from_snapshot(snapshot, scenario)
        model.run()
        gathering.keep_run(folder, run, model.outcomes())
        model.close()  # models are never freed otherwise, and a worker makes many
