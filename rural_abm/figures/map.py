"""Maps of the region: roads, settlements by population, and the seats of the municipalities coloured by an outcome."""

import math

import matplotlib
import matplotlib.cm
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import Normalize, TwoSlopeNorm
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from rural_abm.figures.axes import frame, seeds_note, tick_text
from rural_abm.figures.labels import MUNICIPALITY, UNIT, difference_text, place_tables, region_title, wrapped
from rural_abm.figures.municipalities import first_by_place, place_kind_of, place_rows
from rural_abm.figures.numbers import is_defined
from rural_abm.figures.style import (
    COLOUR_BAR_ASPECT,
    COLOUR_BAR_SHARE,
    DIFFERENCES_MAP,
    FEW_TICKS,
    FULL_WIDTH,
    HALO_ALPHA,
    HALO_WIDTH,
    INK,
    KM_A_DEGREE_OF_LATITUDE,
    LABEL_AWAY_POINTS,
    LABEL_GAP_POINTS,
    LAND,
    LEADER_WIDTH,
    LEVELS_MAP,
    LINE_WIDTH,
    MAIN_ROAD_WIDTH,
    MAP_HEIGHT,
    MAP_LARGE_HEIGHT,
    MAP_MARGIN_DEGREES,
    MAP_REACH_SHARE,
    MAP_TITLE_CHARACTERS,
    MAPS_IN_A_ROW,
    NAME_LAYER,
    POINTS_AN_INCH,
    QUIET,
    ROAD,
    ROAD_WIDTH,
    SCALE_BAR_SHARE,
    SCALE_BAR_X,
    SCALE_BAR_Y,
    SCALE_BARS_KM,
    SEAT_AREA_MIN,
    SEAT_AREA_PER_PERSON,
    SEAT_LAYER,
    SETTLEMENT,
    SETTLEMENT_AREA_MIN,
    SETTLEMENT_AREA_PER_PERSON,
    SMALL_SIZE,
    TEXT_SIZE,
    TITLE_LINES_AT_MOST,
    UNSURE,
    new_figure,
)
from rural_abm.figures.texts import read_texts

REFERENCE = "reference"
MAIN = "main"


def maps(results, lang, entry=None):
    """Draw one outcome: a map of the difference for every scenario.

    A seat stays white where the difference is too small to matter or indistinguishable from zero. Levels are not
    mapped: the model cannot rank places. `entry`: default the first headline outcome that is given by municipality.
    """
    entry = entry or first_by_place(results)
    kind = place_kind_of(results, entry)
    rows = [row for row in place_rows(results, entry) if row.place_kind == kind]
    panels = _panels(len(results.others))
    texts = read_texts(lang)
    words = []
    for axes, key in zip(panels, results.others, strict=True):
        own = [row for row in rows if row.scenario == key]
        shown = {row.place: row.difference for row in own if row.verdict not in UNSURE}
        region_map(
            axes,
            shown,
            lang,
            place_kind=kind,
            limit=_limit(rows),
            unit=entry.difference_unit[lang],
            title=texts("figures.map.difference", scenario=results.title(key, lang)),
        )
        words.append({row.place: difference_text(entry, row, lang, beside=own) for row in own if row.place in shown})
    figure = panels[0].figure
    title = texts("figures.map.title", outcome=entry.title[lang])
    frame(figure, title=title, note=f"{texts['figures.map.note']} {seeds_note(results, texts)}")
    for axes, labels in zip(panels, words, strict=True):
        write_names(axes, seat_names(labels, kind), kind)
    return figure


def place_map(lang):
    """Draw a large map of the place alone: roads, settlements with their names, seats and hospital towns."""
    texts = read_texts(lang)
    figure = new_figure(FULL_WIDTH, MAP_LARGE_HEIGHT)
    axes = figure.subplots()
    region_map(axes, {}, lang)
    note = texts["figures.place.note"]
    if beyond := sorted(set(range(len(place_tables().settlements))) - set(drawn_rows(place_tables().settlements))):
        names = ", ".join(place_tables().settlements["name"][row] for row in beyond)
        note = f"{note} {texts('figures.place.beyond', places=names)}"
    frame(figure, title=texts("figures.place.title", region=region_title(lang)), note=note)
    write_names(axes, all_names({}))
    return figure


