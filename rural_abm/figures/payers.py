"""Who pays and who saves: the difference of cost by payer, a bar a scenario with its 95 % interval."""

from matplotlib.patches import Patch

from rural_abm.figures.axes import frame, seeds_note, write_numbers
from rural_abm.figures.labels import REGION, difference_text, group_name, wrapped
from rural_abm.figures.numbers import is_defined
from rural_abm.figures.results import PAYER
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

TOTAL_COST = "cost_total"


def payers(results, lang):
    """A figure of the difference in cost from the baseline by payer; pale bars are not larger than chance."""
    texts = read_texts(lang)
    entry = payer_outcome(results)
    rows = payer_rows(results, entry)
    groups = list(dict.fromkeys(row.group for row in rows))
    step = PAYER_GROUP_HEIGHT + PAYER_ROW_HEIGHT * len(results.others)
    figure = new_figure(FULL_WIDTH, PAYER_HEAD_HEIGHT + step * len(groups))
    axes = figure.subplots()
    for row in rows:
        position = results.others.index(row.scenario)
        height = groups.index(row.group) * step + PAYER_ROW_HEIGHT * position
        _draw_bar(axes, row, height, scenario_look(position + 1)["color"], entry, lang)
    middle = PAYER_ROW_HEIGHT * (len(results.others) - 1) / 2
    axes.set_yticks([place * step + middle for place in range(len(groups))])
    axes.set_yticklabels(
        [wrapped(group_name(PAYER, group, lang), LABEL_CHARACTERS) for group in groups], fontsize=TEXT_SIZE
    )
    axes.set_ylim(step * len(groups) - PAYER_GROUP_HEIGHT / 2, -PAYER_GROUP_HEIGHT)
    _finish(axes, entry, texts)
    title = texts("figures.payers.title", baseline=results.title(results.baseline, lang))
    note = f"{texts['figures.payers.note']} {seeds_note(results, texts)}"
    handles = [
        Patch(
            color=scenario_look(position + 1)["color"],
            label=wrapped(results.title(key, lang), LEGEND_CHARACTERS, TITLE_LINES_AT_MOST),
        )
        for position, key in enumerate(results.others)
    ]
    frame(figure, title=title, note=note, handles=handles)
    return figure


def payer_outcome(results):
    """Entry of an outcome that is given by payer, the total cost if it is among them, or None."""
    if results.comparison is None:
        return None
    names = set(results.compared(dimension=PAYER)["outcome"])
    found = [entry for entry in results.catalogue.values() if entry.name in names]
    return next(iter(sorted(found, key=lambda entry: entry.name != TOTAL_COST)), None)


def payer_rows(results, entry):
    """Rows of the comparison by payer for the whole region, in file order (list of named tuples)."""
    rows = results.compared(place_kind=REGION, dimension=PAYER, outcome=entry.name)
    return list(rows.itertuples(index=False))


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


def _finish(axes, entry, texts):
    """Zero line, room for the numbers, and the words for the two directions."""
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
    for side, key in ((0, "saves"), (1, "pays")):
        axes.annotate(
            texts[f"figures.payers.{key}"],
            (side, 1),
            xycoords="axes fraction",
            va="bottom",
            ha="right" if side else "left",
            fontsize=SMALL_SIZE,
            color=QUIET,
        )
