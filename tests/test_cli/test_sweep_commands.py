"""The commands of sweeps: what they print and write, exit codes, mistakes."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("model_double")

TEXT = """
name = "mine"
seeds = 2
years = 1
outcomes = ["coc", "deaths"]
[levers]
"sorsele.beds" = [0, 2]
[design]
kind = "grid"
"""


@pytest.fixture
def experiment(command, tmp_path):
    """The path of a sweep of four runs, in the folder the command line is called in."""
    (tmp_path / "mine.toml").write_text(TEXT)
    return "mine.toml"


def test_a_dry_run_says_runs_hours_and_disk(command, experiment, tmp_path):
    code, out, _ = command("sweep", experiment, "--dry-run")
    assert code == 0 and "4 runs: 2 points, 1 model, 2 seeds" in out and "hours" in out and "MB" in out
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


def test_a_sweep_is_made_looked_at_and_checked(command, experiment, tmp_path):
    code, out, err = command("sweep", experiment, "--workers", "1", "--out", "here")
    assert code == 0 and "4 runs gathered in here" in out and err == ""
    code, out, _ = command("status", "here")
    assert code == 0 and "4 of 4 runs finished (100%), 0 failed, 0 left" in out and "gathered" in out
    (row,) = json.loads(command("status", "here", "--json")[1])
    assert row["name"] == "mine" and row["gathered"] and row["same_code"]
    code, out, _ = command("check", "here")
    assert code == 0 and "valid results of 4 runs" in out
    (row,) = json.loads(command("manifest", "here", "--json")[1])
    assert row["asked"]["design"] == {"kind": "grid", "levels": 3}
    assert (tmp_path / "here" / "results.parquet").exists()


def test_parts_and_gather(command, refused, experiment):
    code, out, _ = command("sweep", experiment, "--workers", "1", "--out", "here", "--part", "1/2")
    assert code == 0 and "Part 1 of 2" in out and "rural-abm gather here" in out
    assert "2 of 4 runs are missing" in refused("gather", "here")
    assert "interrupted" in refused("check", "here")
    assert command("sweep", experiment, "--workers", "1", "--out", "here", "--part", "2/2")[0] == 0
    code, out, _ = command("gather", "here")
    assert code == 0 and "4 runs gathered" in out


def test_failed_runs_end_with_1_and_say_where_why_stands(command, experiment, model_double):
    model_double.fails_for = staticmethod(lambda scenario: scenario.seed == 2)
    code, out, _ = command("sweep", experiment, "--workers", "1", "--out", "here")
    assert code == 1 and "2 runs gathered" in out and "2 runs failed" in out and "failures.json" in out
    assert "2 failed" in command("status", "here")[1]


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(command, experiment, model_double, monkeypatch):
    def stop(self, years=None, progress=None):
        raise KeyboardInterrupt

    monkeypatch.setattr(model_double, "run", stop)
    code, _, err = command("sweep", experiment, "--workers", "1", "--out", "here")
    assert code == 130 and "0 of 4 runs finished" in err and "same command" in err and "Traceback" not in err


def test_an_edited_manifest_is_told_and_mended(command, refused, experiment, tmp_path):
    command("sweep", experiment, "--workers", "1", "--out", "here")
    path = tmp_path / "here" / "manifest.json"
    path.write_text(path.read_text().replace('"runs": 4', '"runs": 5'))
    assert "changed after it was written" in refused("status", "here")
    assert "changed after it was written" in refused("check", "here")
    code, out, _ = command("sweep", experiment, "--workers", "1", "--out", "here")
    assert code == 0 and "rewritten" in out
    assert command("check", "here")[0] == 0


def test_an_experiment_can_be_checked(command, refused, experiment, tmp_path):
    code, out, _ = command("check", experiment)
    assert code == 0 and "valid experiment: grid, 1 factor, 1 model, 2 seeds, 1 year" in out
    (tmp_path / "bad.toml").write_text(TEXT.replace("coc", "cok"))
    assert "Did you mean 'coc'" in refused("check", "bad.toml")


MISTAKES = {
    "missing file": (["sweep", "missing.toml"], "missing.toml"),
    "unknown experiment": (["sweep", "what_mattrs"], "what_matters"),
    "no part": (["sweep", "mine.toml", "--part", "5/4"], "K/N"),
    "part in words": (["sweep", "mine.toml", "--part", "first"], "K/N"),
    "no workers": (["sweep", "mine.toml", "--workers", "0"], "workers"),
    "cluster and part": (["sweep", "mine.toml", "--dask", "tcp://127.0.0.1:1", "--part", "1/2"], "--part"),
    "cluster and workers": (["sweep", "mine.toml", "--dask", "tcp://127.0.0.1:1", "--workers", "2"], "--workers"),
    "status of nothing": (["status", "missing"], "missing"),
    "gather nothing": (["gather", "."], "manifest.json"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_named(refused, experiment, mistake):
    arguments, named = MISTAKES[mistake]
    assert named in refused(*arguments)


def test_results_of_something_else_are_refused(command, refused, experiment):
    assert command("run", "--years", "1", "--out", "here")[0] == 0
    assert "--start-over" in refused("sweep", experiment, "--workers", "1", "--out", "here")
    assert "no sweep" in refused("status", "here") and "no sweep" in refused("gather", "here")


# What sweeps say


def test_a_sweep_is_analysed_with_table_and_figures(command, refused, experiment, tmp_path):
    (tmp_path / "mine.toml").write_text(TEXT.replace('"grid"', '"morris"\ntrajectories = 3'))
    assert command("sweep", experiment, "--workers", "1", "--out", "here")[0] == 0
    code, out, _ = command("analyse", "here", "--outcome", "deaths")
    assert code == 0 and "mu_star" in out and "sorsele.beds" in out
    names = {path.name for path in (tmp_path / "here" / "figures").iterdir()}
    assert {"sensitivity.en.svg", "sensitivity.sv.png"} <= names
    rows = json.loads(command("analyse", "here", "--json")[1])
    assert {row["name"] for row in rows} == {"coc", "deaths"} and all(row["title_sv"] for row in rows)
    assert "Did you mean 'deaths'" in refused("analyse", "here", "--outcome", "deathz")
    assert command("check", "here")[0] == 0


def test_a_search_prints_and_draws_what_nothing_beats(command, refused, experiment, tmp_path):
    task = '[search]\nobjectives = ["coc", "deaths"]\npopulation = 4\ngenerations = 2\n'
    (tmp_path / "find.toml").write_text(TEXT.replace('[design]\nkind = "grid"\n', task))
    assert "rural-abm search" in refused("sweep", "find.toml", "--dry-run")
    code, out, _ = command("search", "find.toml", "--workers", "1", "--out", "here")
    assert code == 0 and "non-dominated" in out and "as it is" in out
    assert (tmp_path / "here" / "pareto.csv").exists() and (tmp_path / "here" / "figures" / "pareto.sv.svg").exists()
    assert "valid results" in command("check", "here")[1]
    assert "rural-abm sweep" in refused("search", experiment)


def test_needed_seeds_are_said(command, refused):
    words = ["seeds", "call_off", "home_hospital", "--outcome", "deaths", "--years", "1", "--pilot", "3"]
    code, out, _ = command(*words, "--half-width", "0.1", "--workers", "1")
    assert code == 0 and "2 seeds" in out and "pilot of 3 pairs" in out
    assert "half-width" in refused(*words, "--half-width", "0")
    assert "MODEL MODEL" in refused("seeds", "call_off", "--outcome", "deaths", "--half-width", "1")
