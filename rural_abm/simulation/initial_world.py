"""The first day of a world: every record array filled, from place, register, seed and the baseline's levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rural_abm.engine.records import new_numbers, new_records
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.governance.lever_record import LEVER
from rural_abm.governance.routines import ROUTINES
from rural_abm.model.care.clock import set_clock
from rural_abm.model.care.home.enrolment import review_enrolments
from rural_abm.model.care.levers import apply_levers
from rural_abm.model.care.records import CHANNEL, NEED, NOW, UNIT, UNIT_DECISION, UNIT_STATE
from rural_abm.model.care.setup import new_units, new_vehicles, new_wards, outward_order
from rural_abm.model.care.setup import tables as care_tables
from rural_abm.model.money.prices import tables as price_tables
from rural_abm.model.organisations.budgets import tables as budget_tables
from rural_abm.model.organisations.levers import respond_to_levers
from rural_abm.model.organisations.records import BOOK, DECISION, PURSE, PURSES
from rural_abm.model.organisations.setup import start_books
from rural_abm.model.people.calendar import new_calendar
from rural_abm.model.people.health import start_people
from rural_abm.model.people.population import Homes, fill_residents, resident_count
from rural_abm.model.people.records import (
    CHANGE,
    DISTANCE_BANDS,
    FRAILTY_STATES,
    MUNICIPALITY,
    NEVER,
    ONSET,
    SETTLEMENT,
)
from rural_abm.model.people.tables import place_tables
from rural_abm.model.people.tables import tables as people_tables
from rural_abm.model.processes import ACTIVITY, COUNT, LISTED, RESIDENT, UNIT_COUNT, blank_lists, blank_residents
from rural_abm.model.staff.decisions.managers import start_managers
from rural_abm.model.staff.in_force import ward_posts
from rural_abm.model.staff.posts.establishment import apply_levers as establish_posts
from rural_abm.model.staff.posts.setup import new_staff
from rural_abm.model.staff.records import POST, STAFF
from rural_abm.model.staff.working_time.duty import new_duty
from rural_abm.model.ties.collaboration import draw_collaboration
from rural_abm.model.ties.past import draw_past
from rural_abm.model.ties.records import COLLEAGUE, PAIR, ROUTINE, TIE
from rural_abm.simulation.capacity import LOG_ROWS, TODAY_ROWS, make_room
from rural_abm.state.ledger import CONTACT, EVENT
from rural_abm.state.world import METRES, SUMMER_MINUTES, WINTER_MINUTES, World

if TYPE_CHECKING:
    from rural_abm.governance import Levers
    from rural_abm.parameters.register import Register
    from rural_abm.regions.place import Place

# Rows at the start; arrays grow between days when they fill up. In the months named as many come as live here.
SPARE_RESIDENTS, TURNOVER_MONTHS, TIES_A_RESIDENT = 2000, 240, 6
SPARE_STAFF, NEED_ROWS, RESIDENTS_A_NEED_ROW = 4000, 16384, 2


def homes_of(place, register):
    """Return the place as the people room needs it (`Homes`).

    Distance bands are by road minutes to the nearest hospital.
    """
    minutes = place.travel.summer_minutes[:, place.settlement_of_hospital].min(axis=1)
    bounds = [register.value("band_middle_minutes"), register.value("band_far_minutes")]
    table = place.tables.municipalities
    bands = np.array([table[column] for column in ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_plus")]).T
    return Homes(
        settlement_population=place.population,
        municipality_of_settlement=place.municipality_of_settlement,
        unit_of_settlement=place.unit_of_settlement,
        band_of_settlement=np.searchsorted(bounds, minutes, side="right"),
        age_bands=bands,
        one_person_share=np.array(table["one_person_household_share"]),
        births=np.array(table["births_per_year"]),
        in_moves=np.array(table["in_moves_per_year"]),
        out_moves=np.array(table["out_moves_per_year"]),
    )


def parameter_record(register, tables):
    """Return one record: all scalars of the register, and the rooms' tables as inner arrays."""
    scalars = register.scalars()
    fields = [(name, "f8") for name in scalars.dtype.names]
    inner = {name: np.asarray(value) for name, value in tables.items()}
    for name, value in inner.items():
        kind = "i8" if value.dtype.kind in "iub" else "f8"
        fields.append((name, kind, value.shape) if value.shape else (name, kind))
    record = new_records(np.dtype(fields), 1)
    for name in scalars.dtype.names:
        record[name] = scalars[name]
    for name, value in inner.items():
        record[name] = value
    return record


