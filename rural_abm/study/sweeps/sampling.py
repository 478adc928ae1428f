"""Designs: the points of the factor space at which an experiment runs.

A point is a row of numbers, one per factor: its position in [0, 1], or NaN where the factor keeps the value of the
governance model and the register.
"""

import math
from dataclasses import fields
from itertools import combinations, product
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.scenario import LIMITS, Whole, YesNo, input_error
from rural_abm.study.results.settings import most, usual_levels

BASE = math.nan
CLOSED = ConfigDict(extra="forbid")
Levels = Annotated[Whole, Field(ge=2, le=most("levels"))]
Several = Annotated[Whole, Field(ge=2, le=most("points"))]
Seed = Annotated[Whole, Field(ge=0, le=LIMITS["highest_design_seed"])]
INSTALL = "pip install 'rural_abm[study]'"


@dataclass(frozen=True, config=CLOSED)
class Grid:
    """Every combination of all factors' values; of a range `levels` values are taken."""

    kind: ClassVar = "grid"
    levels: Levels = Field(default_factory=usual_levels)

    def count(self, factors):
        """Return the number of points."""
        return math.prod(_taken(factors, self.levels))

    def points(self, factors):
        """Return a list of rows."""
        return list(product(*(factor.spread(self.levels) for factor in factors)))


@dataclass(frozen=True, config=CLOSED)
class OneAtATime:
    """The base, and each factor's values alone while all others stay at the base."""

    kind: ClassVar = "one_at_a_time"
    levels: Levels = Field(default_factory=usual_levels)

    def count(self, factors):
        """Return the number of points."""
        return 1 + sum(_taken(factors, self.levels))

    def points(self, factors):
        """Return a list of rows."""
        return [_base(factors), *_moved(factors, self.levels, together=1)]


@dataclass(frozen=True, config=CLOSED)
class Pairs:
    """The base, each factor's values alone, and every combination of any two factors, the others at the base."""

    kind: ClassVar = "pairs"
    levels: Levels = Field(default_factory=usual_levels)

    def count(self, factors):
        """Return the number of points."""
        taken = _taken(factors, self.levels)
        return 1 + sum(taken) + sum(first * second for first, second in combinations(taken, 2))

    def points(self, factors):
        """Return a list of rows."""
        alone = _moved(factors, self.levels, together=1)
        return [_base(factors), *alone, *_moved(factors, self.levels, together=2)]


@dataclass(frozen=True, config=CLOSED)
class LatinHypercube:
    """`samples` points of which each factor's positions fall one into each of as many equal parts."""

    kind: ClassVar = "latin_hypercube"
    samples: Several
    seed: Seed = 1

    def count(self, factors):
        """Return the number of points."""
        return self.samples

    def points(self, factors):
        """Return a list of rows."""
        latin = _salib("latin")
        return latin.sample(problem(factors), self.samples, seed=self.seed).tolist()


@dataclass(frozen=True, config=CLOSED)
class Sobol:
    """Saltelli's points for variance-based indices.

    There are `samples` (a power of two) times the number of factors + 2, or twice the factors + 2 with `second_order`.
    """

    kind: ClassVar = "sobol"
    samples: Several
    second_order: YesNo = False
    seed: Seed = 1

    def __post_init__(self):
        """Raise ValueError where `samples` is not a power of two, which the sequence needs."""
        if self.samples & (self.samples - 1):
            raise ValueError(f"samples = {self.samples} is not a power of two such as 64, 128, 256")

    def count(self, factors):
        """Return the number of points."""
        return self.samples * ((1 + self.second_order) * len(factors) + 2)

    def points(self, factors):
        """Return a list of rows."""
        sobol = _salib("sobol")
        rows = sobol.sample(problem(factors), self.samples, calc_second_order=self.second_order, seed=self.seed)
        return rows.tolist()


@dataclass(frozen=True, config=CLOSED)
class Morris:
    """`trajectories` paths through a grid of `levels` (even), each moving one factor at a time: a screening design."""

    kind: ClassVar = "morris"
    trajectories: Several
    levels: Levels = Field(default_factory=lambda: 2 * (usual_levels() // 2 + 1))
    seed: Seed = 1

    def __post_init__(self):
        """Raise ValueError where `levels` is odd: a step of half the range would then leave the grid."""
        if self.levels % 2:
            raise ValueError(f"levels = {self.levels} is odd; a trajectory needs an even number")

    def count(self, factors):
        """Return the number of points."""
        return self.trajectories * (len(factors) + 1)

    def points(self, factors):
        """Return a list of rows."""
        morris = _salib("morris")
        return morris.sample(problem(factors), self.trajectories, num_levels=self.levels, seed=self.seed).tolist()


DESIGNS = {design.kind: design for design in (Grid, Pairs, OneAtATime, LatinHypercube, Sobol, Morris)}


def read_design(table, where):
    """Return the design of a table with `kind` and the keys of that kind; raise InputError if it is invalid."""
    spot = f"{where}: design"
    if not isinstance(table, dict):
        raise InputError("is not a table", where=spot, allowed="a table with a kind")
    rest = dict(table)
    kind = rest.pop("kind", None)
    if kind is None:
        raise InputError("kind is missing", where=spot, allowed=", ".join(DESIGNS))
    if not isinstance(kind, str) or kind not in DESIGNS:
        raise unknown_name("kind", kind, DESIGNS, where=spot)
    try:
        return TypeAdapter(DESIGNS[kind]).validate_python(rest)
    except ValidationError as error:
        raise input_error(error, spot, {"": ["kind", *(field.name for field in fields(DESIGNS[kind]))]}) from None


def written_design(design):
    """Return the table from which `read_design` makes the same design."""
    return {"kind": design.kind, **{field.name: getattr(design, field.name) for field in fields(design)}}


def problem(factors):
    """Return the factors in SALib's form: all positions between 0 and 1."""
    return {"num_vars": len(factors), "names": [factor.name for factor in factors], "bounds": [[0, 1]] * len(factors)}


def _taken(factors, levels):
    """Return how many values of each factor a design takes (list)."""
    return [factor.taken(levels) for factor in factors]


def _base(factors):
    return (BASE,) * len(factors)


def _moved(factors, levels, together):
    """Return rows in which `together` factors take their values and all others stay at the base."""
    rows = []
    for moved in combinations(range(len(factors)), together):
        for values in product(*(factors[number].spread(levels) for number in moved)):
            places = dict(zip(moved, values, strict=True))
            rows.append(tuple(places.get(number, BASE) for number in range(len(factors))))
    return rows


def _salib(name):
    """Return a module of SALib's samplers; raise InputError if SALib is not installed."""
    from importlib import import_module

    try:
        return import_module(f"SALib.sample.{name}")
    except ImportError:
        raise InputError("needs the package SALib", where=f"design {name}", allowed=INSTALL) from None
