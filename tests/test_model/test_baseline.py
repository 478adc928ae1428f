"""Results stay what they were: every packaged model, reform and region against `tests/data/baseline.json`."""

import baseline
import numpy as np
import pytest

QUICK = ("call_off", "cottage_hospital_hub", "call_off@small")
# On another kind of processor a world may part from this one by a rounding; its two years then still resemble these.
ELSEWHERE = 0.15


def test_every_packaged_model_and_reform_has_a_baseline():
    assert list(baseline.stored()["results"]) == baseline.NAMES


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.verify) for name in baseline.NAMES]
)
def test_results_are_those_of_the_baseline(name):
    """If this fails and was meant to: a line in CHANGELOG.md, then `python tests/baseline.py`."""
    file = baseline.stored()
    found, before = baseline.baseline_of(name), file["results"][name]
    if file["processor"] == baseline.processor():
        assert found == before
    else:
        for outcome, years in before.items():
            then, now = (np.sum(part, axis=0) for part in (years, found[outcome]))
            assert now[0] / now[1] == pytest.approx(then[0] / then[1], rel=ELSEWHERE), outcome


def test_a_moved_result_needs_a_line_in_the_changelog(monkeypatch):
    monkeypatch.setattr(baseline, "NAMES", ["call_off"])
    monkeypatch.setattr(baseline, "baseline_of", lambda name: {"admissions": [[1.0, 2.0]]})
    before = baseline.stored()
    monkeypatch.setattr(baseline, "stored", lambda: before | {"stated": baseline.stated_results()})
    with pytest.raises(SystemExit, match="CHANGELOG"):
        baseline.write()
