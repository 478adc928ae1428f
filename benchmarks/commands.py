"""Measures the usual commands (commands.toml) as whole processes: wall time, processor time and peak memory."""

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

BYTES_A_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
BYTES_A_MEGABYTE = 1024 * 1024


def measure(arguments, environment=None, output=subprocess.DEVNULL):
    """(exit code, wall seconds, processor seconds, peak megabytes) of Python with `arguments` in a fresh process."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **(environment or {})}, stdout=output)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    peak = used.ru_maxrss * BYTES_A_MEMORY_UNIT / BYTES_A_MEGABYTE
    return process.returncode, wall, used.ru_utime + used.ru_stime, peak


def measure_command(command):
    """The same for one command of commands.toml, with fresh folders for what it writes and, if cold, machine code."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = [argument.replace("{out}", str(Path(folder) / "out")) for argument in command["arguments"]]
        environment = {"RURAL_ABM_CACHE": str(Path(folder) / "cache")} if command.get("cold") else {}
        return measure(arguments, environment)


def row(command, code, wall, processor, peak):
    """The cells of the table for one command: name, wall, processor, memory, target, verdict."""
    targets = f"{command['target_seconds']:.1f} s"
    missed = processor > command["target_seconds"]
    if "target_megabytes" in command:
        targets += f", {command['target_megabytes']} MB"
        missed = missed or peak > command["target_megabytes"]
    verdict = f"failed with exit code {code}" if code else "missed" if missed else "met"
    return (command["name"], f"{wall:.2f}", f"{processor:.2f}", f"{peak:.0f}", targets, verdict)


def read_commands():
    """The commands (list of dicts) of commands.toml."""
    return tomllib.loads(Path(__file__).with_name("commands.toml").read_text("utf-8"))["command"]
