"""No command raises for any bytes in any file that users give or that results lie in: a good answer, or exit code 2 and
at most three lines.

Files are noise, sound files cut, flipped or spliced, and sound files with a strange value in the place of another. The
commands are called in this process, on the model's double, so that a case takes milliseconds.
"""

import json
import os
import random
import shutil
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rural_abm.cli import main
from rural_abm.engine.errors import InputError, plain_text
from rural_abm.governance.places import governance_data
from rural_abm.study.compare.comparison import Comparison, compare
from rural_abm.study.results import store
from rural_abm.study.results.store import load
from rural_abm.study.running.runs import Results, run
from rural_abm.study.sweeps.sweeps import Sweep, sweep

pytestmark = pytest.mark.usefixtures("model_double")
NO_CHECKS = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
STRANGE = (
    None, True, -1, 0, 0.5, 1e308, 2**70, "", "abc", "\0", "../../x", "\x1b[31m$x_{", "2024-13-45",
    [], [1], ["a", []], {}, {"a": {"b": 1}},
)  # fmt: skip
EXPERIMENT = """
name = "mine"
title = { en = "Mine", sv = "Min" }
seeds = 2
years = 1
outcomes = ["coc", "deaths"]
governance = ["call_off"]
fixed = { levers = { "dorotea.beds" = 1 }, parameters = { acute_reserve_share = 0.3 } }
levers = { "sorsele.beds" = { low = 0, high = 4, levels = 2 }, "daily_slot.enabled" = [false, true] }
parameters = { attraction_floor = { levels = 2 } }
design = { kind = "grid" }
"""
SCENARIO = """
governance = "call_off"
reforms = ["open_evenings"]
years = 2
seed = 3
levers = { "sorsele.beds" = 1 }
cuts = ["ties_to_calls"]
parameters = { acute_reserve_share = 0.3 }
change = [{ year = 2, reforms = ["close_beds"], levers = { "dorotea.beds" = 0 } }]
"""
IN_SILICO = """
measure = "gp_leaves"
seeds = 2
title = { en = "A", sv = "B" }
question = { en = "A?", sv = "B?" }
options = { successors = ["permanent"], leave_day = 3, days = 20 }
"""
SEARCH = EXPERIMENT.replace("parameters = { attraction_floor = { levels = 2 } }", "").replace(
    'design = { kind = "grid" }', 'search = { objectives = ["coc", "deaths"], population = 4, generations = 1 }'
)
INPUTS = {
    "model.toml": (governance_data() / "home_hospital.toml").read_text(encoding="utf-8"),
    "scenario.toml": SCENARIO,
    "sweep.toml": EXPERIMENT,
    "search.toml": SEARCH,
    "silico.toml": IN_SILICO,
}
# What is asked of an input file; nothing of it is run for long.
ASKED = [
    ["check", "FILE"],
    ["run", "--governance", "FILE", "--years", "1"],
    ["run", "--reform", "FILE", "--years", "1"],
    ["sweep", "FILE", "--dry-run"],
]
READ = [
    ["check", "DIR"], ["manifest", "DIR"], ["status", "DIR"], ["gather", "DIR"], ["analyse", "DIR"],
    ["figures", "differences", "DIR"], ["figures", "place", "DIR"],
]  # fmt: skip
LOADERS = (load, Results.load, Comparison.load, Sweep.load)


def no_traceback(capsys, words):
    """The exit code of a command, which must be one of those there are, with few and plain lines of complaint."""
    code = main(words)
    said = capsys.readouterr()
    assert code in (0, 1, 2), (words, code)
    assert len([line for line in said.err.splitlines() if not line.startswith("Warning:")]) <= 3, said.err
    assert plain_text(said.err) == said.err and "Traceback" not in said.err
    assert code != 2 or said.err


def broken(content, seed):
    """The bytes of a file, broken in one of many ways, the same for the same seed."""
    chance = random.Random(seed)
    place = chance.randrange(len(content) + 1)
    noise = chance.randbytes(chance.choice((0, 1, 3, 50)))
    ways = (
        lambda: noise,
        lambda: content[:place],
        lambda: content[:place] + noise + content[place:],
        lambda: content[:place] + noise + content[place + len(noise) :],
        lambda: content[place:] + content[:place],
        lambda: b"\xef\xbb\xbf" + content[:place],
    )
    return chance.choice(ways)()


