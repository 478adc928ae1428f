"""The unit of care that serves each settlement, and visitors in the tourist season."""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.regions.graph import days_of_season
from rural_abm.regions.tables import NOT_KNOWN, frozen_array


def unit_of_settlement(tables, travel):
    """Return the unit of care that serves each settlement, int16 array [settlements], -1 for reference points.

    The unit named in `served_by`, otherwise the nearest unit by fair-weather minutes in the same municipality,
    otherwise (a municipality without a unit) the nearest of all; of equally near ones the first.
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
    """Return the settlement of each unit of care, int16 array [units]."""
    return _of(tables.unit_rows, tables.facilities.indices("settlement", tables.settlements["key"]))


def hospital_settlements(tables):
    """Return the settlement of each hospital, int16 array [hospitals]."""
    return _of(tables.hospital_rows, tables.facilities.indices("settlement", tables.settlements["key"]))


def hospital_of_unit(tables):
    """Return the hospital to which each unit of care refers patients, int16 array [units]."""
    return _of(tables.unit_rows, tables.facilities.indices("hospital", tables.hospital_keys))


def municipality_of_unit(tables):
    """Return the municipality of each unit of care and its home-nursing district, int16 array [units]."""
    return _of(tables.unit_rows, tables.facilities.indices("municipality", tables.municipalities["key"]))


def visitors(tables):
    """Return visitors in the area on each day of the year by the settlement they are counted in.

    An int32 array [365, settlements]. Seasons that overlap in a settlement add up.
    """
    present = np.zeros((DAYS_A_YEAR, len(tables.settlements)), np.int32)
    places = tables.tourism.indices("settlement", tables.settlements["key"])
    for place, row in zip(places, tables.tourism.rows(), strict=True):
        present[days_of_season(row["first_day"], row["last_day"]), place] += np.int32(row["visitors"])
    return frozen_array(present, np.int32)


def visitor_needs_per_day(visitors_present, parameters):
    """Return the expected acute needs of visitors, float64 array [365, settlements].

    Each visitor has `visitor_acute_needs_per_day`.
    """
    return frozen_array(visitors_present * parameters.value("visitor_acute_needs_per_day"), np.float64)


def _of(rows, indices):
    return frozen_array(indices[list(rows)], np.int16)