def _panels(count):
    """Return axes for the given number of maps in a new figure."""
    columns = min(count, MAPS_IN_A_ROW)
    lines = -(-count // columns)
    figure = new_figure(FULL_WIDTH, lines * MAP_HEIGHT)
    panels = list(figure.subplots(lines, columns, squeeze=False).flat)
    for axes in panels[count:]:
        axes.set_visible(False)
    return panels[:count]


def _limit(rows):
    """Return the largest difference that is a change; the largest of all if none is; 1 without any difference."""
    sizes = [abs(row.difference) for row in rows if is_defined(row.difference) and row.verdict not in UNSURE]
    sizes = sizes or [abs(row.difference) for row in rows if is_defined(row.difference)]
    return max(sizes, default=0) or 1


def region_map(axes, values, lang, *, place_kind=MUNICIPALITY, limit=None, title="", unit=""):
    """Draw the map with the municipalities' seats, or the units' places, coloured by `values` (dict by key).

    With `limit` the colours run from -limit to limit around white, otherwise over the values; a seat without a value
    stays white. Names are added by `write_names` once the axes have their final size.
    """
    settlements = place_tables().settlements
    draw_ground(axes, settlements)
    norm = _norm(values, limit)
    colours = matplotlib.colormaps[LEVELS_MAP if limit is None else DIFFERENCES_MAP]
    for place, row in seats(place_kind).items():
        value = values.get(place)
        face = colours(norm(value)) if is_defined(value) else LAND
        axes.scatter(
            settlements["lon"][row],
            settlements["lat"][row],
            s=_seat_area(settlements, row),
            color=[face],
            edgecolors=INK,
            linewidths=LINE_WIDTH / 2,
            zorder=SEAT_LAYER,
        )
    axes.set_title(wrapped(title, MAP_TITLE_CHARACTERS, TITLE_LINES_AT_MOST), fontweight="bold", fontsize=TEXT_SIZE)
    if any(is_defined(value) for value in values.values()):
        _colour_bar(axes, norm, colours, unit, lang)


def _norm(values, limit):
    known = [value for value in values.values() if is_defined(value)] or [0]
    if limit is not None:
        return TwoSlopeNorm(0, -limit, limit)
    low, high = min(known), max(known)
    return Normalize(low, high if high > low else low + (abs(low) or 1))


def seats(place_kind):
    """Return the settlement row of each municipality's seat, or of each unit's place (dict by key)."""
    tables = place_tables()
    rows = {key: row for row, key in enumerate(tables.settlements["key"])}
    if place_kind == UNIT:
        return {tables.facilities["key"][row]: rows[tables.facilities["settlement"][row]] for row in tables.unit_rows}
    towns = tables.municipalities
    return {key: rows[seat] for key, seat in zip(towns["key"], towns["seat"], strict=True)}


def _seat_area(settlements, row):
    return SEAT_AREA_MIN + SEAT_AREA_PER_PERSON * max(0, int(settlements["population"][row]))


def draw_ground(axes, settlements):
    """Draw roads, settlements and scale bar; the axes show equal distances as equal lengths."""
    roads = place_tables().roads
    where = {key: (settlements["lon"][row], settlements["lat"][row]) for row, key in enumerate(settlements["key"])}
    lines = [(where[a], where[b]) for a, b in zip(roads["from"], roads["to"], strict=True)]
    widths = [MAIN_ROAD_WIDTH if kind == MAIN else ROAD_WIDTH for kind in roads["kind"]]
    axes.add_collection(LineCollection(lines, colors=ROAD, linewidths=widths, zorder=1))
    populations = np.maximum(settlements["population"], 0)
    is_reference = [status == REFERENCE for status in settlements["status"]]
    areas = SETTLEMENT_AREA_MIN + SETTLEMENT_AREA_PER_PERSON * np.where(is_reference, 0, populations)
    axes.scatter(settlements["lon"], settlements["lat"], s=areas, color=SETTLEMENT, linewidths=0, zorder=2)
    middle = math.radians(float(np.mean(settlements["lat"])))
    axes.set_aspect(1 / math.cos(middle))
    drawn = drawn_rows(settlements)
    for setter, key in ((axes.set_xlim, "lon"), (axes.set_ylim, "lat")):
        ends = settlements[key][drawn]
        setter(min(ends) - MAP_MARGIN_DEGREES, max(ends) + MAP_MARGIN_DEGREES)
    axes.set_axis_off()
    _scale_bar(axes, middle, settlements)


def drawn_rows(settlements):
    """Return the rows (list) of the region's settlements and of the places outside it that are not far away."""
    places = np.column_stack([settlements["lon"], settlements["lat"]])
    places[:, 0] *= math.cos(math.radians(float(np.mean(settlements["lat"]))))
    own = places[[status != REFERENCE for status in settlements["status"]]]
    low, high = own.min(axis=0), own.max(axis=0)
    away = np.maximum(low - places, places - high).max(axis=1)
    return np.flatnonzero(away <= MAP_REACH_SHARE * max(high - low)).tolist()


def _scale_bar(axes, latitude_radians, settlements):
    """Draw a bar of a known length in the lower left corner, or in the right one if only there no place lies."""
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    beside, height = SCALE_BAR_X * (right - left), low + SCALE_BAR_Y * (high - low)
    km_a_degree = KM_A_DEGREE_OF_LATITUDE * math.cos(latitude_radians)
    most = SCALE_BAR_SHARE * (right - left) * km_a_degree
    km = next((km for km in SCALE_BARS_KM if km <= most), SCALE_BARS_KM[-1])
    length = km / km_a_degree
    corners = (left + beside, right - beside - length)
    lowest = settlements["lon"][settlements["lat"] < height + (height - low)]
    free = [start for start in corners if not ((lowest >= start) & (lowest <= start + length)).any()]
    start = free[0] if free else corners[0]
    axes.plot([start, start + length], [height, height], color=INK, linewidth=LINE_WIDTH, solid_capstyle="butt")
    axes.annotate(
        f"{km} km",
        (start + length / 2, height),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=SMALL_SIZE,
    )


def _colour_bar(axes, norm, colours, unit, lang):
    mappable = matplotlib.cm.ScalarMappable(norm, colours)
    bar = axes.figure.colorbar(
        mappable, ax=axes, orientation="horizontal", shrink=COLOUR_BAR_SHARE, aspect=COLOUR_BAR_ASPECT, pad=0
    )
    bar.outline.set_visible(False)
    bar.set_label(unit)
    bar.locator = MaxNLocator(FEW_TICKS)
    bar.formatter = FuncFormatter(lambda value, _: tick_text(value, lang))
    bar.update_ticks()


def seat_names(labels, place_kind=MUNICIPALITY):
    """Return the names at seats, with their labels below, and the names of the hospital towns (dict by row)."""
    tables = place_tables()
    settlements = tables.settlements
    names = {}
    for place, row in seats(place_kind).items():
        label = labels.get(place)
        names[row] = settlements["name"][row] + (f"\n{label}" if label else "")
    for row in hospital_towns():
        names.setdefault(row, settlements["name"][row])
    return names


def hospital_towns():
    """Return the settlement rows of the hospitals (set)."""
    tables = place_tables()
    keys = {tables.facilities["settlement"][row] for row in tables.hospital_rows}
    return {row for row, key in enumerate(tables.settlements["key"]) if key in keys}


def all_names(labels):
    """Return the names of `seat_names` and of all other settlements."""
    known = place_tables().settlements["name"]
    return dict(enumerate(known)) | seat_names(labels)


def write_names(axes, names, place_kind=MUNICIPALITY):
    """Write names (dict by settlement row) without overlaps with each other, with seats or with the figure's edge.

    A name stands at the offset in the place data or on another side, clear of roads if there is room; a line connects a
    more distant name to its dot. Hospital towns and larger places go first, and a small place without room stays
    unnamed; places outside the map are left out. The axes must have their final size. Returns the rows written (list).
    """
    axes.apply_aspect()
    settlements, roads = place_tables().settlements, _road_lines(axes)
    renderer = axes.figure.canvas.get_renderer()
    dots = set(seats(place_kind).values())
    taken = [_dot_box(axes, settlements, row) for row in sorted(dots)]
    taken += [text.get_window_extent(renderer) for text in axes.texts]
    written = []
    drawn, first = set(drawn_rows(settlements)), hospital_towns()
    for row in sorted(
        names.keys() & drawn,
        key=lambda row: ("\n" not in names[row], row not in first, -int(settlements["population"][row]), row),
    ):
        free = []
        for offset, sides in _offsets(settlements, row):
            text = _write_name(axes, settlements, row, names[row], offset, sides, is_seat=row in dots)
            box = text.get_window_extent(renderer)
            text.remove()
            if _is_inside(box, axes.figure) and not any(box.overlaps(other) for other in taken):
                crossed = sum(line.intersects_bbox(box, filled=False) for line in roads)
                free.append((crossed, len(free), box, offset, sides))
        if free:
            _, _, box, offset, sides = min(free, key=lambda one: one[:2])
            _write_name(axes, settlements, row, names[row], offset, sides, is_seat=row in dots)
            taken.append(box)
            written.append(row)
    return written


def _road_lines(axes):
    """Return the roads on the axes as Paths in pixels."""
    found = [collection for collection in axes.collections if isinstance(collection, LineCollection)]
    return [axes.transData.transform_path(path) for collection in found for path in collection.get_paths()]


def _is_inside(box, figure):
    return box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1


def _offsets(settlements, row):
    """Return (offset in points, (horizontal, vertical alignment)) to try in turn."""
    gap = LABEL_GAP_POINTS + math.sqrt(_seat_area(settlements, row)) / 2
    given = (int(settlements["label_dx"][row]), int(settlements["label_dy"][row]))
    yield given, ("left", "bottom")
    near = gap / 2
    yield from (
        ((gap, 0), ("left", "center")),
        ((-gap, 0), ("right", "center")),
        ((0, gap), ("center", "bottom")),
        ((0, -gap), ("center", "top")),
        ((near, near), ("left", "bottom")),
        ((-near, near), ("right", "bottom")),
        ((near, -near), ("left", "top")),
        ((-near, -near), ("right", "top")),
    )
    away = gap + LABEL_AWAY_POINTS
    yield from (
        ((away, away), ("left", "bottom")),
        ((-away, away), ("right", "bottom")),
        ((away, -away), ("left", "top")),
        ((-away, -away), ("right", "top")),
    )


def _write_name(axes, settlements, row, name, offset, sides, *, is_seat):
    is_away = max(map(abs, offset)) > LABEL_AWAY_POINTS + math.sqrt(_seat_area(settlements, row)) / 2
    line = {"arrowstyle": "-", "color": QUIET, "linewidth": LEADER_WIDTH, "shrinkA": 0, "shrinkB": 1}
    text = axes.annotate(
        name,
        (settlements["lon"][row], settlements["lat"][row]),
        xytext=offset,
        textcoords="offset points",
        ha=sides[0],
        va=sides[1],
        zorder=NAME_LAYER,
        arrowprops=line if is_away else None,
        fontsize=TEXT_SIZE if is_seat else SMALL_SIZE,
        color=INK if is_seat else QUIET,
        multialignment="left",
        linespacing=1,
    )
    text.set_in_layout(False)
    text.set_path_effects([withStroke(linewidth=HALO_WIDTH, foreground=LAND, alpha=HALO_ALPHA)])
    return text


def _dot_box(axes, settlements, row):
    """Return the bounding box of a seat's dot in pixels."""
    centre = axes.transData.transform((settlements["lon"][row], settlements["lat"][row]))
    radius = math.sqrt(_seat_area(settlements, row)) / 2 * axes.figure.dpi / POINTS_AN_INCH
    return Bbox([centre - radius, centre + radius])
