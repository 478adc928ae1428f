"""The standard scenarios: every packaged model and reform compared with the present model, computed and shipped.

They are ordinary runs under their ordinary keys. Runs of another model, or unreadable ones, are not used; the page says
so and names the command that makes them again.

The file consists of layers: a numerator or denominator of an outcome, [places, runs, years]. Equal layers, such as the
residents by which many outcomes are divided, are stored once; the manifest says which layers an outcome consists of.
Neighbouring runs resemble each other, so layers compress to half the size of whole runs.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

from rural_abm import InputError, Scenario, WorldRun, catalogue, of_seed, provenance, region_folder
from rural_abm.demo.query import query_of, read_query, scenarios_of
from rural_abm.demo.regions import default_key
from rural_abm.demo.runs import RunStore, run_key
from rural_abm.demo.settings import LANGUAGES, data_folder, table

RUNS, MANIFEST, VALUES = "standard.parquet", "standard.json", "values"
COMMAND = "rural-abm demo --precompute"
READY, MISSING, OTHER, DAMAGED = "ready", "missing", "other_model", "damaged"
WHY_NOT = {
    MISSING: {"en": "have not been computed for this region", "sv": "är inte beräknade för det här området"},
    OTHER: {
        "en": "are of another version of the model and are not used",
        "sv": "är beräknade med en annan version av modellen och används inte",
    },
    DAMAGED: {
        "en": "cannot be read (damaged, or written by another version) and are not used",
        "sv": "går inte att läsa (skadade, eller skrivna av en annan version) och används inte",
    },
}
TEXT = {
    "en": "The standard scenarios {}; everything is computed live.",
    "sv": "Standardscenarierna {}; allt beräknas direkt.",
}
BEST_PACKING = 19
DAMAGE = (OSError, ValueError, LookupError, TypeError)


@lru_cache
def scenarios(region=None):
    """Return [{"id", "title", "kind", "adoption", "query"}]: a region's scenarios compared with the present model."""
    found = []
    for kind, rows in (("model", catalogue("governance")), ("reform", catalogue("reforms"))):
        for row in rows:
            if row["name"] != baseline():
                found += [
                    _entry(kind, row, adoption, region) for adoption in table("settings")["standard"]["adoptions"]
                ]
    return found


@lru_cache
def baseline():
    """Return the name of the present model."""
    return Scenario().governance


def _entry(kind, row, adoption, region):
    other = {"governance": row["name"]} if kind == "model" else {"governance": baseline(), "reforms": [row["name"]]}
    worlds = [{"governance": baseline()}, {**other, "adoption": adoption}]
    title = {language: row[f"title_{language}"] for language in LANGUAGES}
    return {
        "id": f"{row['name']}.{adoption}",
        "title": title,
        "kind": kind,
        "adoption": adoption,
        "query": query_of(worlds, region),
    }


def wanted_runs(pairs=None, region=None):
    """Return {key: Scenario with its seed} of all standard runs of a region."""
    found = {}
    for entry in scenarios(region):
        for scenario in scenarios_of(read_query(json.dumps(entry["query"])), region):
            for seed in range(1, 1 + (pairs or table("settings")["standard"]["pairs"])):
                seeded = of_seed(scenario, seed)
                found[run_key(seeded)] = seeded
    return found


def folder_of(region=None):
    """Return the folder of a region's standard runs: the package's for the default region, else one in the cache."""
    if region in (None, default_key()):
        return data_folder()
    return RunStore().folder / f"standard-{region_folder(region).identity}"


def command_of(region=None):
    """Return the command that makes the standard runs of a region."""
    return COMMAND if region in (None, default_key()) else f"{COMMAND} --region {region}"


