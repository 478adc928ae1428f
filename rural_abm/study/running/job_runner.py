"""Job execution: runs that share a warm-up, made by an executor and written to a folder one by one as they end."""

import threading
import time
import traceback
from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, wait
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path

from rural_abm.engine.errors import InputError, warn
from rural_abm.engine.kernels import code_hash
from rural_abm.governance.extensions import digests
from rural_abm.study.results.provenance import run_id
from rural_abm.study.results.settings import attempts, seconds_between_looks, seconds_without_workers
from rural_abm.study.running import finished_runs
from rural_abm.study.running.executors import ProcessPool, WorkerDiedError, processes
from rural_abm.study.running.failures import keep_failure
from rural_abm.study.running.precompile import warm_in

# Enough jobs given out that no worker waits, few enough that a hundred thousand runs take no memory.
JOBS_A_WORKER = 2
SECONDS_BETWEEN_COUNTS = 2
# Models of one process share tables of Mesa, so threads of a worker take turns.
_one_at_a_time = threading.Lock()


def carry_out(jobs, folder, workers, executor=None, *, scenarios, outcomes=None, keep_going=False, tell=None):
    """Run all jobs, an iterable of lists of (run_id, Scenario), and write each finished run into the folder.

    `executor` replaces `workers` own processes; a pool of processes may do other work afterwards. The own rules of
    `scenarios`, from which all runs are made, must be usable by every worker (see `check_rules`). With `outcomes`
    (names) only these are kept, of the region and its municipalities. With `keep_going` a run that fails is recorded in
    the folder and the others continue; otherwise its error is raised. `tell(runs)` is called with the number of
    finished runs.
    """
    check_rules(scenarios, executor)
    with nullcontext(executor) if executor else processes(workers) as pool:
        if isinstance(pool, ProcessPool):
            warm_in(pool, workers)
        where = str(Path(folder).absolute())
        make = partial(run_together, folder=where, code=code_hash(), outcomes=outcomes, keep_going=keep_going)
        _watch(pool, make, iter(jobs), Path(folder), JOBS_A_WORKER * workers, tell)


def check_rules(scenarios, executor=None):
    """Load the own rules that scenarios name, here and in every worker of an executor that can reach all of its own.

    Raises InputError where one cannot be used, or is not the same in a worker, before anything runs.
    """
    named = sorted({scenario.extensions for scenario in scenarios if scenario.extensions})
    for texts in named:
        load_rules(texts)
    on_every_worker = getattr(executor, "on_every_worker", None)
    for texts in named if on_every_worker else ():
        for worker, found in on_every_worker(load_rules, texts).items():
            if isinstance(found, Exception) or found != digests(texts):
                what = "is another file there" if isinstance(found, list) else str(found).splitlines()[0]
                allowed = "the same file, by the same path or name, on all machines"
                raise InputError(what, where=f"worker {worker}: {', '.join(texts)}", allowed=allowed)


def load_rules(texts):
    """Load the own rules of extensions (texts) in this process and return their digests (list)."""
    from rural_abm.simulation.extensions import own_rules

    own_rules(texts)
    return digests(texts)


def _watch(executor, make, jobs, folder, most, tell):
    """Submit jobs, at most `most` at a time, until all are done; raise the first fatal error."""
    pending, again, done_runs, lookout = {}, deque(), 0, Lookout(executor)
    try:
        while True:
            for job in _next(again, jobs, most - len(pending)):
                pending[executor.submit(make, job)] = job
                _tell(tell, done_runs, pending, folder)
            if not pending:
                return
            done, _ = wait(pending, timeout=seconds_between_looks(), return_when=FIRST_COMPLETED)
            lookout.look()
            for future in done:
                job = pending.pop(future)
                halves = _settle(future, job, folder, make.keywords["keep_going"])
                again.extend(halves)
                done_runs += len(job) - sum(map(len, halves))
            _tell(tell, done_runs, pending, folder)
    finally:
        for future in pending:
            future.cancel()


