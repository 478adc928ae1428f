"""Indices counted from the front: a check of kernels for negative indices.

Python, NumPy and numba read a negative index as one counted from the end, bounds checks or not. Kernels never count
from the end: a negative index is a bug (an age of -1 would silently be the oldest age). Where bounds are checked, every
index computed in a kernel is therefore passed through `from_front`, in its source, before it is compiled.
"""

import ast
import inspect
import textwrap
import types
from functools import cache
from numbers import Integral

CHECK = "from_front"


def from_front(place):
    """Return an index unchanged; raise IndexError where it is a whole number below zero."""
    if isinstance(place, Integral) and place < 0:
        raise IndexError("a negative index: kernels do not count from the end of an array")
    return place


@cache
def _tell_numba():
    """Tell numba how to compile `from_front`; only whole numbers can be below zero."""
    from numba import types
    from numba.extending import overload

    @overload(from_front)
    def compiled(place):
        if not isinstance(place, types.Integer) or not place.signed:
            return lambda place: place

        def checked(place):
            if place < 0:
                raise IndexError("a negative index: kernels do not count from the end of an array")
            return place

        return checked


class _Checked(ast.NodeTransformer):
    """The syntax tree of a function in which computed indices are checked; literal numbers and slices are unchanged."""

    def visit_Subscript(self, node):
        self.generic_visit(node)
        if isinstance(node.slice, ast.Tuple):
            node.slice.elts = [self._checked(one) for one in node.slice.elts]
        else:
            node.slice = self._checked(node.slice)
        return node

    def _checked(self, index):
        if isinstance(index, (ast.Slice, ast.Constant, ast.Starred)):
            return index
        return ast.copy_location(ast.Call(ast.Name(CHECK, ast.Load()), [index], []), index)


def from_the_front(function):
    """Return the function with its indices checked, or the function itself where its source is not known."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
    except OSError:  # typed at a prompt
        return function
    tree = ast.parse(source)
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        return function
    definition.decorator_list, definition.returns = [], None
    definition.body = [_Checked().visit(statement) for statement in definition.body]
    _tell_numba()
    return _remade(function, definition)


def _remade(function, definition):
    """Return a function like this one with another body, with access to `from_front` and to the original's names."""
    code = function.__code__
    cells = dict(zip(code.co_freevars, function.__closure__ or (), strict=True)) | {CHECK: types.CellType(from_front)}
    around = ast.parse(f"def around({', '.join(cells)}):\n    pass").body[0]
    around.body = [definition]
    tree = ast.fix_missing_locations(ast.Module([around], []))
    ast.increment_lineno(tree, code.co_firstlineno - 1)
    made = _inner_code(_inner_code(compile(tree, code.co_filename, "exec")))
    closure = tuple(cells[name] for name in made.co_freevars)
    remade = types.FunctionType(made, function.__globals__, function.__name__, function.__defaults__, closure)
    remade.__doc__, remade.__module__ = function.__doc__, function.__module__
    remade.__qualname__, remade.__kwdefaults__ = function.__qualname__, function.__kwdefaults__
    return remade


def _inner_code(code):
    """Return the code of the function that is defined in this code."""
    return next(constant for constant in code.co_consts if isinstance(constant, types.CodeType))
