"""The chain of frailty states by age: yearly rates, and the shares of states among the living that they lead to."""

import numpy as np

from rural_abm.engine.units import MONTHS_A_YEAR
from rural_abm.model.people.records import FRAILTY_STATES

ONSET_AGES = ("age_50_64", "age_65_74", "age_75_84", "age_85_plus")
STATES = len(FRAILTY_STATES)


def onset_per_year(register, age):
    """Return the rate of change from fit to mild per year [ages]: log-linear in age through the sourced bands' middles.

    Beyond the first and last middle the line continues with the slope of its end.
    """
    middle = register.table("frailty_onset_age_years", ONSET_AGES)
    rate = np.log(register.table("frailty_onset_per_year", ONSET_AGES))
    slope = np.diff(rate) / np.diff(middle)
    inside = np.interp(age, middle, rate)
    outside = np.minimum(age - middle[0], 0) * slope[0] + np.maximum(age - middle[-1], 0) * slope[-1]
    return np.exp(inside + outside) * register.value("frailty_onset_multiplier")


def worsening_per_year(register, age):
    """Return rates to the next worse state per year [ages, states], all causes; none from severe."""
    reference = register.value("worsening_reference_age_years")
    growth = np.exp(register.value("worsening_growth_per_year") * (age - reference))
    onset = onset_per_year(register, age)
    mild, moderate = register.value("worsening_mild_75_per_year"), register.value("worsening_moderate_75_per_year")
    return np.stack([onset, mild * growth, moderate * growth, np.zeros_like(age)], axis=1)


def frailty_shares(register, age):
    """Return the shares of frailty states [ages, states] among the living, if all are fit at birth and rates stay.

    The mean over each year of age of the Markov chain with worsening, recovery and death in proportion to
    `death_ratio`, all causes together, solved month by month (Crank-Nicolson).
    """
    later = _month_by_month(_generators(register, age))
    alive = np.zeros(STATES)
    alive[0] = 1
    shares = np.zeros((len(age), STATES))
    for year, step in enumerate(later):
        for _ in range(MONTHS_A_YEAR):
            before, alive = alive, alive @ step
            shares[year] += before + alive
        alive = alive / alive.sum()
    return shares / shares.sum(axis=1, keepdims=True)


def _generators(register, age):
    """Return rate matrices [ages, from, to] per year of living persons; rows sum to minus the death rate."""
    up = worsening_per_year(register, age)
    down = register.table("recovery_per_year", FRAILTY_STATES)
    fit = register.value("death_fit_80_per_year") * np.exp(
        register.value("death_growth_per_year") * (age - register.value("death_reference_age_years"))
    )
    death = fit[:, None] * register.table("death_ratio", FRAILTY_STATES)
    rates = np.zeros((len(age), STATES, STATES))
    for state in range(STATES):
        if state + 1 < STATES:
            rates[:, state, state + 1] = up[:, state]
        if state > 0:
            rates[:, state, state - 1] = down[state]
        rates[:, state, state] = -(up[:, state] + down[state] + death[:, state])
    return rates


def _month_by_month(rates):
    """Return transition matrices over one month [ages, from, to]."""
    half_a_month = rates / (2 * MONTHS_A_YEAR)
    unit = np.eye(STATES)
    return (unit + half_a_month) @ np.linalg.inv(unit - half_a_month)
