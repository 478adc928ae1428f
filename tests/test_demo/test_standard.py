"""The standard scenarios: kept exactly, refused when of another model, and shown in a file without a server."""

import json
import os
import re
import shutil
import time
from datetime import timedelta

import numpy as np
import pytest

from rural_abm import InputError, WorldRun
from rural_abm.demo import export, standard
from rural_abm.demo.runs import RunStore
from rural_abm.demo.settings import page_outcomes, work

PLACES = ("region", "lycksele", "sorsele")
YEARS = tuple(range(2024, 2034))
PAIRS = 2


@pytest.fixture(scope="module")
def runs():
    """Fabricated runs under the keys of two pairs of all standard scenarios."""
    random = np.random.default_rng(1)
    shape = len(page_outcomes()), len(PLACES), len(YEARS)

    def run():
        return WorldRun(
            page_outcomes(), PLACES, YEARS, random.integers(1, 99, shape) * 1.0, random.integers(100, 200, shape) * 1.0
        )

    return {key: run() for key in standard.wanted_runs(PAIRS)}


@pytest.fixture(scope="module")
def written(runs, tmp_path_factory):
    """A folder with the files of these runs."""
    folder = tmp_path_factory.mktemp("written")
    standard.save(runs, PAIRS, folder)
    return folder


@pytest.fixture
def shipped(written, tmp_path, monkeypatch):
    """A folder with these runs in place of the package's own."""
    for name in (standard.RUNS, standard.MANIFEST):
        shutil.copy(written / name, tmp_path)
    monkeypatch.setattr(standard, "data_folder", lambda: tmp_path)
    return tmp_path


def test_every_model_and_reform_stands_in_both_ways():
    found = standard.scenarios()
    assert len(found) == 2 * (17 + 16)
    assert len({entry["id"] for entry in found}) == len(found)
    assert len(standard.wanted_runs(1)) == len(found) + 1


def test_the_page_opens_with_a_scenario_that_shows_something():
    first = next(entry for entry in standard.scenarios() if entry["id"] == standard.state()["first"])
    assert first["id"] == "home_hospital.full" and first["adoption"] == "full"


def test_what_is_shipped_is_read():
    runs = standard.load()
    assert len(runs) in (0, len(standard.wanted_runs()))  # none where the model has moved on
    assert bool(runs) == (standard.state()["state"] == standard.READY)


def test_runs_come_back_as_they_were(runs, shipped):
    found = standard.load()
    assert found.keys() == runs.keys()
    for key, run in runs.items():
        assert (found[key].numerators == run.numerators).all() and (found[key].denominators == run.denominators).all()
        assert (found[key].outcomes, found[key].places, found[key].years) == (run.outcomes, run.places, run.years)
    assert standard.state()["state"] == "ready" and standard.state()["pairs"] == PAIRS


def test_what_is_equal_stands_in_the_file_once(runs, tmp_path):
    import pyarrow.parquet as pq

    residents = next(iter(runs.values())).denominators[0]
    odd = residents.copy()
    odd[0, :3] = np.nan, -0.0, np.inf
    alike = {}
    for number, (key, run) in enumerate(runs.items()):
        shared = odd if number == 0 else residents
        denominators = np.stack([shared, run.numerators[2], *([shared] * (len(run.outcomes) - 2))])
        alike[key] = WorldRun(run.outcomes, run.places, run.years, run.numerators, denominators)
    standard.save(alike, PAIRS, tmp_path)
    found = standard.load(folder=tmp_path)
    for key, run in alike.items():
        assert found[key].numerators.tobytes() == run.numerators.tobytes()
        assert found[key].denominators.tobytes() == run.denominators.tobytes()
    layers = len(page_outcomes()) + 1  # the numerators, one of which is a denominator too, and the residents
    assert pq.read_metadata(tmp_path / standard.RUNS).num_rows == layers * len(alike) * residents.size


def test_runs_of_another_model_are_refused_with_the_command(runs, shipped, monkeypatch):
    monkeypatch.setattr("rural_abm.demo.runs.results_hash", lambda: "another")
    told = standard.state()
    assert told["state"] == "other_model" and told["command"] in "rural-abm demo --precompute" and told["message"]["sv"]
    assert standard.load() == {}


def test_runs_of_other_parameters_are_refused(runs, shipped, monkeypatch):
    monkeypatch.setattr("rural_abm.demo.runs.parameters_in_force", lambda scenario: {"tie_floor": 0.03})
    assert standard.state()["state"] == "other_model" and standard.load() == {}


