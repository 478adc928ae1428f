"""Many measurements over processes, each kept as it ends, so that the same call goes on where an earlier stopped."""

import json
from concurrent.futures import FIRST_EXCEPTION, wait
from dataclasses import dataclass, field

from rural_abm.compiled import code_hash
from rural_abm.study import gathering, store
from rural_abm.study.executors import ProcessPool, SameProcess
from rural_abm.study.patterns_runs import measure_named
from rural_abm.study.provenance import short_hash
from rural_abm.study.runs import is_warm, warm

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
    """{job's key: {pattern: value}} of the jobs; those already kept in the folder are read, the others measured.

    `measured(setting, seed, names, **changes)` gives the values of one job. `progress(done, all)` counts jobs. After
    Ctrl-C a KeyboardInterrupt says how much has been kept.
    """
    jobs = {job.key: job for job in jobs}
    missing = [job for key, job in jobs.items() if not gathering.has_run(folder, key)]
    if missing:
        _measure(missing, folder, min(workers, len(missing)), len(jobs), progress, measured)
    return {key: read_values(folder, key) for key in jobs}


def _measure(missing, folder, workers, all_jobs, progress, measured):
    pool = SameProcess() if workers == 1 else ProcessPool(workers)
    kept = all_jobs - len(missing)
    try:
        if workers > 1 and measured is measure_named and not is_warm():
            pool.submit(warm).result()  # one process compiles; the others find the machine code
        pending = set()
        for job in missing:
            pending.add(pool.submit(keep_values, job, str(folder), measured))
            kept = _tell(progress, folder, missing, all_jobs)
        while pending:
            done, pending = wait(pending, return_when=FIRST_EXCEPTION, timeout=1)
            kept = _tell(progress, folder, missing, all_jobs)
            for future in done:
                future.result()
    except BaseException as error:
        if workers > 1:
            pool.terminate()
        if isinstance(error, KeyboardInterrupt):
            told = f"Stopped with {kept} of {all_jobs} measurements kept in {folder}."
            raise KeyboardInterrupt(f"{told}\nThe same command goes on from there.") from None
        raise
    pool.shutdown()


def _tell(progress, folder, missing, all_jobs):
    """Tells `progress` how many jobs are kept; that number."""
    kept = all_jobs - sum(not gathering.has_run(folder, job.key) for job in missing)
    if progress:
        progress(kept, all_jobs)
    return kept


def keep_values(job, folder, measured=measure_named):
    """Nothing; measures one job and leaves its values in the folder."""
    import pandas as pd

    values = measured(job.setting, job.seed, list(job.names), **job.changes)
    path = gathering.run_file(folder, job.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    store.write_table(path, pd.DataFrame({"pattern": list(values), "value": [float(v) for v in values.values()]}))


def read_values(folder, key):
    """{pattern: value} of a kept job."""
    path = gathering.run_file(folder, key)
    frame = store.read_table(path.parent, path.name)
    return dict(zip(frame["pattern"], frame["value"], strict=True))
