"""Measurement of the chance variation of paired differences, and its acceptance into the package."""

from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.outcomes.value import with_value
from rural_abm.study.compare.chance import FILE, FIRST, LATER, shipped_folder, shipped_variances
from rural_abm.study.compare.comparison import compare
from rural_abm.study.results import store
from rural_abm.study.results.integrity import is_sound
from rural_abm.study.results.settings import chance_settings
from rural_abm.study.results.store import KEYS
from rural_abm.study.results.years import is_transition
from rural_abm.study.running.requests import read_model

KEPT = ("kind", "experiment", "scenarios", "baseline", "seeds", "version", "commit", "code", "model", "packages")


def measure_chance(folder, baseline):
    """Return the variances of a finished comparison's runs at the register's own parameters.

    A DataFrame with KEYS, `first_year` and `later_years_1`, ...: the mean over its scenarios of the variance over
    seeds.
    """
    import pandas as pd

    runs = store.read_table(folder, store.RUNS, columns=["run_id", "scenario", "seed"])
    outcomes = store.read_table(folder, store.RESULTS, columns=["outcome"])["outcome"].unique()
    found = []
    for outcome in sorted(map(str, outcomes)):
        rows = store.read_table(folder, store.RESULTS, filters=[("outcome", "==", outcome)])
        rows = rows.astype(dict.fromkeys(("run_id", "period", *KEYS), "str"))
        found.append(_variances(_measured_rows(rows).merge(runs.astype({"run_id": "str"}), on="run_id"), baseline))
    return pd.concat(found).reset_index()


def _measured_rows(rows):
    """Return the rows of the whole region, in all its groups, and of its municipalities without groups."""
    is_region = rows["place_kind"] == "region"
    return rows[is_region | ((rows["place_kind"] == "municipality") & (rows["dimension"] == "all"))]


def _variances(rows, baseline):
    """Return the variances of one outcome (DataFrame indexed by KEYS)."""
    import pandas as pd

    later = ~is_transition(rows["period"])
    columns = {FIRST: _mean_variance(rows[~later], baseline)}
    ends = sorted(rows.loc[later, "period"].unique())
    for count, end in enumerate(ends, start=1):
        columns[f"{LATER}{count}"] = _mean_variance(rows[later & (rows["period"] <= end)], baseline)
    return pd.DataFrame(columns)


def _mean_variance(rows, baseline):
    sums = rows.groupby([*KEYS, "scenario", "seed"], sort=False)[["numerator", "denominator"]].sum()
    values = with_value(sums)["value"].unstack("seed")
    base = values.xs(baseline, level="scenario")
    others = values.drop(baseline, level="scenario")
    differences = others - base.reindex(others.index.droplevel("scenario")).to_numpy()
    return differences.var(axis=1).groupby(list(KEYS), sort=False).mean()


def measure(out, *, seeds=None, workers=None, progress=None):
    """Run the reference comparison of `data/study.toml` in the folder `out` and write its variances there.

    `seeds` replaces the default number. An interrupted call is resumed. Returns the variances (DataFrame).
    """
    asked = chance_settings()
    names = [asked["baseline"], *asked["models"]]
    scenarios = [read_model(name, years=asked["years"], adoption=asked["adoption"]) for name in names]
    compare(scenarios, seeds or asked["seeds"], None, workers, out, draws=None, progress=progress)
    table = measure_chance(out, asked["baseline"])
    store.write_table(Path(out) / FILE, table)
    return table


def accept_chance(folder):
    """Copy the measured variances of a folder into the package; return the number of rows (int).

    Raises InputError if the folder holds no measurement.
    """
    folder, target = Path(folder), shipped_folder()
    manifest = store.read_manifest(folder)
    if not (folder / FILE).exists() or not is_sound(folder / FILE):
        raise InputError(
            "contains no measured chance variation", where=str(folder), allowed="a folder of `rural-abm chance`"
        )
    target.mkdir(exist_ok=True)
    table = store.read_table(folder, FILE)
    store.write_table(target / FILE, table)
    store.write_manifest(target, {name: manifest[name] for name in KEPT if name in manifest})
    shipped_variances.cache_clear()
    return len(table)
