"""The places with levers of their own, the settlements they may name, and the index of packaged files."""

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from rural_abm.engine.errors import InputError
from rural_abm.parameters.csv_files import read_rows
from rural_abm.regions import KINDS_BY_BEDS, default_region, region_folder

HOSPITAL, COTTAGE_HOSPITAL = "hospital", "cottage_hospital"
ASSUMED = "assumed"
LOCAL_FILE = "governance.toml"
YES = "1"


def governance_data():
    """Return the folder of packaged governance files."""
    return files("rural_abm") / "data" / "governance"


@lru_cache
def index():
    """Return the parsed `index.toml`: baseline, governance, reforms, places, inherits, settings, adoption, limits."""
    return tomllib.loads((governance_data() / "index.toml").read_text(encoding="utf-8"))


def baseline_name():
    """Return the name of the region's present model, on which every other is based."""
    return index()["baseline"]


@dataclass(frozen=True, eq=False)
class Places:
    """What governance needs to know of a region.

    `units` and `settlements` are keys in file order, `names` {unit: name of its settlement}, `kinds` {kind: units},
    `health_rooms` settlements, `follows` {unit: unit whose local values it takes where it has none of its own}, `facts`
    {unit: {lever: value}} of the facilities as they are, `assumed` paths of these that are assumed, `local` {name of a
    governance file: what the region says of it}, and `own_levers` {name: LeverSpec} those that extensions declare.
    """

    region: str
    units: tuple
    settlements: tuple
    names: dict
    kinds: dict
    health_rooms: tuple
    follows: dict
    facts: dict
    assumed: tuple
    local: dict
    own_levers: dict = field(default_factory=dict)

    def resolved(self, names):
        """Return unit keys (tuple) of unit keys and kinds, in the order of the units where a kind is named."""
        found = []
        for name in names:
            found += [key for key in self.kinds.get(name, (name,)) if key not in found]
        return tuple(found)


def places_of(region=None):
    """Return the Places of a region: a packaged name, a folder, or Places themselves; default: the default region."""
    if isinstance(region, Places):
        return region
    found = region_folder(region)
    return _places(found, found.digest)


def place_keys(region=None):
    """Keys of the units of care of a region, in the order of the unit index."""
    return places_of(region).units


def is_default(region):
    """Whether a region is the default one."""
    return region in (None, default_region())


@cache
def _places(region, _digest):
    if not region.is_packaged:
        # Everything is checked before anything is read of it; NumPy is loaded for that.
        from rural_abm.regions.place_tables import load_tables

        load_tables(region.path)
    facilities = [row for row in _rows(region, "facilities") if row["kind"] != HOSPITAL]
    settlements = _rows(region, "settlements")
    units = tuple(row["key"] for row in facilities)
    with_beds = tuple(row["key"] for row in facilities if row["kind"] == COTTAGE_HOSPITAL)
    names = {row["key"]: row["name"] for row in settlements}
    kinds = region.kinds | dict(
        zip(KINDS_BY_BEDS, (with_beds, tuple(key for key in units if key not in with_beds)), strict=True)
    )
    return Places(
        region=region.key,
        units=units,
        settlements=tuple(row["key"] for row in settlements),
        names={row["key"]: names[row["settlement"]] for row in facilities},
        kinds=kinds,
        health_rooms=region.health_rooms,
        follows=_follows(facilities),
        facts={row["key"]: _facts(row) for row in facilities},
        assumed=tuple(f"{row['key']}.beds" for row in facilities if _beds_are_assumed(row)),
        local=_local(region),
    )


def _rows(region, name):
    header, body, _ = read_rows(region.file(f"{name}.csv"))
    return [dict(zip(header, map(str.strip, cells), strict=True)) for _, cells in body]


def _follows(facilities):
    """Return {unit: first unit of the municipality} of the other units there."""
    first = {}
    for row in facilities:
        first.setdefault(row["municipality"], row["key"])
    return {row["key"]: first[row["municipality"]] for row in facilities if first[row["municipality"]] != row["key"]}


def _facts(row):
    """{lever: value} of a unit as its row of the facilities says: beds, shared ward, co-location, emergency room."""
    beds = {"places": int(row["beds"])} | ({"nurse_posts": int(row["ward_posts"])} if row["ward_posts"] else {})
    found = {"beds": beds}
    if row["kind"] == COTTAGE_HOSPITAL:
        municipal = {"municipal_places": int(row["municipal_beds"] or 0)} if row["shared_ward"] == YES else {}
        found["shared_ward"] = {"enabled": row["shared_ward"] == YES} | municipal
    if row["co_located_home_nursing"] != YES:
        found["co_location"] = {"home_nursing": False, "corridor_contacts_a_day": 0}
    if row["emergency_room"] != YES:
        found["opening_hours"] = {"emergency_room": "none"}
    return found


def _beds_are_assumed(row):
    return row["kind"] == COTTAGE_HOSPITAL and row["beds_quality"] == ASSUMED


def _local(region):
    """Return the parsed `governance.toml` of the region; {} where there is none."""
    path = region.file(LOCAL_FILE)
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {error}", where=LOCAL_FILE, allowed="a TOML file in UTF-8") from None
