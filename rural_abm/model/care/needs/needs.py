"""Needs: opened, carried, and ended in exactly one way (resolved, given up, escalated, dead)."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import NEEDS_FULL, Field
from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY
from rural_abm.model.care.needs.aftermath import end_following
from rural_abm.model.care.needs.sorting import order_by_count
from rural_abm.model.care.records import (
    CLOSED,
    ENDED_BY_DEATH,
    EPISODE,
    FREE,
    GIVEN_UP,
    LATER,
    OPENED,
    PLANNED_VISIT,
    WAITING,
)
from rural_abm.model.people.persons import is_old
from rural_abm.model.people.records import AT_HOME, DEAD, DIED, ENROLLED, MODERATE, MOVED_OUT, NEVER, SPECIAL_HOUSING
from rural_abm.model.ties.lists import VACANT_LIST, leave_list, lists_are_kept
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

DECLARATION = Declaration(
    fields=(
        Field("open_need", "i4", "row", "row of the open acute episode among the needs, -1 if none", initial=-1),
        Field("planned_need", "i4", "row", "row of the open planned visit among the needs, -1 if none", initial=-1),
        Field("open_needs", "u2", "needs", "needs that are open, of all classes"),
        Field("need_count", "u4", "1", "needs opened so far"),
    ),
    counts=counted(
        ("visits_never_made", "visits", "visits postponed until the resident had died, moved or left home nursing"),
        ("requests", "requests", "requests for a physician from home nursing, reviews apart, that have ended"),
        ("requests_answered", "requests", "of these answered by a physician inside the window"),
        ("requests_failed", "requests", "of these given up because no channel could meet them"),
        ("request_minutes", "minutes", "minutes from request until it was answered or given up"),
        ("acute_needs", "needs", "moderate and severe episodes that someone was asked to meet, counted when they end"),
        ("acute_local", "needs", "of these met without going to a hospital"),
        ("acute_frail_old", "needs", "acute needs of frail residents aged 80 and over"),
        ("acute_frail_old_local", "needs", "of these met without going to a hospital"),
        ("last_year_days", "days", "days of the last year of life of those who died at 65 and over"),
        ("last_year_home_days", "days", "of these spent at home"),
    ),
)


@kernel
def _free_row(world):
    """Return a row for a new need, of one that has ended or the next never used; -1 (and overflow) without room."""
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
    return row


@kernel
def open_need(world, resident, key, what, kind, severity, unit, settlement, minute):
    """Return the row of a new need; -1 (and overflow) when there is no room.

    `resident` is -1 for a visitor.
    """
    row = _free_row(world)
    if row < 0:
        return row
    now = world.now[0]
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
    if resident < 0:
        return row
    world.residents[resident].open_needs += 1
    if what == EPISODE:
        world.residents[resident].open_need = row
    elif what == PLANNED_VISIT:
        world.residents[resident].planned_need = row
    return row


@kernel
def end_need(world, row, how):
    """End a need in one of the four ways; its row is released at the end of the day."""
    now = world.now[0]
    need = world.needs[row]
    now.need_flow[need.what, how] += 1
    if need.resident >= 0:
        count_ended(world, row)
        r = world.residents[need.resident]
        r.open_needs -= 1
        if r.open_need == row:
            r.open_need = -1
            r.found_day = NEVER
            r.worsen_day = NEVER
        if r.planned_need == row:
            r.planned_need = -1
    need.state = CLOSED


@kernel
def count_ended(world, row):
    """Count a resident's need that ends: an acute need that was asked, a request without another result."""
    need = world.needs[row]
    if need.what == EPISODE and need.first_asked == 1:
        here = cell(world, need.resident)
        here.acute_needs += 1
        here.acute_frail_old += 1 if is_frail_and_old(world, need.resident) else 0
    close_request(world, row)


@kernel
def count_local(world, row):
    """Count a resident's acute need that ends without a hospital; `end_need` must follow on the same day."""
    need = world.needs[row]
    here = cell(world, need.resident)
    here.acute_local += 1
    here.acute_frail_old_local += 1 if is_frail_and_old(world, need.resident) else 0


@kernel
def is_frail_and_old(world, row):
    """Return whether a resident is moderately or severely frail and very old."""
    r = world.residents[row]
    return r.frailty >= MODERATE and world.now[0].day - r.birth_day >= world.parameters[0].very_old_days


@kernel
def close_request(world, row):
    """Count a request for a physician once it has a result; return whether this was the first time."""
    need = world.needs[row]
    if need.requested == 0 or need.answered == 1:
        return False
    need.answered = 1
    cell(world, need.resident).requests += 1
    return True


@kernel
def answer_request(world, row, minute):
    """Count a physician's first response to a request at a minute of today, and the time since asking."""
    if close_request(world, row):
        here = cell(world, world.needs[row].resident)
        here.requests_answered += 1
        here.request_minutes += minutes_since_asked(world, row, minute)


@kernel
def give_up_request(world, row):
    """Count a request given up because no physician could be reached, and the minutes until then."""
    if close_request(world, row):
        here = cell(world, world.needs[row].resident)
        here.requests_failed += 1
        here.request_minutes += minutes_since_asked(world, row, world.needs[row].minute)


@kernel
def minutes_since_asked(world, row, minute):
    """Return the minutes from the first asking of a need until a minute of today."""
    need = world.needs[row]
    return max((world.now[0].day - need.asked_day) * MINUTES_A_DAY + minute - need.asked_minute, 0)


