"""Today's duty: one list per unit and role, in key order, consecutive in `world.duty`.

A list has room for everyone who could be in it today, so it cannot overflow at any size of unit.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import new_numbers
from rural_abm.model.staff.records import EMPLOYED, HOME_NURSE, ROLES, WARD_NURSE

ROLE_COUNT = len(ROLES)


def new_duty(staff_rows):
    """Return places (int32) for the duty lists of the given number of staff rows.

    There are twice as many places as rows, because a nurse on loan has a place in two lists.
    """
    return new_numbers("i4", 2 * staff_rows)


@kernel
def begin_lists(world):
    """Empty the duty lists of all units and allocate their places for today.

    A list has a place for every employee of the unit in the role; those of ward and home nursing have one for every
    employee of either, because shifts are lent between them.
    """
    now = world.now[0]
    employed = np.zeros((world.units.size, ROLE_COUNT), np.int64)
    for row in range(now.staff):
        person = world.staff[row]
        if person.status == EMPLOYED:
            employed[person.unit, person.role] += 1
    first = 0
    for unit in range(world.units.size):
        u = world.unit_states[unit]
        for role in range(ROLE_COUNT):
            u.duty_count[role] = 0
            u.duty_first[role] = first
            if role == HOME_NURSE or role == WARD_NURSE:
                first += employed[unit, HOME_NURSE] + employed[unit, WARD_NURSE]
            else:
                first += employed[unit, role]


@kernel
def duty_row(world, u, role, place):
    """Return the staff row at a place of today's duty list of the role at the unit `u`."""
    return np.int64(world.duty[u.duty_first[role] + place])


@kernel
def enter_list(world, u, row, role):
    """Insert a person into a duty list of the unit in key order."""
    first = np.int64(u.duty_first[role])
    place = first + u.duty_count[role]
    while place > first and world.staff[world.duty[place - 1]].key > world.staff[row].key:
        world.duty[place] = world.duty[place - 1]
        place -= 1
    world.duty[place] = row
    u.duty_count[role] += 1


@kernel
def leave_list(world, u, place, role):
    """Remove the person at a place of a duty list of the unit; the others move up."""
    first = np.int64(u.duty_first[role])
    u.duty_count[role] -= 1
    for later in range(first + place, first + u.duty_count[role]):
        world.duty[later] = world.duty[later + 1]
