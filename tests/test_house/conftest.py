"""The package's sources, read once, for the tests that look at the code itself."""

import ast
import tomllib
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Module:
    """One source file: its path from the repository's folder, its text, its syntax tree."""

    path: str
    source: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    @classmethod
    def of(cls, path, source):
        return cls(path, source, ast.parse(source))

    @property
    def name(self):
        """The dotted name, `rural_abm.regions.roads`; a folder's `__init__.py` has the folder's name."""
        return self.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    @property
    def is_package(self):
        return self.path.endswith("__init__.py")


@pytest.fixture(scope="session")
def module_of():
    """Makes a Module of a path and a text, for examples that must be found wanting."""
    return Module.of


@pytest.fixture(scope="session")
def modules(repository):
    """All modules of the package, by path."""
    paths = sorted((repository / "rural_abm").rglob("*.py"))
    found = [Module.of(path.relative_to(repository).as_posix(), path.read_text("utf-8")) for path in paths]
    assert len(found) > 2
    return found


@pytest.fixture(scope="session")
def table(repository):
    """Reads a table of tests/data by name."""
    return lambda name: tomllib.loads((repository / "tests" / "data" / name).read_text("utf-8"))
