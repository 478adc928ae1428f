"""The compiled engine and the plain Mesa engine of `independent/` give the same patient day, statistically.

Both run the common ground (`independent/common_ground.py`) for the whole area. A figure is one number a run. Under the
hypothesis that the engines are the same, the runs of both are draws from one distribution; its spread over seeds is
taken from the compiled runs, of which there are more, and a difference of means is judged by Student's t.

False alarms: 1 % for all figures together (Bonferroni), each two-sided. Power: a figure's `found` is the relative
difference of the engines that the test would find 9 times in 10, by the normal approximation; it must not be larger
than the table below allows, else the test says too little and fails. Rare events need rates rather than runs: the
hazards by which the compiled engine plans each resident's days are held against the independent tables (`RATES`), which
finds an error of one per cent in any age group.
"""

import math

import numpy as np
import pytest
from scipy import stats
from verification.independent import PatientDay
from verification.independent import common_ground as ground
from verification.independent.rates import AGE_GROUPS, STATES

from rural_abm.regions.registers import load_register

pytestmark = pytest.mark.verify

# {rate: largest relative difference of its mean over an age group}
RATES = {"death": 0.001, "frailty": 0.001, "episodes": 0.01, "complaints": 0.015, "planned visits": 0.01}

YEARS = 2
COMPILED_SEEDS = tuple(range(1, 25))
INDEPENDENT_SEEDS = tuple(range(101, 105))
FALSE_ALARMS_IN_ALL = 0.01
POWER = 0.9

ADMISSIONS = ("admissions_cottage", "admissions_hospital")
BED_DAYS = ("bed_days_cottage", "bed_days_hospital")
EPISODES = ("episodes_moderate", "episodes_severe")


def rate(*names, states=None):
    return lambda tally: tally.rate(names, states)


def share(part, whole):
    return lambda tally: tally.share(part, whole)


def lived(state):
    return lambda tally: tally.years_lived[state] / sum(tally.years_lived)


def dead(band):
    first, end = ground.AGE_BANDS[band]
    return lambda tally: sum(first <= age < end for age in tally.ages_of_dead) / sum(tally.years_lived)


def winter_over_summer(tally):
    months = sum(np.array(tally.by_month(name)) for name in EPISODES).reshape(-1, 12).sum(axis=0)
    return months[list(ground.WINTER)].sum() / months[list(ground.SUMMER)].sum()


def by_state(label, *names):
    return {f"{label}, {name}": rate(*names, states=[state]) for state, name in enumerate(STATES)}


# {largest relative difference that may go unfound more than once in ten: {figure: function of a Tally}}
FIGURES = {
    0.03: {
        "share fit": lived(0),
        "complaints": rate("complaints"),
        "complaints that end with advice": share("advice", "complaints"),
        "GP visits": rate("gp_visits"),
        "nurse visits": rate("nurse_visits"),
    },
    0.06: {
        "share mild": lived(1),
        "moderate episodes": rate("episodes_moderate"),
        "severe episodes": rate("episodes_severe"),
        "acute needs": rate("acute_needs"),
        "emergency visits": rate("emergency_visits"),
        "ambulances and helicopters": rate("ambulance_trips", "helicopter_trips"),
        "admissions": rate(*ADMISSIONS),
        "bed days": rate(*BED_DAYS),
        "contacts on call": rate("on_call_contacts"),
        "worsened": rate("worsened"),
    },
    0.15: {
        "share moderate": lived(2),
        "improved": rate("improved"),
        "readmissions within 30 days": share("readmissions_30", "discharges"),
        "deaths": rate("deaths"),
        "deaths at 80 and over": dead("80 and over"),
        "winter over summer": winter_over_summer,
        "declines that collapsed": rate("episodes_collapsed"),
        "enrolled": rate("enrolled_days"),
        "home-nursing visits": rate("home_nurse_visits"),
    },
    0.4: {
        "share severe": lived(3),
        "deaths by episodes": rate("deaths_by_episode"),
        "deaths below 65": dead("below 65"),
        "deaths at 65-79": dead("65-79"),
        "readmissions within 3 days": share("readmissions_3", "discharges"),
        "readmissions within 7 days": share("readmissions_7", "discharges"),
        "worsened by care": rate("worsened_by_care"),
        **by_state("moderate episodes", "episodes_moderate"),
        **by_state("severe episodes", "episodes_severe"),
        **by_state("admissions", *ADMISSIONS),
        **by_state("deaths", "deaths"),
    },
}
LIMITS = {name: limit for limit, figures in FIGURES.items() for name in figures}
ALL = {name: figure for figures in FIGURES.values() for name, figure in figures.items()}


@pytest.fixture(scope="module")
def runs():
    """(values of the compiled engine, values of the independent one): {figure: array [seeds]}."""
    compiled, slots = [], []
    for seed in COMPILED_SEEDS:
        model = ground.compiled_model(seed, YEARS).run()
        compiled.append(values(ground.Tally.of_compiled(model, YEARS)))
        slots.append(ground.slots_a_day(model))
        model.close()
    usual_slots = [round(number) for number in np.mean(slots, axis=0)]
    independent = [
        values(ground.Tally.of_independent(patient_day(seed, usual_slots), YEARS)) for seed in INDEPENDENT_SEEDS
    ]
    return gathered(compiled), gathered(independent)


