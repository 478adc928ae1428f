"""Minor emergencies in both engines: the same advice, visits and deterrence, statistically; and their direction."""

import pytest
from paired import SEEDS, rises
from verification.independent import agreement
from verification.independent import common_ground as ground

pytestmark = pytest.mark.verify

ON = {"minor_emergencies": 1.0}
YEARS, WHOLE = 1, 1
COMPILED_SEEDS, INDEPENDENT_SEEDS = range(1, 11), range(101, 104)
FIGURES = {
    name: lambda tally, name=name: tally.rate([name])
    for name in (
        "minor_emergencies", "minor_advised", "minor_deterred", "emergency_visits", "gp_visits", "complaints",
        "admissions_hospital",
    )
}  # fmt: skip


def test_the_two_engines_agree_on_minor_emergencies():
    """Means over seeds by Student's t, false alarms 1 % in all; on the whole region."""
    found, bound = agreement.found(FIGURES, ON, (COMPILED_SEEDS, INDEPENDENT_SEEDS), YEARS, WHOLE)
    assert max(map(abs, found.values())) < bound, found


def test_the_farther_half_of_the_way_the_more_go_to_an_emergency_department():
    """Paired seeds, a one-sided t test; false alarms 1 in 1,000."""
    near, far = (ground.counts(ON | {"minor_half_minutes": half}, SEEDS, "emergency_visits") for half in (30, 120))
    assert rises(far - near)
