"""No place in code: what is said of one place stands in its region's folder."""

import re
from functools import cache

import pytest

from rural_abm.regions import region_folder, region_names
from rural_abm.regions.place_tables import load_tables

# Keys that are words of the model too.
WORDS = {"small", "small region", "liten region", "city district", "stadsdel"}


@cache
def names_of_places():
    """Keys and names (frozenset, lower case) of all places of the packaged regions, and of the regions."""
    found = set()
    for region in region_names():
        tables = load_tables(region)
        found |= {region, *region_folder(region).title.values()}
        for table in (tables.settlements, tables.municipalities, tables.facilities):
            found |= set(table["key"])
        found |= {*tables.settlements["name"], *tables.municipalities["name"]}
    return frozenset({name.lower() for name in found} - WORDS)


def places_in(text):
    """Names of places (list) that stand in a source as whole words, or between underscores."""
    text = text.lower()
    words = set(re.findall(r"\w+", text)) | set(re.findall(r"[^\W_]+", text))
    names = names_of_places()
    return sorted((words & names) | {name for name in names if " " in name and name in text})


def test_no_place_stands_in_code(modules, repository):
    sources = {module.path: (repository / module.path).read_text(encoding="utf-8") for module in modules}
    found = {path: places for path, source in sources.items() if (places := places_in(source))}
    assert not found, f"what is said of one place belongs to its region's folder: {found}"


@pytest.mark.parametrize("text", ['key == "norsjo"', "UMEA = 1", "# in Övertorneå", "of_lycksele()", "Södra Lappland"])
def test_a_place_in_code_is_found(text):
    assert places_in(text)


@pytest.mark.parametrize("text", ["formal", "a small region", "the hub", "malaria"])
def test_other_words_are_let_through(text):
    assert not places_in(text)
