"""One person's years in two or more worlds as parallel lines of the same shocks: whom they met, how often, and where.

Only the registers of contacts and events are read; whether a clinician is known follows from earlier contacts, and from
the ties the person had on the first reported day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import DAYS_A_YEAR, METRES_A_KM, MONTHS_A_YEAR, date_text, year_of_day
from rural_abm.regions import showing
from rural_abm.study.compare.designs import check_one_region, label_scenarios
from rural_abm.study.compare.persons import describe_person, find_person
from rural_abm.study.compare.vocabulary import contact_words, event_words, role_words
from rural_abm.study.compare.words import last_contacts, place_in_day, settlement_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rural_abm.governance import Scenario
    from rural_abm.study.compare.pairwise import WarmStarts

# Events that come to a person whatever care does, until care has made a difference.
SHOCKS = ("episode", "frailty")
ADMITTED, DIED = "admitted", "died"
ENDS_OF_STAY = ("discharged", "died")
# A visit to the health centre is what people call a visit.
KINDS = {"clinic": "visit"}
ROUNDS = "home_nursing"


@dataclass
class Lives:
    """The years of one person in several worlds.

    `person`: who it is on the first reported day (dict); `years`: calendar years; `worlds`: for each label a dict with
    `title` {"en", "sv"}, `items` (list of dicts, in order of time), `totals` and `by_year`; `region`: name or folder.
    """

    person: dict
    seed: int
    years: tuple
    worlds: dict
    region: str | None = None


def lives(scenarios, person=None, like=None, *, seed=None, years=None, draw=0, warm=None, progress=None):
    """Return the Lives of one resident in the worlds of the scenarios, which share seed and so the person's shocks.

    `person`, `like`, `draw`: see `find_person`. `warm` is a WarmStarts; `progress(done, all)` counts worlds.
    """
    changes = {key: value for key, value in (("seed", seed), ("years", years)) if value is not None}
    labelled = label_scenarios(scenarios, changes | {"register": "all"}, at_least=1)
    if len({scenario.seed for scenario in labelled.values()}) > 1:
        raise InputError("all models of a story must use the same seed", where="story", allowed="one seed")
    check_one_region(labelled)
    found = {}
    for number, (label, scenario) in enumerate(labelled.items()):
        described, items = live(scenario, person, like, draw=draw, warm=warm)
        person, like = described["key"], None
        found[label] = items
        if progress:
            progress(number + 1, len(labelled))
    first = next(iter(labelled.values()))
    return Lives(described, first.seed, *side_by_side(found, labelled, first.years), first.region)


def live(
    scenario: Scenario,
    person: int | None = None,
    like: Any = None,
    *,
    draw: int = 0,
    warm: WarmStarts | None = None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return one resident in one world: (person on the first reported day, list of what happened to them as dicts)."""
    from rural_abm.simulation.model import RuralModel
    from rural_abm.study.compare.pairwise import WarmStarts

    scenario = replace(scenario, register="all")
    start = (WarmStarts(1) if warm is None else warm).of(scenario)
    row = find_person(start.world, person, like, draw=draw, region=scenario.region)
    described = describe_person(start.world, row, scenario.region)
    known = _known_at_start(start.world, row)
    model = RuralModel.from_snapshot(start, scenario)
    model.run()
    key = described["key"]
    contacts, events = model.log.of_person(model.world, model.place, key)
    last = last_contacts(contacts.itertuples(index=False))
    with showing(scenario.region):
        items = _contact_items(contacts, _staff(model.world), known) + _event_items(events, last, model.reported_day)
    model.close()
    return described, sorted(items, key=lambda item: (item["day"], item.pop("order")))


def find_someone(
    scenario: Scenario, like: Any, draw: int = 0, warm: WarmStarts | None = None
) -> tuple[int, dict[str, Any] | None]:
    """Return (how many residents match, the one drawn or None) on the first reported day of the scenario's world."""
    from rural_abm.study.compare.pairwise import WarmStarts
    from rural_abm.study.compare.persons import fitting_rows, pick

    world = (WarmStarts(1) if warm is None else warm).of(scenario).world
    rows = fitting_rows(world, like, scenario.region)
    return len(rows), describe_person(world, pick(world, rows, draw), scenario.region) if len(rows) else None


def _known_at_start(world, row):
    """Return {serial number of a clinician: 1} of those the resident had met before the first reported day."""
    known, tie = {}, int(world.residents[row]["first_tie"])
    while tie >= 0:
        known[int(world.staff[int(world.ties[tie]["staff"])]["number"])] = 1
        tie = int(world.ties[tie]["next"])
    return known


def _staff(world):
    """Return {serial number: (role, employment)} of all staff of a world."""
    from rural_abm.model.ties.clinicians import EMPLOYMENTS, ROLES

    staff = world.staff[: int(world.now[0].staff)]
    return {int(one["number"]): (ROLES[int(one["role"])], EMPLOYMENTS[int(one["employment"])]) for one in staff}


