"""Who is in home nursing, in special housing, monitored, named: looked at once a month, and at once after a discharge.

Enrolment follows the threshold principle: home nursing begins when a person cannot get to the centre without great
outside effort.  Each person has a threshold of their own, fixed by address; frailty, age, dementia, living alone and
distance push the effort up.
"""

import numpy as np

from rural_abm.care.contacts import travel_minutes
from rural_abm.care.episodes import plan_coordination
from rural_abm.compiled import kernel
from rural_abm.draws import combine, exponential, process, uniform
from rural_abm.ledger import EV_ENROLLED, EV_HOUSED, cell, log_event
from rural_abm.people.calendar import schedule
from rural_abm.people.records import (
    ALIVE,
    AT_HOME,
    COPD,
    DEMENTIA,
    ENROLLED,
    HEART_FAILURE,
    NEVER,
    NOT_ENROLLED,
    SPECIAL_HOUSING,
)
from rural_abm.staff.records import EMPLOYED, GP, LOCUM, REMOTE
from rural_abm.ties.bonds import drop_usual_gp, take_usual_gp
from rural_abm.units import DAYS_A_YEAR, MONTHS_A_YEAR, THOUSAND

ENROL_THRESHOLD = process("care.enrol_threshold")
HOUSING_THRESHOLD = process("care.housing_threshold")
HOUSING_ORDER = process("care.housing_order")
VISITS_GRANTED = process("care.visits_granted")
FIRST_REVIEW = process("care.first_review")
GP_GIVEN = process("care.gp_given")
CHANGES_DOCTOR = process("care.changes_doctor")
SCORES = 1024


@kernel
def effort(world, row):
    """Share of persons in this state who cannot get to the centre without great outside effort."""
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
def old_enough(world, row):
    """Whether the resident is of the age that home nursing for the old is about."""
    p = world.parameters[0]
    return world.now[0].day - world.residents[row].birth_day >= p.old_age_years * DAYS_A_YEAR


@kernel
def review_enrolments(world):
    """Monthly: enrol, end enrolments, apply for special housing, move in, give monitoring places and named GPs."""
    now = world.now[0]
    old_days = world.parameters[0].old_age_years * DAYS_A_YEAR
    for row in range(now.residents):
        r = world.residents[row]
        if now.day - r.birth_day < old_days or r.status != ALIVE:
            continue
        if r.place_of_care == AT_HOME:
            review_enrolment(world, row)
        if r.enrolled == ENROLLED and r.care_year != now.year:
            r.care_year = now.year
            cell(world, row).municipal_care_persons += 1
    for unit in range(world.units.size):
        fill_housing(world, unit)


@kernel
def review_enrolment(world, row):
    """Enrol a resident whose effort has passed the threshold; end it where it has not for the person at home."""
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
    """Share of the enrolled in this state who apply for special housing."""
    p = world.parameters[0]
    r = world.residents[row]
    share = p.housing_wanted_share[r.frailty]
    odds = share / (1.0 - share)
    if r.lives_alone == 1:
        odds *= p.housing_odds_alone
    if r.conditions & DEMENTIA != 0:
        odds *= p.housing_odds_dementia
    return odds / (1.0 + odds)


