"""Formulas of outcomes: names of columns joined by + and -, read without running anything."""

import ast

from rural_abm.engine.errors import InputError

ALLOWED = "names of columns joined by + and -"


def parse(text, where="formula"):
    """{column name: whole coefficient} of a sum such as `a + b - table.c`.

    Names may have dots. Anything but names, + and - is an InputError, as is a name given twice.
    """
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        raise InputError(f"'{text}' cannot be read", where=where, allowed=ALLOWED) from None
    terms = {}
    for name, sign in _terms(tree.body, 1, text, where):
        if name in terms:
            raise InputError(f"'{name}' stands twice in '{text}'", where=where, allowed="each column once")
        terms[name] = sign
    return terms


def _terms(node, sign, text, where):
    """(name, sign) of each term under a node, from left to right."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        yield from _terms(node.left, sign, text, where)
        yield from _terms(node.right, -sign if isinstance(node.op, ast.Sub) else sign, text, where)
    elif isinstance(node, (ast.Name, ast.Attribute)):
        yield _dotted(node, text, where), sign
    else:
        raise InputError(f"'{ast.unparse(node)}' in '{text}' is not the name of a column", where=where, allowed=ALLOWED)


def _dotted(node, text, where):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, text, where)}.{node.attr}"
    raise InputError(f"'{ast.unparse(node)}' in '{text}' is not the name of a column", where=where, allowed=ALLOWED)
