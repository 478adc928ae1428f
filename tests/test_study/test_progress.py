"""Progress bars: seen on a terminal only; work within work has a line of its own."""

import io
import time
from contextlib import redirect_stderr

import pytest

from rural_abm.study.running.progress import progress_bar


def wait_until(is_so):
    """Wait until something is so, at most a minute: bars are drawn ten times a second."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def kind_of_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")


def test_nothing_is_shown_where_nobody_looks():
    shown = io.StringIO()
    with redirect_stderr(shown), progress_bar("Simulating") as progress:
        assert progress is None
    assert shown.getvalue() == ""


def test_work_within_work_has_a_line_of_its_own():
    terminal = Terminal()
    with redirect_stderr(terminal), progress_bar("Simulating") as outer:
        outer(1, 4)
        with progress_bar("Compiling") as inner:
            inner(1, None)  # nobody knows of how many yet
            inner(3, 4)
        outer(2, 4)
    assert "Simulating" in terminal.getvalue() and "Compiling" in terminal.getvalue()


def test_a_failure_leaves_no_bar_behind():
    terminal = Terminal()
    with redirect_stderr(terminal):
        with pytest.raises(ValueError), progress_bar("Simulating"), progress_bar("Compiling"):
            raise ValueError
        with progress_bar("Drawing") as progress:
            progress(1, 2)
    assert "Drawing" in terminal.getvalue()
