"""Tables of the place: CSV files read and checked against `data/regions/columns.csv`.

`columns.csv` declares for every column its kind, unit, limits, allowed names, whether it may be empty, and its meaning.
Kinds: `key` (ascii name), `source_key`, `sources` (keys separated by semicolons), `reference` (key of another table),
`choice`, `flag` (0 or 1), `integer`, `number`, `text`.
"""

import csv
import math
import re
import reprlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from rural_abm.engine.errors import InputError, nearest_name, unknown_name
from rural_abm.parameters.csv_files import read_rows
from rural_abm.regions import region_data, region_folder

KEY = re.compile(r"[a-z][a-z0-9_]*")
INTEGER = re.compile(r"[+-]?[0-9]+")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
NOT_KNOWN = -1
# A region may have none of these; their files hold the header then.
MAY_BE_EMPTY = ("branches", "tourism", "unplaced")
# Sets of units are bits of 32-bit fields (`worked_at`), and staff remember the units they worked with.
MOST_UNITS = 31


@dataclass(frozen=True)
class Column:
    """One declared column; `low` and `high` are None where there is no limit, `allowed` is a tuple of names."""

    name: str
    kind: str
    unit: str
    low: float | None
    high: float | None
    allowed: tuple
    required: bool
    meaning: str


@dataclass(frozen=True, eq=False)
class Table:
    """A checked table: `table["km"]` is a column, `len(table)` the number of rows, `table.lines` their file lines.

    Integers are int64 arrays (-1 where empty), numbers float64 (nan where empty), flags bool; all other kinds are
    tuples of str. Arrays are read-only.
    """

    name: str
    file: str
    declared: tuple
    columns: dict
    lines: tuple

    def __len__(self):
        return len(self.lines)

    def __getitem__(self, column):
        return self.columns[column]

    def rows(self):
        """Return one dict per row, column name -> value, in file order."""
        names = list(self.columns)
        return [dict(zip(names, values, strict=True)) for values in zip(*self.columns.values(), strict=True)]

    def codes(self, column):
        """Return the position of each value of a choice column among the declared names, int8 array [rows]."""
        allowed = next(item.allowed for item in self.declared if item.name == column)
        return frozen_array([allowed.index(value) for value in self[column]], np.int8)

    def indices(self, column, keys):
        """Return the position of each value among `keys`, int16 array [rows], -1 where the cell is empty."""
        position = {key: index for index, key in enumerate(keys)} | {"": NOT_KNOWN}
        return frozen_array([position[value] for value in self[column]], np.int16)

    def where(self, row, column):
        """Return the location of a cell in words: `roads.csv, line 12, column km`."""
        return place_of_cell(self.file, self.lines[row], column)


def frozen_array(values, dtype):
    """Return a read-only array."""
    array = np.array(values, dtype=dtype)
    array.flags.writeable = False
    return array


def place_of_cell(file, line, column):
    """Return the location of a cell in words, for errors."""
    return f"{file}, line {line}, column {column}"


def shown(text):
    """Return the text as errors show it: unprintable characters escaped, a long text shortened in the middle."""
    return reprlib.repr(text)[1:-1]


def packaged_folder():
    """Return the folder of the packaged tables."""
    return region_folder().path


