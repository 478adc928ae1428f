"""What the page shows and how much it does, from `data/demo/`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("sv", "en")


def data_folder():
    """The folder of the page's own data."""
    return files("rural_abm") / "data" / "demo"


def static_folder():
    """The folder of what the browser loads."""
    return files("rural_abm") / "demo" / "static"


@lru_cache
def table(name):
    """The parsed `<name>.toml` of the page's data."""
    return tomllib.loads((data_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def limit(name):
    """One of the limits of a request or of the server."""
    return table("settings")["limits"][name]


def work(name):
    """One of the settings of how work is done."""
    return table("settings")["work"][name]


def fixed_seed():
    """The seed of the one pair of worlds that the map and the stories show."""
    return table("settings")["page"]["fixed_seed"]


def page_outcomes():
    """Names (tuple) of the outcomes on the page, in order."""
    return tuple(table("outcomes")["outcomes"])


def page_levers():
    """{id: entry (dict)} of the levers on the page, in order."""
    return table("levers")["levers"]


def both(entry, key):
    """{"en", "sv"} of a key of an entry."""
    return {language: entry[key][language] for language in LANGUAGES}
