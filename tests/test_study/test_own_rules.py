"""Own rules in runs, comparisons and sweeps: every worker acts alike, and nothing is taken for what it is not."""

import importlib
import sys

import mesa
import pytest

from rural_abm import RuralModel, Scenario, compare, run, sweep
from rural_abm.engine.errors import InputError, InputWarning
from rural_abm.simulation.agents import GP
from rural_abm.study.results import store
from rural_abm.study.running.job_runner import check_rules, run_together
from rural_abm.study.running.runs import Results

STAYS = """
from rural_abm.simulation.agents import GP

class Stays(GP):
    def leaving_hazard(self, situation):
        return {hazard}
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """A module of rules in a file of its own, imported as a user would."""
    (tmp_path / "steady_rules.py").write_text(STAYS.format(hazard="0.0"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("steady_rules")
    del sys.modules["steady_rules"]


@pytest.mark.verify
def test_one_worker_and_two_give_the_same_and_the_rule_acts_in_both(rules, tmp_path):
    """Two worlds whose GPs never leave, made by one process and by two, and the usual ones beside them."""
    own = Scenario("call_off", years=1, extensions=[rules.__file__])
    found = {}
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        both = {"usual": Scenario("call_off", years=1), "own": own}
        compare(both, seeds=2, workers=workers, draws="none", out=out)
        found[workers] = (out / "results.parquet").read_bytes()
        manifest = store.read_manifest(out)
        assert list(manifest["inputs"]) == [rules.__file__]
    assert found[1] == found[2]


def test_an_own_lever_acts_alike_in_one_worker_and_in_two(tmp_path):
    """GPs stay where the lever says so: two values of it, made by one process and by two."""
    path = tmp_path / "own_lever.py"
    lever = 'LEVERS = {"stays": {"type": "yes_no", "default": False}}\n'
    value = "0.0 if self.model.levers[self.model.place.unit_keys[self.unit]].stays else 1e9"
    path.write_text(lever + STAYS.format(hazard=value), encoding="utf-8")
    both = {
        name: Scenario("call_off", years=1, extensions=[str(path)], levers={"stays": name == "stay"})
        for name in ("go", "stay")
    }
    found = {}
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        found[workers] = compare(both, seeds=2, workers=workers, draws="none", out=out)
    assert found[1].outcomes().equals(found[2].outcomes())
    table = found[1].outcomes("gp_vacancy", factors=True)
    vacancy = table[table["place"] == "region"].groupby("scenario")["numerator"].sum()
    assert len(set(vacancy)) == 2


def test_agents_are_handed_over_by_argument_in_every_way(rules, tmp_path):
    by_file = run(Scenario("call_off", years=1, extensions=[f"{rules.__file__}:Stays"]))
    by_class = run("call_off", years=1, agents={"GP": rules.Stays})
    assert (
        by_class.manifest["experiment"]
        == by_file.manifest["experiment"]
        != run("call_off", years=1).manifest["experiment"]
    )
    assert by_class.outcomes().equals(by_file.outcomes())
    table = {"name": "few", "governance": ["call_off"], "seeds": 1, "years": 1, "outcomes": ["gp_vacancy"],
             "levers": {"daily_slot.enabled": [True, False]}, "design": {"kind": "grid"}}  # fmt: skip
    usual = sweep(table, tmp_path / "usual", workers=1)
    own = sweep(table, tmp_path / "own", workers=1, agents={"GP": rules.Stays})
    assert not set(usual.outcomes()["run_id"]) & set(own.outcomes()["run_id"])


def test_batch_runs_of_mesa_take_agents(rules):
    rows = mesa.batch_run(RuralModel, {"agents": [{"GP": rules.Stays}], "years": [1], "seed": [1]}, iterations=1,
                          max_steps=1, number_processes=1, display_progress=False)  # fmt: skip
    assert rows[0]["agents"] == {"GP": rules.Stays}


def test_a_class_that_workers_cannot_import_is_refused_before_anything_runs(tmp_path):
    class Local(GP):
        pass

    for ask in (
        lambda: run("call_off", years=1, agents={"GP": Local}),
        lambda: compare(["call_off", "home_hospital"], seeds=1, agents={"GP": Local}, out=tmp_path / "out"),
    ):
        with pytest.raises(InputError, match="cannot be imported by other processes"):
            ask()
    assert not (tmp_path / "out").exists()


def test_rules_that_cannot_be_used_are_refused(tmp_path):
    (tmp_path / "empty.py").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="contains no rules"):
        check_rules([Scenario(), Scenario(extensions=[str(tmp_path / "empty.py")])])


def test_a_worker_that_finds_another_file_is_refused(rules):
    """An executor that reaches its two workers: one has the file, the other a file of the same name."""

    class Two:
        def on_every_worker(self, function, texts):
            return {"first": function(texts), "second": ["0" * 64]}

    with pytest.raises(InputError, match="worker second: .*steady_rules.py: is another file there"):
        check_rules([Scenario(extensions=[rules.__file__])], Two())


def test_a_worker_refuses_a_file_that_has_changed(tmp_path):
    """The run was asked for with another content of the file than the worker finds."""
    from rural_abm.engine.kernels import code_hash
    from rural_abm.study.results.provenance import run_id

    path = tmp_path / "rules.py"
    path.write_text(STAYS.format(hazard="0.0"), encoding="utf-8")
    scenario = Scenario(years=1, extensions=[str(path)])
    asked = run_id(scenario)
    path.write_text(STAYS.format(hazard="1.0"), encoding="utf-8")
    with pytest.raises(InputError, match="has changed since the runs were begun"):
        run_together([(asked, scenario)], tmp_path, code_hash())


def test_what_an_own_rule_raises_is_kept_with_its_traceback_and_the_others_go_on(tmp_path):
    """A GP whose rule fails in the second model only: the runs of the first are there, and the fault is named."""
    (tmp_path / "wrong.py").write_text(STAYS.format(hazard="1 / 0"), encoding="utf-8")
    (tmp_path / "own.toml").write_text('governance = "call_off"\nextensions = ["wrong.py"]\n', encoding="utf-8")
    table = {"name": "few", "governance": ["call_off", str(tmp_path / "own.toml")], "seeds": 1, "years": 1,
             "outcomes": ["gp_vacancy"], "levers": {"daily_slot.enabled": [True]},
             "design": {"kind": "grid"}}  # fmt: skip
    found = sweep(table, tmp_path / "out", workers=1)
    assert set(found.outcomes()["run_id"]) and len(found.failures) == 1
    assert "ZeroDivisionError" in str(found.failures)


@pytest.mark.verify
def test_what_an_own_rule_raises_ends_a_comparison_with_the_users_traceback_and_loses_no_run(tmp_path, capsys):
    """The rule fails in the second model, in this process and in workers; the runs of the first are in the folder."""
    from rural_abm.cli import main

    (tmp_path / "wrong.py").write_text("def every_month(model):\n    return {}['nobody']\n", encoding="utf-8")
    settings = 'governance = "call_off"\nyears = 1\nregion = "small"\n'
    (tmp_path / "base.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "own.toml").write_text(f'{settings}extensions = ["wrong.py"]\n', encoding="utf-8")
    models = [str(tmp_path / name) for name in ("base.toml", "own.toml")]
    for workers in ("1", "2"):
        out = tmp_path / f"out{workers}"
        assert main(["compare", *models, "--seeds", "2", "--workers", workers, "--out", str(out)]) == 2
        said = capsys.readouterr().err
        assert f'File "{tmp_path / "wrong.py"}", line 2, in every_month' in said and "KeyError: 'nobody'" in said
        assert "rural_abm/simulation" not in said
        assert list((out / "finished_runs").glob("*.parquet"))


FAILS = """
def every_month(model):
    if model.reported_day > {day}:
        raise LookupError("who?")
