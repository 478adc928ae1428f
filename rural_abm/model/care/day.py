"""The phases of care that combine several steps."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.model.care.home.declines import find_decline
from rural_abm.model.care.home.home_nursing import rounds
from rural_abm.model.care.kept import end_kept_time, end_look
from rural_abm.model.care.primary.reception import reception


@kernel
def home_nursing(world):
    """Phase: make the rounds; hidden declines that nurses find become requests of today."""
    found = np.empty(world.now[0].due_count, np.int32)
    for place in range(rounds(world, found)):
        find_decline(world, np.int64(found[place]))


@kernel
def planned_reception(world):
    """Phase: serve the queues, including unused minutes of the morning review.

    Keep part of each GP's day for acute needs.
    """
    for unit in range(world.units.size):
        end_look(world, unit)
    reception(world, world.parameters[0].acute_reserve_share)


@kernel
def late_reception(world):
    """Phase: give the queues the minutes that acute needs have left, and those set aside and not used."""
    for unit in range(world.units.size):
        end_kept_time(world, unit)
    reception(world, 0.0)
