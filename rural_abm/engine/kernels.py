"""The decorator of compiled functions (kernels), and the hashes of the package's code.

Kernels are compiled by `numba.njit`. Their machine code is kept between processes (`machine_code`) under a key that
covers all that it can depend on (`kernel_key`).

Environment variables:
- `RURAL_ABM_CACHE`: the folder to keep machine code in; default `rural_abm` in the user's cache folder.
- `NUMBA_DISABLE_JIT=1`: kernels stay plain Python functions (slow; the uncompiled twin of the tests).
- `NUMBA_BOUNDSCHECK=1`: kernels stop with IndexError where they read or write outside an array, or at a place below 0.
"""

import functools
import hashlib
import inspect
import os
import secrets
import types
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from rural_abm.engine.array_struct import kind_of
from rural_abm.engine.cache_folder import cache_root  # noqa: F401  (public: rural_abm.cache_root)
from rural_abm.engine.index_check import from_the_front
from rural_abm.engine.machine_code import compiled_for

PACKAGE = Path(__file__).resolve().parent.parent
# Classes whose values are all of one numba type, unlike `int`, where it depends on the size of the number.
NUMBERS = frozenset((float, bool, *(np.dtype(code).type for code in np.typecodes["AllInteger"] + "fd?")))
# What stands beside a world are rows, days and counts, which fit into the 64 bits that numba takes for an `int`.
BESIDE_A_WORLD = NUMBERS | {int}
# The functions that kernels are compiled from, each under a name of this process.
named_functions = []
# Below the model in the order of imports: nothing compiled can call them.
ROOMS_WITHOUT_KERNELS = ("study", "figures", "report", "demo", "cli", "__main__.py")
# Of the top level: what only reads runs, shows them, or names what the package offers.
SOURCES_BESIDE_RUNS = (*ROOMS_WITHOUT_KERNELS, "__init__.py")
# Of `data/`: texts, pages, what studies ask, what is shipped of results. Whatever else comes to stand there counts.
DATA_BESIDE_RUNS = (
    "chance",
    "texts",
    "report",
    "demo",
    "mechanisms",
    "calibration",
    "calibration.toml",
    "equal_results.toml",
    "insilico.toml",
    "study.toml",
    "words.toml",
)

# Of the folders of regions: what sources say, and what only a drawing needs.
OF_REGIONS_BESIDE_RUNS = {"patterns", "page"}


def kernel(function):
    """Compile a function to machine code when it is first called, or return it as it is under NUMBA_DISABLE_JIT=1.

    Kernels release the interpreter lock, and division by zero gives inf or nan as in NumPy.
    """
    import numba  # half a second: paid only by modules that define kernels

    is_checked = bool(numba.config.BOUNDSCHECK)
    if is_checked:
        function = from_the_front(function)
    if numba.config.DISABLE_JIT:
        return function
    return Kernel(function, {"nogil": True, "error_model": "numpy", "boundscheck": is_checked})


class Kernel:
    """A compiled function in two forms: one that other kernels call, one that Python calls.

    Only the form for Python is kept between processes, as it holds the code of all kernels that it calls.
    """

    def __init__(self, function, options):
        functools.update_wrapper(self, function)
        self.py_func = function
        self._options = options
        # numba's dispatcher and the machine code, by the numba types of the arguments; and by the classes of
        # numbers, after the numba type of a world where one comes first.
        self._compiled, self._entries, self._entries_for_numbers = {}, {}, {}
        self._kind = self._entry = None

    @cached_property
    def inner(self):
        """The numba dispatcher of the form that other kernels call."""
        import numba

        return numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **self._options)(
            _named_for_this_process(self.py_func)
        )

    @property
    def _numba_type_(self):
        return _called_with_wide_integers()(self.inner)

    def compile_for(self, world):
        """Compile the form for Python for a world, or load its machine code; nothing is run."""
        self._entry_for((world.compiled_form().numba_type,))

    def bound(self, world):
        """Return a call without arguments that runs the machine code on the world."""
        form = world.compiled_form()
        return functools.partial(self._entry_for((form.numba_type,)), form)

    @property
    def loaded(self):
        """The number of lists of argument types for which machine code was loaded and not compiled (int)."""
        return sum(sum(one.stats.cache_hits.values()) for one in self._compiled.values())

    @property
    def signatures(self):
        """The lists of argument types for which the form for Python has been compiled or loaded."""
        return list(self._compiled)

    def __call__(self, *arguments):
        form = getattr(arguments[0], "compiled_form", None) if arguments else None
        if form is None:
            entry = self._entries_for_numbers.get(tuple(map(type, arguments)))
            return self._call(arguments) if entry is None else entry(*arguments)
        world, others = form(), arguments[1:]
        if not others:
            if world.numba_type is not self._kind:
                self._kind, self._entry = world.numba_type, self._entry_for((world.numba_type,))
            return self._entry(world)
        entry = self._entries_for_numbers.get((world.numba_type, *map(type, others)))
        return self._call(arguments) if entry is None else entry(world, *others)

    def _call(self, arguments):
        """Call with any arguments: worlds are passed in their compiled form, anything else unchanged."""
        if len(arguments) != self.py_func.__code__.co_argcount:
            bound = inspect.signature(self.py_func).bind(*arguments)
            bound.apply_defaults()
            arguments = bound.args
        forms = [one.compiled_form() if hasattr(one, "compiled_form") else one for one in arguments]
        entry = self._entry_for(tuple(map(_kind_of, forms)))
        classes = tuple(map(type, forms))
        if NUMBERS.issuperset(classes):
            self._entries_for_numbers[classes] = entry
        elif len(forms) > 1 and hasattr(arguments[0], "compiled_form") and BESIDE_A_WORLD.issuperset(classes[1:]):
            self._entries_for_numbers[(forms[0].numba_type, *classes[1:])] = entry
        return entry(*forms)

    def _entry_for(self, kinds):
        """Return the machine code for arguments of these numba types, called without numba's type dispatch.

        That dispatch takes 10 microseconds, and a run of ten years makes a hundred thousand calls.
        """
        if kinds not in self._entries:
            self._compiled[kinds] = compiled_for(self.py_func, kinds, {**self._options, "no_cfunc_wrapper": True})
            self._entries[kinds] = self._compiled[kinds].overloads[kinds].entry_point
        return self._entries[kinds]

    def __reduce__(self):
        return self.__qualname__