@kernel
def enrol(world, row):
    """Enrol in home nursing: visits granted, coordination and reviews planned, contacts with the usual GP compared."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    r.enrolled = ENROLLED
    r.enrolled_day = now.day
    world.units[r.unit].enrolled += 1
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
    r.enrolled = NOT_ENROLLED
    r.enrolled_day = NEVER
    r.queue_day = NEVER
    r.contact_nurse = -1
    r.visit_day = NEVER
    r.coordination_day = NEVER
    r.review_day = NEVER
    world.units[r.unit].enrolled -= 1
    if r.monitored == 1:
        r.monitored = 0
        world.units[r.unit].monitored -= 1
    schedule(world, row)


@kernel
def count_year_after(world, row):
    """Count contacts with the usual GP in the (part of the) year since enrolment, once a person and enrolment."""
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
def close_years_after(world):
    """Monthly: count the year after enrolment for those who have been enrolled for a year."""
    now = world.now[0]
    month_days = DAYS_A_YEAR // MONTHS_A_YEAR + 1
    for row in range(now.residents):
        r = world.residents[row]
        if r.status != ALIVE or r.enrolled == NOT_ENROLLED or r.enrolled_day < 0:
            continue
        days = np.int64(now.day) - np.int64(r.enrolled_day)
        if days >= DAYS_A_YEAR and days < DAYS_A_YEAR + month_days:
            count_year_after(world, row)
            # Counted once: a negative day is one the registers do not look at again.
            r.enrolled_day = -1


@kernel
def fill_housing(world, unit):
    """Give free places in special housing to those who have queued longest; equal days are ordered by
    an addressed draw."""
    now = world.now[0]
    u = world.units[unit]
    while u.in_housing < u.housing_places:
        first = np.int64(-1)
        for row in range(now.residents):
            r = world.residents[row]
            if r.unit != unit or r.queue_day == NEVER or r.status != ALIVE or r.place_of_care != AT_HOME:
                continue
            if first < 0 or queues_before(world, row, first):
                first = np.int64(row)
        if first < 0:
            return
        house(world, first)


@kernel
def queues_before(world, row, other):
    """Whether `row` stands before `other` in the queue for special housing."""
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
    r.lives_alone = 0
    r.queue_day = NEVER
    r.visits_a_year = np.int64(world.parameters[0].housing_visits_per_year)
    world.units[r.unit].enrolled -= 1
    world.units[r.unit].in_housing += 1
    if r.monitored == 1:
        r.monitored = 0
        world.units[r.unit].monitored -= 1
    log_event(world, 0, r.key, EV_HOUSED, 0, r.settlement, 0)


@kernel
def need_score(world, row):
    """How sick the organisations' own records say a resident is: enrolment, visits granted and bed
    days; 0 .. SCORES - 1."""
    r = world.residents[row]
    days = np.int64(r.bed_days_this_year) + np.int64(r.bed_days_last_year)
    score = np.int64(r.visits_a_year) * r.enrolled + 2 * 2 * days
    return min(score, SCORES - 1)


@kernel
def cut_off(world, unit, places, candidates):
    """The lowest score such that no more than `places` of the unit's candidates (flags by row) have it or more."""
    tally = np.zeros(SCORES, np.int64)
    for row in range(world.now[0].residents):
        if candidates[row] == 1 and world.residents[row].unit == unit:
            tally[need_score(world, row)] += 1
    taken = np.int64(0)
    score = SCORES - 1
    while score > 0 and taken + tally[score] <= places:
        taken += tally[score]
        score -= 1
    return score + 1


@kernel
def name_gps(world):
    """Monthly, where the sickest have one fixed GP: name them by need score, and give those without a
    GP a permanent one."""
    asked = 0
    for unit in range(world.units.size):
        asked += world.units[unit].named_per_thousand + world.units[unit].named
    if asked == 0:
        return
    candidates = np.zeros(world.now[0].residents, np.int8)
    for row in range(world.now[0].residents):
        candidates[row] = 1 if world.residents[row].status == ALIVE else 0
    for unit in range(world.units.size):
        u = world.units[unit]
        places = np.int64(u.named_per_thousand) * u.list_size // THOUSAND
        lowest = cut_off(world, unit, places, candidates) if places > 0 else np.int64(SCORES)
        u.named = 0
        for row in range(world.now[0].residents):
            r = world.residents[row]
            if r.unit != unit or r.status != ALIVE:
                continue
            r.named_gp = 1 if need_score(world, row) >= lowest else 0
            u.named += r.named_gp
            if r.named_gp == 1 and r.usual_gp < 0:
                give_gp(world, row)


@kernel
def give_gp(world, row):
    """Give a resident one of the unit's own GPs, the same one whatever the order of asking (rendezvous hashing).

    Home-nursing patients are given a physician of the home-nursing unit where there is such a unit.
    """
    r = world.residents[row]
    now = world.now[0]
    best = np.int64(-1)
    highest = 0.0
    home_unit = r.enrolled == ENROLLED and world.units[r.unit].home_unit_half_days > 0
    for staff_row in range(now.staff):
        s = world.staff[staff_row]
        if s.role != GP or s.status != EMPLOYED or s.unit != r.unit or s.employment == LOCUM or s.employment == REMOTE:
            continue
        if home_unit and s.dedicated == 0:
            continue
        draw = uniform(now.seed, GP_GIVEN, combine(r.key, s.key), 0)
        if draw > highest:
            highest = draw
            best = np.int64(staff_row)
    if best >= 0:
        take_usual_gp(world, row, best)


