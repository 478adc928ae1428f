"""Compiled functions (kernels), the folder their machine code is kept in, and the hash of the package's code.

numba keeps machine code by function and does not see that a function called from it was edited; nor does it see that
bounds checks were asked for when machine code without them is kept. Both would give wrong results without a word, so
the folder here is named after the SHA-256 of all sources of the package and the mode of compilation.

Environment variables:
- `RURAL_ABM_CACHE`: the folder to keep machine code in; default `rural_abm` in the user's cache folder.
- `NUMBA_DISABLE_JIT=1`: kernels stay plain Python functions (slow; the uncompiled twin of the tests).
- `NUMBA_BOUNDSCHECK=1`: kernels stop with IndexError where they read or write outside an array.
"""

import functools
import hashlib
import os
import secrets
import shutil
import time
import types
from functools import cache
from pathlib import Path

from rural_abm.engine.compiling.folders import cache_root, own_folder, warn_not_kept
from rural_abm.engine.compiling.keeping import kept_code
from rural_abm.engine.compiling.linking import compilers
from rural_abm.engine.units import MINUTES_A_DAY, SECONDS_A_MINUTE

PACKAGE = Path(__file__).resolve().parent.parent
KEPT_FOLDERS = 3
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
    "patterns",
    "mechanisms",
    "calibration",
    "calibration.toml",
    "equal_results.toml",
    "insilico.toml",
    "study.toml",
    "links.toml",
    "words.toml",
)
YOUNG_SECONDS = MINUTES_A_DAY * SECONDS_A_MINUTE


def kernel(function=None, *, inline="never"):
    """The function compiled to machine code, or the function itself under NUMBA_DISABLE_JIT=1.

    Use as `@kernel`, or `@kernel(inline="always")` for the few hottest small functions. Machine code is kept between
    processes. Compiled kernels release the interpreter lock, and division by zero gives inf or nan as in NumPy.
    """
    if function is None:
        return lambda wrapped: kernel(wrapped, inline=inline)
    import numba  # half a second: paid only by modules that define kernels

    if numba.config.DISABLE_JIT:
        return function
    options = {"nogil": True, "error_model": "numpy", "inline": inline, "boundscheck": _is_bounds_checked()}
    return Kernel(function, options)


class Kernel:
    """A compiled function in two forms: one that other kernels call, one that Python calls.

    Only the form for Python is kept in the cache, as it holds the code of all it calls; the other form gets by without
    the code that takes Python's arguments apart.
    """

    def __init__(self, function, options):
        import numba

        functools.update_wrapper(self, function)
        self.py_func = function
        self._options = options
        part, _ = compilers()
        bare = numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, pipeline_class=part, **options)
        self._inner = _with_wide_integers(bare(_named_for_this_process(function)))
        self._outer = None
        self._kind = self._entry = None

    @property
    def _numba_type_(self):
        return self._inner._numba_type_

    @property
    def outer(self):
        """The form that Python calls."""
        if self._outer is None:
            self._outer = _compiled_with_cache(self.py_func, self._options)
        return self._outer

    def compile_for(self, world):
        """Compiles the form for Python for a world, or finds its machine code in the cache; nothing is run."""
        self.outer.compile((world.compiled_form().numba_type,))

    def bound(self, world):
        """A call without arguments that runs the machine code on the world, without a look at what the world is."""
        self.compile_for(world)
        form = world.compiled_form()
        return functools.partial(self.outer.overloads[(form.numba_type,)].entry_point, form)

    @property
    def stats(self):
        """numba's account of the form for Python: where its cache lies, and what was found in it."""
        return self.outer.stats

    @property
    def signatures(self):
        """The types of arguments that the form for Python has been compiled for or loaded."""
        return self.outer.signatures

    def __call__(self, *arguments):
        # A world is handed over in its compiled form; anything else as it is.
        form = getattr(arguments[0], "compiled_form", None) if arguments else None
        if form is None:
            return self.outer(*arguments)
        world = form()
        if len(arguments) == 1 and world.numba_type is self._kind:
            # The machine code is called without numba's look at the type of the argument.
            return self._entry(world)
        if len(arguments) > 1:
            return self.outer(world, *arguments[1:])
        self._kind, self._entry = world.numba_type, self.outer.compile((world.numba_type,))
        return self._entry(world)

    def __reduce__(self):
        return self.__qualname__


