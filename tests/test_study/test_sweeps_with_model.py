"""Sweeps of the model itself in processes of their own: killed, stopped, in parts, on a cluster: the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.study.results import store
from rural_abm.study.running.cluster import cluster_executor
from rural_abm.study.running.finished_runs import kept_runs
from rural_abm.study.sweeps.sweep_folders import status
from rural_abm.study.sweeps.sweeps import sweep

pytestmark = pytest.mark.verify

FILES = (store.RESULTS, store.RUNS, store.DESIGN)
LONGEST_WAIT = 300


@pytest.fixture(scope="module")
def tiny(repository):
    return repository / "tests" / "data" / "tiny_sweep.toml"


@pytest.fixture(scope="module")
def whole(tiny, tmp_path_factory):
    """The sweep as it comes out when nothing happens."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    assert len(sweep(tiny, folder, 2).runs) == 24
    return folder


@pytest.fixture
def command(repository, tmp_path):
    """Starts the command line in a process of its own (Popen), in a folder of the test's own."""
    started = []

    def start(*arguments):
        words = [sys.executable, "-m", "rural_abm", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(repository)}
        # A background job of a shell ignores Ctrl-C, and so would all that it starts: here it is heard again.
        process = subprocess.Popen(
            words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def same(first, second):
    return all((first / name).read_bytes() == (second / name).read_bytes() for name in FILES)


def wait_for(question):
    deadline = time.monotonic() + LONGEST_WAIT
    while not question():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def test_killed_in_the_middle_and_gone_on_with(command, tiny, whole, tmp_path):
    folder = tmp_path / "out"
    for count in (1, 9):
        process = command("sweep", tiny, "--workers", 2, "--out", folder)
        wait_for(lambda count=count: len(kept_runs(folder)) >= count)
        process.kill()
        process.wait()
    process = command("sweep", tiny, "--workers", 2, "--out", folder)
    out, err = process.communicate()
    assert process.returncode == 0 and "24 runs gathered" in out and err == ""
    assert same(whole, folder) and not list(folder.rglob("*.part"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_with_its_code_and_no_worker_stays(command, tiny, whole, tmp_path, number, code):
    folder = tmp_path / "out"
    process = command("sweep", tiny, "--workers", 2, "--out", folder)
    wait_for(lambda: len(kept_runs(folder)) >= 2)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    _, err = process.communicate()
    assert process.returncode == code and "runs finished" in err and "same command" in err and "Traceback" not in err
    wait_for(lambda: not any(worker.is_running() for worker in workers))
    sweep(tiny, folder, 2)
    assert same(whole, folder)


def test_a_killed_worker_is_replaced(command, tiny, whole, tmp_path):
    folder = tmp_path / "out"
    process = command("sweep", tiny, "--workers", 2, "--out", folder)
    wait_for(lambda: len(kept_runs(folder)) >= 2)
    workers = [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) == 2
    workers[0].kill()
    out, _ = process.communicate()
    assert process.returncode == 0 and "24 runs gathered" in out and same(whole, folder)


def test_parts_side_by_side_give_the_same_bytes(command, tiny, whole, tmp_path):
    folder = tmp_path / "out"
    parts = [command("sweep", tiny, "--workers", 1, "--out", folder, "--part", f"{number}/3") for number in (1, 2, 3)]
    assert [part.wait() for part in parts] == [0, 0, 0]
    process = command("gather", folder)
    process.communicate()
    assert process.returncode == 0 and same(whole, folder)


# A cluster


@contextmanager
def cluster(folder, repository, count):
    """A real scheduler and workers on loopback: (address, worker processes, scheduler process)."""
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    note = folder / "scheduler.json"
    quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    base = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    processes = [subprocess.Popen([*base, "--no-dashboard", "--scheduler-file", str(note)], **quiet)]
    try:
        wait_for(lambda: note.exists() and note.read_text().endswith("}"))
        address = json.loads(note.read_text())["address"]
        own = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
        processes += [subprocess.Popen([*own, "--no-dashboard"], **quiet) for _ in range(count)]
        wait_for(lambda: workers_of(address) == count)
        yield address, processes[1:], processes[0]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def workers_of(address):
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.ncores())


def test_a_cluster_gives_the_same_bytes_even_if_a_worker_is_killed(command, tiny, whole, tmp_path, repository):
    folder = tmp_path / "out"
    with cluster(tmp_path, repository, 2) as (address, workers, _):
        process = command("sweep", tiny, "--dask", address, "--out", folder)
        wait_for(lambda: len(kept_runs(folder)) >= 3)
        workers[0].kill()
        out, err = process.communicate(timeout=LONGEST_WAIT)
    assert process.returncode == 0, (out, err)
    assert "24 runs gathered" in out and same(whole, folder)


STAYS = """
from rural_abm.simulation.agents import GP

class Stays(GP):
    def leaving_hazard(self, situation):
        return 0.0
"""


def test_own_rules_act_on_a_cluster_and_what_a_worker_lacks_is_refused_before_anything_runs(
    tmp_path, repository, monkeypatch
):
    """Workers find the file by its path; as a module it can be imported here, and not where they run."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "staying_rules.py").write_text(STAYS, encoding="utf-8")
    monkeypatch.syspath_prepend(mine)
    table = {"name": "few", "governance": ["call_off"], "region": "small", "seeds": 2, "years": 1,
             "outcomes": ["gp_vacancy"], "levers": {"daily_slot.enabled": [True, False]},
             "design": {"kind": "grid"}}  # fmt: skip
    by_path, by_name = (table | {"extensions": [text]} for text in (str(mine / "staying_rules.py"), "staying_rules"))
    here = tmp_path / "here"
    own = sweep(by_path, here, 1).outcomes()
    assert not own.equals(sweep(table, tmp_path / "usual", 1).outcomes())
    with (
        cluster(tmp_path, repository, 2) as (address, _, _),
        cluster_executor(address) as (executor, workers),
    ):
        sweep(by_path, tmp_path / "there", workers, executor=executor)
        with pytest.raises(InputError, match="worker tcp://.*: staying_rules: .*neither a file nor a module"):
            sweep(by_name, tmp_path / "refused", workers, executor=executor)
    assert same(here, tmp_path / "there") and not kept_runs(tmp_path / "refused")


def test_a_scheduler_that_dies_is_told_and_nothing_is_lost(command, tiny, whole, tmp_path, repository):
    folder = tmp_path / "out"
    with cluster(tmp_path, repository, 2) as (address, _, scheduler):
        process = command("sweep", tiny, "--dask", address, "--out", folder)
        wait_for(lambda: len(kept_runs(folder)) >= 3)
        scheduler.kill()
        _, err = process.communicate(timeout=LONGEST_WAIT)
    assert process.returncode == 2 and "scheduler" in err and "Traceback" not in err
    assert status(folder)["finished"] >= 3
    sweep(tiny, folder, 2)
    assert same(whole, folder)


def test_no_scheduler_is_told(command, tiny):
    process = command("sweep", tiny, "--dask", "tcp://127.0.0.1:9")
    _, err = process.communicate(timeout=LONGEST_WAIT)
    assert process.returncode == 2 and "no scheduler answers" in err and len(err.strip().splitlines()) <= 3
