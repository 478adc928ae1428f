"""The attractiveness of a GP post: colleagues, a known team, training, leadership, reputation, pay; down to a floor.

No source quantifies any of this: the ranges are the widest plausible, and they determine whether a unit that has lost
its doctors recruits new ones.
"""

from math import exp, fsum

import numpy as np

from rural_abm.engine.units import THOUSANDTHS
from rural_abm.model.staff.records import GP
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.feedback_links import link

COLLEAGUES_TO_APPLICANTS = link("colleagues_to_applicants")
REPUTATION_TO_APPLICANTS = link("reputation_to_applicants")

# What attracts, in the order of the parts below; each has a weight `attraction_weight_...` in the register.
ATTRACTIONS = ("colleagues", "known_team", "training_site", "manager", "reputation")
DECLARATION = Declaration(
    unit_counts=counted(
        ("attractiveness_thousandths", "1e-3", "sum over months of the attractiveness of a GP post"),
        ("attractiveness_months", "unit-months", "months of the attractiveness"),
    ),
)


def rate_attractiveness(world, situation):
    """Compute and count this month's attractiveness of every unit, and return it (list [units])."""
    found = [attractiveness(world, situation, unit) for unit in range(world.units.size)]
    world.unit_states["attractiveness"] = found
    counts = world.unit_counts[world.now["period"][0]]
    counts["attractiveness_thousandths"] += np.rint(np.array(found) * THOUSANDTHS).astype(int)
    counts["attractiveness_months"] += 1
    return found


def attractiveness(world, situation, unit):
    """Return floor + (1 - floor) x the weighted mean of the attractions, times pay and the residual of size."""
    p = situation.p
    parts = attractions(world, situation, unit)
    weights = [getattr(p, f"attraction_weight_{name}") for name in ATTRACTIONS]
    # fsum, as Python's sum rounds otherwise from 3.12 on.
    mean = fsum(weight * part for weight, part in zip(weights, parts, strict=True)) / (fsum(weights) or 1.0)
    size = (max(situation.places[unit].list_size, 1) / p.size_reference_residents) ** p.attraction_size_exponent
    return (p.attraction_floor + (1.0 - p.attraction_floor) * mean) * pay(p, world.levers[unit]) * size


def attractions(world, situation, unit):
    """Return the parts, each in [0, 1], in the order of ATTRACTIONS."""
    p, u, place = situation.p, world.unit_states[unit], situation.places[unit]
    contacts, known = place.contacts, place.known_team
    if situation.cut[COLLEAGUES_TO_APPLICANTS]:
        contacts, known = float(u.first_contact), float(u.first_known_team)
    return (
        1.0 - exp(-contacts / p.isolation_scale_contacts),
        known,
        training_site(p, world.levers[unit], place),
        min(max(place.manager_years / p.attraction_manager_years, 0.0), 1.0),
        1.0 if situation.cut[REPUTATION_TO_APPLICANTS] else reputation(p, u, situation.gp_posts[unit]),
    )


def training_site(p, levers, place):
    """Return the attraction of trainees and of a training or academic centre; a centre counts only with a teacher."""
    centre = (0.0, p.attraction_training_centre, p.attraction_academic_centre)[levers.training_centre_kind]
    return min(p.attraction_trainee * place.trainees + (centre if place.permanents > 0 else 0.0), 1.0)


def reputation(p, u, posts):
    """Return exp(-k x recent leavers per post) x (1 - recent share of locums)."""
    leavers = float(u.recent_leavers) / max(posts, 1.0)
    return exp(-p.reputation_fall_per_leaver * leavers) * (1.0 - float(u.locum_presence))


def pay(p, levers):
    """Return pay with the supplement over pay without, to the power of the elasticity."""
    supplement = float(levers.rural_track_supplement_sek_a_month) if levers.rural_track_certification == 1 else 0.0
    return (1.0 + supplement / p.gp_month_pay_sek) ** p.pay_elasticity


def remember_reputation(world):
    """Let the memory of leavers and locums fade by a month, and add this month's locums."""
    units, posts = world.units, world.posts[: world.now["posts"][0]]
    kept = world.parameters["reputation_kept_share_a_month"][0]
    gp = (posts["active"] == 1) & (posts["role"] == GP)
    locums = np.bincount(posts["unit"][gp], posts["locum"][gp] >= 0, units.size)
    staffed = locums + np.bincount(posts["unit"][gp], posts["holder"][gp] >= 0, units.size)
    share = np.divide(locums, staffed, out=np.ones(units.size), where=staffed > 0)
    world.unit_states["recent_leavers"] *= kept
    world.unit_states["locum_presence"] = kept * world.unit_states["locum_presence"] + (1.0 - kept) * share
