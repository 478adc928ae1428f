"""Hazards of the last phase of life, solved so that deaths by age, frailty and sex match the life table.

The solution follows one cohort for each sex and state of frailty in weeks, from the age of old age on. `alive` are
those in the state, `steady` those of them outside the last phase, `W` the deaths that acute episodes outside the phase
do not cause. The phase has to end, by itself or by an acute death, in the share `terminal_phase_share` of W; the rest
of W is sudden.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, HALF

# Rounds of the solution, and the share of phases that may be longer than those that are followed.
ROUNDS, LEFT_OUT = 6, 0.001
TINY = np.finfo(float).tiny
WEEKS = DAYS_A_YEAR // DAYS_A_WEEK


def dying_tables(register, ages, shares, death):
    """Return the tables of death and of the last phase of life (dict of arrays).

    `death` is the hazard of death per year, all causes [ages, frailty, sex], `shares` those of the states of frailty
    [ages, frailty]. `death_hazard` is that of a sudden death or a candidate onset per day, `sudden_share` the part of
    it that is death at once, `dying_share` the share of the living in the phase, all [ages, frailty, sex]. While
    `terminal_phase` is 0 all background deaths are sudden.
    """
    by_episodes = register.value("death_share_by_episodes")
    sudden, onset, dying = death * (1 - by_episodes), np.zeros_like(death), np.zeros_like(death)
    amplitude = 0.0
    if register.value("terminal_phase") > 0:
        sudden, onset, dying = solve(register, ages, shares, death)
        amplitude = register.value("respiratory_severity_amplitude")
    candidates = onset * (1 + register.value("terminal_onset_amplitude"))
    return {
        "death_hazard": (sudden + candidates) / DAYS_A_YEAR,
        "sudden_share": np.where(candidates > 0, sudden / np.maximum(sudden + candidates, TINY), 1.0),
        "dying_share": dying,
        # Severe episodes stay as many over the year: rate and severity have their season in phase.
        "severe_season_mean": np.array(1 + amplitude * register.value("acute_season_amplitude") / 2),
        "severe_season_amplitude": np.array(amplitude),
    }


def solve(register, ages, shares, death):
    """Return sudden deaths and onsets per year of those outside the phase, and the share in it [ages, frailty, sex].

    Onsets are found by multiplicative corrections (Richardson 1972, Lucy 1974), which keep them above 0: those of an
    age are raised by the mean of wanted over found deaths, over the days on which their phases end. Whatever is then
    missing, above all at the ages at which few phases can have ended, is sudden.
    """
    old = slice(ages.old, None)
    endings = Endings(register, death[old])
    alive = cohort(shares[old], death[old])
    acute = by_week(death[old] * register.value("death_share_by_episodes"))
    wanted_share = register.value("terminal_phase_share")
    total = by_week(death[old]) * alive
    inside = np.zeros_like(alive)
    onset = death[old] * (1 - register.value("death_share_by_episodes")) * wanted_share
    for _ in range(ROUNDS):
        # At the oldest ages, which no one reaches, the phase could take all.
        steady = np.maximum(alive - inside, alive * HALF)
        begun = by_week(onset) * steady
        ended = endings.over_time(begun)
        inside = np.maximum(np.cumsum(begun - ended, axis=0), 0) / WEEKS
        background = total - acute * steady
        ratio = wanted_share * background / np.maximum(ended, TINY)
        onset = onset * endings.mean_over(np.minimum(ratio, 1 / LEFT_OUT), begun)
    sudden = by_age(np.maximum(background - ended, 0)) / np.maximum(by_age(steady), TINY)
    young = death[: ages.old] * (1 - register.value("death_share_by_episodes"))
    nobody = np.zeros_like(young)
    return (
        np.concatenate([young, sudden]),
        np.concatenate([nobody, onset]),
        np.concatenate([nobody, by_age(inside) / np.maximum(by_age(alive), TINY)]),
    )


def by_week(yearly):
    """Return values [ages, ...] as values by week [ages x weeks, ...], constant over each year of age."""
    return np.repeat(yearly, WEEKS, axis=0)


def by_age(weekly):
    """Return the sum over each year of age [ages, ...] of values by week."""
    return weekly.reshape(-1, WEEKS, *weekly.shape[1:]).sum(axis=1)


def cohort(shares, death):
    """Return those alive by week [weeks, frailty, sex] of a cohort of each sex, all states together 1 at the start."""
    hazard = (shares[:, :, None] * death).sum(axis=1)
    within = (np.arange(WEEKS) + HALF) / WEEKS
    before = np.cumsum(hazard, axis=0) - hazard
    summed = before[:, None] + within[:, None] * hazard[:, None]
    middle = np.arange(len(shares))[:, None] + within
    states = [np.interp(middle.ravel(), np.arange(len(shares)) + HALF, column) for column in shares.T]
    return np.stack(states, axis=1)[:, :, None] * np.exp(-summed).reshape(-1, 1, death.shape[2])


class Endings:
    """When phases that begin at each age end: shares by week since the onset [ages, weeks, frailty, sex]."""

    def __init__(self, register, death):
        acute = death * register.value("death_share_by_episodes") / DAYS_A_YEAR
        days, length = phase_lengths(register)
        rise, decay = register.value("terminal_episode_rise"), register.value("terminal_episode_decay_days")
        # An acute episode may end the phase before its time: `summed` is what has been used of its hazard.
        by_then = np.zeros((len(days) + 1, *acute.shape))
        for last, share in zip(days, length, strict=True):
            rest = np.minimum(days - last, 0)
            summed = last + rest + rise * decay * (np.exp(rest / decay) - np.exp(-last / decay))
            survival = np.exp(-summed[:, None, None, None] * acute)
            by_then[:-1] += share * (1 - np.where((days < last)[:, None, None, None], survival, 0.0))
        by_then[-1] = 1
        # Onset and end lie within their weeks: the end is half a week later than the middles say.
        by_then[1:] = (by_then[1:] + by_then[:-1]) / 2
        by_then[0] /= 2
        self.share = np.moveaxis(np.diff(by_then, axis=0, prepend=0), 1, 0)
        self.size = self.share.shape[1] + WEEKS

    def over_time(self, begun):
        """Return ends by week out of onsets by week, both [weeks, frailty, sex]."""
        onsets = begun.reshape(-1, WEEKS, *begun.shape[1:])
        spread = self._convolve(onsets, self.share)
        ends = np.zeros((len(begun) + self.size, *begun.shape[1:]))
        for age, part in enumerate(spread):
            ends[age * WEEKS : age * WEEKS + self.size] += part
        return ends[: len(begun)]

    def mean_over(self, ratio, begun):
        """Return the mean of a ratio by week over the ends of the phases that begin at each age [ages, frailty, sex].

        Beyond the oldest age the ratio is that of the last week.
        """
        later = np.concatenate([ratio, np.repeat(ratio[-1:], self.size, axis=0)])
        onsets = begun.reshape(-1, WEEKS, *begun.shape[1:])
        spread = self._convolve(onsets, self.share)
        found = [(part * later[age * WEEKS :][: self.size]).sum(axis=0) for age, part in enumerate(spread)]
        return np.array(found) / np.maximum(spread.sum(axis=1), TINY)

    def _convolve(self, first, second):
        spectrum = np.fft.rfft(first, self.size, axis=1) * np.fft.rfft(second, self.size, axis=1)
        return np.fft.irfft(spectrum, self.size, axis=1)


def phase_lengths(register):
    """Return days [weeks], the middles of weeks, and the share of phases that last so long (gamma distributed)."""
    from scipy.special import gammainc, gammainccinv

    shape, mean = register.value("terminal_phase_shape"), register.value("terminal_phase_days")
    scale = mean / shape
    borders = np.arange(0, gammainccinv(shape, LEFT_OUT) * scale + DAYS_A_WEEK, DAYS_A_WEEK)
    share = np.diff(gammainc(shape, borders / scale))
    return (borders[1:] + borders[:-1]) / 2, share / share.sum()
