"""Machine code of kernels, cached between processes and loaded only if it is intact.

One folder holds the machine code of one kernel for one list of argument types, with a seal: the SHA-256 of each of its
files. It is filled in a temporary folder and moved into place when complete, so that no process sees half of it. A
folder without a valid seal (damaged, truncated, or filled by someone else) is not loaded: the kernel is compiled again.
Where the folder cannot be written, the program continues without caching.

numba writes and reads the files (`cache=True`); the folder is given to it by its setting `CACHE_DIR`, which is restored
at once, as other code in the same process keeps its own.
"""

import hashlib
import json
import os
import shutil
import threading
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path

from rural_abm.engine.cache_folder import (
    HASH_SHOWN,
    PRIVATE,
    cache_folder,
    is_of_user,
    own_folder,
    warn_not_kept,
    why_not_own,
)
from rural_abm.engine.kernel_key import key_of

SEAL = "seal.json"
_setting = threading.Lock()


def compiled_for(function, kinds, options):
    """Return numba's dispatcher of a function, compiled or loaded for arguments of the numba types `kinds`.

    `options` are those of `numba.njit`. Raises InputError where the cache folder is not safe to use.
    """
    place = _place_of(function, kinds)
    if place is not None and _is_sealed(place):
        with suppress(Exception):  # whatever stands there, it can be compiled again
            return _loaded(function, kinds, options, place)
    if place is not None:
        try:
            return _compiled_and_kept(function, kinds, options, place)
        except OSError as error:
            warn_not_kept(f"{error.strerror or error} in {place.parent}")
    return _compiled(function, kinds, options)


def _place_of(function, kinds):
    """Return the folder for the machine code of a function for these types, or None where nothing can be cached."""
    root = cache_folder()
    if root is None or not os.path.exists(function.__code__.co_filename):  # typed at a prompt
        return None
    key = key_of(function)[:HASH_SHOWN]
    types = hashlib.sha256(str(kinds).encode()).hexdigest()[:HASH_SHOWN]
    folder = root / f"{function.__module__}.{function.__qualname__}-{key}"
    try:
        own_folder(folder)
        os.utime(folder)
    except OSError as error:
        warn_not_kept(f"{error.strerror or error} in {root}")
        return None
    return folder / types


def _compiled(function, kinds, options):
    import numba

    compiled = numba.njit(**options)(function)
    compiled.compile(kinds)
    return compiled


def _loaded(function, kinds, options, place):
    compiled = _with_cache_in(function, options, place)
    compiled.compile(kinds)
    if sum(compiled.stats.cache_misses.values()):  # numba noticed another date or text of the source: it compiled again
        _seal(place)
    return compiled


def _compiled_and_kept(function, kinds, options, place):
    """Return the function compiled with its machine code cached.

    Raise OSError beforehand where nothing can be written.
    """
    with _folder_beside(place) as beside:
        compiled = _with_cache_in(function, options, beside)
        try:
            compiled.compile(kinds)
            _seal(beside)
            _move(beside, place)
        except OSError as error:  # a full disk; numba keeps a file only after it has compiled
            if kinds not in compiled.overloads:
                raise
            warn_not_kept(f"{error.strerror or error} in {place.parent}")
        return compiled


def _with_cache_in(function, options, folder):
    """Return numba's dispatcher with its cache in the folder; raise OSError where numba would keep it elsewhere."""
    import numba

    with _setting:
        before = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(folder)
        try:
            compiled = numba.njit(cache=True, **options)(function)
        except RuntimeError as error:  # no folder that it can write in
            raise OSError(str(error)) from None
        finally:
            numba.config.CACHE_DIR = before
    kept_in = Path(compiled.stats.cache_path)
    if not kept_in.is_relative_to(folder):
        raise OSError("numba cannot write its files")
    kept_in.chmod(PRIVATE)
    return compiled


@contextmanager
def _folder_beside(place):
    """Yield a new folder beside a place, removed at the end if it is still there."""
    folder = place.with_name(f"{place.name}.{uuid.uuid4().hex[:HASH_SHOWN]}")
    os.mkdir(folder, PRIVATE)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(folder, place):
    """Move a sealed folder to its place, unless another process was faster."""
    for _ in range(2):
        try:
            os.rename(folder, place)
        except OSError:
            if not os.path.lexists(place) or _is_sealed(place):
                return
            with _folder_beside(place) as aside:
                os.rename(place, aside / "damaged")
        else:
            return


def _seal(folder):
    """Write the digests of all files of a folder; the last step of filling it."""
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _files(folder).items()}
    part = folder / f"{SEAL}.{uuid.uuid4().hex}"
    part.write_text(json.dumps(digests, sort_keys=True), encoding="utf-8")
    os.replace(part, folder / SEAL)


def _is_sealed(folder):
    """Return whether a folder and all in it is the user's and exactly what was sealed."""
    try:
        if why_not_own(folder):
            return False
        digests = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        files = _files(folder)
        return files.keys() == digests.keys() and all(
            is_of_user(os.stat(path)) and hashlib.sha256(path.read_bytes()).hexdigest() == digests[name]
            for name, path in files.items()
        )
    except (OSError, ValueError, AttributeError):  # not there, or damaged
        return False


def _files(folder):
    """Return {path within the folder: path} of all files but the seal."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if not path.is_dir() and not path.name.startswith(SEAL)
    }
