"""The plan of the computation: every formula as coefficients over one wide table of ledger columns.

All outcomes of all places are then two matrix products. Sums of whole numbers below 2^53 are exact in float64, so the
order of summation changes no byte.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.money import ORIGINAL_PAYERS, PAYERS, PURPOSES
from rural_abm.model.processes import ACTIVITY_FIELDS, COUNT_FIELDS, UNIT_COUNT_FIELDS
from rural_abm.outcomes import entries
from rural_abm.outcomes.formula import parse

PERIOD = "period"
YEARS, UNITS = "years", "units"
YEARS_ENDING, DAYS_ENDING = "_years", "_days"
COLUMNS = {
    "counts": tuple(field.name for field in COUNT_FIELDS),
    "unit_counts": (*(field.name for field in UNIT_COUNT_FIELDS), UNITS),
    "activity": tuple(field.name for field in ACTIVITY_FIELDS),
    "money": (*ORIGINAL_PAYERS, *(f"{payer}.{purpose}" for payer in ORIGINAL_PAYERS for purpose in PURPOSES)),
    "paid": PAYERS,
    PERIOD: ("days",),
}
# Columns with one cell a kind of channel; in the wide table they hold the sum over kinds.
CHANNEL_COLUMNS = tuple(field.name for field in UNIT_COUNT_FIELDS if field.name.startswith("channel_"))
# The same with one cell a routine.
ROUTINE_COLUMNS = tuple(field.name for field in UNIT_COUNT_FIELDS if field.name.startswith("routine_"))
WIDE = tuple((table, column) for table, columns in COLUMNS.items() for column in columns)
POSITION = {place: position for position, place in enumerate(WIDE)}
# What the groups of a dimension can tell apart: formulas may use these tables only, and must use the first.
TABLES_OF_DIMENSION = {
    "frailty": ("counts", PERIOD),
    "distance": ("counts", PERIOD),
    "original_payer": ("money", "counts", PERIOD),
    "payer": ("paid", "counts", PERIOD),
    "channel": ("unit_counts", PERIOD),
    "routine": ("unit_counts", PERIOD),
}
UNIT_TABLES = {"unit_counts", PERIOD}


class Plan(NamedTuple):
    """Linear outcomes in catalogue order, and their coefficients [columns, outcomes] and factors [outcomes]."""

    outcomes: tuple
    numerators: np.ndarray
    denominators: np.ndarray
    numerator_factors: np.ndarray
    denominator_factors: np.ndarray
    for_units: np.ndarray  # bool [outcomes]: the formula knows units of care

    def evaluate(self, table, kept):
        """Return (numerators, denominators), float64 [..., outcomes], of a wide table [..., columns]."""
        return (
            _product(table, self.numerators[:, kept]) * self.numerator_factors[kept],
            _product(table, self.denominators[:, kept]) * self.denominator_factors[kept],
        )

    def with_dimension(self, dimension):
        """Return the positions of the outcomes that are given by the groups of a dimension."""
        return np.array([i for i, entry in enumerate(self.outcomes) if dimension in entry.dimensions], np.intp)


def _product(table, coefficients):
    """Return the matrix product, of the columns alone that some formula uses: a few in a hundred."""
    used = np.flatnonzero(coefficients.any(axis=1))
    return table[..., used] @ coefficients[used]


@lru_cache(maxsize=1)
def packaged_plan():
    """Return the plan of the packaged catalogue."""
    return make_plan(entries.catalogue)


def check_formulas(catalogue):
    """Raise InputError for a formula with an unknown column or with columns that a dimension cannot distinguish."""
    make_plan(catalogue)


def make_plan(catalogue):
    """Return a Plan of the linear outcomes in `catalogue`; raise InputError as `check_formulas` does."""
    linear = tuple(entry for entry in catalogue if entry.is_linear)
    sides = []
    for side, factor in (("numerator", "scale"), ("denominator", "per")):
        coefficients, factors = np.zeros((len(WIDE), len(linear))), np.ones(len(linear))
        for position, entry in enumerate(linear):
            terms, divisor = _resolved(getattr(entry, side), entry.source, f"outcome {entry.name}, {side}")
            for column, sign in terms.items():
                coefficients[POSITION[column], position] = sign
            factors[position] = getattr(entry, factor) / divisor
        sides.append((coefficients, factors))
    (above, above_factors), (below, below_factors) = sides
    for entry, used in zip(linear, _tables_used(above, below), strict=True):
        _check_dimensions(entry, used)
    for_units = np.array([used <= UNIT_TABLES for used in _tables_used(above, below)], bool)
    return Plan(linear, above, below, above_factors, below_factors, for_units)


def _resolved(text, source, where):
    """Return ({(table, column): sign}, divisor) of a formula; days counted as years have the divisor 365, others 1."""
    terms, divisors = {}, set()
    for name, sign in parse(text, where=where).items():
        column, divisor = _column(name, source, where)
        terms[column] = terms.get(column, 0) + sign
        divisors.add(divisor)
    if len(divisors) > 1:
        raise InputError(f"'{text}' adds years to other columns", where=where, allowed="years alone, or none")
    return terms, divisors.pop()


def _column(name, source, where):
    """Return ((table, column), divisor) of a name in a formula of the table `source`."""
    if name == YEARS:
        return (PERIOD, "days"), DAYS_A_YEAR
    head, _, rest = name.partition(".")
    table, column = (head, rest) if head in COLUMNS and rest else (source, name)
    if column in COLUMNS[table]:
        return (table, column), 1
    days = column.removesuffix(YEARS_ENDING) + DAYS_ENDING
    if column.endswith(YEARS_ENDING) and days in COLUMNS[table]:
        return (table, days), DAYS_A_YEAR
    raise unknown_name(f"column of {table}", column, COLUMNS[table], where=where)


def _tables_used(*sides):
    """Return, for each outcome, the set of tables that its formula uses."""
    used = np.logical_or.reduce([side != 0 for side in sides])
    return [{WIDE[row][0] for row in np.flatnonzero(column)} for column in used.T]


def _check_dimensions(entry, used):
    for dimension in entry.dimensions:
        allowed = TABLES_OF_DIMENSION.get(dimension)
        if allowed and (allowed[0] not in used or not used <= set(allowed)):
            raise InputError(
                f"the formula of '{entry.name}' cannot be resolved by {dimension}",
                where="catalogue",
                allowed="columns of " + ", ".join(allowed),
            )
