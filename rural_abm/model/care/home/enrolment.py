"""Enrolment in home nursing and special housing, reviewed once a month.

Enrolment follows the threshold principle: home nursing begins when a person cannot get to the centre without great
outside effort. Each person has a threshold of their own, fixed by address; frailty, age, dementia, living alone and
distance raise the effort.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import ROWS_AHEAD
from rural_abm.engine.random_numbers import exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.model.care.contacts import travel_minutes
from rural_abm.model.care.home.enrolled_needs import plan_coordination
from rural_abm.model.care.needs.aftermath import end_following, is_followed
from rural_abm.model.care.needs.needs import lose_late_visit
from rural_abm.model.people.ahead import ask_for, ask_for_first, ask_in_turn
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.chronicle import note_change
from rural_abm.model.people.dying import raise_visits
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    BECAME_ENROLLED,
    CARE_LINE,
    DEMENTIA,
    ENROLLED,
    NEVER,
    NO_LONGER_ENROLLED,
    NOT_ENROLLED,
    NOT_FOLLOWED,
    SPECIAL_HOUSING,
    STATE_LINE,
)
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_ENROLLED, EV_HOUSED, cell, log_event

ENROL_THRESHOLD = process("care.enrol_threshold")
HOUSING_THRESHOLD = process("care.housing_threshold")
HOUSING_ORDER = process("care.housing_order")
VISITS_GRANTED = process("care.visits_granted")
FIRST_REVIEW = process("care.first_review")
DECLARATION = Declaration(
    fields=(
        Field("enrolled", "i1", "flag", "enrolled in home nursing (or living in special housing)", (0, 1)),
        Field("dwelling", "i1", "code", "ordinary housing or special housing (sarskilt boende)", (0, 1)),
        Field("enrolled_day", "i4", "day", "day of enrolment, NEVER if not enrolled", initial=NEVER),
        Field("queue_day", "i4", "day", "day of applying for special housing, NEVER if not queuing", initial=NEVER),
        Field("visits_a_year", "i2", "per year", "home-nursing visits granted a year"),
        Field("care_year", "i1", "index", "world year in which municipal care was last counted"),
        Field("usual_since_enrolment", "u2", "count", "contacts with the usual GP since enrolment"),
    ),
    counts=counted(
        ("enrolments", "persons", "enrolments in home nursing"),
        ("housing_moves", "persons", "moves into special housing"),
        ("housing_wait_days", "days", "days waited by those who moved into special housing"),
        ("municipal_care_persons", "persons", "persons with home nursing or special housing at any time of the year"),
        ("usual_before", "contacts", "contacts with the usual GP in the year before enrolment"),
        ("usual_before_days", "days", "days of that year"),
        ("usual_after", "contacts", "contacts with the usual GP in the year after enrolment"),
        ("usual_after_days", "days", "days of that year"),
    ),
)


@kernel
def effort(world, row):
    """Return the share of persons in this state who cannot get to the centre without great outside effort."""
    p = world.parameters[0]
    r = world.residents[row]
    share = p.enrolled_share[r.frailty]
    odds = share / (1.0 - share)
    if r.lives_alone == 1:
        odds *= p.enrolled_odds_alone
    if r.conditions & DEMENTIA != 0:
        odds *= p.enrolled_odds_dementia
    if travel_minutes(world, r.settlement, world.units[r.unit].settlement) > p.far_from_centre_minutes:
        odds *= p.enrolled_odds_far
    return odds / (1.0 + odds)


@kernel
def review_enrolments(world):
    """Monthly: enrol, end enrolments, apply for special housing, move in, give monitoring places and named GPs."""
    now = world.now[0]
    old = the_old(world)
    waiting = np.empty(old.size, np.int32)
    count = 0
    ask_for_first(world, old, CARE_LINE)
    for place in range(old.size):
        row = np.int64(old[place])
        if place + ROWS_AHEAD < old.size:
            ask_for(world, old[place + ROWS_AHEAD], CARE_LINE)
        r = world.residents[row]
        if r.place_of_care == AT_HOME:
            review_enrolment(world, row)
        if r.enrolled != ENROLLED:
            continue
        if r.care_year != now.year:
            r.care_year = now.year
            cell(world, row).municipal_care_persons += 1
        if r.queue_day != NEVER:
            waiting[count] = row
            count += 1
    fill_housing(world, waiting[:count])


@kernel
def the_old(world):
    """Return the rows (int32) of the residents of the age of home nursing for the old, in order."""
    now = world.now[0]
    old_days = world.parameters[0].old_age_years * DAYS_A_YEAR
    rows = np.empty(now.residents, np.int32)
    count = 0
    for row in range(now.residents):
        r = world.residents[row]
        ask_in_turn(world, row, STATE_LINE)
        # Written and perhaps written over: cheaper than to guess who is old.
        rows[count] = row
        count += (r.status == ALIVE) & (now.day - r.birth_day >= old_days)
    return rows[:count]


@kernel
def review_enrolment(world, row):
    """Enrol a resident whose effort has passed the threshold; end enrolment of a person at home where it has not."""
    r = world.residents[row]
    wanted = uniform(world.now[0].seed, ENROL_THRESHOLD, r.key, 0) <= effort(world, row)
    if wanted and r.enrolled == NOT_ENROLLED:
        enrol(world, row)
    elif not wanted and r.enrolled == ENROLLED and r.dwelling != SPECIAL_HOUSING:
        end_enrolment(world, row)
    may_queue = r.enrolled == ENROLLED and r.dwelling != SPECIAL_HOUSING and r.queue_day == NEVER
    if may_queue and uniform(world.now[0].seed, HOUSING_THRESHOLD, r.key, 0) <= housing_wish(world, row):
        r.queue_day = world.now[0].day


@kernel
def housing_wish(world, row):
    """Return the share of the enrolled in this state who apply for special housing."""
    p = world.parameters[0]
    r = world.residents[row]
    share = p.housing_wanted_share[r.frailty]
    odds = share / (1.0 - share)
    if r.lives_alone == 1:
        odds *= p.housing_odds_alone
    if r.conditions & DEMENTIA != 0:
        odds *= p.housing_odds_dementia
    if r.dying == 1:
        odds *= p.terminal_housing_odds
    return odds / (1.0 + odds)


@kernel
def enrol(world, row):
    """Enrol in home nursing: visits granted, coordination and reviews planned, contacts with the usual GP compared."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    r.enrolled = ENROLLED
    note_change(world, row, BECAME_ENROLLED)
    r.enrolled_day = now.day
    world.unit_states[r.unit].enrolled += 1
    here = cell(world, row)
    here.enrolments += 1
    inside = (DAYS_A_YEAR - now.day_of_year) / DAYS_A_YEAR
    here.usual_before += np.int64(r.usual_this_year) + np.int64(np.round(r.usual_last_year * inside))
    here.usual_before_days += DAYS_A_YEAR
    r.usual_since_enrolment = 0
    grant = (
        p.visits_least
        + exponential(now.seed, VISITS_GRANTED, r.key, 0) * p.visits_above_least * p.visits_ratio[r.frailty]
    )
    r.visits_a_year = min(np.int64(grant), np.int64(DAYS_A_YEAR))
    raise_visits(r, p)
    r.visit_day = now.day + 1
    plan_coordination(world, row)
    r.review_day = now.day + 1 + np.int64(uniform(now.seed, FIRST_REVIEW, r.key, 0) * p.review_interval_days)
    schedule(world, row)
    log_event(world, 0, r.key, EV_ENROLLED, r.frailty, r.settlement, r.visits_a_year)


