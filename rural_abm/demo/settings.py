"""The content and limits of the page, from `data/demo/`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("sv", "en")


def data_folder():
    """Return the folder of the page's own data."""
    return files("rural_abm") / "data" / "demo"


def static_folder():
    """Return the folder of the browser's files."""
    return files("rural_abm") / "demo" / "static"


@lru_cache
def table(name):
    """Return the parsed `<name>.toml` of the page's data."""
    return tomllib.loads((data_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def limit(name):
    """Return one of the limits of a request or of the server."""
    return table("settings")["limits"][name]


def work(name):
    """Return one of the settings of how runs are made."""
    return table("settings")["work"][name]


def fixed_seed():
    """Return the seed of the one pair of worlds in the map and the stories."""
    return table("settings")["page"]["fixed_seed"]


def page_outcomes():
    """Return the names (tuple) of the outcomes on the page, in order."""
    return tuple(table("outcomes")["outcomes"])


def page_levers():
    """Return {id: entry (dict)} of the levers on the page, in order."""
    return table("levers")["levers"]


def both(entry, key):
    """Return {"en", "sv"} of a key of an entry."""
    return {language: entry[key][language] for language in LANGUAGES}
