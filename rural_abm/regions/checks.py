"""What a region must have beyond sound tables: numbers for every unit and hospital, and residents for every unit."""

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.parameters.register import common_register
from rural_abm.regions.registers import REGION_FILE

# Cells of the register that a region gives for each of its units or hospitals.
OF_UNITS = (("rotating_posts",), ("gp_start_vacancy", "lowest"), ("gp_start_vacancy", "highest"))
OF_HOSPITALS = (("hospital_open_places",),)


def needed_parameters(tables):
    """Names (list) of the parameters that a region with these tables must give."""
    found = [_cell(parts, key) for parts in OF_UNITS for key in tables.unit_keys]
    return found + [_cell(parts, key) for parts in OF_HOSPITALS for key in tables.hospital_keys]


def check_parameters(tables, register):
    """InputError for a number that is missing for a unit or hospital, or one that means nothing."""
    needed = needed_parameters(tables)
    for name in needed:
        if name not in register:
            raise InputError(
                f"the parameter {name} is missing", where=REGION_FILE, allowed="a row for every unit and hospital"
            )
    for name in register:
        if name not in common_register() and name not in needed:
            raise unknown_name("parameter", name, [*needed, *common_register()], where=REGION_FILE)


def check_residents(place):
    """InputError for a unit of care that serves no settlement."""
    for unit, residents in enumerate(place.residents_by_unit()):
        if not residents:
            facilities = place.tables.facilities
            raise InputError(
                f"the unit {place.unit_keys[unit]} has no residents",
                where=facilities.where(place.tables.unit_rows[unit], "key"),
                allowed="a settlement of its municipality nearest to it, or served_by in settlements.csv",
            )


def check_names(tables):
    """InputError for two settlements, municipalities or units of one name, which readers could not tell apart."""
    for table, column in (
        (tables.settlements, "name"),
        (tables.municipalities, "name"),
        (tables.facilities, "name_en"),
        (tables.facilities, "name_sv"),
    ):
        first = {}
        for row, name in enumerate(table[column]):
            if name in first:
                raise InputError(
                    f"the name '{name}' is given twice, first in line {table.lines[first[name]]}",
                    where=table.where(row, column),
                    allowed="a name of its own, such as one with the parish added",
                )
            first[name] = row


def _cell(parts, key):
    return ".".join((parts[0], key, *parts[1:]))
