"""Home nursing: rounds on the road graph from the district's base, with visits by named nurses.

Each due visit goes to the contact nurse if on duty with enough minutes, otherwise to the nurse with most minutes left.
Visits are made outward along the roads; a nurse's location is tracked, and the minutes of the way back to the base are
reserved.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.prefetch import AHEAD, ROWS_AHEAD
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, SATURDAY
from rural_abm.model.care.channels.joint_work import write_plan
from rural_abm.model.care.contacts import close_tasks, log_contact, travel_metres, travel_minutes
from rural_abm.model.care.needs.sorting import order_by_count
from rural_abm.model.care.records import BY_ROUND
from rural_abm.model.people.ahead import ask_for, ask_for_first, ask_for_ties
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.records import ALIVE, AT_HOME, CARE_LINE, ENROLLED, NEVER, SPECIAL_HOUSING
from rural_abm.model.staff.records import HOME_NURSE
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.bonds import knows, meet
from rural_abm.model.ties.records import HOME_VISIT
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link
from rural_abm.state.ledger import activity, cell

TIES_TO_FINDING = link("ties_to_finding")

FOUND_AT_VISIT = process("care.found_at_visit")
VISIT_INTERVAL = process("care.visit_interval")
HOME_NURSING = -1
DECLARATION = Declaration(
    fields=(
        Field("visit_day", "i4", "day", "day the next home-nursing visit is due", initial=NEVER),
        Field("contact_nurse", "i4", "row", "staff row of the named home-nursing nurse, -1 if none", initial=-1),
        Field("visit_count", "u4", "1", "home-nursing visits so far"),
        Field("visit_late", "i1", "flag", "the visit that is due has been postponed, and counted so", (0, 1)),
    ),
    counts=counted(
        ("home_nurse_visits", "visits", "visits by home-nursing nurses"),
        ("home_nurse_known", "visits", "of these by the contact nurse"),
        ("housing_visits", "visits", "visits by home-nursing nurses in special housing"),
        ("visits_due", "visits", "home-nursing visits that fell due to residents at home"),
        ("visits_put_off", "visits", "of these postponed to another day because no nurse had the minutes"),
        ("visits_shortened", "visits", "visits made that were shortened"),
    ),
    unit_counts=counted(
        ("nurse_visit_minutes", "minutes", "minutes of home-nursing nurses with patients"),
        ("nurse_travel_minutes", "minutes", "minutes home-nursing nurses travelled"),
        ("nurse_travel_metres", "metres", "metres home-nursing nurses drove"),
        ("nurse_record_minutes", "minutes", "minutes of documentation of home-nursing nurses"),
    ),
    activity=counted(
        ("staff_metres", "metres", "driven by home-nursing nurses"),
    ),
)


@kernel
def rounds(world, found):
    """Phase: make today's home-nursing visits in all districts; return the number of hidden declines found.

    `found` (int32, length of `due`) receives the rows of residents whose hidden decline a nurse found.
    """
    visits = outward(world, visits_due(world))
    ask_for_first(world, visits, CARE_LINE)
    for unit in range(world.units.size):
        base = world.units[unit].settlement
        for place in range(world.unit_states[unit].duty_count[HOME_NURSE]):
            world.staff[duty_row(world, world.unit_states[unit], HOME_NURSE, place)].settlement = base
    found_count = 0
    for place in range(visits.size):
        if place + ROWS_AHEAD < visits.size:
            ask_for(world, visits[place + ROWS_AHEAD], CARE_LINE)
        if place + AHEAD < visits.size:
            ask_for_ties(world, visits[place + AHEAD])
        if visit(world, visits[place]):
            found[found_count] = visits[place]
            found_count += 1
    return_to_base(world)
    return found_count


@kernel
def visits_due(world):
    """Return the rows of the enrolled to be visited today, in no order."""
    now = world.now[0]
    rows = np.empty(now.due_count, np.int64)
    count = 0
    for row in world.due[: now.due_count]:
        r = world.residents[row]
        if r.visit_day <= now.day and r.status == ALIVE and r.enrolled == ENROLLED:
            rows[count] = row
            count += 1
    return rows[:count]


@kernel
def outward(world, rows):
    """Return the resident rows in the order of visits: by district, travel from its base, settlement, then key."""
    places = np.empty(rows.size, np.int64)
    keys = np.empty(rows.size, np.uint64)
    order_of_settlements = world.outward_order
    settlements = order_of_settlements.shape[1]
    for place in range(rows.size):
        r = world.residents[rows[place]]
        places[place] = np.int64(r.unit) * settlements + order_of_settlements[r.unit, r.settlement]
        keys[place] = r.key
    return rows[order_by_count(places, order_of_settlements.size, keys, rows)]


@kernel
def visit(world, row):
    """Make or postpone one due visit; return True if the nurse found a hidden decline."""
    now = world.now[0]
    p = world.parameters[0]
    r = world.residents[row]
    if r.place_of_care != AT_HOME:
        r.visit_day = now.day + 1
        schedule(world, row)
        return False
    nurse = nurse_for(world, row)
    cell(world, row).visits_due += 1 - r.visit_late
    if nurse < 0:
        r.visit_day = now.day + 1
        schedule(world, row)
        cell(world, row).visits_put_off += 1 - r.visit_late
        r.visit_late = 1
        return False
    strength = knows(world, row, nurse)
    make_visit(world, row, nurse, strength)
    plan_visit(world, row)
    if r.open_need < 0 or r.found_day == NEVER:
        return False
    if now.cut[TIES_TO_FINDING]:
        strength = 0.0
    chance = p.found_by_unknown_nurse + (p.found_by_known_nurse - p.found_by_unknown_nurse) * strength
    return uniform(now.seed, FOUND_AT_VISIT, r.key, r.visit_count) <= chance


@kernel
def plan_visit(world, row):
    """Plan the next visit about an interval away; residents without daily visits are not visited at weekends."""
    now = world.now[0]
    r = world.residents[row]
    interval = DAYS_A_YEAR / max(r.visits_a_year, 1)
    spread = 2.0 * uniform(now.seed, VISIT_INTERVAL, r.key, r.visit_count)
    days = max(np.int64(1), np.int64(np.round(interval * spread)))
    weekday = (now.weekday + days) % DAYS_A_WEEK
    if weekday >= SATURDAY and r.visits_a_year < world.parameters[0].weekend_visits_from:
        days += DAYS_A_WEEK - weekday
    r.visit_day = now.day + days
    r.visit_count += 1
    r.visit_late = 0
    schedule(world, row)


@kernel
def visit_time(world, row, nurse):
    """Return the minutes of travel from the nurse's location (0 for nurse -1), of the visit, and of the way back."""
    p = world.parameters[0]
    r = world.residents[row]
    base = world.units[r.unit].settlement
    if r.dwelling == SPECIAL_HOUSING:
        return np.int64(0), np.int64(p.housing_visit_minutes), np.int64(0)
    there = way_there(world, row, nurse)
    back = np.int64(0) if r.settlement == base else travel_minutes(world, r.settlement, base)
    return there, np.int64(p.home_visit_minutes), back


