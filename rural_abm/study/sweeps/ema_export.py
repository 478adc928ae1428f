"""Export to the Exploratory Modeling Workbench: a sweep as tables for scenario discovery (PRIM, CART)."""

from rural_abm.governance.values import as_list
from rural_abm.study.results import store
from rural_abm.study.sweeps.points import MODEL
from rural_abm.study.sweeps.responses import REGION, by_run, read_asked


def to_workbench(folder, outcomes=None, *, yearly=False, place=REGION):
    """Return (experiments, outcomes) of a finished sweep: one row per run (DataFrame), and {name: array} in its order.

    `experiments` holds a column per factor, `policy` (the governance model), `scenario` (the point) and `seed`; numbers
    are floats, all else categories, as PRIM takes them. A factor that stays at the base is missing. The arrays hold the
    place's value over the years after the first, which is a transition, [runs], or with `yearly` that of each year, the
    first among them, [runs, years].
    """
    experiment, _ = read_asked(folder)
    names = as_list(outcomes or experiment.outcomes)
    table = by_run(folder, names, place)
    columns = {factor.name: table[factor.name] for factor in experiment.factors}
    frame = table[[]].assign(**columns, policy=table[MODEL], scenario=table["point"], seed=table["seed"])
    texts = [column for column in frame if frame[column].dtype.kind not in "fiu"]
    frame = frame.astype(dict.fromkeys(texts, "category"))
    if yearly:
        return frame, _yearly(folder, table["run_id"], names, place)
    return frame, {name: table[name].to_numpy() for name in names}


def _yearly(folder, runs, names, place):
    """Return {name: [runs, years]} of the values of a place."""
    values = store.load(folder, outcomes=names, places=place)
    found = {}
    for name in names:
        wide = values[values["outcome"] == name].pivot(index="run_id", columns="period", values="value")
        found[name] = wide.sort_index(axis=1).loc[list(runs)].to_numpy(float)
    return found
