"""Progress bars with time left on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

# The display that is on the screen now, as a list of at most one: work within work gets a line of its own in it.
_shown = []


@contextmanager
def progress_bar(text: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a function (done, all) that moves a bar, which vanishes at the end; None without a terminal."""
    import sys

    if not sys.stderr.isatty():
        yield None
        return
    if _shown:
        (bar,) = _shown
        task = bar.add_task(text, total=None)
        try:
            yield lambda done, total: bar.update(task, completed=done, total=total)
        finally:
            bar.remove_task(task)
        return
    with _display() as bar:
        task = bar.add_task(text, total=None)
        _shown.append(bar)
        try:
            yield lambda done, total: bar.update(task, completed=done, total=total)
        finally:
            _shown.clear()


def _display():
    """Return the Progress of rich that is shown."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
