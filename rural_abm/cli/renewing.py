"""Experiments of a folder brought up to date: their kept results, and the figures, numbers and README made of them."""

from rural_abm.cli.terminal import print_lines


def renew(folders, workers):
    """Runs every experiment of `folders` whose kept results are stale, going on where it stopped, and writes figures,
    numbers and README of all."""
    from rural_abm.report.experiment_page import read_any
    from rural_abm.report.renewing import derive, keep, plan_lines, run, stale, usual_folder
    from rural_abm.study.progress import progress_bar

    asked = {folder: read_any(folder) for folder in folders}
    print_lines(plan_lines(asked))
    for folder, one in asked.items():
        if stale(folder, one):
            out = usual_folder() / one.name
            print_lines([f"{folder} ..."])
            with progress_bar("Simulating") as progress:
                run(one, out, workers, progress)
            keep(out, folder)
        print_lines([str(derive(folder)[-1])])
