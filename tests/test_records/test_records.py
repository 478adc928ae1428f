"""Record arrays: what their declarations promise, and names that would be read as something else without compiling."""

import importlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.engine.records import CACHE_LINE_BYTES, Field, copied, grown, new_records, record_dtype, violations
from rural_abm.model.processes import RESIDENT

ROOMS = ("model.processes", *(f"model.{room}.records" for room in ("people", "ties", "staff", "care")), "state.ledger")
TYPES = ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f8")
FIELDS = st.lists(st.sampled_from(TYPES), min_size=1, max_size=30).map(
    lambda types: tuple(Field(f"field_{place}", kind, "1", "") for place, kind in enumerate(types))
)


def declared():
    """(room, fields) of every list of fields in the package."""
    for room in ROOMS:
        module = importlib.import_module(f"rural_abm.{room}")
        for name in dir(module):
            if name.endswith("_FIELDS"):
                yield f"{room}.{name}", getattr(module, name)


def test_no_field_is_named_like_an_attribute_of_numpy_records():
    """`record.base` would answer with the array that holds the record, and only in plain Python."""
    taken = set(dir(np.void))
    lists = dict(declared())
    assert len(lists) >= 10
    assert [(room, field.name) for room, fields in lists.items() for field in fields if field.name in taken] == []


def test_every_field_says_its_unit_and_meaning():
    for room, fields in declared():
        for field in fields:
            assert field.unit and field.meaning and field.name.isidentifier(), (room, field.name)


@given(FIELDS, st.booleans(), st.integers(1, 40))
def test_fields_are_aligned_and_arrays_begin_on_a_cache_line(fields, aligned, count):
    dtype = record_dtype(fields, aligned=aligned)
    for field in fields:
        kind, offset = dtype.fields[field.name][:2]
        assert offset % kind.itemsize == 0
    assert not aligned or dtype.itemsize % CACHE_LINE_BYTES == 0
    records = new_records(dtype, count)
    assert records.shape == (count,) and not np.frombuffer(records.tobytes(), np.uint8).any()
    assert records.ctypes.data % CACHE_LINE_BYTES == 0 and type(records) is np.ndarray


@given(FIELDS, st.integers(1, 20), st.integers(0, 20))
def test_copies_and_larger_copies_hold_the_same_and_are_independent(fields, count, more):
    records = new_records(record_dtype(fields), count)
    records["field_0"] = np.arange(count) % 100
    twin, larger = copied(records), grown(records, count + more)
    assert twin.tobytes() == records.tobytes() == larger[:count].tobytes()
    assert larger.shape == (count + more,) and not larger["field_0"][count:].any()
    assert twin.ctypes.data % CACHE_LINE_BYTES == 0 and type(twin[0]) is type(records[0])
    twin["field_0"] = 7
    larger["field_0"] = 9
    assert (records["field_0"] == np.arange(count) % 100).all()


def test_a_field_given_twice_is_refused():
    with pytest.raises(ValueError, match="age"):
        record_dtype((Field("age", "i4", "years", ""), Field("age", "i8", "years", "")))


def test_violations_names_field_row_and_value():
    fields = (
        Field("share", "f8", "1", "", (0, 1)),
        Field("plan", "i1", "code", "", (0, 3), (2,)),
        Field("free", "i4", "1", ""),
    )
    records = new_records(record_dtype(fields), 4)
    assert violations(fields, records) == []
    records["share"][2] = 1.5
    records["plan"][1, 1] = -1
    records["free"] = 999
    found = {name: row for name, row, _ in violations(fields, records)}
    assert found == {"share": 2, "plan": 1}


def test_a_row_reads_and_writes_its_array():
    fields = [Field("age", "i4", "years", "age"), Field("hours", "f8", "hours", "by day", None, (3,))]
    records = new_records(record_dtype(fields), 2)
    row = records[1]
    row.age, row.hours[2] = 81, 2.5
    row["age"] += 1
    assert records["age"].tolist() == [0, 82] and records["hours"][1].tolist() == [0, 0, 2.5]
    assert (row.age, type(records[:1]), type(records["age"])) == (82, np.ndarray, np.ndarray)
    with pytest.raises(AttributeError, match="nothing"):
        row.nothing  # noqa: B018
    with pytest.raises(AttributeError, match="nothing"):
        row.nothing = 1


def test_a_resident_fits_five_cache_lines():
    """A few bytes more cost a line of everybody, in memory and in time whenever all residents are gone through."""
    assert RESIDENT.itemsize == 5 * CACHE_LINE_BYTES
