"""The catalogue: every outcome with unit, definition, population, better direction and formula, as data."""

import tomllib
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from importlib.resources import files

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.outcomes.formula import parse

LANGUAGES = ("en", "sv")
BETTER = ("higher", "lower", "neither")
TABLES = ("counts", "unit_counts", "activity", "money", "paid")
GAP, SPECIAL = "gap", "special"
SOURCES = (*TABLES, GAP, SPECIAL)
DIMENSIONS = ("all", "frailty", "distance", "original_payer", "payer", "channel", "routine")
SECTIONS = ("usual_matters", "concerns", "dimensions", "groups", "units", "populations", "outcomes")
VALUE, SHARE = "value", "share"
REGION = "region"


@dataclass(frozen=True)
class Outcome:
    """One outcome: `value = (scale x numerator) / (per x denominator)`, null where the denominator is 0.

    `source` is the table to which the names in the formula belong; for `gap` the numerator names another outcome, and
    for `special` the model provides the figures. `one_in` defines the group of costliest residents for a concentration
    (one in so many), otherwise 0. `matters` is the smallest difference that matters, in the outcome's unit or, where
    `matters_as` is "share", as a share of the baseline's value.
    """

    name: str
    group: str
    unit: str
    population: str
    title_en: str
    title_sv: str
    unit_en: str
    unit_sv: str
    definition_en: str
    definition_sv: str
    better: str
    source: str
    dimensions: tuple
    decimals: int
    matters: float
    matters_as: str
    matters_reason_en: str
    matters_reason_sv: str
    numerator: str = ""
    denominator: str = ""
    scale: int = 1
    per: int = 1
    one_in: int = 0
    headline: bool = False

    def smallest_that_matters(self, baseline):
        """Return the smallest difference that matters, in the outcome's unit, for one or more baseline values."""
        share, value = (self.matters, 0) if self.matters_as == SHARE else (0, self.matters)
        return value + share * abs(baseline)

    @property
    def is_linear(self):
        """True where the value is a ratio of sums over ledger columns."""
        return self.source in TABLES

    @property
    def formula(self):
        """The formula as in the data; for outcomes derived from others or from single persons, its kind."""
        if self.source == GAP:
            return f"highest - lowest of {self.numerator}"
        if self.source == SPECIAL:
            return "from single persons"
        above, below = _factor(self.scale, self.numerator), _factor(self.per, self.denominator)
        return f"{above} / {below}"


def _factor(number, expression):
    bracketed = f"({expression})" if len(expression.split()) > 1 else expression
    return bracketed if number == 1 else f"{number} x {bracketed}"


def outcome(name, catalogue=None):
    """Return the outcome of that name; raise InputError with the nearest known name for an unknown one.

    `catalogue`: other outcomes than the packaged ones.
    """
    by_name = _by_name() if catalogue is None else {entry.name: entry for entry in catalogue}
    if name not in by_name:
        raise unknown_name("outcome", name, by_name, where="outcomes")
    return by_name[name]


@lru_cache(maxsize=1)
def _by_name():
    return {entry.name: entry for entry in _packaged()[0]}


@lru_cache(maxsize=1)
def _packaged():
    text = (files("rural_abm") / "data" / "outcomes" / "catalogue.toml").read_text(encoding="utf-8")
    return read_catalogue(text, where="catalogue.toml")


def concerns():
    """Return {group of people: names of the outcome groups that concern them}: patients, staff, payers."""
    return _packaged()[1]["concerns"]


def labels(section):
    """Return {key: {"en": ..., "sv": ...}} of `groups`, `units` or `populations`, in catalogue order."""
    return _packaged()[1][section]


