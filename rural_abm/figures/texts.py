"""Swedish and English texts, from `data/texts/<language>.toml`."""

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
        """Return the text with `{names}` filled in; raise KeyError for a missing key or name."""
        text = self[key]
        return text.format(**values) if values else text

    def count(self, key, number, **values):
        """Return the text `key.one` or `key.many` by the whole number, which is filled in as `{n}`."""
        return self(f"{key}.one" if number == 1 else f"{key}.many", n=values.pop("n", number), **values)

    def under(self, prefix):
        """Return the texts whose keys begin with `prefix.`, in file order, as a list."""
        return [text for key, text in self.items() if key.startswith(prefix + ".")]


@lru_cache(maxsize=len(LANGUAGES))
def read_texts(lang):
    """Return the `Texts` of a language; raise InputError for an unknown language."""
    if lang not in LANGUAGES:
        raise unknown_name("language", lang, LANGUAGES)
    source = files("rural_abm").joinpath(f"data/texts/{lang}.toml").read_text("utf-8")
    return Texts(lang, dict(_flat(tomllib.loads(source))))


def _flat(table, prefix=""):
    """Return (dotted key, text) of every text in a nested table; list items are numbered from 0."""
    items = table.items() if isinstance(table, dict) else enumerate(table)
    for key, value in items:
        if isinstance(value, dict | list):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