@kernel
def end_enrolment(world, row):
    """End an enrolment at home."""
    r = world.residents[row]
    count_year_after(world, row)
    lose_late_visit(world, row)
    r.enrolled = NOT_ENROLLED
    note_change(world, row, NO_LONGER_ENROLLED)
    r.enrolled_day = NEVER
    r.queue_day = NEVER
    r.contact_nurse = -1
    r.visit_day = NEVER
    r.coordination_day = NEVER
    r.review_day = NEVER
    world.unit_states[r.unit].enrolled -= 1
    if r.monitored == 1:
        r.monitored = 0
        world.unit_states[r.unit].monitored -= 1
    schedule(world, row)


@kernel
def count_year_after(world, row):
    """Count contacts with the usual GP in the (part of the) year since enrolment, once per person and enrolment."""
    r = world.residents[row]
    if r.enrolled_day == NEVER or r.enrolled_day < 0:
        return
    days = np.int64(world.now[0].day) - np.int64(r.enrolled_day)
    if days > DAYS_A_YEAR + DAYS_A_YEAR // 2:
        return
    here = cell(world, row)
    here.usual_after += np.int64(r.usual_since_enrolment)
    here.usual_after_days += days


@kernel
def end_followings(world):
    """Monthly: count those who have been followed for their time, a year after enrolment or 30 days after a discharge.

    Both are found in one pass: visiting all residents takes longer than the checks.
    """
    for row in range(world.now[0].residents):
        r = world.residents[row]
        ask_in_turn(world, row, STATE_LINE)
        if r.status != ALIVE:
            continue
        if r.enrolled != NOT_ENROLLED:
            close_year_after(world, row)
        if r.discharge_tasks != NOT_FOLLOWED and not is_followed(world, row):
            end_following(world, row)


