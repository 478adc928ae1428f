"""The types made from declarations, written as stubs for editors and type checkers.

Levers are declared in `data/governance/levers.toml`, fields of records in the code of each room, and the public names
of the package are loaded when first used, so an editor sees none of them. `python -m rural_abm.report.type_stubs` (part
of `make docs`) writes them as stub files of the package, which no program reads.
"""

from pathlib import Path

import numpy as np

import rural_abm
from rural_abm.engine.kernels import PACKAGE
from rural_abm.governance.schema import lever_specs
from rural_abm.regions.place import place_of
from rural_abm.regions.registers import load_register
from rural_abm.report.dictionary import PARTS
from rural_abm.simulation.agents.organisations import CottageHospital, HealthCentre, Hospital
from rural_abm.simulation.agents.persons import GP, FrailElder, Nurse
from rural_abm.simulation.initial_world import blank_world
from rural_abm.state.world import FIELDS

AGENTS = (FrailElder, GP, Nurse, HealthCentre, CottageHospital, Hospital)
LEVER_TYPES = {
    "whole": "int",
    "decimal": "float",
    "yes_no": "bool",
    "clock": "str",
    "clock_or_closed": "str",
    "choice": "Literal[{}]",
    "choices": "tuple[Literal[{}], ...]",
    "channel_kind": "str",
    "settlements": "tuple[str, ...]",
    "unit": "str",
    "units": "tuple[str, ...]",
}
HEAD = '"""{} Written by rural_abm.report.type_stubs (`make docs`); not to be edited."""\n'


def top_stub():
    """Return the text of the package's own stub: where each public name is defined."""
    homes = sorted(rural_abm._HOMES.items(), key=lambda pair: (pair[1], pair[0].lower()))
    lines = [f"from {home} import {name} as {name}" for name, home in homes]
    names = [f'    "{name}",' for name in rural_abm.__all__]
    listed = ["__all__ = [", *names, "]"]
    return _file("The public names of the package.", *lines, "", "__version__: str", *listed)


def lever_stub():
    """Return the text of the stub of `Levers`: a class for each lever with fields, with meaning, unit and range."""
    blocks = [block for spec in lever_specs().values() if not spec.is_single for block in _lever_class(spec)]
    levers = [line for spec in lever_specs().values() for line in _lever_line(spec)]
    imports = "from typing import Literal", "", "from rural_abm.governance.levers import Shape, _LeversBase", ""
    title = '    """All levers of one place."""'
    return _file(
        "The levers of one place.", *imports, *blocks, "class Levers(_LeversBase, frozen=True):", title, *levers
    )


def _lever_class(spec):
    lines = [f"class {_class_of(spec)}(Shape, frozen=True):", f'    """{spec.text["en"]}"""', ""]
    for field in spec.fields.values():
        default = "" if spec.list else " = ..."
        lines += [
            f"    {field.name}: {_lever_type(field)}{default}",
            f'    """{field.text["en"]} Allowed: {field.allowed()}."""',
        ]
    return [*lines, ""]


def _lever_line(spec):
    if spec.is_single:
        kind = _lever_type(spec.fields[""])
    else:
        kind = f"tuple[{_class_of(spec)}, ...]" if spec.list else _class_of(spec)
    return f"    {spec.name}: {kind} = ...", f'    """{spec.text["en"]}"""'


def _class_of(spec):
    """Return the name of the lever's class, as in `governance.levers`."""
    return "Channel" if spec.list else "".join(word.title() for word in spec.name.split("_"))


def _lever_type(field):
    return LEVER_TYPES[field.type].format(", ".join(f'"{option}"' for option in field.options))


def record_stub():
    """Return the text of the stub of the world's record arrays: columns by name, and rows with their fields."""
    world = blank_world(place_of(), load_register())
    blocks, arrays = [], []
    for name, text in FIELDS:
        array = getattr(world, name)
        if array.dtype.names:
            kind = f"{_camel(name)}Records"
            blocks += [*_row_class(name, array.dtype), *_array_class(name, array)]
        else:
            kind = f"NDArray[np.{array.dtype.name}]"
        arrays += [f"    {name}: {kind}", f'    """{text}"""']
    imports = [
        "from collections.abc import Iterator",
        "from typing import Any, Literal, Self, overload",
        "",
        "import numpy as np",
        "from numpy.typing import ArrayLike, NDArray",
        "",
        "class _Row:",
        "    dtype: np.dtype[np.void]",
        "    def item(self) -> tuple[Any, ...]: ...",
        "    def copy(self) -> Self: ...",
        "",
    ]
    holder = ["class WorldArrays:", '    """The record arrays of a world."""', ""]
    return _file("The record arrays of the world.", *imports, *blocks, *holder, *arrays)


