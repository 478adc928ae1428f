"""Results of a version count for another one that was shown to give the same, and for no other."""

import tomllib

import pytest

from rural_abm.engine import equal_results
from rural_abm.study.results.freshness import STAMP, stale_because


@pytest.fixture
def equal(monkeypatch):
    """Three versions in a row with the same results; a fourth is by itself."""
    monkeypatch.setattr(equal_results, "_before", lambda: {"third": "second", "second": "first"})


def test_the_first_version_stands_for_all_that_are_equal(equal):
    assert [equal_results.first_equal(name) for name in ("first", "second", "third")] == ["first"] * 3
    assert equal_results.first_equal("fourth") == "fourth"


def test_results_are_stale_unless_every_hash_is_the_same_or_equal(equal):
    now = {"model": "third", "definition": "d", "method": "m"}
    assert stale_because({STAMP: now | {"model": "first"}}, now) == ""
    assert stale_because({STAMP: now | {"model": "fourth"}}, now) == "made by another version of the model"
    assert stale_because({STAMP: {"definition": "d", "method": "m"}}, now) != ""


def test_every_entry_says_what_showed_it_and_none_leads_back(repository):
    text = (repository / "rural_abm" / "data" / equal_results.FILE).read_text(encoding="utf-8")
    entries = tomllib.loads(text)["equal"]
    assert all(set(entry) == {"now", "before", "of", "shown_by"} for entry in entries)
    assert not {entry["now"] for entry in entries} & {entry["before"] for entry in entries}
