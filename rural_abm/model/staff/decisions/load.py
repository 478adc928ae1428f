"""Work load: the minutes each person worked last month over those available, smoothed into strain."""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR, THOUSANDTHS
from rural_abm.model.staff.records import (
    AMBULANCE_NURSE,
    DOCTORS,
    EMPLOYED,
    EMPLOYMENTS,
    GP,
    LOCUM,
    PERMANENT,
    ROLES,
    ROTATING,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.state.declarations import Declaration, counted

WORKED = (
    "clinic_month",
    "home_month",
    "call_month",
    "ward_month",
    "night_month",
    "travel_month",
    "friction_month",
    "record_month",
)
COUNTERS = (*WORKED, "capacity_month", "duties_this_month")
READ = ("status", "role", "unit", "employment", "capacity_month", "duties_this_month", "strain", "nights_share")
# Employments whose strain is counted together, by how the ledger's columns begin: who comes for some weeks brings no
# strain along, and trainees are not on duty full time.
STRAIN_OF = {
    prefix: np.isin(np.arange(len(EMPLOYMENTS)), employments)
    for prefix, employments in {"": (PERMANENT, ROTATING), "locum_": (LOCUM,), "trainee_": (TRAINEE,)}.items()
}
# Nurses whose work is shifts, not minutes of patients: those who stay carry a part of the vacant posts.
SHIFT_ROLES = (WARD_NURSE, AMBULANCE_NURSE)
IS_DOCTOR, IS_SHIFT = (np.isin(np.arange(len(ROLES)), roles) for roles in (DOCTORS, SHIFT_ROLES))  # by role
DECLARATION = Declaration(
    unit_counts=counted(
        ("strain_thousandths", "1e-3", "sum over months of permanent GPs of strain"),
        ("strain_months", "GP-months", "months of permanent GPs of the strain"),
        ("locum_strain_thousandths", "1e-3", "sum over months of locums of strain"),
        ("locum_strain_months", "GP-months", "months of locums of the strain"),
        ("trainee_strain_thousandths", "1e-3", "sum over months of trainees of strain"),
        ("trainee_strain_months", "GP-months", "months of trainees of the strain"),
        ("trainee_months", "person-months", "months of trainees in general practice"),
    ),
)


def close_month(world):
    """Update strain and nights of everyone on duty, count GP-months of strain and trainee months, reset the counters.

    Load is the minutes worked over the part of the minutes on duty meant for patients (`patient_share_of_duty_gp`,
    `_nurse`), for ward and ambulance nurses the posts they carry; strain is k x strain + (1 - k) x load. GP-months are
    counted by employment.
    """
    p, now = world.parameters[0], world.now[0]
    staff = world.staff[: now.staff]
    has_worked = (staff["capacity_month"] > 0) | (staff["duties_this_month"] > 0) | (staff["night_month"] > 0)
    rows = np.flatnonzero((staff["status"] == EMPLOYED) | has_worked)
    crew = {name: staff[name][rows] for name in (*WORKED, *READ)}
    load = load_of(world, p, crew)
    is_here, is_gp = crew["status"] == EMPLOYED, crew["role"] == GP
    on_duty = is_here & (crew["capacity_month"] > 0)
    kept = p.strain_kept_share_a_month
    strain = np.where(on_duty, kept * crew["strain"] + (1.0 - kept) * load, crew["strain"])
    kept = p.on_call_kept_share_a_month
    nights = crew["duties_this_month"] / (DAYS_A_YEAR / MONTHS_A_YEAR)
    staff["strain"][rows] = strain
    staff["nights_share"][rows] = kept * crew["nights_share"] + (1.0 - kept) * np.minimum(nights, 1.0)
    for prefix, is_of in STRAIN_OF.items():
        gps = on_duty & is_gp & is_of[crew["employment"]]
        count_strain(world, prefix, crew["unit"][gps], strain[gps])
    count_trainees(world, crew["unit"][is_here & (crew["employment"] == TRAINEE)])
    for name in COUNTERS:
        staff[name][rows] = 0


def load_of(world, p, crew):
    """Return the work load of each of the crew (columns by name); 1 for those without a minute on duty."""
    worked = sum(crew[name].astype(float) for name in WORKED)
    role, capacity = crew["role"], crew["capacity_month"]
    share = np.where(IS_DOCTOR[role], p.patient_share_of_duty_gp, p.patient_share_of_duty_nurse)
    load = np.divide(worked, share * capacity, out=np.ones(role.size), where=capacity > 0)
    return np.where(IS_SHIFT[role], carried_load(world, p)[crew["unit"], role], load)


def carried_load(world, p):
    """Return 1 + the carried part of vacant over held posts [units, roles]; 1 where no one is there to carry it."""
    posts = world.posts[: world.now["posts"][0]]
    active = np.flatnonzero(posts["active"] == 1)
    cell, cells = posts["unit"][active].astype(int) * len(ROLES) + posts["role"][active], world.units.size * len(ROLES)
    exist, held = np.bincount(cell, minlength=cells), np.bincount(cell, posts["holder"][active] >= 0, cells)
    vacant = np.divide(exist - held, held, out=np.zeros(cells), where=held > 0)
    return (1.0 + p.vacancy_carried_share * vacant).reshape(world.units.size, len(ROLES))


def count_strain(world, prefix, units, strain):
    """Add GP-months of strain to the ledger columns of a kind of employment; units and strain by person."""
    counts, size = world.unit_counts[world.now["period"][0]], world.units.size
    np.add.at(counts[f"{prefix}strain_thousandths"], units, np.rint(strain * THOUSANDTHS).astype(int))
    counts[f"{prefix}strain_months"] += np.bincount(units, minlength=size)


def count_trainees(world, units):
    """Add months of trainees to the ledger; units by person."""
    world.unit_counts[world.now["period"][0]]["trainee_months"] += np.bincount(units, minlength=world.units.size)
