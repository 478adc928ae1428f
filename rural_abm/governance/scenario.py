"""`Scenario`: the governance, reforms, dates, length and seed of a run; frozen, and closed to unknown keys."""

import math
import re
import types
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, Strict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from rural_abm.engine.errors import InputError, nearest_name, unknown_name
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import plan
from rural_abm.governance.extensions import beside, digests
from rural_abm.governance.files import check_name, is_path, read_toml
from rural_abm.governance.overrides import read_overrides
from rural_abm.governance.own_levers import places_with_levers
from rural_abm.governance.places import baseline_name, index
from rural_abm.governance.values import as_names, as_tuple, in_words, key_path, whole_number
from rural_abm.regions import default_region, region_key, region_names
from rural_abm.state.feedback_links import LINKS

LIMITS = types.MappingProxyType(index()["limits"])
CLOSED = ConfigDict(extra="forbid")
Adoption = Literal["full", "emergent"]
ADOPTIONS: tuple[Adoption, ...] = get_args(Adoption)
UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")
MISSING = ("missing", "missing_argument")
PHRASES = {
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "string_type": "a text",
    "string_too_short": "a text",
    "tuple_type": "a list",
    "dict_type": "a table",
    "dataclass_type": "a table",
    "unexpected_positional_argument": "the fields of a scenario, by name",
}
PARTS = {"change": "changes", "event": "events"}


def _finite(value):
    if not math.isfinite(value):
        raise ValueError("must be a finite number")
    return value


def _plain_number(value):
    return float(value) if hasattr(value, "__float__") and not isinstance(value, bool | str) else value


def _plain_value(value):
    """Return a value of bool, int, float, str, list and dict only; NumPy scalars and tuples are converted."""
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_value(item) for item in value]
    if hasattr(value, "item"):
        return _plain_value(value.item())
    raise ValueError(f"{in_words(value)} is not a number, a text, true, false, a list or a table")


