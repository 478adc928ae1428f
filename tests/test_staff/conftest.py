"""A world with staff, posts, units and wards and nobody to care for: enough for everything the staff do among
themselves.
"""

import numpy as np
import pytest
from villages import StaffModel, decide_month

from rural_abm.engine.records import new_numbers, new_records
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.governance.lever_record import LEVER
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
from rural_abm.model.organisations.records import BOOK, DECISION, PURSE
from rural_abm.model.people.calendar import new_calendar
from rural_abm.model.people.records import CHANGE, MUNICIPALITY, ONSET, SETTLEMENT
from rural_abm.model.processes import ACTIVITY, COUNT, RESIDENT, UNIT_COUNT, blank_lists
from rural_abm.model.staff.decisions.managers import start_managers
from rural_abm.model.staff.decisions.situation import note_first_month, read_situation
from rural_abm.model.staff.posts.locums import new_locum_year, order_locums
from rural_abm.model.staff.posts.setup import new_staff
from rural_abm.model.staff.records import POST
from rural_abm.model.staff.working_time.duty import new_duty
from rural_abm.model.staff.working_time.night import LOCUMS_TOO, night_duty
from rural_abm.model.staff.working_time.rota import roster
from rural_abm.model.ties.records import COLLEAGUE, PAIR, ROUTINE, TIE
from rural_abm.regions.place_tables import load_tables
from rural_abm.regions.registers import load_register
from rural_abm.state.ledger import CONTACT, EVENT
from rural_abm.state.world import World

WARM_UP_DAYS = DAYS_A_YEAR
LISTS = (12213, 4100, 1521, 6263, 2718, 2339, 2990, 2387, 3924)
BEDS = (0, 8, 3, 6, 4, 4, 4, 2, 0)
SHARED = (0, 0, 0, 0, 0, 4, 0, 2, 0)
UNITS, HOSPITALS = load_tables().unit_keys, load_tables().hospital_keys
FACTS = {
    "key": UNITS,
    "list_size": LISTS,
    "cottage_hospital": [int(beds > 0) for beds in BEDS],
    "in_region": [1] * 8 + [0],
    "bed_posts": [2 * (beds + shared) for beds, shared in zip(BEDS, SHARED, strict=True)],
    "enrolled": [228, 97, 31, 135, 65, 60, 65, 55, 89],
    "vehicles": [2, 1, 1, 1, 1, 1, 0, 1, 1],
    "st_posts": [3, 2, 1, 2, 1, 1, 1, 1, 1],
}


def parameters_of(register):
    """One record with the register's scalars."""
    return register.scalars()


def set_units(units, levers, states):
    """The units' facts and the levers of the present: no reserved minutes, locums within budget, nobody rotating."""
    units["municipality"] = [0, 1, 1, 2, 3, 4, 5, 6, 7]
    units["settlement"] = np.arange(9)
    levers["beds_places"], levers["shared_ward_municipal_places"] = BEDS, SHARED
    units["in_region"], units["cottage_hospital"] = FACTS["in_region"], FACTS["cottage_hospital"]
    states["list_size"] = FACTS["list_size"]
    levers["beds_nurse_posts"], levers["st_posts_posts"] = FACTS["bed_posts"], FACTS["st_posts"]
    levers["daily_slot_start"], levers["daily_slot_end"] = 660, 720
    levers["locum_policy_weeks_a_year"], levers["locum_policy_longest_weeks"] = 520, 4
    levers["supervision_half_days_half_days_a_week"] = 1
    levers["on_call_lines"], levers["on_call_participants"] = 1, LOCUMS_TOO
    levers["on_call_compensation_minutes_a_night"] = 450


def set_day(world, day):
    """Put the clock to a world day; the ledger's periods are years."""
    now, reported = world.now[0], day - WARM_UP_DAYS
    now.day, now.reported_day = day, reported
    now.day_of_year, now.weekday = reported % DAYS_A_YEAR, reported % DAYS_A_WEEK
    now.workday = int(now.weekday < 5)
    now.year = now.period = day // DAYS_A_YEAR
    now.month = now.year * MONTHS_A_YEAR + now.day_of_year * MONTHS_A_YEAR // DAYS_A_YEAR


def is_first_of_month(day):
    return day % DAYS_A_YEAR * MONTHS_A_YEAR // DAYS_A_YEAR != (day - 1) % DAYS_A_YEAR * MONTHS_A_YEAR // DAYS_A_YEAR


