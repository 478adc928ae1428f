"""The page as one file: opened from a disk, with no server, it answers from its own data and makes no request."""

from pathlib import Path

import pytest

from rural_abm.demo.export import page_with
from tests.browser.browsing import findings

pytestmark = pytest.mark.verify

HELD = """async () => {
    const rural = window.rural;
    const person = (await rural.askJson(rural.address("api/persons", {seed: 1, age_from: 80, draw: 1}))).person;
    return {
        start: {...rural.start, standard: {state: "ready", pairs: 20, scenarios: [
            {id: "one.full", title: {en: "One", sv: "Den enda"}, kind: "model", adoption: "full",
             query: rural.state.query}]}},
        answers: {"one.full": rural.answer},
        events: {"one.full": await rural.fetchEvents()},
        stories: [{scenario: "one.full",
                   story: await rural.askJson(rural.address("api/story", {seed: 1, person: person.key}))}],
    };
}"""


@pytest.fixture
def file(page, tmp_path):
    """Address of the exported file with one real answer."""
    path = tmp_path / "page.html"
    path.write_text(page_with(page.evaluate(HELD)), encoding="utf-8")
    return path.as_uri()


def test_the_exported_file_shows_answer_map_charts_story_and_why_without_a_server(file, opened):
    page = opened(file, "laptop", offline=True, bypass_csp=True)
    page.wait_for_selector(".status-done")
    assert page.locator("#standard").input_value() == "one.full"
    assert page.locator("#maps svg.map").count() == 2 and page.locator("#events .key li").count() == 4
    assert page.locator("#levers input:not([disabled])").count() == 0
    assert "rural-abm demo" in page.locator("#levers").inner_text()
    page.locator("#tab-button-charts").click()
    assert page.locator(".chart canvas").count() >= 8
    page.locator("#tab-button-person").click()
    page.select_option("#file-story", "0")
    assert page.locator("#story-picture").is_visible()
    page.locator("#tab-button-why").click()
    assert page.locator(".lever-card").count() >= 8
    assert findings(page) == []


def test_the_exported_file_gives_pictures_and_a_table(file, opened):
    page = opened(file, "laptop", offline=True)
    page.wait_for_selector(".status-done")
    page.locator("#export").click()
    for button in ("#csv", "#png-map", "#png-charts"):
        with page.expect_download() as waiting:
            page.locator(button).click()
        assert len(Path(waiting.value.path()).read_bytes()) > 2000, button
    page.keyboard.press("Escape")
    page.locator("#lang-en").click()
    assert page.title().startswith("Two worlds")


def test_a_scenario_that_the_file_does_not_hold_is_said_to_be_missing(file, opened):
    page = opened(file, "phone", offline=True)
    page.wait_for_selector(".status-done")
    page.evaluate("window.rural.changeQuery(query => { query.years = 2; })")
    page.wait_for_selector(".status-not_in_file")
    assert "finns inte i filen" in page.locator("#status-text").inner_text()
