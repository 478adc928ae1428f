"""Finished folders: the same command again leaves the same bytes, whatever stopped it before; what changed is found."""

import os
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.figures.figure_data import read_results
from rural_abm.governance import Scenario
from rural_abm.study.checks import check
from rural_abm.study.compare.comparison import Comparison, compare
from rural_abm.study.evidence import patterns as patterns_room
from rural_abm.study.evidence.calibration import Effort, calibrate
from rural_abm.study.insilico import running
from rural_abm.study.results import store
from rural_abm.study.results.store import load
from rural_abm.study.running.runs import Results, run
from rural_abm.study.sweeps.experiments import make_experiment
from rural_abm.study.sweeps.responses import read_asked
from rural_abm.study.sweeps.searching import search
from rural_abm.study.sweeps.sweep_folders import status
from rural_abm.study.sweeps.sweeps import Sweep, gather, sweep

BASE, NO_BEDS = Scenario(years=2), Scenario(years=2, levers={"sorsele.beds": 0, "sorsele.daily_slot": True})
SWEEP = {
    "name": "mine", "seeds": 2, "years": 1, "outcomes": ["coc", "deaths"], "governance": ["call_off"],
    "levers": {"sorsele.beds": [0, 2], "daily_slot.enabled": [False, True]}, "design": {"kind": "grid"},
}  # fmt: skip
SEARCH = {name: value for name, value in SWEEP.items() if name != "design"}
SEARCH |= {"search": {"objectives": ["deaths", "coc"], "population": 4, "generations": 2}}
EXPERIMENT = running.InSilicoExperiment("mine", {"en": "A", "sv": "B"}, {"en": "A?", "sv": "B?"}, "before_after", 2)


def measured(setting, seed, names, *, parameters=None, years=None):
    return dict.fromkeys(names, 1.15 * ((parameters or {}).get("clinic_share", 0.6) / 0.6) ** 5 + 0.001 * seed)


def measured_rows(seed, options):
    return [{"part": part, "value": seed * size} for part, size in (("share", 0.5), ("other", 2.0))]


# Every command that keeps a folder, by a call of `seeds` seeds.
COMMANDS = {
    "run": lambda folder, seeds: run(BASE, folder),
    "compare": lambda folder, seeds: compare({"a": BASE, "b": NO_BEDS}, seeds, workers=1, out=folder, steps=True),
    "sweep": lambda folder, seeds: sweep({**SWEEP, "seeds": seeds}, folder, 1),
    "search": lambda folder, seeds: search(make_experiment({**SEARCH, "seeds": seeds}), folder, 1),
    "experiment": lambda folder, seeds: running.run_experiment(EXPERIMENT, folder, seeds=seeds, workers=1),
    "patterns": lambda folder, seeds: patterns_room.measure_patterns(["deaths_old"], None, seeds, 1, folder),
    "calibrate": lambda folder, seeds: calibrate(
        ["gp_capacity"], folder, Effort(1, 12, seeds), 1, measured=measured
    ),
}  # fmt: skip
MANY_SEEDS = ("compare", "sweep", "search", "experiment", "patterns")
READERS = {
    "run": [check, load, Results.load, read_results],
    "compare": [check, load, Comparison.load, read_results],
    "sweep": [check, load, Sweep.load, read_asked, status, gather],
    "search": [check, load],
    "experiment": [check, running.read_summary],
    "patterns": [check],
    "calibrate": [check],
}


@pytest.fixture
def command(request, model_double, monkeypatch):
    monkeypatch.setattr(running, "_module", lambda experiment: SimpleNamespace(measure=measured_rows))
    monkeypatch.setattr(patterns_room, "carry_out", partial(patterns_room.carry_out, measured=measured))
    return COMMANDS[request.param]


def every(names=COMMANDS):
    return pytest.mark.parametrize("command", names, indirect=True)


def held(folder, but=()):
    """{path: bytes} of all files of a folder."""
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name not in but}


def same_results(first, second):
    """Whether two folders hold the same, their manifests but for when, where and how fast they were made."""
    pairs = [store.read_manifest(folder) for folder in (first, second)]
    return held(first, [store.MANIFEST]) == held(second, [store.MANIFEST]) and store.says_the_same(*pairs)


def age(folder):
    """Lets the manifest say that all was made long ago, and slowly."""
    known = store.read_manifest(folder)
    store.write_manifest(folder, known | {"written": "2001-01-01", "run_seconds": 1e6, "workers": 99})


@every()
def test_a_command_given_again_leaves_the_same_bytes(command, tmp_path):
    command(tmp_path, 2)
    age(tmp_path)
    (tmp_path / "finished_runs" / "left").mkdir(parents=True, exist_ok=True)
    before = held(tmp_path)
    command(tmp_path, 2)
    assert held(tmp_path) == before


