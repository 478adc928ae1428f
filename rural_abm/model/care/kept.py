"""Minutes set aside for a lever in the morning: used in the day, returned to reception, or lost.

Four levers keep minutes: home-nursing half-days, channels, the bookable hour and the morning review of admissions. When
their time is over, part of the unused minutes returns to reception, and the rest is lost. For every lever, unit and
day: set aside = used + returned + lost.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.model.staff.records import GP
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.staff.working_time.gp_day import half_day_of_reception
from rural_abm.state.declarations import Declaration, counted


def _minutes_set_aside(name, meaning):
    """Return the columns of what is reserved for a lever: set aside, and what became of it."""
    ends = {"used": "used", "returned": "given back to reception and what goes with it", "lost": "of no more use"}
    rows = ((f"{name}_{end}", "minutes", f"of these {word}") for end, word in ends.items())
    return (name, "minutes", meaning), *rows


DECLARATION = Declaration(
    unit_counts=counted(
        *_minutes_set_aside("home_nursing_gp_minutes", "minutes of GPs set aside for home nursing"),
        *_minutes_set_aside("reserved_minutes", "minutes of GPs kept for channels"),
        *_minutes_set_aside("slot_minutes", "minutes of the daily bookable hour"),
        *_minutes_set_aside("watch_minutes", "minutes of the morning review of admissions"),
        ("interruption_minutes", "minutes", "reception minutes lost to calls outside kept time"),
    ),
)


@kernel
def count_kept(totals, s):
    """Count what a GP on duty has set aside today, by lever."""
    totals.home_nursing_gp_minutes += s.dedicated_minutes
    totals.reserved_minutes += s.reserved_minutes
    totals.slot_minutes += s.slot_minutes
    totals.watch_minutes += s.watch_minutes


@kernel
def give_back(world, s, unused, reception_share):
    """Return the useful part of a GP's unused minutes, rounded: (minutes returned, minutes lost).

    They are returned as they were taken: `reception_share` of them to reception, at the GP's productivity, the others
    to the associated work. A GP who works remotely today has their patients on video.
    """
    returned = np.int64(np.rint(unused * world.parameters[0].kept_returned_share))
    with_patients = np.int64(returned * reception_share * s.productivity)
    if s.present == 0:
        s.video_minutes += with_patients
    else:
        s.clinic_minutes += with_patients
        s.clinic_minutes_today += with_patients
    return returned, unused - returned


@kernel
def end_look(world, unit):
    """End the morning review when the day's patients have left the wards: its unused minutes go back."""
    u = world.unit_states[unit]
    totals = world.unit_counts[world.now[0].period, unit]
    for place in range(u.duty_count[GP]):
        s = world.staff[duty_row(world, u, GP, place)]
        returned, lost = give_back(world, s, np.int64(s.watch_minutes), s.kept_of_reception)
        totals.watch_minutes_returned += returned
        totals.watch_minutes_lost += lost
        s.watch_minutes = 0


@kernel
def end_kept_time(world, unit):
    """End the day's kept time: unused minutes of half-days, channels and the bookable hour go back."""
    u, p = world.unit_states[unit], world.parameters[0]
    totals = world.unit_counts[world.now[0].period, unit]
    for place in range(u.duty_count[GP]):
        s = world.staff[duty_row(world, u, GP, place)]
        returned, lost = give_back(world, s, np.int64(s.dedicated_minutes), half_day_of_reception(p))
        totals.home_nursing_gp_minutes_returned += returned
        totals.home_nursing_gp_minutes_lost += lost
        returned, lost = give_back(world, s, np.int64(s.reserved_minutes), s.kept_of_reception)
        totals.reserved_minutes_returned += returned
        totals.reserved_minutes_lost += lost
        returned, lost = give_back(world, s, np.int64(s.slot_minutes), s.kept_of_reception)
        totals.slot_minutes_returned += returned
        totals.slot_minutes_lost += lost
        s.dedicated_minutes = s.reserved_minutes = s.slot_minutes = 0


@kernel
def interrupt(world, staff_row):
    """Interrupt reception by a call outside kept time: the GP who answers loses minutes of it."""
    s = world.staff[staff_row]
    lost = min(np.int64(world.parameters[0].call_interruption_minutes), np.int64(s.clinic_minutes))
    s.clinic_minutes -= lost
    s.friction_month += lost
    world.unit_counts[world.now[0].period, s.unit].interruption_minutes += lost


@kernel
def look_at_admitted(world, unit, usual):
    """Take the minutes of one admitted patient out of the morning review; return True if a GP had them.

    The usual GP's minutes go first, then those of the GP with most left.
    """
    u = world.unit_states[unit]
    wanted = np.int64(world.parameters[0].watch_minutes_per_patient)
    best, most = np.int64(-1), wanted - 1
    for place in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, place)
        left = np.int64(world.staff[gp].watch_minutes)
        if left >= wanted and gp == usual:
            best = gp
            break
        if left > most:
            best, most = gp, left
    if best < 0:
        return False
    world.staff[best].watch_minutes -= wanted
    world.staff[best].ward_month += wanted
    world.unit_counts[world.now[0].period, unit].watch_minutes_used += wanted
    return True
