"""Measures the usual commands as whole processes: wall time, processor time and peak memory, beside their targets.

Prints a table and exits with 1 if a command failed; a missed target is shown, not an error, since machines differ.
Run with `make bench`. Works on Linux and macOS.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

BYTES_A_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
BYTES_A_MEGABYTE = 1024 * 1024


def measure(command, folder):
    """(exit code, wall seconds, processor seconds, peak megabytes) of one command run in a fresh process."""
    arguments = [argument.replace("{out}", str(folder / "out")) for argument in command["arguments"]]
    environment = dict(os.environ)
    if command.get("cold"):
        environment["RURAL_ABM_CACHE"] = str(folder / "cache")
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    peak = used.ru_maxrss * BYTES_A_MEMORY_UNIT / BYTES_A_MEGABYTE
    return process.returncode, wall, used.ru_utime + used.ru_stime, peak


def line(command, code, wall, processor, peak):
    """The row of the table for one command."""
    targets = f"{command['target_seconds']:.1f} s"
    missed = processor > command["target_seconds"]
    if "target_megabytes" in command:
        targets += f", {command['target_megabytes']} MB"
        missed = missed or peak > command["target_megabytes"]
    verdict = f"failed with exit code {code}" if code else "missed" if missed else "met"
    return f"{command['name']:<20}{wall:>9.2f}{processor:>11.2f}{peak:>9.0f}   {targets:<16}{verdict}"


def main():
    commands = tomllib.loads(Path(__file__).with_name("commands.toml").read_text("utf-8"))["command"]
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    subprocess.run([sys.executable, "-m", "rural_abm", "warm"], stdout=subprocess.DEVNULL)
    print(f"{'command':<20}{'wall s':>9}{'processor':>11}{'MB':>9}   {'target':<16}")
    failed = False
    for command in commands:
        with tempfile.TemporaryDirectory() as folder:
            code, *measured = measure(command, Path(folder))
        print(line(command, code, *measured), flush=True)
        failed = failed or code != 0
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
