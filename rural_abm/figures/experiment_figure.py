"""The findings of an in-silico experiment: dots with intervals, lines with bands, shares or a grid."""

from pathlib import Path

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from rural_abm.engine.errors import InputError
from rural_abm.figures.axes import frame, verdict_handles
from rural_abm.figures.experiment_panels import DRAWN, colours_of, has_bars, has_verdicts, is_cut, look_of
from rural_abm.figures.labels import in_region, wrapped
from rural_abm.figures.manifest import description_of_file
from rural_abm.figures.style import (
    FINDING_GAP,
    FINDING_HEAD_HEIGHT,
    FINDING_PANEL_CHARACTERS,
    FULL_WIDTH,
    GIVEN_ALPHA,
    GIVEN_COLOUR,
    GRID_HEAD_HEIGHT,
    GRID_ROW_HEIGHT,
    LEGEND_CHARACTERS,
    LEGEND_MARKER_SIZE,
    LINES_HEIGHT,
    ROW_PITCH,
    SERIES_PITCH,
    new_figure,
    styled,
)
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import FOLDER, save_figure
from rural_abm.regions import showing
from rural_abm.study.insilico.figure_spec import DOTS, GRID, LINES, SHARES, headline, panel_rows, read_picture
from rural_abm.study.insilico.running import KIND, SUMMARY, read_summary
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.results.store import read_manifest

NAME = "finding"


def write_finding(directory, lang, *, experiment=None, out=None):
    """Write the figure of an experiment's results into its folder `figures`, as SVG and PNG; return the paths (list).

    `experiment`: an Experiment whose title and figure replace those in the folder's manifest; `out`: another folder.
    """
    directory = Path(directory)
    title, table = figure_asked(directory, experiment)
    manifest = read_manifest(directory)
    held = what_intervals_hold(manifest, read_texts(lang))
    picture = read_picture(table, f"{directory}: figure")
    summary = read_summary(directory)
    found = headline(picture, summary)
    title = title[lang] if found is None else getattr(found, lang)
    text = description_of_file(NAME, lang, directory, SUMMARY)
    with styled(), showing(region_of(manifest)):
        figure = finding_figure(picture, summary, lang, title=title, where=str(directory), held=held)
        return save_figure(figure, Path(out or directory / FOLDER) / f"{NAME}.{lang}", text)


def figure_asked(directory, experiment):
    """Return (title, figure table) of the Experiment, or of the folder's manifest if there is none."""
    if experiment is not None:
        title, table = experiment.title, experiment.figure
    else:
        manifest = read_manifest(directory)
        if manifest.get("kind") != KIND:
            raise InputError(
                "contains no experiment", where=str(directory), allowed="a folder of `rural-abm experiment`"
            )
        title, table = manifest.get("title"), manifest.get("figure")
    if not table or not title:
        allowed = "an experiment whose file has a table [figure]"
        raise InputError("its experiment defines no figure", where=str(directory), allowed=allowed)
    return title, table


def finding_figure(picture, summary, lang, *, title, where, held=""):
    """Draw a summary (DataFrame) as defined by a Picture; call within `styled()`.

    `held`: the sentence of the note on the uncertainty that the intervals include.
    """
    texts = read_texts(lang)
    drawn = panel_rows(picture, summary, where)
    figure = new_figure(FULL_WIDTH, _height(picture, drawn))
    shared = picture.kind != LINES or _has_one_axis(picture)
    columns = figure.subplots(1, len(drawn), squeeze=False, sharey=shared)[0]
    figure.get_layout_engine().set(wspace=FINDING_GAP)
    for axes, panel, rows in zip(columns, picture.panels, drawn, strict=True):
        DRAWN[picture.kind](axes, picture, panel, rows, lang)
        if panel.title is not None:
            title_text = wrapped(getattr(panel.title, lang), FINDING_PANEL_CHARACTERS // len(drawn))
            axes.set_title(title_text, fontweight="bold")
    for axes in columns[1:] if shared else ():
        axes.label_outer(remove_inner_ticks=True)
    frame(figure, title=title, note=_note(picture, drawn, texts, held), handles=_handles(picture, drawn, lang))
    return figure


def _has_one_axis(picture):
    """Return whether all panels of lines show the same quantity over the same range."""
    first, *others = picture.panels
    return all((panel.axis, panel.limits) == (first.axis, first.limits) for panel in others)


def _height(picture, drawn):
    """Return the height of the panels in inches."""
    if picture.kind == LINES:
        return LINES_HEIGHT + FINDING_HEAD_HEIGHT
    most = max(rows[picture.rows].nunique() for rows in drawn)
    if picture.kind == GRID:
        return GRID_HEAD_HEIGHT + most * GRID_ROW_HEIGHT
    beside = max(rows[picture.series].nunique() for rows in drawn) if picture.series and picture.kind == DOTS else 1
    return FINDING_HEAD_HEIGHT + most * (ROW_PITCH + beside * SERIES_PITCH)


def _note(picture, drawn, texts, held):
    seeds = max(int(rows["seeds"].max()) for rows in drawn)
    kind = DOTS if has_bars(picture) else picture.kind
    parts = [texts(f"figures.finding.{kind}", seeds=texts.count("figures.finding.seeds", seeds))]
    parts += [held] if held else []
    if seeds == 1:
        parts = [texts["figures.finding.no_interval"]]
    if any(is_cut(panel, rows) for panel, rows in zip(picture.panels, drawn, strict=True)):
        parts.append(texts["figures.finding.cut"])
    if picture.note is not None:
        parts.append(getattr(picture.note, texts.lang))
    return in_region(" ".join(parts), texts.lang)


def what_intervals_hold(manifest, texts):
    """Return the sentence on the uncertainty that an experiment's intervals include, from its manifest."""
    draws = manifest.get("draws")
    if not draws:
        return texts[f"figures.finding.{'over_points' if manifest.get('options', {}).get('space') else 'no_draws'}"]
    return texts("figures.finding.draws", parameters=len(draws["parameters"]), of=draws["of"])


def _handles(picture, drawn, lang):
    """Return the legend entries of the series and of empirical values; for a grid, those of its verdicts."""
    if picture.kind == GRID or any(has_verdicts(picture, rows) for rows in drawn):
        return verdict_handles(lang, {verdict for rows in drawn for verdict in rows.get("verdict", ())})
    shown = {value for rows in drawn for value in rows[picture.series]} if picture.series else ()
    handles = [
        _handle(picture, position, wrapped(getattr(words, lang), LEGEND_CHARACTERS))
        for position, (value, words) in enumerate(picture.labels.get(picture.series, {}).items())
        if value in shown
    ]
    if picture.given is not None:
        label = wrapped(getattr(picture.given, lang), LEGEND_CHARACTERS)
        handles.append(Patch(color=GIVEN_COLOUR, alpha=GIVEN_ALPHA, linewidth=0, label=label))
    return handles


def _handle(picture, position, label):
    if picture.kind == SHARES:
        return Patch(color=colours_of(picture)[position], linewidth=0, label=label)
    look = look_of(picture, position) | ({} if picture.kind == LINES else {"linestyle": ""})
    return Line2D([], [], markersize=LEGEND_MARKER_SIZE, label=label, **look)