@pytest.fixture(scope="session")
def make_world():
    """A function that makes a world on the first reported day (or another): `seed`, room in rows, facts, register
    values.
    """

    def make(seed=1, *, day=WARM_UP_DAYS, spare=1000, years=4, facts=FACTS, order=None, **changes):
        register = load_register().with_values(changes)
        staff, posts, staff_count, post_count = new_staff(facts, register, seed, spare)
        units, levers, states = (new_records(dtype, (9,)) for dtype in (UNIT, LEVER, UNIT_STATE))
        set_units(units, levers, states)
        wards = new_records(WARD_RECORD, (12,))
        wards["unit"], wards["hospital"] = [*range(9), -1, -1, -1], [-1] * 9 + [0, 1, 2]
        wards["usual_places"][9:] = register.table("hospital_open_places", HOSPITALS)
        if order is not None:
            posts[:post_count], staff = reordered(posts[:post_count], staff, order)
        world = World(
            now=new_records(NOW, (1,)), parameters=parameters_of(register), residents=new_records(RESIDENT, (1,)),
            lists=blank_lists(1),
            onsets=new_records(ONSET, (1,)), changes=new_records(CHANGE, (1,)), calendar=new_calendar(1),
            due=new_numbers("i4", 1), requests=new_numbers("i4", 1),
            ties=new_records(TIE, (1,)), staff=staff, duty=new_duty(len(staff)), posts=posts, units=units,
            levers=levers, unit_states=states, unit_decisions=new_records(UNIT_DECISION, (9,)), wards=wards,
            needs=new_records(NEED, (1,)), channels=new_records(CHANNEL, (9, CHANNELS_A_UNIT)),
            vehicles=new_records(VEHICLE, (1,)), travel=np.zeros((3, 1, 1), np.int32),
            settlements=new_records(SETTLEMENT, 1), municipalities=new_records(MUNICIPALITY, 1),
            out_move_hazard=np.zeros((1, 1, 1)), newcomer_shares=np.zeros((1, 1)),
            outward_order=np.zeros((1, 1), np.int64), visitor_needs=np.zeros((1, 1)),
            counts=new_records(COUNT, (1, 1, 1, 1)), unit_counts=new_records(UNIT_COUNT, (years + 1, 9)),
            activity=new_records(ACTIVITY, ((years + 1) * MONTHS_A_YEAR, 8)), contacts=new_records(CONTACT, (1,)),
            books=new_records(BOOK, 9), purses=new_records(PURSE, (3, 8)), decisions=new_records(DECISION, 64),
            events=new_records(EVENT, (10_000,)), colleagues=new_records(COLLEAGUE, (1,)),
            pairs=new_records(PAIR, (9, 1)), routines=new_records(ROUTINE, (9, 1)),
        )  # fmt: skip
        now = world.now[0]
        now.seed, now.staff, now.posts, now.register = seed, staff_count, post_count, 1
        world.pairs["strength"] = register.value("collaboration_usual")
        set_day(world, day)
        start_managers(world.unit_states, seed, register.value("manager_leaving_per_year"))
        note_first_month(world, read_situation(world).places)
        return world

    return make


@pytest.fixture(scope="session")
def month_of():
    """A function that runs the month's work load and decisions of a world."""
    return decide_month


@pytest.fixture(scope="session")
def staff_model():
    """The class of models that have nothing but people who work, made of a world."""
    return StaffModel


def reordered(posts, staff, order):
    """The same posts in another order of rows, with the staff's references brought into line."""
    order = np.asarray(order)
    place = np.argsort(order)
    moved = np.zeros(posts.size, POST)
    moved[:] = np.asarray(posts)[order]
    held = np.asarray(staff)["post"] >= 0
    used = held & (np.asarray(staff)["key"] > 0)
    np.asarray(staff)["post"][used] = place[np.asarray(staff)["post"][used]]
    return moved, staff


@pytest.fixture(scope="session")
def run_days():
    """A function that runs the staff's days from today on and calls `look(world)` each evening."""

    def run(world, days, look=None):
        first = int(world.now["day"][0])
        for day in range(first, first + days):
            set_day(world, day)
            if day % DAYS_A_YEAR == 0:
                new_locum_year(world)
            if is_first_of_month(day):
                decide_month(world)
            if world.now["weekday"][0] == 0:
                order_locums(world)
            roster(world)
            night_duty(world)
            assert world.now["overflow"][0] == 0
            if look:
                look(world)
        set_day(world, first + days)

    return run
