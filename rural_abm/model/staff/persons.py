"""The creation of staff: keys, ages, background, past tenure, and the hazard of leaving behind it.

Everything about a person is drawn at the address of the person's key, so the same post, filled for the same time, gets
the same person in every world of a seed.
"""

from functools import lru_cache

import numpy as np

from rural_abm.engine.random_numbers import combine, process, uniform
from rural_abm.engine.records import STAFF_FULL, as_bytes
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.records import (
    DOCTORS,
    EMPLOYED,
    HOME_NURSE,
    LOCUM,
    MUNICIPALITY_EMPLOYER,
    REGION_EMPLOYER,
    TRAINEE,
)

POST_KEY = process("staff.post")
POOL_KEY = process("staff.pool")
TRAINEE_KEY = process("staff.trainee")
REMOTE_KEY = process("staff.remote")
START_AGE = process("staff.start_age")
RETIREMENT = process("staff.retirement_age")
BACKGROUND = process("staff.rural_background")
TRAINED = process("staff.trained_here")
PARTNER = process("staff.partner")
TENURE = process("staff.tenure")
STAGGER = float(np.sqrt(2.0))
# Steps of an iteration that contracts; and how often a tenure that runs past retirement is drawn again.
FIXED_POINT_STEPS = TENURE_DRAWS = 40


def key_of(base, *parts):
    """Return the key (uint64) of something owned step by step: process, unit, role, number, generation."""
    key = base
    for part in parts:
        key = np.uint64(combine(np.uint64(key), np.int64(part)))
    return key


def draw(seed, code, key, occurrence=0):
    """Return a number in (0, 1] at an address, from Python."""
    return uniform(np.uint64(seed), code, np.uint64(key), np.int64(occurrence))


@lru_cache
def later_hazard(mean_hazard, early_ratio, early_years):
    """Return the yearly hazard of leaving after the early years for which the mean stay is 1 / mean_hazard years.

    With hazard r x for y years and x afterwards the mean stay is ((1 - E) / r + E) / x, E = exp(-r x y): solved by
    iteration, which contracts.
    """
    hazard = mean_hazard
    for _ in range(FIXED_POINT_STEPS):
        left = np.exp(-early_ratio * hazard * early_years)
        hazard = mean_hazard * ((1.0 - left) / early_ratio + left)
    return float(hazard)


def past_tenure_years(u, later, early_ratio, early_years):
    """Return the years served so far by someone met at random, by the share u in (0, 1).

    The density is S(t) / mean of a stay S.
    """
    early = early_ratio * later
    left = np.exp(-early * early_years)
    early_mass, later_mass = (1.0 - left) / early, left / later
    share = u * (early_mass + later_mass)
    if share < early_mass:
        return float(-np.log1p(-share * early) / early)
    return float(early_years - np.log1p(-min((share - early_mass) / later_mass, 1.0 - np.finfo(float).eps)) / later)


def hazards(parameters, role):
    """Return (later hazard per year, early ratio, early years) of leaving for a role; nurses leave at one rate."""
    p = parameters[0]
    if role in DOCTORS:
        ratio, years = float(p.gp_early_leaving_ratio), float(p.gp_early_years)
        return later_hazard(float(p.gp_leaving_per_year), ratio, years), ratio, years
    return float(p.nurse_leaving_per_year), 1.0, 0.0


def add_person(staff, row, seed, parameters, *, key, role, employment, unit, post, day, full_time):
    """Write a person who begins today into a staff row: age, retirement, background by key; today's fields are zero."""
    p, person = parameters[0], staff[row : row + 1]
    as_bytes(person)[:] = 0
    values = {
        "key": key, "role": role, "employment": employment, "unit": unit, "post": post, "number": row,
        "employer": MUNICIPALITY_EMPLOYER if role == HOME_NURSE else REGION_EMPLOYER, "status": EMPLOYED,
        "since": day, "first_day": day, "until": NEVER, "left_day": NEVER, "full_time": full_time,
        "duty_day": day - 1, "absent_until": day - 1, "planned_week": -1, "strain": 1.0, "used_by": -NEVER,
        "first_colleague": -1,
        "productivity": _productivity(p, employment), "phase": staggered(row),
        "rural_background": draw(seed, BACKGROUND, key) <= p["rural_background_share"],
        "trained_here": draw(seed, TRAINED, key) <= p["trained_here_share"],
        "partner": draw(seed, PARTNER, key) <= p["partner_share"],
    }  # fmt: skip
    for name, value in values.items():
        person[name] = value
    _give_age(person, seed, p, key, role, day)
    return row


def staggered(number):
    """Return a place in [0, 1) in the cycles of the rota.

    Multiples of an irrational number spread any number of people evenly.
    """
    return number * STAGGER % 1.0


def _productivity(p, employment):
    if employment == TRAINEE:
        return p["trainee_productivity"]
    return p["locum_productivity"] if employment == LOCUM else 1.0


def _give_age(person, seed, p, key, role, day):
    low, high = (p["gp_start_age_lowest_years"], p["gp_start_age_highest_years"])
    if role not in DOCTORS:
        low, high = (p["nurse_start_age_lowest_years"], p["nurse_start_age_highest_years"])
    if person["employment"][0] == TRAINEE:
        low, high = (p["trainee_start_age_lowest_years"], p["trainee_start_age_highest_years"])
    age = low + draw(seed, START_AGE, key) * (high - low)
    spread = p["retirement_spread_years"] * (2.0 * draw(seed, RETIREMENT, key) - 1.0)
    person["birth_day"] = day - int(age * DAYS_A_YEAR)
    person["retires_day"] = person["birth_day"] + int((p["retirement_age_years"] + spread) * DAYS_A_YEAR)


def age_by_past(staff, row, seed, parameters, leaving_ratio=1.0):
    """Move a person's beginning into the past by a tenure drawn from the stays in progress at a random time.

    `leaving_ratio` is leaving at the person's unit over the base. A tenure that would have ended with retirement is
    drawn again, at the next occurrence of the address.
    """
    person = staff[row : row + 1]
    key, role, day = person["key"][0], person["role"][0], int(person["since"][0])
    later, ratio, years = hazards(parameters, role)
    later *= leaving_ratio
    for occurrence in range(TENURE_DRAWS):
        past = int(past_tenure_years(draw(seed, TENURE, key, occurrence), later, ratio, years) * DAYS_A_YEAR)
        if day + past < person["retires_day"][0]:
            break
    else:
        past = 0
    for name in ("since", "first_day", "birth_day", "retires_day"):
        person[name] -= past


def next_row(world):
    """Return the next free staff row, counted as used; -1, with a request to stop the run, where there is no room."""
    now = world.now
    row = int(now["staff"][0])
    if row >= world.staff.size:
        now["overflow"] = STAFF_FULL
        return -1
    now["staff"] += 1
    return row
