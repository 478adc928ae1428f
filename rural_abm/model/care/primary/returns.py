"""Matters that one visit does not settle, and the first visit to a new GP.

A visit to a GP for a complaint settles the matter with a chance that is higher where the two know each other; otherwise
the complaint is brought to the telephone nurse again some days later, as a need with draws of its own. An acute visit
that did not settle a moderate episode may be followed by another the next day. Someone with a chronic condition may be
called to an intake visit in the first year with a new usual GP.

While `return_visits` and `intake_visits` are 0, every such visit settles the complaint, no acute visit is followed by
another and no one is called. The rate of complaints is lowered by what comes back (`people.tables.fewer_matters`).
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import below, combine, process, uniform
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.model.care.contacts import TIES_TO_ENCOUNTERS
from rural_abm.model.care.needs.needs import ask_later, open_need
from rural_abm.model.care.records import COMPLAINT, LATER, PLANNED_VISIT
from rural_abm.model.people.records import ALIVE, AT_HOME, ENROLLED
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import cell

MATTER_SETTLED = process("care.matter_settled")
SEEN_AGAIN = process("care.seen_again")
INTAKE = process("care.intake_visit")
INTAKE_DAY = process("care.intake_day")
INTAKE_MINUTE = process("care.intake_minute")
DAYS_A_MONTH = DAYS_A_YEAR // MONTHS_A_YEAR
DECLARATION = Declaration(
    counts=counted(
        ("complaints_returned", "calls", "complaints brought again after a visit that did not settle them"),
        ("seen_next_day", "visits", "unsettled acute visits followed by another the next day"),
        ("intake_visits", "visits", "intake visits arranged with a new usual GP"),
    ),
)


@kernel
def settles_matter(world, need_row, strength):
    """Return whether a visit to a GP settles the need: always, but for complaints while `return_visits` is on.

    `strength` of the tie raises the odds, as it does for acute needs.
    """
    need, now, p = world.needs[need_row], world.now[0], world.parameters[0]
    if p.return_visits <= 0 or need.what != COMPLAINT or p.visit_settles_share >= 1:
        return True
    if now.cut[TIES_TO_ENCOUNTERS]:
        strength = 0.0
    odds = p.visit_settles_share / (1 - p.visit_settles_share) * (1 + (p.known_odds_to_resolve - 1) * strength)
    return uniform(now.seed, MATTER_SETTLED, need.key, 0) <= odds / (1 + odds)


@kernel
def come_back(world, need_row):
    """Let a complaint that a visit did not settle be brought again after `return_days`; its wait begins again then."""
    need, p = world.needs[need_row], world.parameters[0]
    cell(world, np.int64(need.resident)).complaints_returned += 1
    # The telephone nurse's judgement and all that follows is drawn again.
    need.key = combine(combine(need.key, MATTER_SETTLED), 1)
    need.attempts = 0
    ask_later(world, need_row, np.int64(p.return_days))
    need.opened_day = need.again_day


@kernel
def see_again(world, need_row):
    """Put an unsettled acute visit off to another one tomorrow, with `seen_again_share`; return whether it was."""
    need, now, p = world.needs[need_row], world.now[0], world.parameters[0]
    if p.return_visits <= 0 or uniform(now.seed, SEEN_AGAIN, need.key, need.attempts) > p.seen_again_share:
        return False
    cell(world, np.int64(need.resident)).seen_next_day += 1
    need.attempts += 1
    ask_later(world, need_row, 1)
    return True


@kernel
def call_to_intake(world):
    """Phase: call some of those with a chronic condition and a new usual GP to an intake visit within the month.

    In the first year with the GP one comes about with probability `intake_visit_share`, in each month alike.
    """
    now, p = world.now[0], world.parameters[0]
    if p.intake_visits <= 0:
        return
    chance = 1 - (1 - p.intake_visit_share) ** (1 / MONTHS_A_YEAR)
    for row in range(now.residents):
        r = world.residents[row]
        if r.conditions == 0 or r.usual_gp < 0 or now.day - r.usual_gp_since >= DAYS_A_YEAR or r.status != ALIVE:
            continue
        if r.enrolled == ENROLLED or r.place_of_care != AT_HOME or r.planned_need >= 0:
            continue
        if uniform(now.seed, INTAKE, r.key, now.month) <= chance:
            arrange_intake(world, row)


@kernel
def arrange_intake(world, row):
    """Arrange an intake visit: a planned visit that joins the queue on a day of the coming month, in opening hours."""
    now, r = world.now[0], world.residents[row]
    levers = world.levers[r.unit]
    length = max(levers.opening_hours_close - levers.opening_hours_open, 1)
    minute = levers.opening_hours_open + below(now.seed, INTAKE_MINUTE, r.key, now.month, length)
    key = combine(combine(r.key, INTAKE), now.month)
    need_row = open_need(world, row, key, PLANNED_VISIT, 0, 0, r.unit, r.settlement, minute)
    if need_row < 0:
        return
    need = world.needs[need_row]
    cell(world, row).intake_visits += 1
    need.state = LATER
    need.again_day = now.day + below(now.seed, INTAKE_DAY, r.key, now.month, DAYS_A_MONTH)
    need.opened_day = need.again_day
