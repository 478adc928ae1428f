"""Rows of outcomes as all results return them: selected, with their value, and with the properties of their runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rural_abm.engine.errors import unknown_name
from rural_abm.governance.values import as_list

if TYPE_CHECKING:
    import pandas as pd

# What every row of runs.parquet says of a run; in a sweep the columns of its factors stand beside these.
RUN_COLUMNS = (
    "run_id", "scenario", "title_en", "title_sv", "governance", "reforms", "seed", "draw", "years", "levers",
    "parameters", "point",
)  # fmt: skip
ALWAYS_DIFFER = ("scenario", "seed", "draw")


class HasOutcomes:
    """Results of runs: `_read(outcomes, places, dimensions)` gives rows with values, `runs` describes the runs."""

    runs: pd.DataFrame | None

    def _read(self, outcomes: Any, places: Any, dimensions: Any) -> pd.DataFrame:
        raise NotImplementedError

    def outcomes(
        self,
        names: str | Sequence[str] | None = None,
        *,
        places: str | Sequence[str] | None = None,
        dimensions: str | Sequence[str] | None = None,
        factors: bool = False,
    ) -> pd.DataFrame:
        """Return a DataFrame with one row per run, period, place, group and outcome.

        The columns are run_id, period, place_kind, place, dimension, group, outcome, numerator, denominator and value =
        numerator / denominator (missing where undefined). `names` of outcomes, `places` and `dimensions` (each a name
        or a list of names) select rows. `factors` adds each run's scenario, seed, draw (0: the register's own values)
        and, in a sweep, the value of each factor. Raises InputError for a name that does not occur in the results.
        """
        rows = self._read(names, places, dimensions)
        return with_factors(rows, self.runs) if factors else rows


def with_factors(rows, runs):
    """Return the rows of outcomes with the columns of `runs` in which runs differ, after `run_id`."""
    own = [name for name in runs.columns if name not in RUN_COLUMNS]
    added = [*ALWAYS_DIFFER, *own]
    found = rows[["run_id"]].merge(runs[["run_id", *added]], on="run_id", how="left").set_index(rows.index)
    rest = [name for name in rows.columns if name != "run_id"]
    return rows[["run_id"]].assign(**{name: found[name] for name in added}, **{name: rows[name] for name in rest})


def chosen(outcomes, places, dimensions):
    """Return {column: [names]} of a selection; a single name stands for a list of it, None for all."""
    asked = {"outcome": outcomes, "place": places, "dimension": dimensions}
    return {column: as_list(names) for column, names in asked.items() if names is not None}


def choose(rows, outcomes, places, dimensions, where):
    """Return the selected rows in memory; raise InputError for a name that none of them has."""
    for column, names in chosen(outcomes, places, dimensions).items():
        check_known(column, names, set(rows[column]), where)
        rows = rows[rows[column].isin(names)]
    return rows.reset_index(drop=True)


def check_known(column, names, known, where):
    """Raise InputError for the first of the names that is not known."""
    for name in names:
        if name not in known:
            raise unknown_name(column, name, known, where=where)
