"""The last phase of life in numbers: deaths by age and sex match the life table, however long the phase is."""

import numpy as np
import pytest
import worlds
from scipy import stats

from rural_abm.model.people import dying_tables, tables
from rural_abm.model.people.demography import depart
from rural_abm.model.people.frailty_chain import frailty_shares
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    DEAD,
    DIED,
    EPISODE_KINDS,
    EPISODE_ONSET,
    FRAILTY_STATES,
    SEVERE_EPISODE,
)
from rural_abm.regions.registers import load_register

YEAR = 365
ON = {"terminal_phase": 1.0}
# Where nobody cares for people no medicine is reviewed, which would raise episodes by the year.
ALONE = {f"overdue_review_ratio.{kind}": 1.0 for kind in EPISODE_KINDS} | {"birth_trend_per_year": 0.0}
FALSE_ALARMS = 1e-4
LIVES = 200_000
OLD = 65
HALVINGS = 40


def solved(values, state=None):
    """(register, deaths a year of all causes, sudden, onset, share dying), of one state of frailty all life or all."""
    register = load_register().with_values(values)
    ages = tables.Ages(register)
    shares = frailty_shares(register, ages.middle)
    if state is not None:
        shares = np.zeros_like(shares)
        shares[:, state] = 1
    death = tables.deaths_per_year(register, ages.middle)
    return register, death, *dying_tables.solve(register, ages, shares, death)


def ages_at_death(register, acute, sudden, onset, rng):
    """Ages at death of LIVES people of 65, drawn one by one out of hazards a year by age [ages from 65]."""
    total = acute + sudden + onset
    used = np.append(0, np.cumsum(total))
    age = np.interp(rng.exponential(size=LIVES), used, np.arange(len(used)))
    year = np.minimum(age.astype(int), len(total) - 1)
    enters = rng.random(LIVES) * total[year] < onset[year]
    mean, shape = register.value("terminal_phase_days"), register.value("terminal_phase_shape")
    length = rng.gamma(shape, mean / shape, LIVES)
    ended = np.minimum(length, acute_end(register, acute[year] / YEAR, length, rng))
    return np.where(enters, age + ended / YEAR, age)


def acute_end(register, acute, length, rng):
    """Days to the acute death in a phase of a length, by halving: more than the length if there is none."""
    rise, decay = register.value("terminal_episode_rise"), register.value("terminal_episode_decay_days")

    def used(days):
        return acute * (days + rise * decay * (np.exp((days - length) / decay) - np.exp(-length / decay)))

    threshold = rng.exponential(size=len(length))
    low, high = np.zeros_like(length), length.copy()
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = np.where(used(middle) < threshold, middle, low), np.where(used(middle) < threshold, high, middle)
    return np.where(used(length) < threshold, np.inf, high)


@pytest.mark.parametrize("state", [0, 3])
@pytest.mark.parametrize("days", [60, 150, 300])
def test_lives_drawn_one_by_one_have_the_ages_at_death_of_the_life_table(state, days):
    """Chi-square over single years of age from 65 to 95, men; false alarms 1 in 10,000 each."""
    register, death, sudden, onset, _ = solved(ON | {"terminal_phase_days": days}, state)
    rng = np.random.default_rng(state + days)
    d = death[OLD:, state, 1]
    acute = d * register.value("death_share_by_episodes")
    found = ages_at_death(register, acute, sudden[OLD:, state, 1], onset[OLD:, state, 1], rng)
    left = np.exp(-np.append(0, np.cumsum(d)))
    expected = LIVES * -np.diff(left)[:30]
    seen = np.histogram(found, np.arange(31))[0]
    many = expected > 50
    chi = ((seen - expected) ** 2 / expected)[many].sum()
    assert chi < stats.chi2.isf(FALSE_ALARMS, many.sum()), (chi, (seen / expected).round(3))


def test_a_wrong_onset_would_be_found():
    """The test above sees onsets that are three per cent too many."""
    register, death, sudden, onset, _ = solved(ON, 3)
    d = death[OLD:, 3, 1]
    acute = d * register.value("death_share_by_episodes")
    found = ages_at_death(register, acute, sudden[OLD:, 3, 1], onset[OLD:, 3, 1] * 1.03, np.random.default_rng(1))
    expected = LIVES * -np.diff(np.exp(-np.append(0, np.cumsum(d))))[:30]
    seen = np.histogram(found, np.arange(31))[0]
    many = expected > 50
    assert ((seen - expected) ** 2 / expected)[many].sum() > stats.chi2.isf(FALSE_ALARMS, many.sum())


def test_the_share_of_deaths_in_the_phase_is_the_registers():
    """From 67 on a fifth of background deaths is sudden, within a hundredth below 95."""
    register, death, sudden, onset, dying = solved(ON)
    outside = death[67:95] - death[67:95] * register.value("death_share_by_episodes") * (1 - dying[67:95])
    share = sudden[67:95] * (1 - dying[67:95]) / outside
    assert np.abs(share - (1 - register.value("terminal_phase_share"))).max() < 0.025
    assert (onset >= 0).all() and (sudden >= 0).all() and (onset[:OLD] == 0).all() and (dying[:OLD] == 0).all()
    assert (np.diff(dying[67:95], axis=0) > 0).all() and (np.diff(dying[67:95], axis=1) > 0).all()