def _spots(value, path=()):
    """Paths of all values within tables and lists."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from _spots(item, (*path, key))


def altered(table, seed):
    """The table (a copy) with one or two of its values replaced by strange ones, left out, or under another key."""
    table, chance = json.loads(json.dumps(table)), random.Random(seed)
    for _ in range(chance.choice((1, 1, 2))):
        spots = list(_spots(table))
        if not spots:
            break
        *path, key = chance.choice(spots)
        owner = table
        for part in path:
            owner = owner[part]
        way = chance.randrange(6)
        if way == 0:
            del owner[key]
        elif way == 1 and isinstance(owner, dict):
            owner[chance.choice(("x", "", "a.b", "\x1b"))] = owner.pop(key)
        else:
            owner[key] = chance.choice(STRANGE)
    return table


def toml_text(value):
    """The value as an inline value of TOML; nothing has none and is written as a text."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml_text(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_text, value)) + "]"
    return "nan" if value is None else json.dumps(value)


def as_toml(table):
    return "".join(f"{json.dumps(key)} = {toml_text(value)}\n" for key, value in table.items())


def try_input(capsys, folder, name, content, words):
    path = folder / name
    path.write_bytes(content)
    no_traceback(capsys, [str(path) if word == "FILE" else word for word in words])


def one_input(capsys, folder, name, seed):
    """One case: a file of a kind, broken or altered by the seed, asked something."""
    chance = random.Random(seed)
    text = INPUTS[name]
    if chance.random() < 1 / 3:
        content = broken(text.encode(), seed)
    else:
        content = as_toml(altered(tomllib.loads(text), seed)).encode("utf-8", "surrogatepass")
    try_input(capsys, folder, name, content, chance.choice(ASKED))


@pytest.mark.parametrize("name", INPUTS)
@settings(max_examples=12, **NO_CHECKS)
@given(seed=st.integers(0, 2**32))
def test_no_input_file_gives_a_traceback(capsys, tmp_path_factory, name, seed):
    one_input(capsys, tmp_path_factory.getbasetemp(), name, seed)


@pytest.mark.verify
@pytest.mark.parametrize("name", INPUTS)
def test_a_thousand_input_files_of_each_kind_give_no_traceback(capsys, tmp_path, name):
    for seed in range(800):
        one_input(capsys, tmp_path, name, seed)


@pytest.fixture
def results(tmp_path):
    """Folders of results: of a run, a comparison and a sweep."""
    run("call_off", tmp_path / "run", years=1, register="persons")
    compare(["call_off", "home_hospital"], 2, 1, workers=1, out=tmp_path / "compare", steps=True)
    sweep(tomllib.loads(EXPERIMENT), tmp_path / "sweep", 1)
    return tmp_path


def one_result(capsys, results, seed):
    """One case: a file of a folder of results broken, altered, emptied, gone, or a folder in its place; all read it."""
    chance = random.Random(seed)
    kind = chance.choice(("run", "compare", "sweep"))
    folder = results / f"{kind}-broken"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(results / kind, folder)
    path = folder / chance.choice(sorted(os.listdir(folder)))
    content = path.read_bytes()
    way = chance.randrange(5)
    if path.name == store.MANIFEST and way < 3:
        # Signed anew, as if it had been written so.
        found = altered({key: value for key, value in json.loads(content).items() if key != store.CHECKSUM}, seed)
        store.write_manifest(folder, found)
    elif way == 3:
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(broken(content, seed))
    no_traceback(capsys, [str(folder) if word == "DIR" else word for word in chance.choice(READ)])
    try:
        chance.choice(LOADERS)(folder)
    except InputError as error:
        assert len(str(error).splitlines()) <= 3


def test_no_file_of_results_gives_a_traceback(capsys, results):
    for seed in range(60):
        one_result(capsys, results, seed)


@pytest.mark.verify
def test_a_thousand_broken_folders_of_results_give_no_traceback(capsys, results):
    for seed in range(1000):
        one_result(capsys, results, seed)
