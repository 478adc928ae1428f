"""Measured continuity, as registers measure it: from counted GP contacts, never from the strength of ties.

With N counted contacts in 24 months and n_i of them with doctor i: UPC = max n_i / N; Bice-Boxerman COC = (sum n_i^2 -
N) / (N (N - 1)); SECON = share of successive contacts with the same doctor.
"""

import math

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR, THOUSANDTHS
from rural_abm.model.people.persons import is_old
from rural_abm.model.people.records import ALIVE
from rural_abm.model.ties.clinicians import GP, TEAM_PHYSICIAN
from rural_abm.model.ties.lists import count_lists
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import MILLION, cell

# What is counted of each resident's doctors.
CONTACTS, SQUARES, LARGEST = range(3)
DOCTOR_COUNTS = LARGEST + 1
DECLARATION = Declaration(
    fields=(
        Field("pairs_last_year", "u2", "count", "the same last year"),
        Field("same_last_year", "u2", "count", "the same last year"),
        Field("usual_last_year", "u2", "count", "contacts with the usual GP last year"),
    ),
    counts=counted(
        ("continuity_persons", "persons", "residents with at least four counted GP contacts in 24 months"),
        ("coc_millionths", "1e-6", "sum of their Bice-Boxerman index"),
        ("upc_millionths", "1e-6", "sum of their usual provider index"),
        ("secon_millionths", "1e-6", "sum of their sequential index"),
        ("usual_gp_days", "days", "sum of days since first contact with the present usual GP, residents who have one"),
        ("usual_gp_persons", "persons", "residents aged 65 and over with a usual GP seen within 24 months"),
        ("old_persons", "persons", "residents aged 65 and over at the end of the period"),
    ),
    unit_counts=counted(
        ("effective_clinicians_districts", "district-years", "districts whose effective number of GPs was measured"),
        ("effective_clinicians_thousandths", "1e-3", "effective number of GPs the enrolled met: exp of the entropy"),
    ),
)


@kernel
def doctor_counts(world):
    """Count the GP contacts in 24 months of all residents.

    Return [residents, 3]: their number, the sum of squares by doctor, and the largest number. Ties are read in storage
    order, not along the list of each resident.
    """
    counts = np.zeros((world.now[0].residents, DOCTOR_COUNTS), np.int64)
    for tie in range(world.now[0].ties):
        bond = world.ties[tie]
        n = np.int64(bond.counted_this_year) + np.int64(bond.counted_last_year)
        if n > 0:
            found = counts[bond.resident]
            found[CONTACTS] += n
            found[SQUARES] += n * n
            found[LARGEST] = max(found[LARGEST], n)
    return counts


@kernel
def close_year(world):
    """Add the year's continuity indices to the ledger, then start a new year of counts."""
    now = world.now[0]
    p = world.parameters[0]
    counts = doctor_counts(world)
    for row in range(now.residents):
        if world.residents[row].status == ALIVE:
            measure(world, row, counts[row], p.counted_contacts_least)
        turn_year(world.residents[row])
    turn_ties(world)
    count_lists(world)


@kernel
def measure(world, row, counts, least_contacts):
    """Add one resident's indices to the ledger; `counts` as in `doctor_counts`."""
    now = world.now[0]
    r = world.residents[row]
    here = cell(world, row)
    if is_old(world, row):
        here.old_persons += 1
        if r.usual_gp >= 0 and now.day - r.usual_gp_last <= 2 * DAYS_A_YEAR:
            here.usual_gp_persons += 1
            here.usual_gp_days += now.day - r.usual_gp_since
    contacts, squares, largest = counts[CONTACTS], counts[SQUARES], counts[LARGEST]
    if contacts < least_contacts:
        return
    here.continuity_persons += 1
    here.upc_millionths += largest * MILLION // contacts
    here.coc_millionths += (squares - contacts) * MILLION // (contacts * (contacts - 1))
    pairs = np.int64(r.pairs_this_year) + np.int64(r.pairs_last_year)
    same = np.int64(r.same_this_year) + np.int64(r.same_last_year)
    if pairs > 0:
        here.secon_millionths += same * MILLION // pairs


@kernel
def turn_year(r):
    """Turn this year's counts of a resident into last year's."""
    r.pairs_last_year = r.pairs_this_year
    r.same_last_year = r.same_this_year
    r.usual_last_year = r.usual_this_year
    r.bed_days_last_year = r.bed_days_this_year
    r.pairs_this_year = 0
    r.same_this_year = 0
    r.usual_this_year = 0
    r.bed_days_this_year = 0
    r.dissatisfaction = 0


@kernel
def turn_ties(world):
    """Turn this year's counts of all ties into last year's."""
    for tie in range(world.now[0].ties):
        bond = world.ties[tie]
        bond.counted_last_year = bond.counted_this_year
        bond.counted_this_year = 0
        bond.all_this_year = 0


@kernel
def effective_clinicians(world):
    """Add the effective number of GPs met by each district's enrolled this year: exp of the entropy of contacts."""
    now = world.now[0]
    met = np.zeros((world.units.size, now.staff), np.int64)
    for row in range(now.residents):
        r = world.residents[row]
        tie = np.int64(r.first_tie) if r.enrolled == 1 else np.int64(-1)
        while tie >= 0:
            bond = world.ties[tie]
            if world.staff[bond.staff].role == GP or world.staff[bond.staff].role == TEAM_PHYSICIAN:
                met[r.unit, bond.staff] += bond.all_this_year
            tie = np.int64(bond.next)
    for unit in range(world.units.size):
        total = met[unit].sum()
        entropy = 0.0
        for staff_row in range(now.staff):
            if met[unit, staff_row] > 0:
                share = met[unit, staff_row] / total
                entropy -= share * math.log(share)
        if total > 0:
            world.unit_counts[now.period, unit].effective_clinicians_districts += 1
            world.unit_counts[now.period, unit].effective_clinicians_thousandths += np.int64(
                np.round(math.exp(entropy) * THOUSANDTHS)
            )
