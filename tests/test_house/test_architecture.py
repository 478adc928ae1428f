"""One direction: a room of the package imports only from rooms above it, and modules never import in a circle."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

import rural_abm

ORDER = [
    *("engine", "parameters", "regions", "state", "governance"),
    *("people", "ties", "staff", "care", "money", "organisations", "processes"),
    *("outcomes", "simulation"),
    *("study", "figures", "report", "demo", "cli", "__main__"),
]
ROOT, PAGE = "rural_abm", "demo"
# The folder whose folders are rooms themselves.
GROUP = "model"
# Writes down which public names there are.
LISTS_THE_TOP = "rural_abm.report.type_stubs"
# Parts of a room that has several; what lies in the room beside them reaches all of them.
PARTS = {
    "staff": ["working_time", "decisions", "posts"],
    "care": ["needs", "channels", "primary", "home", "beds", "acute"],
    "study": ["results", "running", "compare", "sweeps", "insilico", "evidence"],
}
# Rooms whose parts may import what lies beside them: the records and what else all parts use.
OPEN_BESIDE = {"staff", "care"}


def imported_names(module):
    """(line, dotted name) of everything of the package that a module imports anywhere, functions included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            names = [f"{base}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
            names = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == ROOT)


def _base(module, node):
    """The dotted name before `import`, relative imports resolved."""
    if not node.level:
        return node.module
    parts = module.name.split(".")
    parts = parts[: len(parts) - node.level + module.is_package]
    return ".".join(parts + ([node.module] if node.module else []))


def edges(modules):
    """(importing module's name, line, imported module's name); a name inside a module counts as that module."""
    known = {module.name for module in modules}
    for module in modules:
        for line, name in imported_names(module):
            while name not in known and "." in name:
                name = name.rpartition(".")[0]
            yield module.name, line, name


def room(name):
    """The room a module belongs to; None for the package's own `__init__`."""
    parts = within_rooms(name)
    return parts[0] if parts else None


def within_rooms(name):
    """The parts of a module's name from its room on."""
    parts = name.split(".")[1:]
    return parts[1:] if parts[:1] == [GROUP] else parts


def wrong_directions(modules):
    """One text for each import that does not go upwards."""
    rank = {name: position for position, name in enumerate(ORDER)}
    wrong = []
    for source, line, target in edges(modules):
        if room(target) is None or room(source) == room(target):
            continue
        if room(source) is None or rank.get(room(source), -1) <= rank.get(room(target), len(ORDER)):
            wrong.append(f"{source} line {line} imports {target}")
    return sorted(set(wrong))


