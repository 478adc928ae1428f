"""Parameters in words, English and Swedish: short names, units and sources, from `data/texts/`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rural_abm.governance.files import LANGUAGES
from rural_abm.parameters.csv_files import read_rows
from rural_abm.parameters.register import parameter_names
from rural_abm.regions import region_folder, region_names, shown_region

WHOLE, PLACE = "*", "place"
BETWEEN_SOURCES = "; "


@lru_cache(maxsize=1)
def _tables():
    return _read("parameters")


@lru_cache(maxsize=1)
def _sources():
    return _read("parameter_sources")


def _read(name):
    return tomllib.loads((files("rural_abm") / "data" / "texts" / f"{name}.toml").read_text(encoding="utf-8"))


def parameter_name(key, lang):
    """Return the short display name of a parameter, or of all cells of a table (`resolve.*`).

    A key that is no longer in the register, as in results of other versions, is given in words.
    """
    found = _named(key) or _in_family(key)
    return found[lang] if found else _in_words(key)


def name_and_key(key):
    """Return the English name of a parameter or table with its key in brackets, for terminals.

    Other names unchanged.
    """
    is_known = _named(key) or _in_family(key)
    return f"{parameter_name(key, 'en')} ({key})" if is_known else key


def _named(key):
    return parameter_names().get(key) or _tables()["names"].get(key)


def _in_family(key):
    """Return {language: name} of a cell, None where its table or one of its parts has no words."""
    table, *cells = key.split(".")
    family = _tables()["families"].get(table)
    if family is None:
        return None
    cells += [WHOLE] * (len(family["of"]) - len(cells)) if cells[-1:] == [WHOLE] else []
    words = {part: _word(part, cell) for part, cell in zip(family["of"], cells, strict=False)}
    if len(cells) != len(family["of"]) or None in words.values():
        return None
    return {lang: family[lang].format(**{part: word[lang] for part, word in words.items()}) for lang in LANGUAGES}


def _word(part, cell):
    """Return {language: words} of a cell; a unit or hospital has the name of its place in the region that is shown."""
    found = _tables()["parts"][part].get(cell)
    return _place_word(cell) if found is None and part == PLACE else found


def _place_word(cell):
    for region in (shown_region(), *region_names()):
        folder = region_folder(region)
        name = _place_names(folder, folder.digest).get(cell)
        if name is not None:
            return dict.fromkeys(LANGUAGES, name)
    return None


@lru_cache
def _place_names(folder, _digest):
    """Return {key of a unit or hospital: name of its settlement} of a RegionFolder."""
    settlements, facilities = (_rows(folder.file(f"{name}.csv")) for name in ("settlements", "facilities"))
    names = {row["key"]: row["name"] for row in settlements}
    return {row["key"]: names[row["settlement"]] for row in facilities}


def _rows(path):
    header, body, _ = read_rows(path)
    return [dict(zip(header, map(str.strip, cells), strict=True)) for _, cells in body]


def _in_words(key):
    return key.replace(".", ", ").replace("_", " ")


def unit_text(unit, lang):
    """Return the display unit of a parameter; English is that of the register."""
    return unit if lang == "en" else _sources()["units"].get(unit, unit)


def source_text(source, lang):
    """Return the display source of a parameter in the language, with titles of publications unchanged.

    A source is looked up whole, then by its parts between semicolons.
    """
    known = _sources()[lang]
    return known.get(source) or BETWEEN_SOURCES.join(known.get(part, part) for part in source.split(BETWEEN_SOURCES))
