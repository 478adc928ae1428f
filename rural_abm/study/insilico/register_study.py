"""What a register would say: odds of acute admission by years with the same GP, and the true effect beside them.

A register study sees who was admitted in a year and for how long the person had had the GP. Here the same is computed
as the Norwegian study did (by years with the GP, against one year, adjusted for age and sex), on the model's region.
Beside it stands the truth: the same persons in a world where the tie does nothing to the rate of episodes, from the
beginning of that year. What the register shows beyond it is selection, age and illness, not cause.
"""

import numpy as np

from rural_abm.governance import Scenario
from rural_abm.model import RuralModel
from rural_abm.study.insilico.following import counts_of, residents_of, run_days
from rural_abm.units import DAYS_A_YEAR

OPTIONS = {
    "governance": "call_off",
    "years": 6,
    "every": 2,  # years between the years looked at
    "age": 18,
    "bounds": [2.0, 4.0, 6.0, 11.0, 16.0],  # lower ends of the groups of years, the first group being below them all
    "age_step": 10,
    "cut": "ties_to_episodes",
    "worlds": {"as today": {}},  # name -> parameters of the register
}


def measure(seed, options):
    """Rows world, years (group), part, value: the logarithm of the odds ratio a register would show, and of the true
    rate ratio of admissions where the tie acts to where it does not, for each group of years against the first."""
    rows = []
    for name, parameters in options["worlds"].items():
        rows += _world(seed, options, name, parameters)
    return rows


def _world(seed, options, name, parameters):
    common = {"seed": seed, "years": options["years"], "register": "all", "parameters": parameters}
    model = RuralModel(Scenario(options["governance"], **common))
    cut = Scenario(options["governance"], cuts=[options["cut"]], **common)
    seen, true = [], []
    for year in range(options["years"]):
        if year % options["every"]:
            run_days(model, DAYS_A_YEAR)
            continue
        people = _followed(model, options)
        start = model.snapshot()
        seen.append(counts_of(model, people, *run_days(model, DAYS_A_YEAR)))
        other = RuralModel.from_snapshot(start, cut)
        true.append(counts_of(other, people, *run_days(other, DAYS_A_YEAR)))
        other.close()
    model.close()
    return _rows(name, seen, true, options)


def _followed(model, options):
    """Residents of the age with a usual GP, with their group of years."""
    people = residents_of(model)
    people = people[(people["age"] >= options["age"]) & people["usual_gp_years"].notna()]
    return people.assign(group=np.searchsorted(options["bounds"], people["usual_gp_years"], side="right"))


def _rows(name, seen, true, options):
    import pandas as pd

    whole, cut = pd.concat(seen), pd.concat(true)
    admitted = whole["admissions"] > 0
    strata = whole["age"] // options["age_step"] * 2 + whole["sex"]
    rows = []
    for group, label in enumerate(group_names(options["bounds"])):
        rows.append(_row(name, label, "persons", float((whole["group"] == group).sum())))
        if group:
            odds = odds_ratio(admitted, whole["group"], strata, group)
            rows.append(_row(name, label, "register", np.log(odds)))
        own = (whole["group"] == group).to_numpy()
        before, after = cut.loc[own, "admissions"].sum(), whole.loc[own, "admissions"].sum()
        rows.append(_row(name, label, "true", np.log(after / before) if before and after else np.nan))
    return rows


def _row(world, years, part, value):
    return {"world": world, "years": years, "part": part, "value": float(value)}


def group_names(bounds):
    """Names of the groups of years: below the first bound, between, and from the last."""
    ends = [f"{low:g}-{high:g}" for low, high in zip(bounds[:-1], bounds[1:], strict=True)]
    return [f"below {bounds[0]:g}", *ends, f"{bounds[-1]:g} and more"]


def odds_ratio(happened, groups, strata, group):
    """The odds ratio (Mantel-Haenszel, over strata) of an event in a group against group 0; NaN where undefined."""
    import pandas as pd

    chosen = groups.isin([0, group])
    table = pd.DataFrame({"event": happened[chosen], "exposed": groups[chosen] == group, "stratum": strata[chosen]})
    counts = table.groupby(["stratum", "exposed", "event"]).size().unstack(["exposed", "event"]).fillna(0)
    columns = [(exposed, event) for exposed in (True, False) for event in (True, False)]
    counts = counts.reindex(columns=pd.MultiIndex.from_tuples(columns), fill_value=0).to_numpy(float)
    exposed_yes, exposed_no, other_yes, other_no = counts.T
    size = counts.sum(axis=1)
    below = (exposed_no * other_yes / size).sum()
    return (exposed_yes * other_no / size).sum() / below if below else np.nan
