"""Every outcome of the unit share lies between 0 and 1, for every place, period and group, whatever the scenario."""

import pytest
import regions
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios import AS_DRAWN, CHANGES, LEVERS, SHARE

from rural_abm import Scenario
from rural_abm.governance import list_governance
from rural_abm.outcomes import catalogue, values
from rural_abm.regions.registers import load_register

UNITS_WITHIN_ONE = ("share", "index")
NAMES = [entry.name for entry in catalogue if entry.unit in UNITS_WITHIN_ONE]
# Of the parameters those that can differ within a run that starts from its own warm-up, away from their ends.
UNCERTAIN = {
    name: (entry.low, entry.high)
    for name, entry in load_register().items()
    if entry.distribution != "fixed" and entry.low < entry.value < entry.high
}


@st.composite
def parameters(draw):
    """A few parameters somewhere within their ranges."""
    names = draw(st.sets(st.sampled_from(sorted(UNCERTAIN)), max_size=8))
    return {name: draw(st.floats(*UNCERTAIN[name])) for name in sorted(names)}


SCENARIOS = st.builds(
    Scenario,
    st.sampled_from([model["name"] for model in list_governance()]),
    seed=st.integers(1, 10**6),
    years=st.just(1),
    months=st.booleans(),
    levers=LEVERS,
    changes=CHANGES,
    parameters=parameters(),
    adoption=st.sampled_from(["full", "emergent"]),
)


def outside(scenario, days, share):
    """Rows of outcomes that are shares and lie outside 0 to 1."""
    model = regions.run_days(regions.RuralModel(scenario, place=regions.place_of(share)), days)
    frame = model.outcomes(NAMES)
    frame["value"] = values(frame)
    model.close()
    return frame[(frame["value"] < 0) | (frame["value"] > 1)]


@settings(max_examples=3, phases=AS_DRAWN)
@given(SCENARIOS)
def test_shares_are_shares(scenario):
    found = outside(scenario, 120, SHARE)
    assert found.empty, found.to_string()


@pytest.mark.verify
@settings(max_examples=80, phases=AS_DRAWN)
@given(SCENARIOS)
def test_shares_are_shares_under_many_scenarios(scenario):
    found = outside(scenario, 365, SHARE)
    assert found.empty, found.to_string()


def test_a_share_above_one_is_found():
    """The outcomes that were wrong once would be found: twice as many calls unanswered as there were calls."""
    model = regions.model_of(Scenario(seed=1, years=1), SHARE)
    model.step()
    model.world.counts["calls"], model.world.counts["calls_unanswered"] = 1, 2
    frame = model.outcomes(NAMES)
    assert set(frame["outcome"][values(frame) > 1]) == {"calls_unanswered"}
