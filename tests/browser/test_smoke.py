"""The one browser test of the quick tests: the page opens and answers."""

from tests.browser.browsing import short


def test_the_page_opens_answers_and_speaks_of_its_limits(opened, served):
    page = opened(short(served))
    page.wait_for_selector(".found button")
    assert page.title() == "Två världar: vården för sköra äldre, Södra Lappland"
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.locator("#maps svg.map").count() == 2
    assert page.locator(".card .verdict").count() >= 8
    assert "världar" in page.locator("#status-text").inner_text()
    assert page.locator("#limits li").count() >= 5
