"""Room in the record arrays: checked between days, grown where the next days could fill them, never overrun."""

import numpy as np

from rural_abm.records import CAPACITIES, grown
from rural_abm.units import DAYS_A_YEAR, MONTHS_A_YEAR

# Rows that must be free at the start of a month, and by how much an array grows.
SPARE_ROWS = {
    "residents": 512, "calendar": 2048, "ties": 16384, "staff": 512, "posts": 256, "needs": 8192, "colleagues": 8192,
    "decisions": 512,
}  # fmt: skip
GROWTH = 1.5


class CapacityError(RuntimeError):
    """A record array was full: a fault of the model, not of its user."""


def make_room(world, extras, day, by_month):
    """(world, extras) with room for a month from the day: larger copies of what is nearly full, more periods if due."""
    now = world.now[0]
    changes = {}
    for name, spare in SPARE_ROWS.items():
        records = getattr(world, name)
        if records.shape[0] - now[name] < spare:
            changes[name] = grown(records, _rows_to_have(world, name, spare))
    years = day // DAYS_A_YEAR + 1
    periods = years * MONTHS_A_YEAR if by_month else years
    for name, wanted in (("counts", periods), ("unit_counts", periods), ("activity", years * MONTHS_A_YEAR)):
        if getattr(world, name).shape[0] < wanted:
            changes[name] = grown(getattr(world, name), wanted)
    if extras and next(iter(extras.values())).shape[0] < years:
        extras = {name: _longer(array, years) for name, array in extras.items()}
    return (world._replace(**changes) if changes else world), extras


def _rows_to_have(world, name, spare):
    """Rows of the larger array. Raises CapacityError where ties could not name so many clinicians."""
    rows = getattr(world, name).shape[0]
    wanted = int(rows * GROWTH) + spare
    if name == "staff":
        wanted = min(wanted, np.iinfo(world.ties.dtype["staff"]).max + 1)
        if wanted <= rows:
            raise CapacityError(f"no room left for more than {rows} clinicians")
    return wanted


def _longer(array, years):
    longer = np.zeros((years, *array.shape[1:]), array.dtype)
    longer[: array.shape[0]] = array
    return longer


def check_overflow(world):
    """Stop the run if a capacity was reached during the day."""
    code = int(world.now["overflow"][0])
    if code:
        raise CapacityError(f"day {int(world.now['day'][0])}: no room left in {CAPACITIES[code]}")
