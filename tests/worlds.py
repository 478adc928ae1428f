"""Worlds made by hand for tests: the full region or a small one, with people and otherwise empty arrays."""

import csv
from functools import cache

import numpy as np

from rural_abm.engine.kernels import PACKAGE
from rural_abm.engine.records import new_numbers, new_records
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.governance.lever_record import LEVER
from rural_abm.model import processes
from rural_abm.model.care.records import (
    CHANNEL,
    CHANNELS_A_UNIT,
    NEED,
    NOW,
    UNIT,
    UNIT_DECISION,
    UNIT_STATE,
    VEHICLE,
    WARD_RECORD,
)
from rural_abm.model.organisations.records import BOOK, DECISION, PURSE, PURSES
from rural_abm.model.people.calendar import new_calendar
from rural_abm.model.people.demography import arrivals
from rural_abm.model.people.health import health, new_year, start_people
from rural_abm.model.people.population import Homes, fill_residents, resident_count
from rural_abm.model.people.records import CHANGE, DISTANCE_BANDS, FRAILTY_STATES, MUNICIPALITY, ONSET, SETTLEMENT
from rural_abm.model.people.tables import place_tables, tables
from rural_abm.model.processes import ACTIVITY, COUNT, blank_lists, blank_residents
from rural_abm.model.staff.records import POST, STAFF
from rural_abm.model.staff.working_time.duty import new_duty
from rural_abm.model.ties.records import COLLEAGUE, PAIR, ROUTINE, TIE
from rural_abm.regions.registers import load_register
from rural_abm.state.ledger import CONTACT, EVENT
from rural_abm.state.world import World

AGE_COLUMNS = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_plus")
WARM_UP_DAYS = DAYS_A_YEAR
UNIT_COUNT, WARD_COUNT = 9, 12


def whole_region():
    """Homes of the eight municipalities: known age bands and yearly flows, three plain settlements each."""
    with open(
        PACKAGE / "data" / "regions" / "sodra_lappland" / "municipalities.csv", encoding="utf-8", newline=""
    ) as handle:
        rows = list(csv.DictReader(handle))
    bands = np.array([[int(row[column]) for column in AGE_COLUMNS] for row in rows])
    column = {
        name: np.array([float(row[name]) for row in rows])
        for name in ("one_person_household_share", "births_per_year", "in_moves_per_year", "out_moves_per_year")
    }
    return _homes(
        bands,
        column["one_person_household_share"],
        column["births_per_year"],
        column["in_moves_per_year"],
        column["out_moves_per_year"],
    )


def small_region(residents=200):
    """Homes of two municipalities with about as many residents each, two fifths of them old."""
    shares = np.array([0.1, 0.1, 0.2, 0.2, 0.4])
    bands = np.tile(np.round(shares * residents).astype(np.int64), (2, 1))
    flow = np.full(2, 0.05 * residents)
    return _homes(bands, np.full(2, 0.45), flow, flow, flow)


def _homes(bands, alone, births, in_moves, out_moves):
    """A town with two thirds and two villages for each municipality, and one place of reference at the end."""
    totals = bands.sum(axis=1)
    village = totals // 6
    population = np.column_stack([totals - 2 * village, village, village]).ravel()
    municipality = np.repeat(np.arange(len(totals)), 3)
    return Homes(
        settlement_population=np.append(population, 99),
        municipality_of_settlement=np.append(municipality, -1),
        unit_of_settlement=np.append(municipality, 0),
        band_of_settlement=np.append(np.arange(len(population)) % len(DISTANCE_BANDS), 0),
        age_bands=bands,
        one_person_share=alone,
        births=births,
        in_moves=in_moves,
        out_moves=out_moves,
    )


def one_row(scalars, arrays):
    """One record with the register's scalars and the tables as inner arrays: `world.parameters`."""
    arrays = {name: np.asarray(array) for name, array in arrays.items()}
    layout = [(name, "f8") for name in scalars.dtype.names] + [(n, a.dtype, a.shape) for n, a in arrays.items()]
    record = new_records(np.dtype(layout), 1)
    for name in scalars.dtype.names:
        record[name] = scalars[name]
    for name, array in arrays.items():
        record[name][0] = array
    return record


@cache
def _parameters(region, changes):
    homes = REGIONS[region]()
    register = load_register().with_values(dict(changes))
    return homes, one_row(register.scalars(), tables(register, homes)), place_tables(register, homes)


REGIONS = {"whole": whole_region, "small": small_region}


def bare_world(region="small", *, seed=1, years=4, spare=None, start=True, values=None):
    """A world of `region` on world day 0 with people only; `values` replace values of the register.

    `years` is the room of the ledger; `spare` the rows left for newcomers. With `start` everything is planned.
    """
    homes, parameters, people = _parameters(region, tuple(sorted((values or {}).items())))
    count = resident_count(homes)
    spare = count // 2 + 100 if spare is None else spare
    residents = blank_residents(count + spare)
    fill_residents(residents, seed, parameters, homes, people, WARM_UP_DAYS)
    world = _around(parameters.copy(), residents, homes, people, years)
    world.now[0].seed = seed
    world.now[0].residents = count
    set_day(world, 0)
    if start:
        start_people(world)
    return world


