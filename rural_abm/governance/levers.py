"""`Levers`: everything that governance can set at one place, as a frozen record of frozen records.

The models are made from the declarations in `data/governance/levers.toml`, the only definition of shape, range,
default, unit and texts. Attributes are the levers' names: `levers.daily_slot.start` is "11:00", `levers.beds.places` an
int, `levers.channels` a tuple, `levers.listing` a string. `Levers()` holds the defaults.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, create_model, model_validator

from rural_abm.governance.clock import CLOSED, minute_of_day
from rural_abm.governance.schema import LeverSpec, lever_groups, lever_specs, unit_names
from rural_abm.governance.values import annotation, as_tuple, in_words


class Shape(BaseModel, frozen=True, extra="forbid", validate_default=False):
    """The fields of one lever (or of one entry of a list), with the rules between them."""

    lever: ClassVar[Any] = None

    @model_validator(mode="after")
    def keep_rules(self):
        """Return the record itself; raise ValueError if its fields contradict each other."""
        broken = broken_rule(self.lever, self)
        if broken:
            raise ValueError(broken)
        return self


def broken_rule(spec, shape):
    """Return one sentence on the first rule of the lever that `shape` breaks, or None."""
    for rule, pairs in spec.rules.items():
        for first, second in pairs:
            values = getattr(shape, first), getattr(shape, second)
            if not _RULES[rule][0](*values):
                return _RULES[rule][1].format(first, second, *map(in_words, values))
    return None


def is_set(value):
    """Return whether a field's value requests anything: not 0, false, empty or "none"."""
    return value not in (0, "none", ())


def _in_order(first, second, slack):
    return CLOSED in (first, second) or minute_of_day(first) < minute_of_day(second) + slack


_RULES = {
    "before": (lambda a, b: _in_order(a, b, 0), "{0} = {2} must come before {1} = {3}"),
    "not_after": (lambda a, b: _in_order(a, b, 1), "{0} = {2} must not come after {1} = {3}"),
    "requires": (lambda a, b: is_set(b) or not is_set(a), "{0} = {2} needs {1}, which is {3}"),
    "both_or_neither": (lambda a, b: (a == CLOSED) == (b == CLOSED), "{0} = {2} but {1} = {3}: close both, or neither"),
}


def _shape(spec: LeverSpec):
    """Return the pydantic model of one lever's fields."""
    name = "Channel" if spec.list else "".join(word.title() for word in spec.name.split("_"))
    fields: dict[str, Any] = {
        field.name: (annotation(field), ... if spec.list else field.default) for field in spec.fields.values()
    }
    made = create_model(name, __base__=Shape, __module__=__name__, __doc__=spec.text["en"], **fields)
    made.lever = spec
    return made


def _attribute(spec):
    """Return (type, default) of one lever in `Levers`."""
    if spec.is_single:
        return annotation(spec.fields[""]), spec.default
    shape = _shape(spec)
    if spec.name in lever_specs():
        # A class of this module, so that it can be pickled.
        globals()[shape.__name__] = shape
    if spec.list:
        entries = tuple(shape(**entry) for entry in spec.default)
        return Annotated[tuple[shape, ...], BeforeValidator(as_tuple)], entries
    return shape, shape()


class _LeversBase(BaseModel, frozen=True, extra="forbid"):
    """All levers of one place."""


if TYPE_CHECKING:
    from rural_abm.governance.lever_types import Levers
else:
    Levers = create_model(
        "Levers",
        __base__=_LeversBase,
        __module__=__name__,
        __doc__=_LeversBase.__doc__,
        **{name: _attribute(spec) for name, spec in lever_specs().items()},
    )


@lru_cache
def shape_of(places):
    """Return the class of the levers of a place: `Levers`, or one that has the levers of extensions too."""
    own = {name: _attribute(spec) for name, spec in places.own_levers.items()}
    return create_model("Levers", __base__=Levers, __module__=__name__, **own) if own else Levers


def lever_table():
    """Return one dict per lever, in the order of the declarations.

    Keys: name, title_en, title_sv, group, group_en, group_sv, text_en, text_sv, scope, acting, source, shorthand, and
    `fields`: a list of dicts with name, type, unit, unit_sv, allowed, default, assumed, text_en, text_sv.
    """
    return [_row(spec) for spec in lever_specs().values()]


def _row(spec):
    group = lever_groups()[spec.group]
    return {
        "name": spec.name,
        "title_en": spec.title["en"],
        "title_sv": spec.title["sv"],
        "group": spec.group,
        "group_en": group["en"],
        "group_sv": group["sv"],
        "text_en": spec.text["en"],
        "text_sv": spec.text["sv"],
        "scope": spec.scope,
        "acting": spec.acting,
        "source": spec.source,
        "shorthand": spec.shorthand,
        "fields": [_field_row(field) for field in spec.fields.values()],
    }


def _field_row(field):
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return {
        "name": field.name,
        "type": field.type,
        "unit": field.unit,
        "unit_sv": unit_names()[field.unit],
        "allowed": field.allowed(),
        "default": default,
        "assumed": field.assumed,
        "text_en": field.text["en"],
        "text_sv": field.text["sv"],
    }
