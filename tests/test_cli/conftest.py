"""The command line called in this process, on the test double of the model that the studies' tests use."""

import importlib.util
from pathlib import Path

import pytest

from rural_abm.cli import main

_double = Path(__file__).parent.parent / "test_study" / "conftest.py"
_spec = importlib.util.spec_from_file_location("studies_conftest", _double)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
model_double = _module.model_double


@pytest.fixture
def undrawn(monkeypatch):
    """Leave out the figures and the report of a comparison, which take ten seconds, for tests about the rest."""
    monkeypatch.setattr("rural_abm.cli.comparing.illustrate", lambda out, pool: None)


@pytest.fixture
def command(capsys, tmp_path, monkeypatch):
    """Calls the command line in an empty folder: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def refused(command):
    """Calls the command line, which must end with exit code 2 and at most three lines; these lines as one text."""

    def call(*arguments):
        code, out, err = command(*arguments)
        assert code == 2, (code, out, err)
        assert 1 <= len(err.strip().splitlines()) <= 3 and "Traceback" not in err
        return err

    return call
