"""Places below zero are found wherever bounds are checked, and all other indices mean what they mean in Python."""

import json

import pytest

ARRAYS = """
import numpy as np
from rural_abm.engine.kernels import kernel

PAIR = np.dtype([("x", "i4"), ("y", "f8", (3,))])

@kernel
def shapes(a, b, records):
    total = a.size + b.shape[1] + len(a) + b.ndim + a.sum() + b[1:, ::2].sum()
    for row in b:
        total += row[0]
    for i in range(a.shape[0]):
        a[i] += i
    b[0, 1] = 7.0
    b[1] = a[:3]
    view = b.T
    view[2, 0] = 5.0
    flat = b.reshape(6)
    flat[5] = 9.0
    taken = a[np.array([0, 2])]
    total += taken[1] + view[2, 1] + flat[0]
    for record in records:
        total += record.x
    for i in range(records.size):
        records[i].x += i
        records[i].y[i % 3] = total
    return total

@kernel
def chosen(a, b, first):
    found = a
    if not first:
        found = b
    copy = found.copy()
    copy[0] += 1.0
    for _ in range(2):
        found = copy if first else found
    return found[0] + copy[0], found

def run():
    a, b = np.arange(4.0), np.arange(6.0).reshape(2, 3)
    records = np.zeros(3, PAIR).view(np.recarray)
    kept = [shapes(a, b, records), shapes(np.arange(8.0)[::2], b, records), a.tolist(), b.tolist(),
            records["x"].tolist(), records["y"].tolist()]
    for first in (True, False):
        value, array = chosen(a, b[0], first)
        kept += [value, array.tolist()]
    return kept

"""
BELOW = """
import numpy as np
from rural_abm.engine.kernels import kernel

STEP = 1

@kernel
def row_before(records, row):
    return records[row - STEP].x

@kernel
def entry_before(records, row):
    return records[row].y[row - STEP]

@kernel
def add_before(table, row):
    table[0, row - STEP] += 1.0

@kernel
def last_two(values):
    return np.sort(values)[-2:].sum()
"""
TRY_BELOW = """
import json
import numpy as np
from below import add_before, entry_before, last_two, row_before

records = np.zeros(3, [("x", "i4"), ("y", "f8", (3,))]).view(np.recarray)
found = []
for kernel, values in ((row_before, records), (entry_before, records), (add_before, np.zeros((2, 3)))):
    kernel(values, 1)
    try:
        kernel(values, 0)
        found.append("went on")
    except IndexError as error:
        found.append(str(error).partition(":")[0])
print(json.dumps([found, last_two(np.arange(4.0))]))
"""
REFUSED = "a negative index"


@pytest.fixture
def run(run_python, tmp_path):
    """A function that writes kernels to a module and returns what code that imports it prints as JSON."""

    def run(name, kernels, code, **environment):
        (tmp_path / f"{name}.py").write_text(kernels)
        settings = {"NUMBA_DISABLE_JIT": "0", "NUMBA_BOUNDSCHECK": "0", "RURAL_ABM_CACHE": str(tmp_path / "cache")}
        code = f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n{code}"
        return json.loads(run_python(code, **{**settings, **environment}))

    return run


@pytest.mark.parametrize("uncompiled", ["0", "1"])
def test_a_place_below_zero_stops_a_kernel_where_bounds_are_checked(run, uncompiled):
    """In rows, in arrays within rows and where it is written to; slices may count from the end."""
    found = run("below", BELOW, TRY_BELOW, NUMBA_BOUNDSCHECK="1", NUMBA_DISABLE_JIT=uncompiled)
    assert found == [[REFUSED] * 3, 5.0]


def test_without_bounds_checks_numba_counts_from_the_end(run):
    """The check costs time in every access: ordinary runs go without it, as this documents."""
    assert run("below", BELOW, TRY_BELOW) == [["went on"] * 3, 5.0]


@pytest.mark.parametrize(
    "mode",
    [
        pytest.param({"NUMBA_BOUNDSCHECK": "1"}, marks=pytest.mark.verify),
        pytest.param({"NUMBA_DISABLE_JIT": "1"}, marks=pytest.mark.verify),
        {"NUMBA_DISABLE_JIT": "1", "NUMBA_BOUNDSCHECK": "1"},
    ],
)
def test_arrays_are_read_and_written_as_in_python(run, mode):
    """Whole, in parts, turned, copied, and chosen between."""
    code = "import json\nfrom arrays import run\nprint(json.dumps(run()))"
    assert run("arrays", ARRAYS, code) == run("arrays", ARRAYS, code, **mode)
