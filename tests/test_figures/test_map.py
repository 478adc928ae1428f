"""Maps: distances to scale, names that do not overlap, colours that follow the values."""

import itertools
import math

import matplotlib
import numpy as np
import pytest

from rural_abm.figures.axes import frame
from rural_abm.figures.labels import place_tables
from rural_abm.figures.map import all_names, draw_ground, region_map, seat_names, seats, write_names
from rural_abm.figures.style import FULL_WIDTH, KM_A_DEGREE_OF_LATITUDE, MAP_HEIGHT, SCALE_BARS_KM, new_figure, styled


def drawn(values, names=None, **options):
    """(figure, axes, rows of written names) of one map."""
    with styled():
        figure = new_figure(FULL_WIDTH, MAP_HEIGHT * 2)
        axes = figure.subplots()
        region_map(axes, values, "sv", **options)
        frame(figure, title="A map", note="A note")
        written = write_names(
            axes, seat_names({}) if names is None else names, options.get("place_kind", "municipality")
        )
    return figure, axes, written


def boxes(figure, axes):
    renderer = figure.canvas.get_renderer()
    notes = [item for item in axes.texts if item.get_path_effects()]
    return {item.get_text(): item.get_window_extent(renderer) for item in notes}


@pytest.mark.parametrize("names", [None, "all"])
def test_names_overlap_neither_one_another_nor_leave_the_figure(names):
    figure, axes, written = drawn({}, all_names({}) if names else None)
    found = boxes(figure, axes)
    assert len(found) == len(written) >= 10
    for (first, a), (second, b) in itertools.combinations(found.items(), 2):
        assert not a.overlaps(b), f"{first} and {second}"
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in found.values())


def test_roads_run_through_few_names_and_lines_lead_to_names_that_stand_away():
    figure, axes, written = drawn({}, all_names({}))
    (roads,) = [item for item in axes.collections if isinstance(item, matplotlib.collections.LineCollection)]
    lines = [axes.transData.transform_path(path) for path in roads.get_paths()]
    renderer = figure.canvas.get_renderer()
    notes = [item for item in axes.texts if item.get_path_effects()]
    words = [matplotlib.text.Text.get_window_extent(item, renderer) for item in notes]
    crossed = sum(any(line.intersects_bbox(box, filled=False) for line in lines) for box in words)
    assert crossed <= len(written) / 4
    assert any(item.arrow_patch is not None for item in notes)


def test_every_municipality_and_hospital_town_is_named():
    figure, axes, _ = drawn({})
    towns = place_tables().municipalities["name"]
    assert {*towns, "Umeå", "Skellefteå"} <= set(boxes(figure, axes))


def test_equal_distances_are_equal_lengths_and_the_bar_is_right():
    with styled():
        axes = new_figure(FULL_WIDTH, MAP_HEIGHT).subplots()
        draw_ground(axes, place_tables().settlements)
    latitude = math.radians(float(np.mean(place_tables().settlements["lat"])))
    assert axes.get_aspect() == pytest.approx(1 / math.cos(latitude))
    (bar,) = axes.lines
    degrees = np.ptp(bar.get_xdata())
    assert degrees * math.cos(latitude) * KM_A_DEGREE_OF_LATITUDE == pytest.approx(SCALE_BARS_KM[0])


def test_all_roads_are_drawn():
    _, axes, _ = drawn({})
    (roads,) = [item for item in axes.collections if isinstance(item, matplotlib.collections.LineCollection)]
    assert len(roads.get_segments()) == len(place_tables().roads)


def faces(axes, place_kind="municipality"):
    """Colour of the seat of each place."""
    dots = [item for item in axes.collections if item.get_zorder() == 4]
    return dict(zip(seats(place_kind), (tuple(dot.get_facecolor()[0]) for dot in dots), strict=True))


def test_colours_follow_the_values_and_a_missing_value_stays_white():
    _, axes, _ = drawn({"lycksele": 0.0, "storuman": 1.0, "asele": float("nan")})
    found = faces(axes)
    colours = matplotlib.colormaps["cividis"]
    assert found["lycksele"] == pytest.approx(colours(0.0)) and found["storuman"] == pytest.approx(colours(1.0))
    assert found["asele"] == found["mala"] == (1, 1, 1, 1)


def test_differences_are_coloured_around_nothing():
    _, axes, _ = drawn({"lycksele": 0.0, "storuman": 2.0, "asele": -2.0}, limit=2.0)
    colours = matplotlib.colormaps["PuOr_r"]
    found = faces(axes)
    assert found["lycksele"] == pytest.approx(colours(0.5))
    assert (found["asele"], found["storuman"]) == (pytest.approx(colours(0.0)), pytest.approx(colours(1.0)))


def test_units_of_care_can_be_shown_instead():
    _, axes, _ = drawn({"tarnaby": 1.0, "storuman": 0.0}, seat_names({}, "unit"), place_kind="unit")
    found = faces(axes, "unit")
    assert found["tarnaby"] != found["storuman"] != (1, 1, 1, 1)
