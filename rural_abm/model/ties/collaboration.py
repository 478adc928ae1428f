"""Collaboration of organisations: the ties of their people and the memory of the organisations.

Strength of a pair = (1 - w) x contact-weighted tie of its people + w x institutional memory. Pairs are a unit of care
with its home-nursing district and with each hospital. Memory grows only with sustained practice, settled routines,
development time and forums; it fades over years and survives individual departures. Friction is not set: it follows
from whether calls get through.
"""

import numpy as np

from rural_abm.engine.random_numbers import process, uniform_array
from rural_abm.engine.units import DAYS_A_YEAR, HALF, MONTHS_A_YEAR, THOUSANDTHS
from rural_abm.model.ties.clinicians import EMPLOYED, GP, HOME_NURSE, REMOTE
from rural_abm.model.ties.colleagues import CALLS_TO_TIES, bring_together, new_colleague, sweep_colleagues
from rural_abm.model.ties.records import AT_A_FORUM, IN_THE_HOUSE, SETTLED, WITH_FIRST_HOSPITAL, WITH_HOME_NURSING
from rural_abm.state.declarations import Declaration, counted

START_STRENGTH = process("ties.start_collaboration")
ATTENDS_FORUM = process("ties.attends_forum")
DECLARATION = Declaration(
    unit_counts=counted(
        ("collaboration_months", "unit-months", "months in which collaboration was measured"),
        ("nursing_strength_thousandths", "1e-3", "strength of collaboration with home nursing, summed over months"),
        ("nursing_memory_thousandths", "1e-3", "its institutional memory, summed over months"),
        ("hospital_months", "unit-months", "of these at cottage hospitals"),
        (
            "hospital_strength_thousandths",
            "1e-3",
            "strength of collaboration with the hospital there, summed over months",
        ),
        ("forums", "forums", "forums held"),
    ),
)


def people_of(world, unit, role):
    """Return the staff rows of the role at work at the unit today (without remote physicians), in key order."""
    rows, units, roles = at_work(world)
    return rows[(units == unit) & (roles == role)]


def at_work(world):
    """Return (staff rows, units, roles) of all who work today (without remote physicians), in key order."""
    staff = world.staff[: world.now["staff"][0]]
    rows = np.flatnonzero((staff["status"] == EMPLOYED) & (staff["employment"] != REMOTE))
    rows = rows[np.argsort(staff["key"][rows])]
    return rows, staff["unit"][rows], staff["role"][rows]


# The first day


def draw_collaboration(world):
    """Draw the strength of every pair of organisations on the first day, and the ties between their people.

    Strengths are drawn by seed and unit in the register's range; those with home nursing are higher in small places.
    Ties are as old as the people's years at the unit.
    """
    now, p, units = world.now[0], world.parameters[0], world.units
    here = np.arange(len(units))
    smallness = 1.0 - np.minimum(world.unit_states["list_size"] / p.start_large_list, 1.0)
    for column in range(world.pairs.shape[1]):
        drawn = uniform_array(now.seed, START_STRENGTH, here, column)
        lowest, highest = p.start_collaboration[0 if column == WITH_HOME_NURSING else 1]
        if column == WITH_HOME_NURSING:
            drawn = p.start_size_share * smallness + (1.0 - p.start_size_share) * drawn
        strength = lowest + (highest - lowest) * drawn
        for name in ("memory", "tie", "strength"):
            world.pairs[name][:, column] = strength
    for unit in here:
        _draw_ties(world, int(unit))


def _draw_ties(world, unit):
    """Draw the ties of a unit's people on the first day: stronger with years together, with the mean of the pair."""
    physicians, nurses = people_of(world, unit, GP), people_of(world, unit, HOME_NURSE)
    hospitals = -1 - np.arange(world.pairs.shape[1] - WITH_FIRST_HOSPITAL)
    first_day, day = world.staff["first_day"], world.now["day"][0]
    years = (day - first_day[physicians]) / DAYS_A_YEAR
    with_nurses = np.minimum(years[:, None], ((day - first_day[nurses]) / DAYS_A_YEAR)[None, :])
    _write_ties(world, physicians, nurses, with_nurses, world.pairs["tie"][unit, WITH_HOME_NURSING])
    for hospital, strength in zip(hospitals, world.pairs["tie"][unit, WITH_FIRST_HOSPITAL:], strict=True):
        _write_ties(world, physicians, np.array([hospital]), years[:, None], strength)


def _write_ties(world, physicians, others, years, mean_strength):
    grown = 1.0 - HALF ** (years / world.parameters["start_together_years"][0])
    if grown.size == 0 or grown.mean() == 0.0:
        return
    strengths = np.minimum(grown * mean_strength / grown.mean(), 1.0)
    for i, physician in enumerate(physicians):
        for j, other in enumerate(others):
            row = int(new_colleague(world, int(physician), int(other)))
            world.colleagues["strength"][row] = strengths[i, j]
            world.colleagues["first_day"][row] -= int(years[i, j] * DAYS_A_YEAR)


# Every month


