"""Experiments of a folder run again, with all that is written of them: figures, numbers and README."""

import os
from pathlib import Path

from rural_abm.cli.options import USUAL_FOLDER
from rural_abm.cli.terminal import print_lines

HASH_SHOWN = 6
LANGUAGES = ("en", "sv")


def renew(folders, workers):
    """Runs every experiment of `folders`, going on where it stopped, and writes figures, numbers and README of each."""
    from rural_abm.compiled import code_hash
    from rural_abm.report.experiment_page import minutes_of, read_any

    out = os.path.join(USUAL_FOLDER, f"experiments-{code_hash()[:HASH_SHOWN]}")
    asked = {folder: read_any(folder) for folder in folders}
    minutes = {folder: minutes_of(one) for folder, one in asked.items()}
    print_lines([f"{folder}: about {taken:.1f} minutes on two cores" for folder, taken in minutes.items()])
    print_lines([f"All: about {sum(minutes.values()):.0f} minutes on two cores; results go to {out}."])
    for folder, one in asked.items():
        print_lines([f"{folder} ..."])
        _renew(one, folder, os.path.join(out, one.name), workers)
        print_lines([str(written(folder, os.path.join(out, one.name)))])


def written(folder, results):
    """Writes the numbers of a folder of results and the README beside an experiment's definition; its path."""
    from rural_abm.report.experiment_page import write_page
    from rural_abm.study.numbers import numbers_of, write_numbers

    write_numbers(folder, numbers_of(results))
    return write_page(folder)


def _renew(asked, folder, out, workers):
    from rural_abm.cli.drawing import draw_finding, illustrate_search, illustrate_sensitivity
    from rural_abm.study.indices import analyse
    from rural_abm.study.insilico import Experiment, run_experiment
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.searching import search
    from rural_abm.study.sweeps import sweep

    with progress_bar("Simulating") as progress:
        if isinstance(asked, Experiment):
            run_experiment(asked, out, workers=workers, progress=progress)
            found = None
        elif asked.search is not None:
            found = search(asked, out, workers, progress=progress)
        else:
            sweep(asked, out, workers, progress=progress)
            found = analyse(out)
    if isinstance(asked, Experiment):
        draw_finding(out, beside=folder)
        return
    if asked.search is not None:
        illustrate_search(asked, found)
    else:
        illustrate_sensitivity(out, found)
    _copy_figures(out, folder)


def _copy_figures(out, folder):
    from rural_abm.figures.write import FOLDER, save

    for path in sorted([*(Path(out) / FOLDER).glob("*.svg"), *(Path(out) / FOLDER).glob("*.png")]):
        save(Path(folder) / path.name, path.read_bytes())
