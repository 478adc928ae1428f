"""Claims: findings stated in a text, as conditions on results that hold or fail.

A file of claims has one table `[[claim]]` each: `name`, `sentence` (what the text says) and `all`, a list of
conditions. A condition selects the one `row` of the numbers of a `result` whose columns have the given values, and
requires that a `column` of it `is` above, below, at least, at most or equal to a `limit`, or within or outside `limits`
[low, high]. The column "interval" is the whole interval from `low` to `high`. A limit may be another number of a
result: a table with `row`, `column` and, if it is another one, `result`. Limits may be the smallest difference that
matters in the catalogue of outcomes, on both sides of zero: `{ matters = OUTCOME }`, with the `baseline` (another
number of a result) where the catalogue states a share of it; as `limit` it is the negative one for "at most" and
"below". Tests reverse the sign of the results of each claim and check that it fails. A claim of no difference, or of an
indistinguishable one, has `no_difference = true`, and is tested with numbers far from zero.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass as checked

from rural_abm.engine.errors import InputError
from rural_abm.governance.files import read_toml
from rural_abm.governance.scenario import Number, Text, input_error
from rural_abm.outcomes import catalogue
from rural_abm.outcomes.entries import SHARE

CLOSED = ConfigDict(extra="forbid")
INTERVAL = "interval"
# Whether both ends of what is measured, which are the same for a single number, are where the limits say.
TESTS: dict[str, Callable] = {
    "above": lambda low, high, limit: low > limit[0],
    "below": lambda low, high, limit: high < limit[0],
    "at least": lambda low, high, limit: low >= limit[0],
    "at most": lambda low, high, limit: high <= limit[0],
    "within": lambda low, high, limit: low >= limit[0] and high <= limit[1],
    "outside": lambda low, high, limit: high < limit[0] or low > limit[1],
    "equal to": lambda low, high, limit: low == high == limit[0],
}
OF_TWO_LIMITS = ("within", "outside")
DOWNWARDS = ("below", "at most")


@checked(frozen=True, config=CLOSED)
class Other:
    """A number of a result with which another is compared."""

    row: dict[Text, Any]
    column: Text
    result: Text | None = None


@checked(frozen=True, config=CLOSED)
class Smallest:
    """The smallest difference that matters of an outcome, with its baseline where that is a share."""

    matters: Text
    baseline: Other | None = None


@checked(frozen=True, config=CLOSED)
class Condition:
    """One condition on one row of a result."""

    result: Text
    row: dict[Text, Any]
    column: Text
    is_: Annotated[Literal[tuple(TESTS)], Field(alias="is")]  # type: ignore[valid-type]
    limit: Number | Other | Smallest | None = None
    limits: tuple[Number, Number] | Smallest | None = None

    @model_validator(mode="after")
    def _has_its_limits(self):
        if (self.limits is not None) != (self.is_ in OF_TWO_LIMITS) or (self.limit is None) == (self.limits is None):
            raise ValueError(f"'{self.is_}' needs {'limits' if self.is_ in OF_TWO_LIMITS else 'limit'}, and only that")
        return self

    @model_validator(mode="after")
    def _knows_what_matters(self):
        limit = self.limits or self.limit
        if not isinstance(limit, Smallest):
            return self
        entry = _entry(limit.matters)
        if entry is None:
            raise ValueError(f"'{limit.matters}' is not an outcome")
        if (limit.baseline is None) != (entry.matters_as != SHARE):
            raise ValueError(f"{limit.matters}: a baseline is needed if and only if the smallest difference is a share")
        return self


@checked(frozen=True, config=CLOSED)
class Claim:
    """A sentence with the conditions under which it holds.

    `no_difference` marks a claim that nothing differs or is distinguishable, which holds whatever the sign is.
    """

    name: Text
    sentence: Text
    all: Annotated[tuple[Condition, ...], Field(min_length=1)]
    no_difference: bool = False


@dataclass(frozen=True)
class Broken:
    """A claim that does not hold: the Claim, the Condition that fails, and what was `found` instead (text)."""

    claim: Claim
    condition: Condition
    found: str


def read_claims(path):
    """Read {name: Claim} from a file; raise InputError if it is invalid."""
    path = Path(path)
    table = read_toml(path, str(path))
    known = {"": ["claim"], "claim": [field.name for field in fields(Claim)]}
    try:
        claims = TypeAdapter(dict[Literal["claim"], list[Claim]]).validate_python(table).get("claim", [])
    except ValidationError as error:
        raise input_error(error, str(path), known) from None
    found = {claim.name: claim for claim in claims}
    if len(found) < len(claims):
        twice = next(claim.name for number, claim in enumerate(claims) if claim in claims[:number])
        raise InputError(f"'{twice}' occurs twice", where=str(path), allowed="a name for each claim")
    return found


def broken_claims(claims, numbers):
    """Return the first Broken of every claim that does not hold.

    `numbers(result)` gives {"rows": list of dicts}. Raises InputError for a condition that matches no row, several rows
    or a missing column.
    """
    broken = []
    for claim in claims:
        for condition in claim.all:
            found, limits = _measured(condition, numbers, claim.name), _limits(condition, numbers, claim.name)
            if None in (*found, *limits) or not TESTS[condition.is_](*found, limits):
                broken.append(Broken(claim, condition, _told(condition, found, limits)))
                break
    return broken


def _told(condition, found, limits):
    """Describe in words what was found and what the claim needs."""
    ends = [str(end) for end in dict.fromkeys(found)]
    row = ", ".join(f"{key}={value}" for key, value in condition.row.items())
    return (f"{condition.result} ({row}): {condition.column} is {' to '.join(ends)}, "
            f"not {condition.is_} {' to '.join(str(limit) for limit in limits)}")  # fmt: skip


def _limits(condition, numbers, name):
    """Return the limits of a condition (tuple of numbers, or None if one is another result that is undefined)."""
    limit = condition.limits or condition.limit
    if isinstance(limit, Smallest):
        least = _entry(limit.matters).smallest_that_matters(_other(limit.baseline, condition, numbers, name) or 0)
        both = (-least, least)
        return both if condition.limits else both[:1] if condition.is_ in DOWNWARDS else both[1:]
    if isinstance(limit, Other):
        return (_other(limit, condition, numbers, name),)
    return condition.limits or (condition.limit,)


def _entry(name):
    return next((entry for entry in catalogue if entry.name == name), None)


def _other(other, condition, numbers, name):
    """Return the number that an Other names; None where there is none."""
    if other is None:
        return None
    return _value(numbers, other.result or condition.result, other.row, other.column, name)


def _measured(condition, numbers, name):
    """Return (low, high) of what a condition is about; both None where the result is undefined."""
    columns = ("low", "high") if condition.column == INTERVAL else (condition.column, condition.column)
    return tuple(_value(numbers, condition.result, condition.row, column, name) for column in columns)


def _value(numbers, result, row, column, name):
    where, rows = f"claim {name}: {result}", numbers(result)["rows"]
    chosen = [one for one in rows if all(str(one.get(key)) == str(value) for key, value in row.items())]
    if len(chosen) != 1:
        asked = ", ".join(f"{key}={value}" for key, value in row.items())
        raise InputError(f"{asked} names {len(chosen)} rows", where=where, allowed="one row of the numbers")
    if column not in chosen[0]:
        raise InputError(f"has no column '{column}'", where=where, allowed=f"{INTERVAL}, {', '.join(chosen[0])}")
    return chosen[0][column]
