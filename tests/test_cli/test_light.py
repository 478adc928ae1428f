"""Commands that only read load nothing heavy, in a process of their own, as users call them."""

import json

import pytest

HEAVY = ["numba", "mesa", "pandas", "pyarrow", "matplotlib", "networkx", "scipy"]
COMMANDS = [
    ["list", "parameters"],
    ["list", "outcomes", "--json"],
    ["list", "patterns"],
    ["calibrate", "--dry-run"],
    ["describe", "home_hospital"],
    ["describe", "levers", "beds", "--json"],
    ["compare", "--help"],
    ["story", "--help"],
]


def heavy_packages_loaded(run_python, arguments):
    code = f"import sys, json\nfrom rural_abm.cli import main\ncode = main({arguments!r})\n"
    code += f"print(json.dumps([code, [name for name in {HEAVY} if name in sys.modules]]))"
    return json.loads(run_python(code).splitlines()[-1])


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_reading_loads_nothing_heavy(run_python, arguments):
    assert heavy_packages_loaded(run_python, arguments) == [0, []]


def test_checking_a_file_loads_nothing_heavy(run_python, tmp_path):
    (tmp_path / "scenario.toml").write_text('governance = "home_hospital"\n')
    assert heavy_packages_loaded(run_python, ["check", str(tmp_path / "scenario.toml")]) == [0, []]


def test_a_reader_who_has_read_enough_is_no_fault(run_python):
    read_one_line = (
        "import subprocess, sys\n"
        "words = [sys.executable, '-m', 'rural_abm', 'list', 'parameters']\n"
        "writer = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)\n"
        "writer.stdout.readline(), writer.stdout.close()\n"
        "print([writer.stderr.read(), writer.wait()])"
    )
    assert run_python(read_one_line).strip() == "['', 0]"
