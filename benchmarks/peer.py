"""Times the compiled engine against the plain-Mesa engine of tests/verification/independent: same area, same rules.

`peer.py [--days 365] [--seed 1]`. Both run the common ground, on which both engines have the same rules
(tests/verification/independent/common_ground.py); the compiled engine also keeps staff as persons, ties, transport,
visitors and money, which the other leaves out, so the ratio is a lower bound. Mesa's own `batch_run` runs the compiled
model as well, to show what calling it that way costs. Seconds are processor seconds of this process; machine code is
loaded before anything is measured, and nothing of it is timed.
"""

import argparse
import sys
import time
from pathlib import Path

import mesa

from rural_abm import RuralModel
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.report.tables_md import table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from verification.independent import PatientDay, common_ground  # noqa: E402

MICROSECONDS = 1e6
HEADER = ("Engine", "Processor s", "Days", "Microseconds a resident-day", "Times the compiled engine")
EXPLANATION = """
Reported days of the whole area on the rules both engines have, start and warm-up apart. Plain Mesa has one Python agent
a resident (`tests/verification/independent/`). The compiled engine keeps staff, ties, transport, visitors and money
besides, so it is ahead by more than the ratio says.
"""


def seconds_of(work):
    """(processor seconds, what `work` returned)."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def run_compiled(seed, days):
    """(seconds, residents, GP slots of each unit) of the compiled engine; a run before it loads the machine code."""
    step_all(common_ground.compiled_model(seed, 1), 1)
    model = common_ground.compiled_model(seed, 1)
    seconds, _ = seconds_of(lambda: step_all(model, days))
    residents = int(model.world.unit_states["list_size"].sum())
    slots = common_ground.slots_a_day(model)
    model.close()
    return seconds, residents, slots


def run_independent(seed, days, slots):
    """Seconds of the plain-Mesa engine; one warm-up day, so that everybody's rates are there."""
    model = PatientDay(seed, slots_a_day=slots, parameters=common_ground.parameters(), warm_up_days=1).run_days(1)
    return seconds_of(lambda: model.run_days(days))[0]


def run_batch(seed):
    """Seconds of `mesa.batch_run` of the compiled model for a reported year, its warm-up year and start included."""
    settings = {"years": 1, "seed": seed}
    return seconds_of(
        lambda: mesa.batch_run(RuralModel, settings, max_steps=DAYS_A_YEAR, number_processes=1, display_progress=False)
    )[0]


def step_all(model, days):
    for _ in range(days):
        model.step()


def rows(days, seed):
    """Rows of the table: compiled engine, plain Mesa, `batch_run`."""
    compiled, residents, slots = run_compiled(seed, days)
    plain = run_independent(seed, days, slots)
    found = [("compiled", compiled, days), ("plain Mesa, one agent a resident", plain, days)]
    found.append(("compiled, through mesa.batch_run (with start and warm-up year)", run_batch(seed), 2 * DAYS_A_YEAR))
    daily = compiled / days
    return [
        (name, f"{seconds:.2f}", spent, f"{seconds / spent / residents * MICROSECONDS:.3f}",
         f"{seconds / spent / daily:.1f}")
        for name, seconds, spent in found
    ]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=DAYS_A_YEAR, help="reported days, at most a year")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not 1 <= options.days <= DAYS_A_YEAR:
        parser.error(f"--days must be between 1 and {DAYS_A_YEAR}")
    print(EXPLANATION.strip(), end="\n\n")
    print(table(HEADER, rows(options.days, options.seed)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
