"""The command line `rural-abm`: reads what was asked for, has it done, prints it.

Exit codes: 0 good, 1 the question's answer is no (a check fails, some runs failed), 2 the input is wrong, 130 after
Ctrl-C. What is wrong is said on standard error in at most three lines. Everything heavy is loaded by the command that
needs it.
"""

import os
import sys
from typing import Annotated

import typer
from typer.core import TyperGroup

from rural_abm.errors import InputError, unknown_name
from rural_abm.startup import prepare_process

# Where typer's own mistakes of users come from: inside typer, or in click, by version.
UsageError = typer.BadParameter.__mro__[1]
GOOD, ANSWER_IS_NO, WRONG_INPUT, STOPPED = 0, 1, 2, 130
MOST_LINES = 3
USUAL_FOLDER = "results"
LANGUAGES = ("en", "sv")


class Commands(TyperGroup):
    """The commands; names an unknown one, and says how to go on after Ctrl-C."""

    def resolve_command(self, ctx, args):
        """As in typer, with an InputError for an unknown command."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown_name("command", args[0], self.list_commands(ctx), where="rural-abm")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx):
        """As in typer; Ctrl-C ends with exit code 130."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            _complain(str(stop) or "Stopped.")
            raise typer.Exit(STOPPED) from None


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Simulates healthcare for a sparsely populated region under different governance.",
    epilog="rural-abm COMMAND --help shows what a command takes.",
)
KINDS = "governance, reforms, levers, channels, parameters, outcomes, experiments, links, patterns"
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: a list of objects.")]
Out = Annotated[str | None, typer.Option(help="Folder to write to.", metavar="DIR")]
Years = Annotated[int | None, typer.Option(help="Reported years; usually 10.")]
Cut = Annotated[list[str] | None, typer.Option(help="Link of the model to cut (see list links); may be repeated.")]
Seeds = Annotated[int | None, typer.Option(help="How many seeds: 1, 2, ...; usually 20.")]
Workers = Annotated[int | None, typer.Option(help="Processes; usually one a core.")]
Adoption = Annotated[
    str | None,
    typer.Option(metavar="full|emergent", help="All routines from the first day, or as places take them up."),
]
Lang = Annotated[str, typer.Option(help="Language: en or sv.")]


def main(arguments=None):
    """Runs the command line; the exit code."""
    prepare_process()
    try:
        # A console script shows its own name, `python -m rural_abm` would show `__main__.py`.
        return app(args=arguments, standalone_mode=False, prog_name="rural-abm") or GOOD
    except InputError as error:
        _complain(f"Error: {error}")
    except UsageError as error:
        _complain(f"Error: {error.format_message()}\n{_help_hint(error)}")
    except BrokenPipeError:
        # Whoever read the output has stopped reading; Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    return WRONG_INPUT


def _complain(text):
    lines = [line for line in text.splitlines() if line.strip()]
    print("\n".join(lines[:MOST_LINES]), file=sys.stderr)


def _help_hint(error):
    context = getattr(error, "ctx", None)
    return f"See: {context.command_path} --help" if context else ""


def _print(lines):
    print("\n".join(lines), flush=True)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False
):
    if version:
        from rural_abm import __version__

        print(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def run(
    governance: Annotated[
        str | None, typer.Option(help="Governance model (see list governance), or a TOML file.")
    ] = None,
    reform: Annotated[list[str] | None, typer.Option(help="Reform to lay over it; may be repeated.")] = None,
    years: Years = None,
    seed: Annotated[int | None, typer.Option(help="Seed of chance; the same seed gives the same results.")] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="[PLACE.]LEVER=VALUE", help="Set a lever; may be repeated.")
    ] = None,
    register: Annotated[
        str | None,
        typer.Option(metavar="persons|all", help="Keep single contacts and events of frail persons, or all."),
    ] = None,
    cut: Cut = None,
    adoption: Adoption = None,
    out: Out = None,
):
    """One run of one model: a table of the main outcomes."""
    from rural_abm.governance import baseline_name
    from rural_abm.study import run
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import read_model
    from rural_abm.study.runs import NotWrittenError
    from rural_abm.study.summaries import run_summary

    scenario = read_model(
        governance or baseline_name(),
        reforms=reform or (),
        settings=set_ or (),
        years=years,
        seed=seed,
        register=register,
        cuts=cut,
        adoption=adoption,
    )
    with progress_bar("Simulating") as progress:
        try:
            results = run(scenario, out, progress=progress)
        except NotWrittenError as error:
            _print(run_summary(error.results))
            raise
    _print([*run_summary(results), f"Written to {out}" if out else "Not written; --out DIR keeps the results."])


