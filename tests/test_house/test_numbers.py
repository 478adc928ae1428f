"""No number with meaning in code: other than 0, 1, 2 and -1, a number stands in a data table with its source.

Nor is one hidden in arithmetic: `2 * 2` is a 4. What is let through stands in tests/data/allowed_numbers.toml, each
with its reason. Two forms need no entry, because
they are declarations: numbers inside a `Field(...)`, which states unit and meaning beside its bounds and shape, and the
count in `A, B, C = range(3)`, which names indexes and which Python itself checks.
"""

import ast
import math
import operator

PLAIN = {0, 1, 2}
FOLDED = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitOr: operator.or_,
    ast.BitAnd: operator.and_,
    ast.BitXor: operator.xor,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}
# Steps of a chain that may be taken in any order: x * 2 * 2 holds a 4, x + 1 + 2 a 3, x / 2 / 2 again a 4.
CHAINS = ((ast.Mult, ast.Div), (ast.Add, ast.Sub))


def numbers(module):
    """(line, number) of each number that needs a reason: anywhere in code, defaults and indexes too.

    Arithmetic of numbers alone counts as the number it gives, as Python itself computes it beforehand.
    """
    known = plain_names(module)
    seen = {id(inner) for node in ast.walk(module.tree) if is_declaration(node) for inner in ast.walk(node)}
    # Outer expressions come before those within them.
    for node in ast.walk(module.tree):
        if id(node) in seen or not isinstance(node, ast.Constant | ast.BinOp | ast.UnaryOp):
            continue
        value, parts = folded(node, known), ast.walk(node)
        if value is None:
            value, parts = chained(node, known)
        if value is not None:
            seen.update(id(part) for part in parts)
            if value != -1 and value not in PLAIN:
                yield node.lineno, value


def plain_names(module):
    """{name: value} of the module's own constants that are plain, or arithmetic of plain ones: TWO = 1 + 1."""
    known = {}
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = folded(node.value, known)
            if value is not None and (value in PLAIN or value == -1):
                known[node.targets[0].id] = value
    return known


def folded(node, known):
    """The number that an expression is, if it is made of numbers and known names alone; else None.

    A name by itself is none: it was counted where it was bound.
    """
    if is_number(node):
        return node.value
    if not isinstance(node, ast.BinOp | ast.UnaryOp) or type(node.op) not in FOLDED:
        return None
    parts = [node.operand] if isinstance(node, ast.UnaryOp) else [node.left, node.right]
    values = [known.get(part.id) if isinstance(part, ast.Name) else folded(part, known) for part in parts]
    if None in values:
        return None
    try:
        return FOLDED[type(node.op)](*values)
    except (ArithmeticError, TypeError, ValueError):
        return None


def chained(node, known):
    """(number, nodes) that several steps of a chain make together: 4 of `days * 2 * 2`; (None, []) of a shorter one."""
    for signed, (forward, back) in enumerate(CHAINS):
        values, nodes, inner = [], [], node
        while isinstance(inner, ast.BinOp) and isinstance(inner.op, forward | back):
            nodes.append(inner)
            value = folded(inner.right, known)
            if value is not None:
                values.append(-value if signed and isinstance(inner.op, back) else value)
                nodes += ast.walk(inner.right)
            inner = inner.left
        first = folded(inner, known)
        if first is not None:
            values.append(first)
            nodes += ast.walk(inner)
        if len(values) > 1:
            return (sum(values) if signed else math.prod(values)), nodes
    return None, []


def is_declaration(node):
    """True for `Field(...)` and for names unpacked from a range of as many."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "Field"
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Tuple)
        and ast.unparse(node.value) == f"range({len(node.targets[0].elts)})"
    )


def is_number(node):
    """True for a numeric constant; True and False are not numbers here."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
    )


def without_reason(modules, allowed):
    """One text for each number that neither is plain nor stands in the table."""
    whole = {entry["file"] for entry in allowed if entry["numbers"] == "any"}
    pairs = {(entry["file"], number) for entry in allowed if entry["numbers"] != "any" for number in entry["numbers"]}
    return [
        f"{module.path}:{line}: {number}"
        for module in modules
        if module.path not in whole
        for line, number in numbers(module)
        if (module.path, number) not in pairs
    ]


def test_no_number_with_meaning_in_code(modules, table):
    found = without_reason(modules, table("allowed_numbers.toml")["allowed"])
    advice = "move these to a data table, or say in tests/data/allowed_numbers.toml why they stay:"
    assert not found, "\n".join([advice, *found])


def test_every_entry_of_the_table_is_used_and_has_a_reason(modules, table):
    present = {(module.path, number) for module in modules for _, number in numbers(module)}
    files = {path for path, _ in present}
    for entry in table("allowed_numbers.toml")["allowed"]:
        assert set(entry) == {"file", "numbers", "reason"}
        assert len(entry["reason"].split()) > 2, entry
        if entry["numbers"] == "any":
            assert entry["file"] in files, f"{entry['file']} holds no such number any more"
        else:
            unused = [n for n in entry["numbers"] if (entry["file"], n) not in present]
            assert unused == [], f"{entry['file']} holds these no more: {unused}"


def test_numbers_are_found_wherever_they_stand(module_of):
    source = """
SHARE = 0.45
def wait(days=14, *, reach=-3):
    '''At most 99 days.'''
    return days[7] * -1 + 0, 1.0, 2, f"{days:.5f}", True, "88", -2
A, B, C, D = range(4)
E, F = range(20), 21
STAY = Field("stay_days", "i4", "days", "so far", (0, 364))
"""
    planted = module_of("rural_abm/model/care/waits.py", source)
    assert sorted(number for _, number in numbers(planted)) == [-3, -2, 0.45, 7, 14, 20, 21]
    allowed = [{"file": "rural_abm/model/care/waits.py", "numbers": [0.45, 14, -3, 7, 20, 21], "reason": "an example"}]
    assert without_reason([planted], allowed) == ["rural_abm/model/care/waits.py:5: -2"]
    assert without_reason([planted], [{**allowed[0], "numbers": "any"}]) == []


def test_numbers_hidden_in_arithmetic_are_found(module_of):
    source = """
TWO = 2
FOUR = TWO * TWO
def score(days, visits):
    days = days * 2 * 2 + visits
    if days > 1 << 1 + 2 or days - 1 == 2 * visits + 1:
        return 2 / days / 2, days % 2 * -1, 1 - 2 + days - 1 - 2
    return 2**31 - 1, (1 + 2) * days, 1 / 2, -(2 + 2)
A, B, C, D = range(2 * 2)
"""
    planted = module_of("rural_abm/model/care/waits.py", source)
    assert sorted(number for _, number in numbers(planted)) == [-4, -4, 0.5, 3, 4, 4, 4, 4, 8, 2**31 - 1]
