"""Worlds in which nothing happens but waiting: for a GP in the queue of reception, and for a bed.

Here people come and GPs get their minutes back; who is served when and by whom, and who gets which bed, is decided by
the kernels of the model.
"""

import numpy as np
from worlds import queue_rows

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine
from rural_abm.model.care.acute.emergency import seek_bed
from rural_abm.model.care.beds.stays import leave_wards
from rural_abm.model.care.day import late_reception, planned_reception
from rural_abm.model.care.needs.needs import open_need, recycle_needs
from rural_abm.model.care.primary.reception import join_queue, reception
from rural_abm.model.care.records import CLOSED, COMPLAINT, EPISODE
from rural_abm.model.people.calendar import link_all
from rural_abm.model.people.records import AT_HOME, MODERATE_EPISODE, OTHER_ILLNESS
from rural_abm.model.staff.records import EMPLOYED, GP

# Residents who come, the unit they come to, the hospital's ward and the one behind it, and days without end.
PEOPLE, UNIT, HOSPITAL, UMEA, LONG = 384, 1, 9, 10, 10**9


def with_gps(world, gps, minutes):
    """Put GPs on duty at the unit, each with the minutes and the usual GP of as many residents; no referrals."""
    now, unit = world.now[0], world.unit_states[UNIT]
    now.workday = 1
    world.parameters[0].referral_share = 0
    for row in range(gps):
        gp = world.staff[row]
        gp.unit, gp.role, gp.status, gp.on_duty = UNIT, GP, EMPLOYED, 1
        gp.clinic_minutes = gp.clinic_minutes_today = minutes
        world.duty[row] = row
    unit.duty_count[GP], unit.duty_first[GP] = gps, 0
    world.residents["usual_gp"][:PEOPLE] = np.arange(PEOPLE) % gps


def total(world, *names):
    """Sums of columns of the ledger, in the order of the names."""
    return np.array([world.counts[name].sum() for name in names])


def waiting_now(world):
    """Sum over those in the queue of the evenings they have waited so far."""
    rows = queue_rows(world, UNIT)
    return int((world.now[0].day - world.needs["opened_day"][rows] + 1).sum())


@kernel
def run_ticks(world, first, ticks, people, what, tally):
    """A tick a world day: -1 is an arrival, i the end of GP i's visit.

    Adds to `tally`: arrivals; those who waited; people in the queue; busy GPs; times the first in the queue was passed
    over; times a GP was idle beside a queue.
    """
    now = world.now[0]
    u = world.unit_states[UNIT]
    for place in range(ticks.size):
        now.day = first + place
        came = np.int64(-1)
        if ticks[place] < 0:
            r = world.residents[people[place]]
            came = open_need(world, people[place], combine(r.key, now.day), what, 0, 0, UNIT, r.settlement, 0)
            join_queue(world, came, LONG)
        else:
            gp = world.staff[world.duty[ticks[place]]]
            gp.clinic_minutes = gp.clinic_minutes_today
        before = u.queue_length
        head = np.int64(u.queue_first)
        reception(world, 0.0)
        free = 0
        for gp_place in range(u.duty_count[GP]):
            gp = world.staff[world.duty[gp_place]]
            # A visit to a known GP leaves minutes over, but never enough for another.
            free += gp.clinic_minutes == gp.clinic_minutes_today
        tally[0] += came >= 0
        tally[1] += came >= 0 and world.needs[came].state != CLOSED
        tally[2] += u.queue_length
        tally[3] += u.duty_count[GP] - free
        tally[4] += u.queue_length < before and world.needs[head].state != CLOSED
        tally[5] += u.queue_length > 0 and free > 0
        recycle_needs(world)


@kernel
def run_days(world, first, arrivals, people, patience):
    """Real days of reception: people come, then the morning's pass and the late one; sum of the evenings' queues."""
    now = world.now[0]
    u = world.unit_states[UNIT]
    came = 0
    evenings = 0
    for place in range(arrivals.size):
        now.day = first + place
        for gp_place in range(u.duty_count[GP]):
            gp = world.staff[world.duty[gp_place]]
            gp.clinic_minutes = gp.clinic_minutes_today
        for _ in range(arrivals[place]):
            r = world.residents[people[came]]
            key = combine(r.key, LONG + first + came)
            need = open_need(world, people[came], key, COMPLAINT, 0, 0, UNIT, r.settlement, 0)
            join_queue(world, need, patience)
            came += 1
        planned_reception(world)
        late_reception(world)
        recycle_needs(world)
        evenings += u.queue_length
    return evenings


def with_beds(world, near, away, mean_stay):
    """Open beds near home and in the hospital; everybody who asks wants one, and all wards keep patients equally."""
    p = world.parameters[0]
    world.levers[UNIT].opening_hours_emergency_room = 2
    for ward, beds in ((UNIT, near), (HOSPITAL, away), (UMEA, 0)):
        world.wards[ward].places = world.wards[ward].open_places = beds
        world.wards[ward].occupied = 0
    p.keep[:] = 1 - 1e-12
    p.cottage_admits_moderate_share = p.hospital_admits_moderate_share = 1
    p.transfer_to_hospital_share = p.return_transfer_share = p.ready_wait_share = 0
    p.cottage_stay_days = p.hospital_stay_days = mean_stay
    # In the warm-up no stay makes anybody frailer.
    world.now[0].reported_day = -1
    return p.stay_ratio


@kernel
def run_beds(world, days, people, states, seen, got):
    """Patients ask for a bed on the days given: what each finds occupied (three wards) and gets; most beds in use."""
    now = world.now[0]
    most = np.zeros(2, np.int64)
    for place in range(days.size):
        while now.due_first > 0:
            first = world.residents[world.due[0]].leave_day
            for other in range(now.due_first):
                first = min(first, world.residents[world.due[other]].leave_day)
            if first > days[place]:
                break
            now.day = first
            leave_wards(world)
            kept = 0
            for other in range(now.due_first):
                if world.residents[world.due[other]].place_of_care != AT_HOME:
                    world.due[kept] = world.due[other]
                    kept += 1
            now.due_first = kept
        now.day, now.changes = days[place], 0
        row = people[place]
        while world.residents[row].place_of_care != AT_HOME:
            row = (row + 1) % PEOPLE
        r = world.residents[row]
        r.frailty = states[place]
        seen[place, 0] = world.wards[UNIT].occupied
        seen[place, 1] = world.wards[HOSPITAL].occupied
        seen[place, 2] = world.wards[UMEA].occupied
        key = combine(r.key, LONG + days[place])
        seek_bed(world, open_need(world, row, key, EPISODE, OTHER_ILLNESS, MODERATE_EPISODE, UNIT, r.settlement, 0))
        got[place] = r.ward
        world.due[now.due_first] = row
        now.due_first += 1
        most[0] = max(most[0], world.wards[UNIT].occupied)
        most[1] = max(most[1], world.wards[HOSPITAL].occupied)
        recycle_needs(world)
        if place % PEOPLE == 0:
            link_all(world)
    return most