def _number_of_digits(value):
    """Return an int for a text of digits, the form of keys in tables and stories; other values unchanged."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value


def _plain_mapping(value):
    return _plain_value(value) if isinstance(value, Mapping) else value


Text = Annotated[str, Strict(), Field(min_length=1)]
Whole = Annotated[int, Strict(), BeforeValidator(whole_number)]
YesNo = Annotated[bool, Strict()]
Number = Annotated[float, Strict(), AfterValidator(_finite), BeforeValidator(_plain_number)]
if TYPE_CHECKING:
    # What may be given; the scenario holds tuples.
    Names = str | tuple[str, ...] | list[str]
    Changes = tuple["Change", ...] | list["Change"]
    Events = tuple["Event", ...] | list["Event"]
else:
    Names = Annotated[tuple[Text, ...], BeforeValidator(as_names)]
    Changes = Annotated[tuple["Change", ...], BeforeValidator(as_tuple)]
    Events = Annotated[tuple["Event", ...], BeforeValidator(as_tuple)]
StaffNumber = Annotated[
    int,
    Strict(),
    Field(ge=0, le=LIMITS["highest_staff_number"]),
    BeforeValidator(whole_number),
    BeforeValidator(_number_of_digits),
]
Overrides = Annotated[dict[Text, Any], BeforeValidator(_plain_mapping)]


Made = TypeVar("Made")


def people_errors(cls: type[Made]) -> type[Made]:
    """Make the dataclass's constructor raise InputError instead of pydantic's error."""
    construct: Any = cls.__init__

    def __init__(self, *args, **kwargs):
        """Set the fields; raise InputError for an unknown key or a wrong value."""
        try:
            construct(self, *args, **kwargs)
        except ValidationError as error:
            raise input_error(error, "scenario", _known_keys(cls)) from None

    __init__.__wrapped__ = construct  # type: ignore[attr-defined]
    cls.__init__ = __init__  # type: ignore[method-assign]
    return cls


@people_errors
@dataclass(frozen=True, config=CLOSED)
class Change:
    """Reforms and lever values that take effect at a date.

    The date is the start of a reported `year` (counted from 1) or a `day` (counted from 0).
    """

    year: Annotated[Whole, Field(ge=1)] | None = None
    day: Annotated[Whole, Field(ge=0)] | None = None
    reforms: Names = ()
    levers: Overrides = Field(default_factory=dict)

    def __post_init__(self):
        """Raise ValueError unless exactly one date and something to change are given."""
        if (self.year is None) == (self.day is None):
            raise ValueError("a change has either a year or a day")
        if not self.reforms and not self.levers:
            raise ValueError("a change without reforms and levers changes nothing")

    def __str__(self) -> str:
        """Return the change by its date, as in error messages."""
        return f"change in year {self.year}" if self.day is None else f"change on day {self.day}"

    @property
    def start_day(self) -> int:
        """The reported day on which the change takes effect."""
        # Exactly one of the two is given.
        return (self.day or 0) if self.year is None else (self.year - 1) * DAYS_A_YEAR


@people_errors
@dataclass(frozen=True, config=CLOSED)
class Event:
    """An event that happens on a reported day irrespective of the model: a GP leaves.

    `staff` is the serial number of a GP who holds a post that day; `successor` says who takes the list: a permanent
    doctor at once, locums, or no one.
    """

    day: Annotated[Whole, Field(ge=0)]
    kind: Literal["gp_leaves"]
    staff: StaffNumber
    successor: Literal["permanent", "locums", "none"] = "locums"


@people_errors
@dataclass(frozen=True, config=CLOSED)
class Scenario:
    """The definition of one run: the same scenario gives the same bytes.

    `governance` and `reforms` are names or paths of TOML files; `levers` holds own values by "lever", "place.lever",
    "lever.field" or "place.lever.field"; `parameters` overrides values of the parameter register by name; `draw` takes
    calibrated parameters from one draw of the shipped posterior sample, except those in `parameters` (None: all from
    the register); `cuts` names links of the model that are cut from the first reported day
    (rural_abm.state.feedback_links); `adoption` takes all routines as adopted from the first day ("full") or lets
    places adopt them or not ("emergent"), by default as in the files; `region` is the name of a packaged region or the
    path of a region's folder; `months` adds monthly results to the yearly ones; `register` selects the event register
    of no one, of persons followed, or of all.
    """

    governance: Text = Field(default_factory=baseline_name)
    reforms: Names = ()
    seed: Annotated[Whole, Field(ge=0, le=LIMITS["highest_seed"])] = 1
    years: Annotated[Whole, Field(ge=1, le=LIMITS["most_years"])] = LIMITS["usual_years"]
    levers: Overrides = Field(default_factory=dict)
    changes: Changes = ()
    events: Events = ()
    parameters: dict[Text, Number] = Field(default_factory=dict)
    draw: Annotated[Whole, Field(ge=1)] | None = None
    cuts: Names = ()
    adoption: Adoption | None = None
    region: Annotated[Text, AfterValidator(region_key)] = Field(default_factory=default_region)
    months: YesNo = False
    register: Literal["none", "persons", "all"] = "none"
    extensions: Names = ()

    def __post_init__(self):
        """Raise InputError for an unknown name or value, ValueError for a date after the last day."""
        for name in self.cuts:
            if name not in LINKS:
                raise unknown_name("link", name, LINKS, where="cuts")
        digests(self.extensions)
        self._check_names()
        last_day = self.years * DAYS_A_YEAR - 1
        for part, days in (
            ("changes", [change.start_day for change in self.changes]),
            ("events", [event.day for event in self.events]),
        ):
            if days and max(days) > last_day:
                raise ValueError(f"day {max(days)} of {part} comes after the last reported day, {last_day}")

    def _check_names(self):
        """Raise InputError for an unknown model, reform, lever, place or parameter, or a value out of range.

        Files are not opened here: `resolve` reads their content.
        """
        check_name("governance", self.governance, "governance")
        places = places_with_levers(self.region, self.extensions)
        for part, owner in (("", self), *((f"{change}: ", change) for change in self.changes)):
            for name in owner.reforms:
                check_name("reforms", name, f"{part}reforms")
            read_overrides(owner.levers, where=f"{part}levers", places=places)
        if self.parameters:
            from rural_abm.regions.registers import load_register  # NumPy is loaded only where numbers are looked up

            load_register(self.region).with_values(self.parameters, where="parameters")

    @classmethod
    def from_file(cls, path: str | Path) -> "Scenario":
        """Read the Scenario of a TOML file with the fields as keys.

        Changes and events are `[[change]]` and `[[event]]`.
        """
        path = Path(path)
        return cls.from_mapping(read_toml(path, str(path)), where=str(path), folder=path.parent)

    @classmethod
    def from_mapping(
        cls, mapping: Mapping[str, Any], *, where: str = "scenario", folder: Path | None = None
    ) -> "Scenario":
        """Return the Scenario of a mapping such as `to_mapping` gives; paths in it are relative to `folder`."""
        for single, plural in PARTS.items():
            if single in mapping and plural in mapping:
                raise InputError(f"both {single} and {plural} are given", where=where, allowed="one of them")
        mapping = {PARTS.get(key, key): value for key, value in mapping.items()}
        if folder is not None and "extensions" in mapping:
            mapping["extensions"] = beside(mapping["extensions"], folder)
        if folder is not None and isinstance(mapping.get("region"), str) and mapping["region"] not in region_names():
            mapping["region"] = str(folder / mapping["region"])
        try:
            scenario = _adapter().validate_python(mapping)
        except ValidationError as error:
            raise input_error(error, where, _known_keys(cls)) from None
        return scenario if folder is None else scenario._beside(folder)

    def _beside(self, folder):
        def found(name):
            return str(folder / name) if is_path(name) else name

        changes = tuple(replace(change, reforms=tuple(map(found, change.reforms))) for change in self.changes)
        reforms = tuple(map(found, self.reforms))
        return replace(self, governance=found(self.governance), reforms=reforms, changes=changes)

    def scenario_id(self) -> str:
        """Return a hash of everything that shapes the scenario's runs except the seed, 64 hexadecimal digits."""
        return plan.scenario_id(self)

    def to_mapping(self) -> dict[str, Any]:
        """Return a dict of plain values, from which `from_mapping` restores the scenario."""
        return _adapter().dump_python(self, mode="json")


