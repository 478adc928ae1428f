"""The required form of a manifest: its types, and the keys of each kind of results."""

from functools import lru_cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict  # pydantic takes no other before Python 3.12

from rural_abm.engine.errors import InputError
from rural_abm.governance.values import in_words, key_path

REQUIRED = {
    "run": ("scenarios",),
    "compare": ("scenarios",),
    "sweep": ("scenarios", "titles", "name", "title", "asked", "seeds", "runs", "complete", "code"),
    "search": ("scenarios", "titles", "name", "title", "asked", "seeds", "complete", "code"),
}


class Texts(TypedDict):
    """A text in both languages."""

    en: str
    sv: str


class Manifest(TypedDict, total=False):
    """The keys that programs read; others may be present."""

    __pydantic_config__ = ConfigDict(extra="allow", strict=True)  # type: ignore[misc]

    kind: str
    experiment: str
    region: str
    code: str
    version: str
    baseline: str
    name: str
    title: Texts
    complete: bool
    finished_years: int
    seeds: list[int] | int | None
    runs: int
    scenarios: dict[str, dict[str, Any]]
    titles: dict[str, Texts]
    adopted_from_first_day: dict[str, bool]
    overridden: dict[str, dict[str, list[str]]]
    asked: dict[str, Any]
    options: dict[str, Any]
    figure: dict[str, Any]
    families: list[dict[str, Any]]
    sha256: dict[str, str]


@lru_cache
def _adapter():
    return TypeAdapter(Manifest)


def region_of(manifest):
    """Return the region (name or folder) of the runs of a manifest, None where it names none: the default region."""
    runs = manifest.get("scenarios", {}).values()
    return manifest.get("region") or next((one["region"] for one in runs if one.get("region")), None)


def check_shape(manifest, where):
    """Raise InputError where a value has the wrong type, or a key that its kind needs is missing."""
    try:
        _adapter().validate_python(manifest)
    except ValidationError as error:
        first = error.errors()[0]
        spot = f"{where}: {key_path(first['loc'])}"
        raise InputError(f"{in_words(first['input'])} is not allowed", where=spot, allowed=first["msg"]) from None
    for key in REQUIRED.get(manifest.get("kind"), ()):
        if key not in manifest:
            raise InputError(f"{key} is missing", where=where, allowed="the file as it was written")
