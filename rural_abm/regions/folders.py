"""Finding a region's folder, and reading its `region.toml`."""

import hashlib
import os
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from rural_abm.engine.errors import InputError, unknown_name

LANGUAGES = ("en", "sv")
SECTIONS = ("title", "description", "kinds", "settlements")
KINDS = ("hub", "small", "training", "academic")
# Kinds that follow from the facilities.
KINDS_BY_BEDS = ("with_beds", "without_beds")
HUB = "hub"
HEALTH_ROOMS = "health_rooms"


@dataclass(frozen=True, eq=False)
class RegionFolder:
    """A region's folder and its `region.toml`.

    `key` names the region in results: the packaged name, or the folder's name. `kinds` are {kind: unit keys} and
    `health_rooms` settlement keys, as written; whether they exist is checked where the tables are read.
    """

    key: str
    path: Path
    is_packaged: bool
    title: dict
    description: dict
    kinds: dict
    health_rooms: tuple

    def file(self, name):
        """Return the path of a file of the folder."""
        return self.path / name

    @property
    def identity(self):
        """What the region is told by, wherever its folder lies: the packaged name, or the digest of the folder."""
        return self.key if self.is_packaged else self.digest

    @cached_property
    def digest(self):
        """SHA-256 (hex) of the folder's files that a run reads, by name and content."""
        found = hashlib.sha256()
        for path in sorted(self.path.iterdir()):
            if path.suffix in (".csv", ".toml"):
                found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return found.hexdigest()


def region_data():
    """Return the folder that holds the packaged regions."""
    return Path(str(files("rural_abm") / "data" / "regions"))


@lru_cache(maxsize=1)
def _index():
    return tomllib.loads((region_data() / "index.toml").read_text(encoding="utf-8"))


def region_names() -> tuple[str, ...]:
    """Names of the packaged regions (tuple)."""
    return tuple(_index()["regions"])


def default_region():
    """Name of the region that is meant where none is named."""
    return _index()["default"]


def region_key(name_or_path: str | os.PathLike[str]) -> str:
    """Return the packaged name or the absolute path of a folder; raise InputError if it is neither."""
    text = os.fspath(name_or_path)
    if text in region_names():
        return text
    path = Path(text)
    if path.is_dir():
        return str(path.resolve())
    if os.sep in text or text in (".", ".."):
        raise InputError(
            f"there is no folder {text}", where="region", allowed="the folder of a region, or the name of one"
        )
    raise unknown_name("region", text, region_names(), where="region")


def region_folder(name_or_path: str | os.PathLike[str] | None = None) -> RegionFolder:
    """Read the RegionFolder of a packaged name (default: the default region) or of a path."""
    key = region_key(default_region() if name_or_path is None else name_or_path)
    if key in region_names():
        return _packaged(key)
    return _of_stamp(key, stamp(Path(key)))


def stamp(path):
    """Return what changes when a file of the folder is written: sizes and times of its files."""
    return tuple(sorted((item.name, item.stat().st_mtime_ns, item.stat().st_size) for item in path.iterdir()))


@cache
def _packaged(name):
    return _read(region_data() / name, True)


@cache
def _of_stamp(path, _stamp):
    return _read(Path(path), False)


def _read(path, is_packaged):
    where = "region.toml"
    table = _toml(path / where)
    for key in table:
        if key not in SECTIONS:
            raise unknown_name("key", key, SECTIONS, where=where)
    for key in SECTIONS:
        if not isinstance(table.get(key), dict):
            raise InputError(
                f"the table [{key}] is missing", where=where, allowed=", ".join(f"[{s}]" for s in SECTIONS)
            )
    kinds = _names(table["kinds"], KINDS, f"{where}: kinds")
    if len(kinds[HUB]) != 1:
        raise InputError(f"{len(kinds[HUB])} units are the hub", where=f"{where}: kinds.hub", allowed="one unit")
    return RegionFolder(
        key=path.name,
        path=path,
        is_packaged=is_packaged,
        title=_texts(table["title"], f"{where}: title"),
        description=_texts(table["description"], f"{where}: description"),
        kinds=kinds,
        health_rooms=_names(table["settlements"], (HEALTH_ROOMS,), f"{where}: settlements")[HEALTH_ROOMS],
    )


def _toml(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"the file {path} is missing", allowed="a folder with region.toml and the tables") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=path.name, allowed="a TOML file") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {error}", where=path.name, allowed="a TOML file in UTF-8") from None


def _texts(table, where):
    for key in table:
        if key not in LANGUAGES:
            raise unknown_name("language", key, LANGUAGES, where=where)
    for language in LANGUAGES:
        text = table.get(language)
        if not (isinstance(text, str) and text.strip()):
            raise InputError("is missing or not a text", where=f"{where}.{language}", allowed="a text in quotes")
    return {language: table[language] for language in LANGUAGES}


def _names(table, keys, where):
    for key in table:
        if key not in keys:
            raise unknown_name("key", key, keys, where=where)
    found = {}
    for key in keys:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InputError("is not a list of keys", where=f"{where}.{key}", allowed='a list such as ["one", "other"]')
        if len(set(value)) < len(value):
            raise InputError("a key is given twice", where=f"{where}.{key}", allowed="each key once")
        found[key] = tuple(value)
    return found
