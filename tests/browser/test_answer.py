"""Worlds, levers, map, charts, who, story and why, as a workshop uses them."""

import json
import re
from urllib.parse import unquote

import pytest

from tests.browser.browsing import PAIRS, answered, until

pytestmark = pytest.mark.verify


def query(page):
    """What the page would ask now."""
    return page.evaluate("window.rural.state.query")


def series(page, outcome="coc", world="b"):
    return page.evaluate("([o, w]) => window.rural.answer.series[o].region[w]", [outcome, world])


def move_first_slider(page):
    """Moves the first number lever one step with the keyboard and returns its id."""
    slider = page.locator("#levers input[type=range]:not([disabled])").first
    slider.focus()
    slider.press("ArrowRight")
    return slider.get_attribute("id")


def test_the_page_opens_with_a_model_that_is_adopted_and_says_something_about_it(opened, served):
    page = opened(f"{served}/")
    page.wait_for_selector(".card .verdict-better, .card .verdict-worse")
    world = query(page)["worlds"][1]
    assert (world["governance"], world["adoption"]) == ("home_hospital", "full")


def test_moving_a_lever_runs_new_worlds_and_says_how_many_the_answer_rests_on(page):
    before = series(page)
    seen = page.evaluate(
        """() => { window.seen = []; window.rural.on("answer", () => window.seen.push(window.rural.answer.pairs)); }"""
    )
    assert seen is None
    lever = move_first_slider(page)
    assert query(page)["worlds"][1]["levers"]
    page.wait_for_selector(".status-running, .status-asking")
    answered(page)
    counts = page.evaluate("window.seen.filter(n => n)")
    assert counts == sorted(counts) and counts[-1] == PAIRS
    assert str(counts[-1]) in page.locator("#status-text").inner_text()
    assert series(page) != before
    page.locator(f"#{lever}-back").click()
    assert not query(page)["worlds"][1]["levers"]
    assert page.evaluate("document.activeElement.id") == lever


def test_a_ready_comparison_answers_at_once_and_choosing_a_model_changes_the_world(page):
    options = page.locator("#standard option").evaluate_all("list => list.map(o => o.value).filter(Boolean)")
    page.select_option("#standard", options[-1])
    answered(page)
    assert page.locator("#standard").input_value() == options[-1]
    names = page.locator("#model-1 option").evaluate_all("list => list.map(o => o.value)")
    other = next(name for name in names if name != page.locator("#model-1").input_value())
    page.select_option("#model-1", other)
    assert query(page)["worlds"][1]["governance"] == other


def test_a_reform_stands_on_top_of_the_model(page):
    page.locator(".world-b .reforms > summary").click()
    box = page.locator(".world-b .ticks input").first
    box.check()
    assert len(query(page)["worlds"][1]["reforms"]) == 1
    page.wait_for_selector(".status-done")
    assert page.locator("#headline .chip").count() >= 1


def test_levers_of_one_place_are_set_for_that_place(page):
    page.select_option("#lever-place", page.locator("#lever-place option").nth(1).get_attribute("value"))
    move_first_slider(page)
    assert all("." in key for key in query(page)["worlds"][1]["levers"])


def test_every_key_figure_has_a_verdict_in_words_and_unsure_ones_say_so(page):
    words = page.evaluate("Object.values(window.rural.start.verdicts).map(pair => pair.sv)")
    said = page.locator(".card .verdict").all_inner_texts()
    assert said and all(any(word in text for word in words) for text in said)


def test_time_plays_steps_and_is_chosen_and_map_and_charts_follow(page):
    page.locator("#play").click()
    until(page, "() => window.rural.state.month >= 3")
    page.locator("#play").click()
    stopped = page.evaluate("window.rural.state.month")
    page.locator("#step-on").click()
    assert page.evaluate("window.rural.state.month") == stopped + 1
    page.locator("#month").focus()
    page.keyboard.press("End")
    assert page.evaluate("window.rural.yearIndex()") == page.evaluate("window.rural.answer.years.length") - 1
    assert page.locator("#map-year").inner_text().endswith(str(page.evaluate("window.rural.answer.years.at(-1)")))


