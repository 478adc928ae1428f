"""Each fault of a list, put into a copy of the package, makes the tests named for it fail; unchanged they pass."""

import os

import mutations
import pytest

ROOMS = sorted({"/".join(case["file"].split("/")[:2]) for case in mutations.listed()})


def name(case):
    return f"{case['file']}: {case['what']}"


@pytest.mark.verify
@pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are tried in forks of one process")
@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_find_every_fault_of_a_room(room, tmp_path):
    cases = [case for case in mutations.listed() if case["file"].startswith(f"{room}/")]
    tests = sorted({test for case in cases for test in case["tests"]})
    unchanged, *changed = mutations.tried([{"tests": tests}, *cases], tmp_path)
    assert set(unchanged) == set(tests)
    assert {end for ends in unchanged.values() for end in ends} == {"passed"}, unchanged
    unnoticed = [name(case) for case, ends in zip(cases, changed, strict=True) if not mutations.notices(case, ends)]
    assert not unnoticed, "\n".join(unnoticed)


@pytest.mark.verify
@pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are tried in forks of one process")
def test_what_is_no_fault_and_what_cannot_be_imported_is_not_taken_for_found(tmp_path):
    fault = next(case for case in mutations.listed() if case["file"].startswith("model/care/"))
    harmless = fault | {"new": f"{fault['old']}  # the same"}
    broken = fault | {"new": "this is no Python"}
    same, unread, found = mutations.tried([harmless, broken, fault], tmp_path)
    assert not mutations.notices(harmless, same) and set(same[fault["tests"][0]]) == {"passed"}
    assert not mutations.notices(broken, unread) and "collection" in unread
    assert mutations.notices(fault, found)
