"""The registers of contacts and events, and residents, in words of both languages, from `data/words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rural_abm.governance.files import LANGUAGES
from rural_abm.regions import showing
from rural_abm.state import happenings

# The section of `data/words.toml` that holds the words of what the detail of an event is.
SECTIONS = {
    happenings.EPISODE_KIND: "episodes",
    happenings.FRAILTY_STATE: "frailty",
    happenings.NEED_CLASS: "reasons",
}
# Events whose words say it all: the illness or state they carry would only be read as their cause.
ENOUGH_SAID = ("died", "moved", "enrolled")


@lru_cache
def vocabulary():
    """Return {section: {name: {"en", "sv"}}}."""
    return tomllib.loads((files("rural_abm") / "data" / "words.toml").read_text(encoding="utf-8"))


def phrase(section, name):
    """Return {"en", "sv"} of a name; a name without words is returned with spaces for underscores."""
    plain = str(name).replace("_", " ")
    return vocabulary()[section].get(name, dict.fromkeys(LANGUAGES, plain))


def _joined(first, *others, sign=": "):
    """Join the phrases, language by language."""
    parts = [first, *(other for other in others if other)]
    return {language: sign.join(part[language] for part in parts) for language in LANGUAGES}


def contact_words(row):
    """Return {"en", "sv"} of a row of the model's contacts: how, and why."""
    return _joined(phrase("modes", row.mode), phrase("reasons", row.kind))


def event_words(row):
    """Return {"en", "sv"} of a row of the model's events: what, and which illness or state."""
    from rural_abm.study.compare.words import detail_name

    section = SECTIONS.get(happenings.HAPPENING[row.kind].detail) if row.kind not in ENOUGH_SAID else None
    detail = phrase(section, detail_name(row.kind, row.detail)) if section else None
    return _joined(phrase("events", row.kind), detail)


def role_words(role, employment):
    """Return {"en", "sv"} of a clinician's role; None without a clinician."""
    if role is None:
        return None
    if role == "gp" and employment is not None:
        return phrase("employments", employment)
    return phrase("roles", role)


def person_words(person: Mapping[str, Any], region: str | None = None) -> dict[str, str]:
    """Return {"en", "sv"} of a described resident (see `describe_person`) of a region (default: the one shown)."""
    from rural_abm.study.compare.words import settlement_name

    told = phrase("persons", person["sex"])
    with showing(region):
        place = settlement_name(person["settlement"])
    first = {language: text.format(age=person["age"], place=place) for language, text in told.items()}
    home = phrase("persons", "alone" if person["lives_alone"] == "1" else "together")
    others = [phrase("persons", "special") if person["dwelling"] == "special" else home]
    others += [phrase("persons", "relatives")] if person["relatives_near"] == "1" else []
    others += (
        [phrase("persons", "home_nursing")] if person["enrolled"] == "1" and person["dwelling"] != "special" else []
    )
    others += [phrase("frailty", person["frailty"])]
    others += [phrase("conditions", name) for name in person["conditions"]]
    return _joined(first, *others, sign=", ")
