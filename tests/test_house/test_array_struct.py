"""Borrowed structs: kernels read and write the arrays of a world, compiled and uncompiled alike."""

import json

import pytest

CODE = """
import json
import numpy as np
from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import Field, new_records, record_dtype
from rural_abm.state.world import World

AGE, COST = Field("age", "i2", "years", ""), Field("cost", "f8", "SEK", "")
PERSON = record_dtype((AGE, COST, Field("plan", "i1", "codes", "", None, (3,))))

@kernel
def read(world, row):
    return world.residents[row].age + world.travel[1, 0, row] + world.counts[row, 1].cost

@kernel
def write(world):
    for row in range(world.residents.size):
        r = world.residents[row]
        r.cost += 0.5 * r.age
        r.plan[row % 3] += 1
        world.travel[2, row, 0] = row
        world.counts[row, 1].cost -= 1.0
    world.calendar[:] = 7
    return world.residents.size

@kernel
def both(world):
    return write(world) + read(world, 1)

def world_of(rows):
    arrays = {name: new_records(PERSON, 1) for name in World._fields}
    arrays["residents"] = new_records(PERSON, rows)
    arrays["residents"]["age"] = np.arange(rows) + 40
    arrays["counts"] = new_records(PERSON, (rows, 2))
    arrays["counts"]["cost"] = 100.0
    # Every second column of a wider array: its steps are not those of a packed one.
    arrays["travel"] = np.arange(3 * rows * 2 * rows, dtype=np.int32).reshape(3, rows, 2 * rows)[:, :, ::2]
    arrays["calendar"] = np.zeros(2 * rows, np.int32)
    return World(**arrays)

def state(world):
    parts = (world.residents["cost"], world.residents["plan"], world.travel, world.counts["cost"], world.calendar)
    return [part.tolist() for part in parts]

found = []
small = world_of(4)
found.append([read(small, 2), both(small), read(small, 2), state(small)])
large = small._replace(residents=world_of(9).residents, counts=world_of(9).counts, travel=world_of(9).travel)
found.append([both(large), both(large), state(large), state(small)])
# Once more with the first world: nothing of the second one is remembered.
found.append([both(small), state(small)])
print(json.dumps(found))
"""
COSTS = [20.0, 20.5, 21.0, 21.5]


@pytest.fixture(scope="module")
def found(run_python, tmp_path_factory):
    """What the code above prints, compiled (0) and uncompiled (1)."""
    cache = str(tmp_path_factory.mktemp("cache"))

    def run(mode):
        return json.loads(run_python(CODE, NUMBA_DISABLE_JIT=mode, NUMBA_BOUNDSCHECK="0", RURAL_ABM_CACHE=cache))

    return {mode: run(mode) for mode in ("0", "1")}


def test_kernels_read_and_write_the_arrays_of_a_world(found):
    before, count_and_value, after, (costs, plans, travel, counts, calendar) = found["0"][0]
    # Age 42, travel[1, 0, 2] = 1 * 4 * 8 + 2 * 2, cost 100 (before) and 99 (after).
    assert (before, after) == (42 + 36 + 100, 42 + 36 + 99)
    assert count_and_value == 4 + 41 + 34 + 99
    assert costs == COSTS
    assert plans == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert [row[0] for row in travel[2]] == [0, 1, 2, 3] and travel[0][0] == [0, 2, 4, 6]
    assert counts == [[100.0, 99.0]] * 4 and calendar == [7] * 8


def test_a_world_with_other_arrays_is_another_one(found):
    # Now travel[1, 0, 1] = 1 * 9 * 18 + 1 * 2.
    first, second, (costs, *_), (small_costs, *_) = found["0"][1]
    assert (first, second) == (9 + 41 + 164 + 99, 9 + 41 + 164 + 98)
    assert len(costs) == 9 and costs[0] == 2 * COSTS[0]
    assert small_costs == COSTS
    assert found["0"][2][1][0] == [2 * cost for cost in COSTS]


def test_compiled_and_uncompiled_do_the_same(found):
    assert found["0"] == found["1"]
