"""Accounts: flows are prices times activities to the öre, and what payers pay one another cancels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.engine.records import new_records
from rural_abm.model.money import PAYERS, PURPOSES, audit, flows, load_tariffs, payer_totals, shadow_prices, tables
from rural_abm.model.processes import ACTIVITY
from rural_abm.regions.registers import load_register

PLACES = 8


def activity_of(seed, months=3, most=10**7):
    """A table of random whole numbers, a third of them 0."""
    random = np.random.default_rng(seed)
    table = new_records(ACTIVITY, (months, PLACES))
    for name in ACTIVITY.names:
        counted = random.integers(0, most, table.shape, endpoint=True)
        table[name] = np.where(random.random(table.shape) < 1 / 3, 0, counted)
    return table


def register_of(seed):
    """The register with every price and quantity drawn from its range."""
    random, register = np.random.default_rng(seed), load_register()
    names = sorted({t.price for t in load_tariffs()} | {t.quantity for t in load_tariffs()} - {""})
    return register.with_values({name: random.uniform(register[name].low, register[name].high) for name in names})


def test_a_month_by_hand():
    activity = new_records(ACTIVITY, (1, PLACES))
    activity["gp_permanent_days"][0, 1] = 31_000  # one post in January
    activity["hospital_ready_days_paid"][0, 1] = 2
    activity["patient_metres"][0, 2] = 1_250
    activity["home_help_days"][0, 2] = 10
    found = flows(activity, load_register())

    def ore(payer, purpose, place):
        return found[0, PAYERS.index(payer), PURPOSES.index(purpose), place]

    assert ore("region_primary_care", "permanent_gps", 1) == round(120_000_000 * 31 / 365)
    assert ore("municipality", "delay_payment", 1) == 2 * 990_000
    assert ore("region_hospital", "delay_payment", 1) == -2 * 990_000
    assert ore("patient", "travel", 2) == 250
    assert ore("region_transport", "travel", 2) == 500
    assert ore("municipality", "home_help", 2) == 10 * 62_000 * 65 // 100
    assert np.count_nonzero(found) == 6


@given(st.integers(0, 2**32), st.sampled_from([1, 50, 10**4, 10**7]))
def test_the_audit_agrees_to_the_ore(seed, most):
    activity, register = activity_of(seed, months=2, most=most), register_of(seed)
    totals = payer_totals(flows(activity, register))
    assert dict(zip(PAYERS, totals.tolist(), strict=True)) == audit(activity, register)


@given(st.integers(0, 2**32))
def test_transfers_cancel_in_every_month_and_place(seed):
    found = flows(activity_of(seed), register_of(seed))
    of_transfers = found[:, :, [PURPOSES.index("fees"), PURPOSES.index("delay_payment")]]
    assert of_transfers.any()
    assert not of_transfers.sum(axis=1).any()


@given(st.integers(0, 2**32), st.sampled_from(ACTIVITY.names))
def test_more_of_an_activity_never_costs_all_payers_less(seed, name):
    activity, register = activity_of(seed, months=1), load_register()
    before = flows(activity, register).sum(axis=(1, 2))
    activity[name] += 1_000
    after = flows(activity, register).sum(axis=(1, 2))
    assert (after >= before).all()


def test_flows_are_whole_ore_by_month_payer_purpose_and_place():
    found = flows(activity_of(1, months=5), load_register())
    assert found.dtype == np.int64
    assert found.shape == (5, len(PAYERS), len(PURPOSES), PLACES)


def test_an_activity_that_is_not_counted_is_named():
    table = np.zeros((1, PLACES), [("gp_permanent_days", "i8")])
    with pytest.raises(InputError, match="unknown activity"):
        flows(table, load_register())


def test_an_audit_notices_a_wrong_flow():
    activity, register = activity_of(2), load_register()
    found = flows(activity, register)
    found[0, 0, 0, 0] += 1
    assert dict(zip(PAYERS, payer_totals(found).tolist(), strict=True)) != audit(activity, register)


def test_shadow_prices_are_whole_ore_and_the_parameters_of_the_world():
    register = load_register()
    prices, parameters = shadow_prices(register), tables(register)
    assert prices["gp_visit"][0] == 2_000_00
    assert prices["hospital_day"][0] == 10_000_00
    assert parameters == {f"price_{name}": float(prices[name][0]) for name in prices.dtype.names}
    assert not set(parameters) & set(register)


def test_a_joint_principal_pays_for_both_and_owes_itself_nothing():
    activity = new_records(ACTIVITY, (2, PLACES))
    activity["hospital_ready_days_paid"][:, 1] = 2
    activity["home_nurse_days"][:, 1] = 31_000
    activity["patient_metres"][:, 1] = 5_000
    activity["single_principal_days"][1, 1] = 30
    apart, joint = (flows(activity, load_register())[month].sum(axis=(1, 2)) for month in range(2))
    payer = PAYERS.index
    assert apart[payer("joint_principal")] == 0 < apart[payer("municipality")]
    assert joint[payer("municipality")] == joint[payer("region_hospital")] == joint[payer("region_transport")] == 0
    assert apart.sum() == joint.sum() and apart[payer("patient")] == joint[payer("patient")]
    activity["single_principal_days"][1, 1], activity["joint_committee_days"][1, 1] = 0, 30
    committee = flows(activity, load_register())[1].sum(axis=(1, 2))
    assert committee[payer("municipality")] == 0 and committee[payer("region_transport")] > 0
