"""Why people leave: one base hazard, times what each circumstance adds or takes away.

`gp_leaving_factors(situation, person)` and `nurse_leaving_factors` give the parts in the order of LEAVING_FACTORS; the
product is the yearly hazard.  A link that is cut has the part it would have in ordinary circumstances.
"""

from math import exp, prod

from rural_abm.cuts import COLLEAGUES_TO_LEAVING, LOAD_TO_LEAVING, ON_CALL_TO_LEAVING

# The base is a hazard a year; the others are ratios.
LEAVING_FACTORS = (
    "base", "early_tenure", "colleagues", "on_call", "overload", "rural_background", "trained_here", "partner",
    "own_list", "collaboration", "change_of_manager", "size",
)  # fmt: skip


def gp_leaving_factors(situation, person):
    """The parts of a permanent GP's yearly hazard of leaving, retirement apart (tuple, see LEAVING_FACTORS)."""
    p, place = situation.p, situation.places[person.unit]
    contacts = person.contacts
    if situation.cut[COLLEAGUES_TO_LEAVING]:
        contacts = max(situation.first_contact[person.unit] - 1.0, 0.0)
    return (
        p.gp_later_hazard,
        p.gp_early_leaving_ratio if person.served_years < p.gp_early_years else 1.0,
        isolation(p, contacts),
        1.0 if situation.cut[ON_CALL_TO_LEAVING] else on_call_burden(p, person.nights_share, situation.compensation),
        1.0 if situation.cut[LOAD_TO_LEAVING] else overload(p, person.strain),
        *roots(p, person),
        1.0 - (1.0 - p.own_list_leaving_ratio) * person.own_list,
        *setting(p, place),
        (p.size_reference_residents / max(place.list_size, 1)) ** p.gp_leaving_size_exponent,
    )


def nurse_leaving_factors(situation, person):
    """The same of a nurse: without colleagues, on-call, list, early years and size."""
    p, place = situation.p, situation.places[person.unit]
    return (
        p.nurse_leaving_per_year,
        1.0,
        1.0,
        1.0,
        1.0 if situation.cut[LOAD_TO_LEAVING] else overload(p, person.strain),
        *roots(p, person),
        1.0,
        *setting(p, place),
        1.0,
    )


def hazard(factors):
    """Yearly hazard of leaving: the product of the parts."""
    return prod(factors)


def isolation(p, contacts):
    """1 + a exp(-contacts / scale): falls towards 1 with colleagues."""
    return 1.0 + p.isolation_strength * exp(-contacts / p.isolation_scale_contacts)


def on_call_burden(p, nights_share, compensation_minutes):
    """Ratio to the power of the nights on call over the span it is stated for; lighter with more time given back."""
    given_back = min(compensation_minutes / p.on_call_full_compensation_minutes, 1.0)
    felt = (1.0 - p.on_call_relief_share * given_back) / (
        1.0 - p.on_call_relief_share * p.on_call_usual_compensation_share
    )
    return p.on_call_leaving_ratio ** (felt * nights_share / p.on_call_span_share)


def overload(p, strain):
    """1 up to the strain at which overload begins, rising evenly to the full ratio."""
    if strain <= p.overload_begins:
        return 1.0
    return 1.0 + (p.overload_leaving_ratio - 1.0) * overload_felt(p, strain)


def overload_felt(p, strain):
    """0 where overload begins, 1 where it is felt fully."""
    return min(max((strain - p.overload_begins) / (p.overload_full - p.overload_begins), 0.0), 1.0)


def roots(p, person):
    """(rural background, trained here, partner): each its ratio where it holds, 1 where not."""
    return (
        p.rural_background_leaving_ratio if person.rural_background else 1.0,
        p.trained_here_leaving_ratio if person.trained_here else 1.0,
        p.partner_leaving_ratio if person.partner else 1.0,
    )


def setting(p, place):
    """(collaboration, change of manager) at the unit."""
    return (
        p.collaboration_leaving_ratio ** (place.collaboration - p.collaboration_usual),
        p.change_of_manager_leaving_ratio if place.manager_years < p.manager_new_years else 1.0,
    )
