"""Computed results for spreadsheets and for printing."""

import csv
import io
from functools import lru_cache
from importlib.resources import files

from rural_abm import __version__, model_hash, resolve
from rural_abm.demo.answers import REGION, answer, number_text
from rural_abm.demo.catalogue import outcome_rows, start
from rural_abm.demo.settings import table
from rural_abm.demo.streams import paired_jobs

NOTHING_YET = 409
COLUMNS = (
    "world_a",
    "world_b",
    "outcome",
    "title",
    "unit",
    "place",
    "a",
    "b",
    "difference",
    "low",
    "high",
    "verdict",
    "worlds",
)
HASH_SHOWN = 12


def finished(desk, scenarios, pairs):
    """Return the answer (dict) on the finished pairs, at most `pairs`; None if there are none."""
    jobs = [pair for pair in paired_jobs(scenarios, pairs) if all(desk.get(job) is not None for job in pair)]
    if not jobs:
        return None
    first, second = ([desk.get(pair[side]) for pair in jobs] for side in range(2))
    return answer(scenarios, first, second, pairs)


def csv_text(query, scenarios, found, language):
    """Return the results over all years, one row per outcome and place, as CSV (text)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    names = [_safe(resolve(scenario).titles[language]) for scenario in scenarios]
    for outcome, places in found["figures"].items():
        row = outcome_rows()[outcome]
        texts = [_safe(row[f"{key}_{language}"]) for key in ("title", "unit")]
        for place, one in places.items():
            numbers = [one[key] for key in ("a", "b", "difference", "low", "high")]
            writer.writerow([*names, outcome, *texts, place, *numbers, one["verdict"], found["pairs"]])
    return out.getvalue()


def _safe(text):
    """Return a text that no spreadsheet interprets as a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text


def page_text(query, scenarios, found, language):
    """Return one page (HTML text) for printing."""
    titles = [resolve(scenario).titles[language] for scenario in scenarios]
    rows = [_row(name, found["figures"][name][REGION], language) for name in outcome_rows() if _is_key(name)]
    facts = start(scenarios[0].region)
    levers = [_settings_of(world, facts, language) for world in query.worlds]
    words = {key: text[language] for key, text in table("summary").items()}
    assumed = [
        (row["title"][language], query.parameters[row["name"]])
        for row in facts["assumptions"]
        if row["name"] in query.parameters
    ]
    return _template().render(
        language=language,
        words=words,
        region=facts["region"]["title"][language],
        titles=titles,
        rows=rows,
        levers=levers,
        assumed=assumed,
        pairs=found["pairs"],
        years=query.years,
        limits=[point[language] for point in facts["limits"]["points"]],
        version=__version__,
        model=model_hash()[:HASH_SHOWN],
        adopted=found["adopted_from_first_day"],
    )


def _is_key(name):
    return table("outcomes")["outcomes"][name].get("key", False)


def _row(name, one, language):
    row = outcome_rows()[name]
    decimals = row["decimals"]
    numbers = {key: number_text(one[key], decimals, language) for key in ("a", "b")}
    spread = {key: number_text(one[key], decimals + 1, language) for key in ("difference", "low", "high")}
    verdict = table("settings")["verdicts"][one["verdict"]][language]
    return {
        "title": row[f"title_{language}"],
        "unit": row[f"unit_{language}"],
        **numbers,
        **spread,
        "verdict": verdict,
        "kind": one["verdict"],
    }


def _settings_of(world, facts, language):
    """Return [(lever, value)] of the levers that were moved in a world."""
    levers = {entry["id"]: entry["title"][language] for entry in facts["levers"]}
    units = {unit["key"]: unit["title"][language] for unit in facts["units"]}
    found = []
    for key, value in world.levers.items():
        place, dot, name = key.rpartition(".")
        found.append((f"{levers[name]} ({units[place]})" if dot else levers[name], f"{value:g}"))
    return [*found, *((key, value) for key, value in world.own.items())]


@lru_cache(maxsize=1)
def _template():
    import jinja2

    text = (files("rural_abm") / "demo" / "pages" / "summary.html").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(text)
