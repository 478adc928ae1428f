"""The results of a sweep: the region's value of each outcome at each point, by seed and as a mean over the seeds."""

from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.outcomes.value import with_value
from rural_abm.study.results import store
from rural_abm.study.results.provenance import seeded_run_id
from rural_abm.study.results.years import later_years
from rural_abm.study.sweeps.experiments import make_experiment
from rural_abm.study.sweeps.points import IDENTITY, MODEL, POINT, POSITION, Points

REGION = "region"


def read_asked(folder):
    """Return (the Experiment, its Points) of the finished sweep in a folder; raise InputError otherwise."""
    folder = Path(folder)
    manifest = store.read_manifest(folder)
    if manifest.get("kind") != "sweep":
        raise InputError("contains no sweep", where=str(folder), allowed="a folder that `rural-abm sweep` has finished")
    if not manifest["complete"]:
        raise InputError("contains an unfinished sweep", where=str(folder), allowed="`rural-abm sweep` resumes it")
    experiment = make_experiment(manifest["asked"], where=str(folder / store.MANIFEST), folder=folder)
    return experiment, Points.from_frame(experiment, store.read_table(folder, store.DESIGN))


def by_run(folder, outcomes=None, place=REGION):
    """Return one row per run (DataFrame): the columns of runs.parquet, and one column per outcome.

    An outcome's value is that of a place over the years after the first (see `years`), sum of numerators / sum of
    denominators.
    """
    found = later_years(store.load(folder, outcomes=outcomes, places=place))
    sums = found.groupby(["run_id", "outcome"], observed=True)[["numerator", "denominator"]].sum()
    values = with_value(sums.reset_index()).pivot(index="run_id", columns="outcome", values="value")
    runs = store.read_table(folder, store.RUNS)
    return runs.merge(values.rename(columns=str), left_on="run_id", right_index=True, how="left")


def by_point(folder, points, outcomes):
    """Return one row per model, point and seed (DataFrame); missing where a run failed.

    The columns are scenario, point, seed, positions of the factors, and one per outcome.
    """
    import pandas as pd

    frame = points.to_frame()
    positions = [POSITION + factor.name for factor in points.experiment.factors]
    seeds = pd.DataFrame({"seed": points.experiment.seeds})
    rows = frame[[POINT, MODEL, IDENTITY, *positions]].merge(seeds, how="cross")
    code = store.read_manifest(folder)["code"]
    rows["run_id"] = [
        seeded_run_id(identity, seed, code) for identity, seed in zip(rows[IDENTITY], rows["seed"], strict=True)
    ]
    values = by_run(folder, outcomes)[["run_id", *outcomes]]
    return rows.merge(values, on="run_id", how="left").drop(columns=[IDENTITY])


def mean_by_point(table, outcome):
    """Return (positions [points, factors], means over the seeds [points]) of one model's rows of `by_point`.

    A point with a failed run is NaN.
    """
    positions = [column for column in table if column.startswith(POSITION)]
    grouped = table.groupby(POINT, sort=True)
    means = grouped[outcome].agg(lambda values: values.mean(skipna=False))
    return grouped[positions].first().to_numpy(float), means.to_numpy(float)
