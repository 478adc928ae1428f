"""The panels of an experiment's figure: dots with intervals, lines with bands, bars whose parts are shares."""

import numpy as np

from rural_abm.engine.units import HALF
from rural_abm.figures.axes import write_numbers
from rural_abm.figures.experiment_grid import draw_grid
from rural_abm.figures.labels import wrapped
from rural_abm.figures.numbers import format_difference, format_number, is_defined
from rural_abm.figures.style import (
    BAND_ALPHA,
    BAR_HEIGHT,
    FEW_PLACES,
    FEW_TICKS,
    FINDING_AXIS_CHARACTERS,
    FINDING_COLOURS,
    FINDING_LABEL_CHARACTERS,
    FINDING_PANEL_CHARACTERS,
    GIVEN_ALPHA,
    GIVEN_COLOUR,
    GIVEN_HALF_WIDTH,
    GOVERNANCE_COLOURS,
    INK,
    INTERVAL_WIDTH,
    LINE_STYLES,
    LINE_WIDTH,
    MARKER_SIZE,
    PERCENT,
    PLACES_BESIDE,
    PLACES_WITH_MARKERS,
    ROW_NAME_GAP_POINTS,
    ROW_PITCH,
    SCENARIO_MARKERS,
    SERIES_PITCH,
    SHARE_COLOURS,
    SHARE_TEXT_COLOURS,
    SMALL_SIZE,
    TEXT_SIZE,
    TICKS_AT_MOST,
    VALUE_CHARACTER_POINTS,
    VALUE_GAP_POINTS,
    verdict_look,
)
from rural_abm.figures.texts import read_texts
from rural_abm.study.insilico import figure_spec as pictures

ENDS = ("mean", "low", "high")


def colours_of(picture):
    """Return the colours of the series (tuple), in the order of their labels."""
    return SHARE_COLOURS if picture.kind == pictures.SHARES else FINDING_COLOURS


def look_of(picture, position):
    """Return colour, marker and line style of the series at `position`.

    A governance model has its own colour, and further series of it other line styles; otherwise colours repeat where
    there are more series than colours.
    """
    colours, marker = colours_of(picture), SCENARIO_MARKERS[position % len(SCENARIO_MARKERS)]
    values = [picture.models.get(value, value) for value in picture.labels.get(picture.series, ())]
    model = values[position] if values else None
    if model not in GOVERNANCE_COLOURS:
        return {"color": colours[position % len(colours)], "marker": marker, "linestyle": LINE_STYLES[0]}
    earlier = values[:position].count(model)
    return {"color": GOVERNANCE_COLOURS[model], "marker": marker, "linestyle": LINE_STYLES[earlier % len(LINE_STYLES)]}


def has_verdicts(picture, rows):
    """Return whether dots are coloured by verdict: where there are no series and every row has a verdict."""
    is_free = picture.kind == pictures.DOTS and picture.series is None
    return is_free and "verdict" in rows and bool((rows["verdict"] != "").all())


def is_cut(panel, rows):
    """Return whether an interval reaches beyond the limits of the panel's axis."""
    if panel.limits is None:
        return False
    low, high = panel.limits
    return bool(rows["low"].min() < low or rows["high"].max() > high)


def has_bars(picture):
    """Return whether lines have so few positions that points with error bars side by side are clearer than bands."""
    return picture.kind == pictures.LINES and len(picture.labels[picture.rows]) <= FEW_PLACES


def _on_axis(panel, values):
    """Return values of the summary as shown on the panel's axis."""
    values = np.asarray(values, float)
    if panel.scale == pictures.LOG_RATIO:
        return (np.exp(values) - 1) * PERCENT
    return values * (PERCENT if panel.scale in (pictures.PERCENT, pictures.POINTS) else 1)


def _series(picture, rows):
    """Return [(position among the labels, rows)] of the series in a panel."""
    if picture.series is None:
        return [(0, rows)]
    parts = [(place, rows[rows[picture.series] == value]) for place, value in enumerate(picture.labels[picture.series])]
    return [(place, part) for place, part in parts if len(part)]


