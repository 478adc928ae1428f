"""Sensitivity as a figure: one panel per outcome, one row per factor, with intervals; one figure per model."""

import hashlib
from pathlib import Path

from matplotlib.lines import Line2D

from rural_abm.engine.units import HALF
from rural_abm.figures.axes import frame, write_numbers
from rural_abm.figures.labels import UNIT, in_region, known_in, place_name, place_order, region_of_folder, wrapped
from rural_abm.figures.manifest import description_of_table
from rural_abm.figures.numbers import format_number
from rural_abm.figures.style import (
    FACTOR_CHARACTERS,
    FACTORS_SHOWN,
    FEW_TICKS,
    FULL_WIDTH,
    HIGH_ROW_HEIGHT,
    INTERVAL_WIDTH,
    LEGEND_MARKER_SIZE,
    NARROW_CHARACTERS,
    OUTCOMES_SIDE_BY_SIDE,
    PANEL_TITLE_CHARACTERS,
    PANELS_IN_A_ROW,
    PERCENT,
    ROW_HEIGHT,
    ROWS_HEAD_HEIGHT,
    SCENARIO_COLOURS,
    SMALL_MARKER_SIZE,
    new_figure,
    styled,
)
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import FOLDER, SEPARATOR, save_figure
from rural_abm.governance.levers import lever_table
from rural_abm.regions import showing
from rural_abm.study.results.parameter_texts import parameter_name

# Index drawn: its place beside the row's middle, its colour and whether its marker is filled.
DRAWN = {
    "S1": (-1, SCENARIO_COLOURS[1], False),
    "ST": (1, SCENARIO_COLOURS[0], True),
    "mu_star": (0, SCENARIO_COLOURS[0], True),
    "difference": (0, SCENARIO_COLOURS[0], True),
}
LEADING = ("ST", "mu_star", "difference")
FAMILY = {"sobol": "sobol", "emulator": "sobol", "morris": "morris", "effect": "effect"}


def write_sensitivity(directory, table, lang, titles=None, *, out=None):
    """Write one figure per model of a sensitivity table, as SVG and PNG; return the paths (list).

    `titles`: {model: title}, default the models' labels; `out`: a folder other than `figures` in the directory.
    """
    text = description_of_table("sensitivity", lang, directory, _hash(table))
    written = []
    for number, (model, part) in enumerate(table.groupby("scenario", sort=False)):
        name = "sensitivity" if table["scenario"].nunique() == 1 else f"sensitivity{SEPARATOR}{number + 1}"
        with styled(), showing(region_of_folder(directory)):
            figure = sensitivity_figure(part, lang, (titles or {}).get(model, model), known_in(directory))
            written += save_figure(figure, Path(out or Path(directory) / FOLDER) / f"{name}.{lang}", text)
    return written


def _hash(table):
    return hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()