@app.command()
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
    parameter_uncertainty: Annotated[
        bool, typer.Option("--parameter-uncertainty", help="Each seed draws calibrated parameters anew.")
    ] = False,
    posterior: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw from this sample of `calibrate`, not from the shipped one.")
    ] = None,
    adoption: Adoption = None,
    out: Out = None,
):
    """Models on the same seeds: paired differences with intervals; table, figures, report.html."""
    from rural_abm.study import compare
    from rural_abm.study.calibration_draws import read_posterior
    from rural_abm.study.designs import folder_name
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import read_model
    from rural_abm.study.summaries import comparison_summary

    scenarios = [read_model(name, years=years, adoption=adoption) for name in model]
    draws = read_posterior(posterior) if parameter_uncertainty or posterior else None
    out = out or f"{USUAL_FOLDER}/{folder_name(scenarios)}{'-doubt' if draws else ''}"
    with progress_bar("Simulating") as progress:
        comparison = compare(
            scenarios, seeds, None, workers, out, steps=steps, posterior=draws, progress=progress
        )  # fmt: skip
    _print([*comparison_summary(comparison), f"Written to {out}"])
    _illustrate(out)


def _illustrate(folder):
    """Writes figures and report, which are loaded only now: the computing is done and kept."""
    from rural_abm.figures import write_figures
    from rural_abm.report import write_report
    from rural_abm.study.progress import progress_bar

    with progress_bar("Drawing figures and report") as progress:
        for number, language in enumerate(LANGUAGES):
            write_figures(folder, lang=language)
            if progress:
                progress(number + 1, len(LANGUAGES) + 1)
        write_report(folder)
    print(f"Report: {os.path.join(folder, 'report.html')}")


@app.command()
def sweep(
    experiment: Annotated[str, typer.Argument(metavar="EXPERIMENT", help="A TOML file, or a name: list experiments.")],
    workers: Annotated[int | None, typer.Option(help="Processes; usually one a core.")] = None,
    dask: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster.")] = None,
    part: Annotated[str | None, typer.Option(metavar="K/N", help="Only this part of the runs, for array jobs.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many runs, hours, megabytes.")] = False,
    start_over: Annotated[
        bool, typer.Option("--start-over", help="Set aside results of other experiments or code in the folder.")
    ] = False,
    out: Out = None,
):
    """All runs of an experiment; goes on where it was stopped."""
    from rural_abm.study.commands import run_sweep
    from rural_abm.study.sweep_printing import estimate_lines, read_part, sweep_lines
    from rural_abm.study.sweeps import estimate

    chosen = read_part(part)
    if dry_run:
        _print(estimate_lines(estimate(experiment, out, workers)))
        return
    made = run_sweep(experiment, out, workers, dask, chosen, start_over)
    _print(sweep_lines(made, chosen))
    _end_with(made.failures)


@app.command()
def gather(folder: Annotated[str, typer.Argument(metavar="DIR")]):
    """Make one folder of results out of the finished runs of all parts."""
    from rural_abm.study.sweep_printing import sweep_lines
    from rural_abm.study.sweeps import gather

    made = gather(folder)
    _print(sweep_lines(made))
    _end_with(made.failures)


def _end_with(failures):
    if failures:
        raise typer.Exit(ANSWER_IS_NO)


@app.command()
def status(folder: Annotated[str, typer.Argument(metavar="DIR")], as_json: AsJson = False):
    """How far a sweep has come."""
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.sweep_folders import status
    from rural_abm.study.sweep_printing import status_lines

    found = status(folder)
    _print([to_json([found])] if as_json else status_lines(found))


@app.command()
def analyse(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Of a finished sweep.")],
    outcome: Annotated[list[str] | None, typer.Option(help="Only this outcome; may be repeated.")] = None,
    emulate: Annotated[bool, typer.Option("--emulate", help="Through an emulator, whatever the design.")] = False,
    as_json: AsJson = False,
):
    """Which factors of a sweep matter: indices with intervals, a table and figures."""
    from rural_abm.study.indices import analyse
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.sweep_printing import sensitivity_lines, sensitivity_rows

    found = analyse(folder, outcome, emulate=emulate)
    _print([to_json(sensitivity_rows(found))] if as_json else sensitivity_lines(found))
    if not as_json:
        from rural_abm.figures import write_sensitivity
        from rural_abm.study.store import read_manifest

        titles = read_manifest(folder)["titles"]
        for language in LANGUAGES:
            write_sensitivity(folder, found, language, {name: title[language] for name, title in titles.items()})
        print(f"Table and figures: {os.path.join(folder, 'sensitivity.csv')}, {os.path.join(folder, 'figures')}")


