"""The declarations of levers in `data/governance/levers.toml`, as read-only objects."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.places import governance_data, places_of
from rural_abm.regions import HUB

OF_REGION = ("unit", "units", "settlements")
REGION_AND_PLACE = "region and place"


@dataclass(frozen=True)
class FieldSpec:
    """One value within a lever: its type, unit, range or options, default and texts {"en", "sv"}.

    `counts_if` names a field without which it counts as 0; what is `paid_by_project` ends with project money.
    """

    name: str
    type: str
    unit: str
    text: dict
    default: object = None
    low: float = 0
    high: float = 0
    step: float = 1
    options: tuple = ()
    assumed: bool = False
    counts_if: str = ""
    paid_by_project: bool = False

    @property
    def is_of_region(self):
        """Whether the field names units or settlements, which differ by region."""
        return self.type in OF_REGION

    def known_names(self, places=None):
        """Return the names this field may take, or an empty tuple where it takes something else.

        `places` are the Places of the region (default: the default region's).
        """
        if self.type == "channel_kind":
            return tuple(channel_kinds())
        if not self.is_of_region:
            return self.options
        places = places_of(places)
        named = {
            "unit": (*self.options, HUB, *places.units),
            "units": (*places.kinds, *places.units),
            "settlements": ("health_room_villages", *places.settlements),
        }
        return named[self.type]

    def allowed(self, places=None):
        """Return the allowed values as one phrase in English; with the names of a region if its Places are given."""
        names = ", ".join(self.known_names()) if not self.is_of_region else ""
        if places is not None and self.is_of_region:
            return f"{'' if self.type == 'unit' else 'a list of '}{', '.join(self.known_names(places))}"
        phrases = {
            "whole": f"a whole number from {self.low} to {self.high}",
            "decimal": f"a number from {self.low} to {self.high} in steps of {self.step}",
            "yes_no": "true or false",
            "clock": 'a time of day such as "08:30", from "00:00" to "24:00"',
            "clock_or_closed": 'a time of day such as "08:30", or "closed"',
            "choice": f"one of {names}",
            "channel_kind": f"one of {names}",
            "choices": f"a list of {names}, each at most once",
            "unit": f"{', '.join((*self.options, HUB))} or the key of a unit",
            "units": "a list of keys of units and of kinds of units, each at most once",
            "settlements": "a list of keys of settlements, or health_room_villages, each at most once",
        }
        return f"{phrases[self.type]}{f' ({self.unit})' if self.unit and self.type in ('whole', 'decimal') else ''}"


@dataclass(frozen=True)
class LeverSpec:
    """One lever: group, texts, scope, whether it acts, and its fields.

    A lever of a single value has one field, named "". `rules` holds the pairs of `before`, `not_after`, `requires` and
    `both_or_neither`.
    """

    name: str
    group: str
    title: dict
    text: dict
    source: str
    acting: bool
    scope: str
    fields: dict
    rules: dict
    default: object
    shorthand: str = ""
    list: bool = False
    most: int = 0
    posts_a_place: int = 0

    @property
    def is_single(self):
        """Whether the lever is one value, without fields."""
        return "" in self.fields

    @property
    def is_local(self):
        """Whether a place may have its own value."""
        return self.scope == REGION_AND_PLACE


_CODE = re.compile(r"\bS\d: ")
RULES = ("before", "not_after", "requires", "both_or_neither")


@lru_cache
def _declared():
    return tomllib.loads((governance_data() / "levers.toml").read_text(encoding="utf-8"))


@lru_cache
def lever_specs():
    """Return all levers, {name: LeverSpec}, in file order."""
    return {name: lever_from(name, dict(entry)) for name, entry in _declared()["levers"].items()}


def known_levers(places):
    """Return all levers that may be set, {name: LeverSpec}: the package's, and those that extensions declare."""
    return lever_specs() | places.own_levers


def option_code(path, option):
    """Return the number that stands for an option in the kernels' record: its place among the options.

    `path` is "lever.field", or "lever" for a lever of a single value.
    """
    lever, _, field = path.partition(".")
    return lever_specs()[lever].fields[field].options.index(option)


def option_bit(path, option):
    """Return the bit that stands for one of several options in the kernels' record, as in `option_code`."""
    return 1 << option_code(path, option)


def lever_groups():
    """Return the titles of the groups, {group: {"en", "sv"}}."""
    return _declared()["groups"]


def unit_names():
    """Return the Swedish name of every unit that levers use, {English: Swedish}."""
    return _declared()["units"]


def source_names():
    """Return the full names of the source reports that are cited by letter and number, {key: name}."""
    return _declared()["sources"]


@lru_cache
def _source_parts():
    return tomllib.loads((governance_data() / "sources.toml").read_text(encoding="utf-8"))


def source_text(source, lang):
    """Return the source of a governance file for readers, without report codes, and in Swedish where available."""
    known = _source_parts().get(lang, {})
    parts = [_CODE.sub("", part.strip()) for part in source.split(";")]
    return "; ".join(known.get(part, part) for part in parts)


def lever_from(name, entry):
    """Return the LeverSpec of a declaration, a table as in `levers.toml`; the table is used up."""
    rules = {rule: tuple(tuple(pair) for pair in entry.pop(rule, ())) for rule in RULES}
    if "fields" in entry:
        fields = {key: _field(key, value) for key, value in entry.pop("fields").items()}
    else:
        own = {key: entry.pop(key) for key in ("type", "unit", "low", "high", "step", "options") if key in entry}
        fields = {"": _field("", {**own, "text": entry["text"], "default": entry["default"]})}
    return LeverSpec(name=name, fields=fields, rules=rules, default=entry.pop("default", None), **entry)


def _field(name, entry):
    default = entry.get("default")
    default = tuple(default) if isinstance(default, list) else default
    return FieldSpec(name=name, **{**entry, "default": default, "options": tuple(entry.get("options", ()))})
