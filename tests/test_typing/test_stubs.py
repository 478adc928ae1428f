"""The stubs are those of today's declarations, and what is public has its types."""

import inspect

import pytest

import rural_abm
from rural_abm.engine.kernels import PACKAGE
from rural_abm.governance import Plan
from rural_abm.report.type_stubs import AGENTS, STUBS, write_stubs
from rural_abm.simulation.agents.organisations import Municipality, Region
from rural_abm.study.compare.comparison import Comparison
from rural_abm.study.compare.pairwise import PairedFigures
from rural_abm.study.compare.verdicts import Verdict
from rural_abm.study.running.runs import Results
from rural_abm.study.sweeps.sweeps import Sweep

HANDED_OUT = (Plan, Results, Comparison, Sweep, PairedFigures, Verdict, *AGENTS, Municipality, Region)
PUBLIC = [getattr(rural_abm, name) for name in rural_abm.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", STUBS)
def test_the_stub_is_up_to_date(name):
    assert (PACKAGE / name).read_text("utf-8") == STUBS[name](), f"{name} is of older declarations: run `make docs`"


def test_every_stub_is_written_and_none_is_left_over(tmp_path):
    for name in STUBS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    assert write_stubs(tmp_path) == [tmp_path / name for name in STUBS]
    assert {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.pyi")} == set(STUBS)
    assert (PACKAGE / "py.typed").exists()


@pytest.mark.parametrize("thing", [*PUBLIC, *HANDED_OUT], ids=lambda thing: thing.__name__)
def test_what_is_public_has_its_types(thing):
    assert untyped(thing) == []


def test_what_has_no_types_is_found():
    class Bed:
        def places(self, day: int):
            """Without a result."""

        @property
        def is_free(self):
            """Without a result."""

    def admit(person, day: int) -> None:
        """With a parameter that says nothing."""

    assert untyped(Bed) == ["places: return", "is_free: return"]
    assert untyped(admit) == ["admit: person"]


def untyped(thing):
    """One text for each parameter and result without annotation: of a function, or a class's own public members."""
    if not inspect.isclass(thing):
        return _untyped_parts(thing)
    found = []
    for owner in (base for base in thing.__mro__ if base.__module__.startswith(("rural_abm", __name__))):
        for name, member in vars(owner).items():
            is_shown = not name.startswith("_") or (name == "__init__" and inspect.isfunction(member))
            function = _function_of(member)
            if is_shown and function is not None and function.__module__.startswith(("rural_abm", __name__)):
                found += _untyped_parts(function)
    return found


def _function_of(member):
    """The function of a method or property; None for anything else, and for properties that stand in a stub."""
    if isinstance(member, property):
        return None if member.fget.__qualname__.startswith("_property.") else member.fget
    member = getattr(member, "__func__", member)
    return inspect.unwrap(member) if inspect.isfunction(member) else None


def _untyped_parts(function):
    function = inspect.unwrap(function)
    signature = inspect.signature(function)
    parts = [name for name, given in signature.parameters.items() if given.annotation is given.empty]
    missing = [name for name in parts if name not in ("self", "cls")]
    needs_result = signature.return_annotation is signature.empty and function.__name__ != "__init__"
    return [f"{function.__name__}: {part}" for part in missing + ["return"] * needs_result]
