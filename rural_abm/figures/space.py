"""The findings of an experiment in a parameter space: one coloured point per seed, placed by two parameters."""

from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.colors import Normalize

from rural_abm.figures.axes import frame, write_numbers
from rural_abm.figures.experiment_figure import figure_asked
from rural_abm.figures.labels import in_region, wrapped
from rural_abm.figures.manifest import description_of_file
from rural_abm.figures.sensitivity import factor_name
from rural_abm.figures.style import (
    FEW_TICKS,
    FINDING_PANEL_CHARACTERS,
    FULL_WIDTH,
    INK,
    LEVELS_MAP,
    PADDING,
    PERCENT,
    SPACE_DOT_AREA,
    new_figure,
    styled,
)
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import FOLDER, save_figure
from rural_abm.regions import showing
from rural_abm.study.insilico.figure_spec import read_picture
from rural_abm.study.insilico.running import ROWS
from rural_abm.study.insilico.space import point_of
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.results.store import read_manifest, read_table

NAME = "space"


def write_space(directory, lang, *, experiment=None, out=None):
    """Write the map of an experiment over a parameter space into the folder `figures`, as SVG and PNG.

    The panels of the experiment's figure are drawn for the first of its rows; the axes are the first two parameters of
    the space. `experiment` and `out`: as for `write_finding`. Returns the paths (list), empty if the experiment has no
    such space.
    """
    directory = Path(directory)
    manifest = read_manifest(directory)
    space = manifest.get("options", {}).get("space")
    if not space:
        return []
    title, table = figure_asked(directory, experiment)
    picture = read_picture(table, f"{directory}: figure")
    rows = read_table(directory, ROWS)
    text = description_of_file(NAME, lang, directory, ROWS)
    with styled(), showing(region_of(manifest)):
        figure = space_figure(picture, rows, space, lang, title=title[lang])
        return save_figure(figure, Path(out or directory / FOLDER) / f"{NAME}.{lang}", text)


def space_figure(picture, rows, space, lang, *, title):
    """Draw the figure; call within `styled()`."""
    texts = read_texts(lang)
    figure = new_figure(FULL_WIDTH, FULL_WIDTH / len(picture.panels))
    panels = figure.subplots(1, len(picture.panels), sharex=True, sharey=True, squeeze=False)[0]
    first, group = list(space)[:2], next(iter(picture.labels[picture.rows]))
    own = rows[rows[picture.rows] == group]
    points = pd.DataFrame({seed: point_of(seed, space) for seed in sorted(rows["seed"].unique())}).T
    norm, colours = Normalize(0, PERCENT), matplotlib.colormaps[LEVELS_MAP]
    for axes, panel in zip(panels, picture.panels, strict=True):
        chosen = own
        for column, values in panel.only.items():
            chosen = chosen[chosen[column].isin(values)]
        value = chosen.groupby("seed")["value"].mean() * PERCENT
        place = points.loc[value.index]
        axes.scatter(place[first[0]], place[first[1]], SPACE_DOT_AREA, value, cmap=colours, norm=norm, edgecolors=INK)
        axes.set_title(wrapped(getattr(panel.title or panel.axis, lang), FINDING_PANEL_CHARACTERS))
        axes.set_xlabel(factor_name(first[0], lang))
        write_numbers(axes.xaxis, lang, ticks=FEW_TICKS)
    panels[0].set_ylabel(factor_name(first[1], lang))
    write_numbers(panels[0].yaxis, lang, ticks=FEW_TICKS)
    bar = figure.colorbar(matplotlib.cm.ScalarMappable(norm, colours), ax=list(panels), pad=PADDING)
    bar.outline.set_visible(False)
    bar.set_label(getattr(picture.panels[0].axis, lang))
    label = getattr(picture.labels[picture.rows][group], lang)
    note = texts("figures.space.note", points=len(points), group=label)
    frame(figure, title=title, note=in_region(note, lang))
    return figure
