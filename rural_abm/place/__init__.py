"""The place: settlements, road graph, summer and winter travel times, facilities, residents by settlement.

`place_of(region)` gives everything as one frozen `Place`; `load_tables(region)` the checked tables alone. The data of
each region stand in a folder of `rural_abm/data/regions/`, each row with sources and a quality mark; `columns.csv`
there says what every column means.
"""

from rural_abm.place.data import PlaceTables, load_tables
from rural_abm.place.graph import road_graph, straight_line_km, winter_days, winter_minutes
from rural_abm.place.place import Place, load_place, place_of
from rural_abm.place.population import place_population
from rural_abm.place.tables import Column, Table, declared_columns
from rural_abm.place.travel import TravelTable, travel_table

__all__ = [
    "Column",
    "Place",
    "PlaceTables",
    "Table",
    "TravelTable",
    "declared_columns",
    "load_place",
    "load_tables",
    "place_of",
    "place_population",
    "road_graph",
    "straight_line_km",
    "travel_table",
    "winter_days",
    "winter_minutes",
]
