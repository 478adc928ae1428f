"""Specialist training in general practice: who begins, who supervises, who stays.

A trainee begins where an applicant, a post and a supervisor exist. The time of the permanent GPs for supervision is set
in `staff.time_aside`.
"""

import numpy as np

from rural_abm.engine.random_numbers import process
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.staff.decisions.leaving import monthly_chance
from rural_abm.model.staff.persons import TRAINEE_KEY, add_person, draw, key_of, next_row
from rural_abm.model.staff.posts.turnover import appoint, depart, employed, vacant_posts
from rural_abm.model.staff.records import GP, TRAINEE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link

SUPERVISION_TO_TRAINEES = link("supervision_to_trainees")

NEW_TRAINEE = process("staff.new_trainee")
TRAINEE_STAYS = process("staff.trainee_stays")
DECLARATION = Declaration(
    unit_counts=counted(
        ("trainees_started", "persons", "trainees who began"),
        ("trainees_finished", "persons", "trainees who became specialists"),
        ("trainees_stayed", "persons", "of these who took a GP post in the area"),
    ),
)


def start_training(world, situation):
    """Start new trainees: at most one applicant per unit and month, where post and supervisor are free."""
    share = posts_share(world, situation)
    for unit in range(len(situation.places)):
        if not has_room_for_trainee(world, situation, unit):
            continue
        rate = situation.p.trainee_applicants_a_year * share[unit] * float(world.unit_states["attractiveness"][unit])
        key = key_of(TRAINEE_KEY, unit, situation.month)
        if draw(situation.seed, NEW_TRAINEE, key) <= monthly_chance(rate):
            begin_training(world, unit, key)


def has_room_for_trainee(world, situation, unit):
    """Return True if the unit has a post for one more trainee and permanent GPs who can supervise one more."""
    place = situation.places[unit]
    if place.trainees >= world.levers["st_posts_posts"][unit]:
        return False
    if situation.cut[SUPERVISION_TO_TRAINEES]:
        return True
    return place.trainees + 1 <= supervised_at_most(situation.p, world, place, unit)


def supervised_at_most(p, world, place, unit):
    """Return the number of trainees that the permanent GPs can supervise.

    It depends on what one GP can supervise and on the half-days each can give; it is lower where less is set aside than
    a trainee needs.
    """
    half_days = float(world.levers["supervision_half_days_half_days_a_week"][unit])
    if half_days == 0.0:
        return 0.0
    for_each_gp = min(p.trainees_a_supervisor, p.supervisor_half_days_at_most / half_days)
    return place.permanents * for_each_gp * min(half_days / p.trainee_least_half_days, 1.0)


def posts_share(world, situation):
    """Return the GP posts of each unit over those of the region's units (list)."""
    in_region = world.units["in_region"] == 1
    total = max(np.array(situation.gp_posts)[in_region].sum(), 1.0)
    return [posts / total for posts in situation.gp_posts]


def begin_training(world, unit, key):
    """Start a new trainee at the unit."""
    row, now = next_row(world), world.now[0]
    if row < 0:
        return
    add_person(
        world.staff, row, now.seed, world.parameters, key=key, role=GP, employment=TRAINEE, unit=unit, post=-1,
        day=now.day, full_time=1.0,
    )  # fmt: skip
    world.staff["trained_here"][row] = 1
    world.unit_counts[now.period, unit].trainees_started += 1


def finish_training(world, situation):
    """Let trainees whose years are over stay, if they want to and a post is vacant (own unit first), or leave."""
    staff = world.staff
    for row in employed(world, TRAINEE):
        if situation.day - staff["first_day"][row] < situation.p.trainee_years * DAYS_A_YEAR:
            continue
        unit = int(staff["unit"][row])
        counts = world.unit_counts[world.now["period"][0], unit]
        counts.trainees_finished += 1
        post = post_for_specialist(world, unit)
        if post >= 0 and draw(situation.seed, TRAINEE_STAYS, staff["key"][row]) <= staying_chance(
            world, situation, int(world.posts["unit"][post])
        ):
            counts.trainees_stayed += 1
            appoint(world, post, int(row))
        else:
            depart(world, int(row))


def staying_chance(world, situation, unit):
    """Return the chance that a new specialist wants to stay at the unit: odds by its attractiveness and supervision."""
    p, u = situation.p, world.unit_states[unit]
    levers = world.levers[unit]
    odds = p.trainee_staying_odds * float(u.attractiveness) / p.trainee_staying_usual_attraction
    odds *= p.trainee_supervision_odds_ratio ** (
        float(levers.supervision_half_days_half_days_a_week) - p.trainee_usual_half_days
    )
    return odds / (1.0 + odds)


def post_for_specialist(world, unit):
    """Return the row of the vacant GP post that a new specialist takes, or -1.

    It is one of the own unit, otherwise of the unit with most vacancies.
    """
    posts = world.posts
    rows = vacant_posts(world)
    rows = rows[posts["role"][rows] == GP]
    vacant = np.bincount(posts["unit"][rows], minlength=world.units.size)
    if not rows.size:
        return -1
    chosen = unit if vacant[unit] else int(vacant.argmax())
    return int(rows[posts["unit"][rows] == chosen][0])
