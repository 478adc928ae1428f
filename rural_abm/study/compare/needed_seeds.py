"""The number of seeds that a comparison needs for a desired interval width, from the spread of a pilot."""

import math
from bisect import bisect_left
from dataclasses import dataclass

from rural_abm.engine.errors import InputError
from rural_abm.outcomes import outcome
from rural_abm.study.compare.comparison import compare
from rural_abm.study.compare.designs import make_design
from rural_abm.study.compare.summaries import REGION
from rural_abm.study.results.known_outcomes import outcomes_of
from rural_abm.study.results.settings import check_count, confidence, most, usual_pilot

ALL = "all"


@dataclass(frozen=True)
class NeededSeeds:
    """The number of seeds needed.

    `seeds` give the desired half-width if the pilot's spread is right, `seeds_surely` if it is at the upper end of its
    own interval; `pilot` (pairs), `mean` and `spread` (standard deviation) of the paired differences.
    """

    outcome: str
    half_width: float
    pilot: int
    mean: float
    spread: float
    seeds: int
    seeds_surely: int


def needed_seeds(scenarios, name, half_width, *, pilot=None, years=None, workers=None, out=None, progress=None):
    """Return the NeededSeeds of an outcome of the whole region, from a pilot of two scenarios with `pilot` seeds.

    See `compare` for the scenarios. All parameters have the register's values: more seeds reduce chance only, never
    parameter uncertainty. With `out` the pilot is kept there, and a later comparison with more seeds and without draws
    continues it. Raises InputError for wrong input, and where the pilot does not define the outcome in two pairs.
    """
    outcome(name, outcomes_of(make_design(scenarios, 2, years, with_steps=False).scenarios.values()))
    if not (math.isfinite(half_width) and half_width > 0):
        raise InputError(f"must be greater than 0 (got {half_width})", where="--half-width", allowed="a number above 0")
    pilot = usual_pilot() if pilot is None else check_count(pilot, "seeds", where="pilot", lowest=2)
    made = compare(scenarios, pilot, years, workers, out, draws=None, progress=progress)
    table = made.differences
    is_asked = (table["place"] == REGION) & (table["dimension"] == ALL) & (table["outcome"] == name)
    if not is_asked.any():
        raise InputError("has no value for the whole region", where=name, allowed="an outcome that has one")
    (row,) = table[is_asked].to_dict("records")
    return from_pilot(name, row["seeds"], row["difference"], _spread(row), half_width)


def _spread(row):
    """Return the standard deviation of the paired differences of a comparison's row, from its interval."""
    from scipy.special import stdtrit

    if row["seeds"] < 2:
        raise InputError(f"is defined in {row['seeds']} pairs of the pilot", where=row["outcome"], allowed="at least 2")
    half_width = (row["high"] - row["low"]) / 2
    return half_width * math.sqrt(row["seeds"]) / float(stdtrit(row["seeds"] - 1, (1 + confidence()) / 2))


def from_pilot(name, pilot, mean, spread, half_width):
    """Return the NeededSeeds of a pilot of so many pairs whose differences have this mean and standard deviation.

    The smallest n with `t(n - 1) s / sqrt(n)` at most the half-width; `seeds_surely` takes for s the upper end of its
    interval, `s sqrt((m - 1) / chi2)` with the lower quantile of chi-squared with m - 1 degrees of freedom.
    """
    from scipy.special import chdtri

    # chdtri takes the upper tail: what is left below is the doubt.
    highest = spread * math.sqrt((pilot - 1) / float(chdtri(pilot - 1, confidence())))
    counts = (smallest_count(one, half_width) for one in (spread, highest))
    return NeededSeeds(name, half_width, int(pilot), float(mean), float(spread), *counts)


def smallest_count(spread, half_width):
    """Return the smallest number of pairs, at least 2, whose interval has at most the half-width."""
    counts = range(2, most("pairs") + 1)
    place = bisect_left(counts, True, key=lambda count: _half_width(spread, count) <= half_width)
    if place == len(counts):
        what = f"{half_width:g} takes more than {most('pairs')} seeds"
        raise InputError(what, where="half-width", allowed="a wider interval")
    return counts[place]


def _half_width(spread, count):
    from scipy.special import stdtrit

    return float(stdtrit(count - 1, (1 + confidence()) / 2)) * spread / math.sqrt(count)


def needed_lines(found, known=None):
    """Return lines on a NeededSeeds; `known`: other outcomes than the packaged ones."""
    from rural_abm.study.compare.summaries import number_text
    from rural_abm.study.results.tables import counted

    entry = outcome(found.outcome, known)
    decimals = entry.decimals + 2
    mean, spread, width = (number_text(value, decimals) for value in (found.mean, found.spread, found.half_width))
    unit = f" {entry.unit_en}" if entry.unit_en else ""
    return [
        f"{entry.title_en}: paired difference {mean}{unit}, standard deviation between seeds {spread} "
        f"(pilot of {counted(found.pilot, 'pair')})",
        f"For an interval of +- {width} due to chance alone: {counted(found.seeds, 'seed')}",
        f"If the pilot underestimated the spread, up to {counted(found.seeds_surely, 'seed')}",
    ]
