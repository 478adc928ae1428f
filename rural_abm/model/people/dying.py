"""The last phase of life: most background deaths of the old come at the end of one, not out of ordinary days.

The threshold of death is used up by two competing hazards, sudden death and a candidate onset of the phase
(`dying_tables`); an addressed uniform says which it was, another whether the season lets the candidate begin. The phase
has a gamma distributed length, drawn at its onset. Its end is `death_day`, which no one who decides in the model reads;
an acute death may come before. Background death and background changes of frailty are off in it. It begins with one or
two steps of frailty that raise needs of care, but neither the rate of episodes, nor their fatality, nor conditions.

While the phase is switched off, `sudden_share` is 1 and `dying_share` 0, and no one is ever in it.

Here `r` is a resident's record, `p` the record of parameters, `now` the clock.
"""

import math

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.frailty import plan, set_frailty, use_up
from rural_abm.model.people.illness import season
from rural_abm.model.people.persons import DEATH, gamma, year_age
from rural_abm.model.people.records import ENROLLED, NEVER, SEVERE
from rural_abm.state.declarations import Declaration

SUDDEN = process("people.sudden_death")
ONSET = process("people.last_phase_onset")
LENGTH = process("people.last_phase_length")
STEPS = process("people.last_phase_steps")
AT_START = process("people.last_phase_at_start")
REST = process("people.last_phase_rest")
DECLARATION = Declaration(
    fields=(
        Field("dying", "i1", "flag", "in the last phase of life, which ends on `death_day` at the latest", (0, 1)),
        Field("dying_steps", "i1", "states", "steps of frailty that came with the last phase of life", (0, 2)),
    ),
)


@kernel
def dies(world, row):
    """Return True if the resident whose threshold of death is used up today dies, or whose last phase ends.

    Otherwise draw the next threshold, and begin the last phase if the season lets today's candidate be an onset.
    """
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    if r.dying == 1:
        return True
    share = p.sudden_share[year_age(r, now.day, p), r.frailty, r.sex]
    if uniform(now.seed, SUDDEN, r.key, now.day) <= share:
        return True
    use_up(r, p, now, now.day)
    r.death_left = exponential(now.seed, DEATH, r.key, now.day)
    limit = uniform(now.seed, ONSET, r.key, now.day) * (1 + p.terminal_onset_amplitude)
    if limit <= season(now.day_of_year, p.terminal_onset_amplitude, p.season_peak_day):
        begin_last_phase(world, row)
    else:
        plan(r, p, now)
    return False


@kernel
def begin_last_phase(world, row):
    """Begin the last phase of life today: its length, steps of frailty and more visits; the rest is planned again."""
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    length = gamma(now.seed, combine(r.key, LENGTH), p.terminal_phase_shape)
    steps = steps_of_dying(r, p, now.seed)
    r.dying = 1
    r.frailty_day = NEVER
    r.death_day = now.day + max(1, int(math.ceil(length * p.terminal_phase_days / p.terminal_phase_shape)))
    r.dying_steps = steps
    if r.enrolled == ENROLLED:
        raise_visits(r, p)
    if steps > 0:
        set_frailty(world, row, r.frailty + steps)
    else:
        plan(r, p, now)


@kernel
def steps_of_dying(r, p, seed):
    """Return the steps of frailty that come with the last phase: one or two, fewer where no worse state is left."""
    steps = 2 if uniform(seed, STEPS, r.key, 0) <= p.terminal_two_steps_share else 1
    return min(steps, SEVERE - r.frailty)


@kernel
def raise_visits(r, p):
    """Multiply the home-nursing visits granted a year to someone in the last phase; at most one a day."""
    if r.dying == 1:
        r.visits_a_year = min(int(r.visits_a_year * p.terminal_visits_ratio), DAYS_A_YEAR)


@kernel
def draw_last_phase(r, seed, p, age, first_day):
    """Draw whether a new resident is in the last phase, and then what is left of it from `first_day` on.

    In a steady state the phase of someone who is in it is met in proportion to its length, at any of its days alike: a
    gamma number with a shape larger by 1, times a uniform.
    """
    if uniform(seed, AT_START, r.key, 0) > p.dying_share[age, r.frailty, r.sex]:
        return
    length = gamma(seed, combine(r.key, LENGTH), p.terminal_phase_shape + 1)
    rest = length * p.terminal_phase_days / p.terminal_phase_shape * uniform(seed, REST, r.key, 0)
    r.dying = 1
    r.death_day = first_day + int(rest)
    r.dying_steps = steps_of_dying(r, p, seed)
    r.frailty += r.dying_steps
