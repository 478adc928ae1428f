"""A process pool that survives the death of a worker, and an executor in the calling process.

Both are `concurrent.futures.Executor`s and can be replaced by another one, such as a cluster's.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import current_process, get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rural_abm.engine.errors import InputError
from rural_abm.engine.process_setup import prepare_process
from rural_abm.study.results.settings import check_count

# Names, for the workers, the file by which one of them tells that the main script starts itself again.
MARK = "RURAL_ABM_UNGUARDED"


def usable_cores() -> int:
    """Return the number of cores this process may use, at least 1."""
    try:
        return len(os.sched_getaffinity(0)) or 1
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def check_workers(workers):
    """Return the number of workers: all usable cores for None; raise InputError unless a whole number above 0."""
    stop_unguarded_script()
    if workers is None:
        return usable_cores()
    return check_count(workers, "workers")


def stop_unguarded_script():
    """End a worker whose main script starts work of its own while the worker is still reading the script.

    A new process reads the main script of its parent. If the script's calls are not under `if __name__ == "__main__"`,
    it would make them again there, endlessly: the worker leaves a mark, by which its parent knows the cause, and ends
    silently.
    """
    mark = os.environ.get(MARK)
    if mark and getattr(current_process(), "_inheriting", False):
        with suppress(OSError):  # the parent has seen another's mark and gone
            Path(mark).touch()
        os._exit(1)


class WorkerDiedError(InputError):
    """A process died twice at the same task."""


@dataclass
class _Task:
    """A requested call, and the future that the caller holds."""

    future: Future
    call: tuple
    has_broken: bool = False
    pool: ProcessPoolExecutor | None = None  # the processes it was last given to


class ProcessPool(Executor):
    """Runs calls in `workers` fresh processes; calls and results must be picklable.

    When a worker dies (out of memory, killed) the processes are replaced, and the calls in progress are made again one
    at a time, so that the one at fault is known: a second death fails that call alone, with a WorkerDiedError.
    """

    def __init__(self, workers: int) -> None:
        """Create the pool; processes start with the first call."""
        self._workers = workers
        self._lock = threading.RLock()
        self._waiting, self._suspects, self._running = deque(), deque(), {}
        self._pool = None
        self._closed = self._terminated = False
        self._marks = None
        self._idle = threading.Condition(self._lock)

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a Future of function(*args, **kwargs); raise RuntimeError after shutdown."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool is shut down")
            task = _Task(Future(), (function, args, kwargs))
            self._waiting.append(task)
            self._fill()
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Accept no more calls; `cancel_futures` drops those not begun; `wait` until the others are done."""
        with self._lock:
            self._closed = True
            if cancel_futures:
                self._drop_waiting()
            while wait and (self._running or self._waiting or self._suspects):
                self._idle.wait()
            pool = self._pool
        if pool is not None:
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait and self._marks is not None:
            self._marks.cleanup()

    def terminate(self) -> None:
        """End the workers at once and cancel their calls."""
        with self._lock:
            self._closed = self._terminated = True
            self._drop_waiting()
            pool = self._pool
            processes = list((getattr(pool, "_processes", None) or {}).values())
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        if pool is not None:
            pool.shutdown()  # dropped while its own thread is ending, it can wait for itself (Python 3.12.1, 3.13.0)

        if self._marks is not None:
            self._marks.cleanup()

    @property
    def _mark(self):
        return Path(self._marks.name) / "unguarded"

    def _drop_waiting(self):
        for task in (*self._waiting, *self._suspects):
            task.future.cancel()
        self._waiting.clear()
        self._suspects.clear()

    def _fill(self):
        """Submit as many calls to the processes as there are workers; suspects alone."""
        while len(self._running) < self._workers and not any(task.has_broken for task in self._running.values()):
            if self._suspects and self._running:
                return
            queue = self._suspects or self._waiting
            if not queue:
                return
            task = queue.popleft()
            if task.has_broken or task.future.set_running_or_notify_cancel():
                self._start(task)

    def _start(self, task):
        function, args, kwargs = task.call
        with _deaf_to_ctrl_c():
            try:
                inner = self._processes().submit(function, *args, **kwargs)
            except BrokenProcessPool:  # died while idle: no call is to blame
                self._pool = None
                inner = self._processes().submit(function, *args, **kwargs)
        task.pool = self._pool
        self._running[inner] = task
        inner.add_done_callback(self._done)

    def _processes(self):
        if self._pool is None:
            self._marks = self._marks or TemporaryDirectory(prefix="rural_abm-")
            os.environ[MARK] = str(self._mark)
            self._pool = ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_begin_worker)
        return self._pool

    def _done(self, inner):
        # From Python 3.12 on, a pool that breaks reports its calls while it holds its own lock. What follows needs this
        # pool's lock and may drop the broken pool, which takes that lock again; so another thread does it.
        if _broke(inner):
            threading.Thread(target=self._finished, args=(inner,)).start()
        else:
            self._finished(inner)

    def _finished(self, inner):
        with self._lock:
            task = self._running.pop(inner)
            broken = _broke(inner)
            if broken and self._pool is task.pool:
                self._pool = None
            task.pool = None
            is_unguarded = broken and not self._terminated and self._mark.exists()
            if is_unguarded:
                task.future.set_exception(_unguarded_error())
            elif broken and not task.has_broken and not self._terminated:
                task.has_broken = True
                self._suspects.append(task)
            else:
                _settle(task.future, inner, broken and not self._terminated)
            self._fill()
            self._idle.notify_all()


def _unguarded_error():
    script = getattr(sys.modules["__main__"], "__file__", None) or "the script"
    return InputError(
        "is started again by each of its workers",
        where=script,
        allowed='put its calls under `if __name__ == "__main__":`',
    )


def _broke(inner):
    """Return whether the processes of a call ended before it was done."""
    return not inner.cancelled() and isinstance(inner.exception(), BrokenProcessPool)


def _settle(future, inner, broken):
    """Pass the outcome of the inner future on; an externally stopped call ends in BrokenProcessPool."""
    if inner.cancelled():
        future.set_exception(BrokenProcessPool("stopped before it was done"))
    elif broken:
        future.set_exception(
            WorkerDiedError(
                "a process died twice on the same task; it was killed or ran out of memory",
                where="worker",
                allowed="fewer workers, or more memory",
            )
        )
    elif inner.exception() is not None:
        future.set_exception(inner.exception())
    else:
        future.set_result(inner.result())


@contextmanager
def _deaf_to_ctrl_c():
    """Start processes within the context that ignore Ctrl-C from their first moment; the parent handles it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may change signals; a worker that takes another's place is deaf a moment later
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin_worker():
    """Set up a worker: ignore Ctrl-C, and end when the parent has ended, however it did."""
    prepare_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent():
    parent_process().join()
    os._exit(1)


class SameProcess(Executor):
    """Makes each call at once, in the calling process: for one worker, for tests and for debuggers."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a Future that is already done."""
        future = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def processes(workers):
    """Yield an executor of `workers` processes, or the calling process for one; calls in progress end with it.

    Not for calls whose results are never awaited.
    """
    if workers == 1:
        yield SameProcess()
        return
    pool = ProcessPool(workers)
    try:
        yield pool
    finally:
        pool.terminate()
