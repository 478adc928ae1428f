"""The built package: everything is in it, and it works from another folder without the sources."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from importlib.util import find_spec
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from rural_abm.engine import kernels

pytestmark = pytest.mark.verify
HERE, READY_SECONDS, ANSWER_SECONDS, END_SECONDS = "127.0.0.1", 300, 600, 120
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
    present = {f"rural_abm/{path.relative_to(kernels.PACKAGE).as_posix()}" for path in kernels._package_files()}
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
    assert (
        run_installed("from rural_abm.engine.kernels import code_hash; print(code_hash())").strip()
        == kernels.code_hash()
    )


def test_package_data_is_read_from_another_folder(run_installed):
    code = "from importlib.resources import files\nimport tomllib\n"
    code += "text = files('rural_abm').joinpath('data/governance/index.toml').read_text('utf-8')\n"
    code += "print(tomllib.loads(text)['baseline'])"
    assert run_installed(code).strip() == "call_off"


@pytest.mark.skipif(find_spec("rural_abm.cli") is None, reason="this checkout has no command line")
def test_the_command_runs_from_another_folder(run_installed):
    code = "sys.argv = ['rural-abm', 'list', 'governance']\nfrom rural_abm.cli import main\nmain()"
    assert "call_off" in run_installed(code)


@pytest.fixture
def served(installed, tmp_path):
    """Address of the workshop page, served by the installed package from another folder."""
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    code = f"import rural_abm; assert rural_abm.__file__.startswith({str(installed)!r})\n"
    code += "from rural_abm.cli import main\nmain()"
    command = [sys.executable, "-c", code, "demo", "--no-browser", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL)
    try:
        yield wait_until_served(f"http://{HERE}:{port}", process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(END_SECONDS)


def wait_until_served(address, process):
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            fetched(f"{address}/api/health")
            return address
        except (URLError, OSError):
            time.sleep(0.2)
    return pytest.fail("the server did not answer")


def fetched(address):
    with urlopen(address, timeout=ANSWER_SECONDS) as answer:
        return answer.read().decode()


def test_the_installed_package_serves_the_workshop_page(served):
    assert 'src="static/main.js"' in fetched(served)
    assert "window.rural" in fetched(f"{served}/static/main.js")
    standard = json.loads(fetched(f"{served}/api/start"))["standard"]
    assert standard["state"] in ("ready", "other_model"), standard["message"]
    query = next(one for one in standard["scenarios"] if one["id"] == standard["first"])["query"]
    told = fetched(f"{served}/api/compare?{urlencode({'q': json.dumps(query), 'pairs': 1})}")
    events = dict(block.removeprefix("event: ").split("\ndata: ") for block in told.split("\n\n") if "event: " in block)
    assert json.loads(events["done"])["pairs"] == 1 and "coc" in json.loads(events["answer"])["figures"]
    assert json.loads(events["answer"])["from_standard"] == (standard["state"] == "ready")
