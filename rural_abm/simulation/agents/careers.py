"""The careers of GPs and nurses: monthly decisions to stay or leave, and applications for vacant posts.

`staff_decides(model)` runs on the first day of a month, after the month's work load is known. In the warm-up no one
comes or goes. Whatever is decided for a person or post is drawn at the address (process, key, month): one month's
chance of a yearly hazard h is 1 - exp(-h / 12).
"""

import numpy as np

from rural_abm.engine.random_numbers import process, uniform_array
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.model.staff.decisions.attraction import rate_attractiveness
from rural_abm.model.staff.decisions.leaving import hazard, monthly_chance
from rural_abm.model.staff.decisions.load import IS_DOCTOR
from rural_abm.model.staff.decisions.managers import change_managers
from rural_abm.model.staff.decisions.situation import Person, note_first_month, read_situation
from rural_abm.model.staff.posts.nurses import exchange_staff, fill_nurse_post, nurse_filling
from rural_abm.model.staff.posts.supplements import pay_supplements
from rural_abm.model.staff.posts.training import finish_training, start_training
from rural_abm.model.staff.posts.turnover import depart, recruit, renew_pool, vacant_posts
from rural_abm.model.staff.posts.wards import roster_beds
from rural_abm.model.staff.records import DOCTORS
from rural_abm.simulation.extensions import is_overridden

LEAVING = process("staff.leaving")
FILLING = process("staff.filling")


def staff_decides(model):
    """Let managers and staff leave, finish and start training, fill posts, renew locums, trade nurse hours, open beds.

    This order holds; the beds that can be opened follow last.
    """
    world = model.world
    if world.now["reported_day"][0] >= 0:
        situation = read_situation(world)
        if is_first_month(world):
            note_first_month(world, situation.places)
            situation = situation._replace(first_contact=[place.contacts for place in situation.places])
        change_managers(world, situation)
        rate_attractiveness(world, situation)
        let_leave(model, situation)
        let_act(model, situation)
        finish_training(world, situation)
        fill_posts(world, situation)
        start_training(world, situation)
        renew_pool(world)
    exchange_staff(world)
    roster_beds(world)
    pay_supplements(world)


def is_first_month(world):
    """Return True in the first reported month."""
    return world.now["reported_day"][0] < DAYS_A_YEAR // MONTHS_A_YEAR


def let_leave(model, situation):
    """Let each permanent GP and nurse, in the order of their keys, retire on their day, leave, or stay.

    Chances are computed for all at once; only those who leave are asked for their reasons.
    """
    people = situation.people
    draws = uniform_array(situation.seed, LEAVING, people.key, situation.month)
    is_time = people.is_due_to_retire | (draws <= leaving_chances(model, situation))
    for row, draw in zip(people.row[is_time].tolist(), draws[is_time].tolist(), strict=True):
        reason = model.staff_agent(row).leaves(situation, draw)
        if reason is not None:
            is_retired, factors = reason
            depart(model.world, row, is_retired=is_retired, factors=factors)


def leaving_chances(model, situation):
    """Return each person's chance of leaving within the month, retirement apart."""
    people = situation.people
    found, is_doctor = np.empty(people.row.size), IS_DOCTOR[people.role]
    for chosen, kind in ((is_doctor, model.rules.kinds["GP"]), (~is_doctor, model.rules.kinds["Nurse"])):
        if is_overridden(kind, "leaving_hazard"):
            agents = map(model.staff_agent, people.row[chosen].tolist())
            hazards = np.array([float(agent.leaving_hazard(situation)) for agent in agents])
        else:
            hazards = hazard(kind.leaving_parts(situation, Person(*(column[chosen] for column in people))))
        found[chosen] = monthly_chance(hazards)
    return found


def let_act(model, situation):
    """Let the permanent GPs and nurses of own rules do what these say once a month, in the order of their keys."""
    own = tuple(kind for kind in map(model.rules.kinds.get, ("GP", "Nurse")) if is_overridden(kind, "every_month"))
    if not own:
        return
    for row in situation.people.row.tolist():
        agent = model.staff_agent(row)
        if isinstance(agent, own) and agent.is_active:
            agent.every_month(situation)


def fill_posts(world, situation):
    """Fill vacant posts, in the order of their keys, or let them wait: GP posts by the attractiveness of the unit."""
    rows, attractiveness = vacant_posts(world), world.unit_states["attractiveness"].tolist()
    keys, roles, units = (world.posts[name][rows] for name in ("key", "role", "unit"))
    draws = uniform_array(situation.seed, FILLING, keys, situation.month)
    for post, role, unit, draw in zip(rows.tolist(), roles.tolist(), units.tolist(), draws.tolist(), strict=True):
        if role in DOCTORS:
            if draw <= monthly_chance(situation.p.gp_filling_per_year * attractiveness[unit]):
                recruit(world, post)
            continue
        outside, inside = nurse_filling(situation, unit, role)
        if draw <= monthly_chance(outside + inside):
            fill_nurse_post(world, situation, post, inside / (outside + inside))
