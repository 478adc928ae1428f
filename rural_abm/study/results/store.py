"""The folder of results: its content, atomic writing, and reading parts of it.

A folder holds `results.parquet` (sums by run, period, place, group and outcome), `runs.parquet` (one row per run),
`manifest.json` (provenance), and, if requested, `contacts.parquet` and `events.parquet`. Tables hold neither dates of
writing nor machines, so the same inputs give the same bytes; these are in the manifest.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import tempfile
import threading
from collections.abc import Sequence
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from rural_abm.engine.errors import InputError, warn
from rural_abm.outcomes.value import with_value
from rural_abm.study.results.checksums import MENDING, verify
from rural_abm.study.results.finished_years import years_missing
from rural_abm.study.results.manifest_shape import check_shape
from rural_abm.study.results.outcome_rows import check_known, chosen, with_factors

if TYPE_CHECKING:
    import pandas as pd

RESULTS, RUNS, MANIFEST = "results.parquet", "runs.parquet", "manifest.json"
CONTACTS, EVENTS = "contacts.parquet", "events.parquet"
COMPARISON, COMPARISON_CSV = "comparison.parquet", "comparison.csv"
STEPS, STEPS_CSV = "steps.parquet", "steps.csv"
STEP_RESULTS, STEP_RUNS = "step_results.parquet", "step_runs.parquet"
DESIGN, FAILURES = "design.parquet", "failures.json"
OWN_FILES = (
    RESULTS,
    RUNS,
    MANIFEST,
    CONTACTS,
    EVENTS,
    COMPARISON,
    COMPARISON_CSV,
    STEPS,
    STEPS_CSV,
    STEP_RESULTS,
    STEP_RUNS,
    DESIGN,
    FAILURES,
)
PARTIAL = ".part"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHECKSUM = "checksum"
# What a manifest says of when, where and how fast results were made: it may differ where they are the same.
OF_THE_MAKING = ("written", "run_seconds", "workers", "commit", "version", "python", "packages", "machine", CHECKSUM)
KEYS = ("place_kind", "place", "dimension", "group", "outcome")
RESULT_COLUMNS = ("run_id", "period", *KEYS, "numerator", "denominator")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
JSON_INDENT = 2


# Folders


def check_folder(folder, experiment):
    """Return the folder (Path), made if missing, ready for results of the experiment.

    `experiment` is a text that is equal where the results may share a folder. Raises InputError if it is a file, cannot
    be written, or holds results of another experiment or other code.
    """
    folder = make_folder(folder)
    found = [name for name in OWN_FILES if (folder / name).exists()]
    if found and read_manifest(folder, where=str(folder), whole=False).get("experiment") != experiment:
        raise InputError(
            "contains other results",
            where=str(folder),
            allowed="a new folder, or the one of the same scenarios, years and code",
        )
    return folder


def make_folder(folder):
    """Return the folder (Path), made if missing; raise InputError if it is a file, has no name or cannot be written."""
    if not os.fspath(folder):
        raise InputError("the name of the folder is empty", where="out", allowed="a folder; . is the current one")
    folder = Path(folder)
    try:
        # Tables are written by libraries that take paths in UTF-8 only.
        str(folder.absolute()).encode("utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=MANIFEST, suffix=PARTIAL) as file:
            file.write(b" ")
            file.flush()
    except (FileExistsError, NotADirectoryError):
        raise InputError("is a file, or lies below one", where=str(folder), allowed="the path of a folder") from None
    except OSError as error:
        raise write_error(folder, error) from None
    except ValueError as error:  # a NUL in the path
        what = "is not UTF-8" if isinstance(error, UnicodeError) else f"is not a valid path: {error}"
        raise InputError(what, where=str(folder), allowed="the path of a folder") from None
    for name in OWN_FILES:
        if (folder / name).is_dir():
            raise InputError("is a folder where a file should be", where=str(folder / name), allowed="a new folder")
    return folder


def write_error(path, error):
    """Return the InputError of an OSError met while writing."""
    if error.errno in FULL:
        return InputError("the disk is full", where=str(path), allowed="free some space and repeat the command")
    if error.errno == errno.ENOENT:
        allowed = "restore it and repeat the command; its content is kept"
        return InputError("the folder disappeared during writing", where=str(path), allowed=allowed)
    return InputError(
        f"cannot be written: {error.strerror or error}", where=str(path), allowed="a folder that can be written"
    )


# Writing


@contextmanager
def whole_file(path):
    """Yield the path to write to, which replaces `path` when the block succeeds and is removed when it does not."""
    path = Path(path)
    # The name keeps writers of the same file apart, such as two workers, perhaps on two machines, with the same run.
    partial = path.with_name(f"{path.name}.{platform.node()}-{os.getpid()}-{threading.get_ident()}{PARTIAL}")
    try:
        yield partial
        os.replace(partial, path)
    except OSError as error:
        raise write_error(path, error) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def write_text(path, text):
    """Write a text file in UTF-8 atomically."""
    with whole_file(path) as partial:
        # What is no UTF-8, such as half a pair or bytes of a file's name, stands as JSON and Python write it.
        partial.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def write_manifest(folder, manifest):
    """Write manifest.json, with a checksum that `is_as_written` verifies."""
    plain = json.loads(json.dumps({**manifest, CHECKSUM: None}, default=str))
    del plain[CHECKSUM]
    write_text(Path(folder) / MANIFEST, json_text({**plain, CHECKSUM: _checksum(plain)}))


def settle_manifest(folder, manifest):
    """Write manifest.json unless the present one differs only in when, where and how fast results were made.

    Returns the resulting manifest (dict).
    """
    known = manifest_or_none(folder)
    if known is None or not says_the_same(known, manifest):
        write_manifest(folder, manifest)
    return manifest_or_none(folder)


def says_the_same(known, manifest):
    """Return whether two manifests differ only in when, where and how fast the results were made."""
    return known.keys() - set(OF_THE_MAKING) == manifest.keys() - set(OF_THE_MAKING) and answers(known, manifest)


def answers(known, asked):
    """Return whether a manifest contains all of another, except when, where and how fast the results were made."""
    plain = json.loads(json.dumps(asked, default=str))
    return all(key in known and known[key] == value for key, value in plain.items() if key not in OF_THE_MAKING)


def manifest_or_none(folder):
    """Return the manifest of a folder (dict) if it is as written, otherwise None; its files are not checked."""
    try:
        manifest = read_manifest(folder, whole=False)
    except InputError:
        return None
    return manifest if is_as_written(manifest) else None


def json_text(value):
    """Return a value as the JSON text of a file."""
    return json.dumps(value, indent=JSON_INDENT, ensure_ascii=False, default=str) + "\n"


def is_as_written(manifest):
    """Return whether a manifest that was read is as it was written."""
    rest = {key: value for key, value in manifest.items() if key != CHECKSUM}
    return manifest.get(CHECKSUM) == _checksum(rest)


def _checksum(manifest):
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def write_table(path, frame):
    """Write a DataFrame as Parquet without its index."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    with whole_file(path) as partial:
        pq.write_table(table, partial, write_page_checksum=True)


