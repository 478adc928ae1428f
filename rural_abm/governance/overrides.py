"""A scenario's own values: "lever", "place.lever", "lever.field" or "place.lever.field" = value."""

import json

from rural_abm.engine.errors import InputError, nearest_name
from rural_abm.governance.layers import Layer, read_leaves
from rural_abm.governance.places import places_of
from rural_abm.governance.schema import known_levers
from rural_abm.governance.values import in_words

FORM = "[place.]lever[.field]=value, such as beds=0 or daily_slot.start=10:30"


def parse_set(text):
    """("beds", 0) of "beds=0"; the value is JSON, or text where it is not; InputError without "="."""
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


def read_overrides(levers, *, where, places=None):
    """Return the Layer of a mapping {key: value}; raise InputError for unknown keys or wrong values.

    `places` are the Places of the region (default: the default region's). A key may name a kind of places.
    """
    region, local, places = {}, {}, places_of(places)
    for key, value in levers.items():
        named, table = _table_of(key, value, where, places)
        if named is None:
            region |= read_leaves(table, where=where, places=places)
            continue
        for place in places.resolved((named,)):
            leaves = read_leaves(table, where=where, place=place, places=places)
            local[place] = local.get(place, {}) | leaves
    return Layer(where, region, local)


def _table_of(key, value, where, places):
    """Return (place or None, {lever: value or {field: value}}) of one key."""
    if not isinstance(key, str):
        raise InputError(f"{in_words(key)} is not the name of a lever", where=where, allowed=FORM)
    place, lever, field = _split(key, where, places)
    if lever is None:
        return place, value
    spec = known_levers(places)[lever]
    if not field:
        return place, {lever: value}
    if spec.is_single or spec.list:
        raise InputError(f"{lever} has no field '{field}'; it is set as a whole", where=f"{where}: {key}", allowed=FORM)
    return place, {lever: {field: value}}


def _split(key, where, places):
    """Return (place or None, lever or None, field or "") of a dotted key; a place alone takes a table of levers."""
    parts = key.split(".")
    named = (*places.units, *places.kinds)
    place = parts.pop(0) if parts[0] in named else None
    if place and not parts:
        return place, None, ""
    lever, *field = parts
    levers = known_levers(places)
    if lever not in levers:
        known = (*levers, *named) if place is None else tuple(levers)
        strange = "lever" if place or not field else "lever or place"
        raise InputError(
            f"unknown {strange} '{lever}'", where=f"{where}: {key}", allowed=FORM, nearest=nearest_name(lever, known)
        )
    return place, lever, ".".join(field)
