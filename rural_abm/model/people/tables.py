"""The tables of this room, computed from the register and the place once for each world.

Rates that depend on age are in tables by completed years of age, at the middle of the year of age (age + 0.5).
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, HALF
from rural_abm.model.people.dying_tables import dying_tables
from rural_abm.model.people.frailty_chain import STATES, frailty_shares, worsening_per_year
from rural_abm.model.people.net_ratios import NetRatios, net_contacts
from rural_abm.model.people.records import CONDITIONS, EPISODE_KINDS, FRAILTY_STATES

AGE_GROUPS = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_79", "age_80_plus")
FIVE_YEAR_BANDS = ("65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95_99", "100_104")
HOUR_BLOCKS = ("00_04", "04_08", "08_12", "12_16", "16_20", "20_24")
SEXES = ("women", "men")


def tables(register, homes):
    """Return all tables of the room by name (dict of arrays; arrays without a dimension are single numbers).

    `register` is the parameter register, `homes` the place as the room needs it (`population.Homes`).
    """
    ages = Ages(register)
    shares = frailty_shares(register, ages.middle)
    found = {"group_of_age": ages.group, "frailty_share_cumulative": np.cumsum(shares, axis=1)}
    found |= person_tables(register, ages, shares, homes)
    found |= frailty_tables(register, ages)
    found |= dying_tables(register, ages, shares, deaths_per_year(register, ages.middle))
    found["person_factor_mean_by_age"] = surviving_person_factor(register, ages, shares)
    found |= episode_tables(register, ages, found["condition_share_by_age"], found["person_factor_mean_by_age"])
    found |= primary_care_tables(register, ages, shares)
    found |= demography_tables(register, ages)
    found |= by_frailty(register, ages, shares, found)
    if register.value("return_visits") > 0:
        found["complaint_rate"] = fewer_matters(register, ages, found["complaint_rate"])
    return found | minor_tables(register, ages, found["complaint_rate"])


def place_tables(register, homes):
    """Tables whose length is the number of municipalities or settlements (dict of arrays).

    `residents_by_age` [municipalities, ages] and `persons_alone` [municipalities] are people at the start, of the first
    reported day; the others are births, moves in and out per day, and the shares of newcomers by settlement.
    """
    ages = Ages(register)
    by_age = residents_by_age(register, ages, homes.age_bands)
    weight = ages.by_group(register.table("out_move_weight", AGE_GROUPS))
    shares = frailty_shares(register, ages.middle)
    frail = register.table("out_move_frailty_ratio", FRAILTY_STATES)
    out = weight[:, None] * frail / (shares @ frail)[:, None]
    movers = homes.out_moves / (by_age @ weight)
    at_home = np.arange(len(homes.births))[:, None] == homes.municipality_of_settlement
    return {
        "residents_by_age": by_age,
        "persons_alone": persons_alone(register, by_age.sum(axis=1), homes.one_person_share),
        "birth_rate": homes.births / DAYS_A_YEAR,
        "in_move_rate": homes.in_moves / DAYS_A_YEAR,
        "out_move_hazard": movers[:, None, None] * out / DAYS_A_YEAR,
        "newcomer_shares": shares_cumulative(at_home * homes.settlement_population),
    }


class Ages:
    """Completed years 0 to the oldest (`years`), the middle of each (`middle`), age group of each (`group`)."""

    def __init__(self, register):
        self.years = np.arange(int(register.value("oldest_age_years")) + 1)
        self.middle = self.years + HALF
        old = [register.value("old_age_years"), register.value("very_old_age_years")]
        younger = register.table("age_group_first_year", AGE_GROUPS[: -len(old)])
        self.first = np.append(younger, old).astype(np.int64)
        self.old, self.very_old = int(old[0]), int(old[1])
        self.group = np.searchsorted(self.first, self.years, side="right") - 1
        width = np.append(np.diff(self.first), self.very_old - self.old)
        self.group_middle = self.first + width / 2

    def by_group(self, values):
        """Return values [groups, ...] as a table by age [ages, ...], constant within each group."""
        return np.asarray(values)[self.group]


def person_tables(register, ages, shares, homes):
    """Return attributes of persons: ages by municipality, sex, living alone, relatives, and conditions."""
    by_age = residents_by_age(register, ages, homes.age_bands)
    weight = ages.by_group(register.table("lives_alone_weight", AGE_GROUPS))
    alone = persons_alone(register, by_age.sum(axis=1), homes.one_person_share)
    return {
        "alone_weight_by_age": weight,
        "alone_share_by_age": np.minimum(weight * alone.sum() / (by_age.sum(axis=0) @ weight), 1.0),
        "women_share_by_age": ages.by_group(register.table("women_share", AGE_GROUPS)),
        "relatives_near_by_household": register.table("relatives_near_share", ("with_others", "alone")),
        "condition_share_by_age": condition_shares(register, ages, shares),
    }


def residents_by_age(register, ages, age_bands):
    """Return residents [municipalities, ages], whole numbers with exactly the sums of the age bands."""
    weight = np.ones(len(ages.years))
    old_weight = old_age_weights(register, ages)
    weight[ages.old :] = 0
    weight[ages.old : ages.old + len(old_weight)] = old_weight
    starts = [*ages.first[:-1], len(ages.years)]
    counts = np.zeros((len(age_bands), len(ages.years)), np.int64)
    for municipality, bands in enumerate(age_bands):
        for band, total in enumerate(bands):
            years = slice(starts[band], starts[band + 1])
            counts[municipality, years] = rounded(weight[years] / weight[years].sum() * total)
    return counts


def old_age_weights(register, ages):
    """Return shares of single ages from 65: the county's five-year bands, smoothed, times exp(tilt x age).

    The tilt makes the share aged 80 and over equal to the register's. Within a band, single ages follow the log-linear
    line through the middles of the bands, with the band's sum kept.
    """
    persons = register.table("county_persons_by_age", FIVE_YEAR_BANDS)
    width = int(np.diff([int(name.split("_")[0]) for name in FIVE_YEAR_BANDS])[0])
    years = np.arange(len(persons) * width)
    middles = (np.arange(len(persons)) + HALF) * width
    weight = np.exp(np.interp(years + HALF, middles, np.log(persons)))
    weight *= np.repeat(persons / weight.reshape(-1, width).sum(axis=1), width)
    very_old = years >= ages.very_old - ages.old
    wanted = register.value("very_old_share_of_old")
    tilt = root(lambda t: (weight * np.exp(t * years))[very_old].sum() / (weight * np.exp(t * years)).sum() - wanted)
    return weight * np.exp(tilt * years) / (weight * np.exp(tilt * years)).sum()


def root(function, low=-1.0, high=1.0):
    """Find where a rising function crosses zero between low and high, to the last bit, by bisection."""
    middle = (low + high) / 2
    while low < middle < high:
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
        middle = (low + high) / 2
    return middle


def rounded(values):
    """Return whole numbers with the sum of the values, nearest by largest remainder."""
    whole = np.floor(values).astype(np.int64)
    missing = int(round(values.sum())) - whole.sum()
    whole[np.argsort(whole - values, kind="stable")[:missing]] += 1
    return whole


def persons_alone(register, residents, one_person_share):
    """Return the number of persons who live alone [municipalities]: the known share is of households, not of persons.

    With share s of one-person households and m persons in the mean of the others, s / (s + (1 - s) m) of all persons
    live alone.
    """
    others = (1 - one_person_share) * register.value("persons_per_larger_household")
    return np.round(residents * one_person_share / (one_person_share + others)).astype(np.int64)


def condition_shares(register, ages, shares):
    """Return the share with each chronic condition [ages, frailty, conditions].

    The mean over frailty is the share of the age.
    """
    groups = register.table("condition_share", CONDITIONS, AGE_GROUPS)
    by_age = np.array([np.interp(ages.middle, ages.group_middle, row) for row in groups])
    weight = register.table("condition_frailty_weight", FRAILTY_STATES)
    relative = weight / (shares @ weight)[:, None]
    return np.minimum(by_age.T[:, None, :] * relative[:, :, None], 1.0)


def frailty_tables(register, ages):
    """Return background changes of frailty: hazard per day [ages, frailty] and share upwards [ages, frailty].

    They are lowered by the share of lasting worsening that stays, episodes and unmet need cause.
    """
    up = worsening_per_year(register, ages.middle) * (1 - register.value("worsening_share_by_care"))
    down = np.broadcast_to(register.table("recovery_per_year", FRAILTY_STATES), up.shape)
    return {
        "frailty_hazard": (up + down) / DAYS_A_YEAR,
        "frailty_up_share": up / np.maximum(up + down, np.finfo(float).tiny),
    }


def deaths_per_year(register, age):
    """Return the hazard of death per year [ages, frailty, sex]: (Gompertz by age x frailty ratio) x sex + a floor."""
    reference = register.value("death_reference_age_years")
    fit = register.value("death_fit_80_per_year") * np.exp(register.value("death_growth_per_year") * (age - reference))
    ratio = register.value("death_women_over_men")
    sex = np.array([ratio, 1.0]) * 2 / (1 + ratio)
    state = register.table("death_ratio", FRAILTY_STATES)
    return fit[:, None, None] * state[:, None] * sex + register.value("death_floor_per_year")


def surviving_person_factor(register, ages, shares):
    """Return the mean person factor of the living at each age [ages].

    Deaths by episodes remove those with a high factor first. With a gamma factor of shape k at birth and a cumulative
    hazard L of such deaths in the population, the mean of the survivors is exp(-L / k) (Vaupel, Manton & Stallard 1979,
    Demography 16:439), and their factor is again gamma.
    """
    deaths = (shares * deaths_per_year(register, ages.middle).mean(axis=2)).sum(axis=1)
    by_episodes = register.value("death_share_by_episodes") * np.cumsum(deaths)
    return np.exp(-by_episodes / register.value("person_factor_shape"))


def episode_tables(register, ages, condition_share, factor_mean):
    """Return the tables of acute episodes.

    They are severe rates, multipliers and kinds by age group and conditions, courses, minutes and ceilings.
    """
    multiplier, kinds = kinds_by_condition(register)
    severe = ages.by_group(register.table("severe_episode_per_year", AGE_GROUPS))
    ratio = register.table("episode_ratio", FRAILTY_STATES)
    mean = mean_over_conditions(multiplier[ages.group], condition_share)
    milder = [register.value("mild_per_severe_episode"), register.value("moderate_per_severe_episode")]
    severities = np.array([*milder, 1.0])
    review = register.table("overdue_review_ratio", EPISODE_KINDS)
    return {
        # The register's rates are means over the people of an age; the person factor multiplies around them.
        "severe_rate": severe[:, None] * ratio / mean / factor_mean[:, None] / DAYS_A_YEAR,
        "episode_multiplier": multiplier,
        "kind_cumulative": kinds,
        "severity_cumulative": np.cumsum(severities) / severities.sum(),
        "episodes_per_severe": np.array(severities.sum()),
        "overdue_review": review,
        "review_ceiling": np.array(review.max()),
        "course_hazard": course_hazards(register),
        "episode_hours_cumulative": shares_cumulative(register.table("episode_hours", HOUR_BLOCKS)),
        "complaint_hours_cumulative": shares_cumulative(register.table("complaint_hours", HOUR_BLOCKS)),
    }


def shares_cumulative(weights):
    """Return cumulative shares of the weights along the last axis, ending at 1."""
    return np.cumsum(weights, axis=-1) / np.sum(weights, axis=-1, keepdims=True)


def kinds_by_condition(register):
    """Return rate multipliers [groups, condition sets] and cumulative shares [groups, condition sets, kinds] of kinds.

    A condition multiplies the weights of the kinds it makes likelier; the sum of the weights is the multiplier.
    """
    weight = register.table("kind_weight", AGE_GROUPS, EPISODE_KINDS)
    weight /= weight.sum(axis=1, keepdims=True)
    ratio = register.table("condition_kind_ratio", CONDITIONS, EPISODE_KINDS)
    product = np.array([np.prod(ratio[members], axis=0) for members in condition_sets()])
    by_set = weight[:, None, :] * product
    return by_set.sum(axis=2), shares_cumulative(by_set)


def condition_sets():
    """Return which conditions each set of bits holds, bool [2 ** conditions, conditions]."""
    return (np.arange(2 ** len(CONDITIONS))[:, None] >> np.arange(len(CONDITIONS))) % 2 == 1


def mean_over_conditions(multiplier, share):
    """Return the mean multiplier [ages, frailty] where conditions are independent given age and frailty."""
    members = condition_sets()
    chance = np.where(members, share[:, :, None, :], 1 - share[:, :, None, :]).prod(axis=-1)
    return (chance * multiplier[:, None, :]).sum(axis=2)


def course_hazards(register):
    """Return the hazard per day [severities, kinds] of the end of the untreated course.

    The register has its mean in days.
    """
    mild = np.full(len(EPISODE_KINDS), register.value("mild_course_days"))
    moderate = register.table("moderate_course_days", EPISODE_KINDS)
    hazard = -np.log1p(-1 / np.array([mild, moderate]))
    return np.vstack([hazard, np.zeros(len(EPISODE_KINDS))])


def primary_care_tables(register, ages, shares):
    """Return minor complaints and planned visits per day, by age, frailty and sex, and the addition per condition."""
    ratio = register.table("primary_care_ratio", FRAILTY_STATES)
    relative = ratio / (shares @ ratio)[:, None]
    women = register.value("complaint_women_over_men")
    sex = np.array([women, 1.0]) * 2 / (1 + women)
    complaints = ages.by_group(register.table("complaint_per_year", AGE_GROUPS))
    visits = ages.by_group(register.table("follow_up_per_year", AGE_GROUPS))
    extra = condition_sets() @ register.table("follow_up_condition_per_year", CONDITIONS)
    return {
        "complaint_rate": complaints[:, None, None] * relative[:, :, None] * sex / DAYS_A_YEAR,
        "follow_up_rate": visits[:, None] * relative / DAYS_A_YEAR,
        "follow_up_extra_rate": extra / DAYS_A_YEAR,
        "person_factor_power_mean": np.array(gamma_power_mean(register)),
    }


def fewer_matters(register, ages, complaint_rate):
    """Return the rate of new complaints [ages, frailty, sex] at which calls about complaints, returned ones too, hold.

    A call leads to a GP with the share g; the visit does not settle the matter with 1 - s, and the complaint is brought
    again. A matter is then 1 / (1 - g (1 - s)) calls. Mild episodes, which are brought as complaints, return as well.
    """
    to_gp = 1 - register.value("triage_advice_share") - register.value("triage_nurse_share")
    returned = to_gp * (1 - register.value("visit_settles_share"))
    severe = ages.by_group(register.table("severe_episode_per_year", AGE_GROUPS))[:, None]
    severe = severe * register.table("episode_ratio", FRAILTY_STATES)
    mild = severe[:, :, None] * register.value("mild_per_severe_episode") / DAYS_A_YEAR
    return np.maximum((complaint_rate + mild) * (1 - returned) - mild, 0.0)


def minor_tables(register, ages, complaint_rate):
    """Return candidates of complaints and minor emergencies together, the share of the latter, and their hours.

    Rates and shares are [ages, frailty, sex]. Minor emergencies come by age alone; while they are off there are none.
    """
    minor = np.zeros_like(complaint_rate)
    if register.value("minor_emergencies") > 0:
        minor += ages.by_group(register.table("minor_emergency_per_year", AGE_GROUPS))[:, None, None] / DAYS_A_YEAR
    both = complaint_rate + minor
    return {
        "complaint_rate": both,
        "minor_share": minor / np.maximum(both, np.finfo(float).tiny),
        "minor_hours_cumulative": shares_cumulative(register.table("minor_hours", HOUR_BLOCKS)),
    }


def gamma_power_mean(register):
    """Return the mean of (person factor to the power used in primary care): gamma(k + p) / (gamma(k) k^p)."""
    from math import exp, lgamma, log

    shape, power = register.value("person_factor_shape"), register.value("primary_care_person_power")
    return exp(lgamma(shape + power) - lgamma(shape) - power * log(shape))


def by_frailty(register, ages, shares, found):
    """Return rates of episodes, complaints and planned visits, and the person factor's mean [ages, frailty, sex].

    The published ratios by frailty are taken as they are, or, with `net_frailty_ratios`, net of what conditions, person
    factor and stays add to them. `found` are the tables made so far.
    """
    per_sex = np.ones(len(SEXES))
    factor = found["person_factor_mean_by_age"]
    if register.value("net_frailty_ratios") > 0:
        return net_of_what_comes_with_it(register, ages, shares, found)
    return {
        "severe_rate": found["severe_rate"][:, :, None] * per_sex,
        "follow_up_rate": found["follow_up_rate"][:, :, None] * per_sex,
        "person_factor_mean": factor[:, None, None] * np.ones((STATES, 1)) * per_sex,
    }


def net_of_what_comes_with_it(register, ages, shares, found):
    """Return the tables of `by_frailty` with causal ratios, and those of minor complaints."""
    factor, condition_share = found["person_factor_mean_by_age"], found["condition_share_by_age"]
    members = condition_sets()
    chance = np.where(members, condition_share[:, :, None, :], 1 - condition_share[:, :, None, :]).prod(axis=-1)
    fit_rate = found["severe_rate"][:, 0] * DAYS_A_YEAR
    death = deaths_per_year(register, ages.middle)
    net = NetRatios(register, ages, death, fit_rate, found["episode_multiplier"][ages.group], chance)
    mean = net.factor_power_mean(1)
    at_age = (shares[:, :, None] * mean).sum(axis=1).mean(axis=1)
    power = register.value("primary_care_person_power")
    damped = net.factor_power_mean(power) / found["person_factor_power_mean"] / factor[:, None, None] ** power
    complaints, visits = found["complaint_rate"], found["follow_up_rate"]
    usual = register.table("primary_care_ratio", FRAILTY_STATES)
    usual = usual / (shares @ usual)[:, None]
    extra = condition_share @ register.table("follow_up_condition_per_year", CONDITIONS)
    own = (complaints[:, 0] + visits[:, :1]) / usual[:, :1] * DAYS_A_YEAR
    relative = net_contacts(register.table("primary_care_ratio", FRAILTY_STATES), shares, own, extra, damped)
    return {
        "severe_rate": found["severe_rate"][:, :1, None] * net.episodes,
        "complaint_rate": complaints / usual[:, :, None] * relative,
        "follow_up_rate": (visits / usual)[:, :, None] * relative,
        "person_factor_mean": mean * (factor / at_age)[:, None, None],
    }


def demography_tables(register, ages):
    """Return births, moves in and out per day, ages of in-movers, and the settlement shares of newcomers."""
    oldest = ages.very_old + (ages.very_old - ages.old)
    group_size = np.bincount(ages.group[:oldest])
    come = ages.by_group(register.table("in_mover_share", AGE_GROUPS) / group_size) * (ages.years < oldest)
    return {"in_mover_age_cumulative": shares_cumulative(come)}
