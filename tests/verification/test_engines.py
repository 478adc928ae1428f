"""The compiled kernels against the same kernels as plain Python, bit for bit, and with every array access checked."""

import json

import pytest

TWIN = """
import json, sys
sys.path.insert(0, "tests")
import numpy as np
import regions
from rural_abm import RuralModel, Scenario
from rural_abm.engine.kernels import kernel
from rural_abm.state.snapshot import Snapshot


@kernel
def canary(world):
    return world.residents[world.residents.size].frailty


class Short(RuralModel):
    def _warm_up(self):
        while self.next_day < {warm_up}:
            self._day()


def report(name, model):
    found = regions.digests(model)
    print(json.dumps([name, int(model.world.now["residents"][0]), found]))


mode, file = {mode!r}, {file!r}
place = regions.small_place({share})
scenario = Scenario({governance!r}, seed=2, years=2)
report("first days", regions.run_days(Short(scenario, place=place), {days}))
if mode == "make":
    model = RuralModel(scenario, place=place)
    regions.run_days(model, 300)
    model.snapshot().save(file)
if file:
    model = RuralModel(scenario, place=place, snapshot=Snapshot.load(file))
    report("later days", regions.run_days(model, {days}))
try:
    canary(model.world)
    print(json.dumps(["canary", "sang", {{}}]))
except IndexError:
    print(json.dumps(["canary", "stopped", {{}}]))
"""


@pytest.fixture(params=["call_off", "home_hospital", "cottage_hospital_hub", "mobile_units_uppsala"])
def twin(request, run_python, tmp_path):
    """Runs the same days of a hundredth of the region in a fresh process: {part: [residents, digests]}."""

    def run(mode, share=0.01, days=40, **environment):
        code = TWIN.format(
            mode=mode, file=str(tmp_path / "world.zip"), share=share, days=days, warm_up=10, governance=request.param
        )
        lines = run_python(code, PYTHONWARNINGS="ignore", **environment).splitlines()
        return {name: rest for name, *rest in map(json.loads, lines)}

    return run


@pytest.mark.verify
def test_the_uncompiled_kernels_give_the_same_bytes(twin):
    """The first 50 days of the warm-up, and 40 days over the turn of a month from reported day 300, in both forms."""
    compiled = twin("make", NUMBA_DISABLE_JIT="0", NUMBA_BOUNDSCHECK="0")
    plain = twin("go on", NUMBA_DISABLE_JIT="1")
    assert compiled["canary"][0] == "sang" and plain["canary"][0] == "stopped"
    for part in ("first days", "later days"):
        assert compiled[part][0] == plain[part][0] > 380
        assert {n for n in compiled[part][1] if compiled[part][1][n] != plain[part][1][n]} == set(), part


@pytest.mark.verify
def test_no_kernel_leaves_an_array(twin):
    """With every access checked the run is the same, and a kernel that reads beyond the end is stopped."""
    compiled = twin("make", 0.1, NUMBA_DISABLE_JIT="0", NUMBA_BOUNDSCHECK="0")
    checked = twin("go on", 0.1, NUMBA_DISABLE_JIT="0", NUMBA_BOUNDSCHECK="1")
    assert compiled["canary"][0] == "sang" and checked["canary"][0] == "stopped"
    assert compiled["first days"] == checked["first days"] and compiled["later days"] == checked["later days"]
