"""Shared elements of the figures: localised numbers on axes, titles, legends and the note below."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from rural_abm.figures.labels import in_region, wrapped
from rural_abm.figures.numbers import format_number
from rural_abm.figures.style import (
    ENOUGH_DECIMALS,
    FRAME_GAP,
    LEGEND_CHARACTERS,
    LEGEND_MARKER_SIZE,
    LEGEND_PADDING_CHARACTERS,
    LEGEND_ROW_CHARACTERS,
    NICE_STEPS,
    NOTE_CHARACTERS,
    PLACE_DECIMALS,
    QUIET,
    SMALL_SIZE,
    TEXT_SIZE,
    TICKS_AT_MOST,
    TITLE_CHARACTERS,
    TITLE_LINES_AT_MOST,
    TITLE_SIZE,
    VERDICT_COLOURS,
    scenario_look,
    verdict_look,
)
from rural_abm.figures.texts import read_texts


def write_numbers(axis, lang, *, ticks=TICKS_AT_MOST):
    """Give an axis few ticks with numbers in the format of the language."""
    axis.set_major_locator(MaxNLocator(nbins=ticks, steps=NICE_STEPS))
    axis.set_major_formatter(FuncFormatter(lambda value, _: tick_text(value, lang)))


def tick_text(value, lang):
    """Format a tick's number without trailing zeros."""
    written = f"{value:.{ENOUGH_DECIMALS}f}".rstrip("0").rstrip(".")
    return format_number(value, len(written.partition(".")[2]), lang)


def frame(figure, *, title, note, handles=()):
    """Add the title and legend above and a note below; the figure grows by them, so that its panels keep their size.

    Call this last: the layout is computed here, once.
    """
    renderer = figure.canvas.get_renderer()
    width, height = figure.get_size_inches()
    left = FRAME_GAP / 2 / width
    heading = figure.text(
        left, 1, wrapped(title, TITLE_CHARACTERS, TITLE_LINES_AT_MOST), va="top", fontsize=TITLE_SIZE, fontweight="bold"
    )
    legend = _legend(figure, handles) if handles else None
    footing = figure.text(left, 0, wrapped(note, NOTE_CHARACTERS), va="bottom", fontsize=SMALL_SIZE, color=QUIET)
    parts = (heading, legend, footing)
    sizes = [item.get_window_extent(renderer).height / figure.dpi + FRAME_GAP if item else 0 for item in parts]
    total = height + sum(sizes) + FRAME_GAP
    figure.set_size_inches(width, total)
    heading.set_y(1 - FRAME_GAP / 2 / total)
    footing.set_y(FRAME_GAP / 2 / total)
    if legend:
        top = 1 - (sizes[0] + FRAME_GAP / 2) / total
        legend.set_bbox_to_anchor((left, top), transform=figure.transFigure)
    figure.get_layout_engine().set(rect=(0, (sizes[-1] + FRAME_GAP / 2) / total, 1, height / total))
    figure.get_layout_engine().execute(figure)
    _round_places(figure)
    figure.set_layout_engine("none")  # what is laid out stays so; laying it out again for each file costs seconds


def _round_places(figure):
    """Round the positions of the axes.

    The last digits of the layout solver differ between drawings, and identifiers in SVG depend on them.
    """
    for axes in figure.axes:
        axes.set_position(np.round(axes.get_position(original=True).bounds, PLACE_DECIMALS), which="both")


def _legend(figure, handles):
    widths = [max(map(len, handle.get_label().splitlines())) + LEGEND_PADDING_CHARACTERS for handle in handles]
    fits = sum(widths) <= LEGEND_ROW_CHARACTERS
    columns = len(handles) if fits else max(1, LEGEND_ROW_CHARACTERS // max(widths))
    return figure.legend(
        handles=list(handles),
        loc="upper left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        borderaxespad=0,
        borderpad=0,
        fontsize=TEXT_SIZE,
    )


def scenario_handles(results, lang, scenarios):
    """Return the legend entries of scenarios."""
    return [
        Line2D(
            [],
            [],
            markersize=LEGEND_MARKER_SIZE,
            label=wrapped(results.title(key, lang), LEGEND_CHARACTERS, TITLE_LINES_AT_MOST),
            **scenario_look(results.scenarios.index(key), key),
        )
        for key in scenarios
    ]


def verdict_handles(lang, verdicts):
    """Return the legend entries of the verdicts that occur."""
    texts = read_texts(lang)
    return [
        Line2D(
            [], [], linestyle="", markersize=LEGEND_MARKER_SIZE, label=texts[f"verdicts.{name}"], **verdict_look(name)
        )
        for name in VERDICT_COLOURS
        if name in set(verdicts)
    ]


def seeds_note(results, texts):
    """Return the words on the region, the seeds and the years behind a figure."""
    said = texts.count("figures.seeds", results.seeds) + " " + texts.count("figures.years", results.years)
    return in_region(said, texts.lang)
