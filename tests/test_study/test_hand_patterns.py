"""Measures of emergency visits, stays, home visits and use over years, each on a few made-up rows with the answer."""

import numpy as np
import pandas as pd
import pytest

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import EPISODE_KINDS, MODERATE_EPISODE, SEVERE_EPISODE
from rural_abm.study.evidence import patterns_emergency as emergency
from rural_abm.study.evidence import patterns_stays as stays
from rural_abm.study.evidence import patterns_years as years
from rural_abm.study.evidence.patterns_files import declared

COTTAGE_WARD, HOSPITAL_WARD = 0, 2
HEART_FAILURE, INFECTION, OTHER = (EPISODE_KINDS.index(kind) for kind in ("heart_failure", "infection", "other"))


class Register:
    def value(self, name):
        return {"old_age_years": 65, "very_old_age_years": 80}[name]


class Model:
    register = Register()


class Kept:
    """A run of 140 days with made-up events and persons: two units of care, the first with a cottage hospital.

    Events are (person, day, minute, kind, detail, amount); ages those of persons 1, 2, 3 and so on.
    """

    model, days, units, cottage_units, gps = Model(), 140, 2, np.array([0]), {7}
    definitions = declared().definitions

    def __init__(self, events=(), ages=(40, 70, 85), contacts=(), band=0, unit=0):
        columns = ["person", "day", "minute", "kind", "detail", "amount"]
        self.events = pd.DataFrame(list(events), columns=columns).sort_values(["day", "minute"], ignore_index=True)
        self.all_contacts = pd.DataFrame(list(contacts), columns=["person", "day", "minute", "staff", "kind", "mode"])
        persons = pd.DataFrame({"person": np.arange(len(ages)) + 1, "age": ages, "sex": 0, "band": band, "unit": unit})
        months = pd.DataFrame({"month": range(5), "days": 28})
        self.everyone = persons.merge(months, how="cross")


def visit(person, day=3, minute=600, *, severity=None, kind=OTHER):
    """A visit to an emergency department, after an episode of that severity where one is given."""
    onset = [(person, day, minute - 60, "episode", kind, severity)] if severity is not None else []
    return [*onset, (person, day, minute, "emergency", kind, 0)]


def stay(person, day, days, ward=HOSPITAL_WARD, *, minute=600, kind=None):
    """A stay that ends alive after so many days, by an episode of a kind where one is given."""
    onset = [(person, day, minute - 60, "episode", kind, SEVERE_EPISODE)] if kind is not None else []
    return [*onset, (person, day, minute, "admitted", ward, days), (person, day + days, 0, "discharged", ward, days)]


# Emergency departments


def test_shares_of_visits_weigh_each_age_as_in_the_county():
    """At 40 one of two visits ends in a stay, at 70 none of one, at 85 one of one; only the last comes by ambulance."""
    kept = Kept([
        *visit(1), *visit(1, 9), (1, 9, 600, "admitted", HOSPITAL_WARD, 2), *visit(2),
        *visit(3), (3, 3, 600, "ambulance", OTHER, 12), (3, 3, 600, "admitted", HOSPITAL_WARD, 2),
    ])  # fmt: skip
    young, old, oldest = declared().definitions["county_persons"]
    total = 2 * young + old + oldest
    assert emergency.share_of_visits(kept, "admitted") == pytest.approx((young + oldest) / total)
    assert emergency.share_of_visits(kept, "by_ambulance") == pytest.approx(oldest / total)
    assert emergency.share_of_visits(kept, "admitted", "by_ambulance") == 1.0
    assert emergency.share_of_visits(kept, "very_old") == pytest.approx(oldest / total)


def test_the_median_age_of_visits_is_that_of_a_county_of_other_ages():
    """One visit at 40, one at 70, two at 85; the county has more people below 65 than above."""
    kept = Kept([*visit(1), *visit(2), *visit(3), *visit(3, 9)])
    assert emergency.median_age_of_visits(kept) == 40
    kept = Kept([*visit(2), *visit(3), *visit(3, 9)])
    assert emergency.median_age_of_visits(kept) == 70


def test_a_stay_that_begins_at_another_minute_is_not_of_the_visit_and_children_are_not_counted():
    kept = Kept([*visit(1), (1, 3, 700, "admitted", HOSPITAL_WARD, 2), *visit(2, minute=30)], ages=(40, 17))
    assert len(emergency.emergency_visits(kept)) == 1
    assert emergency.share_of_visits(kept, "admitted") == 0.0


