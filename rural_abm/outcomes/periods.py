"""The periods of a result: the reported rows of the ledger, their labels and lengths."""

from typing import NamedTuple

import numpy as np

from rural_abm.engine.errors import unknown_name
from rural_abm.engine.units import DAYS_A_YEAR, DAYS_OF_MONTHS, FIRST_REPORTED_YEAR, MONTHS_A_YEAR

# Length of a period and how many of them the warm-up of one year takes; months of the ledger in one period.
WARM_UP_PERIODS = {"year": 1, "month": MONTHS_A_YEAR}


class Periods(NamedTuple):
    """Reported periods: labels, days [periods], periods of the warm-up before them, months in each."""

    labels: tuple
    days: np.ndarray
    warm_up: int
    months: int


def periods_of(ledger_periods, by, days=None):
    """Return the reported periods of a ledger with `ledger_periods` periods of length `by`, warm-up included.

    `days` is the number of reported days; if given, periods that have not begun are left out and the last one has its
    actual length. Raises InputError for an unknown length.
    """
    if by not in WARM_UP_PERIODS:
        raise unknown_name("length of period", by, WARM_UP_PERIODS, where="by")
    warm_up = WARM_UP_PERIODS[by]
    count = max(ledger_periods - warm_up, 0)
    lengths = np.resize((DAYS_A_YEAR,) if by == "year" else DAYS_OF_MONTHS, count)
    if days is not None:
        begins = np.cumsum(lengths) - lengths
        lengths = np.minimum(lengths, days - begins)[begins < days]
    labels = tuple(_label(period, by) for period in range(lengths.size))
    return Periods(labels, lengths, warm_up, MONTHS_A_YEAR // warm_up)


def _label(period, by):
    if by == "year":
        return str(FIRST_REPORTED_YEAR + period)
    return f"{FIRST_REPORTED_YEAR + period // MONTHS_A_YEAR}-{period % MONTHS_A_YEAR + 1:02d}"


def reported(table, periods):
    """Return the reported rows of a ledger table by period."""
    return table[periods.warm_up : periods.warm_up + len(periods.labels)]


def summed_months(monthly, periods):
    """Return sums [periods, ...] of a whole-number array [months, ...] that begins with the warm-up's months."""
    wanted = len(periods.labels) * periods.months
    rows = monthly[MONTHS_A_YEAR : MONTHS_A_YEAR + wanted]
    full = np.zeros((wanted, *rows.shape[1:]), np.int64)
    full[: len(rows)] = rows
    return full.reshape(len(periods.labels), periods.months, *rows.shape[1:]).sum(axis=1)
