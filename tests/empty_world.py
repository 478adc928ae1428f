"""A world with nobody in it, small enough to be copied for every story: what `villages` and `clinic` begin with."""

import numpy as np

from rural_abm.engine.records import new_numbers, new_records
from rural_abm.governance.lever_record import LEVER
from rural_abm.model.care.records import NEED, UNIT_DECISION
from rural_abm.model.people.calendar import new_calendar
from rural_abm.model.processes import blank_lists, blank_residents
from rural_abm.model.staff.records import POST, STAFF
from rural_abm.model.staff.working_time.duty import new_duty
from rural_abm.model.ties.records import TIE
from rural_abm.regions.registers import load_register
from rural_abm.simulation.initial_world import blank_world, months_of


def empty_world(place, years, rows, **arrays):
    """A world of a place, with its roads and the register's parameters and room for so many ledger years.

    Residents, ties, needs, staff and posts have `rows` rows, all unused; `arrays` stand in the place of its own.
    """
    units = len(place.unit_keys)
    world = blank_world(place, load_register(), years, months_of(years))._replace(**{
        "residents": blank_residents(rows), "lists": blank_lists(rows), "calendar": new_calendar(rows),
        "due": new_numbers("i4", rows),
        "needs": new_records(NEED, rows), "requests": new_numbers("i4", rows), "ties": new_records(TIE, rows),
        "staff": new_records(STAFF, rows), "duty": new_duty(rows), "posts": new_records(POST, rows),
        "levers": new_records(LEVER, units), "unit_decisions": new_records(UNIT_DECISION, units), **arrays,
    })  # fmt: skip
    world.levers["mobile_team_base"], world.levers["dedicated_roles_held_at"] = -1, np.arange(units)
    now = world.now[0]
    now.free_page = now.free_need = now.free_colleague = -1
    now.day_page[:] = now.on_call[:] = -1
    return world
