"""Layers of settings: the baseline, a model, reforms and a scenario's own values, each on top of the previous.

A setting is a leaf: (lever, field) -> value, with field "" for levers that are one value or a list. A later layer wins;
within a layer a place's own setting wins over the region's. Every leaf is checked when it is read.
"""

from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError

from rural_abm.engine.errors import InputError, nearest_name, unknown_name
from rural_abm.governance.levers import Levers, shape_of
from rural_abm.governance.places import places_of
from rural_abm.governance.schema import known_levers, lever_specs
from rural_abm.governance.values import check_value, in_words, key_path

WARD_POSTS = ("beds", "nurse_posts")


@dataclass(frozen=True)
class Layer:
    """Checked settings from one source: `region` {leaf: value}, `places` {place: {leaf: value}}; `where` names it."""

    where: str
    region: dict
    places: dict


def read_leaves(table, *, where, place=None, places=None):
    """Return {leaf: value} of a table {lever: value or {field: value}}, of the region or one place.

    Raises InputError for anything unknown, of the wrong type, out of range, not allowed for places, or without effect
    in this version.
    `places` are the Places of the region whose units and settlements may be named (default: the default region's).
    """
    leaves, places = {}, places_of(places)
    for name, value in _as_table(table, f"{where}: {place}" if place else where).items():
        spec = lever_spec(name, where, places)
        if place and not spec.is_local:
            raise InputError(
                "applies to the whole region only", where=f"{where}: {place}.{name}", allowed=f"{name} without a place"
            )
        leaves |= _lever_leaves(spec, value, f"{where}: {place}.{name}" if place else f"{where}: {name}", places)
    return leaves


def lever_spec(name, where, places):
    """Return the LeverSpec of a name; raise InputError for an unknown one."""
    known = known_levers(places)
    if name not in known:
        raise unknown_name("lever", name, known, where=where)
    return known[name]


def check_place(name, where, places):
    """Return the place's key; raise InputError for an unknown one."""
    if name not in places.units:
        raise unknown_name("place", name, places.units, where=where)
    return name


def _as_table(value, where):
    if not isinstance(value, dict):
        raise InputError(f"{in_words(value)} is not a table of levers", where=where, allowed="lever = value")
    return value


def _lever_leaves(spec, value, where, places):
    if spec.list:
        leaves = {(spec.name, ""): _entries(spec, value, where, places)}
    elif spec.is_single:
        leaves = {(spec.name, ""): check_value(spec.name, spec.fields[""], value, where=where, places=places)}
    else:
        leaves = _field_leaves(spec, value, where, places)
    for (_, field), given in leaves.items():
        if not spec.acting and given != spec.fields[field].default:
            raise InputError(
                f"{spec.name} does not act in this version",
                where=where,
                allowed=f"its default, {in_words(spec.fields[field].default)}",
            )
    return leaves


def _field_leaves(spec, value, where, places):
    if not isinstance(value, dict):
        if not spec.shorthand:
            raise InputError(
                f"{in_words(value)} is not a table", where=where, allowed=f"a table with {', '.join(spec.fields)}"
            )
        value = {spec.shorthand: value}
    return {
        (spec.name, key): check_value(spec.name, _field(spec, key, where), given, where=f"{where}.{key}", places=places)
        for key, given in value.items()
    }


def _field(spec, key, where):
    if key not in spec.fields:
        raise unknown_name("key", key, spec.fields, where=where)
    return spec.fields[key]


def _entries(spec, value, where, places):
    """Return the checked entries of a list lever (list), each a tuple of (key, value)."""
    if not isinstance(value, list | tuple) or not all(isinstance(entry, dict) for entry in value):
        raise InputError(
            f"{in_words(value)} is not a list of tables",
            where=where,
            allowed=f"a list of tables with {', '.join(spec.fields)}",
        )
    if len(value) > spec.most:
        raise InputError(f"{len(value)} entries are too many", where=where, allowed=f"at most {spec.most}")
    return tuple(_entry(spec, entry, f"{where}[{number}]", places) for number, entry in enumerate(value, start=1))


