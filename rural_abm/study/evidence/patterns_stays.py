"""Lengths and beginnings of stays, what cottage hospitals keep, and doctors' home visits."""

import numpy as np
import pandas as pd

from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, SATURDAY
from rural_abm.study.evidence.patterns_emergency import with_onset, within
from rural_abm.study.evidence.patterns_followed import old_age, with_person
from rural_abm.study.insilico.registers import is_gp_contact, odds_ratio


def stays(followed, group="all"):
    """Return stays begun, of all ages or from 65, with the person's attributes and whether at a `cottage` hospital.

    A stay that moves between wards is one, and belongs to the ward in which it began.
    """
    events = followed.events
    rows = with_person(followed, events[events["kind"] == "admitted"])
    rows = rows.assign(cottage=rows["detail"] < followed.units)
    return rows if group == "all" else rows[rows["age"] >= old_age(followed.model)]


def stay_days(followed, group):
    """Return the days of each stay of a group that began early enough to be followed for the declared days (array)."""
    window = followed.definitions["stay_follow_days"]
    begun = stays(followed, group)
    begun = begun[begun["day"] <= followed.days - window].sort_values("day")
    ended = followed.events[followed.events["kind"].isin(("discharged", "died"))]
    ended = ended[["person", "day"]].assign(end=ended["day"]).sort_values("day")
    joined = pd.merge_asof(
        begun, ended, on="day", by="person", direction="forward", allow_exact_matches=False
    )  # fmt: skip
    return (joined["end"].fillna(followed.days) - joined["day"]).to_numpy(float)


def median_stay(followed, group):
    """Return the median days of a stay."""
    days = stay_days(followed, group)
    return np.median(days) if days.size else np.nan


def median_over_mean_stay(followed, group):
    """Return the median days of a stay over the mean."""
    days = stay_days(followed, group)
    return np.median(days) / days.mean() if days.size else np.nan


def stays_longer(followed, group, days):
    """Return the share of stays of more than so many days."""
    return _share(stay_days(followed, group) > days)


def stays_at_weekends(followed, group):
    """Return the share of stays begun on a Saturday or Sunday, in whole weeks from the first day."""
    begun = stays(followed, group)["day"].to_numpy()
    begun = begun[begun < followed.days - followed.days % DAYS_A_WEEK]
    return _share(begun % DAYS_A_WEEK >= SATURDAY)


def stays_by_day(followed, group):
    """Return the share of stays begun in the declared hours of the day."""
    return _share(within(stays(followed, group)["minute"], followed.definitions["day_hours"]))


def mean_age_of_stays(followed, cottage):
    """Return the mean age in years at stays begun in cottage hospitals, or in hospitals."""
    begun = stays(followed)
    return begun["age"][begun["cottage"] == cottage].mean()


def listed_stays(followed):
    """Return the stays of those listed at a unit with a cottage hospital."""
    begun = stays(followed)
    return begun[begun["unit"].isin(followed.cottage_units)]


def cottage_age_difference(followed):
    """Return the mean age at stays in cottage hospitals less that in hospitals, of those listed at the former."""
    means = listed_stays(followed).groupby("cottage")["age"].mean().reindex([True, False])
    return means[True] - means[False]


def kind_of_cottage_stays(followed, kind):
    """Return the share of stays begun in cottage hospitals that are for a kind of episode."""
    begun = stays(followed)
    return _share(with_onset(followed.events, begun[begun["cottage"]])["episode"] == kind)


def cottage_odds(followed, kind):
    """Return the odds ratio of a cottage hospital rather than a hospital, for a kind of episode against all others.

    Adjusted for age and sex, of those listed at a unit with a cottage hospital.
    """
    begun = with_onset(followed.events, listed_stays(followed))
    ages = begun["age"] // followed.definitions["relation_age_step_years"]
    return odds_ratio(begun["cottage"], begun["episode"] == kind, [ages, begun["sex"]])


def home_visit_share(followed):
    """Return the share of home visits among GPs' visits, at the centre or at home, to residents of all ages."""
    contacts = gp_contacts(followed)
    seen = contacts[contacts["mode"].isin(("clinic", "home_visit"))]
    return _share(seen["mode"] == "home_visit")


def home_visits_out_of_hours(followed):
    """Return GPs' home visits per resident-year outside the declared hours of weekdays."""
    contacts = gp_contacts(followed)
    visits = contacts[contacts["mode"] == "home_visit"]
    in_hours = (visits["day"] % DAYS_A_WEEK < SATURDAY) & within(visits["minute"], followed.definitions["office_hours"])
    return (~in_hours).sum() / (followed.everyone["days"].sum() / DAYS_A_YEAR)


def gp_contacts(followed):
    """Return contacts of GPs with residents of all ages, with the person's attributes in that month."""
    contacts = followed.all_contacts
    return with_person(followed, contacts[is_gp_contact(contacts, followed.gps)])


def _share(flags):
    return np.mean(flags) if len(flags) else np.nan


MEASURES = {
    function.__name__: function
    for function in (
        median_stay, median_over_mean_stay, stays_longer, stays_at_weekends, stays_by_day, mean_age_of_stays,
        cottage_age_difference, kind_of_cottage_stays, cottage_odds, home_visit_share, home_visits_out_of_hours,
    )
}  # fmt: skip
