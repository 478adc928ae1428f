"""Checksums of a folder's files: their SHA-256, recorded by name in its manifest."""

import hashlib
from functools import lru_cache
from pathlib import Path

from rural_abm.engine.errors import InputError

SHA256 = "sha256"
MENDING = "the file as it was written; repeat the command that made the folder"


def digest(path):
    """Return the SHA-256 (hexadecimal) of a file, or None where there is none."""
    try:
        at = Path(path).stat()
        return _digest(str(path), at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


@lru_cache
def _digest(path, *_):
    """Return the digest of a file as of a given time, so that a process reads a large file only once."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(folder, names):
    """Return {name: SHA-256} of the files that the folder holds."""
    found = {name: digest(Path(folder) / name) for name in names}
    return {name: one for name, one in found.items() if one}


def changed(folder, manifest):
    """Return the names (list) of files that are missing or differ from the manifest."""
    written = (manifest or {}).get(SHA256) or {}
    return [name for name, one in written.items() if digest(Path(folder) / name) != one]


def verify(folder, manifest):
    """Raise InputError for the first file that is missing or differs from the manifest."""
    for name in changed(folder, manifest):
        path = Path(folder) / name
        what = "was changed after it was written" if path.exists() else "is missing"
        raise InputError(what, where=str(path), allowed=MENDING)