def _contact_items(contacts, staff, known):
    """Return one dict per contact; the rounds of home nursing are grouped by month."""
    met, items, months = dict(known), [], {}
    for row in contacts.itertuples(index=False):
        before = met.get(row.staff, 0) if row.staff >= 0 else None
        if row.staff >= 0:
            met[row.staff] = before + 1
        if row.kind == ROUNDS:
            _add_round(months, items, row, before)
            continue
        role, employment = staff.get(row.staff, (None, None))
        items.append(
            _item(
                row,
                KINDS.get(row.mode, row.mode),
                words=contact_words(row),
                role=role,
                employment=employment,
                who=role_words(role, employment),
                staff=int(row.staff) if row.staff >= 0 else None,
                met_before=before,
                known=None if before is None else before > 0,
                minutes=int(row.minutes),
                km=row.metres / METRES_A_KM,
            )
        )
    return items


def _item(row, kind, **others):
    usual = {
        "who": None,
        "role": None,
        "employment": None,
        "staff": None,
        "met_before": None,
        "known": None,
        "minutes": 0,
        "km": 0.0,
        "nights": 0,
        "shared": False,
        "order": (int(row.minute), 0),
    }
    day = int(row.day)
    return {
        "day": day,
        "minute": int(row.minute),
        "date": date_text(day),
        "kind": kind,
        "where": settlement_name(row.place),
        **usual,
        **others,
    }


def _add_round(months, items, row, before):
    """Add a visit of home nursing to the item of its month."""
    month = int(row.day) * MONTHS_A_YEAR // DAYS_A_YEAR
    if month not in months:
        months[month] = _item(
            row,
            ROUNDS,
            words=contact_words(row),
            role="home_nurse",
            who=role_words("home_nurse", None),
            count=0,
            nurses=0,
            known_count=0,
            seen=set(),
        )
        items.append(months[month])
    item = months[month]
    item["count"] += 1
    item["minutes"] += int(row.minutes)
    item["known_count"] += bool(before)
    item["seen"].add(int(row.staff))
    item["nurses"] = len(item["seen"])


def _event_items(events, last, last_day):
    """Return one dict per event; an unfinished stay lasts until the last day.

    `last`: see `last_contacts`.
    """
    items = [
        _item(
            row,
            row.kind,
            words=event_words(row),
            detail=int(row.detail),
            order=place_in_day(row, last.get(row.day, 0)),
        )
        for row in events.itertuples(index=False)
    ]
    ends = [item["day"] for item in items if item["kind"] in ENDS_OF_STAY]
    for item in items:
        if item["kind"] == ADMITTED:
            item["nights"] = next((day for day in ends if day >= item["day"]), last_day) - item["day"]
    return items


def side_by_side(
    found: Mapping[str, list[dict[str, Any]]], labelled: Mapping[str, Scenario], years: int
) -> tuple[tuple[int, ...], dict[str, Any]]:
    """Return (calendar years, worlds) of {label: items}, with common shocks marked and totals computed."""
    from rural_abm.governance import resolve

    shocks = [{_shock(item) for item in items if item["kind"] in SHOCKS} for items in found.values()]
    shared = set.intersection(*shocks) if shocks else set()
    calendar = tuple(year_of_day(0) + number for number in range(years))
    worlds = {}
    for label, items in found.items():
        for item in items:
            item["shared"] = item["kind"] in SHOCKS and _shock(item) in shared
            item.pop("seen", None)
        by_year = [
            {"year": year, **_sums([item for item in items if item["day"] // DAYS_A_YEAR == number])}
            for number, year in enumerate(calendar)
        ]
        ends = [item["date"] for item in items if item["kind"] == DIED]
        totals = {**_sums(items), "clinicians": _clinicians(items), "died": ends[0] if ends else None}
        worlds[label] = {"title": resolve(labelled[label]).titles, "items": items, "totals": totals, "by_year": by_year}
    return calendar, worlds


def _shock(item):
    return item["day"], item["kind"], item["detail"]


def _sums(items):
    """Return totals over items: visits by known and unknown staff, rounds, ambulances, emergencies, nights, km."""
    met = [item for item in items if item["known"] is not None]
    rounds = [item for item in items if item["kind"] == ROUNDS]
    return {
        "visits": sum("count" not in item and item["minutes"] > 0 for item in items),
        "known": sum(item["known"] for item in met),
        "strangers": sum(not item["known"] for item in met),
        "home_nursing": sum(item["count"] for item in rounds),
        "home_nursing_known": sum(item["known_count"] for item in rounds),
        "ambulance": sum(item["kind"] in ("ambulance", "helicopter") for item in items),
        "emergency": sum(item["kind"] == "emergency" for item in items),
        "nights": sum(item["nights"] for item in items),
        "km": round(sum(item["km"] for item in items), 1),
    }


def _clinicians(items):
    return len({item["staff"] for item in items if item["staff"] is not None})
