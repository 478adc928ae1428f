"""The levers on the page: the package's levers that each sets, and their values in the models."""

from functools import lru_cache

from rural_abm import InputError, Scenario, catalogue, describe, nearest_name, resolve
from rural_abm.demo.regions import default_key
from rural_abm.demo.settings import page_levers, table


@lru_cache
def unit_keys(region=None):
    """Return the keys of the units of care of a region, in index order."""
    return tuple(resolve_names(Scenario().governance, region))


@lru_cache
def resolve_names(model, region=None):
    """Return {unit: Levers} of a packaged model in a region on the first reported day."""
    return resolve(Scenario(model, region=region or default_key())).at(0)


@lru_cache
def _units_of_kind(kind, region):
    return tuple(describe(region or default_key(), "regions")[1]["kinds"][kind])


@lru_cache
def levers_of(region=None):
    """Return {id: entry (dict)} of the levers on the page of a region, in order: those that apply to any unit there."""
    return {name: entry for name, entry in page_levers().items() if not entry["local"] or places_of(name, region)}


@lru_cache
def package_field(name):
    """Return the declaration (dict) of the lever field that a page lever sets, with the lever's `source`."""
    lever, _, field = page_levers()[name]["lever"].partition(".")
    row = next(row for row in catalogue("levers") if row["name"] == lever)
    found = next(one for one in row["fields"] if one["name"] == field)
    return {**found, "source": row["source"]}


def places_of(name, region=None):
    """Return the keys of the units of a region to which a page lever applies."""
    kind = page_levers()[name].get("units")
    return unit_keys(region) if kind is None else _units_of_kind(kind, region)


def check_value(key, value, where, region=None):
    """Return (lever id, unit or None, whole number) of one entry of a query; raise InputError if it is not allowed."""
    place, dot, name = key.rpartition(".")
    levers = levers_of(region)
    if name not in levers:
        known = [*levers]
        raise InputError(
            f"unknown lever '{name[:40]}'", where=where, allowed=", ".join(known), nearest=nearest_name(name, known)
        )
    entry = levers[name]
    if dot and not (entry["local"] and place in places_of(name, region)):
        allowed = ", ".join(places_of(name, region)) if entry["local"] else "a value for the whole region"
        raise InputError(f"'{place[:40]}' has no {name} of its own", where=where, allowed=allowed)
    steps = (value - entry["low"]) / entry["step"]
    if not (entry["low"] <= value <= entry["high"] and steps == round(steps)):
        allowed = f"a number from {entry['low']} to {entry['high']} in steps of {entry['step']}"
        raise InputError(f"{value} is not allowed", where=f"{where}.{key}", allowed=allowed)
    return name, place if dot else None, int(value)


def package_values(values, base, region=None):
    """Return the package's levers {"unit.lever": {field: value}} of page values [(id, unit or None, value)].

    `base`: {unit: Levers} of the region under the page's values. Values of single places take precedence over those of
    the whole region.
    """
    found = {}
    for name, place, value in sorted(values, key=lambda one: one[1] is not None):
        entry = page_levers()[name]
        for unit in _where(entry, name, place, region):
            _set(found.setdefault(unit, {}), entry, value)
            if "channel" in entry:
                _set_channel(found[unit], entry["channel"], value, base[unit])
    return {
        f"{unit}.{lever}" if unit else lever: fields for unit, own in found.items() for lever, fields in own.items()
    }


def _where(entry, name, place, region):
    if place is not None:
        return (place,)
    return places_of(name, region) if entry["local"] else (None,)


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


def defaults_of(model, region=None):
    """Return {lever id: {"region": value or None, unit: value}} of a packaged model in a region."""
    levers = resolve_names(model, region)
    return {name: _defaults_at(name, levers, region) for name in levers_of(region)}


def _defaults_at(name, levers, region):
    lever, _, field = page_levers()[name]["lever"].partition(".")
    at = {unit: int(getattr(getattr(levers[unit], lever), field)) for unit in places_of(name, region)}
    everywhere = next(iter(at.values())) if len(set(at.values())) == 1 else None
    return {"region": everywhere, **at}


def chart_titles():
    """Return {chart: {"en", "sv"}}."""
    return table("outcomes")["charts"]
