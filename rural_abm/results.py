"""Results of a model: its ledger through the catalogue of outcomes."""

from rural_abm.outcomes.compute import outcomes
from rural_abm.units import DAYS_A_YEAR


def outcomes_of(model, names=None):
    """A DataFrame of the model's outcomes for the reported periods that have been run."""
    days = model.reported_day
    years = -(-days // DAYS_A_YEAR)
    by = "month" if model.scenario.months else "year"
    extras = {name: array[1 : 1 + years] for name, array in model.extras.items()} if by == "year" else None
    world = model.world
    return outcomes(
        world.counts, world.unit_counts, world.activity, model.register, extras=extras, by=by, days=days, names=names
    )
