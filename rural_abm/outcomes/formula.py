"""Formulas of outcomes: names of columns joined by + and -, parsed without evaluation."""

import ast

from rural_abm.engine.errors import InputError

ALLOWED = "names of columns joined by + and -"


def parse(text, where="formula"):
    """Parse a sum such as `a + b - table.c` into {column name: whole coefficient}.

    Names may have dots. Raises InputError for anything other than names, + and -, and for a name given twice.
    """
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        raise InputError(f"'{text}' cannot be read", where=where, allowed=ALLOWED) from None
    terms = {}
    for name, sign in _terms(tree.body, 1, text, where):
        if name in terms:
            raise InputError(f"'{name}' occurs twice in '{text}'", where=where, allowed="each column once")
        terms[name] = sign
    return terms


def _terms(node, sign, text, where):
    """Return (name, sign) of each term under a node, from left to right."""
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
