"""The table of a comparison: paired differences between scenarios run with the same seeds, with their verdicts.

For each outcome, place and group the value of a run is taken over its years after the first (sum of numerators / sum of
denominators): the first year is a transition, judged by itself. A seed gives one difference, scenario minus baseline,
in which what both worlds share cancels. Rows are judged together, and so corrected for the number of outcomes, by
scenario, kind of place and dimension: headline outcomes by themselves, all others too.
"""

from rural_abm.outcomes.value import with_value
from rural_abm.study.compare.chance import chance_variances
from rural_abm.study.compare.verdicts import judge, mean_of_known
from rural_abm.study.results.store import KEYS
from rural_abm.study.results.years import is_transition

FAMILY = ("scenario", "place_kind", "dimension")
TRANSITION = "transition"
FIRST, LATER = "first", "later"
TRANSITION_COLUMNS = ("difference", "low", "high", "verdict")


def comparison_table(totals, baseline, entries, *, years, with_doubt):
    """Return a DataFrame with one row per scenario other than the baseline, place, group and outcome.

    `totals`: DataFrame with scenario, seed, part, the five keys, numerator and denominator, the sums over a part of a
    run; `part` is "later" for the years that are judged and "first" for a transition year. `entries`: {name: Outcome}.
    `years`: how many years "later" holds. `with_doubt`: whether parameters differ between seeds. Columns: those of
    `paired_table`, and for the first year transition_difference, transition_low, transition_high and
    transition_verdict, missing where a run has no other year.
    """
    is_first = totals["part"] == FIRST
    table = paired_table(totals[~is_first], baseline, entries, _chance(years, with_doubt))
    if not is_first.any():
        missing = dict.fromkeys(TRANSITION_COLUMNS, float("nan")) | {"verdict": ""}
        return table.assign(**{f"{TRANSITION}_{name}": value for name, value in missing.items()})
    first = paired_table(totals[is_first], baseline, entries, _chance(0, with_doubt))
    first = first.rename(columns={name: f"{TRANSITION}_{name}" for name in TRANSITION_COLUMNS})
    keys = ["scenario", *KEYS]
    return table.merge(first[[*keys, *(f"{TRANSITION}_{name}" for name in TRANSITION_COLUMNS)]], on=keys, how="left")


def parts_of(periods):
    """Return the part of a run to which each period belongs (Series): the first year, or those after it.

    A single year counts as the part that is judged.
    """
    first = is_transition(periods)
    return first.map({True: FIRST, False: LATER}) if not first.all() else first.map({True: LATER})


def _chance(years, with_doubt):
    """Return the function of chance variances by keys, or None where worlds differ by chance alone.

    0 years: the first.
    """
    if not with_doubt:
        return None
    return lambda keys: chance_variances(keys, years, of_first_year=years == 0)


def paired_table(totals, baseline, entries, chance=None):
    """Return a DataFrame of differences and verdicts for each scenario other than the baseline.

    It has one row per scenario, place, group and outcome. `chance(keys)` gives the chance variances of rows, None where
    worlds differ by chance alone. Columns: scenario, baseline, the five keys, mean_baseline, mean_scenario (over the
    seeds in which both values are defined; where only one scenario has a value, over its own), seeds (pairs in which
    both values are defined), matters, difference, low, high, doubt, q_value, verdict (see `verdicts`).
    """
    import pandas as pd

    values = with_value(totals).set_index(["scenario", *KEYS, "seed"])["value"].unstack("seed")
    base = values.loc[baseline]
    names = [name for name in totals["scenario"].unique() if name != baseline]
    parts = []
    for name in names:
        own = values.loc[name]
        keys = base.index.union(own.index, sort=False)
        parts.append(_against(name, baseline, base.reindex(keys), own.reindex(keys)))
    found = [pd.concat(part, ignore_index=True) for part in zip(*parts, strict=True)]
    return _judged(*found, entries, chance)


def _against(name, baseline, base, own):
    """Return keys and means of one scenario, and its differences by seed: DataFrames [rows], [rows, seeds]."""
    import pandas as pd

    first, second = base.to_numpy(float), own.to_numpy(float)
    differences = second - first
    table = base.index.to_frame(index=False)
    table.insert(0, "scenario", name)
    table.insert(1, "baseline", baseline)
    means = {"mean_baseline": _paired_mean(first, differences), "mean_scenario": _paired_mean(second, differences)}
    return table.assign(**means), pd.DataFrame(differences)


def _paired_mean(values, differences):
    """Return the mean [rows] of values [rows, seeds] over the seeds with a defined difference, otherwise over all."""
    import numpy as np

    is_paired = np.isfinite(differences)
    chosen = is_paired | ~is_paired.any(axis=1, keepdims=True)
    return mean_of_known(np.where(chosen, values, np.nan))


def _judged(table, differences, entries, chance):
    outcomes = table["outcome"].astype(str)
    matters = [
        entries[name].smallest_that_matters(base) if name in entries else float("nan")
        for name, base in zip(outcomes, table["mean_baseline"], strict=True)
    ]
    better = [entries[name].better if name in entries else "neither" for name in outcomes]
    headline = [name in entries and entries[name].headline for name in outcomes]
    family = list(zip(*(table[name].astype(str) for name in FAMILY), headline, strict=True))
    variances = None if chance is None else chance(table)
    found = judge(differences.to_numpy(float), matters, better, variances, family)
    wanted = ("difference", "low", "high", "doubt", "q_value", "verdict")
    seeds = {"seeds": found["worlds"], "matters": matters}
    return table.assign(**seeds, **{name: found[name] for name in wanted})