def sensitivity_figure(table, lang, title, entries):
    """Draw the rows of one model; `entries`: outcomes as displayed, by name; call within `styled()`."""
    texts = read_texts(lang)
    family = FAMILY[table["method"].iloc[0]]
    is_many = table["outcome"].nunique() > OUTCOMES_SIDE_BY_SIDE
    columns, shown = (PANELS_IN_A_ROW, FACTORS_SHOWN // 2) if is_many else (2, FACTORS_SHOWN)
    rows = {name: _strongest(part, shown) for name, part in table.groupby("outcome", sort=False)}
    most = max(len(labels) for labels in rows.values())
    lines = -(-len(rows) // columns)
    row_height, characters = (HIGH_ROW_HEIGHT, NARROW_CHARACTERS) if is_many else (ROW_HEIGHT, PANEL_TITLE_CHARACTERS)
    figure = new_figure(FULL_WIDTH, lines * (most * row_height + ROWS_HEAD_HEIGHT))
    panels = list(figure.subplots(lines, columns, squeeze=False).flat)
    for axes in panels[len(rows) :]:
        axes.set_visible(False)
    for axes, (name, labels) in zip(panels, rows.items(), strict=False):
        _draw(axes, table[table["outcome"] == name], labels, entries[name], lang, characters)
        unit = entries[name].difference_unit[lang]
        label = texts(f"figures.sensitivity.axis_{family}", **({} if family == "sobol" else {"unit": unit}))
        axes.set_xlabel(wrapped(label, characters))
    heading = texts(f"figures.sensitivity.title_{family}", model=title)
    note = _note(table, texts, shown if most == shown else 0)
    frame(figure, title=heading, note=note, handles=_handles(family, texts))
    return figure


def _strongest(part, count):
    """Return [(factor, its value)] of an outcome, the strongest first, at most `count`."""
    leading = part[part["index"].isin(LEADING)]
    order = leading["value"].abs().sort_values(ascending=False, kind="stable").index[:count]
    return list(leading.loc[order, ["factor", "value_of_factor"]].itertuples(index=False, name=None))


def _draw(axes, part, labels, entry, lang, characters):
    factor_of = entry.factor if part["method"].iloc[0] in ("morris", "effect") else 1
    for row in part.rename(columns={"index": "kind"}).itertuples(index=False):
        label = (row.factor, row.value_of_factor)
        if row.kind not in DRAWN or label not in labels:
            continue
        beside, colour, is_full = DRAWN[row.kind]
        height = labels.index(label) + beside / (2 * len(DRAWN))
        axes.plot([row.low * factor_of, row.high * factor_of], [height] * 2, color=colour, linewidth=INTERVAL_WIDTH)
        face = colour if is_full else "none"
        look = {"marker": "o", "markersize": SMALL_MARKER_SIZE, "markerfacecolor": face}
        axes.plot([row.value * factor_of], [height], color=colour, **look)
    axes.set_title(wrapped(entry.title[lang], characters))
    texts = [wrapped(_factor_text(*label, lang), FACTOR_CHARACTERS) for label in labels]
    axes.set_yticks(range(len(labels)), texts)
    axes.set_ylim(len(labels) - HALF, -HALF)
    axes.axvline(0, color=SCENARIO_COLOURS[0], linewidth=INTERVAL_WIDTH / 2)
    axes.grid(axis="x")
    write_numbers(axes.xaxis, lang, ticks=FEW_TICKS)


def _factor_text(factor, value, lang):
    name = factor_name(factor, lang)
    return f"{name} = {value}" if value else name


def factor_name(factor, lang):
    """Return a factor's display name: lever, field and place, or the parameter's short name."""
    *place, lever, field = _parts(factor)
    rows = {row["name"]: row for row in lever_table()}
    if lever not in rows:
        return parameter_name(factor, lang)
    title = rows[lever][f"title_{lang}"]
    name = f"{title}: {field.replace('_', ' ')}" if field not in ("", rows[lever]["shorthand"]) else title
    return f"{name} ({place_name(UNIT, place[0], lang)})" if place else name


def _parts(factor):
    """Split a lever's key into ([place], lever, field or "")."""
    first, *rest = factor.split(".")
    if first in place_order(UNIT) and rest:
        return [first, rest[0], ".".join(rest[1:])]
    return [first, ".".join(rest)]


def _note(table, texts, strongest):
    """Return the note; `strongest`: the number of factors shown per outcome where there may be more, otherwise 0."""
    parts = [texts["figures.sensitivity.interval"]]
    if strongest:
        parts.append(texts("figures.sensitivity.strongest", n=strongest))
    if (table["method"] == "emulator").any():
        ends = (table["explained"].min(), table["explained"].max())
        low, high = (texts("numbers.percent", number=format_number(end * PERCENT, 0, texts.lang)) for end in ends)
        parts.append(texts("figures.sensitivity.emulated", low=low, high=high))
    return in_region(" ".join(parts), texts.lang)


def _handles(family, texts):
    if family != "sobol":
        return ()
    return [
        Line2D(
            [],
            [],
            linestyle="",
            marker="o",
            markersize=LEGEND_MARKER_SIZE,
            color=DRAWN[index][1],
            markerfacecolor=DRAWN[index][1] if DRAWN[index][2] else "none",
            label=texts[f"figures.sensitivity.{key}"],
        )
        for index, key in (("ST", "in_all"), ("S1", "alone"))
    ]
