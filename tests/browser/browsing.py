"""What the browser tests share: the served page, and waiting for it."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PATIENCE = 240  # seconds: the first start compiles the model
HOME = "127.0.0.1"
YEARS, PAIRS = 3, 3
SIZES = {"phone": (390, 844), "laptop": (1366, 768), "projector": (1920, 1080)}


def free_port():
    with socket.socket() as one:
        one.bind((HOME, 0))
        return one.getsockname()[1]


def wait_until_served(address, process):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the demo ended with code {process.returncode}")
        try:
            return urllib.request.urlopen(f"{address}/api/health", timeout=2).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return pytest.fail("the demo did not answer")


def start_demo(port):
    """The process of `rural-abm demo` at this port."""
    command = [sys.executable, "-m", "rural_abm", "demo", "--no-browser", "--port", str(port)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def is_home(url):
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "file") or parts.hostname == HOME


def is_expected(text):
    """What Chromium itself writes about a refusal or a lost connection that the page handles in words."""
    return bool(re.search(r"Failed to load resource|net::ERR_", text))


def short(served, lang="sv", region=None):
    """Address of the page with a question about few years in few worlds, which takes a fraction of the usual."""
    worlds = [{"governance": "call_off"}, {"governance": "home_hospital", "adoption": "full"}]
    query = {"v": 1, "worlds": worlds, "years": YEARS} | ({"region": region} if region else {})
    return f"{served}/?lang={lang}#q={quote(json.dumps(query))}&pairs={PAIRS}"


def answered(page):
    """The page once its answer is complete."""
    page.wait_for_selector(".status-done")
    page.wait_for_selector(".found button")
    return page


def until(page, condition, *given):
    """Wait until a JavaScript function of `given` says yes; the page's rules forbid Playwright's own way."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if page.evaluate(condition, *given):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {condition}")


def findings(page):
    """What axe-core finds, as (rule, elements)."""
    page.evaluate(AXE + "; 0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:4]) for one in found]
