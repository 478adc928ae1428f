"""Outcomes over the years: one small panel each, one line per scenario with a band over the seeds."""

from matplotlib.ticker import FixedLocator, MaxNLocator

from rural_abm.engine.units import HALF
from rural_abm.figures.axes import frame, scenario_handles, seeds_note, write_numbers
from rural_abm.figures.figure_data import ALL
from rural_abm.figures.labels import REGION, wrapped
from rural_abm.figures.style import (
    BAND_ALPHA,
    BAND_HIGH,
    BAND_LOW,
    BESIDE_YEARS,
    FEW_TICKS,
    FEW_YEARS,
    FULL_WIDTH,
    PANEL_HEIGHT,
    PANEL_TITLE_CHARACTERS,
    PANELS_IN_A_ROW,
    SMALL_MARKER_SIZE,
    YEAR_TICKS,
    new_figure,
    scenario_look,
)
from rural_abm.figures.texts import read_texts


def over_time(results, lang, entries=None, *, place_kind=REGION, place=None):
    """Draw one panel per outcome: the mean over the seeds with the band from the 2.5 to the 97.5 % quantile.

    `entries` are catalogue entries (default: the headline outcomes that have values); `place` is a key of `place_kind`.
    """
    texts = read_texts(lang)
    entries = results.headline if entries is None else tuple(entries)
    table = results.yearly([entry.name for entry in entries], place_kind, ALL)
    if place is not None:
        table = table[table["place"] == place]
    table = table.dropna(subset="value")
    drawn = [entry for entry in entries if (table["outcome"] == entry.name).any()]
    rows = max(1, -(-len(drawn) // PANELS_IN_A_ROW))
    figure = new_figure(FULL_WIDTH, rows * PANEL_HEIGHT)
    panels = list(figure.subplots(rows, PANELS_IN_A_ROW, squeeze=False).flat)
    for axes in panels:
        axes.set_visible(False)
    for axes, entry in zip(panels, drawn, strict=False):
        draw_outcome(axes, results, table[table["outcome"] == entry.name], entry, lang)
    frame(
        figure,
        title=texts["figures.over_time.title"],
        note=_note(results, texts),
        handles=scenario_handles(results, lang, results.scenarios),
    )
    return figure


def _note(results, texts):
    band = texts["figures.over_time.band"] if results.seeds > 1 else texts["figures.over_time.no_band"]
    return f"{band} {seeds_note(results, texts)}"


def draw_outcome(axes, results, table, entry, lang):
    """Draw one panel: the lines and bands of one outcome's yearly values (columns scenario, seed, year, value)."""
    axes.set_visible(True)
    axes.set_title(wrapped(entry.title[lang], PANEL_TITLE_CHARACTERS))
    axes.set_ylabel(entry.unit[lang])
    years = sorted(table["year"].unique())
    few = len(years) <= FEW_YEARS
    for position, key in enumerate(results.scenarios):
        by_year = table.loc[table["scenario"] == key].groupby("year")["value"]
        look = scenario_look(position, key) | ({} if few else {"marker": ""})
        # Points of few years stand beside one another instead of on top.
        beside = (position - (len(results.scenarios) - 1) / 2) * BESIDE_YEARS if few else 0
        _draw_scenario(axes, by_year, look, beside, has_band=results.seeds > 1)
    axes.grid(axis="y")
    if few:
        axes.set_xlim(years[0] - HALF, years[-1] + HALF)
    axes.xaxis.set_major_locator(FixedLocator(years) if few else MaxNLocator(nbins=YEAR_TICKS, integer=True))
    axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
    write_numbers(axes.yaxis, lang, ticks=FEW_TICKS)


def _draw_scenario(axes, by_year, look, beside, *, has_band):
    """Draw the mean and, with several seeds, the band of one scenario, shifted by `beside` years."""
    mean = by_year.mean()
    years = mean.index + beside
    axes.plot(years, mean, markersize=SMALL_MARKER_SIZE, **look)
    if has_band:
        ends = [by_year.quantile(share) for share in (BAND_LOW, BAND_HIGH)]
        axes.fill_between(years, *ends, color=look["color"], alpha=BAND_ALPHA, linewidth=0)
        if look["marker"]:
            axes.vlines(years, *ends, color=look["color"], alpha=BAND_ALPHA)
