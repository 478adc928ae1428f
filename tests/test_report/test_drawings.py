"""Drawings and pages of the model description against the code they are made from."""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from rural_abm.regions.registers import load_register
from rural_abm.report.drawings import day_drawing, house_drawing, loops_drawing
from rural_abm.report.imports import imports_of_rooms
from rural_abm.report.model_pages import Values, lever_page, schedule_page
from rural_abm.report.phases import LISTS
from rural_abm.report.stress_page import stress_page
from rural_abm.simulation import phases
from rural_abm.study.evidence.mechanisms import loops

TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')


def test_the_day_is_drawn_in_the_order_of_the_model():
    drawn = re.findall(r">\d+  (\w+)</text>", day_drawing())
    assert drawn == [name for name, _ in phases.DAY]


def test_every_loop_is_drawn_with_all_it_consists_of():
    words = " ".join(" ".join(text for _, _, text in TEXT.findall(loops_drawing())).split())
    for loop in loops().values():
        assert f"cut: {loop.cut}" in words
        assert all(node.replace("-", "- ") in words or node in words or node.split()[0] in words for node in loop.chain)
    assert loops_drawing().count("cut: ") == len(loops())


def test_a_part_is_drawn_above_all_it_imports_from():
    height = {text: float(y) for _, y, text in TEXT.findall(house_drawing())}
    imports = imports_of_rooms()
    assert imports["demo"] and "engine" in imports["governance"] and len(imports) > 15
    for room, others in imports.items():
        assert all(height[room] < height[other] for other in others), room


def test_the_schedule_names_every_step_with_what_it_does():
    page = schedule_page()
    for name in LISTS:
        assert all(f"| `{step}` |" in page for step, _ in getattr(phases, name))
    assert not re.search(r"\| `\w+` \|  \|$", page, re.MULTILINE), "a step has no docstring"


def test_every_lever_stands_on_the_page_with_a_source():
    from rural_abm.governance.schema import lever_specs

    page = lever_page()
    assert all(f"\n`{name}`, for " in page for name in lever_specs())
    assert page.count("Source: ") == len(lever_specs())


@pytest.mark.parametrize("strength", [0.0, 0.7])
def test_the_worked_example_gives_what_the_kernels_give(strength):
    """The equations written out for readers against the kernels, taken as plain functions."""
    from rural_abm.model.care.channels.channels import chance_to_resolve
    from rural_abm.model.care.records import EPISODE, RESOLVE_COLUMNS
    from rural_abm.model.people.records import EPISODE_KINDS

    values, register = Values(), load_register()
    table = [[register.value(f"resolve.{kind}.{mode}") for mode in RESOLVE_COLUMNS] for kind in EPISODE_KINDS]
    parameters = SimpleNamespace(resolve=np.array(table), known_odds_to_resolve=values.number("known_odds_to_resolve"))
    need = SimpleNamespace(what=EPISODE, kind=EPISODE_KINDS.index("infection"), unit=0)
    world = SimpleNamespace(
        needs=[need],
        parameters=[parameters],
        now=[SimpleNamespace(cut=np.zeros(99, bool))],
        levers=[SimpleNamespace(co_location_shared_record=0)],
    )
    mode = RESOLVE_COLUMNS.index("home_visit")
    kernel = getattr(chance_to_resolve, "py_func", chance_to_resolve)
    assert values.settled("infection", "home_visit", strength) == pytest.approx(kernel(world, 0, mode, strength, 1.0))


def test_a_tie_is_worked_out_by_the_law_that_ties_follow():
    from rural_abm.model.ties.strength import raised, worn

    values = Values()
    gain, half_life = values.number("tie_gain.home_visit"), values.number("tie_half_life_days")
    expected = worn(raised(raised(0.0, gain), gain), 182, half_life)
    assert values.tie("home_visit", "home_visit", days=182) == pytest.approx(expected)


def test_the_checklist_is_filled_from_a_manifest():
    made = {"kind": "compare", "seeds": [1, 2, 3], "code": "abc", "python": "3.12.1", "scenarios": {"a": {"years": 7}}}
    page = stress_page(made)
    for shown in ("3 seeds", "7 reported years", "`abc`", "Python 3.12.1", "compare"):
        assert shown in page
    assert "reported years" in stress_page() and "`abc`" not in stress_page()
