"""Sweeps: kept as they end, gone on with after any stop to the same bytes, whatever breaks, dies or is damaged."""

import json
import os
import resource
import signal
import subprocess
import sys
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.study.results import store
from rural_abm.study.results.store import load
from rural_abm.study.running import finished_runs
from rural_abm.study.running.executors import SameProcess, WorkerDiedError
from rural_abm.study.sweeps.experiments import make_experiment
from rural_abm.study.sweeps.sweep_folders import status
from rural_abm.study.sweeps.sweeps import estimate, gather, sweep

TABLE = {
    "name": "mine",
    "seeds": 3,
    "years": 2,
    "outcomes": ["coc", "deaths"],
    "governance": ["call_off"],
    "levers": {"sorsele.beds": [0, 2, 4], "daily_slot.enabled": [False, True]},
    "design": {"kind": "grid"},
}
FILES = (store.RESULTS, store.RUNS, store.DESIGN)

pytestmark = pytest.mark.usefixtures("model_double")


@pytest.fixture
def whole(tmp_path):
    """A folder with the sweep as it comes out when nothing happens."""
    sweep(TABLE, tmp_path / "whole", 1)
    return tmp_path / "whole"


def same(first, second):
    return all((first / name).read_bytes() == (second / name).read_bytes() for name in FILES)


def fail_where(double, question):
    double.fails_for = staticmethod(question)


def test_a_sweep_leaves_whole_files_only(whole):
    assert {path.name for path in whole.iterdir()} == {*FILES, "manifest.json"}
    manifest = store.read_manifest(whole)
    assert manifest["complete"] and manifest["runs"] == 18 and store.is_as_written(manifest)


def test_values_follow_levers_and_only_what_was_named_is_kept(whole):
    values, runs = load(whole), store.read_table(whole, store.RUNS)
    assert set(values["outcome"]) == {"coc", "deaths"} and set(values["place_kind"]) == {"region", "municipality"}
    both = values.merge(runs, on="run_id").query("outcome == 'deaths' and place == 'region' and seed == 1")
    first = both[both["period"] == "2024"].set_index(["sorsele.beds", "daily_slot.enabled"])["numerator"]
    assert first[4, "false"] - first[0, "false"] == 40 and first[4, "true"] - first[0, "true"] == 52


def test_a_warm_up_serves_all_levers_of_a_seed_and_its_parameters(model_double, tmp_path):
    sweep(TABLE, tmp_path / "one", 1)
    assert model_double.warm_ups == [1, 2, 3] and model_double.closed == 3 + 18
    model_double.warm_ups.clear()
    table = {**TABLE, "seeds": 2, "parameters": {"continuity_causal_share": [0.0, 0.5]}}
    sweep(table, tmp_path / "two", 1)
    assert model_double.warm_ups == [1, 1, 2, 2]


def test_equal_points_are_run_once(tmp_path):
    levers = {"sorsele.beds": [0, 2], "sorsele.beds.places": [0, 2]}
    made = sweep({**TABLE, "seeds": 1, "levers": levers}, tmp_path, 1)
    assert len(made.runs) < 4


def test_runs_share_row_groups_and_are_read_back_from_them(tmp_path, monkeypatch):
    monkeypatch.setattr("rural_abm.study.sweeps.sweeps.runs_a_row_group", lambda: 4)
    made = sweep(TABLE, tmp_path, 1)
    assert pq.ParquetFile(tmp_path / store.RESULTS).num_row_groups == 5
    again = sweep({**TABLE, "seeds": 4}, tmp_path, 1)
    assert len(again.runs) == 24 and set(made.runs["run_id"]) <= set(again.runs["run_id"])
    at_once = tmp_path / "at_once"
    sweep({**TABLE, "seeds": 4}, at_once, 1)
    assert same(tmp_path, at_once)


# Stopped


