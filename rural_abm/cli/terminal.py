"""Output to the terminal: lines, error messages and exit codes."""

import os
import sys
import warnings
from contextlib import contextmanager, suppress

import typer

from rural_abm.engine.errors import InputWarning, plain_text

GOOD, ANSWER_IS_NO, WRONG_INPUT, STOPPED = 0, 1, 2, 130
MOST_LINES = 3


def prepare_streams():
    """Make the output streams escape characters that their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def print_lines(lines):
    """Print lines and flush them at once, also to a pipe.

    If the reader has closed the pipe (`| head`) or the output cannot be written, the command continues without output,
    so that its results are still saved and drawn. The latter case is reported, and `main` ends with WRONG_INPUT.
    """
    from rural_abm.study.results.tables import fit_line

    try:
        fitted = (part for line in lines for part in fit_line(plain_text(line)))
        print("\n".join(fitted), flush=True)
    except BrokenPipeError:
        silence_output()
    except OSError as error:
        complain(f"Error: standard output cannot be written: {error.strerror}")
        silence_output()
        output_failed.append(error)


# The errors met when printing in this process.
output_failed = []


def silence_output():
    """Discard all further output, so that Python's final flush does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text, most=MOST_LINES):
    """Write an error message to standard error, in at most `most` lines (None: all)."""
    lines = [plain_text(line) for line in text.splitlines() if line.strip()]
    with suppress(OSError):
        print("\n".join(lines[:most]), file=sys.stderr, flush=True)


@contextmanager
def told_in_one_line():
    """Show every InputWarning within the context as one line on standard error; leave other warnings to Python."""
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
    """End the command with ANSWER_IS_NO if anything failed."""
    if failed:
        raise typer.Exit(ANSWER_IS_NO)
