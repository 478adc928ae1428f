"""Every command says what it does and how long it takes, and what to look at first; its help fits 80 columns."""

import json

import pytest

from rural_abm.cli import COMMANDS, opening
from rural_abm.cli.times import TIMES
from rural_abm.study.running import precompile, run_times

pytestmark = pytest.mark.usefixtures("model_double")

NAMES = [name for commands in COMMANDS.values() for name in commands]
SWEEP = 'name = "mine"\nseeds = 2\nyears = 1\noutcomes = ["coc", "deaths"]\n[levers]\n"sorsele.beds" = [0, 2]\n'
ONE = ("--years", "1")
OPENED = {
    "run --years 1": "One run of call_off over 1 year: a few seconds.",
    "compare call_off home_hospital --seeds 2 --years 1 --workers 1":
        "Comparing 2 models on 2 seeds over 1 year, 4 runs: about 30 seconds.",
    "seeds call_off home_hospital --outcome deaths --half-width 1 --pilot 3 --years 1 --workers 1":
        "A pilot of 3 seeds, 6 runs: a few seconds.",
    "sweep mine.toml --out here --workers 1": "mine, 4 runs: a few seconds.",
    "sweep mine.toml --out here --workers 1 --part 1/2": "mine, 2 runs (part 1 of 2): a few seconds.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def costs(monkeypatch):
    """Costs by which the expected words can be worked out by hand."""
    cost = {"seconds_a_warm_up": 1, "seconds_a_year": 1, "seconds_a_run": 1, "seconds_to_compile": 80,
            "seconds_a_report": 20, "a_few_seconds": 20, "rounded_to_seconds": 10, "bytes_a_row": 1, "bytes_a_run": 1,
            "rows_an_outcome_and_year": 1}  # fmt: skip
    monkeypatch.setattr(run_times, "expected", lambda: cost)


@pytest.mark.parametrize("arguments", OPENED)
def test_the_first_line_says_what_is_done_and_how_long(command, tmp_path, monkeypatch, arguments):
    monkeypatch.setattr("rural_abm.cli.comparing.illustrate", lambda *given: None)  # the double has too few outcomes
    (tmp_path / "mine.toml").write_text(SWEEP + '[design]\nkind = "grid"\n')
    code, out, _ = command(*arguments.split())
    assert code == 0 and out.splitlines()[0] == OPENED[arguments]


def test_what_is_there_already_is_not_counted_again(command, tmp_path):
    (tmp_path / "mine.toml").write_text(SWEEP + '[design]\nkind = "grid"\n')
    command("sweep", "mine.toml", "--out", "here", "--workers", "1", "--part", "1/2")
    first, *_, last = command("sweep", "mine.toml", "--out", "here", "--workers", "1")[1].splitlines()
    assert first == "mine, 2 runs, 2 more are finished already: a few seconds."
    assert last == "Next, which factors matter: rural-abm analyse here"


def test_json_is_json_alone(command):
    for arguments in (["story", "call_off", "--person", "1"], ["check", "--drift"], ["patterns"]):
        lines = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(opening, "print_lines", lines.extend)
            opening.begin(arguments[0], 1, is_quiet=True)
        assert lines == []
    code, out, _ = command("list", "outcomes", "--json")
    assert code == 0 and json.loads(out)


def test_the_last_lines_say_what_to_do_next(command):
    assert "rural-abm compare" in command("run", *ONE)[1].splitlines()[-1]
    assert command("run", *ONE, "--out", "here")[1].splitlines()[-1].endswith("rural-abm figures here")


def test_a_first_run_says_that_it_compiles_and_does_so_before(command, monkeypatch):
    done = []
    monkeypatch.setattr(precompile, "is_cold", lambda: True)
    monkeypatch.setattr(precompile, "warm", done.append)
    monkeypatch.setattr("rural_abm.study.running.executors.usable_cores", lambda: 2)
    second = command("run", *ONE)[1].splitlines()[1]
    assert second == "The model is compiled first (once; the result is cached): about 40 seconds more." and done == [2]
    opening.begin("Something", 1, 2)
    assert done == [2], "where workers make the runs, they compile"


@pytest.mark.parametrize("name", [None, *NAMES])
def test_help_fits_80_columns_and_says_how_long(command, monkeypatch, name):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = command(*([name] if name else []), "--help")
    assert code == 0 and max(map(len, out.splitlines())) <= 80, max(out.splitlines(), key=len)
    if name:
        assert " ".join(out.split("\nTakes ")[1].split()).startswith(" ".join(TIMES[name]().split()))


def test_every_command_has_a_time_and_a_first_line():
    assert list(TIMES) == NAMES
    for commands in COMMANDS.values():
        for command in commands.values():
            first = command.__doc__.split("\n\n")[0]
            assert first.strip().endswith((".", "...")) and first[0].isupper() and not first.startswith(("What", "How"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a few seconds"),
        (19.9, "a few seconds"),
        (20, "about 20 seconds"),
        (31, "about 40 seconds"),
        (51, "about 60 seconds"),
        (60, "about 1 minute"),
        (100, "about 2 minutes"),
        (3599, "about 60 minutes"),
        (3600, "about 1 hour"),
        (9000, "about 2 hours"),
    ],
)
def test_seconds_in_words(seconds, words):
    assert run_times.in_words(seconds) == words


def test_seconds_of_runs_by_hand():
    assert run_times.seconds_of_runs(4, 10) == 4 * (1 + 1 + 10)
    assert run_times.seconds_of_runs(4, 10, 2) == 2 * (1 + 1 + 10)
    assert run_times.seconds_of_runs(4, 10, 2, warm_ups=2) == (2 + 4 * 11) / 2
    assert run_times.seconds_of_runs(1, 10, 8) == 12, "one run is made by one process"
    assert run_times.seconds_of_runs(0, 10, 8, warm_ups=0) == 0
