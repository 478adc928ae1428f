"""The grid of an experiment's figure: one row per scenario, one column per outcome, one difference per cell."""

from matplotlib.patches import Rectangle

from rural_abm.engine.units import HALF
from rural_abm.figures.labels import shown_catalogue, wrapped
from rural_abm.figures.numbers import format_difference, format_interval, is_defined
from rural_abm.figures.style import (
    GRID_BAND_GAP_POINTS,
    GRID_HEADING_CHARACTERS,
    GRID_HEADING_LINES,
    GRID_INTERVAL_SIZE,
    GRID_LINE_POINTS,
    GRID_MARKER_AT,
    GRID_MARKER_SIZE,
    GRID_ROW_CHARACTERS,
    GRID_TEXT_AT,
    GRID_UNIT_CHARACTERS,
    GRID_UNIT_LINES,
    LAND,
    QUIET,
    ROW_NAME_GAP_POINTS,
    SMALL_SIZE,
    TEXT_SIZE,
    UNSURE,
    VERDICT_COLOURS,
    VERDICT_MARKERS,
    VERDICT_TINTS,
)
from rural_abm.outcomes import concerns
from rural_abm.study.compare.verdicts import UNTOLD


def draw_grid(axes, picture, panel, rows, lang):
    """Draw the rows (DataFrame) of a panel whose series are outcomes of the catalogue."""
    names = [name for name in picture.labels[picture.rows] if name in set(rows[picture.rows])]
    outcomes = [name for name in picture.labels[picture.series] if name in set(rows[picture.series])]
    entries = shown_catalogue()
    axes.set_xlim(-HALF, len(outcomes) - HALF)
    axes.set_ylim(len(names) - HALF, -HALF)
    _name_rows(axes, picture, names, lang)
    _name_columns(axes, picture, panel, outcomes, entries, lang)
    for row in rows.to_dict("records"):
        place = outcomes.index(row[picture.series]), names.index(row[picture.rows])
        _draw_cell(axes, *place, row, entries[row[picture.series]], lang)


def _name_rows(axes, picture, names, lang):
    words = [wrapped(getattr(picture.labels[picture.rows][name], lang), GRID_ROW_CHARACTERS) for name in names]
    axes.set_yticks(range(len(names)), words, fontsize=TEXT_SIZE)
    axes.tick_params(axis="y", length=0, pad=ROW_NAME_GAP_POINTS)
    for side in axes.spines.values():
        side.set_visible(False)


def _name_columns(axes, picture, panel, outcomes, entries, lang):
    """Write the headings with units above the columns, and the group concerned above those."""
    titles = picture.labels[picture.series]
    headings = [wrapped(getattr(titles[name], lang), GRID_HEADING_CHARACTERS, GRID_HEADING_LINES) for name in outcomes]
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(outcomes)), headings, fontsize=SMALL_SIZE)
    axes.tick_params(axis="x", length=0, pad=GRID_LINE_POINTS)
    for place, name in enumerate(outcomes):
        unit = entries[name].difference_unit[lang]
        axes.annotate(
            wrapped(unit, GRID_UNIT_CHARACTERS), (place, axes.get_ylim()[0]), xytext=(0, -GRID_BAND_GAP_POINTS),
            textcoords="offset points", ha="center", va="top", fontsize=GRID_INTERVAL_SIZE, color=QUIET,
            annotation_clip=False,
        )  # fmt: skip
    axes.set_xlabel(getattr(panel.axis, lang), labelpad=GRID_LINE_POINTS * GRID_UNIT_LINES)
    axes.xaxis.set_label_position("bottom")
    _draw_bands(axes, outcomes, entries, picture, lang)


def _draw_bands(axes, outcomes, entries, picture, lang):
    """Draw a line over the columns that concern the same people, with their name."""
    height = max(heading.count("\n") for heading in (label.get_text() for label in axes.get_xticklabels())) + 1
    gap = GRID_LINE_POINTS * (height + 1) + GRID_BAND_GAP_POINTS
    whom = [next(key for key, groups in concerns().items() if entries[name].group in groups) for name in outcomes]
    for key in dict.fromkeys(whom):
        places = [place for place, one in enumerate(whom) if one == key]
        middle, reach = (places[0] + places[-1]) / 2, (places[-1] - places[0]) / 2 + GRID_TEXT_AT
        axes.annotate(
            getattr(picture.groups[key], lang), (middle, -HALF), xytext=(0, gap), textcoords="offset points",
            ha="center", va="bottom", fontsize=TEXT_SIZE, fontweight="bold", color=QUIET, annotation_clip=False,
        )  # fmt: skip
        axes.annotate(
            "", (middle - reach, -HALF), xytext=(middle + reach, -HALF), annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": HALF, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def _draw_cell(axes, x, y, row, entry, lang):
    """Draw one cell: the difference, its interval below, and the colour and mark of its verdict."""
    verdict = row.get("verdict") or UNTOLD
    colour = VERDICT_COLOURS[verdict]
    axes.add_patch(Rectangle((x - HALF, y - HALF), 1, 1, facecolor=VERDICT_TINTS.get(verdict, LAND),
                             edgecolor=LAND, linewidth=1, clip_on=False))  # fmt: skip
    mean, low, high = (row[name] * entry.factor for name in ("mean", "low", "high"))
    weight = "normal" if verdict in UNSURE else "bold"
    axes.text(x, y - GRID_MARKER_AT / 2, format_difference(mean, entry.decimals, lang), ha="center", va="center",
              fontsize=TEXT_SIZE, color=colour, fontweight=weight)  # fmt: skip
    if is_defined(low):
        axes.text(x, y + GRID_MARKER_AT, format_interval(low, high, entry.decimals, lang), ha="center", va="center",
                  fontsize=GRID_INTERVAL_SIZE, color=QUIET)  # fmt: skip
    if verdict not in UNSURE:
        axes.plot(x - GRID_TEXT_AT, y - GRID_MARKER_AT / 2, marker=VERDICT_MARKERS[verdict], color=colour,
                  markersize=GRID_MARKER_SIZE, linestyle="")  # fmt: skip