def test_ctrl_c_keeps_what_is_finished_and_goes_on(model_double, whole, tmp_path):
    def stop(done, total):
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="of 18 runs finished.*\n.*same command"):
        sweep(TABLE, tmp_path / "stopped", 1, progress=stop)
    assert 6 <= status(tmp_path / "stopped")["finished"] < 18
    with pytest.raises(InputError):
        load(tmp_path / "stopped")
    model_double.warm_ups.clear()
    sweep(TABLE, tmp_path / "stopped", 1)
    assert 1 not in model_double.warm_ups and same(whole, tmp_path / "stopped")


KILLED = """
import importlib.util, os, signal, sys
spec = importlib.util.spec_from_file_location("double", {double!r})
double = importlib.util.module_from_spec(spec)
spec.loader.exec_module(double)
from types import ModuleType
module = ModuleType("rural_abm.simulation.model")
module.RuralModel = double.ModelDouble
sys.modules["rural_abm.simulation.model"] = module
from rural_abm.study.results import store
from rural_abm.study.sweeps.sweeps import sweep
calls = 0
def die(*arguments):
    global calls
    calls += 1
    if calls == {when}:
        os.kill(os.getpid(), signal.SIGKILL)
    return moved(*arguments)
moved, os.replace = os.replace, die
sweep({table!r}, {folder!r}, 1)
"""


LATER = pytest.mark.verify


@pytest.mark.parametrize("when", [9, 21, *(pytest.param(when, marks=LATER) for when in (1, 2, 3, 4, 19, 20, 22, 23))])
def test_a_killed_sweep_goes_on_to_the_same_bytes(when, whole, tmp_path, repository):
    """Killed just before a file takes its name: design, manifest, single runs, results, runs, last manifest."""
    folder = tmp_path / "killed"
    double = str(Path(__file__).parent / "conftest.py")
    code = KILLED.format(double=double, when=when, table=TABLE, folder=str(folder))
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(repository)})
    assert done.returncode == -signal.SIGKILL
    for path in folder.rglob("*.parquet"):
        pq.read_metadata(path)
    sweep(TABLE, folder, 1)
    assert same(whole, folder) and not list(folder.rglob("*.part"))


