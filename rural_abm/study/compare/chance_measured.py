"""Measurement of the chance variation of paired differences, and its acceptance into the package."""

from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.outcomes import catalogue
from rural_abm.outcomes.value import with_value
from rural_abm.regions import default_region
from rural_abm.study.compare.chance import FILE, FIRST, LATER, shipped_folder, shipped_variances
from rural_abm.study.compare.comparison import compare
from rural_abm.study.results import store
from rural_abm.study.results.integrity import is_sound
from rural_abm.study.results.manifest_shape import region_of
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


def measure(out, *, seeds=None, workers=None, region=None, progress=None):
    """Run the reference comparison of `data/study.toml` in the folder `out` and write its variances there.

    `seeds` replaces the default number; `region` is a name or folder. An interrupted call is resumed. Returns the
    variances (DataFrame).
    """
    asked = chance_settings()
    names = [asked["baseline"], *asked["models"]]
    given = {"years": asked["years"], "adoption": asked["adoption"], "region": region}
    scenarios = [read_model(name, **given) for name in names]
    compare(scenarios, seeds or asked["seeds"], None, workers, out, draws=None, progress=progress)
    table = measure_chance(out, asked["baseline"])
    store.write_table(Path(out) / FILE, table)
    return table


def ratio_to_shipped(table):
    """Return the median ratio of the standard deviations of measured variances (DataFrame) to those shipped.

    Of headline outcomes of the whole region over the years after the first, as long as both were measured; nan where
    no variances are shipped.
    """
    import numpy as np

    known = shipped_variances()
    if known is None:
        return float("nan")
    headline = [entry.name for entry in catalogue if entry.headline]
    own = table[table["outcome"].isin(headline) & (table["place_kind"] == "region") & (table["dimension"] == "all")]
    last = [name for name in known.columns if name.startswith(LATER) and name in own][-1]
    own = own.astype(dict.fromkeys(KEYS, "str")).set_index(list(KEYS))[last]
    ratios = np.sqrt(own / known[last].reindex(own.index))
    return float(ratios[np.isfinite(ratios)].median())


def accept_chance(folder):
    """Copy the measured variances of a folder into the package; return the number of rows (int).

    Raises InputError if the folder holds no measurement, or one of another region than the default one.
    """
    folder, target = Path(folder), shipped_folder()
    manifest = store.read_manifest(folder)
    if not (folder / FILE).exists() or not is_sound(folder / FILE):
        raise InputError(
            "contains no measured chance variation", where=str(folder), allowed="a folder of `rural-abm chance`"
        )
    if region_of(manifest) not in (None, default_region()):
        allowed = "a measurement of the default region, on which all verdicts rest"
        raise InputError("was measured in another region", where=str(folder), allowed=allowed)
    target.mkdir(exist_ok=True)
    table = store.read_table(folder, FILE)
    store.write_table(target / FILE, table)
    store.write_manifest(target, {name: manifest[name] for name in KEPT if name in manifest})
    shipped_variances.cache_clear()
    return len(table)
