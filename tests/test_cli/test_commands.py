"""The commands do what they say: tables, JSON, files, exit codes."""

import json
import os
import re
import signal

import pytest

import rural_abm
from rural_abm.cli import COMMANDS
from rural_abm.study.inventory import KINDS
from rural_abm.study.running.scenario_files import read_scenario_text

pytestmark = pytest.mark.usefixtures("model_double")


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_the_commands_there_are(command, arguments):
    code, out, _ = command(*arguments)
    sections = re.split(r"^(For \w+) \(.*\):$", out, flags=re.MULTILINE)
    listed = [re.findall(r"^  ([a-z]+)  ", section, re.MULTILINE) for section in sections[2::2]]
    assert code == 0 and sections[1::2] == ["For workshops", "For learning", "For research"]
    assert listed == [list(commands) for commands in COMMANDS.values()]
    assert {"run", "compare", "list", "story", "sweep", "patterns"} <= {name for section in listed for name in section}


def test_version_names_the_commit_and_the_code(command):
    from rural_abm.engine.kernels import code_hash, model_hash
    from rural_abm.study.results.provenance import commit

    code, out, _ = command("--version")
    assert code == 0 and out.startswith(f"rural_abm {rural_abm.__version__} (")
    assert f"code {code_hash()[:16]}, model {model_hash()[:16]})" in out
    assert ("commit" in out) == (commit() is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_listed_things_are_the_same_in_json_and_can_be_described(command, kind):
    code, out, _ = command("list", kind, "--json")
    rows = json.loads(out)
    assert code == 0 and rows
    assert all(row["name"] and row["title_en"] and row["title_sv"] for row in rows)
    assert len(command("list", kind)[1].splitlines()) == len(rows) + 1
    name = rows[-1]["name"]
    (described,) = json.loads(command("describe", kind, name, "--json")[1])
    assert json.loads(command("describe", kind.removesuffix("s"), name, "--json")[1]) == [described]
    assert described["name"] == name and described["title_sv"]
    assert name in command("describe", kind, name)[1]


@pytest.mark.parametrize("kind", ["governance", "reforms"])
def test_models_and_reforms_are_listed_and_described_in_both_languages(command, kind):
    _, table, _ = command("list", kind)
    for row in json.loads(command("list", kind, "--json")[1]):
        assert row["name"] in table and row["title_en"] in table and row["title_sv"] in table
        described = " ".join(command("describe", row["name"])[1].split())
        assert row["title_en"] in described and row["title_sv"] in described


def test_a_run_and_a_comparison_say_which_setting_overrides_which(command, undrawn):
    note = "Note: Close the cottage hospitals' beds sets beds.places to 0 over Cottage hospital as hub"
    options = ("--years", "1")
    assert note in command("run", "--governance", "cottage_hospital_hub", "--reform", "close_beds", *options)[1]
    code, out, _ = command(
        "compare", "call_off", "cottage_hospital_hub+close_beds", "--seeds", "2", "--workers", "1", *options
    )
    assert code == 0 and note in out
    assert "Note:" not in command("run", "--governance", "cottage_hospital_hub", *options)[1]


def test_a_parameter_is_described_with_range_kind_and_source(command):
    (row,) = json.loads(command("describe", "main_road_speed_km_h", "--json")[1])
    assert (row["value"], row["low"], row["high"], row["unit"], row["kind"]) == (75, 65, 85, "km/h", "estimated")
    assert row["source"]


def test_a_run_prints_and_writes(command, tmp_path):
    code, out, err = command("run", "--years", "2", "--seed", "3", "--set", "sorsele.beds=0", "--out", "here")
    assert code == 0 and err == ""
    assert "2 years, seed 3" in out and "2024" in out and "2025" in out
    assert "fully adopted from the first day" in out and "assumed" in out and "Written to here" in out
    manifest = json.loads((tmp_path / "here" / "manifest.json").read_text())
    assert next(iter(manifest["scenarios"].values()))["levers"] == {"sorsele.beds": 0}


def test_the_register_is_written_when_asked_for(command, tmp_path):
    (tmp_path / "scenario.toml").write_text('register = "persons"\nyears = 1\n')
    assert command("run", "--years", "1", "--register", "all", "--out", "by_option")[0] == 0
    assert command("run", "--governance", "scenario.toml", "--out", "by_file")[0] == 0
    for folder in ("by_option", "by_file"):
        assert (tmp_path / folder / "contacts.parquet").exists() and (tmp_path / folder / "events.parquet").exists()


def test_a_run_without_a_folder_writes_nothing(command, tmp_path):
    code, out, _ = command("run", "--years", "1")
    assert code == 0 and "--out" in out
    assert list(tmp_path.iterdir()) == []


def test_results_can_be_checked_and_their_manifest_shown(command):
    command("run", "--years", "1", "--out", "here")
    code, out, _ = command("check", "here")
    assert code == 0 and "valid results of 1 run" in out
    (row,) = json.loads(command("manifest", "here", "--json")[1])
    assert row["name"] == "here" and row["title_sv"] and row["code"]
    assert row["code"] in command("manifest", "here")[1]


def test_damaged_results_are_found(command, refused, tmp_path):
    command("run", "--years", "1", "--out", "here")
    (tmp_path / "here" / "results.parquet").write_bytes(b"PAR1")
    assert "results.parquet" in refused("check", "here")


def test_files_can_be_checked_and_run(command, tmp_path):
    (tmp_path / "scenario.toml").write_text('governance = "home_hospital"\nyears = 2\nseed = 4\n')
    code, out, _ = command("check", "scenario.toml")
    assert code == 0 and "valid scenario" in out and "seed 4" in out
    code, out, _ = command("run", "--governance", "scenario.toml", "--years", "1")
    assert code == 0 and "1 year, seed 4" in out
    (finding,) = json.loads(command("check", "scenario.toml", "--json")[1])
    assert finding["kind"] == "scenario" and finding["title_sv"]


def test_a_model_of_ones_own_can_be_checked(command, tmp_path):
    (tmp_path / "mine.toml").write_text(
        'name = "mine"\nsource = "own"\ndate = "2024"\nsetting = ["sparse"]\nadopted = "from the first day"\n'
        'title = { en = "Mine", sv = "Min" }\ndescription = { en = "No beds.", sv = "Inga platser." }\n'
        "[places.sorsele]\nbeds = 0\n"
    )
    code, out, _ = command("check", "mine.toml")
    assert code == 0 and "sets 1 value" in out
    assert command("run", "--governance", "mine.toml", "--years", "1")[0] == 0


def test_a_full_disk_still_shows_the_results(command, monkeypatch):
    import errno

    import pyarrow.parquet as pq

    def fill(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq, "write_table", fill)
    code, out, err = command("run", "--years", "1", "--out", "here")
    assert code == 2 and "Whole region" in out and "the disk is full" in err


def test_ctrl_c_ends_with_130_and_no_traceback(command, model_double, monkeypatch):
    def stop(self, years=None, progress=None):
        raise KeyboardInterrupt

    monkeypatch.setattr(model_double, "run", stop)
    code, _, err = command("run", "--years", "1")
    assert code == 130 and err.strip() == "Stopped."
    code, _, err = command("compare", "call_off", "home_hospital", "--seeds", "2", "--years", "1", "--workers", "1")
    assert code == 130 and "0 of 4 runs finished" in err and "same command" in err


@pytest.mark.parametrize(("name", "expected"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_to_end_stops_as_ctrl_c_does(command, model_double, monkeypatch, name, expected):
    number = getattr(signal, name)
    before = signal.getsignal(number)

    def stop(self, years=None, progress=None):
        os.kill(os.getpid(), number)

    monkeypatch.setattr(model_double, "run", stop)
    code, _, err = command("compare", "call_off", "home_hospital", "--seeds", "2", "--years", "1", "--workers", "1")
    assert code == expected and "0 of 4 runs finished" in err and "same command" in err
    assert signal.getsignal(number) == before


def test_a_byte_order_mark_is_read_over(command, tmp_path):
    text = 'governance = "call_off"\nyears = 1\n'
    (tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    code, out, err = command("check", "mine.toml")
    assert code == 0, err
    assert read_scenario_text("\ufeff" + text) == read_scenario_text(text)


def test_an_empty_address_is_no_sweep_here(refused):
    assert "--dask" in refused("sweep", "support", "--dask", "")


def test_a_mistake_of_the_program_is_not_hidden(command, model_double):
    model_double.fails_for = staticmethod(lambda scenario: True)
    with pytest.raises(RuntimeError, match="on purpose"):
        command("run", "--years", "1")
