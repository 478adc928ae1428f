"""Accounts: the flow table of öre by month, payer, purpose and place, and its recomputation for an audit."""

import math
from fractions import Fraction

import numpy as np

from rural_abm.engine.errors import unknown_name
from rural_abm.model.money.tariffs import PAYERS, PURPOSES, load_tariffs

JOINT_PAYER = "joint_principal"
# Who pays as care is organised today, where there is no joint principal.
ORIGINAL_PAYERS = tuple(payer for payer in PAYERS if payer != JOINT_PAYER)
# What marks a month at a place as a joint principal's, and whose costs that principal pays.
JOINED = {
    "joint_committee_days": ("region_primary_care", "municipality"),
    "single_principal_days": ("region_primary_care", "region_hospital", "region_transport", "municipality"),
}


def flows(activity, register, tariffs=None):
    """Return whole öre (int64) [months, payers, purposes, places] by who pays under the model.

    See `original_flows` for the arguments and errors.
    """
    return joined(original_flows(activity, register, tariffs), activity)


def original_flows(activity, register, tariffs=None):
    """Return whole öre (int64) [months, payers, purposes, places] by who pays today: costs positive, incomes negative.

    `activity` is the ledger's table [months, places] of whole numbers. Each cell of each tariff row is rounded once,
    half up, before its sign is set, so that the payment of one payer equals the income of another to the öre. Raises
    InputError if a tariff names an activity that is not counted or a price that is not in the register.
    """
    tariffs = load_tariffs() if tariffs is None else tariffs
    out = np.zeros((activity.shape[0], len(PAYERS), len(PURPOSES), activity.shape[1]), np.int64)
    for tariff in tariffs:
        _check_counted(tariff, activity)
        counted = np.asarray(activity[tariff.activity], np.int64)
        ore = (counted * tariff.price_ore(register) + tariff.divisor // 2) // tariff.divisor
        out[:, PAYERS.index(tariff.payer), PURPOSES.index(tariff.purpose)] += tariff.sign * ore
    return out


def joined(table, activity):
    """Return a copy of the flow table in which joint principals carry the costs that they pay, by month and place."""
    table = table.copy()
    joint = PAYERS.index(JOINT_PAYER)
    for name, payers in JOINED.items():
        months, places = np.nonzero(np.asarray(activity[name]) > 0)
        for payer in payers:
            table[months, joint, :, places] += table[months, PAYERS.index(payer), :, places]
            table[months, PAYERS.index(payer), :, places] = 0
    return table


def payer_of(tariff, record):
    """Return who pays a tariff's row in a month at a place (`record` of the activity), considering joint principals."""
    is_joint = any(record[name] > 0 and tariff.payer in payers for name, payers in JOINED.items())
    return JOINT_PAYER if is_joint else tariff.payer


def payer_totals(flow_table):
    """Return whole öre [payers] over all months, purposes and places of a flow table."""
    months, payers, purposes, places = range(flow_table.ndim)
    return flow_table.sum(axis=(months, purposes, places))


def audit(activity, register, tariffs=None):
    """Return {payer: whole öre}, summed cell by cell in exact fractions.

    The result must equal `payer_totals(flows(...))` to the öre.
    """
    totals = dict.fromkeys(PAYERS, 0)
    for tariff in load_tariffs() if tariffs is None else tariffs:
        price = tariff.price_ore(register)
        for record in activity.ravel():
            exact = Fraction(int(record[tariff.activity])) * price / tariff.divisor
            totals[payer_of(tariff, record)] += tariff.sign * math.floor(exact + Fraction(1, 2))
    return totals


def _check_counted(tariff, activity):
    if tariff.activity not in activity.dtype.names:
        raise unknown_name("activity", tariff.activity, activity.dtype.names, where="tariffs.csv")
