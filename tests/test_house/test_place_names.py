"""No place in code: what is said of one place stands in its region's folder."""

import re
from functools import cache

import pytest

from rural_abm.regions import region_folder, region_names
from rural_abm.regions.place_tables import load_tables

# Keys that are words of the model too.
WORDS = {"small", "small region", "liten region", "city district", "stadsdel", "sjukhuset"}
# Data outside the regions' folders that may name places, with the reason.
CITING = {
    "channels.csv": "where a source saw a channel at work",
    "governance/*": "where a model comes from: its title, description and source",
    "governance/reforms/*": "where a reform comes from",
    "insilico.toml": "the two places of an experiment in the default region",
    "parameters/*.csv": "what sources and notes are about",
    "report/colours.toml": "colours by the name of a governance model",
    "report/pages/one_day.md.jinja": "a page of one day in the default region",
    "routines.csv": "where a source saw a routine spread",
    "texts/parameter_sources.toml": "titles of sources in Swedish",
}
DATA_TEXTS = (".csv", ".toml", ".jinja", ".md", ".html", ".js", ".css")


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


def texts_of_all_regions(package):
    """{path within the package: text} of data outside the regions' folders, and of what the browser loads."""
    data = {path: path.relative_to(package / "data") for path in (package / "data").rglob("*")}
    found = [path for path, name in data.items() if name.parts[0] != "regions" and not any(map(name.match, CITING))]
    found += [path for path in (package / "demo" / "static").iterdir() if path.is_file()]
    return {str(path.relative_to(package)): path.read_text("utf-8") for path in found if path.suffix in DATA_TEXTS}


def test_no_place_stands_in_data_that_hold_for_all_regions(repository):
    texts = texts_of_all_regions(repository / "rural_abm")
    assert {"data/demo/levers.toml", "data/texts/parameters.toml", "demo/static/i18n.js"} <= set(texts)
    found = {path: places for path, text in texts.items() if (places := places_in(text))}
    assert not found, f"say a kind of place instead, or move it to the region's folder: {found}"


def test_exceptions_for_data_are_needed(repository):
    data = repository / "rural_abm" / "data"
    for pattern in CITING:
        assert any(places_in(path.read_text("utf-8")) for path in data.glob(pattern) if path.is_file()), pattern


@pytest.mark.parametrize("text", ['key == "norsjo"', "UMEA = 1", "# in Övertorneå", "of_lycksele()", "Södra Lappland"])
def test_a_place_in_code_is_found(text):
    assert places_in(text)


@pytest.mark.parametrize("text", ["formal", "a small region", "the hub", "malaria"])
def test_other_words_are_let_through(text):
    assert not places_in(text)
