"""The folder of an experiment: its kept results, and the numbers, figures and README made from them.

`kept/` holds the few tables from which all else is made, with their manifest. A run makes them again only when they are
stale (see `study.results.freshness`); numbers, figures and README follow from them without a run.
"""

import shutil
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.figures import write_experiment
from rural_abm.figures.experiment import PARETO, SENSITIVITY
from rural_abm.governance.files import LANGUAGES
from rural_abm.report.experiment_page import TEMPLATE, minutes_of, read_any, write_page
from rural_abm.study.evidence.numbers import numbers_of, write_numbers
from rural_abm.study.insilico import running
from rural_abm.study.insilico.running import InSilicoExperiment, run_experiment
from rural_abm.study.results import store
from rural_abm.study.results.checksums import SHA256, digests
from rural_abm.study.results.freshness import stale_because
from rural_abm.study.running.run_times import runs_of_search
from rural_abm.study.sweeps import sweeps
from rural_abm.study.sweeps.experiments import KEPT
from rural_abm.study.sweeps.indices import analyse
from rural_abm.study.sweeps.searching import search

USUAL_FOLDER = "results"
TABLES = {running.KIND: (running.SUMMARY, running.ROWS), "sweep": (SENSITIVITY,), "search": (PARETO,)}
# What of a manifest differs each time the same results are made.
PASSING = ("written", "run_seconds", "workers", "commit", "machine")
HASH_SHOWN = 6


def usual_folder():
    """Return the folder in which runs of experiments resume with this code (Path, from the checkout)."""
    return Path(USUAL_FOLDER) / f"experiments-{code_hash()[:HASH_SHOWN]}"


def stamp_of(asked):
    """Return the hashes that show whether the results of an experiment are up to date."""
    return running.stamp_of(asked) if isinstance(asked, InSilicoExperiment) else sweeps.stamp(asked)


def stale(folder, asked=None):
    """Return in words why the results in an experiment's folder differ from a run now, or "" if they do not."""
    asked = asked or read_any(folder)
    kept = Path(folder) / KEPT
    try:
        manifest = store.read_manifest(kept) if kept.exists() else None
    except InputError:
        return "damaged"
    return stale_because(manifest, stamp_of(asked))


def runs_of(asked):
    """Return the number of runs of an experiment."""
    if isinstance(asked, InSilicoExperiment):
        return running.runs_of(asked)
    if asked.search is not None:
        return runs_of_search(asked)
    return sweeps.estimate(asked)["runs"]


def run(asked, out, workers=None, progress=None):
    """Run an experiment into the folder `out`, resuming an interrupted run."""
    if isinstance(asked, InSilicoExperiment):
        run_experiment(asked, out, workers=workers, progress=progress)
    elif asked.search is not None:
        search(asked, out, workers, progress=progress)
    else:
        sweeps.sweep(asked, out, workers, progress=progress)
        analyse(out)


def keep(results, folder):
    """Copy the tables behind numbers and figures from a results folder into an experiment's folder.

    The manifest is copied without the entries that differ from run to run.
    """
    results, kept = Path(results), Path(folder) / KEPT
    manifest = store.read_manifest(results)
    names = TABLES[manifest["kind"]]
    store.make_folder(kept)
    for name in names:
        with store.whole_file(kept / name) as partial:
            shutil.copyfile(results / name, partial)
    rest = {key: value for key, value in manifest.items() if key not in (*PASSING, store.CHECKSUM)}
    store.write_manifest(kept, rest | {SHA256: digests(kept, names)})


def derive(folder, languages=LANGUAGES):
    """Write numbers, figures and README of an experiment's folder from its kept results; return the paths (list)."""
    folder = Path(folder)
    asked, kept = read_any(folder), folder / KEPT
    paths = [write_numbers(folder, numbers_of(kept))]
    for language in languages:
        paths += write_experiment(kept, asked, folder, language)
    if (folder / TEMPLATE).exists():
        paths.append(write_page(folder))
    return paths


def plan_lines(asked, root=Path()):
    """List which of {folder: experiment} are to be run and how long that takes; folders are relative to `root`."""
    why = {folder: stale(folder, one) for folder, one in asked.items()}
    named = {folder: Path(folder).relative_to(root) for folder in asked}
    lines = [f"{named[folder]}: up to date" for folder, reason in why.items() if not reason]
    wanted = {folder: (runs_of(asked[folder]), minutes_of(asked[folder])) for folder, reason in why.items() if reason}
    lines += [f"{named[folder]}: {why[folder]}; {runs} runs, about {minutes:.1f} minutes on two cores"
              for folder, (runs, minutes) in wanted.items()]  # fmt: skip
    runs, minutes = (sum(part) for part in zip((0, 0), *wanted.values(), strict=True))
    return [*lines, f"All: {runs} runs, about {minutes:.0f} minutes on two cores."]