@kernel
def close_year_after(world, row):
    """Count the year after enrolment of a resident enrolled for a year and not counted yet."""
    r = world.residents[row]
    days = np.int64(world.now[0].day) - np.int64(r.enrolled_day)
    month_days = DAYS_A_YEAR // MONTHS_A_YEAR + 1
    if r.enrolled_day >= 0 and days >= DAYS_A_YEAR and days < DAYS_A_YEAR + month_days:
        count_year_after(world, row)
        # Counted once: a negative day is one the registers do not look at again.
        r.enrolled_day = -1


@kernel
def fill_housing(world, waiting):
    """Give free places in special housing to those who have queued longest.

    `waiting`: rows of the queue of all districts; equal days are ordered by an addressed draw.
    """
    for unit in range(world.units.size):
        while world.unit_states[unit].in_housing < world.unit_states[unit].housing_places:
            first = np.int64(-1)
            for row in waiting:
                r = world.residents[row]
                is_here = r.unit == unit and r.queue_day != NEVER and r.place_of_care == AT_HOME
                if is_here and (first < 0 or queues_before(world, row, first)):
                    first = np.int64(row)
            if first < 0:
                break
            house(world, first)


@kernel
def queues_before(world, row, other):
    """Return whether `row` precedes `other` in the queue for special housing."""
    a, b = world.residents[row], world.residents[other]
    if a.queue_day != b.queue_day:
        return a.queue_day < b.queue_day
    seed = world.now[0].seed
    return uniform(seed, HOUSING_ORDER, a.key, 0) < uniform(seed, HOUSING_ORDER, b.key, 0)


@kernel
def house(world, row):
    """Move a resident into special housing at the seat of the unit."""
    now = world.now[0]
    r = world.residents[row]
    here = cell(world, row)
    here.housing_moves += 1
    here.housing_wait_days += now.day - r.queue_day
    r.dwelling = SPECIAL_HOUSING
    r.settlement = world.units[r.unit].settlement
    r.band = world.settlements[r.settlement].band
    r.lives_alone = 0
    r.queue_day = NEVER
    r.visits_a_year = np.int64(world.parameters[0].housing_visits_per_year)
    raise_visits(r, world.parameters[0])
    world.unit_states[r.unit].enrolled -= 1
    world.unit_states[r.unit].in_housing += 1
    if r.monitored == 1:
        r.monitored = 0
        world.unit_states[r.unit].monitored -= 1
    log_event(world, 0, r.key, EV_HOUSED, 0, r.settlement, 0)
