"""Texts for readers in Swedish and English, from `data/texts/<language>.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rural_abm.engine.errors import unknown_name

LANGUAGES = ("sv", "en")


class Texts(dict):
    """Texts of one language by dotted key: `texts("figures.year")`, `texts("report.seeds", seeds="20")`."""

    def __init__(self, lang, items):
        super().__init__(items)
        self.lang = lang

    def __call__(self, key, **values):
        """The text with `{names}` filled in; a key or name that is missing raises KeyError."""
        text = self[key]
        return text.format(**values) if values else text

    def count(self, key, number, **values):
        """The text `key.one` or `key.many`, whichever fits the whole number, which is filled in as `{n}`."""
        return self(f"{key}.one" if number == 1 else f"{key}.many", n=values.pop("n", number), **values)

    def under(self, prefix):
        """The texts whose keys begin with `prefix.`, in file order, as a list."""
        return [text for key, text in self.items() if key.startswith(prefix + ".")]


@lru_cache(maxsize=len(LANGUAGES))
def read_texts(lang):
    """The `Texts` of a language; an unknown language is an InputError."""
    if lang not in LANGUAGES:
        raise unknown_name("language", lang, LANGUAGES)
    source = files("rural_abm").joinpath(f"data/texts/{lang}.toml").read_text("utf-8")
    return Texts(lang, dict(_flat(tomllib.loads(source))))


def _flat(table, prefix=""):
    """(dotted key, text) of every text of a nested table; lists are counted from 0."""
    items = table.items() if isinstance(table, dict) else enumerate(table)
    for key, value in items:
        if isinstance(value, dict | list):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
