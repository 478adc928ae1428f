"""Worlds made by hand in a few lines: the packaged places, roads and units, and only those people who are put there.

    world = empty_region(tie_half_life_days=100)
    anna = add_gp(world, since=-3650)
    berit = add_resident(world, age=84, usual_gp=anna)

The first reported day (world day 365) is Monday 1 January 2024. Nothing is planned for residents: no death, no illness.
All arrays have the types of the model's own worlds, so that kernels are compiled once for both.
"""

from functools import cache

import numpy as np
import regions
from empty_world import empty_world

from rural_abm.engine.records import new_records
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.care.clock import set_clock
from rural_abm.model.care.setup import new_units
from rural_abm.model.people.records import ALIVE, NEVER
from rural_abm.model.processes import blank_residents
from rural_abm.model.staff.persons import next_row
from rural_abm.model.staff.posts.turnover import staff_month
from rural_abm.model.staff.records import EMPLOYED, GP, HOME_NURSE, IN_POOL, LOCUM, PERMANENT, TRAINEE
from rural_abm.model.ties.records import TIE
from rural_abm.simulation.agents.bridge import start_model
from rural_abm.simulation.agents.careers import staff_decides
from rural_abm.simulation.agents.peopled import PeopledModel
from rural_abm.state.world import copy_world

LYCKSELE, STORUMAN, TARNABY, VILHELMINA, ASELE, DOROTEA, MALA, SORSELE, NORSJO = range(9)
FIRST_DAY = DAYS_A_YEAR
ROWS, YEARS = 48, 4
# A yearly rate at which a month's chance is 1; and the rates of whatever comes and goes, all 0.
SURE = 1e9
STILL = {
    "gp_leaving_per_year": 0, "nurse_leaving_per_year": 0, "gp_filling_per_year": 0, "nurse_filling_per_year": 0,
    "nurse_moving_per_year": 0, "manager_leaving_per_year": 0, "trainee_applicants_a_year": 0,
    "locum_stopping_per_year": 0, "locum_pool_persons": 0, "hourly_after_retirement_share": 0,
}  # fmt: skip


@cache
def _blank_region():
    """A world on the first reported day with room for ROWS residents, staff and posts, all of them unused."""
    place = regions.whole_place()
    units, channels, states = new_units(place, blank_residents(ROWS), 0)
    world = empty_world(
        place, YEARS, ROWS, units=units, channels=channels, unit_states=states, ties=new_records(TIE, 16 * ROWS)
    )
    world.now["seed"], world.now["day"] = 1, FIRST_DAY
    states["queue_first"] = states["queue_last"] = -1
    return world


def empty_region(day=FIRST_DAY, **values):
    """A world without people on a world day; `values` are single parameters by name, laid over the register's."""
    world = copy_world(_blank_region())
    for name, value in values.items():
        assert world.parameters[name].shape == (1,), f"{name} is a table: set its cells"
        world.parameters[name] = value
    go_to(world, day)
    return world


def still_region(**values):
    """A world in which nobody who works comes or goes but by what a story sets; managers have been in office for ten
    years, and collaboration is as usual."""
    world = empty_region(**STILL | values)
    world.unit_states["manager_since"] = FIRST_DAY - 10 * DAYS_A_YEAR
    world.pairs["strength"] = world.parameters["collaboration_usual"][0]
    return world


def go_to(world, day):
    """Put the clock to a world day; today's lists are empty again."""
    world.now["day"] = day
    set_clock(world)


def add_post(world, role=GP, unit=SORSELE, *, share=1.0, vacant_since=None, **fields):
    """A post without a holder, vacant since a day (default: today); returns its row."""
    row = int(world.now["posts"][0])
    world.now["posts"] += 1
    world.posts["holder"][row] = world.posts["locum"][row] = -1
    same = (world.posts["unit"][:row] == unit) & (world.posts["role"][:row] == role)
    values = {
        "key": 1000 + row, "unit": unit, "role": role, "active": 1, "share": share, "number": same.sum(),
        "vacant_since": world.now["day"][0] if vacant_since is None else vacant_since,
    }  # fmt: skip
    _write(world.posts, row, values | fields)
    return row