def _places(picture, rows):
    """Return {value of the rows' column: its position, from 0}, in the order of the labels."""
    present = set(rows[picture.rows])
    return {value: place for place, value in enumerate(v for v in picture.labels[picture.rows] if v in present)}


def _value_text(value, panel, lang):
    write = format_number if panel.reference is None else format_difference
    text = write(float(_on_axis(panel, value)), panel.decimals, lang)
    is_percent = panel.scale in (pictures.PERCENT, pictures.LOG_RATIO) and is_defined(value)
    return read_texts(lang)("numbers.percent", number=text) if is_percent else text


# Rows: dots and shares


def _draw_dots(axes, picture, panel, rows, lang):
    places, series = _places(picture, rows), _series(picture, rows)
    pitch = SERIES_PITCH / (ROW_PITCH + SERIES_PITCH * len(series))
    right = _column_points(rows, panel, lang)
    _begin_rows(axes, picture, panel, places, lang)
    for number, (position, part) in enumerate(series):
        usual = look_of(picture, position) | {"linestyle": ""}
        for row in part.to_dict("records"):
            look = verdict_look(row["verdict"]) | {"linestyle": ""} if has_verdicts(picture, part) else usual
            height = places[row[picture.rows]] + (number - (len(series) - 1) / 2) * pitch
            mean, low, high = _on_axis(panel, [row[name] for name in ENDS])
            axes.plot(_within(panel, low, high), [height] * 2, color=look["color"], linewidth=INTERVAL_WIDTH)
            axes.plot(mean, height, markersize=MARKER_SIZE, clip_on=False, **look)
            _write_beside(axes, _value_text(row["mean"], panel, lang), height, look["color"], right)


def _draw_shares(axes, picture, panel, rows, lang):
    places, series = _places(picture, rows), _series(picture, rows)
    _begin_rows(axes, picture, panel, places, lang)
    axes.grid(visible=False)
    begun, right = dict.fromkeys(places, 0.0), 0
    whole = rows.groupby(picture.rows)["mean"].sum()
    for number, (position, part) in enumerate(series):
        right += _column_points(part, panel, lang)
        for row in part.to_dict("records"):
            name, width = row[picture.rows], float(_on_axis(panel, row["mean"]))
            colour = SHARE_COLOURS[position % len(SHARE_COLOURS)]
            axes.barh(places[name], width, left=begun[name], height=BAR_HEIGHT, color=colour)
            begun[name] += width
            if number in (0, len(series) - 1):
                ends = [row[end] for end in ENDS[1:]] if number == 0 else [whole[name] - row[end] for end in ENDS[1:]]
                ends = _within(panel, *_on_axis(panel, ends))
                axes.plot(ends, [places[name]] * 2, color=INK, linewidth=INTERVAL_WIDTH)
            text = _value_text(row["mean"], panel, lang)
            colour = SHARE_TEXT_COLOURS[position % len(SHARE_TEXT_COLOURS)]
            _write_beside(axes, text, places[name], colour, right)


