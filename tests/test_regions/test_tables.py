"""The loaders: the packaged tables are sound; a mangled one gives an InputError that names where the mistake is."""

import csv
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.parameters.register import read_register
from rural_abm.regions.place import load_place
from rural_abm.regions.place_tables import load_tables
from rural_abm.regions.tables import MAY_BE_EMPTY, declared_columns, packaged_folder

TABLES = sorted(declared_columns())
KINDS = {"key", "source_key", "sources", "reference", "choice", "flag", "integer", "number", "text"}
PARAMETERS = read_register([packaged_folder().parent.parent / "parameters" / "place.csv"])


def test_every_column_is_declared_with_kind_unit_and_meaning():
    for columns in declared_columns().values():
        for column in columns:
            assert column.kind in KINDS and column.meaning
            if column.kind in ("integer", "number"):
                assert column.low < column.high
            if column.kind in ("choice", "reference"):
                assert column.allowed


def test_packaged_rows_have_source_and_quality():
    tables = load_tables()
    for name in set(TABLES) - {"roads", "sources"}:
        assert all(getattr(tables, name)["quality"]), name
    assert all(tables.roads["km_tag"]) and all(tables.roads["source"]) and all(tables.settlements["coordinate_source"])


def test_every_source_is_used_and_every_used_source_is_known():
    tables = load_tables()
    cells = [
        cell
        for name in TABLES
        for column in declared_columns()[name]
        if column.kind == "sources"
        for cell in getattr(tables, name)[column.name]
    ]
    notes = " ".join(note for name in TABLES if name != "sources" for note in getattr(tables, name)["note"])
    used = {key for cell in cells for key in cell.split(";") if key}
    unused = [key for key in tables.sources["key"] if key not in used and f"({key})" not in notes]
    assert used <= set(tables.sources["key"]) and not unused


def test_municipalities_stand_in_the_order_of_the_model(place):
    assert place.municipality_keys == (
        "lycksele",
        "storuman",
        "vilhelmina",
        "asele",
        "dorotea",
        "mala",
        "sorsele",
        "norsjo",
    )
    tables = place.tables
    assert [
        name
        for name, inside in zip(place.municipality_keys, tables.municipalities["in_region"], strict=True)
        if not inside
    ] == ["norsjo"]


def test_derived_figures_of_municipalities_follow_from_the_sourced_ones():
    towns = load_tables().municipalities
    trend = (towns["population_2024"] / towns["population_2018"]) ** (1 / 6) - 1
    np.testing.assert_allclose(towns["trend_per_year"], trend, atol=1e-5)
    natural = towns["births_per_year"] - towns["deaths_per_year"]
    change = (towns["population_2024"] - towns["population_2018"]) / 6
    np.testing.assert_allclose(towns["net_moves_balance_per_year"], change - natural, atol=0.1)
    # One year on from 2023 with births, deaths and moves leads near the total of 2024.
    net = natural + towns["in_moves_per_year"] - towns["out_moves_per_year"]
    np.testing.assert_allclose(towns["population_2023"] + net, towns["population_2024"], rtol=0.02)


def test_arrays_are_read_only_and_unknown_numbers_are_marked():
    tables = load_tables()
    with pytest.raises(ValueError, match="read-only"):
        tables.settlements["lat"][0] = 0
    assert tables.of_hospitals("beds").tolist() == [80, -1, -1]
    assert np.isnan(tables.roads["km"]).any()


def test_a_folder_of_ones_own_is_read(change):
    folder = change("settlements.csv", "fredrika,Fredrika", "fredrika,Fredrika kyrkby")
    assert "Fredrika kyrkby" in load_tables(folder).settlements["name"]


