"""Two hashes: `code` follows every source and table, `model` only what can move the outcomes of a run."""

import json
import shutil

import pytest

from rural_abm.engine import kernels
from rural_abm.study.results.provenance import provenance

BESIDE = (
    "data/texts/sv.toml",
    "data/report/page.css",
    "data/regions/sodra_lappland/patterns/staff.toml",
    "data/calibration/posterior.parquet",
    "data/study.toml",
    "figures/map.py",
    "report/write.py",
    "study/compare/paired.py",
    "cli/runs.py",
    "__init__.py",
)
MOVING = (
    "data/parameters/care.csv",
    "data/regions/sodra_lappland/roads.csv",
    "data/governance/levers.toml",
    "data/outcomes/catalogue.toml",
    "data/channels.csv",
    "model/care/acute/acute.py",
    "governance/layers.py",
    "simulation/agents/careers.py",
    "outcomes/compute.py",
    "simulation/model.py",
)
READING = """
import json, sys
from pathlib import Path
opened = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
from rural_abm.engine.kernels import PACKAGE, moves_outcomes
from rural_abm.simulation.model import RuralModel
model = RuralModel(years=1).run()
model.outcomes()
inside = [Path(name).relative_to(PACKAGE) for name in opened if Path(name).is_relative_to(PACKAGE)]
data = [path for path in inside if path.parts[0] == "data" and path.suffix]
loaded = [path for path in inside if path.suffix == ".py"]
loaded += [Path(module.__file__).relative_to(PACKAGE) for name, module in list(sys.modules.items())
           if name.startswith("rural_abm.")]
print(json.dumps([len(data), sorted({str(path) for path in data + loaded if not moves_outcomes(path.parts)})]))
"""


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the package, which the hashes are then of."""
    shutil.copytree(kernels.PACKAGE, tmp_path / "rural_abm", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kernels, "PACKAGE", tmp_path / "rural_abm")
    return tmp_path / "rural_abm"


def hashes():
    return kernels.code_hash.__wrapped__(), kernels.model_hash.__wrapped__()


def edit(path):
    path.write_bytes(path.read_bytes() + b"\n")


def test_a_caption_moves_the_code_and_not_the_model(copied):
    code, model = hashes()
    for name in BESIDE:
        edit(copied / name)
        now = hashes()
        assert now[0] != code and now[1] == model, name
        code = now[0]


def test_a_rate_moves_both(copied):
    before = hashes()
    for name in MOVING:
        edit(copied / name)
        now = hashes()
        assert now[0] != before[0] and now[1] != before[1], name
        before = now


def test_data_that_nobody_has_placed_yet_counts_for_the_model(copied):
    before = hashes()
    (copied / "data" / "something_new.csv").write_text("1")
    assert hashes()[1] != before[1]


def test_both_stand_in_a_manifest():
    facts = provenance()
    assert (facts["code"], facts["model"]) == (kernels.code_hash(), kernels.model_hash())


@pytest.mark.verify
def test_a_run_reads_nothing_that_is_said_to_stand_beside_it(run_python):
    read, beside = json.loads(run_python(READING))
    assert read > 5
    assert [name for name in beside if name != "__init__.py"] == []