def state(region=None, folder=None):
    """Return what the page shows of a region's standard runs (dict): state, number of pairs, date and scenarios."""
    status, facts, _ = _shipped(region, folder)
    why_not = WHY_NOT.get(status)
    return {
        "state": status,
        "pairs": facts.get("pairs", 0),
        "written": facts.get("written"),
        "first": table("settings")["standard"]["first"],
        "command": command_of(region),
        "message": why_not and {language: TEXT[language].format(why_not[language]) for language in LANGUAGES},
        "scenarios": scenarios(region),
    }


def load(region=None, folder=None):
    """Return {key: WorldRun} of a region's standard runs; empty if they are of another model, missing or damaged."""
    return _shipped(region, folder)[2]


def load_all(regions):
    """Return {key: WorldRun} of the standard runs of several regions."""
    return {key: run for region in regions for key, run in load(region).items()}


def _shipped(region, folder):
    """Return (state, manifest, {key: WorldRun}) of the files in a folder, cached until the files change."""
    folder = folder or folder_of(region)
    first = Scenario(baseline(), region=region or default_key())
    return _read(folder, run_key(of_seed(first, 1)), *(_stamp(folder / name) for name in (MANIFEST, RUNS)))


def _stamp(path):
    """Return (modification time, bytes) of a file, or None."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


@lru_cache
def _read(folder, key, manifest_stamp, runs_stamp):
    """Read the files for `_shipped`; `key`: a run that is present if they are of this model."""
    from pyarrow import ArrowException

    if manifest_stamp is None and runs_stamp is None:
        return MISSING, {}, {}
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if key not in facts["runs"]:
            return OTHER, facts, {}
        return READY, facts, _runs(folder, facts)
    except (*DAMAGE, ArrowException):
        return DAMAGED, {}, {}


def _runs(folder, facts):
    """Return {key: WorldRun} as described by a manifest."""
    import pyarrow.parquet as pq

    names = [tuple(facts[name]) for name in ("outcomes", "places", "years")]
    values = pq.read_table(folder / RUNS, page_checksum_verification=True)[VALUES].to_numpy()
    layers = values.reshape(-1, len(facts["places"]), len(facts["runs"]), len(facts["years"]))
    found = layers[np.array(facts["layers"])]  # [parts, outcomes, places, runs, years]
    return {key: WorldRun(*names, *found[..., place, :]) for place, key in enumerate(facts["runs"])}


def save(runs, pairs, folder):
    """Write {key: WorldRun} and the manifest; return the size of both files in bytes (int)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    first = next(iter(runs.values()))
    values, layers = _layers(list(runs.values()))
    pq.write_table(
        pa.table({VALUES: values}),
        folder / RUNS,
        compression="zstd",
        compression_level=BEST_PACKING,
        use_dictionary=False,
        column_encoding={VALUES: "BYTE_STREAM_SPLIT"},
        row_group_size=len(values),
        write_page_checksum=True,
    )
    facts = {
        "pairs": pairs,
        "written": datetime.now(UTC).date().isoformat(),
        **provenance(),
        "runs": list(runs),
        "outcomes": list(first.outcomes),
        "places": list(first.places),
        "years": list(first.years),
        "layers": layers,
    }
    (folder / MANIFEST).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return sum((folder / name).stat().st_size for name in (RUNS, MANIFEST))


def _layers(runs):
    """Return (values of all distinct layers, concatenated; layer numbers [parts][outcomes])."""
    number_of = {}  # by the bytes of a layer, which say more than its values: not a number, and the sign of nought

    def number(part, outcome):
        layer = np.stack([getattr(run, part)[outcome] for run in runs], axis=1)
        return number_of.setdefault(layer.tobytes(), len(number_of))

    outcomes = range(len(runs[0].outcomes))
    numbers = [[number(part, outcome) for outcome in outcomes] for part in ("numerators", "denominators")]
    return np.frombuffer(b"".join(number_of)), numbers


def check_written(folder):
    """Raise InputError if a folder cannot be written, as the package's own in an installed package."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f"{RUNS}.part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror}", where=str(folder), allowed="a checkout of your own"
        ) from None
