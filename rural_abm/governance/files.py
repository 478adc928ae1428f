"""Governance models and reforms as TOML files: their required content, reading, and the packaged ones.

A file has name, title {en, sv}, description {en, sv}, source, date, setting, adopted, an optional list `assumed` of the
levers whose values have no source, and then `[levers]` for the region and `[kinds.KIND]` for the units of a kind
(`hub`, `small`, `training`, `academic`, `with_beds`, `without_beds`). A file that is meant for one region says so
(`region = "..."`) and may set single places by `[places.KEY]`. What a region says of a bundled file stands in the
region's `governance.toml`.
"""

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.layers import Layer, check_place, read_leaves
from rural_abm.governance.places import LOCAL_FILE, baseline_name, governance_data, index, places_of
from rural_abm.governance.values import in_words
from rural_abm.regions import region_folder

LANGUAGES = ("en", "sv")
SUFFIX = ".toml"
REQUIRED = ("name", "title", "description", "source", "date", "setting", "adopted")
OPTIONAL = ("assumed", "region", "levers", "kinds", "places")
LOCAL = ("assumed", "description", "levers", "places")
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


def read_governance(name_or_path, region=None):
    """Read the GovernanceFile of a packaged name or of a path that ends in .toml, in a region (or the default one)."""
    return _read("governance", name_or_path, places_of(region))


def read_reform(name_or_path, region=None):
    """Read the GovernanceFile of a packaged reform's name or of a path that ends in .toml, in a region."""
    return _read("reforms", name_or_path, places_of(region))


def is_path(name_or_path):
    """Return whether a text is a file path rather than a packaged name."""
    text = os.fspath(name_or_path)
    return text.endswith(SUFFIX) or os.sep in text


def check_name(kind, name_or_path, where=None):
    """Raise InputError for a text that is neither a path nor a packaged name; `kind`: governance or reforms."""
    if not is_path(name_or_path) and name_or_path not in index()[kind]:
        raise unknown_name(KIND_TITLES[kind], name_or_path, index()[kind], where=where)


def _read(kind, name_or_path, places):
    if is_path(name_or_path):
        return read_file(Path(name_or_path), places)
    check_name(kind, name_or_path)
    return _bundled(kind, name_or_path, places)


@cache
def _bundled(kind, name, places):
    return read_file(governance_data() / FOLDERS[kind] / f"{name}{SUFFIX}", places)


def read_file(path, region=None):
    """Read the GovernanceFile at a path; raise InputError for missing, damaged, unknown or out-of-range content."""
    where = str(path) if isinstance(path, Path) and not path.is_relative_to(str(governance_data())) else path.name
    return parse_governance(read_toml(path, where), where, region)


def read_toml(path, where):
    """Parse the TOML of a file; raise InputError if it is unreadable or damaged."""
    try:
        # Some editors put a byte-order mark in front.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=where, allowed="a TOML file") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {error}", where=where, allowed="a TOML file in UTF-8") from None


def parse_governance(table, where, region=None):
    """Return the GovernanceFile of a parsed table; raise InputError for missing, unknown or out-of-range content."""
    places = places_of(region)
    _check_keys(table, REQUIRED + OPTIONAL, where)
    for key in REQUIRED:
        if key not in table:
            raise InputError(f"{key} is missing", where=where, allowed=", ".join(REQUIRED))
    _check_region(table.get("region"), places, where)
    name = _name(table["name"], f"{where}: name")
    local = _table(places.local.get(name, {}), f"{LOCAL_FILE}: {name}")
    local_where = f"{places.region}/{LOCAL_FILE}: {name}"
    _check_keys(local, LOCAL, local_where)
    region_leaves = read_leaves(table.get("levers", {}), where=f"{where}: levers", places=places)
    region_leaves |= read_leaves(local.get("levers", {}), where=f"{local_where}: levers", places=places)
    place_leaves = _place_leaves(name, table, where, places)
    for place, leaves in _leaves_by_place(local.get("places", {}), f"{local_where}: places", places).items():
        place_leaves.setdefault(place, {}).update(leaves)
    assumed = _assumed(table.get("assumed", []), region_leaves, place_leaves, f"{where}: assumed", places)
    assumed += _assumed(local.get("assumed", []), region_leaves, place_leaves, f"{local_where}: assumed", places)
    assumed += places.assumed if name == baseline_name() else ()
    texts = local.get("description", table["description"])
    return GovernanceFile(
        name=name,
        title=_texts(table["title"], f"{where}: title"),
        description=_filled(_texts(texts, f"{where}: description"), places),
        source=_text(table["source"], f"{where}: source"),
        date=_text(table["date"], f"{where}: date"),
        setting=_names(table["setting"], index()["settings"], f"{where}: setting"),
        adopted=_one_of(table["adopted"], index()["adoption"], f"{where}: adopted"),
        assumed=tuple(dict.fromkeys(assumed)),
        layer=Layer(where, region_leaves, place_leaves),
    )


def _check_keys(table, known, where):
    for key in table:
        if key not in known:
            raise unknown_name("key", key, known, where=where)


def _check_region(declared, places, where):
    """Refuse a file that is meant for another region."""
    if declared is None:
        return
    meant = region_folder(_text(declared, f"{where}: region")).key
    if meant != places.region:
        raise InputError(
            f"is meant for the region {meant}", where=where, allowed=f"a file for {places.region}, or for any region"
        )


def _place_leaves(name, table, where, places):
    """Return {unit: {leaf: value}}: the facilities (of the baseline), then what is said of kinds, then of places."""
    found = {}
    if name == baseline_name():
        found = _leaves_by_place(places.facts, "facilities.csv", places)
    kinds = _table(table.get("kinds", {}), f"{where}: kinds")
    _check_keys(kinds, tuple(places.kinds), f"{where}: kinds")
    for kind, levers in kinds.items():
        for place in places.kinds[kind]:
            leaves = read_leaves(levers, where=f"{where}: kinds", place=place, places=places)
            found.setdefault(place, {}).update(leaves)
    for place, leaves in _leaves_by_place(table.get("places", {}), f"{where}: places", places).items():
        found.setdefault(place, {}).update(leaves)
    return found


def _leaves_by_place(table, where, places):
    return {
        check_place(place, where, places): read_leaves(levers, where=where, place=place, places=places)
        for place, levers in _table(table, where).items()
    }


def _filled(texts, places):
    """Texts in which {hub}, {training} and so on are the names of the units of the kind."""
    for kind, units in places.kinds.items():
        names = ", ".join(places.names[unit] for unit in units)
        texts = {language: text.replace(f"{{{kind}}}", names) for language, text in texts.items()}
    return texts


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


def _assumed(value, region_leaves, place_leaves, where, places):
    """Return the lever paths declared as assumed; each must be set in the same file."""
    if not isinstance(value, list):
        raise InputError(f"{in_words(value)} is not a list", where=where, allowed="a list of levers set in this file")
    known = {_path(leaf) for leaf in region_leaves} | {lever for lever, _ in region_leaves}
    for place, leaves in place_leaves.items():
        known |= {f"{place}.{_path(leaf)}" for leaf in leaves} | {f"{place}.{lever}" for lever, _ in leaves}
    named = []
    for item in value:
        kind, dot, lever = item.partition(".") if isinstance(item, str) else ("", "", "")
        units = places.kinds.get(kind, ()) if dot else ()
        named += [f"{unit}.{lever}" for unit in units] or ([] if kind in places.kinds and dot else [item])
    return tuple(_one_of(item, known, where) for item in named)
