"""Results of a model: its ledger through the catalogue of outcomes."""

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.outcomes import catalogue
from rural_abm.outcomes.compute import ALL, REGION, outcomes
from rural_abm.outcomes.value import values, with_value


def headlines_of(model):
    """Return {outcome: value} of the headline outcomes for the region over all reported days so far."""
    names = [entry.name for entry in catalogue if entry.headline]
    frame = outcomes_of(model, names)
    frame = frame[(frame["place_kind"] == REGION) & (frame["dimension"] == ALL)]
    sums = frame.groupby("outcome", observed=True)[["numerator", "denominator"]].sum()
    return values(sums).to_dict()


def outcomes_of(model, names=None):
    """Return a DataFrame of the model's outcomes for the reported periods so far."""
    days = model.reported_day
    years = -(-days // DAYS_A_YEAR)
    by = "month" if model.scenario.months else "year"
    extras = {name: array[1 : 1 + years] for name, array in model.extras.items()} if by == "year" else None
    world = model.world
    found = outcomes(
        world.counts,
        world.unit_counts,
        world.activity,
        model.register,
        place=model.place,
        extras=extras,
        by=by,
        days=days,
        names=names,
    )
    return with_value(found)
