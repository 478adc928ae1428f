"""Folders to keep machine code in. What lies there is run unseen, so only the user may have written it.

Every folder that is used is made for the user alone (mode 0700). One that belongs to somebody else, that others can
write or that is a symbolic link is refused with the reason. Windows has no such modes: there the folder of the user's
own profile is private by itself, and for another one it is the user who answers.
"""

import errno
import getpass
import os
import stat
import tempfile
from pathlib import Path

from rural_abm.engine.errors import InputError, warn

VARIABLE = "RURAL_ABM_CACHE"
PRIVATE = stat.S_IRWXU
FULL = (errno.ENOSPC, errno.EDQUOT)


def cache_root() -> Path | None:
    """The folder named by RURAL_ABM_CACHE, else `rural_abm` in the user's cache folder, else one among the temporary
    files; None, with a warning, where nothing can be written.

    Raises InputError for a folder that is not safe to use, and for a RURAL_ABM_CACHE that cannot be written.
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
    """The folder, made for the user alone where it is missing.

    Raises InputError where somebody else could have written what lies in it, OSError where it cannot be made.
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
    """Why somebody else could have written what lies in a folder, as the end of a sentence; "" where nobody could."""
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
    """Whether a file or folder, by its status, is the user's; true where there are no owners to compare (Windows)."""
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def warn_not_kept(reason):
    """Warn that machine code is not kept."""
    warn(f"machine code is not kept, the next start compiles again: {reason}")


def _default_roots():
    """Places to try, best first; a home folder need not exist on a cluster node or in a container."""
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
