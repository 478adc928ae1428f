"""The built package: everything is in it, and it works from another folder without the sources."""

import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec

import pytest

from rural_abm import compiled

pytestmark = pytest.mark.verify
BUILT_FROM = ["setup.cfg", "pyproject.toml", "README.md", "LICENSE"]


@pytest.fixture(scope="session")
def wheel(repository, tmp_path_factory):
    """The wheel, built from a copy so that nothing left over from an earlier build gets in."""
    folder = tmp_path_factory.mktemp("wheel")
    leftovers = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(repository / "rural_abm", folder / "source" / "rural_abm", ignore=leftovers)
    for name in BUILT_FROM:
        shutil.copy(repository / name, folder / "source")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, folder / "source"], check=True, stdin=subprocess.DEVNULL)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A folder with the package installed from the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder, wheel]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture
def run_installed(installed, run_python, tmp_path):
    """Runs code in another folder with the installed package first on the path; what it printed."""

    def run(code):
        start = f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        check = f"import rural_abm; assert rural_abm.__file__.startswith({str(installed)!r}), rural_abm.__file__\n"
        return run_python(start + check + code, folder=tmp_path)

    return run


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith("rural_abm/")}
    present = {f"rural_abm/{path.relative_to(compiled.PACKAGE).as_posix()}" for path in compiled._package_files()}
    assert shipped == present, "add the kind of file to package_data in setup.cfg, or __init__.py to its folder"


def test_the_wheel_says_what_it_is(wheel, repository):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        metadata = archive.read(name).decode().splitlines()
        names = archive.namelist()
    assert "License-Expression: MIT" in metadata
    assert "Requires-Python: <3.14,>=3.11" in metadata
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert not any(n.startswith("tests") for n in names)


def test_installed_code_and_data_are_the_same_as_the_sources(run_installed):
    assert run_installed("from rural_abm.compiled import code_hash; print(code_hash())").strip() == compiled.code_hash()


def test_package_data_is_read_from_another_folder(run_installed):
    code = "from importlib.resources import files\nimport tomllib\n"
    code += "text = files('rural_abm').joinpath('data/governance/index.toml').read_text('utf-8')\n"
    code += "print(tomllib.loads(text)['baseline'])"
    assert run_installed(code).strip() == "call_off"


@pytest.mark.skipif(find_spec("rural_abm.cli") is None, reason="this checkout has no command line")
def test_the_command_runs_from_another_folder(run_installed):
    code = "sys.argv = ['rural-abm', 'list', 'governance']\nfrom rural_abm.cli import main\nmain()"
    assert "call_off" in run_installed(code)
