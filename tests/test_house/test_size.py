"""Functions of at most 40 lines, files of at most 400, classes of at most 12 public methods.

Blank lines, comments, docstrings, signatures, imports and declarations (assignments at the top of a module or class)
are not counted. A limit may be broken openly, with a reason, in tests/data/size_exceptions.toml.
"""

import ast
import io
import tokenize

LIMITS = {"function": 40, "file": 400, "class": 12}
EMPTY_TOKENS = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
DECLARATIONS = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def code_lines(module):
    """The numbers of the lines that hold code: no blank line, comment or docstring."""
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(module.source).readline):
        if token.type not in EMPTY_TOKENS:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.Module, ast.ClassDef, *DEFINITIONS)) and ast.get_docstring(node) is not None:
            lines.difference_update(span(node.body[0]))
    return lines


def span(node):
    return range(node.lineno, node.end_lineno + 1)


def function_sizes(module):
    """(name, lines of code of the body) of every function and method, functions inside it included."""
    lines = code_lines(module)
    for node in ast.walk(module.tree):
        if isinstance(node, DEFINITIONS):
            yield node.name, len(lines.intersection(range(node.body[0].lineno, node.end_lineno + 1)))


def file_size(module):
    """Lines of code without declarations."""
    lines = code_lines(module)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Module | ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, DECLARATIONS):
                    lines.difference_update(span(statement))
    return len(lines)


def class_sizes(module):
    """(name, number of public methods and written properties) of every class."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            yield node.name, sum(isinstance(n, DEFINITIONS) and not n.name.startswith("_") for n in node.body)


def oversized(modules):
    """(kind, file, name, size) of everything above its limit; the name of a file is its path."""
    for module in modules:
        sizes = [("function", *size) for size in function_sizes(module)]
        sizes += [("class", *size) for size in class_sizes(module)]
        sizes.append(("file", module.path, file_size(module)))
        yield from ((kind, module.path, name, size) for kind, name, size in sizes if size > LIMITS[kind])


def test_sizes_are_kept_or_broken_openly(modules, table):
    limits = {(e["kind"], e["file"], e["name"]): e["limit"] for e in table("size_exceptions.toml").get("exception", [])}
    too_large = [found for found in oversized(modules) if found[-1] > limits.get(found[:-1], 0)]
    advice = "cut these, or say in tests/data/size_exceptions.toml why not:"
    assert not too_large, "\n".join([advice, *map(str, too_large)])


def test_every_exception_is_needed_and_has_a_reason(modules, table):
    present = {found[:-1]: found[-1] for found in oversized(modules)}
    for entry in table("size_exceptions.toml").get("exception", []):
        assert set(entry) == {"kind", "file", "name", "limit", "reason"}
        assert len(entry["reason"].split()) > 2, entry
        assert (entry["kind"], entry["file"], entry["name"]) in present, f"no longer needed: {entry}"


def test_lines_are_counted_as_said(module_of):
    source = '''"""A file."""
import ast

TABLE = {
    "a": 1,
}


class Bed:
    """A bed."""

    places: int

    @property
    def open(self):
        """Two
        lines."""
        # a comment
        text = """one
        two"""

        return text

    def _hidden(
        self,
        day,
    ):
        return day
'''
    planted = module_of("rural_abm/model/care/beds.py", source)
    assert dict(function_sizes(planted)) == {"open": 3, "_hidden": 1}
    assert dict(class_sizes(planted)) == {"Bed": 1}
    assert file_size(planted) == 1 + 2 + 3 + 4 + 1


def test_what_is_too_large_is_found(module_of):
    body = "".join(f"    a{i} = {i}\n" for i in range(LIMITS["function"] + 1))
    methods = "".join(f"    def m{i}(self): ...\n" for i in range(LIMITS["class"] + 1))
    source = f"def long():\n{body}\nclass Wide:\n{methods}\n" + "print()\n" * LIMITS["file"]
    found = {(kind, name) for kind, _, name, _ in oversized([module_of("rural_abm/x.py", source)])}
    assert found == {("function", "long"), ("class", "Wide"), ("file", "rural_abm/x.py")}
