"""The workforce in the whole model: levers reach the units and act, the log can be read, and who leaves is counted."""

from types import SimpleNamespace

import numpy as np
import pytest
import regions

from rural_abm import Scenario
from rural_abm.model.staff.decisions.leaving import LEAVING_FACTORS
from rural_abm.model.staff.records import EMPLOYED, GP, PERMANENT, ROLES

SHARE = 0.2
UNIT = 3  # Vilhelmina


@pytest.mark.parametrize(
    "levers, fields",
    [
        ({"vilhelmina.st_posts": 4}, {"st_posts_posts": 4}),
        ({"vilhelmina.supervision_half_days": 2}, {"supervision_half_days_half_days_a_week": 2}),
        (
            {"vilhelmina.training_centre.kind": "academic", "vilhelmina.training_centre.half_days_a_week": 5},
            {"training_centre_kind": 2, "training_centre_half_days_a_week": 5},
        ),
        (
            {"rural_track.certification": True, "rural_track.supplement_sek_a_month": 8000},
            {"rural_track_certification": 1, "rural_track_supplement_sek_a_month": 8000},
        ),
        (
            {"vilhelmina.leadership.paired": True, "vilhelmina.leadership.medical_lead_half_days_a_week": 2},
            {"leadership_paired": 1, "leadership_medical_lead_half_days_a_week": 2},
        ),
        ({"vilhelmina.staff_exchange": 80}, {"staff_exchange_hours_a_month": 80}),
    ],
)
def test_levers_reach_their_units(levers, fields):
    model = regions.model_of(Scenario(levers=levers, years=1, seed=1), SHARE)
    plain = regions.model_of(Scenario(years=1, seed=1), SHARE)
    for one in (model, plain):
        one.step()
    for name, value in fields.items():
        assert model.world.levers[name][UNIT] == value != plain.world.levers[name][UNIT]
        elsewhere = model.world.levers[name][UNIT - 1] == plain.world.levers[name][UNIT - 1]
        assert elsewhere != any(name.startswith("rural_track") for name in levers)


def test_a_training_centre_and_pay_attract_and_cost():
    """One month later: the lever's place attracts more, others as before; reception of its GPs bears the teaching."""
    levers = {"vilhelmina.training_centre.kind": "academic", "vilhelmina.training_centre.half_days_a_week": 10}
    model, plain = (
        regions.run_days(regions.model_of(Scenario(levers=given, years=1, seed=1), SHARE), 40) for given in (levers, {})
    )
    here, there = (one.world.unit_states["attractiveness"] for one in (model, plain))
    assert here[UNIT] > there[UNIT]
    aside = [one.world.staff["set_aside_minutes"] for one in (model, plain)]
    staff = model.world.staff
    teachers = (staff["unit"] == UNIT) & (staff["employment"] == PERMANENT) & (staff["role"] == GP)
    teachers &= staff["status"] == EMPLOYED
    if teachers.any():
        assert (aside[0][teachers] > aside[1][teachers]).all()
    others = np.arange(len(here)) != UNIT
    assert np.allclose(here[others], there[others])


def test_who_leaves_can_be_read_in_the_event_register():
    """Every GP or nurse who leaves without retiring has all parts; their product is a plausible yearly hazard."""
    model = regions.model_of(Scenario(years=2, seed=3, register="persons"))
    regions.run_days(model, 730)
    events = model.events()
    parts = events[events["kind"] == "leaving_factor"]
    left = events[events["kind"] == "staff_left"]
    assert len(parts) > 0 and set(parts["person"]) <= set(left["person"])
    for _, group in parts.groupby("person"):
        assert [LEAVING_FACTORS[code] for code in group["detail"]] == list(LEAVING_FACTORS)
        assert 0.01 < np.prod(group["amount"] / 1000) < 5
    assert set(left["place"]) <= {model.place.settlement_keys[place] for place in model.world.units["settlement"]}


def test_a_leavers_parts_are_put_into_words():
    from rural_abm.study.compare.words import event_row

    event = SimpleNamespace(day=3, minute=0, kind="leaving_factor", detail=2, place="vilhelmina", amount=1900)
    assert event_row(event, {})["what"] == "leaving factor: colleagues" and event_row(event, {})["outcome"] == "1.90"
    event = SimpleNamespace(day=3, minute=0, kind="staff_left", detail=0, place="vilhelmina", amount=700)
    assert event_row(event, {})["what"] == f"staff left: {ROLES[0]}"