def _begin_rows(axes, picture, panel, places, lang):
    """Write the row names, the value axis, the reference line and empirical values."""
    labels = picture.labels[picture.rows]
    names = [wrapped(getattr(labels[value], lang), FINDING_LABEL_CHARACTERS) for value in places]
    axes.set_yticks(range(len(places)), names, fontsize=TEXT_SIZE)
    axes.set_ylim(len(places) - HALF, -HALF)
    axes.tick_params(axis="y", length=0, pad=ROW_NAME_GAP_POINTS)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    if panel.limits is not None:
        axes.set_xlim(*_on_axis(panel, panel.limits))
    if panel.reference is not None:
        axes.axvline(_on_axis(panel, panel.reference), color=INK, linewidth=1)
    for given in panel.given:
        ends = _on_axis(panel, [given.low, given.high])
        span = _given_span(given, places)
        axes.fill_betweenx(span, *ends, color=GIVEN_COLOUR, alpha=GIVEN_ALPHA, linewidth=0, zorder=0)
    axes.set_xlabel(wrapped(getattr(panel.axis, lang), FINDING_PANEL_CHARACTERS // len(picture.panels)))
    write_numbers(axes.xaxis, lang, ticks=FEW_TICKS if picture.panels[1:] else TICKS_AT_MOST + 2)


def _given_span(given, places):
    """Return the extent of an empirical value on the row axis."""
    if given.row is None:
        return -HALF, len(places) - HALF
    return places[given.row] - GIVEN_HALF_WIDTH, places[given.row] + GIVEN_HALF_WIDTH


def _within(panel, *values):
    """Return the values clipped to the limits of the axis."""
    if panel.limits is None:
        return list(values)
    return list(np.clip(values, *_on_axis(panel, panel.limits)))


def _column_points(rows, panel, lang):
    """Return the width of a column of values with the gap before it."""
    longest = max(len(_value_text(value, panel, lang)) for value in rows["mean"])
    return VALUE_GAP_POINTS + longest * VALUE_CHARACTER_POINTS


def _write_beside(axes, text, height, colour, right_points):
    """Write a value to the right of the panel, ending `right_points` points from the panel's edge."""
    axes.annotate(
        text, (1, height), xycoords=("axes fraction", "data"), xytext=(right_points, 0), va="center", ha="right",
        textcoords="offset points", fontsize=SMALL_SIZE, color=colour, annotation_clip=False,
    )  # fmt: skip


# An order: lines


def _draw_lines(axes, picture, panel, rows, lang):
    places, series = _places(picture, rows), _series(picture, rows)
    for number, (position, part) in enumerate(series):
        look = look_of(picture, position)
        beside = (number - (len(series) - 1) / 2) * PLACES_BESIDE if has_bars(picture) else 0
        part = part.assign(place=part[picture.rows].map(places) + beside).sort_values("place")
        mean, low, high = (_on_axis(panel, part[name]) for name in ENDS)
        ends = _within(panel, low, high)
        if has_bars(picture):
            axes.vlines(part["place"], *ends, color=look["color"], linewidth=INTERVAL_WIDTH)
        else:
            alpha = BAND_ALPHA * min(2 / len(series), 1)
            axes.fill_between(part["place"], *ends, color=look["color"], alpha=alpha, linewidth=0)
        width = INTERVAL_WIDTH / 2 if has_bars(picture) else LINE_WIDTH
        size = MARKER_SIZE if len(places) <= PLACES_WITH_MARKERS else 0
        axes.plot(part["place"], mean, markersize=size, linewidth=width, clip_on=False, **look)
    names = [getattr(picture.labels[picture.rows][value], lang) for value in places]
    shown = [place for place, name in enumerate(names) if name.strip()]
    axes.set_xticks(shown, [names[place] for place in shown])
    axes.set_xlim(-HALF, len(places) - HALF)
    axes.set_xlabel(wrapped(getattr(picture.along, lang), FINDING_PANEL_CHARACTERS // len(picture.panels)))
    axes.set_ylabel(wrapped(getattr(panel.axis, lang), FINDING_AXIS_CHARACTERS))
    axes.grid(axis="y")
    if panel.limits is not None:
        axes.set_ylim(*_on_axis(panel, panel.limits))
    if panel.reference is not None:
        axes.axhline(_on_axis(panel, panel.reference), color=INK, linewidth=1, zorder=1)
    for given in panel.given:
        ends = _on_axis(panel, [given.low, given.high])
        span = _given_span(given, places)
        axes.fill_between(span, *ends, color=GIVEN_COLOUR, alpha=GIVEN_ALPHA, linewidth=0, zorder=0)
    write_numbers(axes.yaxis, lang)


DRAWN = {
    pictures.DOTS: _draw_dots, pictures.LINES: _draw_lines, pictures.SHARES: _draw_shares, pictures.GRID: draw_grid
}  # fmt: skip
