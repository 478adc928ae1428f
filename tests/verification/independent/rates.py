"""Every rate of the patient day by age, out of the parameter register; the formulas are those of 7.3 and 7.4.

Ages are completed years in the middle of the year, 0 to `oldest_age_years`.  Rates are per year.
"""

import math

import numpy as np

from .last_phase import LastPhase

FIT, MILD, MODERATE, SEVERE = range(4)
STATES = ("fit", "mild", "moderate", "severe")
AGE_GROUPS = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_79", "age_80_plus")
CONDITIONS = ("heart_failure", "copd", "diabetes", "dementia", "mental_illness")
DEMENTIA = CONDITIONS.index("dementia")
KINDS = ("infection", "heart_failure", "fall", "copd", "confusion", "other")
SEVERITIES = ("severe", "moderate", "mild")
WOMAN, MAN = range(2)
STEPS_A_YEAR = 12
HALF = 1 / 2


class Rates:
    """Tables by age, made once from a register; `value` and `table` read further numbers from it."""

    def __init__(self, register):
        self.value, self.table = register.value, register.table
        self.oldest = int(register.value("oldest_age_years"))
        self.ages = np.arange(self.oldest + 1)
        self.exact_ages = self.ages + HALF  # formulas in age take the middle of the year of life
        first_years = [int(register.value(f"age_group_first_year.{group}")) for group in AGE_GROUPS[:4]]
        old, very_old = int(register.value("old_age_years")), int(register.value("very_old_age_years"))
        self.group_starts = [*first_years, old, very_old]
        self.group_of_age = np.searchsorted(self.group_starts, self.ages, side="right") - 1
        self._set_frailty()
        self._set_death()
        self.frailty_shares = self._stationary_shares()
        self._set_last_phase()
        self._set_conditions()
        self._set_person_factor()
        self._set_episodes()
        self._set_primary_care()

    # frailty and death

    def _set_frailty(self):
        """Yearly rates of worsening (to the next worse state) and recovery, [ages, states]."""
        bands = ("age_50_64", "age_65_74", "age_75_84", "age_85_plus")
        onset_ages = self.table("frailty_onset_age_years", bands)
        logs = np.log(self.table("frailty_onset_per_year", bands))
        onset = np.exp(line_through(self.exact_ages, onset_ages, logs)) * self.value("frailty_onset_multiplier")
        growth = np.exp(
            self.value("worsening_growth_per_year") * (self.exact_ages - self.value("worsening_reference_age_years"))
        )
        mild = self.value("worsening_mild_75_per_year") * growth
        moderate = self.value("worsening_moderate_75_per_year") * growth
        self.worsening = np.column_stack([onset, mild, moderate, np.zeros(len(self.ages))])
        self.recovery = self.table("recovery_per_year", STATES)
        self.background_worsening = (self.worsening * (1 - self.value("worsening_share_by_care"))).tolist()

    def _set_death(self):
        """Yearly hazard of death [ages, states] of all causes, both sexes; and [ages, states, sexes]."""
        older = self.exact_ages - self.value("death_reference_age_years")
        growth = np.exp(self.value("death_growth_per_year") * older)
        ratio = self.table("death_ratio", STATES)
        line = self.value("death_fit_80_per_year") * growth[:, None] * ratio
        floor = self.value("death_floor_per_year")
        women = self.value("death_women_over_men")
        self.sex_factor = (2 * women / (1 + women), 2 / (1 + women))
        self.death = line + floor
        self.death_by_sex = np.stack([line * factor + floor for factor in self.sex_factor], axis=2)

    def _set_last_phase(self):
        """Sudden deaths and onsets of the last phase a year, [sex][age][state]; the phase itself."""
        self.last_phase = LastPhase(self, self.death_by_sex)
        self.background_death = np.moveaxis(self.last_phase.sudden, 2, 0).tolist()
        self.onset = np.moveaxis(self.last_phase.onset, 2, 0).tolist()

    def _stationary_shares(self):
        """Shares of the states [ages, states] of those alive in the middle of each year of life, born fit."""
        shares = np.zeros((len(self.ages), len(STATES)))
        alive = np.array([1.0, 0.0, 0.0, 0.0])
        for age in self.ages:
            for step in range(STEPS_A_YEAR):
                if 2 * step == STEPS_A_YEAR:
                    shares[age] = alive / alive.sum()
                up, down = alive * self.worsening[age], alive * self.recovery
                change = -up - down - alive * self.death[age]
                change[1:] += up[:-1]
                change[:-1] += down[1:]
                alive = alive + change / STEPS_A_YEAR
        return shares

    # illness

    def _set_conditions(self):
        """Share with each condition [ages, states, conditions]; the mean over states is that of the age."""
        width = self.group_starts[-1] - self.group_starts[-2]
        ends = [*self.group_starts[1:], self.group_starts[-1] + width]
        middles = [(first + end) / 2 for first, end in zip(self.group_starts, ends, strict=True)]
        known = self.table("condition_share", CONDITIONS, AGE_GROUPS)
        by_age = np.column_stack([np.interp(self.exact_ages, middles, row) for row in known])
        weight = self.table("condition_frailty_weight", STATES)
        mean_weight = self.frailty_shares @ weight
        shares = by_age[:, None, :] * weight[None, :, None] / mean_weight[:, None, None]
        self.condition_shares = np.minimum(shares, 1)

    def _set_person_factor(self):
        """Mean of the person factor of those alive at the end of each year of life.

        Deaths by episodes take those with a high factor first: with a gamma factor of shape k the survivors' mean is
        exp(-H / k), H being the cohort's summed hazard of deaths by episodes (Vaupel, Manton and Stallard 1979).
        """
        self.factor_shape = self.value("person_factor_shape")
        by_episodes = self.value("death_share_by_episodes") * (self.frailty_shares * self.death).sum(axis=1)
        summed = np.cumsum(by_episodes)
        self.factor_mean = np.exp(-summed / self.factor_shape)
        power = self.value("primary_care_person_power")
        k = self.factor_shape
        moment = math.exp(math.lgamma(k + power) - math.lgamma(k)) / k**power
        self.primary_factor_mean = self.factor_mean**power * moment
        self.power = power

    def _set_episodes(self):
        groups = AGE_GROUPS
        self.severe_by_group = self.table("severe_episode_per_year", groups)
        self.episode_ratio = self.table("episode_ratio", STATES)
        weights = self.table("kind_weight", groups, KINDS)
        self.kind_weight = weights / weights.sum(axis=1, keepdims=True)
        self.kind_ratio = self.table("condition_kind_ratio", CONDITIONS, KINDS)
        per_severe = [1, self.value("moderate_per_severe_episode"), self.value("mild_per_severe_episode")]
        self.per_severe = per_severe
        self.all_per_severe = sum(per_severe)
        self.mean_conditions_weight = self._mean_conditions_weight()

    def _mean_conditions_weight(self):
        """Mean of what conditions make of the rate [ages, states], over the conditions of the age and state."""
        ratios = 1 + self.condition_shares[:, :, :, None] * (self.kind_ratio[None, None] - 1)
        return (self.kind_weight[self.group_of_age][:, None, :] * ratios.prod(axis=2)).sum(axis=2)

    def kinds(self, age, frailty, conditions):
        """(weights of the kinds, rate against the mean of the age and state) of someone with these conditions."""
        weights = self.kind_weight[self.group_of_age[age]].copy()
        for condition in conditions:
            weights *= self.kind_ratio[condition]
        return weights, weights.sum() / self.mean_conditions_weight[age, frailty]

    def severe_rate(self, person):
        """Severe episodes a year, season apart; and the kinds' weights."""
        age = min(person.age, self.oldest)
        weights, conditions = self.kinds(age, person.illness_frailty, person.conditions)
        rate = self.severe_by_group[self.group_of_age[age]] * self.episode_ratio[person.illness_frailty] * conditions
        return rate * person.factor / self.factor_mean[age], weights

    # primary care

    def _set_primary_care(self):
        self.complaints = self.table("complaint_per_year", AGE_GROUPS)
        self.minor = self.table("minor_emergency_per_year", AGE_GROUPS) * (self.value("minor_emergencies") > 0)
        self.follow_ups = self.table("follow_up_per_year", AGE_GROUPS)
        self.follow_up_condition = self.table("follow_up_condition_per_year", CONDITIONS)
        self.primary_ratio = self.table("primary_care_ratio", STATES)
        self.primary_mean = self.frailty_shares @ self.primary_ratio
        women = self.value("complaint_women_over_men")
        self.complaint_sex = (2 * women / (1 + women), 2 / (1 + women))

    def primary_factor(self, person):
        """The person factor to its power, over the mean of those alive at the age."""
        return person.factor**self.power / self.primary_factor_mean[min(person.age, self.oldest)]

    def primary_of_state(self, person):
        """What frailty makes of the need, over its mean at the age: rates are means of the age group."""
        return self.primary_ratio[person.frailty] / self.primary_mean[min(person.age, self.oldest)]

    def complaint_rate(self, person):
        """Minor complaints a year, season apart."""
        group = self.group_of_age[min(person.age, self.oldest)]
        rate = self.complaints[group] * self.primary_of_state(person) * self.complaint_sex[person.sex]
        if self.value("return_visits") > 0:
            rate = self.new_matters(rate, self.mild_rate(group, person.frailty))
        return rate * self.primary_factor(person)

    def minor_rate(self, person):
        """Minor emergencies a year, season apart: by age and person."""
        return self.minor[self.group_of_age[min(person.age, self.oldest)]] * self.primary_factor(person)

    def mild_rate(self, group, frailty):
        """Mild episodes a year, which are brought as complaints, person and season apart."""
        return self.severe_by_group[group] * self.episode_ratio[frailty] * self.per_severe[-1]

    def new_matters(self, complaints, mild):
        """New complaints a year out of all calls: each call brings a GP visit, and that another call, by a chance."""
        comes_back = 1 - self.value("triage_advice_share") - self.value("triage_nurse_share")
        comes_back *= 1 - self.value("visit_settles_share")
        calls_a_matter = 1 / (1 - comes_back)
        return max((complaints + mild) / calls_a_matter - mild, 0.0)

    def follow_up_rate(self, person):
        """Planned visits a year that fall due: frailty acts on those of no listed condition, conditions add theirs."""
        rate = self.follow_ups[self.group_of_age[min(person.age, self.oldest)]] * self.primary_of_state(person)
        rate += sum(self.follow_up_condition[condition] for condition in person.conditions)
        return rate * self.primary_factor(person)


def line_through(x, points_x, points_y):
    """The broken line through points, the first and last piece drawn on beyond them."""
    slopes = np.diff(points_y) / np.diff(points_x)
    piece = np.clip(np.searchsorted(points_x, x, side="right") - 1, 0, len(slopes) - 1)
    return points_y[piece] + slopes[piece] * (x - points_x[piece])
