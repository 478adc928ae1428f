"""Record arrays with declared fields: one list per record gives dtype, checks, views, ODD table and data dictionary."""

from functools import cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np

CACHE_LINE_BYTES = 64
# From this size on NumPy asks for huge pages for memory it does not clear itself (Linux: `madvise`).
HUGE_PAGES_FROM_BYTES = 4_194_304
# Why a run stops: what has no room left, by the code in `now.overflow`; 0 while there is room.
CAPACITIES = (
    "",
    "the lists of the day",
    "the onsets of the day",
    "the residents",
    "the ties",
    "the needs",
    "the staff or the posts",
    "the contact register",
    "the event register",
    "the ties between professionals",
    "the decisions",
)
(
    _,
    DAY_LIST_FULL,
    ONSETS_FULL,
    RESIDENTS_FULL,
    TIES_FULL,
    NEEDS_FULL,
    STAFF_FULL,
    CONTACTS_FULL,
    EVENTS_FULL,
    COLLEAGUES_FULL,
    DECISIONS_FULL,
) = range(len(CAPACITIES))


class Field(NamedTuple):
    """One declared field of a record: name, NumPy dtype, unit, meaning, allowed (low, high) or None, inner shape.

    `initial` is the value in a new record; only records of residents are filled with it, all others begin at 0.
    """

    name: str
    dtype: str
    unit: str
    meaning: str
    allowed: tuple | None = None
    shape: tuple = ()
    initial: int = 0


def record_dtype(fields, *, aligned=False):
    """Return a packed dtype of the fields, widest first so that all are aligned.

    With `aligned` the declared order stays, so that hot fields are adjacent in front, and the record is padded to whole
    cache lines.
    """
    names = [field.name for field in fields]
    if len(set(names)) != len(names):
        raise ValueError(f"a field is declared twice: {sorted(n for n in names if names.count(n) > 1)}")
    ordered = fields if aligned else sorted(fields, key=lambda field: -np.dtype(field.dtype).itemsize)
    formats = [
        (field.name, field.dtype, field.shape) if field.shape else (field.name, field.dtype) for field in ordered
    ]
    return _in_cache_lines(formats) if aligned else np.dtype(formats)


def _in_cache_lines(formats):
    """Return the dtype of the formats in order, with gaps for alignment and padding at the end."""
    padding = -np.dtype(formats, align=True).itemsize % CACHE_LINE_BYTES
    return np.dtype(formats + [("padding", "u1", (padding,))] if padding else formats, align=True)


def new_records(dtype, shape):
    """Return zeroed records of the shape that start on a cache line.

    A row has its fields by name (`records[row].field`).

    It is an ordinary array of records: NumPy's recarray looks up every column in Python, ten times slower.
    """
    return _zeros(int(np.prod(shape)) * dtype.itemsize).view(named_rows(dtype)).reshape(shape)


def new_numbers(dtype, count):
    """Return zeros of a plain dtype that start on a cache line."""
    return _zeros(count * np.dtype(dtype).itemsize).view(dtype)


def _zeros(count):
    """Return zero bytes that start on a cache line.

    The processor finds a random row of a large array sooner in huge pages, and the system hands these out faster than
    it does thousands of small ones.
    """
    size = count + CACHE_LINE_BYTES
    if size < HUGE_PAGES_FROM_BYTES:
        raw = np.zeros(size, np.uint8)
    else:
        raw = np.empty(size, np.uint8)
        raw[:] = 0
    start = -raw.ctypes.data % CACHE_LINE_BYTES
    return raw[start : start + count]


def named_rows(dtype):
    """Return the dtype of records whose rows have their fields as attributes, which read and write the array.

    NumPy's own record has them too, after a search of its own before each, six times slower.
    """
    return np.dtype((_row_class(dtype.names), dtype))


@cache
def _row_class(names):
    fields = {name: property(itemgetter(name), _setter(name)) for name in names}
    # No slots: a misspelt field is an error, not an attribute of a row that is gone at once.
    return type("Row", (np.void,), {"__slots__": (), **fields})


def _setter(name):
    def write(row, value):
        row[name] = value

    return write


def grown(records, capacity):
    """Return a copy with room for `capacity` rows along the first axis; new rows are zero."""
    shape = (capacity, *records.shape[1:])
    larger = _zeros(int(np.prod(shape)) * records.dtype.itemsize).view(records.dtype).reshape(shape)
    as_bytes(larger)[: records.nbytes] = as_bytes(records)
    return larger


def copied(records):
    """Return an independent copy, aligned like the original."""
    twin = new_records(records.dtype, records.shape)
    as_bytes(twin)[:] = as_bytes(records)
    return twin


def as_bytes(records):
    """Return contiguous records as a row of bytes that shares their memory.

    NumPy copies and clears records field by field.
    """
    return records.reshape(-1).view(np.uint8)


def violations(fields, records):
    """Return the names of the fields with a disallowed value, with the first offending row; an empty list if none."""
    found = []
    for field in fields:
        if field.allowed is None:
            continue
        low, high = field.allowed
        values = np.asarray(records[field.name])
        wrong = np.flatnonzero(((values < low) | (values > high)).reshape(len(records), -1).any(axis=1))
        if wrong.size:
            found.append((field.name, int(wrong[0]), values[wrong[0]]))
    return found
