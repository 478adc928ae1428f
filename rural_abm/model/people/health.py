"""The health phase of the day, the start of a year and of a world, and the monthly count of the population."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import ROWS_AHEAD, prefetch
from rural_abm.engine.random_numbers import combine, process, uniform
from rural_abm.model.people.ahead import ask_for, ask_for_first, ask_in_turn
from rural_abm.model.people.calendar import care_day, link_all, relink, take_list
from rural_abm.model.people.chronicle import new_onset, note_event
from rural_abm.model.people.demography import depart, plan_move
from rural_abm.model.people.dying import dies
from rural_abm.model.people.frailty import next_frailty, plan, set_frailty, use_up
from rural_abm.model.people.illness import (
    READMISSION,
    can_fall_ill,
    describe_episode,
    make_urgent,
    meet_complaint,
    meet_episode,
    meet_follow_up,
    meet_readmission,
    minute_of_day,
    season,
)
from rural_abm.model.people.lately import gain_conditions, note_illness
from rural_abm.model.people.persons import age_years, year_age
from rural_abm.model.people.records import (
    ALIVE,
    CARE_LINE,
    COMPLAINT_ONSET,
    DEAD,
    ENROLLED,
    EPISODE_ONSET,
    FOLLOW_UP_ONSET,
    HEALTH_LINE,
    MODERATE_EPISODE,
    MOVED,
    NEVER,
    SEVERE_EPISODE,
    SPECIAL_HOUSING,
    STATE_LINE,
)
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_EPISODE, cell

ASKING_MINUTE = process("people.asking_minute")
# Kinds of residents whose days are counted: by class of age, monitored or not, and enrolled or housed (two flags).
AGE_CLASSES, CARE_FLAGS = 3, 4
KINDS_OF_STOCK = AGE_CLASSES * 2 * CARE_FLAGS
DECLARATION = Declaration(
    counts=counted(
        ("person_days", "days", "days lived"),
        ("old_days", "days", "days lived at 65 and over"),
        ("very_old_days", "days", "days lived at 80 and over"),
        ("enrolled_days", "days", "days enrolled in home nursing in ordinary housing"),
        ("housing_days", "days", "days lived in special housing"),
        ("episodes_moderate", "episodes", "moderate acute episodes"),
        ("episodes_severe", "episodes", "severe acute episodes, collapses not included"),
        ("monitored_days", "days", "days with a monitoring place"),
    ),
)


@kernel
def start_people(world):
    """Plan everything for the residents of a new world and build the calendar; `now` is at the first day."""
    for row in range(world.now[0].residents):
        plan(world.residents[row], world.parameters[0], world.now[0])
    link_all(world)


@kernel
def health(world):
    """Carry out the day's health events: deaths, frailty, moves, onsets of illness; list residents with care due today.

    Writes `season`, appends to today's onsets, changes and `due`, in no order: whatever shares a resource must sort
    them.
    """
    now, p = world.now[0], world.parameters[0]
    now.season = season(now.day_of_year, p.acute_season_amplitude, p.season_peak_day)
    complaint_season = season(now.day_of_year, p.complaint_season_amplitude, p.season_peak_day)
    rows = take_list(world, now.day)
    ask_for_first(world, rows, HEALTH_LINE)
    for place in range(rows.size):
        row = rows[place]
        if place + ROWS_AHEAD < rows.size:
            ask_for(world, rows[place + ROWS_AHEAD], HEALTH_LINE)
        r = world.residents[row]
        is_today = r.next_day == now.day
        # Out of the list that has been taken.
        r.next_day = NEVER
        if is_today and not leaves(world, row):
            fall_ill(world, row, complaint_season)
            if care_day(world, row) <= now.day:
                note_due(world, row)
                prefetch(world.residents, row, CARE_LINE)
        relink(world, row, now.day + 1)


@kernel
def leaves(world, row):
    """Carry out death, change of frailty and move due today; return True if the resident is gone.

    A move is postponed while the resident is in a ward or has an open episode.
    """
    now, r = world.now[0], world.residents[row]
    if r.death_day <= now.day and dies(world, row):
        depart(world, row, DEAD, r.place_of_care)
    elif r.frailty_day <= now.day:
        set_frailty(world, row, next_frailty(r, world.parameters[0], now))
    if r.status == ALIVE and r.move_day <= now.day:
        if can_fall_ill(r):
            depart(world, row, MOVED, r.place_of_care)
        else:
            r.move_day = now.day + 1
    return r.status != ALIVE


@kernel
def fall_ill(world, row, complaint_season):
    """Process today's candidates: episode, post-discharge period, minor complaint, planned visit.

    Append their onsets.
    """
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    if r.episode_day <= now.day:
        number = r.episode_count
        severity = meet_episode(r, p, now, year_age(r, now.day, p))
        if severity >= 0:
            begin_episode(world, row, severity, r.key, number, 0)
    if r.readmission_day <= now.day:
        number = r.readmission_count
        if meet_readmission(r, p, now):
            begin_episode(world, row, SEVERE_EPISODE, combine(r.key, READMISSION), number, 1)
    if r.complaint_day <= now.day:
        number = r.complaint_count
        if meet_complaint(r, p, now, complaint_season):
            onset = ask(now, world.onsets, r, p, row, COMPLAINT_ONSET, number)
            if p.minor_emergencies > 0:
                make_urgent(onset, r, p, now, number)
    if r.follow_up_day <= now.day:
        number = r.follow_up_count
        if meet_follow_up(r, now):
            ask(now, world.onsets, r, p, row, FOLLOW_UP_ONSET, number)


@kernel
def begin_episode(world, row, severity, key, number, is_readmission):
    """Append the episode at the address (key, number) to today's onsets; count and record it."""
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    onset = new_onset(now, world.onsets, r, row, EPISODE_ONSET, number)
    onset.severity = severity
    onset.readmission = is_readmission
    describe_episode(onset, r, p, now.seed, key, number, year_age(r, now.day, p))
    if severity == SEVERE_EPISODE:
        cell(world, row).episodes_severe += 1
        note_illness(world, row)
    elif severity == MODERATE_EPISODE:
        cell(world, row).episodes_moderate += 1
    note_event(world, row, onset.minute, EV_EPISODE, onset.kind, severity)


