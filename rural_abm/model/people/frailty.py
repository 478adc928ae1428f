"""Frailty and background death: exponential thresholds used up by the hazards of age and state.

Each process has a threshold (exponential, mean 1). Every day uses up the day's hazard; the event occurs on the day the
threshold is used up. While the rates stay the same that day is known, so nothing is done until then. When the state
changes, `use_up` books what the old rates have used and `plan` plans the rest at the new rates. In the warm-up there
are no background deaths and no changes of frailty.

Here `r` is a resident's record, `p` the record of parameters, `now` the clock.
"""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.model.people.calendar import schedule
from rural_abm.model.people.chronicle import note_change, note_event
from rural_abm.model.people.illness import complaint_hazard, damped_factor, day_after, episode_hazard, follow_up_hazard
from rural_abm.model.people.lately import gain_conditions
from rural_abm.model.people.persons import FRAILTY, year_age
from rural_abm.model.people.records import BECAME_FRAIL, MODERATE, NEVER, NO_LONGER_FRAIL, SEVERE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_FRAILTY, cell

DIRECTION = process("people.frailty_direction")
DECLARATION = Declaration(
    fields=(
        Field("death_day", "i4", "day", "day of death at today's rate, or at the end of the last phase", initial=NEVER),
        Field("frailty_day", "i4", "day", "day of the next change of frailty at today's rate", initial=NEVER),
        Field("hazard_day", "i4", "day", "last day up to which the thresholds have been used up"),
        Field("frailty", "i1", "state", "fit, mild, moderate, severe (electronic frailty index classes)", (0, 3)),
        Field("death_left", "f8", "1", "what is left of the exponential threshold of death"),
        Field("frailty_left", "f8", "1", "what is left of the exponential threshold of frailty change"),
        Field("frailty_count", "u2", "1", "changes of frailty so far"),
    ),
    counts=counted(
        ("worsened", "changes", "changes to a worse state of frailty"),
        ("worsened_by_care", "changes", "of these caused by stays or unmet need"),
        ("improved", "changes", "changes to a better state of frailty"),
    ),
)


@kernel
def is_frozen(now, day):
    """Return True in the warm-up: births, deaths, moves and frailty stand still."""
    return day < now.day - now.reported_day


@kernel
def use_up(r, p, now, last_day):
    """Book what the days up to `last_day` (inclusive) have used of the thresholds, at the rates then in force.

    The days since `hazard_day` must lie within one year, as they do when `new_year` is called every year.
    """
    days = last_day - r.hazard_day
    if days <= 0:
        return
    if not is_frozen(now, last_day) and r.dying == 0:
        age = year_age(r, r.hazard_day + 1, p)
        r.death_left = max(r.death_left - p.death_hazard[age, r.frailty, r.sex] * days, 0.0)
        r.frailty_left = max(r.frailty_left - p.frailty_hazard[age, r.frailty] * days, 0.0)
    r.episode_left = max(r.episode_left - r.episode_ceiling * days, 0.0)
    r.complaint_left = max(r.complaint_left - r.complaint_ceiling * days, 0.0)
    r.follow_up_left = max(r.follow_up_left - r.follow_up_hazard * days, 0.0)
    r.hazard_day = last_day


@kernel
def plan(r, p, now):
    """Plan death, change of frailty, candidate episode, complaint and planned visit from the rest of each threshold.

    The rates are those of the days after `hazard_day`. In the last phase of life the day of death is fixed and frailty
    has no background changes.
    """
    day = int(r.hazard_day)
    age = year_age(r, day + 1, p)
    if r.dying == 0:
        r.death_day = NEVER
        r.frailty_day = NEVER
    if not is_frozen(now, day + 1) and r.dying == 0:
        r.death_day = day_after(day, r.death_left, p.death_hazard[age, r.frailty, r.sex])
        r.frailty_day = day_after(day, r.frailty_left, p.frailty_hazard[age, r.frailty])
    r.episode_ceiling = episode_hazard(r, p, age)
    r.episode_day = day_after(day, r.episode_left, r.episode_ceiling)
    damped = damped_factor(r, p, age)
    r.complaint_ceiling = complaint_hazard(r, p, age, damped)
    r.complaint_day = day_after(day, r.complaint_left, r.complaint_ceiling)
    r.follow_up_hazard = follow_up_hazard(r, p, age, damped)
    r.follow_up_day = day_after(day, r.follow_up_left, r.follow_up_hazard)


@kernel
def plan_hazards(world, row):
    """Plan the resident's health again and update the calendar; without a change of state nothing changes."""
    plan(world.residents[row], world.parameters[0], world.now[0])
    schedule(world, row)


@kernel
def next_frailty(r, p, now):
    """Return the state after the background change due today, one step worse or better; draw the next threshold."""
    share_up = p.frailty_up_share[year_age(r, now.day, p), r.frailty]
    step = 1 if uniform(now.seed, DIRECTION, r.key, r.frailty_count) <= share_up else -1
    use_up(r, p, now, now.day)
    r.frailty_count += 1
    r.frailty_left = exponential(now.seed, FRAILTY, r.key, r.frailty_count)
    return r.frailty + step


@kernel
def set_frailty(world, row, state):
    """Set another state of frailty for the resident: count and record it, and update conditions and plans."""
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    if state > r.frailty:
        cell(world, row).worsened += 1
    else:
        cell(world, row).improved += 1
    was_frail = r.frailty >= MODERATE
    use_up(r, p, now, now.day)
    r.frailty = state
    gain_conditions(world, row)
    plan(r, p, now)
    if was_frail != (state >= MODERATE):
        note_change(world, row, NO_LONGER_FRAIL if was_frail else BECAME_FRAIL)
    note_event(world, row, 0, EV_FRAILTY, state, 0)


@kernel
def worsen(world, row):
    """Worsen frailty by one step because of a stay, unmet need or long bed rest; do nothing for the severely frail.

    The step is counted by its cause. The rest of the background threshold is kept, so that the person's later
    background changes keep their address.
    """
    if world.residents[row].frailty >= SEVERE or is_frozen(world.now[0], world.now[0].day):
        return
    cell(world, row).worsened_by_care += 1
    set_frailty(world, row, world.residents[row].frailty + 1)
    schedule(world, row)
