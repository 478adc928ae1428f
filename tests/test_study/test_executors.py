"""The pool: results come back, errors too, and a worker's death costs only the call that caused it."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from operator import truediv
from pathlib import Path

import pytest

from rural_abm.engine.errors import InputError, InputWarning
from rural_abm.study.running.cluster import cluster_executor
from rural_abm.study.running.executors import ProcessPool, SameProcess, check_workers, usable_cores
from rural_abm.study.running.job_runner import Lookout


@pytest.mark.parametrize("make", [SameProcess, lambda: ProcessPool(2)])
def test_results_and_errors_come_back(make):
    with make() as pool:
        good, bad = pool.submit(truediv, 6, 3), pool.submit(truediv, 1, 0)
        assert good.result() == 2
        with pytest.raises(ZeroDivisionError):
            bad.result()


def test_a_call_that_kills_its_worker_fails_alone():
    with ProcessPool(2) as pool:
        futures = [pool.submit(truediv, n, 1) for n in range(3)]
        killer = pool.submit(os._exit, 1)
        futures += [pool.submit(truediv, n, 1) for n in range(3, 6)]
        with pytest.raises(InputError, match="died twice"):
            killer.result()
        assert [future.result() for future in futures] == list(range(6))


def test_a_call_whose_worker_dies_once_is_made_again(tmp_path):
    # os.mkdir works the first time only: the second call finds that the first was made.
    with ProcessPool(1) as pool:
        future = pool.submit(exec, _die_once(tmp_path / "been_here"))
        assert future.result() is None
    assert (tmp_path / "been_here").exists()


def _die_once(mark):
    return f"import os, pathlib\nmark = pathlib.Path({str(mark)!r})\nif not mark.exists(): mark.touch(); os._exit(1)"


def test_terminate_ends_calls_under_way_and_waiting():
    pool = ProcessPool(1)
    running, waiting = pool.submit(time.sleep, 60), pool.submit(time.sleep, 60)
    time.sleep(0.5)
    started = time.perf_counter()
    pool.terminate()
    wait([running], timeout=10)
    assert time.perf_counter() - started < 10
    assert waiting.cancelled() and isinstance(running.exception(), BrokenProcessPool)


def test_nothing_is_taken_after_shutdown():
    pool = ProcessPool(1)
    pool.shutdown()
    with pytest.raises(RuntimeError):
        pool.submit(int)


@pytest.mark.parametrize("workers", [0, -1, 1.5, "2", True])
def test_unusable_numbers_of_workers(workers):
    with pytest.raises(InputError, match="workers"):
        check_workers(workers)


def test_workers_are_the_cores_unless_told():
    assert check_workers(None) == usable_cores() >= 1 and check_workers(3) == 3


LEFT_ALONE = """
import os, time
from rural_abm.study.running.executors import ProcessPool
if __name__ == "__main__":
    pool = ProcessPool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 60)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_workers_end_with_a_parent_that_was_killed(tmp_path, repository):
    script = tmp_path / "script.py"
    script.write_text(LEFT_ALONE)
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as parent:
        worker = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(worker)


def is_running(process):
    """Whether a process is there and not a zombie that nobody collects."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


UNGUARDED = """
from rural_abm.study.running.executors import ProcessPool, check_workers
check_workers(2)
with ProcessPool(2) as pool:
    print("four", pool.submit(pow, 2, 2).result())
"""


def test_a_script_that_starts_itself_again_is_told_the_remedy(repository, tmp_path):
    (tmp_path / "mine.py").write_text(UNGUARDED)
    environment = {**os.environ, "PYTHONPATH": str(repository), "TMPDIR": str(tmp_path)}
    call = [sys.executable, "mine.py"]
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "four" not in done.stdout and done.stderr.count("Traceback") == 1
    *_, what, allowed = done.stderr.strip().splitlines()
    assert "mine.py: is started again by each of its workers" in what and '`if __name__ == "__main__":`' in allowed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.py"]


def test_a_guarded_script_works(repository, tmp_path):
    body = UNGUARDED.replace("\nwith", "\nif __name__ == '__main__':\n  with").replace("    print", "      print")
    (tmp_path / "mine.py").write_text(body.replace("\ncheck_workers(2)", ""))
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    call = [sys.executable, "mine.py"]
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "four 4\n", "")


class Cluster:
    """An executor that has as many workers as it is told."""

    workers = 2

    def count_workers(self):
        return self.workers


def test_a_cluster_without_workers_is_waited_for_aloud_and_not_for_ever():
    cluster, now = Cluster(), [0.0]
    lookout = Lookout(cluster, lambda: now[0])
    lookout.look()
    cluster.workers, now[0] = 0, 100.0
    with pytest.warns(InputWarning, match="no workers; waiting 600 seconds"):
        lookout.look()
    cluster.workers, now[0] = 1, 500.0
    lookout.look()
    cluster.workers, now[0] = 0, 700.0
    with pytest.warns(InputWarning):
        lookout.look()
    now[0] = 1299.0
    lookout.look()
    now[0] = 1301.0
    with pytest.raises(InputError, match="no workers for 600 seconds"):
        lookout.look()


@pytest.mark.parametrize("address", ["", "garbage", "tcp://", "nonsense://10.0.0.5:8786", "10.0.0.5"])
def test_what_is_no_address_is_refused_without_a_scheduler_being_asked(address):
    pytest.importorskip("distributed")
    with pytest.raises(InputError, match="is not an address"), cluster_executor(address):
        pass
