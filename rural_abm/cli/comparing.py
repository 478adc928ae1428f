"""Commands that compare models on the same seeds."""

import os
from typing import Annotated

import typer

from rural_abm.cli.drawing import draw_finding, illustrate
from rural_abm.cli.opening import begin, begin_here, begin_runs
from rural_abm.cli.options import (
    POSTERIOR,
    USUAL_FOLDER,
    Adoption,
    AsJson,
    Draws,
    Out,
    Region,
    Seeds,
    Workers,
    Years,
    usual_folder,
)  # fmt: skip
from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import InputError


def compare(
    model: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL MODEL [MODEL ...]",
            help="Names or files, each optionally followed by +REFORM; the first is the baseline.",
        ),
    ],
    seeds: Seeds = None,
    years: Years = None,
    workers: Workers = None,
    steps: Annotated[
        bool, typer.Option("--steps", help="Also run each lever alone, to show what each contributes.")
    ] = False,
    draws: Draws = POSTERIOR,
    adoption: Adoption = None,
    region: Region = None,
    out: Out = None,
):
    """Compare models: what is better, worse or indistinguishable, with figures and a report."""
    from rural_abm.study.compare.comparison import compare
    from rural_abm.study.compare.designs import folder_name, make_design
    from rural_abm.study.compare.paired_draws import read_draws
    from rural_abm.study.compare.summaries import comparison_summary
    from rural_abm.study.results.settings import usual_seeds
    from rural_abm.study.running.executors import check_workers, processes
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.running.requests import labelled_models
    from rural_abm.study.running.run_times import seconds_of_report

    scenarios = labelled_models(model, years=years, adoption=adoption, region=region)
    if out is None:
        out = f"{USUAL_FOLDER}/{folder_name(scenarios.values(), read_draws(draws))}"
    design = make_design(scenarios, usual_seeds() if seeds is None else seeds, None, steps, read_draws(draws))
    workers = check_workers(workers)
    begin_runs(
        _compared(design), len(design.runs), design.years, workers, warm_ups=len(design.seeds),
        more_seconds=seconds_of_report(workers),
    )  # fmt: skip
    with processes(workers) as pool:
        with progress_bar("Simulating") as progress:
            comparison = compare(
                scenarios, seeds, None, workers, out, steps=steps, draws=draws, executor=pool, progress=progress
            )
        print_lines([*comparison_summary(comparison), f"Written to {out}"])
        illustrate(out, pool)


def _compared(design):
    """Describe in words what a comparison runs."""
    from rural_abm.study.results.tables import counted

    models, seeds = counted(len(design.scenarios), "model"), counted(len(design.seeds), "seed")
    more = f" and {counted(len(design.steps), 'step')} between them" if design.steps else ""
    years, runs = counted(design.years, "year"), counted(len(design.runs), "run")
    return f"Comparing {models}{more} on {seeds} over {years}, {runs}"


def seeds(
    model: Annotated[list[str], typer.Argument(metavar="MODEL MODEL")],
    outcome: Annotated[str, typer.Option(help="Outcome for the whole region.")],
    half_width: Annotated[float, typer.Option(help="Desired half-width of the 95 % interval.")],
    pilot: Annotated[int | None, typer.Option(help="Seeds of the pilot that estimates the spread; default 8.")] = None,
    years: Years = None,
    region: Region = None,
    workers: Workers = None,
    out: Annotated[str | None, typer.Option(help="Folder for the results of the pilot.", metavar="DIR")] = None,
):
    """Estimate how many seeds a comparison needs for a given precision."""
    from rural_abm.study.compare.needed_seeds import needed_lines, needed_seeds
    from rural_abm.study.results.known_outcomes import outcomes_of
    from rural_abm.study.results.settings import usual_pilot
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.running.requests import labelled_models

    if len(model) != 2:
        raise InputError(f"{len(model)} models are no pair", where="seeds", allowed="MODEL MODEL")
    pair = labelled_models(model, years=years, region=region)
    count = usual_pilot() if pilot is None else pilot
    begin_runs(f"A pilot of {count} seeds, {2 * count} runs", 2 * count, _years_of(pair), workers, warm_ups=count)
    with progress_bar("Simulating") as progress:
        found = needed_seeds(pair, outcome, half_width, pilot=pilot, workers=workers, out=out, progress=progress)
    print_lines(needed_lines(found, outcomes_of(pair.values())))