"""


def test_a_run_alone_keeps_the_years_before_its_rule_failed(tmp_path, capsys):
    """A rule fails in March of the third year: two years are those of a run of two, and every reader says so."""
    from rural_abm.cli import main

    rules, out = tmp_path / "wrong.py", tmp_path / "out"
    rules.write_text(FAILS.format(day=2 * 365 + 60), encoding="utf-8")
    (tmp_path / "own.toml").write_text('governance = "call_off"\nextensions = ["wrong.py"]\n', encoding="utf-8")
    asked = ["run", "--governance", str(tmp_path / "own.toml"), "--region", "small", "--years", "3", "--out", str(out)]
    assert main(asked) == 2
    said = capsys.readouterr()
    assert f'File "{rules}", line 4, in every_month' in said.err and "LookupError: who?" in said.err
    assert f"2 of 3 years were finished and are kept in {out}." in said.err
    assert "ended the run after 2 of 3 years" in said.out

    usual = RuralModel(Scenario("call_off", years=2, region="small")).run().outcomes()
    with pytest.warns(InputWarning, match="after 2 of 3 years"):
        kept = Results.load(out)
    both = [rows.drop(columns="run_id", errors="ignore").astype({"period": str}) for rows in (kept.outcomes(), usual)]
    sums = [rows.groupby(["period", "place", "dimension", "group", "outcome"], observed=True)[["numerator"]].sum()
            for rows in both]  # fmt: skip
    assert sums[0].equals(sums[1])
    assert kept.manifest["complete"] is False and kept.manifest["finished_years"] == 2
    assert "Incomplete: an error ended the run after 2 of 3 years." in repr(kept)
    for reader in (["check", str(out)], ["manifest", str(out)]):
        assert main(reader) == (2 if reader[0] == "check" else 0)
        assert "after 2 of 3 years" in capsys.readouterr().err


def test_in_python_the_error_comes_with_the_finished_years_and_says_where_they_are(tmp_path):
    rules = tmp_path / "wrong.py"
    rules.write_text(FAILS.format(day=365 + 40), encoding="utf-8")
    scenario = Scenario("call_off", years=2, region="small", months=True, extensions=[str(rules)])
    with pytest.raises(LookupError) as caught:
        run(scenario)
    assert caught.value.__notes__ == ["1 of 2 years were finished and are kept in the error's finished_results."]
    assert caught.value.finished_results.outcomes()["period"].nunique() == 12
    rules.write_text(FAILS.format(day=300), encoding="utf-8")
    with pytest.raises(LookupError) as caught:
        run(scenario, tmp_path / "out")
    assert caught.value.__notes__ == ["No year of the run was finished."]
    assert not hasattr(caught.value, "finished_results") and not list((tmp_path / "out").iterdir())


def test_a_full_array_is_told_in_three_lines(monkeypatch, capsys):
    from rural_abm.cli import main
    from rural_abm.engine.errors import CapacityError
    from rural_abm.simulation.capacity import Room

    def full(room):
        raise CapacityError("day 0: no room left in the needs")

    monkeypatch.setattr(Room, "check", full)
    assert main(["run", "--years", "1", "--region", "small"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[-2] == "Error: day 0: no room left in the needs." and "report" in lines[-1]
