"""How the cost grows with residents and falls with workers; prints two tables as Markdown.

`scaling.py [--regions 26] [--days 120] [--runs 12]`. Residents: regions that do not meet, each with people and shocks
of its own, go through the same days side by side in one process, all of them one day before any goes on to the next,
so that each finds the caches as the others left them. Workers: the same runs by one process and by all cores, machine
code loaded. Residents are timed in processor seconds, workers by the clock.
"""

import argparse
import math
import tempfile
import time
from dataclasses import replace

from rural_abm import RuralModel, Scenario
from rural_abm.engine.kernels import code_hash
from rural_abm.engine.process_setup import prepare_process
from rural_abm.report.tables_md import table
from rural_abm.study.running.executors import processes, usable_cores
from rural_abm.study.running.job_runner import run_together

MICROSECONDS = 1e6
SECONDS_A_MINUTE = 60
MEASURED = 6
TARGET_EXPONENT, TARGET_EFFICIENCY = 1.1, 0.85
YEARS = 10
MANY_RUNS, TARGET_MINUTES = 1_000, 20
RESIDENTS_HEADER = ("Regions", "Residents", "Processor s", "Microseconds a resident-day")
WORKERS_HEADER = ("Workers", "Runs", "Wall s", "Runs a minute", "Efficiency")


def region_counts(most):
    """1, then twice as many each time, and `most` at the end."""
    doubled = [2**power for power in range(most.bit_length()) if 2**power < most]
    return [*doubled, most]


def seconds_of_regions(count, days):
    """(processor seconds of the days, residents) of so many regions side by side; a few take little time, so they are
    measured more than once and their mean is given."""
    found = [seconds_once(count, days) for _ in range(max(MEASURED // count, 1))]
    return tuple(sum(values) / len(found) for values in zip(*found, strict=True))


def seconds_once(count, days):
    """The same, measured once."""
    models = [RuralModel(Scenario(seed=seed, years=1)) for seed in range(1, count + 1)]
    for model in models:
        model.step()
    start = time.process_time()
    for _ in range(days):
        for model in models:
            model.step()
    seconds = time.process_time() - start
    residents = sum(int(model.world.now["residents"][0]) for model in models)
    for model in models:
        model.close()
    return seconds, residents


def residents_part(most, days):
    """The table of regions, and the exponent of cost in residents."""
    found = [(count, *seconds_of_regions(count, days)) for count in region_counts(most)]
    rows = [
        (str(count), f"{residents:,.0f}", f"{seconds:.2f}", f"{seconds / days / residents * MICROSECONDS:.3f}")
        for count, seconds, residents in found
    ]
    (_, least_seconds, least), (_, most_seconds, largest) = found[0], found[-1]
    exponent = math.log(most_seconds / least_seconds) / math.log(largest / least)
    verdict = "met" if exponent <= TARGET_EXPONENT else "missed"
    said = f"From 1 to {most} regions the cost grows as residents^{exponent:.2f} (target {TARGET_EXPONENT}: {verdict})."
    return f"{table(RESIDENTS_HEADER, rows)}\n\n{said}"


def seconds_of_runs(workers, runs):
    """Seconds by the clock of so many runs, each a job of its own, in processes that are loaded."""
    scenario = Scenario(years=YEARS)
    jobs = [[(f"run_{seed}", replace(scenario, seed=seed))] for seed in range(1, runs + 1)]
    first = [[(f"first_{number}", replace(scenario, seed=runs + number + 1, years=1))] for number in range(workers)]
    with tempfile.TemporaryDirectory() as folder, processes(workers) as pool:
        for future in [pool.submit(run_together, job, folder, code_hash()) for job in first]:
            future.result()
        start = time.perf_counter()
        for future in [pool.submit(run_together, job, folder, code_hash()) for job in jobs]:
            future.result()
        return time.perf_counter() - start


def workers_part(runs):
    """The table of workers, with the efficiency against one."""
    cores, rows = usable_cores(), []
    alone = seconds_of_runs(1, runs)
    for workers in dict.fromkeys((1, cores)):
        seconds = alone if workers == 1 else seconds_of_runs(workers, runs)
        rows.append((str(workers), str(runs), f"{seconds:.1f}", f"{runs / seconds * SECONDS_A_MINUTE:.0f}",
                     f"{alone / seconds / workers:.2f}"))  # fmt: skip
    minutes = MANY_RUNS * seconds / runs / SECONDS_A_MINUTE
    verdict = "met" if minutes <= TARGET_MINUTES else "missed"
    said = (
        f"Runs of {YEARS} reported years, each with its own warm-up. Target for two workers: {TARGET_EFFICIENCY}.\n"
        f"At the pace of the last row {MANY_RUNS:,} runs take {minutes:.0f} minutes (target {TARGET_MINUTES} on two "
        f"cores: {verdict})."
    )
    return f"{table(WORKERS_HEADER, rows)}\n\n{said}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regions", type=int, default=26)
    parser.add_argument("--days", type=int, default=120, help="reported days of each region, at most a year")
    parser.add_argument("--runs", type=int, default=12)
    options = parser.parse_args()
    print(residents_part(options.regions, options.days), end="\n\n")
    print(workers_part(options.runs))
    return 0


if __name__ == "__main__":
    prepare_process()
    raise SystemExit(main())
