"""A sweep is known by its content: folders and files that are moved, or reached by another path, are the same."""

import os

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.study.results import store
from rural_abm.study.sweeps.sweep_folders import status
from rural_abm.study.sweeps.sweeps import gather, sweep

FILES = (store.RESULTS, store.RUNS, store.DESIGN)
OWN = """
name = "ours"
source = "own"
date = "2024"
setting = ["sparse"]
adopted = "from the first day"
title = { en = "Ours", sv = "Vår" }
description = { en = "Beds.", sv = "Platser." }
[places.sorsele]
beds = 1
"""
TEXT = """
name = "mine"
seeds = 2
years = 1
outcomes = ["coc", "deaths"]
governance = ["call_off", "ours.toml"]
[levers]
"daily_slot.enabled" = [false, true]
[design]
kind = "grid"
"""
RUNS = 2 * 2 * 2


@pytest.fixture
def home(tmp_path):
    """A folder with an experiment file, and the model of one's own that it names."""
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "ours.toml").write_text(OWN)
    (tmp_path / "first" / "mine.toml").write_text(TEXT)
    return tmp_path / "first"


@pytest.fixture
def made_runs(model_double, monkeypatch):
    """A list that gets an entry for every run that is made."""
    found, run = [], model_double.run
    monkeypatch.setattr(model_double, "run", lambda model, *given: found.append(model) or run(model, *given))
    return found


@pytest.fixture
def whole(home, made_runs, tmp_path):
    """Bytes of the sweep as it comes out when nothing is moved."""
    folder = sweep(str(home / "mine.toml"), tmp_path / "whole", 1).folder
    made_runs.clear()
    return bytes_of(folder)


def bytes_of(folder):
    return [(folder / name).read_bytes() for name in FILES]


def test_a_sweep_that_is_moved_with_its_files_goes_on(home, whole, made_runs, tmp_path):
    sweep(str(home / "mine.toml"), home / "results", 1, part=(1, 2))
    assert len(made_runs) == RUNS / 2
    home.rename(tmp_path / "second")
    moved = tmp_path / "second"
    made = sweep(str(moved / "mine.toml"), moved / "results", 1)
    assert len(made_runs) == RUNS, "only what was missing is run"
    assert bytes_of(made.folder) == whole and not made.notes


def test_results_that_are_moved_alone_go_on(home, whole, made_runs, tmp_path):
    sweep(str(home / "mine.toml"), home / "results", 1, part=(1, 2))
    (home / "results").rename(tmp_path / "elsewhere")
    assert bytes_of(sweep(str(home / "mine.toml"), tmp_path / "elsewhere", 1).folder) == whole
    assert len(made_runs) == RUNS


def test_a_sweep_goes_on_through_a_symbolic_link_and_back(home, whole, made_runs, tmp_path):
    (tmp_path / "link").symlink_to(home, target_is_directory=True)
    sweep(str(home / "mine.toml"), home / "results", 1, part=(1, 3))
    sweep(str(tmp_path / "link" / "mine.toml"), tmp_path / "link" / "results", 1, part=(2, 3))
    assert bytes_of(sweep(str(home / "mine.toml"), home / "results", 1).folder) == whole
    assert len(made_runs) == RUNS
    again = sweep(str(tmp_path / "link" / "mine.toml"), tmp_path / "link" / "results", 1)
    assert bytes_of(again.folder) == whole and len(made_runs) == RUNS, "a finished sweep is not made again"


def test_a_sweep_goes_on_from_another_working_folder(home, whole, made_runs, monkeypatch):
    monkeypatch.chdir(home)
    sweep("mine.toml", "results", 1, part=(1, 2))
    monkeypatch.chdir(home.parent)
    assert bytes_of(sweep(os.path.join("first", "mine.toml"), os.path.join("first", "results"), 1).folder) == whole
    assert len(made_runs) == RUNS


def test_parts_are_gathered_and_followed_after_a_move(home, whole, tmp_path):
    for part in ((1, 2), (2, 2)):
        sweep(str(home / "mine.toml"), home / "results", 1, part=part)
    home.rename(tmp_path / "second")
    assert status(tmp_path / "second" / "results")["finished"] == RUNS
    assert bytes_of(gather(tmp_path / "second" / "results").folder) == whole


def test_a_file_with_other_content_is_another_experiment_wherever_it_lies(home, whole, tmp_path):
    sweep(str(home / "mine.toml"), home / "results", 1, part=(1, 2))
    home.rename(tmp_path / "second")
    (tmp_path / "second" / "ours.toml").write_text(OWN.replace("beds = 1", "beds = 2"))
    with pytest.raises(InputError):
        sweep(str(tmp_path / "second" / "mine.toml"), tmp_path / "second" / "results", 1)
