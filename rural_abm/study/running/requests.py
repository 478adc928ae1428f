"""Scenarios from command-line arguments: a model's name, `mine.toml`, `model+reform`."""

from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario, parse_set, read_governance, read_reform, resolve
from rural_abm.governance.files import is_path, parse_governance, read_toml
from rural_abm.governance.values import in_words
from rural_abm.study.running.scenario_files import is_scenario, read_scenario

JOIN = "+"


def read_model(text, *, reforms=(), settings=(), **changes):
    """Return the Scenario of a model's name or file, or of a scenario file, with reforms joined by "+" or given apart.

    `settings` are texts "[place.]lever=value"; `changes` replace fields of the scenario where they are not None. Raises
    InputError for unknown names, damaged files and wrong values.
    """
    name, *joined = split_model(text)
    changes = {key: value for key, value in changes.items() if value is not None}
    region = changes.get("region")
    if is_path(name) and is_scenario(read_toml(Path(name), name)):
        scenario, _ = read_scenario(name)
    else:
        read_governance(name, region)
        scenario = Scenario(name, region=region) if region else Scenario(name)
    for reform in (*joined, *reforms):
        read_reform(reform, region or scenario.region)
    changes["reforms"] = [*scenario.reforms, *joined, *reforms]
    changes["levers"] = {**scenario.levers, **dict(parse_set(setting) for setting in settings)}
    scenario = Scenario.from_mapping({**scenario.to_mapping(), **changes}, where="options")
    resolve(scenario)
    return scenario


def split_model(text, folder=Path()):
    """Return [model, reform, ...] of "model+reform+reform"; paths of files in the folder may contain a "+"."""
    words, found = text.split(JOIN), []
    while words:
        # The most words that are a file together, else one.
        ends = (end for end in range(len(words), 0, -1) if _is_file(folder, JOIN.join(words[:end])))
        end = next(ends, 1)
        found.append(JOIN.join(words[:end]))
        words = words[end:]
    if not all(found):
        raise InputError(f"'{text}' does not name a model", where="model", allowed="MODEL or MODEL+REFORM")
    return found


def _is_file(folder, text):
    try:
        return bool(text) and (folder / text).is_file()
    except (OSError, ValueError):  # longer than a path can be, or with a NUL in it
        return False


def model_label(text):
    """Return the label of a model in tables: the names of its parts, wherever their files are."""
    return JOIN.join(_part_label(part) for part in split_model(text))


def _part_label(part):
    """Return a packaged name unchanged; for a file the name in it, or the file's own where it holds a scenario."""
    if not is_path(part):
        return part
    table = read_toml(Path(part), part)
    return Path(part).stem if is_scenario(table) else parse_governance(table, part).name


def labelled_models(texts, **changes):
    """Return {label: Scenario} of models as `read_model` takes them; raise InputError for two of the same label."""
    found = {}
    for text in texts:
        scenario, label = read_model(text, **changes), model_label(text)
        if label in found:
            allowed = "models with different names (the name of a file is set inside it)"
            raise InputError(f"'{label}' occurs twice", where="scenarios", allowed=allowed)
        found[label] = scenario
    return found


def check_folder_name(name, where):
    """Raise InputError unless an experiment's name is a valid folder name on any system."""
    if not (name.isascii() and name.isidentifier()):
        raise InputError(f"{in_words(name)} is not a name", where=where, allowed="letters a-z, digits and underscores")
