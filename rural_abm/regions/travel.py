"""Travel between all settlements: metres, and minutes in fair weather and in winter."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class TravelTable:
    """int32 arrays [settlements, settlements], symmetric, zero on the diagonal, read-only.

    `summer_minutes` and `winter_minutes` are those of the fastest way; `metres` is the length of the way that is
    fastest in fair weather, the shortest of them where several are equally fast. Minutes obey the triangle inequality;
    metres need not.
    """

    keys: tuple
    metres: np.ndarray
    summer_minutes: np.ndarray
    winter_minutes: np.ndarray

    def minutes(self, is_winter):
        """Return the minutes of the season: int32 array [settlements, settlements]."""
        return self.winter_minutes if is_winter else self.summer_minutes


def travel_table(graph):
    """Return the `TravelTable` of a road graph, in node order; every node must be reachable (see `road_graph`)."""
    summer_minutes, metres = _fastest(graph, "minutes_summer")
    winter_minutes, _ = _fastest(graph, "minutes_winter")
    return TravelTable(tuple(graph), metres, summer_minutes, winter_minutes)


def _fastest(graph, minutes_name):
    """Return minutes and metres of the fastest routes, shortest among equals: two int32 arrays [nodes, nodes].

    Minutes and metres are one integer, minutes x scale + metres, so that ties are resolved identically in every run.
    """
    import networkx as nx

    # No way is longer than all roads together, so metres never spill over into minutes.
    scale = 1 + sum(metres for _, _, metres in graph.edges(data="metres"))
    position = {key: index for index, key in enumerate(graph)}
    minutes = np.zeros((len(position), len(position)), np.int32)
    metres = np.zeros_like(minutes)

    def weight(_from, _to, edge):
        return edge[minutes_name] * scale + edge["metres"]

    for origin, row in position.items():
        for goal, combined in nx.single_source_dijkstra_path_length(graph, origin, weight=weight).items():
            minutes[row, position[goal]], metres[row, position[goal]] = divmod(combined, scale)
    for array in (minutes, metres):
        array.flags.writeable = False
    return minutes, metres
