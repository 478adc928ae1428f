"""What the page needs before any run: models, levers, outcomes, the map, limits, assumptions."""

import json
from functools import lru_cache

from rural_abm import (
    Scenario,
    __version__,
    catalogue,
    code_hash,
    describe,
    feedback_loops,
    loop_strengths,
    map_data,
    model_hash,
    provenance,
)
from rural_abm.demo.levers import defaults_of, package_field, places_of
from rural_abm.demo.settings import LANGUAGES, data_folder, limit, page_levers, page_outcomes, table

SHARE_STEPS = 20  # of a slider of an assumption
LIMITS_TOLD = ("years", "pairs", "pairs_why", "reforms")


@lru_cache
def outcome_rows():
    """Return {name: row of the catalogue (dict)} of the outcomes on the page, in page order."""
    rows = {row["name"]: row for row in catalogue("outcomes")}
    return {name: rows[name] for name in page_outcomes()}


@lru_cache
def start():
    """Return everything that does not depend on the server's state (dict)."""
    settings = table("settings")
    return {
        "version": __version__,
        "code": code_hash(),
        "model": model_hash(),
        "commit": provenance()["commit"],
        "limits_of_use": {name: limit(name) for name in LIMITS_TOLD},
        "models": [_file("governance", row["name"]) for row in catalogue("governance")],
        "reforms": [_file("reforms", row["name"]) for row in catalogue("reforms")],
        "levers": [_lever(name, entry) for name, entry in page_levers().items()],
        "outcomes": [_outcome(row) for row in outcome_rows().values()],
        "charts": [{"name": name, "title": title} for name, title in table("outcomes")["charts"].items()],
        **_place(),
        "payers": [{"name": name, "title": title} for name, title in settings["payers"].items()],
        "loops": [_loop(loop) for loop in feedback_loops()],
        "loops_measured": _measured(),
        "limits": table("limits"),
        "assumptions": assumptions(),
        "verdicts": settings["verdicts"],
        "sureness": {entry["name"]: entry["text"] for entry in settings["sureness"]},
        "events": {name: {"title": title} for name, title in settings["events"].items()},
        "persons": person_choices(),
    }


def pair(row, key):
    """Return {"en", "sv"} of a row with a text in each language."""
    return {language: row[f"{key}_{language}"] for language in LANGUAGES}


def same(text):
    """Return {"en", "sv"} of a text that exists in one language only."""
    return dict.fromkeys(LANGUAGES, text)


def _file(kind, name):
    _, row = describe(name, kind)
    kept = {key: row[key] for key in ("name", "source", "date", "adopted")}
    texts = {"title": pair(row, "title"), "description": pair(row, "description")}
    return {
        **kept,
        **texts,
        "settings": list(row["setting"]),
        "assumed": list(row["assumed"]),
        "is_baseline": row["name"] == Scenario().governance,
    }


def _lever(name, entry):
    field = package_field(name)
    cards = {"what": entry["text"], **{key: entry[key] for key in ("example", "against", "fairness")}}
    kept = {key: entry[key] for key in ("title", "text", "kind", "low", "high", "step", "local")}
    return {
        "id": name,
        **kept,
        "regional": True,
        "places": list(places_of(name)) if entry["local"] else [],
        "unit": {"en": field["unit"], "sv": field["unit_sv"]},
        "decimals": 0,
        "card": cards,
        "source": same(field["source"]),
        "assumed": field["assumed"],
        "package_lever": entry["lever"],
        "defaults": {row["name"]: defaults_of(row["name"])[name] for row in catalogue("governance")},
    }


def _outcome(row):
    entry = table("outcomes")["outcomes"][row["name"]]
    texts = {key: pair(row, key) for key in ("title", "unit", "definition")}
    loops = [loop["name"] for loop in feedback_loops() if row["name"] in loop["outcomes"]]
    return {
        "name": row["name"],
        **texts,
        "group": row["group"],
        "better": row["better"],
        "decimals": row["decimals"],
        "matters": row.get("matters"),
        "matters_as": row.get("matters_as"),
        "matters_source": pair(row, "matters_reason") if "matters_reason_en" in row else None,
        "status": _status(row["name"]),
        "source": same(_sources(row["name"])),
        "formula": row.get("formula"),
        "key_figure": bool(entry.get("key")),
        "chart": entry["chart"],
        "by_place": row["source"] != "gap",
        "loops": loops,
    }


@lru_cache
def _patterns():
    """Return {outcome: rows (list) of the patterns that compare it with empirical sources}."""
    found = {}
    for row in catalogue("patterns"):
        quantity = row["quantity"]
        name = quantity.get("outcome") if isinstance(quantity, dict) else None
        found.setdefault(name, []).append(row)
    return found


def _status(name):
    """Return {"en", "sv"}: the evidence with which an outcome's level has been compared."""
    rows = _patterns().get(name, [])
    if not rows:
        return table("status")["none"]
    roles = {row["role"] for row in rows}
    key = next(role for role in ("calibrate", "check", "built_in") if role in roles)
    return table("status")[key]


def _sources(name):
    return "; ".join(dict.fromkeys(row["source"] for row in _patterns().get(name, [])))


def _loop(loop):
    swedish = table("loops")
    words = [{"en": text, "sv": swedish.get(text, text)} for text in loop["chain"]]
    kept = {key: loop[key] for key in ("name", "title", "sign", "cut")}
    return {**kept, "chain": words, "outcomes": list(loop["outcomes"])}


def _measured():
    """Return the strength of loops (dict): `seeds`, `years`, and strength by loop and outcome; None if not measured."""
    found = loop_strengths()
    if found is None:
        return None
    of = {}
    for row in found["rows"]:
        shown = {"difference": row["strength"], **{key: row[key] for key in ("low", "high", "size")}}
        of.setdefault(row["loop"], {})[row["outcome"]] = shown
    return {"seeds": found["seeds"], "years": found["years"], "of": of}


def assumptions():
    """Return the assumptions that can be changed on the page: value, range, kind and source, with words."""
    register = {row["name"]: row for row in catalogue("parameters")}
    return [_assumption(register[name], entry) for name, entry in table("assumptions").items()]


def _assumption(row, entry):
    kept = {key: row[key] for key in ("name", "value", "low", "high", "kind")}
    words = {key: {"en": row[key], "sv": row[f"{key}_sv"]} for key in ("unit", "source")}
    step = (row["high"] - row["low"]) / SHARE_STEPS
    said = {"title": pair(row, "title"), "text": {language: entry[language] for language in LANGUAGES}}
    return {**kept, **words, **said, "note": entry.get("note"), "step": step}


@lru_cache
def _place():
    """Return the map, units, municipalities and sources."""
    region = map_data()
    plane = region["projection"]
    towns = [{**town, "outline": None} for town in region["municipalities"]]
    ground = _ground(plane)
    drawn = {"width": 1.0, "height": region["height"], "km_per_unit": round(plane.km_wide, 1)}
    return {
        "map": {**drawn, "settlements": region["settlements"], "roads": region["roads"], **ground},
        "units": region["units"],
        "municipalities": towns,
        "sources": region["sources"],
    }


def _ground(plane):
    """Return water, border and coast in map coordinates, with their source."""
    with (data_folder() / "ground.json").open(encoding="utf-8") as file:
        (ground,) = json.load(file).values()
    drawn = {
        kind: [[plane.xy(lat, lon) for lon, lat in line] for line in ground[kind]]
        for kind in ("water", "border", "coast")
    }
    return {**drawn, "source": ground["source"]}


def person_choices():
    """Return the criteria by which a person may be selected, with words."""
    return table("persons")
