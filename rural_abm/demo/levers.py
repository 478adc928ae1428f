"""The levers on the page: the package's levers that each sets, and their values in the models."""

from functools import lru_cache

from rural_abm import InputError, catalogue, nearest_name, resolve
from rural_abm.demo.settings import page_levers, table


@lru_cache
def unit_keys():
    """Return the keys of the units of care, in index order."""
    from rural_abm import Scenario

    return tuple(resolve_names(Scenario().governance))


@lru_cache
def resolve_names(model):
    """Return {unit: Levers} of a packaged model on the first reported day."""
    from rural_abm import Scenario

    return resolve(Scenario(model)).at(0)


@lru_cache
def package_field(name):
    """Return the declaration (dict) of the lever field that a page lever sets, with the lever's `source`."""
    lever, _, field = page_levers()[name]["lever"].partition(".")
    row = next(row for row in catalogue("levers") if row["name"] == lever)
    found = next(one for one in row["fields"] if one["name"] == field)
    return {**found, "source": row["source"]}


def places_of(name):
    """Return the keys of the units to which a page lever applies."""
    return tuple(page_levers()[name].get("places", unit_keys()))


def check_value(key, value, where):
    """Return (lever id, unit or None, whole number) of one entry of a query; raise InputError if it is not allowed."""
    place, dot, name = key.rpartition(".")
    levers = page_levers()
    if name not in levers:
        known = [*levers]
        raise InputError(
            f"unknown lever '{name[:40]}'", where=where, allowed=", ".join(known), nearest=nearest_name(name, known)
        )
    entry = levers[name]
    if dot and not (entry["local"] and place in places_of(name)):
        allowed = ", ".join(places_of(name)) if entry["local"] else "a value for the whole region"
        raise InputError(f"'{place[:40]}' has no {name} of its own", where=where, allowed=allowed)
    steps = (value - entry["low"]) / entry["step"]
    if not (entry["low"] <= value <= entry["high"] and steps == round(steps)):
        allowed = f"a number from {entry['low']} to {entry['high']} in steps of {entry['step']}"
        raise InputError(f"{value} is not allowed", where=f"{where}.{key}", allowed=allowed)
    return name, place if dot else None, int(value)


def package_values(values, base):
    """Return the package's levers {"unit.lever": {field: value}} of page values [(id, unit or None, value)].

    `base`: {unit: Levers} under the page's values. Values of single places take precedence over the region's.
    """
    found = {}
    for name, place, value in sorted(values, key=lambda one: one[1] is not None):
        entry = page_levers()[name]
        for unit in _where(entry, name, place):
            _set(found.setdefault(unit, {}), entry, value)
            if "channel" in entry:
                _set_channel(found[unit], entry["channel"], value, base[unit])
    return {
        f"{unit}.{lever}" if unit else lever: fields for unit, own in found.items() for lever, fields in own.items()
    }


def _where(entry, name, place):
    if place is not None:
        return (place,)
    return places_of(name) if entry["local"] else (None,)


def _set(own, entry, value):
    """Set the field and those that go with it, or restore the package's value where the page's value is 0."""
    lever, _, field = entry["lever"].partition(".")
    fields = own.setdefault(lever, {})
    fields[field] = bool(value) if entry["kind"] == "yes_no" else value
    for other, along in entry.get("along", {}).items():
        defaults = _defaults(other)
        own.setdefault(other, {}).update(along if value else {name: defaults[name] for name in along})


@lru_cache
def _defaults(lever):
    row = next(row for row in catalogue("levers") if row["name"] == lever)
    return {field["name"]: field["default"] for field in row["fields"]}


def _set_channel(own, channel, value, base):
    """Insert the channel after the first existing one, or remove the channels of its role."""
    present = own.get("channels") or [one.model_dump(mode="json") for one in base.channels]
    others = [one for one in present if one["role"] != channel["role"]]
    has_it = len(others) < len(present)
    if value:
        own["channels"] = present if has_it else [*present[:1], dict(channel), *present[1:]]
    elif has_it:
        own["channels"] = others


def defaults_of(model):
    """Return {lever id: {"region": value or None, unit: value}} of a packaged model."""
    levers = resolve_names(model)
    return {name: _defaults_at(name, levers) for name in page_levers()}


def _defaults_at(name, levers):
    lever, _, field = page_levers()[name]["lever"].partition(".")
    at = {unit: int(getattr(getattr(levers[unit], lever), field)) for unit in places_of(name)}
    region = next(iter(at.values())) if len(set(at.values())) == 1 else None
    return {"region": region, **at}


def chart_titles():
    """Return {chart: {"en", "sv"}}."""
    return table("outcomes")["charts"]
