"""The region on a plane: settlements, roads and units of care with drawing coordinates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

KM_A_DEGREE = 111.2  # of latitude
DECIMALS = 4
NEAR = 0.35  # of a side of the region: how far a reference point may lie outside and still be in the drawing


@dataclass(frozen=True)
class Projection:
    """Degrees to a plane in which the drawing is 1 wide: x to the right, y down; distances are true in its middle."""

    west: float
    north: float
    degrees_wide: float
    degrees_high: float
    cosine: float

    def xy(self, lat, lon):
        """Return (x, y) of a latitude and a longitude in degrees."""
        width = self.degrees_wide * self.cosine
        x, y = (lon - self.west) * self.cosine / width, (self.north - lat) / width
        return round(x, DECIMALS), round(y, DECIMALS)

    @property
    def height(self):
        """Height of the drawing on the plane."""
        return round(self.degrees_high / (self.degrees_wide * self.cosine), DECIMALS)

    @property
    def km_wide(self):
        """Kilometres that 1 on the plane represents."""
        return self.degrees_wide * self.cosine * KM_A_DEGREE


def projection(tables):
    """Return the Projection that holds the settlements of a place, and the reference points that lie near them.

    Near is within `NEAR` times the larger side of the box around the settlements. A hospital farther away lies outside
    the drawing, as the region would be small in a drawing that holds both.
    """
    rows = tables.settlements.rows()
    own = [row for row in rows if row["municipality"]]
    south, north, west, east = _box(own)
    cosine = math.cos(math.radians((south + north) / 2))
    reach = NEAR * max(north - south, (east - west) * cosine)
    south, north, west, east = _box(
        row
        for row in rows
        if south - reach <= row["lat"] <= north + reach and west - reach / cosine <= row["lon"] <= east + reach / cosine
    )
    middle = math.radians((south + north) / 2)
    return Projection(float(west), float(north), float(east - west), float(north - south), math.cos(middle))


def _box(rows):
    """Return (south, north, west, east) of rows of settlements."""
    lats, lons = zip(*((row["lat"], row["lon"]) for row in rows), strict=True)
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    # Places on one line, or a single one, still have an area around them.
    return south, north if north > south else south + 1, west, east if east > west else west + 1


def map_data(region: str | None = None) -> dict[str, Any]:
    """Return a region for a drawing (dict): projection, settlements, roads, units, municipalities, sources.

    `region` is a packaged name or a folder; default: the region that is shown.

    `projection` is a Projection; the others are lists of dicts, with `x` and `y` on its plane; roads have `x1`, `y1`,
    `x2`, `y2` and `km` (None where only the straight line is known).
    """
    from rural_abm.regions import shown_region
    from rural_abm.regions.place import place_of

    place = place_of(shown_region() if region is None else region)
    plane = projection(place.tables)
    spots = {row["key"]: plane.xy(row["lat"], row["lon"]) for row in place.tables.settlements.rows()}
    residents = dict(zip(place.settlement_keys, place.population.tolist(), strict=True))
    return {
        "projection": plane,
        "height": plane.height,
        "settlements": [_settlement(row, spots, residents) for row in place.tables.settlements.rows()],
        "roads": [_road(row, spots) for row in place.tables.roads.rows()],
        "units": [_unit(row, spots) for row in place.tables.facilities.rows()],
        "municipalities": [_municipality(row, spots) for row in place.tables.municipalities.rows()],
        "sources": place.tables.sources.rows(),
    }


def shortest_path(first: str, last: str, region: str | None = None) -> list[str]:
    """Return the keys of the settlements on the shortest path between two, both included; [] where there is none.

    `region` is a packaged name or a folder; default: the region that is shown.
    """
    import networkx as nx

    from rural_abm.regions import shown_region
    from rural_abm.regions.place import place_of

    try:
        graph = place_of(shown_region() if region is None else region).graph
        return nx.shortest_path(graph, first, last, weight="metres")
    except nx.NetworkXNoPath:
        return []


def _settlement(row, spots, residents):
    x, y = spots[row["key"]]
    kept = {name: row[name] for name in ("key", "name", "status")}
    moved = {name: int(row[name]) for name in ("label_dx", "label_dy")}
    return {
        **kept,
        "municipality": row["municipality"] or None,
        "population": residents[row["key"]],
        "x": x,
        "y": y,
        **moved,
    }


def _road(row, spots):
    (x1, y1), (x2, y2) = spots[row["from"]], spots[row["to"]]
    km = None if math.isnan(row["km"]) else float(row["km"])
    named = {"from": row["from"], "to": row["to"], "name": row["road"], "kind": row["kind"], "km": km}
    return {**named, "x1": x1, "y1": y1, "x2": x2, "y2": y2}


def _unit(row, spots):
    x, y = spots[row["settlement"]]
    titles = {language: row[f"name_{language}"] for language in ("en", "sv")}
    return {
        "key": row["key"],
        "kind": row["kind"],
        "title": titles,
        "settlement": row["settlement"],
        "municipality": row["municipality"] or None,
        "beds": int(row["beds"]),
        "x": x,
        "y": y,
    }


def _municipality(row, spots):
    x, y = spots[row["seat"]]
    people = int(row["population_2023"])
    return {
        "key": row["key"],
        "name": row["name"],
        "in_region": bool(row["in_region"]),
        "population": people,
        "share_65": round(int(row["age_65_plus"]) / people, DECIMALS),
        "seat": row["seat"],
        "x": x,
        "y": y,
    }
