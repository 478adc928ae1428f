"""Checks of single values against their declarations; every error is an InputError."""

import math
import operator
import reprlib
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict, TypeAdapter, ValidationError

from rural_abm.engine.errors import InputError, nearest_name
from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.clock import CLOSED, minute_of_day
from rural_abm.governance.places import places_of
from rural_abm.governance.schema import lever_specs

HEALTH_ROOMS = "health_room_villages"
OUT_OF_RANGE = ("greater_than_equal", "less_than_equal")


def whole_number(value):
    """Return an int of any whole number (including NumPy's); other values unchanged, to be checked later."""
    return operator.index(value) if hasattr(value, "__index__") and not isinstance(value, bool) else value


def as_tuple(value):
    """Return a tuple of a list; other values unchanged."""
    return tuple(value) if isinstance(value, list) else value


def as_list(names):
    """Return the names as a list; a single name, which Python would take for its letters, becomes a list of one."""
    return [names] if isinstance(names, str) else list(names)


def as_names(value):
    """Return a tuple of a list of names or of a single one; other values unchanged."""
    return tuple(as_list(value)) if isinstance(value, str | list) else value


def in_words(value):
    """Return a value as users write it, shortened to fit a line."""
    words = {True: "true", False: "false", None: "nothing"}
    return words[value] if isinstance(value, bool | None) else reprlib.repr(value)


def key_path(parts):
    """Return keys and list positions as users count them: ("changes", 0, "year") is `changes[1].year`."""
    joined = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in parts)
    return joined.removeprefix(".")


def _check_clock(text):
    minute_of_day(text)
    return text


def _check_clock_or_closed(text):
    return text if text == CLOSED else _check_clock(text)


def _check_channel_kind(text):
    if text not in channel_kinds():
        raise ValueError("no such channel kind")
    return text


def _check_no_repeats(items):
    if len(set(items)) < len(items):
        raise ValueError("a name occurs twice")
    return items


def _in_steps_of(step):
    def check(value):
        steps = round(value / step)
        # Close to a step is enough: 0.1 + 0.2 counts as 0.3.
        if not math.isclose(value, steps * step):
            raise ValueError("between two steps")
        return steps / round(1 / step)

    return check


def _several(item):
    return Annotated[tuple[item, ...], BeforeValidator(as_tuple), AfterValidator(_check_no_repeats)]


def annotation(spec):
    """Return the pydantic type of a FieldSpec."""
    makers = {
        "whole": lambda: Annotated[int, Strict(), Field(ge=spec.low, le=spec.high), BeforeValidator(whole_number)],
        "decimal": lambda: Annotated[
            float, Strict(), Field(ge=spec.low, le=spec.high), AfterValidator(_in_steps_of(spec.step))
        ],
        "yes_no": lambda: Annotated[bool, Strict()],
        "clock": lambda: Annotated[str, Strict(), AfterValidator(_check_clock)],
        "clock_or_closed": lambda: Annotated[str, Strict(), AfterValidator(_check_clock_or_closed)],
        "choice": lambda: Literal[spec.options],
        "channel_kind": lambda: Annotated[str, Strict(), AfterValidator(_check_channel_kind)],
        "choices": lambda: _several(Literal[spec.options]),
        # Which keys there are depends on the region: `check_value` looks.
        "unit": lambda: Annotated[str, Strict()],
        "units": lambda: _several(Annotated[str, Strict()]),
        "settlements": lambda: _several(Annotated[str, Strict()]),
    }
    return makers[spec.type]()


@lru_cache
def _packaged(lever_name, field_name):
    return TypeAdapter(annotation(lever_specs()[lever_name].fields[field_name]))


def _adapter(lever_name, spec):
    """Return the TypeAdapter of a field; those of the package's levers are made once."""
    is_packaged = lever_name in lever_specs()
    return _packaged(lever_name, spec.name) if is_packaged else TypeAdapter(annotation(spec))


def check_value(lever_name, spec, value, *, where, places=None):
    """Return the value as the levers hold it (lists become tuples).

    Raises InputError naming `where` and the allowed values.

    `places` are the Places of the region (default: the default region's): kinds become keys of its units.
    """
    reason = "is not allowed"
    try:
        checked = _adapter(lever_name, spec).validate_python(value)
        if not spec.is_of_region:
            return checked
        known = spec.known_names(places_of(places))
        if all(name in known for name in ((checked,) if isinstance(checked, str) else checked)):
            return _of_region(spec, checked, places_of(places))
    except ValidationError as error:
        reason = "is out of range" if error.errors()[0]["type"] in OUT_OF_RANGE else reason
    places = places_of(places)
    raise InputError(
        f"{in_words(value)} {reason}",
        where=where,
        allowed=spec.allowed(places),
        nearest=_nearest(value, spec.known_names(places)),
    )


def _of_region(spec, value, places):
    """Keys of units and settlements in the place of the kinds that the value names."""
    if spec.type == "unit":
        return value if value in spec.options else places.resolved((value,))[0]
    if spec.type == "units":
        return places.resolved(value)
    return tuple(key for name in value for key in (places.health_rooms if name == HEALTH_ROOMS else (name,)))


def _nearest(value, names):
    if isinstance(value, list | tuple):
        strange = [item for item in value if item not in names]
        value = strange[0] if strange else ""
    return nearest_name(value, names) if isinstance(value, str) and value not in names else None
