"""Regions: a folder of data each, and the place that is made of it.

A folder holds `region.toml`, the tables of the place, `parameters.csv` (what the register says of this region alone)
and `governance.toml` (what governance files say of its places). `region_folder(name_or_path)` finds it;
`place.place_of(region)` gives settlements, road graph, travel times, facilities and residents as one frozen `Place`,
`place_tables.load_tables(region)` the checked tables alone, and `registers.load_register(region)` its register. The
packaged folders stand in `rural_abm/data/regions/`, each row with sources and a quality mark; `columns.csv` there says
what every column means.

What is offered here loads no NumPy, as the commands that only name a region start without it.
"""

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
    "region_data",
    "region_folder",
    "region_key",
    "region_names",
    "showing",
    "shown_region",
]
