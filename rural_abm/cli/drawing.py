"""The command that draws figures, and the figures that other commands end with.

Plotting and reporting modules are imported only when needed, after the results have been printed and saved.
"""

import os
from typing import Annotated

import typer

from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import unknown_name

LANGUAGES = ("en", "sv")
FINDING = "finding"


def figures(
    words: Annotated[list[str], typer.Argument(metavar="[NAME ...] DIR|EXPERIMENT")],
    lang: Annotated[
        str | None, typer.Option(help="Language, en or sv; default en, or both for an in-silico experiment.")
    ] = None,
    beside: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER", help="Experiment folder: draw DIR by its current definition and copy the figures there."
        ),
    ] = None,
):
    """Draw all or the named figures of a results folder or of an experiment in experiments/."""
    from rural_abm.figures import write_figures
    from rural_abm.study.sweeps.experiments import experiment_folder

    *names, folder = words
    if lang not in (None, *LANGUAGES):
        raise unknown_name("language", lang, LANGUAGES, where="--lang")
    own = experiment_folder(folder)
    if own is not None and beside is None and not names:
        paths = draw_kept(own, LANGUAGES if lang is None else (lang,))
    elif beside is not None or is_experiment(folder):
        if set(names) - {FINDING}:
            raise unknown_name("figure", next(name for name in names if name != FINDING), [FINDING], where=folder)
        paths = draw_finding(folder, LANGUAGES if lang is None else (lang,), beside)
    else:
        paths = write_figures(folder, names or None, lang or LANGUAGES[0])
    for path in paths:
        print_lines([str(path)])


def draw_kept(folder, languages=LANGUAGES):
    """Draw the figures of the results kept in an experiment's folder; return the paths (list)."""
    from rural_abm.figures import write_experiment
    from rural_abm.report.experiment_page import read_any
    from rural_abm.study.sweeps.experiments import KEPT

    asked = read_any(folder)
    return [path for lang in languages for path in write_experiment(os.path.join(folder, KEPT), asked, folder, lang)]


def is_experiment(folder):
    """Return whether a folder holds the results of an in-silico experiment."""
    from rural_abm.study.insilico.running import KIND
    from rural_abm.study.results.store import MANIFEST, read_manifest

    return os.path.exists(os.path.join(folder, MANIFEST)) and read_manifest(folder).get("kind") == KIND


def draw_finding(folder, languages=LANGUAGES, beside=None):
    """Draw the figure of an experiment's results; return the paths (list).

    `beside`: the experiment's own folder; if given, its definition decides what is drawn and it receives copies.
    """
    from pathlib import Path

    from rural_abm.figures import write_finding, write_space
    from rural_abm.figures.write import save
    from rural_abm.study.insilico.running import read_in_silico

    asked = None if beside is None else read_in_silico(beside)
    paths = [
        path for write in (write_finding, write_space) for language in languages
        for path in write(folder, language, experiment=asked)
    ]  # fmt: skip
    if beside is None:
        return paths
    copies = {Path(beside) / path.name: path for path in paths}
    for copy, path in copies.items():
        save(copy, path.read_bytes())
    return [*paths, *copies]


def illustrate(folder, pool):
    """Draw the figures and write the report of a comparison, each language in a worker of the executor `pool`."""
    from concurrent.futures import as_completed

    from rural_abm.study.running.progress import progress_bar

    folder = str(folder)
    with progress_bar("Drawing figures and report") as progress:
        drawn = {pool.submit(_write_language, folder, language): language for language in LANGUAGES}
        bodies, parts = {}, len(LANGUAGES) + 1
        for part in as_completed(drawn):
            bodies[drawn[part]] = part.result()
            if progress:
                progress(len(bodies), parts)
        pool.submit(_write_report, folder, bodies).result()
        if progress:
            progress(parts, parts)
    print_lines([f"Look first at: {os.path.join(folder, 'report.html')}"])


# In a worker: what draws is loaded there, not in the process that waits.


def _write_language(folder, language):
    from rural_abm.report.write import write_language

    return write_language(folder, language)


def _write_report(folder, bodies):
    from rural_abm.report.write import write_report

    write_report(folder, bodies=bodies)


def illustrate_sensitivity(folder, found):
    """Write the table and the figures of a sensitivity analysis."""
    from rural_abm.figures import write_sensitivity
    from rural_abm.study.results.store import read_manifest

    titles = read_manifest(folder)["titles"]
    for language in LANGUAGES:
        write_sensitivity(folder, found, language, {name: title[language] for name, title in titles.items()})
    print_lines([f"Table: {os.path.join(folder, 'sensitivity.csv')}"])
    print_lines([f"Look first at: {os.path.join(folder, 'figures')}"])


def illustrate_search(asked, found):
    """Draw the figures of the best settings that a search found."""
    from rural_abm.figures import write_pareto

    names, count = asked.search.objectives, len(asked.seeds)
    for language in LANGUAGES:
        write_pareto(found.folder, found.points, names, language, title=asked.title[language], seeds=count)
