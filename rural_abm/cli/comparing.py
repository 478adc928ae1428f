"""Commands that set worlds side by side on the same seeds."""

import os
from typing import Annotated

import typer

from rural_abm.cli.drawing import draw_finding, illustrate
from rural_abm.cli.options import POSTERIOR, USUAL_FOLDER, Adoption, AsJson, Draws, Out, Seeds, Workers, Years
from rural_abm.cli.terminal import print_lines
from rural_abm.errors import InputError


def compare(
    model: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL MODEL [MODEL ...]",
            help="Names or files, each with +REFORM where wanted; the first is the baseline.",
        ),
    ],
    seeds: Seeds = None,
    years: Years = None,
    workers: Workers = None,
    steps: Annotated[bool, typer.Option("--steps", help="Also run each lever alone: which brings what.")] = False,
    draws: Draws = POSTERIOR,
    adoption: Adoption = None,
    out: Out = None,
):
    """Models on the same seeds: paired differences with verdicts; table, figures, report.html."""
    from rural_abm.study import compare
    from rural_abm.study.designs import folder_name
    from rural_abm.study.executors import check_workers, processes
    from rural_abm.study.paired_draws import read_draws
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import labelled_models
    from rural_abm.study.summaries import comparison_summary

    scenarios = labelled_models(model, years=years, adoption=adoption)
    if out is None:
        out = f"{USUAL_FOLDER}/{folder_name(scenarios.values(), read_draws(draws))}"
    with processes(check_workers(workers)) as pool:
        with progress_bar("Simulating") as progress:
            comparison = compare(
                scenarios, seeds, None, workers, out, steps=steps, draws=draws, executor=pool, progress=progress
            )
        print_lines([*comparison_summary(comparison), f"Written to {out}"])
        illustrate(out, pool)


def seeds(
    model: Annotated[list[str], typer.Argument(metavar="MODEL MODEL")],
    outcome: Annotated[str, typer.Option(help="Of the whole region.")],
    half_width: Annotated[float, typer.Option(help="Wanted half-width of the 95 % interval.")],
    pilot: Annotated[int | None, typer.Option(help="Seeds to learn the spread from; usually 8.")] = None,
    years: Years = None,
    workers: Workers = None,
    out: Annotated[str | None, typer.Option(help="Folder to keep the pilot in.", metavar="DIR")] = None,
):
    """How many seeds a comparison needs for an interval as narrow as wanted."""
    from rural_abm.study.needed_seeds import needed_lines, needed_seeds
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import labelled_models

    if len(model) != 2:
        raise InputError(f"{len(model)} models are no pair", where="seeds", allowed="MODEL MODEL")
    pair = labelled_models(model, years=years)
    with progress_bar("Simulating") as progress:
        found = needed_seeds(pair, outcome, half_width, pilot=pilot, workers=workers, out=out, progress=progress)
    print_lines(needed_lines(found))


def chance(
    seeds: Annotated[int | None, typer.Option(help="Seeds of each reference model, in place of the usual 16.")] = None,
    workers: Workers = None,
    out: Out = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take what --out DIR holds into the package; compute nothing.")
    ] = False,
):
    """How much paired differences vary by chance alone, for the verdicts of all comparisons."""
    from rural_abm.study.chance_measured import accept_chance, measure
    from rural_abm.study.progress import progress_bar

    out = out or f"{USUAL_FOLDER}/chance"
    if accept:
        print_lines([f"{accept_chance(out)} variances of chance are now the package's."])
        return
    with progress_bar("Simulating") as progress:
        table = measure(out, seeds=seeds, workers=workers, progress=progress)
    print_lines([f"Chance measured for {len(table)} outcomes by place and group.", f"Written to {out}"])


