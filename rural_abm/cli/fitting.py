"""Commands that compare the model with empirical sources."""

import os
from typing import Annotated

import typer

from rural_abm.cli.opening import begin_runs
from rural_abm.cli.options import AsJson, Out, Region, Workers, usual_folder
from rural_abm.cli.terminal import answer_no_if, print_lines
from rural_abm.engine.errors import InputError


def patterns(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME ...]", help="Patterns to measure; default all.")
    ] = None,
    role: Annotated[
        str | None, typer.Option(metavar="calibrate|check|built_in", help="Only patterns with this role.")
    ] = None,
    seeds: Annotated[int | None, typer.Option(help="Seeds of every setting, instead of its own number.")] = None,
    region: Region = None,
    workers: Workers = None,
    out: Out = None,
    page: Annotated[
        str | None, typer.Option(metavar="FILE.md", help="Also write the documentation page, and FILE.json.")
    ] = None,
    as_json: AsJson = False,
):
    """Compare the model with empirical patterns; the exit code is 1 if a check does not fit."""
    from rural_abm.report.pattern_page import patterns_measured
    from rural_abm.study.evidence.patterns import measurements_of
    from rural_abm.study.results.tables import counted

    count, years = measurements_of(name or (), role, seeds, region)
    said = f"Measuring patterns in {counted(count, 'seed')} of their settings"
    begin_runs(said, count, years / max(count, 1), workers, is_quiet=as_json)
    lines, is_failed = patterns_measured(name or (), role, seeds, workers, out, page, as_json, region)
    print_lines(lines if as_json else [*lines, *_after_patterns(out, page)])
    answer_no_if(is_failed)


def _after_patterns(out, page):
    if page:
        return [f"Look first at: {page}"]
    kept = f"Saved in {out}. " if out else "Not saved; use --out DIR to save every measurement. "
    return [f"{kept}For the sources of a pattern: rural-abm describe pattern NAME"]


def calibrate(
    stage: Annotated[
        list[str] | None, typer.Argument(metavar="[STAGE ...]", help="Stages to calibrate; default all.")
    ] = None,
    out: Out = None,
    waves: Annotated[int | None, typer.Option(help="Number of waves of each stage.")] = None,
    points: Annotated[int | None, typer.Option(help="Points per wave; default ten per free parameter.")] = None,
    seeds: Annotated[int | None, typer.Option(help="Number of seeds of each point.")] = None,
    region: Region = None,
    workers: Workers = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only report how much would be computed.")] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Write the results in --out DIR into the register without computing anything."),
    ] = False,
    as_json: AsJson = False,
):
    """Calibrate free parameters to empirical targets, stage by stage; resumes an interrupted calibration."""
    from rural_abm.report.calibrating import accepted, calibrated, plan
    from rural_abm.study.evidence.calibration import check_effort, planned
    from rural_abm.study.results.tables import counted

    if accept and region is not None:
        raise InputError("writes into the register of the default region", where="--accept", allowed="no --region")
    effort, out = check_effort(waves, points, seeds), usual_folder("calibration", region) if out is None else out
    if dry_run or accept:
        print_lines(plan(stage or (), effort, as_json, region) if dry_run else accepted(out))
        return
    rows = planned(stage or (), effort, region)
    count, years = (sum(row[key] for row in rows) for key in ("measurements", "years"))
    begin_runs(f"Calibrating {counted(len(rows), 'stage')}, at most {count} measurements", count, years / max(count, 1),
               workers, is_quiet=as_json)  # fmt: skip
    lines, is_reached = calibrated(stage or (), out, effort, workers, as_json, region)
    print_lines(lines if as_json else [*lines, f"Look first at: {os.path.join(out, 'calibration.md')}"])
    answer_no_if(not is_reached)
