"""Texts of users are data wherever they are shown, and an output that cannot be written loses no results."""

import io
import json
import os
import sys
import xml.dom.minidom

import pandas as pd
import pytest

from rural_abm.cli import main
from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import InputError, plain_text
from rural_abm.governance.places import governance_data
from rural_abm.study.results import store
from rural_abm.study.running.runs import Results

pytestmark = pytest.mark.usefixtures("model_double")
HOSTILE = r"Costs $5, $x_{ \u001b[31m\u0007 <script>alert(1)</script> [red]&amp; \u202e %s {0} \\frac"
PLAIN = ["call_off", "hostile"]


@pytest.fixture
def hostile(tmp_path):
    """A governance file whose texts hold what formulas, terminals, markup and pages act on; its folder has a "+"."""
    text = (governance_data() / "home_hospital.toml").read_text(encoding="utf-8")
    lines = [
        f'{line.partition("=")[0]}= "{HOSTILE}"' if line.startswith(("en =", "sv =", "source =")) else line
        for line in text.replace('name = "home_hospital"', 'name = "hostile"').splitlines()
    ]
    (tmp_path / "a+b").mkdir()
    (tmp_path / "a+b" / "mine.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "a+b/mine.toml"


def shown(text):
    """Whether nothing in the text is acted on by a terminal."""
    return plain_text(text) == text


def test_hostile_texts_are_printed_drawn_and_reported_as_they_are(command, hostile, tmp_path):
    code, out, err = command("compare", "call_off", hostile, "--seeds", 2, "--years", 1, "--workers", 1, "--out", "o")
    assert code == 0 and shown(out) and r"\x1b[31m\x07 <script>" in out, err
    for path in (tmp_path / "o" / "figures").glob("*.svg"):
        xml.dom.minidom.parse(str(path))
    report = (tmp_path / "o" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in report and "&lt;script&gt;alert" in report and shown(report)
    assert set(pd.read_csv(tmp_path / "o" / "comparison.csv")["scenario"]) == {"hostile"}
    for words in (["check", hostile], ["run", "--governance", hostile, "--years", 1], ["manifest", "o"]):
        code, out, _ = command(*words)
        assert code == 0 and shown(out)


def test_a_model_is_called_by_its_name_wherever_its_file_lies(command, undrawn, hostile, tmp_path):
    command("run", "--governance", hostile, "--years", 1, "--out", "r")
    runs = Results.load(tmp_path / "r").runs
    assert (runs["scenario"][0], runs["governance"][0]) == ("hostile", "hostile")
    (tmp_path / "later.toml").write_text('governance = "call_off"\nyears = 1\n', encoding="utf-8")
    assert "the same as 'call_off'" in command("compare", "call_off", "later.toml", "--years", 1)[2]
    (tmp_path / "later.toml").write_text('governance = "call_off"\ncuts = ["ties_to_calls"]\n', encoding="utf-8")
    models = ["call_off", "later.toml", f"{hostile}+open_evenings"]
    code, out, err = command("compare", *models, "--seeds", 2, "--years", 1, "--workers", 1, "--out", "c")
    assert code == 0, err
    manifest = store.read_manifest(tmp_path / "c")
    assert list(manifest["scenarios"]) == ["call_off", "later", "hostile+open_evenings"]
    assert manifest["titles"]["later"]["en"].endswith("(later)")


def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_a_text(tmp_path):
    frame = pd.DataFrame({"name": ["=1+1", "@x", "-5", "plain", None], "number": [-1.0, 2, 3, 4, 5]})
    store.write_csv(tmp_path / "a.csv", frame)
    assert (tmp_path / "a.csv").read_text().splitlines()[1:] == ["'=1+1,-1.0", "'@x,2.0", "-5,3.0", "plain,4.0", ",5.0"]


@pytest.mark.parametrize("name", ["", "a\0b", "x\udcff"])
def test_a_folder_that_cannot_hold_results_is_refused_before_the_run(refused, model_double, name):
    model_double.fails_for = lambda _: pytest.fail("a run began")
    refused("run", "--years", "1", "--out", name)
    refused("compare", *PLAIN[:1], "home_hospital", "--workers", "1", "--out", name)


def test_a_folder_in_the_place_of_a_file_is_refused_before_the_run(refused, tmp_path):
    (tmp_path / "o" / "results.parquet").mkdir(parents=True)
    assert "where a file should be" in refused("run", "--years", "1", "--out", "o")


def test_a_folder_that_goes_while_results_are_written_is_told(tmp_path):
    with pytest.raises(InputError, match="disappeared"):
        store.write_text(tmp_path / "gone" / "a.json", "{}")


class Output(io.TextIOWrapper):
    """A standard output that fails like a full device, or like a pipe that nobody reads."""

    def __init__(self, error):
        super().__init__(open(os.devnull, "wb"), encoding="utf-8")  # noqa: SIM115 - closed with this stream
        self.error = error

    def write(self, text):
        raise self.error


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (OSError(28, "No space left on device"), 2),
        pytest.param(BrokenPipeError(32, "Broken pipe"), 0, marks=pytest.mark.verify),
    ],
)
def test_results_figures_and_report_are_kept_where_nothing_can_be_printed(monkeypatch, capsys, tmp_path, error, wanted):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdout", Output(error))
    words = ["compare", "call_off", "home_hospital", "--seeds", "2", "--years", "1", "--workers", "1", "--out", "o"]
    assert main(words) == wanted
    assert (tmp_path / "o" / "report.html").exists()
    assert len(capsys.readouterr().err.splitlines()) <= 3


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_output_of_few_characters_gets_escapes(monkeypatch, encoding):
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream, encoding=encoding))
    assert main(["list", "governance", "--json"]) == 0
    print_lines(["≥ 65 år"])
    sys.stdout.flush()
    assert "\\u2265 65" in stream.getvalue().decode(encoding)


def test_a_manifest_of_any_text_can_be_written_and_read_again(tmp_path):
    store.write_manifest(tmp_path, {"experiment": "x\udcff\x1b", "kind": "run"})
    found = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert found["experiment"] == "x\udcff\x1b" and store.is_as_written(found)
