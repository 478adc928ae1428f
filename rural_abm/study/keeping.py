"""Measurements whose result is a file: many over processes, each kept as it ends.

The same call goes on where an earlier one stopped. A file that is damaged is made again.
"""

from concurrent.futures import FIRST_EXCEPTION, wait

from rural_abm.study.executors import ProcessPool, SameProcess
from rural_abm.study.settings import seconds_between_looks
from rural_abm.study.soundness import is_sound
from rural_abm.study.warming import warm_in


def make_missing(calls, folder, workers, progress=None, *, with_kernels=True):
    """Nothing; makes the files that are not there or damaged.

    `calls`: {path: (function, *arguments)}; each call leaves the Parquet file of its path, whole or not at all.
    `progress(done, all)` counts files. Without `with_kernels` the calls run no model, so nothing is compiled first.
    The first error of a call is raised, and after Ctrl-C a KeyboardInterrupt says how much is kept in `folder`.
    """
    missing = [path for path in calls if not (path.exists() and is_sound(path))]
    if not missing:
        return
    for path in missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    workers = min(workers, len(missing))
    pool = SameProcess() if workers == 1 else ProcessPool(workers)
    try:
        if workers > 1 and with_kernels:
            warm_in(pool, workers)
        pending = set()
        for path in missing:
            pending.add(pool.submit(*calls[path]))
            _tell(progress, calls, missing)
        while pending:
            done, pending = wait(pending, return_when=FIRST_EXCEPTION, timeout=seconds_between_looks())
            _tell(progress, calls, missing)
            for future in done:
                future.result()
    except BaseException as error:
        if workers > 1:
            pool.terminate()
        if isinstance(error, KeyboardInterrupt):
            told = f"Stopped with {_kept(calls, missing)} of {len(calls)} measurements finished, kept in {folder}."
            raise KeyboardInterrupt(f"{told}\nThe same command goes on from there.") from None
        raise
    pool.shutdown()


def _kept(calls, missing):
    return len(calls) - sum(not path.exists() for path in missing)


def _tell(progress, calls, missing):
    if progress:
        progress(_kept(calls, missing), len(calls))
