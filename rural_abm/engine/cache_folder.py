"""Cache folders of machine code, which runs unseen, so that only the user may write to them.

Every folder is made for the user alone (mode 0700). One that belongs to another user, that others can write or that is
a symbolic link is refused with the reason. Windows has no such modes: there the folder of the user's own profile is
private by itself, and the user is responsible for any other.
"""

import errno
import getpass
import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from rural_abm.engine.errors import InputError, warn
from rural_abm.engine.units import MINUTES_A_DAY, SECONDS_A_MINUTE

VARIABLE = "RURAL_ABM_CACHE"
PRIVATE = stat.S_IRWXU
FULL = (errno.ENOSPC, errno.EDQUOT)
HASH_SHOWN = 16  # hexadecimal digits of a hash in a folder's name
KEPT_VERSIONS = 3
YOUNG_SECONDS = MINUTES_A_DAY * SECONDS_A_MINUTE


def cache_root() -> Path | None:
    """Return the folder in RURAL_ABM_CACHE, or `rural_abm` in the user's cache folder, or a temporary folder.

    None, with a warning, where nothing can be written. Raises InputError for a folder that is not safe to use, and for
    a RURAL_ABM_CACHE that cannot be written.
    """
    asked = os.environ.get(VARIABLE)
    roots = [Path(asked).expanduser().absolute()] if asked else _default_roots()
    for root in roots:
        try:
            own_folder(root)
            _try_to_write(root)
        except OSError as error:
            if asked and error.errno not in FULL:
                raise InputError(
                    f"the folder {root} cannot be written", where=VARIABLE,
                    allowed="a folder that can be written, or leave the variable out",
                ) from None  # fmt: skip
            continue
        return root
    warn_not_kept("no folder can be written")
    return None


def own_folder(folder):
    """Return the folder, made for the user alone if missing.

    Raises InputError where another user could have written its content, OSError where it cannot be made.
    """
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        try:
            os.mkdir(one, PRIVATE)
        except FileExistsError:  # another process was faster
            continue
    reason = why_not_own(folder)
    if reason:
        raise InputError(
            f"machine code is not kept in {folder}, which {reason}", where="cache",
            allowed=f"remove it, or set {VARIABLE} to a folder that only you can write",
        )  # fmt: skip
    return folder


def why_not_own(folder):
    """Return why another user could have written a folder's content, as the end of a sentence, or ""."""
    status = os.lstat(folder)
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link"
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not is_of_user(status):
        return "belongs to another user"
    if hasattr(os, "getuid") and status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "other users can write"
    return ""


def is_of_user(status):
    """Return whether a file or folder, by its status, is the user's; True where there are no owners (Windows)."""
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def warn_not_kept(reason):
    """Warn that machine code is not kept."""
    warn(f"machine code is not kept, the next start compiles again: {reason}")


def _default_roots():
    """Return the folders to try, best first; a home folder need not exist on a cluster node or in a container."""
    base = os.environ.get("XDG_CACHE_HOME")
    if base and Path(base).is_absolute():
        yield Path(base) / "rural_abm"
    home = Path(os.path.expanduser("~"))
    if home.is_absolute():
        yield home / ".cache" / "rural_abm"
    try:
        yield Path(tempfile.gettempdir()) / f"rural_abm-{getpass.getuser()}"
    except (KeyError, OSError, ImportError):  # a user id without a name
        return


def _try_to_write(folder):
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"1")
        file.flush()


@cache
def cache_folder():
    """Return the folder for this mode and these libraries, made if missing; None where nothing can be cached.

    Its name covers what the machine code of every kernel depends on: the mode, the versions of Python and of the
    libraries, the processor, and the sources of the engine. Decided once per process. Raises InputError for a folder
    that is not safe to use.
    """
    root = cache_root()
    if root is None:
        return None
    try:
        folder = own_folder(root / f"{mode()}-{_environment_hash()[:HASH_SHOWN]}")
        os.utime(folder)
        _remove_old(root, keep=folder)
    except OSError as error:
        warn_not_kept(f"{error.strerror or error} in {root}")
        return None
    return folder


def mode():
    """Return "bounds" where kernels check the bounds of arrays, else "jit"."""
    import numba

    return "bounds" if numba.config.BOUNDSCHECK else "jit"


def _environment_hash():
    import llvmlite
    import numba
    import numpy
    from llvmlite.binding import get_host_cpu_features, get_host_cpu_name

    processor = numba.config.CPU_NAME or get_host_cpu_name(), numba.config.CPU_FEATURES or get_host_cpu_features()
    facts = (numba.__version__, llvmlite.__version__, numpy.__version__, sys.version, str(processor))
    digest = hashlib.sha256(repr(facts).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _remove_old(root, keep):
    """Remove machine code that has not been used for a while; another process may be removing the same.

    Of the folders of other modes and libraries, and of the versions of each kernel, the newest stay, and all that are
    younger than a day: a process that runs other code may use them now.
    """
    _remove_but_newest([f for f in _folders(root) if f.name.startswith(("jit-", "bounds-")) and f != keep])
    versions = {}
    for folder in _folders(keep):
        versions.setdefault(folder.name.rpartition("-")[0], []).append(folder)
    for folders in versions.values():
        _remove_but_newest(folders)


def _folders(folder):
    return [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]


def _remove_but_newest(folders):
    for folder in sorted(folders, key=_last_use)[: -(KEPT_VERSIONS - 1)]:
        if time.time() - _last_use(folder) > YOUNG_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _last_use(folder):
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0
