"""Managers of the units: the length of unbroken leadership."""

import numpy as np

from rural_abm.engine.random_numbers import exponential, process, uniform_array
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.staff.decisions.leaving import monthly_chance, overload_felt
from rural_abm.state.declarations import Declaration, counted

CHANGES = process("staff.manager_leaving")
PAST = process("staff.manager_past")
DECLARATION = Declaration(
    unit_counts=counted(
        ("manager_changes", "changes", "changes of leadership"),
    ),
)


def start_managers(states, seed, leaving_per_year):
    """Date every manager's beginning back by a time drawn from the stays in progress at a random time."""
    for unit in range(len(states)):
        years = exponential(seed, PAST, unit, 0) / leaving_per_year
        states["manager_since"][unit] = -int(years * DAYS_A_YEAR)


def change_managers(world, situation):
    """Let managers leave by hazard, more where the GPs are overloaded.

    Under paired leadership the medical lead, a permanent GP, carries on and the leadership is not broken.
    """
    p = situation.p
    strained = 1.0 + (p.manager_overload_ratio - 1.0) * overload_felt(p, np.array(situation.gp_strain))
    draws = uniform_array(situation.seed, CHANGES, np.arange(strained.size), situation.month)
    chances = monthly_chance(p.manager_leaving_per_year * strained)
    for unit in (draws <= chances).nonzero()[0]:
        if world.levers["leadership_paired"][unit] == 1 and situation.places[unit].permanents > 0:
            continue
        world.unit_states["manager_since"][unit] = situation.day
        world.unit_counts[world.now["period"][0], unit].manager_changes += 1
