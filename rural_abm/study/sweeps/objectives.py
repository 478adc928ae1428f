"""The objectives of a search: outcomes to improve at the same time, and the length of the search."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from rural_abm.engine.errors import InputError
from rural_abm.governance.scenario import LIMITS, Names, Whole, input_error
from rural_abm.outcomes import outcome
from rural_abm.study.results.settings import most
from rural_abm.study.sweeps.factors import LEVER

KEYS = ("objectives", "population", "generations", "seed")


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class _Written:
    objectives: Annotated[Names, Field(min_length=2)]
    population: Annotated[Whole, Field(ge=4, le=most("points"))]
    generations: Annotated[Whole, Field(ge=1, le=most("generations"))]
    seed: Annotated[Whole, Field(ge=0, le=LIMITS["highest_design_seed"])] = 1


@dataclass(frozen=True)
class Search:
    """The settings of a search.

    `objectives` (names of outcomes that have a better direction), `population` points in each of `generations`, and the
    `seed` of the search itself.
    """

    objectives: tuple
    population: int
    generations: int
    seed: int

    def to_mapping(self):
        """Return the table from which `read_search` makes the same search."""
        return {key: list(value) if isinstance(value := getattr(self, key), tuple) else value for key in KEYS}


def read_search(table, factors, known, where):
    """Return the Search of a table; raise InputError if it is invalid, or if factors are parameters.

    Parameters cannot be decided on. `known`: the outcomes of the models.
    """
    spot = f"{where}: search"
    try:
        written = TypeAdapter(_Written).validate_python(table)
    except ValidationError as error:
        raise input_error(error, spot, {"": list(KEYS)}) from None
    for name in written.objectives:
        if outcome(name, known).better == "neither":
            allowed = "outcomes of which more, or less, is better"
            raise InputError(f"{name} has no better direction", where=spot, allowed=allowed)
    for factor in factors:
        if factor.kind != LEVER:
            raise InputError(
                f"{factor.name} is a parameter, which no one can decide on", where=where, allowed="levers only"
            )
    return Search(tuple(written.objectives), written.population, written.generations, written.seed)
