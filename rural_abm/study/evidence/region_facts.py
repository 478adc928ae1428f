"""What regions there are and what is known of one: for `list regions`, `describe region` and `check FOLDER`."""

from collections import Counter
from pathlib import Path

from rural_abm.governance import resolve
from rural_abm.governance.places import index, places_of
from rural_abm.governance.scenario import Scenario
from rural_abm.regions import region_folder, region_names

REGION_FILE = "region.toml"
# Words of the marks of evidence in the tables of a place.
MARKS = {"S": "sourced", "D": "derived", "E": "estimated", "G": "general knowledge", "assumed": "assumed"}
UNSURE_MARKS = ("E", "G", "assumed")
GAP_TEXTS = {
    "en": "{file}: {unsure} of {rows} rows estimated or assumed. Fill in {how}",
    "sv": "{file}: {unsure} av {rows} rader uppskattade eller antagna. Fyll i {how}",
}
TABLES = ("municipalities", "settlements", "roads", "facilities", "ambulances", "branches", "tourism")


def is_region(path):
    """Whether a folder holds a region."""
    return (Path(path) / REGION_FILE).is_file()


def list_regions():
    """One dict a packaged region: name, title_en, title_sv, residents, municipalities, units, beds, hospitals."""
    return [_row(name) for name in region_names()]


def _row(region):
    from rural_abm.regions.place_tables import load_tables

    tables, folder = load_tables(region), region_folder(region)
    return {
        "name": folder.key,
        "title_en": folder.title["en"],
        "title_sv": folder.title["sv"],
        "residents": int(sum(tables.municipalities["population_2023"])),
        "municipalities": len(tables.municipalities),
        "units": len(tables.unit_rows),
        "beds": int(sum(tables.of_units("beds"))),
        "hospitals": len(tables.hospital_rows),
    }


def describe_region(region):
    """Everything known of a region by name or folder (dict): texts, units, kinds, evidence, where its files lie."""
    from rural_abm.regions.place import place_of

    folder, place = region_folder(region), place_of(region)
    units = zip(place.unit_keys, place.residents_by_unit(), place.tables.of_units("kind"), strict=True)
    return {
        **_row(region),
        "description_en": folder.description["en"],
        "description_sv": folder.description["sv"],
        "units_of_care": [{"name": key, "kind": kind, "residents": int(count)} for key, count, kind in units],
        "hospitals_named": list(place.hospital_keys),
        "kinds": {kind: list(keys) for kind, keys in places_of(region).kinds.items()},
        "evidence": _evidence(place.tables),
        "folder": str(folder.path),
    }


def _evidence(tables):
    """{table: how many rows have which mark, in words}."""
    found = {}
    for name in TABLES:
        table = getattr(tables, name)
        column = "km_tag" if name == "roads" else "quality"
        counts = Counter(table[column])
        said = [f"{counts[mark]} {word}" for mark, word in MARKS.items() if counts[mark]]
        found[name] = ", ".join(said) or "none"
    return found


def region_gaps(region):
    """Return what of a region is estimated or assumed and how each gap is filled: {"en": lines, "sv": lines}."""
    from rural_abm.parameters.register import read_register
    from rural_abm.regions.draft import ASSUMED, assumptions
    from rural_abm.regions.place_tables import load_tables
    from rural_abm.regions.registers import REGION_FILE

    tables, counts = load_tables(region), {}
    for name in TABLES:
        table = getattr(tables, name)
        marks = table["km_tag" if name == "roads" else "quality"]
        counts[name] = sum(mark in UNSURE_MARKS for mark in marks), len(table)
    own = read_register([region_folder(region).file(REGION_FILE)])
    counts["parameters"] = sum(one.kind == ASSUMED for one in own.values()), len(own)
    said = assumptions()["gaps"]
    return {
        language: [
            text.format(file=f"{name}.csv", unsure=unsure, rows=rows, how=said[name][language])
            for name, (unsure, rows) in counts.items() if unsure
        ]
        for language, text in GAP_TEXTS.items()
    }  # fmt: skip


def check_region(path):
    """(RegionFolder, one sentence) of a sound region's folder; InputError for the first thing that is wrong.

    The tables, parameters and road graph are read as for a run, and every bundled model and reform is laid over the
    region's baseline.
    """
    from rural_abm.regions.place import place_of

    folder, place = region_folder(path), place_of(path)
    for name in index()["governance"]:
        resolve(Scenario(name, region=str(path)))
    for name in index()["reforms"]:
        resolve(Scenario(reforms=(name,), region=str(path)))
    row = _row(path)
    said = f"{row['residents']:,} residents, {row['units']} units of care, {row['hospitals']} hospitals"
    assumed = sum(text.count("assumed") > 0 for text in _evidence(place.tables).values())
    return folder, f"sound region: {folder.title['en']}, {said}; assumed rows in {assumed} of {len(TABLES)} tables"
