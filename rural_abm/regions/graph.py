"""The road graph: settlements as nodes, roads as edges with length and minutes in fair weather and in winter."""

import math

import numpy as np

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import DAYS_A_YEAR, metres_from_km, minutes_at_speed
from rural_abm.regions.tables import NOT_KNOWN, frozen_array


def road_graph(settlements, roads, parameters):
    """Return a frozen `networkx.Graph` over settlement keys, nodes in the order of `settlements`.

    Nodes carry `index`, `name`, `municipality` (key, "" for a reference point), `status`, `lat`, `lon`. Edges carry
    `road`, `kind`, `km`, `metres`, `minutes_summer`, `minutes_winter` (integers but for km), `km_tag`. A missing length
    is the straight line times the detour factor of the road's kind; missing minutes are the length over the speed of
    the kind, rounded up. Reads the parameters `main_road_speed_km_h`, `local_road_speed_km_h`,
    `main_road_detour_factor`, `local_road_detour_factor`, `earth_radius_km` and `winter_travel_factor`. Raises
    InputError if some settlement cannot be reached from the first.
    """
    import networkx as nx

    graph = nx.Graph()
    for index, row in enumerate(settlements.rows()):
        node = {name: row[name] for name in ("name", "municipality", "status")}
        graph.add_node(row["key"], index=index, lat=float(row["lat"]), lon=float(row["lon"]), **node)
    for row in roads.rows():
        graph.add_edge(row["from"], row["to"], **_edge(row, graph, parameters))
    _check_reachable(graph, settlements)
    return nx.freeze(graph)


def straight_line_km(lat, lon, other_lat, other_lon, *, radius_km):
    """Return the great-circle distance in km between two points in degrees (haversine formula); arrays broadcast."""
    lat, lon, other_lat, other_lon = map(np.radians, (lat, lon, other_lat, other_lon))
    half_chord = (
        np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * radius_km * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1)))


def winter_minutes(summer_minutes, factor):
    """Return whole minutes on winter roads, nearest, for minutes in fair weather; never fewer.

    `factor` is at least 1.
    """
    if not factor >= 1:
        raise InputError(
            f"the factor {factor} would make winter roads faster", where="winter_travel_factor", allowed="1 or more"
        )
    return round(summer_minutes * factor)


def winter_days(parameters):
    """Return days with winter roads, bool array [365], by day of the year (0 is 1 January).

    From `winter_first_day` to `winter_last_day`, both included, over New Year where the first is later than the last.
    """
    return days_of_season(int(parameters.value("winter_first_day")), int(parameters.value("winter_last_day")))


def days_of_season(first_day, last_day):
    """Return days from first to last, both included, bool array [365]; over New Year where the first is later."""
    days = np.arange(DAYS_A_YEAR)
    inside = (days >= first_day, days <= last_day)
    return frozen_array(inside[0] & inside[1] if first_day <= last_day else inside[0] | inside[1], np.bool_)


def _edge(row, graph, parameters):
    """Return the attributes of one road."""
    kind = row["kind"]
    km = _length_km(row, graph, parameters)
    metres = metres_from_km(km)
    summer = int(row["minutes"])
    if summer == NOT_KNOWN:
        summer = minutes_at_speed(metres, parameters.value(f"{kind}_road_speed_km_h"))
    return {
        "road": row["road"],
        "kind": kind,
        "km": km,
        "metres": metres,
        "km_tag": row["km_tag"],
        "minutes_summer": summer,
        "minutes_winter": winter_minutes(summer, parameters.value("winter_travel_factor")),
    }


def _length_km(row, graph, parameters):
    """Return the known length of a road, or the straight line times the detour factor of its kind."""
    if not math.isnan(row["km"]):
        return float(row["km"])
    ends = [graph.nodes[row[end]] for end in ("from", "to")]
    degrees = [end[axis] for end in ends for axis in ("lat", "lon")]
    straight = straight_line_km(*degrees, radius_km=parameters.value("earth_radius_km"))
    return float(straight * parameters.value(f"{row['kind']}_road_detour_factor"))


def _check_reachable(graph, settlements):
    import networkx as nx

    first = settlements["key"][0]
    reached = nx.node_connected_component(graph, first)
    lost = [key for key in settlements["key"] if key not in reached]
    if lost:
        row = settlements["key"].index(lost[0])
        raise InputError(
            f"no road leads from {first} to {', '.join(lost)}",
            where=settlements.where(row, "key"),
            allowed="a road in roads.csv to every settlement",
        )
