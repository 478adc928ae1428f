"""The command line `rural-abm`: reads what was asked for, has it done, prints it.

Exit codes: 0 good, 2 the input is wrong, 130 after Ctrl-C. What is wrong is said on standard error in at most three
lines. Everything heavy is loaded by the command that needs it.
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
GOOD, WRONG_INPUT, STOPPED = 0, 2, 130
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
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: a list of objects.")]
Out = Annotated[str | None, typer.Option(help="Folder to write to.", metavar="DIR")]
Years = Annotated[int | None, typer.Option(help="Reported years; usually 10.")]
Cut = Annotated[list[str] | None, typer.Option(help="Link of the model to cut (see list links); may be repeated.")]
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
    seeds: Annotated[int | None, typer.Option(help="How many seeds: 1, 2, ...; usually 20.")] = None,
    years: Years = None,
    workers: Annotated[int | None, typer.Option(help="Processes; usually one a core.")] = None,
    steps: Annotated[bool, typer.Option("--steps", help="Also run each lever alone: which brings what.")] = False,
    out: Out = None,
):
    """Models on the same seeds: paired differences with intervals; table, figures, report.html."""
    from rural_abm.study import compare
    from rural_abm.study.designs import folder_name
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import read_model
    from rural_abm.study.summaries import comparison_summary

    scenarios = [read_model(name, years=years) for name in model]
    out = out or f"{USUAL_FOLDER}/{folder_name(scenarios)}"
    with progress_bar("Simulating") as progress:
        comparison = compare(scenarios, seeds, None, workers, out, steps=steps, progress=progress)
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


@app.command("list")
def list_(
    kind: Annotated[str, typer.Argument(metavar="governance|reforms|levers|channels|parameters|outcomes|links")],
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
    """Everything known of one model, reform, lever, channel, parameter, outcome or link."""
    from rural_abm.study.printing import as_json as to_json
    from rural_abm.study.printing import describe_lines
    from rural_abm.study.reading import describe

    if len(words) > 2:
        raise InputError(f"'{words[2]}' is one word too many", where="describe", allowed="[KIND] NAME")
    kind, described = describe(words[-1], words[0] if len(words) == 2 else None)
    _print([to_json([{"kind_of_thing": kind, **described}])] if as_json else describe_lines(described))


@app.command()
def check(file: Annotated[str, typer.Argument(metavar="FILE")], as_json: AsJson = False):
    """Whether a governance, reform or scenario file, or a folder of results, is sound."""
    from rural_abm.study.checks import check
    from rural_abm.study.printing import as_json as to_json

    found = check(file)
    _print([to_json([found])] if as_json else [found["message"]])


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
    from rural_abm.study.progress import progress_bar

    with progress_bar("Compiling"):
        seconds = warm()
    print(f"Compiled in {seconds:.0f} s.")
