"""Fixtures of made-up results, read once for the tests of figures and of the report."""

import importlib.util

import pytest

from rural_abm.figures.figure_data import read_results


@pytest.fixture(scope="session")
def builder(repository):
    """The module that writes made-up results."""
    path = repository / "tests" / "data" / "fabricated_results.py"
    spec = importlib.util.spec_from_file_location("fabricated_results", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def folder(builder, tmp_path_factory):
    """A results directory of three scenarios, five seeds, three years."""
    return builder.write_made_up_results(tmp_path_factory.mktemp("results"), seeds=5, years=3)


@pytest.fixture(scope="session")
def results(folder):
    """The same, read."""
    return read_results(folder)
