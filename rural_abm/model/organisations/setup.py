"""The books on the first day: indices of need, socio-economy and sparsity from the place, and the present funding."""

import numpy as np

from rural_abm.model.organisations.budgets import capacity_ore, pay_sek


def start_books(world, place):
    """Write the reference values of the budgets: indices, reimbursement and capacity under the present model."""
    books, units = world.books, world.units
    table = place.tables.municipalities
    bands = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_plus")
    residents = sum(np.asarray(table[band], float) for band in bands)
    municipality = np.asarray(place.municipality_of_unit)
    in_region = np.asarray(units["in_region"]) == 1
    weights = np.where(in_region, world.unit_states["list_size"], 0)
    for name, by_unit in (
        ("need_index", (np.asarray(table["age_65_plus"], float) / residents)[municipality]),
        ("socioeconomy_index", np.asarray(table["one_person_household_share"], float)[municipality]),
        ("sparsity_index", _minutes_to_unit(place)),
    ):
        mean = np.average(by_unit, weights=weights)
        # Where no resident has any way to the unit, all units are alike.
        books[name] = by_unit / mean if mean > 0 else 1.0
    books["pay_at_start_sek"] = pay_sek(world)
    books["capacity_at_start_ore"] = capacity_ore(world)


def _minutes_to_unit(place):
    """Return the mean minutes by road in summer from home to the unit, over the residents of its district [units]."""
    found = np.zeros(len(place.unit_keys))
    for unit, base in enumerate(place.settlement_of_unit):
        here = np.flatnonzero(np.asarray(place.unit_of_settlement) == unit)
        people = np.maximum(np.asarray(place.population, float)[here], 0)
        minutes = place.travel.summer_minutes[here, base]
        found[unit] = (people * minutes).sum() / max(people.sum(), 1.0)
    return found
