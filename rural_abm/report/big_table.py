"""The large table of all rows of the comparison: data for the page's script, and controls that sort and filter."""

import math

from rural_abm.figures.figure_data import ALL
from rural_abm.figures.labels import dimension_name, group_name, place_name, row_decimals
from rural_abm.figures.style import TABLE_DIGITS, TABLE_ROWS_AT_FIRST, VERDICT_COLOURS
from rural_abm.figures.texts import LANGUAGES, read_texts

VERDICTS = tuple(VERDICT_COLOURS)
NUMBERS = ("mean_baseline", "mean_scenario", "difference", "low", "high", "transition_difference")
COLUMNS = (
    *("scenario", "outcome", "place", "group", "baseline"),
    *("value", "difference", "interval", "transition", "verdict"),
)
FILTERS = ("scenario", "place", "group", "verdict")


class _Names:
    """Consecutive numbers for keys; `texts` holds their names by language in the same order."""

    def __init__(self, name):
        self.name, self.numbers = name, {}

    def number(self, *key):
        """Return the number of a key, assigning the next one to a new key."""
        return self.numbers.setdefault(key, len(self.numbers))

    def texts(self):
        """Return {language: [name, ...]}."""
        return {lang: [self.name(*key, lang) for key in self.numbers] for lang in LANGUAGES}


def table_data(results):
    """Return the data of the page's script (dict): rows of numbers, and the names they refer to by language.

    A row is [scenario, outcome, place, group, baseline, value, difference, low, high, first year, verdict, decimals of
    the difference]; numbers are rounded, and null where undefined.
    """
    scenarios = _Names(results.title)
    outcomes = _Names(lambda name, lang: results.catalogue[name].title[lang])
    places, groups = _Names(place_name), _Names(_group_text)
    rows = []
    for row in results.comparison.itertuples(index=False):
        entry = results.catalogue[row.outcome]
        keys = [
            scenarios.number(row.scenario),
            outcomes.number(row.outcome),
            places.number(row.place_kind, row.place),
            groups.number(row.dimension, row.group),
        ]
        numbers = [_rounded(getattr(row, column)) for column in NUMBERS]
        rows.append([*keys, *numbers, VERDICTS.index(row.verdict), row_decimals(entry, row)])
    names = {
        name: known.texts()
        for name, known in (("scenario", scenarios), ("outcome", outcomes), ("place", places), ("group", groups))
    }
    return {
        "rows": rows,
        "names": names,
        "outcomes": _outcome_facts(results, outcomes),
        "first": TABLE_ROWS_AT_FIRST,
        "verdicts": {lang: [read_texts(lang)[f"verdicts_short.{name}"] for name in VERDICTS] for lang in LANGUAGES},
        "numbers": {lang: _number_texts(lang) for lang in LANGUAGES},
    }


def _outcome_facts(results, outcomes):
    """Return units by language, decimals and headline status of each outcome, in order."""
    entries = [results.catalogue[name] for (name,) in outcomes.numbers]
    return {
        "units": {lang: [entry.unit[lang] for entry in entries] for lang in LANGUAGES},
        "decimals": [entry.decimals for entry in entries],
        "headline": [int(entry.headline) for entry in entries],
    }


def _number_texts(lang):
    texts = read_texts(lang)
    keys = ("decimal", "thousands", "minus", "plus", "zero_sign", "undefined", "interval")
    return {key: texts[f"numbers.{key}"] for key in keys} | {"shown": texts["table.shown"]}


def _group_text(dimension, group, lang):
    if dimension == ALL:
        return read_texts(lang)["dimensions.all"]
    return f"{dimension_name(dimension, lang)}: {group_name(dimension, group, lang)}"


def _rounded(value):
    """Round the number to a few digits; return None where it is undefined."""
    return float(f"{value:.{TABLE_DIGITS}g}") if value is not None and math.isfinite(value) else None


def table_section(results, lang):
    """Return the names of the filters and columns of the table (dict); the page's script fills in options and rows."""
    return {"filters": FILTERS, "columns": COLUMNS}
