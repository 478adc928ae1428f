"""Measures start-up, compiling, a run split by phase, scaling, whole commands and memory; writes docs/benchmarks.md.

Run with `make bench`.  Times are processor time; a target that is missed is shown and is not an error, since machines
differ.  Exits with 1 if a command failed.  Works on Linux and macOS.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from commands import BYTES_A_MEGABYTE, BYTES_A_MEMORY_UNIT, measure_command, read_commands, row

from rural_abm import __version__
from rural_abm.engine.kernels import code_hash
from rural_abm.report.tables_md import page_of, table
from rural_abm.study.results.provenance import provenance

HERE = Path(__file__).resolve().parent
HASH_SHOWN = 12
MICROSECONDS = 1e6
INTRODUCTION = """
Made by `make bench`. Seconds are processor seconds of one process unless they are called wall time; times on a machine
that does other work at the same time are too long rather than too short. Targets are for one ordinary core.
"""
SCALING = """
Regions that do not meet, side by side in one process.
"""
SIZES = """
One connected region, with the units of care, hospitals and roads that a region of its size has. Joined: copies of a
packaged region, each with places of its own, whose hubs are joined by roads; people, staff and ambulances of all copies
share one road network.
"""


# The run itself, by the targets: what is left when all is loaded and the world of the first day is there.
CORE = ("reported years", "outcomes", "write results")
TARGET_SECONDS = 2.0


def run_phases(years):
    """What phases.py found (dict), from a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(HERE / "phases.py"), str(years), folder]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def text_of(script):
    """What a script beside this one printed, from a fresh process."""
    return subprocess.run([sys.executable, str(HERE / script)], stdout=subprocess.PIPE, text=True, check=True).stdout


def stage_table(found):
    """The stages of a run with their seconds."""
    stages = table(("Stage", "Seconds"), [(name, f"{seconds:.2f}") for name, seconds in found["stages"].items()])
    core = sum(found["stages"][name] for name in CORE)
    verdict = "met" if core <= TARGET_SECONDS else "missed"
    return f"{stages}\n\nThe last three together: {core:.2f} s (target {TARGET_SECONDS:g} s for ten years: {verdict})."


def step_table(found):
    """The phases of the day and the steps of week, month and year, the costliest first, with their share.

    Of a second run, in which the clocks take time of their own.
    """
    whole = found["watched"]
    steps = [(seconds, kind, name) for kind, names in found["steps"].items() for name, seconds in names.items()]
    ordered = sorted(steps, reverse=True)
    rows = [(f"`{name}`", kind, f"{seconds:.3f}", f"{seconds / whole:.1%}") for seconds, kind, name in ordered]
    rest = whole - sum(seconds for seconds, *_ in steps)
    rows.append(("agents, growth, accounts of persons, calls from Python", "", f"{rest:.3f}", f"{rest / whole:.1%}"))
    return table(("Phase", "List", "Seconds", "Share"), rows)


def scale_text(found):
    """Cost of one resident for one reported year, and memory."""
    one = found["stages"]["reported years"] / found["years"] / found["residents"] * MICROSECONDS
    peak = found["peak"] * BYTES_A_MEMORY_UNIT / BYTES_A_MEGABYTE
    return f"{one:.1f} microseconds a resident and year; {found['residents']:,} residents; peak memory {peak:.0f} MB."


def machine():
    """The machine, by cores and memory only, and what ran on it."""
    facts = provenance()
    cores, memory = os.cpu_count(), facts["machine"]["memory_gb"]
    return (
        f"{cores} cores, {memory} GB; Python {platform.python_version()}, Mesa {facts['packages']['mesa']}, "
        f"numba {facts['packages']['numba']}; rural_abm {__version__}, code `{code_hash()[:HASH_SHOWN]}`."
    )


def measured_commands():
    """(rows of the table of commands, whether one failed)."""
    rows, failed = [], False
    for command in read_commands():
        code, *numbers = measure_command(command)
        rows.append(row(command, code, *numbers))
        print("  ".join(rows[-1]), flush=True)
        failed = failed or code != 0
    return rows, failed


def page(found, commands, scaling, sizes, peer):
    """The page of results as Markdown text."""
    years = f"A run of {found['years']} years"
    header = ("Command", "Wall s", "Processor s", "Memory MB", "Target", "Verdict")
    return page_of(
        "Time and memory", INTRODUCTION, machine(),
        "## Whole commands", table(header, commands),
        f"## {years}, by stage", stage_table(found),
        f"## {years}, by phase", step_table(found),
        "## Residents and workers", scale_text(found), SCALING, scaling,
        "## Size of a region", SIZES, sizes,
        "## Against plain Mesa", peer,
    )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--years", type=int, default=10, help="reported years of the run that is split by phase")
    parser.add_argument("--out", type=Path, default=HERE.parent / "docs" / "benchmarks.md")
    options = parser.parse_args()
    subprocess.run([sys.executable, "-m", "rural_abm", "warm"], stdout=subprocess.DEVNULL, check=True)
    found = run_phases(options.years)
    print(scale_text(found), flush=True)
    scaling, sizes, peer = (text_of(script) for script in ("scaling.py", "sizes.py", "peer.py"))
    print(scaling, sizes, peer, flush=True)
    commands, failed = measured_commands()
    options.out.write_text(page(found, commands, scaling, sizes, peer), encoding="utf-8", newline="\n")
    print(f"Written to {options.out}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
