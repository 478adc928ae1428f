"""Empirical patterns as data: source, quantity, population, target, scale and role, and their settings.

A pattern's role is `calibrate` (it may move parameters), `check` (it may not, and counts as evidence) or `built_in`
(its number is also an input, so that agreement shows only that nothing drifts). Files: `patterns/*.toml` of a region.
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.files import read_toml
from rural_abm.governance.scenario import input_error
from rural_abm.governance.values import as_list
from rural_abm.regions import region_folder, region_names

ROLES = ("calibrate", "check", "built_in")
SCALES = ("person", "unit", "region")
WAYS = ("outcomes", "followed", "years_of_use", "pair", "city", "gp_leaves", "spread")
FOLDER, SETTINGS_FILE = "patterns", "settings.toml"


class Closed(BaseModel):
    """A table of a file: frozen, and closed to other keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Closed):
    """A text in English and in Swedish."""

    en: str = Field(min_length=1)
    sv: str = Field(min_length=1)


class Quantity(Closed):
    """How the value of a run is computed: from an outcome of the catalogue, or by a named `measure` with `options`.

    Of an outcome: the sums over all years (from `from_year` on) and over `places` of a `place_kind`, the region if none
    is given; `take` "numerator" takes the numerator per year, `of` divides by another outcome's numerator, `pick` takes
    the lowest or highest of the units, `times` is a factor. `compare` relates it to the places `against`, or the second
    run of a pair to the first.
    """

    outcome: str | None = None
    dimension: str = "all"
    group: str = "all"
    place_kind: Literal["unit", "municipality"] | None = None
    places: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    compare: Literal["ratio", "difference"] | None = None
    take: Literal["value", "numerator"] = "value"
    of: str | None = None
    pick: Literal["lowest", "highest"] | None = None
    times: float = 1.0
    from_year: int = Field(1, ge=1)
    measure: str | None = None
    options: dict[str, str | int | bool] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_way(self):
        if (self.outcome is None) == (self.measure is None):
            raise ValueError("a quantity has either an outcome or a measure")
        if self.place_kind is None and (self.places or self.against or self.pick):
            raise ValueError("places need a place_kind")
        return self


class Pattern(Closed):
    """One empirical pattern with its target: `low` to `high`, either of which may be open."""

    name: str = Field(min_length=1)
    title: Words
    unit: str
    scale: Literal[SCALES]  # type: ignore[valid-type]
    role: Literal[ROLES]  # type: ignore[valid-type]
    population: str
    setting: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    evidence: Literal["measured", "literature", "recalled", "source report", "guess"]
    source: str = Field(min_length=1)
    quantity: Quantity
    comment: str = ""

    @model_validator(mode="after")
    def _has_a_target(self):
        if self.low is None and self.high is None:
            raise ValueError("a pattern has a low, a high or both")
        low, high = self.bounds
        middle = (low + high) / 2 if self.value is None else self.value
        if not low < high or not low <= middle <= high:
            raise ValueError("value must lie between low and high")
        return self

    @property
    def bounds(self):
        """(low, high), infinite where open."""
        return (
            float("-inf") if self.low is None else self.low,
            float("inf") if self.high is None else self.high,
        )


class Setting(Closed):
    """Where patterns are measured: how runs are made (`way`), for how many years and seeds, under which scenarios."""

    name: str
    kind: Literal["scenario", "scenario pair", "test region", "experiment"]
    title: Words
    way: Literal[WAYS]  # type: ignore[valid-type]
    years: int = Field(ge=1)
    seeds: int = Field(ge=1)
    scenario: dict = Field(default_factory=dict)
    other: dict = Field(default_factory=dict)
    options: dict[str, str | bool | int | float] = Field(default_factory=dict)

    def check_free(self, parameters):
        """Raise InputError where one of the parameters is among those that define the setting."""
        own = {**self.scenario.get("parameters", {}), **self.other.get("parameters", {})}
        for name in parameters:
            if name in own:
                raise InputError(
                    f"{name} is set by this setting and cannot be overridden",
                    where=f"settings.{self.name}",
                    allowed="any parameter but " + ", ".join(own),
                )


