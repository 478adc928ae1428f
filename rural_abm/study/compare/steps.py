"""The contribution of each lever: a scenario's difference from the baseline, split into levers and their interplay."""

from rural_abm.outcomes.value import with_value
from rural_abm.study.compare.chance import chance_variances
from rural_abm.study.compare.paired import LATER
from rural_abm.study.compare.verdicts import intervals
from rural_abm.study.results.store import KEYS

TOTAL, INTERPLAY = "all together", "interplay"
ALONE, WALK = "alone", "walk"


def step_table(totals, baseline, steps, *, years, with_doubt):
    """Return the contributions of levers for each scenario, place and outcome, without groups (DataFrame).

    `part` "alone": each lever alone, all together, and their interplay, which is all together minus the sum of the
    single ones. `part` "walk": what each adds when it is added to those before it, which sums to all together.
    `totals`, `years` and `with_doubt` as for `comparison_table`, with the runs of the steps; columns: scenario,
    baseline, place_kind, place, dimension, group, outcome, part, lever, difference, low, high.
    """
    import pandas as pd

    whole = totals[(totals["dimension"] == "all") & (totals["part"] == LATER)]
    values = with_value(whole).set_index(["scenario", *KEYS, "seed"])["value"].unstack("seed")
    base = values.loc[baseline]
    chance = chance_variances(base.index.to_frame(index=False), years) if with_doubt else None
    parts = []
    for name in dict.fromkeys(step.scenario for step in steps):
        own = [step for step in steps if step.scenario == name]
        laid = {step.label: values.loc[step.label].reindex(base.index) - base for step in own}
        together = values.loc[name].reindex(base.index) - base
        alone = {step.lever: laid[step.label] for step in own if step.part == ALONE}
        rows = {**alone, TOTAL: together, INTERPLAY: together - sum(alone.values())}
        parts += [_rows(name, baseline, ALONE, lever, differences, chance) for lever, differences in rows.items()]
        between = {step.lever: laid[step.label] for step in own if step.part == WALK}
        walked = _increments(alone, between, together)
        parts += [_rows(name, baseline, WALK, lever, differences, chance) for lever, differences in walked.items()]
    return pd.concat(parts, ignore_index=True)


def _increments(alone, between, together):
    """Return {lever: what it adds to those before it}: from the first alone, through the walk, to all together."""
    levers = list(alone)
    reached = [0, *(between.get(lever, alone[lever]) for lever in levers[:-1]), together]
    return {lever: after - before for lever, before, after in zip(levers, reached[:-1], reached[1:], strict=True)}


def _rows(scenario, baseline, part, lever, differences, chance):
    table = differences.index.to_frame(index=False)
    table.insert(0, "scenario", scenario)
    table.insert(1, "baseline", baseline)
    found = intervals(differences.to_numpy(float), chance)
    return table.assign(part=part, lever=lever, **{name: found[name] for name in ("difference", "low", "high")})
