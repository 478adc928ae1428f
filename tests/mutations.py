"""Faults tried one by one: a copy of the package with one place changed, and whether the tests named for it notice.

Run as a script, in a process with NUMBA_DISABLE_JIT=1 and PYTHONDONTWRITEBYTECODE=1 whose folder holds the copy:

    python mutations.py CASES.json RESULTS.json

A case is {"file", "old", "new", "tests"}; a case without "file" changes nothing. The packages the tests need are loaded
once; each case runs in a fork of the process, which loads `rural_abm` from the copy, so that no case sees another's.
"""

import compileall
import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import hypothesis  # noqa: F401  (loaded before the forks)
import numba  # noqa: F401
import numpy as np  # noqa: F401
import pydantic  # noqa: F401
import pytest

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parent / "rural_abm"
LIST = TESTS / "data" / "mutations.toml"
SECONDS_A_CASE = 300


def listed():
    """Return all mutations of `data/mutations.toml` as a list of dictionaries."""
    with open(LIST, "rb") as file:
        return tomllib.load(file)["mutation"]


def tried(cases, folder):
    """Try the cases on a copy in `folder`; return for each {test: [how each of its cases ended]}."""
    copy = folder / "rural_abm"
    if not copy.exists():
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(copy, quiet=2)
    wanted, found = folder / "cases.json", folder / "results.json"
    wanted.write_text(json.dumps(cases), encoding="utf-8")
    plain = {"NUMBA_DISABLE_JIT": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    command = [sys.executable, "-W", "ignore", str(TESTS / "mutations.py"), str(wanted), str(found)]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **plain}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(found.read_text(encoding="utf-8"))


def notices(case, result):
    """Return whether every test named for the case failed with an assertion."""
    return all("AssertionError" in result.get(test, ()) for test in case["tests"])


class Ends:
    """A plugin of pytest that notes how each test ended: "passed" or the name of the exception."""

    def __init__(self):
        self.by_test = {}

    def pytest_runtest_makereport(self, item, call):
        if call.excinfo is None and call.when != "call":
            return
        name = item.nodeid.partition("[")[0].removeprefix("tests/")
        self.by_test.setdefault(name, []).append(call.excinfo.typename if call.excinfo else "passed")

    def pytest_collectreport(self, report):
        if report.failed:
            self.by_test.setdefault("collection", []).append(str(report.longrepr)[-500:])


def run_tests(tests):
    """Run the tests on this process's `rural_abm`; return how each ended."""
    import rural_abm

    if Path(rural_abm.__file__).resolve().parent != Path.cwd().resolve() / "rural_abm":
        return {"collection": [f"the tests would run on {rural_abm.__file__}"]}
    ends = Ends()
    names = [str(TESTS / test) for test in tests]
    settings = ["-q", "-p", "no:cacheprovider", "-c", str(TESTS.parent / "pyproject.toml"), "-m", ""]
    pytest.main([*settings, "--rootdir", str(TESTS.parent), *names], plugins=[ends])
    return ends.by_test


def in_a_fork(tests, results):
    """Return what `run_tests` finds in a fork of this process, which is stopped after SECONDS_A_CASE."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS_A_CASE)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            found = run_tests(tests)
        except BaseException as error:
            found = {"collection": [repr(error)]}
        results.write_text(json.dumps(found), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    found = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {"collection": ["no end"]}
    results.unlink(missing_ok=True)
    return found


def run_case(case, copy, results):
    """Run the tests of a case on the changed copy and change it back; return how each ended."""
    if not case.get("file"):
        return in_a_fork(case["tests"], results)
    file = copy / case["file"]
    before = file.read_text(encoding="utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()
    file.write_text(before.replace(case["old"], case["new"]), encoding="utf-8")
    try:
        return in_a_fork(case["tests"], results)
    finally:
        file.write_text(before, encoding="utf-8")


def main(cases, results):
    """Run all cases of a file and write their results."""
    copy = Path.cwd() / "rural_abm"
    wanted = json.loads(Path(cases).read_text(encoding="utf-8"))
    found = [run_case(case, copy, Path(results + ".part")) for case in wanted]
    Path(results).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
