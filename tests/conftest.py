"""What all tests share: the repository's folder, Python in a fresh process, and how much hypothesis tries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before NumPy is loaded: tests run several at a time, and threads of small matrices would only fight each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
REPOSITORY = Path(__file__).resolve().parent.parent

# The same examples every time: a test that fails fails for everybody. `make verify` asks for more of them.
settings.register_profile(
    "quick", max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=300)
settings.load_profile(os.environ.get("RURAL_ABM_HYPOTHESIS", "quick"))


@pytest.fixture(scope="session")
def repository():
    """The folder of the repository (Path)."""
    return REPOSITORY


@pytest.fixture(scope="session")
def run_python():
    """A function that runs Python code in a fresh process and returns what it printed; fails if the code fails."""

    def run(code, *, folder=REPOSITORY, check=True, **environment):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        if check:
            assert done.returncode == 0, done.stderr
            return done.stdout
        return done

    return run
