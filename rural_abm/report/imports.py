"""Imports between the parts of the package, read from the sources."""

import ast

from rural_abm.engine.kernels import PACKAGE

ROOT = PACKAGE.name
# The folder whose folders are rooms themselves.
GROUP = "model"


def room_of(parts):
    """Return the room of a module, by the parts of its name or path below the package's root."""
    return parts[1] if parts[0] == GROUP and len(parts) > 1 else parts[0]


def imports_of_rooms():
    """Return {room: set of other rooms that its modules import}, late imports included, in alphabetical order."""
    homes = _public_homes()
    rooms = {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")}
    rooms |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {GROUP}
    rooms |= {path.parent.name for path in PACKAGE.glob(f"{GROUP}/*/__init__.py")}
    found = {room: set() for room in sorted(rooms)}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = room_of(path.relative_to(PACKAGE).with_suffix("").parts)
        if room in found:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found[room] |= {name for name in _rooms_named(tree, homes) if name in rooms and name != room}
    return found


def _public_homes():
    """Return {public name: module that defines it}, as declared at the top of the package."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    declared = [node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_HOMES"]
    return ast.literal_eval(declared[0].value)


def _rooms_named(tree, homes):
    """Return the room of every imported name of the package; for a public name, the room that defines it."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            public = [homes.get(alias.name, f"{ROOT}.{alias.name}") for alias in node.names]
            names = public if node.module == ROOT else [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (room_of(name.split(".")[1:]) for name in names if name.startswith(f"{ROOT}."))
