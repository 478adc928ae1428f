"""What the model keeps of each GP's day, and what comes back in the evening, against the account of the description.

Only days on which nobody used any kept minutes of the unit, so that all of them are unused; whole days without rest,
ward round or minutes set aside for teaching.
"""

import numpy as np
import pytest
import regions
from verification.independent.kept import GpDay

from rural_abm import RuralModel, Scenario
from rural_abm.model.staff.records import GP, HOME_NURSING_HALF_DAY, IN_CLINIC, LOCUM, OFF, ON_WARD, REMOTE
from rural_abm.regions.registers import load_register

USED = ("home_nursing_gp_minutes_used", "slot_minutes_used", "watch_minutes_used")
LEVERS = {
    "hour and look": {"daily_slot": True, "admission_watch": 15},
    "half-days": {"dedicated_roles": {"half_days_a_week": 4, "assignment": "specialised"}},
}


def plain_days(world):
    """Rows and plans of GPs whose whole day is reception, home nursing and other work."""
    now = world.now[0]
    staff = world.staff[: now.staff]
    plans = staff["plan"][:, 2 * now.weekday : 2 * now.weekday + 2]
    chosen = (staff["on_duty"] == 1) & (staff["role"] == GP) & (staff["present"] == 1)
    chosen &= (staff["employment"] != REMOTE) & (staff["rest_today"] == 0) & (staff["aside_today"] == 0)
    chosen &= (staff["employment"] != LOCUM) | (staff["since"] < now.day)
    chosen &= ~(plans == ON_WARD).any(axis=1)
    rows = np.flatnonzero(chosen)
    return rows, plans[rows]


@pytest.mark.parametrize("name", LEVERS)
def test_each_gps_reception_is_what_the_description_says(name):
    value = load_register().value
    scenario = Scenario("call_off", seed=4, years=1, adoption="full", levers=LEVERS[name])
    model = RuralModel(scenario, place=regions.small_place(0.02))
    world, checked, backs = model.world, 0, set()
    before = [world.unit_counts[column].copy() for column in USED]
    for _ in range(60):
        model.step()
        quiet = np.ones(world.units.size, bool)
        for place, column in enumerate(USED):
            quiet &= (world.unit_counts[column] == before[place]).all(axis=0)
            before[place] = world.unit_counts[column].copy()
        for row, plan in zip(*plain_days(world), strict=True):
            person = world.staff[row]
            if not quiet[person["unit"]] or world.now["workday"][0] == 0:
                continue
            clinic, home = (int((plan == use).sum()) for use in (IN_CLINIC, HOME_NURSING_HALF_DAY))
            day = GpDay(value, int((plan != OFF).sum()), clinic, home, float(person["productivity"]))
            kept = (60, 15) if name == "hour and look" else ()
            came_back = [day.evening(unused)[2] for unused in kept]
            at_home = home * value("home_nursing_half_day_minutes")
            came_back.append(day.evening(at_home, from_half_day=True)[2])
            assert person["clinic_minutes_today"] == day.of_reception(*kept) + sum(came_back), (row, plan)
            checked += 1
            backs.add(sum(came_back))
    # Days with and without something to come back.
    assert checked > 100 and len(backs) > 1
