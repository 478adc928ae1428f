"""Folders as people send them: read where there is one way to read them, else refused in three lines at most."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rural_abm import InputError
from rural_abm.cli import main
from rural_abm.governance import Scenario, resolve
from rural_abm.regions import region_data
from rural_abm.regions.place import load_place
from rural_abm.regions.place_tables import load_tables

TABLES = ("municipalities", "settlements", "roads", "facilities", "ambulances", "sources", "parameters")


@pytest.fixture
def folder(tmp_path):
    """A copy of the small region."""
    return shutil.copytree(region_data() / "small", tmp_path / "valley")


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} does not stand in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def use(folder):
    """Read the folder as a run does."""
    load_place(str(folder))
    resolve(Scenario("overtornea_today", region=str(folder)))


def residents(folder):
    return load_place(str(folder)).population.tolist()


# What is read


@pytest.mark.parametrize("name", TABLES)
def test_marks_line_ends_and_old_encodings_are_read(folder, name):
    before, path = residents(folder), folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    for content in (
        ("\ufeff" + text).encode(),
        text.replace("\n", "\r\n").encode(),
        text.encode("latin-1"),
        ("\n\n" + text + "\n\n").strip("\n").encode(),
    ):
        path.write_bytes(content)
        assert residents(folder) == before


def test_semicolons_and_decimal_commas_are_read(folder):
    import csv

    before = residents(folder)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        with path.open("w", encoding="cp1252", newline="") as handle:
            writer = csv.writer(handle, delimiter=";", lineterminator="\r\n")
            writer.writerows([[_with_comma(cell) for cell in row] for row in rows])
    assert residents(folder) == before
    table = load_tables(str(folder)).municipalities
    assert table["one_person_household_share"].tolist() == [0.44, 0.46]


def _with_comma(cell):
    whole, point, part = cell.partition(".")
    return f"{whole},{part}" if point and whole.lstrip("-").isdigit() and part.isdigit() else cell


def test_columns_may_stand_in_any_order(folder):
    import csv

    before, path = residents(folder), folder / "settlements.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row[::-1] for row in csv.reader(handle)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    assert residents(folder) == before


# What is refused

WRONG = {
    "a number with two readings": ("roads.csv", None, None, ("1,500",)),
    "unknown key of the region": ("region.toml", "hub = ", "hubb = ", ("unknown key 'hubb'", "hub")),
    "hub that is no unit": ("region.toml", 'hub = ["granvik"]', 'hub = ["granvikk"]', ("granvikk", "granvik")),
    "two hubs": ("region.toml", 'hub = ["granvik"]', 'hub = ["granvik", "furuby"]', ("2 units are the hub",)),
    "health room nowhere": ("region.toml", '["tallnas"]', '["tallnes"]', ("tallnes", "tallnas")),
    "health room at a reference point": ("region.toml", '["tallnas"]', '["havsby"]', ("havsby",)),
    "no text": ("region.toml", 'sv = "Liten region"', 'sv = ""', ("title.sv",)),
    "damaged file": ("region.toml", "[kinds]", "[kinds", ("not valid TOML",)),
    "road to nowhere": ("roads.csv", "granvik,bjorkas", "granvik,bjorkass", ("line 3", "bjorkass", "bjorkas")),
    "settlement without a road": ("roads.csv", "furuby,tallnas", "furuby,bjorkas", ("tallnas", "roads.csv")),
    "hospital that cannot be reached": ("roads.csv", "granvik,havsby", "furuby,bjorkas", ("havsby",)),
    "unit without residents": ("settlements.csv", None, None, ("the unit furuby has no residents", "facilities.csv")),
    "two places of one name": ("settlements.csv", "Björkås", "Granvik", ("'Granvik' is given twice", "line 3")),
    "unknown municipality": ("settlements.csv", "Björkås,granvik", "Björkås,granvk", ("granvk", "granvik")),
    "population without a year": ("settlements.csv", "1100,2023", "1100,", ("population_year",)),
    "a parameter that is missing": ("parameters.csv", "rotating_posts.furuby", "rotating_posts.no", ("rotating",)),
    "a parameter that means nothing": ("parameters.csv", "home_nurse_posts", "home_nurse_post", ("home_nurse_posts",)),
    "a value out of its range": ("parameters.csv", "havsby,12,places,6", "havsby,2,places,6", ("outside its range",)),
    "no number": ("parameters.csv", "havsby,12,", "havsby,many,", ("'many' is not a number",)),
    "no last hospital": ("facilities.csv", "1,1,1,0,assumed,0,,2", "1,1,1,0,assumed,0,havsby,2", ("every hospital",)),
    "no ambulance at night": ("ambulances.csv", "ambulance,1", "ambulance,0", ("round the clock",)),
    "bands that do not sum": ("municipalities.csv", ",300,160,", ",301,160,", ("sum of the age bands",)),
    "negative number": ("municipalities.csv", ",15,24,", ",-15,24,", ("out of range",)),
    "unknown column": ("facilities.csv", "name_sv", "name_se", ("unknown column 'name_se'",)),
}  # fmt: skip


def spoil(folder, case):
    file, old, new, _ = WRONG[case]
    if old is not None:
        edit(folder, file, old, new)
    elif file == "roads.csv":
        path = folder / file
        text = path.read_text(encoding="utf-8").replace(";", " ").replace(",", ";")
        path.write_text(text.replace(";40;", ";1,500;", 1), encoding="utf-8")
    else:
        for people in ("600", "90"):
            edit(folder, file, f"{people},2023,assumed,assumed,,,", f"{people},2023,assumed,assumed,granvik,assumed,")


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_place(folder, case):
    spoil(folder, case)
    with pytest.raises(InputError) as caught:
        use(folder)
    text = str(caught.value)
    assert all(word in text for word in WRONG[case][-1]), text
    assert len(text.splitlines()) <= 3


@pytest.mark.parametrize("name", [*TABLES, "branches", "tourism", "unplaced"])
def test_a_missing_file_is_named(folder, name):
    (folder / f"{name}.csv").unlink()
    with pytest.raises(InputError, match=f"{name}.csv is missing"):
        use(folder)


def test_a_folder_without_a_region_is_named(tmp_path):
    with pytest.raises(InputError, match=r"region.toml is missing"):
        use(tmp_path)


@pytest.mark.parametrize("command", [["check"], ["describe", "region"], ["run", "--years", "1", "--region"]])
def test_commands_end_with_two_and_three_lines(folder, command, capsys):
    edit(folder, "roads.csv", "granvik,bjorkas", "granvik,nowhere")
    assert main([*command, str(folder)]) == 2
    err = capsys.readouterr().err
    assert "nowhere" in err and len(err.strip().splitlines()) <= 3 and "Traceback" not in err


# Anything at all


def mangled(content, cuts):
    """Bytes with some pieces cut out, doubled, or replaced."""
    for start, length, new in cuts:
        at = start % (len(content) + 1)
        content = content[:at] + new + content[at + length :]
    return content


CUTS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 40),
        st.sampled_from(
            [b"", b",", b";", b"\n", b'"', b"-1", b"nan", b"\xff", b"\x00", b"1e400", b"9" * 40, b"granvik"]
        ),
    ),
    min_size=1,
    max_size=4,
)
FILES = [*(f"{name}.csv" for name in (*TABLES, "branches")), "region.toml"]


def is_read_or_refused(name, cuts):
    with TemporaryDirectory() as parent:
        folder = Path(shutil.copytree(region_data() / "small", Path(parent) / "valley"))
        path = folder / name
        path.write_bytes(mangled(path.read_bytes(), cuts))
        try:
            use(folder)
        except InputError as error:
            assert len(str(error).splitlines()) <= 3


@given(name=st.sampled_from(FILES), cuts=CUTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mangled_folders_are_read_or_refused(name, cuts):
    is_read_or_refused(name, cuts)


@pytest.mark.verify
@given(name=st.sampled_from(FILES), cuts=CUTS)
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mangled_folders_are_read_or_refused_at_length(name, cuts):
    is_read_or_refused(name, cuts)