def place_arrays(homes, people):
    """The arrays of a world that are as long as its region is large, without visitors."""
    settlements = new_records(SETTLEMENT, len(homes.unit_of_settlement))
    settlements["unit"], settlements["band"] = homes.unit_of_settlement, homes.band_of_settlement
    municipalities = new_records(MUNICIPALITY, len(homes.births))
    for name in MUNICIPALITY.names:
        municipalities[name] = people[name]
    return {
        "settlements": settlements,
        "municipalities": municipalities,
        "out_move_hazard": people["out_move_hazard"],
        "newcomer_shares": people["newcomer_shares"],
        "outward_order": np.zeros((UNIT_COUNT, len(settlements)), np.int64),
        "visitor_needs": np.zeros((DAYS_A_YEAR, len(settlements))),
    }


def _around(parameters, residents, homes, people, years):
    municipalities = len(homes.births)
    units = new_records(UNIT, UNIT_COUNT)
    return World(
        now=new_records(NOW, 1),
        parameters=parameters,
        residents=residents,
        lists=blank_lists(len(residents)),
        onsets=new_records(ONSET, 4096),
        due=new_numbers("i4", len(residents)),
        requests=new_numbers("i4", 1),
        changes=new_records(CHANGE, 4096),
        calendar=new_calendar(len(residents)),
        ties=new_records(TIE, 1),
        staff=new_records(STAFF, 1),
        duty=new_duty(1),
        posts=new_records(POST, 1),
        units=units,
        levers=new_records(LEVER, UNIT_COUNT),
        unit_decisions=new_records(UNIT_DECISION, UNIT_COUNT),
        unit_states=new_records(UNIT_STATE, UNIT_COUNT),
        wards=new_records(WARD_RECORD, WARD_COUNT),
        needs=new_records(NEED, 1),
        channels=new_records(CHANNEL, (UNIT_COUNT, CHANNELS_A_UNIT)),
        vehicles=new_records(VEHICLE, 1),
        travel=np.zeros((3, 1, 1), np.int32),
        **place_arrays(homes, people),
        counts=new_records(COUNT, (years, municipalities, len(FRAILTY_STATES), len(DISTANCE_BANDS))),
        unit_counts=new_records(processes.UNIT_COUNT, (years, UNIT_COUNT)),
        activity=new_records(ACTIVITY, (years * MONTHS_A_YEAR, municipalities)),
        books=new_records(BOOK, UNIT_COUNT),
        purses=new_records(PURSE, (len(PURSES), municipalities)),
        decisions=new_records(DECISION, 1),
        contacts=new_records(CONTACT, 1),
        events=new_records(EVENT, 1),
        colleagues=new_records(COLLEAGUE, 1),
        pairs=new_records(PAIR, (UNIT_COUNT, 1)),
        routines=new_records(ROUTINE, (UNIT_COUNT, 1)),
    )


def set_day(world, day):
    """Puts the clock to a world day and empties the lists of the day; periods of the ledger are years."""
    now = world.now[0]
    now.day = day
    now.reported_day = day - WARM_UP_DAYS
    now.day_of_year = day % DAYS_A_YEAR
    now.weekday = day % DAYS_A_WEEK
    now.year = now.period = day // DAYS_A_YEAR
    now.month = day * MONTHS_A_YEAR // DAYS_A_YEAR
    now.onsets = now.changes = now.due_count = 0


def run_days(world, first, last, each_day=None):
    """Runs the days `first` to `last` (not included) of people alone; `each_day(world)` sees the lists of every day."""
    for day in range(first, last):
        set_day(world, day)
        if day and day % DAYS_A_YEAR == 0:
            new_year(world)
        arrivals(world)
        health(world)
        if each_day:
            each_day(world)
    assert world.now[0].overflow == 0


def people(world):
    """The records in use (a view with columns as attributes), those dead or gone included."""
    return world.residents[: world.now[0].residents].view(np.recarray)


def duty_rows(world, unit, role):
    """Staff rows on duty today at a unit in a role, in the order of the list."""
    first = int(world.unit_states["duty_first"][unit, role])
    return world.duty[first : first + int(world.unit_states["duty_count"][unit, role])]


def queue_rows(world, unit):
    """Need rows in the queue of a unit, in order of asking."""
    rows, row = [], int(world.unit_states["queue_first"][unit])
    for _ in range(int(world.unit_states["queue_length"][unit])):
        rows.append(row)
        row = int(world.needs["next_queued"][row])
    return rows
