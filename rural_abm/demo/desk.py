"""The scheduling of requests: open questions, workers and finished results.

A question is a list of jobs. The workers take the next job of the question with the fewest jobs begun so far, so that
every visitor's first answers come before any visitor's last. A job that several questions need is run once, and a job
that no question needs any longer is not begun. All scheduling happens in the single thread of the server's event loop.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from rural_abm import ProcessPool, is_warm, warm_in
from rural_abm.demo import tasks
from rural_abm.demo.settings import limit, work
from rural_abm.demo.workers import most_workers


class BusyError(Exception):
    """More requests are open than the server accepts."""


@dataclass(frozen=True)
class Job:
    """A call of a function in `tasks`; `key` identifies its result."""

    key: str
    function: object
    arguments: tuple


@dataclass(eq=False)
class Question:
    """The jobs awaited by one request, in order; `given` counts those begun for it."""

    jobs: OrderedDict
    given: int = 0
    failed: Exception | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Memory:
    """The latest results by key, in memory only."""

    def __init__(self, most):
        self._most, self._kept = most, OrderedDict()

    def get(self, key):
        """Return the result, or None."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key, result):
        """Keep a result."""
        self._kept[key] = result
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)


class Desk:
    """The workers and the open questions."""

    def __init__(self, runs, pool=None, workers=None, region=None):
        """Set up the desk with a RunStore and an executor `pool` for `workers` jobs at once (default: processes).

        `region` is the packaged name or folder whose first world the workers prepare (default: the default region).
        """
        self.workers = workers or most_workers()
        self.pool = ProcessPool(self.workers) if pool is None else pool
        self.runs = runs
        self.region = region
        self.others = Memory(work("answers_in_memory"))
        self.warm_seconds = None
        self._questions, self._running = [], {}

    async def prepare(self):
        """Prepare all workers; afterwards `warm_seconds` is known."""
        if not is_warm():
            await asyncio.to_thread(warm_in, self.pool, self.workers)
        done = [asyncio.wrap_future(self.pool.submit(tasks.prepare, self.region)) for _ in range(self.workers)]
        self.warm_seconds = round(max(await asyncio.gather(*done)), 1)
        self._fill()

    def close(self):
        """Stop the workers at once."""
        self._questions.clear()
        end = getattr(self.pool, "terminate", self.pool.shutdown)
        end()

    def store_of(self, job):
        """Return the store for the result of a job."""
        return self.runs if job.function is tasks.world else self.others

    def get(self, job):
        """Return the result of a finished job, or None."""
        return self.store_of(job).get(job.key)

    def counts(self):
        """Return (questions open, jobs running, questions not yet begun)."""
        return len(self._questions), len(self._running), sum(not question.given for question in self._questions)

    async def watch(self, jobs):
        """Yield the number of questions ahead of this one at every change, until all jobs are done.

        Raises BusyError if too many questions are open, and the error of a failed job. Close the generator when the
        client disconnects.
        """
        if len(self._questions) >= limit("streams"):
            raise BusyError
        question = Question(OrderedDict((job.key, job) for job in jobs if self.get(job) is None))
        self._questions.append(question)
        try:
            self._fill()
            while True:
                if question.failed:
                    raise question.failed
                yield self._place(question)
                if not question.jobs:
                    return
                await self._news(question)
        finally:
            if question in self._questions:  # a desk that has closed has let go of all
                self._questions.remove(question)
                self._fill()

    async def result(self, job):
        """Return the result of one job."""
        found = self.get(job)
        if found is None:
            async for _ in self.watch([job]):
                found = self.get(job)
        return found

    async def _news(self, question):
        """Wait for news of the question, or until the next sign of life is due."""
        try:
            await asyncio.wait_for(question.news.wait(), work("seconds_between_signs"))
        except TimeoutError:
            return
        finally:
            question.news.clear()

    def _place(self, question):
        """Return how many open questions will be begun before this one; 0 once it has been begun."""
        if question.given or not question.jobs:
            return 0
        before = self._questions[: self._questions.index(question)]
        return 1 + sum(not other.given and bool(other.jobs) for other in before)

    # workers

    def _fill(self):
        """Assign jobs to idle workers."""
        if self.warm_seconds is None:
            return
        while len(self._running) < self.workers:
            found = self._next()
            if found is None:
                return
            self._begin(*found)

    def _next(self):
        """Return the next (question, job) to begin, or None.

        The question with the fewest jobs begun goes first, and among these the earliest.
        """
        for question in sorted(self._questions, key=lambda one: one.given):
            for key, job in question.jobs.items():
                if key not in self._running:
                    return question, job
        return None

    def _begin(self, question, job):
        for one in self._questions:
            one.given += one is question or job.key in one.jobs
        task = asyncio.ensure_future(self._carry_out(job))
        self._running[job.key] = task
        self._tell_all()

    async def _carry_out(self, job):
        failed = None
        try:
            result = await asyncio.wrap_future(self.pool.submit(job.function, *job.arguments))
            if job.function is tasks.world:
                await asyncio.to_thread(self.runs.put, job.key, result)
            else:
                self.others.put(job.key, result)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            failed = error
        finally:
            del self._running[job.key]
        for question in self._questions:
            if question.jobs.pop(job.key, None) and failed:
                question.failed = failed
        self._tell_all()
        self._fill()

    def _tell_all(self):
        for question in self._questions:
            question.news.set()
