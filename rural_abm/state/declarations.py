"""What a process declares in its own module: fields of residents, and what it counts.

A module of the model that holds a process has a constant DECLARATION. `model/processes.py` gathers them; records,
ledger, data dictionary and stubs are made of them.
"""

from typing import NamedTuple

from rural_abm.engine.records import Field


class Declaration(NamedTuple):
    """What a process adds to the state of the world: tuples of Field.

    `fields` are of the resident's record, `lists` of the resident's row in `world.lists`; `counts`, `unit_counts` and
    `activity` are columns of the ledger (see `state/ledger.py`), which `counted` makes.
    """

    fields: tuple = ()
    lists: tuple = ()
    counts: tuple = ()
    unit_counts: tuple = ()
    activity: tuple = ()


def counted(*rows):
    """Return the Fields of ledger columns, whole numbers, from rows of (name, unit, meaning)."""
    return tuple(Field(name, "i8", unit, meaning) for name, unit, meaning in rows)
