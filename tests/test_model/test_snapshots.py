"""Snapshots: a world goes on from a file to the same bytes, a fork leaves its origin alone, damage is named."""

import json
import zipfile

import numpy as np
import pytest
import regions
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from rural_abm import RuralModel, Scenario
from rural_abm.engine.errors import InputError
from rural_abm.simulation.agents.persons import GP
from rural_abm.state import snapshot as snapshot_module
from rural_abm.state.snapshot import Snapshot
from rural_abm.state.world import World

SHARE = 0.1
YEAR = 365


def through_file(model, folder):
    """The model's snapshot, written to a file and read again."""
    return Snapshot.load(model.snapshot().save(folder / "world.zip"))


def same(one, other):
    assert regions.differences(one, other) == []
    assert_frame_equal(one.outcomes(), other.outcomes())


def test_a_year_and_a_year_through_a_file_are_two_years(tmp_path):
    scenario = Scenario("cottage_hospital_hub", years=2)
    whole = regions.model_of(scenario).run(1)
    second = RuralModel.from_snapshot(through_file(whole, tmp_path), scenario)
    same(whole, second)
    whole.run(2)
    assert regions.differences(whole, second) != []
    second.run(2)
    same(whole, second)
    assert {agent.row for agent in whole.agents_by_type[GP]} == {agent.row for agent in second.agents_by_type[GP]}


@pytest.mark.verify
@pytest.mark.parametrize("governance", ["call_off", "home_hospital", "cottage_hospital_hub"])
def test_two_years_and_three_through_a_file_are_five(tmp_path, governance):
    scenario = Scenario(governance, seed=2, years=5)
    whole = regions.model_of(scenario).run(2)
    later = RuralModel.from_snapshot(through_file(whole, tmp_path), scenario).run(5)
    same(whole.run(5), later)


@pytest.mark.parametrize("day", [0, 1, 17, 200])
def test_a_run_may_be_cut_on_any_day(tmp_path, day):
    scenario = Scenario("home_hospital", seed=5, years=1)
    whole = regions.run_days(regions.model_of(scenario, SHARE), day)
    later = regions.restored(through_file(whole, tmp_path), scenario, SHARE)
    same(regions.run_days(whole, 45), regions.run_days(later, 45))


def test_a_run_may_be_made_longer():
    """The length of a scenario changes nothing that happens."""
    short = regions.run_days(regions.model_of(Scenario(seed=5, years=1), SHARE), 200)
    longer = regions.restored(short.snapshot(), Scenario(seed=5, years=3), SHARE)
    one, other = (regions.run_days(model, 165) for model in (short, longer))
    assert set(regions.differences(one, other)) <= {"extras.top_share", "extras.gp_median_stay"}
    assert regions.total(one, "gp_visits") == regions.total(other, "gp_visits") > 0


def test_a_fork_leaves_its_origin_alone():
    origin = regions.run_days(regions.model_of(Scenario(seed=5, years=1), SHARE), 30)
    snapshot, before = origin.snapshot(), regions.digests(origin)
    kept = Snapshot.copy(snapshot)
    fork = regions.restored(snapshot, Scenario("cottage_hospital_hub", seed=5, years=1), SHARE)
    regions.run_days(fork, 60)
    assert regions.digests(origin) == before
    for name, array in zip(World._fields, snapshot.world, strict=True):
        assert array.tobytes() == getattr(kept.world, name).tobytes(), name
    plain = regions.restored(snapshot, origin.scenario, SHARE)
    same(regions.run_days(origin, 60), regions.run_days(plain, 60))
    assert regions.differences(origin, fork) != []


def test_the_register_of_events_goes_on():
    scenario = Scenario(seed=5, years=1, register="all")
    whole = regions.run_days(regions.model_of(scenario, SHARE), 40)
    later = regions.restored(whole.snapshot(), scenario, SHARE)
    for model in (whole, later):
        regions.run_days(model, 20)
    for table in ("contacts", "events"):
        frames = [getattr(model, table)() for model in (whole, later)]
        since = [frame[frame["day"] >= 40].reset_index(drop=True) for frame in frames]
        assert len(since[0]) > 100
        assert_frame_equal(*since)


def test_a_snapshot_of_another_seed_or_other_parameters_is_refused():
    with pytest.raises(InputError, match="seed 5"):
        regions.restored(regions.warmed(5, SHARE), Scenario(seed=6), SHARE)
    with pytest.raises(InputError, match="parameters"):
        regions.restored(regions.warmed(5, SHARE), Scenario(seed=5, parameters={"continuity_causal_share": 0.5}), SHARE)


def test_a_snapshot_of_other_code_is_refused(tmp_path, monkeypatch):
    path = regions.warmed(5, 0.01).save(tmp_path / "old.zip")
    monkeypatch.setattr(snapshot_module, "code_hash", lambda: "other")
    with pytest.raises(InputError, match="other code"):
        Snapshot.load(path)


# damage


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("snapshots") / "good.zip"
    return regions.warmed(5, 0.01).save(path)


def refused(path):
    with pytest.raises(InputError, match=path.name) as caught:
        Snapshot.load(path)
    assert len(str(caught.value).splitlines()) <= 3


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_as_it_was(file, data):
    """Bytes cut off or changed anywhere; a change that matters to nobody (a date in the archive) may pass."""
    content = bytearray(file.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        region = data.draw(st.sampled_from([(0, 400), (0, len(content)), (len(content) - 3000, len(content))]))
        content[data.draw(st.integers(region[0], region[1] - 1))] ^= data.draw(st.integers(1, 255))
    bad = file.with_name("bad.zip")
    bad.write_bytes(bytes(content))
    try:
        found = Snapshot.load(bad)
    except InputError as error:
        assert "bad.zip" in str(error) and len(str(error).splitlines()) <= 3
    else:
        whole = Snapshot.load(file)
        assert all(a.tobytes() == b.tobytes() for a, b in zip(found.world, whole.world, strict=True))


def test_missing_foreign_and_older_files_are_refused(tmp_path, file):
    refused(tmp_path / "missing.zip")
    (tmp_path / "text.zip").write_text("not a snapshot")
    refused(tmp_path / "text.zip")
    for name, facts in (("list.zip", []), ("older.zip", {"format": 0}), ("empty.zip", {"format": 1})):
        with zipfile.ZipFile(tmp_path / name, "w") as foreign:
            foreign.writestr("facts.json", json.dumps(facts))
        refused(tmp_path / name)


def test_saving_leaves_no_part_behind(tmp_path, file):
    path = regions.warmed(5, 0.01).save(tmp_path / "world.zip")
    assert [item.name for item in tmp_path.iterdir()] == ["world.zip"]
    assert path.read_bytes() and np.array_equal(Snapshot.load(path).world.counts, Snapshot.load(file).world.counts)
