"""How the cost grows with the size of one connected region; prints a table as Markdown.

`sizes.py [--repeats 3]`. Regions of 3,000 to 115,000 residents with the units of care, hospitals and roads that such a
region has: packaged ones, and copies of them joined by roads (see `joined.py`). Each is set up, runs to its first
reported day, and is then timed in processor seconds for a reported year; the least of the repeats, each with a seed of
its own, counts.
"""

import argparse
import math
import tempfile
import time
from pathlib import Path

from joined import joined

from rural_abm import RuralModel, Scenario
from rural_abm.engine.process_setup import prepare_process
from rural_abm.report.tables_md import table

# A packaged region, and how many copies of it are joined.
SIZES = (("small", 1), ("small", 4), ("small", 15), ("oland", 1), ("sodra_lappland", 1), ("tornedalen", 1),
         ("sodra_lappland", 2), ("sodra_lappland", 3))  # fmt: skip
MICROSECONDS = 1e6
TARGET_EXPONENT = 1.1
HEADER = ("Region", "Units", "Residents", "Set-up and warm-up s", "A year s", "Microseconds a resident-year")


def measure(region, repeats):
    """Return (units, residents, seconds to the first reported day, seconds of a reported year) of a region."""
    found = [_once(region, seed) for seed in range(1, repeats + 1)]
    return found[0][0], found[0][1], min(one[2] for one in found), min(one[3] for one in found)


def _once(region, seed):
    start = time.process_time()
    model = RuralModel(Scenario(region=region, seed=seed, years=1))
    ready = time.process_time()
    units, residents = len(model.world.units), int(model.world.now["residents"][0])
    model.run(1)
    done = time.process_time()
    model.close()
    return units, residents, ready - start, done - ready


def sizes_part(repeats):
    """Return the table of sizes, and how the cost grows with residents."""
    rows, found = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, count in SIZES:
            region = name if count == 1 else joined(name, count, Path(folder) / f"{name}_{count}")
            units, residents, ready, year = measure(region, repeats)
            found.append((residents, year))
            label = f"`{name}`" if count == 1 else f"`{name}`, {count} joined"
            rows.append((label, str(units), f"{residents:,}", f"{ready:.2f}", f"{year:.2f}",
                         f"{year / residents * MICROSECONDS:.1f}"))  # fmt: skip
    (least, first), (most, last) = min(found), max(found)
    exponent = math.log(last / first) / math.log(most / least)
    verdict = "met" if exponent <= TARGET_EXPONENT else "missed"
    said = f"From {least:,} to {most:,} residents a year's cost grows as residents^{exponent:.2f} "
    return f"{table(HEADER, rows)}\n\n{said}(target {TARGET_EXPONENT}: {verdict})."


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    RuralModel(Scenario(years=1, region="small")).run(1)  # loads machine code
    print(sizes_part(parser.parse_args().repeats))
    return 0


if __name__ == "__main__":
    prepare_process()
    raise SystemExit(main())
