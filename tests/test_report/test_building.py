"""The builds of the article by doit in a small checkout: what is run and what is not, few seeds, and the comparison."""

import json
import runpy
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from before_after import definition

from rural_abm.study.insilico import running

pytestmark = pytest.mark.verify
ROOT = Path(__file__).parents[2]
DEFINITION = definition(seeds=4, minutes=8)
TEXT = """
#import "template.typ": *
#show: article.with(title: [A], authors: [B], abstract: [C])
#claim("it_rises")[It rises by #num("first", (part: "before"), "mean", digits: 4).]
#shown("first", "finding", caption: [D]) #shown("second", "finding", caption: [E])
"""
CLAIM = """
[[claim]]
name = "it_rises"
sentence = "It rises."
all = [{ result = "first", row = { part = "before" }, column = "mean", is = "above", limit = 0 }]
"""


@pytest.fixture
def runs(monkeypatch):
    """The seeds that are measured, one after another; a stand-in measures in their place."""
    seen = []

    def measure(seed, options):
        seen.append(seed)
        return [{"part": "before", "value": 0.02 + 0.001 * seed}]

    monkeypatch.setattr(running, "_module", lambda experiment: SimpleNamespace(measure=measure))
    return seen


@pytest.fixture
def paper(tmp_path, monkeypatch):
    folder = tmp_path / "paper"
    folder.mkdir()
    for name in ("template.typ", "dodo.py"):
        shutil.copy(ROOT / "paper" / name, folder)
    (folder / "paper.typ").write_text(TEXT, encoding="utf-8")
    (folder / "claims.toml").write_text(CLAIM, encoding="utf-8")
    (folder / "paper.toml").write_text('results = ["first", "second"]\n', encoding="utf-8")
    for name in ("first", "second"):
        own = tmp_path / "experiments" / name
        own.mkdir(parents=True)
        (own / "experiment.toml").write_text(DEFINITION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def make(paper, monkeypatch, capfd):
    """make("QUICK=1") builds as `make paper QUICK=1` does: (exit code, what was said)."""
    from doit.cmd_base import ModuleTaskLoader
    from doit.doit_cmd import DoitMain

    def build(asked=""):
        capfd.readouterr()
        for name in ("QUICK", "CHECK"):
            monkeypatch.setenv(name, "1" if asked == f"{name}=1" else "")
        monkeypatch.setenv("WORKERS", "1")
        out = paper.parent / "said.txt"
        tasks = ModuleTaskLoader(runpy.run_path(str(paper / "dodo.py")))
        code = DoitMain(tasks).run(["run", "--output-file", str(out)])
        return code, out.read_text("utf-8") + capfd.readouterr().out

    return build


def files_of(paper):
    return {path: path.read_bytes() for path in (paper.parent / "experiments").rglob("*") if path.is_file()}


def test_a_build_runs_what_is_stale_and_nothing_else(make, paper, runs):
    code, said = make()
    assert code == 0 and len(runs) == 16 and "All: 16 runs, about 16 minutes" in said
    pdf, files = paper / "build" / "rural_abm.pdf", files_of(paper)
    before = pdf.read_bytes()
    assert {"finding.en.svg", "finding.sv.png", "numbers.json"} <= {path.name for path in files}
    shutil.rmtree(paper / "build")
    assert make()[0] == 0 and len(runs) == 16, "a fresh clone runs nothing that is kept"
    assert pdf.read_bytes() == before and files_of(paper) == files
    definition = paper.parent / "experiments" / "second" / "experiment.toml"
    definition.write_text(DEFINITION.replace("seeds = 4", "seeds = 3"), encoding="utf-8")
    code, said = make()
    assert code == 0 and "experiments/first: up to date" in said
    assert "experiments/second: made for another definition; 6 runs" in said
    assert "-- figures:first" in said and "-- figures:second" not in said
    kept = json.loads((definition.parent / "kept" / "manifest.json").read_text("utf-8"))
    assert kept["seeds"] == [1, 2, 3] and not {"written", "machine", "run_seconds"} & kept.keys()


def test_a_quick_build_leaves_what_is_published_and_holds_its_claims(make, paper, runs):
    assert make()[0] == 0
    published = files_of(paper)
    del runs[:]
    code, said = make("QUICK=1")
    assert code == 0 and sorted(set(runs)) == [1, 2] and "All: 8 runs, about 8 minutes" in said
    assert files_of(paper) == published
    quick = paper / "build" / "quick"
    assert json.loads((quick / "first" / "numbers.json").read_text("utf-8"))["made"]["seeds"] == 2
    assert (paper / "build" / "quick.pdf").stat().st_size != (paper / "build" / "rural_abm.pdf").stat().st_size
    small, full = ((folder / "first" / "finding.en.svg").read_text("utf-8")
                   for folder in (quick, paper.parent / "experiments"))  # fmt: skip
    assert "QUICK: fewer seeds, fewer years" in small and "QUICK" not in full
    numbers = paper.parent / "experiments" / "first" / "numbers.json"
    numbers.write_text(numbers.read_text("utf-8").replace('"mean": 0', '"mean": -0'), encoding="utf-8")
    code, said = make("QUICK=1")
    assert code != 0 and "no longer holds: \u201cIt rises.\u201d" in said


def test_a_check_makes_all_anew_and_finds_a_number_that_differs(make, paper, runs):
    assert make()[0] == 0
    del runs[:]
    code, said = make("CHECK=1")
    assert code == 0 and len(runs) == 16 and "first: 3 numbers, 0 differ from those published" in said
    numbers = paper.parent / "experiments" / "second" / "numbers.json"
    found = json.loads(numbers.read_text("utf-8"))
    found["rows"][0]["mean"] += 0.001
    numbers.write_text(json.dumps(found), encoding="utf-8")
    code, said = make("CHECK=1")
    assert code != 0 and "second: 3 numbers, 1 differ" in said and "mean is 0.022" in said


def test_studies_of_hours_are_named_and_not_run(make, paper, runs):
    (paper / "paper.toml").write_text('results = ["first"]\nby_name = ["second"]\n', encoding="utf-8")
    code, said = make()
    assert code != 0 and len(runs) == 8, "the text shows what was never run"
    assert "second: not run yet; runs only on request: rural-abm experiment experiments/second --renew" in said
