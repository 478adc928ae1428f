"""The list of faults fits the code: whoever edits a line that a fault changes edits the fault with it."""

import mutations


def test_every_fault_of_the_list_fits_the_code_and_names_tests_that_exist():
    cases = mutations.listed()
    assert len({(case["file"], case["what"]) for case in cases}) == len(cases) >= 40
    for case in cases:
        code = (mutations.PACKAGE / case["file"]).read_text(encoding="utf-8")
        assert code.count(case["old"]) == 1, f"{case['file']}, {case['what']}: `old` must occur exactly once"
        assert case["new"] != case["old"] and case["tests"], case["what"]
        for test in case["tests"]:
            file, _, function = test.partition("::")
            assert f"def {function}(" in (mutations.TESTS / file).read_text(encoding="utf-8"), test
