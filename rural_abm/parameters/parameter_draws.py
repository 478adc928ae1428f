"""Draws of uncertain parameters: the rows of the posterior sample that is shipped with the package.

A draw is a number from 1 to the number of rows. It gives values to the calibrated parameters; all others keep their
value in the register. Values that a scenario states itself take precedence over those of its draw.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rural_abm.engine.errors import InputError
from rural_abm.parameters.register import common_register

SHIPPED = Path("calibration") / "posterior.parquet"


@dataclass(frozen=True)
class Sample:
    """A sample of parameters: `rows` is a tuple of {parameter: value}, `sha256` the checksum of its file."""

    rows: tuple
    sha256: str

    @property
    def parameters(self):
        """Names of the parameters that are drawn (list, sorted)."""
        return sorted(self.rows[0])

    def values(self, draw):
        """Return {parameter: value} of a draw; raise InputError unless it is from 1 to the number of rows."""
        if not 1 <= draw <= len(self.rows):
            raise InputError(f"there is no draw {draw}", where="draw", allowed=f"1 to {len(self.rows)}")
        return self.rows[draw - 1]

    def draw_of_seed(self, seed):
        """Return the draw (int) of a seed: that of the same number, beginning again after the last."""
        return 1 + (seed - 1) % len(self.rows)


def shipped_file():
    """Return the path of the sample in the package."""
    return Path(str(files("rural_abm") / "data")) / SHIPPED


@lru_cache(maxsize=1)
def shipped_sample():
    """Return the Sample shipped with the package; raise InputError if there is none."""
    if not shipped_file().exists():
        raise InputError(
            "the package contains no sample of parameters",
            where="draws",
            allowed="none, or a posterior.parquet as `rural-abm calibrate` writes it",
        )
    return read_sample(shipped_file())


def read_sample(path):
    """Read the Sample of a Parquet file with one column per parameter and one row per draw.

    Raises InputError if the file is missing or damaged, has no rows, names a parameter outside the register, or holds a
    value outside the register's range.
    """
    import pyarrow.parquet as pq

    path = Path(path)
    try:
        listed = pq.read_table(path, page_checksum_verification=True).to_pylist()
    except FileNotFoundError:
        raise InputError("is missing", where=str(path), allowed="a posterior.parquet of `calibrate`") from None
    except (OSError, ValueError) as error:
        what = f"cannot be read: {str(error).splitlines()[0]}"
        raise InputError(what, where=str(path), allowed="the file as it was written") from None
    rows = tuple({name: float(value) for name, value in row.items()} for row in listed)
    if not rows or not rows[0]:
        raise InputError("contains no draws", where=str(path), allowed="a sample of `rural-abm calibrate`")
    for row in rows:
        common_register().with_values(row, where=str(path))
    return Sample(rows, hashlib.sha256(path.read_bytes()).hexdigest())


def parameters_in_force(scenario: Any) -> dict[str, float]:
    """Return {parameter: value} that a Scenario sets on top of the register: its own values, then those of its draw."""
    drawn = {} if scenario.draw is None else shipped_sample().values(scenario.draw)
    return {**drawn, **scenario.parameters}
