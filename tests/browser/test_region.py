"""The page of another region than the default one, in a real browser."""

import pytest

from tests.browser.browsing import short

pytestmark = pytest.mark.verify


def test_the_page_of_another_region_shows_that_region_and_nothing_of_the_first(opened, served):
    page = opened(short(served, "en", region="small"))
    page.wait_for_selector(".found button")
    assert page.title() == "Two worlds: care for frail elders, Small region"
    assert page.locator("#region").input_value() == "small"
    assert page.locator("#map-0 .seat").evaluate_all("list => list.map(one => one.id)") == [
        "seat-0-granvik",
        "seat-0-furuby",
    ]
    assert "rural-abm demo --precompute --region small" in page.locator("#standard-note").inner_text()
    page.locator("#region").select_option("oland")
    page.wait_for_selector("#seat-0-borgholm")
    assert page.title().endswith("Öland") and page.locator("#lever-beds").count() == 0
