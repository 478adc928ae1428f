"""Adoption of routines, unit by unit: who takes one on, with whom, when it settles, when it lapses.

A trial starts when a professional takes the routine on (rare in daily work, likelier after each forum attended). It
needs a partner on the other side with a strong enough tie, minutes free of overload and a manager who has not changed
within the year. After a set number of months of use it is settled; if its champion leaves before, it lapses.
"""

import numpy as np

from rural_abm.engine.random_numbers import process, uniform_array
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.governance.routines import ROUTINES, routines, wanted_routines
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.records import EMPLOYED, GP, HOME_NURSE, LOCUM
from rural_abm.model.ties.collaboration import hold_forum, people_of
from rural_abm.model.ties.colleagues import acquaintance
from rural_abm.model.ties.records import NOT_TRIED, ON_TRIAL, SETTLED
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link
from rural_abm.state.ledger import EV_ROUTINE, ROUTINES_AT_MOST, log_if_on

LOAD_TO_ADOPTION = link("load_to_adoption")

TRIAL = process("care.trial_of_a_routine")
SUCCESSOR = process("care.champion_succeeded")
SIDES = {"centre": (GP,), "home_nursing": (HOME_NURSE,), "either": (GP, HOME_NURSE)}
DECLARATION = Declaration(
    unit_counts=(
        *counted(
            ("trials_begun", "trials", "trials of routines begun"),
            ("trials_lapsed", "trials", "trials that lapsed because their champion left"),
            ("routines_settled", "routines", "trials that became routine"),
        ),
        Field("routine_wanted", "i8", "unit-months", "the routine is asked for", None, (ROUTINES_AT_MOST,)),
        Field("routine_used", "i8", "unit-months", "of these on trial or settled", None, (ROUTINES_AT_MOST,)),
        Field("routine_settled", "i8", "unit-months", "of these settled", None, (ROUTINES_AT_MOST,)),
    ),
)


def want_routines(world, levers_by_place, present_by_place, unit_keys, at_once):
    """Write the routines that each place's levers ask for beyond the present ones; `at_once` settles them from today.

    A routine that is no longer asked for is forgotten.
    """
    day = int(world.now["day"][0])
    for unit, key in enumerate(unit_keys):
        wanted = wanted_routines(levers_by_place[key], present_by_place[key])
        for place in range(len(ROUTINES)):
            record = world.routines[unit, place]
            record.wanted = place in wanted
            if not record.wanted:
                record.state, record.champion, record.months_used = NOT_TRIED, -1, 0
            elif at_once and record.state != SETTLED:
                record.state, record.champion, record.since = SETTLED, -1, day


def adopted_routines(world, unit):
    """Return the indices of the routines in use at the unit: on trial or settled."""
    return np.flatnonzero(world.routines["state"][unit] != NOT_TRIED).tolist()


def adopt(world):
    """Advance the routines of every unit by a month; return True if any came into or went out of use.

    Holds the forums of the month too, whether or not there is something to adopt.
    """
    records = world.routines
    changed = False
    for unit in range(world.units.size):
        attended = _forums_of_month(world, unit)
        if not records["wanted"][unit].any():
            continue
        changed |= _go_on(world, unit, attended)
        changed |= _begin(world, unit, attended)
    records["uses"] = 0
    _count(world, records)
    return changed


def is_supported(world, unit):
    """Return whether implementation support runs at the unit today."""
    u, day = world.unit_states[unit], world.now["day"][0]
    levers = world.levers[unit]
    return bool(levers.support_years > 0 and day < u.support_since + levers.support_years * DAYS_A_YEAR)


def _forums_of_month(world, unit):
    """Return a Counter {staff row: forums attended} of the month.

    The yearly forums are spread evenly during support.
    """
    attended = {}
    if not is_supported(world, unit):
        return attended
    levers, month = world.levers[unit], int(world.now["month"][0])
    held = (
        month + 1
    ) * levers.support_forums_a_year // MONTHS_A_YEAR - month * levers.support_forums_a_year // MONTHS_A_YEAR
    for _ in range(int(held)):
        for row in hold_forum(world, unit):
            attended[int(row)] = attended.get(int(row), 0) + 1
    return attended


# Trials that run


def _go_on(world, unit, attended):
    """Use, settle or lapse the unit's trials; return True if one lapsed."""
    now, lapsed = world.now[0], False
    table = list(routines().values())
    for place in np.flatnonzero(world.routines["state"][unit] == ON_TRIAL):
        record = world.routines[unit, place]
        left = not _is_here(world, unit, int(place), int(record.champion))
        if left and not _finds_champion(world, unit, int(place), attended):
            record.state, record.since, record.champion, record.months_used = NOT_TRIED, now.day, -1, 0
            record.lapses += 1
            world.unit_counts[now.period, unit].trials_lapsed += 1
            _log(world, unit, int(place), NOT_TRIED)
            lapsed = True
            continue
        if record.uses > 0 or table[place].counted == "no":
            record.months_used += 1
        if record.months_used >= world.parameters["routine_after_months"][0]:
            record.state, record.since = SETTLED, now.day
            world.unit_counts[now.period, unit].routines_settled += 1
            _log(world, unit, int(place), SETTLED)
    return lapsed


