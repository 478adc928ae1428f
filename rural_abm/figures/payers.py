"""Differences in cost by payer, one bar per scenario with its 95 % interval, by who pays today and under the model."""

from matplotlib.patches import Patch

from rural_abm.figures.axes import frame, seeds_note, write_numbers
from rural_abm.figures.figure_data import PAYER, PAYER_TODAY
from rural_abm.figures.labels import REGION, difference_text, group_name, wrapped
from rural_abm.figures.numbers import is_defined
from rural_abm.figures.style import (
    BAR_HEIGHT,
    BAR_ROOM,
    CHANCE_ALPHA,
    FULL_WIDTH,
    INK,
    INTERVAL_WIDTH,
    LABEL_CHARACTERS,
    LEGEND_CHARACTERS,
    PAYER_GROUP_HEIGHT,
    PAYER_HEAD_HEIGHT,
    PAYER_ROW_HEIGHT,
    QUIET,
    SMALL_SIZE,
    TEXT_SIZE,
    TITLE_LINES_AT_MOST,
    UNSURE,
    new_figure,
    scenario_look,
)
from rural_abm.figures.texts import read_texts

COST, PAID = "cost_per_resident", "paid_per_resident"
JOINT = "joint_principal"
# What a panel shows: by which payers, of which outcome.
PANELS = {"today": (PAYER_TODAY, COST), "model": (PAYER, PAID)}
DIRECTIONS = {"today": ("costs_less", "costs_more"), "model": ("pays_less", "pays_more")}


def payers(results, lang):
    """Draw the difference in cost from the baseline by who pays today and, where payers change, under the model.

    Pale bars are no change or indistinguishable from zero.
    """
    texts = read_texts(lang)
    panels = {name: payer_rows(results, name) for name in PANELS if name == "today" or payers_change(results)}
    groups = {name: list(dict.fromkeys(row.group for row in rows)) for name, rows in panels.items()}
    heights = [PAYER_HEAD_HEIGHT + _step(results) * len(found) for found in groups.values()]
    figure = new_figure(FULL_WIDTH, sum(heights))
    drawn = figure.subplots(len(panels), squeeze=False, height_ratios=heights)[:, 0]
    for axes, (name, rows) in zip(drawn, panels.items(), strict=True):
        _draw_panel(axes, results, name, rows, groups[name], lang)
        if len(panels) > 1:
            axes.set_title(texts[f"figures.payers.{name}"], loc="left", fontsize=TEXT_SIZE, pad=2 * TEXT_SIZE)
    title = texts("figures.payers.title", baseline=results.title(results.baseline, lang))
    note = f"{texts['figures.payers.note']} {seeds_note(results, texts)}"
    handles = [
        Patch(
            color=scenario_look(position + 1, key)["color"],
            label=wrapped(results.title(key, lang), LEGEND_CHARACTERS, TITLE_LINES_AT_MOST),
        )
        for position, key in enumerate(results.others)
    ]
    frame(figure, title=title, note=note, handles=handles)
    return figure


def _step(results):
    return PAYER_GROUP_HEIGHT + PAYER_ROW_HEIGHT * len(results.others)


def _draw_panel(axes, results, name, rows, groups, lang):
    """Draw one panel: one group of bars per payer, one bar per scenario."""
    step, entry = _step(results), payer_entry(results, name)
    for row in rows:
        position = results.others.index(row.scenario)
        height = groups.index(row.group) * step + PAYER_ROW_HEIGHT * position
        _draw_bar(axes, row, height, scenario_look(position + 1, row.scenario)["color"], entry, lang)
    middle = PAYER_ROW_HEIGHT * (len(results.others) - 1) / 2
    axes.set_yticks([place * step + middle for place in range(len(groups))])
    names = [wrapped(group_name(PAYER, group, lang), LABEL_CHARACTERS) for group in groups]
    axes.set_yticklabels(names, fontsize=TEXT_SIZE)
    axes.set_ylim(step * len(groups) - PAYER_GROUP_HEIGHT / 2, -PAYER_GROUP_HEIGHT)
    _finish(axes, entry, read_texts(lang), DIRECTIONS[name])


def has_payers(results):
    """Return whether the results hold differences of costs by payer."""
    return results.comparison is not None and bool(payer_rows(results, "today"))


def payer_entry(results, panel):
    """Return the entry of the outcome in a panel, "today" or "model"."""
    return results.entry(PANELS[panel][1])


def payer_rows(results, panel):
    """Return the comparison rows by payer for the whole region, in file order (list of named tuples).

    Payers who pay nothing are left out; `panel`: "today" for who pays today, "model" for who pays under the model.
    """
    dimension, outcome = PANELS[panel]
    rows = results.compared(place_kind=REGION, dimension=dimension, outcome=outcome)
    paying = rows[["mean_baseline", "mean_scenario"]].ne(0).any(axis=1)
    return list(rows[paying.groupby(rows["group"].astype(str)).transform("any")].itertuples(index=False))


def payers_change(results):
    """Return whether a joint principal pays under some of the compared models."""
    return any(row.group == JOINT for row in payer_rows(results, "model"))


def _draw_bar(axes, row, height, colour, entry, lang):
    if not is_defined(row.difference):
        return
    pale = CHANCE_ALPHA if row.verdict in UNSURE else 1
    axes.barh(height, row.difference, PAYER_ROW_HEIGHT * BAR_HEIGHT, color=colour, alpha=pale)
    ends = [end for end in (row.low, row.high) if is_defined(end)]
    if ends:
        axes.plot(ends, [height] * len(ends), color=INK, linewidth=INTERVAL_WIDTH)
    right = row.difference > 0
    edge = max([row.difference, 0, *ends]) if right else min([row.difference, 0, *ends])
    axes.annotate(
        difference_text(entry, row, lang),
        (edge, height),
        xytext=(TEXT_SIZE / 2 * (1 if right else -1), 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=SMALL_SIZE,
    )


def _finish(axes, entry, texts, directions):
    """Add the zero line, room for the numbers, and the words for the two directions."""
    lang = texts.lang
    axes.axvline(0, color=INK, linewidth=1)
    axes.margins(x=BAR_ROOM)
    left, right = axes.get_xlim()
    axes.set_xlim(min(left, -BAR_ROOM * right), max(right, -BAR_ROOM * left))
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    write_numbers(axes.xaxis, lang)
    axes.set_xlabel(texts("figures.payers.axis", unit=entry.unit[lang]))
    for side, key in enumerate(directions):
        axes.annotate(
            texts[f"figures.payers.{key}"],
            (side, 1),
            xycoords="axes fraction",
            va="bottom",
            ha="right" if side else "left",
            fontsize=SMALL_SIZE,
            color=QUIET,
        )
