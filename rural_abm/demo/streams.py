"""Streaming responses: server-sent events of comparisons and of lever contributions."""

import asyncio
import json
import time
from collections import OrderedDict

from rural_abm import lever_steps, of_seed, resolve
from rural_abm.demo import tasks
from rural_abm.demo.answers import answer
from rural_abm.demo.desk import BusyError, Job
from rural_abm.demo.reasons import reasons
from rural_abm.demo.refusals import refusal_of
from rural_abm.demo.runs import run_key
from rural_abm.demo.settings import page_outcomes, work

SIGN_OF_LIFE = ": still here\n\n"


def world_job(scenario, seed):
    """Return the Job that runs a scenario with a seed."""
    seeded = of_seed(scenario, seed)
    return Job(run_key(seeded), tasks.world, (seeded.to_mapping(), page_outcomes()))


def paired_jobs(scenarios, pairs):
    """Return [jobs of one seed, one per scenario] for seeds 1, 2, ..."""
    return [[world_job(scenario, seed) for scenario in scenarios] for seed in range(1, pairs + 1)]


def event(name, data):
    """Format one server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(',', ':'))}\n\n"


async def comparison(desk, scenarios, pairs, place, shipped):
    """Yield the events of a comparison of two scenarios; `shipped`: keys of the runs that came with the package."""
    jobs = paired_jobs(scenarios, pairs)
    began = time.perf_counter()

    def message(there):
        first, second = ([desk.get(pair[side]) for pair in there] for side in range(2))
        found = answer(scenarios, first, second, pairs, place)
        standard = sum(all(job.key in shipped for job in pair) for pair in there)
        return {**found, "from_standard": standard, "seconds": round(time.perf_counter() - began, 1)}

    async for text in _told(desk, jobs, message):
        yield text


async def why(desk, scenarios, pairs):
    """Yield the events on the contribution of each lever, from the first scenario to the second."""
    steps = await asyncio.to_thread(lever_steps, *scenarios)
    definitions = [*scenarios, *(step.definition for step in steps)]
    # Beside the first scenario stand the steps that lay on it, whose adoption may differ from its own.
    jobs = await asyncio.to_thread(paired_jobs, definitions, pairs)

    def message(there):
        runs = [[desk.get(pair[number]) for pair in there] for number in range(len(definitions))]
        return reasons(steps, runs, pairs)

    async for text in _told(desk, jobs, message):
        yield text


async def _told(desk, jobs, message):
    """Yield events: the place in the queue, answers on the finished pairs, and the end or an error.

    `jobs` [pairs][runs]; `message(finished pairs)` makes the answer and is called outside the event loop.
    """
    told_pairs, told_place, told_at = 0, None, 0
    wanted = OrderedDict((job.key, job) for pair in jobs for job in pair)
    try:
        async for place in desk.watch(wanted.values()):
            if place != told_place:
                told_place = place
                yield event("queue", {"place": place})
            there = [pair for pair in jobs if all(desk.get(job) is not None for job in pair)]
            is_due = len(there) == len(jobs) or time.monotonic() - told_at >= work("seconds_between_answers")
            if len(there) > told_pairs and is_due:
                told_pairs, told_at = len(there), time.monotonic()
                yield event("answer", await asyncio.to_thread(message, there))
            else:
                yield SIGN_OF_LIFE
        yield event("done", {"pairs": told_pairs})
    except (BusyError, Exception) as error:
        yield event("refused", refusal_of(error)[1])


def titles(scenarios):
    """Return [{"en", "sv"}] of scenarios."""
    return [resolve(scenario).titles for scenario in scenarios]
