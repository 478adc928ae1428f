"""The strength of each feedback loop: a world with the loop intact against one with a link cut, on the same seeds.

Loops are data (`data/mechanisms/loops.toml`): the chain in words, the link that is cut, the outcomes that measure it.
The strength is intact minus cut, paired by seed, with its interval; loops that are not listed are not assessed.
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from rural_abm.engine.errors import unknown_name
from rural_abm.governance import baseline_name
from rural_abm.governance.values import as_list
from rural_abm.outcomes import catalogue
from rural_abm.state.feedback_links import LINKS
from rural_abm.study.compare.comparison import compare
from rural_abm.study.compare.summaries import number_text
from rural_abm.study.results.tables import text_table
from rural_abm.study.running.requests import read_model

SIGNS = ("reinforcing", "balancing")


@dataclass(frozen=True)
class Loop:
    """A feedback loop.

    `title` {"en", "sv"}, `chain` in words, expected `sign`, the link `cut`, and outcomes; the model with reforms under
    which it is measured ("model+reform"), and the adoption of its routines.
    """

    name: str
    title: dict
    chain: tuple
    sign: str
    cut: str
    outcomes: tuple
    governance: str
    adoption: str = "full"


@lru_cache
def loops():
    """Return all loops, {name: Loop}, in file order."""
    text = resources.files("rural_abm").joinpath("data/mechanisms/loops.toml").read_text(encoding="utf-8")
    return {name: _loop(name, entry) for name, entry in tomllib.loads(text).items()}


def feedback_loops() -> list[dict[str, Any]]:
    """Return the model's feedback loops as plain dicts, in file order: the fields of a Loop."""
    return [asdict(loop) for loop in loops().values()]


def _loop(name, entry):
    if entry["cut"] not in LINKS:
        raise unknown_name("link", entry["cut"], LINKS, where=f"loops.toml: {name}")
    governance = entry.pop("governance", baseline_name())
    lists = {key: tuple(entry.pop(key)) for key in ("chain", "outcomes")}
    return Loop(name=name, governance=governance, **lists, **entry)


def measure_loops(seeds=None, years=None, workers=None, out=None, *, names=None, region=None, progress=None):
    """Measure the loops and return a DataFrame with one row per loop and outcome.

    The columns are loop, cut, outcome, whole (mean), strength (whole minus cut), low and high; for the whole region,
    all parameters from the register, years after the first. `names`: the loops to measure, all if None. Loops of the
    same model share the runs of the intact world. `out`: a folder for the runs, one folder per model; without it
    nothing is kept. `region`: a name or a folder. Raises InputError for an unknown loop.
    """
    import pandas as pd

    chosen = [_find(name) for name in as_list(names)] if names else list(loops().values())
    parts = []
    for governance, adoption in dict.fromkeys((loop.governance, loop.adoption) for loop in chosen):
        own = [loop for loop in chosen if (loop.governance, loop.adoption) == (governance, adoption)]
        folder = None if out is None else f"{out}/{governance}-{adoption}"
        scenarios = _scenarios(governance, adoption, own, region)
        comparison = compare(scenarios, seeds, years, workers, folder, draws=None, progress=progress)
        parts.append(_strengths(comparison.differences, own))
    return pd.concat(parts, ignore_index=True)


def worlds_of(names=None):
    """Return (intact worlds, all worlds) per seed needed to measure the loops named, or all."""
    chosen = [_find(name) for name in as_list(names)] if names else list(loops().values())
    wholes = {(loop.governance, loop.adoption) for loop in chosen}
    return len(wholes), len(wholes) + len({(loop.governance, loop.adoption, loop.cut) for loop in chosen})


def _find(name):
    if name not in loops():
        raise unknown_name("loop", name, loops(), where="mechanisms")
    return loops()[name]


def _scenarios(governance, adoption, chosen, region):
    """Return the intact world, and one for each link that is cut."""
    whole = read_model(governance, adoption=adoption, region=region)
    return {"whole": whole, **{loop.cut: replace(whole, cuts=(loop.cut,)) for loop in chosen}}


def _strengths(table, chosen):
    import pandas as pd

    region = table[(table["place_kind"] == "region") & (table["dimension"] == "all")]
    rows = region.set_index(["scenario", "outcome"])
    found = []
    for loop in chosen:
        for outcome in loop.outcomes:
            row = rows.loc[(loop.cut, outcome)]
            # The table holds cut minus whole: the loop's own strength is the other way round.
            found.append({
                "loop": loop.name, "governance": loop.governance, "cut": loop.cut, "outcome": outcome,
                "seeds": int(row["seeds"]), "whole": row["mean_baseline"], "strength": -row["difference"],
                "low": -row["high"], "high": -row["low"],
            })  # fmt: skip
    return pd.DataFrame(found)


def strength_lines(strengths):
    """Return lines of a plain table of `measure_loops`."""
    entries = {entry.name: entry for entry in catalogue}
    rows = [_line(row, entries[row.outcome]) for row in strengths.itertuples(index=False)]
    headers = ["Loop", "outcome", "unit", "whole", "whole minus cut", "95 % interval"]
    return text_table(headers, rows, right=range(headers.index("whole"), len(headers)))


def _line(row, entry):
    whole, strength, low, high = (
        number_text(value, entry.decimals + 2) for value in (row.whole, row.strength, row.low, row.high)
    )
    return [row.loop, entry.title_en, entry.unit_en, whole, strength, f"{low} to {high}"]
