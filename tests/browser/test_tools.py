"""Sharing, files, pictures, printing, presenting, touring, languages, keyboard, and a connection that breaks."""

import io
import json
import re
import signal

import numpy as np
import pytest
from PIL import Image

from tests.browser.browsing import HOME, answered, free_port, short, start_demo, until, wait_until_served

pytestmark = pytest.mark.verify


def downloaded(page, selector):
    """Content of the file that a click downloads."""
    with page.expect_download() as waiting:
        page.locator(selector).click()
    return waiting.value.suggested_filename, open(waiting.value.path(), "rb").read()


def choose(page, tool):
    page.locator(f"#{tool}").click()
    page.wait_for_selector("#tool-dialog[open]")


def test_the_language_changes_everywhere_without_losing_what_is_chosen(page):
    before = page.evaluate("JSON.stringify(window.rural.state.query)")
    page.evaluate("window.rural.showTime(20)")
    page.locator("#lang-en").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().startswith("Two worlds")
    assert page.evaluate("JSON.stringify(window.rural.state.query)") == before
    assert page.evaluate("window.rural.state.month") == 20
    visible = page.locator("body").inner_text()
    assert not re.search(r"\b(och|inte|sämre|Styrmodell|vårdplats)\b", visible), visible
    page.locator("#lang-sv").click()
    assert "sämre" in page.locator("body").inner_text() or "bättre" in page.locator("body").inner_text()


def test_swedish_numbers_have_a_comma_and_english_a_point(page):
    page.locator("#tab-button-charts").click()
    swedish = page.locator(".chart .values").all_inner_texts()
    assert any(re.search(r"\d,\d", text) for text in swedish) and not any(
        re.search(r"\d\.\d", text) for text in swedish
    )
    page.locator("#lang-en").click()
    assert any(re.search(r"\d\.\d", text) for text in page.locator(".chart .values").all_inner_texts())


def test_a_world_is_saved_as_a_scenario_file_and_read_again(page, tmp_path):
    lever = page.locator("#levers input[type=range]").first
    lever.focus()
    lever.press("ArrowRight")
    saved_query = page.evaluate("window.rural.state.query.worlds[1]")
    choose(page, "files")
    name, content = downloaded(page, "#save-world-1")
    assert name.endswith(".toml") and b"governance" in content
    path = tmp_path / name
    path.write_bytes(content)
    page.keyboard.press("Escape")
    page.locator("#reset").click()
    assert page.evaluate("Object.keys(window.rural.state.query.worlds[1].levers).length") == 0
    choose(page, "files")
    page.set_input_files("#scenario-file", str(path))
    until(page, "() => document.querySelector('#notice').textContent.startsWith('Inläst')")
    read = page.evaluate("window.rural.state.query.worlds[1]")
    assert read["governance"] == saved_query["governance"]
    assert {**read["levers"], **read["own"]}, read


def test_a_file_that_is_no_scenario_is_refused_in_words(page, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text("governance = 'no_such_model'\n")
    choose(page, "files")
    page.set_input_files("#scenario-file", str(path))
    until(page, "() => document.querySelector('#file-note').textContent.length > 5")
    assert "Traceback" not in page.locator("#file-note").inner_text()


def coloured(content, colour, tolerance=40):
    """How many pixels of a picture have nearly this colour."""
    picture = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), dtype=int)
    return int((np.abs(picture - np.array(colour)).max(axis=2) < tolerance).sum())


def test_map_and_charts_are_saved_as_pictures_with_what_they_show(page):
    choose(page, "export")
    name, content = downloaded(page, "#png-map")
    assert name.endswith(".png") and coloured(content, (0x8D, 0x8D, 0x8D), 12) > 2000, "roads"
    assert coloured(content, (0xD3, 0xE3, 0xEC), 6) > 2000, "water"
    name, content = downloaded(page, "#png-charts")
    assert name.endswith(".png") and coloured(content, (0x00, 0x79, 0x5A), 12) > 2000, "lines of world B"


def test_figures_are_saved_as_csv_and_a_page_to_print_opens(page, served):
    choose(page, "export")
    name, content = downloaded(page, "#csv")
    lines = content.decode("utf-8-sig").splitlines()
    assert name.endswith(".csv") and len(lines) > 20
    href = page.locator("#summary").get_attribute("href")
    other = page.context.new_page()
    other.goto(f"{served}/{href}")
    assert other.locator(".summary, main, body").first.inner_text().strip()
    assert other.evaluate("document.styleSheets.length") >= 1


def test_presenter_view_makes_room_and_reset_starts_over(page):
    page.locator("#presenter").click()
    assert page.locator("#controls").is_hidden() and page.locator("#maps").is_visible()
    page.locator("#presenter").click()
    assert page.locator("#controls").is_visible()
    page.evaluate("window.rural.showTime(33)")
    page.locator("#reset").click()
    assert page.evaluate("window.rural.state.month") == 0
    assert page.evaluate(
        "window.rural.canonical(window.rural.state.query) === window.rural.canonical(window.rural.firstQuery())"
    )


def test_the_tour_has_five_steps_and_can_be_walked_by_keyboard(page):
    page.locator("#tour").focus()
    page.keyboard.press("Enter")
    seen = []
    for _ in range(5):
        seen.append(page.locator("#tour-title").inner_text())
        page.locator("#tour-next").focus()
        page.keyboard.press("Enter")
    assert len(set(seen)) == 5 and seen[4].startswith("Steg 5 av 5")
    assert page.locator("#tour-box").is_hidden()


def test_tabs_and_levers_are_reached_and_moved_by_keyboard(page):
    page.locator("#tab-button-answer").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#tab-button-charts").get_attribute("aria-selected") == "true"
    page.locator("#levers input[type=range]").first.focus()
    before = page.locator("#levers output").first.inner_text()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert (
        page.locator("#levers output").first.inner_text() != before
        or page.evaluate("Object.keys(window.rural.state.query.worlds[1].levers).length") == 1
    )


def test_a_server_that_dies_and_comes_back_is_found_again(opened):
    port = free_port()
    process = start_demo(port)
    try:
        wait_until_served(f"http://{HOME}:{port}", process)
        page = answered(opened(short(f"http://{HOME}:{port}")))
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        lever = page.locator("#levers input[type=range]").first
        lever.focus()
        lever.press("ArrowRight")
        page.wait_for_selector(".status-lost")
        process = start_demo(port)
        answered(page)
        assert json.loads(page.evaluate("JSON.stringify(window.rural.answer.pairs)")) >= 1
    finally:
        process.terminate()
        process.wait(timeout=30)
