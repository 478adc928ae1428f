"""Wishes to change GP: a hazard that follows the person, and is raised after serious illness and after moving in.

The hazard is h0 PF^b s (1 + c newly ill) (1 + d moved in), with h0 `list_change_per_year`, PF the person factor and s 1
on the mean, higher for those who change again and again. Candidates come at the ceiling of the hazard, addressed by
their number, and are accepted with an addressed uniform: so that neither illness nor moving plans anything again.
"""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.illness import day_after
from rural_abm.model.people.lately import has_moved_in, is_newly_ill
from rural_abm.model.people.records import NEVER
from rural_abm.model.ties.lists import join_list
from rural_abm.model.ties.succession import know_list_gp
from rural_abm.state.declarations import Declaration
from rural_abm.state.ledger import cell

WISH = process("ties.list_wish")
HEEDED = process("ties.list_wish_heeded")
SERIAL = process("ties.list_serial_changer")
DECLARATION = Declaration(
    lists=(
        Field("wish_day", "i4", "day", "day of the next candidate wish to change GP", initial=NEVER),
        Field("wishes", "u4", "count", "candidate wishes so far: part of their addresses"),
    ),
)


@kernel
def wish_rate(r, p, seed):
    """Return the rate per day of wishes to change GP of someone who is neither newly ill nor has moved in lately."""
    serial = uniform(seed, SERIAL, r.key, 0) <= p.list_serial_share
    ratio = p.list_serial_ratio if serial else 1.0
    ratio /= 1.0 + p.list_serial_share * (p.list_serial_ratio - 1.0)
    return p.list_change_per_year / DAYS_A_YEAR * r.person_factor**p.list_change_person_power * ratio


@kernel
def wish_ceiling(p):
    """Return the most by which illness and moving raise the rate."""
    return (1.0 + p.list_change_ill_rise) * (1.0 + p.list_change_moved_rise)


@kernel
def plan_wish(world, row):
    """Plan the next candidate wish to change GP, after today."""
    now, p, mine = world.now[0], world.parameters[0], world.lists[row]
    left = exponential(now.seed, WISH, world.residents[row].key, mine.wishes)
    hazard = wish_rate(world.residents[row], p, now.seed) * wish_ceiling(p)
    mine.wish_day = day_after(now.day, left, hazard)


@kernel
def wants_to_change(world, row):
    """Return whether today's candidate is a wish to change GP, and plan the next."""
    now, p, mine = world.now[0], world.parameters[0], world.lists[row]
    number = mine.wishes
    mine.wishes += 1
    plan_wish(world, row)
    weight = 1.0
    if is_newly_ill(world, row):
        weight *= 1.0 + p.list_change_ill_rise
    if has_moved_in(world, row):
        weight *= 1.0 + p.list_change_moved_rise
    return uniform(now.seed, HEEDED, world.residents[row].key, number) * wish_ceiling(p) <= weight


@kernel
def change_list(world, row, staff_row):
    """Put a resident on the list of another GP by choice; the tie with the former stays, but not as the usual GP's."""
    join_list(world, row, staff_row)
    know_list_gp(world, row)
    cell(world, row).list_changes_of_choice += 1
