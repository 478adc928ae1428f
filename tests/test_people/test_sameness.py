"""What must not matter: the process, the order of rows, one more resident; and the uncompiled twin."""

import hashlib

import numpy as np
import pytest
import worlds

from rural_abm.model.people.health import start_people
from rural_abm.model.people.records import NEVER

YEAR = 365
ORDER_FIELDS = ("link",)
DAYS = 3 * YEAR
TWIN = """
import sys
sys.path.insert(0, "tests")
import worlds
from rural_abm.engine.kernels import kernel
world = worlds.bare_world("small", seed=3)
worlds.run_days(world, 0, 365 + 60)
people = worlds.people(world)
for name in people.dtype.names:
    if name != "padding":
        print(name, people[name].tolist())
"""


def state(world):
    """Everybody's record in key order as bytes, without the links between rows."""
    residents = worlds.people(world)
    order = np.argsort(residents.key)
    names = [name for name in residents.dtype.names if name not in ORDER_FIELDS and name != "padding"]
    return {name: residents[name][order].tobytes() for name in names}


def digest(world):
    return hashlib.sha256(b"".join(state(world).values())).hexdigest()


def test_same_seed_same_bytes_and_another_seed_another_world():
    runs = [worlds.bare_world("small", seed=seed) for seed in (1, 1, 2)]
    for world in runs:
        worlds.run_days(world, 0, DAYS)
    assert runs[0].residents.tobytes() == runs[1].residents.tobytes()
    assert runs[0].counts.tobytes() == runs[1].counts.tobytes()
    assert digest(runs[0]) != digest(runs[2])


def test_permuting_rows_changes_nothing():
    plain, mixed = worlds.bare_world("small"), worlds.bare_world("small", start=False)
    residents = worlds.people(mixed)
    residents[:] = residents[np.random.default_rng(4).permutation(len(residents))]
    start_people(mixed)
    for world in (plain, mixed):
        worlds.run_days(world, 0, DAYS)
    assert state(plain) == state(mixed)
    assert plain.counts.tobytes() == mixed.counts.tobytes()


def test_one_more_resident_changes_nobody():
    plain, more = worlds.bare_world("small"), worlds.bare_world("small", start=False)
    count = more.now[0].residents
    more.residents[count] = more.residents[0]
    more.residents[count].key = 987_654_321
    more.now[0].residents += 1
    start_people(more)
    for world in (plain, more):
        worlds.run_days(world, 0, DAYS)
    with_one_more = worlds.people(more)
    others = with_one_more[with_one_more.key != 987_654_321]
    assert len(others) == len(worlds.people(plain))
    for name in others.dtype.names:
        if name not in ORDER_FIELDS:
            assert (others[name] == worlds.people(plain)[name]).all(), name
    assert with_one_more[count].next_day <= NEVER


@pytest.mark.verify
def test_the_uncompiled_kernels_do_the_same(run_python):
    compiled, plain = run_python(TWIN), run_python(TWIN, NUMBA_DISABLE_JIT="1", PYTHONWARNINGS="ignore")
    assert compiled == plain