@kernel
def list_at_home_unit(world):
    """Monthly, where there is a home-nursing unit: the enrolled have its physician as usual GP."""
    for row in range(world.now[0].residents):
        r = world.residents[row]
        if r.status != ALIVE or r.enrolled == NOT_ENROLLED or world.units[r.unit].home_unit_half_days == 0:
            continue
        if r.usual_gp < 0 or world.staff[r.usual_gp].dedicated == 0:
            give_gp(world, row)


@kernel
def list_with_remote(world):
    """Monthly, where a remote physician has a panel: residents of old age without a usual GP join it,
    in row order of keys."""
    now = world.now[0]
    for staff_row in range(now.staff):
        s = world.staff[staff_row]
        if s.employment != REMOTE or s.status != EMPLOYED:
            continue
        places = np.int64(world.units[s.unit].remote_panel) - np.int64(s.panel)
        candidates = np.zeros(now.residents, np.int8)
        for row in range(now.residents):
            r = world.residents[row]
            if r.status == ALIVE and r.unit == s.unit and r.usual_gp < 0 and old_enough(world, row):
                candidates[row] = 1
        lowest = cut_off(world, s.unit, places, candidates) if places > 0 else np.int64(SCORES)
        for row in range(now.residents):
            if candidates[row] == 1 and need_score(world, row) >= lowest:
                take_usual_gp(world, row, staff_row)


@kernel
def give_monitors(world):
    """Monthly: monitoring places go to the enrolled with heart failure or COPD of the highest need score."""
    now = world.now[0]
    asked = 0
    for unit in range(world.units.size):
        asked += world.units[unit].monitoring_places + world.units[unit].monitored
    if asked == 0:
        return
    candidates = np.zeros(now.residents, np.int8)
    for row in range(now.residents):
        r = world.residents[row]
        suits = r.conditions & HEART_FAILURE != 0 or r.conditions & COPD != 0
        if r.status == ALIVE and r.enrolled == ENROLLED and r.dwelling != SPECIAL_HOUSING and suits:
            candidates[row] = 1
    for unit in range(world.units.size):
        u = world.units[unit]
        lowest = cut_off(world, unit, u.monitoring_places, candidates) if u.monitoring_places > 0 else np.int64(SCORES)
        u.monitored = 0
        for row in range(now.residents):
            r = world.residents[row]
            if r.unit != unit:
                continue
            r.monitored = 1 if candidates[row] == 1 and need_score(world, row) >= lowest else 0
            u.monitored += r.monitored


@kernel
def change_doctors(world):
    """Yearly: dissatisfied residents leave their usual GP; where listing is by choice they may change
    to a unit in reach."""
    now = world.now[0]
    p = world.parameters[0]
    for row in range(now.residents):
        r = world.residents[row]
        if r.status != ALIVE or r.dissatisfaction < p.dissatisfied_from or r.named_gp == 1:
            continue
        draw = uniform(now.seed, CHANGES_DOCTOR, r.key, now.year)
        if draw > p.dissatisfied_change_share:
            continue
        cell(world, row).changes_of_choice += 1
        drop_usual_gp(world, row)
        if world.units[r.unit].listing_by_district == 0 and r.enrolled == NOT_ENROLLED:
            change_unit(world, row)


@kernel
def change_unit(world, row):
    """List the resident at the nearest other unit, if it is within reach."""
    r = world.residents[row]
    best = np.int64(-1)
    nearest = np.int64(world.parameters[0].choice_reach_minutes) + 1
    for unit in range(world.units.size):
        if unit == r.unit or r.planned_need >= 0:
            continue
        minutes = travel_minutes(world, r.settlement, world.units[unit].settlement)
        if minutes < nearest:
            nearest = minutes
            best = np.int64(unit)
    if best >= 0:
        world.units[r.unit].list_size -= 1
        world.units[best].list_size += 1
        r.unit = best
