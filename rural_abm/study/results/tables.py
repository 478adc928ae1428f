"""Plain-text tables that fit the terminal; at full width where the output is not a terminal, or on request."""

import io
import shutil
import sys
import textwrap

from rural_abm.engine.units import HALF

GAP = "  "
# Characters: the narrowest terminal that tables fit, a column of words, and the share of a table's width that columns
# of words get beside columns of numbers.
NARROWEST, NARROWEST_WORDS = 60, 16
SHARE_OF_WORDS = HALF


class Width:
    """The maximum width of the output; `is_free` lets tables be as wide as they need."""

    is_free = False


def counted(number, noun):
    """Return a number with its noun: 1 year, 2 years."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def output_width():
    """Return the characters per line of this terminal; None without a terminal, or where width is unlimited."""
    if Width.is_free or not (sys.stdout and sys.stdout.isatty()):
        return None
    return max(shutil.get_terminal_size().columns, NARROWEST)


def text_table(headers, rows, *, right=(), width=None):
    """Return lines of a table; columns of numbers, listed in `right`, are right-aligned.

    A table wider than `width` (that of the terminal if None) has its words in several lines and, where that is not
    enough, its columns of numbers in several tables below each other, with the columns of words in each.
    """
    cells = [[str(cell) for cell in row] for row in (headers, *rows)]
    lines = _as_wide_as_needed(cells, right)
    width = width or output_width()
    if width is None or max(map(len, lines)) <= width:
        return lines
    parts = [_fitted(cells, columns, right, width) for columns in _groups(cells, right, width)]
    return [line for number, part in enumerate(parts) for line in ([""] * (number > 0) + part)]


def fit_line(line, width=None):
    """Wrap a line of words to at most `width` characters (the terminal's if None), with equal indentation."""
    width = width or output_width()
    if width is None or len(line) <= width or "\n" in line:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line.strip(), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _as_wide_as_needed(cells, right):
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]

    def line(row):
        padded = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return GAP.join(padded).rstrip()

    return [line(row) for row in cells]


def _groups(cells, right, width):
    """Return lists of columns: all columns of words, with as many of numbers as fit."""
    words = [column for column in range(len(cells[0])) if column not in right]
    numbers = [column for column in range(len(cells[0])) if column in right]
    if not numbers:
        return [words]
    room = width - min(_needed(cells, words), int(width * SHARE_OF_WORDS))
    groups, taken = [[]], 0
    for column in numbers:
        need = len(GAP) + _narrowest(cells, column)
        if groups[-1] and taken + need > room:
            groups.append([])
            taken = 0
        groups[-1].append(column)
        taken += need
    return [sorted([*words, *group]) for group in groups]


def _needed(cells, columns):
    return sum(max(len(row[column]) for row in cells) + len(GAP) for column in columns)


def _narrowest(cells, column):
    """Return the width below which a number, or a word of the heading, would be broken."""
    head, *rest = (row[column] for row in cells)
    longest = max(map(len, head.replace("_", " ").split()), default=1)
    return max(min(longest, NARROWEST_WORDS), *map(len, rest), 1)


def _longest_name(cells, column, width):
    """Return the width below which a name, which is written with underscores and copied whole, would be broken."""
    names = [word for row in cells[1:] for word in row[column].split() if "_" in word]
    return min(max(map(len, names), default=1), int(width * SHARE_OF_WORDS))


def _fitted(cells, columns, right, width):
    """Return lines of some columns as a table of rich, whose words are wrapped."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), show_header=True)
    for column in columns:
        is_number = column in right
        head = Text(cells[0][column], overflow="fold")
        if is_number:
            table.add_column(head, justify="right", width=_narrowest(cells, column), overflow="fold")
        else:
            table.add_column(head, min_width=_longest_name(cells, column, width), overflow="fold")
    for row in cells[1:]:
        table.add_row(*(Text(row[column]) for column in columns))
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, markup=False, emoji=False, highlight=False).print(table)
    return [line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n")]
