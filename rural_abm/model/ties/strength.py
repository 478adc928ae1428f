"""The law of all ties, f in [0, 1): a contact gives f + g (1 - f); between contacts f decays with a half-life.

Residents' ties and those between professionals differ in their gains and half-lives only.
"""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.units import HALF


@kernel
def raised(strength, gain):
    """Return a strength after a contact, which adds `gain` of what it lacks."""
    return strength + gain * (1.0 - strength)


@kernel
def worn(strength, days, half_life_days):
    """Return what is left of a strength after days without contact."""
    return strength * HALF ** (days / half_life_days)
