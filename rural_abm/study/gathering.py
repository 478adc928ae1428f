"""From single finished runs to one folder of results: which are there, the rows of all in one file, the statistics."""

from pathlib import Path

from rural_abm.errors import InputError
from rural_abm.study import store
from rural_abm.study.paired import chance_table, paired_table
from rural_abm.study.reading import outcome_entries
from rural_abm.study.runs import run_row
from rural_abm.study.steps import step_table

FINISHED = "finished_runs"
SUFFIX, CSV_SUFFIX = ".parquet", ".csv"
SCENARIO_FILES = (store.RESULTS, store.RUNS)
STEP_FILES = (store.STEP_RESULTS, store.STEP_RUNS)


def run_file(folder, run):
    """Where a single finished run is kept until all are gathered."""
    return Path(folder) / FINISHED / f"{run}{SUFFIX}"


def has_run(folder, run):
    """Whether a run has been kept and not yet been gathered."""
    return run_file(folder, run).exists()


def keep_run(folder, run, outcomes):
    """Writes the outcomes (DataFrame) of one run, whole or not at all."""
    path = run_file(folder, run)
    path.parent.mkdir(exist_ok=True)
    store.write_table(path, store.with_run_id(outcomes, run))


def missing_runs(design, folder):
    """The run_ids of the design that are neither gathered in the folder nor kept singly.

    InputError if the folder holds gathered runs that are not asked for: they would be lost.
    """
    gathered = {run for names in (SCENARIO_FILES, STEP_FILES) for run in _gathered(folder, names)}
    beyond = gathered - design.runs.keys()
    if beyond:
        raise InputError(
            f"holds {len(gathered)} runs, {len(beyond)} of which are not asked for",
            where=str(folder),
            allowed="at least the seeds and steps it holds, or a new folder",
        )
    return [run for run in design.runs if run not in gathered and not has_run(folder, run)]


def _gathered(folder, names):
    """{run_id: its row group} of a file of results, if it is there."""
    results, runs = (Path(folder) / name for name in names)
    if not (results.exists() and runs.exists()):
        return {}
    return {run: group for group, run in enumerate(store.read_table(folder, runs.name, columns=["run_id"])["run_id"])}


def gather(design, folder):
    """Writes results, runs, comparison and steps of the design's finished runs; what chance alone would give (list)."""
    import pandas as pd

    main = {run: made for run, made in design.runs.items() if made[0] in design.scenarios}
    totals = _gather_runs(main, folder, SCENARIO_FILES)
    table = paired_table(totals, design.baseline, {outcome.name: outcome.better for outcome in outcome_entries()})
    _write_both(folder, store.COMPARISON, table)
    if design.steps:
        steps = {run: made for run, made in design.runs.items() if run not in main}
        totals = pd.concat([totals, _gather_runs(steps, folder, STEP_FILES)], ignore_index=True)
        _write_both(folder, store.STEPS, step_table(totals, design.baseline, design.steps))
    return chance_table(table)


def _write_both(folder, name, table):
    store.write_table(folder / name, table)
    store.write_csv((folder / name).with_suffix(CSV_SUFFIX), table)


def _gather_runs(runs, folder, names):
    """The runs' sums over the years; writes their rows as row groups of one file, and a row a run in another."""
    import pandas as pd

    totals = []
    store.write_in_groups(folder / names[0], _tables(runs, folder, names, totals))
    rows = [run_row(run, label, scenario) for run, (label, scenario) in runs.items()]
    store.write_table(folder / names[1], pd.DataFrame(rows))
    return pd.concat(totals, ignore_index=True)


def _tables(runs, folder, names, totals):
    """The Arrow table of each run in order; its sums over the years are added to `totals`."""
    import pyarrow.parquet as pq

    gathered = _gathered(folder, names)
    file = pq.ParquetFile(folder / names[0]) if gathered else None
    try:
        for run, (label, scenario) in runs.items():
            table = file.read_row_group(gathered[run]) if run in gathered else pq.read_table(run_file(folder, run))
            totals.append(_totals(table).assign(scenario=label, seed=scenario.seed))
            yield table
    finally:
        if file:
            file.close()


def _totals(table):
    """DataFrame of a run's sums of numerators and denominators over the years, by place, group and outcome."""
    sums = table.group_by(list(store.KEYS), use_threads=False).aggregate([("numerator", "sum"), ("denominator", "sum")])
    return sums.rename_columns({"numerator_sum": "numerator", "denominator_sum": "denominator"}).to_pandas()
