"""Results of a model: its ledger through the catalogue of outcomes."""

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.outcomes.compute import ALL, REGION, outcomes
from rural_abm.outcomes.periods import periods_of
from rural_abm.outcomes.value import values, with_value
from rural_abm.simulation.own_figures import figures_by


def headlines_of(model):
    """Return {outcome: value} of the headline outcomes for the region over all reported days so far."""
    names = [entry.name for entry in model.rules.catalogue if entry.headline]
    frame = outcomes_of(model, names)
    frame = frame[(frame["place_kind"] == REGION) & (frame["dimension"] == ALL)]
    sums = frame.groupby("outcome", observed=True)[["numerator", "denominator"]].sum()
    return values(sums).to_dict()


def outcomes_of(model, names=None, days=None):
    """Return a DataFrame of the model's outcomes for the reported periods so far, or those of the first `days`."""
    days = model.reported_day if days is None else days
    years = -(-days // DAYS_A_YEAR)
    by, world = "month" if model.scenario.months else "year", model.world
    periods = len(periods_of(world.counts.shape[0], by, days).labels)
    extras = figures_by(model.extras, model.rules, by, years, periods)
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
        own=model.rules.own_entries,
    )
    return with_value(found)
