"""Sizes, languages, accessibility; the pictures are left in a folder for those who want to look at them."""

import json
import os
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


def test_the_levels_of_the_map_differ_in_lightness_so_that_colour_blind_readers_and_pale_projectors_show_them(page):
    colours = page.locator("#map-legend rect").evaluate_all("list => list.map(one => one.getAttribute('fill'))")
    lightness = [
        sum(weight * int(colour[at : at + 2], 16) for weight, at in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
        for colour in colours
    ]
    assert len(lightness) == 5
    assert all(light - dark > 25 for light, dark in zip(lightness, lightness[1:], strict=False)), json.dumps(lightness)
