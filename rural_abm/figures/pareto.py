"""What can be achieved at once: the best setting for each aim, what it takes, and its effect on the other aims.

A row is a non-dominated setting of the levers: the best in each aim, and the one nearest to all of these. A column is
an aim, as a difference from the unchanged model; a last row shows all non-dominated settings.
"""

import hashlib
from pathlib import Path

import numpy as np
from matplotlib.lines import Line2D

from rural_abm.engine.units import HALF
from rural_abm.figures.axes import frame, verdict_handles, write_numbers
from rural_abm.figures.labels import in_region, known_in, region_of_folder, wrapped
from rural_abm.figures.manifest import description_of_table
from rural_abm.figures.numbers import format_number
from rural_abm.figures.sensitivity import factor_name
from rural_abm.figures.style import (
    BEATEN_ALPHA,
    FEW_TICKS,
    FULL_WIDTH,
    GRID_INTERVAL_SIZE,
    INK,
    INTERVAL_WIDTH,
    LEGEND_MARKER_SIZE,
    MARKER_SIZE,
    PARETO_AIM_CHARACTERS,
    PARETO_AIM_SIZE,
    PARETO_HEAD_HEIGHT,
    PARETO_LEVER_CHARACTERS,
    PARETO_LEVERS_WIDTH,
    PARETO_NAME_CHARACTERS,
    PARETO_NAME_SIZE,
    PARETO_ROW_HEIGHT,
    QUIET,
    SMALL_SIZE,
    new_figure,
    styled,
    verdict_look,
)
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import FOLDER, save_figure
from rural_abm.governance.values import as_list
from rural_abm.regions import showing
from rural_abm.study.compare.verdicts import BETTER, HIGHER, UNTOLD, WORSE

BEST, BASE, POINT, ERROR = "is_best", "is_base", "point", "_error"
YES, NO = "true", "false"


def write_pareto(directory, table, objectives, lang, *, title, seeds, out=None):
    """Write the figure of a search's table into the folder `figures`, as SVG and PNG; return the paths (list).

    `objectives`: names of outcomes that have a column and one with `_error` in the table; `out`: another folder.
    """
    sha256 = hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()
    text = description_of_table("pareto", lang, directory, sha256)
    with styled(), showing(region_of_folder(directory)):
        figure = pareto_figure(table, objectives, lang, title=title, seeds=seeds, catalogue=known_in(directory))
        return save_figure(figure, Path(out or Path(directory) / FOLDER) / f"pareto.{lang}", text)


def pareto_figure(table, objectives, lang, *, title, seeds, catalogue):
    """Draw the figure; `catalogue`: outcomes as displayed, by name; call within `styled()`."""
    texts, objectives = read_texts(lang), as_list(objectives)
    entries = [catalogue[name] for name in objectives]
    rows = chosen_settings(table, entries)
    names = [_row_name(key, entries, texts) for key, _ in rows] + [texts["figures.pareto.all"]]
    levers = [name for name in table if name not in (POINT, BEST, BASE) and name.removesuffix(ERROR) not in objectives]
    widths = [PARETO_LEVERS_WIDTH * len(levers), *[1] * len(entries)]
    figure = new_figure(FULL_WIDTH, PARETO_HEAD_HEIGHT + PARETO_ROW_HEIGHT * len(names))
    settings, *panels = figure.subplots(1, len(widths), sharey=True, squeeze=False, width_ratios=widths)[0]
    _draw_settings(settings, rows, levers, names, lang)
    for axes, entry in zip(panels, entries, strict=True):
        _draw_aim(axes, table, rows, entry, seeds, lang)
    found = _verdicts(rows, entries, seeds)
    frame(figure, title=title, note=_note(texts, seeds),
          handles=[*verdict_handles(lang, found), _handle(texts)])  # fmt: skip
    return figure


def chosen_settings(table, entries):
    """Return [(aim's name, "nearest" or "base", row of the table)] without repetitions.

    The rows are the unchanged model, the non-dominated setting that is best in each aim, and the one nearest to the
    best in all aims, each aim scaled by its range.
    """
    best = table[table[BEST]]
    values = np.stack([best[one.name].to_numpy(float) * (-1 if one.better == HIGHER else 1) for one in entries], axis=1)
    reach = np.ptp(values, axis=0)
    away = (values - values.min(axis=0)) / np.where(reach == 0, 1, reach)
    places = [(one.name, int(np.argmin(values[:, place]))) for place, one in enumerate(entries)]
    places.append(("nearest", int(np.argmin(np.linalg.norm(away, axis=1)))))
    base = table[table[BASE]]
    found, seen = [("base", row) for _, row in base.iterrows()], {int(one) for one in base[POINT]}
    for key, place in places:
        row = best.iloc[place]
        if int(row[POINT]) not in seen:
            seen.add(int(row[POINT]))
            found.append((key, row))
    return found