def measure_collaboration(world):
    """Bring ties, memory and strength of every pair up to date, and count them.

    Reads the joint work of the month that is over; writes PAIR and the ledger.
    """
    _live_under_one_roof(world)
    sweep_colleagues(world)
    units = world.units
    tie, nurses = _ties_of_pairs(world), _nurses(world)
    pairs, p = world.pairs, world.parameters[0]
    kept = p.contacts_kept_share_a_month
    pairs["practice"] = kept * pairs["practice"] + (1.0 - kept) * pairs["contacts"]
    pairs["tie"] = tie
    full = np.full(pairs.shape, p.practice_full_hospital)
    full[:, WITH_HOME_NURSING] = p.practice_full_nursing * np.maximum(nurses, 1)
    practice = tie * np.minimum(pairs["practice"] / full, 1.0)
    growth = p.memory_growth_a_month * practice
    growth[:, WITH_HOME_NURSING] += _routines_and_development(world, p)
    fading = HALF ** (DAYS_A_YEAR / MONTHS_A_YEAR / p.memory_half_life_days)
    memory = pairs["memory"] * fading
    pairs["memory"] = memory + np.minimum(growth, 1.0) * (1.0 - memory)
    pairs["strength"] = (1.0 - p.memory_weight) * tie + p.memory_weight * pairs["memory"]
    pairs["contacts"], pairs["failures"] = 0, 0
    _count(world, pairs, units)


def _live_under_one_roof(world):
    """Add a month of co-location: all people there meet each other once more than is counted as work."""
    together = np.flatnonzero(world.levers["co_location_home_nursing"] == 1)
    if not together.size:
        return
    rows, units, roles = at_work(world)
    groups = [(rows[chosen], units[chosen]) for chosen in (roles == GP, roles == HOME_NURSE)]
    for unit in together.tolist():
        physicians, nurses = (members[at == unit] for members, at in groups)
        if physicians.size and nurses.size:
            bring_together(world, unit, physicians, nurses, IN_THE_HOUSE)


def _ties_of_pairs(world):
    """Return the contact-weighted mean tie [units, 1 + hospitals] of people at the unit who know each other."""
    now, p, staff = world.now[0], world.parameters[0], world.staff
    if now.cut[CALLS_TO_TIES]:
        return np.full(world.pairs.shape, p.ordinary_acquaintance)
    ties = world.colleagues[: now.colleagues]
    kept = np.flatnonzero(ties["physician"] >= 0)
    physician, nurse = ties["physician"][kept], ties["nurse"][kept]
    unit, is_hospital = staff["unit"][physician], nurse < 0
    there = is_hospital | ((staff["status"][nurse] == EMPLOYED) & (staff["unit"][nurse] == unit))
    there &= (staff["status"][physician] == EMPLOYED) & (unit >= 0) & (staff["role"][physician] == GP)
    column = np.where(is_hospital, WITH_FIRST_HOSPITAL - 1 - nurse, WITH_HOME_NURSING)
    strength = ties["strength"][kept] * HALF ** ((now.day - ties["day"][kept]) / p.colleague_half_life_days)
    weight = ties["recent"][kept] + p.contact_prior
    place = np.ravel_multi_index((unit[there], column[there]), world.pairs.shape)
    total = np.bincount(place, weight[there], world.pairs.size)
    found = np.bincount(place, (weight * strength)[there], world.pairs.size)
    # Where no tie is known NumPy counts in whole numbers, weights or not.
    return np.divide(found, total, out=np.zeros(world.pairs.size), where=total > 0).reshape(world.pairs.shape)


def _nurses(world):
    """Return the number of home-nursing nurses at work [units]."""
    staff = world.staff[: world.now["staff"][0]]
    chosen = (staff["status"] == EMPLOYED) & (staff["role"] == HOME_NURSE)
    return np.bincount(staff["unit"][chosen], minlength=world.units.size)


def _routines_and_development(world, p):
    """Return what settled routines and development time add to the memory with home nursing [units]."""
    settled = (world.routines["state"] == SETTLED).sum(axis=1)
    time = np.minimum(world.levers["development_time_minutes_a_week"] / p.development_full_minutes, 1.0)
    return settled * p.memory_gain_routine + time * p.memory_gain_development


def _count(world, pairs, units):
    counts = world.unit_counts[world.now["period"][0]]
    counts["collaboration_months"] += 1
    nursing, cottage = pairs[:, WITH_HOME_NURSING], units["cottage_hospital"] == 1
    counts["nursing_strength_thousandths"] += np.rint(nursing["strength"] * THOUSANDTHS).astype(int)
    counts["nursing_memory_thousandths"] += np.rint(nursing["memory"] * THOUSANDTHS).astype(int)
    hospital = pairs["strength"][np.arange(len(units)), WITH_FIRST_HOSPITAL + units["hospital"]]
    counts["hospital_months"] += cottage
    counts["hospital_strength_thousandths"] += np.rint(hospital * THOUSANDTHS).astype(int) * cottage


# Support


def hold_forum(world, unit):
    """Hold a forum of the unit's physicians and home-nursing nurses; return the rows of those who attended.

    It raises their ties and the memory of the two organisations.
    """
    now, p, pair = world.now[0], world.parameters[0], world.pairs[unit, WITH_HOME_NURSING]
    physicians, nurses = (_who_attend(world, people_of(world, unit, role)) for role in (GP, HOME_NURSE))
    pair["forums"] += 1
    world.unit_counts[now.period, unit].forums += 1
    if physicians.size and nurses.size:
        bring_together(world, int(unit), physicians, nurses, AT_A_FORUM)
        pair["memory"] += p.memory_gain_forum * (1.0 - pair["memory"])
    return np.concatenate([physicians, nurses])


def _who_attend(world, rows):
    if not rows.size:
        return rows
    now, keys = world.now[0], world.staff["key"][rows]
    unit = int(world.staff["unit"][rows[0]])
    number = int(world.pairs["forums"][unit, WITH_HOME_NURSING])
    draws = uniform_array(now.seed, ATTENDS_FORUM, keys, number)
    return rows[draws <= world.parameters["forum_attendance_share"][0]]
