"""Writes the folder of a region made of copies of a packaged one, joined by roads into one connected world.

Each copy has municipalities, units and hospitals under keys and names of its own; the hub of each is joined to the hub
of the one before by a road, so that people, staff and ambulances of all copies share one road network, one region and
one set of totals.
"""

import csv
import tomllib
from pathlib import Path

import tomli_w

from rural_abm.regions import region_data, region_folder

KEYS = ("key", "reference")  # the kinds of columns that hold keys of places
NAMES = ("name", "name_en", "name_sv")  # of places; two of one name are refused
OF_ALL = {"home_nurse_posts", "trainees_at_start", "trainee_applicants_a_year"}  # numbers of the region as a whole
ROAD_KM, ROAD_KIND = 60, "main"  # between the hubs of two copies


def joined(name, count, folder):
    """Write `count` copies of the packaged region `name`, joined, into `folder`; return the folder (str)."""
    found, folder = region_folder(name), Path(folder)
    folder.mkdir(parents=True)
    for table, columns in _columns().items():
        rows = _read(found.file(f"{table}.csv"))
        copies = [_renamed(row, table, columns, copy) for copy in range(count) for row in rows]
        _write(folder / f"{table}.csv", copies + (_joints(found, rows, count) if table == "roads" else []), rows, found)
    _write_parameters(found, count, folder)
    table = tomllib.loads(found.file("region.toml").read_text(encoding="utf-8"))
    hub = table["kinds"]["hub"]
    table["kinds"] = {kind: [_key(one, copy) for copy in range(count) for one in units]
                      for kind, units in table["kinds"].items()}  # fmt: skip
    table["kinds"]["hub"] = [_key(one, 0) for one in hub]
    table["settlements"] = {kind: [_key(one, copy) for copy in range(count) for one in places]
                            for kind, places in table.get("settlements", {}).items()}  # fmt: skip
    (folder / "region.toml").write_text(tomli_w.dumps(table), encoding="utf-8")
    return str(folder)


def _columns():
    """Return {table: [columns that hold keys]} of the tables of a region."""
    found = {}
    for row in _read(region_data() / "columns.csv"):
        found.setdefault(row["table"], []).extend([row["column"]] if row["kind"] in KEYS else [])
    return found


def _key(key, copy):
    return f"{key}_{copy + 1}"


def _renamed(row, table, columns, copy):
    """Return a row with the keys, name and code of a copy; sources stay."""
    if table == "sources":
        return row
    changed = {name: _key(row[name], copy) for name in columns if row.get(name)}
    changed |= {name: f"{row[name]} {copy + 1}" for name in NAMES if row.get(name)}
    return row | changed


def _joints(found, rows, count):
    """Return the roads between the hubs of copies that follow one another."""
    hub = found.kinds["hub"][0]
    settlement = next(row["settlement"] for row in _read(found.file("facilities.csv")) if row["key"] == hub)
    like = next(row for row in rows if row["kind"] == ROAD_KIND)
    return [like | {"from": _key(settlement, copy), "to": _key(settlement, copy + 1), "km": ROAD_KM, "minutes": "",
                    "note": "joins two copies"} for copy in range(count - 1)]  # fmt: skip


def _write_parameters(found, count, folder):
    """Write the register's rows of each copy's units, and those of the whole region for so many copies."""
    rows, written = _read(found.file("parameters.csv")), []
    for row in rows:
        first, _, rest = row["name"].partition(".")
        if rest:
            unit, dot, end = rest.partition(".")
            written += [row | {"name": f"{first}.{_key(unit, copy)}{dot}{end}"} for copy in range(count)]
        else:
            times = count if row["name"] in OF_ALL else 1
            written.append(row | {name: float(row[name]) * times for name in ("value", "low", "high")})
    _write(folder / "parameters.csv", written, rows, found)


def _read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path, rows, like, found):
    """Write rows with the columns of those of the packaged region, which may have none."""
    names = list(like[0]) if like else found.file(path.name).read_text(encoding="utf-8").splitlines()[0].split(",")
    unique = list({tuple(row.items()): row for row in rows}.values())  # sources are the same in all copies
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(unique)