def for_types_only(module):
    """The lines inside `if TYPE_CHECKING:`, which no program runs."""
    return {
        line
        for node in ast.walk(module.tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for line in range(statement.lineno, statement.end_lineno + 1)
    }


def part(name):
    """The part of its room that a module belongs to; None in a room without parts and of modules beside them."""
    parts = within_rooms(name)
    return parts[1] if len(parts) > 1 and parts[1] in PARTS.get(parts[0], ()) else None


def wrong_between_parts(modules):
    """One text for each import inside a room that goes to a later part, or from a part to what lies beside them."""
    wrong = []
    for source, line, target in edges(modules):
        if room(source) == room(target) and room(source) in PARTS:
            parts = PARTS[room(source)]
            ranks = [parts.index(part(name)) if part(name) else len(parts) for name in (source, target)]
            is_open = part(target) is None and room(source) in OPEN_BESIDE
            if ranks[0] < ranks[1] and not is_open:
                wrong.append(f"{source} line {line} imports {target}")
    return sorted(set(wrong))


def circle(modules):
    """A list of modules that import one another in a circle, or None; imports for type checkers alone do not count."""
    graph = {module.name: set() for module in modules}
    unseen = {(module.name, line) for module in modules for line in for_types_only(module)}
    for source, line, target in edges(modules):
        if source != target and room(target) is not None and (source, line) not in unseen:
            graph[source].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return None


def from_root(modules):
    """One text for each import of a public name from the package's top, which loads rooms from anywhere.

    The workshop page imports nothing else, as a program outside the package would.
    """
    wrong = []
    for module in (module for module in modules if room(module.name) != PAGE and module.name != LISTS_THE_TOP):
        for line, name in imported_names(module):
            is_room = name.split(".")[1:2] and name.split(".")[1] in (GROUP, *ORDER)
            if name != f"{ROOT}.__version__" and not is_room:
                wrong.append(f"{module.name} line {line} imports {name}")
    return wrong


def from_inside(modules, public):
    """One text for each import of the workshop page that is neither public nor its own."""
    return [
        f"{module.name} line {line} imports {name}"
        for module in modules
        if room(module.name) == PAGE
        for line, name in imported_names(module)
        if room(name) != PAGE and name.removeprefix(f"{ROOT}.") not in public
    ]


def test_the_page_imports_only_what_the_package_offers(modules):
    assert len([module for module in modules if room(module.name) == PAGE]) > 2
    assert from_inside(modules, rural_abm.__all__) == []


def test_an_import_of_the_page_from_inside_is_found(module_of):
    source = (
        "from rural_abm import compare, secret\nfrom rural_abm.study.running.runs import run\nimport rural_abm.demo.app"
    )
    planted = [module_of("rural_abm/demo/app.py", source)]
    assert from_inside(planted, ["compare"]) == [
        "rural_abm.demo.app line 1 imports rural_abm.secret",
        "rural_abm.demo.app line 2 imports rural_abm.study.running.runs.run",
    ]


def test_every_room_is_known(modules):
    unknown = {room(module.name) for module in modules} - {None, *ORDER}
    assert not unknown, f"say in ORDER where these stand: {sorted(unknown)}"


def test_imports_go_one_direction(modules):
    assert not (wrong := wrong_directions(modules)), "\n".join(wrong)


def test_the_parts_of_a_room_have_one_direction(modules):
    assert not (wrong := wrong_between_parts(modules)), "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_the_parts_of_a_room_are_its_folders(repository, name):
    (folder,) = (path for path in (repository / ROOT / name, repository / ROOT / GROUP / name) if path.exists())
    assert {path.parent.name for path in folder.glob("*/*.py")} == set(PARTS[name])


def test_no_circle(modules):
    assert circle(modules) is None


def test_no_room_imports_the_top_of_the_package(modules):
    assert from_root(modules) == []


def test_every_folder_of_the_package_is_a_package(repository):
    folders = {path.parent for path in (repository / ROOT).rglob("*.py")}
    without = sorted(str(f.relative_to(repository)) for f in folders if not (f / "__init__.py").exists())
    assert without == [], "without __init__.py a folder is not found when the wheel is built"


@pytest.mark.parametrize(
    "source",
    [
        "from rural_abm.model.care import beds",
        "import rural_abm.model.care.beds",
        "from rural_abm.model import care",
        "from ..model.care import beds",
        "def late():\n    from rural_abm.model.care.beds import admit",
        "importlib.import_module('rural_abm.model.care')",
    ],
)
def test_a_wrong_direction_is_found(module_of, source):
    planted = [
        module_of("rural_abm/__init__.py", ""),
        module_of("rural_abm/model/care/__init__.py", ""),
        module_of("rural_abm/model/care/beds.py", "from rural_abm.regions import roads"),
        module_of("rural_abm/regions/__init__.py", ""),
        module_of("rural_abm/regions/roads.py", source),
    ]
    (found,) = wrong_directions(planted)
    assert found.startswith("rural_abm.regions.roads line") and "rural_abm.model.care" in found


def test_parts_of_care_import_what_lies_beside_them_and_no_later_part(module_of):
    planted = [
        module_of("rural_abm/model/care/records.py", ""),
        module_of("rural_abm/model/care/needs/needs.py", "from rural_abm.model.care.records import NEED"),
        module_of("rural_abm/model/care/beds/stays.py", "from rural_abm.model.care.needs.needs import open_need"),
    ]
    assert wrong_between_parts(planted) == []
    planted[1] = module_of("rural_abm/model/care/needs/needs.py", "from rural_abm.model.care.beds import stays")
    assert wrong_between_parts(planted) == [
        "rural_abm.model.care.needs.needs line 1 imports rural_abm.model.care.beds.stays"
    ]


@pytest.mark.parametrize("source", ["sweeps", "checks"])
def test_a_wrong_direction_between_parts_is_found(module_of, source):
    planted = [
        module_of("rural_abm/study/results/store.py", f"from rural_abm.study.{source} import points"),
        module_of("rural_abm/study/checks.py", "from rural_abm.study.results.store import load"),
        module_of("rural_abm/study/sweeps/__init__.py", "from rural_abm.study.results.store import load"),
    ]
    assert wrong_between_parts(planted) == [f"rural_abm.study.results.store line 1 imports rural_abm.study.{source}"]


def test_a_circle_inside_a_room_is_found(module_of):
    planted = [
        module_of("rural_abm/model/care/__init__.py", ""),
        module_of("rural_abm/model/care/beds.py", "from rural_abm.model.care.triage import sort"),
        module_of("rural_abm/model/care/triage.py", "def sort():\n    from .beds import admit"),
    ]
    assert set(circle(planted)) == {"rural_abm.model.care.beds", "rural_abm.model.care.triage"}


def test_an_import_for_types_alone_makes_no_circle_but_has_a_direction(module_of):
    late = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rural_abm.{} import x\n"
    planted = [
        module_of("rural_abm/regions/__init__.py", ""),
        module_of("rural_abm/regions/roads.py", "from rural_abm.regions.travel import y"),
        module_of("rural_abm/regions/travel.py", late.format("regions.roads")),
    ]
    assert circle(planted) is None
    planted.append(module_of("rural_abm/model/care/__init__.py", ""))
    planted.append(module_of("rural_abm/regions/far.py", late.format("model.care")))
    assert wrong_directions(planted) == ["rural_abm.regions.far line 3 imports rural_abm.model.care"]


def test_an_import_from_the_top_is_found(module_of):
    planted = [module_of("rural_abm/figures/lines.py", "from rural_abm import __version__, state, compare")]
    assert from_root(planted) == ["rural_abm.figures.lines line 1 imports rural_abm.compare"]
