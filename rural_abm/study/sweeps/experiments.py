"""Experiment files: the models, factors, seeds, years and outcomes of a study, and its design.

Keys of a file: `name`, `title` and `question` {en, sv}, `governance` (models as `compare` takes them), `reforms`
applied to all of them, `extensions` (own rules and outcomes of all of them), `adoption` ("full" or "emergent"; by
default as the files say), `seeds` (how many, or a list), `years`, `outcomes`; `[levers]` and `[parameters]` with the
factors, each a list of values or a range { low, high, levels, scale }; `[fixed]` with `levers` and `parameters` that
hold in all runs; and `[design]` (see `sampling`) or `[search]` (see `searching`).
"""

import os
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.kernels import PACKAGE
from rural_abm.governance import baseline_name, resolve
from rural_abm.governance.extensions import beside, nearer
from rural_abm.governance.files import LANGUAGES, SUFFIX, is_path, read_toml
from rural_abm.governance.scenario import LIMITS, Adoption, Names, Number, Text, Whole, input_error
from rural_abm.governance.values import as_tuple
from rural_abm.outcomes import catalogue, outcome
from rural_abm.regions import region_key, region_names
from rural_abm.study.compare.designs import check_seeds
from rural_abm.study.results.known_outcomes import outcomes_of
from rural_abm.study.results.settings import most, usual_seeds
from rural_abm.study.running.requests import JOIN, check_folder_name, model_label, read_model, split_model
from rural_abm.study.sweeps.factors import LEVER, PARAMETER, read_factors
from rural_abm.study.sweeps.objectives import read_search
from rural_abm.study.sweeps.sampling import read_design, written_design

FOLDER, FILE, KEPT = "experiments", f"experiment{SUFFIX}", "kept"
CLOSED = ConfigDict(extra="forbid")
MARKS = ("design", "search")


@checked_dataclass(frozen=True, config=CLOSED)
class _Fixed:
    """Values that hold in all runs of an experiment."""

    levers: dict[Text, Any] = Field(default_factory=dict)
    parameters: dict[Text, Number] = Field(default_factory=dict)


@checked_dataclass(frozen=True, config=CLOSED)
class _Written:
    """An experiment file as written; the tables of factors, design and search are read separately."""

    name: Text
    title: dict[Text, Text] = Field(default_factory=dict)
    question: dict[Text, Text] = Field(default_factory=dict)
    governance: Annotated[Names, Field(min_length=1)] = Field(default_factory=lambda: (baseline_name(),))
    reforms: Names = ()
    extensions: Names = ()
    region: Text | None = None
    adoption: Adoption | None = None
    seeds: Whole | Annotated[tuple[Whole, ...], BeforeValidator(as_tuple)] = Field(default_factory=usual_seeds)
    years: Annotated[Whole, Field(ge=1, le=LIMITS["most_years"])] = LIMITS["usual_years"]
    outcomes: Names = Field(default_factory=lambda: tuple(entry.name for entry in catalogue if entry.headline))
    levers: dict[Text, Any] = Field(default_factory=dict)
    parameters: dict[Text, Any] = Field(default_factory=dict)
    fixed: _Fixed = Field(default_factory=_Fixed)
    design: Any = None
    search: Any = None


@dataclass(frozen=True)
class Experiment:
    """A valid experiment.

    `models` {label: Scenario}, `factors`, `seeds` (tuple), `years`, `outcomes` (tuple), and `design` or `search`, the
    other being None; `definition` is all of it as plain values.
    """

    name: str
    title: dict
    question: dict
    models: dict
    factors: tuple
    seeds: tuple
    years: int
    outcomes: tuple
    design: object
    search: object
    definition: dict

    def scenario(self, label, values):
        """Return the Scenario of a model with values {factor's name: value}; raise InputError where they contradict."""
        model = self.models[label]
        kinds = {factor.name: factor.kind for factor in self.factors}
        levers = {name: _plain(value) for name, value in values.items() if kinds[name] == LEVER}
        parameters = {name: float(value) for name, value in values.items() if kinds[name] == PARAMETER}
        return replace(model, levers={**model.levers, **levers}, parameters={**model.parameters, **parameters})


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


def is_experiment(table):
    """Return whether a parsed file is an experiment."""
    return bool(table.keys() & set(MARKS))