def blank_world(place: Place, register: Register, periods: int = 1, months: int = 1) -> World:
    """Return a `World` with all tables and facts of the place but no residents, staff or units, right in every type.

    It has room for the given numbers of ledger periods and months.
    """
    homes = homes_of(place, register)
    people = place_tables(register, homes)
    tables = people_tables(register, homes)
    tables |= care_tables(register, place) | price_tables(register) | budget_tables(register)
    municipalities = len(place.municipality_keys)
    return World(
        now=new_records(NOW, 1),
        parameters=parameter_record(register, tables),
        residents=new_records(RESIDENT, 1),
        lists=new_records(LISTED, 1),
        onsets=new_records(ONSET, TODAY_ROWS),
        due=new_numbers("i4", 1),
        requests=new_numbers("i4", NEED_ROWS),
        changes=new_records(CHANGE, TODAY_ROWS),
        calendar=new_calendar(1),
        ties=new_records(TIE, 1),
        staff=new_records(STAFF, 1),
        duty=new_duty(1),
        posts=new_records(POST, 1),
        units=new_records(UNIT, 1),
        levers=new_records(LEVER, 1),
        unit_decisions=new_records(UNIT_DECISION, 1),
        unit_states=new_records(UNIT_STATE, 1),
        wards=new_wards(place, register),
        needs=new_records(NEED, NEED_ROWS),
        channels=new_records(CHANNEL, (1, 1)),
        vehicles=new_vehicles(place),
        **_place_arrays(place, homes, people),
        counts=new_records(COUNT, (periods, municipalities, len(FRAILTY_STATES), len(DISTANCE_BANDS))),
        unit_counts=new_records(UNIT_COUNT, (periods, len(place.unit_keys))),
        activity=new_records(ACTIVITY, (months, municipalities)),
        books=new_records(BOOK, len(place.unit_keys)),
        purses=new_records(PURSE, (len(PURSES), municipalities)),
        decisions=new_records(DECISION, TODAY_ROWS),
        contacts=new_records(CONTACT, LOG_ROWS),
        events=new_records(EVENT, LOG_ROWS),
        colleagues=new_records(COLLEAGUE, TODAY_ROWS),
        pairs=new_records(PAIR, (len(place.unit_keys), 1 + len(place.hospital_keys))),
        routines=_no_routines(len(place.unit_keys)),
    )


