"""The generated pages are those of today's code and data, and hold everything they should."""

import pytest

from rural_abm.parameters.register import KINDS
from rural_abm.regions.registers import load_register
from rural_abm.report.dictionary import PARTS, data_dictionary
from rural_abm.report.pages import PAGES, write_pages
from rural_abm.report.parameter_pages import ASSUMED, ROOMS, assumption_page, parameter_page, rooms
from rural_abm.report.tables_md import table


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(repository, name):
    page = (repository / "docs" / name).read_text("utf-8")
    assert page == PAGES[name](), f"docs/{name} is of older code or data: run `make docs`"


def test_pages_are_written(tmp_path):
    paths = write_pages(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in paths) == sorted(PAGES)
    assert all(path.read_text("utf-8").startswith(("# ", "<svg ")) for path in paths)


def test_every_declared_variable_is_in_the_dictionary():
    text = data_dictionary()
    for part in PARTS:
        section = text.split(f"\n## {part.name}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == [
            field.name for field in part.fields
        ]


def test_every_record_with_declared_fields_is_in_the_dictionary():
    from rural_abm.governance import lever_record
    from rural_abm.model import processes
    from rural_abm.model.care import records as care
    from rural_abm.model.organisations import records as organisations
    from rural_abm.model.people import records as people
    from rural_abm.model.staff import records as staff
    from rural_abm.model.ties import records as ties
    from rural_abm.state import ledger

    homes = (lever_record, processes, people, ties, staff, care, organisations, ledger)
    declared = {name.removesuffix("_FIELDS") for home in homes for name in vars(home) if name.endswith("_FIELDS")}
    assert declared == {part.name for part in PARTS}


def test_rooms_hold_the_whole_register():
    found = [parameter for register in rooms().values() for parameter in register.values()]
    assert sorted(p.name for p in found) == sorted(load_register())
    assert list(rooms()) == list(ROOMS)


def test_counts_and_assumptions_agree_with_the_register():
    register = load_register()
    last = next(line for line in parameter_page().splitlines() if line.startswith("| All |"))
    counted = [int(cell) for cell in last.strip("| ").split(" | ")[1:]]
    assert counted == [*(sum(p.kind == kind for p in register.values()) for kind in KINDS), len(register)]
    assumed = [p.name for p in register.values() if p.kind == ASSUMED]
    rows = [line.split("`")[1] for line in assumption_page().splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(assumed)


def test_bars_inside_cells_do_not_break_a_table():
    assert table(("a", "b"), [("x|y", 1)]).splitlines()[2] == "| x\\|y | 1 |"
