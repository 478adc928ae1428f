"""The lowest versions of numba and Mesa that `setup.cfg` allows run the model; other tests try the highest."""

import configparser
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

TRIED = ("numba", "mesa")
UNREACHABLE = re.compile("Could not find a version|No matching distribution|Connection|Temporary failure|timed out")
# Another version of the compiler may round otherwise, from which two worlds part; a year of them still looks alike.
ALIKE = 0.15
YEAR = """
import json, numba, mesa
from rural_abm import RuralModel, Scenario
model = RuralModel(Scenario("call_off", seed=1, years=1))
model.run()
rows = model.outcomes().query("place_kind == 'region' and dimension == 'all'").set_index("outcome")
print(json.dumps([[numba.__version__, mesa.__version__], rows.loc["deaths", "numerator"].sum()]))
"""


@pytest.fixture(scope="module")
def required(repository):
    """{name: Requirement} of setup.cfg."""
    settings = configparser.ConfigParser()
    settings.read(repository / "setup.cfg")
    lines = settings["options"]["install_requires"].split("\n")
    return {one.name: one for one in map(Requirement, filter(None, map(str.strip, lines)))}


def lowest(requirement):
    return next(one.version for one in requirement.specifier if one.operator == ">=")


def test_the_versions_of_the_other_tests_are_in_the_range(required):
    for name in TRIED:
        assert required[name].specifier.contains(version(name)), name


@pytest.mark.verify
def test_the_lowest_versions_run_the_model(required, run_python, tmp_path):
    """Where no package index can be reached the test is left out."""
    wanted = [f"{name}=={lowest(required[name])}" for name in TRIED]
    place = tmp_path / "lowest"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", str(place)]
    for options in ([wanted[0]], ["--no-deps", wanted[1]]):
        done = subprocess.run([*pip, *options], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode and UNREACHABLE.search(done.stderr):
            pytest.skip("no package index can be reached")
        assert done.returncode == 0, done.stderr
    now = json.loads(run_python(YEAR))
    path = os.pathsep.join(filter(None, (str(place), os.environ.get("PYTHONPATH"))))
    then = json.loads(run_python(YEAR, PYTHONPATH=path, RURAL_ABM_CACHE=str(tmp_path / "cache")))
    assert list(map(Version, then[0])) == [Version(lowest(required[name])) for name in TRIED]
    assert then[1] == pytest.approx(now[1], rel=ALIKE)
