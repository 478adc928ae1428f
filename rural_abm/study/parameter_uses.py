"""Which modules read which parameters, found in the sources, so that no list of it has to be kept.

A parameter is read as a field of the record of parameters (`p.gp_filling_per_year`, `world.parameters[0].keep`), by its
name as a text (`register.value("warm_up_days")`), by a name put together (`f"attraction_weight_{part}"`), or by a cell
of a table of data. A table of parameters has the name before its first dot.
"""

import ast
import re
from functools import cache
from pathlib import Path

from rural_abm.engine.kernels import PACKAGE
from rural_abm.regions.registers import load_register

# What runs a model reads; governance reads levers alone, and what lies below them computes from results.
ROOMS = ("regions", "model", "simulation", "outcomes")
# How the record of parameters is called where its fields are read: the last name of an expression.
RECORDS = ("p", "rules", "parameters")
TABLES = PACKAGE / "data" / "money"
CELL = re.compile(r"\w+")
WORDS, ANY = re.compile("[a-z]+_[a-z]+"), "[a-z0-9_]+"


def base(name):
    """Return the name of the parameter or table of parameters that a name of the register belongs to."""
    return name.partition(".")[0]


@cache
def readers():
    """Return {parameter or table: tuple of modules and tables of data that read it}, names below the package."""
    known = frozenset(map(base, load_register()))
    found = {name: [] for name in sorted(known)}
    for place, named in _all_sources(known):
        for name in sorted(named):
            found[name].append(place)
    return {name: tuple(places) for name, places in found.items()}


def fields_read(path):
    """Return the fields (set) that a source reads of the record of parameters, whether these exist or not."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_record(node.value)}


def sources():
    """Return the sources (list of Path) of the rooms that a run reads parameters in."""
    return sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))


def _all_sources(known):
    """Yield (module or table, names it reads)."""
    for path in sources():
        text = path.read_text(encoding="utf-8")
        place = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        yield place.removeprefix("model."), _read_in(ast.parse(text), known)
    for path in sorted(TABLES.glob("*.csv")):
        yield path.relative_to(PACKAGE).as_posix(), known & set(CELL.findall(path.read_text(encoding="utf-8")))


def _read_in(tree, known):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_record(node.value):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(base(node.value))
        elif isinstance(node, ast.JoinedStr) and (pattern := _pattern(node)):
            found |= {name for name in known if pattern.fullmatch(name)}
    return found & known


def _pattern(joined):
    """Return the pattern of a text put together; None where it has no two words of a name to be known by."""
    words = [part.value if isinstance(part, ast.Constant) else "" for part in joined.values]
    if not any(WORDS.search(word) for word in words):
        return None
    return re.compile("".join(re.escape(word) if word else ANY for word in words))


def _is_record(node):
    """Return whether an expression is the record of parameters: `p`, `situation.p`, `world.parameters[0]`."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) in RECORDS
