"""What has befallen residents lately, as far as it makes a change of GP likelier: serious illness, and moving in."""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import Field
from rural_abm.model.people.persons import acquire_conditions, year_age
from rural_abm.model.people.records import LONG_AGO
from rural_abm.state.declarations import Declaration

DECLARATION = Declaration(
    lists=(
        Field(
            "ill_day",
            "i4",
            "day",
            "day of the last severe acute episode or new chronic condition, LONG_AGO if none",
            initial=LONG_AGO,
        ),
        Field("came_day", "i4", "day", "day of moving into the region, LONG_AGO if not seen", initial=LONG_AGO),
    ),
)


@kernel
def note_illness(world, row):
    """Note that a resident has fallen seriously ill today, where lists are kept."""
    if world.parameters[0].lists_for_all > 0:
        world.lists[row].ill_day = world.now[0].day


@kernel
def gain_conditions(world, row):
    """Add the chronic conditions that have come with age and frailty; with a new one the resident is newly ill."""
    now, r, p = world.now[0], world.residents[row], world.parameters[0]
    before = r.conditions
    acquire_conditions(r, now.seed, p, year_age(r, now.day, p))
    if r.conditions != before:
        note_illness(world, row)


@kernel
def note_coming(world, row):
    """Note that a resident has moved in today, where lists are kept."""
    if world.parameters[0].lists_for_all > 0:
        world.lists[row].came_day = world.now[0].day


@kernel
def is_newly_ill(world, row):
    """Return whether the resident has fallen seriously ill within `list_change_ill_days`."""
    return world.now[0].day - world.lists[row].ill_day <= world.parameters[0].list_change_ill_days


@kernel
def has_moved_in(world, row):
    """Return whether the resident has moved into the region within `list_change_moved_days`."""
    return world.now[0].day - world.lists[row].came_day <= world.parameters[0].list_change_moved_days
