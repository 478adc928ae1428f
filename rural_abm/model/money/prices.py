"""Full unit prices of single contacts, staff included, for one purpose: comparing the use of care between residents.

They measure the concentration of use (the share of the costliest residents) and are never booked: the accounts pay
staff by post, and a unit price that includes staff would pay for the same minute twice.
"""

import numpy as np

from rural_abm.engine.records import named_rows
from rural_abm.engine.units import ore_from_sek

# Kind of contact and the parameter of its full unit price.
SHADOW_PRICES = {
    "gp_visit": "gp_visit_sek",
    "gp_home_visit": "gp_home_visit_sek",
    "gp_phone": "gp_phone_sek",
    "gp_video": "gp_video_sek",
    "nurse_visit": "nurse_visit_sek",
    "home_nurse_visit": "home_nurse_visit_sek",
    "emergency_visit": "emergency_department_visit_sek",
    "emergency_room_visit": "emergency_room_visit_sek",
    "hospital_day": "hospital_day_sek",
    "cottage_day": "cottage_day_sek",
    "ambulance_trip": "ambulance_trip_sek",
    "helicopter_trip": "helicopter_mission_sek",
    "specialist_visit": "specialist_visit_sek",
    "specialist_video": "specialist_video_visit_sek",
}
PREFIX = "price_"


def shadow_prices(register):
    """Return one record of full unit prices in whole öre (int64), one field per kind of contact."""
    record = np.zeros(1, np.dtype([(name, "i8") for name in SHADOW_PRICES]))
    for name, parameter in SHADOW_PRICES.items():
        record[name] = ore_from_sek(register.value(parameter))
    return record.view(named_rows(record.dtype))


def tables(register):
    """Return {`price_gp_visit`: whole öre as float, ...}: what the money room adds to the world's parameters."""
    return {PREFIX + name: float(ore_from_sek(register.value(p))) for name, p in SHADOW_PRICES.items()}
