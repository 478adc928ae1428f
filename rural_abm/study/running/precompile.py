"""Compilation of all kernels into the cache, by one process or by two that share the kernels."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, wait
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rural_abm.governance import Scenario
from rural_abm.study.results.settings import seconds_between_looks
from rural_abm.study.running.progress import progress_bar

# Two halve the time; more would mostly compile the same parts once more.
MOST_SHARERS = 2
# In the folder of claims: how many kernels there are, and the ending of the names of those that are compiled.
COUNT, COMPILED = "kernels.count", ".compiled"
TEXT = "Compiling the model (once)"


def warm(workers: int = 1) -> float:
    """Compile all kernels into the cache by one short run; return the seconds it took (float).

    With several workers two processes first share the kernels between them. A terminal shows the progress.
    """
    from rural_abm.study.running.executors import processes

    started = time.perf_counter()
    if is_warm():
        run_a_year()
    elif workers > 1:
        with processes(MOST_SHARERS) as pool:
            warm_in(pool, workers, in_short_life)
    else:
        with progress_bar(TEXT) as tell, TemporaryDirectory() as claims:
            compile_share(0, claims, tell)
            run_a_year()
    return time.perf_counter() - started


def warm_in(pool: Executor, workers: int, call: Callable[..., Any] | None = None) -> None:
    """Compile all kernels in the processes of a pool of `workers` workers, unless they have been compiled.

    `call(task, *arguments)` does a task in a process of the pool (default: just that). A terminal shows the progress.
    """
    call = call or in_long_life
    if not is_cold():
        return
    with progress_bar(TEXT) as tell, TemporaryDirectory() as claims:
        if workers > 1:
            watch([pool.submit(call, compile_share, number, claims) for number in range(MOST_SHARERS)], claims, tell)
        pool.submit(call, run_a_year).result()


def watch(shares, claims, tell=None):
    """Wait for the futures of all sharers, calling `tell(done, all)` meanwhile; raise any error of theirs."""
    left = shares
    while left:
        _, left = wait(left, timeout=seconds_between_looks())
        if tell:
            tell(*progress_of(claims))
    for share in shares:
        share.result()


def progress_of(claims):
    """Return (kernels compiled, all steps or None while unknown): the short run at the end is one step more."""
    folder = Path(claims)
    done = sum(1 for path in folder.iterdir() if path.name.endswith(COMPILED))
    try:
        return done, int((folder / COUNT).read_text()) + 1
    except (OSError, ValueError):  # not there, or not written out yet
        return done, None


def in_short_life(task, *arguments):
    """Return the task's result in a process that does nothing else, without garbage collection.

    Collection, also at exit, would take a tenth of the time to compile.
    """
    gc.disable()
    try:
        return task(*arguments)
    finally:
        gc.freeze()


def in_long_life(task, *arguments):
    """Return the task's result in a process that continues with other work."""
    return task(*arguments)


def run_a_year():
    """Make a short run, which compiles what has not been compiled, and record that everything is compiled."""
    from rural_abm.simulation.model import RuralModel

    RuralModel(Scenario(years=1)).run()
    mark = _mark()
    if mark is not None:
        with suppress(OSError):  # a full disk: compiled again at the next start
            mark.touch()


def compile_share(number, claims, tell=None):
    """Compile the kernels of the phases and of the start that are not yet claimed in the folder `claims`.

    The folder gets a file for each claim, and one more when it is compiled; `tell(done, all)` is called then. Sharer 0
    starts with the first phase, sharer 1 with the last, so that they meet: neighbours have most parts in common.
    """
    from rural_abm.model.people.health import start_people
    from rural_abm.model.ties.past import draw_past
    from rural_abm.regions.place import place_of
    from rural_abm.regions.registers import load_register
    from rural_abm.simulation.initial_world import blank_world
    from rural_abm.simulation.phases import DAY, MONTH, QUARTER, WEEK, YEAR, YEAR_END

    world = blank_world(place_of(), load_register())
    start = (("start_people", start_people), ("draw_past", draw_past))
    groups = [
        [(name, phase) for name, phase in steps if hasattr(phase, "compile_for")]
        for steps in (DAY, (*start, *WEEK, *MONTH, *QUARTER, *YEAR, *YEAR_END))
    ]
    folder = Path(claims)
    (folder / COUNT).write_text(str(sum(map(len, groups))))
    for steps in groups:
        for name, phase in steps[:: -1 if number else 1]:
            if _claimed(folder / name):
                phase.compile_for(world)
                (folder / f"{name}{COMPILED}").touch()
                if tell:
                    tell(*progress_of(claims))


def is_warm() -> bool:
    """Return whether the machine code of this code and mode has been cached by an earlier `warm`."""
    mark = _mark()
    return mark is not None and mark.exists()


def is_cold():
    """Return whether the model has yet to be compiled, and its compilation will be cached."""
    return _mark() is not None and not is_warm()


def _claimed(path):
    """Return whether this process is the first to claim a kernel."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _mark():
    from rural_abm.engine.cache_folder import cache_folder
    from rural_abm.engine.kernels import source_hash

    folder = cache_folder()
    return None if folder is None else folder / f"complete-{source_hash()}"
