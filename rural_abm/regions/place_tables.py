"""The tables of a place, read together and checked against each other."""

from dataclasses import dataclass
from functools import cache

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.regions import region_folder
from rural_abm.regions.tables import MOST_UNITS, NOT_KNOWN, Table, read_table, shown

AGE_BANDS = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_plus")
HOSPITAL = "hospital"


@dataclass(frozen=True, eq=False)
class PlaceTables:
    """All tables of a place, each a `Table`; `unit_rows` and `hospital_rows` are rows of `facilities`."""

    municipalities: Table
    settlements: Table
    roads: Table
    facilities: Table
    ambulances: Table
    branches: Table
    tourism: Table
    unplaced: Table
    sources: Table

    @property
    def unit_rows(self):
        """Rows of the units of care (health centres and cottage hospitals), in file order: the unit index."""
        return tuple(row for row, kind in enumerate(self.facilities["kind"]) if kind != HOSPITAL)

    @property
    def hospital_rows(self):
        """Rows of the hospitals, in file order: the hospital index."""
        return tuple(row for row, kind in enumerate(self.facilities["kind"]) if kind == HOSPITAL)

    @property
    def unit_keys(self):
        """Keys of the units of care, by unit index."""
        return self.of_units("key")

    @property
    def hospital_keys(self):
        """Keys of the hospitals, by hospital index."""
        return self.of_hospitals("key")

    def of_units(self, column):
        """Return a column of `facilities` for the units of care: array or tuple [units]."""
        return _picked(self.facilities[column], self.unit_rows)

    def of_hospitals(self, column):
        """Return a column of `facilities` for the hospitals: array or tuple [hospitals].

        -1 where beds are not known.
        """
        return _picked(self.facilities[column], self.hospital_rows)


def load_tables(region=None):
    """Load and check all tables of a region (a packaged name or a folder; default: the default region).

    They are returned as `PlaceTables`. Raises InputError naming file, line, column, value and what is allowed: see
    `read_table`; further for a key given twice, a reference to a row or source that does not exist, a road from a
    settlement to itself or given twice, a population without a year, and age bands that do not sum to the population.
    """
    found = region_folder(region)
    if found.is_packaged:
        return _packaged_tables(found.key)
    return _read_tables(found)


@cache
def _packaged_tables(name):
    return _read_tables(region_folder(name))


def _read_tables(region):
    folder = region.path
    tables = PlaceTables(**{name: read_table(folder, name) for name in PlaceTables.__dataclass_fields__})
    _check_keys(tables)
    known = _known_keys(tables)
    for name in PlaceTables.__dataclass_fields__:
        _check_references(getattr(tables, name), known)
    _check_roads(tables.roads)
    _check_populations(tables)
    _check_facilities(tables)
    _check_kinds(region, tables)
    return tables


def _picked(values, rows):
    return tuple(values[row] for row in rows) if isinstance(values, tuple) else values[list(rows)]


def _known_keys(tables):
    """Return the keys that references may name, by what they name."""
    return {
        "municipalities": set(tables.municipalities["key"]),
        "settlements": set(tables.settlements["key"]),
        "units": set(tables.unit_keys),
        "hospitals": set(tables.hospital_keys),
        "sources": set(tables.sources["key"]),
    }


def _check_keys(tables):
    for name in ("municipalities", "settlements", "ambulances", "branches", "tourism", "sources"):
        table = getattr(tables, name)
        _check_unique(table, range(len(table)))
    _check_unique(tables.facilities, tables.unit_rows)
    _check_unique(tables.facilities, tables.hospital_rows)


def _check_unique(table, rows):
    first = {}
    for row in rows:
        key = table["key"][row]
        if key in first:
            raise InputError(
                f"the key '{shown(key)}' is given twice, first in line {table.lines[first[key]]}",
                where=table.where(row, "key"),
                allowed="a key not used before",
            )
        first[key] = row


def _check_references(table, known):
    for column in table.declared:
        if column.kind not in ("reference", "sources"):
            continue
        target = "sources" if column.kind == "sources" else column.allowed[0]
        for row, cell in enumerate(table[column.name]):
            for key in cell.split(";") if cell else ():
                if key not in known[target]:
                    raise unknown_name(
                        f"key of the {target}", shown(key), known[target], where=table.where(row, column.name)
                    )


def _check_roads(roads):
    first = {}
    for row, ends in enumerate(zip(roads["from"], roads["to"], strict=True)):
        pair = frozenset(ends)
        if ends[0] == ends[1]:
            raise InputError(
                f"the road goes from '{ends[0]}' to itself", where=roads.where(row, "to"), allowed="another settlement"
            )
        if pair in first:
            raise InputError(
                f"the road {ends[0]}-{ends[1]} is given twice, first in line {roads.lines[first[pair]]}",
                where=roads.where(row, "to"),
                allowed="one row a pair of settlements",
            )
        first[pair] = row


def _check_populations(tables):
    towns = tables.municipalities
    for row in range(len(towns)):
        total, bands = int(towns["population_2023"][row]), sum(int(towns[band][row]) for band in AGE_BANDS)
        if total != bands:
            raise InputError(
                f"{total} is not the sum of the age bands, {bands}",
                where=towns.where(row, "population_2023"),
                allowed="the sum of the age bands",
            )
    settlements = tables.settlements
    for row in range(len(settlements)):
        if (settlements["population"][row] == NOT_KNOWN) != (settlements["population_year"][row] == NOT_KNOWN):
            raise InputError(
                "population and year must be given together",
                where=settlements.where(row, "population_year"),
                allowed="both, or both empty",
            )


def _check_kinds(region, tables):
    """Kinds name units, health rooms settlements that a unit can serve."""
    for kind, keys in region.kinds.items():
        for key in keys:
            if key not in tables.unit_keys:
                raise unknown_name("unit", shown(key), tables.unit_keys, where=f"region.toml: kinds.{kind}")
    homes = dict(zip(tables.settlements["key"], tables.settlements["municipality"], strict=True))
    for key in region.health_rooms:
        if not homes.get(key):
            known = [settlement for settlement, home in homes.items() if home]
            raise unknown_name("settlement", shown(key), known, where="region.toml: settlements.health_rooms")


def _check_facilities(tables):
    facilities = tables.facilities
    if len(tables.unit_rows) > MOST_UNITS:
        raise InputError(
            f"there are {len(tables.unit_rows)} units of care", where=facilities.file, allowed=f"at most {MOST_UNITS}"
        )
    kinds, nights = tables.ambulances["kind"], tables.ambulances["round_the_clock"]
    if not any(kind == "ambulance" and night for kind, night in zip(kinds, nights, strict=True)):
        raise InputError(
            "no ambulance is staffed round the clock",
            where=tables.ambulances.file,
            allowed="at least one, in the region or at a reference point near it",
        )
    if all(tables.of_hospitals("hospital")):
        raise InputError(
            "every hospital sends patients to another",
            where=f"{facilities.file}, column hospital",
            allowed="one hospital at least with an empty cell, which does what no other hospital does",
        )
    if not tables.unit_rows or not tables.hospital_rows:
        raise InputError(
            "there is no unit of care or no hospital", where=facilities.file, allowed="at least one of each"
        )
    for row in tables.unit_rows:
        for column in ("municipality", "hospital"):
            if not facilities[column][row]:
                raise InputError(
                    "the cell is empty", where=facilities.where(row, column), allowed="a key, as for every unit of care"
                )
        if facilities["beds"][row] == NOT_KNOWN:
            raise InputError(
                "the cell is empty", where=facilities.where(row, "beds"), allowed="the number of beds, 0 if none"
            )
