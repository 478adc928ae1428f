"""Freshness of kept results: whether model, definition and method are those of today.

Manifests carry three hashes, as `stamp`, from the moment results are made. `model` covers all sources and data that can
move a run; `definition`, what the experiment asks for; `method`, the sources in `study` that its measure imports and
the shipped data that they read. Any difference from today's makes the results stale, and says why.
"""

import ast
import hashlib
import json
from functools import cache

from rural_abm.engine.equal_results import first_equal
from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import PACKAGE, model_hash
from rural_abm.study.results.provenance import short_hash
from rural_abm.study.results.settings import confidence

ROOM = "rural_abm.study"
STAMP, KEYS = "stamp", ("model", "definition", "method")
# What a stale result is told to be, by the key that differs.
REASONS = {
    "model": "made by another version of the model",
    "definition": "made for another definition",
    "method": "measured in another way",
}
# Folders of data that no model hash covers, by the module that reads them.
DATA = {
    "rural_abm.parameters.parameter_draws": PACKAGE / "data" / "calibration",
    f"{ROOM}.compare.chance": PACKAGE / "data" / "chance",
}
# Modules that carry, store, check or word what others compute: no number follows from them.
CARRIERS = frozenset(
    f"{ROOM}.{part}.{name}".removesuffix(".")
    for part, names in {
        "results": (
            *("checksums", "finished_years", "freshness", "in_brief", "integrity", "manifest_shape", "parameter_texts"),
            *("provenance", "store", "tables"),
        ),
        "running": (
            *("checkpoint", "executors", "failures", "finished_runs", "job_runner", "precompile", "progress"),
            *("requests", "run_times", "runs", "scenario_files"),
        ),
        "compare": ("comparison", "gathering", "words"),
        "sweeps": ("experiments", "points", "sweep_folders", "sweeps"),
        "insilico": ("figure_spec", "option_checks", "running"),
        "evidence": ("patterns_files",),
    }.items()
    for name in ("", *names)  # "": the part itself, which has no code
)
SWEEP_METHODS = {"sweep": ("rural_abm.study.sweeps.indices",), "search": ("rural_abm.study.sweeps.searching",)}


def stamp_of_measure(measure, options, seeds, draws):
    """Return {key: hash} of an in-silico experiment.

    It covers the measure's name, its options, the number of seeds, and the hash of the parameter sample, or None.
    """
    asked = [measure, options, seeds, draws, confidence()]
    return {
        "model": model_hash(),
        "definition": short_hash("insilico", json.dumps(asked, sort_keys=True, default=str)),
        "method": method_hash(f"{ROOM}.insilico.{measure}"),
    }


def stamp_of_sweep(kind, definition, seeds):
    """Return {key: hash} of a sweep or search: the kind, the hash of its definition, and its seeds."""
    return {
        "model": model_hash(),
        "definition": short_hash(kind, definition, seeds, confidence()),
        "method": method_hash(*SWEEP_METHODS[kind]),
    }


def stale_because(manifest, stamp):
    """Return why results with this manifest (dict, or None if there are none) are stale, or "" if they are not."""
    if manifest is None:
        return "not run yet"
    known = manifest.get(STAMP) or {}
    return ", ".join(REASONS[key] for key in KEYS if first_equal(known.get(key)) != first_equal(stamp[key]))


@cache
def method_hash(*modules):
    """Return 16 hexadecimal digits for the sources in `study` that the modules import, directly or not.

    The modules themselves are included, and `CARRIERS` left out.
    """
    total = hashlib.sha256()
    for name, path in sorted(_reached(modules).items()):
        total.update(f"{name}\0".encode())
        total.update(path.read_bytes())
    return short_hash(total.hexdigest())


def _reached(modules):
    """Return {dotted name or name of a data file: path} of all that the modules import of the room, directly or not."""
    found, waiting = {}, list(modules)
    while waiting:
        name = waiting.pop()
        if name in found or name in CARRIERS:
            continue
        if name in DATA:
            found |= {f"{name}: {path.name}": path for path in DATA[name].iterdir() if path.is_file()}
        if name.startswith(ROOM) and (path := _path(name)):
            found[name] = path
            waiting += _imported(path)
    return found


def _path(name):
    """Return the source of a module (Path), or None where the name is not a module."""
    stem = PACKAGE.parent.joinpath(*name.split("."))
    return next((path for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.is_file()), None)


def _imported(path):
    """Return dotted names that a source imports from the package, and of what it imports from them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise InputError("imports relatively, which is not followed here", where=str(path))
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
