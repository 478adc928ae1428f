"""The page docs/mechanisms.md: each feedback loop drawn, with its measured strength."""

import math

from rural_abm.outcomes import catalogue
from rural_abm.report.tables_md import page_of, table
from rural_abm.study.evidence.mechanisms import loops
from rural_abm.study.results.store import write_text

TITLE = "Mechanisms: the feedback loops and how strong they are"
INTRODUCTION = """Each loop is drawn as a chain of effects. Its strength is the difference that the closed loop
makes: the mean of a named outcome with the whole loop minus the mean with one of its links cut, paired by seed, with a
95 % interval. A link is cut from the first reported day (`--cut LINK`, `rural-abm list links`); everything else,
including the shocks, is the same. An interval that contains 0 means that the effect of the loop is not distinguishable
from zero with this number of seeds and years. The effect of an intact link depends on parameters most of which are
assumed (docs/assumptions.md): the table describes the model, not the region.

![All loops side by side](figures/loops.svg)
"""


def mechanisms_page(strengths, seeds, years):
    """Return the text of the page from the DataFrame of `measure_loops`."""
    entries = {entry.name: entry for entry in catalogue}
    parts = [INTRODUCTION, f"Measured over {years} years with {seeds} seeds each."]
    for name, own in strengths.groupby("loop", sort=False):
        loop = loops()[name]
        parts += [f"## {loop.title['en']}", _drawing(loop), _sentence(loop), _table(own, entries)]
    return page_of(TITLE, *parts)


def _drawing(loop):
    """Return the loop as a Mermaid diagram."""
    *nodes, _ = loop.chain
    lines = ["```mermaid", "flowchart LR"]
    lines += [f'  n{place}["{node}"]' for place, node in enumerate(nodes)]
    lines += [f"  n{place} --> n{(place + 1) % len(nodes)}" for place in range(len(nodes))]
    return "\n".join([*lines, "```", "", " -> ".join(loop.chain) + "."])


def _sentence(loop):
    where = f" under `{loop.governance}`"
    return f"Expected: {loop.sign}. Cut here: `{loop.cut}`{where}."


def _table(own, entries):
    rows = [_row(row, entries[row.outcome]) for row in own.itertuples(index=False)]
    return table(("outcome", "unit", "whole loop", "whole minus cut", "95 % interval", "distinguishable from 0"), rows)


def _row(row, entry):
    decimals = entry.decimals + 2
    is_known = math.isfinite(row.low)
    is_told = is_known and (row.low > 0 or row.high < 0)
    interval = f"{row.low:,.{decimals}f} to {row.high:,.{decimals}f}" if is_known else "-"
    return (
        entry.title_en,
        entry.unit_en,
        f"{row.whole:,.{decimals}f}",
        f"{row.strength:+,.{decimals}f}",
        interval,
        "yes" if is_told else "no",
    )


def write_page(path, text):
    """Write the page to the file and return the path."""
    write_text(path, text)
    return path
