"""Values of patterns from finished runs: from outcomes of the catalogue, or by a measure over places and months."""

import math

from rural_abm.governance import place_keys
from rural_abm.study.evidence.patterns_files import declared

REGION, ALL = "region", "all"
SUMS = ("numerator", "denominator")


class Run:
    """A finished run: its outcomes (`frame`, with texts), its reported `years`, and its trainees.

    `trainees` is how many finished, `retained` how many stayed; `region` is the name or folder of its region.
    """

    def __init__(self, model):
        """Run the model to its end, recording once a year who is in training; close it."""
        import numpy as np

        from rural_abm.model.staff.records import EMPLOYED, TRAINEE

        rows, self.years, self.region = set(), model.scenario.years, model.scenario.region
        for year in range(1, self.years + 1):
            model.run(year)
            staff = model.world.staff[: model.world.now["staff"][0]]
            training = (staff["employment"] == TRAINEE) & (staff["status"] == EMPLOYED)
            rows |= set(np.flatnonzero(training).tolist())
        seen = staff[sorted(rows)]
        self.retained = int((seen["employment"] != TRAINEE).sum())
        self.trainees = self.retained + int(((seen["employment"] == TRAINEE) & (seen["status"] != EMPLOYED)).sum())
        frame = model.outcomes()
        self.frame = frame.astype({name: str for name in frame.columns if name not in SUMS})
        model.close()


def units_of_region(region=None):
    """Return the keys of the units of care in the totals of a region (default: the default region)."""
    from rural_abm.regions.place_tables import load_tables

    table = load_tables(region).municipalities
    outside = {key for key, inside in zip(table["key"], table["in_region"], strict=True) if not inside}
    return [key for key in place_keys(region) if key not in outside]


def value_of(quantity, run, other=None):
    """Return the value (float, NaN where undefined) of a quantity in a run; `other` is the second run of a pair."""
    if quantity.measure:
        return float(MEASURES[quantity.measure](run, **quantity.options))
    if quantity.pick:
        values = [_pooled(quantity, run, [unit]) for unit in units_of_region(run.region)]
        return min(values) if quantity.pick == "lowest" else max(values)
    first = _pooled(quantity, run, quantity.places)
    if quantity.compare is None:
        return first
    if other is not None:
        return _compared(quantity.compare, _pooled(quantity, other, quantity.places), first)
    return _compared(quantity.compare, first, _pooled(quantity, run, quantity.against))


def _compared(how, value, against):
    if how == "difference":
        return value - against
    return value / against if against else math.nan


def _pooled(quantity, run, places):
    """Return the value over the region or over some places taken together, from the first requested year."""
    frame = _from_year(run.frame, quantity.from_year)
    kind, places = (quantity.place_kind, list(places)) if len(places) else (REGION, [REGION])
    numerator, denominator = sums(frame, quantity.outcome, kind, places, quantity.dimension, quantity.group)
    if quantity.of:
        denominator = sums(frame, quantity.of, kind, places)[0]
    elif quantity.take == "numerator":
        denominator = run.years - quantity.from_year + 1
    return quantity.times * numerator / denominator if denominator else math.nan


def _from_year(frame, year):
    if year == 1:
        return frame
    periods = sorted(frame["period"].unique())
    return frame[frame["period"].isin(periods[year - 1 :])]


def sums(frame, outcome, kind, places, dimension=ALL, group=ALL):
    """Return (numerator, denominator) of an outcome summed over places of a kind and over periods."""
    rows = frame[
        (frame["outcome"] == outcome)
        & (frame["place_kind"] == kind)
        & frame["place"].isin(places)
        & (frame["dimension"] == dimension)
        & (frame["group"] == group)
    ]
    return rows["numerator"].sum(), rows["denominator"].sum()


# Measures that one ratio of sums cannot give


def where_locums_dominate(run, outcome):
    """Return an outcome over municipalities and years where locums give more than the declared share of GP time."""
    frame = run.frame
    units = units_of_region(run.region)
    rows = frame[(frame["place_kind"] == "municipality") & (frame["dimension"] == ALL) & frame["place"].isin(units)]
    table = rows[rows["outcome"].isin([outcome, "locum_share"])].set_index(["place", "period", "outcome"])
    table = table[["numerator", "denominator"]].unstack("outcome")
    share = table["numerator", "locum_share"] / table["denominator", "locum_share"]
    chosen = table[share > declared(run.region).definitions["mostly_locums_share"]]
    return chosen["numerator", outcome].sum() / chosen["denominator", outcome].sum() if len(chosen) else math.nan


def winter_over_summer(run, outcome):
    """Return an outcome of the region in winter months over the same in summer months."""
    rows = run.frame[(run.frame["outcome"] == outcome) & (run.frame["place_kind"] == REGION)]
    rows = rows[rows["dimension"] == ALL]
    month = rows["period"].str.partition("-")[2].astype(int)
    parts = []
    for season in ("winter_months", "summer_months"):
        chosen = rows[month.isin(declared(run.region).definitions[season])]
        parts.append(chosen["numerator"].sum() / chosen["denominator"].sum())
    return parts[0] / parts[1] if parts[1] else math.nan


def after_over_before_enrolment(run):
    """Return contacts with the usual GP in the year after enrolment in home nursing over those in the year before."""
    values = []
    for outcome in ("usual_gp_contacts_after", "usual_gp_contacts_before"):
        numerator, denominator = sums(run.frame, outcome, REGION, [REGION])
        values.append(numerator / denominator if denominator else math.nan)
    return _compared("ratio", *values)


def trainees_retained(run):
    """Return the share of trainees who became permanent specialists among those who ended their training."""
    return run.retained / run.trainees if run.trainees else math.nan


MEASURES = {
    "where_locums_dominate": where_locums_dominate,
    "winter_over_summer": winter_over_summer,
    "after_over_before_enrolment": after_over_before_enrolment,
    "trainees_retained": trainees_retained,
}
