"""Machine code of all kernels, made once and kept: by one process, or by two that share the kernels between them."""

import gc
import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from rural_abm.governance import Scenario

# Two halve the time; more would mostly compile the same parts once more.
MOST_SHARERS = 2


def warm(workers=1):
    """Compiles all kernels and keeps their machine code, by one short run; seconds it took (float).

    With several workers two processes first share the kernels between them.
    """
    from rural_abm.study.executors import processes

    started = time.perf_counter()
    if workers > 1 and not is_warm():
        with processes(MOST_SHARERS) as pool:
            warm_in(pool, workers, in_short_life)
    else:
        run_a_year()
    return time.perf_counter() - started


def warm_in(pool, workers, call=None):
    """Nothing; compiles all kernels in the processes of a pool of so many workers, unless they have been compiled.

    `call(task, *arguments)` does a task in a process of the pool (default: just that).
    """
    call = call or in_long_life
    if is_warm() or _mark() is None:
        return
    if workers > 1:
        with TemporaryDirectory() as claims:
            shares = [pool.submit(call, compile_share, number, claims) for number in range(MOST_SHARERS)]
            for share in shares:
                share.result()
    pool.submit(call, run_a_year).result()


def in_short_life(task, *arguments):
    """What the task gives, in a process that has nothing else to do: nobody looks for garbage in it, not at the end
    either, which would take a tenth of the time to compile."""
    gc.disable()
    try:
        return task(*arguments)
    finally:
        gc.freeze()


def in_long_life(task, *arguments):
    """What the task gives, in a process that goes on to other work."""
    return task(*arguments)


def run_a_year():
    """Nothing; a short run, which compiles what has not been, and the note that everything is compiled."""
    from rural_abm.model import RuralModel

    RuralModel(Scenario(years=1)).run()
    mark = _mark()
    if mark is not None:
        with suppress(OSError):  # a full disk: compiled again at the next start
            mark.touch()


def compile_share(number, claims):
    """Nothing; compiles the kernels of the phases and of the start that nobody has claimed yet in the folder `claims`.

    Sharer 0 goes from the first phase on, sharer 1 from the last back, so that they meet: neighbours have most parts in
    common.
    """
    from rural_abm.model import DAY, MONTH, WEEK, YEAR, YEAR_END
    from rural_abm.people.health import start_people
    from rural_abm.place import packaged_place
    from rural_abm.register import load_register
    from rural_abm.start import blank_world
    from rural_abm.ties.past import draw_past

    world = blank_world(packaged_place(), load_register())
    start = (("start_people", start_people), ("draw_past", draw_past))
    for steps in (DAY, (*start, *WEEK, *MONTH, *YEAR, *YEAR_END)):
        for name, phase in steps[:: -1 if number else 1]:
            if hasattr(phase, "compile_for") and _claimed(Path(claims) / name):
                phase.compile_for(world)


def is_warm():
    """Whether the machine code of this code and mode has been kept by an earlier `warm`."""
    mark = _mark()
    return mark is not None and mark.exists()


def _claimed(path):
    """Whether this process is the first to claim a kernel."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _mark():
    from rural_abm.compiled import cache_folder

    folder = cache_folder()
    return None if folder is None else folder / "complete"
