"""Finished runs in a folder: which are there, kept singly or gathered, and the rows of all in one file.

What is damaged (by hand, or by a disk) is never taken for a result: it is set aside in `damaged`, and its runs count as
missing.
"""

import os
import shutil
from itertools import islice
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.outcomes.value import with_value
from rural_abm.study.results import checksums, store
from rural_abm.study.results.integrity import DAMAGE, has_footer, is_sound, row_groups
from rural_abm.study.results.years import later_years

FINISHED, DAMAGED = "finished_runs", "damaged"
SUFFIX = ".parquet"
SCENARIO_FILES = (store.RESULTS, store.RUNS)
STEP_FILES = (store.STEP_RESULTS, store.STEP_RUNS)
PLACE_KINDS = ("region", "municipality")
ALL = "all"


# Single runs


def run_file(folder, run):
    """Return the file of a single finished run until all are gathered."""
    return Path(folder) / FINISHED / f"{run}{SUFFIX}"


def has_run(folder, run):
    """Return whether a run has been kept and not yet been gathered."""
    return run_file(folder, run).exists()


def keep_run(folder, run, outcomes):
    """Write the outcomes (DataFrame) of one run atomically."""
    path = run_file(folder, run)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise store.write_error(path.parent, error) from None
    store.write_table(path, store.with_run_id(outcomes, run))


def of_places(outcomes):
    """Return the rows of a DataFrame of outcomes for the whole region or municipality, without groups."""
    whole = outcomes["place_kind"].isin(PLACE_KINDS) & (outcomes["dimension"] == ALL)
    return outcomes[whole]


def kept_runs(folder):
    """Return the run_ids (set) that are kept singly, whole or damaged."""
    try:
        return {
            entry.name.removesuffix(SUFFIX)
            for entry in os.scandir(Path(folder) / FINISHED)
            if entry.name.endswith(SUFFIX)
        }
    except (FileNotFoundError, NotADirectoryError):
        return set()


def missing_runs(design, folder, *, repair=False, among_others=False):
    """Return the run_ids of the design that are neither gathered in the folder nor kept singly.

    Raises InputError if the folder holds gathered runs that are not requested, which would be lost; not so with
    `among_others`, where more will be requested. With `repair` existing files are read, and damaged ones set aside.
    """
    if repair:
        set_damaged_aside(folder, checksums.changed(folder, store.manifest_or_none(folder)))
    found = {run for names in (SCENARIO_FILES, STEP_FILES) for run in gathered_runs(folder, names[0])}
    beyond = found - design.runs.keys()
    if beyond and not among_others:
        raise InputError(
            f"holds {len(found)} runs, {len(beyond)} of which are not requested",
            where=str(folder),
            allowed="at least the seeds and steps in the folder, or a new folder",
        )
    found |= kept_runs(folder)
    return [run for run in design.runs if run not in found]


def mean_of_runs(folder, runs, outcomes):
    """Return the values (list) of outcomes of the whole region over the years after the first, mean over the runs.

    None if a run is missing. The runs may be kept singly or gathered.
    """
    import pandas as pd

    gathered = gathered_runs(folder, store.RESULTS)
    found = []
    for run in runs:
        if has_run(folder, run):
            found.append(_read_single(folder, run).to_pandas())
        elif run in gathered:
            found.append(store.read_table(folder, store.RESULTS, filters=[("run_id", "==", run)]))
        else:
            return None
    rows = later_years(pd.concat(found).query("place_kind == @PLACE_KINDS[0]"))
    sums = rows.groupby(["run_id", "outcome"], observed=True)[["numerator", "denominator"]].sum()
    values = with_value(sums)["value"].groupby("outcome", observed=True).mean()
    return [float(values[name]) for name in outcomes]


# Gathered runs


def gathered_runs(folder, name):
    """Return {run_id: number of its row group} of a file of gathered results; empty if it is missing or damaged."""
    import pyarrow.parquet as pq

    found = {}
    try:
        with pq.ParquetFile(Path(folder) / name) as file:
            for group in range(file.num_row_groups):
                runs = file.read_row_group(group, columns=["run_id"])["run_id"].unique().to_pylist()
                found |= dict.fromkeys(runs, group)
    except DAMAGE:
        return {}
    return found


