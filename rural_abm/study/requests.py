"""Scenarios out of what stands on a command line: a model's name, `mine.toml`, `model+reform`."""

from pathlib import Path

from rural_abm.errors import InputError
from rural_abm.governance import Scenario, parse_set, read_governance, read_reform, resolve
from rural_abm.governance.files import is_path, read_toml
from rural_abm.governance.values import in_words
from rural_abm.study.scenario_files import is_scenario, read_scenario

JOIN = "+"


def read_model(text, *, reforms=(), settings=(), **changes):
    """The Scenario of a model's name or file, or of a scenario file, with reforms joined by "+" or given apart.

    `settings` are texts "[place.]lever=value"; `changes` replace fields of the scenario where they are not None.
    Unknown names, damaged files and wrong values are an InputError.
    """
    name, joined = _split(text)
    changes = {key: value for key, value in changes.items() if value is not None}
    if is_path(name) and is_scenario(read_toml(Path(name), name)):
        scenario, _ = read_scenario(name)
    else:
        read_governance(name)
        scenario = Scenario(name)
    for reform in (*joined, *reforms):
        read_reform(reform)
    changes["reforms"] = [*scenario.reforms, *joined, *reforms]
    changes["levers"] = {**scenario.levers, **dict(parse_set(setting) for setting in settings)}
    scenario = Scenario.from_mapping({**scenario.to_mapping(), **changes}, where="options")
    resolve(scenario)
    return scenario


def _split(text):
    """(model, [reforms]) of "model+reform+reform"; a file whose own name holds a "+" is taken as it is."""
    if Path(text).is_file():
        return text, []
    name, *reforms = text.split(JOIN)
    if not name or not all(reforms):
        raise InputError(f"'{text}' names no model", where="model", allowed="MODEL or MODEL+REFORM")
    return name, reforms


def check_folder_name(name, where):
    """InputError unless an experiment's name may be a folder's on any system."""
    if not (name.isascii() and name.isidentifier()):
        raise InputError(
            f"{in_words(name)} is not a name", where=where, allowed="letters a-z, digits and underscores"
        )