@kernel
def ask(now, onsets, r, p, row, what, number):
    """Append a minor complaint or planned visit to today's onsets; return it."""
    onset = new_onset(now, onsets, r, row, what, number)
    u = uniform(now.seed, ASKING_MINUTE, combine(r.key, what), number)
    onset.minute = minute_of_day(p.complaint_hours_cumulative, u)
    return onset


@kernel
def note_due(world, row):
    """Append the resident to today's `due`, which has a place for every resident row."""
    now = world.now[0]
    world.due[now.due_count] = row
    now.due_count += 1


@kernel
def new_year(world):
    """Advance the age in all residents' rates by a year, on the first day of a year, before the day's phases.

    Books what last year used of the thresholds, adds chronic conditions that come with age, plans the rest and this
    year's moves.
    """
    now, p = world.now[0], world.parameters[0]
    for row in range(now.residents):
        r = world.residents[row]
        if r.status != ALIVE:
            continue
        use_up(r, p, now, now.day - 1)
        gain_conditions(world, row)
        plan(r, p, now)
        plan_move(r, p, now, world.out_move_hazard)
        relink(world, row, now.day)


@kernel
def count_stocks(world, days):
    """Add days of living, of age 65 and 80, of home nursing and of special housing to each resident's ledger cell.

    Called once a month with the days of the month (`days`): those who come or go within it count whole or not at all.
    """
    found = count_kinds(world)
    now = world.now[0]
    for municipality in range(found.shape[0]):
        for frailty in range(found.shape[1]):
            for band in range(found.shape[2]):
                counted = world.counts[now.period, municipality, frailty, band]
                for kind in range(KINDS_OF_STOCK):
                    add_stock(counted, kind, days * found[municipality, frailty, band, kind])


@kernel
def add_stock(counted, kind, days):
    """Add the days of residents of one kind (see `kind_of_stock`) to a ledger cell."""
    age, monitored, care = kind // (2 * CARE_FLAGS), kind // CARE_FLAGS % 2, kind % CARE_FLAGS
    counted.person_days += days
    counted.old_days += days * (age >= 1)
    counted.very_old_days += days * (age >= 2)
    counted.monitored_days += days * monitored
    counted.housing_days += days * (care >= 2)
    counted.enrolled_days += days * (care == 1)


@kernel
def count_kinds(world):
    """Count residents by ledger cell and kind of stock, [municipalities, frailty, bands, kinds].

    The count is free of branches: age and enrolment cannot be predicted, and mispredicted branches are slow.
    """
    now, p = world.now[0], world.parameters[0]
    _, municipalities, states, bands = world.counts.shape
    found = np.zeros((municipalities, states, bands, 2 * KINDS_OF_STOCK), np.int64)
    for row in range(now.residents):
        ask_in_turn(world, row, STATE_LINE)
        r = world.residents[row]
        age = age_years(r, now.day)
        age_class = np.int64(age >= p.old_age_years) + np.int64(age >= p.very_old_age_years)
        care = np.int64(r.enrolled == ENROLLED) | 2 * np.int64(r.dwelling == SPECIAL_HOUSING)
        kind = (age_class * 2 + r.monitored) * CARE_FLAGS + care
        found[r.municipality, r.frailty, r.band, kind + KINDS_OF_STOCK * np.int64(r.status != ALIVE)] += 1
    return found