def test_the_week_and_the_morning_of_visits():
    """Days 0, 7 and 133 are Mondays, day 5 a Saturday; three visits on Mondays, two a day else, one on Saturdays."""
    rows = [*visit(1, 0), *visit(1, 7), *visit(1, 133, minute=500)]
    for weekday, number in ((1, 2), (2, 2), (3, 2), (4, 2), (5, 1), (6, 2)):
        rows += [row for week in range(number) for row in visit(2, 7 * week + weekday, minute=450)]
    kept = Kept(rows)
    assert emergency.visits_by_weekday(kept).tolist() == [3, 2, 2, 2, 2, 1, 2]
    assert emergency.busiest_day(kept, 0) == 3 / 2
    assert emergency.quietest_day(kept, 5) == 1 / 2
    # Two visits at ten o'clock; eleven at half past seven and one at twenty past eight.
    assert emergency.rise_before_noon(kept) == 2 / 12


def test_minor_visits_from_afar_are_told_from_severe_ones():
    """Of two of the same age near a hospital and one far away: minor visits 4 and 1, severe ones 2 and 1."""
    far = declared().definitions["far_band"]
    minor = [*visit(1), *visit(1, 9), *visit(2, severity=MODERATE_EPISODE), *visit(2, 9), *visit(3)]
    worsened = [(1, 20, 300, "episode", OTHER, MODERATE_EPISODE), (1, 21, 300, "worsened", OTHER, 1), *visit(1, 21)]
    severe = [*worsened, *visit(2, 21, severity=SEVERE_EPISODE), (3, 21, 10, "collapse", OTHER, 9), *visit(3, 21)]
    # The patience of one who was severely ill earlier ends: what she comes for is minor.
    patience = [(3, 40, 480, "impatient", 0, 7), *visit(3, 40, 480)]
    kept = Kept([*minor, *severe], ages=(40, 40, 40), band=[0, 0, far])
    assert emergency.visits_far_over_near(kept, False) == pytest.approx((1 / 1) / (4 / 2))
    assert emergency.visits_far_over_near(kept, True) == pytest.approx((1 / 1) / (2 / 2))
    kept = Kept([*minor, *severe, *patience], ages=(40, 40, 40), band=[0, 0, far])
    assert emergency.visits_far_over_near(kept, False) == pytest.approx(1.0)


# Stays


def test_lengths_of_stays_by_hand():
    """Stays of 1, 2 and 9 days at 70 and 85, one at 40 not over on the last day, and one begun too late to follow."""
    moved = [(3, 30, 0, "admitted", COTTAGE_WARD, 1), (3, 39, 0, "died", 0, 85)]
    kept = Kept([*stay(2, 1, 1), *stay(3, 10, 2), *moved, (1, 20, 0, "admitted", 0, 99), *stay(2, 100, 30)])
    assert sorted(stays.stay_days(kept, "65")) == [1, 2, 9]
    assert sorted(stays.stay_days(kept, "all")) == [1, 2, 9, 120]
    assert stays.median_stay(kept, "65") == 2
    assert stays.median_over_mean_stay(kept, "65") == 2 / 4
    assert stays.stays_longer(kept, "65", 7) == 1 / 3
    assert stays.stays_longer(kept, "all", 30) == 1 / 4


def test_a_stay_begun_on_the_day_another_ended_is_its_own():
    kept = Kept([*stay(2, 1, 4), *stay(2, 5, 6)])
    assert stays.stay_days(kept, "65").tolist() == [4, 6]


def test_when_stays_begin_by_hand():
    """Days 5 and 6 are the first weekend; 7:59 and 21:00 lie outside the day, 8:00 and 20:59 within."""
    kept = Kept([
        *stay(2, 5, 1, minute=479), *stay(2, 7, 1, minute=480), *stay(3, 8, 1, minute=1259),
        *stay(3, 13, 1, minute=1260), *stay(1, 6, 1),
    ])  # fmt: skip
    assert stays.stays_at_weekends(kept, "65") == 2 / 4
    assert stays.stays_by_day(kept, "65") == 2 / 4


def test_whom_cottage_hospitals_keep_by_hand():
    kept = Kept([
        *stay(2, 1, 1, COTTAGE_WARD, kind=HEART_FAILURE), *stay(3, 1, 1, COTTAGE_WARD, kind=INFECTION),
        *stay(1, 1, 1, HOSPITAL_WARD, kind=INFECTION), *stay(3, 9, 1, HOSPITAL_WARD, kind=HEART_FAILURE),
        *stay(4, 1, 1, HOSPITAL_WARD, kind=INFECTION),
    ], ages=(40, 70, 85, 20), unit=[0, 0, 0, 1])  # fmt: skip
    assert stays.mean_age_of_stays(kept, True) == (70 + 85) / 2
    # The fourth is listed at a unit without a cottage hospital.
    assert stays.cottage_age_difference(kept) == (70 + 85) / 2 - (40 + 85) / 2
    assert stays.kind_of_cottage_stays(kept, "heart_failure") == 1 / 2
    assert stays.kind_of_cottage_stays(kept, "infection") == 1 / 2


