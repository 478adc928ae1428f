"""The calendar of residents: who has something coming on which day, as lists in a ring of days.

A resident stands in at most one list, that of `next_day`, the earliest of all planned days. The ring has fewer days
than a run, so a list also holds residents whose day is one or more rounds of the ring away; they are put back.
A resident with nothing planned has `next_day` NEVER and stands in no list.

A list is made of pages: page d of the first RING pages belongs to day d, more hang on it. A row on a page is enough to
know a resident, so that the records of a whole day can be asked for before the first of them is read.
"""

import numpy as np

from rural_abm.compiled import kernel
from rural_abm.people.records import ALIVE, NEVER, PAGE, PLACES
from rural_abm.prefetch import prefetch
from rural_abm.records import DAY_LIST_FULL, new_records
from rural_abm.units import DAYS_A_YEAR

# Days in the ring: a matter of speed only.
RING = 2 * DAYS_A_YEAR


def new_calendar(residents):
    """Empty pages for so many resident rows."""
    pages = new_records(PAGE, 2 * RING + residents // 2)
    pages["next"] = -1
    return pages


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
def unlink(world, row):
    """Takes the resident out of the list of `next_day`; does nothing for one who stands in no list."""
    resident = world.residents[row]
    if resident.next_day == NEVER:
        return
    world.calendar[resident.link // PLACES].rows[resident.link % PLACES] = -1
    resident.next_day = NEVER
    resident.link = -1


@kernel
def relink(world, row, first_day):
    """Puts the resident into the list of the earliest planned day, `first_day` at the earliest; nobody dead or gone."""
    resident = world.residents[row]
    day = min(next_health_day(resident), next_care_day(resident))
    if resident.status != ALIVE or day == NEVER:
        unlink(world, row)
        return
    day = max(day, first_day)
    if day == resident.next_day:
        return
    unlink(world, row)
    page = page_with_room(world, day % RING)
    if page < 0:
        return
    sheet = world.calendar[page]
    sheet.rows[sheet.used] = row
    resident.link = page * PLACES + sheet.used
    resident.next_day = day
    sheet.used += 1


@kernel
def page_with_room(world, first):
    """A page of the list that begins with page `first` that has a free place; -1 (and overflow) where no page is free.

    A fresh page hangs directly on the first, so that only these two are ever looked at.
    """
    if world.calendar[first].used < PLACES:
        return np.int64(first)
    second = np.int64(world.calendar[first].next)
    if second >= 0 and world.calendar[second].used < PLACES:
        return second
    now = world.now[0]
    fresh = np.int64(now.free_page)
    if fresh >= 0:
        now.free_page = world.calendar[fresh].next
    elif now.calendar < world.calendar.size:
        fresh = np.int64(now.calendar)
        now.calendar += 1
    else:
        now.overflow = DAY_LIST_FULL
        return np.int64(-1)
    world.calendar[fresh].used = 0
    world.calendar[fresh].next = second
    world.calendar[first].next = fresh
    return fresh


@kernel
def take_list(world, day):
    """The rows in the day's list (int32 array, in no order), which is emptied: they stand in no list any more.

    All are asked for ahead.
    """
    now = world.now[0]
    places = np.int64(0)
    page = np.int64(day % RING)
    while page >= 0:
        places += world.calendar[page].used
        page = np.int64(world.calendar[page].next)
    rows = np.empty(places, np.int32)
    count = 0
    page = np.int64(day % RING)
    while page >= 0:
        sheet = world.calendar[page]
        for place in range(sheet.used):
            if sheet.rows[place] >= 0:
                rows[count] = sheet.rows[place]
                prefetch(world.residents, rows[count])
                count += 1
        following = np.int64(sheet.next)
        sheet.used = 0
        if page >= RING:
            sheet.next = now.free_page
            now.free_page = page
        page = following
    world.calendar[day % RING].next = -1
    return rows[:count]


@kernel
def schedule(world, row):
    """To be called after any planned day of the resident has changed, in or after the health phase of the day.

    What is planned for today or earlier and not yet done comes up again tomorrow: nothing planned is ever lost.
    """
    relink(world, row, world.now[0].day + 1)


@kernel
def link_all(world):
    """Builds all lists anew from the planned days, from today on: for the start of a world."""
    now = world.now[0]
    now.calendar = RING
    now.free_page = -1
    for page in range(RING):
        world.calendar[page].used = 0
        world.calendar[page].next = -1
    for row in range(now.residents):
        world.residents[row].next_day = NEVER
        relink(world, row, now.day)
