"""The record of levers that kernels read, made from `data/governance/levers.toml`.

A lever with fields gives one field of the record for each, named after both: `levers.daily_slot.start` of a governance
file is `world.levers[unit].daily_slot_start`, in minutes of the day. A lever of a single value keeps its name. A lever
that is a list (channels) has a record of its own, with the names of its fields. How a value becomes a number follows
from its declared type (`ENCODERS`); kernels compare with `option_code` and `option_bit` (`governance.schema`).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rural_abm.engine.records import Field, record_dtype
from rural_abm.engine.units import MINUTES_A_DAY
from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.clock import CLOSED, minute_of_day
from rural_abm.governance.schema import lever_specs

OWN_UNIT, NOWHERE = "own_unit", "none"


class Site(NamedTuple):
    """The place whose levers are written: its unit index, all unit keys, the keys of the settlements it serves."""

    unit: int
    unit_keys: tuple
    settlements: frozenset


class Encoder(NamedTuple):
    """How values of a type are written: dtype, unit, and a function (field, value, site) -> number."""

    dtype: str
    unit: str
    encode: Callable


def _unit(field, value, site):
    """Return the index of the unit named; the own for `own_unit`, -1 for `none`."""
    return {OWN_UNIT: site.unit, NOWHERE: -1}.get(value) if value in field.options else site.unit_keys.index(value)


def _group(_, value, site):
    """Return the units named as bits, in the order of the units; 0 at a unit that is not among them."""
    members = [site.unit_keys.index(key) for key in value]
    return sum(1 << member for member in members) if site.unit in members else 0


ENCODERS = {
    "whole": Encoder("i4", "", lambda field, value, site: value),
    "decimal": Encoder("f8", "", lambda field, value, site: value),
    "yes_no": Encoder("i4", "flag", lambda field, value, site: int(value)),
    "clock": Encoder("i4", "minute", lambda field, value, site: minute_of_day(value)),
    "clock_or_closed": Encoder("i4", "minute", lambda f, value, s: 0 if value == CLOSED else minute_of_day(value)),
    "choice": Encoder("i4", "code", lambda field, value, site: field.options.index(value)),
    "choices": Encoder("i4", "bits", lambda field, value, site: sum(1 << field.options.index(one) for one in value)),
    "channel_kind": Encoder("i4", "index", lambda field, value, site: list(channel_kinds()).index(value)),
    "unit": Encoder("i4", "index", _unit),
    "units": Encoder("i4", "bits", _group),
    "settlements": Encoder("i4", "count", lambda f, value, site: sum(one in site.settlements for one in value)),
}


def record_name(lever, field):
    """Return the name in the record of a field of a lever, "" being that of a lever of a single value."""
    return f"{lever}_{field}" if field else lever


@lru_cache
def lever_fields():
    """Return the declared fields (tuple of Field) of the record of levers at a unit, in the order of the levers."""
    return tuple(
        _declared(record_name(spec.name, field.name), field)
        for spec in lever_specs().values()
        if not spec.list
        for field in spec.fields.values()
    )


@lru_cache
def list_fields(lever):
    """Return the declared fields of the record of one entry of a lever that is a list."""
    return tuple(_declared(name, field) for name, field in lever_specs()[lever].fields.items())


def _declared(name, field):
    encoder = ENCODERS[field.type]
    codes = ", ".join(f"{code} {option}" for code, option in enumerate(field.options))
    meaning = field.text["en"] + (f" ({codes})" if field.type in ("choice", "choices") else "")
    return Field(name, encoder.dtype, encoder.unit or field.unit or "1", meaning, _allowed(field))


def _allowed(field):
    """Return (low, high) of the numbers that stand for a value; 0 where the field does not count is among them."""
    limits = {
        "whole": (min(field.low, 0), field.high),
        "decimal": (min(field.low, 0), field.high),
        "yes_no": (0, 1),
        "clock": (0, MINUTES_A_DAY),
        "clock_or_closed": (0, MINUTES_A_DAY),
        "choice": (0, len(field.options) - 1),
        "choices": (0, (1 << len(field.options)) - 1),
    }
    return limits.get(field.type)


LEVER_FIELDS = lever_fields()
LEVER = record_dtype(LEVER_FIELDS)


@lru_cache
def paid_by_project():
    """Return the names in the record of what project money pays for."""
    return tuple(
        record_name(spec.name, field.name)
        for spec in lever_specs().values()
        for field in spec.fields.values()
        if field.paid_by_project
    )


def write_levers(record, levers, site):
    """Write the `Levers` of one place into its record."""
    for spec in lever_specs().values():
        if spec.list:
            continue
        value = getattr(levers, spec.name)
        for field in spec.fields.values():
            one = getattr(value, field.name) if field.name else value
            record[record_name(spec.name, field.name)] = ENCODERS[field.type].encode(field, one, site)
    leave_out(record)


def write_entry(record, lever, entry, site):
    """Write one entry of a lever that is a list into its record."""
    for name, field in lever_specs()[lever].fields.items():
        record[name] = ENCODERS[field.type].encode(field, getattr(entry, name), site)


def leave_out(record):
    """Set to 0 what does not count in a record, as the field that it depends on is 0."""
    for name, needed in _dependent():
        if not record[needed]:
            record[name] = 0


@lru_cache
def _dependent():
    """Return (name, name of the field it depends on) of the record."""
    return tuple(
        (record_name(spec.name, field.name), record_name(spec.name, field.counts_if))
        for spec in lever_specs().values()
        for field in spec.fields.values()
        if field.counts_if
    )


def withdraw_project(record):
    """Set to 0 what project money paid for in the record of a place."""
    for name in paid_by_project():
        record[name] = 0
    leave_out(record)
