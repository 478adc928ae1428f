"""Which module reads which parameter, as found in the sources: none is read nowhere, none is read that is not there."""

from rural_abm.engine.kernels import PACKAGE
from rural_abm.regions.place import place_of
from rural_abm.regions.registers import load_register
from rural_abm.simulation.initial_world import blank_world
from rural_abm.study import parameter_uses
from rural_abm.study.inventory import describe
from rural_abm.study.parameter_uses import base, fields_read, readers, sources

# What has the name of a record of parameters and is none of its fields: the register's method, what the model's own
# rules have, and what `situation` adds.
OTHERS = {"value", "gp_later_hazard", "kinds", "steps", "outcomes", "catalogue", "own_entries"}
SOURCE = """
def step(world, register, part):
    p = world.parameters[0]
    other = world.staff[0]
    return p.one_number + other.not_this + register.value("a_table.row.column") + p.made_up + read(f"weight_of_{part}")
"""


def test_every_parameter_is_read_by_a_module():
    assert [name for name, places in readers().items() if not places] == [], "delete it, or read it"


def test_modules_read_no_parameter_that_is_not_there():
    record = blank_world(place_of(), load_register()).parameters
    known = set(map(base, load_register())) | set(record.dtype.names) | OTHERS
    unknown = {path.name: fields_read(path) - known for path in sources()}
    assert {name: fields for name, fields in unknown.items() if fields} == {}


def test_what_reads_a_parameter_is_where_a_reader_of_the_code_finds_it():
    found = readers()
    assert found["gp_early_years"] == ("staff.decisions.leaving", "staff.decisions.situation", "staff.persons")
    assert found["attraction_weight_manager"] == ("staff.decisions.attraction",)
    assert found["gp_fee_sek"] == ("data/money/tariffs.csv",)
    assert describe("women_share.age_16_24", "parameters")[1]["read_by"] == list(found["women_share"])


def test_reads_of_all_forms_are_found(tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "steps.py").write_text(SOURCE, encoding="utf-8")
    names = ("one_number", "a_table.row.column", "weight_of_size", "not_this", "unread")
    monkeypatch.setattr(parameter_uses, "PACKAGE", tmp_path)
    monkeypatch.setattr(parameter_uses, "load_register", lambda: dict.fromkeys(names))
    monkeypatch.setattr(parameter_uses, "TABLES", tmp_path)
    found = readers.__wrapped__()
    assert {name for name, places in found.items() if places == ("steps",)} == {
        "one_number",
        "a_table",
        "weight_of_size",
    }
    assert "made_up" in fields_read(tmp_path / "model" / "steps.py")


def test_readers_are_modules_or_tables_of_the_package():
    for place in {place for places in readers().values() for place in places}:
        path = place if place.endswith(".csv") else f"{place.replace('.', '/')}.py"
        assert any((PACKAGE / room / path).is_file() for room in ("", "model")), place
