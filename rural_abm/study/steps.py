"""What each lever brings: a scenario's difference from the baseline, split into single levers and their interplay."""

from rural_abm.study.paired import paired_statistics
from rural_abm.study.store import KEYS, with_value

TOTAL, INTERPLAY = "all together", "interplay"


def step_table(totals, baseline, steps):
    """A DataFrame with, for each scenario, place and outcome (without groups): a row a lever taken alone, one for all
    together, and one for their interplay, which is all together minus the sum of the single ones.

    `totals` as for `paired_table`, with the runs of the steps; columns: scenario, baseline, place_kind, place,
    dimension, group, outcome, lever, difference, low, high, sign_chance, p_value.
    """
    import pandas as pd

    whole = totals[totals["dimension"] == "all"]
    values = with_value(whole).set_index(["scenario", *KEYS, "seed"])["value"].unstack("seed")
    base = values.loc[baseline]
    parts = []
    for name in dict.fromkeys(step.scenario for step in steps):
        alone = {
            step.lever: values.loc[step.label].reindex(base.index) - base for step in steps if step.scenario == name
        }
        together = values.loc[name].reindex(base.index) - base
        rows = {**alone, TOTAL: together, INTERPLAY: together - sum(alone.values())}
        parts += [_rows(name, baseline, lever, differences) for lever, differences in rows.items()]
    return pd.concat(parts, ignore_index=True)


def _rows(scenario, baseline, lever, differences):
    table = differences.index.to_frame(index=False)
    table.insert(0, "scenario", scenario)
    table.insert(1, "baseline", baseline)
    return table.assign(lever=lever, **paired_statistics(differences.to_numpy(float)))