def test_a_full_disk_loses_nothing(whole, tmp_path):
    folder = tmp_path / "full"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(done, total):
        if done >= 6:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))

    try:
        with pytest.raises(InputError, match="the disk is full"):
            sweep(TABLE, folder, 1, progress=fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert status(folder)["finished"] >= 6 and not list(folder.rglob("*.part"))
    sweep(TABLE, folder, 1)
    assert same(whole, folder)


# Parts


def test_parts_gathered_are_the_same_bytes(whole, tmp_path):
    folder = tmp_path / "parts"
    for number in (2, 3):
        assert sweep(TABLE, folder, 1, part=(number, 3)).runs is None
    with pytest.raises(InputError, match="6 of 18 runs are missing"):
        gather(folder)
    sweep(TABLE, folder, 1, part=(1, 3))
    assert len(gather(folder).runs) == 18 and same(whole, folder)
    assert gather(folder).manifest["complete"]


def test_parts_share_out_all_runs_even_where_warm_ups_are_few(tmp_path):
    from rural_abm.study.sweeps.points import Points

    points = Points.of(make_experiment({**TABLE, "seeds": 1}))
    for count in (1, 2, 5, 6, 9):
        parts = [points.part(number, count) for number in range(1, count + 1)]
        assert sorted(run for part in parts for run in part) == sorted(points.runs)
        assert sum(map(bool, parts)) == min(count, 6)


# Failures


def test_a_run_that_fails_is_noted_and_the_others_go_on(model_double, whole, tmp_path):
    fail_where(model_double, lambda scenario: scenario.seed == 2 and scenario.levers["sorsele.beds"] == 4)
    made = sweep(TABLE, tmp_path / "some", 1)
    assert len(made.runs) == 16 and len(made.failures) == 2
    (failure, _) = json.loads((tmp_path / "some" / store.FAILURES).read_text())
    assert "stopped on purpose" in failure["what"] and "Traceback" in failure["traceback"] and failure["seed"] == 2
    model_double.fails_for = None
    made = sweep(TABLE, tmp_path / "some", 1)
    assert not made.failures and same(whole, tmp_path / "some")
    assert not (tmp_path / "some" / store.FAILURES).exists()


def test_a_run_that_fails_once_is_tried_again(model_double, whole, tmp_path):
    seen = set()

    def first_time(scenario):
        key = scenario.seed, json.dumps(scenario.levers)
        return key not in seen and not seen.add(key)

    fail_where(model_double, first_time)
    assert not sweep(TABLE, tmp_path / "twice", 1).failures and same(whole, tmp_path / "twice")


class Deadly(Executor):
    """Works in this process, but dies of every job in which a run is among `deadly`."""

    def __init__(self, deadly):
        self.deadly, self.most, self.given = deadly, 0, []

    def submit(self, function, job):
        self.given.append(len(job))
        if not self.deadly & {run for run, _ in job}:
            return SameProcess().submit(function, job)
        future = Future()
        future.set_exception(WorkerDiedError("a process died twice"))
        return future


def test_a_run_that_kills_its_worker_fails_alone(whole, tmp_path):
    deadly = store.read_table(whole, store.RUNS)["run_id"][3]
    made = sweep(TABLE, tmp_path / "died", 1, executor=Deadly({deadly}))
    assert [entry["run_id"] for entry in made.failures] == [deadly] and len(made.runs) == 17


def test_a_scheduler_that_goes_away_is_told(tmp_path):
    class Gone(Executor):
        def submit(self, function, job):
            future = Future()
            future.set_exception(CancelledError())
            return future

    with pytest.raises(InputError, match="scheduler has stopped"):
        sweep(TABLE, tmp_path, 1, executor=Gone())


class Slow(Executor):
    """Finishes a call only when its result is waited for, and counts how many are given out."""

    def __init__(self):
        self.open, self.most = [], 0

    def submit(self, function, job):
        future = Future()
        self.open.append((future, function, job))
        self.most = max(self.most, len(self.open))
        if len(self.open) == 4:
            for made, call, given in self.open:
                call(given)
                made.set_result(None)
            self.open = []
        return future


def test_only_a_few_jobs_are_given_out_at_a_time(tmp_path):
    executor = Slow()
    sweep({**TABLE, "seeds": 12}, tmp_path, 2, executor=executor)
    assert executor.most == 4


def test_a_worker_with_other_code_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("rural_abm.study.running.job_runner.code_hash", iter(["mine", *["other"] * 20]).__next__)
    with pytest.raises(InputError, match="another version"):
        sweep(TABLE, tmp_path, 1)


# Folders of other things, and damaged ones


def test_results_of_another_experiment_are_refused_or_set_aside(whole, tmp_path):
    other = {**TABLE, "years": 1}
    with pytest.raises(InputError, match="another experiment.*\n.*--start-over"):
        sweep(other, whole, 1)
    before = (whole / store.RESULTS).read_bytes()
    sweep(other, whole, 1, start_over=True)
    (aside,) = whole.glob("earlier-*")
    assert (aside / store.RESULTS).read_bytes() == before and (aside / store.MANIFEST).exists()
    sweep(other, whole, 1, start_over=True)
    assert len(list(whole.glob("earlier-*"))) == 1, "the same experiment has nothing to set aside"


def test_results_of_other_code_are_refused_or_set_aside(whole, monkeypatch):
    for module in (
        "sweeps.points",
        "results.provenance",
        "running.job_runner",
        "sweeps.sweeps",
        "sweeps.sweep_folders",
    ):
        monkeypatch.setattr(f"rural_abm.study.{module}.code_hash", lambda: "other")
    assert not status(whole)["same_code"]
    with pytest.raises(InputError, match="made with other code"):
        sweep(TABLE, whole, 1)
    with pytest.raises(InputError, match="other code"):
        gather(whole)
    assert len(sweep(TABLE, whole, 1, start_over=True).runs) == 18


def test_fewer_seeds_would_lose_runs(whole):
    with pytest.raises(InputError, match="not requested"):
        sweep({**TABLE, "seeds": 2}, whole, 1)


def stopped(folder, double):
    """A folder in which the runs of seed 3 are missing."""

    def stop(done, total):
        if done >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(TABLE, folder, 1, progress=stop)
    return sorted((folder / finished_runs.FINISHED).glob("*.parquet"))


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed"])
def test_damaged_runs_are_told_kept_and_made_anew(damage, model_double, whole, tmp_path):
    folder = tmp_path / "hurt"
    hurt = stopped(folder, model_double)[0]
    damage_file(hurt, damage)
    model_double.warm_ups.clear()
    made = sweep(TABLE, folder, 1)
    assert any(hurt.name in note for note in made.notes) and same(whole, folder)
    assert (folder / finished_runs.DAMAGED / hurt.name).exists()


def damage_file(path, damage):
    content = bytearray(path.read_bytes())
    if damage == "changed":
        column = pq.read_metadata(path).row_group(0).column(0)
        start = column.dictionary_page_offset or column.data_page_offset
        content[start + column.total_compressed_size - 1] ^= 0xFF
    path.write_bytes({"cut": content[: len(content) // 2], "emptied": b"", "changed": content}[damage])


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed"])
def test_damaged_results_are_told_kept_and_made_anew(damage, model_double, whole, tmp_path, monkeypatch):
    monkeypatch.setattr("rural_abm.study.sweeps.sweeps.runs_a_row_group", lambda: 4)
    folder = tmp_path / "hurt"
    sweep(TABLE, folder, 1)
    before = (folder / store.RESULTS).read_bytes()
    damage_file(folder / store.RESULTS, damage)
    model_double.closed = 0
    made = sweep(TABLE, folder, 1)
    assert any(store.RESULTS in note for note in made.notes)
    assert (folder / store.RESULTS).read_bytes() == before and (folder / finished_runs.DAMAGED / store.RESULTS).exists()
    if damage == "changed":
        assert model_double.closed < 18, "sound row groups are not made anew"


def test_a_damaged_table_of_runs_or_design_is_written_anew(whole, tmp_path):
    for name in (store.RUNS, store.DESIGN):
        before = (whole / name).read_bytes()
        damage_file(whole / name, "cut")
        sweep(TABLE, whole, 1)
        assert (whole / name).read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", '{"kind": "sweep", "experiment": "x", "runs": 3}'])
def test_a_damaged_manifest_is_told_and_written_anew(text, model_double, whole):
    (whole / store.MANIFEST).write_text(text)
    model_double.closed = 0
    made = sweep(TABLE, whole, 1)
    assert any(store.MANIFEST in note for note in made.notes) and model_double.closed == 0
    assert store.is_as_written(store.read_manifest(whole))


def test_an_edited_manifest_is_found(whole):
    edited = store.read_manifest(whole) | {"years": 99}
    (whole / store.MANIFEST).write_text(json.dumps(edited))
    with pytest.raises(InputError, match="changed after it was written"):
        status(whole)


def test_a_damaged_manifest_over_runs_of_something_else_is_refused(whole):
    (whole / store.MANIFEST).write_text("{")
    with pytest.raises(InputError, match="not of this experiment"):
        sweep({**TABLE, "years": 1}, whole, 1)


def test_the_smallest_change_by_hand_is_found(whole):
    for name in (store.RESULTS, store.RUNS):
        before = (whole / name).read_bytes()
        (whole / name).write_bytes(before + b" ")
        sweep(TABLE, whole, 1)
        assert (whole / name).read_bytes() == before


# Beforehand


def test_an_estimate_counts_runs_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = estimate(TABLE, None, 2)
    assert (found["runs"], found["finished"], found["points"]) == (18, 0, 6) and found["hours"] > 0
    assert not list(tmp_path.iterdir())
    sweep(TABLE, None, 1)
    assert estimate(TABLE)["finished"] == 18 and estimate(TABLE)["hours"] == 0
    assert (tmp_path / "results" / "mine" / store.RESULTS).exists()


@pytest.mark.parametrize("part", [(0, 3), (4, 3), (1, 0)])
def test_parts_there_are_not(part, tmp_path):
    with pytest.raises(InputError, match="part"):
        sweep(TABLE, tmp_path, 1, part=part)
