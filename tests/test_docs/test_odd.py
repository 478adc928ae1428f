"""The model description against the code: the order of the steps, the sections of the protocol, every parameter."""

import re

import pytest

from rural_abm.regions.registers import load_register

SECTIONS = [
    "1 Purpose and patterns",
    "2 Entities, state variables, and scales",
    "3 Process overview and scheduling",
    "4 Design concepts",
    "5 Initialization",
    "6 Input data",
    "7 Submodels",
]
CONCEPTS = [
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
]  # fmt: skip
LISTS = ["DAY", "WEEK", "MONTH", "QUARTER", "DECISIONS", "YEAR", "YEAR_END"]


@pytest.fixture(scope="module")
def odd(repository):
    return (repository / "docs" / "odd.md").read_text("utf-8")


def section(text, title):
    """What stands below a heading of the third level, up to the next heading."""
    return re.search(rf"^### {re.escape(title)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL).group(1)


def numbered(text):
    """[(number, name)] of a numbered list whose points begin with a name in backticks."""
    return [(int(number), name) for number, name in re.findall(r"^(\d+)\. `(\w+)`", text, re.MULTILINE)]


def parameters_named(text):
    """All names in the paragraphs that begin with `Parameters:`."""
    paragraphs = re.findall(r"^Parameters: (.*?)(?=\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return [name for paragraph in paragraphs for name in re.findall(r"`(\w+)`", paragraph)]


@pytest.mark.parametrize("title", LISTS)
def test_the_steps_stand_in_the_order_of_the_code(odd, title):
    from rural_abm.simulation import phases

    names = [name for name, _ in getattr(phases, title)]
    assert numbered(section(odd, title)) == list(enumerate(names, start=1))


def test_every_list_of_steps_of_the_code_is_described():
    from rural_abm.simulation import phases

    def is_steps(value):
        steps = value if isinstance(value, tuple) else ()
        return steps != () and all(isinstance(step, tuple) and callable(step[-1]) for step in steps)

    assert {name for name, value in vars(phases).items() if is_steps(value)} == set(LISTS)


def test_the_sections_are_those_of_the_protocol(odd):
    found = [title for title in re.findall(r"^## (.*)$", odd, re.MULTILINE) if title[0].isdigit()]
    assert found == SECTIONS


def test_all_eleven_design_concepts_are_there(odd):
    found = re.findall(r"^### (.*)$", odd, re.MULTILINE)
    assert [title for title in found if title in CONCEPTS] == CONCEPTS


def test_every_parameter_is_named_in_one_submodel(odd):
    named = parameters_named(odd)
    bases = {name.split(".")[0] for name in load_register()}
    assert sorted(bases - set(named)) == [], "say in docs/odd.md, section 7, which submodel uses these parameters"
    assert sorted(set(named) - bases) == [], "docs/odd.md names parameters that do not exist"
    assert sorted({name for name in named if named.count(name) > 1}) == [], "named in more than one submodel"


def test_what_is_compared_can_differ():
    text = "### DAY\n\n1. `b`: x\n2. `a`: y\n\n### WEEK\n\n1. `c`: z\n\nParameters: `one`,\n`two`.\n\nNot `three`.\n"
    assert numbered(section(text, "DAY")) == [(1, "b"), (2, "a")]
    assert numbered(section(text, "WEEK")) == [(1, "c")]
    assert parameters_named(text) == ["one", "two"]
