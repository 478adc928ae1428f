"""What numba does otherwise while kernels are compiled: the same results, and afterwards numba is as it was."""

import json

import pytest

NUMBA = """
import gc, json
import numpy as np
from llvmlite.ir.types import Type
from numba import njit
from numba.core import event, types
from numba.core.postproc import PostProcessor
from numba.core.runtime.context import NRTContext
from numba.core.types.functions import BaseFunction
from numba.np import arrayobj
from rural_abm.engine.kernels import kernel
from rural_abm.engine.compiling.passes import being_compiled

def state():
    found = [event.start_event, event.end_event, types.Record.__repr__, Type.get_abi_size, PostProcessor.run,
             BaseFunction.get_call_type, arrayobj.make_array, arrayobj.basic_indexing, arrayobj.fix_integer_index,
             NRTContext.get_meminfos]
    return [id(one) for one in found] + [gc.isenabled(), len(being_compiled)]

class Told(event.Listener):
    kernels = []
    def on_start(self, one):
        self.kernels.append(one.data["dispatcher"].py_func.__name__)
    def on_end(self, one):
        pass

@kernel
def inner(values):
    return values[0] + 1.0

@kernel
def outer(values):
    return inner(values)

@kernel
def impossible(values):
    return inner(values) + values.nothing

@njit
def of_another(values):
    return values[-1] + values.reshape(2, 2)[1, 0]

before, told = state(), []
event.register("numba:compile", Told())
values = np.arange(4.0)
results = [outer(values)]
same = [state() == before]
try:
    impossible(values)
except Exception as error:
    same.append("nothing" in str(error) and state() == before)
results.append(of_another(values))
print(json.dumps([results, same, Told.kernels]))
"""
ARRAYS = """
import json
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

print(json.dumps(run()))
"""


def run(run_python, folder, code, **environment):
    """What the code printed, as a module of a fresh process."""
    environment = {"NUMBA_DISABLE_JIT": "0", "NUMBA_BOUNDSCHECK": "0", "RURAL_ABM_CACHE": str(folder), **environment}
    return json.loads(run_python(code, **environment))


def test_numba_is_as_it_was_after_each_kernel(run_python, tmp_path):
    """Also after one that cannot be compiled; who listens is told of what Python calls, not of its parts; code of
    others counts places from the end as ever."""
    results, same, told = run(run_python, tmp_path, NUMBA)
    assert results == [1.0, 3.0 + 2.0]
    assert same == [True, True]
    assert told == ["outer", "impossible", "of_another"]


@pytest.mark.parametrize("mode", [{"NUMBA_BOUNDSCHECK": "1"}, {"NUMBA_DISABLE_JIT": "1"}])
def test_arrays_are_read_and_written_as_in_python(run_python, tmp_path, mode):
    """Whole, in parts, turned, copied, and chosen between, in every form in which the short ways meet them."""
    assert run(run_python, tmp_path, ARRAYS) == run(run_python, tmp_path, ARRAYS, **mode)