def _is_here(world, unit, place, row):
    """Return whether the routine's champion still works at the unit, in a role of the side that starts it."""
    staff = world.staff
    at_unit = row >= 0 and staff["status"][row] == EMPLOYED and staff["unit"][row] == unit
    return at_unit and staff["role"][row] in _starting_roles(place) and staff["employment"][row] != LOCUM


def _starting_roles(place):
    return SIDES[list(routines().values())[place].starts]


def _finds_champion(world, unit, place, attended):
    """Return whether a trial without a champion finds a new one.

    A concurrent evaluation notices the gap; some of those who met at this month's forums may take it over.
    """
    levers, now = world.levers[unit], world.now[0]
    if not (levers.support_evaluation and attended and is_supported(world, unit)):
        return False
    rows = _candidates(world, unit, place)
    rows = rows[np.isin(rows, list(attended))]
    share = world.parameters["champion_succeeded_share"][0]
    if not rows.size or uniform_array(now.seed, SUCCESSOR, unit, _occurrence(now, place))[0] > share:
        return False
    world.routines[unit, place].champion = rows[0]
    return True


# Trials that begin


def _begin(world, unit, attended):
    """Start the unit's trials of this month; return True if any starts."""
    if not _manager_has_settled(world, unit):
        return False
    records = world.routines[unit]
    begun = False
    for place in np.flatnonzero((records["wanted"] == 1) & (records["state"] == NOT_TRIED)):
        champion = _champion(world, unit, int(place), attended)
        if champion >= 0:
            _start_trial(world, unit, int(place), champion)
            begun = True
    return begun


def _manager_has_settled(world, unit):
    settled = world.parameters["manager_settled_days"][0]
    return bool(world.now["day"][0] - world.unit_states["manager_since"][unit] >= settled)


def _candidates(world, unit, place):
    """Return the rows of those at the unit who may take the routine on: permanent staff of the side that starts it."""
    rows = np.concatenate([people_of(world, unit, role) for role in _starting_roles(place)])
    staff = world.staff
    return rows[staff["employment"][rows] != LOCUM]


def _champion(world, unit, place, attended):
    """Return the row of who takes the routine on this month and can (in key order), -1 if no one."""
    now, p, staff = world.now[0], world.parameters[0], world.staff
    rows = _candidates(world, unit, place)
    if not rows.size:
        return -1
    forums = np.array([attended.get(int(row), 0) for row in rows])
    chances = -np.expm1(-(p.trial_per_person_year / MONTHS_A_YEAR + p.trial_per_forum * forums))
    draws = uniform_array(now.seed, TRIAL, staff["key"][rows], _occurrence(now, place))
    willing = (int(row) for row in rows[draws <= chances])
    return next((row for row in willing if _has_time(world, row) and _has_partner(world, unit, place, row)), -1)


def _occurrence(now, place):
    return int(now.month) * len(ROUTINES) + place


def _has_time(world, row):
    """Return whether the person is free of overload, or has time set aside for development."""
    p, person = world.parameters[0], world.staff[row]
    if world.now["cut"][0, LOAD_TO_ADOPTION] or person.strain <= p.trial_strain_most:
        return True
    return bool(world.levers["development_time_minutes_a_week"][person.unit] >= p.trial_development_least)


def _has_partner(world, unit, place, row):
    """Return whether someone on the other side has a strong enough tie to the champion."""
    least = world.parameters["partner_tie_least"][0]
    if list(routines().values())[place].partner == "hospital":
        return acquaintance(world, row, -1 - int(world.units["hospital"][unit])) >= least
    if world.staff["role"][row] == GP:
        return any(acquaintance(world, row, int(nurse)) >= least for nurse in people_of(world, unit, HOME_NURSE))
    return any(acquaintance(world, int(gp), row) >= least for gp in people_of(world, unit, GP))


def _start_trial(world, unit, place, champion):
    now, record = world.now[0], world.routines[unit, place]
    record.state, record.champion, record.since, record.months_used = ON_TRIAL, champion, now.day, 0
    record.last_day = -NEVER
    world.unit_counts[now.period, unit].trials_begun += 1
    _log(world, unit, place, ON_TRIAL)


# Book-keeping


def _log(world, unit, routine, state):
    """Record a routine's change in the event register: champion, routine, place of the unit, state."""
    champion = int(world.routines["champion"][unit, routine])
    key = world.staff["key"][champion] if champion >= 0 else np.uint64(0)
    log_if_on(world, 0, key, EV_ROUTINE, routine, np.int64(world.units["settlement"][unit]), state)


def _count(world, records):
    counts = world.unit_counts[world.now["period"][0]]
    size = len(ROUTINES)
    counts["routine_wanted"][:, :size] += records["wanted"]
    counts["routine_used"][:, :size] += records["wanted"] * (records["state"] != NOT_TRIED)
    counts["routine_settled"][:, :size] += records["wanted"] * (records["state"] == SETTLED)
