"""The generated pages of the documentation: `python -m rural_abm.report.pages DIR` writes them all."""

import sys
from pathlib import Path

from rural_abm.outcomes import outcome_table
from rural_abm.report.dictionary import data_dictionary
from rural_abm.report.parameter_pages import assumption_page, parameter_page
from rural_abm.study.store import write_text

PAGES = {
    "data_dictionary.md": data_dictionary,
    "parameters.md": parameter_page,
    "assumptions.md": assumption_page,
    "outcomes.md": outcome_table,
}


def write_pages(folder):
    """Write every page of PAGES to the folder; the paths written."""
    paths = []
    for name, text in PAGES.items():
        path = Path(folder) / name
        write_text(path, text())
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write_pages(sys.argv[1]):
        print(written)
