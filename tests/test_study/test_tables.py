"""Tables fit the terminal whatever stands in them, and are as wide as they need elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.study.results import tables
from rural_abm.study.results.tables import fit_line, text_table

CELL = st.text(st.characters(codec="ascii", categories=["L", "N", "P"], include_characters=" _"), max_size=90)
NUMBER = st.integers(-(10**9), 10**9).map(str)


@given(rows=st.lists(st.tuples(CELL, CELL, *[NUMBER] * 9), max_size=4), width=st.integers(60, 200))
def test_a_table_fits_and_loses_nothing(rows, width):
    headers = ["name", "what it is called", *(f"measured_thing_{number}" for number in range(9))]
    lines = text_table(headers, rows, right=range(2, 11), width=width)
    assert max(map(len, lines)) <= width
    text = " ".join(lines)
    for row in rows:
        assert all(number in text for number in row[2:])
        assert all(letter in text for cell in row[:2] for letter in cell.strip())


def test_names_are_not_broken_and_markup_is_text():
    rows = [["home_nursing_physician_rotating", "[red]Words[/red] " * 9, "12"]] * 2
    lines = text_table(["name", "title", "seeds"], rows, right=[2], width=80)
    assert "home_nursing_physician_rotating" in lines[1] and "[red]Words[/red]" in lines[1] and len(lines) > 3


def test_what_is_piped_or_asked_for_is_as_wide_as_it_needs(monkeypatch):
    rows = [["a" * 200]]
    assert len(text_table(["name"], rows)[1]) == 200 and fit_line("b " * 200) == ["b " * 200]
    monkeypatch.setattr(tables.sys, "stdout", type("Terminal", (), {"isatty": lambda self: True})())
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, text_table(["name"], rows))) == 80
    assert max(map(len, fit_line("  " + "b " * 200))) <= 80 and fit_line("  " + "b " * 200)[1].startswith("  b")
    monkeypatch.setattr(tables.Width, "is_free", True)
    assert len(text_table(["name"], rows)[1]) == 200


@pytest.mark.parametrize("wide", [True, False])
def test_the_command_line_takes_wide(monkeypatch, capsys, wide):
    from rural_abm.cli import main

    monkeypatch.setattr(tables.Width, "is_free", False)
    assert main([*(["--wide"] if wide else []), "list", "links"]) == 0
    assert tables.Width.is_free is wide and "ties_to_episodes" in capsys.readouterr().out
