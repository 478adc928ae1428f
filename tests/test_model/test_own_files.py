"""The engine reads levers, not names: a model copied under another name is the same model."""

import regions

from rural_abm import Scenario
from rural_abm.governance import read_governance
from rural_abm.governance.places import governance_data


def test_a_copy_under_another_name_gives_the_same_bytes(tmp_path):
    text = (governance_data() / "home_hospital.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('name = "home_hospital"', 'name = "mine"'), encoding="utf-8")
    assert read_governance(str(path)).name == "mine"
    scenarios = [Scenario(name, seed=6, years=1) for name in ("home_hospital", str(path))]
    one, other = (regions.run_days(regions.model_of(scenario, 0.1), 40) for scenario in scenarios)
    assert regions.differences(one, other) == []
    baseline = regions.run_days(regions.model_of(Scenario(seed=6, years=1), 0.1), 40)
    assert regions.differences(one, baseline)