def write_csv(path, frame):
    """Write a DataFrame as CSV without its index."""
    with whole_file(path) as partial:
        _no_formulas(frame).to_csv(partial, index=False, lineterminator="\n", errors="backslashreplace")


def _no_formulas(frame):
    """Return the frame with an apostrophe before texts that a spreadsheet would interpret as formulas."""
    names = [name for name in frame.columns if frame[name].dtype.kind not in "biufM"]
    return frame.assign(**{name: frame[name].map(_as_data, na_action="ignore").astype(object) for name in names})


def _as_data(cell):
    if not (isinstance(cell, str) and cell.startswith(FORMULA_STARTS)):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell


def write_in_groups(path, tables):
    """Write Arrow tables of one schema, from an iterator, as the row groups of one Parquet file."""
    import pyarrow.parquet as pq

    with whole_file(path) as partial:
        writer = None
        try:
            for table in tables:
                writer = writer or pq.ParquetWriter(partial, table.schema, write_page_checksum=True)
                writer.write_table(table)
        finally:
            if writer:
                writer.close()


def with_run_id(frame, run_id):
    """Return the outcomes of one run as a DataFrame with the columns of results.parquet."""
    found = set(frame.columns)
    missing = [name for name in RESULT_COLUMNS[1:] if name not in found]
    if missing:
        raise ValueError(f"the outcomes lack the columns {', '.join(missing)}")
    sums = {name: frame[name].astype("float64") for name in ("numerator", "denominator")}
    return frame.assign(run_id=run_id, **sums)[list(RESULT_COLUMNS)]