class Gathered:
    """Reads single runs from a file of gathered results, keeping the row group read last."""

    def __init__(self, folder, name):
        import pyarrow.parquet as pq

        self.groups = gathered_runs(folder, name)
        self._file = pq.ParquetFile(folder / name, page_checksum_verification=True) if self.groups else None
        self._number, self._group = None, None

    def table(self, run):
        """Return the Arrow table of a run in `groups`."""
        import pyarrow.compute as pc

        if self._number != self.groups[run]:
            self._number = self.groups[run]
            self._group = self._file.read_row_group(self._number)
        return self._group.filter(pc.equal(self._group["run_id"].cast("string"), run))

    def close(self):
        """Release the file, so that it can be replaced."""
        if self._file:
            self._file.close()


def write_gathered(folder, names, runs, rows, *, runs_a_group=1, use=None):
    """Write the rows of all `runs` (run_ids) as row groups of one file, in order, and `rows` (dicts) as another.

    `use(run, table)` is called with the Arrow table of each run.
    """
    import pandas as pd

    store.write_in_groups(folder / names[0], _groups(folder, names[0], runs, runs_a_group, use))
    store.write_table(folder / names[1], pd.DataFrame(list(rows)))


def _groups(folder, name, runs, runs_a_group, use):
    """Yield the Arrow table of each row group."""
    import pyarrow as pa

    gathered, left = Gathered(folder, name), iter(runs)
    try:
        while some := list(islice(left, runs_a_group)):
            tables = []
            for run in some:
                tables.append(gathered.table(run) if run in gathered.groups else _read_single(folder, run))
                if use:
                    use(run, tables[-1])
            yield _with_dictionaries(pa.concat_tables(map(with_plain_texts, tables)))
    finally:
        gathered.close()


def _read_single(folder, run):
    """Return the Arrow table of a run kept singly; raise InputError if it cannot be read."""
    import pyarrow.parquet as pq

    path = run_file(folder, run)
    try:
        return pq.read_table(path, page_checksum_verification=True)
    except DAMAGE as error:
        raise InputError(
            f"cannot be read: {str(error).splitlines()[0]}",
            where=str(path),
            allowed="repeat the command to make the run again",
        ) from None


def with_plain_texts(table):
    """Return the table with plain texts: dictionaries, and so the bytes, depend on where a run was read from."""
    import pyarrow as pa

    for number, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type) or pa.types.is_large_string(field.type):
            table = table.set_column(number, field.name, table[field.name].cast("string"))
    return table


def _with_dictionaries(table):
    """Return the table with its texts as dictionaries, in order of occurrence."""
    import pyarrow as pa

    table = table.combine_chunks()
    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(number, field.name, table[field.name].dictionary_encode())
    return table


# Damage


def set_damaged_aside(folder, changed=()):
    """Move unreadable files into the folder `damaged` and return their names (list).

    The sound runs of partly damaged gathered results are kept singly first. Files named in `changed` count as damaged
    though they can be read.
    """
    folder = Path(folder)
    singles = [run_file(folder, run) for run in sorted(kept_runs(folder))]
    found = [path for path in singles if not is_sound(path)]
    for path in found:
        _set_aside(folder, path)
    for name, _ in (SCENARIO_FILES, STEP_FILES):
        path = folder / name
        if path.exists() and (name in changed or not is_sound(path)):
            found.append(path)
            # Where all pages are sound, it is what tells how to read them that was changed: nothing of it can be relied
            # on.
            if not is_sound(path):
                _keep_sound_groups(folder, path)
            _set_aside(folder, path)
    return [path.name for path in found]


def _keep_sound_groups(folder, path):
    if not has_footer(path):
        return
    for table in row_groups(path):
        if table is not None:
            frame = table.to_pandas()
            for run, rows in frame.groupby("run_id", sort=False, observed=True):
                if not has_run(folder, run):
                    keep_run(folder, str(run), rows)


def clean_up(folder, beyond=()):
    """Remove temporary files of the folder (and the folders `beyond`), and half-written files of killed writers."""
    for name in (FINISHED, *beyond):
        shutil.rmtree(Path(folder) / name, ignore_errors=True)
    for path in Path(folder).glob(f"*{store.PARTIAL}"):
        path.unlink(missing_ok=True)


def _set_aside(folder, path):
    aside = folder / DAMAGED
    aside.mkdir(exist_ok=True)
    os.replace(path, aside / path.name)
