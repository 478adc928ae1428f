"""The cache key of a kernel's machine code: a hash of everything on which the machine code can depend.

numba notices an edit of the file that holds a function, but not an edit of a function that it calls, nor a changed
constant that was imported. The key covers both. It is made by following the names that a kernel uses, as numba does
when it compiles: the instructions and constants of every reachable kernel, and the values of all globals that they
read, whether these are written in a module or computed from data. Comments, docstrings and line numbers are left out.
What the key does not cover is the same for all kernels of a process and is part of the name of the cache folder.
"""

import enum
import hashlib
import types
from functools import cache

import numpy as np

# Libraries whose functions numba translates by itself; their versions are in the name of the cache folder.
LIBRARIES = ("builtins", "math", "numba", "numpy", "operator")
PLAIN = (bool, int, float, complex, str, bytes, type(None), type(...), np.generic)


def key_of(function):
    """Return the key (64 hexadecimal digits) of a plain Python function that is to be compiled.

    Raises TypeError for a global of a kind that numba cannot compile, naming the function and the global.
    """
    found, waiting = {}, [function]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one], reached = _facts(one)
            waiting += reached
    digest = hashlib.sha256(f"{_name(function)}\0".encode())
    for one in sorted(found.values()):
        digest.update(one.encode())
    return digest.hexdigest()


@cache
def _facts(function):
    """Return (digest of the function and of the values it reads, the functions it can call)."""
    reached = []
    names = _names(function.__code__)
    read = {name: function.__globals__[name] for name in sorted(names) if name in function.__globals__}
    if function.__closure__:
        read |= {
            name: cell.cell_contents
            for name, cell in zip(function.__code__.co_freevars, function.__closure__, strict=True)
        }
    try:
        values = [f"{name}={_text(value, names, reached)}" for name, value in read.items()]
        defaults = _text(function.__defaults__, names, reached)
    except TypeError as error:
        raise TypeError(f"{_name(function)} reads a global that a kernel cannot use: {error}") from None
    text = "\n".join([_name(function), _code_text(function.__code__, function.__doc__), defaults, *values])
    return hashlib.sha256(text.encode()).hexdigest(), reached


def _name(one):
    return f"{one.__module__}.{one.__qualname__}"


def _names(code):
    """Return all names that the instructions use for globals and attributes, including those of inner functions."""
    inner = (_names(constant) for constant in code.co_consts if isinstance(constant, types.CodeType))
    return set(code.co_names).union(*inner)


def _code_text(code, docstring=None):
    constants = [_constant_text(one) for one in code.co_consts if docstring is None or one != docstring]
    shape = (code.co_argcount, code.co_flags, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return f"{code.co_code.hex()} {code.co_exceptiontable.hex()} {shape} {constants}"


def _constant_text(constant):
    if isinstance(constant, types.CodeType):
        return _code_text(constant)
    if isinstance(constant, frozenset):
        return f"frozenset {sorted(map(repr, constant))}"
    return f"{type(constant).__name__} {constant!r}"


def _text(value, names, reached):
    """Return text that represents the value of a global; functions that can be called are added to `reached`.

    Of a module of the package only the attributes in `names` count.
    """
    function = getattr(value, "py_func", value)
    if isinstance(function, types.FunctionType):
        if function.__module__.partition(".")[0] not in LIBRARIES:
            reached.append(function)
        return f"function {_name(function)}"
    if isinstance(value, PLAIN) and not isinstance(value, enum.Enum):
        return f"{type(value).__name__} {value!r}"
    if isinstance(value, tuple):
        return f"{type(value).__qualname__} {[_text(one, names, reached) for one in value]}"
    if isinstance(value, types.ModuleType):
        return _module_text(value, names, reached)
    return _object_text(value)


def _module_text(module, names, reached):
    if module.__name__.partition(".")[0] in LIBRARIES:
        return f"module {module.__name__}"
    read = sorted(name for name in names if name in vars(module))
    return f"module {module.__name__} {[(name, _text(vars(module)[name], names, reached)) for name in read]}"


def _object_text(value):
    if isinstance(value, np.ndarray):
        return f"array {value.dtype.descr} {value.shape} {hashlib.sha256(value.tobytes()).hexdigest()}"
    if isinstance(value, np.dtype):
        return f"dtype {value.descr} {value.fields}"
    if isinstance(value, type) and issubclass(value, enum.Enum):
        return f"enum {_name(value)} {[(one.name, repr(one.value)) for one in value]}"
    if isinstance(value, enum.Enum):
        return f"member {_name(type(value))} {value.name} {value.value!r}"
    if isinstance(value, (type, types.BuiltinFunctionType, np.ufunc)) or type(value).__module__.startswith("numba"):
        return f"{type(value).__qualname__} {getattr(value, '__module__', '')}.{getattr(value, '__name__', value)}"
    raise TypeError(f"{type(value).__module__}.{type(value).__qualname__}")
