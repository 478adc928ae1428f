"""What holds at a unit today where levers and earlier decisions of organisations count together."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.units import MINUTES_AN_HOUR
from rural_abm.governance.schema import lever_specs

POSTS_A_PLACE = lever_specs()["beds"].posts_a_place


def plain(amount):
    """Return the Python function of a kernel that calls no others, to be called where compiling would not pay."""
    return getattr(amount, "py_func", amount)


def at_all_units(world, amount):
    """Return an array [units] of an amount that holds at a unit, one of the kernels here."""
    return np.array([plain(amount)(world, unit) for unit in range(world.units.size)])


@kernel
def region_places(world, unit):
    """Return the region's bed places at the unit, those of a unit for home nursing only among them."""
    levers = world.levers[unit]
    return np.int64(levers.beds_places) + np.int64(levers.home_nursing_unit_bed_places)


@kernel
def ward_places(world, unit):
    """Return all bed places of the ward at the unit: the region's and the municipality's."""
    levers = world.levers[unit]
    return (
        np.int64(levers.beds_places)
        + np.int64(levers.home_nursing_unit_bed_places)
        + np.int64(levers.shared_ward_municipal_places)
    )


@kernel
def home_nursing_half_days(world, unit):
    """Return the GPs' half-days a week for home nursing: those of the lever and those the manager has moved."""
    moved = np.int64(world.unit_decisions[unit].half_days_moved)
    return max(np.int64(world.levers[unit].dedicated_roles_half_days_a_week) + moved, 0)


@kernel
def locum_weeks_allowed(world, unit):
    """Return the locum weeks a year: those of the lever less those cut."""
    return max(
        np.int64(world.levers[unit].locum_policy_weeks_a_year) - np.int64(world.unit_decisions[unit].locum_weeks_cut), 0
    )


@kernel
def contracted_minutes(world, unit):
    """Return the minutes a week of the remote physician whom the lever contracts."""
    return np.int64(world.levers[unit].remote_gp_hours_a_week) * MINUTES_AN_HOUR


@kernel
def remote_minutes(world, unit):
    """Return the remote physician's minutes a week: contracted, hired under the sanction, and sent by the hospital."""
    sent = np.int64(world.unit_decisions[unit].hired_minutes_a_week) + np.int64(
        world.unit_decisions[unit].hospital_team_minutes
    )
    return np.int64(world.levers[unit].remote_gp_hours_a_week) * MINUTES_AN_HOUR + sent


@kernel
def contact_point_minutes(world, unit):
    """Return the minutes a day in which the single point of contact is open; 0 where there is none."""
    levers = world.levers[unit]
    return np.int64(levers.single_point_of_contact_end) - np.int64(levers.single_point_of_contact_start)


def ward_posts(world):
    """Return the nurse posts of the ward of each unit [units], those of a unit for home nursing only among them."""
    levers = world.levers
    return levers["beds_nurse_posts"] + POSTS_A_PLACE * levers["home_nursing_unit_bed_places"]


def ward_posts_needed(world):
    """Return the posts without which not all places of the ward of each unit can be open [units]."""
    return POSTS_A_PLACE * at_all_units(world, ward_places)