def _row_class(name, dtype):
    """Return the class of a row, with its fields as attributes that can be read and set."""
    meanings = _meanings(dtype)
    lines = [f"class {_camel(name)}Row(_Row):", f'    """A row of `world.{name}`."""', ""]
    for field in _own_fields(dtype):
        lines.append(f"    {field}: {_scalar_or_array(dtype[field])}")
        if field in meanings:
            lines.append(f'    """{meanings[field]}"""')
    names = ", ".join(f'"{field}"' for field in _own_fields(dtype))
    lines.append(f"    def __getitem__(self, key: Literal[{names}]) -> Any: ...")
    lines.append(f"    def __setitem__(self, key: Literal[{names}], value: ArrayLike) -> None: ...")
    return [*lines, ""]


def _array_class(name, array):
    """Return the class of the array: a known name gives a column, an index a row, and an unknown name is an error."""
    dtype, row = array.dtype, f"{_camel(name)}Row"
    by_type = {}
    for field in _own_fields(dtype):
        by_type.setdefault(f"NDArray[np.{dtype[field].base.name}]", []).append(f'"{field}"')
    whole = "int | np.integer[Any]"
    place = whole if array.ndim == 1 else f"tuple[{', '.join([whole] * array.ndim)}]"
    lines = [f"class {_camel(name)}Records(np.ndarray[Any, np.dtype[np.void]]):", f'    """`world.{name}`."""', ""]
    for index, (kind, fields) in enumerate(by_type.items()):
        ignored = "" if index else "  # type: ignore[override]"
        lines += [
            f"    @overload{ignored}",
            f"    def __getitem__(self, key: Literal[{', '.join(fields)}]) -> {kind}: ...",
        ]
    lines += ["    @overload", f"    def __getitem__(self, key: {place}) -> {row}: ..."]
    rows = "slice | list[int] | NDArray[Any]" if array.ndim == 1 else "slice | int | list[int] | NDArray[Any]"
    lines += ["    @overload", f"    def __getitem__(self, key: {rows}) -> Self: ..."]
    if array.ndim > 1:
        lines += ["    @overload", "    def __getitem__(self, key: tuple[Any, ...]) -> Any: ..."]
        rows += " | tuple[Any, ...]"
    names = ", ".join(field for fields in by_type.values() for field in fields)
    wanted = f"Literal[{names}] | {place} | {rows}"
    lines.append(
        f"    def __setitem__(self, key: {wanted}, value: ArrayLike | {row}) -> None: ...  # type: ignore[override]"
    )
    each = row if array.ndim == 1 else "Self"
    return [*lines, f"    def __iter__(self) -> Iterator[{each}]: ...  # type: ignore[override]", ""]


def _own_fields(dtype):
    return [name for name in dtype.names if name != "padding"]


def _meanings(dtype):
    """Return {field: meaning (unit)} of the declared record with these fields, or of the register's parameters."""
    for part in PARTS:
        if {field.name for field in part.fields} == set(_own_fields(dtype)):
            return {field.name: _meaning(field) for field in part.fields}
    register = load_register()
    return {name: register[name].unit for name in dtype.names if name in register}


def _meaning(field):
    return f"{field.meaning} ({field.unit})"


def _scalar_or_array(dtype):
    """Return the type of a row's field: a plain number, so that plain numbers can be assigned, or an inner array."""
    if dtype.shape:
        return f"NDArray[np.{dtype.base.name}]"
    return "float" if dtype.kind == "f" else "int"


def agent_stub():
    """Return the text of the stub of the agents' properties that derive from the fields of their records."""
    lines = ["from typing import Any", "", "import numpy as np", "from numpy.typing import NDArray", ""]
    seen = {}
    for agent in AGENTS:
        twin = seen.setdefault(agent.viewed, agent.__name__)
        if twin != agent.__name__:
            lines += [f"class {agent.__name__}Fields({twin}Fields): ...", ""]
            continue
        lines += [f"class {agent.__name__}Fields:", f'    """What a {agent.__name__} shows of its record."""', ""]
        for field in agent.viewed:
            lines += [
                "    @property",
                f"    def {field.name}(self) -> {_scalar_or_array(np.dtype((field.dtype, field.shape)))}:",
                f'        """{_meaning(field)}"""',
            ]
        lines.append("")
    return _file("The properties of agents that are fields of their records.", *lines)


def _camel(name):
    return "".join(word.title() for word in name.split("_"))


def _file(title, *lines):
    return "\n".join([HEAD.format(title), *lines, ""]).rstrip("\n") + "\n"


STUBS = {
    "__init__.pyi": top_stub,
    "governance/lever_types.pyi": lever_stub,
    "state/record_types.pyi": record_stub,
    "simulation/agents/field_types.pyi": agent_stub,
}


def write_stubs(folder=PACKAGE):
    """Write every stub of STUBS into the folder of the package; return the paths."""
    paths = []
    for name, text in STUBS.items():
        path = Path(folder) / name
        path.write_text(text(), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write_stubs():
        print(written)
