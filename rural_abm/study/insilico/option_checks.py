"""Checks of an in-silico experiment's options against what its measure accepts, before anything is run."""

import math

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance import Scenario, resolve
from rural_abm.governance.values import in_words
from rural_abm.outcomes import catalogue
from rural_abm.regions.registers import load_register
from rural_abm.state.feedback_links import LINKS
from rural_abm.study.insilico.options import MODELS, allowed_names, limits, usual_options
from rural_abm.study.insilico.regional import REGION, in_region, parameters_of, region_name

PAIR, PLACES = 2, "places"
OUTCOMES = ("outcomes", "local", "yearly")


def check_options(measure, given, where, region=None):
    """Raise InputError for an option that the measure does not know, or a value that it cannot use.

    `region`: of the runs, a name or folder; None for the default region.
    """
    usual = usual_options(measure)
    for name, value in given.items():
        if name not in usual:
            raise unknown_name("option", name, usual, where=where)
        _check_type(value, usual[name], f"{where}.{name}")
        _check_value(name, value, f"{where}.{name}", region)
    if region is not None and PLACES in usual:
        _check_value(PLACES, {**usual, **given}[PLACES], f"{where}.{PLACES}", region)
    options = {**usual, **given, REGION: region}
    _check_scenarios(options, where)
    _check_models(options, where)
    _check_space(options.get("space", {}), f"{where}.space", region)
    if options.get("from_year", 0) >= options.get("years", math.inf):
        raise InputError("lies after the last year", where=f"{where}.from_year", allowed="below years")


def _check_type(value, usual, where):
    is_right = type(value) is type(usual) or (isinstance(usual, float) and type(value) is int)
    if is_right and isinstance(usual, list) and usual and isinstance(usual[0], str):
        is_right = all(isinstance(item, str) for item in value)
    if not is_right:
        raise InputError(f"{in_words(value)} is not allowed", where=where, allowed=f"such as {in_words(usual)}")


def _check_value(name, value, where, region):
    """Raise InputError for a number out of its limits, an unknown name, or an empty list."""
    items = value if isinstance(value, list) else [value]
    if not items or len({str(item) for item in items}) < len(items):
        raise InputError("the list is empty or has a value twice", where=where, allowed="one or more different values")
    if limits(name):
        _check_numbers(items, *limits(name), where)
    known = _known_names(name, region)
    for item in items if known is not None else ():
        if item not in known:
            raise unknown_name(name, item, known, where=where)
    if name == PLACES and len(items) != PAIR:
        raise InputError(f"{len(items)} places are not a pair", where=where, allowed="two places")
    if name == "bounds" and items != sorted(items):
        raise InputError("is not in order", where=where, allowed="numbers from low to high")


def _check_numbers(items, low, high, where):
    for item in items:
        if isinstance(item, bool) or not isinstance(item, int | float) or not low <= item <= high:
            raise InputError(f"{in_words(item)} is out of range", where=where, allowed=f"{low} to {high}")


def _known_names(name, region):
    if name == "cut":
        return LINKS
    if name == PLACES:
        from rural_abm.regions.place import place_of

        return place_of(region).municipality_keys
    if name in OUTCOMES:
        return [entry.name for entry in catalogue]
    return allowed_names(name)


def _check_scenarios(options, where):
    """Raise InputError unless every model makes a scenario with every set of parameters and levers."""
    worlds = options.get("worlds", {"": {}})
    if not worlds:
        raise InputError("is empty", where=f"{where}.worlds", allowed="name = parameters of the register")
    levels = [{options["lever"]: level} for level in options["levels"]] if "lever" in options else [{}]
    years = {"years": options["years"]} if "years" in options else {}
    for world in worlds.values():
        for levers in levels:
            given = {"levers": {**options.get("also", {}), **levers},
                     "parameters": {**parameters_of(_table(world, where)), **options.get("parameters", {})},
                     **in_region(options, world)}  # fmt: skip
            for model in [options[name] for name in MODELS if name in options] or [None]:
                governance = {} if model is None else {"governance": model}
                resolve(Scenario.from_mapping({**governance, **years, **given}, where=where))


def _check_models(options, where):
    """Raise InputError unless every model of a table of models makes a scenario in every region of the worlds."""
    for label, mapping in options.get("models", {}).items():
        spot = f"{where}.models.{label}"
        if label == options["baseline"]:
            raise InputError("is the baseline's own name", where=spot, allowed="another label")
        if REGION in mapping:
            allowed = "a region of a world, as differences are formed within one region"
            raise InputError("has a region", where=spot, allowed=allowed)
        for region in {region_name(options, world) for world in options["worlds"].values()}:
            given = {"years": options["years"], **in_region({REGION: region})}
            resolve(Scenario.from_mapping({**mapping, **given}, where=spot))
    for pair in options.get("between", ()):
        if not (isinstance(pair, list) and len(pair) == PAIR):
            raise InputError(f"{in_words(pair)} is not a pair", where=f"{where}.between", allowed='["A", "B"]')
        for label in pair:
            if label not in options["models"]:
                raise unknown_name("label", label, options["models"], where=f"{where}.between")


def _table(value, where):
    if not isinstance(value, dict):
        raise InputError(f"{in_words(value)} is not a table", where=f"{where}.worlds", allowed="parameter = value")
    return value


def _check_space(space, where, region):
    """Raise InputError unless every parameter of the space has a range within the register's."""
    for name, ends in space.items():
        if not (isinstance(ends, list) and len(ends) == PAIR):
            raise InputError(f"{in_words(ends)} is not a range", where=f"{where}.{name}", allowed="[low, high]")
        for end in ends:
            load_register(region).with_values({name: end}, where=where)
        if ends[0] > ends[1]:
            raise InputError(
                "the low end of the range is above the high end", where=f"{where}.{name}", allowed="[low, high]"
            )
