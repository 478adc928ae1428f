"""Factors of an experiment: levers and parameters that vary over listed values or over a range.

A design places every factor at a number `u` in [0, 1]; the factor maps it to a value. Whole numbers and decimals in
steps take the value whose equal share of [0, 1] contains `u`, so that all values are equally likely.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.units import HALF
from rural_abm.governance.overrides import read_overrides
from rural_abm.governance.own_levers import places_with_levers
from rural_abm.governance.scenario import Number, Whole, input_error
from rural_abm.governance.schema import known_levers
from rural_abm.governance.values import in_words
from rural_abm.regions.registers import load_register
from rural_abm.study.results.settings import check_count

LEVER, PARAMETER = "lever", "parameter"
LINEAR, LOG = "linear", "log"
NUMBERS = ("whole", "decimal")
RANGE_FORM = "a list of values, or a table such as { low = 0, high = 4 }"


@dataclass(frozen=True)
class Factor:
    """One lever or parameter, by `name`, over `values`, or, where these are None, over all numbers from low to high.

    `levels` is how many of its values a design with few levels takes: None where the design decides, 0 for all.
    """

    name: str
    kind: str
    values: tuple | None
    low: float = 0.0
    high: float = 0.0
    levels: int | None = None
    scale: str = LINEAR

    def at(self, u):
        """Return the value at `u` in [0, 1]."""
        if self.values is not None:
            return self.values[min(int(u * len(self.values)), len(self.values) - 1)]
        if self.scale == LOG:
            return math.exp(math.log(self.low) + u * (math.log(self.high) - math.log(self.low)))
        return self.low + u * (self.high - self.low)

    def taken(self, levels):
        """Return how many values a design takes that takes `levels` values of a range."""
        count = levels if self.levels is None else self.levels
        return count if self.values is None else min(count or len(self.values), len(self.values))

    def spread(self, levels):
        """Return positions in [0, 1] (list) of all listed values, or of `levels` values of a range, from end to end."""
        count = self.taken(levels)
        if self.values is None:
            return [step / (count - 1) for step in range(count)]
        last, steps = len(self.values) - 1, count - 1
        chosen = [round(step * last / max(steps, 1)) for step in range(steps + 1)]
        return [(number + HALF) / len(self.values) for number in chosen]

    @property
    def is_number(self):
        """Whether all its values are numbers."""
        return self.values is None or all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in self.values
        )


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class _Range:
    """A range as written in an experiment file."""

    low: Number | None = None
    high: Number | None = None
    levels: Whole | None = None
    scale: str = LINEAR


@lru_cache
def _adapter():
    return TypeAdapter(_Range)


def read_factors(levers, parameters, where, region=None, extensions=()):
    """Return the Factors of the tables `levers` and `parameters` {name: list of values or range}, in order (tuple).

    `region` is the one in which the experiment runs (default: the default region); `extensions` may declare levers.
    """
    places = places_with_levers(region, extensions)
    found = [_lever(name, given, f"{where}: levers", places) for name, given in levers.items()]
    found += [_parameter(name, given, f"{where}: parameters", region) for name, given in parameters.items()]
    return tuple(found)


# Levers


def _lever(name, given, where, places):
    spot = f"{where}: {name}"
    if isinstance(given, list):
        return _listed(
            name, LEVER, given, spot, lambda value: read_overrides({name: value}, where=where, places=places)
        )
    spread = _range(given, spot)
    field = _lever_field(name, where, places)
    if field.type not in NUMBERS:
        raise InputError(
            "does not accept a range of numbers", where=spot, allowed=f"a list of values, each {field.allowed()}"
        )
    low, high = _ends(spread, field.low, field.high, spot)
    if spread.scale != LINEAR:
        raise InputError(f"scale {in_words(spread.scale)} is for parameters only", where=spot, allowed=LINEAR)
    step = 1 if field.type == "whole" else field.step
    for end in (low, high):
        read_overrides({name: _number(field, end, spot)}, where=where, places=places)
    count = round((high - low) / step) + 1
    first, whole = round(low / step), round(1 / step)
    values = tuple(_number(field, (first + number) / whole, spot) for number in range(count))
    return Factor(name, LEVER, values, low, high, _levels(spread, spot))


def _lever_field(name, where, places):
    """Return the FieldSpec that "lever", "place.lever", "lever.field" or "place.lever.field" sets."""
    parts = name.split(".")
    place = parts.pop(0) if parts[0] in (*places.units, *places.kinds) else None
    levers = known_levers(places)
    if not parts or parts[0] not in levers:
        known = levers if place else (*levers, *places.units)
        raise unknown_name("lever", parts[0] if parts else name, known, where=where)
    lever, *rest = parts
    spec = levers[lever]
    field = ".".join(rest) or spec.shorthand
    if field not in spec.fields:
        raise unknown_name(f"field of {lever}", field, spec.fields, where=f"{where}: {name}")
    return spec.fields[field]


def _number(field, value, spot):
    if field.type == "whole" and value != int(value):
        raise InputError(f"{in_words(value)} is not allowed", where=spot, allowed=field.allowed())
    return int(value) if field.type == "whole" else value


# Parameters


def _parameter(name, given, where, region):
    register = load_register(region)
    if name not in register:
        raise unknown_name("parameter", name, register, where=where)
    spot, known = f"{where}: {name}", register[name]
    if isinstance(given, list):
        return _listed(name, PARAMETER, given, spot, lambda value: register.with_values({name: value}, where=where))
    spread = _range(given, spot)
    low, high = _ends(spread, known.low, known.high, spot)
    for end in (low, high):
        register.with_values({name: end}, where=where)
    if spread.scale not in (LINEAR, LOG):
        raise unknown_name("scale", spread.scale, (LINEAR, LOG), where=spot)
    if spread.scale == LOG and low <= 0:
        raise InputError(f"low = {low:g} has no logarithm", where=spot, allowed="low above 0, or scale linear")
    return Factor(name, PARAMETER, None, low, high, _levels(spread, spot), spread.scale)


# Both


def _listed(name, kind, values, spot, check):
    """Return the Factor of listed values, each of which must pass `check`."""
    if not values:
        raise InputError("the list is empty", where=spot, allowed=RANGE_FORM)
    for value in values:
        if kind == PARAMETER and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise InputError(f"{in_words(value)} is not a number", where=spot, allowed="a list of numbers")
        check(value)
    if any(value in values[:number] for number, value in enumerate(values)):
        raise InputError("a value occurs twice", where=spot, allowed="a list of different values")
    return Factor(name, kind, tuple(values), levels=0)


def _range(given, spot):
    if not isinstance(given, dict):
        raise InputError(f"{in_words(given)} is neither a list of values nor a range", where=spot, allowed=RANGE_FORM)
    try:
        return _adapter().validate_python(given)
    except ValidationError as error:
        raise input_error(error, spot, {"": ("low", "high", "levels", "scale")}) from None


def _ends(spread, low, high, spot):
    """Return (low, high) as given, or the known ones; raise InputError unless low is below high."""
    low = low if spread.low is None else spread.low
    high = high if spread.high is None else spread.high
    if low == high:
        raise InputError(f"low and high are both {low:g}", where=spot, allowed="low below high")
    if low > high:
        what = f"low is above high: low = {low:g}, high = {high:g}"
        raise InputError(what, where=spot, allowed="low below high")
    return low, high


def _levels(spread, spot):
    if spread.levels is not None:
        check_count(spread.levels, "levels", where=f"{spot}: levels", lowest=2)
    return spread.levels