@lru_cache(maxsize=1)
def declared_columns():
    """Return the declared columns by table: dict of tuples of `Column`, from the packaged `columns.csv`."""
    tables = {}
    with open(region_data() / "columns.csv", encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            limits = [float(row[side]) if row[side] else None for side in ("low", "high")]
            column = Column(
                row["column"],
                row["kind"],
                row["unit"],
                *limits,
                tuple(row["allowed"].split()),
                row["required"] == "1",
                row["meaning"],
            )
            tables.setdefault(row["table"], []).append(column)
    return {name: tuple(columns) for name, columns in tables.items()}


def read_table(folder, name):
    """Read and check the `Table` of `<name>.csv` in `folder`.

    The columns may stand in any order. A file that is missing or no CSV, a wrong header, a row with cells too many or
    too few, and a cell that is empty, no number, out of range or not among the allowed names are InputErrors.
    References between tables are checked by `rural_abm.regions.place_tables.load_tables`.
    """
    declared = declared_columns()[name]
    file = f"{name}.csv"
    needed = [f"{known}.csv" for known in declared_columns()]
    header, body, has_commas = read_rows(Path(folder) / file, needed, may_be_empty=name in MAY_BE_EMPTY)
    _check_header(file, header, [column.name for column in declared])
    lines = tuple(line for line, _ in body)
    for line, cells in body:
        if len(cells) != len(declared):
            raise InputError(
                f"the row has {len(cells)} cells", where=f"{file}, line {line}", allowed=f"{len(declared)} cells"
            )
    columns = {}
    for column in declared:
        position = header.index(column.name)
        values = [
            _value(_plain(cells[position].strip(), column, has_commas), column, file, line) for line, cells in body
        ]
        columns[column.name] = _packed(values, column.kind)
    return Table(name, file, declared, columns, lines)


def _plain(text, column, has_commas):
    """Return the text of a number with a decimal point; a comma between digits is one where the file's cells allow it.

    1,500 can mean either 1.5 or 1500: it is read only if one of them lies within the limits of the column.
    """
    if not has_commas or column.kind != "number" or not DECIMAL_COMMA.fullmatch(text):
        return text
    as_decimal, as_thousands = text.replace(",", "."), text.replace(",", "")
    is_group = THOUSANDS.fullmatch(text) and column.low <= float(as_thousands) <= column.high
    return text if is_group and column.low <= float(as_decimal) <= column.high else as_decimal


def _check_header(file, header, names):
    if sorted(header) == sorted(names):
        return
    where = f"{file}, line 1"
    for cell in header:
        if cell not in names:
            raise unknown_name("column", shown(cell), names, where=where)
    missing = [name for name in names if name not in header]
    what = f"the column {missing[0]} is missing" if missing else "a column is repeated"
    raise InputError(what, where=where, allowed=",".join(names))


def _packed(values, kind):
    """Return values as a read-only array (numbers) or a tuple (names and texts)."""
    dtype = {"integer": np.int64, "number": np.float64, "flag": np.bool_}.get(kind)
    return tuple(values) if dtype is None else frozen_array(values, dtype)


def _value(text, column, file, line):
    """Return the value of one cell, or raise InputError naming file, line, column and what is allowed."""
    where = place_of_cell(file, line, column.name)
    if not text:
        if column.required:
            raise InputError("the cell is empty", where=where, allowed=_allowed(column))
        return {"integer": NOT_KNOWN, "number": math.nan}.get(column.kind, "")
    if column.kind in ("integer", "number"):
        return _number(text, column, where)
    if column.kind in ("choice", "flag"):
        return _choice(text, column, where)
    if column.kind in ("key", "reference") and not KEY.fullmatch(text):
        raise InputError(f"'{shown(text)}' is not a key", where=where, allowed=_allowed(column))
    return text


def _number(text, column, where):
    pattern, convert = (INTEGER, int) if column.kind == "integer" else (NUMBER, float)
    # Limits are compared as floats: a number of ten thousand digits must not stop int().
    if not pattern.fullmatch(text) or not math.isfinite(float(text)):
        raise InputError(
            f"'{shown(text)}' is not {'an integer' if convert is int else 'a number'}",
            where=where,
            allowed=_allowed(column),
        )
    if not column.low <= float(text) <= column.high:
        raise InputError(f"{shown(text)} is out of range", where=where, allowed=_allowed(column))
    return convert(float(text)) if convert is int else float(text)


def _choice(text, column, where):
    names = ("0", "1") if column.kind == "flag" else column.allowed
    if text not in names:
        raise InputError(
            f"'{shown(text)}' is not known", where=where, allowed=", ".join(names), nearest=nearest_name(text, names)
        )
    return text == "1" if column.kind == "flag" else text


def _allowed(column):
    """Return the allowed content of a cell of the column, in words."""
    if column.kind in ("integer", "number"):
        article = "an integer" if column.kind == "integer" else "a number"
        return f"{article} from {column.low:g} to {column.high:g}" + (f" {column.unit}" if column.unit else "")
    if column.kind in ("choice", "flag"):
        return ", ".join(column.allowed or ("0", "1"))
    if column.kind == "reference":
        return f"a key of the {column.allowed[0]}"
    return {
        "key": "small letters a-z, digits and _, a letter first",
        "source_key": "the key of a source",
        "sources": "keys of sources.csv, separated by semicolons",
    }.get(column.kind, "any text")
