"""Needs: opened, carried, and ended in exactly one way (resolved, given up, escalated, dead)."""

import numpy as np

from rural_abm.care.records import (
    CLOSED,
    ENDED_BY_DEATH,
    EPISODE,
    FREE,
    GIVEN_UP,
    LATER,
    OPENED,
    PLANNED_VISIT,
    REQUESTS_A_DAY,
    WAITING,
)
from rural_abm.compiled import kernel
from rural_abm.ledger import cell
from rural_abm.people.records import ALIVE, AT_HOME, DEAD, ENROLLED, NEVER, SPECIAL_HOUSING
from rural_abm.records import NEEDS_FULL, REQUESTS_FULL
from rural_abm.units import DAYS_A_YEAR


@kernel
def open_need(world, resident, key, what, kind, severity, unit, settlement, minute):
    """Row of a new need; -1 (and overflow) when there is no room.  `resident` is -1 for a visitor."""
    now = world.now[0]
    row = np.int64(now.free_need)
    if row >= 0:
        now.free_need = world.needs[row].next_free
    elif now.needs < world.needs.size:
        row = np.int64(now.needs)
        now.needs += 1
    else:
        now.overflow = NEEDS_FULL
        return np.int64(-1)
    need = world.needs[row]
    need.key = key
    need.resident = resident
    need.state = WAITING
    need.what = what
    need.kind = kind
    need.severity = severity
    need.unit = unit
    need.settlement = settlement
    need.opened_day = now.day
    need.asked_day = NEVER
    need.minute = minute
    need.asked_minute = minute
    need.due_day = now.day
    need.attempts = 0
    need.queued = 0
    need.answered = 0
    need.first_asked = 0
    need.requested = 0
    now.need_flow[what, OPENED] += 1
    if resident >= 0 and what == EPISODE:
        world.residents[resident].open_need = row
    if resident >= 0 and what == PLANNED_VISIT:
        world.residents[resident].planned_need = row
    return row


@kernel
def end_need(world, row, how):
    """End a need in one of the four ways; its row is given back at the end of the day."""
    now = world.now[0]
    need = world.needs[row]
    now.need_flow[need.what, how] += 1
    if need.resident >= 0:
        r = world.residents[need.resident]
        if r.open_need == row:
            r.open_need = -1
            r.found_day = NEVER
            r.worsen_day = NEVER
        if r.planned_need == row:
            r.planned_need = -1
    need.state = CLOSED


@kernel
def recycle_needs(world):
    """Give the rows of ended needs back at the end of the day, when no list of the day refers to them any more."""
    now = world.now[0]
    for row in range(now.needs):
        need = world.needs[row]
        if need.state == CLOSED and need.queued == 0:
            need.state = FREE
            need.resident = -1
            need.next_free = now.free_need
            now.free_need = row


@kernel
def ask_today(world, row):
    """Put a need among today's requests."""
    now = world.now[0]
    if now.request_count >= REQUESTS_A_DAY:
        now.overflow = REQUESTS_FULL
        return
    need = world.needs[row]
    if need.asked_day == NEVER:
        need.asked_day = now.day
        need.asked_minute = need.minute
    now.requests[now.request_count] = row
    now.request_count += 1


@kernel
def ask_later(world, row, days):
    """Ask a need again so many days from now, inside the opening hours of its unit."""
    need = world.needs[row]
    u = world.units[need.unit]
    need.state = LATER
    need.again_day = world.now[0].day + days
    if need.minute < u.opens or need.minute >= u.closes:
        need.minute = u.opens + need.minute % max(u.closes - u.opens, 1)


@kernel
def gather_later(world):
    """Put the needs whose day has come again among today's requests."""
    now = world.now[0]
    for row in range(now.needs):
        need = world.needs[row]
        if need.state == LATER and need.again_day <= now.day:
            need.state = WAITING
            ask_today(world, row)


@kernel
def comes_before(world, first, second):
    """Whether need `first` is handled before need `second`: by minute, then key."""
    a = world.needs[first]
    b = world.needs[second]
    if a.minute != b.minute:
        return a.minute < b.minute
    return a.key < b.key


@kernel
def sort_requests(world):
    """Put today's requests in order of minute and key (Shell sort: short, in place, same result in any start order)."""
    now = world.now[0]
    n = now.request_count
    gap = n // 2
    while gap > 0:
        for i in range(gap, n):
            row = now.requests[i]
            j = i
            while j >= gap and comes_before(world, row, now.requests[j - gap]):
                now.requests[j] = now.requests[j - gap]
                j -= gap
            now.requests[j] = row
        gap //= 2


@kernel
def clear_departed(world):
    """End the needs of those who died or moved today and take them out of beds, panels and queues."""
    if world.now[0].changes == world.now[0].changes_cleared:
        return
    for i in range(world.now[0].changes_cleared, world.now[0].changes):
        change = world.changes[i]
        r = world.residents[change.row]
        if r.status == ALIVE:
            continue
        if r.status == DEAD:
            note_death(world, change.row)
        if r.usual_gp >= 0:
            world.staff[r.usual_gp].panel -= 1
            r.usual_gp = -1
        if r.ward >= 0:
            world.wards[r.ward].occupied -= 1
            r.ward = -1
        r.place_of_care = AT_HOME
        if r.enrolled == ENROLLED:
            if r.dwelling == SPECIAL_HOUSING:
                world.units[r.unit].in_housing -= 1
            else:
                world.units[r.unit].enrolled -= 1
        if r.monitored == 1:
            world.units[r.unit].monitored -= 1
        world.units[r.unit].list_size -= 1
    world.now[0].changes_cleared = world.now[0].changes
    for row in range(world.now[0].needs):
        need = world.needs[row]
        if need.state == FREE or need.state == CLOSED or need.resident < 0:
            continue
        status = world.residents[need.resident].status
        if status != ALIVE:
            end_need(world, row, ENDED_BY_DEATH if status == DEAD else GIVEN_UP)


@kernel
def note_death(world, row):
    """Days of the last year of life at home, for those who die old.

    Bed days of the last 365 are this year's and the part of last year's that the calendar leaves inside the window.
    """
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    if now.day - r.birth_day < p.old_age_years * DAYS_A_YEAR:
        return
    here = cell(world, row)
    inside = (DAYS_A_YEAR - now.day_of_year) / DAYS_A_YEAR
    away = np.int64(r.bed_days_this_year) + np.int64(np.round(r.bed_days_last_year * inside))
    here.last_year_days += DAYS_A_YEAR
    here.last_year_home_days += max(DAYS_A_YEAR - away, 0)
