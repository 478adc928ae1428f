"""The provenance of results for their manifest: version, commit, code, inputs, packages and machine."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rural_abm import __version__
from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import PACKAGE, code_hash, model_hash
from rural_abm.governance import scenario_id
from rural_abm.governance.extensions import digests
from rural_abm.governance.files import is_path

PACKAGES = ("mesa", "networkx", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "SALib", "pymoo")
BYTES_A_MEGABYTE, BYTES_A_GIGABYTE = 2**20, 2**30
HASH_DIGITS = 16
CHANGES = "+changes"


def provenance() -> dict[str, Any]:
    """Return a dict of what holds for every run of this process: version, commit, code, packages, Python, machine.

    `code` is a hash of all sources and data and decides what may be resumed; `model`, of those that can move a run's
    outcomes, whether results are up to date.
    """
    return {
        "program": "rural_abm",
        "version": __version__,
        "commit": commit(),
        "code": code_hash(),
        "model": model_hash(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "machine": {"cores": os.cpu_count(), "memory_gb": _memory_gb()},
    }


def version_line():
    """Return the version in one line (str), with the first digits of the commit and of both code hashes."""
    parts = {"commit": commit(), "code": code_hash(), "model": model_hash()}
    shown = [f"{name} {_shortened(value)}" for name, value in parts.items() if value]
    return f"rural_abm {__version__} ({', '.join(shown)})"


def _shortened(value):
    digits, changes, _ = value.partition(CHANGES)
    return digits[:HASH_DIGITS] + changes


@lru_cache
def commit():
    """Return the commit of the package's checkout, with "+changes" if files differ; None outside a checkout."""
    checkout = PACKAGE.parent
    if not (checkout / ".git").exists():
        return None
    head = _git(checkout, "rev-parse", "--verify", "HEAD")
    changed = head and _git(checkout, "status", "--porcelain", "--", PACKAGE.name)
    return f"{head}{CHANGES}" if changed else head or None


def _git(folder, *arguments):
    """Return the output of git, or "" if it is missing or fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _memory_gb():
    """Return the memory in gigabytes, rounded; None where the system does not report it."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / BYTES_A_GIGABYTE)
    except (AttributeError, ValueError, OSError):
        return None


def run_id(scenario, identity=None):
    """Return 16 hexadecimal digits for scenario, seed and code: equal where the results' bytes are equal.

    `identity` is the scenario's `scenario_id`, if it is known already; it is the same for all seeds.
    """
    return seeded_run_id(identity or scenario_id(scenario), scenario.seed)


def seeded_run_id(identity, seed, code=None):
    """Return the `run_id` of a scenario's `scenario_id` and a seed, under this code or another, by its hash."""
    return short_hash(identity, seed, code or code_hash())


def short_hash(*parts):
    """Return 16 hexadecimal digits of SHA-256 over the parts' texts."""
    text = "\0".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def input_hashes(scenarios):
    """Return {name in a scenario: SHA-256} of all governance, reform and extension files supplied by users."""
    names = {name for scenario in scenarios for name in _named_files(scenario)}
    found = {name: _file_hash(name) for name in sorted(names) if is_path(name)}
    extensions = sorted({name for scenario in scenarios for name in scenario.extensions})
    return found | dict(zip(extensions, digests(extensions), strict=True))


def _named_files(scenario):
    yield scenario.governance
    yield from scenario.reforms
    for change in scenario.changes:
        yield from change.reforms


def _file_hash(name):
    try:
        return hashlib.sha256(Path(name).read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=name, allowed="a TOML file") from None
