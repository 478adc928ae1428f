"""One pair of worlds in detail: the events month by month, and one resident's years."""

import asyncio
import json
from hashlib import sha256

from rural_abm import InputError, of_seed, person_words, resolve, shortest_path, side_by_side
from rural_abm.demo import tasks
from rural_abm.demo.desk import Job
from rural_abm.demo.runs import run_key
from rural_abm.demo.settings import LANGUAGES, table

HIGHEST_KEY = 2**64 - 1
CRITERIA = (
    "age_from",
    "age_to",
    "conditions_from",
    "municipality",
    "settlement",
    "sex",
    "frailty",
    "lives_alone",
    "enrolled",
    "relatives_near",
    "dwelling",
)
AGE_FROM = "age_from"
LONGEST = 40
STAFF_CHANGES = ("left", "came")


def seeded(scenarios, seed):
    """Return the scenarios with the seed and its draw of parameters."""
    return [of_seed(scenario, seed) for scenario in scenarios]


def job(function, scenario, *arguments):
    """Return the Job of a function in `tasks` on a scenario with its seed."""
    parts = function.__name__, run_key(scenario), json.dumps(arguments)
    key = sha256("\0".join(parts).encode()).hexdigest()
    return Job(key, function, (scenario.to_mapping(), *arguments))


async def both(desk, jobs):
    """Return the results of jobs, in order."""
    return await asyncio.gather(*(desk.result(one) for one in jobs))


# what happens


async def events(desk, scenarios, seed):
    """Return the events in the worlds of one seed (dict), with the roads that ambulances took."""
    found = await both(desk, [job(tasks.events, scenario) for scenario in seeded(scenarios, seed)])
    ways = sorted({(home, goal) for world in found for home, goal, _ in world["trips"]})
    return {
        "seed": seed,
        "months": found[0]["months"],
        "first_year": found[0]["first_year"],
        "worlds": found,
        "changes": [_changes(world) for world in found],
        "paths": {f"{home}>{goal}": shortest_path(home, goal, scenarios[0].region) for home, goal in ways},
    }


def _changes(world):
    """Return organisations' decisions and arrivals and departures of doctors and nurses, by month (list of dicts)."""
    titles = table("settings")["events"]
    found = [
        {**one, "text": {lang: f"{one['title'][lang]}: {one['text'][lang]}" for lang in LANGUAGES}}
        for one in world["decisions"]
    ]
    for kind in STAFF_CHANGES:
        for unit, counts in world["units"][kind].items():
            found += [
                {
                    "month": month,
                    "unit": unit,
                    "kind": kind,
                    "number": count,
                    "text": {lang: f"{titles[kind][lang]}: {count}" for lang in LANGUAGES},
                }
                for month, count in enumerate(counts)
                if count
            ]
    return sorted(found, key=lambda one: one["month"])


# persons


def criteria(params):
    """Return the criteria in a query string as a text for `find_someone`."""
    parts = {}
    for name in CRITERIA:
        value = params.get(name, "").strip()
        if value:
            if len(value) > LONGEST or "," in value or "=" in value:
                raise InputError("is not allowed", where=name, allowed="one word or number")
            parts[name] = value
    parts.setdefault(AGE_FROM, str(table("settings")["page"]["youngest"]))
    return ",".join(f"{name}={value}" for name, value in parts.items())


async def someone(desk, scenario, seed, like, draw):
    """Return how many residents match, and the one drawn (dict)."""
    (one,) = seeded([scenario], seed)
    count, person = await desk.result(job(tasks.someone, one, like, draw))
    return {"count": count, "draw": draw, "person": person and shown(person, scenario.region)}


def shown(person, region):
    """Return a described resident of a region in the page's form, with words.

    Keys are text, as they exceed the whole numbers of a browser.
    """
    flags = {name: person[name] == "1" for name in ("enrolled", "lives_alone", "relatives_near")}
    return {**person, **flags, "key": str(person["key"]), "words": person_words(person, region)}


async def story(desk, scenarios, seed, key):
    """Return one resident's years in both worlds (dict)."""
    worlds = seeded(scenarios, seed)
    lives = await both(desk, [job(tasks.life, scenario, key) for scenario in worlds])
    labelled = dict(zip("ab", worlds, strict=True))
    # Marks are made on copies: what is kept serves other pairs of worlds too.
    items = {label: [dict(item) for item in found] for label, (_, found) in zip("ab", lives, strict=True)}
    years, told = side_by_side(items, labelled, worlds[0].years)
    return {
        "person": shown(lives[0][0], worlds[0].region),
        "seed": seed,
        "years": list(years),
        "titles": [resolve(scenario).titles for scenario in worlds],
        "worlds": list(told.values()),
    }
