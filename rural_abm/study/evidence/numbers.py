"""The numbers that an experiment's page reports, from its folder of results, with their provenance."""

import json
import math
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.study.insilico.running import KIND, read_summary
from rural_abm.study.results import store

FILE = "numbers.json"
OF_THE_MAKING = ("version", "code", "model")
NOT_TOLD = ("sign_chance", "seeds")


def numbers_of(folder):
    """Return {"made": provenance, "rows": list of dicts} of the results in a folder.

    They are those of an experiment, a search or an analysed sweep. An undefined number is None.
    """
    manifest = store.read_manifest(folder)
    made = {name: manifest.get(name) for name in OF_THE_MAKING} | {"seeds": len(manifest["seeds"])}
    made |= {"draws": drawn_counts(manifest.get("draws"))}
    tables = {KIND: _of_experiment, "search": _of_search, "sweep": _of_sweep}
    if manifest.get("kind") not in tables:
        raise InputError(
            "contains no numbers of an experiment", where=str(folder), allowed="experiment, search or sweep"
        )
    rows = tables[manifest["kind"]](folder).to_dict("records")
    return {"made": made, "rows": [{name: _plain(value) for name, value in row.items()} for row in rows]}


def drawn_counts(draws):
    """Return how many parameters were drawn, and of how many (dict), from a manifest's entry on draws.

    None where none.
    """
    return draws and {"parameters": len(draws["parameters"]), "of": draws["of"]}


def _of_experiment(folder):
    return read_summary(folder).drop(columns=list(NOT_TOLD), errors="ignore")


def _of_search(folder):
    return store.read_table(folder, "pareto.parquet")


def _of_sweep(folder):
    """Return the indices of the factors, without their spread from point to point."""
    table = store.read_table(folder, "sensitivity.parquet")
    return table[table["index"] != "sigma"][["outcome", "factor", "index", "value", "low", "high"]]


def _plain(value):
    """Return the value as JSON holds it."""
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def write_numbers(folder, numbers):
    """Write the numbers into an experiment's folder, one row per line, and return the path."""
    rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in numbers["rows"])
    made = json.dumps(numbers["made"], ensure_ascii=False)
    path = Path(folder) / FILE
    store.write_text(path, f'{{"made": {made},\n "rows": [\n{rows}\n ]}}\n')
    return path


def read_numbers(folder):
    """Return the numbers in an experiment's folder, or None if there are none yet.

    Raise InputError for a damaged file.
    """
    path = Path(folder) / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        found["made"], found["rows"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path), allowed="the file as it was written") from None
    return found
