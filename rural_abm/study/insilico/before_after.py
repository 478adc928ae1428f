"""Before and after: enrol the sickest at the peak of their use into a team without effect, and evaluate it.

The persons with most acute care in the months before the day are taken, as mobile teams take their patients. No
intervention takes place. What an evaluation that compares the months before and after would report is regression to the
mean alone.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import Scenario
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.following import counts_of, residents_of, run_days
from rural_abm.study.insilico.regional import in_region


def measure(seed, options):
    """Return rows of outcome, part, value: a person's events before and after, and the drop (1 - after / before).

    The drop is given for those who live to the end, as evaluations count them, and for all.
    """
    days = options["days"]
    scenario = Scenario(options["governance"], seed=seed, years=1 + 2 * days // DAYS_A_YEAR, register="all",
                        parameters=options["parameters"], **in_region(options))  # fmt: skip
    model = RuralModel(scenario)
    people = residents_of(model)
    before = counts_of(model, people, *run_days(model, days))
    alive = residents_of(model)
    before = before[before["key"].isin(alive["key"]) & (before["age"] >= options["age"])]
    count = max(int(options["share"] * len(before)), 1)
    chosen = before.sort_values(["acute", "key"], ascending=[False, True]).head(count)
    after = counts_of(model, chosen, *run_days(model, days))
    lived = after["key"].isin(residents_of(model)["key"]).to_numpy()
    model.close()
    rows = [{"outcome": "persons", "part": "enrolled", "value": float(count)}]
    for name in options["measured"]:
        first, second = chosen[name].to_numpy(), after[name].to_numpy()
        parts = {"before": first.mean(), "after": second.mean(), "drop, all": _drop(first, second),
                 "drop, survivors": _drop(first[lived], second[lived])}  # fmt: skip
        rows += [{"outcome": name, "part": part, "value": float(value)} for part, value in parts.items()]
    return rows


def _drop(before, after):
    return 1 - after.sum() / before.sum() if before.sum() else np.nan