def read_catalogue(text, where="catalogue"):
    """Read (tuple of Outcome, tables of labels) from a TOML text.

    Raises InputError for anything missing, unknown or duplicated.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(str(error), where=where, allowed="a TOML file") from None
    for section in data:
        if section not in SECTIONS:
            raise unknown_name("table", section, SECTIONS, where=where)
    entries = tuple(_entry(name, row, data, f"{where}, {name}") for name, row in data["outcomes"].items())
    _check_gaps(entries, where)
    for groups in data["concerns"].values():
        for group in groups:
            if group not in data["groups"]:
                raise unknown_name("group", group, data["groups"], where=f"{where}, concerns")
    return entries, data


def _entry(name, row, data, where):
    """Return an Outcome from one table of the file, with texts and labels in both languages."""
    row = dict(row)
    for key, known in (
        ("group", data["groups"]),
        ("unit", data["units"]),
        ("population", data["populations"]),
        ("better", BETTER),
        ("source", SOURCES),
    ):
        if row.get(key) not in known:
            raise unknown_name(key, row.get(key), known, where=where)
    stated = _matters(row, data, where)
    texts = {
        "title": row.pop("title", {}),
        "definition": row.pop("definition", {}),
        "unit": data["units"][row["unit"]],
        "matters_reason": stated.pop("reason", {}),
    }
    made = {
        f"{key}_{language}": _text(text, language, f"{where}, {key}")
        for key, text in texts.items()
        for language in LANGUAGES
    }
    ((row["matters_as"], row["matters"]),) = stated.items()
    row.setdefault("dimensions", data["dimensions"][row["source"]])
    row["dimensions"] = tuple(row["dimensions"])
    _check_keys(row, made, where)
    entry = Outcome(name=name, **row, **made)
    _check_entry(entry, where)
    return entry


def entry_of(name, stated, unit, matters, where):
    """Return the Outcome of a user's declaration (dict of a row of the file); `unit` is (key, texts if not packaged).

    Its figures are handed in by the model. `matters`: the smallest difference that matters, or None for the usual one.
    Raises InputError as `read_catalogue` does.
    """
    data = _packaged()[1]
    key, texts = unit
    data = data | {"units": data["units"] | ({key: texts} if texts else {})}
    row = {**stated, "unit": key, "source": SPECIAL, "matters": _own_matters(matters, data)}
    return _entry(name, row, data, where)


def _own_matters(matters, data):
    if matters is None:
        return data["usual_matters"]
    return {VALUE: matters, "reason": {"en": "Stated with the outcome.", "sv": "Angivet tillsammans med utfallet."}}


def _matters(row, data, where):
    """Return {"value" or "share": the smallest difference that matters, "reason": texts} of a row, or the default."""
    if row.get("headline") and "matters" not in row:
        raise InputError("no matters", where=where, allowed="the smallest difference that matters, with its reason")
    stated = dict(row.pop("matters", data["usual_matters"]))
    kinds = stated.keys() - {"reason"}
    if len(kinds) != 1 or not kinds <= {VALUE, SHARE}:
        raise InputError("matters is ambiguous", where=where, allowed=f"{VALUE} or {SHARE}, with a reason")
    if not all(type(stated[kind]) in (int, float) and stated[kind] > 0 for kind in kinds):
        raise InputError("matters is not greater than 0", where=where, allowed="a number above 0")
    return stated


def _text(text, language, where):
    if not str(text.get(language, "")).strip():
        raise InputError(f"no text in '{language}'", where=where, allowed="a text in each of " + ", ".join(LANGUAGES))
    return text[language]


def _check_keys(row, made, where):
    allowed = {field.name for field in fields(Outcome)} - {"name", *made}
    for key in row:
        if key not in allowed:
            raise unknown_name("key", key, allowed, where=where)
    needed = {field.name for field in fields(Outcome) if field.default is MISSING} & allowed
    if missing := sorted(needed - row.keys()):
        raise InputError(f"no {missing[0]}", where=where)


def _check_entry(entry, where):
    """Raise InputError for unknown dimensions, factors that are not whole, and invalid formulas."""
    for dimension in entry.dimensions:
        if dimension not in DIMENSIONS:
            raise unknown_name("dimension", dimension, DIMENSIONS, where=where)
    for key in ("scale", "per", "decimals", "one_in"):
        value = getattr(entry, key)
        if type(value) is not int or value < (1 if key in ("scale", "per") else 0):
            raise InputError(f"{key} is {value!r}", where=where, allowed="a whole number, at least 1 for scale and per")
    if entry.is_linear:
        for side in ("numerator", "denominator"):
            parse(getattr(entry, side), where=f"{where}, {side}")


def _check_gaps(entries, where):
    linear = [entry.name for entry in entries if entry.is_linear]
    for entry in entries:
        if entry.source == GAP and entry.numerator not in linear:
            raise unknown_name("outcome", entry.numerator, linear, where=f"{where}, {entry.name}")


def __getattr__(name):
    if name == "catalogue":
        return _packaged()[0]
    raise AttributeError(f"module 'rural_abm.outcomes.entries' has no attribute '{name}'")
