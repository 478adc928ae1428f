"""The bed places open this month: those for which there are nurses."""

import numpy as np

from rural_abm.engine.random_numbers import process, uniform_array
from rural_abm.engine.units import DAYS_A_WEEK
from rural_abm.model.staff.in_force import at_all_units, ward_places, ward_posts_needed
from rural_abm.model.staff.records import WARD_NURSE
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK

OPEN_PLACES = process("staff.open_places")


def roster_beds(world):
    """Set `places` and `open_places` of every ward for the month.

    Cottage hospital: the region's and the municipality's places are on one ward; at most as many are open as the held
    nurse posts can staff, times `open_share_fully_held`, fewer in the summer weeks. Hospital: open places of the
    register. Parts of places are rounded up or down by a draw of ward and month, so that means are right.
    """
    now, p, wards = world.now[0], world.parameters[0], world.wards
    summer = p.summer_first_week <= now.day_of_year // DAYS_A_WEEK < p.summer_first_week + p.summer_weeks
    share = 1.0 - p.summer_closing_share if summer else 1.0
    unit = wards["unit"]
    is_cottage = unit >= 0
    all_places = at_all_units(world, ward_places)
    wards["places"][is_cottage] = all_places[unit[is_cottage]]
    open_now = share * wards["usual_places"]
    wards["places"][is_cottage] = np.maximum(wards["places"] - wards["closed"], 0)[is_cottage]
    summer_places = np.maximum(wards["places"] - (wards["closed_in_summer"] if summer else 0), 0)
    staffed = (all_places * staffed_share(world))[np.maximum(unit, 0)]
    rostered = np.minimum(staffed, summer_places) * p.open_share_fully_held * share
    open_now = np.maximum(open_now - wards["closed"] - wards["closed_for_money"], 0)
    open_now = np.where(is_cottage, rostered, open_now)
    rounding = uniform_array(now.seed, OPEN_PLACES, np.arange(wards.size), now.month)
    wards["open_places"] = np.floor(open_now + 1.0 - rounding).astype(int)
    wards["places"][~is_cottage] = np.ceil(wards["usual_places"][~is_cottage])


def staffed_share(world):
    """Return the share of each unit's ward places that the held nurse posts can staff [units].

    Nurses lent and borrowed are counted; 0 where there are no places.
    """
    p, units, posts = world.parameters[0], world.units, world.posts
    is_held = (posts["active"] == 1) & (posts["role"] == WARD_NURSE) & (posts["holder"] >= 0)
    held = np.bincount(posts["unit"][is_held], posts["share"][is_held], units.size)
    shift = p.nurse_shift_minutes * WORKDAYS_A_WEEK / DAYS_A_WEEK
    held = np.maximum(held - world.unit_states["lent_minutes_a_day"] / shift, 0.0)
    needed = ward_posts_needed(world) * p.ward_nurse_share
    return np.minimum(np.divide(held, needed, out=np.zeros(units.size), where=needed > 0), 1.0)