class Declared(Closed):
    """Everything that the files of one folder declare; `patterns` and `settings` by name."""

    patterns: dict[str, Pattern]
    settings: dict[str, Setting]
    definitions: dict[str, float | int | list[int]]
    units: dict[str, Words]
    populations: dict[str, Words]
    sections: dict[str, Words]
    section_of: dict[str, str]

    def pattern(self, name):
        """Return the pattern of that name; raise InputError for an unknown one."""
        if name not in self.patterns:
            raise unknown_name("pattern", name, self.patterns, where="patterns")
        return self.patterns[name]

    def chosen(self, names=(), role=None):
        """Return the patterns named (all if none), of one role if given; a list in file order."""
        if role is not None and role not in ROLES:
            raise unknown_name("role", role, ROLES, where="patterns")
        named = {self.pattern(name).name for name in as_list(names)} or set(self.patterns)
        return [one for one in self.patterns.values() if one.name in named and role in (None, one.role)]


def declared(region=None):
    """Return what the files of a region declare (Declared; default: the default region).

    Raises InputError for a region without patterns: what sources say of one region holds for no other.
    """
    found = region_folder(region)
    folder = found.file(FOLDER)
    if not folder.is_dir():
        having = [name for name in region_names() if region_folder(name).file(FOLDER).is_dir()]
        raise InputError(
            f"the region {found.key} has no patterns",
            where="patterns",
            allowed=f"a region with a folder {FOLDER}/ of what sources say of it: {', '.join(having)}",
        )
    return _declared(folder)


@lru_cache
def _declared(folder):
    return read_patterns(folder)


def read_patterns(folder):
    """Read the Declared of a folder's TOML files.

    Raises InputError for anything missing, unknown, duplicated or out of range.
    """
    folder = Path(folder)
    words = dict(read_toml(folder / SETTINGS_FILE, SETTINGS_FILE))
    settings = {name: {"name": name, **row} for name, row in words.pop("settings", {}).items()}
    found = _made(Declared, {**words, "settings": settings, "patterns": {}, "section_of": {}}, SETTINGS_FILE)
    present = {path.stem for path in folder.glob("*.toml")} - {Path(SETTINGS_FILE).stem}
    if beyond := present - found.sections.keys():
        raise unknown_name("section", min(beyond), found.sections, where=SETTINGS_FILE)
    for section in found.sections:
        _add(found, folder / f"{section}.toml")
    return found


def _add(found, path):
    """Add the patterns of one file to what is declared."""
    table = read_toml(path, path.name)
    for key in table:
        if key != "pattern":
            raise unknown_name("table", key, ["pattern"], where=path.name)
    for number, row in enumerate(table["pattern"], start=1):
        where = f"{path.name}, {row.get('name', f'pattern {number}')}"
        pattern = _made(Pattern, row, where)
        if pattern.name in found.patterns:
            raise InputError(f"pattern '{pattern.name}' is declared twice", where=where)
        _check_names(pattern, found, where)
        found.patterns[pattern.name] = pattern
        found.section_of[pattern.name] = path.stem


def _check_names(pattern, found, where):
    for key, known in (("setting", found.settings), ("unit", found.units), ("population", found.populations)):
        if getattr(pattern, key) not in known:
            raise unknown_name(key, getattr(pattern, key), known, where=where)


def _made(cls, row, where):
    try:
        return cls.model_validate(row)
    except ValidationError as error:
        raise input_error(error, where, {"": list(cls.model_fields)}) from None


def pattern_rows():
    """Return one dict per pattern, with units and populations in words: for lists, descriptions and JSON."""
    found = declared()
    return [_row(pattern, found) for pattern in found.patterns.values()]


def _row(pattern, found):
    setting = found.settings[pattern.setting]
    return {
        "name": pattern.name,
        "title_en": pattern.title.en,
        "title_sv": pattern.title.sv,
        "role": pattern.role,
        "scale": pattern.scale,
        "section_en": found.sections[found.section_of[pattern.name]].en,
        "section_sv": found.sections[found.section_of[pattern.name]].sv,
        "unit_en": found.units[pattern.unit].en,
        "unit_sv": found.units[pattern.unit].sv,
        "population_en": found.populations[pattern.population].en,
        "population_sv": found.populations[pattern.population].sv,
        "value": pattern.value,
        "low": pattern.low,
        "high": pattern.high,
        "evidence": pattern.evidence,
        "source": pattern.source,
        "setting": pattern.setting,
        "setting_en": setting.title.en,
        "setting_sv": setting.title.sv,
        "quantity": pattern.quantity.model_dump(exclude_defaults=True),
        "comment": pattern.comment,
    }