def new_world(
    place: Place, register: Register, seed: int, levers_by_place: dict[str, Levers], periods: int, months: int
) -> World:
    """Return a `World` on world day 0 under the levers given (the baseline's).

    It has room for the given numbers of ledger periods and months.
    """
    world = blank_world(place, register, periods, months)
    homes = homes_of(place, register)
    count = resident_count(homes)
    # Room for those who come while the run lasts: to move everybody on the way would take longer.
    rows = count + SPARE_RESIDENTS + months * count // TURNOVER_MONTHS
    people, days = place_tables(register, homes), int(register.value("warm_up_days"))
    residents = blank_residents(rows)
    fill_residents(residents, seed, world.parameters, homes, people, days)
    units, channels, states = new_units(place, residents, count)
    states["housing_places"] = _housing_places(residents, count, register, len(units))
    needs = max(NEED_ROWS, rows // RESIDENTS_A_NEED_ROW)
    world = world._replace(
        residents=residents, lists=blank_lists(rows), units=units, levers=new_records(LEVER, len(units)),
        channels=channels,
        unit_decisions=new_records(UNIT_DECISION, len(units)), unit_states=states,
        ties=new_records(TIE, TIES_A_RESIDENT * rows),
        calendar=new_calendar(rows), due=new_numbers("i4", rows), needs=new_records(NEED, needs),
        requests=new_numbers("i4", needs),
    )  # fmt: skip
    _start_clock(world, seed, count)
    apply_levers(world, levers_by_place, place.unit_keys, place.settlement_keys)
    respond_to_levers(world, 0)
    start_books(world, place)
    review_enrolments(world)
    return _with_staff(world, place, register, seed)


def _place_arrays(place, homes, people):
    """Return the arrays of a world that say of the place how far it is, who lives there, and who comes."""
    return {
        "travel": _travel(place),
        "settlements": _settlements(homes),
        "municipalities": _municipalities(people),
        "out_move_hazard": people["out_move_hazard"],
        "newcomer_shares": people["newcomer_shares"],
        "outward_order": outward_order(place),
        "visitor_needs": place.visitor_needs_per_day.copy(),
    }


def _settlements(homes):
    """Settlement records, without health rooms."""
    settlements = new_records(SETTLEMENT, len(homes.unit_of_settlement))
    settlements["unit"], settlements["band"] = homes.unit_of_settlement, homes.band_of_settlement
    return settlements


def _municipalities(people):
    """Municipality records out of `place_tables`."""
    municipalities = new_records(MUNICIPALITY, len(people["birth_rate"]))
    for name in MUNICIPALITY.names:
        municipalities[name] = people[name]
    return municipalities


def _start_clock(world, seed, count):
    now = world.now[0]
    now.seed = seed
    now.residents = count
    now.free_page = -1
    now.day_page[:] = -1
    now.free_need = -1
    now.free_colleague = -1
    now.on_call[:] = -1
    set_clock(world)


def _no_routines(units):
    """Return the routines of every unit: none tried, none used."""
    records = new_records(ROUTINE, (units, len(ROUTINES)))
    records["champion"], records["last_day"] = -1, -NEVER
    return records


def _travel(place):
    travel = np.zeros((METRES + 1, *place.travel.metres.shape), np.int32)
    travel[SUMMER_MINUTES] = place.travel.summer_minutes
    travel[WINTER_MINUTES] = place.travel.winter_minutes
    travel[METRES] = place.travel.metres
    return travel


def _housing_places(residents, count, register, units):
    """Return the places in special housing of each unit's district, by residents of old age."""
    # Of old age on the first reported day: no one is born or dies in the warm-up.
    day = int(register.value("warm_up_days"))
    old = residents["birth_day"][:count] <= day - register.value("old_age_years") * DAYS_A_YEAR
    by_unit = np.bincount(residents["unit"][:count][old], minlength=units)
    return np.round(by_unit * register.value("housing_places_per_old_resident")).astype(int)


def _with_staff(world, place, register, seed):
    """Return the world with staff and posts, ties from the past, and everything of the residents planned."""
    units = world.units
    nearby = place.unit_of_settlement[world.vehicles["station"]]
    # The crews of vehicles at a reference point belong to no unit of the region.
    vehicles = np.bincount(nearby[nearby >= 0], minlength=len(units))
    facts = {name: np.asarray(units[name], float) for name in ("cottage_hospital", "in_region")}
    facts["list_size"] = np.asarray(world.unit_states["list_size"], float)
    facts |= {"bed_posts": ward_posts(world), "st_posts": world.levers["st_posts_posts"].astype(float)}
    facts["key"] = place.unit_keys
    facts |= {"enrolled": np.asarray(world.unit_states["enrolled"], float), "vehicles": vehicles}
    staff, posts, staff_count, post_count = new_staff(facts, register, seed, SPARE_STAFF)
    world = world._replace(staff=staff, posts=posts, duty=new_duty(len(staff)))
    world.now[0].staff, world.now[0].posts = staff_count, post_count
    world, _ = make_room(world, {}, 0, by_month=False)
    start_managers(world.unit_states, seed, register.value("manager_leaving_per_year"))
    establish_posts(world)
    draw_past(world)
    draw_collaboration(world)
    start_people(world)
    return world


def months_of(years):
    """Return the ledger months of `years` world years."""
    return years * MONTHS_A_YEAR
