"""Use from year to year, and life after moving to special housing: measures of a run of several years."""

import numpy as np
import pandas as pd

from rural_abm.engine.units import DAYS_A_YEAR, HALF
from rural_abm.model.people.records import ALIVE
from rural_abm.study.evidence.patterns_files import declared


class YearsOfUse:
    """A run with its events, and what each resident cost the region in each year.

    `people`: one row per year and resident who lived in the region at its start: year, person, age (years), cost (öre,
    of all days of the year but the last); `days` reported.
    """

    def __init__(self, model):
        """Run the model, whose scenario keeps all events, from its first reported day to its end."""
        self.model, self.days = model, model.scenario.years * DAYS_A_YEAR
        self.definitions = declared(model.scenario.region).definitions
        in_region = np.array(model.place.tables.municipalities["in_region"]).astype(bool)
        years = []
        for year in range(model.scenario.years):
            residents = self._residents()
            here = np.flatnonzero((residents["status"] == ALIVE) & in_region[residents["municipality"]])
            age = (model.next_day - residents["birth_day"][here]) // DAYS_A_YEAR
            # The costs of a year are cleared in the step of its last day.
            while model.reported_day < (year + 1) * DAYS_A_YEAR - 1:
                model.step()
            now = self._residents()[here]
            columns = {"year": year, "person": now["key"], "age": age, "cost": now["region_cost_ore"]}
            years.append(pd.DataFrame(columns))
            model.step()
        self.people = pd.concat(years, ignore_index=True)
        self.events = model.events()

    def _residents(self):
        return np.asarray(self.model.world.residents)[: self.model.world.now["residents"][0]].copy()


def costliest(years_of_use):
    """Return the persons of the declared share who cost most, by year (list of sets; equal: smaller key)."""
    share = years_of_use.definitions["costliest_share"]
    found = []
    for _, people in years_of_use.people.groupby("year"):
        ordered = people.sort_values(["cost", "person"], ascending=[False, True])
        found.append(set(ordered["person"].head(round(share * len(ordered)))))
    return found


def costliest_again(years_of_use, after):
    """Return the share of a year's costliest who are among the costliest `after` years later; all such years pooled."""
    return _again(costliest(years_of_use), lambda top, year: top[year + after], after)


def costliest_throughout(years_of_use, years):
    """Return the share of a year's costliest who are among the costliest in each of the following `years`."""
    return _again(costliest(years_of_use), lambda top, year: set.intersection(*top[year + 1 : year + years + 1]), years)


def frequent_again(years_of_use):
    """Return the share of adults with frequent emergency visits in a year who have as many the next; years pooled."""
    words, people = years_of_use.definitions, years_of_use.people
    events = years_of_use.events
    visits = events[events["kind"] == "emergency"]
    counts = visits.assign(year=visits["day"] // DAYS_A_YEAR).groupby(["year", "person"]).size()
    adults = pd.MultiIndex.from_frame(people.loc[people["age"] >= words["adult_years"], ["year", "person"]])
    counts = counts[(counts >= words["frequent_visits"]) & counts.index.isin(adults)]
    by_year = counts.reset_index().groupby("year")["person"].agg(set)
    frequent = [by_year.get(year, set()) for year in range(years_of_use.days // DAYS_A_YEAR)]
    return _again(frequent, lambda sets, year: sets[year + 1], 1)


def _again(sets, later, after):
    """Return the share of each year's set that is in `later(sets, year)`, over years with `after` more to come."""
    first = range(len(sets) - after)
    number = sum(len(sets[year]) for year in first)
    return sum(len(sets[year] & later(sets, year)) for year in first) / number if number else np.nan


def survival_since_housed(years_of_use):
    """Return the survival curve of those who moved to special housing (scipy), None where no one did.

    Who moves out of the region, and who is alive at the end, is followed until then (Kaplan and Meier 1958).
    """
    from scipy.stats import CensoredData, ecdf

    events = years_of_use.events
    known = events[events["person"].isin(years_of_use.people["person"])]
    first = {kind: known[known["kind"] == kind].groupby("person")["day"].min() for kind in ("housed", "died", "moved")}
    housed = first["housed"]
    if not len(housed):
        return None
    died, moved = (first[kind].reindex(housed.index) for kind in ("died", "moved"))
    end = died.fillna(moved).fillna(years_of_use.days)
    days = (end - housed).to_numpy(float)
    return ecdf(CensoredData.right_censored(days, died.isna().to_numpy())).sf


def dead_since_housed(years_of_use, days):
    """Return the share dead within so many days of moving to special housing."""
    curve = survival_since_housed(years_of_use)
    return np.nan if curve is None else 1 - float(curve.evaluate(days))


def median_days_housed(years_of_use):
    """Return the days from moving to special housing until half are dead; NaN where they are not by the end."""
    curve = survival_since_housed(years_of_use)
    if curve is None:
        return np.nan
    dead = curve.quantiles[curve.probabilities <= HALF]
    return float(dead[0]) if dead.size else np.nan


MEASURES = {
    function.__name__: function
    for function in (costliest_again, costliest_throughout, frequent_again, dead_since_housed, median_days_housed)
}
