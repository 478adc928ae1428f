"""A scenario's own values: "lever", "place.lever", "lever.field" or "place.lever.field" = value."""

import json

from rural_abm.engine.errors import InputError, nearest_name
from rural_abm.governance.layers import Layer, read_leaves
from rural_abm.governance.places import place_keys
from rural_abm.governance.schema import lever_specs
from rural_abm.governance.values import in_words

FORM = "[place.]lever[.field]=value, such as sorsele.beds=0 or daily_slot.start=10:30"


def parse_set(text):
    """Parse "sorsele.beds=0" into ("sorsele.beds", 0); raise InputError without "=".

    The value is JSON, or text where it is not valid JSON.
    """
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise InputError(f"'{text}' sets nothing", where="--set", allowed=FORM)
    return key.strip(), parse_value(value.strip())


def parse_value(text):
    """Parse a value from the command line: JSON (0, true, "a", [1, 2], {...}), otherwise the text itself."""
    try:
        return json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return text


def read_overrides(levers, *, where):
    """Return the Layer of a mapping {key: value}; raise InputError for unknown keys or wrong values."""
    region, places = {}, {}
    for key, value in levers.items():
        place, table = _table_of(key, value, where)
        if place is None:
            region |= read_leaves(table, where=where)
        else:
            places[place] = places.get(place, {}) | read_leaves(table, where=where, place=place)
    return Layer(where, region, places)


def _table_of(key, value, where):
    """Return (place or None, {lever: value or {field: value}}) of one key."""
    if not isinstance(key, str):
        raise InputError(f"{in_words(key)} is not the name of a lever", where=where, allowed=FORM)
    place, lever, field = _split(key, where)
    if lever is None:
        return place, value
    spec = lever_specs()[lever]
    if not field:
        return place, {lever: value}
    if spec.is_single or spec.list:
        raise InputError(f"{lever} has no field '{field}'; it is set as a whole", where=f"{where}: {key}", allowed=FORM)
    return place, {lever: {field: value}}


def _split(key, where):
    """Return (place or None, lever or None, field or "") of a dotted key; a place alone takes a table of levers."""
    parts = key.split(".")
    place = parts.pop(0) if parts[0] in place_keys() else None
    if place and not parts:
        return place, None, ""
    lever, *field = parts
    if lever not in lever_specs():
        known = (*lever_specs(), *place_keys()) if place is None else tuple(lever_specs())
        strange = "lever" if place or not field else "lever or place"
        raise InputError(
            f"unknown {strange} '{lever}'", where=f"{where}: {key}", allowed=FORM, nearest=nearest_name(lever, known)
        )
    return place, lever, ".".join(field)
