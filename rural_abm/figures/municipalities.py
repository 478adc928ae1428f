"""One outcome place by place: each scenario's difference there, with its interval.

Levels are not shown side by side: the model cannot rank places (see `docs/limits.md`).
"""

from rural_abm.engine.units import HALF
from rural_abm.figures.axes import frame, seeds_note, verdict_handles, write_numbers
from rural_abm.figures.differences import write_beside
from rural_abm.figures.figure_data import ALL
from rural_abm.figures.labels import (
    MUNICIPALITY,
    REGION,
    UNIT,
    comparison_places,
    difference_text,
    place_name,
    place_order,
    titled,
    wrapped,
)
from rural_abm.figures.numbers import is_defined
from rural_abm.figures.style import (
    COLUMN_TITLE_CHARACTERS,
    FAINT,
    FEW_TICKS,
    FULL_WIDTH,
    INK,
    INTERVAL_WIDTH,
    MARKER_SIZE,
    PLACE_ROW_HEIGHT,
    ROWS_HEAD_HEIGHT,
    TEXT_SIZE,
    TITLE_LINES_AT_MOST,
    UNSURE,
    new_figure,
    verdict_look,
)
from rural_abm.figures.texts import read_texts

WHOLE = (REGION, None)


def municipalities(results, lang, entry=None):
    """Draw one outcome (default: the first headline outcome given by municipality), one row per place.

    The places are municipalities, or units of care where the outcome is not given by municipality.
    """
    texts = read_texts(lang)
    entry = entry or first_by_place(results)
    rows = place_rows(results, entry)
    kind = place_kind_of(results, entry)
    found = {_place(row) for row in rows}
    places = [place for place in (WHOLE, *((kind, key) for key in place_order(kind))) if place in found]
    figure = new_figure(FULL_WIDTH, ROWS_HEAD_HEIGHT + PLACE_ROW_HEIGHT * len(places))
    columns = figure.subplots(1, len(results.others), sharey=True, squeeze=False)[0]
    for axes, key in zip(columns, results.others, strict=True):
        axes.sharex(columns[0])
        own = {_place(row): row for row in rows if row.scenario == key}
        _draw_differences(axes, results.title(key, lang), own, places, entry, lang)
    columns[0].set_ylim(len(places), -1)
    columns[0].set_yticks(range(len(places)), [_label(place, lang) for place in places], fontsize=TEXT_SIZE)
    title = texts(f"figures.municipalities.title_{kind}", outcome=titled(entry, lang))
    beside = f" {texts['figures.municipalities.beside']}" if comparison_places() else ""
    note = f"{texts['figures.municipalities.note']}{beside} {seeds_note(results, texts)}"
    frame(
        figure,
        title=title,
        note=note,
        handles=verdict_handles(lang, {row.verdict for row in rows if is_defined(row.difference)}),
    )
    return figure


def first_by_place(results):
    """Return the entry of the first headline outcome that changes in some municipality or unit.

    Failing that, return the first headline outcome compared by place, or the first outcome compared by place.
    """
    table = results.compared(dimension=ALL).dropna(subset="difference")
    by_place = table[table["place_kind"].isin([MUNICIPALITY, UNIT])]
    changing = set(by_place.loc[~by_place["verdict"].isin(UNSURE), "outcome"])
    names = set(by_place["outcome"])
    entries = [entry for entry in (*results.headline, *results.catalogue.values()) if entry.name in names]
    return next((entry for entry in entries if entry.headline and entry.name in changing), next(iter(entries), None))


def place_kind_of(results, entry):
    """Return the kind of place by which an outcome is compared: municipality if any row is, otherwise unit."""
    is_by_municipality = len(results.compared(outcome=entry.name, dimension=ALL, place_kind=MUNICIPALITY)) > 0
    return MUNICIPALITY if is_by_municipality else UNIT


def place_rows(results, entry):
    """Return the comparison rows of one outcome for the region and every place of its kind (list of named tuples)."""
    rows = results.compared(outcome=entry.name, dimension=ALL)
    return list(rows[rows["place_kind"].isin([REGION, place_kind_of(results, entry)])].itertuples(index=False))


def _place(row):
    return WHOLE if row.place_kind == REGION else (row.place_kind, row.place)


def _label(place, lang):
    kind, key = place
    name = place_name(kind, key, lang)
    return f"{name} *" if key in comparison_places() else name


def _draw_differences(axes, title, rows, places, entry, lang):
    axes.axvline(0, color=INK, linewidth=1)
    for position, place in enumerate(places):
        row = rows.get(place)
        if row is None:
            continue
        look = verdict_look(row.verdict)
        if is_defined(row.low) and is_defined(row.high):
            axes.plot([row.low, row.high], [position, position], color=look["color"], linewidth=INTERVAL_WIDTH)
        if is_defined(row.difference):
            axes.plot(row.difference, position, linestyle="", markersize=MARKER_SIZE, **look)
        write_beside(axes, difference_text(entry, row, lang, beside=rows.values()), position, row.verdict)
    _finish(axes, title, entry.difference_unit[lang], lang)


def _finish(axes, title, label, lang):
    axes.set_title(wrapped(title, COLUMN_TITLE_CHARACTERS, TITLE_LINES_AT_MOST), fontweight="bold", fontsize=TEXT_SIZE)
    axes.axhline(HALF, color=FAINT, linewidth=1)
    axes.set_xlabel(label)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    write_numbers(axes.xaxis, lang, ticks=FEW_TICKS)
