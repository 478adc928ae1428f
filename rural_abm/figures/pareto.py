"""What can be had at once: every pair of objectives a panel, the points that no other beats in all standing out."""

import hashlib
from itertools import combinations
from pathlib import Path

from matplotlib.lines import Line2D

from rural_abm.figures.axes import frame, write_numbers
from rural_abm.figures.labels import shown_catalogue, titled, wrapped
from rural_abm.figures.manifest import description_of_table
from rural_abm.figures.style import (
    BEATEN_ALPHA,
    FEW_TICKS,
    FULL_WIDTH,
    INTERVAL_WIDTH,
    LEGEND_MARKER_SIZE,
    MARKER_SIZE,
    PANEL_TITLE_CHARACTERS,
    PANELS_IN_A_ROW,
    QUIET,
    SCENARIO_COLOURS,
    VERDICT_COLOURS,
    new_figure,
    styled,
)
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import FOLDER, save_figure

# Colour, marker and opacity of the points, the last drawn on top.
LOOKS = {
    "beaten": (QUIET, "o", BEATEN_ALPHA),
    "best": (VERDICT_COLOURS["better"], "s", 1),
    "base": (SCENARIO_COLOURS[0], "D", 1),
}


def write_pareto(directory, table, objectives, lang, *, title, seeds, out=None):
    """Writes the figure of a search's table into the folder `figures`, as SVG and PNG; paths (list).

    `objectives`: names of outcomes that have a column and one with `_error` in the table; `out`: another folder.
    """
    sha256 = hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()
    text = description_of_table("pareto", lang, directory, sha256)
    with styled():
        figure = pareto_figure(table, objectives, lang, title=title, seeds=seeds)
        return save_figure(figure, Path(out or Path(directory) / FOLDER) / f"pareto.{lang}", text)


def pareto_figure(table, objectives, lang, *, title, seeds):
    """The figure; call within `styled()`."""
    texts, entries = read_texts(lang), shown_catalogue()
    pairs = list(combinations(objectives, 2))
    lines = -(-len(pairs) // PANELS_IN_A_ROW)
    figure = new_figure(FULL_WIDTH, lines * FULL_WIDTH / PANELS_IN_A_ROW)
    panels = list(figure.subplots(lines, PANELS_IN_A_ROW, squeeze=False).flat)
    for axes in panels[len(pairs) :]:
        axes.set_visible(False)
    for axes, (first, second) in zip(panels, pairs, strict=False):
        _draw(axes, table, entries[first], entries[second], seeds, lang)
    frame(
        figure,
        title=texts("figures.pareto.title", model=title),
        note=_note([entries[name] for name in objectives], texts, seeds),
        handles=_handles(texts),
    )
    return figure


def _draw(axes, table, first, second, seeds, lang):
    kinds = {"base": table["is_base"], "best": table["is_best"] & ~table["is_base"]}
    kinds["beaten"] = ~(kinds["base"] | kinds["best"])
    for name, (colour, marker, alpha) in LOOKS.items():
        part = table[kinds[name]]
        look = {"color": colour, "alpha": alpha, "linestyle": ""}
        ends = {}
        if seeds > 1 and name != "beaten":
            ends = {"xerr": _reach(part, first, seeds), "yerr": _reach(part, second, seeds)}
        axes.errorbar(
            part[first.name] * first.factor,
            part[second.name] * second.factor,
            marker=marker,
            markersize=MARKER_SIZE,
            elinewidth=INTERVAL_WIDTH / 2,
            **ends,
            **look,
        )
    axes.set_xlabel(wrapped(titled(first, lang), PANEL_TITLE_CHARACTERS))
    axes.set_ylabel(wrapped(titled(second, lang), PANEL_TITLE_CHARACTERS))
    axes.grid()
    write_numbers(axes.xaxis, lang, ticks=FEW_TICKS)
    write_numbers(axes.yaxis, lang, ticks=FEW_TICKS)


def _reach(part, entry, seeds):
    """Half the 95 % interval of the points' differences from the base."""
    from scipy.special import stdtrit

    from rural_abm.study.settings import confidence

    return part[f"{entry.name}_error"] * entry.factor * stdtrit(seeds - 1, (1 + confidence()) / 2)


def _note(entries, texts, seeds):
    ways = []
    for way in ("higher", "lower"):
        names = ", ".join(_in_a_sentence(entry.title[texts.lang]) for entry in entries if entry.better == way)
        if names:
            ways.append(texts(f"figures.pareto.{way}", names=names))
    count = texts.count("figures.pareto.seeds", seeds)
    return texts("figures.pareto.note", seeds=count, directions="; ".join(ways))


def _in_a_sentence(title):
    return title[:1].lower() + title[1:]


def _handles(texts):
    return [
        Line2D(
            [],
            [],
            linestyle="",
            marker=marker,
            color=colour,
            alpha=alpha,
            markersize=LEGEND_MARKER_SIZE,
            label=texts[f"figures.pareto.{name}"],
        )
        for name, (colour, marker, alpha) in reversed(LOOKS.items())
    ]
