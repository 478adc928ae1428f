"""Governance models and reforms as TOML files: their required content, reading, and the packaged ones.

A file has name, title {en, sv}, description {en, sv}, source, date, setting, adopted, an optional list `assumed` of the
levers whose values have no source, and then `[levers]` for the region and `[places.KEY]` for single places.
"""

import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.layers import Layer, check_place, read_leaves
from rural_abm.governance.places import governance_data, index
from rural_abm.governance.values import in_words

LANGUAGES = ("en", "sv")
SUFFIX = ".toml"
REQUIRED = ("name", "title", "description", "source", "date", "setting", "adopted")
OPTIONAL = ("assumed", "levers", "places")
FOLDERS = {"governance": "", "reforms": "reforms"}
KIND_TITLES = {"governance": "governance model", "reforms": "reform"}


@dataclass(frozen=True)
class GovernanceFile:
    """A governance model or reform as read: texts {"en", "sv"}, source, date, the settings it suits, and its levers."""

    name: str
    title: dict
    description: dict
    source: str
    date: str
    setting: tuple
    adopted: str
    assumed: tuple
    layer: Layer


def list_governance():
    """Return one dict per packaged governance model: name, title_en, title_sv, source, date, setting, is_baseline."""
    return [
        {**_row(read_governance(name)), "is_baseline": name == index()["baseline"]} for name in index()["governance"]
    ]


def list_reforms():
    """Return one dict per packaged reform: name, title_en, title_sv, source, date, setting."""
    return [_row(read_reform(name)) for name in index()["reforms"]]


def _row(file):
    return {
        "name": file.name,
        "title_en": file.title["en"],
        "title_sv": file.title["sv"],
        "source": file.source,
        "date": file.date,
        "setting": list(file.setting),
    }


def describe_file(file):
    """Return a dict of everything in a GovernanceFile, with `levers` {"lever.field" or "place.lever.field": value}."""
    levers = {_path(leaf): _plain(value) for leaf, value in file.layer.region.items()}
    for place, leaves in file.layer.places.items():
        levers |= {f"{place}.{_path(leaf)}": _plain(value) for leaf, value in leaves.items()}
    return {
        **_row(file),
        "description_en": file.description["en"],
        "description_sv": file.description["sv"],
        "adopted": file.adopted,
        "assumed": list(file.assumed),
        "levers": levers,
    }


def _path(leaf):
    return ".".join(part for part in leaf if part)


def _plain(value):
    """Convert the tuples in which a leaf is kept into lists and dicts."""
    if isinstance(value, tuple):
        return [dict(item) if isinstance(item, tuple) else item for item in value]
    return value


# Reading


def read_governance(name_or_path):
    """Read the GovernanceFile of a packaged name or of a path that ends in .toml."""
    return _read("governance", name_or_path)


def read_reform(name_or_path):
    """Read the GovernanceFile of a packaged reform's name or of a path that ends in .toml."""
    return _read("reforms", name_or_path)


def is_path(name_or_path):
    """Return whether a text is a file path rather than a packaged name."""
    text = os.fspath(name_or_path)
    return text.endswith(SUFFIX) or os.sep in text


def check_name(kind, name_or_path, where=None):
    """Raise InputError for a text that is neither a path nor a packaged name; `kind`: governance or reforms."""
    if not is_path(name_or_path) and name_or_path not in index()[kind]:
        raise unknown_name(KIND_TITLES[kind], name_or_path, index()[kind], where=where)


def _read(kind, name_or_path):
    if is_path(name_or_path):
        return read_file(Path(name_or_path))
    check_name(kind, name_or_path)
    return _bundled(kind, name_or_path)


@lru_cache
def _bundled(kind, name):
    return read_file(governance_data() / FOLDERS[kind] / f"{name}{SUFFIX}")


def read_file(path):
    """Read the GovernanceFile at a path; raise InputError for missing, damaged, unknown or out-of-range content."""
    where = str(path) if isinstance(path, Path) and not path.is_relative_to(str(governance_data())) else path.name
    return parse_governance(read_toml(path, where), where)


def read_toml(path, where):
    """Parse the TOML of a file; raise InputError if it is unreadable or damaged."""
    try:
        # Some editors put a byte-order mark in front.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=where, allowed="a TOML file") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {error}", where=where, allowed="a TOML file in UTF-8") from None


def parse_governance(table, where):
    """Return the GovernanceFile of a parsed table; raise InputError for missing, unknown or out-of-range content."""
    for key in table:
        if key not in REQUIRED + OPTIONAL:
            raise unknown_name("key", key, REQUIRED + OPTIONAL, where=where)
    for key in REQUIRED:
        if key not in table:
            raise InputError(f"{key} is missing", where=where, allowed=", ".join(REQUIRED))
    places = _table(table.get("places", {}), f"{where}: places")
    region_leaves = read_leaves(table.get("levers", {}), where=f"{where}: levers")
    place_leaves = {
        check_place(place, f"{where}: places"): read_leaves(levers, where=f"{where}: places", place=place)
        for place, levers in places.items()
    }
    return GovernanceFile(
        name=_name(table["name"], f"{where}: name"),
        title=_texts(table["title"], f"{where}: title"),
        description=_texts(table["description"], f"{where}: description"),
        source=_text(table["source"], f"{where}: source"),
        date=_text(table["date"], f"{where}: date"),
        setting=_names(table["setting"], index()["settings"], f"{where}: setting"),
        adopted=_one_of(table["adopted"], index()["adoption"], f"{where}: adopted"),
        assumed=_assumed(table.get("assumed", []), region_leaves, place_leaves, f"{where}: assumed"),
        layer=Layer(where, region_leaves, place_leaves),
    )


def _table(value, where):
    if not isinstance(value, dict):
        raise InputError(f"{in_words(value)} is not a table", where=where, allowed="a table")
    return value


def _text(value, where):
    if not (isinstance(value, str) and value.strip()):
        raise InputError(f"{in_words(value)} is not a text", where=where, allowed="a text in quotes")
    return value


def _name(value, where):
    if not (_text(value, where).isascii() and value.isidentifier() and value == value.lower()):
        raise InputError(
            f"{in_words(value)} is not a name", where=where, allowed="lower-case letters a-z, digits and underscores"
        )
    return value


def _texts(value, where):
    """Return {"en", "sv"} of a table with exactly these keys."""
    table = _table(value, where)
    for key in table:
        if key not in LANGUAGES:
            raise unknown_name("language", key, LANGUAGES, where=where)
    return {language: _text(table.get(language), f"{where}.{language}") for language in LANGUAGES}


def _one_of(value, allowed, where):
    if not isinstance(value, str) or value not in allowed:
        raise unknown_name("value", value, allowed, where=where)
    return value


def _names(value, allowed, where):
    if not (isinstance(value, list) and value):
        raise InputError(f"{in_words(value)} is not a list", where=where, allowed=f"a list of {', '.join(allowed)}")
    return tuple(_one_of(item, allowed, where) for item in value)


def _assumed(value, region_leaves, place_leaves, where):
    """Return the lever paths declared as assumed; each must be set in the same file."""
    if not isinstance(value, list):
        raise InputError(f"{in_words(value)} is not a list", where=where, allowed="a list of levers set in this file")
    known = {_path(leaf) for leaf in region_leaves} | {lever for lever, _ in region_leaves}
    for place, leaves in place_leaves.items():
        known |= {f"{place}.{_path(leaf)}" for leaf in leaves} | {f"{place}.{lever}" for lever, _ in leaves}
    return tuple(_one_of(item, known, where) for item in value)
