"""The packaged place, built once, and a folder of tables that a test may change."""

import shutil

import pytest

from rural_abm.parameters.register import read_register
from rural_abm.regions.place import load_place
from rural_abm.regions.tables import packaged_folder


@pytest.fixture(scope="session")
def parameters():
    return read_register([packaged_folder().parent.parent / "parameters" / "place.csv"])


@pytest.fixture(scope="session")
def place(parameters):
    return load_place(parameters=parameters)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(packaged_folder(), tmp_path / "place")


@pytest.fixture
def change(folder):
    """A function that replaces a text that stands exactly once in one file of the folder."""

    def replace(file, old, new):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return replace
