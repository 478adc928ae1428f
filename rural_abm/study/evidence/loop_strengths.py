"""The strengths of the feedback loops, measured by `rural-abm mechanisms` and kept in the package for display.

Strengths of another model than this one are not returned.
"""

from __future__ import annotations

import json
import math
from importlib import resources
from pathlib import Path
from typing import Any

from rural_abm.engine.equal_results import first_equal, results_hash
from rural_abm.engine.errors import InputError
from rural_abm.outcomes import catalogue
from rural_abm.study.evidence.mechanisms import loops
from rural_abm.study.results.provenance import provenance
from rural_abm.study.results.store import json_text, write_text

FILE = "strengths.json"
COLUMNS = ("loop", "outcome", "whole", "strength", "low", "high")
# What an interval says of a strength: it holds 0; it does not, but it is less than what matters, or at least as much;
# or the smallest difference that matters is not stated.
UNTOLD, WEAK, STRONG, TOLD = "untold", "weak", "strong", "told"


def ship(strengths, seeds, years, folder=None):
    """Write the DataFrame of `measure_loops` into the package and return the path.

    Raise InputError if a loop is missing.
    """
    missing = [name for name in loops() if name not in set(strengths["loop"])]
    if missing:
        raise InputError(f"{', '.join(missing)} not measured", where="--ship", allowed="all loops: name none")
    path = (folder or _folder()) / FILE
    rows = strengths[list(COLUMNS)].astype(object)
    rows = rows.where(rows.notna(), None).to_dict("records")  # JSON knows no "not a number"
    write_text(path, json_text({"seeds": seeds, "years": years, **provenance(), "rows": rows}))
    return path


def loop_strengths(folder: Path | None = None) -> dict[str, Any] | None:
    """Return the measured strengths for this model (dict), or None if there are none.

    `seeds`, `years`, and `rows`, a list of dicts with `loop`, `outcome`, `whole` (mean), `strength` (whole minus cut),
    `low` and `high` of its 95 % interval, and `size` ("untold", "weak", "strong" or "told").
    """
    try:
        found = json.loads(((folder or _folder()) / FILE).read_text(encoding="utf-8"))
        if first_equal(found["model"]) != results_hash():
            return None
        entries = {entry.name: entry for entry in catalogue}
        rows = [{**row, "size": _size(row, entries[row["outcome"]])} for row in found["rows"]]
        return {"seeds": found["seeds"], "years": found["years"], "rows": rows}
    except (OSError, ValueError, KeyError):
        return None


def _size(row, entry):
    if row["low"] is None or row["low"] <= 0 <= row["high"]:
        return UNTOLD
    matters = entry.smallest_that_matters(row["whole"])
    if not math.isfinite(matters):
        return TOLD
    return STRONG if abs(row["strength"]) >= matters else WEAK


def _folder():
    return Path(str(resources.files("rural_abm"))) / "data" / "mechanisms"
