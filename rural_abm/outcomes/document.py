"""The page of outcomes, made from the catalogue."""

from pathlib import Path

from rural_abm.outcomes import entries

BETTER_SHOWN = {"higher": "higher", "lower": "lower", "neither": "-"}
PREAMBLE = """# Outcomes

This page is made from `rural_abm/data/outcomes/catalogue.toml` by `rural_abm.outcomes.write_outcome_table`.

A value is a numerator over a denominator, and both are stored: `results.parquet` has one row for each period, place,
dimension, group and outcome. Where the denominator is 0 the value is null. Numerators and denominators add over years.
They add over places too, except where the denominator is `years`, which is the length of the period: there numerators
add. The region is the sum of its municipalities; one that is shown beside it for comparison is left out. Formulas use
the columns of the ledger; `..._years` is `..._days` over 365. Counts of staff, wards and channels come from
`unit_counts`, money from the flow table in öre, all else from `counts`. Most outcomes of residents are also given by
frailty and by distance band, costs by who pays today (`original_payer`) and, under the model, by `payer`, those of
channels by kind of channel, and those of staff, wards and channels by unit of care.
Outcomes in **bold** are shown first.
"""
HEADER = """| Name | Title | Unit | Definition | Population | Better | Formula |
|---|---|---|---|---|---|---|
"""
MATTERS = """
## The smallest difference that matters

A verdict is better or worse only if the difference is at least this large. For outcomes that are not listed it is
{usual} of the baseline's value.

| Outcome | Smallest difference that matters | Why |
|---|---|---|
"""


def outcome_table():
    """Return the page as Markdown text: all outcomes by group, with Swedish titles."""
    populations = entries.labels("populations")
    parts = [PREAMBLE]
    for group, title in entries.labels("groups").items():
        rows = [_row(entry, populations) for entry in entries.catalogue if entry.group == group]
        parts.append(f"\n## {title['en']} ({title['sv']})\n\n{HEADER}" + "\n".join(rows) + "\n")
    stated = [entry for entry in entries.catalogue if entry.headline]
    usual = next(entry for entry in entries.catalogue if not entry.headline)
    parts.append(MATTERS.format(usual=f"{usual.matters:.0%}") + "\n".join(map(_matters_row, stated)) + "\n")
    return "".join(parts)


def write_outcome_table(path):
    """Write the page to `path`, as `docs/outcomes.md` of the repository."""
    Path(path).write_text(outcome_table(), encoding="utf-8")


def _row(entry, populations):
    title = f"**{entry.title_en}**" if entry.headline else entry.title_en
    cells = (
        f"`{entry.name}`",
        f"{title}<br>*{entry.title_sv}*",
        entry.unit_en,
        entry.definition_en,
        populations[entry.population]["en"],
        BETTER_SHOWN[entry.better],
        f"`{entry.formula}`",
    )
    return "| " + " | ".join(cells) + " |"


def _matters_row(entry):
    as_share = f"{entry.matters:.0%} of the baseline's value"
    size = as_share if entry.matters_as == entries.SHARE else f"{entry.matters:g} ({entry.unit_en})"
    return f"| {entry.title_en} | {size} | {entry.matters_reason_en} |"