def _named_for_this_process(function):
    """Return a copy of the function whose compiled name no other process gives.

    numba numbers the functions and the record types it compiles from the start of each process, and machine code keeps
    the names made of these numbers. Code kept by two processes for two regions may then hold different functions of one
    name, of which the linker takes the first for both: results would be wrong without a word.
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
    """Give all functions names of this process: it was forked from one that goes on using theirs."""
    _process_tag.cache_clear()
    for function in named_functions:
        function.__qualname__ = f"{function.__wrapped__.__qualname__}_{_process_tag()}"


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_name_again)


def bound_to(world, function):
    """A call without arguments that runs a function on the world: at once where it is compiled."""
    bind = getattr(function, "bound", None)
    return functools.partial(function, world) if bind is None else bind(world)


def _with_wide_integers(dispatcher):
    """The dispatcher, compiled once for whole numbers of 64 bits instead of once for each width it is called with."""
    from numba import types

    compile_for = dispatcher.get_call_template

    def wide(kind):
        narrow = isinstance(kind, types.Integer) and kind != types.uint64
        return types.int64 if narrow else kind

    dispatcher.get_call_template = lambda args, kws: compile_for(
        tuple(wide(kind) for kind in args), {name: wide(kind) for name, kind in kws.items()}
    )
    return dispatcher


def _compiled_with_cache(function, options):
    """The compiled function with its cache in `cache_folder()`, or without a cache where it cannot have one."""
    import numba

    folder = cache_folder()
    _, whole = compilers()
    options = {**options, "no_cfunc_wrapper": True, "pipeline_class": whole}
    compiled = numba.njit(**options)(function)
    kept = None if folder is None else kept_code(function, folder)
    if kept is not None:
        compiled._cache = kept
    return compiled


def _is_bounds_checked():
    import numba

    return bool(numba.config.BOUNDSCHECK)


@cache
def cache_folder():
    """The folder of this code and mode, made if missing; folders beyond the newest few are removed when a day old.

    None where nothing can be kept. Decided once a process. Raises InputError for a folder that is not safe to use.
    """
    root = cache_root()
    if root is None:
        return None
    mode = "bounds" if _is_bounds_checked() else "jit"
    try:
        folder = own_folder(root / f"{mode}-{source_hash()}")
        os.utime(folder)
        _prune(root, keep=folder)
    except OSError as error:
        warn_not_kept(f"{error.strerror or error} in {root}")
        return None
    return folder


def _prune(root, keep):
    """Remove all but the newest folders of other code; another process may be removing the same ones."""
    folders = [f for f in root.iterdir() if f.is_dir() and f.name.startswith(("jit-", "bounds-")) and f != keep]
    for folder in sorted(folders, key=_age_order)[: -(KEPT_FOLDERS - 1)]:
        # A young folder may be in use by a process that runs other code just now.
        if time.time() - _age_order(folder) > YOUNG_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _age_order(folder):
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0


@cache
def source_hash():
    """SHA-256 (hex) of the sources that compiled code can depend on: their paths and their contents.

    Rooms that only read results hold no kernels and are left out, so that work on a figure recompiles nothing.
    """
    return _hash_of(
        path
        for path in _package_files()
        if path.suffix == ".py" and path.relative_to(PACKAGE).parts[0] not in ROOMS_WITHOUT_KERNELS
    )


@cache
def code_hash() -> str:
    """SHA-256 (hex) of all Python sources and all package data: the `code` of a run's manifest.

    Two runs of one scenario and seed under one code hash and one environment give the same bytes.
    """
    return _hash_of(_package_files())


@cache
def model_hash() -> str:
    """SHA-256 (hex) of what can move the outcomes of a run, sources and data: the `model` of a manifest.

    It says whether results that are shipped, and pages made of runs, are up to date. Captions, reports, figures, the
    command line, what studies ask for and results themselves are left out; `code_hash` decides what may be continued.
    """
    return _hash_of(path for path in _package_files() if moves_outcomes(path.relative_to(PACKAGE).parts))


def moves_outcomes(parts):
    """Whether a file of the package, by the parts of its path within it, can move the outcomes of a run."""
    if parts[0] == "data":
        return parts[1] not in DATA_BESIDE_RUNS
    return parts[0] not in SOURCES_BESIDE_RUNS


def _package_files():
    """The files the package consists of, without what Python, editors and file managers leave behind."""
    for path in PACKAGE.rglob("*"):
        parts = path.relative_to(PACKAGE).parts
        left_behind = path.suffix == ".pyc" or path.name.endswith("~") or any(p.startswith(".") for p in parts)
        if path.is_file() and not left_behind and "__pycache__" not in parts:
            yield path


def _hash_of(paths):
    """SHA-256 (hex) over name, length and content of each file, in the order of the names."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(PACKAGE).as_posix(), path) for path in paths):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
