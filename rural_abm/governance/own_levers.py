"""Levers that a scenario's extensions declare: read by their own rules, set like any other lever.

A Python file of own rules may hold a table `LEVERS` in the form of `data/governance/levers.toml`:

    LEVERS = {"coffee": {"type": "whole", "unit": "minutes a day", "low": 0, "high": 60, "default": 0}}

or, for a lever of several values, `{"coffee": {"fields": {"minutes": {...}, "cake": {...}}}}`. The table is written out
without computation, as it is read without running the file. Texts and scope may be left out. A step or a method of an
agent reads the value in force from `model.levers`, or from `levers` of a health centre or cottage hospital.
"""

import ast
from dataclasses import replace
from functools import lru_cache

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.extensions import WHERE, find_source
from rural_abm.governance.places import places_of
from rural_abm.governance.schema import REGION_AND_PLACE, RULES, lever_from, lever_specs
from rural_abm.governance.values import check_value

TABLE = "LEVERS"
TYPES = ("whole", "decimal", "yes_no", "clock", "clock_or_closed", "choice", "choices")
FIELD_KEYS = ("type", "unit", "low", "high", "step", "options", "default", "text")
LEVER_KEYS = (*FIELD_KEYS, "fields", "title", "scope", "shorthand", *RULES)
SCOPES = (REGION_AND_PLACE, "region")
NEEDED = {
    "whole": ("low", "high"),
    "decimal": ("low", "high", "step"),
    "choice": ("options",),
    "choices": ("options",),
}


def places_with_levers(region, extensions):
    """Return the Places of a region, with the levers that extensions (texts) declare in their `own_levers`.

    InputError for a declaration that cannot be used, and for a lever declared twice or known already.
    """
    places = places_of(region)
    sources = tuple(find_source(text) for text in extensions)
    return _places_with(places, sources) if sources else places


@lru_cache
def _places_with(places, sources):
    own = {}
    for source in sources:
        for name, spec in _declared(source).items():
            if name in own and own[name] != spec:
                raise InputError(f"{name} is declared by two extensions", where=f"{WHERE}: {source.text}")
            own[name] = spec
    return replace(places, own_levers=own) if own else places


def _declared(source):
    """Return {name: LeverSpec} of the table LEVERS in a file of own rules; {} where there is none."""
    where = f"{WHERE}: {source.text}: {TABLE}"
    try:
        tree = ast.parse(source.path.read_bytes())
    except SyntaxError:
        # Python says better what is wrong when the file is imported.
        return {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == TABLE for one in node.targets):
            try:
                table = ast.literal_eval(node.value)
            except ValueError:
                raise InputError(
                    "is not written out", where=where, allowed="a table of names, numbers and texts"
                ) from None
            return {name: _spec(name, entry, f"{where}.{name}") for name, entry in _as_table(table, where).items()}
    return {}


def _spec(name, entry, where):
    """Return the LeverSpec of one declaration; InputError for anything that a lever cannot be."""
    if not (isinstance(name, str) and name.isidentifier() and name == name.lower()):
        raise InputError(f"{name!r} is not a name", where=where, allowed="lower-case letters, digits and underscores")
    if name in lever_specs():
        raise InputError("is a lever of the package", where=where, allowed="a name of its own")
    entry = dict(_as_table(entry, where))
    _check_keys(entry, LEVER_KEYS, where)
    if ("fields" in entry) == ("type" in entry):
        raise InputError("has either a type or fields", where=where, allowed='"type": "whole", or "fields": {...}')
    if entry.setdefault("scope", REGION_AND_PLACE) not in SCOPES:
        raise unknown_name("scope", entry["scope"], SCOPES, where=where)
    title = {"en": name.replace("_", " "), "sv": name.replace("_", " ")}
    entry = {"title": title, "text": title, "group": "", "source": "", "acting": True} | entry
    if "fields" in entry:
        fields = _as_table(entry["fields"], where).items()
        entry["fields"] = {key: _field(dict(_as_table(one, where)), f"{where}.{key}", title) for key, one in fields}
    else:
        own = {key: entry.pop(key) for key in FIELD_KEYS if key in entry and key != "text"}
        entry |= _field(own, where, title)
    spec = lever_from(name, entry)
    for key, field in spec.fields.items():
        check_value(name, field, field.default, where=f"{where}.{key}" if key else where)
    return spec


def _field(entry, where, text):
    """Return the checked declaration of one value."""
    _check_keys(entry, FIELD_KEYS, where)
    if entry.get("type") not in TYPES:
        raise unknown_name("type", str(entry.get("type")), TYPES, where=where)
    for key in ("default", *NEEDED.get(entry["type"], ())):
        if key not in entry:
            raise InputError(f"{key} is missing", where=where, allowed=f'"{key}": a value')
    return {"unit": "", "text": text} | entry


def _as_table(value, where):
    if not isinstance(value, dict):
        raise InputError(f"{value!r} is not a table", where=where, allowed='{"name": {"type": "whole", ...}}')
    return value


def _check_keys(entry, known, where):
    for key in entry:
        if key not in known:
            raise unknown_name("key", str(key), known, where=where)
