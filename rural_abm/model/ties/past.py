"""Ties on the first day, drawn from the past: usual GPs with their years, strengths and last year's contacts."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process, uniform
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import ALIVE, ENROLLED, LONG_AGO
from rural_abm.model.ties.bonds import new_tie
from rural_abm.model.ties.clinicians import EMPLOYED, GP, HOME_NURSE, LOCUM, REMOTE
from rural_abm.model.ties.list_places import has_usual_gp, start_lists
from rural_abm.model.ties.lists import lists_are_kept
from rural_abm.model.ties.records import CLINIC, HOME_VISIT
from rural_abm.model.ties.strength import worn

PAST_CHOICE = process("ties.past_choice")
PAST_YEARS = process("ties.past_years")
PAST_CONTACTS = process("ties.past_contacts")
PAST_LAST = process("ties.past_last_contact")


@kernel
def draw_past(world):
    """Give residents of the first day a usual GP and contact nurse, with ties as old as the clinician's own past."""
    start_lists(world)
    kept = lists_are_kept(world)
    for row in range(world.now[0].residents):
        r = world.residents[row]
        if r.status != ALIVE:
            continue
        if kept:
            meet_list_gp(world, row)
        else:
            draw_usual_gp(world, row)
        if r.enrolled == ENROLLED:
            draw_contact_nurse(world, row)


@kernel
def one_of(world, row, role):
    """Return a clinician of the role at the resident's unit, independent of the order of calls (rendezvous hashing)."""
    r = world.residents[row]
    now = world.now[0]
    best = np.int64(-1)
    highest = 0.0
    for staff_row in range(now.staff):
        s = world.staff[staff_row]
        if (
            s.role != role
            or s.unit != r.unit
            or s.status != EMPLOYED
            or s.employment == LOCUM
            or s.employment == REMOTE
        ):
            continue
        draw = uniform(now.seed, PAST_CHOICE, combine(r.key, s.key), 0)
        if draw > highest:
            highest = draw
            best = np.int64(staff_row)
    return best


@kernel
def draw_usual_gp(world, row):
    """Draw the usual GP, if the resident has one: likelier for the old and the frail."""
    r = world.residents[row]
    now = world.now[0]
    if not has_usual_gp(world, row):
        return
    gp = one_of(world, row, GP)
    if gp < 0:
        return
    years = exponential(now.seed, PAST_YEARS, r.key, 0) * world.parameters[0].past_relation_years
    since = max(np.int64(world.staff[gp].first_day), now.day - 1 - np.int64(years * DAYS_A_YEAR))
    see_usual_gp(world, row, gp, since)


@kernel
def meet_list_gp(world, row):
    """Draw since when a resident who is named knows the GP of the list: from a first contact after coming on it.

    It comes as often as all others; who has been on the list for too short a time has not met the GP yet.
    """
    r, mine, now = world.residents[row], world.lists[row], world.now[0]
    gp = np.int64(mine.gp)
    if mine.named == 0 or gp < 0:
        return
    until_met = exponential(now.seed, PAST_YEARS, r.key, 0) / world.parameters[0].past_contacts_per_year
    since = np.int64(mine.since) + np.int64(until_met * DAYS_A_YEAR)
    if since < now.day:
        see_usual_gp(world, row, gp, since)
        return
    r.usual_gp = gp
    r.usual_gp_since, r.usual_gp_last = mine.since, LONG_AGO
    world.staff[gp].panel += 1


@kernel
def see_usual_gp(world, row, gp, since):
    """Make a GP whom the resident has seen since a day the usual GP, with last year's contacts and a tie."""
    r = world.residents[row]
    now = world.now[0]
    p = world.parameters[0]
    gap_days = DAYS_A_YEAR / p.past_contacts_per_year
    last = now.day - 1 - np.int64(uniform(now.seed, PAST_LAST, r.key, 0) * min(gap_days, now.day - since))
    r.usual_gp = gp
    r.usual_gp_since = since
    r.usual_gp_last = max(last, since)
    world.staff[gp].panel += 1
    contacts = np.int64(exponential(now.seed, PAST_CONTACTS, r.key, 0) * p.past_contacts_per_year)
    r.usual_last_year = contacts
    add_tie(world, row, gp, CLINIC, gap_days, since, last, contacts)


@kernel
def draw_contact_nurse(world, row):
    """Draw the named home-nursing nurse of someone enrolled at the start."""
    r = world.residents[row]
    now = world.now[0]
    nurse = one_of(world, row, HOME_NURSE)
    if nurse < 0:
        return
    since = max(np.int64(world.staff[nurse].first_day), np.int64(now.day - DAYS_A_YEAR))
    gap_days = DAYS_A_YEAR / max(r.visits_a_year, 1)
    r.contact_nurse = nurse
    add_tie(world, row, nurse, HOME_VISIT, gap_days, since, np.int64(now.day - 1), 0)


@kernel
def add_tie(world, row, staff_row, mode, gap_days, since, last, counted):
    """Add a tie as strong as contacts every `gap_days` since `since` make it: f = f_end (1 - (kept (1 - g))^n)."""
    p = world.parameters[0]
    tie = new_tie(world, row, staff_row)
    if tie < 0:
        return
    gain = p.tie_gain[mode]
    kept = worn(1.0, gap_days, p.tie_half_life_days)
    passed = kept * (1.0 - gain)
    number = max((last - since) / gap_days, 1.0)
    bond = world.ties[tie]
    bond.strength = gain / (1.0 - passed) * (1.0 - passed**number)
    bond.day = last
    bond.first_day = since
    bond.counted_last_year = min(counted, DAYS_A_YEAR)
