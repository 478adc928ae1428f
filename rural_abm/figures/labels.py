"""Display names of places, groups, outcomes and units, from the place tables, the catalogue and the texts."""

import re
import textwrap
from dataclasses import dataclass
from functools import cache

from rural_abm.engine.errors import plain_text
from rural_abm.figures.numbers import difference_decimals, format_difference, format_interval, format_number, is_defined
from rural_abm.figures.style import PERCENT, UNSURE
from rural_abm.figures.texts import LANGUAGES, read_texts
from rural_abm.regions import default_region, region_folder, shown_region
from rural_abm.study.results.known_outcomes import outcomes_in
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.results.store import manifest_or_none

LINE_BREAK, FIXED_SPACE = "\n", "\u00a0"
SHARE = "share"
THOUSANDS = re.compile(r"(?<=\d) (?=\d)")
REGION, MUNICIPALITY, UNIT = "region", "municipality", "unit"


def place_tables():
    """Return the tables of the region that is shown."""
    from rural_abm.regions.place_tables import load_tables

    return load_tables(shown_region())


def region_title(lang):
    """Return the name of the region that is shown."""
    return region_folder(shown_region()).title[lang]


def in_region(note, lang):
    """Return a figure's note, which begins with the region's name where that is not the default one."""
    if shown_region() == default_region():
        return note
    return f"{read_texts(lang)('figures.region.of', region=region_title(lang))} {note}"


def region_description(lang):
    """Return what the region that is shown says of itself."""
    return region_folder(shown_region()).description[lang]


def _place_names(lang):
    """Names for readers by (place_kind, key), of the region that is shown."""
    return _names_in(place_tables(), lang)


@cache
def _names_in(tables, lang):
    towns = tables.municipalities
    names = {(MUNICIPALITY, key): name for key, name in zip(towns["key"], towns["name"], strict=True)}
    units = tables.facilities
    for row in tables.unit_rows:
        names[UNIT, units["key"][row]] = units[f"name_{lang}"][row]
    return names


def place_name(place_kind, place, lang):
    """Return the display name of a place; the region's own from the texts; an unknown key is returned unchanged."""
    if place_kind == REGION:
        return read_texts(lang)["places.region"]
    return _place_names(lang).get((place_kind, place), str(place))


def place_order(place_kind):
    """Return the keys of the places of a kind in the order of their index (tuple)."""
    return tuple(key for kind, key in _place_names(read_texts("en").lang) if kind == place_kind)


def comparison_places():
    """Return the keys of the municipalities outside the region's totals, and of their units (set)."""
    tables = place_tables()
    towns, units = tables.municipalities, tables.facilities
    outside = {key for key, inside in zip(towns["key"], towns["in_region"], strict=True) if not inside}
    return outside | {units["key"][row] for row in tables.unit_rows if units["municipality"][row] in outside}


def group_name(dimension, group, lang):
    """Return the display name of a group within a dimension; an unknown key is returned with spaces for underscores."""
    return _group_names(lang).get((dimension, group), str(group).replace("_", " "))


@cache
def _group_names(lang):
    """Return names by (dimension, group), from the tables of payers, channels and routines and from the texts."""
    from rural_abm.governance import channel_kinds, routines
    from rural_abm.model.money import money_titles

    payers = money_titles()["payers"].items()
    names = {(dimension, key): title[lang] for dimension in ("original_payer", "payer") for key, title in payers}
    names |= {("channel", key): getattr(kind, f"title_{lang}") for key, kind in channel_kinds().items()}
    names |= {("routine", key): getattr(one, f"title_{lang}") for key, one in routines().items()}
    for key, text in read_texts(lang).items():
        if key.startswith("groups."):
            names[tuple(key.split(".")[1:])] = text
    return names


def dimension_name(dimension, lang):
    """Return the display name of a dimension; an unknown key is returned unchanged."""
    return read_texts(lang).get(f"dimensions.{dimension}", str(dimension).replace("_", " "))


@dataclass(frozen=True)
class Shown:
    """An outcome as displayed; texts are dicts by language.

    `factor` converts the catalogue's values into displayed ones: shares are shown in percent, and their differences in
    percentage points.
    """

    name: str
    group: str
    better: str
    headline: bool
    decimals: int
    factor: int
    title: dict
    unit: dict
    difference_unit: dict
    definition: dict
    group_title: dict
    matters_reason: dict


