"""Machine code kept between processes, loaded without all that numba needs to compile.

Code that has been damaged, cut or put there by somebody else is not loaded: it is compiled again. Where it cannot be
written the program goes on without keeping it.
"""

import hashlib
import inspect
import os
import pickle
from functools import cache
from pathlib import Path

from rural_abm.engine.compiling.folders import is_of_user, own_folder, warn_not_kept

DIGEST_BYTES = hashlib.sha256().digest_size


def kept_code(function, folder):
    """numba's cache of a function in a folder of the package, None where it can have none (typed at a prompt)."""
    import numba
    from numba.core.caching import UserProvidedCacheLocator

    # The setting is numba's and counts for the whole process, so it is put back: code of others keeps its own folder.
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder)
    try:
        # Made before numba does, which would let others write in it where the user's umask does.
        own_folder(Path(folder) / UserProvidedCacheLocator.get_suitable_cache_subpath(inspect.getfile(function)))
        kept = cache_class()(function)
    except (RuntimeError, TypeError):
        return None
    except OSError as error:
        warn_not_kept(f"{error.strerror or error} in {folder}")
        return None
    finally:
        numba.config.CACHE_DIR = before
    # When the folder cannot be used numba falls back, silently, on __pycache__, which knows nothing of the hash.
    return kept if Path(kept.cache_path).is_relative_to(folder) else None


@cache
def cache_class():
    """numba's cache of one function, which loads machine code without the tables of all that can be compiled.

    numba fills them, for a third of a second and twenty megabytes, before it looks into the cache; where nothing is
    found there the compiler fills them.
    """
    from numba.core.caching import FunctionCache, IndexDataCacheFile

    class CheckedFiles(IndexDataCacheFile):
        """The files of one function, each with the digest of its content: damaged machine code ends the process."""

        def _load_index(self):
            try:
                version, stamp, overloads = pickle.loads(read_checked(self._index_path))
            except Exception:  # whatever a damaged or foreign file makes Python do
                return {}
            return overloads if (version, stamp) == (self._version, self._source_stamp) else {}

        def _save_index(self, overloads):
            self._save_data(self._index_name, (self._version, self._source_stamp, overloads))

        def _load_data(self, name):
            try:
                return pickle.loads(read_checked(self._data_path(name)))
            except Exception as error:
                raise OSError(f"{name} is damaged") from error

        def _save_data(self, name, data):
            content = self._dump(data)
            with self._open_for_write(self._data_path(name)) as file:
                file.write(hashlib.sha256(content).digest())
                file.write(content)

    class MachineCode(FunctionCache):
        def __init__(self, function):
            super().__init__(function)
            files = self._cache_file
            files.__class__ = CheckedFiles

        def load_overload(self, signature, target_context):
            _name_functions()
            try:
                return self._load_overload(signature, target_context)
            except Exception:  # whatever stands there, it can be compiled again
                return None

        def save_overload(self, signature, data):
            try:
                own_folder(Path(self._cache_path))
                super().save_overload(signature, data)
            except OSError as error:
                warn_not_kept(f"{error.strerror or error} in {self._cache_path}")

    return MachineCode


def read_checked(path):
    """The content (bytes) of a file that begins with its digest; ValueError where it is damaged or another user's."""
    with open(path, "rb") as file:
        if not is_of_user(os.fstat(file.fileno())):
            raise ValueError(f"{path} belongs to another user")
        digest, content = file.read(DIGEST_BYTES), file.read()
    if hashlib.sha256(content).digest() != digest:
        raise ValueError(f"{path} is damaged")
    return content


@cache
def _name_functions():
    """Tell LLVM where the functions lie by which machine code asks for memory and gives it back.

    numba does so when it compiles its own functions that count references. Those are part of the kept code.
    """
    from llvmlite import binding
    from numba.core.runtime import _nrt_python

    for name, address in _nrt_python.c_helpers.items():
        binding.add_symbol(name if name.startswith("_") else f"NRT_{name}", address)
