"""Figures of a user's own outcomes: noted when a month or year ends, kept with the model's other figures of persons."""

import numpy as np

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import DAYS_A_YEAR, FIRST_DAYS, MONTHS_A_YEAR
from rural_abm.outcomes.person_outcomes import new_extras


def with_own(extras, rules, municipalities):
    """Return figures {name: array} with those of the own outcomes of `rules`, and of no other rules.

    Own figures are float64 [years, months, 1 or 1 + municipalities, 2], the warm-up first, numerators and denominators;
    those that are there already are kept.
    """
    packaged = new_extras(1, municipalities)
    kept = {name: array for name, array in extras.items() if name in packaged}
    for name, own in rules.outcomes.items():
        years = next(iter(extras.values())).shape[0]
        shape = (years, MONTHS_A_YEAR, 1 + municipalities if own.by_municipality else 1, 2)
        there = extras.get(name)
        kept[name] = np.zeros(shape) if there is None or there.shape[1:] != shape[1:] else there
    return kept


def note_figures(model):
    """Call the functions of own outcomes that are due in the evening of the day just run, and keep what they return."""
    if not model.rules.outcomes:
        return
    day = model.reported_day
    is_month_end, is_year_end = day % DAYS_A_YEAR in FIRST_DAYS, day % DAYS_A_YEAR == 0
    for name, own in model.rules.outcomes.items():
        if is_year_end if own.every == "year" else is_month_end:
            year, day_of_year = divmod(day - 1, DAYS_A_YEAR)
            month = sum(first <= day_of_year for first in FIRST_DAYS) - 1
            model.extras[name][1 + year, month] = figures_of(own, own(model), model.place, f"own_outcome {name}")


def figures_of(own, returned, place, where):
    """Return what a function returned as figures [1 or 1 + municipalities, 2], the region first."""
    in_region = np.asarray(place.tables.municipalities["in_region"], bool)
    shape = in_region.shape if own.by_municipality else ()
    try:
        pair = np.array([np.broadcast_to(np.asarray(part, float), shape) for part in returned])
    except (TypeError, ValueError):
        pair = None
    if pair is None or len(pair) != 2 or not np.isfinite(pair).all():
        each = f"{shape[0]} numbers, one for each municipality" if shape else "one number"
        raise InputError("returned no such pair", where=where, allowed=f"numerator and denominator, each {each}")
    if not shape:
        return pair[None]
    return np.concatenate([pair[:, in_region].sum(axis=1, keepdims=True), pair], axis=1).T


def figures_by(extras, rules, by, years, periods):
    """Return figures {name: [periods, places, 2]} of all outcomes that are not from the ledger, the warm-up left out.

    By "month" only own outcomes of months have them; `years` and `periods` are the reported ones so far.
    """
    own = {name: extras[name][1 : 1 + years] for name in rules.outcomes}
    if by == "year":
        packaged = {name: array[1 : 1 + years] for name, array in extras.items() if name not in own}
        return packaged | {name: array.sum(axis=1) for name, array in own.items()}
    monthly = {name: array for name, array in own.items() if rules.outcomes[name].every == by}
    return {name: array.reshape(-1, *array.shape[2:])[:periods] for name, array in monthly.items()}
