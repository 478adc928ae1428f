"""The residents at the start: exact numbers by municipality, age band and settlement, everything else drawn.

Single ages within the bands are exact too: uniform within the bands below 65; at 65 and over the county's five-year
bands, tilted by age until the share aged 80 and over equals the register's. The settlement of each resident is drawn
independently of age: older people are not specially placed.
"""

from typing import NamedTuple

import numpy as np

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import exponential_array, process, uniform_array
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.dying import draw_last_phase
from rural_abm.model.people.persons import draw_person

AGE_ORDER = process("people.age_order")
BIRTHDAY = process("people.birthday")
LIVES_ALONE = process("people.lives_alone")


class Homes(NamedTuple):
    """The place as the room needs it; n settlements, m municipalities, arrays of whole numbers or shares."""

    settlement_population: np.ndarray  # [n] residents on the day before the first reported day
    municipality_of_settlement: np.ndarray  # [n] index, -1 for places of reference, where no residents are counted
    unit_of_settlement: np.ndarray  # [n] unit of care
    band_of_settlement: np.ndarray  # [n] distance band
    age_bands: np.ndarray  # [m, 5] residents aged 0-15, 16-24, 25-44, 45-64, 65 and over
    one_person_share: np.ndarray  # [m] one-person households of all households
    births: np.ndarray  # [m] a year
    in_moves: np.ndarray  # [m] a year
    out_moves: np.ndarray  # [m] a year


def fill_residents(residents, seed, parameters, homes, people, warm_up_days=DAYS_A_YEAR):
    """Fill the first `resident_count(homes)` of blank records of residents for world day 0.

    `parameters` is the one-row record with the register's scalars and the tables of this room, `people` the
    `residents_by_age` and `persons_alone` of `tables.place_tables`. Ages are those of the
    first reported day, world day `warm_up_days`; those born in the year before have their birth day in the warm-up.
    Nothing is planned yet: `start_people` does that. Raises InputError where settlements and age bands do not agree, or
    there are too few records.
    """
    count = resident_count(homes)
    check_homes(homes, count, len(residents))
    living = residents[:count]
    keys = np.arange(count, dtype=np.uint64)
    settlement = np.repeat(np.arange(len(homes.settlement_population)), _counted(homes))
    living["key"] = keys
    living["settlement"] = settlement
    living["municipality"] = homes.municipality_of_settlement[settlement]
    living["unit"] = homes.unit_of_settlement[settlement]
    living["band"] = homes.band_of_settlement[settlement]
    ages = _ages(seed, keys, living["municipality"], people["residents_by_age"])
    days_since_birthday = np.ceil(uniform_array(seed, BIRTHDAY, keys, 0) * DAYS_A_YEAR).astype(np.int64) - 1
    living["birth_day"] = warm_up_days - ages * DAYS_A_YEAR - days_since_birthday
    weight = parameters[0].alone_weight_by_age[ages]
    living["lives_alone"] = _lives_alone(seed, keys, weight, living["municipality"], people["persons_alone"])
    _draw_all(living, np.uint64(seed), parameters, ages, warm_up_days)


def resident_count(homes):
    """Return the number of residents at the start, all municipalities together."""
    return int(_counted(homes).sum())


def check_homes(homes, count, capacity):
    """Raise InputError unless each municipality has as many residents in settlements as in age bands."""
    municipality = homes.municipality_of_settlement
    for index, bands in enumerate(homes.age_bands):
        placed = int(homes.settlement_population[municipality == index].sum())
        if placed != bands.sum():
            raise InputError(
                f"municipality {index} has {placed} residents in settlements and {int(bands.sum())} in its age bands",
                where="population",
                allowed="the same number in both",
            )
    if count > capacity:
        raise InputError(f"{count} residents do not fit", where="population, capacity", allowed=f"{count} or more")


def _counted(homes):
    return np.where(homes.municipality_of_settlement >= 0, homes.settlement_population, 0)


def _ages(seed, keys, municipality, residents_by_age):
    """Return the age in years [residents]: each municipality's exact ages, dealt out in an addressed order."""
    order = uniform_array(seed, AGE_ORDER, keys, 0)
    ages = np.zeros(len(keys), np.int64)
    for index, counts in enumerate(residents_by_age):
        rows = np.flatnonzero(municipality == index)
        ages[rows[np.argsort(order[rows], kind="stable")]] = np.repeat(np.arange(len(counts)), counts)
    return ages


def _lives_alone(seed, keys, weight, municipality, persons_alone):
    """Return a flag [residents]: in each municipality exactly its number of persons living alone, likelier with age."""
    wait = exponential_array(seed, LIVES_ALONE, keys, 0) / np.where(weight > 0, weight, 1)
    alone = np.zeros(len(keys), np.int8)
    for index, number in enumerate(persons_alone):
        rows = np.flatnonzero((municipality == index) & (weight > 0))
        alone[rows[np.argsort(wait[rows], kind="stable")[:number]]] = 1
    return alone


@kernel
def _draw_all(residents, seed, parameters, ages, first_day):
    for row in range(residents.size):
        draw_person(residents[row], seed, parameters[0], ages[row], -1)
        draw_last_phase(residents[row], seed, parameters[0], ages[row], first_day)