def read_experiment(path, region=None):
    """Read the Experiment of a file; raise InputError naming the file if it is invalid.

    `region`: the name or folder of a region in place of the file's own.
    """
    path = Path(path)
    return make_experiment(in_region(read_toml(path, str(path)), region), where=str(path), folder=path.parent)


def in_region(table, region):
    """Return the table of an experiment with a region in place of its own, unless that is None."""
    return table if region is None else {**table, "region": region_key(region)}


def make_experiment(table, *, where="experiment", folder=Path()):
    """Return the Experiment of a table with the keys of a file; paths in it are relative to `folder`."""
    try:
        written = _adapter().validate_python(table)
    except ValidationError as error:
        raise input_error(error, where, _known_keys()) from None
    check_folder_name(written.name, f"{where}: name")
    region = _region_beside(written.region, folder)
    factors = read_factors(written.levers, written.parameters, where, region, _extensions_beside(written, folder))
    models = _models(written, where, folder)
    known = _named(where, outcomes_of, models.values())
    design, search = _task(written, factors, known, where)
    experiment = Experiment(
        written.name,
        {language: written.title.get(language, written.name) for language in LANGUAGES},
        written.question,
        models,
        factors,
        _named(f"{where}: seeds", check_seeds, written.seeds),
        written.years,
        _outcomes(written.outcomes, known, where),
        design,
        search,
        _definition(written, design, search, folder),
    )
    _check_ends(experiment, where)
    _check_size(experiment, where)
    return experiment


@lru_cache
def _adapter():
    return TypeAdapter(_Written)


def _known_keys():
    return {"": [field.name for field in fields(_Written)], "fixed": [field.name for field in fields(_Fixed)]}


def _task(written, factors, known, where):
    """Return (design, search), of which one is None."""
    if (written.design is None) == (written.search is None):
        raise InputError("has both [design] and [search], or neither", where=where, allowed="one of them")
    if not factors:
        raise InputError("varies nothing", where=where, allowed="[levers] or [parameters] with at least one factor")
    if written.search is not None:
        return None, read_search(written.search, factors, known, where)
    return read_design(written.design, where), None


def _definition(written, design, search, folder):
    """Return the experiment as plain values with absolute paths."""
    seeds = written.seeds if isinstance(written.seeds, int) else list(written.seeds)
    task = {"design": written_design(design)} if design else {"search": search.to_mapping()}
    return {
        "name": written.name,
        "title": dict(written.title),
        "question": dict(written.question),
        "governance": [_beside(name, folder) for name in written.governance],
        "reforms": [_beside(name, folder) for name in written.reforms],
        "adoption": written.adoption,
        "seeds": seeds,
        "years": written.years,
        "outcomes": list(written.outcomes),
        "levers": dict(written.levers),
        "parameters": dict(written.parameters),
        "fixed": {"levers": dict(written.fixed.levers), "parameters": dict(written.fixed.parameters)},
        **({"extensions": _extensions_beside(written, folder)} if written.extensions else {}),
        **({} if written.region is None else {"region": _region_beside(written.region, folder)}),
        **task,
    }


# Models


def _models(written, where, folder):
    """Return {label: Scenario} of all models with reforms and fixed values."""
    reforms = [_beside(name, folder) for name in written.reforms]
    region, extensions = _region_beside(written.region, folder), _extensions_beside(written, folder)
    found = {}
    for name in written.governance:
        text = _named(f"{where}: governance", _beside, name, folder)
        model = _named(f"{where}: governance", _model, text, reforms, written, region, extensions)
        label = model_label(text)
        if label in found:
            raise InputError(f"'{label}' occurs twice", where=f"{where}: governance", allowed="different models")
        found[label] = model
    return found


def _model(name, reforms, written, region, extensions):
    scenario = read_model(name, reforms=reforms, years=written.years, adoption=written.adoption, region=region)
    if scenario.register != "none" or scenario.months:
        raise InputError("a sweep keeps neither months nor the event register", where=name, allowed="a plain scenario")
    fixed = written.fixed
    changed = replace(
        scenario,
        levers={**scenario.levers, **fixed.levers},
        parameters={**scenario.parameters, **fixed.parameters},
        extensions=(*scenario.extensions, *extensions),
    )
    resolve(changed)
    return changed