def story(
    model: Annotated[list[str], typer.Argument(metavar="MODEL [MODEL ...]")],
    person: Annotated[str | None, typer.Option(help="Key of a resident.", metavar="KEY")] = None,
    like: Annotated[
        str | None, typer.Option(help="Such as age=84,frailty=severe,municipality=sorsele,enrolled=1.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of chance.")] = None,
    years: Years = None,
    adoption: Adoption = None,
    figure: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw it (.svg, .png) in both languages in place of the list.")
    ] = None,
    as_json: AsJson = False,
):
    """The same person in two or more worlds, contact by contact."""
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.printing import story_lines, story_rows
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import labelled_models
    from rural_abm.study.stories import story

    scenarios = labelled_models(model, adoption=adoption)
    if figure is not None:
        _draw_story(scenarios, figure, person, like, seed=seed, years=years)
        return
    with progress_bar("Simulating") as progress:
        told = story(scenarios, person, like, seed=seed, years=years, progress=progress)
    print_lines([to_json(story_rows(told))] if as_json else story_lines(told))


def _draw_story(scenarios, path, person, like, **changes):
    """Writes the picture of one person's years in the scenarios' worlds, the same as on the workshop page."""
    from rural_abm.figures import write_story
    from rural_abm.study.lives import lives
    from rural_abm.study.progress import progress_bar

    with progress_bar("Simulating") as progress:
        told = lives(scenarios, person, like, **changes, progress=progress)
    print_lines([f"Figure: {out}" for out in write_story(told, path)])


def mechanisms(
    loop: Annotated[list[str] | None, typer.Argument(metavar="[LOOP ...]", help="Loops; all if none.")] = None,
    seeds: Seeds = None,
    years: Years = None,
    workers: Workers = None,
    out: Out = None,
    page: Annotated[str | None, typer.Option(help="Write the page of the documentation to this file.")] = None,
):
    """How strong each feedback loop is: whole against cut, on the same seeds."""
    from rural_abm.governance import Scenario
    from rural_abm.report.mechanisms_page import mechanisms_page, write_page
    from rural_abm.study.mechanisms import measure_loops, strength_lines
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.settings import check_count, usual_seeds

    seeds = usual_seeds() if seeds is None else check_count(seeds, "seeds")
    years = Scenario().years if years is None else Scenario(years=years).years
    with progress_bar("Simulating") as progress:
        strengths = measure_loops(seeds, years, workers, out, names=loop, progress=progress)
    print_lines(strength_lines(strengths))
    if page:
        print_lines([str(write_page(page, mechanisms_page(strengths, seeds, years)))])


def experiment(
    folders: Annotated[list[str], typer.Argument(metavar="FOLDER [FOLDER ...]", help="Folders of experiments/.")],
    seeds: Seeds = None,
    workers: Workers = None,
    draws: Annotated[
        str | None, typer.Option(metavar="posterior|none|FILE", help="As for compare; else as the file says.")
    ] = None,
    renewed: Annotated[
        bool, typer.Option("--renew", help="Any experiments; also write figures, numbers, README into their folders.")
    ] = False,
    out: Out = None,
):
    """An experiment in silico that no register can do: the same persons in worlds that differ in one thing."""
    if renewed:
        from rural_abm.cli.renewing import renew

        if not (seeds is None and draws is None and out is None):
            raise InputError("--renew runs experiments as they are defined", where="experiment", allowed="--workers")
        renew(folders, workers)
        return
    if len(folders) != 1:
        raise InputError(f"{len(folders)} folders", where="experiment", allowed="one, or several with --renew")
    (folder,) = folders
    from rural_abm.study.insilico import read_experiment, run_experiment
    from rural_abm.study.insilico.printing import finding_lines
    from rural_abm.study.progress import progress_bar

    asked = read_experiment(folder)
    out = f"{USUAL_FOLDER}/{asked.name}" if out is None else out
    with progress_bar("Simulating") as progress:
        finding = run_experiment(asked, out, seeds=seeds, workers=workers, draws=draws, progress=progress)
    print_lines([*finding_lines(asked, finding), f"Written to {out}"])
    if asked.figure:
        draw_finding(out)
        print_lines([f"Figures: {os.path.join(out, 'figures')}"])
