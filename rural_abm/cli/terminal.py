"""What goes out to the terminal: lines, complaints, exit codes."""

import sys

import typer

GOOD, ANSWER_IS_NO, WRONG_INPUT, STOPPED = 0, 1, 2, 130
MOST_LINES = 3


def print_lines(lines):
    """Prints them at once, also where the output is a pipe."""
    print("\n".join(lines), flush=True)


def complain(text):
    """Says what is wrong on standard error, in at most MOST_LINES lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    print("\n".join(lines[:MOST_LINES]), file=sys.stderr)


def answer_no_if(failed):
    """Ends the command with ANSWER_IS_NO if anything failed."""
    if failed:
        raise typer.Exit(ANSWER_IS_NO)
