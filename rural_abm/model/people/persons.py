"""One person drawn by address: sex, frailty, conditions, person factor and the first thresholds.

The same function draws the residents at the start and those who are born or move in.
"""

import math

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import CONDITIONS
from rural_abm.state.declarations import Declaration

SEX = process("people.sex")
FRAILTY_AT_START = process("people.frailty_at_start")
CONDITION = process("people.condition")
RELATIVES = process("people.relatives_near")
MEDICINE_REVIEW = process("people.medicine_review")
GAMMA_WHOLE = process("people.gamma_whole")
GAMMA_PROPOSAL = process("people.gamma_proposal")
GAMMA_ACCEPTED = process("people.gamma_accepted")
DEATH = process("people.death")
FRAILTY = process("people.frailty")
EPISODE = process("people.episode")
COMPLAINT = process("people.complaint")
FOLLOW_UP = process("people.follow_up")

HALF_A_YEAR_DAYS = DAYS_A_YEAR // 2
CONDITION_COUNT = len(CONDITIONS)
DECLARATION = Declaration(
    fields=(
        Field("key", "u8", "key", "permanent key; newcomers by kind, municipality, day and number"),
        Field("birth_day", "i4", "day", "world day of birth"),
        Field("settlement", "i2", "index", "where the resident lives"),
        Field("municipality", "i1", "index", "home municipality"),
        Field("unit", "i1", "index", "unit of care listed at; also the home-nursing district"),
        Field("band", "i1", "index", "distance band to the nearest hospital", (0, 2)),
        Field("conditions", "u1", "bits", "heart failure 1, COPD 2, diabetes 4, dementia 8, mental illness 16"),
        Field("lives_alone", "i1", "flag", "one-person household", (0, 1)),
        Field("sex", "i1", "code", "0 woman, 1 man", (0, 1)),
        Field("medicine_review_day", "i4", "day", "day of the last medicine review"),
        Field("person_factor", "f8", "1", "multiplies the person's episodes; constant, never seen by organisations"),
        Field("relatives_near", "i1", "flag", "a relative sees the resident often", (0, 1)),
    ),
)


@kernel
def age_years(resident, day):
    """Return the age in completed years on the day; 0 before birth, so that no table is read at a negative age."""
    return max((day - resident.birth_day) // DAYS_A_YEAR, 0)


@kernel
def is_old(world, row):
    """Return whether the resident has reached old age: that of home nursing for the old, and of the statistics."""
    p = world.parameters[0]
    return world.now[0].day - world.residents[row].birth_day >= p.old_age_years * DAYS_A_YEAR


@kernel
def year_age(resident, day, parameters):
    """Return the age in completed years in the middle of the year of `day`, at most the oldest age of the tables.

    Rates change with age once a year; this age makes them correct on average over the year.
    """
    middle = day // DAYS_A_YEAR * DAYS_A_YEAR + HALF_A_YEAR_DAYS
    return int(min(age_years(resident, middle), parameters.oldest_age_years))


@kernel
def pick(cumulative, u):
    """Return the first index at which `cumulative`, which rises to 1, reaches `u`; the last one at most."""
    index = 0
    while index < cumulative.size - 1 and cumulative[index] < u:
        index += 1
    return index


@kernel
def gamma(seed, key, shape):
    """Return a gamma number of the given shape and scale 1, by address.

    Whole parts of the shape are exponentials; the rest is algorithm GS of Ahrens and Dieter (1974, Computing
    12:223-246), a rejection method whose tries are addressed by their number.
    """
    whole = int(math.floor(shape))
    total = 0.0
    for part in range(whole):
        total += exponential(seed, GAMMA_WHOLE, key, part)
    rest = shape - whole
    if rest > 0:
        total += gamma_below_one(seed, key, rest)
    return total


@kernel
def gamma_below_one(seed, key, shape):
    """Return a gamma number of a shape between 0 and 1 and scale 1, by address (Ahrens and Dieter's GS)."""
    border = (math.e + shape) / math.e
    attempt = 0
    while True:
        proposal = border * uniform(seed, GAMMA_PROPOSAL, key, attempt)
        accepted = uniform(seed, GAMMA_ACCEPTED, key, attempt)
        if proposal <= 1:
            x = proposal ** (1 / shape)
            if accepted <= math.exp(-x):
                return x
        else:
            x = -math.log((border - proposal) / shape)
            if accepted <= x ** (shape - 1):
                return x
        attempt += 1


@kernel
def illness_frailty(resident):
    """Return the state of frailty by which a resident falls ill: without the steps that dying has added to needs."""
    return int(resident.frailty) - int(resident.dying_steps)


@kernel
def acquire_conditions(resident, seed, parameters, age):
    """Add the chronic conditions whose share at this age and frailty has passed the person's own level.

    Each person has one addressed level per condition for life, so that conditions come with age and frailty and stay.
    """
    for condition in range(CONDITION_COUNT):
        level = uniform(seed, CONDITION, resident.key, condition)
        if level <= parameters.condition_share_by_age[age, illness_frailty(resident), condition]:
            resident.conditions = resident.conditions | (1 << condition)


@kernel
def draw_person(resident, seed, parameters, age, day):
    """Draw the person's attributes.

    Key, birth day, home and `lives_alone` are set; `age` in years; `day` is today. The thresholds are as of the end of
    yesterday for the start of a world, of today for newcomers (`hazard_day`).
    """
    p, key = parameters, resident.key
    resident.sex = uniform(seed, SEX, key, 0) > p.women_share_by_age[age]
    resident.frailty = pick(p.frailty_share_cumulative[age], uniform(seed, FRAILTY_AT_START, key, 0))
    resident.person_factor = (
        gamma(seed, key, p.person_factor_shape)
        / p.person_factor_shape
        * p.person_factor_mean[age, resident.frailty, resident.sex]
    )
    resident.relatives_near = uniform(seed, RELATIVES, key, 0) <= p.relatives_near_by_household[resident.lives_alone]
    ago = uniform(seed, MEDICINE_REVIEW, key, 0) * p.medicine_review_oldest_days
    resident.medicine_review_day = day - int(math.ceil(ago))
    acquire_conditions(resident, seed, p, age)
    resident.hazard_day = day
    resident.death_left = exponential(seed, DEATH, key, 0)
    resident.frailty_left = exponential(seed, FRAILTY, key, 0)
    resident.episode_left = exponential(seed, EPISODE, key, 0)
    resident.complaint_left = exponential(seed, COMPLAINT, key, 0)
    resident.follow_up_left = exponential(seed, FOLLOW_UP, key, 0)
