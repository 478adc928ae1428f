"""The shared on-call lines of the area: who takes tonight, in fair order, and the rest owed for it."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.records import EMPLOYED, GP, IN_POOL, LOCUM, REMOTE, ROTATING, TRAINEE
from rural_abm.model.staff.working_time.plan import is_elsewhere, week_number
from rural_abm.state.declarations import Declaration, counted

VOLUNTEERS = process("staff.on_call_volunteers")
ONLY_VOLUNTEERS = option_code("on_call.participants", "volunteers")
LOCUMS_TOO = option_code("on_call.participants", "locums_too")
# Whom a line asks, one after the other.
PARTICIPANTS, LINE_FILLERS, ANY_GAP = range(3)
DECLARATION = Declaration(
    unit_counts=counted(
        ("night_duties", "nights", "nights on call by doctors of the unit"),
    ),
    activity=counted(
        ("night_compensation", "nights", "nights on call paid"),
    ),
)


@kernel
def night_duty(world):
    """Choose tonight's physician of each line; sets `on_call`, `on_call_minutes`, rest owed, and counts the night.

    The physician whose last night was longest ago takes it (equal: smaller key), unless it was within the shortest gap;
    then a line-filler from the pool of locums is called in, whatever the rule; the gap yields only if there is none.
    Weekend nights include the day: minutes and rest are raised by a factor.
    """
    now, p, levers = world.now[0], world.parameters[0], world.levers[0]
    factor = 1.0 if now.workday == 1 else p.weekend_duty_factor
    for line in range(now.on_call.size):
        now.on_call[line] = -1
        now.on_call_minutes[line] = 0
    for line in range(min(np.int64(levers.on_call_lines), np.int64(now.on_call.size))):
        row = -1
        contracted = line >= levers.on_call_lines - levers.on_call_contracted_lines
        for attempt in range(PARTICIPANTS, ANY_GAP + 1):
            # A contractor's line is filled from outside only.
            if row < 0 and (attempt == LINE_FILLERS or not contracted):
                row = longest_rested(world, attempt)
        if row < 0:
            continue
        person = world.staff[row]
        now.on_call[line] = row
        now.on_call_minutes[line] = np.int64(p.on_call_active_minutes * factor)
        person.duty_day = now.day
        person.duties_this_month += 1
        if person.status == EMPLOYED:
            person.rest_minutes += np.int64(levers.on_call_compensation_minutes_a_night * factor)
        world.unit_counts[now.period, person.unit].night_duties += 1
        world.activity[now.month, world.units[person.unit].municipality].night_compensation += 1


@kernel
def longest_rested(world, attempt):
    """Return the row of the doctor whose last night on call was longest ago (equal: smaller key), or -1.

    `attempt` selects participants who have had the shortest gap, line-fillers who have, or participants who have not
    worked tonight yet.
    """
    now, p = world.now[0], world.parameters[0]
    gap_nights = 1.0 if attempt == ANY_GAP else p.on_call_shortest_gap_nights
    best = -1
    for row in range(now.staff):
        person = world.staff[row]
        if person.role != GP or now.day - person.duty_day < gap_nights:
            continue
        if attempt == LINE_FILLERS:
            if person.status != IN_POOL or person.employment != LOCUM:
                continue
        elif person.status != EMPLOYED or not takes_part(world, person):
            continue
        if (
            best < 0
            or person.duty_day < world.staff[best].duty_day
            or (person.duty_day == world.staff[best].duty_day and person.key < world.staff[best].key)
        ):
            best = row
    return best


@kernel
def takes_part(world, person):
    """Return True if an employed doctor takes part in the lines of the region and can do so tonight.

    Trainees and contracted remote physicians do not take part; a rotating doctor's remote weeks count only where the
    night line works from one place by video.
    """
    now, p, levers = world.now[0], world.parameters[0], world.levers[0]
    if world.units[person.unit].in_region == 0 or person.absent_until >= now.day:
        return False
    if person.employment == TRAINEE or person.employment == REMOTE:
        return False
    if person.employment == LOCUM:
        return levers.on_call_participants == LOCUMS_TOO
    if (
        person.employment == ROTATING
        and levers.on_call_remote_night == 0
        and is_elsewhere(now, p, person, week_number(now))
    ):
        return False
    if levers.on_call_participants == ONLY_VOLUNTEERS:
        return uniform(now.seed, VOLUNTEERS, person.key, np.int64(0)) <= p.on_call_volunteer_share
    return True
