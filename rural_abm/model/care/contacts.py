"""Contacts: the time, effects and cost of a meeting of a resident (or visitor) with a clinician."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.records import CONTACTS_FULL, Field
from rural_abm.engine.units import HUNDREDTHS, MINUTES_AN_HOUR
from rural_abm.model.care.needs.aftermath import is_followed
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.bonds import meet
from rural_abm.model.ties.records import CLINIC, HOME_VISIT, PHONE, VIDEO, WARD
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link
from rural_abm.state.ledger import activity, cell
from rural_abm.state.world import METRES

TIES_TO_ENCOUNTERS = link("ties_to_encounters")

TASK_CLOSED = process("care.task_closed")
PRESCRIBED = process("care.prescribed")
# How far the numbers of the draws of two needs lie apart: at least as far as a resident can have tasks.
DRAWS_A_NEED = 8
DECLARATION = Declaration(
    fields=(
        Field("region_cost_ore", "i8", "ore", "modelled cost to the region this year, for the concentration of use"),
    ),
    counts=counted(
        ("gp_visits", "visits", "visits to GPs at the centre"),
        ("gp_visits_usual", "visits", "of these to the usual GP"),
        ("gp_home_visits", "visits", "home visits by GPs"),
        ("gp_video", "contacts", "video contacts with GPs"),
        ("gp_phone", "contacts", "telephone contacts with or about the patient"),
        ("patient_metres", "metres", "driven by patients"),
        ("patient_minutes", "minutes", "travelled by patients"),
        ("region_cost_ore", "ore", "modelled region-paid cost of the residents"),
    ),
    activity=counted(
        ("patient_metres", "metres", "patients' planned and acute travel by car, taxi or bus"),
        ("gp_metres", "metres", "driven by GPs and advanced nurses"),
        ("gp_fees", "visits", "visits with a patient fee to a doctor"),
        ("remote_fees", "visits", "remote visits with a patient fee"),
        ("prescriptions", "contacts", "GP contacts that lead to medicines"),
        ("relative_hours", "hours (hundredths)", "hours of relatives who drive or sit with the patient"),
    ),
)


@kernel
def travel_minutes(world, start, goal):
    """Return one-way minutes on today's roads, at least the local minutes within a settlement."""
    minutes = world.travel[world.now[0].winter, start, goal]
    return max(np.int64(minutes), np.int64(world.parameters[0].local_travel_minutes))


@kernel
def travel_metres(world, start, goal):
    """Return one-way metres by road, at least the local metres within a settlement."""
    return max(np.int64(world.travel[METRES, start, goal]), np.int64(world.parameters[0].local_travel_metres))


@kernel
def known_minutes(world, minutes, strength):
    """Return the minutes of a contact with a clinician who knows the patient with that strength, at most `minutes`."""
    if world.now[0].cut[TIES_TO_ENCOUNTERS]:
        return np.int64(minutes)
    saved = world.parameters[0].known_minutes_saved_share * strength
    return min(np.int64(np.round(minutes * (1.0 - saved))), np.int64(minutes))


@kernel
def log_contact(world, minute, person, staff_row, what, channel, mode, place, minutes, metres, resolved):
    """Append to the contact register when it is on."""
    now = world.now[0]
    if now.register == 0:
        return
    if now.contacts >= world.contacts.size:
        now.overflow = CONTACTS_FULL
        return
    entry = world.contacts[now.contacts]
    entry.day = now.day
    entry.minute = minute
    entry.person = person
    entry.staff = world.staff[staff_row].number if staff_row >= 0 else -1
    entry.kind = what
    entry.channel = channel
    entry.mode = mode
    entry.place = place
    entry.minutes = minutes
    entry.metres = metres
    entry.result = resolved
    now.contacts += 1


@kernel
def spend(world, row, ore):
    """Add to the resident's modelled region-paid cost, for the concentration of use."""
    world.residents[row].region_cost_ore += np.int64(ore)


@kernel
def patient_trip(world, row, goal):
    """Book a return trip of a resident to a settlement: metres, minutes, a relative's hours for the frail."""
    r = world.residents[row]
    metres = 2 * travel_metres(world, r.settlement, goal)
    minutes = 2 * travel_minutes(world, r.settlement, goal)
    here = cell(world, row)
    here.patient_metres += metres
    here.patient_minutes += minutes
    activity(world, row).patient_metres += metres
    if r.frailty >= 2:
        activity(world, row).relative_hours += minutes * HUNDREDTHS // MINUTES_AN_HOUR
    return metres


@kernel
def doctor_contact(world, row, staff_row, mode, minute, minutes, metres, what, channel, resolved):
    """Book a contact of a resident with a GP in all tables: ledger, tie, register, fees, medicines, discharge tasks."""
    r = world.residents[row]
    here = cell(world, row)
    p = world.parameters[0]
    spent = activity(world, row)
    usual = 1 if r.usual_gp == staff_row else 0
    if mode == CLINIC:
        here.gp_visits += 1
        here.gp_visits_usual += usual
        spent.gp_fees += 1
        spend(world, row, p.price_gp_visit)
    elif mode == HOME_VISIT:
        here.gp_home_visits += 1
        spent.gp_fees += 1
        spent.gp_metres += metres
        spend(world, row, p.price_gp_home_visit)
    elif mode == VIDEO:
        here.gp_video += 1
        spent.remote_fees += 1
        spend(world, row, p.price_gp_video)
    elif mode == PHONE:
        here.gp_phone += 1
        spend(world, row, p.price_gp_phone)
    number = np.uint64(r.need_count)
    if uniform(world.now[0].seed, PRESCRIBED, r.key, number) <= p.contact_prescribes_share:
        spent.prescriptions += 1
    meet(world, row, staff_row, mode)
    close_tasks(world, row, p.task_closed_by_doctor)
    place = world.units[r.unit].settlement if mode == CLINIC or mode == WARD else r.settlement
    log_contact(world, minute, r.key, staff_row, what, channel, mode, place, minutes, metres, resolved)
    r.need_count += 1


@kernel
def close_tasks(world, row, chance):
    """Close open tasks, each with the chance of someone with information and minutes; the discharge's first."""
    r = world.residents[row]
    shared = world.levers[r.unit].co_location_shared_record
    of_discharge = r.discharge_tasks_open if is_followed(world, row) else 0
    if world.levers[r.unit].co_location_rehabilitation == 1:
        chance = chance + (1.0 - chance) * world.parameters[0].rehabilitation_helps
    if shared == 1:
        chance = chance + (1.0 - chance) * world.parameters[0].shared_record_helps
    for task in range(r.open_tasks):
        number = np.uint64(r.need_count) * np.uint64(DRAWS_A_NEED) + np.uint64(task)
        if uniform(world.now[0].seed, TASK_CLOSED, r.key, number) <= chance:
            r.open_tasks -= 1
            r.discharge_tasks_open -= 1 if task < of_discharge else 0


@kernel
def most_free(world, unit, role, minutes, pool):
    """Return the clinician of the role on duty at the unit with most minutes left in a pool, or -1.

    Pools: 0 clinic, 1 work; at least `minutes` must be left. Equal minutes: the first in key order.
    """
    u = world.unit_states[unit]
    best = np.int64(-1)
    most = np.int64(minutes) - 1
    for place in range(u.duty_count[role]):
        row = duty_row(world, u, role, place)
        s = world.staff[row]
        left = np.int64(s.clinic_minutes) if pool == 0 else np.int64(s.work_minutes)
        if left > most:
            most = left
            best = row
    return best
