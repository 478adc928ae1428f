"""Figures, reports, stories and summaries show the places of the region of their runs."""

import shutil

import numpy as np
import pytest
from matplotlib.text import Text

from rural_abm.figures import draw_figure, read_results, story
from rural_abm.figures.map import place_map
from rural_abm.figures.style import styled
from rural_abm.governance import Scenario
from rural_abm.regions import region_data, showing
from rural_abm.report.write import report_html
from rural_abm.study.compare.comparison import compare
from rural_abm.study.compare.lives import lives
from rural_abm.study.compare.summaries import comparison_summary

OWN, ELSEWHERE = ("Björkvik", "Talldal", "Vår bygd"), ("Granvik", "Lycksele", "Vilhelmina", "Södra Lappland")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A folder of one's own: the small region under other names."""
    folder = shutil.copytree(region_data() / "small", tmp_path_factory.mktemp("regions") / "own")
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        for old, new in (("Granvik", OWN[0]), ("Furuby", OWN[1]), ("Small region", OWN[2]), ("Liten region", OWN[2])):
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def compared(own, tmp_path_factory):
    scenarios = [Scenario(name, region=str(own), years=1) for name in ("call_off", "home_hospital")]
    return compare(scenarios, 2, workers=1, out=tmp_path_factory.mktemp("results") / "own", draws="none")


def words(figure):
    return "\n".join(text.get_text() for text in figure.findobj(Text))


def check(text, names=OWN):
    assert [name for name in names if name not in text] == []
    assert [name for name in ELSEWHERE if name in text] == []


def test_figures_show_the_places_of_the_run(compared):
    results = read_results(compared.folder)
    with styled():
        check(words(draw_figure(results, "place", "sv")))
        shown = " ".join(words(draw_figure(results, "municipalities", "sv")).split())
    check(shown, (*OWN[:2], f"Region: {OWN[2]}."))
    assert "Jämförelsekommun" not in shown, "the region has none"


def test_a_summary_names_the_region(compared):
    assert f"({OWN[2]}, 2 seeds" in "\n".join(comparison_summary(compared))


@pytest.mark.verify
def test_a_report_shows_the_places_of_the_run(compared):
    page = report_html(compared.folder)
    check(page.replace("sjukstugemodellen i Södra Lappland", "").replace("model in Södra Lappland", ""))


def test_a_story_shows_the_places_of_the_run(own):
    told = lives([Scenario(region=str(own), years=1)], like="age_from=80")
    places = {item["where"] for world in told.worlds.values() for item in world["items"]}
    with styled():
        check("\n".join([*places, words(story.story_figure(told, "sv"))]), ())
    assert places & {*OWN, "Tallnäs"}


@pytest.mark.parametrize("region", ["tornedalen", "oland", "sodra_lappland"])
def test_names_on_a_map_do_not_overlap(region):
    with styled(), showing(region):
        figure = place_map("sv")
        (axes,) = figure.axes
        boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
        crossing = [
            (one, other) for one in range(len(boxes)) for other in range(one) if boxes[one].overlaps(boxes[other])
        ]
        assert not [[axes.texts[row].get_text() for row in pair] for pair in crossing]
        figure.draw_without_rendering()
        again = [text.get_window_extent() for text in axes.texts if text.get_text()]
        assert max(abs(a.x0 - b.x0) for a, b in zip(boxes, again, strict=True)) < 1


@pytest.mark.parametrize(
    ("region", "km"), [("sodra_lappland", 50), ("tornedalen", 50), ("oland", 20), ("city_district", 2)]
)
def test_a_scale_bar_fits_the_map_and_lies_on_no_place(region, km):
    with styled(), showing(region):
        (axes,) = place_map("sv").axes
        first, last = axes.lines[-1].get_xdata()
        low = axes.lines[-1].get_ydata()[0]
        points = np.concatenate([one.get_offsets() for one in axes.collections if len(one.get_offsets()) > 1])
    assert f"{km} km" in {text.get_text() for text in axes.texts}
    left, right = axes.get_xlim()
    assert left < first < last < right
    is_beside = (points[:, 0] < first) | (points[:, 0] > last)
    assert (is_beside | (points[:, 1] > low) | (points[:, 1] < axes.get_ylim()[0])).all()
