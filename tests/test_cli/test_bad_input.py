"""What users get wrong: exit code 2 and at most three lines that name the thing, the value and what is allowed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rural_abm.cli import main

pytestmark = pytest.mark.usefixtures("model_double")

MISTAKES = {
    "unknown command": (["sweeep"], "Did you mean 'sweep'"),
    "unknown pattern": (["patterns", "gp_visit"], "Did you mean 'gp_visits'"),
    "unknown role": (["patterns", "--role", "chek"], "Did you mean 'check'"),
    "no seeds of patterns": (["patterns", "--seeds", "0"], "seeds"),
    "unknown stage": (["calibrate", "ned"], "Did you mean 'need'"),
    "no waves": (["calibrate", "need", "--waves", "0"], "waves"),
    "nothing to accept": (["calibrate", "--accept", "--out", "missing"], "missing"),
    "missing sample": (["compare", "call_off", "home_hospital", "--draws", "missing.parquet"], "missing.parquet"),
    "unknown option": (["run", "--sed", "3"], "--sed"),
    "unknown kind": (["list", "pattern"], "Did you mean 'patterns'"),
    "unknown name": (["describe", "bedz"], "Did you mean 'beds'"),
    "unknown name under a kind": (["describe", "levers", "call_off"], "call_off"),
    "too many words": (["describe", "levers", "beds", "x"], "[KIND] NAME"),
    "nothing to describe": (["describe"], "Missing argument"),
    "unknown model": (["run", "--governance", "call_of"], "Did you mean 'call_off'"),
    "unknown reform": (["run", "--reform", "open_evning"], "Did you mean 'open_evenings'"),
    "unknown reform behind a plus": (["compare", "call_off", "call_off+nothing"], "reform"),
    "empty name behind a plus": (["compare", "call_off", "call_off+"], "MODEL+REFORM"),
    "unknown lever": (["run", "--set", "bedz=3"], "Did you mean 'beds'"),
    "unknown place": (["run", "--set", "sorsle.beds=3"], "sorsele"),
    "nothing set": (["run", "--set", "beds"], "--set"),
    "wrong type": (["run", "--set", "beds=many"], "many"),
    "out of range": (["run", "--set", "sorsele.beds=999"], "999"),
    "no years": (["run", "--years", "0"], "years"),
    "negative years": (["run", "--years", "-1"], "years"),
    "too many years": (["run", "--years", "1000"], "years"),
    "years in words": (["run", "--years", "ten"], "--years"),
    "seed in words": (["run", "--seed", "x"], "--seed"),
    "seed with a point": (["run", "--seed", "1.5"], "--seed"),
    "negative seed": (["run", "--seed", "-1"], "seed"),
    "unknown register": (["run", "--register", "some"], "register"),
    "missing model file": (["run", "--governance", "missing.toml"], "missing.toml"),
    "one model": (["compare", "call_off"], "at least 2"),
    "no model": (["compare"], "Missing argument"),
    "the same twice": (["compare", "call_off", "call_off"], "occurs twice"),
    "no seeds": (["compare", "call_off", "home_hospital", "--seeds", "0"], "seeds"),
    "no workers": (["compare", "call_off", "home_hospital", "--workers", "0"], "workers"),
    "missing file": (["check", "missing.toml"], "missing.toml"),
    "not a folder of results": (["manifest", "."], "manifest.json"),
    "missing folder": (["figures", "missing"], "missing"),
    "unknown language": (["figures", ".", "--lang", "fi"], "sv"),
    "a story of nobody": (["story", "call_off"], "one person"),
    "a story of two": (["story", "call_off", "--person", "1", "--like", "age=80"], "not both"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_named(refused, mistake):
    arguments, named = MISTAKES[mistake]
    assert named in refused(*arguments)


def test_a_file_as_folder(refused, tmp_path):
    (tmp_path / "file").write_text("")
    assert "is a file" in refused("run", "--years", "1", "--out", "file")
    assert "is a file" in refused("compare", "call_off", "home_hospital", "--workers", "1", "--out", "file/below")


def test_a_folder_of_other_results(command, refused):
    assert command("run", "--years", "1", "--out", "here")[0] == 0
    assert "other results" in refused("run", "--years", "2", "--out", "here")
    assert "other results" in refused("compare", "call_off", "home_hospital", "--workers", "1", "--out", "here")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name = [", "TOML"),
        ("\xff", "TOML"),
        ("title = 3", "missing"),
        ("colour = 'red'", "colour"),
        ("years = 0", "years"),
        ("[levers]\nbeds = 999", "999"),
    ],
)
def test_files_with_mistakes(refused, tmp_path, text, named):
    (tmp_path / "mine.toml").write_bytes(text.encode("latin-1"))
    said = refused("check", "mine.toml")
    assert named in said and "mine.toml" in said
    assert "mine.toml" in refused("run", "--governance", "mine.toml")


def test_a_file_of_another_kind(refused, tmp_path):
    (tmp_path / "mine.txt").write_text("")
    assert "TOML" in refused("check", "mine.txt")


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        WORD, st.builds("{}={}".format, st.sampled_from(["beds", "sorsele.beds", "channels", "listing"]), WORD)
    )
)
def test_no_setting_gives_a_traceback(text, capsys):
    code = main(["run", "--years", "1", f"--set={text}"])
    assert code in (0, 2)
    assert len(capsys.readouterr().err.strip().splitlines()) <= 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.one_of(WORD, st.sampled_from(["run", "list", "describe", "check", "levers", "--json", "--"])), max_size=3
    )
)
def test_no_words_give_a_traceback(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(words) in (0, 2)
    assert len(capsys.readouterr().err.strip().splitlines()) <= 3


@pytest.mark.parametrize("arguments", [(), ("file.toml", "--drift"), ("file.toml", "--seeds", "3")])
def test_check_takes_a_file_or_looks_for_drift(refused, arguments):
    assert "drift" in refused("check", *arguments)
