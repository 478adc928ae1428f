"""Scenario files: recognising them among TOML files, and reading one with errors that name the file."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance import Scenario, resolve
from rural_abm.governance.files import is_path
from rural_abm.governance.scenario import PARTS
from rural_abm.governance.values import as_list
from rural_abm.regions import region_names


def is_scenario(table):
    """Return whether a parsed file is a scenario, not a governance model or reform, which have a title and a name."""
    return not ({"title", "name", "description"} & table.keys())


def read_scenario(path):
    """Read (Scenario, its Plan) from a scenario file; raise InputError naming the file if it is invalid."""
    try:
        scenario = Scenario.from_file(path)
        return scenario, resolve(scenario)
    except InputError as error:
        raise naming(path, error) from None


def naming(path, error):
    """Return the InputError with the file named in it."""
    if str(path) in str(error.where):
        return error
    where = f"{path}: {error.where}" if error.where else str(path)
    return InputError(error.what, where=where, allowed=error.allowed, nearest=error.nearest)


def read_scenario_text(text: str, regions: Collection[str] = ()) -> Scenario:
    """Return the Scenario of the text of a scenario file; raise InputError if it is none, or names other files.

    `regions`: folders of regions that the file may name, besides the packaged regions.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {error}", where="scenario", allowed="a TOML file in UTF-8") from None
    names = [table.get("governance", ""), *_listed(table, "reforms")]
    for change in _listed(table, "change") + _listed(table, "changes"):
        names += _listed(change, "reforms") if isinstance(change, dict) else []
    if any(is_path(name) for name in names if isinstance(name, str)):
        raise InputError("refers to another file", where="scenario", allowed="names of packaged models and reforms")
    if table.get("extensions"):
        raise InputError("names files of extensions", where="scenario", allowed="a scenario without extensions")
    region = table.get("region")
    if isinstance(region, str) and region not in (*region_names(), *regions):
        raise unknown_name("region", region, region_names(), where="scenario.region")
    scenario = Scenario.from_mapping(table)
    resolve(scenario)
    return scenario


def _listed(table, key):
    value = table.get(key, [])
    return value if isinstance(value, list) else []


def scenario_text(scenario: Scenario, titles: Iterable[str] = ()) -> str:
    """Return the text of a file for `Scenario.from_file`: non-default values, with `titles` as comments above."""
    import tomli_w

    usual = Scenario(scenario.governance).to_mapping()
    own = {key: value for key, value in scenario.to_mapping().items() if key == "governance" or value != usual[key]}
    parts = {plural: single for single, plural in PARTS.items()}
    own = {parts.get(key, key): value for key, value in own.items()}
    return "".join(f"# {title}\n" for title in as_list(titles)) + tomli_w.dumps(own)
