"""Return visits in both engines: the same calls, visits and emergencies, statistically; and totals that hold."""

import pytest
from paired import SEEDS, rises
from verification.independent import agreement
from verification.independent import common_ground as ground

pytestmark = pytest.mark.verify

ON = {"return_visits": 1.0}
YEARS, WHOLE = 1, 1
COMPILED_SEEDS, INDEPENDENT_SEEDS = range(1, 11), range(101, 104)
FIGURES = {
    "complaints": lambda tally: tally.rate(["complaints"]),
    "complaints brought again": lambda tally: tally.rate(["complaints_returned"]),
    "seen again": lambda tally: tally.rate(["seen_next_day"]),
    "visits to GPs": lambda tally: tally.rate(["gp_visits"]),
    "visits to nurses": lambda tally: tally.rate(["nurse_visits"]),
    "visits to emergency departments": lambda tally: tally.rate(["emergency_visits"]),
}


def test_the_two_engines_agree_on_return_visits():
    """Means over seeds by Student's t, false alarms 1 % in all; on the whole region, where every call is answered."""
    found, bound = agreement.found(FIGURES, ON, (COMPILED_SEEDS, INDEPENDENT_SEEDS), YEARS, WHOLE)
    assert max(map(abs, found.values())) < bound, found


def test_new_and_returned_complaints_are_as_many_as_complaints_were():
    """Within one per cent where ties have no effect: 4 sd of the difference of two numbers of 400,000 are 0.9 %."""
    before = ground.counts({}, SEEDS, "complaints").sum()
    after = ground.counts(ON, SEEDS, "complaints", "complaints_returned").sum()
    assert before > 400_000 and after == pytest.approx(before, rel=0.01)


def returned(odds):
    return ground.counts(ON | {"known_odds_to_resolve": odds}, SEEDS, "complaints_returned")


def test_fewer_complaints_come_back_to_gps_who_know_their_patients():
    """Paired seeds, a one-sided t test; false alarms 1 in 1,000."""
    apart, known = (returned(odds) for odds in (1.0, 1.6))
    assert rises(apart - known)