@lru_cache
def _adapter():
    return TypeAdapter(Scenario)


def scenario_schema():
    """Return the JSON schema of a scenario (dict)."""
    return _adapter().json_schema()


def _known_keys(cls):
    """Return {"": keys of the class, "changes": keys of a change, "events": keys of an event}."""
    owners = {"": cls, "changes": Change, "events": Event}
    return {part: [field.name for field in fields(owner)] for part, owner in owners.items()}


def input_error(error, where, known_keys):
    """Return the InputError that explains a pydantic error in plain words; an unknown key takes precedence."""
    complaints = sorted(error.errors(), key=lambda complaint: complaint["type"] not in UNKNOWN_KEY)
    first = complaints[0]
    path = [part for part in first["loc"] if isinstance(part, int) or part.isidentifier()]
    if path and isinstance(path[0], int):
        # An argument without its name: the fields' order says which.
        path[0] = dict(enumerate(known_keys[""])).get(path[0], "arguments")
    spot = f"{where}: {key_path(path)}" if path else where
    if first["type"] in UNKNOWN_KEY:
        part = path[0] if path[1:] and path[0] in known_keys else ""
        return unknown_name("key", first["loc"][-1], known_keys[part], where=where)
    if first["type"] in MISSING:
        return InputError("is missing", where=spot)
    told = first.get("ctx", {}).get("error")
    if isinstance(told, InputError):
        told_where = f"{spot}: {told.where}" if told.where else spot
        return InputError(told.what, where=told_where, allowed=told.allowed, nearest=told.nearest)
    if "error" in first.get("ctx", {}):
        return InputError(str(first["ctx"]["error"]), where=spot)
    allowed = PHRASES.get(first["type"], first["msg"].removeprefix("Input should be "))
    expected = re.findall(r"'([^']*)'", first.get("ctx", {}).get("expected", ""))
    return InputError(
        f"{in_words(first['input'])} is not allowed",
        where=spot,
        allowed=allowed,
        nearest=nearest_name(first["input"], expected),
    )
