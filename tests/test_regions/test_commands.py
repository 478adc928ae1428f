"""Commands that run take a region."""

import shutil

import numpy as np
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario
from rural_abm.regions import region_data
from rural_abm.simulation.model import RuralModel
from rural_abm.study.evidence.drift import courses_of, drift
from rural_abm.study.evidence.mechanisms import measure_loops
from rural_abm.study.evidence.patterns import measure_patterns
from rural_abm.study.evidence.patterns_files import FOLDER
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.sweeps.sweeps import as_experiment, sweep

EXPERIMENT = {
    "name": "posts",
    "seeds": 1,
    "years": 1,
    "outcomes": ["coc"],
    "levers": {"granvik.beds": [0, 4]},
    "design": {"kind": "grid"},
}


def test_a_sweep_runs_in_the_region_asked_for(tmp_path):
    asked = as_experiment(EXPERIMENT, "small")
    assert {scenario.region for scenario in asked.models.values()} == {"small"}
    made = sweep(asked, tmp_path / "sweep", 1)
    assert region_of(made.manifest) == "small" and not made.failures
    assert "granvik" in set(made.outcomes()["place"].astype(str))
    with pytest.raises(InputError, match="unknown region 'smal'"):
        as_experiment(EXPERIMENT, "smal")


def test_drift_and_loops_are_measured_in_the_region_asked_for():
    runs = [RuralModel(Scenario(region="small", seed=seed, years=3)).run().outcomes() for seed in (1, 2)]
    own = np.mean([courses_of(run)["gp_vacancy"] for run in runs])
    assert {row["outcome"]: row["mean"] for row in drift(2, 3, region="small")}["gp_vacancy"] == pytest.approx(own)
    here = measure_loops(1, 1, 1, names=["bed_rest"], region="small")
    assert len(here) and here["whole"].notna().any()


def test_a_region_without_patterns_says_so():
    with pytest.raises(InputError, match="the region tornedalen has no patterns") as caught:
        measure_patterns(region="tornedalen")
    assert len(str(caught.value).splitlines()) <= 3 and "sodra_lappland" in str(caught.value)


def test_patterns_of_ones_own_region_are_measured_there(tmp_path):
    own = shutil.copytree(region_data() / "small", tmp_path / "own")
    shutil.copytree(region_data() / "sodra_lappland" / FOLDER, own / FOLDER)
    for file in (own / FOLDER).glob("*.toml"):
        if file.stem != "settings":
            text = file.read_text(encoding="utf-8").replace("storuman", "granvik").replace("norsjo", "furuby")
            file.write_text(text, encoding="utf-8")
    settings = own / FOLDER / "settings.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("years = 10", "years = 1"), encoding="utf-8")
    (found,) = measure_patterns(["cost_municipality"], seeds=1, workers=1, region=str(own)).findings
    assert found.mean > 0
