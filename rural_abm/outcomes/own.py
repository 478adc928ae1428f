"""Outcomes of the user's own: declared beside the function that computes them, in a file named as an extension."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.outcomes import entries

EVERY = ("month", "year")
OWN_UNIT = "own"


@dataclass(frozen=True)
class OwnOutcome:
    """An outcome and its function of the model, which returns a numerator and a denominator at the end of a period.

    `every` is that period, "month" or "year". With `by_municipality` both are arrays [municipalities], which are added
    for the region; else both are numbers for the region.
    """

    function: Callable[[Any], tuple[Any, Any]]
    entry: entries.Outcome
    every: str = "year"
    by_municipality: bool = False

    def __call__(self, model: Any) -> tuple[Any, Any]:
        """Return what the function returns."""
        return self.function(model)


def own_outcome(
    title: str | dict[str, str],
    unit: str | dict[str, str],
    *,
    definition: str | dict[str, str] | None = None,
    group: str = "use",
    population: str = "residents",
    better: str = "neither",
    decimals: int = 2,
    headline: bool = True,
    matters: float | None = None,
    every: str = "year",
    by_municipality: bool = False,
) -> Callable[[Callable[[Any], tuple[Any, Any]]], OwnOutcome]:
    """Declare a function of the model as an outcome that bears the function's name.

    The function takes the `RuralModel` and returns (numerator, denominator): of the month or year just ended, where it
    is called at the end of `every` "month" or "year". Both are added over the months of a year and the years of a mean;
    a value is numerator / denominator, undefined where the denominator is 0. With `by_municipality` both are arrays
    [municipalities], and the region is the sum of its own.

    `title` and `definition` (by default the first line of the docstring) are texts, or {"en", "sv"}. `unit` is a key of
    the packaged units, or the unit's name as text or {"en", "sv"}. `group` and `population` are keys of the catalogue;
    `better` is "higher", "lower" or "neither"; `matters` is the smallest difference that matters, in the outcome's
    unit (by default a share of the baseline's value); `headline` puts it among the outcomes shown first. Raises
    InputError for wrong values and for the name of a packaged outcome.
    """

    def declare(function: Callable[[Any], tuple[Any, Any]]) -> OwnOutcome:
        name, where = function.__name__, f"own_outcome {function.__name__}"
        if every not in EVERY:
            raise unknown_name("length of period", every, EVERY, where=f"{where}, every")
        if any(entry.name == name for entry in entries.catalogue):
            raise InputError("is the name of a packaged outcome", where=where, allowed="another name")
        stated = {"group": group, "population": population, "better": better, "decimals": decimals}
        stated |= {"headline": headline, "title": _texts(title)}
        stated |= {"definition": _texts(definition or (function.__doc__ or "").strip().partition("\n")[0])}
        entry = entries.entry_of(name, stated, _unit(unit), matters, where)
        return OwnOutcome(function, entry, every, by_municipality)

    return declare


def _texts(given):
    return given if isinstance(given, dict) else dict.fromkeys(entries.LANGUAGES, given)


def _unit(given):
    """Return (key, texts or None): of a packaged unit, or of one of the user's."""
    is_packaged = isinstance(given, str) and given in entries.labels("units")
    return (given, None) if is_packaged else (OWN_UNIT, _texts(given))


def as_mapping(entry):
    """Return an outcome as a manifest states it (dict)."""
    return asdict(entry)


def catalogue_with(mappings=()):
    """Return the catalogue (tuple of Outcome) with own outcomes, stated as in a manifest, after the packaged ones."""
    own = tuple(entries.Outcome(**{**one, "dimensions": tuple(one["dimensions"])}) for one in mappings)
    return (*entries.catalogue, *own)
