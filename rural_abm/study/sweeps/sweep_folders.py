"""The folder of a sweep: whether it may be resumed, its content so far, and its progress."""

import os
from datetime import UTC, datetime
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.study.results import store
from rural_abm.study.results.provenance import BYTES_A_MEGABYTE
from rural_abm.study.running import finished_runs
from rural_abm.study.running.failures import FAILED, read_failures
from rural_abm.study.sweeps.points import Points, definition_hash

EARLIER = "earlier"
HASH_SHOWN = 8
START_OVER = "--start-over"
FOLDERS = (finished_runs.FINISHED, FAILED)


def open_folder(folder, experiment, *, start_over=False):
    """Return (the folder (Path), made if missing; lines on damage found in it).

    Raises InputError if it holds results of something else, or of other code; with `start_over` these are moved into a
    folder `earlier-...` inside it.
    """
    folder, wanted = store.make_folder(folder), definition_hash(experiment)
    if not _is_used(folder):
        return folder, []
    found, wrong = _read_manifest(folder)
    if found is None and not start_over:
        return folder, _adopt(folder, experiment, wrong)
    if found is not None and found.get("experiment") == wanted:
        return folder, []
    if not start_over:
        _refuse(folder, found, experiment)
    set_aside(folder, (found or {}).get("experiment"))
    return folder, []


def _is_used(folder):
    return any((folder / name).exists() for name in (*store.OWN_FILES, *FOLDERS))


def _read_manifest(folder):
    """Return (the manifest, or None where it is damaged; what is wrong with it, or None)."""
    try:
        found = store.read_manifest(folder, whole=False)
    except InputError as error:
        return None, error.what
    return (found, None) if store.is_as_written(found) else (None, f"holds a {store.MANIFEST} that was changed")


def _adopt(folder, experiment, wrong):
    """Return lines that say the manifest is rewritten.

    Raise InputError unless all runs in the folder are the experiment's.
    """
    held = finished_runs.kept_runs(folder) | finished_runs.gathered_runs(folder, store.RESULTS).keys()
    if not held:
        return []
    if not held <= Points.of(experiment).runs.keys():
        raise InputError(
            f"{wrong}, and runs that are not of this experiment",
            where=str(folder),
            allowed=f"a new folder, or {START_OVER}, which moves its content aside",
        )
    return [f"{folder} {wrong}; it is rewritten, and the runs are kept."]


def _refuse(folder, found, experiment):
    """Raise the InputError that says whose results the folder holds."""
    is_same = found.get("definition") == definition_hash(experiment, with_code=False)
    whose = "runs of the same experiment made with other code" if is_same else "results of another experiment"
    raise InputError(
        f"holds {whose}",
        where=str(folder),
        allowed=f"a new folder, or {START_OVER}, which moves its content aside",
    )


def set_aside(folder, name):
    """Move all results in the folder into one inside it."""
    base = f"{EARLIER}-{str(name)[:HASH_SHOWN]}" if name else EARLIER
    aside, number = folder / base, 1
    while aside.exists():
        number += 1
        aside = folder / f"{base}-{number}"
    aside.mkdir()
    for part in (*store.OWN_FILES, *FOLDERS):
        if (folder / part).exists():
            os.replace(folder / part, aside / part)


def clean_up(folder):
    """Remove temporary files of the folder, and half-written files of killed writers."""
    finished_runs.clean_up(folder, FOLDERS)


# How far it has come


def status(folder):
    """Return the progress of a sweep (dict); raise InputError if the folder is not a sweep.

    The keys are name, titles, runs requested, finished, failed and left, whether gathered and whether of this code,
    megabytes, when something was last written, and the first failures.
    """
    folder = Path(folder)
    manifest = store.read_manifest(folder)
    if manifest.get("kind") != "sweep":
        raise InputError("contains no sweep", where=str(folder), allowed="a folder that `rural-abm sweep` writes to")
    finished = finished_runs.kept_runs(folder) | finished_runs.gathered_runs(folder, store.RESULTS).keys()
    failed = [entry for entry in read_failures(folder) if entry["run_id"] not in finished]
    files = [path for path in folder.rglob("*") if path.is_file()]
    newest = max((path.stat().st_mtime for path in files), default=0)
    return {
        "name": manifest["name"],
        "title_en": manifest["title"]["en"],
        "title_sv": manifest["title"]["sv"],
        "runs": manifest["runs"],
        "finished": len(finished),
        "failed": len(failed),
        "left": max(manifest["runs"] - len(finished) - len(failed), 0),
        "gathered": bool(manifest["complete"]),
        "same_code": manifest["code"] == code_hash(),
        "megabytes": round(sum(path.stat().st_size for path in files) / BYTES_A_MEGABYTE, 1),
        "last_written": datetime.fromtimestamp(newest, UTC).isoformat(timespec="seconds"),
        "failures": [f"{entry['run_id']}: {entry['what']}" for entry in failed],
    }
