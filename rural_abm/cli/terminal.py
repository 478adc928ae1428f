"""What goes out to the terminal: lines, complaints, exit codes."""

import sys
import warnings
from contextlib import contextmanager

import typer

from rural_abm.errors import InputWarning

GOOD, ANSWER_IS_NO, WRONG_INPUT, STOPPED = 0, 1, 2, 130
MOST_LINES = 3


def print_lines(lines):
    """Prints them at once, also where the output is a pipe."""
    print("\n".join(lines), flush=True)


def complain(text):
    """Says what is wrong on standard error, in at most MOST_LINES lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    print("\n".join(lines[:MOST_LINES]), file=sys.stderr)


@contextmanager
def told_in_one_line():
    """Within it an InputWarning is a line on standard error; other warnings are Python's own."""
    usual = warnings.showwarning

    def show(message, category, *place, **options):
        if issubclass(category, InputWarning):
            complain(f"Warning: {message}")
        else:
            usual(message, category, *place, **options)

    with warnings.catch_warnings():
        warnings.simplefilter("always", InputWarning)
        warnings.showwarning = show
        yield


def answer_no_if(failed):
    """Ends the command with ANSWER_IS_NO if anything failed."""
    if failed:
        raise typer.Exit(ANSWER_IS_NO)
