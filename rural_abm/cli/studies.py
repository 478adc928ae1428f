"""Commands for the runs of an experiment file: make them, follow them and analyse them."""

from typing import Annotated

import typer

from rural_abm.cli.drawing import illustrate_search, illustrate_sensitivity
from rural_abm.cli.opening import begin, begin_runs
from rural_abm.cli.options import AsJson, Folder, Out, Region, StartOver, Workers
from rural_abm.cli.terminal import answer_no_if, print_lines
from rural_abm.engine.errors import InputError


def sweep(
    experiment: Annotated[
        str, typer.Argument(metavar="EXPERIMENT", help="A TOML file or a packaged name (see list experiments).")
    ],
    workers: Workers = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address of the scheduler of a Dask cluster.")
    ] = None,
    part: Annotated[
        str | None, typer.Option(metavar="K/N", help="Make only this part of the runs, for array jobs.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only report the number of runs, hours and megabytes.")
    ] = False,
    start_over: StartOver = False,
    region: Region = None,
    out: Out = None,
):
    """Make all runs of an experiment file; resumes an interrupted sweep."""
    from rural_abm.study.sweeps.sweep_printing import estimate_lines, next_lines, read_part, sweep_lines
    from rural_abm.study.sweeps.sweeps import as_experiment, estimate

    chosen = read_part(part)
    if region is not None:
        experiment = as_experiment(experiment, region)
    if dry_run:
        print_lines(estimate_lines(estimate(experiment, out, workers)))
        return

    def begin():
        _begin_sweep(estimate(experiment, out, workers, is_rough=True), dask, chosen)

    made = _run_sweep(experiment, out, workers, dask, chosen, start_over, begin)
    print_lines([*sweep_lines(made, chosen), *next_lines(made, chosen)])
    answer_no_if(made.failures)


def _run_sweep(experiment, out, workers, dask, part, start_over, begin=None):
    """Run a sweep and return the Sweep (see `sweep`), on the cluster at the address `dask` if given.

    `begin()` is called once the cluster answers.
    """
    from contextlib import nullcontext

    from rural_abm.study.running.cluster import cluster_executor
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.sweeps.sweeps import sweep

    if dask is not None and part:
        raise InputError("a cluster makes all parts", where="--part", allowed="--dask or --part, not both")
    if dask is not None and workers:
        raise InputError("a cluster has its own workers", where="--workers", allowed="--dask or --workers, not both")
    cluster = cluster_executor(dask) if dask is not None else nullcontext((None, workers))
    with cluster as (executor, count):
        if begin:
            begin()
        with progress_bar("Simulating") as progress:
            return sweep(experiment, out, count, part=part, executor=executor, start_over=start_over, progress=progress)


def _begin_sweep(found, dask, part):
    """Announce how many runs are to be made and how long they take; on a cluster, as for a single process."""
    from rural_abm.study.results.tables import counted

    left = found["runs"] - found["finished"]
    count = -(-left // part[1]) if part else left
    said = f"{found['title_en']}, {counted(count, 'run')}"
    said += f" (part {part[0]} of {part[1]})" if part else ""
    said += f", {found['finished']} more are finished already" if found["finished"] else ""
    said += "; for a single process" if dask else ""
    workers = 1 if dask else found["workers"]
    seconds = found["seconds"] * found["workers"] / workers / (part[1] if part else 1)
    begin(said, seconds, workers, is_here=workers == 1 and not dask and count > 0)


def gather(folder: Folder):
    """Gather the finished runs of all parts of a sweep into one results folder."""
    from rural_abm.study.sweeps.sweep_printing import next_lines, sweep_lines
    from rural_abm.study.sweeps.sweeps import gather

    made = gather(folder)
    print_lines([*sweep_lines(made), *next_lines(made)])
    answer_no_if(made.failures)


def status(folder: Folder, as_json: AsJson = False):
    """Show the progress of a sweep."""
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.sweeps.sweep_folders import status
    from rural_abm.study.sweeps.sweep_printing import status_lines

    found = status(folder)
    print_lines([to_json([found])] if as_json else status_lines(found))


def analyse(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of a finished sweep.")],
    outcome: Annotated[list[str] | None, typer.Option(help="Analyse only this outcome; may be repeated.")] = None,
    emulate: Annotated[bool, typer.Option("--emulate", help="Use an emulator, whatever the design.")] = False,
    as_json: AsJson = False,
):
    """Analyse which factors of a sweep matter: indices with intervals, a table and figures."""
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.results.store import read_manifest
    from rural_abm.study.sweeps.indices import analyse
    from rural_abm.study.sweeps.sweep_printing import sensitivity_lines, sensitivity_rows

    found = analyse(folder, outcome, emulate=emulate)
    manifest = read_manifest(folder)
    print_lines([to_json(sensitivity_rows(found, manifest))] if as_json else sensitivity_lines(found, manifest))
    if not as_json:
        illustrate_sensitivity(folder, found)


def search(
    experiment: Annotated[
        str, typer.Argument(metavar="EXPERIMENT", help="A TOML file with a [search] table, or a packaged name.")
    ],
    workers: Workers = None,
    start_over: StartOver = False,
    region: Region = None,
    out: Out = None,
):
    """Search for the lever settings that are best for several outcomes at once; resumes an interrupted search."""
    from rural_abm.study.running.executors import check_workers
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.running.run_times import runs_of_search
    from rural_abm.study.sweeps.searching import search
    from rural_abm.study.sweeps.sweep_printing import pareto_lines
    from rural_abm.study.sweeps.sweeps import as_experiment

    asked, workers = as_experiment(experiment, region), check_workers(workers)
    if asked.search is not None:
        runs = runs_of_search(asked)
        begin_runs(f"{asked.title['en']}, at most {runs} runs", runs, asked.years, workers)
    with progress_bar("Simulating") as progress:
        found = search(asked, out, workers, start_over=start_over, progress=progress)
    print_lines(pareto_lines(asked, found))
    illustrate_search(asked, found)