@kernel
def nurse_for(world, row):
    """Return the contact nurse if she has the minutes, otherwise the nurse with most minutes left who has; -1 if none.

    The minutes must cover travel, a visit (shortened at worst), documentation and the way back to the base.
    """
    r = world.residents[row]
    u = world.unit_states[r.unit]
    p = world.parameters[0]
    _, minutes, back = visit_time(world, row, -1)
    least = np.int64(minutes * p.visit_shortened_share) + np.int64(p.documentation_minutes) + back
    contact = np.int64(r.contact_nurse)
    is_there = contact >= 0 and world.staff[contact].on_duty == 1 and world.staff[contact].unit == r.unit
    if is_there and world.staff[contact].work_minutes >= least + way_there(world, row, contact):
        return contact
    best = np.int64(-1)
    most = least - 1
    for place in range(u.duty_count[HOME_NURSE]):
        nurse = duty_row(world, u, HOME_NURSE, place)
        left = np.int64(world.staff[nurse].work_minutes)
        if left > most and left >= least + way_there(world, row, nurse):
            most = left
            best = nurse
    return best


@kernel
def way_there(world, row, nurse):
    """Return the minutes from the nurse's location to the resident; none inside special housing."""
    r = world.residents[row]
    if nurse < 0 or r.dwelling == SPECIAL_HOUSING:
        return np.int64(0)
    return travel_minutes(world, world.staff[nurse].settlement, r.settlement)


