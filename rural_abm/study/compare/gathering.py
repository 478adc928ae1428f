"""From the finished runs of a comparison to its tables: the rows of all in one file, and the statistics."""

from rural_abm.study.compare.paired import comparison_table, parts_of
from rural_abm.study.compare.steps import step_table
from rural_abm.study.results import store
from rural_abm.study.results.known_outcomes import outcomes_of
from rural_abm.study.running.finished_runs import SCENARIO_FILES, STEP_FILES, with_plain_texts, write_gathered
from rural_abm.study.running.runs import run_row

CSV_SUFFIX = ".csv"
COMPARED_FILES = (
    *SCENARIO_FILES, *STEP_FILES, store.COMPARISON, store.COMPARISON_CSV, store.STEPS, store.STEPS_CSV
)  # fmt: skip


def gather(design, folder):
    """Write results, runs, comparison and steps of the design's finished runs."""
    import pandas as pd

    main = {run: made for run, made in design.runs.items() if made[0] in design.scenarios}
    totals = _gather_runs(main, folder, SCENARIO_FILES)
    entries = {outcome.name: outcome for outcome in outcomes_of(design.scenarios.values())}
    judged = {"years": max(design.years - 1, 1), "with_doubt": design.draws is not None}
    table = comparison_table(totals, design.baseline, entries, **judged)
    _write_both(folder, store.COMPARISON, table)
    if design.steps:
        steps = {run: made for run, made in design.runs.items() if run not in main}
        totals = pd.concat([totals, _gather_runs(steps, folder, STEP_FILES)], ignore_index=True)
        _write_both(folder, store.STEPS, step_table(totals, design.baseline, design.steps, **judged))


def _write_both(folder, name, table):
    store.write_table(folder / name, table)
    store.write_csv((folder / name).with_suffix(CSV_SUFFIX), table)


def _gather_runs(runs, folder, names):
    """Return the runs' sums over the years.

    Write their rows as row groups of one file, and one row per run in another.
    """
    import pandas as pd

    totals = []

    def add(run, table):
        label, scenario = runs[run]
        totals.append(_totals(with_plain_texts(table)).assign(scenario=label, seed=scenario.seed))

    rows = (run_row(run, label, scenario) for run, (label, scenario) in runs.items())
    write_gathered(folder, names, runs, rows, use=add)
    return _in_order_of_rows(pd.concat(totals, ignore_index=True))


def _in_order_of_rows(totals):
    """Return the sums with keys as categories in the order of the results.

    Tables made from them have that order, wherever runs were read from.
    """
    import pandas as pd

    return totals.assign(**{key: pd.Categorical(totals[key], totals[key].unique()) for key in store.KEYS})


def _totals(table):
    """Return a run's sums of numerators and denominators over the first year and over those after it (DataFrame).

    They are by place, group and outcome; `part` distinguishes the periods.
    """
    import pyarrow as pa

    years = table["period"].cast("string").to_pandas()
    table = table.append_column("part", pa.array(parts_of(years)))
    keys = ["part", *store.KEYS]
    sums = table.group_by(keys, use_threads=False).aggregate([("numerator", "sum"), ("denominator", "sum")])
    return sums.rename_columns({"numerator_sum": "numerator", "denominator_sum": "denominator"}).to_pandas()
