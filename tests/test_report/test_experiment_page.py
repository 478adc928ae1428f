"""READMEs of experiments: every number of a result comes from the results, and prose follows the numbers."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from before_after import definition

from rural_abm.cli import main
from rural_abm.engine.errors import InputError
from rural_abm.report.experiment_page import Number, experiment_page, write_page
from rural_abm.study.evidence.numbers import FILE, read_numbers, write_numbers
from rural_abm.study.insilico import running

ROOT = Path(__file__).parents[2] / "experiments"
FOLDERS = sorted(path.parent.name for path in ROOT.glob("*/experiment.toml"))
DEFINITION = definition(seeds=2, minutes=3)
TEMPLATE = """# A

**Runs.** {{ run_time }}.

{% if made %}
**Result.** Visits {{ pick(part="before").change() }}, of {{ made.seeds }} seeds.
{% else %}
**Result.** Not run.
{% endif %}
"""


@pytest.fixture
def folder(tmp_path):
    own = tmp_path / "mine"
    own.mkdir()
    (own / "experiment.toml").write_text(DEFINITION, encoding="utf-8")
    (own / "README.md.jinja").write_text(TEMPLATE, encoding="utf-8")
    return own


def numbers(mean, low, high):
    return {"made": {"seeds": 2}, "rows": [{"part": "before", "mean": mean, "low": low, "high": high}]}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_readme_is_its_template_filled(name):
    written = (ROOT / name / "README.md").read_text(encoding="utf-8")
    assert written == experiment_page(ROOT / name), "run make docs, or make experiments"


@pytest.mark.parametrize("name", FOLDERS)
def test_no_number_of_a_result_stands_in_a_template(name):
    text = (ROOT / name / "README.md.jinja").read_text(encoding="utf-8")
    result = text[text.index("{% if made %}") :]
    words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|95 %", "", result, flags=re.DOTALL)
    assert "Result" in result and not re.findall(r"\d+", words)


def test_before_the_first_run_nothing_is_said(folder):
    assert experiment_page(folder) == "# A\n\n**Runs.** about 3 minutes on two cores.\n\n**Result.** Not run.\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((0.03, 0.02, 0.04), "Visits rise by 3.0 % (95 % interval 2.0 to 4.0 %)"),
        ((-0.03, -0.04, -0.02), "Visits fall by 3.0 % (95 % interval −4.0 to −2.0 %)"),
        ((0.01, -0.01, 0.03), "Visits do not rise or fall by more than chance (95 % interval −1.0 to 3.0 %)"),
        ((0.01, None, None), "do not rise or fall by more than chance"),
    ],
)
def test_words_follow_the_numbers(folder, row, told):
    write_numbers(folder, numbers(*row))
    assert read_numbers(folder) == numbers(*row)
    assert told in experiment_page(folder)


def test_shares_and_numbers_by_hand():
    number = Number({"value": 0.256, "low": 0.2, "high": 0.3})
    assert Number({"mean": 0.04, "low": -0.02, "high": 1.1}).share() == "4 % (95 % interval 0 to 100)"
    assert Number({"mean": 0.04, "low": -0.02, "high": 1.1}).percentage() == "4 % (95 % interval −2 to 110)"
    assert number.share() == "26 % (95 % interval 20 to 30)" and number.number(2) == "0.26"


def test_keys_that_are_not_there_are_told(folder):
    write_numbers(folder, {**numbers(0.0, 0.0, 0.0), "rows": []})
    with pytest.raises(InputError, match="part=before names 0 rows"):
        experiment_page(folder)
    (folder / FILE).write_text("{}")
    with pytest.raises(InputError, match="numbers.json"):
        experiment_page(folder)
    (folder / FILE).unlink()
    (folder / "README.md.jinja").write_text("{{ nobody }}")
    with pytest.raises(InputError, match="nobody"):
        write_page(folder)


def test_an_experiment_renewed_writes_all_and_again_the_same(folder, tmp_path, monkeypatch, capsys):
    measured = SimpleNamespace(measure=lambda seed, options: [{"part": "before", "value": 0.02 + 0.001 * seed}])
    monkeypatch.setattr(running, "_module", lambda experiment: measured)
    monkeypatch.chdir(tmp_path)
    assert not main(["experiment", "mine", "--renew", "--workers", "1"])
    assert "mine: not run yet; 4 runs, about 3.0 minutes" in capsys.readouterr().out
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    figures = {f"finding.{lang}.{kind}" for lang in ("en", "sv") for kind in ("svg", "png")}
    names = {"README.md", FILE, "experiment.toml", "README.md.jinja", "manifest.json", "summary.csv", "rows.parquet"}
    assert {path.name for path in before} == names | figures
    told = (folder / "README.md").read_text(encoding="utf-8")
    assert "Visits rise by 2.1 %" in told and "of 2 seeds" in told
    measured.measure = None
    assert not main(["experiment", "mine", "--renew", "--workers", "1"])
    assert "mine: up to date" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (folder / "finding.en.svg").unlink()
    assert not main(["figures", "mine"]) and not main(["manifest", "mine", "--json"])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (kept,) = json.loads(capsys.readouterr().out.split("finding.sv.png\n")[-1])
    assert kept["stamp"].keys() == {"model", "definition", "method"} and kept["seeds"] == [1, 2]
    assert not main(["manifest", "mine/finding.sv.png", "--json"])
    (figure,) = json.loads(capsys.readouterr().out)
    assert (figure["experiment"], figure["seeds"], figure["model"]) == ("mine", 2, kept["model"])
    assert main(["experiment", "mine", "--renew", "--seeds", "3"]) == 2
    assert main(["experiment", "mine", "other"]) == 2
