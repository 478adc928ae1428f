"""What the browser tests share: the served page, and waiting for it."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 240  # seconds: the first start compiles the model
HOME = "127.0.0.1"
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