@app.command()
def search(
    experiment: Annotated[str, typer.Argument(metavar="EXPERIMENT", help="A TOML file with [search], or a name.")],
    workers: Annotated[int | None, typer.Option(help="Processes; usually one a core.")] = None,
    start_over: Annotated[
        bool, typer.Option("--start-over", help="Set aside results of other experiments or code in the folder.")
    ] = False,
    out: Out = None,
):
    """The best that levers can do for several outcomes at once; goes on where it was stopped."""
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.searching import search
    from rural_abm.study.sweep_printing import pareto_lines
    from rural_abm.study.sweeps import as_experiment

    asked = as_experiment(experiment)
    with progress_bar("Simulating") as progress:
        found = search(asked, out, workers, start_over=start_over, progress=progress)
    _print(pareto_lines(asked, found))
    from rural_abm.figures import write_pareto

    for language in LANGUAGES:
        names, count = asked.search.objectives, len(asked.seeds)
        write_pareto(found.folder, found.table, names, language, title=asked.title[language], seeds=count)


@app.command()
def seeds(
    model: Annotated[list[str], typer.Argument(metavar="MODEL MODEL")],
    outcome: Annotated[str, typer.Option(help="Of the whole region.")],
    half_width: Annotated[float, typer.Option(help="Wanted half-width of the 95 % interval.")],
    pilot: Annotated[int | None, typer.Option(help="Seeds to learn the spread from; usually 8.")] = None,
    years: Years = None,
    workers: Annotated[int | None, typer.Option(help="Processes; usually one a core.")] = None,
    out: Annotated[str | None, typer.Option(help="Folder to keep the pilot in.", metavar="DIR")] = None,
):
    """How many seeds a comparison needs for an interval as narrow as wanted."""
    from rural_abm.study.needed_seeds import needed_lines, needed_seeds
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import read_model

    if len(model) != 2:
        raise InputError(f"{len(model)} models are no pair", where="seeds", allowed="MODEL MODEL")
    pair = [read_model(name, years=years) for name in model]
    with progress_bar("Simulating") as progress:
        found = needed_seeds(
            *pair, outcome, half_width, pilot=pilot, workers=workers, out=out, progress=progress
        )
    _print(needed_lines(found))


@app.command("list")
def list_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {KINDS}.")],
    as_json: AsJson = False,
):
    """What there is of a kind."""
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.printing import list_lines
    from rural_abm.study.reading import list_rows

    rows = list_rows(kind)
    _print([to_json(rows)] if as_json else list_lines(kind, rows))


@app.command()
def describe(
    words: Annotated[list[str], typer.Argument(metavar="[KIND] NAME")],
    as_json: AsJson = False,
):
    """Everything known of one model, reform, lever, channel, parameter, outcome, link or pattern."""
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.printing import describe_lines
    from rural_abm.study.reading import describe

    if len(words) > 2:
        raise InputError(f"'{words[2]}' is one word too many", where="describe", allowed="[KIND] NAME")
    kind, described = describe(words[-1], words[0] if len(words) == 2 else None)
    _print([to_json([{"kind_of_thing": kind, **described}])] if as_json else describe_lines(described))


@app.command()
def check(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]")] = None,
    drift: Annotated[bool, typer.Option("--drift", help="Whether the unchanged baseline drifts.")] = False,
    seeds: Annotated[int | None, typer.Option(help="How many seeds to look for drift with; usually 5.")] = None,
    years: Years = None,
    as_json: AsJson = False,
):
    """Whether a governance, reform, scenario or experiment file, or a folder of results, is sound; or whether the
    baseline drifts."""
    from rural_abm.study.checks import check
    from rural_abm.study.printing import as_json as to_json

    if drift == (file is not None):
        raise InputError("asks for one thing", where="check", allowed="a FILE or folder, or --drift")
    if drift:
        _check_drift(seeds, years, as_json)
        return
    if seeds is not None or years is not None:
        raise InputError("--seeds and --years belong to --drift", where="check")
    found = check(file)
    _print([to_json([found])] if as_json else [found["message"], *(f"Note: {note}" for note in found["notes_en"])])


