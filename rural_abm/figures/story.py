"""One person's years in two or more models as parallel lines of the same shocks, as on the workshop page."""

import hashlib
import json
from pathlib import Path

from matplotlib.lines import Line2D

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.figures.axes import frame
from rural_abm.figures.numbers import format_number
from rural_abm.figures.style import (
    FULL_WIDTH,
    INK,
    LINE_WIDTH,
    QUIET,
    SMALL_MARKER_SIZE,
    SMALL_SIZE,
    STORY_ACUTE,
    STORY_AT,
    STORY_KNOWN,
    STORY_LANE_HEIGHT,
    STORY_LIMITS,
    STORY_MARKER_SIZE,
    STORY_NIGHTS,
    STORY_NIGHTS_WIDTH,
    STORY_STRANGER,
    new_figure,
    styled,
)
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import figure_bytes, save
from rural_abm.governance.values import as_list
from rural_abm.regions import showing

SUFFIXES = (".svg", ".png")
VISITS = ("visit", "phone", "video", "home_visit")
ACUTE = ("ambulance", "helicopter", "emergency")
COUNTED = ("visits", "known", "strangers", "home_nursing", "nights", "km")


def write_story(lives, path, languages=("sv", "en")):
    """Write the figure of Lives to `path`, with the language before the suffix; return the paths (list)."""
    path = Path(path)
    if path.suffix not in SUFFIXES:
        raise InputError("is not a figure file name", where=str(path), allowed="a file that ends in .svg or .png")
    written = []
    for language in as_list(languages):
        with styled():
            figure = story_figure(lives, language)
            out = path.with_suffix(f".{language}{path.suffix}")
            save(out, figure_bytes(figure, path.suffix[1:], _description(lives, language)))
            written.append(out)
    return written


def _description(lives, language):
    """Return the embedded description (JSON): person, seed, and the SHA-256 of what is drawn."""
    content = json.dumps(lives.worlds, sort_keys=True, default=str)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    facts = {
        "figure": "story",
        "language": language,
        "person": lives.person["key"],
        "seed": lives.seed,
        "sha256": sha256,
    }
    return json.dumps({**facts, "scenarios": list(lives.worlds)}, sort_keys=True)


def story_figure(lives, lang):
    """Draw Lives with one lane per world on a common time axis; call within `styled()`."""
    from rural_abm.study.compare.vocabulary import person_words

    texts = read_texts(lang)
    figure = new_figure(FULL_WIDTH, STORY_LANE_HEIGHT * len(lives.worlds))
    lanes = figure.subplots(len(lives.worlds), 1, squeeze=False, sharex=True)[:, 0]
    for axes, world in zip(lanes, lives.worlds.values(), strict=True):
        _lane(axes, world, lives.years, texts)
    with showing(lives.region):
        said = person_words(lives.person)[lang]
    frame(
        figure,
        title=said,
        note=f"{texts['figures.story.note']} {texts('figures.story.seed', seed=lives.seed)}",
        handles=_handles(texts),
    )
    return figure


def _lane(axes, world, years, texts):
    """Draw one world: the line until death, the events on it, and the totals as a title."""
    ends = [item["day"] for item in world["items"] if item["kind"] == "died"]
    last = ends[0] if ends else DAYS_A_YEAR * len(years)
    axes.plot([0, last], [0, 0], color=INK, linewidth=LINE_WIDTH, zorder=1)
    for kind, look in _looks().items():
        _marks(axes, [item for item in world["items"] if _is(item, kind)], kind, look)
    for item in world["items"]:
        if item["nights"]:
            days = [item["day"], item["day"] + item["nights"]]
            axes.plot(
                days, [STORY_AT["nights"]] * 2, color=STORY_NIGHTS, linewidth=STORY_NIGHTS_WIDTH, solid_capstyle="butt"
            )
    sums = {name: format_number(world["totals"][name], 0, texts.lang) for name in COUNTED}
    axes.set_title(
        f"{world['title'][texts.lang]}: {texts('figures.story.sums', **sums)}", loc="left", fontsize=SMALL_SIZE
    )
    axes.set_xticks([DAYS_A_YEAR * number for number in range(len(years))], [str(year) for year in years], ha="left")
    axes.set_xlim(0, DAYS_A_YEAR * len(years))
    axes.set_ylim(*STORY_LIMITS)
    axes.set_yticks([])
    axes.spines[["left", "right", "top"]].set_visible(False)


def _marks(axes, items, kind, look):
    axes.plot([item["day"] for item in items], [STORY_AT[kind]] * len(items), linestyle="none", **look)


def _is(item, kind):
    """Return whether an item is drawn as a kind of mark."""
    if kind in ("known", "stranger"):
        return item["kind"] in VISITS and item["known"] is (kind == "known")
    if kind == "acute":
        return item["kind"] in ACUTE
    if kind == "shock":
        return item["kind"] == "episode" and item["shared"]
    return item["kind"] == kind


def _looks():
    """Return {kind of mark: how it is drawn}."""
    small = {"markersize": STORY_MARKER_SIZE}
    return {
        "shock": {"marker": "|", "color": QUIET, **small},
        "known": {"marker": "o", "color": STORY_KNOWN, **small},
        "stranger": {"marker": "o", "color": STORY_STRANGER, "markerfacecolor": "white", **small},
        "home_nursing": {"marker": "s", "color": STORY_KNOWN, "markersize": SMALL_MARKER_SIZE / 2},
        "acute": {"marker": "^", "color": STORY_ACUTE, **small},
        "died": {"marker": "x", "color": INK, "markersize": 2 * STORY_MARKER_SIZE},
    }


def _handles(texts):
    marks = [
        Line2D([], [], linestyle="none", label=texts[f"figures.story.{kind}"], **look)
        for kind, look in _looks().items()
    ]
    nights = Line2D([], [], color=STORY_NIGHTS, linewidth=STORY_NIGHTS_WIDTH, label=texts["figures.story.nights"])
    return [*marks[:-1], nights, marks[-1]]
