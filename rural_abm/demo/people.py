"""One pair of worlds seen near: what happens month by month, and one resident's years."""

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
    """The scenarios with the seed, and the draw of parameters that goes with it."""
    return [of_seed(scenario, seed) for scenario in scenarios]


def job(function, scenario, *arguments):
    """A Job of a function of `tasks` on a scenario with its seed."""
    parts = function.__name__, run_key(scenario), json.dumps(arguments)
    key = sha256("\0".join(parts).encode()).hexdigest()
    return Job(key, function, (scenario.to_mapping(), *arguments))


async def both(desk, jobs):
    """The results of jobs, in their order."""
    return await asyncio.gather(*(desk.result(one) for one in jobs))


# what happens


async def events(desk, scenarios, seed):
    """What happens in the worlds with one seed (dict), with the roads that ambulances took."""
    found = await both(desk, [job(tasks.events, scenario) for scenario in seeded(scenarios, seed)])
    ways = sorted({(home, goal) for world in found for home, goal, _ in world["trips"]})
    return {
        "seed": seed,
        "months": found[0]["months"],
        "first_year": found[0]["first_year"],
        "worlds": found,
        "changes": [_changes(world) for world in found],
        "paths": {f"{home}>{goal}": shortest_path(home, goal) for home, goal in ways},
    }


def _changes(world):
    """What organisations decided, and when doctors and nurses came and left, by month (list of dicts)."""
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
    """A text as `find_someone` takes it, of the criteria in a query string."""
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
    """How many residents fit, and who the drawn one is (dict)."""
    (one,) = seeded([scenario], seed)
    count, person = await desk.result(job(tasks.someone, one, like, draw))
    return {"count": count, "draw": draw, "person": person and shown(person)}


def shown(person):
    """A described resident as the page gets them, with words; keys as text, as they go beyond what browsers count."""
    flags = {name: person[name] == "1" for name in ("enrolled", "lives_alone", "relatives_near")}
    return {**person, **flags, "key": str(person["key"]), "words": person_words(person)}


async def story(desk, scenarios, seed, key):
    """One resident's years in both worlds (dict)."""
    worlds = seeded(scenarios, seed)
    lives = await both(desk, [job(tasks.life, scenario, key) for scenario in worlds])
    labelled = dict(zip("ab", worlds, strict=True))
    # Marks are made on copies: what is kept serves other pairs of worlds too.
    items = {label: [dict(item) for item in found] for label, (_, found) in zip("ab", lives, strict=True)}
    years, told = side_by_side(items, labelled, worlds[0].years)
    return {
        "person": shown(lives[0][0]),
        "seed": seed,
        "years": list(years),
        "titles": [resolve(scenario).titles for scenario in worlds],
        "worlds": list(told.values()),
    }