def chance(
    seeds: Annotated[int | None, typer.Option(help="Seeds of each reference model; default 16.")] = None,
    region: Region = None,
    workers: Workers = None,
    out: Out = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Copy the results in --out DIR into the package without computing anything."),
    ] = False,
):
    """Measure the chance variation of paired differences, on which all verdicts rest."""
    from rural_abm.study.compare.chance_measured import accept_chance, measure, ratio_to_shipped
    from rural_abm.study.results.settings import chance_settings
    from rural_abm.study.running.progress import progress_bar

    if accept and region is not None:
        raise InputError("is for the default region", where="--accept", allowed="no --region")
    out = out or usual_folder("chance", region)
    if accept:
        print_lines([f"{accept_chance(out)} variances of chance were copied into the package."])
        return
    asked = chance_settings()
    count, models = asked["seeds"] if seeds is None else seeds, 1 + len(asked["models"])
    said = f"Running {models} reference models on {count} seeds over {asked['years']} years"
    begin_runs(said, models * count, asked["years"], workers, warm_ups=count)
    with progress_bar("Simulating") as progress:
        table = measure(out, seeds=seeds, workers=workers, region=region, progress=progress)
    print_lines([f"Chance variation measured for {len(table)} outcomes by place and group.", f"Written to {out}"])
    if region is None:
        print_lines([f"To use it for all verdicts: rural-abm chance --accept --out {out}"])
    else:
        print_lines([f"Median standard deviation of the headline outcomes: {ratio_to_shipped(table):.2f} times the "
                     "one shipped, on which verdicts rest in every region."])  # fmt: skip


def _years_of(scenarios):
    """Return the number of reported years of the first of the scenarios {label: Scenario}."""
    return next(iter(scenarios.values())).years


def story(
    model: Annotated[list[str], typer.Argument(metavar="MODEL [MODEL ...]")],
    person: Annotated[str | None, typer.Option(help="Key of a resident.", metavar="KEY")] = None,
    like: Annotated[str | None, typer.Option(help="For example age=84,frailty=severe,enrolled=1.")] = None,
    seed: Annotated[int | None, typer.Option(help="Random seed.")] = None,
    years: Years = None,
    adoption: Adoption = None,
    region: Region = None,
    figure: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Draw a figure (.svg, .png) in both languages instead of printing the list."),
    ] = None,
    as_json: AsJson = False,
):
    """Follow the same person in two or more models, contact by contact."""
    from rural_abm.study.compare.stories import story
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.results.printing import story_lines, story_rows
    from rural_abm.study.results.tables import counted
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.running.requests import labelled_models

    scenarios = labelled_models(model, adoption=adoption, region=region)
    years_run = _years_of(scenarios) if years is None else years
    said = f"Following one person over {counted(years_run, 'year')} in {counted(len(scenarios), 'world')}"
    begin_here(said, len(scenarios), years_run, warm_ups=1, is_quiet=as_json)
    if figure is not None:
        _draw_story(scenarios, figure, person, like, seed=seed, years=years)
        return
    with progress_bar("Simulating") as progress:
        told = story(scenarios, person, like, seed=seed, years=years, progress=progress)
    print_lines([to_json(story_rows(told))] if as_json else story_lines(told))


def _draw_story(scenarios, path, person, like, **changes):
    """Draw the figure of one person's years in the given scenarios, as on the workshop page."""
    from rural_abm.figures import write_story
    from rural_abm.study.compare.lives import lives
    from rural_abm.study.running.progress import progress_bar

    with progress_bar("Simulating") as progress:
        told = lives(scenarios, person, like, **changes, progress=progress)
    print_lines([f"Figure: {out}" for out in write_story(told, path)])


