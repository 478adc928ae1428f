"""Commands that hold the model against what sources say."""

from typing import Annotated

import typer

from rural_abm.cli.options import USUAL_FOLDER, AsJson, Out, Workers
from rural_abm.cli.terminal import answer_no_if, print_lines


def patterns(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME ...]", help="Patterns; all if none is named.")
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="calibrate|check|built_in", help="Only those of a role.")] = None,
    seeds: Annotated[int | None, typer.Option(help="Seeds of every setting, in place of its own number.")] = None,
    workers: Workers = None,
    out: Out = None,
    page: Annotated[str | None, typer.Option(metavar="FILE.md", help="Also write the page of the documents.")] = None,
    as_json: AsJson = False,
):
    """What the model gives beside what sources say; exit code 1 if a check does not fit."""
    from rural_abm.report.pattern_page import patterns_measured

    lines, is_failed = patterns_measured(name or (), role, seeds, workers, out, page, as_json)
    print_lines(lines)
    answer_no_if(is_failed)


def calibrate(
    stage: Annotated[list[str] | None, typer.Argument(metavar="[STAGE ...]", help="All if none is named.")] = None,
    out: Out = None,
    waves: Annotated[int | None, typer.Option(help="Waves of each stage.")] = None,
    points: Annotated[int | None, typer.Option(help="Points of a wave; usually ten a free parameter.")] = None,
    seeds: Annotated[int | None, typer.Option(help="Seeds of each point.")] = None,
    workers: Workers = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much would be computed.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write what --out DIR holds into the register; compute nothing.")
    ] = False,
    as_json: AsJson = False,
):
    """Bring free parameters to what sources say, stage by stage; goes on in --out DIR where it stopped."""
    from rural_abm.report.calibrating import accepted, calibrated, plan
    from rural_abm.study.calibration import check_effort

    effort, out = check_effort(waves, points, seeds), f"{USUAL_FOLDER}/calibration" if out is None else out
    if dry_run or accept:
        print_lines(plan(stage or (), effort, as_json) if dry_run else accepted(out))
        return
    lines, is_reached = calibrated(stage or (), out, effort, workers, as_json)
    print_lines(lines)
    answer_no_if(not is_reached)
