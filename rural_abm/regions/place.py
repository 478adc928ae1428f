"""The place as one frozen object: tables, road graph, travel times, residents by settlement, who serves whom."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from rural_abm.engine.errors import unknown_name
from rural_abm.regions import RegionFolder, facilities, region_folder
from rural_abm.regions.checks import check_names, check_parameters, check_residents
from rural_abm.regions.graph import road_graph, winter_days
from rural_abm.regions.place_tables import PlaceTables, load_tables
from rural_abm.regions.population import place_population
from rural_abm.regions.registers import load_register
from rural_abm.regions.travel import TravelTable, travel_table


@dataclass(frozen=True, eq=False)
class Place:
    """The complete place; arrays are read-only, settlement indices follow settlements.csv.

    `graph` is a `networkx.Graph` over settlement keys; its nodes also carry `population`, `unit` (key or "") and
    `facilities` (tuple of kinds). Shapes: `population` int32, `municipality_of_settlement` and `unit_of_settlement`
    int16 [settlements], -1 for reference points; `settlement_of_unit`, `hospital_of_unit`, `municipality_of_unit` int16
    [units]; `settlement_of_hospital` int16 [hospitals]; `is_winter_day` bool [365]; `visitors` int32 and
    `visitor_needs_per_day` float64 [365, settlements]. Day of the year 0 is 1 January.
    """

    region: RegionFolder
    tables: PlaceTables
    graph: object
    travel: TravelTable
    population: np.ndarray
    municipality_of_settlement: np.ndarray
    unit_of_settlement: np.ndarray
    settlement_of_unit: np.ndarray
    hospital_of_unit: np.ndarray
    municipality_of_unit: np.ndarray
    settlement_of_hospital: np.ndarray
    is_winter_day: np.ndarray
    visitors: np.ndarray
    visitor_needs_per_day: np.ndarray

    @property
    def municipality_keys(self):
        """Keys of the municipalities, by municipality index."""
        return self.tables.municipalities["key"]

    @property
    def settlement_keys(self):
        """Keys of the settlements and reference points, by settlement index."""
        return self.tables.settlements["key"]

    @property
    def unit_keys(self):
        """Keys of the units of care, by unit index."""
        return self.tables.unit_keys

    @property
    def hospital_keys(self):
        """Keys of the hospitals, by hospital index."""
        return self.tables.hospital_keys

    @property
    def university_hospital(self):
        """Index of the hospital that sends patients to no other: the first one in file order."""
        sends_to = self.tables.of_hospitals("hospital")
        return next(index for index, above in enumerate(sends_to) if not above)

    def settlement(self, key):
        """Return the index of a settlement; raise InputError for an unknown key."""
        if key not in self.settlement_keys:
            raise unknown_name("settlement", key, self.settlement_keys, where=self.tables.settlements.file)
        return self.settlement_keys.index(key)

    def residents_by_municipality(self):
        """Return residents on 31 December 2023, int64 array [municipalities]."""
        return self._residents_by(self.municipality_of_settlement, len(self.municipality_keys))

    def residents_by_unit(self):
        """Return residents on 31 December 2023 whom each unit serves, int64 array [units]."""
        return self._residents_by(self.unit_of_settlement, len(self.unit_keys))

    def _residents_by(self, group, count):
        at_home = group >= 0
        totals = np.zeros(count, np.int64)
        np.add.at(totals, group[at_home], self.population[at_home])
        return totals


def place_of(region=None):
    """Return the `Place` of a region (a packaged name or a folder; default: the default region), made once a process.

    All models share it, so its road graph is frozen. A folder is read again when one of its files has changed.
    """
    found = region_folder(region)
    return _place(found.key if found.is_packaged else str(found.path), found.digest)


@cache
def _place(region, _digest):
    import networkx as nx

    place = load_place(region)
    nx.freeze(place.graph)
    return place


def load_place(region=None, parameters=None):
    """Load the `Place` of a region: a packaged name or a folder (default: the default region).

    `parameters` is a `Register` (default: the region's). Raises InputError for anything wrong in the folder.
    """
    tables = load_tables(region)
    check_names(tables)
    if parameters is None:
        parameters = load_register(region)
        check_parameters(tables, parameters)
    graph = road_graph(tables.settlements, tables.roads, parameters)
    travel = travel_table(graph)
    population = place_population(tables.municipalities, tables.settlements, graph, parameters)
    served = facilities.unit_of_settlement(tables, travel)
    _complete_nodes(graph, tables, population, served)
    visitors = facilities.visitors(tables)
    place = Place(
        region=region_folder(region),
        tables=tables,
        graph=graph,
        travel=travel,
        population=population,
        unit_of_settlement=served,
        municipality_of_settlement=tables.settlements.indices("municipality", tables.municipalities["key"]),
        settlement_of_unit=facilities.unit_settlements(tables),
        hospital_of_unit=facilities.hospital_of_unit(tables),
        municipality_of_unit=facilities.municipality_of_unit(tables),
        settlement_of_hospital=facilities.hospital_settlements(tables),
        is_winter_day=winter_days(parameters),
        visitors=visitors,
        visitor_needs_per_day=facilities.visitor_needs_per_day(visitors, parameters),
    )
    check_residents(place)
    return place


def _complete_nodes(graph, tables, population, served):
    """Write residents, unit and kinds of facilities onto the nodes of the graph."""
    kinds = {key: [] for key in graph}
    for settlement, kind in zip(tables.facilities["settlement"], tables.facilities["kind"], strict=True):
        kinds[settlement].append(kind)
    for (key, node), residents, unit in zip(graph.nodes(data=True), population, served, strict=True):
        node.update(
            population=int(residents), unit=tables.unit_keys[unit] if unit >= 0 else "", facilities=tuple(kinds[key])
        )
