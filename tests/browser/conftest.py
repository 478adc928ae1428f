"""A real browser before the real page: Debian's Chromium, an empty profile, and nobody else on the network.

Set RURAL_ABM_DEMO_URL to try the tests on a page that is already served.
"""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.browsing import (  # noqa: E402
    CHROMIUM,
    FLAGS,
    HOME,
    PATIENCE,
    SIZES,
    answered,
    free_port,
    is_expected,
    is_home,
    short,
    start_demo,
    wait_until_served,
)


@pytest.fixture(scope="session")
def chromium():
    """The started browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make browser")
    if not CHROMIUM.exists():
        pytest.skip("no Chromium: make browser installs it")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served():
    """Address of a page served for all tests."""
    given = os.environ.get("RURAL_ABM_DEMO_URL")
    if given:
        yield given
        return
    port = free_port()
    process = start_demo(port)
    try:
        wait_until_served(f"http://{HOME}:{port}", process)
        yield f"http://{HOME}:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def opened(chromium):
    """A function that opens an address in a page of a size; whatever the page asks of others fails the test."""
    contexts, wrong = [], []

    def open_page(address, size="laptop", **options):
        width, height = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("request", lambda request: is_home(request.url) or wrong.append(f"asked {request.url}"))
        page.on("pageerror", lambda error: wrong.append(f"error {error}"))
        page.on("console", lambda said: said.type == "error" and not is_expected(said.text) and wrong.append(said.text))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(opened, served):
    """The page in Swedish on a laptop, with a complete answer to a short question."""
    return answered(opened(short(served)))