def _check_drift(seeds, years, as_json):
    """Runs the unchanged baseline and prints slopes with intervals."""
    from rural_abm.study.drift import drift, drift_lines
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.progress import progress_bar

    with progress_bar("Simulating") as progress:
        rows = drift(seeds, years, progress)
    _print([to_json([{"name": row["outcome"], **row} for row in rows])] if as_json else drift_lines(rows))


@app.command()
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
    _print(lines)
    if is_failed:
        raise typer.Exit(ANSWER_IS_NO)


@app.command()
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
    # Before NumPy is loaded: work is spread over processes, and threads of small matrices would only fight each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from rural_abm.report.calibrating import accepted, calibrated, plan
    from rural_abm.study.calibration import check_effort

    effort, out = check_effort(waves, points, seeds), out or f"{USUAL_FOLDER}/calibration"
    if dry_run or accept:
        return _print(plan(stage or (), effort, as_json) if dry_run else accepted(out))
    lines, is_reached = calibrated(stage or (), out, effort, workers, as_json)
    _print(lines)
    if not is_reached:
        raise typer.Exit(ANSWER_IS_NO)
    return None


@app.command()
def story(
    model: Annotated[list[str], typer.Argument(metavar="MODEL [MODEL ...]")],
    person: Annotated[str | None, typer.Option(help="Key of a resident.", metavar="KEY")] = None,
    like: Annotated[
        str | None, typer.Option(help="Such as age=84,frailty=severe,municipality=sorsele,enrolled=1.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of chance.")] = None,
    years: Years = None,
    as_json: AsJson = False,
):
    """The same person in two or more worlds, contact by contact."""
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.printing import story_lines, story_rows
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import read_model
    from rural_abm.study.stories import story

    scenarios = [read_model(name) for name in model]
    with progress_bar("Simulating") as progress:
        told = story(scenarios, person, like, seed=seed, years=years, progress=progress)
    _print([to_json(story_rows(told))] if as_json else story_lines(told))


@app.command()
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
    from rural_abm.study.settings import usual_seeds

    seeds, years = seeds or usual_seeds(), years or Scenario().years
    with progress_bar("Simulating") as progress:
        strengths = measure_loops(seeds, years, workers, out, names=loop, progress=progress)
    _print(strength_lines(strengths))
    if page:
        print(write_page(page, mechanisms_page(strengths, seeds, years)))


@app.command()
def experiment(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A folder of experiments/.")],
    seeds: Seeds = None,
    workers: Workers = None,
    out: Out = None,
):
    """An experiment in silico that no register can do: the same persons in worlds that differ in one thing."""
    from rural_abm.study.insilico import read_experiment, run_experiment
    from rural_abm.study.insilico.printing import finding_lines
    from rural_abm.study.progress import progress_bar

    asked = read_experiment(folder)
    out = out or f"{USUAL_FOLDER}/{asked.name}"
    with progress_bar("Simulating") as progress:
        finding = run_experiment(asked, out, seeds=seeds, workers=workers, progress=progress)
    _print([*finding_lines(asked, finding), f"Written to {out}"])


@app.command()
def manifest(path: Annotated[str, typer.Argument(metavar="DIR|FIGURE")], as_json: AsJson = False):
    """Where results or a figure come from."""
    from rural_abm.figures import read_figure_manifest
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.printing import describe_lines, manifest_row
    from rural_abm.study.store import read_manifest

    is_figure = os.path.isfile(path)
    found = read_figure_manifest(path) if is_figure else read_manifest(path)
    _print([to_json([manifest_row(path, found)])] if as_json else describe_lines(found))


@app.command()
def figures(words: Annotated[list[str], typer.Argument(metavar="[NAME ...] DIR")], lang: Lang = "en"):
    """Draw the figures of a folder of results, all or those named."""
    from rural_abm.figures import write_figures

    *names, folder = words
    _check_language(lang)
    for path in write_figures(folder, names or None, lang):
        print(path)


def _check_language(lang):
    if lang not in LANGUAGES:
        raise unknown_name("language", lang, LANGUAGES, where="--lang")


@app.command()
def warm():
    """Compile everything beforehand, so that the first run does not wait for it."""
    from rural_abm.study import warm
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.progress import progress_bar

    with progress_bar("Compiling"):
        seconds = warm(usable_cores())
    print(f"Compiled in {seconds:.0f} s.")
