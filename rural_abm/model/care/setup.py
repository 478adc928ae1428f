"""Care on the first day: units, wards, vehicles, and the tables of this room."""

import numpy as np

from rural_abm.engine.records import new_records
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import channel_kinds
from rural_abm.model.care.records import (
    CHANNEL,
    CHANNELS_A_UNIT,
    RESOLVE_COLUMNS,
    SPECIALTIES,
    UNIT,
    UNIT_STATE,
    VEHICLE,
    WARD_RECORD,
)
from rural_abm.model.people.records import EPISODE_KINDS, FRAILTY_STATES
from rural_abm.model.ties.records import CONTACT_MODES, JOINT_WORK
from rural_abm.state.ledger import CHANNEL_KINDS_AT_MOST

SEVERE_AND_MODERATE = ("moderate", "severe")


def tables(register, place):
    """Return all tables of the room by name (dict of arrays), from the register, the channel kinds and the place."""
    keep = np.zeros((len(EPISODE_KINDS), 1 + len(SEVERE_AND_MODERATE)))
    keep[:, 1:] = register.table("keep", EPISODE_KINDS, SEVERE_AND_MODERATE)
    found = {
        "keep": keep,
        "resolve": register.table("resolve", (*EPISODE_KINDS, "coordination", "review"), RESOLVE_COLUMNS),
        "enrolled_share": register.table("enrolled_share", FRAILTY_STATES),
        "housing_wanted_share": register.table("housing_wanted_share", FRAILTY_STATES),
        "visits_ratio": register.table("visits_ratio", FRAILTY_STATES),
        "fatality_ratio": _fatality_ratio(register),
        "stay_ratio": register.table("stay_ratio", FRAILTY_STATES),
        "tie_gain": register.table("tie_gain", CONTACT_MODES),
        "joint_gain": register.table("joint_gain", JOINT_WORK),
        "start_collaboration": register.table(
            "start_collaboration", ("home_nursing", "hospital"), ("lowest", "highest")
        ),
        "visitor_needs_fullest_day": place.visitor_needs_per_day.sum(axis=1).max(),
        "referral_specialty_cumulative": np.cumsum(register.table("referral_specialty_share", SPECIALTIES)),
        "university_hospital": place.university_hospital,
        "very_old_days": register.value("very_old_age_years") * DAYS_A_YEAR,
    }
    return found | _channel_tables()


def outward_order(place):
    """Return each settlement's position on the rounds of each unit's district, by travel from its base.

    An int64 array [units, n].
    """
    minutes = np.asarray(place.travel.summer_minutes)[place.settlement_of_unit]
    return np.argsort(np.argsort(minutes, axis=1, kind="stable"), axis=1)


def _channel_tables():
    """Return facts of the kinds of channels as arrays [kinds at most]."""
    columns = {
        "channel_mode": lambda kind: RESOLVE_COLUMNS.index(kind.success_class),
        "channel_minutes": lambda kind: kind.clinician_minutes,
        "channel_nurse_minutes": lambda kind: kind.nurse_minutes,
        "channel_clinician_travels": lambda kind: kind.clinician_travels,
        "channel_patient_travels": lambda kind: kind.patient_travels,
        "channel_emergency_room": lambda kind: kind.equipment == "emergency_room",
        "channel_acute_car": lambda kind: kind.equipment == "acute_car",
        "channel_contact_mode": lambda kind: CONTACT_MODES.index(kind.ties_as),
        "channel_by_nurse": lambda kind: kind.success_class in ("nurse_visit", "coordination"),
    }
    found = {name: np.zeros(CHANNEL_KINDS_AT_MOST) for name in columns}
    for row, kind in enumerate(channel_kinds().values()):
        for name, column in columns.items():
            found[name][row] = column(kind)
    return found


def new_units(place, residents, count):
    """Return (units, channels, states): facts of the units, no channels yet, and the residents listed."""
    units = new_records(UNIT, len(place.unit_keys))
    outside = ~np.asarray(place.tables.municipalities["in_region"], bool)
    units["settlement"] = place.settlement_of_unit
    units["municipality"] = place.municipality_of_unit
    units["hospital"] = place.hospital_of_unit
    units["cottage_hospital"] = [kind == "cottage_hospital" for kind in place.tables.of_units("kind")]
    units["in_region"] = ~outside[place.municipality_of_unit]
    states = new_records(UNIT_STATE, len(units))
    states["list_size"] = np.bincount(residents["unit"][:count], minlength=len(units))
    return units, new_records(CHANNEL, (len(units), CHANNELS_A_UNIT)), states


def new_wards(place, register):
    """Return ward records: one per unit (places by levers), then one per hospital (places by the register, monthly)."""
    units, hospitals = len(place.unit_keys), len(place.hospital_keys)
    wards = new_records(WARD_RECORD, units + hospitals)
    wards["settlement"] = np.concatenate([place.settlement_of_unit, place.settlement_of_hospital])
    wards["unit"] = [*range(units), *[-1] * hospitals]
    wards["hospital"] = [*[-1] * units, *range(hospitals)]
    wards["usual_places"][units:] = register.table("hospital_open_places", place.hospital_keys)
    return wards


def new_vehicles(place):
    """Return vehicle records, all free at their bases."""
    ambulances = place.tables.ambulances
    base = np.asarray(ambulances.indices("settlement", place.settlement_keys))
    vehicles = new_records(VEHICLE, len(base))
    vehicles["station"] = base
    vehicles["kind"] = ambulances.codes("kind")
    vehicles["municipality"] = place.municipality_of_settlement[base]
    vehicles["round_the_clock"] = [int(value) for value in ambulances["round_the_clock"]]
    return vehicles


def _fatality_ratio(register):
    """Return the case fatality of a severe episode relative to the fit, by frailty [states].

    Episodes are more frequent in the frail by `episode_ratio`; so that deaths by episodes agree with `death_ratio`,
    like all other deaths, each episode kills by the quotient of the two.
    """
    deaths, episodes = (np.asarray(register.table(name, FRAILTY_STATES)) for name in ("death_ratio", "episode_ratio"))
    return deaths / episodes
