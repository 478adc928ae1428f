"""Paired differences between scenarios run with the same seeds: how large, how sure, and what chance alone would give.

For each outcome, place and group the value of a run is taken over all its years (sum of numerators / sum of
denominators). A seed gives one difference, scenario minus baseline, in which what both worlds share cancels. With n
seeds, mean m and standard deviation s of the differences, `t = m / (s / sqrt(n))`:

- interval: m +- q s / sqrt(n), with q the 97.5 % point of Student's t with n - 1 degrees of freedom;
- chance that the sign is right: P(T < |t|), T Student's t with n - 1 degrees of freedom. It is the posterior
  probability that the mean difference has the sign seen, under normal differences and a flat prior;
- p: 2 P(T > |t|), and `q_value`, p after Benjamini and Hochberg (1995) among all rows of the same scenario, kind of
  place and dimension: calling everything with q_value < 0.05 a difference is wrong in at most 5 % of the calls.
"""

from rural_abm.study.settings import confidence
from rural_abm.study.store import KEYS

BETTER, WORSE, DIFFERS, CHANCE, TOO_FEW = "better", "worse", "differs", "not larger than chance", "too few seeds"
VERDICTS = (BETTER, WORSE, DIFFERS, CHANCE, TOO_FEW)
FAMILY = ("scenario", "place_kind", "dimension")


def paired_table(totals, baseline, better):
    """A DataFrame with a row for each scenario other than the baseline, place, group and outcome.

    `totals`: DataFrame with scenario, seed, place_kind, place, dimension, group, outcome, numerator, denominator, the
    sums over a run. `better`: {outcome: "higher", "lower" or "neither"}. Columns: scenario, baseline, the five keys,
    seeds (pairs in which both values are defined), mean_baseline, mean_scenario (over these seeds), difference, low,
    high, sign_chance, p_value, q_value, verdict, adjusted_significant (the verdict holds for q_value too).
    """
    import pandas as pd

    from rural_abm.study.store import with_value

    values = with_value(totals).set_index(["scenario", *KEYS, "seed"])["value"].unstack("seed")
    base = values.loc[baseline]
    names = [name for name in totals["scenario"].unique() if name != baseline]
    parts = []
    for name in names:
        own = values.loc[name]
        keys = base.index.union(own.index, sort=False)
        parts.append(_against(name, baseline, base.reindex(keys), own.reindex(keys)))
    table = pd.concat(parts, ignore_index=True)
    table["q_value"] = _q_values(table)
    return _with_verdicts(table, better)


def _against(name, baseline, base, own):
    """The statistics of one scenario against the baseline; both [rows, seeds] with equal rows."""
    import numpy as np

    first, second = base.to_numpy(float), own.to_numpy(float)
    both = np.isfinite(first) & np.isfinite(second)
    table = base.index.to_frame(index=False)
    table.insert(0, "scenario", name)
    table.insert(1, "baseline", baseline)
    table["seeds"] = both.sum(axis=1)
    table["mean_baseline"] = _mean(first, both)
    table["mean_scenario"] = _mean(second, both)
    for column, values in paired_statistics(np.where(both, second - first, np.nan)).items():
        table[column] = values
    return table


def _mean(values, chosen):
    import numpy as np

    counts = chosen.sum(axis=1)
    return np.where(chosen, values, 0).sum(axis=1) / np.where(counts == 0, np.nan, counts)


def paired_statistics(differences):
    """{difference, low, high, sign_chance, p_value}: arrays [rows] of differences [rows, seeds], NaN where undefined.

    With fewer than two seeds only the difference is defined. Differences that are all equal have an interval of no
    width; if all are 0 the sign is as likely right as wrong.
    """
    import numpy as np
    from scipy.special import stdtr, stdtrit

    known = np.isfinite(differences)
    counts = known.sum(axis=1)
    mean = _mean(differences, known)
    squares = np.where(known, (differences - mean[:, None]) ** 2, 0).sum(axis=1)
    freedom = np.where(counts > 1, counts - 1, np.nan)
    error = np.sqrt(squares / freedom / np.where(counts == 0, np.nan, counts))
    half_width = stdtrit(freedom, (1 + confidence()) / 2) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where((mean == 0) & (error == 0), 0, np.abs(mean) / error)
    p_value = np.where(np.isinf(size), 0, 2 * stdtr(freedom, -size))
    return {
        "difference": mean,
        "low": mean - half_width,
        "high": mean + half_width,
        "sign_chance": 1 - p_value / 2,
        "p_value": p_value,
    }


def _q_values(table):
    """Benjamini-Hochberg adjusted p, within each family."""
    return table.groupby(list(FAMILY), sort=False, observed=True)["p_value"].transform(adjusted)


def adjusted(p_values):
    """p-values after Benjamini and Hochberg, in the order given; missing values stay missing and do not count."""
    import numpy as np

    p_values = np.asarray(p_values, float)
    order = np.argsort(p_values)  # missing values come last
    count = int(np.isfinite(p_values).sum())
    result = np.full(p_values.shape, np.nan)
    ranked = p_values[order[:count]] * count / np.arange(1, count + 1)
    result[order[:count]] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)
    return result


def _with_verdicts(table, better):
    import numpy as np

    direction = table["outcome"].map(lambda name: better.get(name, "neither"))
    sure = (table["low"] > 0) | (table["high"] < 0)
    good = np.where(table["difference"] > 0, direction == "higher", direction == "lower")
    named = np.where(direction == "neither", DIFFERS, np.where(good, BETTER, WORSE))
    verdict = np.where(table["seeds"] < 2, TOO_FEW, np.where(sure, named, CHANCE))
    return table.assign(verdict=verdict, adjusted_significant=sure & (table["q_value"] < 1 - confidence()))


def chance_table(table):
    """One dict a family (scenario, place_kind, dimension): how many rows were judged, how many came out as what, and
    how many would look better or worse by chance alone if no scenario changed anything.

    Rows in which every seed gives a difference of exactly 0 are not counted as judged: chance cannot lift them.
    """
    rows = []
    for family, part in table.groupby(list(FAMILY), sort=False, observed=True):
        judged = part[(part["verdict"] != TOO_FEW) & ~((part["low"] == 0) & (part["high"] == 0))]
        counts = judged["verdict"].value_counts()
        rows.append(
            {
                **dict(zip(FAMILY, family, strict=True)),
                "judged": len(judged),
                **{verdict: int(counts.get(verdict, 0)) for verdict in (BETTER, WORSE, DIFFERS, CHANCE)},
                "expected_by_chance": len(judged) * (1 - confidence()),
                "after_correction": int(judged["adjusted_significant"].sum()),
            }
        )
    return rows
