"""Health rooms in the villages: where they stand, whom they serve, and for how many hours they are staffed."""

import numpy as np

from rural_abm.engine.kernels import kernel


def open_health_rooms(world, unit, keys, settlement_keys):
    """Open the health rooms of a unit in the settlements named.

    Each serves its own settlement and those within reach in the unit's district; rooms elsewhere do not count.
    """
    reach_minutes = world.parameters[0].health_room_reach_minutes
    own = np.flatnonzero(world.settlements["unit"] == unit)
    rooms = [settlement_keys.index(key) for key in keys if key in settlement_keys]
    rooms = [room for room in rooms if room in own]
    served = [s for s in own if any(world.travel[0, s, room] <= reach_minutes for room in rooms)]
    world.settlements["health_room"][served] = unit + 1


@kernel
def health_room_hours(world, unit):
    """Return the staffed hours a week of the unit's health rooms, all together."""
    levers = world.levers[unit]
    return np.int64(levers.health_rooms_staffed_hours_a_week) * np.int64(levers.health_rooms_settlements)