@kernel
def make_visit(world, row, nurse, strength):
    """Book the visit: minutes, kilometres, tie, discharge tasks, costs."""
    p = world.parameters[0]
    now = world.now[0]
    r = world.residents[row]
    s = world.staff[nurse]
    there, minutes, back = visit_time(world, row, nurse)
    minutes = np.int64(np.round(minutes * (1.0 - p.known_minutes_saved_share * strength)))
    paperwork = np.int64(p.documentation_minutes)
    here = cell(world, row)
    if s.work_minutes < there + minutes + paperwork + back:
        minutes = np.int64(minutes * p.visit_shortened_share)
        here.visits_shortened += 1
    metres = np.int64(0) if r.dwelling == SPECIAL_HOUSING else travel_metres(world, s.settlement, r.settlement)
    s.work_minutes -= there + minutes + paperwork
    s.home_month += minutes
    s.travel_month += there
    s.record_month += paperwork
    if r.dwelling != SPECIAL_HOUSING:
        s.settlement = r.settlement
    totals = world.unit_counts[now.period, r.unit]
    totals.nurse_visit_minutes += minutes
    totals.nurse_travel_minutes += there
    totals.nurse_travel_metres += metres
    totals.nurse_record_minutes += paperwork
    if r.dwelling == SPECIAL_HOUSING:
        here.housing_visits += 1
    else:
        here.home_nurse_visits += 1
        here.home_nurse_known += 1 if nurse == r.contact_nurse else 0
    activity(world, row).staff_metres += metres
    close_tasks(world, row, p.task_closed_by_nurse)
    meet(world, row, nurse, HOME_VISIT)
    name_contact_nurse(world, row, nurse)
    log_contact(world, 0, r.key, nurse, HOME_NURSING, BY_ROUND, HOME_VISIT, r.settlement, minutes, metres, 1)
    r.need_count += 1


@kernel
def name_contact_nurse(world, row, nurse):
    """Name the visiting nurse as contact nurse of a resident without one; she writes the plan where one is wanted.

    A nurse lent by the ward for the day does not become a contact nurse.
    """
    if world.residents[row].contact_nurse < 0 and world.staff[nurse].role == HOME_NURSE:
        world.residents[row].contact_nurse = nurse
        write_plan(world, row, nurse)


@kernel
def return_to_base(world):
    """Book the ways back to the base of all nurses who are out."""
    now = world.now[0]
    for unit in range(world.units.size):
        u = world.units[unit]
        state = world.unit_states[unit]
        for place in range(state.duty_count[HOME_NURSE]):
            s = world.staff[duty_row(world, state, HOME_NURSE, place)]
            if s.settlement == u.settlement:
                continue
            minutes = travel_minutes(world, s.settlement, u.settlement)
            metres = travel_metres(world, s.settlement, u.settlement)
            s.work_minutes = max(s.work_minutes - minutes, 0)
            s.travel_month += minutes
            world.unit_counts[now.period, unit].nurse_travel_minutes += minutes
            world.unit_counts[now.period, unit].nurse_travel_metres += metres
            world.activity[now.month, u.municipality].staff_metres += metres
            s.settlement = u.settlement
