"""What emergency departments see, when, and how far away: measures of a run in which every event is kept."""

import numpy as np
import pandas as pd

from rural_abm.engine.units import DAYS_A_WEEK, HALF, MINUTES_AN_HOUR
from rural_abm.model.people.records import EPISODE_KINDS, SEVERE_EPISODE
from rural_abm.study.evidence.patterns_followed import county_weights, very_old_age, with_person

# Events that say how ill a person is, and of what, until the next of them.
ONSETS = ("episode", "collapse", "worsened", "impatient")
MOMENT = ["person", "day", "minute"]


def emergency_visits(followed, from_age=None):
    """Return visits to hospital emergency departments with the person's attributes in that month.

    Further columns: whether the visit was `severe`, `by_ambulance` (or helicopter), `admitted` to a ward at once, and
    of someone `very_old`. Adults only, unless `from_age` (years) says otherwise.
    """
    events = followed.events
    visits = with_person(followed, events[events["kind"] == "emergency"])
    from_age = followed.definitions["adult_years"] if from_age is None else from_age
    visits = with_onset(events, visits[visits["age"] >= from_age])
    return visits.assign(
        by_ambulance=at_same_moment(visits, events[events["kind"].isin(("ambulance", "helicopter"))]),
        admitted=at_same_moment(visits, events[events["kind"] == "admitted"]),
        very_old=visits["age"] >= very_old_age(followed.model),
    )


def at_same_moment(rows, others):
    """Return for each row whether the same person has one of the others on the same day at the same minute."""
    return pd.MultiIndex.from_frame(rows[MOMENT]).isin(pd.MultiIndex.from_frame(others[MOMENT]))


def with_onset(events, rows):
    """Return rows with the illness that led to each: `severe` and `episode` (name of its kind), "" where unknown.

    It is the last onset of the person up to that day. One whose patience ended is ill of nothing severe.
    """
    onsets = events[events["kind"].isin(ONSETS)]
    turned = onsets["kind"].isin(("collapse", "worsened"))
    kinds = np.array(EPISODE_KINDS)[np.where(onsets["kind"] == "impatient", -1, onsets["detail"])]
    table = pd.DataFrame({
        "person": onsets["person"], "day": onsets["day"], "episode": kinds,
        "severe": turned | ((onsets["kind"] == "episode") & (onsets["amount"] == SEVERE_EPISODE)),
    }).sort_values("day", kind="stable")  # fmt: skip
    joined = pd.merge_asof(rows.sort_values("day", kind="stable"), table, on="day", by="person")
    return joined.assign(severe=joined["severe"].eq(True), episode=joined["episode"].fillna(""))


def share_of_visits(followed, that, among=None):
    """Return the share of adults' emergency visits with an attribute `that`, of those with attribute `among` if given.

    Visits are weighted to the county's ages.
    """
    visits = emergency_visits(followed)
    visits = visits if among is None else visits[visits[among]]
    return _average(visits[that], county_weights(followed, visits["age"], followed.everyone))


def median_age_of_visits(followed):
    """Return the median age in years at adults' emergency visits, weighted to the county's ages."""
    ages = emergency_visits(followed)["age"].to_numpy(float)
    if not ages.size:
        return np.nan
    weights = county_weights(followed, ages, followed.everyone)
    return np.quantile(ages, HALF, weights=weights, method="inverted_cdf")


def visits_by_weekday(followed):
    """Return the number of adults' emergency visits by weekday from Monday, in whole weeks from the first day."""
    days = emergency_visits(followed)["day"].to_numpy()
    days = days[days < followed.days - followed.days % DAYS_A_WEEK]
    return np.bincount(days % DAYS_A_WEEK, minlength=DAYS_A_WEEK)


def busiest_day(followed, weekday):
    """Return the visits on a weekday (0 Monday) over those on the busiest other weekday."""
    counts = visits_by_weekday(followed)
    return _over(counts[weekday], np.delete(counts, weekday).max())


def quietest_day(followed, weekday):
    """Return the visits on a weekday (0 Monday) over those on the quietest other weekday."""
    counts = visits_by_weekday(followed)
    return _over(counts[weekday], np.delete(counts, weekday).min())


def rise_before_noon(followed):
    """Return adults' emergency visits in the declared hours of the forenoon over those in the hours before."""
    words = followed.definitions
    minutes = emergency_visits(followed)["minute"]
    return _over(within(minutes, words["forenoon_hours"]).sum(), within(minutes, words["dawn_hours"]).sum())


def within(minutes, hours):
    """Return whether minutes of the day lie from the first to before the last of two hours."""
    return minutes.between(hours[0] * MINUTES_AN_HOUR, hours[-1] * MINUTES_AN_HOUR, inclusive="left")


def visits_far_over_near(followed, severe):
    """Return the rate of emergency visits, severe or not, in the farthest band of distance over that in the nearest.

    All ages; both rates are weighted to the county's ages.
    """
    visits = emergency_visits(followed, 0)
    visits = visits[visits["severe"] == severe]
    rates = []
    for band in (followed.definitions["far_band"], 0):
        people = followed.everyone[followed.everyone["band"] == band]
        rates.append(county_weights(followed, visits["age"][visits["band"] == band], people).sum())
    return _over(*rates)


def _average(values, weights):
    return np.average(values, weights=weights) if len(values) else np.nan


def _over(number, others):
    return number / others if others else np.nan


MEASURES = {
    function.__name__: function
    for function in (
        share_of_visits, median_age_of_visits, busiest_day, quietest_day, rise_before_noon, visits_far_over_near,
    )
}  # fmt: skip
