"""Chance variation: the variance of paired differences between worlds that have the register's own parameters.

Measured once by `rural-abm chance` (see `chance_measured`), shipped in `data/chance/`, and read by every verdict, which
counts the rest of a difference's variance as parameter uncertainty. The variance depends on the models compared; what
is shipped is the mean over the reference models of `data/study.toml`, relative to the same baseline.
"""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from rural_abm.study.results import store
from rural_abm.study.results.store import KEYS

FOLDER, FILE = "chance", "variances.parquet"
FIRST, LATER = "first_year", "later_years_"


def shipped_folder():
    """Return the package's folder of what `rural-abm chance` measured."""
    return Path(str(files("rural_abm") / "data")) / FOLDER


@lru_cache(maxsize=1)
def shipped_variances():
    """Return the shipped variances (DataFrame indexed by KEYS), or None where there are none."""
    if not (shipped_folder() / FILE).exists():
        return None
    return store.read_table(shipped_folder(), FILE).set_index(list(KEYS))


def chance_variances(keys, years, *, of_first_year=False):
    """Return the chance variances [rows] of differences with the keys (a DataFrame with KEYS); nan where not measured.

    `years`: the number of years after the first over which a difference is averaged; `of_first_year` asks for the first
    year instead. Means over more years than were measured have the variance that independent further years would leave,
    which is too little rather than too much: uncertainty is then overstated.
    """
    import numpy as np
    import pandas as pd

    known = shipped_variances()
    if known is None:
        return np.full(len(keys), np.nan)
    rows = known.reindex(pd.MultiIndex.from_frame(keys[list(KEYS)].astype(str)))
    if of_first_year:
        return rows[FIRST].to_numpy(float)
    longest = sum(name.startswith(LATER) for name in known.columns)
    measured = min(years, longest)
    return rows[f"{LATER}{measured}"].to_numpy(float) * measured / years


def chance_entry():
    """Return what a manifest says of the shipped chance variances (dict), or None where there are none."""
    if shipped_variances() is None:
        return None
    manifest = store.read_manifest(shipped_folder())
    return {"seeds": len(manifest["seeds"]), "scenarios": len(manifest["scenarios"]), "model": manifest["model"]}
