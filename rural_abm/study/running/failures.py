"""Failed runs: the error of each, kept with the runs and gathered into one file."""

import json
from pathlib import Path

from rural_abm.study.results import store

FAILED = "failed_runs"
SUFFIX = ".json"


def keep_failure(folder, run, scenario, what, trace):
    """Record that a run failed: the error in one line, and the traceback."""
    path = failure_file(folder, run)
    path.parent.mkdir(exist_ok=True)
    found = {"run_id": run, "seed": scenario.seed, "what": what, "scenario": scenario.to_mapping(), "traceback": trace}
    store.write_text(path, store.json_text(found))


def failure_file(folder, run):
    """Return the file that records the failure of a run until all are gathered."""
    return Path(folder) / FAILED / f"{run}{SUFFIX}"


def forget_failures(folder, runs):
    """Remove the records of runs that are about to be tried again."""
    for run in runs:
        failure_file(folder, run).unlink(missing_ok=True)


def read_failures(folder):
    """Return all failures (list of dicts, by run_id): single records, and for other runs those gathered earlier."""
    found = {entry["run_id"]: entry for entry in _read(Path(folder) / store.FAILURES)}
    for path in sorted((Path(folder) / FAILED).glob(f"*{SUFFIX}")):
        found |= {entry["run_id"]: entry for entry in _read(path)}
    return [found[run] for run in sorted(found)]


def _read(path):
    """Return the failures in a file; none if it is missing or damaged, as such runs are simply tried again."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    entries = read if isinstance(read, list) else [read]
    return [entry for entry in entries if isinstance(entry, dict) and "run_id" in entry]


def gather_failures(folder, failures):
    """Write failures.json, or remove it where nothing failed."""
    path = Path(folder) / store.FAILURES
    if failures:
        store.write_text(path, store.json_text(failures))
    else:
        path.unlink(missing_ok=True)
