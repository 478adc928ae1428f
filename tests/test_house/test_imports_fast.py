"""What only reads loads nothing heavy: `import rural_abm`, its help, and the public names until they are used."""

import json
from importlib.util import find_spec

import pytest

import rural_abm

HEAVY = ["numba", "mesa", "pandas", "pyarrow", "matplotlib", "networkx", "scipy"]
REPORT = f"import json, sys; print(json.dumps([name for name in {HEAVY} if name in sys.modules]), file=sys.stderr)"
needs_cli = pytest.mark.skipif(find_spec("rural_abm.cli") is None, reason="this checkout has no command line")


def loaded_by(run_python, code):
    """The heavy packages that a fresh process has loaded after running `code`, which may end the process."""
    done = run_python(f"import atexit\natexit.register(lambda: exec({REPORT!r}, {{}}))\n{code}", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stderr.splitlines()[-1])


def command(*arguments):
    return f"import sys; sys.argv = {['rural-abm', *arguments]}\nfrom rural_abm.cli import main\nmain()"


def test_the_probe_sees_a_heavy_package(run_python):
    assert "networkx" in loaded_by(run_python, "import networkx")


def test_importing_the_package_is_light(run_python):
    assert loaded_by(run_python, "import rural_abm; rural_abm.__version__; dir(rural_abm)") == []


def test_units_and_hashes_are_light(run_python):
    code = "from rural_abm.engine import errors, kernels, units; kernels.source_hash(); kernels.code_hash()"
    assert loaded_by(run_python, code) == []


READING = [("--help",), ("--version",), ("run", "--help"), ("compare", "--help"), ("list", "governance")]


@needs_cli
@pytest.mark.parametrize("arguments", READING)
def test_reading_commands_are_light(run_python, arguments):
    assert loaded_by(run_python, command(*arguments)) == []


@needs_cli
def test_the_module_runs_as_the_command(run_python):
    code = "import runpy, sys; sys.argv = ['rural-abm', '--help']; runpy.run_module('rural_abm', run_name='__main__')"
    assert "compare" in run_python(code)


def test_public_names_are_listed_and_others_refused():
    assert set(rural_abm.__all__) == {"__version__", *rural_abm._HOMES} <= set(dir(rural_abm))
    with pytest.raises(AttributeError, match="RuralModel"):
        rural_abm.Model  # noqa: B018


@pytest.mark.parametrize("name", sorted(set(rural_abm.__all__) - {"__version__"}))
def test_each_public_name_can_be_used(name):
    home = rural_abm._HOMES[name]
    if find_spec(home) is None:
        pytest.skip(f"this checkout has no {home}")
    assert callable(getattr(rural_abm, name))
