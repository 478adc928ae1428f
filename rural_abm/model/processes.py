"""The processes of the model, and the records made of what they declare.

A process is a module below `rural_abm.model` with a constant DECLARATION; nothing else need be said for it to be found.
The record of residents begins with the fields that `people/records.py` lists by cache line, whichever process declares
them; all others follow in the order of modules, the widest first.
"""

from importlib import import_module
from pkgutil import walk_packages

import numpy as np

from rural_abm.engine.records import as_bytes, new_records, record_dtype
from rural_abm.model.people.records import HOT
from rural_abm.state.declarations import Declaration

ROOT = __name__.rpartition(".")[0]


def _declarations():
    """Return {module below `rural_abm.model`: its Declaration}, in alphabetical order."""
    names = sorted(one.name for one in walk_packages(import_module(ROOT).__path__, f"{ROOT}.") if one.name != __name__)
    found = {name: getattr(import_module(name), "DECLARATION", None) for name in names}
    return {name.removeprefix(f"{ROOT}."): one for name, one in found.items() if one is not None}


def gathered(part):
    """Return ({name: Field}, {name: module that declares it}) of one part of the declarations of all processes."""
    fields, homes = {}, {}
    for module, declaration in PROCESSES.items():
        for field in getattr(declaration, part):
            if field.name in fields:
                raise ValueError(f"{part}: {field.name} is declared in {homes[field.name]} and in {module}")
            fields[field.name], homes[field.name] = field, module
    return fields, homes


def _of_residents(fields):
    """Return the fields of the resident's record in their order."""
    if unknown := set(HOT) - set(fields):
        raise ValueError(f"HOT lists what no process declares: {sorted(unknown)}")
    others = [field for name, field in fields.items() if name not in HOT]
    return (*map(fields.get, HOT), *sorted(others, key=lambda field: -np.dtype(field.dtype).itemsize))


PROCESSES = _declarations()
_GATHERED = {part: gathered(part) for part in Declaration._fields}
# {part: {name of a field: module that declares it}}.
HOMES = {part: homes for part, (_, homes) in _GATHERED.items()}
RESIDENT_FIELDS = _of_residents(_GATHERED["fields"][0])
RESIDENT = record_dtype(RESIDENT_FIELDS, aligned=True)
LISTED_FIELDS = tuple(_GATHERED["lists"][0].values())
LISTED = record_dtype(LISTED_FIELDS)
COUNT_FIELDS, UNIT_COUNT_FIELDS, ACTIVITY_FIELDS = (
    tuple(_GATHERED[part][0].values()) for part in ("counts", "unit_counts", "activity")
)
COUNT, UNIT_COUNT, ACTIVITY = map(record_dtype, (COUNT_FIELDS, UNIT_COUNT_FIELDS, ACTIVITY_FIELDS))


def blank_residents(count):
    """Return records of residents with every field at its initial value."""
    residents = new_records(RESIDENT, count)
    blank_rows(residents, RESIDENT_FIELDS)
    return residents


def blank_lists(count):
    """Return rows of `world.lists` with every field at its initial value: residents who are on no GP's list."""
    lists = new_records(LISTED, count)
    blank_rows(lists, LISTED_FIELDS)
    return lists


def blank_rows(records, fields):
    """Set every field of records of residents, or of their rows in `world.lists`, to its initial value."""
    one = new_records(records.dtype, 1)
    for field in fields:
        one[field.name] = field.initial
    as_bytes(records).reshape(-1, records.dtype.itemsize)[:] = as_bytes(one)
