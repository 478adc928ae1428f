"""The levers of each place, written into the records that the day reads, and what follows from them at once."""

import numpy as np

from rural_abm.governance.lever_record import Site, write_entry, write_levers
from rural_abm.governance.routines import routine_of_channel
from rural_abm.model.care.health_rooms import open_health_rooms
from rural_abm.model.care.records import CHANNELS_BY_LEVER


def apply_levers(world, levers_by_place, unit_keys, settlement_keys):
    """Write today's levers of every place into the records of levers and channels, and open the health rooms.

    Implementation support begins on the day on which its length changes.
    """
    support_before = world.levers["support_years"].copy()
    world.settlements["health_room"] = 0
    for unit, key in enumerate(unit_keys):
        levers = levers_by_place[key]
        own = frozenset(settlement_keys[row] for row in np.flatnonzero(world.settlements["unit"] == unit))
        site = Site(unit, tuple(unit_keys), own)
        write_levers(world.levers[unit], levers, site)
        _write_channels(world, unit, levers, site)
        open_health_rooms(world, unit, levers.health_rooms.settlements, settlement_keys)
    world.unit_states["support_since"][world.levers["support_years"] != support_before] = world.now["day"][0]


def _write_channels(world, unit, levers, site):
    world.unit_states[unit].channel_count = len(levers.channels)
    for place, channel in enumerate(levers.channels[:CHANNELS_BY_LEVER]):
        record = world.channels[unit, place]
        write_entry(record, "channels", channel, site)
        record.routine = routine_of_channel(channel)
