"""Links that a scenario may cut: each has its texts, is refused when unknown, and acts from the first reported day."""

import ast

import pytest

from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.state.feedback_links import LINKS, link, link_texts


def links_named(tree):
    """Names of the links that a module declares: `LINK = link("name")` at its top."""
    return [
        node.value.args[0].value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "link"
    ]


def test_every_link_acts_in_one_process_that_names_it(repository):
    sources = sorted((repository / "rural_abm" / "model").rglob("*.py"))
    named = [name for path in sources for name in links_named(ast.parse(path.read_text("utf-8")))]
    assert sorted(named) == sorted(LINKS)


def test_a_link_without_a_row_is_refused():
    with pytest.raises(ValueError):
        link("ties_to_nothing")


def test_every_link_has_texts():
    for texts in link_texts().values():
        assert all(texts[part][language] for part in ("title", "cut") for language in ("en", "sv"))


def test_an_unknown_link_is_told():
    with pytest.raises(InputError, match="ties_to_episodes"):
        Scenario(cuts=["ties_to_episode"])


def test_a_cut_is_part_of_what_a_scenario_is():
    assert Scenario(cuts=["ties_to_episodes"]).scenario_id() != Scenario().scenario_id()
