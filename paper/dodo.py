"""What of the article depends on what, for doit: experiments, their figures and numbers, the PDF.

`make paper` runs this. An experiment is run where its kept results are stale (`rural_abm.study.results.freshness`),
which needs no memory of earlier builds, so that a fresh clone runs nothing that is up to date. All else follows from
files.
QUICK=1 and CHECK=1 choose another kind of build (`rural_abm.report.building`); WORKERS says how many processes.
"""

import os
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import PACKAGE
from rural_abm.report.article import CLAIMS, SETTINGS
from rural_abm.report.building import CHECK, FULL, QUICK, Building
from rural_abm.report.experiment_page import TEMPLATE
from rural_abm.study.evidence.numbers import FILE as NUMBERS
from rural_abm.study.results.store import MANIFEST
from rural_abm.study.sweeps.experiments import FILE, KEPT

HERE = Path(__file__).resolve().parent
ASKED = [kind for kind, name in ((QUICK, "QUICK"), (CHECK, "CHECK")) if os.environ.get(name) not in (None, "", "0")]
BUILDING = Building(HERE, (ASKED or [FULL])[0])
WORKERS = int(os.environ.get("WORKERS") or 0) or None
DOIT_CONFIG = {
    "default_tasks": ["compare" if BUILDING.kind == CHECK else "article"],
    "dep_file": str(HERE / "build" / f".doit.{BUILDING.kind}.json"),
    "backend": "json",
    "verbosity": 2,
}


def files(folder, *patterns):
    """Paths (list of texts) of the files of a folder, however deep, that patterns name."""
    return sorted(str(path) for pattern in patterns for path in Path(folder).rglob(pattern))


# What draws figures and fills pages; a change of it redraws them.
DRAWING = [
    *files(PACKAGE / "figures", "*.py"),
    *files(PACKAGE / "data" / "texts", "*.toml"),
    str(PACKAGE / "data" / "report" / "colours.toml"),
    *(str(PACKAGE / "report" / name) for name in ("experiment_page.py", "renewing.py")),
]


def told(action, *arguments):
    """Does something for doit, and says in one message what is wrong if it cannot be done."""
    from doit.exceptions import TaskFailed

    try:
        action(*arguments)
    except InputError as error:
        return TaskFailed(f"Error: {error}")
    return True


def task_plan():
    """Says what is to be run, and how long that takes."""

    def plan():
        BUILDING.prepare()
        print("\n".join(BUILDING.plan()), flush=True)

    return {"actions": [(told, [plan])], "verbosity": 2}


def task_experiment():
    """Run the experiments whose results are stale."""
    for name in BUILDING.names:
        kept = BUILDING.experiments / name / KEPT
        yield {
            "name": name,
            "actions": [(told, [BUILDING.make, name, WORKERS])],
            "targets": [str(kept / MANIFEST)],
            "task_dep": ["plan"],
            "uptodate": [(lambda task, values, own: not BUILDING.why(own), [name])],
        }


def task_figures():
    """Draw the figures of each experiment, write its numbers and its README."""
    for name in [*BUILDING.names, *(() if BUILDING.kind == QUICK else shown_by_name())]:
        own = BUILDING.experiments / name
        yield {
            "name": name,
            "actions": [(told, [BUILDING.derive, name])],
            "file_dep": [str(own / KEPT / MANIFEST), str(own / FILE), *files(own, TEMPLATE), *DRAWING],
            "targets": [str(own / NUMBERS)],
            "task_dep": [f"experiment:{name}"] if name in BUILDING.names else ["plan"],
        }


def shown_by_name():
    """Names of the studies that are run by name only and of which results are kept."""
    return [name for name in BUILDING.settings.by_name if (BUILDING.experiments / name / KEPT / MANIFEST).exists()]


def task_article():
    """Make the PDF, if every number is there and every claim holds."""
    return {
        "actions": [(told, [lambda: print(BUILDING.article())])],
        "file_dep": [
            *files(HERE, "*.typ", "*.bib"),
            str(HERE / CLAIMS),
            str(HERE / SETTINGS),
            *files(PACKAGE / "data" / "parameters", "*.csv"),
            *files(HERE.parent / "docs", "plausibility.json"),
            *(str(BUILDING.experiments / name / NUMBERS) for name in BUILDING.names),
            *(str(BUILDING.published / name / NUMBERS) for name in BUILDING.settings.all),
        ],
        "task_dep": ["figures"],
        "targets": [str(BUILDING.pdf)],
    }


def task_compare():
    """Compare every recomputed number with the published one."""

    def compare():
        lines, are_same = BUILDING.compare()
        print("\n".join(lines))
        if not are_same:
            raise InputError("recomputed numbers differ from the published ones", where=str(BUILDING.published))

    return {"actions": [(told, [compare])], "task_dep": ["figures"], "verbosity": 2}
