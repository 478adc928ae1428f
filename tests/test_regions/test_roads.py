"""Road graph and travel table: sourced distances hold, everything is reached, times behave like times."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.regions.graph import road_graph, straight_line_km, winter_minutes
from rural_abm.regions.travel import travel_table

# From, to, shortest and longest km by the sources that roads.csv names.
SOURCED_KM = [
    ("storuman", "lycksele", 100, 104),
    ("tarnaby", "lycksele", 225, 235),
    ("dorotea", "umea", 211, 214),
    ("mala", "lycksele", 70, 80),
    ("tarnaby", "storuman", 122, 130),
    ("vilhelmina", "storuman", 68, 68),
    ("asele", "vilhelmina", 70, 70),
    ("dorotea", "vilhelmina", 54, 54),
    ("vilhelmina", "saxnas", 85, 85),
    ("vilhelmina", "klimpfjall", 120, 120),
    ("sorsele", "ammarnas", 90, 90),
    ("slussfors", "storuman", 60, 65),
    ("slussfors", "lycksele", 160, 166),
    ("hemavan", "tarnaby", 18, 20),
    ("lycksele", "kristineberg", 65, 65),
    ("vilhelmina", "malgovik", 20, 20),
    ("lycksele", "umea", 128, 130),
    ("mala", "umea", 200, 215),
]
SOURCED_MINUTES = [
    ("mala", "lycksele", 60, 65),
    ("mala", "arvidsjaur", 60, 65),
    ("lycksele", "umea", 100, 120),
    ("tarnaby", "umea", 240, 300),
]


def ends(place, start, goal):
    return place.settlement(start), place.settlement(goal)


@pytest.mark.parametrize(("start", "goal", "low_km", "high_km"), SOURCED_KM)
def test_sourced_distances_hold(place, start, goal, low_km, high_km):
    assert low_km * 1000 <= place.travel.metres[ends(place, start, goal)] <= high_km * 1000


@pytest.mark.parametrize(("start", "goal", "low", "high"), SOURCED_MINUTES)
def test_sourced_times_hold(place, start, goal, low, high):
    assert low <= place.travel.summer_minutes[ends(place, start, goal)] <= high


def test_vilhelmina_to_storuman_takes_about_an_hour_in_winter(place):
    assert 57 <= place.travel.winter_minutes[ends(place, "vilhelmina", "storuman")] <= 63


def test_every_settlement_is_reached_and_the_graph_is_frozen(place):
    assert nx.is_connected(place.graph) and nx.is_frozen(place.graph)
    assert tuple(place.graph) == place.settlement_keys == place.travel.keys
    assert [node["index"] for _, node in place.graph.nodes(data=True)] == list(range(len(place.settlement_keys)))


def test_no_road_is_shorter_than_the_straight_line(place, parameters):
    for start, goal, road in place.graph.edges(data=True):
        a, b = place.graph.nodes[start], place.graph.nodes[goal]
        straight = straight_line_km(
            a["lat"], a["lon"], b["lat"], b["lon"], radius_km=parameters.value("earth_radius_km")
        )
        assert straight < road["km"] < 1.7 * straight, (start, goal)


def test_travel_table_is_integer_symmetric_and_zero_at_home(place):
    for table in (place.travel.metres, place.travel.summer_minutes, place.travel.winter_minutes):
        assert table.dtype == np.int32 and table.shape == (len(place.settlement_keys),) * 2
        assert (table == table.T).all() and (np.diag(table) == 0).all()
        assert (table[~np.eye(len(table), dtype=bool)] > 0).all()


def test_winter_is_never_faster_and_selected_by_season(place):
    travel = place.travel
    assert (travel.winter_minutes >= travel.summer_minutes).all() and (
        travel.winter_minutes > travel.summer_minutes
    ).any()
    assert travel.minutes(True) is travel.winter_minutes and travel.minutes(False) is travel.summer_minutes


def test_minutes_obey_the_triangle_inequality(place):
    for minutes in (place.travel.summer_minutes, place.travel.winter_minutes):
        for middle in range(len(minutes)):
            assert (minutes <= minutes[:, [middle]] + minutes[[middle], :]).all()


def test_metres_are_those_of_the_fastest_way(place):
    for start, goal in [("hemavan", "fredrika"), ("norsjo", "umea"), ("klimpfjall", "adak")]:
        ways = list(nx.all_shortest_paths(place.graph, start, goal, weight="minutes_summer"))
        lengths = [nx.path_weight(place.graph, way, "metres") for way in ways]
        assert place.travel.metres[ends(place, start, goal)] == min(lengths)
        assert place.travel.summer_minutes[ends(place, start, goal)] == nx.path_weight(
            place.graph, ways[0], "minutes_summer"
        )


def test_slower_winter_roads_lengthen_winter_alone(place, parameters):
    slower = parameters.with_values({"winter_travel_factor": 1.3})
    travel = travel_table(road_graph(place.tables.settlements, place.tables.roads, slower))
    assert (travel.summer_minutes == place.travel.summer_minutes).all()
    assert travel.winter_minutes.sum() > place.travel.winter_minutes.sum()


def test_roads_of_unknown_length_follow_the_detour_factor(place, parameters):
    longer = parameters.with_values({"local_road_detour_factor": 1.5})
    graph = road_graph(place.tables.settlements, place.tables.roads, longer)
    assert graph.edges["storuman", "blaiken"]["km"] == pytest.approx(
        place.graph.edges["storuman", "blaiken"]["km"] * 1.5 / 1.25
    )
    assert graph.edges["lycksele", "mala"] == place.graph.edges["lycksele", "mala"]


@given(st.integers(0, 10_000), st.floats(1, 3))
def test_winter_minutes_are_never_fewer(summer, factor):
    assert winter_minutes(summer, factor) >= summer


@pytest.mark.parametrize("factor", [0.9, 0, -1, float("nan")])
def test_a_winter_factor_below_one_is_refused(factor):
    with pytest.raises(InputError, match="winter"):
        winter_minutes(10, factor)


degrees = st.tuples(st.floats(60, 70), st.floats(10, 25))


@given(degrees, degrees, degrees)
@settings(max_examples=50)
def test_straight_lines_are_distances(a, b, c):
    def km(start, goal):
        return straight_line_km(*start, *goal, radius_km=6371)

    assert km(a, a) == 0 and km(a, b) == pytest.approx(km(b, a))
    assert km(a, c) <= km(a, b) + km(b, c) + 1e-6


def test_straight_line_of_one_degree_north_and_of_half_the_earth():
    assert straight_line_km(64, 18, 65, 18, radius_km=6371) == pytest.approx(6371 * np.pi / 180)
    assert straight_line_km(0, 0, 0, 180, radius_km=6371) == pytest.approx(6371 * np.pi)


def test_winter_runs_over_new_year(place):
    assert place.is_winter_day.shape == (365,) and place.is_winter_day[[0, 104, 304, 364]].all()
    assert not place.is_winter_day[105:304].any()
