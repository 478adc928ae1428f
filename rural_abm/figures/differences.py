"""Differences from the baseline: one row per outcome, one column per scenario, a dot with its 95 % interval."""

from dataclasses import dataclass

import numpy as np

from rural_abm.figures.axes import frame, seeds_note, verdict_handles, write_numbers
from rural_abm.figures.labels import difference_text, titled, wrapped
from rural_abm.figures.numbers import is_defined
from rural_abm.figures.style import (
    AXIS_QUANTILE,
    AXIS_ROOM,
    AXIS_STRETCH,
    COLUMN_TITLE_CHARACTERS,
    FEW_TICKS,
    FULL_WIDTH,
    GROUP_GAP_ROWS,
    INK,
    INTERVAL_WIDTH,
    LABEL_CHARACTERS,
    LEAST_PERCENT,
    MARKER_SIZE,
    PERCENT,
    ROW_HEIGHT,
    ROWS_HEAD_HEIGHT,
    SMALL_SIZE,
    TEXT_SIZE,
    TITLE_LINES_AT_MOST,
    new_figure,
    verdict_look,
)
from rural_abm.figures.texts import read_texts
from rural_abm.governance.values import as_list


@dataclass(frozen=True)
class Relative:
    """A difference and its interval in percent of the baseline's mean; nan where that is 0 or undefined."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, row):
        """Make a Relative from a row of the comparison."""
        if not is_defined(row.mean_baseline) or row.mean_baseline == 0:
            return cls(np.nan, np.nan, np.nan)
        scale = PERCENT / abs(row.mean_baseline)
        return cls(row.difference * scale, row.low * scale, row.high * scale)


def differences(results, lang, scenarios=None):
    """Draw the headline outcomes: percent of the baseline on the axis, own units in words to the right."""
    texts = read_texts(lang)
    scenarios = results.others if scenarios is None else as_list(scenarios)
    rows = {key: results.region_rows(key) for key in scenarios}
    shown = [entry for entry in results.headline if any(entry.name in found for found in rows.values())]
    places = row_places(shown)
    height = ROWS_HEAD_HEIGHT + ROW_HEIGHT * (max(places.values(), default=0) + 1)
    figure = new_figure(FULL_WIDTH, height)
    columns = figure.subplots(1, len(scenarios), squeeze=False, sharey=True)[0]
    limit = axis_limit([Relative.of(row) for found in rows.values() for row in found.values() if row.outcome in places])
    for axes, key in zip(columns, scenarios, strict=True):
        _draw_column(axes, results.title(key, lang), rows[key], places, limit, lang)
        _write_differences(axes, rows[key], shown, places, lang)
    _write_rows(columns[0], shown, places, lang)
    drawn = [row for found in rows.values() for row in found.values() if row.outcome in places]
    verdicts = {row.verdict for row in drawn if is_defined(row.difference)}
    title = texts("figures.differences.title", baseline=results.title(results.baseline, lang))
    note = f"{texts['figures.differences.note']} {seeds_note(results, texts)}"
    frame(figure, title=title, note=note, handles=verdict_handles(lang, verdicts))
    return figure


def row_places(entries):
    """Return the vertical position of each outcome, from 0 downwards, with room for group headings (dict)."""
    places, position, group = {}, 0, None
    for entry in entries:
        if entry.group != group:
            position += 1 + (GROUP_GAP_ROWS if group else 0)
            group = entry.group
        places[entry.name] = position
        position += 1
    return places


def axis_limit(relatives):
    """Return the percentage at which the axis ends, so that a few very wide intervals do not flatten the others."""
    ends = [abs(end) for item in relatives for end in (item.low, item.middle, item.high) if is_defined(end)]
    if not ends:
        return LEAST_PERCENT
    usual = AXIS_STRETCH * np.quantile(ends, AXIS_QUANTILE)
    return AXIS_ROOM * max(LEAST_PERCENT, min(max(ends), usual))


def _draw_column(axes, title, rows, places, limit, lang):
    axes.set_title(wrapped(title, COLUMN_TITLE_CHARACTERS, TITLE_LINES_AT_MOST), fontweight="bold", fontsize=TEXT_SIZE)
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_xlim(-limit, limit)
    axes.set_ylim(max(places.values(), default=0) + 1, -1)
    axes.set_xlabel(read_texts(lang)["figures.differences.axis"])
    write_numbers(axes.xaxis, lang, ticks=FEW_TICKS)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    for name, position in places.items():
        if name in rows:
            draw_interval(axes, Relative.of(rows[name]), position, rows[name].verdict, limit)


def draw_interval(axes, relative, position, verdict, limit):
    """Draw a dot with its interval at height `position`; an arrow at the edge marks what lies beyond `limit`."""
    if not is_defined(relative.middle):
        return
    look = verdict_look(verdict)
    if is_defined(relative.low) and is_defined(relative.high):
        low, high = np.clip([relative.low, relative.high], -limit, limit)
        axes.plot([low, high], [position, position], color=look["color"], linewidth=INTERVAL_WIDTH, zorder=2)
    for end, marker in ((relative.low, "<"), (relative.high, ">")):
        if is_defined(end) and abs(end) > limit:
            edge = limit if end > 0 else -limit
            shape = ">" if end > 0 else "<"
            axes.plot(
                edge,
                position,
                marker=shape if abs(relative.middle) > limit else marker,
                color=look["color"],
                markersize=MARKER_SIZE,
                clip_on=False,
            )
    if abs(relative.middle) <= limit:
        axes.plot(relative.middle, position, linestyle="", markersize=MARKER_SIZE, **look)


def _write_differences(axes, rows, entries, places, lang):
    """Write the differences in the outcomes' own units to the right of the panel."""
    for entry in entries:
        if entry.name in rows:
            write_beside(
                axes, difference_text(entry, rows[entry.name], lang), places[entry.name], rows[entry.name].verdict
            )


def write_beside(axes, text, position, verdict):
    """Write a row's text to the right of the panel in the colour of its verdict."""
    axes.annotate(
        text,
        (1, position),
        xycoords=("axes fraction", "data"),
        xytext=(TEXT_SIZE, 0),
        va="center",
        textcoords="offset points",
        fontsize=SMALL_SIZE,
        color=verdict_look(verdict)["color"],
    )


def _write_rows(axes, entries, places, lang):
    """Write the outcomes' names with units on the left, and a heading above every group."""
    axes.set_yticks([places[entry.name] for entry in entries])
    axes.set_yticklabels([_row_label(entry, lang) for entry in entries], fontsize=SMALL_SIZE)
    headed = set()
    for entry in entries:
        if entry.group not in headed:
            headed.add(entry.group)
            axes.annotate(
                entry.group_title[lang],
                (0, places[entry.name] - 1),
                xycoords=("axes fraction", "data"),
                xytext=(-TEXT_SIZE / 2, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                fontweight="bold",
                annotation_clip=False,
            )


def _row_label(entry, lang):
    """Return name and unit; the unit goes on its own line if both do not fit on one and the name does."""
    label = titled(entry, lang)
    if len(label) > LABEL_CHARACTERS >= len(entry.title[lang]):
        return f"{entry.title[lang]}\n({entry.unit[lang]})"
    return wrapped(label, LABEL_CHARACTERS)
