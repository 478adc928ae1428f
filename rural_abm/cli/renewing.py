"""Update experiment folders: their kept results and the figures, numbers and README made from them."""

from rural_abm.cli.terminal import print_lines


def renew(folders, workers):
    """Run every experiment in `folders` whose kept results are stale, then write all figures, numbers and READMEs.

    Interrupted runs are resumed.
    """
    from rural_abm.report.experiment_page import read_any
    from rural_abm.report.renewing import derive, keep, plan_lines, run, stale, usual_folder
    from rural_abm.study.running.progress import progress_bar

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