@every(MANY_SEEDS)
def test_more_seeds_later_are_the_same_as_all_at_once(command, tmp_path):
    command(tmp_path / "later", 2)
    command(tmp_path / "later", 3)
    command(tmp_path / "at_once", 3)
    kept = (store.MANIFEST, *(path.name for path in (tmp_path / "later" / "finished_runs").glob("*")))
    assert held(tmp_path / "later", kept) == held(tmp_path / "at_once", kept)
    assert store.says_the_same(*(store.read_manifest(tmp_path / name) for name in ("later", "at_once")))


@pytest.mark.parametrize("command", ["compare", "sweep"], indirect=True)
def test_what_was_left_by_a_kill_before_cleaning_up_is_cleaned_next_time(command, tmp_path):
    command(tmp_path, 2)
    before = held(tmp_path)
    (tmp_path / "finished_runs").mkdir()
    (tmp_path / "finished_runs" / "0123456789abcdef.parquet").write_bytes(b"half")
    (tmp_path / f"{store.RESULTS}.elsewhere-1-1{store.PARTIAL}").write_bytes(b"half")
    command(tmp_path, 2)
    assert held(tmp_path, [*os.listdir(tmp_path / "damaged")] if (tmp_path / "damaged").exists() else []) == before


@pytest.mark.parametrize("name", ["pareto.csv", "pareto.parquet", store.DESIGN])
@pytest.mark.parametrize("command", ["search"], indirect=True)
def test_a_lost_table_of_a_search_comes_back(command, name, tmp_path):
    command(tmp_path / "one", 2)
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    (tmp_path / "other" / name).unlink()
    command(tmp_path / "other", 2)
    assert same_results(tmp_path / "one", tmp_path / "other")


# Changed by a bit


@every()
def test_any_flipped_bit_is_found_by_every_reader(command, request, tmp_path):
    name = request.node.callspec.params["command"]
    whole, other = tmp_path / "whole", tmp_path / "changed"
    command(whole, 2)
    files = {path: content for path, content in held(whole).items() if not path.startswith("finished_runs")}

    @settings(max_examples=12, deadline=None)
    @given(st.data())
    def flip(data):
        path = data.draw(st.sampled_from(sorted(files)))
        place = data.draw(st.integers(0, len(files[path]) - 1))
        flipped = bytearray(files[path])
        flipped[place] ^= 1 << data.draw(st.integers(0, 7))
        for reader in READERS[name]:
            shutil.rmtree(other, ignore_errors=True)
            shutil.copytree(whole, other)
            (other / path).write_bytes(flipped)
            try:
                reader(other)
            except InputError as error:
                assert len(str(error).splitlines()) <= 3
            else:  # a design follows from what was asked: who gathers writes it anew
                assert reader is gather and (other / path).read_bytes() == files[path], reader

    for reader in READERS[name]:
        reader(whole)  # what is whole is read
    flip()


@every()
def test_the_same_command_mends_what_was_changed(command, tmp_path):
    command(tmp_path, 2)
    before = held(tmp_path)
    for name in [name for name in before if name != store.MANIFEST and not name.startswith("finished_runs")]:
        content = bytearray(before[name])
        content[-20] ^= 1  # among what tells how to read the file, which no page's checksum covers
        (tmp_path / name).write_bytes(content)
        command(tmp_path, 2)
        shutil.rmtree(tmp_path / "damaged", ignore_errors=True)
        store.read_manifest(tmp_path)
        assert held(tmp_path, [store.MANIFEST]) == {
            key: value for key, value in before.items() if not key.endswith(store.MANIFEST)
        }


# Killed


class Killed(BaseException):
    """The process is no more."""


class Killer:
    """Ends the process, as it were, at the nth change of a folder's files; what would come after does not happen."""

    def __init__(self, monkeypatch, at):
        self.left, self.is_dead = at, False
        for owner, name in ((os, "replace"), (Path, "unlink"), (shutil, "rmtree")):
            monkeypatch.setattr(owner, name, self._before(getattr(owner, name), name))

    def _before(self, function, name):
        def call(path, *arguments, **keywords):
            self.left -= not self.is_dead
            if self.left < 0:
                if name == "rmtree" and not self.is_dead:
                    for half in list(Path(path).glob("*.parquet"))[:1]:
                        os.remove(half)
                self.is_dead = True
                raise Killed
            return function(path, *arguments, **keywords)

        return call


@pytest.mark.verify
@every()
def test_killed_at_any_change_and_given_again_the_folder_is_the_same(command, tmp_path, monkeypatch):
    command(tmp_path / "whole", 2)
    kills = 0
    while True:
        folder = tmp_path / f"killed_{kills}"
        with monkeypatch.context() as patch:
            killer = Killer(patch, kills)
            with suppress(Killed):
                command(folder, 2)
        if not killer.is_dead:
            break
        command(folder, 2)
        assert same_results(tmp_path / "whole", folder), f"killed at change {kills}"
        shutil.rmtree(folder)
        kills += 1
    assert kills > 1
