"""Which unit of care serves whom, and visitors in the tourist season."""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.place.graph import days_of_season
from rural_abm.place.tables import NOT_KNOWN, frozen_array


def unit_of_settlement(tables, travel):
    """int16 array [settlements]: the unit of care that serves each settlement, -1 for reference points.

    The unit named in `served_by`, else the nearest unit by fair-weather minutes in the same municipality, else (a
    municipality without a unit) the nearest of all; of equally near ones the first.
    """
    settlements, units = tables.settlements, tables.unit_rows
    homes = settlements.indices("municipality", tables.municipalities["key"])
    unit_homes = municipality_of_unit(tables)
    named = settlements.indices("served_by", tables.unit_keys)
    minutes = travel.summer_minutes[:, unit_settlements(tables)]
    served = np.full(len(settlements), NOT_KNOWN, np.int16)
    for row, home in enumerate(homes):
        if home == NOT_KNOWN:
            continue
        own = np.flatnonzero(unit_homes == home)
        candidates = own if len(own) else np.arange(len(units))
        served[row] = named[row] if named[row] != NOT_KNOWN else candidates[np.argmin(minutes[row, candidates])]
    return frozen_array(served, np.int16)


def unit_settlements(tables):
    """int16 array [units]: the settlement each unit of care lies in."""
    return _of(tables.unit_rows, tables.facilities.indices("settlement", tables.settlements["key"]))


def hospital_settlements(tables):
    """int16 array [hospitals]: the settlement each hospital lies in."""
    return _of(tables.hospital_rows, tables.facilities.indices("settlement", tables.settlements["key"]))


def hospital_of_unit(tables):
    """int16 array [units]: the hospital each unit of care sends patients to."""
    return _of(tables.unit_rows, tables.facilities.indices("hospital", tables.hospital_keys))


def municipality_of_unit(tables):
    """int16 array [units]: the municipality of each unit of care and its home-nursing district."""
    return _of(tables.unit_rows, tables.facilities.indices("municipality", tables.municipalities["key"]))


def visitors(tables):
    """int32 array [365, settlements]: visitors in the area on each day of the year, by settlement they are counted in.

    Seasons that overlap in a settlement add up.
    """
    present = np.zeros((DAYS_A_YEAR, len(tables.settlements)), np.int32)
    places = tables.tourism.indices("settlement", tables.settlements["key"])
    for place, row in zip(places, tables.tourism.rows(), strict=True):
        present[days_of_season(row["first_day"], row["last_day"]), place] += np.int32(row["visitors"])
    return frozen_array(present, np.int32)


def visitor_needs_per_day(visitors_present, parameters):
    """float64 array [365, settlements]: acute needs of visitors to expect, `visitor_acute_needs_per_day` each."""
    return frozen_array(visitors_present * parameters.value("visitor_acute_needs_per_day"), np.float64)


def _of(rows, indices):
    return frozen_array(indices[list(rows)], np.int16)
