"""The last phase of life in both engines: the same hazards, and the same deaths, frailty and care, statistically."""

import pytest
from verification.independent import agreement
from verification.independent.last_phase import LastPhase
from verification.independent.rates import Rates

from rural_abm.model.people import dying_tables, tables
from rural_abm.model.people.frailty_chain import frailty_shares
from rural_abm.regions.registers import load_register

pytestmark = pytest.mark.verify

ON = {"terminal_phase": 1.0}
YEARS, SHARE = 2, 0.1
COMPILED_SEEDS, INDEPENDENT_SEEDS = range(1, 21), range(101, 109)
FIGURES = {
    "deaths": lambda tally: tally.rate(["deaths"]),
    "deaths by episodes": lambda tally: tally.rate(["deaths_by_episode"]),
    "deaths at 65-79": lambda tally: sum(65 <= age < 80 for age in tally.ages_of_dead),
    "deaths at 80 and above": lambda tally: sum(age >= 80 for age in tally.ages_of_dead),
    "severely frail": lambda tally: tally.years_lived[3] / sum(tally.years_lived),
    "severe episodes": lambda tally: tally.rate(["episodes_severe"]),
    "worsened": lambda tally: tally.rate(["worsened"]),
    "enrolled": lambda tally: tally.rate(["enrolled_days"]),
    "special housing": lambda tally: tally.rate(["housing_days"]),
    "home-nursing visits": lambda tally: tally.rate(["home_nurse_visits"]),
}


@pytest.mark.parametrize("days", [90, 150])
def test_the_solved_hazards_agree(days):
    """Both solutions, found in different steps and ways: within 1 %, from the age at which phases have ended."""
    values = ON | {"terminal_phase_days": days}
    register = load_register().with_values(values)
    rates, ages = Rates(register), tables.Ages(register)
    phase = LastPhase(rates, rates.death_by_sex)
    death = tables.deaths_per_year(register, ages.middle)
    sudden, onset, inside = dying_tables.solve(register, ages, frailty_shares(register, ages.middle), death)
    for name, compiled in (("sudden", sudden), ("onset", onset), ("inside", inside)):
        assert getattr(phase, name)[68:88] == pytest.approx(compiled[68:88], rel=0.01), name


def test_the_two_engines_agree_on_the_last_phase():
    """Means over seeds by Student's t, false alarms 1 % in all, on a tenth of the region."""
    found, bound = agreement.found(FIGURES, ON, (COMPILED_SEEDS, INDEPENDENT_SEEDS), YEARS, SHARE)
    assert max(map(abs, found.values())) < bound, found
