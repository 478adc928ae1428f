"""What the page needs before any run: models, levers, outcomes, the map, limits, assumptions."""

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
    region_folder,
)
from rural_abm.demo.levers import defaults_of, levers_of, package_field, places_of
from rural_abm.demo.regions import default_key, ground_of, key_of, page_texts
from rural_abm.demo.settings import LANGUAGES, limit, page_outcomes, table

SHARE_STEPS = 20  # of a slider of an assumption
LIMITS_TOLD = ("years", "pairs", "pairs_why", "reforms")


@lru_cache
def outcome_rows():
    """Return {name: row of the catalogue (dict)} of the outcomes on the page, in page order."""
    rows = {row["name"]: row for row in catalogue("outcomes")}
    return {name: rows[name] for name in page_outcomes()}


@lru_cache
def start(region=None):
    """Return everything on a region that does not depend on the server's state (dict).

    `region` is a packaged name or a folder (default: the default region).
    """
    region = region or default_key()
    settings = table("settings")
    return {
        "version": __version__,
        "code": code_hash(),
        "model": model_hash(),
        "commit": provenance()["commit"],
        "region": {"key": key_of(region), "title": region_folder(region).title},
        "limits_of_use": {name: limit(name) for name in LIMITS_TOLD},
        "models": [_file("governance", row["name"], region) for row in catalogue("governance")],
        "reforms": [_file("reforms", row["name"], region) for row in catalogue("reforms")],
        "levers": [_lever(name, entry, region) for name, entry in levers_of(region).items()],
        "outcomes": [_outcome(row, region) for row in outcome_rows().values()],
        "charts": [{"name": name, "title": title} for name, title in table("outcomes")["charts"].items()],
        **_place(region),
        "payers": [{"name": name, "title": title} for name, title in settings["payers"].items()],
        "loops": [_loop(loop) for loop in feedback_loops()],
        "loops_measured": _measured(region),
        "limits": table("limits"),
        "assumptions": assumptions(region),
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


def _file(kind, name, region):
    _, row = describe(name, kind, region)
    kept = {key: row[key] for key in ("name", "source", "date", "adopted")}
    texts = {"title": pair(row, "title"), "description": pair(row, "description")}
    return {
        **kept,
        **texts,
        "settings": list(row["setting"]),
        "assumed": list(row["assumed"]),
        "is_baseline": row["name"] == Scenario().governance,
    }


def _lever(name, entry, region):
    entry = {**entry, **page_texts(region).get("levers", {}).get(name, {})}
    field = package_field(name)
    cards = {"what": entry["text"], **{key: entry[key] for key in ("example", "against", "fairness")}}
    kept = {key: entry[key] for key in ("title", "text", "kind", "low", "high", "step", "local")}
    return {
        "id": name,
        **kept,
        "regional": True,
        "places": list(places_of(name, region)) if entry["local"] else [],
        "unit": {"en": field["unit"], "sv": field["unit_sv"]},
        "decimals": 0,
        "card": cards,
        "source": same(field["source"]),
        "assumed": field["assumed"],
        "package_lever": entry["lever"],
        "defaults": {row["name"]: defaults_of(row["name"], region)[name] for row in catalogue("governance")},
    }


def _outcome(row, region):
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
        "status": _status(row["name"], region),
        "source": same(_sources(row["name"], region)),
        "formula": row.get("formula"),
        "key_figure": bool(entry.get("key")),
        "chart": entry["chart"],
        "by_place": row["source"] != "gap",
        "loops": loops,
    }


@lru_cache
def _patterns(region):
    """Return {outcome: rows (list) of the patterns that compare it with empirical sources}.

    The patterns are those of the default region: what sources say of one region holds for no other.
    """
    found = {}
    if region != default_key():
        return found
    for row in catalogue("patterns"):
        quantity = row["quantity"]
        name = quantity.get("outcome") if isinstance(quantity, dict) else None
        found.setdefault(name, []).append(row)
    return found


def _status(name, region):
    """Return {"en", "sv"}: the evidence with which an outcome's level has been compared."""
    rows = _patterns(region).get(name, [])
    if not rows:
        return table("status")["none" if region == default_key() else "none_here"]
    roles = {row["role"] for row in rows}
    key = next(role for role in ("calibrate", "check", "built_in") if role in roles)
    return table("status")[key]


def _sources(name, region):
    return "; ".join(dict.fromkeys(row["source"] for row in _patterns(region).get(name, [])))


def _loop(loop):
    swedish = table("loops")
    words = [{"en": text, "sv": swedish.get(text, text)} for text in loop["chain"]]
    kept = {key: loop[key] for key in ("name", "title", "sign", "cut")}
    return {**kept, "chain": words, "outcomes": list(loop["outcomes"])}


def _measured(region):
    """Return the strength of loops (dict): `seeds`, `years`, and strength by loop and outcome; None if not measured.

    They are measured in the default region.
    """
    found = loop_strengths() if region == default_key() else None
    if found is None:
        return None
    of = {}
    for row in found["rows"]:
        shown = {"difference": row["strength"], **{key: row[key] for key in ("low", "high", "size")}}
        of.setdefault(row["loop"], {})[row["outcome"]] = shown
    return {"seeds": found["seeds"], "years": found["years"], "of": of}


def assumptions(region=None):
    """Return the assumptions that can be changed on the page: a region's value, range, kind and source, with words."""
    register = {row["name"]: row for row in catalogue("parameters", region)}
    return [_assumption(register[name], entry) for name, entry in table("assumptions").items()]


def _assumption(row, entry):
    kept = {key: row[key] for key in ("name", "value", "low", "high", "kind")}
    words = {key: {"en": row[key], "sv": row[f"{key}_sv"]} for key in ("unit", "source")}
    step = (row["high"] - row["low"]) / SHARE_STEPS
    said = {"title": pair(row, "title"), "text": {language: entry[language] for language in LANGUAGES}}
    return {**kept, **words, **said, "note": entry.get("note"), "step": step}


def _place(region):
    """Return the map, units, municipalities and sources of a region."""
    place = map_data(region)
    plane = place["projection"]
    towns = [{**town, "outline": None} for town in place["municipalities"]]
    drawn = {"width": 1.0, "height": place["height"], "km_per_unit": round(plane.km_wide, 1)}
    return {
        "map": {**drawn, "settlements": place["settlements"], "roads": place["roads"], **_ground(region, plane)},
        "units": place["units"],
        "municipalities": towns,
        "sources": place["sources"],
    }


def _ground(region, plane):
    """Return land, neighbouring land, water and border in map coordinates, with their source.

    Without a file in the region's folder there is land everywhere, and nothing else.
    """
    ground = ground_of(region)
    drawn = {
        kind: [[plane.xy(lat, lon) for lon, lat in line] for line in ground.get(kind, [])]
        for kind in ("land", "neighbours", "water", "border")
    }
    across = page_texts(region).get("across", [])
    return {**drawn, "across": across, "source": ground.get("source") or table("settings")["no_ground"]}


def person_choices():
    """Return the criteria by which a person may be selected, with words."""
    return table("persons")
