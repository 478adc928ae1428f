"""Links that a scenario may cut: each has its texts, is refused when unknown, and acts from the first reported day."""

import pytest

from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.state.feedback_links import LINKS, link_texts


def test_every_link_has_texts_in_the_order_of_its_code():
    assert tuple(link_texts()) == LINKS
    for texts in link_texts().values():
        assert all(texts[part][language] for part in ("title", "cut") for language in ("en", "sv"))


def test_an_unknown_link_is_told():
    with pytest.raises(InputError, match="ties_to_episodes"):
        Scenario(cuts=["ties_to_episode"])


def test_a_cut_is_part_of_what_a_scenario_is():
    assert Scenario(cuts=["ties_to_episodes"]).scenario_id() != Scenario().scenario_id()
