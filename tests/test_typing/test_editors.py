"""What an editor completes, and what a type checker says of a user's program: right types, and misspelt names found."""

import re
import subprocess
import sys

import jedi
import pytest

# Every line is checked: `# int` is the type that mypy reveals, `# wrong: code` the error that it must report.
PROGRAM = """
from rural_abm import RuralModel, Scenario, compare, resolve, run
model = RuralModel(Scenario("call_off", reforms=["a"], seed=1), years=2)
reveal_type(model.run(years=1))  # RuralModel
residents = model.world.residents
reveal_type(residents[3].frailty)  # int
reveal_type(residents["frailty"].sum())  # Any
residents[3].frality  # wrong: attr-defined
residents["frality"]  # wrong: call-overload
residents["frality"] = 1  # wrong: index
residents[3].frailty = 1
for resident in residents[:10]:
    reveal_type(resident.visits_a_year)  # int
model.world.resident  # wrong: attr-defined
reveal_type(model.world.counts[0, 0, 0, 0].deaths)  # int
levers = resolve(model.scenario).at(0)["asele"]
reveal_type(levers.beds.places)  # int
reveal_type(levers.daily_slot.start)  # str
reveal_type(levers.channels[0].reach_minutes)  # int
levers.beds.place  # wrong: attr-defined
levers.beds.places = 3  # wrong: misc
Scenario("call_off", year=3)  # wrong: call-arg
elder = model.elder(0)
elder.usual_gp  # wrong: union-attr
if elder is not None:
    reveal_type(elder.age)  # int
    reveal_type(elder.person_factor)  # float
reveal_type(run("call_off").folder)  # Path | None
compare(["call_off", "home_hospital"], seeds="many")  # wrong: arg-type
"""
SAID = re.compile(r"^program\.py:(\d+): (?:note: Revealed type is \"(.*)\"|error: .*\[(.*)\])$")
BEGIN = "from rural_abm import RuralModel, Scenario, resolve\nmodel = RuralModel()\n"
ROWS = "from rural_abm.state.world import World\ndef count(world: World):\n    world"


@pytest.mark.verify
def test_a_type_checker_knows_the_model(repository, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    options = ["--config-file", str(repository / "pyproject.toml"), "--cache-dir", str(repository / "build" / "mypy")]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "program.py"],
        cwd=tmp_path,
        env={"MYPYPATH": str(repository)},
        capture_output=True,
        text=True,
    )
    said = [found.groups() for line in done.stdout.splitlines() if (found := SAID.match(line))]
    heard = {(int(line), f"wrong: {code}" if code else _short(kind)) for line, kind, code in said}
    lines = enumerate(PROGRAM.splitlines(), start=1)
    assert heard == {(number, line.split("  # ")[1]) for number, line in lines if "  # " in line}, done.stdout


def _short(kind):
    """A type without the modules of its names."""
    return re.sub(r"\b[\w.]+\.(\w+)", r"\1", kind)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("import rural_abm\nrural_abm.Rur", "RuralModel"),
        (f"{ROWS}.resid", "residents"),
        (f"{ROWS}.residents[3].fra", "frailty"),
        (f"{BEGIN}levers = resolve(model.scenario).at(0)['asele']\nlevers.be", "beds"),
        (f"{BEGIN}levers = resolve(model.scenario).at(0)['asele']\nlevers.beds.", "places"),
        pytest.param(f"{BEGIN}model.world.resid", "residents", marks=pytest.mark.verify),
        pytest.param(f"{BEGIN}model.world.residents[3].fra", "frailty", marks=pytest.mark.verify),
        pytest.param(f"{BEGIN}model.staff_agents('GP')[0].pat", "patients", marks=pytest.mark.verify),
    ],
)
def test_an_editor_completes(repository, typed, offered):
    script = jedi.Script(typed, path=repository / "program.py", project=jedi.Project(repository))
    assert offered in [name.name for name in script.complete()]