def _row_name(key, entries, texts):
    if key in ("base", "nearest"):
        return _in_lines(texts[f"figures.pareto.{key}"], PARETO_NAME_CHARACTERS)
    title = next(entry.title[texts.lang] for entry in entries if entry.name == key)
    return _in_lines(texts("figures.pareto.best_in", aim=title[:1].lower() + title[1:]), PARETO_NAME_CHARACTERS)


def _in_lines(text, characters):
    """Return the text in lines without breaking words.

    A long word may stand out over a narrow column, which reads better than a broken word.
    """
    return wrapped(text, characters, break_words=False)


def _draw_settings(axes, rows, levers, names, lang):
    """Write the names of the rows and a small table of each setting's values."""
    axes.set_yticks(range(len(names)), names, fontsize=PARETO_NAME_SIZE)
    axes.set_ylim(len(names) - HALF, -HALF)
    axes.set_xlim(-HALF, len(levers) - HALF)
    axes.xaxis.tick_top()
    titles = [_in_lines(factor_name(name, lang), PARETO_LEVER_CHARACTERS) for name in levers]
    axes.set_xticks(range(len(levers)), titles, fontsize=GRID_INTERVAL_SIZE)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    cell = {"ha": "center", "va": "center", "fontsize": SMALL_SIZE, "color": INK}
    for height, (key, row) in enumerate(rows):
        if key == "base":  # said once for all levers
            axes.text((len(levers) - 1) / 2, height, read_texts(lang)["figures.pareto.as_today"], **cell)
            continue
        for place, name in enumerate(levers):
            axes.text(place, height, _value_text(row[name], lang), **cell)


def _value_text(value, lang):
    """Format a lever's value: yes or no for a switch, otherwise the number or text."""
    texts, text = read_texts(lang), str(value)
    if YES in text.lower() or NO in text.lower():
        return texts["figures.pareto.yes" if YES in text.lower() else "figures.pareto.no"]
    return format_number(value, 0, lang) if isinstance(value, float | int) else text


def _draw_aim(axes, table, rows, entry, seeds, lang):
    """Draw one aim: differences from the unchanged model with intervals, and all non-dominated settings."""
    base = float(table.loc[table[BASE], entry.name].iloc[0])
    for height, (_, row) in enumerate(rows):
        mean, reach = (row[entry.name] - base) * entry.factor, _reach(row, entry, seeds)
        look = verdict_look(_verdict(row, base, entry, seeds))
        axes.plot([mean - reach, mean + reach], [height] * 2, color=look["color"], linewidth=INTERVAL_WIDTH)
        axes.plot(mean, height, linestyle="", markersize=MARKER_SIZE, **look)
    spread = (table.loc[table[BEST], entry.name] - base) * entry.factor
    axes.plot(spread, [len(rows)] * len(spread), linestyle="", marker="|", color=QUIET, alpha=BEATEN_ALPHA)
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_title(_in_lines(entry.title[lang], PARETO_AIM_CHARACTERS), fontsize=PARETO_AIM_SIZE, fontweight="bold")
    axes.set_xlabel(wrapped(entry.difference_unit[lang], PARETO_AIM_CHARACTERS))
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0, labelleft=False)
    axes.spines["left"].set_visible(False)
    write_numbers(axes.xaxis, lang, ticks=FEW_TICKS - 1)


def _reach(row, entry, seeds):
    """Return half the width of the 95 % interval of a setting's difference from the base; 0 where there is none."""
    from scipy.special import stdtrit

    from rural_abm.study.results.settings import confidence

    error = row[f"{entry.name}{ERROR}"]
    if seeds < 2 or not np.isfinite(error):
        return 0.0
    return float(error * entry.factor * stdtrit(seeds - 1, (1 + confidence()) / 2))


def _verdict(row, base, entry, seeds):
    """Return better or worse where chance alone does not explain the difference."""
    mean, reach = (row[entry.name] - base) * entry.factor, _reach(row, entry, seeds)
    if reach == 0 or abs(mean) <= reach:
        return UNTOLD
    return BETTER if (mean > 0) == (entry.better == HIGHER) else WORSE


def _verdicts(rows, entries, seeds):
    base = next(row for key, row in rows if key == "base")
    return {_verdict(row, base[entry.name], entry, seeds) for _, row in rows for entry in entries}


def _note(texts, seeds):
    said = texts("figures.pareto.note", seeds=texts.count("figures.pareto.seeds", seeds))
    return in_region(said, texts.lang)


def _handle(texts):
    return Line2D([], [], linestyle="", marker="|", color=QUIET, alpha=BEATEN_ALPHA, markersize=LEGEND_MARKER_SIZE,
                  label=texts["figures.pareto.beaten_by_none"])  # fmt: skip