def test_odds_of_a_cottage_hospital_by_hand():
    """One stratum: with heart failure two in cottage hospitals and one in a hospital, of others one and two."""
    wards = {
        HEART_FAILURE: (COTTAGE_WARD, COTTAGE_WARD, HOSPITAL_WARD),
        INFECTION: (COTTAGE_WARD, HOSPITAL_WARD, HOSPITAL_WARD),
    }
    rows = []
    for kind, wards_of_kind in wards.items():
        for number, ward in enumerate(wards_of_kind):
            rows += stay(2 + (kind == INFECTION), 10 * number, 1, ward, kind=kind)
    assert stays.cottage_odds(Kept(rows, ages=(40, 70, 71)), "heart_failure") == pytest.approx((2 * 2) / (1 * 1))


def test_home_visits_by_hand():
    """Of GP 7's contacts three are home visits (a Monday at 10 and at 18, a Saturday at 10), one at the centre."""
    contacts = [
        (1, 0, 600, 7, "episode", "home_visit"), (1, 0, 1080, 7, "episode", "home_visit"),
        (2, 5, 600, 7, "episode", "home_visit"), (2, 1, 600, 7, "complaint", "clinic"),
        (2, 1, 600, 7, "complaint", "phone"), (2, 1, 600, 8, "episode", "home_visit"),
        (2, 1, 600, 7, "home_nursing", "home_visit"),
    ]  # fmt: skip
    kept = Kept(contacts=contacts)
    assert stays.home_visit_share(kept) == 3 / 4
    assert stays.home_visits_out_of_hours(kept) == pytest.approx(2 / (3 * 140 / DAYS_A_YEAR))


# Years


class Years:
    """Four years with made-up costs: twenty persons, of whom one is the costliest 5 %."""

    definitions = declared().definitions

    def __init__(self, costliest=(1, 1, 1, 2), events=(), age=50):
        self.days = len(costliest) * DAYS_A_YEAR
        persons = np.arange(20) + 1
        parts = [
            pd.DataFrame(
                {"year": year, "person": persons, "age": age, "cost": np.where(persons == top, 900, 20 - persons)}
            )
            for year, top in enumerate(costliest)
        ]
        self.people = pd.concat(parts, ignore_index=True)
        self.events = pd.DataFrame(list(events), columns=["person", "day", "kind"])


def test_the_costliest_again_by_hand():
    found = Years()
    assert years.costliest(found) == [{1}, {1}, {1}, {2}]
    assert years.costliest_again(found, 1) == 2 / 3
    assert years.costliest_again(found, 3) == 0.0
    assert years.costliest_throughout(found, 2) == 1 / 2
    assert np.isnan(years.costliest_again(found, 4))


def test_frequent_visitors_again_by_hand():
    """Two come four times in the first year; one of them again in the second, one person for the first time."""
    times = {(0, 1): 4, (0, 2): 5, (0, 3): 3, (1, 1): 4, (1, 2): 3, (1, 4): 6, (3, 1): 9}
    events = [(person, 365 * year + n, "emergency") for (year, person), number in times.items() for n in range(number)]
    # Of two in the first year and two in the second, one is so again the year after; the fourth year has none after it.
    assert years.frequent_again(Years(events=events)) == 1 / 4
    assert np.isnan(years.frequent_again(Years(events=events, age=17)))


def test_life_after_moving_to_special_housing_by_hand():
    """Of four two die after 8 and 100 days, one moves away after 50, one lives at the end."""
    housed = [(person, 10, "housed") for person in (1, 2, 3, 4)] + [(99, 10, "housed")]
    found = Years(
        events=[*housed, (1, 18, "died"), (2, 60, "moved"), (3, 110, "died"), (99, 11, "died"), (9, 12, "died")]
    )
    # The fifth does not live in the region. After 50 days two of the four are left to follow, half of whom die.
    assert years.dead_since_housed(found, 7) == 0.0
    assert years.dead_since_housed(found, 8) == pytest.approx(1 / 4)
    assert years.dead_since_housed(found, 365) == pytest.approx(1 - 3 / 4 * 1 / 2)
    assert years.median_days_housed(found) == 100
    assert np.isnan(years.median_days_housed(Years()))
    assert np.isnan(years.median_days_housed(Years(events=housed)))
