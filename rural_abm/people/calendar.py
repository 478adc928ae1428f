"""The calendar of residents: who has something coming on which day, as linked lists in a ring of days.

A resident stands in at most one list, that of `next_day`, the earliest of all planned days. The ring has fewer days
than a run, so a list also holds residents whose day is one or more rounds of the ring away; they are passed over.
A resident with nothing planned has `next_day` NEVER and stands in no list.
"""

from rural_abm.compiled import kernel
from rural_abm.people.records import ALIVE, NEVER
from rural_abm.units import DAYS_A_YEAR

# Days in the ring: a matter of speed only.
RING = 2 * DAYS_A_YEAR


@kernel
def next_care_day(resident):
    """The earliest planned day of care, NEVER if none."""
    day = min(resident.found_day, resident.worsen_day, resident.visit_day, resident.coordination_day)
    return min(day, resident.review_day, resident.specialist_day, resident.follow_call_day, resident.leave_day)


@kernel
def next_health_day(resident):
    """The earliest planned day of health and moving, NEVER if none."""
    day = min(resident.death_day, resident.frailty_day, resident.episode_day, resident.readmission_day)
    return min(day, resident.complaint_day, resident.follow_up_day, resident.move_day)


@kernel
def unlink(residents, calendar, row):
    """Takes the resident out of the list of `next_day`; does nothing for one who stands in no list."""
    resident = residents[row]
    if resident.next_day == NEVER:
        return
    if resident.back >= 0:
        residents[resident.back].link = resident.link
    else:
        calendar[resident.next_day % calendar.size] = resident.link
    if resident.link >= 0:
        residents[resident.link].back = resident.back
    resident.next_day = NEVER
    resident.link = -1
    resident.back = -1


@kernel
def relink(residents, calendar, row, first_day):
    """Puts the resident into the list of the earliest planned day, `first_day` at the earliest; nobody dead or gone."""
    unlink(residents, calendar, row)
    resident = residents[row]
    day = min(next_health_day(resident), next_care_day(resident))
    if resident.status != ALIVE or day == NEVER:
        return
    resident.next_day = max(day, first_day)
    place = resident.next_day % calendar.size
    resident.back = -1
    resident.link = calendar[place]
    if resident.link >= 0:
        residents[resident.link].back = row
    calendar[place] = row


@kernel
def schedule(world, row):
    """To be called after any planned day of the resident has changed, in or after the health phase of the day.

    What is planned for today or earlier and not yet done comes up again tomorrow: nothing planned is ever lost.
    """
    relink(world.residents, world.calendar, row, world.now[0].day + 1)


@kernel
def link_all(world):
    """Builds all lists anew from the planned days, from today on: for the start of a world."""
    world.calendar[:] = -1
    for row in range(world.now[0].residents):
        world.residents[row].next_day = NEVER
        relink(world.residents, world.calendar, row, world.now[0].day)