def test_what_happens_on_the_map_is_what_the_register_says(page):
    page.wait_for_selector("#events .key")
    page.evaluate("window.rural.showTime(30.5)")
    shown = page.locator("#map-0 circle[visibility=visible]").count()
    until(page, "() => window.rural.tripsADot >= 1")
    events = page.evaluate("window.rural.fetchEvents()")
    trips = sum(line[2][30] for line in events["worlds"][0]["trips"])
    each = page.evaluate("window.rural.tripsADot")
    assert (shown == trips) if each == 1 else abs(shown - trips / each) <= max(10, 0.4 * trips / each)
    assert page.locator("#events .log li").count() > 0


def test_a_place_gives_its_figures_with_intervals_by_click_and_by_key(page):
    seat = page.locator("#map-1 .seat").nth(1)
    seat.focus()
    seat.press("Enter")
    page.wait_for_selector("#place table")
    assert page.locator("#place tbody tr").count() >= 5
    assert page.locator("#place tbody .note").first.inner_text().count("till") == 1
    page.locator("#place-close").click()
    assert page.locator("#place").is_hidden()


def test_where_a_difference_cannot_be_told_the_map_of_differences_stays_white(page):
    page.select_option("#map-view", "difference")
    fills = page.evaluate("""() => window.rural.start.municipalities.map((place, i) => {
        const one = (window.rural.answer.figures[window.rural.mapOutcome().name] || {})[place.key];
        return [one ? one.verdict : "none", document.querySelectorAll("#map-0 .seat > circle")[i].getAttribute("fill")];
    })""")
    assert fills and all(
        (fill == "#ffffff") == (verdict not in ("better", "worse", "differs")) for verdict, fill in fills
    )


def test_charts_show_bands_values_and_the_same_time_as_the_map(page):
    page.evaluate("window.rural.showTime(14)")
    page.locator("#tab-button-charts").click()
    charts = page.locator(".chart canvas")
    assert charts.count() == page.evaluate("window.rural.start.charts.length") >= 8
    assert (
        page.locator(".chart .values").first.inner_text().startswith(str(page.evaluate("window.rural.answer.years[1]")))
    )
    plot = page.locator(".chart .u-over").first
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] / 2)
    until(
        page,
        "() => document.querySelector('.chart .values').textContent.startsWith(window.rural.answer.years.at(-1))",
    )
    assert re.search(r"A\s[\d\s,−]+", page.locator(".chart .values").first.inner_text())


def test_a_chart_draws_without_bands_when_there_is_one_pair_or_a_hole(page):
    page.evaluate("""() => {
        const row = window.rural.answer.series[window.rural.mapOutcome().name].region;
        row.a_low = null; row.b_high = row.b_high && [null].concat(row.b_high.slice(1));
        window.rural.state.tab = "charts"; window.rural.emit("tab", "charts");
    }""")
    assert page.locator(".chart canvas").count() == page.evaluate("window.rural.start.charts.length")


def test_who_gains_and_who_pays_names_payers_and_places(page):
    page.locator("#tab-button-who").click()
    assert page.locator(".payers tbody tr").count() == page.evaluate("window.rural.answer.payers.length")
    assert page.locator(".where thead th").count() == 1 + page.evaluate("window.rural.start.municipalities.length")


def test_one_person_is_drawn_and_lives_ten_years_in_both_worlds(page):
    page.locator("#tab-button-person").click()
    page.select_option("#wish-lives_alone", "1")
    page.locator("#draw-person").click()
    page.wait_for_selector("#story-picture")
    first = page.locator("#person-words").inner_text()
    assert page.locator("#story-picture line[stroke-dasharray='2 5']").count() > 0
    assert page.locator("#tab-person tbody tr").count() == 10
    page.locator("#draw-person").click()
    until(
        page,
        "words => ![null, words].includes(document.querySelector('#person-words')?.textContent ?? null)",
        first,
    )


def test_why_takes_the_answer_apart_and_shows_definition_loops_and_sources(page):
    page.locator(".card button", has_text="Varför").first.click()
    assert page.locator("#tab-why .facts dd").count() >= 4
    page.locator("#take-apart").click()
    page.wait_for_selector("#why-table tbody tr")
    assert page.locator(".lever-card").count() == page.evaluate("window.rural.start.levers.length")


