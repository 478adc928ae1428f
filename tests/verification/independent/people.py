"""The people of the first day, and newcomers: ages by band and municipality, homes, households, health (5, 7.2).

A `Person` is a plain description out of which the model makes an agent.
"""

from dataclasses import dataclass

import numpy as np

from .rates import AGE_GROUPS, CONDITIONS, FIT, MAN, STATES, WOMAN, Rates

CENSUS_BANDS = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_plus")
COUNTY_BANDS = ("65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95_99", "100_104")
COUNTY_BAND_YEARS = 5
HALVINGS = 60
NEWCOMER_END = 95


@dataclass
class Person:
    """What somebody is: completed years of age on the first day, home, household, health."""

    age: int
    sex: int
    municipality: int
    settlement: int
    lives_alone: bool
    relatives_near: bool
    frailty: int
    conditions: tuple
    factor: float

    @property
    def illness_frailty(self):
        """The state by which somebody falls ill: nobody is described in the last phase."""
        return self.frailty


def old_age_weights(rates):
    """Shares of the single ages of 65 and over: the county's, tilted until the known share is very old."""
    counts = rates.table("county_persons_by_age", COUNTY_BANDS) / COUNTY_BAND_YEARS
    old, very_old = rates.group_starts[-2], rates.group_starts[-1]
    ages = np.arange(old, old + COUNTY_BAND_YEARS * len(COUNTY_BANDS))
    base = np.repeat(counts, COUNTY_BAND_YEARS)
    wanted = rates.value("very_old_share_of_old")
    low, high = -1.0, 1.0
    for _ in range(HALVINGS):
        tilt = (low + high) / 2
        weights = base * np.exp(tilt * (ages - very_old))
        share = weights[ages >= very_old].sum() / weights.sum()
        low, high = (tilt, high) if share < wanted else (low, tilt)
    return ages, weights / weights.sum()


def first_people(place, rates: Rates, rng):
    """A list of everybody on the first day; `rng` is a numpy Generator."""
    people = []
    table = place.tables.municipalities
    for municipality in range(len(place.municipality_keys)):
        ages = _ages(table, municipality, rates, rng)
        homes = np.repeat(
            np.arange(len(place.population)),
            np.where(place.municipality_of_settlement == municipality, place.population, 0),
        )
        homes = rng.permutation(homes)
        alone = _who_lives_alone(ages, table["one_person_household_share"][municipality], rates, rng)
        for age, home, single in zip(ages, homes, alone, strict=True):
            people.append(someone(int(age), municipality, int(home), bool(single), rates, rng))
    return people


def _ages(table, municipality, rates, rng):
    starts = rates.group_starts
    parts = []
    for index, band in enumerate(CENSUS_BANDS[:-1]):
        count = int(table[band][municipality])
        parts.append(rng.integers(starts[index], starts[index + 1], count))
    old_ages, weights = old_age_weights(rates)
    parts.append(rng.choice(old_ages, int(table[CENSUS_BANDS[-1]][municipality]), p=weights))
    return np.concatenate(parts)


def _who_lives_alone(ages, household_share, rates, rng):
    """Flags: exactly the known number lives alone, by the weight of the age group."""
    larger = rates.value("persons_per_larger_household")
    persons_share = household_share / (household_share + (1 - household_share) * larger)
    weights = rates.table("lives_alone_weight", AGE_GROUPS)[rates.group_of_age[ages]]
    count = round(persons_share * len(ages))
    chosen = rng.choice(len(ages), count, replace=False, p=weights / weights.sum())
    flags = np.zeros(len(ages), bool)
    flags[chosen] = True
    return flags


def someone(age, municipality, home, lives_alone, rates, rng):
    """A Person of an age and household, sex and health drawn."""
    age = min(age, rates.oldest)
    sex = WOMAN if rng.random() < rates.value(f"women_share.{AGE_GROUPS[rates.group_of_age[age]]}") else MAN
    frailty = int(rng.choice(len(STATES), p=rates.frailty_shares[age]))
    shares = rates.condition_shares[age, frailty]
    conditions = tuple(np.flatnonzero(rng.random(len(CONDITIONS)) < shares).tolist())
    factor = rng.gamma(rates.factor_shape, rates.factor_mean[age] / rates.factor_shape)
    near = rates.value("relatives_near_share.alone" if lives_alone else "relatives_near_share.with_others")
    return Person(
        age, sex, municipality, home, lives_alone, bool(rng.random() < near), frailty, conditions, float(factor)
    )


def new_conditions(person, age_before, frailty_before, rates, rng):
    """Conditions that come with a birthday or a worse state: the share that must be added to have that of the age and
    state of now."""
    before = rates.condition_shares[min(age_before, rates.oldest), frailty_before]
    after = rates.condition_shares[min(person.age, rates.oldest), person.illness_frailty]
    chance = np.clip((after - before) / np.maximum(1 - before, np.finfo(float).tiny), 0, 1)
    came = set(np.flatnonzero(rng.random(len(CONDITIONS)) < chance).tolist())
    return tuple(sorted(set(person.conditions) | came))


def newborn(municipality, home, rates, rng):
    """A child of age 0, fit, who lives with others."""
    child = someone(0, municipality, home, False, rates, rng)
    child.frailty = FIT
    return child


def mover_in(municipality, home, household_share, rates, rng):
    """Somebody who moves in: age by `in_mover_share`, evenly within the group; household at the known share."""
    shares = rates.table("in_mover_share", AGE_GROUPS)
    group = int(rng.choice(len(AGE_GROUPS), p=shares / shares.sum()))
    ends = [*rates.group_starts[1:], NEWCOMER_END]
    age = int(rng.integers(rates.group_starts[group], ends[group]))
    larger = rates.value("persons_per_larger_household")
    share = household_share / (household_share + (1 - household_share) * larger)
    weights = rates.table("lives_alone_weight", AGE_GROUPS)
    alone = rng.random() < min(1, share * weights[group])
    return someone(age, municipality, home, bool(alone), rates, rng)
