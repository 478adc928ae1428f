"""The parameter register: every number with meaning has a name, value, unit, range, kind and source.

The register is read from the CSV files of `data/parameters/`, one per room. A name with dots is a cell of a table:
`resolve.fall.phone` is row `fall`, column `phone` of the table `resolve`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.records import named_rows
from rural_abm.parameters.csv_files import read_rows

COLUMNS = ("name", "value", "unit", "low", "high", "distribution", "kind", "source", "note")
NUMBERS = ("value", "low", "high")
KINDS = ("measured", "literature", "source report", "estimated", "assumed", "calibrated")
DISTRIBUTIONS = ("fixed", "uniform", "triangular", "lognormal")


@dataclass(frozen=True)
class Parameter:
    """One number: name, value, unit, plausible low and high, distribution, kind of evidence, source, note."""

    name: str
    value: float
    unit: str
    low: float
    high: float
    distribution: str
    kind: str
    source: str
    note: str


class Register(dict[str, Parameter]):
    """Parameters by name; values are read with `register.value(name)`, tables with `register.table(prefix)`."""

    def value(self, name: str) -> float:
        """Return the value of one parameter (float); raise InputError for an unknown name."""
        if name not in self:
            raise unknown_name("parameter", name, self, where="register")
        return self[name].value

    def table(self, prefix: str, rows: Iterable[str], columns: Iterable[str] | None = None) -> np.ndarray:
        """Return a float64 array [rows] or [rows, columns] of the cells `prefix.row` or `prefix.row.column`."""
        if columns is None:
            return np.array([self.value(f"{prefix}.{row}") for row in rows])
        return np.array([[self.value(f"{prefix}.{row}.{column}") for column in columns] for row in rows])

    def scalars(self) -> np.ndarray:
        """Return one record of all parameters without dots in their names, float64, fields in name order."""
        names = sorted(name for name in self if "." not in name)
        record = np.zeros(1, np.dtype([(name, "f8") for name in names]))
        for name in names:
            record[name] = self[name].value
        return record.view(named_rows(record.dtype))

    def with_values(self, values: Mapping[str, Any], *, where: str = "parameters") -> Register:
        """Return a register with some values replaced; names must be known and values within [low, high]."""
        changed = Register(self)
        for name, value in values.items():
            if name not in self:
                raise unknown_name("parameter", name, self, where=where)
            old = self[name]
            number = _number(value, f"{where}, {name}")
            if not old.low <= number <= old.high:
                raise InputError(
                    f"value {value} is out of range",
                    where=f"{where}, {name}",
                    allowed=f"{old.low} to {old.high} {old.unit}",
                )
            changed[name] = replace(old, value=number)
        return changed


@lru_cache(maxsize=1)
def common_register():
    """Return the packaged register."""
    folder = files("rural_abm") / "data" / "parameters"
    return read_register(sorted(Path(str(item)) for item in folder.iterdir() if item.name.endswith(".csv")))


@lru_cache(maxsize=1)
def parameter_names():
    """Return {parameter: {"en", "sv"}} of the parameters that have a short display name."""
    text = (files("rural_abm") / "data" / "parameter_names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["names"]


def read_register(paths):
    """Read a register from CSV files.

    Raises InputError for a missing file or column, a bad number or a name given twice.
    """
    register = Register()
    for path in paths:
        for line, row in _rows(path):
            parameter = _parameter(row, f"{Path(path).name}, line {line}")
            if parameter.name in register:
                raise InputError(
                    f"parameter '{parameter.name}' is given twice", where=f"{Path(path).name}, line {line}"
                )
            register[parameter.name] = parameter
    return register


def _rows(path):
    """(line, {column: cell}) of every row."""
    header, body, has_commas = read_rows(path)
    if sorted(header) != sorted(COLUMNS):
        raise InputError("wrong columns", where=f"{Path(path).name}, line 1", allowed=",".join(COLUMNS))
    for line, cells in body:
        if len(cells) != len(COLUMNS):
            raise InputError(
                f"the row has {len(cells)} cells",
                where=f"{Path(path).name}, line {line}",
                allowed=f"{len(COLUMNS)} cells",
            )
        row = dict(zip(header, cells, strict=True))
        if has_commas:
            row |= {name: row[name].replace(",", ".") for name in NUMBERS}
        yield line, row


def _parameter(row, where):
    name = row["name"]
    value = _number(row["value"], f"{where}, {name}")
    low = _number(row["low"] or row["value"], f"{where}, {name}, low")
    high = _number(row["high"] or row["value"], f"{where}, {name}, high")
    _one_of(row["kind"], KINDS, f"{where}, {name}, kind")
    _one_of(row["distribution"], DISTRIBUTIONS, f"{where}, {name}, distribution")
    if not low <= value <= high:
        raise InputError(f"value {value} lies outside its range", where=f"{where}, {name}", allowed=f"{low} to {high}")
    for column in ("name", "unit", "source"):
        if not row[column].strip():
            raise InputError(f"{column} is empty", where=f"{where}, {name}")
    return Parameter(name, value, row["unit"], low, high, row["distribution"], row["kind"], row["source"], row["note"])


def _number(text, where):
    try:
        number = float(text)
    except (TypeError, ValueError):
        raise InputError(f"'{text}' is not a number", where=where, allowed="a finite number") from None
    if not math.isfinite(number):
        raise InputError(f"'{text}' is not finite", where=where, allowed="a finite number")
    return number


def _one_of(value, allowed, where):
    if value not in allowed:
        raise unknown_name("value", value, allowed, where=where)
