"""Compiling beforehand: two processes share the kernels, and what one has claimed the other leaves alone."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from rural_abm.simulation import phases as order
from rural_abm.study.running import precompile


class Phase:
    """A kernel that notes that it was compiled, and for what."""

    def __init__(self):
        self.worlds = []

    def compile_for(self, world):
        self.worlds.append(world)


@pytest.fixture
def phases(monkeypatch):
    """{name: Phase} of a day of three phases, a week of one and a month of one, with a phase of plain Python."""
    found = {name: Phase() for name in ("first", "second", "third", "weekly", "monthly")}
    monkeypatch.setattr(order, "DAY", tuple((name, found[name]) for name in ("first", "second", "third")))
    monkeypatch.setattr(order, "WEEK", (("weekly", found["weekly"]),))
    monkeypatch.setattr(order, "MONTH", (("plain", print), ("monthly", found["monthly"])))
    monkeypatch.setattr(order, "QUARTER", ())
    monkeypatch.setattr(order, "YEAR", ())
    monkeypatch.setattr(order, "YEAR_END", ())
    return found


def test_a_sharer_compiles_all_that_nobody_has_claimed(phases, tmp_path):
    (tmp_path / "second").touch()
    precompile.compile_share(0, tmp_path)
    assert [name for name, phase in phases.items() if phase.worlds] == ["first", "third", "weekly", "monthly"]
    precompile.compile_share(1, tmp_path)
    assert all(len(phase.worlds) == 1 for name, phase in phases.items() if name != "second")


def test_how_far_it_has_come_is_told_after_every_kernel(phases, tmp_path):
    told = []
    assert precompile.progress_of(tmp_path) == (0, None)
    precompile.compile_share(0, tmp_path, lambda *far: told.append(far))
    kernels = 2 + len(phases)  # those of the first day besides
    assert told == [(done, kernels + 1) for done in range(1, kernels + 1)]
    assert precompile.progress_of(tmp_path) == told[-1]


def test_who_waits_sees_what_sharers_have_done(phases, tmp_path):
    """The last kernel compiles only when the first two have been seen: else the wait would not end."""
    told, seen = [], threading.Event()

    def tell(done, total):
        told.append((done, total))
        if done:
            seen.set()

    phases["third"].compile_for = lambda world: seen.wait(60) or pytest.fail("nobody looked")
    with ThreadPoolExecutor(1) as pool:
        precompile.watch([pool.submit(precompile.compile_share, 0, tmp_path)], tmp_path, tell)
    assert told == sorted(told, key=lambda far: far[0]) and told[-1][0] == 2 + len(phases)


def test_an_error_of_a_sharer_reaches_who_waits(tmp_path):
    failed = Future()
    failed.set_exception(OSError("no room"))
    with pytest.raises(OSError, match="no room"):
        precompile.watch([failed], tmp_path)


@pytest.mark.parametrize(("number", "first"), [(0, "first"), (1, "third")])
def test_sharers_begin_at_different_ends(phases, tmp_path, number, first):
    order = []
    for name, phase in phases.items():
        phase.compile_for = lambda world, name=name: order.append(name)
    precompile.compile_share(number, tmp_path)
    assert order[0] == first and sorted(order) == sorted(phases)


def test_the_blank_world_is_of_the_type_of_a_real_one():
    """Else what is compiled for it would be compiled once more for the run."""
    import regions

    from rural_abm.regions.registers import load_register
    from rural_abm.simulation.initial_world import blank_world

    blank = blank_world(regions.whole_place(), load_register())
    real = regions.warmed(5, 0.02).world
    assert blank.compiled_form().numba_type == real.compiled_form().numba_type


def test_in_a_short_life_nobody_looks_for_garbage(run_python):
    code = "import gc\nfrom rural_abm.study.running.precompile import in_short_life\n"
    code += "print(in_short_life(max, 1, 2), gc.isenabled(), gc.get_freeze_count() > 0)"
    assert run_python(code).split() == ["2", "False", "True"]
