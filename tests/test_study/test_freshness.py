"""Kept results are up to date or stale by three hashes: of the model, the definition and the method."""

from dataclasses import replace
from pathlib import Path

import pytest

from rural_abm.study.insilico.options import usual_options
from rural_abm.study.insilico.running import read_in_silico, stamp_of
from rural_abm.study.results import freshness
from rural_abm.study.results.freshness import STAMP, method_hash, stale_because, stamp_of_measure

ROOT = Path(__file__).parents[2]
MEASURE = "rural_abm.study.insilico.gp_leaves"


def test_modules_left_out_are_there_and_lead_nowhere():
    assert [name for name in freshness.CARRIERS if freshness._path(name) is None] == []
    assert freshness._reached(sorted(freshness.CARRIERS)) == {}


def test_results_are_stale_by_what_differs():
    now = stamp_of_measure("gp_leaves", {}, 2, None)
    assert stale_because(None, now) == "not run yet"
    assert stale_because({STAMP: now}, now) == ""
    assert stale_because({STAMP: now | {"model": "other"}}, now) == "made by another version of the model"
    both = stale_because({STAMP: now | {"definition": "other", "method": "other"}}, now)
    assert both == "made for another definition, measured in another way"
    assert stale_because({}, now).count(",") == 2


def test_seeds_options_and_draws_are_part_of_what_is_asked_and_titles_are_not():
    words = {"en": "A", "sv": "B"}
    asked = replace(read_in_silico(ROOT / "experiments" / "gp_leaves"), no_draws_because=words)
    now = stamp_of(asked)
    assert stamp_of(replace(asked, title=words, figure={}, minutes=9.0)) == now
    changed = [
        stamp_of(replace(asked, seeds=asked.seeds + 1)),
        stamp_of(replace(asked, options=asked.options | {"days": 3})),
        stamp_of(replace(asked, draws="none")),
    ]
    assert len({one["definition"] for one in [now, *changed]}) == 4
    assert {one["method"] for one in changed} == {now["method"]}


COMPARED = [path.parent for path in sorted(ROOT.glob("experiments/*/experiment.toml"))
            if 'measure = "compared"' in path.read_text("utf-8")]  # fmt: skip


@pytest.mark.parametrize("folder", COMPARED, ids=lambda folder: folder.name)
def test_an_experiment_says_how_many_worlds_it_simulates(folder):
    asked = read_in_silico(folder)
    options = usual_options("compared") | asked.options
    assert asked.worlds == (1 + len(options["models"])) * len(options["worlds"])


def test_what_a_measure_leads_to_is_part_of_its_method_and_no_more(monkeypatch, tmp_path):
    before = {name: method_hash(name) for name in (MEASURE, "rural_abm.study.insilico.support")}
    reached = freshness._reached([MEASURE])
    assert {"rural_abm.study.insilico.following", "rural_abm.study.insilico.leaving"} <= reached.keys()
    assert "rural_abm.study.sweeps.sweeps" not in reached
    other = tmp_path / "leaving.py"
    other.write_text("changed = True\n", encoding="utf-8")
    known = freshness._path
    monkeypatch.setattr(freshness, "_path", lambda name: other if name.endswith("insilico.leaving") else known(name))
    method_hash.cache_clear()
    try:
        assert method_hash(MEASURE) != before[MEASURE]
        assert method_hash("rural_abm.study.insilico.support") == before["rural_abm.study.insilico.support"]
    finally:
        method_hash.cache_clear()


@pytest.mark.parametrize("module", ["rural_abm.study.compare.paired_draws", "rural_abm.study.compare.chance"])
def test_data_that_no_model_hash_covers_count_where_they_are_read(module):
    reached = freshness._reached([module])
    assert [name for name in reached if ".parquet" in name]
