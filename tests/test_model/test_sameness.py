"""What may not matter: the process, the order of residents, one more resident; and what two scenarios share."""

import json

import numpy as np
import pytest
import regions

from rural_abm import RuralModel, Scenario
from rural_abm.model.people.records import ALIVE, FIT, NEVER, NOT_ENROLLED

SHARE = 0.1
HERMIT = 2**60 + 1
PRINT = """
import json, sys
sys.path.insert(0, "tests")
import regions
from rural_abm import Scenario
model = regions.run_days(regions.model_of(Scenario("home_hospital", seed=3, years=1), 0.1), 45)
print(json.dumps(regions.digests(model)))
"""


def test_the_same_seed_gives_the_same_bytes_in_another_process_and_another_seed_others(run_python):
    mine = regions.run_days(regions.model_of(Scenario("home_hospital", seed=3, years=1), SHARE), 45)
    assert json.loads(run_python(PRINT)) == regions.digests(mine)
    other = regions.run_days(regions.model_of(Scenario("home_hospital", seed=4, years=1), SHARE), 45)
    assert {"residents", "staff", "ties", "needs", "counts", "unit_counts", "activity"} <= set(
        regions.differences(mine, other)
    )


def in_both_orders(scenario, share, days):
    """The states of a world and of the same with its residents in other rows."""
    place = regions.place_of(share)
    plain = RuralModel(scenario, place=place)
    with regions.changed_residents(regions.shuffle):
        mixed = RuralModel(scenario, place=place)
    assert (plain.world.residents["key"] != mixed.world.residents["key"]).sum() > 0.9 * plain.world.now["residents"][0]
    for model in (plain, mixed):
        regions.run_days(model, days)
    return regions.state(plain.world), regions.state(mixed.world)


@pytest.mark.parametrize("parameters", [{}, {"lists_for_all": 1, "list_change_per_year": 0.05}])
def test_the_order_of_residents_changes_nothing(parameters):
    one, other = in_both_orders(Scenario("cottage_hospital_hub", seed=3, years=1, parameters=parameters), SHARE, 60)
    assert regions.unequal(one, other) == []


@pytest.mark.verify
@pytest.mark.parametrize("governance", ["call_off", "home_hospital", "cottage_hospital_hub"])
def test_the_order_of_residents_changes_nothing_in_the_whole_region(governance):
    one, other = in_both_orders(Scenario(governance, seed=8, years=2), 1, 365 + 60)
    assert regions.unequal(one, other) == []


class WithHermit(RuralModel):
    """A region with one more resident, young and fit, to whom nothing is planned and whom nobody lists."""

    def _begin(self):
        super()._begin()
        row = int(self.world.now["residents"][0])
        residents = self.world.residents
        residents[row] = residents[np.flatnonzero(residents["frailty"][:row] == FIT)[0]]
        hermit = residents[row]
        for name in residents.dtype.names:
            if name.endswith("_day") and name not in (
                "birth_day",
                "hazard_day",
                "discharged_day",
                "medicine_review_day",
            ):
                hermit[name] = NEVER
            elif name.endswith("_left"):
                hermit[name] = 1e12
        hermit.key, hermit.person_factor, hermit.conditions = HERMIT, 0, 0
        hermit.birth_day, hermit.enrolled, hermit.usual_gp, hermit.contact_nurse = -30 * 365, NOT_ENROLLED, -1, -1
        hermit.first_tie = hermit.open_need = hermit.planned_need = hermit.link = -1
        self.world.now["residents"] += 1


def test_one_more_resident_whom_nobody_meets_changes_nobody():
    scenario, place = Scenario(seed=3, years=1), regions.place_of(SHARE)
    plain, more = RuralModel(scenario, place=place), WithHermit(scenario, place=place)
    for model in (plain, more):
        regions.run_days(model, 60)
    people = more.world.residents
    row = np.flatnonzero(people["key"] == HERMIT)[0]
    assert people["status"][row] == ALIVE and people["need_count"][row] == 0
    one, other = regions.state(plain.world), regions.state(more.world, without=[HERMIT])
    assert set(regions.unequal(one, other)) <= {"counts"}
    for name in plain.world.counts.dtype.names:
        if name != "person_days":
            assert (plain.world.counts[name] == more.world.counts[name]).all(), name
    # Days lived are counted by whole months: the warm-up and the two months begun.
    assert more.world.counts["person_days"].sum() - plain.world.counts["person_days"].sum() == 365 + 61


def todays_onsets(world):
    """{key of the person: onsets of today} with everything a need starts from."""
    onsets = np.asarray(world.onsets)[: world.now["onsets"][0]]
    names = [name for name in onsets.dtype.names if name != "row"]
    found = {}
    for onset in onsets:
        found.setdefault(int(onset["key"]), []).append(tuple(onset[name].item() for name in names))
    return {key: sorted(rows) for key, rows in found.items()}


def untouched(one, other):
    """Keys of the residents whose records are the same in both worlds, and of all residents."""
    parts = [regions.residents_by_key(world) for world in (one, other)]
    if not np.array_equal(parts[0]["key"], parts[1]["key"]):
        both = np.intersect1d(parts[0]["key"], parts[1]["key"])
        parts = [{n: a[np.isin(part["key"], both)] for n, a in part.items()} for part in parts]
    same = np.logical_and.reduce([parts[0][name] == parts[1][name] for name in parts[0]])
    return set(parts[0]["key"][same].tolist()), len(same)


def test_two_governance_models_send_everybody_the_same_shocks_until_care_makes_a_difference():
    """Day by day, whoever has the same record in both worlds in the evening falls ill in the same way the next day."""
    models = [regions.model_of(Scenario(name, years=1)) for name in ("call_off", "home_hospital")]
    compared = 0
    for day in range(28):
        same, everybody = untouched(*(model.world for model in models))
        assert len(same) == everybody if day == 0 else len(same) > everybody / 2
        for model in models:
            model.step()
        first, second = (todays_onsets(model.world) for model in models)
        differ = [key for key in same if first.get(key) != second.get(key)]
        assert differ == [], f"day {day}"
        compared += sum(key in first for key in same)
        # Visitors are nobody's patients: always the same.
        residents = set(models[0].world.residents["key"].tolist())
        assert {k: v for k, v in first.items() if k not in residents} == {
            k: v for k, v in second.items() if k not in residents
        }
    assert compared > 1000
    assert regions.differences(*models) != []