# Each case: file, text to replace, new text, words the message must hold.
MANGLED = [
    ("settlements.csv", "\nstensele,", "\nstoruman,", ("line 13, column key", "'storuman' is given twice")),
    (
        "settlements.csv",
        "hemavan,Hemavan,storuman",
        "hemavan,Hemavan,storumann",
        ("municipality", "Did you mean 'storuman'?"),
    ),
    ("settlements.csv", ",8545,2015", ",-8545,2015", ("column population", "-8545 is out of range", "persons")),
    ("settlements.csv", ",8545,2015", ",8545,", ("population and year must be given together",)),
    ("settlements.csv", ",8545,2015", ",many,2015", ("'many' is not an integer",)),
    ("settlements.csv", "64.5954", "nan", ("'nan' is not a number", "-90 to 90")),
    ("settlements.csv", "64.5954", "645954", ("out of range",)),
    ("settlements.csv", ",tarnaby,R28,", ",tarnaby,R2888,", ("key of the sources 'R2888'",)),
    ("roads.csv", "hemavan,tarnaby", "hemavan,atlantis", ("roads.csv, line 2, column to", "atlantis")),
    ("roads.csv", "hemavan,tarnaby", "hemavan,hemavan", ("to itself",)),
    ("roads.csv", "grano,umea", "grano,lycksele", ("given twice, first in line 10",)),
    ("roads.csv", "main,18,S", "main,0,S", ("column km", "out of range")),
    ("roads.csv", "main,18,S", "motorway,18,S", ("'motorway' is not known", "main, local")),
    ("roads.csv", "from,to,road", "from,till,road", ("unknown column 'till'",)),
    ("roads.csv", ",R1;R2\n", ",R1;R2,extra\n", ("line 2", "11 cells")),
    ("roads.csv", "from,to,road", "from,from,road", ("column to is missing",)),
    ("facilities.csv", "sorsele,cottage_hospital", "mala,cottage_hospital", ("'mala' is given twice",)),
    ("facilities.csv", "lasarett,80,S", "lasarett,80,maybe", ("beds_quality",)),
    ("facilities.csv", "sjukstuga,8,S,0", "sjukstuga,,S,0", ("column beds", "0 if none")),
    ("ambulances.csv", "asele_car,asele,acute_car,1", "asele_car,asele,acute_car,yes", ("round_the_clock", "0, 1")),
    ("tourism.csv", ",357,6,", ",365,6,", ("first_day", "0 to 364")),
    ("municipalities.csv", ",2260,", ",2261,", ("sum of the age bands",)),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), MANGLED)
def test_a_mistake_is_named_with_its_place(change, file, old, new, words):
    folder = change(file, old, new)
    with pytest.raises(InputError) as caught:
        load_tables(folder)
    text = str(caught.value)
    assert all(word in text for word in words), text
    assert file in text and len(text.splitlines()) <= 3


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_or_empty_file_is_named(folder, name):
    path = folder / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    if name not in MAY_BE_EMPTY:
        with pytest.raises(InputError, match="no rows"):
            load_tables(folder)
    path.unlink()
    with pytest.raises(InputError, match=f"{name}.csv is missing"):
        load_tables(folder)


def test_bytes_of_no_known_encoding_are_named(folder):
    path = folder / "settlements.csv"
    path.write_bytes(path.read_bytes().replace("ö".encode(), b"\x81"))
    with pytest.raises(InputError, match="UTF-8"):
        load_tables(folder)


def test_a_settlement_that_no_road_reaches_is_named(change):
    folder = change("roads.csv", "asele,ytterrissjo", "asele,hornmyr")
    with pytest.raises(InputError, match="ytterrissjo"):
        load_place(folder, PARAMETERS)


def test_known_settlements_larger_than_their_municipality_are_named(change):
    folder = change("settlements.csv", ",8545,2015", ",18545,2015")
    with pytest.raises(InputError, match="residents more than the municipality"):
        load_place(folder, PARAMETERS)


cells = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(["", "0", "-1", "1e308", "9" * 400, "storuman", "S", "\x00", '"', "umea"]),
)


def _mangle_cell(path, data):
    with open(path, encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    row = data.draw(st.integers(0, len(rows) - 1))
    rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(cells)
    with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as handle:
        csv.writer(handle).writerows(rows)


def _mangle_bytes(path, data):
    content = bytearray(path.read_bytes())
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 60))
    content[start : start + length] = data.draw(st.binary(max_size=20))
    path.write_bytes(bytes(content))


def _drop_row(path, data):
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    path.write_bytes(b"".join(lines))


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_mangled_tables_give_a_place_or_an_input_error(data):
    name = data.draw(st.sampled_from(TABLES))
    mangle = data.draw(st.sampled_from([_mangle_cell, _mangle_bytes, _drop_row]))
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(shutil.copytree(packaged_folder(), Path(parent) / "place"))
        mangle(folder / f"{name}.csv", data)
        try:
            place = load_place(folder, PARAMETERS)
        except InputError as error:
            assert len(str(error).splitlines()) <= 3
        else:
            assert place.residents_by_municipality().tolist() == place.tables.municipalities["population_2023"].tolist()
            assert (place.travel.winter_minutes >= place.travel.summer_minutes).all()