@kernel
def rows_in_state(world, state):
    """Return the rows (int32) of the needs in the state, in order."""
    rows = np.empty(world.now[0].needs, np.int32)
    count = 0
    for row in range(rows.size):
        # Written and perhaps written over: cheaper than to guess the state.
        rows[count] = row
        count += world.needs[row].state == state
    return rows[:count]


@kernel
def recycle_needs(world):
    """Release the rows of ended needs at the end of the day, when no list of the day refers to them any more."""
    now = world.now[0]
    for row in rows_in_state(world, CLOSED):
        need = world.needs[row]
        if need.queued == 0:
            need.state = FREE
            need.resident = -1
            need.next_free = now.free_need
            now.free_need = row


@kernel
def ask_today(world, row):
    """Put a need among today's requests, which have a place for every need row: none is asked twice a day."""
    now = world.now[0]
    need = world.needs[row]
    if need.asked_day == NEVER:
        need.asked_day = now.day
        need.asked_minute = need.minute
    world.requests[now.request_count] = row
    now.request_count += 1


@kernel
def ask_later(world, row, days):
    """Ask a need again after `days` days, inside the opening hours of its unit."""
    need = world.needs[row]
    levers = world.levers[need.unit]
    need.state = LATER
    need.again_day = world.now[0].day + days
    if need.minute < levers.opening_hours_open or need.minute >= levers.opening_hours_close:
        need.minute = levers.opening_hours_open + need.minute % max(
            levers.opening_hours_close - levers.opening_hours_open, 1
        )


@kernel
def gather_later(world):
    """Put the needs whose day has come again among today's requests."""
    now = world.now[0]
    for row in rows_in_state(world, LATER):
        if world.needs[row].again_day <= now.day:
            world.needs[row].state = WAITING
            ask_today(world, np.int64(row))


@kernel
def sort_requests(world):
    """Put today's requests in order of minute and key."""
    now = world.now[0]
    asked = world.requests[: now.request_count].astype(np.int64)
    minutes = np.empty(asked.size, np.int64)
    keys = np.empty(asked.size, np.uint64)
    for place in range(asked.size):
        minutes[place] = world.needs[asked[place]].minute
        keys[place] = world.needs[asked[place]].key
    order = order_by_count(minutes, MINUTES_A_DAY, keys, asked)
    for place in range(asked.size):
        world.requests[place] = asked[order[place]]


@kernel
def people_asking(world):
    """Return the resident rows of today's requests so far, in order; -1 for visitors."""
    now = world.now[0]
    rows = np.empty(now.request_count, np.int64)
    for place in range(rows.size):
        rows[place] = world.needs[world.requests[place]].resident
    return rows


@kernel
def clear_departed(world):
    """End the needs of those who died or moved today and take them out of beds, panels and queues."""
    now = world.now[0]
    gone = np.empty(now.changes - now.changes_cleared, np.int64)
    count = 0
    for place in range(now.changes_cleared, now.changes):
        row = np.int64(world.changes[place].row)
        # Once a person: whoever became frail on the day they died has two changes.
        what = world.changes[place].what
        if what != DIED and what != MOVED_OUT:
            continue
        clear_out(world, row)
        if world.residents[row].open_needs > 0:
            gone[count] = row
            count += 1
    now.changes_cleared = now.changes
    if count == 0:
        return
    for need_row in range(now.needs):
        need = world.needs[need_row]
        # Seldom theirs: asked first.
        if not is_among(gone, count, need.resident) or need.state == FREE or need.state == CLOSED:
            continue
        end_need(world, need_row, ENDED_BY_DEATH if world.residents[need.resident].status == DEAD else GIVEN_UP)


@kernel
def is_among(rows, count, row):
    """Return whether the row is one of the first `count` rows."""
    for place in range(count):
        if rows[place] == row:
            return True
    return False


@kernel
def clear_out(world, row):
    """Take a resident who died or moved today off panel, ward, district and list."""
    r = world.residents[row]
    if r.status == DEAD:
        note_death(world, row)
    end_following(world, row)
    if r.enrolled == ENROLLED:
        lose_late_visit(world, row)
    if r.usual_gp >= 0:
        world.staff[r.usual_gp].panel -= 1
    r.usual_gp = -1
    if lists_are_kept(world):
        leave_list(world, row, VACANT_LIST)
    if r.ward >= 0:
        world.wards[r.ward].occupied -= 1
        r.ward = -1
    r.place_of_care = AT_HOME
    if r.enrolled == ENROLLED:
        if r.dwelling == SPECIAL_HOUSING:
            world.unit_states[r.unit].in_housing -= 1
        else:
            world.unit_states[r.unit].enrolled -= 1
    if r.monitored == 1:
        world.unit_states[r.unit].monitored -= 1
    world.unit_states[r.unit].list_size -= 1


@kernel
def lose_late_visit(world, row):
    """Count a postponed visit that will not be made any more."""
    r = world.residents[row]
    cell(world, row).visits_never_made += r.visit_late
    r.visit_late = 0


@kernel
def note_death(world, row):
    """Count the days at home in the last year of life, for those who die old.

    Bed days of the last 365 are this year's and the part of last year's that the calendar leaves inside the window.
    """
    now = world.now[0]
    r = world.residents[row]
    if not is_old(world, row):
        return
    here = cell(world, row)
    inside = (DAYS_A_YEAR - now.day_of_year) / DAYS_A_YEAR
    away = np.int64(r.bed_days_this_year) + np.int64(np.round(r.bed_days_last_year * inside))
    here.last_year_days += DAYS_A_YEAR
    here.last_year_home_days += max(DAYS_A_YEAR - away, 0)
