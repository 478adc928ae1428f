"""Results of a calibration: the range of each free parameter before and after, within the register's range."""

import json
from pathlib import Path

from matplotlib.lines import Line2D

from rural_abm.engine.units import HALF
from rural_abm.figures.axes import frame, write_numbers
from rural_abm.figures.labels import wrapped
from rural_abm.figures.style import (
    CHANCE_ALPHA,
    FULL_WIDTH,
    LABEL_CHARACTERS,
    LAND,
    LINE_WIDTH,
    MARKER_SIZE,
    QUIET,
    ROW_HEIGHT,
    ROWS_HEAD_HEIGHT,
    TEXT_SIZE,
    VERDICT_COLOURS,
    new_figure,
    styled,
)
from rural_abm.figures.texts import LANGUAGES, read_texts
from rural_abm.figures.write import FOLDER, save_figure
from rural_abm.study.evidence.calibration_words import IDENTIFIED, parameter_rows
from rural_abm.study.results.parameter_texts import parameter_name

KNOWN, UNKNOWN = VERDICT_COLOURS["better"], VERDICT_COLOURS["worse"]


def calibration_figure(one, lang):
    """Draw a Calibrated stage that has a sample: one row per parameter, the prior pale above the posterior."""
    texts = read_texts(lang)
    rows = parameter_rows(one)
    figure = new_figure(FULL_WIDTH, ROWS_HEAD_HEIGHT + 2 * ROW_HEIGHT * len(rows))
    axes = figure.subplots()
    for place, (row, moved) in enumerate(zip(rows, one.axes.moved, strict=True)):
        _draw(axes, 2 * place, _in_range(row["prior"], moved[0]), QUIET, CHANCE_ALPHA, is_known=True)
        is_known = row["known"] == IDENTIFIED
        colour = KNOWN if is_known else UNKNOWN
        _draw(axes, 2 * place + HALF, _in_range(row["posterior"], moved[0]), colour, 1, is_known=is_known)
    axes.set_yticks([2 * place for place in range(len(rows))])
    names = [parameter_name(row["parameter"], lang) for row in rows]
    axes.set_yticklabels([wrapped(name, LABEL_CHARACTERS) for name in names], fontsize=TEXT_SIZE)
    axes.set_ylim(2 * len(rows) - HALF, -1)
    axes.set_xlim(0, 1)
    axes.grid(axis="x")
    write_numbers(axes.xaxis, lang)
    axes.set_xlabel(texts["figures.calibration.axis"])
    title = texts("figures.calibration.title", stage=getattr(one.stage.title, lang))
    frame(figure, title=title, note=texts("figures.calibration.note", run=one.run), handles=_handles(texts))
    return figure


def _in_range(values, parameter):
    """Return low, middle and high as positions between the register's low and high."""
    return [(value - parameter.low) / (parameter.high - parameter.low) for value in values]


def _draw(axes, height, places, colour, alpha, *, is_known):
    low, middle, high = places
    axes.plot([low, high], [height] * 2, color=colour, alpha=alpha, linewidth=2 * LINE_WIDTH)
    axes.plot(
        middle, height, marker="o", markersize=MARKER_SIZE, markeredgecolor=colour,
        markerfacecolor=colour if is_known else LAND,
    )  # fmt: skip


def _handles(texts):
    looks = (("prior", QUIET, QUIET), ("identified", KNOWN, KNOWN), ("unidentified", UNKNOWN, LAND))
    return [
        Line2D([], [], color=colour, marker="o", markersize=MARKER_SIZE, markeredgecolor=colour, markerfacecolor=fill,
               linewidth=2 * LINE_WIDTH, label=texts[f"figures.calibration.{name}"])
        for name, colour, fill in looks
    ]  # fmt: skip


def write_calibration_figures(done, folder):
    """Write the figure of every Calibrated stage with a sample; return the paths (list).

    Both languages are written as SVG and PNG into the folder's `figures`.
    """
    written = []
    for one in done:
        for lang in LANGUAGES if one.sample is not None else ():
            with styled():
                figure = calibration_figure(one, lang)
                text = json.dumps({"figure": "calibration", "language": lang, "run": one.run}, sort_keys=True)
                written += save_figure(figure, Path(folder) / FOLDER / f"calibration.{one.stage.name}.{lang}", text)
    return written
