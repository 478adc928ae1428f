"""No number with meaning in code: other than 0, 1, 2 and -1, a number stands in a data table with its source.

What is let through stands in tests/data/allowed_numbers.toml, each with its reason. Two forms need no entry, because
they are declarations: numbers inside a `Field(...)`, which states unit and meaning beside its bounds and shape, and the
count in `A, B, C = range(3)`, which names indexes and which Python itself checks.
"""

import ast

PLAIN = {0, 1, 2}


def numbers(module):
    """(line, number) of each numeric constant that needs a reason: anywhere in code, defaults and indexes too."""
    negated, declared = set(), set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            negated.add(id(node.operand))
        if is_declaration(node):
            declared.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(module.tree):
        if is_number(node) and id(node) not in declared:
            value = -node.value if id(node) in negated else node.value
            if value != -1 and value not in PLAIN:
                yield node.lineno, value


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
    return days[7] * -1 + 0 + 1.0 + 2, f"{days:.5f}", True, "88", -2
A, B, C, D = range(4)
E, F = range(20), 21
STAY = Field("stay_days", "i4", "days", "so far", (0, 364))
"""
    planted = module_of("rural_abm/care/waits.py", source)
    assert sorted(number for _, number in numbers(planted)) == [-3, -2, 0.45, 7, 14, 20, 21]
    allowed = [{"file": "rural_abm/care/waits.py", "numbers": [0.45, 14, -3, 7, 20, 21], "reason": "an example"}]
    assert without_reason([planted], allowed) == ["rural_abm/care/waits.py:5: -2"]
    assert without_reason([planted], [{**allowed[0], "numbers": "any"}]) == []