# The numba types of NUMBERS that have been met.
_kinds_of_numbers = {}


def _kind_of(value):
    """Return the numba type of an argument; known ones are remembered, as numba takes 10 microseconds for each."""
    known = _kinds_of_numbers.get(type(value))
    if known is not None:
        return known
    if isinstance(value, np.ndarray):
        return kind_of(value)
    found = getattr(value, "numba_type", None)
    if found is None:
        from numba import typeof

        found = typeof(value)
        if type(value) in NUMBERS:
            _kinds_of_numbers[type(value)] = found
    return found


def bound_to(world, function):
    """Return a call without arguments that runs a function on the world: at once where it is compiled."""
    bind = getattr(function, "bound", None)
    return functools.partial(function, world) if bind is None else bind(world)


def _named_for_this_process(function):
    """Return a copy of the function with a compiled name that no other process gives.

    numba numbers the functions and the record types it compiles from the start of each process, and machine code keeps
    the names made of these numbers. Code cached by two processes for two regions may then hold different functions of
    one name, of which the linker takes the first for both: results would be silently wrong.
    """
    copy = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    functools.update_wrapper(copy, function)
    copy.__qualname__ = f"{function.__qualname__}_{_process_tag()}"
    named_functions.append(copy)
    return copy


@cache
def _process_tag():
    return secrets.token_hex()


def _name_again():
    """Give all functions names of this process, which was forked from one that continues to use theirs."""
    _process_tag.cache_clear()
    for function in named_functions:
        function.__qualname__ = f"{function.__wrapped__.__qualname__}_{_process_tag()}"


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_name_again)


@cache
def _called_with_wide_integers():
    """Return the numba type of kernels as other kernels see them: whole numbers are passed as 64 bits.

    So a kernel is compiled once, and not once for each width of the fields passed to it.
    """
    from numba import types
    from numba.extending import models, register_model

    def wide(kind):
        narrow = isinstance(kind, types.Integer) and kind != types.uint64
        return types.int64 if narrow else kind

    class KernelType(types.Dispatcher):
        def get_call_type(self, context, args, kws):
            return super().get_call_type(context, tuple(map(wide, args)), {k: wide(v) for k, v in kws.items()})

    register_model(KernelType)(models.OpaqueModel)
    return KernelType


@cache
def source_hash():
    """Return the SHA-256 (hex) of the sources that compiled code can depend on: their paths and their contents.

    Rooms that only read results hold no kernels and are left out, so that work on a figure recompiles nothing.
    """
    return _hash_of(
        path
        for path in _package_files()
        if path.suffix == ".py" and path.relative_to(PACKAGE).parts[0] not in ROOMS_WITHOUT_KERNELS
    )


@cache
def code_hash() -> str:
    """Return the SHA-256 (hex) of all Python sources and all package data: the `code` of a run's manifest.

    Two runs of one scenario and seed under one code hash and one environment give the same bytes.
    """
    return _hash_of(_package_files())


@cache
def model_hash() -> str:
    """Return the SHA-256 (hex) of what can move the outcomes of a run, sources and data: the `model` of a manifest.

    It shows whether shipped results, and pages made of runs, are up to date. Captions, reports, figures, the command
    line, what studies ask for and results themselves are left out; `code_hash` decides what may be resumed.
    """
    return _hash_of(path for path in _package_files() if moves_outcomes(path.relative_to(PACKAGE).parts))


def moves_outcomes(parts):
    """Return whether a file of the package, by the parts of its path within it, can move the outcomes of a run."""
    if parts[0] == "data":
        return parts[1] not in DATA_BESIDE_RUNS and not OF_REGIONS_BESIDE_RUNS & set(parts)
    return parts[0] not in SOURCES_BESIDE_RUNS


def _package_files():
    """Return the files of the package, without what Python, editors and file managers leave behind."""
    for path in PACKAGE.rglob("*"):
        parts = path.relative_to(PACKAGE).parts
        left_behind = path.suffix == ".pyc" or path.name.endswith("~") or any(p.startswith(".") for p in parts)
        if path.is_file() and not left_behind and "__pycache__" not in parts:
            yield path


def _hash_of(paths):
    """Return the SHA-256 (hex) over name, length and content of each file, in the order of the names."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(PACKAGE).as_posix(), path) for path in paths):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
