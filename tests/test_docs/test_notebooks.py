"""The notebooks run from top to bottom, as scripts."""

import pytest

pytestmark = pytest.mark.verify


def test_the_tour_of_sensitivity_runs(run_python, repository):
    code = (repository / "notebooks" / "sensitivity.py").read_text("utf-8")
    out = run_python(code)
    assert "coc" in out and "ST" not in out and "clinic share elsewhere" in out
