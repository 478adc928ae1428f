"""Scenario files: which TOML files are scenarios, and reading one so that errors name the file."""

from rural_abm.errors import InputError
from rural_abm.governance import Scenario, resolve


def is_scenario(table):
    """Whether a parsed file is a scenario rather than a governance model or reform, which have a title and a name."""
    return not ({"title", "name", "description"} & table.keys())


def read_scenario(path):
    """(Scenario, its Plan) of a scenario file; anything wrong is an InputError that names the file."""
    try:
        scenario = Scenario.from_file(path)
        return scenario, resolve(scenario)
    except InputError as error:
        raise naming(path, error) from None


def naming(path, error):
    """The InputError, which names the file too."""
    if str(path) in str(error.where):
        return error
    where = f"{path}: {error.where}" if error.where else str(path)
    return InputError(error.what, where=where, allowed=error.allowed, nearest=error.nearest)
