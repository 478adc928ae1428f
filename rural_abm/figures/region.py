"""The map of the region for the documentation: `python -m rural_abm.figures.region docs/figures`."""

import sys
from pathlib import Path

from rural_abm.figures.map import place_map
from rural_abm.figures.style import styled
from rural_abm.figures.texts import LANGUAGES
from rural_abm.figures.write import save_figure

NAME = "region"


def write_place_map(folder):
    """Write the map of the place alone in both languages into a folder, as SVG and PNG; return the paths (list)."""
    written = []
    for lang in LANGUAGES:
        with styled():
            written += save_figure(place_map(lang), Path(folder) / f"{NAME}.{lang}", NAME)
    return written


if __name__ == "__main__":
    for path in write_place_map(sys.argv[1]):
        print(path)
