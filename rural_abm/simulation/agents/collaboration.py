"""Collaboration: the routines that units adopt, and the graph of organisations that share patients."""

import networkx as nx

from rural_abm.model.care.channels.adoption import adopt
from rural_abm.model.ties.records import WITH_FIRST_HOSPITAL, WITH_HOME_NURSING


def collaboration_month(model):
    """Let units adopt routines or let them lapse, which changes the levers in effect; not in the warm-up."""
    if model.reported_day >= 0 and adopt(model.world):
        model._apply_levers()


def collaboration_graph(world, place):
    """Return a networkx Graph made from today's records.

    Nodes: units ("unit:KEY", kind health_centre or cottage_hospital), home nursing of the municipalities
    ("home_nursing:KEY", kind home_nursing) and hospitals ("hospital:KEY", kind hospital). Edges: every pair that shares
    patients, with `strength`, `memory` and `tie` (0 to 1) and `contacts` (joint work a month).
    """
    graph = nx.Graph()
    units, pairs = world.units, world.pairs
    for unit, key in enumerate(place.unit_keys):
        kind = "cottage_hospital" if units["cottage_hospital"][unit] else "health_centre"
        graph.add_node(f"unit:{key}", kind=kind)
    for key in place.municipality_keys:
        graph.add_node(f"home_nursing:{key}", kind="home_nursing")
    for key in place.hospital_keys:
        graph.add_node(f"hospital:{key}", kind="hospital")
    for unit, key in enumerate(place.unit_keys):
        municipality = place.municipality_keys[units["municipality"][unit]]
        hospital = int(units["hospital"][unit])
        _join(graph, f"unit:{key}", f"home_nursing:{municipality}", pairs[unit, WITH_HOME_NURSING])
        pair = pairs[unit, WITH_FIRST_HOSPITAL + hospital]
        _join(graph, f"unit:{key}", f"hospital:{place.hospital_keys[hospital]}", pair)
    return graph


def _join(graph, one, other, pair):
    figures = {name: float(pair[name]) for name in ("strength", "memory", "tie")}
    graph.add_edge(one, other, contacts=float(pair["practice"]), **figures)
