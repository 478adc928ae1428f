"""Where a scenario's own rules are found: Python modules of the user's, with a digest of their sources.

An extension is named by the path of a file (`my_gp.py`) or by a module that can be imported (`my_rules`), with
`:Name,Name` after it where only some of its classes are meant. What it may hold says `simulation.extensions`. The
digest enters the identity of a run, so that results made with other rules are never taken for these.
"""

import hashlib
import importlib
import importlib.util
import ntpath
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from rural_abm.engine.errors import InputError

WHERE = "extensions"
LOADED = "rural_abm_extension_"
SUFFIX = ".py"


@dataclass(frozen=True)
class Source:
    """A file with own rules: the text that names it, its path, names of classes (none: all), and a digest."""

    text: str
    path: Path
    names: tuple
    digest: str

    def module(self):
        """Import the file and return the module; what it raises while it is imported is passed on."""
        name = f"{LOADED}{self.digest}"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, self.path)
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            try:
                spec.loader.exec_module(module)
            except BaseException:
                del sys.modules[name]
                raise
        return sys.modules[name]


def find_source(text):
    """Return the Source that a text names. InputError where no such file or module can be read."""
    place, _, names = _parted(text)
    path = Path(place) if place.endswith(SUFFIX) else _path_of_module(place)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{place} cannot be read ({error.strerror})", where=WHERE, allowed="a file of Python"
        ) from None
    chosen = tuple(name.strip() for name in names.split(",") if name.strip())
    digest = hashlib.sha256(content + "\0".join(chosen).encode()).hexdigest()
    return Source(text, path.resolve(), chosen, digest)


def beside(text, folder):
    """Return texts (one, or a list) with paths of files relative to a folder; names of modules stay as they are."""
    if isinstance(text, list):
        return [beside(one, folder) for one in text]
    if not isinstance(text, str):
        return text
    place, colon, names = _parted(text)
    return f"{Path(folder) / place}{colon}{names}" if place.endswith(SUFFIX) else text


def nearer(text, folder):
    """Return a text with the path of its file as seen from a folder, so that both can be moved together."""
    place, colon, names = _parted(text)
    if not place.endswith(SUFFIX):
        return text
    return f"{os.path.relpath(os.path.realpath(place), os.path.realpath(folder))}{colon}{names}"


def digests(texts):
    """Return the digests of the extensions that texts name, in their order (list of hexadecimal texts)."""
    return [find_source(text).digest for text in texts]


def _parted(text):
    """(place, colon, names) of a text; the colon of a drive of Windows parts nothing."""
    drive, rest = ntpath.splitdrive(text)
    if drive and not rest.startswith(("/", "\\")):
        drive, rest = "", text
    place, colon, names = rest.partition(":")
    return f"{drive}{place}", colon, names


def _path_of_module(name):
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        spec = None
    if spec is None or spec.origin is None or not spec.origin.endswith(SUFFIX):
        raise InputError(
            f"'{name}' is neither a file nor a module that can be imported",
            where=WHERE,
            allowed="my_rules.py, my_rules",
        )
    return Path(spec.origin)