def _beside(text, folder):
    """Return the text with every path in it taken relative to the folder."""
    parts = split_model(text, folder)
    return JOIN.join(str((folder / part).absolute()) if is_path(part) else part for part in parts)


def _extensions_beside(written, folder):
    """Return the extensions (list) with the paths of files taken relative to the folder."""
    return beside(list(written.extensions), folder.absolute())


def _region_beside(region, folder):
    """Return a packaged region's name as it is, a folder as seen from the folder of the file, None as None."""
    return region if region is None or region in region_names() else str((folder / region).absolute())


def portable(definition, folder):
    """Return the definition with paths relative to the folder, so that both can be moved together."""

    def moved(text):
        parts = split_model(text)
        base = os.path.realpath(folder)
        return JOIN.join(os.path.relpath(os.path.realpath(part), base) if is_path(part) else part for part in parts)

    lists = {key: [moved(text) for text in definition[key]] for key in ("governance", "reforms")}
    region = definition.get("region")
    if region is not None and region not in region_names():
        lists["region"] = os.path.relpath(os.path.realpath(region), os.path.realpath(folder))
    if "extensions" in definition:
        lists["extensions"] = [nearer(text, folder) for text in definition["extensions"]]
    return {**definition, **lists}


def _named(where, function, *arguments):
    """Return the result of the function, with `where` named in its InputError."""
    try:
        return function(*arguments)
    except InputError as error:
        if error.where and where.partition(":")[0] in str(error.where):
            raise
        spot = f"{where}: {error.where}" if error.where and not where.endswith(f": {error.where}") else where
        raise InputError(error.what, where=spot, allowed=error.allowed, nearest=error.nearest) from None


def _outcomes(names, known, where):
    if not names:
        raise InputError("the list of outcomes is empty", where=f"{where}: outcomes", allowed="one or more outcomes")
    if len(set(names)) < len(names):
        raise InputError("an outcome occurs twice", where=f"{where}: outcomes", allowed="different outcomes")
    for name in names:
        _named(f"{where}: outcomes", outcome, name, known)
    return names


def _check_ends(experiment, where):
    """Raise InputError where a factor may not be varied in a model: it is fixed already, or a parameter is unknown."""
    taken = set(experiment.definition["fixed"]["levers"]) | set(experiment.definition["fixed"]["parameters"])
    for factor in experiment.factors:
        if factor.name in taken:
            raise InputError("is both fixed and varied", where=f"{where}: {factor.name}", allowed="one of the two")
    from rural_abm.regions.registers import load_register

    register = load_register(experiment.definition.get("region"))
    register.with_values(experiment.definition["fixed"]["parameters"], where=f"{where}: fixed.parameters")


def _check_size(experiment, where):
    """Raise InputError, before any point is made, where there would be more points or runs than are accepted."""
    if experiment.search:
        return
    points = experiment.design.count(experiment.factors)
    if points > most("points"):
        raise InputError(f"{points} points are too many", where=f"{where}: design", allowed=f"up to {most('points')}")
    runs = points * len(experiment.models) * len(experiment.seeds)
    if runs > most("runs"):
        parts = f"{points} points x {len(experiment.models)} models x {len(experiment.seeds)} seeds"
        raise InputError(f"{runs} runs are too many ({parts})", where=where, allowed=f"up to {most('runs')}")


# Experiments that are at hand


def experiments_at_hand():
    """Return {name: path} of the experiment files, unread, in `experiments` here or beside the package."""
    found = {}
    for folder in (Path(FOLDER), PACKAGE.parent / FOLDER):
        for path in sorted(folder.glob(f"*/{FILE}")):
            found.setdefault(path.parent.name, path)
    return found


def experiment_folder(text):
    """Return the folder (Path) of an experiment given as such or by name, or None where the text is neither."""
    if (Path(text) / FILE).is_file():
        return Path(text)
    found = None if Path(text).exists() else experiments_at_hand().get(text)
    return found and found.parent


def is_in_silico(table):
    """Return whether a parsed file defines an in-silico experiment, which names a measure, not a sweep or search."""
    return "measure" in table


def experiment_path(text):
    """Return the path of an experiment file given as such, or by the name of an available one."""
    if is_path(text):
        return Path(text)
    known = experiments_at_hand()
    if text not in known:
        raise unknown_name("experiment", text, known, where="experiment")
    return known[text]