def add_staff(world, role=GP, unit=SORSELE, *, employment=PERMANENT, since=0, full_time=1.0, post=None, **fields):
    """Someone who works at a unit, with a post of their own if permanent; returns their staff row, which is their key.

    Of middle age, without roots in the area, never ill, not on call lately; locums wait in the pool.
    """
    row = next_row(world)
    holds = employment < TRAINEE and post is None
    post = add_post(world, role, unit, share=full_time, vacant_since=NEVER) if holds else -1 if post is None else post
    day = int(world.now["day"][0])
    values = {
        "key": 1 + row, "number": row, "role": role, "unit": unit, "employment": employment, "full_time": full_time,
        "employer": role == HOME_NURSE, "status": IN_POOL if employment == LOCUM else EMPLOYED, "post": post,
        "since": since, "first_day": since, "until": NEVER, "left_day": NEVER, "birth_day": day - 45 * DAYS_A_YEAR,
        "retires_day": day + 20 * DAYS_A_YEAR, "duty_day": day - 100, "absent_until": day - 1, "planned_week": -1,
        "strain": 1.0, "productivity": 1.0, "used_by": -NEVER, "first_colleague": -1,
    }  # fmt: skip
    _write(world.staff, row, values | fields)
    if post >= 0:
        world.posts["holder"][post], world.posts["vacant_since"][post], world.posts["generation"][post] = row, NEVER, 1
    return row


def add_gp(world, **fields):
    """A GP (see `add_staff`)."""
    return add_staff(world, GP, **fields)


def add_nurse(world, **fields):
    """A nurse, of home nursing unless another role is named (see `add_staff`)."""
    return add_staff(world, fields.pop("role", HOME_NURSE), **fields)


def add_resident(world, age=80, unit=SORSELE, **fields):
    """A fit resident listed at a unit and living beside it, with a birthday today; returns their row, which is their
    key."""
    row = int(world.now["residents"][0])
    world.now["residents"] += 1
    u, day = world.units[unit], int(world.now["day"][0])
    values = {
        "key": 1 + row, "unit": unit, "municipality": u.municipality, "settlement": u.settlement, "status": ALIVE,
        "birth_day": day - age * DAYS_A_YEAR, "hazard_day": day, "person_factor": 1.0, "medicine_review_day": day,
    }  # fmt: skip
    _write(world.residents, row, values | fields)
    world.unit_states["list_size"][unit] += 1
    usual = int(world.residents["usual_gp"][row])
    if usual >= 0:
        world.staff["panel"][usual] += 1
    return row


def _write(records, row, values):
    for name, value in values.items():
        records[name][row] = value


def counted(world, name, unit=None):
    """A column of the ledger of units, or of residents' cells where units have none, summed over all periods."""
    if name in world.unit_counts.dtype.names:
        table = world.unit_counts[name]
        return int(table.sum() if unit is None else table[:, unit].sum())
    return int(world.counts[name].sum())


class StaffModel(PeopledModel):
    """A model that has nothing but people who work: enough for their decisions."""

    def __init__(self, world):
        start_model(self, int(world.now["seed"][0]))
        self.world, self._staff_agents, self._employed = world, {}, np.zeros(0, bool)
        self._sync_staff()


class OrganisedModel(StaffModel):
    """A model with people who work and the organisations of the packaged place, made of a world."""

    def __init__(self, world):
        self._elders, self.place = {}, regions.whole_place()
        super().__init__(world)
        self._make_agents()


def decide_month(world):
    """The month's work load and decisions of everybody who works in the world."""
    staff_month(world)
    staff_decides(StaffModel(world))
