"""What frailty itself does to illness and need, net of what comes with it.

Published rate ratios by frailty are marginal: the frail also have more conditions, other person factors and more stays,
each with a period of raised risk after it. The causal ratio of a state is the published one x E[multiplier | fit] /
E[multiplier | state], within age and sex. The multipliers depend on the causal ratios, so both are found together by
repetition.

A cohort of each sex is followed by state of frailty and by classes of the person factor: deaths and worsening that
episodes cause take the classes in proportion to their episodes, so that those with a high factor grow frail sooner and
die sooner. Conditions are independent of the factor given age and state.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, HALF
from rural_abm.model.people.frailty_chain import STATES, worsening_per_year
from rural_abm.model.people.records import FRAILTY_STATES

# Classes of the person factor, each of the same number of people at birth; rounds of the repetition; time steps within
# half a year, a power of 2.
CLASSES, ROUNDS, STEPS = 20, 8, 1024
TINY = np.finfo(float).tiny


class NetRatios:
    """Causal ratios of severe episodes, and the person factor by state; all within age and sex.

    `episodes` [ages, frailty, sex] are the causal ratios against the fit, `factor` [ages, frailty, sex, classes] the
    means of the classes and `share` of the same shape their shares among the living of a state.
    """

    def __init__(self, register, ages, death, fit_rate, weight, chance):
        """Solve: `death` [ages, frailty, sex] a year; `fit_rate` [ages] severe episodes of the fit a year.

        `fit_rate` is for a factor and a weight of conditions of 1; `weight` [ages, sets] are the weights of sets of
        conditions, `chance` [ages, frailty, sets] the shares of the sets.
        """
        self.register, self.ages, self.death = register, ages, death
        self.up = worsening_per_year(register, ages.middle)
        self.down = register.table("recovery_per_year", FRAILTY_STATES)
        self.class_means = gamma_classes(register.value("person_factor_shape"))
        published = register.table("episode_ratio", FRAILTY_STATES)
        self.episodes = np.broadcast_to(published[:, None], death.shape)
        for _ in range(ROUNDS):
            per_year = fit_rate[:, None, None] * self.episodes
            multiplier = self.multiplier_by_class(per_year, weight, chance)
            self.share = self.follow(multiplier)
            mean = (self.share * multiplier).sum(axis=-1)
            self.episodes = published[:, None] * mean[:, :1] / mean

    def multiplier_by_class(self, per_year, weight, chance):
        """Return the mean multiplier of severe episodes [ages, frailty, sex, classes], stays that follow included.

        A stay leads to the next with the chance that an episode of the period after it comes, and that this leads to a
        stay: a geometric series, of at most one stay a day over the year.
        """
        value = self.register.value
        found = np.zeros((*per_year.shape, len(self.class_means)))
        raised = value("post_discharge_excess") * value("post_discharge_decay_days") / DAYS_A_YEAR
        for place in range(weight.shape[1]):
            own = weight[:, place, None, None, None] * self.class_means
            again = value("hospital_admits_severe_share") * -np.expm1(-per_year[..., None] * own * raised)
            found += chance[:, :, place, None, None] * own / np.maximum(1 - again, 1 / DAYS_A_YEAR)
        return found

    def follow(self, multiplier):
        """Return the shares of classes among the living of a state [ages, frailty, sex, classes], in mid-year."""
        sexes, classes = self.death.shape[2], len(self.class_means)
        alive = np.zeros((sexes, classes, STATES))
        alive[:, :, 0] = 1 / classes
        shares = np.zeros(multiplier.shape)
        for age in range(len(self.death)):
            relative = np.moveaxis(multiplier[age], 0, -1)
            mean = (alive * relative).sum(axis=1, keepdims=True) / np.maximum(alive.sum(axis=1, keepdims=True), TINY)
            # A state without people, or whose people have no episodes, is like its mean.
            half = self.half_a_year(age, np.divide(relative, mean, out=np.ones_like(relative), where=mean > 0))
            middle = np.einsum("scf,scft->sct", alive, half)
            shares[age] = np.moveaxis(middle / middle.sum(axis=1, keepdims=True), -1, 0)
            alive = np.einsum("scf,scft->sct", middle, half)
            alive /= alive.sum(axis=(1, 2), keepdims=True)
        return shares

    def half_a_year(self, age, relative):
        """Return transition matrices over half a year [sex, classes, from, to] (implicit Euler, never negative).

        `relative` are the episodes of a class against the mean of the state [sex, classes, frailty].
        """
        by_care, by_episodes = map(self.register.value, ("worsening_share_by_care", "death_share_by_episodes"))
        up = self.up[age] * (1 - by_care + by_care * relative)
        death = self.death[age].T[:, None, :] * (1 - by_episodes + by_episodes * relative)
        rates = np.zeros((*relative.shape, STATES))
        for state in range(STATES):
            if state + 1 < STATES:
                rates[..., state, state + 1] = up[..., state]
            if state > 0:
                rates[..., state, state - 1] = self.down[state]
            rates[..., state, state] = -(up[..., state] + self.down[state] + death[..., state])
        step = np.linalg.inv(np.eye(STATES) - rates * HALF / STEPS)
        return np.linalg.matrix_power(step, STEPS)

    def factor_power_mean(self, power):
        """Return the mean of the person factor to a power among the living of a state [ages, frailty, sex]."""
        return self.share @ self.class_means**power


def gamma_classes(shape):
    """Return the means of classes of a gamma number with mean 1, each of the same probability [CLASSES]."""
    from scipy.special import gammainc, gammaincinv

    borders = gammaincinv(shape, np.arange(CLASSES) / CLASSES)
    return np.diff(np.append(gammainc(shape + 1, borders), 1)) * CLASSES


def net_contacts(published, shares, own, extra, damped):
    """Return what frailty itself makes of minor complaints and planned visits [ages, frailty, sex], mean 1 at an age.

    `published` [frailty] are the marginal ratios, `shares` [ages, frailty]; `own` [ages, sex] needs a year on which
    frailty acts, `extra` [ages, frailty] those that conditions add, `damped` [ages, frailty, sex] the mean effect of
    the person factor.
    """
    relative = np.broadcast_to(published[:, None], damped.shape)
    for _ in range(CLASSES * ROUNDS):
        relative = relative / (shares[:, :, None] * relative).sum(axis=1, keepdims=True)
        multiplier = damped * (1 + extra[:, :, None] / (own[:, None] * relative))
        relative = published[:, None] * multiplier[:, :1] / multiplier
    return relative / (shares[:, :, None] * relative).sum(axis=1, keepdims=True)
