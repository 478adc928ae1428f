"""Measurements whose results are files: many over processes, each kept as it ends.

The same call resumes an earlier one. A damaged file is made again.
"""

from concurrent.futures import FIRST_EXCEPTION, wait

from rural_abm.study.results.integrity import is_sound
from rural_abm.study.results.settings import seconds_between_looks
from rural_abm.study.running.executors import processes
from rural_abm.study.running.precompile import warm_in


def make_missing(calls, folder, workers, progress=None, *, with_kernels=True):
    """Make the files that are missing or damaged.

    `calls`: {path: (function, *arguments)}; each call writes the Parquet file of its path atomically. `progress(done,
    all)` counts files. Without `with_kernels` the calls run no model, so nothing is compiled first. The first error of
    a call is raised, and after Ctrl-C a KeyboardInterrupt says how much is kept in `folder`.
    """
    missing = [path for path in calls if not (path.exists() and is_sound(path))]
    if not missing:
        return
    for path in missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    workers = min(workers, len(missing))
    try:
        with processes(workers) as pool:
            if workers > 1 and with_kernels:
                warm_in(pool, workers)
            _make([calls[path] for path in missing], pool, lambda: _tell(progress, calls, missing))
    except KeyboardInterrupt:
        told = f"Stopped with {_kept(calls, missing)} of {len(calls)} measurements finished, kept in {folder}."
        raise KeyboardInterrupt(f"{told}\nThe same command resumes from there.") from None


def _make(calls, pool, tell):
    pending = set()
    for call in calls:
        pending.add(pool.submit(*call))
        tell()
    while pending:
        done, pending = wait(pending, return_when=FIRST_EXCEPTION, timeout=seconds_between_looks())
        tell()
        for future in done:
            future.result()


def _kept(calls, missing):
    return len(calls) - sum(not path.exists() for path in missing)


def _tell(progress, calls, missing):
    if progress:
        progress(_kept(calls, missing), len(calls))
