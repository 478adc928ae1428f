"""The parameter register: any content of the file gives a register or one readable error."""

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.parameters.register import COLUMNS, DISTRIBUTIONS, KINDS, read_register
from rural_abm.regions.registers import load_register

LINE = ("half_life_days", "547.5", "days", "365", "1095", "uniform", "assumed", "no source found", "")
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
CELLS = st.one_of(
    TEXT, st.sampled_from(["", "nan", "inf", "-inf", "1e999", "0", "-1", "1,5", "ett", '"', "\n", "\x00", *LINE])
)


def written(tmp_path_factory, lines, header=COLUMNS, name="register.csv"):
    """Path of a CSV file with the lines."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *lines])
    path = tmp_path_factory.mktemp("register") / name
    path.write_text(text.getvalue(), "utf-8")
    return path


def message(path):
    with pytest.raises(InputError) as caught:
        read_register([path])
    text = str(caught.value)
    assert 1 <= len(text.splitlines()) <= 3 and text.strip()
    return text


def test_a_line_becomes_a_parameter(tmp_path_factory):
    register = read_register([written(tmp_path_factory, [LINE])])
    parameter = register["half_life_days"]
    assert (parameter.value, parameter.low, parameter.high) == (547.5, 365, 1095)
    assert register.value("half_life_days") == 547.5 and register.scalars()["half_life_days"][0] == 547.5


@given(st.integers(0, len(LINE) - 1), CELLS)
def test_any_single_cell_gives_a_register_or_a_message(tmp_path_factory, column, cell):
    line = [*LINE[:column], cell, *LINE[column + 1 :]]
    path = written(tmp_path_factory, [line])
    try:
        register = read_register([path])
    except InputError as error:
        assert len(str(error).splitlines()) <= 3
    else:
        for parameter in register.values():
            assert parameter.low <= parameter.value <= parameter.high and math.isfinite(parameter.value)
            assert parameter.kind in KINDS and parameter.distribution in DISTRIBUTIONS and parameter.source.strip()


@given(st.data())
def test_any_mangled_file_gives_a_register_or_a_message(tmp_path_factory, data):
    """Bytes taken out, put in or changed in a file of two good lines."""
    path = written(tmp_path_factory, [LINE, ("other", *LINE[1:])])
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        if not content:
            break
        place = data.draw(st.integers(0, len(content) - 1))
        how = data.draw(st.sampled_from(["cut", "change", "insert", "end"]))
        if how == "cut":
            del content[place]
        elif how == "end":
            content = content[: place + 1]
        else:
            content[place : place + (how == "change")] = bytes([data.draw(st.integers(0, 255))])
    path.write_bytes(bytes(content))
    try:
        read_register([path])
    except InputError as error:
        assert len(str(error).splitlines()) <= 3


def test_messages_name_file_line_and_what_is_allowed(tmp_path_factory):
    bad = {"value": "ten", "kind": "guessed", "distribution": "normal", "source": " "}
    for column, cell in bad.items():
        line = [cell if name == column else value for name, value in zip(COLUMNS, LINE, strict=True)]
        text = message(written(tmp_path_factory, [LINE[:0] + tuple(line)], name="care.csv"))
        assert "care.csv" in text and "line 2" in text, text
    assert "2000" in message(written(tmp_path_factory, [("a", "2000", *LINE[2:])]))
    assert "twice" in message(written(tmp_path_factory, [LINE, LINE]))
    assert "columns" in message(written(tmp_path_factory, [LINE], header=[*COLUMNS[:-1], "remark"]))
    assert "cells" in message(written(tmp_path_factory, [LINE[:-3]]))


def test_a_missing_file_and_bytes_that_are_no_text_are_messages(tmp_path):
    assert "is missing" in message(tmp_path / "missing.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00name")
    message(tmp_path / "bytes.csv")


@given(st.sampled_from(sorted(load_register())), st.floats(allow_nan=True, allow_infinity=True))
def test_values_of_ones_own_lie_in_the_range_or_are_refused(name, value):
    register = load_register()
    old = register[name]
    if old.low <= value <= old.high:
        changed = register.with_values({name: value})
        assert changed.value(name) == value and changed[name].source == old.source
    else:
        with pytest.raises(InputError, match=name.replace(".", r"\.")):
            register.with_values({name: value})
    assert register.value(name) == old.value


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(InputError, match="continuity_causal_share"):
        load_register().with_values({"continuity_causal_shar": 0.1})
    with pytest.raises(InputError, match="parameter"):
        load_register().value("nothing like it")
    with pytest.raises(InputError, match="not a number"):
        load_register().with_values({"continuity_causal_share": "much"})


def test_tables_are_read_by_row_and_column():
    register = load_register()
    shares = register.table("enrolled_share", ("fit", "severe"))
    assert shares.tolist() == [register.value("enrolled_share.fit"), register.value("enrolled_share.severe")]
    assert register.table("keep", ("fall",), ("moderate", "severe")).shape == (1, 2)
    with pytest.raises(InputError):
        register.table("enrolled_share", ("fit", "frail"))


def test_every_packaged_parameter_lies_in_its_range_and_says_where_it_comes_from():
    register = load_register()
    assert len(register) > 200
    for parameter in register.values():
        assert parameter.low <= parameter.value <= parameter.high
        assert parameter.distribution != "fixed" or parameter.kind != "calibrated"
