"""Order of service: the guest served least comes first, no run is made twice, or made when no one waits for it."""

import asyncio
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from rural_abm import Scenario, parameters_in_force
from rural_abm.demo import desk as desk_module
from rural_abm.demo import tasks
from rural_abm.demo.desk import BusyError, Desk, Job
from rural_abm.demo.streams import paired_jobs


class ByHand(Executor):
    """Calls are begun in order and end when told."""

    def __init__(self):
        self.begun = []

    def submit(self, function, *arguments):
        future = Future()
        self.begun.append((arguments[0] if arguments else None, future))
        return future

    def end(self, name, result=1):
        next(future for begun, future in self.begun if begun == name and not future.done()).set_result(result)

    def names(self):
        return [name for name, _ in self.begun]


class Nowhere:
    def get(self, key):
        return None


def jobs(*names):
    return [Job(name, len, (name,)) for name in names]


def with_desk(test, workers=1):
    """Runs an asynchronous test with a ready Desk; others than runs are kept in memory."""

    async def run():
        pool = ByHand()
        desk = Desk(Nowhere(), pool, workers)
        desk.warm_seconds = 0
        await test(desk, pool)

    # In a thread of its own: a browser driven from this one keeps a loop running in it.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


async def listen(desk, names, heard=None):
    async for place in desk.watch(jobs(*names)):
        if heard is not None:
            heard.append(place)


async def turn():
    for _ in range(20):
        await asyncio.sleep(0)


def test_first_answers_come_before_anybodys_last():
    async def test(desk, pool):
        first = asyncio.create_task(listen(desk, ["a1", "a2", "a3"]))
        await turn()
        second = asyncio.create_task(listen(desk, ["b1", "b2"]))
        await turn()
        for name in ("a1", "b1", "a2", "b2", "a3"):
            pool.end(name)
            await turn()
        await asyncio.gather(first, second)
        assert pool.names() == ["a1", "b1", "a2", "b2", "a3"]

    with_desk(test)


def test_what_several_ask_for_is_done_once():
    async def test(desk, pool):
        both = [asyncio.create_task(listen(desk, ["x", "y"])) for _ in range(2)]
        await turn()
        pool.end("x"), pool.end("y")
        await asyncio.gather(*both)
        await listen(desk, ["x", "y"])
        assert pool.names() == ["x", "y"]

    with_desk(test, workers=2)


def test_what_nobody_waits_for_any_more_is_not_begun():
    async def test(desk, pool):
        gone = asyncio.create_task(listen(desk, ["a", "b", "c"]))
        await turn()
        gone.cancel()
        await turn()
        pool.end("a")
        await turn()
        assert pool.names() == ["a"] and desk.counts() == (0, 0, 0)

    with_desk(test)


def test_the_place_in_the_queue_is_told():
    async def test(desk, pool):
        heard = []
        tasks = [asyncio.create_task(listen(desk, ["a"])), asyncio.create_task(listen(desk, ["b"]))]
        await turn()
        tasks.append(asyncio.create_task(listen(desk, ["c"], heard)))
        await turn()
        for name in "abc":
            pool.end(name)
            await turn()
        await asyncio.gather(*tasks)
        assert heard[0] == 2 and heard[-1] == 0 and sorted(heard, reverse=True) == heard

    with_desk(test)


def test_an_error_is_told_to_those_who_asked_and_the_others_go_on():
    async def test(desk, pool):
        bad, good = asyncio.create_task(listen(desk, ["bad"])), asyncio.create_task(listen(desk, ["good"]))
        await turn()
        pool.begun[0][1].set_exception(ValueError("no"))
        await turn()
        pool.end("good")
        await good
        with pytest.raises(ValueError, match="no"):
            await bad

    with_desk(test)


def test_more_than_the_limit_are_sent_away(monkeypatch):
    monkeypatch.setattr(desk_module, "limit", lambda name: 1)

    async def test(desk, pool):
        task = asyncio.create_task(listen(desk, ["a"]))
        await turn()
        with pytest.raises(BusyError):
            await listen(desk, ["b"])
        pool.end("a")
        await task

    with_desk(test)


def test_nothing_begins_before_the_workers_are_ready():
    async def test(desk, pool):
        desk.warm_seconds = None
        task = asyncio.create_task(listen(desk, ["a"]))
        await turn()
        assert pool.names() == []
        task.cancel()
        await turn()

    with_desk(test)


def test_a_desk_that_closes_lets_go_of_those_who_wait():
    async def test(desk, pool):
        waiting = desk.watch(jobs("a1", "a2"))
        await anext(waiting)
        desk.close()
        await waiting.aclose()
        assert desk.counts()[0] == 0

    with_desk(test)


def test_what_workers_warm_up_beforehand_is_what_the_first_pair_begins_with(monkeypatch):
    begun = []

    class Recorded:
        def of(self, scenario):
            begun.append((scenario.seed, scenario.years, scenario.months, parameters_in_force(scenario)))

    monkeypatch.setattr(tasks, "_warm", Recorded)
    monkeypatch.setattr(tasks, "run_world", lambda scenario, outcomes, warm: warm.of(scenario))
    tasks.prepare()
    for job in paired_jobs([Scenario(), Scenario("home_hospital")], 1)[0]:
        job.function(*job.arguments)
    assert begun[0] == begun[1] == begun[2]