def test_a_loop_says_in_words_how_strong_it_is_where_that_was_measured(page):
    page.evaluate("""() => {
        const figure = (size) => ({ difference: -0.1, low: -0.2, high: -0.05, size: size });
        const of = Object.fromEntries(window.rural.start.loops.map((one, i) => [one.name,
            Object.fromEntries(one.outcomes.map((name) => [name, figure(["strong", "weak", "untold"][i % 3])]))]));
        window.rural.start.loops_measured = { seeds: 12, years: 10, of: of };
        window.rural.showWhy(window.rural.outcome("admissions"));
    }""")
    told = page.locator(".loop-strength").all_inner_texts()
    assert len(told) == page.evaluate("window.rural.outcome('admissions').loops.length") > 1
    assert any("Hela slingan ger" in text and "intervall" in text for text in told)
    page.locator("#lang-en").click()
    assert any("The whole loop brings" in text for text in page.locator(".loop-strength").all_inner_texts())
    page.evaluate("() => { window.rural.start.loops_measured = null; window.rural.emit('shown', 'why'); }")
    assert page.locator(".loop-strength").count() == 0


def test_an_assumption_is_changed_live_and_put_back(page):
    page.locator("#tab-button-why").click()
    page.locator("#drawer > summary").click()
    slider = page.locator("#assumption-list input[type=range]").first
    before = series(page)
    slider.focus()
    slider.press("End")
    until(page, "() => Object.keys(window.rural.state.query.parameters).length === 1")
    answered_again(page)
    assert series(page) != before
    page.locator("#drawer button", has_text="Återställ alla").click()
    assert query(page)["parameters"] == {}


def answered_again(page):
    page.wait_for_selector(".status-asking, .status-running")
    page.wait_for_selector(".status-done")


def test_the_link_brings_back_the_same_page(page, opened):
    page.select_option("#map-outcome", page.locator("#map-outcome option").nth(2).get_attribute("value"))
    move_first_slider(page)
    page.locator("#lang-en").click()
    page.locator("#share").click()
    link = page.locator("#share-link").input_value()
    other = opened(link)
    other.wait_for_selector(".found button")
    assert other.locator("html").get_attribute("lang") == "en"
    assert query(other) == query(page) == json.loads(unquote(re.search(r"#q=([^&]+)", link)[1]))
    assert other.locator("#map-outcome").input_value() == page.locator("#map-outcome").input_value()


@pytest.mark.parametrize("fragment", ["#q=%7Bnot", "#q=%7B%22v%22%3A1%7D", "#q=%ZZ", "#<img src=x onerror=alert(1)>"])
def test_a_broken_or_hostile_link_changes_nothing_and_is_said_to_be_so(opened, served, fragment):
    page = opened(f"{served}/{fragment}")
    page.wait_for_selector(".found button")
    assert page.locator("img").count() == 0
    assert fragment.startswith("#<") or page.locator("#notice").inner_text()


def test_new_answers_take_neither_focus_nor_what_was_opened_away(page):
    page.locator("#ticks-1").evaluate("node => node.closest('details').open = true")
    page.locator("#ticks-1").evaluate("node => { node.scrollTop = 60; }")
    chip = page.locator(".found button:not([disabled])").last
    chip.focus()
    name = chip.get_attribute("id")
    page.evaluate("window.rural.emit('answer'); window.rural.emit('query')")
    assert page.evaluate("document.activeElement.id") == name
    assert page.locator("#ticks-1").evaluate("node => [node.closest('details').open, node.scrollTop]") == [True, 60]


def test_standard_scenarios_that_cannot_be_used_are_said_with_the_command_that_renews_them(page):
    assert page.locator("#standard-note").count() == 0 or page.locator("#standard-note code").count() == 1
    told = {"state": "damaged", "message": {"sv": "Går inte att läsa.", "en": "Cannot be read."}}
    page.evaluate("told => { Object.assign(window.rural.start.standard, told); window.rural.emit('start'); }", told)
    note = page.locator("#standard-note")
    assert (
        "Går inte att läsa." in note.inner_text() and note.locator("code").inner_text() == "rural-abm demo --precompute"
    )
    page.locator("#lang-en").click()
    assert "Cannot be read. To compute them:" in note.inner_text()


def test_what_rounds_to_nothing_has_no_sign(page):
    said = "[[-0.001, 2], [-0.006, 2], [0.004, 2], [-0.4, 0], [-0, 1]].map(one => window.rural.number(...one))"
    assert page.evaluate(said) == ["0,00", "−0,01", "0,00", "0", "0,0"]
    assert page.evaluate("window.rural.number(-0.001, 2, true)") == "0,00"
