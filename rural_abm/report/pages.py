"""The generated pages of the documentation: `python -m rural_abm.report.pages DIR` writes them all."""

import sys
from pathlib import Path

from rural_abm.outcomes import outcome_table
from rural_abm.report.dictionary import data_dictionary
from rural_abm.report.drawings import day_drawing, house_drawing, loops_drawing
from rural_abm.report.model_pages import lever_page, one_day_page, schedule_page
from rural_abm.report.parameter_pages import assumption_page, parameter_page
from rural_abm.report.stress_page import stress_page
from rural_abm.report.trace_page import trace_page
from rural_abm.study.results.store import write_text

PAGES = {
    "data_dictionary.md": data_dictionary,
    "parameters.md": parameter_page,
    "assumptions.md": assumption_page,
    "outcomes.md": outcome_table,
    "schedule.md": schedule_page,
    "levers.md": lever_page,
    "one_day.md": one_day_page,
    "stress.md": stress_page,
    "trace.md": trace_page,
    "figures/day.svg": day_drawing,
    "figures/loops.svg": loops_drawing,
    "figures/house.svg": house_drawing,
}


def write_pages(folder):
    """Write every page of PAGES to the folder and return the paths."""
    paths = []
    for name, text in PAGES.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text())
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write_pages(sys.argv[1]):
        print(written)
