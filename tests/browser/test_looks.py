"""Sizes, languages, accessibility; the pictures are left in a folder for those who want to look at them."""

import os
import re
from pathlib import Path

import pytest

from tests.browser.browsing import SIZES, answered, findings, short

pytestmark = pytest.mark.verify
TABS = ("answer", "charts", "who", "person", "why")


def show(page, tab):
    page.locator(f"#tab-button-{tab}").click()
    if tab == "person":
        page.locator("#draw-person").click()
        page.wait_for_selector("#story-picture")
    page.wait_for_timeout(200)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_sticks_out_at_any_size_and_axe_finds_nothing(opened, served, tmp_path, size, lang):
    folder = Path(os.environ.get("RURAL_ABM_SCREENSHOTS", tmp_path))
    page = answered(opened(short(served, lang), size, bypass_csp=True))
    page.evaluate("window.rural.showTime(20.5)")
    for tab in TABS:
        show(page, tab)
        page.screenshot(path=folder / f"{tab}_{size}_{lang}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, tab
        assert findings(page) == [], tab


def test_dialogs_tour_and_presenter_are_free_of_findings(opened, served):
    page = answered(opened(short(served), "laptop", bypass_csp=True))
    for tool in ("share", "files", "export"):
        page.locator(f"#{tool}").click()
        page.wait_for_selector("#tool-dialog[open]")
        assert findings(page) == [], tool
        page.keyboard.press("Escape")
    page.locator("#tour").click()
    assert findings(page) == []
    page.locator("#tour-close").click()
    page.locator("#presenter").click()
    assert findings(page) == []


def test_colours_of_the_map_are_told_apart_without_red_and_green_and_signs_say_the_direction(page):
    colours = page.locator("#map-legend rect").evaluate_all("list => list.map(one => one.getAttribute('fill'))")
    parts = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    lightness = [
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), own, strict=True)) for own in parts
    ]
    assert len(lightness) == 5
    assert all(lightness[at] + 25 < lightness[at + 1] for at in (0, 1)), lightness
    assert all(lightness[at] > lightness[at + 1] + 25 for at in (2, 3)), lightness
    assert parts[1][0] > parts[1][2] + 60 and parts[3][2] > parts[3][0] + 60, "one side warm, the other cold"
    words = page.locator("#map-1 .seat").all_text_contents()
    assert all(re.search(r"[+−]|\b0", text) for text in words), words


def test_the_map_sets_each_municipality_against_its_own_start_and_never_ranks_places(page):
    page.evaluate("window.rural.showTime(0)")
    fills = page.locator("#map-0 .seat > circle").evaluate_all("list => list.map(one => one.getAttribute('fill'))")
    assert set(fills) == {"#f4f3ef"}, "in the first year of world A every place is as at its start"
