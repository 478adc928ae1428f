"""The last phase of life (7.3): hazards of onset and of sudden death, and who is in it on the first day.

Steps of ten days from the age of old age on; every cohort of onsets is spread over the steps in which its phases end.
"""

import math

import numpy as np

DAYS, YEAR = 10, 365
STEPS_A_YEAR = YEAR / DAYS
CORRECTIONS = 8
LONGEST = 8  # mean lengths after which a phase is over
NOTHING = 1e-12


class LastPhase:
    """Tables a year [ages, states, sexes]: `onset`, `sudden`, and `inside`, the share of the living in the phase."""

    def __init__(self, rates, death):
        self.value, self.first = rates.value, rates.group_starts[-2]
        self.mean, self.shape = self.value("terminal_phase_days"), self.value("terminal_phase_shape")
        self.rise, self.decay = self.value("terminal_episode_rise"), self.value("terminal_episode_decay_days")
        self.by_episodes = self.value("death_share_by_episodes")
        self.is_on = self.value("terminal_phase") > 0
        self.sudden, self.onset = death * (1 - self.by_episodes), np.zeros_like(death)
        self.inside = np.zeros_like(death)
        if self.is_on:
            self._solve(death, rates.frailty_shares)

    def _solve(self, death, shares):
        old = slice(self.first, None)
        onset = self.sudden[old] * self.value("terminal_phase_share")
        endings = [self._endings(row * self.by_episodes / YEAR) for row in death[old]]
        for _ in range(CORRECTIONS):
            found = self._follow(onset, death[old], shares[old], endings)
            onset = onset * found["correction"]
        self.onset[old] = onset
        self.sudden[old], self.inside[old] = found["sudden"], found["inside"]

    def _endings(self, acute):
        """Share of phases that end in each step after the onset [steps, states, sexes], at an acute hazard a day."""
        grid = np.arange(0.5, LONGEST * self.mean / DAYS) * DAYS
        weight = grid ** (self.shape - 1) * np.exp(-grid * self.shape / self.mean)
        weight /= weight.sum()
        gone = np.zeros((len(grid) + 1, *acute.shape))
        for length, part in zip(grid, weight, strict=True):
            for index, day in enumerate(grid):
                if day >= length:
                    gone[index:-1] += part
                    break
                near = math.exp((day - length) / self.decay) - math.exp(-length / self.decay)
                gone[index] += part * (1 - np.exp(-acute * (day + self.rise * self.decay * near)))
        gone[-1] = 1
        return np.diff(gone, axis=0, prepend=0)

    def _follow(self, onset, death, shares, endings):
        """One life of a cohort of each state and sex under these onsets."""
        steps = round(len(death) * STEPS_A_YEAR)
        tail = len(endings[0])
        ended = np.zeros((steps + tail + 1, *death.shape[1:]))
        inside, survival = np.zeros(death.shape[1:]), np.ones(death.shape[2])
        begun, wanted = np.zeros((steps, *inside.shape)), np.zeros((steps, *inside.shape))
        sums = {name: np.zeros_like(death) for name in ("missing", "outside", "alive", "inside")}
        for step in range(steps):
            age = min(int((step + 0.5) / STEPS_A_YEAR), len(death) - 1)
            exact = (step + 0.5) / STEPS_A_YEAR - 0.5
            low = min(max(int(exact), 0), len(shares) - 2)
            share = shares[low] + (shares[low + 1] - shares[low]) * (exact - low)
            alive = share[:, None] * survival
            outside = np.maximum(alive - inside, alive / 2)
            begun[step] = onset[age] * outside / STEPS_A_YEAR
            half = endings[age] * begun[step] / 2
            ended[step : step + tail] += half
            ended[step + 1 : step + 1 + tail] += half
            background = (death[age] * alive - death[age] * self.by_episodes * outside) / STEPS_A_YEAR
            wanted[step] = background * self.value("terminal_phase_share")
            for name, amount in (
                ("missing", background - ended[step]), ("outside", outside / STEPS_A_YEAR),
                ("alive", alive), ("inside", inside),
            ):  # fmt: skip
                sums[name][age] += amount
            inside = np.maximum(inside + begun[step] - ended[step], 0)
            survival = survival * np.exp(-(shares[age] @ death[age]) / STEPS_A_YEAR)
        ratio = np.minimum(wanted / np.maximum(ended[:steps], NOTHING * wanted), 1000)
        return {
            "correction": self._corrections(ratio, begun, endings),
            "sudden": np.maximum(sums["missing"], 0) / np.maximum(sums["outside"], NOTHING),
            "inside": sums["inside"] / np.maximum(sums["alive"], NOTHING),
        }

    def _corrections(self, ratio, begun, endings):
        """Mean of wanted over found ends, over the ends of the phases that begin at each age."""
        found = np.zeros((len(endings), *ratio.shape[1:]))
        weight = np.full_like(found, NOTHING)
        tail = len(endings[0])
        later = np.concatenate([ratio, np.repeat(ratio[-1:], tail, axis=0)])
        for step, new in enumerate(begun):
            age = min(int((step + 0.5) / STEPS_A_YEAR), len(endings) - 1)
            found[age] += new * (endings[age] * later[step : step + tail]).sum(axis=0)
            weight[age] += new
        return found / weight

    # one person

    def length(self, rng):
        """Days of a phase that begins."""
        return max(1, math.ceil(rng.gamma(self.shape, self.mean / self.shape)))

    def rest(self, rng):
        """Days left of a phase somebody is found in: long ones are met more often, at any of their days."""
        return int(rng.random() * rng.gamma(self.shape + 1, self.mean / self.shape))

    def steps(self, random):
        """Steps of frailty at the onset."""
        return 2 if random() < self.value("terminal_two_steps_share") else 1

    def near_death(self, days):
        """What nearness of death makes of the rate of episodes."""
        return 1 + self.rise * math.exp(-days / self.decay)
