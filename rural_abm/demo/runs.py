"""Finished runs: in memory, among the shipped standard runs, and in the user's cache folder.

A run is identified by what determines it: the scenario, the seed and the hash of the model. A changed caption therefore
keeps all runs, and a changed rate invalidates them.
"""

import json
import os
import threading
import time
from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from rural_abm import Scenario, WorldRun, cache_root, parameters_in_force, results_hash, scenario_id
from rural_abm.demo.settings import page_outcomes, work

HASH_SHOWN = 16
DAMAGE = (OSError, ValueError, KeyError, EOFError, BadZipFile)
SUFFIX = ".npz"


def run_key(scenario):
    """Return the key of a run: scenario, seed, model (or an equal one) and the outcomes of the page."""
    parameters = json.dumps(parameters_in_force(scenario), sort_keys=True)
    parts = identity(scenario), str(scenario.seed), parameters, results_hash(), ",".join(page_outcomes())
    return sha256("\0".join(parts).encode()).hexdigest()


def identity(scenario):
    """Return what determines all runs of a scenario apart from the seed and its draw (text)."""
    return _identity(json.dumps(replace(scenario, seed=1, draw=None).to_mapping(), sort_keys=True))


@lru_cache(maxsize=512)
def _identity(text):
    return scenario_id(Scenario.from_mapping(json.loads(text)))


class RunStore:
    """Runs by key, with get and put; `standard` holds the shipped ones."""

    def __init__(self, folder=None, standard=None):
        """Set up the store in `folder`, created at the first write.

        The default is this model's folder in the user's cache.
        """
        # Where nothing can be kept, nothing is found and nothing written: there is no folder within the null device.
        root = Path(cache_root() or os.devnull) if folder is None else Path(folder)
        self.folder = root / f"demo-{results_hash()[:HASH_SHOWN]}"
        self.standard = standard or {}
        self._kept = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        """Return the WorldRun, or None; an unreadable file counts as missing."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self.standard.get(key) or self._read(key)
        if found is not None:
            self._keep(key, found)
        return found

    def put(self, key, run):
        """Keep a finished run, in memory and in a file."""
        self._keep(key, run)
        try:
            self._write(key, run)
        except OSError:  # a full disk or a folder that cannot be written: it is run again another time
            return

    def _keep(self, key, run):
        with self._lock:
            self._kept[key] = run
            while len(self._kept) > work("runs_in_memory"):
                self._kept.popitem(last=False)

    def _read(self, key):
        path = self.folder / f"{key}{SUFFIX}"
        try:
            with np.load(path, allow_pickle=False) as file:
                names = (tuple(file[name].tolist()) for name in ("outcomes", "places", "years"))
                return WorldRun(*names, file["numerators"], file["denominators"])
        except DAMAGE:
            return None

    def _write(self, key, run):
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{key}.{os.getpid()}.part"
        with part.open("wb") as file:
            np.savez_compressed(
                file,
                outcomes=np.array(run.outcomes),
                places=np.array(run.places),
                years=np.array(run.years),
                numerators=run.numerators,
                denominators=run.denominators,
            )
        part.replace(self.folder / f"{key}{SUFFIX}")

    def prune(self):
        """Remove the oldest files beyond the limit, and folders of other models that have long been unused."""
        import shutil

        self._mark_used()
        oldest = time.time() - timedelta(days=work("days_other_kept")).total_seconds()
        for other in self.folder.parent.glob("demo-*"):
            if other != self.folder and _written(other) < oldest:
                shutil.rmtree(other, ignore_errors=True)
        files = sorted(self.folder.glob(f"*{SUFFIX}"), key=_written)
        for path in files[: -work("files_kept")]:
            path.unlink(missing_ok=True)

    def _mark_used(self):
        """Update the date of the folder, which reading alone would not change."""
        try:
            os.utime(self.folder)
        except OSError:  # not made yet, or not ours to touch
            return


def _written(path):
    try:
        return path.stat().st_mtime
    except OSError:
        return 0
