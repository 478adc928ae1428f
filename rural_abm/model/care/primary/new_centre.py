"""A new kind of centre open to residents of other units: who lists there."""

import numpy as np

from rural_abm.engine.random_numbers import process, uniform_array
from rural_abm.engine.units import MONTHS_A_YEAR, probability_from_hazard
from rural_abm.governance.schema import option_code
from rural_abm.model.people.records import ALIVE, NOT_ENROLLED
from rural_abm.model.ties.lists import VACANT_LIST, leave_list
from rural_abm.state.world import SUMMER_MINUTES

LISTS_THERE = process("care.lists_at_new_centre")
BY_DISTRICT = option_code("listing", "district")


def list_at_new_centre(world):
    """Monthly, where there is a new kind of centre: list residents of other units in reach without a usual GP.

    Only where listing is by choice and not from home nursing; in the order of an addressed draw until the list is full.
    """
    p, now = world.parameters[0], world.now[0]
    for unit in np.flatnonzero(world.levers["new_centre_gp_posts"] > 0):
        places = int(world.levers["new_centre_listed_at_most"][unit] - world.unit_states["new_centre_listed"][unit])
        rows = _may_list(world, int(unit))
        draws = uniform_array(now.seed, LISTS_THERE, world.residents["key"][rows], now.month)
        willing = draws <= probability_from_hazard(p.new_centre_listing_per_year / MONTHS_A_YEAR)
        rows, draws = rows[willing], draws[willing]
        for row in rows[np.lexsort((world.residents["key"][rows], draws))][: max(places, 0)]:
            resident = world.residents[row]
            world.unit_states[resident.unit].list_size -= 1
            world.unit_states[unit].list_size += 1
            world.unit_states[unit].new_centre_listed += 1
            resident.unit, resident.usual_gp = unit, -1  # no more on the list of a vacant post
            if p.lists_for_all > 0:
                leave_list(world, row, VACANT_LIST)


def _may_list(world, unit):
    """Return the rows of residents of other units who may list at the new centre of `unit`."""
    residents = world.residents[: world.now["residents"][0]]
    units = world.units
    way = world.travel[SUMMER_MINUTES, residents["settlement"], units["settlement"][unit]]
    free = (residents["status"] == ALIVE) & (residents["usual_gp"] < 0) & (residents["enrolled"] == NOT_ENROLLED)
    free &= (residents["planned_need"] < 0) & (residents["unit"] != unit)
    free &= (world.levers["listing"][residents["unit"]] != BY_DISTRICT) & (
        way <= world.levers["new_centre_reach_minutes"][unit]
    )
    return np.flatnonzero(free)