def _entry(spec, entry, where, places):
    missing = [key for key in spec.fields if key not in entry]
    checked = tuple(
        (key, check_value(spec.name, _field(spec, key, where), given, where=f"{where}.{key}", places=places))
        for key, given in entry.items()
    )
    if missing:
        raise InputError(
            f"{missing[0]} is missing",
            where=where,
            allowed=spec.fields[missing[0]].allowed(),
            nearest=nearest_name(missing[0], [key for key in entry if key not in spec.fields]),
        )
    return checked


# Laying layers over each other


class Settings:
    """The leaves of every place as layers are added: `lay` adds one, `levers` makes the records."""

    def __init__(self, places):
        """Start without layers: every place at the defaults."""
        self._places, self._shape = places, shape_of(places)
        self._leaves = {place: {} for place in places.units}
        self._own = {place: set() for place in places.units}

    def lay(self, layer):
        """Add a layer, whose settings replace earlier ones.

        A unit that follows another place takes that place's local values, except those of levers that some layer so far
        has set for the unit itself.
        """
        for place, leaves in layer.places.items():
            self._own[place] |= {lever for lever, _ in leaves}
        for place, leaves in self._leaves.items():
            _overlay(leaves, self.newer(layer, place))

    def newer(self, layer, place):
        """Return {leaf: value} of all that a layer sets at a place: the region's, the followed place's and its own."""
        newer = dict(layer.region)
        for followed, leaves in layer.places.items():
            if self._places.follows.get(place) == followed:
                _overlay(newer, {leaf: value for leaf, value in leaves.items() if leaf[0] not in self._own[place]})
        _overlay(newer, layer.places.get(place, {}))
        return newer

    def levers(self, layer):
        """Return {place: Levers}; raise InputError naming the last layer if fields of a lever contradict each other."""
        places_of = {}
        for place, leaves in self._leaves.items():
            # Places mostly have the same leaves; equal ones share one record.
            places_of.setdefault(tuple(sorted(leaves.items(), key=lambda item: item[0])), []).append(place)
        made = {}
        for leaves, places in places_of.items():
            try:
                made |= dict.fromkeys(places, _build(leaves, self._shape))
            except InputError as error:
                where = f"{_blamed(layer, places)}: {error.where}"
                raise InputError(error.what, where=where, allowed=error.allowed, nearest=error.nearest) from None
        return {place: made[place] for place in self._places.units}


def _blamed(layer, places):
    """Return the layer's name, with those of the places for which it has settings of their own."""
    local = [place for place in places if layer.places.get(place)]
    return f"{layer.where} ({', '.join(local)})" if local else layer.where


def _overlay(leaves, newer):
    """Drop an older number of posts where bed places come without posts, so that the posts follow the places again."""
    if ("beds", "places") in newer:
        leaves.pop(WARD_POSTS, None)
    leaves.update(newer)


@lru_cache
def _build(leaves, shape):
    """Return the Levers, of a class, of ((leaf, value), ...); raise InputError for contradictions.

    Results are cached: points of a sweep mostly set the same leaves, and the record is immutable.
    """
    table = {}
    for (lever, field), value in leaves:
        if lever in lever_specs() and lever_specs()[lever].list:
            table[lever] = [dict(entry) for entry in value]
        elif field:
            table.setdefault(lever, {})[field] = value
        else:
            table[lever] = value
    _staff_ward(table)
    return build_levers(table, shape)


def _staff_ward(table):
    """Fill in the ward's posts where places are given without: so many per place, including shared municipal places."""
    beds, shared = table.get("beds", {}), table.get("shared_ward", {})
    if beds.get("places") and "nurse_posts" not in beds:
        municipal_places = shared.get("municipal_places", 0) if shared.get("enabled") else 0
        beds["nurse_posts"] = float(lever_specs()["beds"].posts_a_place * (beds["places"] + municipal_places))


def build_levers(table, shape=Levers):
    """Return the Levers of a table {lever: value} of checked values; raise InputError for contradicting fields."""
    try:
        return shape.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        what = str(first["ctx"]["error"]) if "error" in first.get("ctx", {}) else first["msg"]
        raise InputError(what, where=key_path(first["loc"])) from None
