"""Stories of tourists: how many fall ill on a day, of what, and where."""

import math

import pytest
from clinic import Clinic

from rural_abm.model.care.needs.visitors import visitors
from rural_abm.model.people.records import FALL, MODERATE_EPISODE, OTHER_ILLNESS, SEVERE_EPISODE


@pytest.fixture
def clinic():
    """Begin a Monday on which visitors come to the first of the places that tourists go to, three a day."""
    clinic = Clinic()
    clinic.world.visitor_needs[:] = 0
    clinic.world.visitor_needs[clinic.clock.day_of_year, 0] = 3
    return clinic


def todays(clinic):
    clinic.run(visitors)
    return clinic.onsets[: clinic.clock.onsets]


def test_three_visitors_a_day_fall_ill_on_the_mean_of_many_seeds(clinic):
    found = 0
    for seed in range(200):
        clinic.world.now["seed"] = seed
        clinic.go_to(clinic.today)
        found += len(todays(clinic))
    # A sum of Poisson numbers: beyond five standard deviations once in two million times.
    assert abs(found - 600) < 5 * math.sqrt(600)


def test_on_a_day_without_visitors_no_one_falls_ill(clinic):
    clinic.go_to(clinic.today + 1)
    assert len(todays(clinic)) == 0


@pytest.mark.parametrize(
    ("injury", "severe", "kind", "severity"),
    [(1, 1, FALL, SEVERE_EPISODE), (0, 0, OTHER_ILLNESS, MODERATE_EPISODE)],
)
def test_what_is_wrong_with_them_follows_the_shares(clinic, injury, severe, kind, severity):
    clinic.world.visitor_needs[clinic.clock.day_of_year, 0] = 30
    clinic.p.visitor_injury_share, clinic.p.visitor_severe_share, clinic.p.visitor_moderate_share = injury, severe, 1
    onsets = todays(clinic)
    assert len(onsets) > 5 and set(onsets["kind"].tolist()) == {kind} and set(onsets["severity"].tolist()) == {severity}
    assert set(onsets["settlement"].tolist()) == {0}
    assert len(set(onsets["key"].tolist())) == len(onsets)
