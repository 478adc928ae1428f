"""Verdicts on paired differences: whether a scenario is better or worse, by how much, and with what certainty.

`d_i` is the difference scenario minus baseline in world i; both scenarios of a world share seed and parameters. Over n
worlds the differences have mean m and variance s2. Part of s2 is chance; its size is c2, the variance of the same
differences between worlds that differ by chance alone (all parameters as in the register). The rest is parameter
uncertainty, `tau2 = max(0, s2 - c2)`. The interval is

    m +- t sqrt(tau2 + s2 / n),     t the 97.5 % point of Student's t with n - 1 degrees of freedom.

More worlds reduce chance, never parameter uncertainty. With `matters`, the smallest difference that matters:

- better or worse (higher or lower where neither direction is better): the interval lies on one side of 0, |m| is at
  least `matters`, and the finding holds among all that are judged together (Benjamini and Hochberg 1995);
- too small to matter: the whole interval lies within +- `matters`;
- cannot be told: all else, one world and undefined differences among it.

Everything that says "better" or "worse" (tables, report, figures, command line) uses these verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rural_abm.study.results.settings import confidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
TOO_SMALL, UNTOLD = "too small to matter", "cannot be told"
VERDICTS = (BETTER, WORSE, HIGHER, LOWER, TOO_SMALL, UNTOLD)
CHANGES = (BETTER, WORSE, HIGHER, LOWER)


@dataclass(frozen=True)
class Verdict:
    """The verdict on one outcome.

    `verdict` (one of VERDICTS), `worlds`, `difference` (mean), `low` and `high` of its 95 % interval, `doubt` (standard
    deviation due to parameter uncertainty) and `q_value`; nan where undefined.
    """

    verdict: str
    worlds: int
    difference: float
    low: float
    high: float
    doubt: float
    q_value: float


def verdict(
    differences: Sequence[float] | np.ndarray, matters: float, better: str, chance_variance: float | None = None
) -> Verdict:
    """Return the Verdict on the paired differences [worlds] of one outcome.

    `matters`: the smallest difference that matters, in the outcome's unit; nan where it is not known. `better`:
    "higher", "lower" or "neither". `chance_variance`: c2; None where the worlds differ by chance alone, nan where it
    has not been measured: all variance then counts as parameter uncertainty.
    """
    chance = None if chance_variance is None else [chance_variance]
    rows: Any = [differences]
    found = judge(rows, [matters], [better], chance)
    return Verdict(**{name: _plain(values[0]) for name, values in found.items() if name in Verdict.__annotations__})


def _plain(value):
    return value.item() if hasattr(value, "item") else value


def judge(
    differences: ArrayLike,
    matters: ArrayLike,
    better: Sequence[str],
    chance_variance: ArrayLike | None = None,
    family: Sequence[object] | None = None,
) -> dict[str, np.ndarray]:
    """Return a dict of arrays [rows]: worlds, difference, low, high, doubt, sign_chance, p_value, q_value, verdict.

    `differences` [rows, worlds], nan where undefined; `matters`, `better` and `chance_variance` [rows] as in `verdict`.
    `family` [rows]: labels of what is judged together; None judges every row by itself.
    """
    import numpy as np

    found = intervals(differences, chance_variance)
    p_values = found["p_value"]
    q_values = p_values if family is None else _adjusted_within(p_values, family)
    size, matters = np.abs(found["difference"]), np.asarray(matters, float)
    is_up = found["difference"] > 0
    is_sure = ((found["low"] > 0) | (found["high"] < 0)) & (q_values < 1 - confidence())
    is_small = (found["low"] >= -matters) & (found["high"] <= matters)
    wanted = np.asarray(better, object)
    good = np.where(is_up, wanted == HIGHER, wanted == LOWER)
    named = np.where(good, BETTER, WORSE)
    named = np.where((wanted == HIGHER) | (wanted == LOWER), named, np.where(is_up, HIGHER, LOWER))
    verdicts = np.where(is_sure & (size >= matters), named, np.where(is_small, TOO_SMALL, UNTOLD))
    return {**found, "q_value": q_values, "verdict": verdicts}


def intervals(differences: ArrayLike, chance_variance: ArrayLike | None = None) -> dict[str, np.ndarray]:
    """Return a dict of arrays [rows] of differences [rows, worlds]: worlds, difference, low, high, doubt and chances.

    `doubt` is tau. `p_value` is that of no difference at all, `sign_chance` 1 - p / 2, the chance that the difference
    has the sign seen under a flat prior. With fewer than two worlds only the difference is defined; differences that
    are all equal have an interval of no width.
    """
    import numpy as np
    from scipy.special import stdtr, stdtrit

    differences = np.asarray(differences, float)
    known = np.isfinite(differences)
    worlds = known.sum(axis=1)
    mean = mean_of_known(differences)
    freedom = np.where(worlds > 1, worlds - 1, np.nan)
    variance = np.where(known, (differences - mean[:, np.newaxis]) ** 2, 0).sum(axis=1) / freedom
    doubt = _doubt(variance, chance_variance)
    error = np.sqrt(doubt + variance / np.where(worlds == 0, np.nan, worlds))
    half_width = stdtrit(freedom, (1 + confidence()) / 2) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where((mean == 0) & (error == 0), 0, np.abs(mean) / error)
    p_value = np.where(np.isinf(size), 0, 2 * stdtr(freedom, -size))
    return {
        "worlds": worlds,
        "difference": mean,
        "low": mean - half_width,
        "high": mean + half_width,
        "doubt": np.sqrt(doubt),
        "sign_chance": 1 - p_value / 2,
        "p_value": p_value,
    }


def _doubt(variance, chance_variance):
    """Return tau2 [rows]: the part of the variance that chance does not explain; 0 where there is chance alone."""
    import numpy as np

    if chance_variance is None:
        return np.zeros_like(variance)
    chance = np.asarray(chance_variance, float)
    return np.maximum(variance - np.where(np.isnan(chance), 0, chance), 0)


def mean_of_known(values):
    """Return the mean [rows] of the values [rows, worlds] that are finite; nan where none is."""
    import numpy as np

    known = np.isfinite(values)
    counts = known.sum(axis=1)
    return np.where(known, values, 0).sum(axis=1) / np.where(counts == 0, np.nan, counts)


def _adjusted_within(p_values, family):
    import pandas as pd

    numbers = {}
    groups = [numbers.setdefault(label, len(numbers)) for label in family]
    return pd.Series(p_values).groupby(groups, sort=False).transform(adjusted).to_numpy()


def adjusted(p_values):
    """Return p-values after Benjamini and Hochberg, in the order given.

    Missing values stay missing and do not count.
    """
    import numpy as np

    p_values = np.asarray(p_values, float)
    order = np.argsort(p_values)  # missing values come last
    count = int(np.isfinite(p_values).sum())
    result = np.full(p_values.shape, np.nan)
    ranked = p_values[order[:count]] * count / np.arange(1, count + 1)
    result[order[:count]] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)
    return result
