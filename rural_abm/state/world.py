"""The state of one world: named record arrays that every kernel takes, and copies of it.

Compiled code borrows the world as one pointer (`borrowed`), not as twenty arrays taken apart at every call: that cuts
the time to compile to a third and makes a call from Python five times cheaper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rural_abm.engine.array_struct import BorrowedStruct
from rural_abm.engine.records import copied

if TYPE_CHECKING:
    from rural_abm.state.record_types import WorldArrays
else:
    WorldArrays = object

# Field, and what stands in it.
FIELDS = (
    ("now", "NOW, 1 row: clock, today's lists, on-call"),
    ("parameters", "1 row: scalars of the register by name, and tables as inner arrays"),
    ("residents", "RESIDENT"),
    ("lists", "LISTED: whose list each resident is on, by the row of the resident"),
    ("onsets", "ONSET, today's"),
    ("due", "int32: rows of residents with care due today, in no order"),
    ("requests", "int32: rows of today's acute requests among the needs, by minute and key"),
    ("changes", "CHANGE, today's"),
    ("calendar", "PAGE, a page for each day of the ring and more that hang on them: rows of residents by next day"),
    ("ties", "TIE"),
    ("staff", "STAFF"),
    ("duty", "int32: rows of who is on duty today, a list for each unit and role, in key order"),
    ("posts", "POST"),
    ("units", "UNIT: facts of each unit of care, from the region"),
    ("levers", "LEVER [units]: the levers in force, made from levers.toml"),
    ("unit_decisions", "UNIT_DECISION [units]: what organisations have decided and stand by"),
    ("unit_states", "UNIT_STATE [units]: today's state"),
    ("wards", "WARD_RECORD"),
    ("needs", "NEED"),
    ("channels", "CHANNEL [units, places]"),
    ("vehicles", "VEHICLE"),
    ("travel", "int32 [3, settlements, settlements]: minutes in summer, minutes in winter, metres"),
    ("settlements", "SETTLEMENT: the unit, distance band and health room of each settlement"),
    ("municipalities", "MUNICIPALITY: births and moves"),
    ("out_move_hazard", "float64 [municipalities, ages, frailty]: chance per day of moving out"),
    ("newcomer_shares", "float64 [municipalities, settlements]: cumulative shares of newcomers by settlement"),
    (
        "outward_order",
        "int64 [units, settlements]: place on the rounds of the unit's district",
    ),
    ("visitor_needs", "float64 [365, settlements]: acute needs of visitors to expect a day"),
    ("counts", "COUNT [periods, municipalities, frailty, bands]"),
    ("unit_counts", "UNIT_COUNT [periods, units]"),
    ("activity", "ACTIVITY [months, municipalities]"),
    ("books", "BOOK [units]: last quarter's records, as organisations see them"),
    ("purses", "PURSE [payers with a budget, municipalities]"),
    ("decisions", "DECISION: log of what organisations decided"),
    ("contacts", "CONTACT"),
    ("events", "EVENT"),
    ("colleagues", "COLLEAGUE"),
    ("pairs", "PAIR [units, 1 + hospitals]: the unit with home nursing, then with each hospital"),
    ("routines", "ROUTINE [units, routines]"),
)
SUMMER_MINUTES, WINTER_MINUTES, METRES = range(3)


class World(WorldArrays):
    """All state of a run: one array for each of FIELDS.

    Kernels read and write it; agents are views of it; a copy of it is a snapshot. The arrays of a world never change
    places: a world with larger arrays is a new one (`_replace`).
    """

    _fields = tuple(name for name, _ in FIELDS)
    __slots__ = (*_fields, "_struct")

    def __init__(self, **arrays):
        missing = set(self._fields) ^ set(arrays)
        if missing:
            raise TypeError(f"a world has the fields {self._fields}; missing or unknown: {sorted(missing)}")
        for name, array in arrays.items():
            object.__setattr__(self, name, array)
        object.__setattr__(self, "_struct", None)

    def __setattr__(self, name, value):
        raise AttributeError(f"'{name}' cannot be set; _replace makes a world with another array")

    def __iter__(self):
        return (getattr(self, name) for name in self._fields)

    def __len__(self):
        return len(self._fields)

    def _replace(self, **arrays: Any) -> World:
        """Return a world with some arrays replaced; the others are shared."""
        return World(**{**dict(zip(self._fields, self, strict=True)), **arrays})

    def compiled_form(self):
        """Return the struct that compiled code takes; made once."""
        if self._struct is None:
            object.__setattr__(self, "_struct", BorrowedStruct("World", self._fields, tuple(self)))
        return self._struct


def copy_world(world: World) -> World:
    """Return an independent copy of the world, array by array."""
    parts = zip(World._fields, world, strict=True)
    return World(**{name: copied(part) if part.dtype.names else part.copy() for name, part in parts})
