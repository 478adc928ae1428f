"""Confirm that a change of sources moved no result, so that results shipped earlier go on counting as up to date.

    .venv/bin/python tests/equal_results.py record     where shipped results are up to date, before such a change
    .venv/bin/python tests/equal_results.py confirm    after it: runs the same again, and writes what is equal

Models and reforms are those of the baseline file (`tests/baseline.py`), with all their headline outcomes. Measures
are the experiments at the sizes of `make paper QUICK=1`; digests of their numbers stand in
`tests/data/small_results.json`. Both take about ten minutes on two cores. What is equal is added to
`rural_abm/data/equal_results.toml`.
"""

import hashlib
import json
import sys

import tomli_w
from baseline import NAMES, ROOT, baseline_of, stored

from rural_abm.engine.kernels import PACKAGE, model_hash
from rural_abm.report.building import QUICK, Building
from rural_abm.report.experiment_page import read_any
from rural_abm.report.renewing import stamp_of

RECORD = ROOT / "tests" / "data" / "small_results.json"
EQUAL = PACKAGE / "data" / "equal_results.toml"
SMALL = "the experiment at the sizes of `make paper QUICK=1` gives the same numbers"
MODELS = f"{len(NAMES)} models and reforms give the headline outcomes of the baseline file"


def small_results():
    """{experiment: digest of its numbers at small sizes}."""
    building = Building(ROOT / "paper", QUICK)
    building.prepare()
    return {name: _digest(building, name) for name in building.names}


def _digest(building, name):
    building.make(name)
    building.derive(name)
    rows = json.loads((building.experiments / name / "numbers.json").read_text(encoding="utf-8"))["rows"]
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def methods():
    """{experiment: the hash of how its numbers are measured} of this version."""
    published = Building(ROOT / "paper").published
    return {name: stamp_of(read_any(published / name))["method"] for name in Building(ROOT / "paper", QUICK).names}


def record():
    """Write the digests of small results, with the hashes of what gave them."""
    facts = {"model": model_hash(), "methods": methods(), "digests": small_results()}
    RECORD.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def confirm():
    """Run all again and add what is equal to the file of equal results; return the names of what is not."""
    known = json.loads(RECORD.read_text(encoding="utf-8"))
    results = stored()["results"]
    unlike = [name for name in NAMES if baseline_of(name) != results.get(name)]
    if unlike:
        return unlike
    now, digests = methods(), small_results()
    unlike = [name for name in digests if digests[name] != known["digests"][name]]
    found = [(model_hash(), known["model"], "the model", MODELS)]
    found += [(now[name], known["methods"][name], name, SMALL) for name in now if name not in unlike]
    _write(found)
    return unlike


def _write(found):
    text = EQUAL.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    entries = {now: {"now": now, "before": before, "of": of, "shown_by": shown_by}
               for now, before, of, shown_by in found if now != before}  # fmt: skip
    EQUAL.write_text(f"{head}\n{tomli_w.dumps({'equal': list(entries.values())})}", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["record"]:
        record()
    elif sys.argv[1:] == ["confirm"]:
        unlike = confirm()
        sys.exit(f"not equal: {', '.join(unlike)}" if unlike else 0)
    else:
        sys.exit(__doc__)
