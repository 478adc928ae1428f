"""Work load: what each person worked last month against what the month held, smoothed into strain."""

import numpy as np

from rural_abm.staff.records import DOCTORS, EMPLOYED, GP
from rural_abm.units import THOUSANDTHS

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


def close_month(world):
    """Bring the strain of everyone who was on duty up to date, count GP-months of strain, begin the month's counters
    anew.

    Load is the minutes worked over the part of the minutes on duty that is meant for patients
    (`patient_share_of_duty_gp`, `_nurse`); strain is k x strain + (1 - k) x load.
    """
    p, now = world.parameters[0], world.now[0]
    staff = np.asarray(world.staff)[: now.staff]
    worked = sum(staff[name].astype(float) for name in WORKED)
    share = np.where(np.isin(staff["role"], DOCTORS), p.patient_share_of_duty_gp, p.patient_share_of_duty_nurse)
    on_duty = (staff["status"] == EMPLOYED) & (staff["capacity_month"] > 0)
    load = np.divide(worked, share * staff["capacity_month"], out=np.ones(staff.size), where=on_duty)
    kept = p.strain_kept_share_a_month
    staff["strain"] = np.where(on_duty, kept * staff["strain"] + (1.0 - kept) * load, staff["strain"])
    gps = on_duty & (staff["role"] == GP)
    counts = np.asarray(world.unit_counts)[now.period]
    size = world.units.size
    strained = np.rint(staff["strain"][gps] * THOUSANDTHS).astype(int)
    np.add.at(counts["strain_thousandths"], staff["unit"][gps], strained)
    counts["strain_months"] += np.bincount(staff["unit"][gps], minlength=size)
    for name in COUNTERS:
        staff[name] = 0
