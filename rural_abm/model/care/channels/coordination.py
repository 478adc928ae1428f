"""Requests of the enrolled besides acute help: coordination events and reviews, the nurse's minutes, friction."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY
from rural_abm.model.care.channels.channels import BED_WANTED, BOOKED, SOLVED, ask_channels, chance_to_resolve
from rural_abm.model.care.channels.friction import ask_contact_nurse, lose_to_friction
from rural_abm.model.care.channels.joint_work import in_the_corridor, write_plan
from rural_abm.model.care.contacts import doctor_contact, most_free
from rural_abm.model.care.needs.needs import answer_request, ask_later, end_need, give_up_request
from rural_abm.model.care.records import BY_HOUSING_ROUND, GIVEN_UP, RESOLVE_HOME_VISIT, RESOLVED
from rural_abm.model.people.records import SPECIAL_HOUSING, TASKS
from rural_abm.model.staff.records import GP, HOME_NURSE
from rural_abm.model.staff.working_time.duty import duty_row
from rural_abm.model.ties.bonds import knows
from rural_abm.model.ties.colleagues import work_together
from rural_abm.model.ties.records import HOME_VISIT, JOINT_VISIT
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_GIVEN_UP, cell, log_event

DOCTOR_WANTED = process("care.doctor_wanted")
HOUSING_ROUND = process("care.housing_round")
MANY_MINUTES = DAYS_A_YEAR * MINUTES_A_DAY
DECLARATION = Declaration(
    counts=counted(
        ("coordination_returned", "events", "unresolved events that came back"),
        ("reviews", "reviews", "planned medical reviews done"),
        ("reviews_overdue", "reviews", "planned medical reviews that were not done in time"),
    ),
)


@kernel
def district_nurse(world, row):
    """Return the contact nurse if on duty, otherwise the home-nursing nurse with most minutes left; -1 if none."""
    r = world.residents[row]
    if r.contact_nurse >= 0 and world.staff[r.contact_nurse].on_duty == 1:
        return np.int64(r.contact_nurse)
    return most_free(world, r.unit, HOME_NURSE, -MANY_MINUTES, 1)


@kernel
def coordinate(world, need_row):
    """Handle a coordination event of an enrolled resident: the nurse's minutes, a physician where one is needed.

    Friction is the sum of these minutes. What is not resolved comes back until the tolerance is over.
    """
    need = world.needs[need_row]
    p = world.parameters[0]
    row = np.int64(need.resident)
    nurse = district_nurse(world, row)
    if nurse < 0:
        come_back(world, need_row)
        return
    lose_to_friction(world, need.unit, nurse, np.int64(p.coordination_minutes))
    wants_doctor = uniform(world.now[0].seed, DOCTOR_WANTED, need.key, 0) <= p.coordination_doctor_share
    if not wants_doctor:
        settled = ask_contact_nurse(world, need_row, nurse)
        need.attempts += 1
        if settled:
            end_need(world, need_row, RESOLVED)
        else:
            come_back(world, need_row)
        return
    if in_the_corridor(world, need_row, nurse):
        end_need(world, need_row, RESOLVED)
        return
    need.requested = 1
    outcome = SOLVED if met_on_housing_round(world, need_row, nurse) else ask_channels(world, need_row, nurse)
    need.attempts += 1
    if outcome == SOLVED or outcome == BED_WANTED:
        end_need(world, need_row, RESOLVED)
    elif outcome != BOOKED:
        come_back(world, need_row)


@kernel
def met_on_housing_round(world, need_row, nurse):
    """Settle a need in special housing by a GP's agreed hours, in person, if minutes of them are left."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    p = world.parameters[0]
    u = world.unit_states[need.unit]
    minutes = np.int64(p.housing_contact_minutes)
    if world.residents[row].dwelling != SPECIAL_HOUSING or u.housing_minutes_left < minutes:
        return False
    for place in range(u.duty_count[GP]):
        gp = duty_row(world, u, GP, place)
        s = world.staff[gp]
        if s.present == 0 or s.call_minutes < minutes:
            continue
        s.call_minutes -= minutes
        s.home_month += minutes
        u.housing_minutes_left -= minutes
        chance = chance_to_resolve(world, need_row, RESOLVE_HOME_VISIT, knows(world, row, gp), 1.0)
        settled = uniform(world.now[0].seed, HOUSING_ROUND, need.key, need.attempts) <= chance
        answer_request(world, need_row, np.int64(need.minute))
        result = 1 if settled else 0
        doctor_contact(world, row, gp, HOME_VISIT, need.minute, minutes, 0, need.what, BY_HOUSING_ROUND, result)
        work_together(world, np.int64(need.unit), gp, nurse, JOINT_VISIT)
        return settled
    return False


@kernel
def come_back(world, need_row):
    """Bring an unresolved coordination event back the next day; past its tolerance it is given up, unmet."""
    need = world.needs[need_row]
    row = np.int64(need.resident)
    here = cell(world, row)
    if world.now[0].day < need.due_day:
        here.coordination_returned += 1
        ask_later(world, need_row, 1)
        return
    here.given_up += 1
    give_up_request(world, need_row)
    r = world.residents[row]
    # What could not be settled stays an open task in the patient's plan.
    r.open_tasks = min(r.open_tasks + 1, TASKS)
    log_event(world, need.minute, r.key, EV_GIVEN_UP, need.what, need.settlement, 0)
    end_need(world, need_row, GIVEN_UP)


@kernel
def review(world, need_row):
    """Handle a planned medical review of an enrolled resident: any physician's answer counts.

    Past the window it is overdue.

    As it is planned, it is not among the requests for a physician.
    """
    need = world.needs[need_row]
    row = np.int64(need.resident)
    nurse = district_nurse(world, row)
    met = met_on_housing_round(world, need_row, nurse)
    outcome = SOLVED if met else ask_channels(world, need_row, nurse)
    need.attempts += 1
    if outcome == SOLVED or outcome == BED_WANTED:
        write_plan(world, row, nurse)
        cell(world, row).reviews += 1
        world.residents[row].medicine_review_day = world.now[0].day
        end_need(world, need_row, RESOLVED)
    elif outcome == BOOKED:
        return
    elif world.now[0].day < need.due_day:
        ask_later(world, need_row, np.int64(world.parameters[0].review_retry_days))
    else:
        cell(world, row).reviews_overdue += 1
        cell(world, row).given_up += 1
        end_need(world, need_row, GIVEN_UP)
