"""The days and minutes of those who work in a mobile team."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.units import DAYS_A_WEEK
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.records import TEAM_NURSE
from rural_abm.model.staff.working_time.plan import WORKDAYS_A_WEEK, count_of, week_number

ALL_DAYS = option_code("mobile_team.days", "all")


@kernel
def team_works(world, person):
    """Return whether a member of a mobile team is on duty today.

    Nurses and physicians without turns share the team's days evenly; with turns a physician is there the whole week of
    their turn, and not in other weeks.
    """
    now, levers = world.now[0], world.levers[person.unit]
    if now.workday == 0 and levers.mobile_team_days != ALL_DAYS:
        return False
    days = DAYS_A_WEEK if levers.mobile_team_days == ALL_DAYS else WORKDAYS_A_WEEK
    turn = np.int64(now.day)
    if levers.mobile_team_days != ALL_DAYS:
        turn = week_number(now) * WORKDAYS_A_WEEK + np.int64(now.weekday)
    if person.role == TEAM_NURSE:
        return count_of(turn, person.full_time * WORKDAYS_A_WEEK / days, person.phase) > 0
    seats = np.int64(np.ceil(levers.mobile_team_physician_half_days_a_week / (2.0 * days)))
    if levers.mobile_team_turn_weeks == 0 or seats == 0:
        return (
            count_of(
                turn,
                levers.mobile_team_physician_half_days_a_week / (2.0 * days * max(levers.mobile_team_physicians, 1)),
                person.phase,
            )
            > 0
        )
    turns = max(np.int64(levers.mobile_team_physicians) // seats, 1)
    if (week_number(now) // levers.mobile_team_turn_weeks + world.posts[person.post].number) % turns != 0:
        return False
    return count_of(turn, levers.mobile_team_physician_half_days_a_week / (2.0 * days * seats), person.phase) > 0


@kernel
def team_minutes(levers, shift_minutes):
    """Return the minutes of a day's work with the team: its hours, at most a shift."""
    return min(np.int64(levers.mobile_team_end - levers.mobile_team_start), np.int64(shift_minutes))
