"""The notebooks: one runs as a script in the quick tests; all of them as notebooks in `make verify`, which installs
what they need (`make documents`)."""

import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.py"), key=lambda path: path.stem)
# A short one, which uses the public names of the package alone.
QUICK = ("first_run",)
SECONDS_A_CELL = 600


@pytest.mark.parametrize("name", QUICK)
def test_it_runs_as_a_script(run_python, tmp_path, repository, name):
    run_python((repository / "notebooks" / f"{name}.py").read_text("utf-8"), folder=tmp_path)


def test_every_notebook_is_reached_from_the_contents(repository):
    contents = (repository / "docs" / "index.md").read_text("utf-8")
    linked = re.findall(r"\(\.\./notebooks/(\w+)\.ipynb\)", contents)
    assert sorted(linked) == [path.stem for path in NOTEBOOKS]


@pytest.mark.verify
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_something(path, tmp_path, monkeypatch):
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONWARNINGS", "ignore:IProgress not found")  # as docs/conf.py has it
    notebook = nbformat.read(path.with_suffix(".ipynb"), as_version=4)
    NotebookClient(notebook, timeout=SECONDS_A_CELL, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert sum(output.output_type in ("execute_result", "display_data") for output in outputs) > 0
    complaints = [output.text for output in outputs if output.get("name") == "stderr"]
    assert complaints == []


@pytest.mark.verify
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_both_forms_are_the_same(path):
    import jupytext

    script, notebook = jupytext.read(path), jupytext.read(path.with_suffix(".ipynb"))
    assert [(cell.cell_type, cell.source) for cell in script.cells] == [
        (cell.cell_type, cell.source) for cell in notebook.cells
    ], "run: jupytext --sync notebooks/*.py"
    assert all(not cell.get("outputs") for cell in notebook.cells), "outputs belong to the site"