def flip_a_byte(folder):
    path = folder / standard.RUNS
    found = bytearray(path.read_bytes())
    found[len(found) // 2] ^= 1
    path.write_bytes(found)


def older_form(folder):
    path = folder / standard.MANIFEST
    facts = json.loads(path.read_text())
    del facts["layers"]
    path.write_text(json.dumps(facts))


DAMAGES = {
    "values cut off": lambda folder: (folder / standard.RUNS).write_bytes(b"damaged"),
    "values with a wrong byte": flip_a_byte,
    "values gone": lambda folder: (folder / standard.RUNS).unlink(),
    "manifest cut off": lambda folder: (folder / standard.MANIFEST).write_text("{"),
    "manifest of no form": lambda folder: (folder / standard.MANIFEST).write_text("[]"),
    "manifest of an older form": older_form,
    "manifest gone": lambda folder: (folder / standard.MANIFEST).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_files_that_cannot_be_read_are_said_and_not_stumbled_over(shipped, damage):
    assert standard.state()["state"] == "ready"
    damage(shipped)
    told = standard.state()
    assert told["state"] == "damaged" and told["command"] == "rural-abm demo --precompute"
    assert "cannot be read" in told["message"]["en"] and "går inte att läsa" in told["message"]["sv"]
    assert standard.load() == {}
    with pytest.raises(InputError, match="--precompute"):
        export.export(shipped / "page.html", RunStore(shipped))


def test_missing_files_are_said(shipped):
    for name in (standard.RUNS, standard.MANIFEST):
        (shipped / name).unlink()
    assert standard.state()["state"] == "missing" and "not been computed" in standard.state()["message"]["en"]
    assert standard.load() == {}


def test_a_page_in_one_file_holds_everything_and_asks_nobody(runs, shipped, monkeypatch):
    monkeypatch.setattr(export, "_near", list)
    path = shipped / "page.html"
    export.export(path, RunStore(shipped, standard.load()))
    text = path.read_text("utf-8")
    found = re.search(r'<script type="application/json" id="rural-abm-data">(.*?)</script>', text, re.DOTALL)
    data = json.loads(found[1])
    assert len(data["answers"]) == len(standard.scenarios()) and data["start"]["standard"]["state"] == "ready"
    one = data["answers"]["home_hospital.full"]
    assert one["pairs"] == PAIRS and set(one["figures"]) == set(page_outcomes())
    assert "a_low" not in one["series"]["coc"]["sorsele"]
    assert not re.search(r'(src|href)="(?!#|data:)[^"]*\.(js|css)"', text)
    assert "static/" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "default-src 'none'" in text and "connect-src" not in text


def test_texts_within_the_data_do_not_end_it(monkeypatch):
    text = export.page_with({"x": "</script><script>alert(1)</script><!--"})
    assert "</script><script>alert(1)" not in text
    found = re.search(r'id="rural-abm-data">(.*?)</script>', text, re.DOTALL)
    assert json.loads(found[1]) == {"x": "</script><script>alert(1)</script><!--"}


def test_a_store_keeps_runs_in_files_and_passes_over_damage(runs, tmp_path):
    key, run = next(iter(runs.items()))
    RunStore(tmp_path).put(key, run)
    found = RunStore(tmp_path).get(key)
    assert (found.numerators == run.numerators).all() and found.outcomes == run.outcomes
    (file,) = RunStore(tmp_path).folder.iterdir()
    file.write_bytes(file.read_bytes()[:50])
    assert RunStore(tmp_path).get(key) is None and RunStore(tmp_path).get("nothing") is None


def test_runs_of_other_models_are_kept_for_some_days_after_their_last_use(runs, tmp_path):
    key, run = next(iter(runs.items()))
    store, young, old = RunStore(tmp_path), tmp_path / "demo-young", tmp_path / "demo-old"
    store.put(key, run)
    day = timedelta(days=1).total_seconds()
    for folder, days in ((young, work("days_other_kept") - 1), (old, work("days_other_kept") + 1), (store.folder, 999)):
        folder.mkdir(exist_ok=True)
        os.utime(folder, (time.time() - days * day,) * 2)
    store.prune()
    assert young.exists() and not old.exists()
    assert RunStore(tmp_path).get(key) is not None
    assert time.time() - store.folder.stat().st_mtime < day, "a folder that is only read from counts as used"


@pytest.mark.verify
def test_what_is_precomputed_goes_on_where_it_stopped(tmp_path, monkeypatch):
    from rural_abm.demo import precompute

    few = dict(list(standard.wanted_runs(1).items())[:3])
    monkeypatch.setattr(precompute, "wanted_runs", lambda pairs=None, region=None: few)
    monkeypatch.setattr(standard, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(precompute, "data_folder", lambda: tmp_path)
    monkeypatch.setattr("rural_abm.demo.runs.cache_root", lambda: tmp_path / "cache")
    assert "3 runs" in precompute.expected_line(1)
    first = precompute.precompute(1)
    assert "3 runs" in first[0] and (tmp_path / standard.RUNS).exists()
    next(iter((tmp_path / "cache").rglob("*.npz"))).unlink()
    assert "1 runs" in precompute.expected_line(1)
    before = (tmp_path / standard.RUNS).read_bytes()
    precompute.precompute(1)
    assert (tmp_path / standard.RUNS).read_bytes() == before