class Lookout:
    """Watches the workers of an executor that can lose them: warns when there are none, and gives up in time."""

    def __init__(self, executor, clock=time.monotonic):
        """Watch `executor`, whose `count_workers()` returns the number of workers; without it there is no watch."""
        self._count, self._clock = getattr(executor, "count_workers", None), clock
        self._next, self._gone_since = clock(), None

    def look(self):
        """Warn, once, while there are no workers; raise InputError when there have been none for too long."""
        now = self._clock()
        if self._count is None or now < self._next:
            return
        self._next = now + SECONDS_BETWEEN_COUNTS
        if self._count():
            self._gone_since = None
            return
        if self._gone_since is None:
            self._gone_since = now
            warn(f"the cluster has no workers; waiting {seconds_without_workers()} seconds for workers to return")
        if now - self._gone_since >= seconds_without_workers():
            raise InputError(
                f"the cluster has had no workers for {seconds_without_workers()} seconds",
                where="executor",
                allowed="start workers and repeat the command; finished runs are kept",
            )


def _next(again, jobs, count):
    """Yield the next jobs, at most `count`; those to be tried again first."""
    for _ in range(count):
        if again:
            yield again.popleft()
        else:
            yield from islice(jobs, 1)


def _tell(tell, done_runs, pending, folder):
    if tell:
        tell(done_runs + sum(finished_runs.has_run(folder, run) for job in pending.values() for run, _ in job))


def _settle(future, job, folder, keep_going):
    """Return jobs to try again (list): the single runs of a job that killed its worker; raise other errors."""
    try:
        future.result()
    except CancelledError:
        raise InputError(
            "the scheduler has stopped or dropped its work",
            where="executor",
            allowed="start it again and repeat the command; finished runs are kept",
        ) from None
    except Exception as error:
        if not (keep_going and _has_died(error)):
            raise
        left = [pair for pair in job if not finished_runs.has_run(folder, pair[0])]
        if len(job) > 1:
            return [[pair] for pair in left]
        for run, scenario in left:
            keep_failure(folder, run, scenario, str(error), "")
    return []


def _has_died(error):
    """Return whether an error means that workers died, here or on a cluster."""
    return isinstance(error, WorkerDiedError) or type(error).__name__ == "KilledWorker"


# In a worker


def run_together(job, folder, code, outcomes=None, keep_going=False):
    """Make the runs of one job from one warm-up and write each into the folder as it ends (see `carry_out`).

    Existing runs are left alone. Raises InputError if this process has other code than `code`.
    """
    if code != code_hash():
        raise InputError("has another version of rural_abm", where="worker", allowed="the same code on all machines")
    left = [(run, scenario) for run, scenario in job if not finished_runs.has_run(folder, run)]
    _check_rules(left)
    for trial in range(attempts() if keep_going else 1):
        is_last = trial + 1 == attempts()
        with _one_at_a_time:
            left = _try(left, folder, outcomes, keep_going, is_last)


def _check_rules(job):
    """InputError where a file of own rules is not the one that the runs were asked for with."""
    for run, scenario in job:
        if scenario.extensions and run_id(scenario) != run:
            raise InputError(
                "has changed since the runs were begun",
                where=", ".join(scenario.extensions),
                allowed="the same file for all runs; give the command again",
            )


def _try(job, folder, outcomes, keep_going, is_last):
    """Return the runs (list of pairs) that failed; with `is_last` they are recorded as failed."""
    if not job:
        return []
    try:
        # One run alone goes on from its own warm-up, without a copy.
        snapshot = _warmed(job[0][1]) if len(job) > 1 else None
    except Exception as error:
        if not keep_going:
            raise
        failed = [(pair, error) for pair in job]
    else:
        failed = [(pair, fault) for pair in job if (fault := _run(pair, snapshot, folder, outcomes, keep_going))]
    if is_last:
        for (run, scenario), fault in failed:
            keep_failure(folder, run, scenario, _in_one_line(fault), "".join(traceback.format_exception(fault)))
    return [pair for pair, _ in failed]


def _in_one_line(error):
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _warmed(scenario):
    from rural_abm.simulation.model import RuralModel

    model = RuralModel.warmed(scenario)
    snapshot = model.snapshot()
    model.close()
    return snapshot


def _run(pair, snapshot, folder, outcomes, keep_going):
    """Return the error of a run that failed, or None.

    A folder that cannot be written raises its error, as it stops all runs.
    """
    from rural_abm.simulation.model import RuralModel

    run, scenario = pair
    model = None
    try:
        model = RuralModel(scenario) if snapshot is None else RuralModel.from_snapshot(snapshot, scenario)
        model.run()
        found = model.outcomes() if outcomes is None else finished_runs.of_places(model.outcomes(outcomes))
    except Exception as error:
        if not keep_going:
            raise
        return error
    finally:
        if model is not None:
            model.close()  # models are never freed otherwise, and a worker makes many
    finished_runs.keep_run(folder, run, found)
    return None