def patient_day(seed, slots, years=YEARS, **how):
    model = PatientDay(seed, slots_a_day=slots, parameters=ground.parameters(), warm_up_days=ground.WARM_UP_DAYS, **how)
    return model.run(years)


def values(tally):
    return {name: figure(tally) for name, figure in ALL.items()}


def gathered(rows):
    return {name: np.array([row[name] for row in rows]) for name in ALL}


def judged(compiled, independent):
    """(t of the difference of means, relative difference, relative difference found 9 times in 10)."""
    n, m = len(compiled), len(independent)
    deviation = compiled.std(ddof=1) * math.sqrt(1 / n + 1 / m)
    difference = independent.mean() - compiled.mean()
    found = (critical(n) + stats.norm.ppf(POWER)) * deviation / compiled.mean()
    return difference / deviation, difference / compiled.mean(), found


def critical(n):
    return stats.t.ppf(1 - FALSE_ALARMS_IN_ALL / len(ALL) / 2, n - 1)


def report(runs):
    lines = [f"{'figure':36s}{'compiled':>11s}{'independent':>13s}{'difference':>11s}{'t':>7s}{'found':>7s}"]
    for name in ALL:
        compiled, independent = runs[0][name], runs[1][name]
        t, difference, found = judged(compiled, independent)
        lines.append(
            f"{name:36s}{compiled.mean():11.5f}{independent.mean():13.5f}{difference:11.1%}{t:7.1f}{found:7.1%}"
        )
    return "\n".join(lines)


def test_the_two_engines_agree(runs):
    """No figure differs by more than chance; the table is printed with `pytest -s`."""
    print("\n" + report(runs))
    bound = critical(len(COMPILED_SEEDS))
    differing = [name for name in ALL if abs(judged(runs[0][name], runs[1][name])[0]) > bound]
    assert not differing, f"{differing}\n{report(runs)}"


def test_the_comparison_finds_what_it_says(runs):
    """What it would find 9 times in 10 is within the limit of each figure."""
    too_weak = {
        name: judged(runs[0][name], runs[1][name])[2]
        for name, limit in LIMITS.items()
        if judged(runs[0][name], runs[1][name])[2] > limit
    }
    assert not too_weak, f"{too_weak}\n{report(runs)}"


def test_a_wrong_rate_would_be_found(runs):
    """The comparison is not blind: figures of the independent engine moved by what it finds are mostly found.

    Each figure is moved, from the mean of the compiled engine, by one and a half times what is found 9 times in 10.
    """
    bound = critical(len(COMPILED_SEEDS))
    for name in ALL:
        compiled = runs[0][name]
        found = judged(compiled, runs[1][name])[2]
        moved = np.full(len(INDEPENDENT_SEEDS), compiled.mean() * (1 + 1.5 * found))
        assert abs(judged(compiled, moved)[0]) > bound


@pytest.mark.parametrize("rate_name", RATES)
def test_the_rates_of_every_resident_agree(rates_held, rate_name):
    """Mean rates by age group, as the compiled engine holds them and as the independent tables have them."""
    held, expected, group = rates_held[rate_name]
    for index, name in enumerate(AGE_GROUPS):
        here = group == index
        ratio = held[here].sum() / expected[here].sum()
        assert abs(ratio - 1) < RATES[rate_name], f"{rate_name} of {name}: {ratio:.4f} of what is expected"


@pytest.fixture(scope="module")
def rates_held():
    """{rate: (as held [residents], as expected [residents], age group [residents])} on the first reported day."""
    model = ground.compiled_model(1, 1)
    model.step()
    found = ground.rates_of_residents(model)
    model.close()
    return found


def test_declines_are_found_at_the_described_hazard():
    """Of declines that are hidden on the evening they began, those found the next day are 1 - exp(-hazard) of them.

    Those who live alone and are not enrolled, so that only the person and relatives find. False alarms: 1 in 10,000.
    """
    found, chances = [], []
    for seed in COMPILED_SEEDS[:2]:
        for was_found, hazard in ground.first_days_of_declines(seed):
            found.append(was_found)
            chances.append(1 - math.exp(-hazard))
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    assert abs(sum(found) - sum(chances)) / spread < stats.norm.isf(1e-4 / 2)


def test_relatives_of_those_who_live_with_others_matter():
    """With fewer relatives near those who live with others, fewer declines are found before they collapse."""
    register = load_register()
    name = "relatives_near_share.with_others"
    few, many = (collapsed({name: getattr(register[name], end)}) for end in ("low", "high"))
    assert few != many


def collapsed(parameters):
    model = ground.compiled_model(COMPILED_SEEDS[0], 1, parameters).run()
    number = sum(ground.Tally.of_compiled(model, 1).by_state("episodes_collapsed"))
    model.close()
    return number