# Reading


def read_manifest(folder, *, where=None, whole=True):
    """Return the manifest (dict) of a results folder; raise InputError unless it and all its files are as written.

    Without `whole`, as for repairing the folder, the manifest need only be readable. Warns of a run that lacks years.
    """
    path = Path(folder) / MANIFEST
    where = where or str(path)
    if not Path(folder).is_dir():
        raise InputError("is not a folder of results", where=str(folder), allowed=f"a folder with {MANIFEST}")
    try:
        text = path.read_text(encoding="utf-8")
        manifest = json.loads(text)
    except FileNotFoundError:
        raise InputError(f"contains no {MANIFEST}", where=where, allowed="a folder of results of rural_abm") from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            f"{MANIFEST} cannot be read: {error}", where=where, allowed="the file as it was written"
        ) from None
    if not isinstance(manifest, dict) or "experiment" not in manifest:
        raise InputError(
            f"{MANIFEST} was not written by rural_abm", where=where, allowed="a folder of results of rural_abm"
        )
    if whole:
        if not is_as_written(manifest) or json_text(manifest) != text:
            raise InputError(f"{MANIFEST} was changed after it was written", where=where, allowed=MENDING)
        check_shape(manifest, where)
        verify(folder, manifest)
        if missing := years_missing(manifest):
            warn(f"{folder}: {missing}")
    return manifest


def read_table(folder, name, **options):
    """Return a DataFrame of one of the folder's tables; raise InputError if the file is missing or damaged."""
    import pyarrow.parquet as pq

    path = Path(folder) / name
    try:
        return pq.read_table(path, page_checksum_verification=True, **options).to_pandas()
    except FileNotFoundError:
        raise InputError("is missing", where=str(path), allowed="a folder of results of rural_abm") from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"cannot be read: {str(error).splitlines()[0]}", where=str(path), allowed="the file as it was written"
        ) from None


def load(
    folder: str | PathLike[str],
    *,
    outcomes: str | Sequence[str] | None = None,
    places: str | Sequence[str] | None = None,
    dimensions: str | Sequence[str] | None = None,
    factors: bool = False,
) -> pd.DataFrame:
    """Load results.parquet as a DataFrame with `value` = numerator / denominator (missing where undefined).

    `outcomes`, `places` and `dimensions` (each a name or a list of names) select rows; the others are not read.
    `factors` adds each run's scenario, seed, draw and, in a sweep, the value of each factor.
    """
    read_manifest(folder)
    asked = chosen(outcomes, places, dimensions)
    frame = read_table(folder, RESULTS, filters=[(column, "in", names) for column, names in asked.items()] or None)
    for column, names in asked.items():
        if frame.empty or not set(names) <= set(frame[column]):
            check_known(column, names, set(read_table(folder, RESULTS, columns=[column])[column]), str(folder))
    rows = with_value(frame)
    return with_factors(rows, read_table(folder, RUNS)) if factors else rows
