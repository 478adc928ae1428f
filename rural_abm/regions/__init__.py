"""Regions as folders of data: the packaged ones by name, and one's own by path.

A folder holds `region.toml`, the tables of the place, `parameters.csv` (what the register says of this region alone)
and `governance.toml` (what governance files say of its places). `region_folder(name_or_path)` finds it.
"""

from rural_abm.regions.csv_files import read_rows
from rural_abm.regions.folders import (
    HUB,
    KINDS,
    KINDS_BY_BEDS,
    RegionFolder,
    default_region,
    region_data,
    region_folder,
    region_key,
    region_names,
)
from rural_abm.regions.shown import showing, shown_region

__all__ = [
    "HUB",
    "KINDS",
    "KINDS_BY_BEDS",
    "RegionFolder",
    "default_region",
    "read_rows",
    "region_data",
    "region_folder",
    "region_key",
    "region_names",
    "showing",
    "shown_region",
]