def test_switched_off_the_tables_are_those_of_sudden_death():
    register = load_register()
    ages = tables.Ages(register)
    death = tables.deaths_per_year(register, ages.middle)
    found = dying_tables.dying_tables(register, ages, frailty_shares(register, ages.middle), death)
    assert (found["death_hazard"] == death * (1 - register.value("death_share_by_episodes")) / YEAR).all()
    assert (found["sudden_share"] == 1).all() and (found["dying_share"] == 0).all()
    assert found["severe_season_amplitude"] == 0


def live_and_die(values, seed=1, years=3):
    """(deaths [age band, sex], expected deaths, episodes of the dying by days to death) of the region's people alone.

    A severe episode kills with the share of deaths by episodes over the rate of severe episodes of age and frailty.
    """
    world = worlds.bare_world("whole", seed=seed, years=years + 2, values=ALONE | values)
    register = load_register().with_values(values)
    ages = tables.Ages(register)
    death = tables.deaths_per_year(register, ages.middle)
    severe = ages.by_group(register.table("severe_episode_per_year", tables.AGE_GROUPS))[:, None]
    severe = severe * register.table("episode_ratio", FRAILTY_STATES)
    chance = death * register.value("death_share_by_episodes") / severe[:, :, None]
    rng = np.random.default_rng(seed)
    dead, expected, near = np.zeros((3, 2)), np.zeros((3, 2)), []

    def each_day(world):
        day, people = int(world.now["day"][0]), worlds.people(world)
        for onset in world.onsets[: world.now["onsets"][0]]:
            if onset["what"] != EPISODE_ONSET:
                continue
            row = int(onset["row"])
            r = people[row]
            if r.dying:
                near.append(int(r.death_day) - day)
            cell = mid_age(r, day), r.frailty - r.dying_steps, r.sex
            if onset["severity"] == SEVERE_EPISODE and rng.random() < chance[cell]:
                depart(world, row, DEAD, AT_HOME)
        gone = people[[int(c["row"]) for c in world.changes[: world.now["changes"][0]] if c["what"] == DIED]]
        np.add.at(dead, (band(gone, day), gone["sex"]), 1)
        if day % 30 == 0:
            living = people[people.status == ALIVE]
            hazard = death[mid_age(living, day), living.frailty - living.dying_steps, living.sex]
            np.add.at(expected, (band(living, day), living.sex), 30 * hazard / YEAR)

    worlds.run_days(world, 0, YEAR)
    worlds.run_days(world, YEAR, YEAR * (1 + years), each_day)
    return dead, expected, np.array(near), world


def mid_age(people, day):
    return np.maximum((day // YEAR * YEAR + YEAR // 2 - people["birth_day"]) // YEAR, 0)


def band(people, day):
    """Below 65, 65-79, 80 and above."""
    return np.searchsorted([OLD, 80], (day - people["birth_day"]) // YEAR, side="right")


@pytest.fixture(scope="module")
def lived():
    return live_and_die(ON, years=2)


@pytest.mark.verify
def test_deaths_of_the_region_are_those_of_the_life_table(lived):
    """Two years, acute deaths included, by age band and sex: 4 sd each, false alarms 1 in 16,000; two seeds."""
    again = live_and_die(ON, seed=2, years=2)
    dead, expected = lived[0] + again[0], lived[1] + again[1]
    assert (np.abs(dead - expected) < 4 * np.sqrt(expected)).all(), (dead, expected)
    assert abs(dead.sum() - expected.sum()) < 4 * np.sqrt(expected.sum())


@pytest.mark.verify
def test_episodes_gather_before_death(lived):
    """Those in the phase have at least twice the episodes in the last thirty days that they have 60 to 120 days before.

    By the formula 2.2 against 1.2 times the usual rate, in half the days, by no fewer people; 3 sd of two counts.
    """
    near = lived[2]
    last, before = (near < 30).sum(), ((near >= 60) & (near < 120)).sum() / 2
    assert last > before + 3 * np.sqrt(last + before / 2), (last, before)


@pytest.mark.verify
def test_as_many_are_in_the_phase_after_two_years_as_at_the_start(lived):
    """A steady state: within 4 sd of a count of about a hundred, and a tenth for the ageing of the region."""
    people = worlds.people(lived[3])
    start = worlds.bare_world("whole", values=ALONE | ON)
    first = (worlds.people(start).dying == 1).sum()
    last = ((people.dying == 1) & (people.status == ALIVE)).sum()
    assert abs(int(last) - int(first)) < 4 * np.sqrt(2 * first) + 0.1 * first, (first, last)


@pytest.mark.verify
def test_who_dies_of_a_last_phase_is_frailer_at_death(lived):
    """The direction of the mechanism: more of the dead are severely frail than where death is sudden (4 sd)."""

    def severe(world):
        people = worlds.people(world)
        gone = people[(people.status == DEAD) & (people.birth_day < YEAR - OLD * YEAR)]
        return np.array([(gone.frailty == 3).mean(), len(gone)])

    (on, many), (off, few) = severe(lived[3]), severe(live_and_die({}, years=2)[3])
    assert on - off > 4 * np.sqrt(on * (1 - on) / many + off * (1 - off) / few), (on, off)
