"""The hazard of leaving: one base hazard, multiplied by the effect of each circumstance.

`gp_leaving_factors(situation, person)` and `nurse_leaving_factors` give the parts in the order of LEAVING_FACTORS; the
product is the yearly hazard. A cut link has the part of ordinary circumstances. A person may stand for many at once,
with an array in each field.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from rural_abm.engine.units import MONTHS_A_YEAR, probability_from_hazard
from rural_abm.state.feedback_links import link

COLLEAGUES_TO_LEAVING = link("colleagues_to_leaving")
LOAD_TO_LEAVING = link("load_to_leaving")
ON_CALL_TO_LEAVING = link("on_call_to_leaving")

if TYPE_CHECKING:
    from rural_abm.model.staff.decisions.situation import Person, Situation

# The base is a hazard a year; the others are ratios.
LEAVING_FACTORS = (
    "base", "early_tenure", "colleagues", "on_call", "overload", "rural_background", "trained_here", "partner",
    "own_list", "collaboration", "change_of_manager", "size",
)  # fmt: skip


def gp_leaving_factors(situation: Situation, person: Person) -> tuple[float, ...]:
    """Return the parts of a permanent GP's yearly hazard of leaving, except retirement (tuple, see LEAVING_FACTORS)."""
    p, contacts = situation.p, person.contacts
    if situation.cut[COLLEAGUES_TO_LEAVING]:
        contacts = np.maximum(np.array(situation.first_contact)[person.unit] - 1.0, 0.0)
    return (
        p.gp_later_hazard,
        where(person.served_years < p.gp_early_years, p.gp_early_leaving_ratio),
        isolation(p, contacts),
        1.0 if situation.cut[ON_CALL_TO_LEAVING] else on_call_burden(p, person.nights_share, situation.compensation),
        1.0 if situation.cut[LOAD_TO_LEAVING] else overload(p, person.strain),
        *roots(p, person),
        1.0 - (1.0 - p.own_list_leaving_ratio) * person.own_list,
        *setting(situation, person),
        (p.size_reference_residents / np.maximum(at_place(situation, person, "list_size"), 1))
        ** p.gp_leaving_size_exponent,
    )


def nurse_leaving_factors(situation: Situation, person: Person) -> tuple[float, ...]:
    """Return the parts for a nurse: without colleagues, on-call, list, early years and size."""
    p = situation.p
    return (
        p.nurse_leaving_per_year,
        1.0,
        1.0,
        1.0,
        1.0 if situation.cut[LOAD_TO_LEAVING] else overload(p, person.strain),
        *roots(p, person),
        1.0,
        *setting(situation, person),
        1.0,
    )


def monthly_chance(rates):
    """Return the chance of an event within a month at yearly hazards (a number, or an array)."""
    return probability_from_hazard(rates / MONTHS_A_YEAR)


def hazard(factors):
    """Return the yearly hazard of leaving: the product of the parts."""
    return prod(factors)


def isolation(p, contacts):
    """Return 1 + a exp(-contacts / scale), which falls towards 1 with colleagues."""
    return 1.0 + p.isolation_strength * np.exp(-contacts / p.isolation_scale_contacts)


def on_call_burden(p, nights_share, compensation_minutes):
    """Return the ratio to the power of the nights on call over the span it is stated for.

    The burden is lighter with more time given back.
    """
    given_back = min(compensation_minutes / p.on_call_full_compensation_minutes, 1.0)
    felt = (1.0 - p.on_call_relief_share * given_back) / (
        1.0 - p.on_call_relief_share * p.on_call_usual_compensation_share
    )
    return p.on_call_leaving_ratio ** (felt * nights_share / p.on_call_span_share)


def overload(p, strain):
    """Return 1 up to the strain at which overload begins, rising linearly to the full ratio."""
    return 1.0 + (p.overload_leaving_ratio - 1.0) * overload_felt(p, strain)


def overload_felt(p, strain):
    """Return 0 where overload begins, 1 where it is felt fully."""
    return np.clip((strain - p.overload_begins) / (p.overload_full - p.overload_begins), 0.0, 1.0)


def roots(p, person):
    """Return (rural background, trained here, partner): each its ratio where it holds, otherwise 1."""
    return (
        where(person.rural_background, p.rural_background_leaving_ratio),
        where(person.trained_here, p.trained_here_leaving_ratio),
        where(person.partner, p.partner_leaving_ratio),
    )


def setting(situation, person):
    """Return (collaboration, change of manager) at the unit."""
    p = situation.p
    return (
        p.collaboration_leaving_ratio ** (at_place(situation, person, "collaboration") - p.collaboration_usual),
        where(at_place(situation, person, "manager_years") < p.manager_new_years, p.change_of_manager_leaving_ratio),
    )


def where(holds, ratio):
    """Return the ratio where it holds, otherwise 1."""
    return np.where(holds, ratio, 1.0)


def at_place(situation, person, field):
    """Return a field of the Place where the person works."""
    return np.array([getattr(place, field) for place in situation.places])[person.unit]
