"""The calendar of residents: lists of the residents with something planned on each day, in a ring of days.

A resident is in at most one list, that of `next_day`, the earliest of all planned days. The ring has fewer days than a
run, so a list also holds residents whose day is one or more rounds of the ring away; they are put back. A resident with
nothing planned has `next_day` NEVER and is in no list.

A list consists of pages: the one being filled (`now.day_page`, with `now.day_used` places used) and full ones behind
it. A row on a page identifies a resident, so that records can be prefetched before they are read.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import prefetch
from rural_abm.engine.records import DAY_LIST_FULL, Field, new_records
from rural_abm.model.people.records import ALIVE, NEVER, PAGE, PAGE_LINES, PLACES, RING
from rural_abm.state.declarations import Declaration

# So many residents have a page to themselves, beside the page of every day.
RESIDENTS_A_PAGE = 8
DECLARATION = Declaration(
    fields=(
        Field("next_day", "i4", "day", "next day on which anything happens to the resident", initial=NEVER),
        Field(
            "link",
            "i4",
            "place",
            "where the resident stands in the calendar: page x places + place, -1 if nowhere",
            initial=-1,
        ),
    ),
)


def new_calendar(residents):
    """Return pages for the given number of resident rows; `link_all` begins them."""
    return new_records(PAGE, RING + residents // RESIDENTS_A_PAGE)


@kernel
def next_care_day(resident):
    """Return the earliest planned day of care, NEVER if none."""
    day = min(resident.found_day, resident.worsen_day, resident.visit_day, resident.coordination_day)
    return min(day, resident.review_day, resident.specialist_day, resident.follow_call_day, resident.leave_day)


@kernel
def care_day(world, row):
    """Return the earliest planned day of care or, where lists are kept, of a wish to change GP; NEVER if none."""
    day = next_care_day(world.residents[row])
    if world.parameters[0].lists_for_all > 0:
        day = min(day, world.lists[row].wish_day)
    return day


@kernel
def next_health_day(resident):
    """Return the earliest planned day of health and moving, NEVER if none."""
    day = min(resident.death_day, resident.frailty_day, resident.episode_day, resident.readmission_day)
    return min(day, resident.complaint_day, resident.follow_up_day, resident.move_day)


@kernel
def unlink(world, row):
    """Remove the resident from the list of `next_day`; do nothing for one who is in no list."""
    resident = world.residents[row]
    if resident.next_day == NEVER:
        return
    world.calendar[resident.link // PLACES].rows[resident.link % PLACES] = -1
    resident.next_day = NEVER
    resident.link = -1


@kernel
def relink(world, row, first_day):
    """Put the resident into the list of the earliest planned day, `first_day` at the earliest, unless dead or gone."""
    resident = world.residents[row]
    day = min(next_health_day(resident), care_day(world, row))
    if resident.status != ALIVE or day == NEVER:
        unlink(world, row)
        return
    day = max(day, first_day)
    if day == resident.next_day:
        return
    unlink(world, row)
    now = world.now[0]
    slot = day % RING
    if now.day_page[slot] < 0 or now.day_used[slot] >= PLACES:
        begin_page(world, slot)
    place = np.int64(now.day_used[slot])
    page = np.int64(now.day_page[slot])
    if page < 0 or place >= PLACES:
        return
    world.calendar[page].rows[place] = row
    now.day_used[slot] += 1
    resident.link = page * PLACES + place
    resident.next_day = day


@kernel
def begin_page(world, slot):
    """Begin a new page for the days of the slot, before the full ones; set `overflow` if there is none."""
    now = world.now[0]
    page = np.int64(now.free_page)
    if page >= 0:
        now.free_page = world.calendar[page].next
    elif now.calendar < world.calendar.size:
        page = np.int64(now.calendar)
        now.calendar += 1
    else:
        now.overflow = DAY_LIST_FULL
        return
    world.calendar[page].next = now.day_page[slot]
    now.day_page[slot] = page
    now.day_used[slot] = 0


@kernel
def take_list(world, day):
    """Return the rows in the day's list (int64 array, in no order) and empty it: they are then in no list."""
    now = world.now[0]
    slot = day % RING
    pages = 0
    page = np.int64(now.day_page[slot])
    while page >= 0:
        # Where the next page lies is known when this one has come: all its lines are asked for at once.
        for line in range(PAGE_LINES):
            prefetch(world.calendar, page, line)
        pages += 1
        page = np.int64(world.calendar[page].next)
    rows = np.empty(pages * PLACES, np.int64)
    count = 0
    used = np.int64(now.day_used[slot])
    page = np.int64(now.day_page[slot])
    while page >= 0:
        sheet = world.calendar[page]
        for place in range(used):
            if sheet.rows[place] >= 0:
                rows[count] = sheet.rows[place]
                count += 1
        used = PLACES
        following = np.int64(sheet.next)
        sheet.next = now.free_page
        now.free_page = page
        page = following
    now.day_page[slot] = -1
    return rows[:count]


@kernel
def schedule(world, row):
    """Update the calendar after any planned day of the resident has changed, in or after the day's health phase.

    What is planned for today or earlier and not yet done comes up again tomorrow: nothing planned is ever lost.
    """
    relink(world, row, world.now[0].day + 1)


@kernel
def link_all(world):
    """Rebuild all lists from the planned days, from today on, for the start of a world."""
    now = world.now[0]
    now.calendar = 0
    now.free_page = -1
    now.day_page[:] = -1
    for row in range(now.residents):
        world.residents[row].next_day = NEVER
        relink(world, row, now.day)
