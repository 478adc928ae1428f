"""Commands that look up or check packaged items and files."""

import os
from typing import Annotated

import typer

from rural_abm.cli.opening import begin_here
from rural_abm.cli.options import AsJson, Region, Years
from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import InputError

KINDS = "regions, governance, reforms, levers, channels, parameters, outcomes, experiments, links, patterns"


def list_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {KINDS}.")],
    as_json: AsJson = False,
):
    """List the available models, reforms, levers, parameters, outcomes and other items."""
    from rural_abm.study.inventory import list_rows
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.results.printing import list_lines

    rows = list_rows(kind)
    print_lines([to_json(rows)] if as_json else list_lines(kind, rows))


def describe(
    words: Annotated[list[str], typer.Argument(metavar="[KIND] NAME")],
    as_json: AsJson = False,
):
    """Describe a model, reform, lever, parameter, outcome or other item, with sources."""
    from rural_abm.study.inventory import describe
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.results.printing import describe_lines

    if len(words) > 2:
        raise InputError(f"'{words[2]}' is unexpected", where="describe", allowed="[KIND] NAME")
    kind, described = describe(words[-1], words[0] if len(words) == 2 else None)
    print_lines([to_json([{"kind_of_thing": kind, **described}])] if as_json else describe_lines(described))


def check(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]")] = None,
    drift: Annotated[bool, typer.Option("--drift", help="Test whether the unchanged baseline drifts.")] = False,
    seeds: Annotated[int | None, typer.Option(help="Number of seeds of the drift test; default 5.")] = None,
    years: Years = None,
    region: Region = None,
    as_json: AsJson = False,
):
    """Check whether an input file or a results folder is valid.

    Files may be governance models, reforms, scenarios or experiments. A scenario with dated events is run up to the
    last event. With --drift, test whether the unchanged baseline drifts.
    """
    from rural_abm.study.checks import check
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.running.progress import progress_bar

    if drift == (file is not None):
        raise InputError("asks for one thing", where="check", allowed="a FILE or folder, or --drift")
    if drift:
        _check_drift(seeds, years, region, as_json)
        return
    if not (seeds is None and years is None and region is None):
        raise InputError("--seeds, --years and --region belong to --drift", where="check")
    with progress_bar("Checking the events") as progress:
        found = check(file, progress)
    print_lines([to_json([found])] if as_json else [found["message"], *(f"Note: {note}" for note in found["notes_en"])])


def _check_drift(seeds, years, region, as_json):
    """Run the unchanged baseline and print the trends with intervals."""
    from rural_abm.governance import Scenario
    from rural_abm.study.evidence.drift import drift, drift_lines
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.results.settings import drift_settings
    from rural_abm.study.results.tables import counted
    from rural_abm.study.running.progress import progress_bar

    count = drift_settings()["seeds"] if seeds is None else seeds
    length = Scenario().years if years is None else years
    said = f"Running the unchanged baseline on {counted(count, 'seed')} over {counted(length, 'year')}"
    begin_here(said, count, length, is_quiet=as_json)
    with progress_bar("Simulating") as progress:
        rows = drift(seeds, years, progress, region=region)
    print_lines([to_json([{"name": row["outcome"], **row} for row in rows])] if as_json else drift_lines(rows))


def manifest(
    path: Annotated[str, typer.Argument(metavar="DIR|FIGURE|EXPERIMENT")],
    as_json: AsJson = False,
    stress: Annotated[
        bool, typer.Option("--stress", help="Print the STRESS-ABS checklist, filled in for the results.")
    ] = False,
):
    """Show the provenance of results or of a figure: models, seeds, code and machine.

    For an experiment in experiments/, show that of the results kept with it.
    """
    from rural_abm.figures import read_figure_manifest
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.results.printing import describe_lines, manifest_row
    from rural_abm.study.results.store import read_manifest
    from rural_abm.study.sweeps.experiments import KEPT, experiment_folder

    is_figure, own = os.path.isfile(path), experiment_folder(path)
    if stress and (is_figure or as_json):
        allowed = "manifest DIR --stress"
        raise InputError("requires a folder of results and excludes --json", where="--stress", allowed=allowed)
    if own is not None and not is_figure:
        path = str(own / KEPT)
    found = read_figure_manifest(path) if is_figure else read_manifest(path)
    if stress:
        from rural_abm.report.stress_page import stress_page

        print_lines(stress_page(found).splitlines())
        return
    print_lines([to_json([manifest_row(path, found)])] if as_json else describe_lines(found))
