"""The adoption of routines in compared models, computed from their results."""

from rural_abm.outcomes.value import with_value
from rural_abm.study.results import store
from rural_abm.study.results.years import later_years, years_of

OUTCOME = "routines_adopted"


def adoption_reached(folder):
    """Return {scenario: {"mean", "last"}}: the share of the requested routines in use in the whole region.

    The values are over the years after the first and in the last year, means over the runs; None where governance asks
    for no routine.
    """
    rows = store.read_table(folder, store.RESULTS, filters=[
        ("outcome", "==", OUTCOME), ("place_kind", "==", "region"), ("dimension", "==", "all")])  # fmt: skip
    runs = store.read_table(folder, store.RUNS, columns=["run_id", "scenario"]).astype("str")
    if rows.empty:
        return dict.fromkeys(runs["scenario"].unique())
    rows = rows.astype({"run_id": "str"}).merge(runs, on="run_id")
    rows = rows.assign(year=years_of(rows["period"]))
    mean, last = _shares(later_years(rows)), _shares(rows[rows["year"] == rows["year"].max()])
    return {label: _entry(mean.get(label), last.get(label)) for label in runs["scenario"].unique()}


def _shares(rows):
    """Return {scenario: mean over its runs of the share}."""
    sums = rows.groupby(["scenario", "run_id"])[["numerator", "denominator"]].sum()
    return with_value(sums)["value"].groupby("scenario").mean().to_dict()


def _entry(mean, last):
    return None if mean is None or mean != mean else {"mean": float(mean), "last": float(last)}