def mechanisms(
    loop: Annotated[
        list[str] | None, typer.Argument(metavar="[LOOP ...]", help="Loops to measure; default all.")
    ] = None,
    seeds: Seeds = None,
    years: Years = None,
    region: Region = None,
    workers: Workers = None,
    out: Out = None,
    page: Annotated[str | None, typer.Option(help="Write the documentation page to this file.")] = None,
    shipped: Annotated[
        bool, typer.Option("--ship", help="Also save the strengths in the package, for the workshop page.")
    ] = False,
):
    """Measure how strong each feedback loop is: intact against cut, on the same seeds."""
    from rural_abm.governance import Scenario
    from rural_abm.report.mechanisms_page import mechanisms_page, write_page
    from rural_abm.study.evidence.loop_strengths import ship
    from rural_abm.study.evidence.mechanisms import measure_loops, strength_lines, worlds_of
    from rural_abm.study.results.settings import check_count, usual_seeds
    from rural_abm.study.results.tables import counted
    from rural_abm.study.running.progress import progress_bar

    if shipped and loop:
        raise InputError("is for all loops", where="--ship", allowed="no loop named")
    if (shipped or page) and region is not None:
        raise InputError("are of the default region", where="--ship and --page", allowed="no --region")
    seeds = usual_seeds() if seeds is None else check_count(seeds, "seeds")
    years = Scenario().years if years is None else Scenario(years=years).years
    wholes, worlds = worlds_of(loop)
    said = f"Runs {worlds} worlds, whole and with a loop cut, on {counted(seeds, 'seed')} over {counted(years, 'year')}"
    begin_runs(said, worlds * seeds, years, workers, warm_ups=wholes * seeds)
    with progress_bar("Simulating") as progress:
        strengths = measure_loops(seeds, years, workers, out, names=loop, region=region, progress=progress)
    print_lines(strength_lines(strengths))
    if page:
        print_lines([str(write_page(page, mechanisms_page(strengths, seeds, years)))])
    if shipped:
        print_lines([str(ship(strengths, seeds, years))])


def experiment(
    folders: Annotated[list[str], typer.Argument(metavar="FOLDER [FOLDER ...]", help="Folders in experiments/.")],
    seeds: Seeds = None,
    workers: Workers = None,
    draws: Annotated[
        str | None, typer.Option(metavar="posterior|none|FILE", help="As for compare; default as the file says.")
    ] = None,
    region: Region = None,
    renewed: Annotated[
        bool,
        typer.Option(
            "--renew", help="For any kind of experiment; also write figures, numbers and README into the folders."
        ),
    ] = False,
    out: Out = None,
):
    """Run an in-silico experiment: the same persons in models that differ in one respect."""
    if renewed:
        from rural_abm.cli.renewing import renew

        if not (seeds is None and draws is None and region is None and out is None):
            raise InputError("--renew runs experiments as they are defined", where="experiment", allowed="--workers")
        renew(folders, workers)
        return
    if len(folders) != 1:
        raise InputError(f"{len(folders)} folders", where="experiment", allowed="one, or several with --renew")
    _run_in_silico(folders[0], seeds, workers, draws, region, out)


def _run_in_silico(folder, seeds, workers, draws, region, out):
    """Run the experiment in silico of a folder, print what it found and draw its figure."""
    from rural_abm.study.insilico.printing import finding_lines
    from rural_abm.study.insilico.running import read_in_silico, run_experiment
    from rural_abm.study.results.tables import counted
    from rural_abm.study.running.executors import check_workers
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.running.run_times import seconds_of_experiment

    asked = read_in_silico(folder, region)
    out = usual_folder(asked.name, region) if out is None else out
    workers = check_workers(workers)
    count = asked.seeds if seeds is None else seeds
    said = f"{asked.title['en']}, {counted(count, 'seed')}"
    begin(said, seconds_of_experiment(asked, count, workers), workers, is_here=workers == 1)
    with progress_bar("Simulating") as progress:
        finding = run_experiment(asked, out, seeds=seeds, workers=workers, draws=draws, progress=progress)
    print_lines([*finding_lines(asked, finding), f"Written to {out}"])
    if asked.figure:
        draw_finding(out)
        print_lines([f"Look first at: {os.path.join(out, 'figures')}"])
