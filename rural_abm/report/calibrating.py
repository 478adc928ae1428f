"""A calibration from the command line: run it, report it, draw it and accept it."""

import os

from rural_abm.study.evidence import calibration
from rural_abm.study.results.printing import as_json as to_json
from rural_abm.study.results.printing import plan_lines


def plan(stages, effort, as_json, region=None):
    """Return lines that say how much the stages would compute."""
    rows = calibration.planned(stages, effort, region)
    return [to_json(rows)] if as_json else plan_lines(rows)


def accepted(out):
    """Write the results of a folder into the register and return lines that report it."""
    from rural_abm.study.evidence.calibration_register import accept

    count = len(accept(out))
    return [f"{count} parameters of the register are now of kind calibrated, and the posterior sample is installed."]


def calibrated(stages, out, effort, workers, as_json, region=None):
    """Calibrate into the folder `out`, with page and figures.

    Return (lines, whether every stage found plausible points).
    """
    from rural_abm.figures.calibration import write_calibration_figures
    from rural_abm.study.evidence.calibration_words import calibration_lines, calibration_page, calibration_rows
    from rural_abm.study.results.store import write_text
    from rural_abm.study.running.progress import progress_bar

    with progress_bar("Measuring") as progress:
        done = calibration.calibrate(stages, out, effort, workers, region=region, progress=progress)
    write_text(os.path.join(out, "calibration.md"), calibration_page(done))
    write_calibration_figures(done, out)
    lines = [to_json(calibration_rows(done))] if as_json else [*calibration_lines(done), "", f"Written to {out}"]
    return lines, done[-1].sample is not None