def shown(entry, group_titles):
    """Return an entry of the outcome catalogue as `Shown`; `group_titles` are the catalogue's labels of groups."""
    is_share = entry.unit == SHARE
    own = {lang: THOUSANDS.sub(FIXED_SPACE, getattr(entry, f"unit_{lang}")) for lang in LANGUAGES}
    return Shown(
        name=entry.name,
        group=entry.group,
        better=entry.better,
        headline=entry.headline,
        decimals=max(entry.decimals - 1, 0) if is_share else entry.decimals,
        factor=PERCENT if is_share else 1,
        title={lang: getattr(entry, f"title_{lang}") for lang in LANGUAGES},
        unit={lang: read_texts(lang)["units.percent"] for lang in LANGUAGES} if is_share else own,
        difference_unit={lang: read_texts(lang)["units.points"] for lang in LANGUAGES} if is_share else own,
        definition={lang: getattr(entry, f"definition_{lang}") for lang in LANGUAGES},
        group_title=group_titles[entry.group],
        matters_reason={lang: getattr(entry, f"matters_reason_{lang}") for lang in LANGUAGES},
    )


def shown_catalogue(catalogue=None):
    """Return all outcomes as displayed, by name (dict); `catalogue`: entries other than the packaged ones."""
    from rural_abm import outcomes

    entries = outcomes.catalogue if catalogue is None else catalogue
    return {entry.name: shown(entry, outcomes.labels("groups")) for entry in entries}


def region_of_folder(directory):
    """Return the region (name or folder) of the runs of a results directory, None for the default region."""
    return region_of(manifest_or_none(directory) or {})


def known_in(directory):
    """Return the outcomes of a results directory as displayed, by name (dict), own ones among them."""
    return shown_catalogue(outcomes_in(manifest_or_none(directory) or {}))


def titled(entry, lang, *, of_difference=False):
    """Return the outcome's name with its unit, or with that of its differences, in brackets."""
    unit = (entry.difference_unit if of_difference else entry.unit)[lang]
    return f"{entry.title[lang]} ({unit})" if unit else entry.title[lang]


def value_text(entry, value, lang, *, with_unit=False):
    """Format an outcome's value with the catalogue's decimals."""
    text = format_number(value, entry.decimals, lang)
    return _with_unit(text, value, entry.unit[lang]) if with_unit else text


def difference_text(entry, row, lang, *, beside=(), with_unit=False):
    """Format a row's difference with its sign.

    A difference that is a change gets as many decimals as needed to show it, and as many as the rows in `beside`.
    """
    decimals = row_decimals(entry, row, *beside)
    text = format_difference(row.difference, decimals, lang)
    return _with_unit(text, row.difference, entry.difference_unit[lang]) if with_unit else text


def interval_text(entry, row, lang):
    """Format a row's 95 % interval with the decimals of its difference."""
    return format_interval(row.low, row.high, row_decimals(entry, row), lang)


def matters_text(entry, row, lang):
    """Format the smallest difference that matters in a row, with as many decimals as needed to show it."""
    return format_number(row.matters, difference_decimals(entry.decimals, row.matters), lang)


def row_decimals(entry, *rows):
    """Return the decimals that the differences of rows need: changes are visible and interval ends differ."""
    sure = [row for row in rows if row.verdict not in UNSURE]
    widths = [row.high - row.low for row in sure]
    return difference_decimals(entry.decimals, *(row.difference for row in sure), *widths)


def _with_unit(text, value, unit):
    return f"{text}{FIXED_SPACE}{unit}" if unit and is_defined(value) else text


def wrapped(text, characters, lines=None, *, break_words=True):
    """Wrap the text into lines of at most `characters` characters.

    A longer word is broken or, without `break_words`, gets a line of its own; text beyond `lines` is cut.
    """
    return LINE_BREAK.join(
        textwrap.wrap(
            plain_text(str(text)), characters, max_lines=lines, placeholder=" …", break_long_words=break_words
        )
    )
