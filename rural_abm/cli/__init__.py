"""The command line `rural-abm`: parse the arguments, run the command and print its result.

Exit codes: 0 success; 1 the answer to the command's question is no (a check fails, some runs failed); 2 invalid input;
130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP. Errors are written to standard error in at most three lines.
Heavy modules are imported by the command that needs them. Each command is a function in the module of its subject, and
its docstring is its help text.
"""

import os
from collections.abc import Callable
from typing import Annotated, Any

import typer

from rural_abm.cli import comparing, drafting, drawing, fitting, reading, runs, showing, studies
from rural_abm.cli.group import Command, Commands
from rural_abm.cli.terminal import (
    GOOD,
    WRONG_INPUT,
    complain,
    output_failed,
    prepare_streams,
    print_lines,
    silence_output,
    told_in_one_line,
)
from rural_abm.engine.errors import OWN_TRACEBACK, CapacityError, InputError
from rural_abm.engine.process_setup import prepare_process

# Where typer's own mistakes of users come from: inside typer, or in click, by version.
UsageError = typer.BadParameter.__mro__[1]
# By who uses them first, in the order of the help.
COMMANDS: dict[str, dict[str, Callable[..., Any]]] = {
    "For workshops (compare and show)": {
        "compare": comparing.compare,
        "demo": showing.demo,
        "story": comparing.story,
        "figures": drawing.figures,
    },
    "For learning (look, try and change)": {
        "list": reading.list_,
        "describe": reading.describe,
        "run": runs.run,
        "check": reading.check,
        "experiment": comparing.experiment,
        "mechanisms": comparing.mechanisms,
        "region": drafting.region,
    },
    "For research (many runs, evidence, provenance)": {
        "sweep": studies.sweep,
        "status": studies.status,
        "gather": studies.gather,
        "analyse": studies.analyse,
        "search": studies.search,
        "seeds": comparing.seeds,
        "patterns": fitting.patterns,
        "calibrate": fitting.calibrate,
        "chance": comparing.chance,
        "manifest": reading.manifest,
        "warm": runs.warm,
    },
}

app = typer.Typer(
    cls=Commands,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Simulate healthcare for a sparsely populated region under different governance models.",
    epilog="rural-abm COMMAND --help shows its options. To begin: rural-abm list governance, then compare two models.",
)
for _users, _commands in COMMANDS.items():
    for _name, _command in _commands.items():
        app.command(_name, cls=Command, rich_help_panel=_users)(_command)


def main(arguments=None):
    """Run the command line and return the exit code."""
    prepare_process()
    prepare_streams()
    output_failed.clear()
    try:
        # A console script shows its own name, `python -m rural_abm` would show `__main__.py`.
        with told_in_one_line():
            code = app(args=arguments, standalone_mode=False, prog_name="rural-abm") or GOOD
        return code or (WRONG_INPUT if output_failed else GOOD)
    except InputError as error:
        complain(f"Error: {error}")
    except OSError as error:
        complain(f"Error: {os.fsdecode(error.filename or 'rural-abm')}: {error.strerror or error}")
        if error.filename is None:
            silence_output()
    except CapacityError as error:
        complain(f"Error: {error}.\nAllowed: milder settings; where yours are ordinary, please report the command.")
    except MemoryError:
        complain("Error: not enough memory.\nAllowed: fewer seeds, points, workers or models.")
    except UsageError as error:
        complain(f"Error: {error.format_message()}\n{_help_hint(error)}")
    except Exception as error:
        if not hasattr(error, OWN_TRACEBACK):
            raise
        kept = getattr(error, "__notes__", ["Runs that were finished are kept."])
        complain("\n".join([f"Error: own rules failed. {' '.join(kept)}", getattr(error, OWN_TRACEBACK)]), most=None)
    return WRONG_INPUT


def _help_hint(error):
    context = getattr(error, "ctx", None)
    return f"See: {context.command_path} --help" if context else ""


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show version, commit and hashes of the code.")] = False,
    wide: Annotated[
        bool, typer.Option("--wide", help="Print tables at full width, even beyond the width of the terminal.")
    ] = False,
):
    if wide:
        from rural_abm.study.results.tables import Width

        Width.is_free = True
    if version:
        from rural_abm.study.results.provenance import version_line

        print_lines([version_line()])
        raise typer.Exit
    if context.invoked_subcommand is None:
        print_lines(context.get_help().splitlines())
