"""Measurements of patterns: one job per seed of a setting, kept as it ends."""

import json
from dataclasses import dataclass, field

from rural_abm.engine.kernels import code_hash
from rural_abm.study.evidence.patterns_runs import measure_named
from rural_abm.study.results import store
from rural_abm.study.results.provenance import short_hash
from rural_abm.study.running import finished_runs
from rural_abm.study.running.checkpoint import make_missing

COLUMNS = ("pattern", "value")


@dataclass(frozen=True)
class Job:
    """One seed of a setting, measured for the patterns `names`; `changes` are keywords of `measure`."""

    setting: str
    seed: int
    names: tuple
    changes: dict = field(default_factory=dict)

    @property
    def key(self):
        """16 hexadecimal digits, equal where the values are equal: same code, data, setting, seed and changes."""
        changes = json.dumps(self.changes, sort_keys=True)
        return short_hash("pattern", code_hash(), self.setting, self.seed, ",".join(self.names), changes)


def carry_out(jobs, folder, workers, progress=None, *, measured=measure_named):
    """Return {job's key: {pattern: value}} of the jobs, read from the folder if kept, otherwise measured.

    `measured(setting, seed, names, **changes)` gives the values of one job. `progress(done, all)` counts jobs. After
    Ctrl-C a KeyboardInterrupt says how much has been kept.
    """
    jobs = {job.key: job for job in jobs}
    calls = {
        finished_runs.run_file(folder, key): (keep_values, job, str(folder), measured) for key, job in jobs.items()
    }
    make_missing(calls, folder, workers, progress, with_kernels=measured is measure_named)
    return {key: read_values(folder, key) for key in jobs}


def keep_values(job, folder, measured=measure_named):
    """Measure one job and write its values into the folder."""
    import pandas as pd

    values = measured(job.setting, job.seed, list(job.names), **job.changes)
    path = finished_runs.run_file(folder, job.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    store.write_table(path, pd.DataFrame({"pattern": list(values), "value": [float(v) for v in values.values()]}))


def read_values(folder, key):
    """Return {pattern: value} of a kept job."""
    path = finished_runs.run_file(folder, key)
    frame = store.read_table(path.parent, path.name)
    return dict(zip(frame["pattern"], frame["value"], strict=True))
