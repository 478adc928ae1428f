"""Computation of the standard scenarios on all workers, resuming an interrupted call."""

from concurrent.futures import FIRST_COMPLETED, wait
from itertools import islice

from rural_abm import ProcessPool
from rural_abm.demo import tasks
from rural_abm.demo.runs import RunStore
from rural_abm.demo.settings import data_folder, page_outcomes, table
from rural_abm.demo.standard import check_written, folder_of, save, wanted_runs
from rural_abm.demo.workers import most_workers

SECONDS_A_MINUTE, MOST_BYTES = 60, 5_000_000


def expected_line(pairs=None, region=None):
    """Return one line on how many runs are missing and how long they should take."""
    missing = len(_missing(wanted_runs(pairs, region), RunStore()))
    seconds = missing * table("settings")["standard"]["seconds_a_run"] / most_workers()
    return f"{missing} runs to make on {most_workers()} processes, about {seconds / SECONDS_A_MINUTE:.0f} minutes."


def precompute(pairs=None, progress=None, region=None):
    """Make the missing standard runs of a region and write their files; return lines (list) that report it.

    Those of the default region go into the package, those of any other into the user's cache folder.
    Finished runs are kept in the user's cache folder, so the same call resumes after Ctrl-C.
    """
    pairs = pairs or table("settings")["standard"]["pairs"]
    folder = folder_of(region)
    check_written(folder)
    wanted, store = wanted_runs(pairs, region), RunStore()
    pool = ProcessPool(most_workers())
    try:
        _carry_out(pool, _missing(wanted, store), store, progress)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("Stopped. Finished runs are kept; the same command resumes.") from None
    finally:
        pool.terminate()
    size = save({key: store.get(key) for key in wanted}, pairs, folder)
    lines = [f"Written to {folder}: {len(wanted)} runs, {size:,} bytes."]
    return lines + (
        [f"More than {MOST_BYTES:,} bytes exceed the limit of the package: choose fewer --pairs."]
        if size > MOST_BYTES and folder == data_folder()
        else []
    )


def _missing(wanted, store):
    """Return {key: Scenario} of the runs not yet kept, grouped by seed, as runs of one seed share a warm-up."""
    missing = {key: scenario for key, scenario in wanted.items() if store.get(key) is None}
    return dict(sorted(missing.items(), key=lambda pair: pair[1].seed))


def _carry_out(pool, missing, store, progress):
    """Make the missing runs, a few ahead of the workers, and keep each run as it ends."""
    left, pending, done = iter(missing.items()), {}, 0
    while True:
        for key, scenario in islice(left, 2 * most_workers() - len(pending)):
            pending[pool.submit(tasks.world, scenario.to_mapping(), page_outcomes())] = key
        if not pending:
            return
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            store.put(pending.pop(future), future.result())
            done += 1
            if progress:
                progress(done, len(missing))
