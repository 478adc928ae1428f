"""Folders of results: nothing half-written, nothing overwritten, parts read alone, errors that name the trouble."""

import errno
import json

import pandas as pd
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario
from rural_abm.study.results import store
from rural_abm.study.results.provenance import input_hashes, provenance, run_id
from rural_abm.study.results.store import load
from rural_abm.study.running.runs import Results, run

SHORT = Scenario(years=2)


@pytest.fixture
def folder(model_double, tmp_path):
    """A folder with the results of one run."""
    run(SHORT, tmp_path / "out")
    return tmp_path / "out"


def test_what_is_written_is_what_is_read(model_double, folder):
    results, again = run(SHORT), Results.load(folder)
    pd.testing.assert_frame_equal(results.outcomes(), again.outcomes(), check_dtype=False)
    pd.testing.assert_frame_equal(results.runs, again.runs, check_dtype=False)
    assert (again.outcomes().eval("value == numerator / denominator")).all()
    assert again.contacts is None and again.events is None


def test_the_same_inputs_give_the_same_bytes(model_double, folder, tmp_path):
    run(SHORT, tmp_path / "second")
    for name in (store.RESULTS, store.RUNS):
        assert (folder / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_the_register_is_written_when_asked_for(model_double, tmp_path):
    results = run(Scenario(years=1, register="persons"), tmp_path)
    assert len(results.contacts) == len(pd.read_parquet(tmp_path / "contacts.parquet")) == 1
    assert Results.load(tmp_path).events["day"].tolist() == [4]


def test_a_manifest_says_where_results_come_from(folder):
    manifest = store.read_manifest(folder)
    for key in ("version", "commit", "code", "inputs", "packages", "python", "run_seconds", "seeds"):
        assert key in manifest
    assert set(manifest["machine"]) == {"cores", "memory_gb"}
    assert Scenario.from_mapping(next(iter(manifest["scenarios"].values()))) == SHORT
    assert manifest["packages"]["numpy"]


def test_parts_are_read_alone(folder):
    assert set(load(folder, outcomes="coc")["outcome"]) == {"coc"}
    assert set(load(folder, places=["sorsele"])["place"]) == {"sorsele"}
    assert len(load(folder, outcomes=["coc", "deaths"], dimensions="all")) == 2 * len(load(folder, outcomes="coc"))
    with pytest.raises(InputError, match="Did you mean 'deaths'"):
        load(folder, outcomes=["death"])


def test_run_ids_follow_scenario_and_seed():
    assert run_id(SHORT) == run_id(Scenario(years=2)) != run_id(Scenario(years=2, seed=2)) != run_id(Scenario(years=3))


def test_other_results_are_not_overwritten(folder):
    before = (folder / store.RESULTS).read_bytes()
    for other in (Scenario(years=3), Scenario(years=2, seed=2)):
        with pytest.raises(InputError, match="contains other results"):
            run(other, folder)
    assert (folder / store.RESULTS).read_bytes() == before
    run(SHORT, folder)
    assert (folder / store.RESULTS).read_bytes() == before


def test_results_of_other_code_are_not_overwritten(folder, monkeypatch):
    monkeypatch.setattr("rural_abm.study.results.provenance.code_hash", lambda: "other")
    with pytest.raises(InputError, match="contains other results"):
        run(SHORT, folder)


def test_results_without_a_manifest_are_not_overwritten(folder):
    (folder / store.MANIFEST).unlink()
    with pytest.raises(InputError, match="manifest.json"):
        run(SHORT, folder)


def test_a_folder_with_other_things_may_be_used(model_double, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    run(SHORT, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_or_a_path_below_one_is_no_folder(model_double, tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(InputError, match="is a file"):
            run(SHORT, path)


def test_a_folder_that_cannot_be_written(model_double, tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("rural_abm.study.results.store.tempfile.NamedTemporaryFile", refuse)
    with pytest.raises(InputError, match="cannot be written: Permission denied"):
        run(SHORT, tmp_path)


def test_a_full_disk_loses_nothing_computed(model_double, tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    def fill(table, path, **options):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    whole = pq.write_table
    monkeypatch.setattr(pq, "write_table", fill)
    with pytest.raises(InputError, match="the disk is full") as caught:
        run(SHORT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
    monkeypatch.setattr(pq, "write_table", whole)
    caught.value.results.save(tmp_path)
    assert len(load(tmp_path)) == len(caught.value.results.outcomes())


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "text"
    store.write_text(path, "first")
    with pytest.raises(ZeroDivisionError), store.whole_file(path) as partial:
        partial.write_text("half")
        assert partial.suffix == ".part"
        raise ZeroDivisionError
    assert path.read_text() == "first" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", "[" * 100_000])
def test_damaged_manifests_are_named(tmp_path, text):
    (tmp_path / store.MANIFEST).write_text(text)
    with pytest.raises(InputError, match="manifest.json") as caught:
        store.read_manifest(tmp_path)
    assert len(str(caught.value).splitlines()) <= 3


def test_damaged_tables_are_named(folder):
    (folder / store.RESULTS).write_bytes(b"PAR1 and nothing more")
    with pytest.raises(InputError, match="results.parquet"):
        load(folder)


def test_users_files_are_hashed(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("a")
    hashes = input_hashes([Scenario(str(path), reforms=("open_evenings",))])
    assert set(hashes) == {str(path)}
    before = hashes[str(path)]
    path.write_text("b")
    assert input_hashes([Scenario(str(path))])[str(path)] != before


def test_provenance_can_be_written_as_json():
    assert json.loads(json.dumps(provenance()))["program"] == "rural_abm"
