"""The contact and event registers in words, for stories."""

from functools import lru_cache

from rural_abm.care.records import HOSPITALS, NEED_CLASSES, UNITS
from rural_abm.governance import channel_kinds
from rural_abm.people.records import EPISODE_KINDS, FRAILTY_STATES
from rural_abm.place.data import load_tables
from rural_abm.staff.leaving import LEAVING_FACTORS
from rural_abm.ties.clinicians import EMPLOYMENTS, ROLES
from rural_abm.units import THOUSANDTHS

RESULTS = ("not settled", "settled")
# What the detail of a kind of event is an index of.
STAFF_EVENTS = ("staff_came", "staff_left")
EPISODE_EVENTS = ("episode", "found", "collapse", "resolved", "ambulance", "helicopter", "emergency")
DETAILS = {
    "frailty": FRAILTY_STATES,
    "given_up": NEED_CLASSES,
    "admitted": (*UNITS, *HOSPITALS),
    "discharged": (*UNITS, *HOSPITALS),
    **dict.fromkeys(EPISODE_EVENTS, EPISODE_KINDS),
    **dict.fromkeys(STAFF_EVENTS, ROLES),
    "leaving_factor": LEAVING_FACTORS,
}
GP_CHANGED, LEAVING_FACTOR = "gp_changed", "leaving_factor"


def contact_row(row, staff):
    """What, who, where, minutes, metres and outcome (dict) of a row of the model's contacts."""
    return {
        "day": row.day,
        "minute": row.minute,
        "what": f"{_spaced(row.kind)}: {_spaced(row.mode)}, {_channel(row.channel)}",
        "who": staff.get(row.staff, ""),
        "where": _settlement(row.place),
        "minutes": row.minutes,
        "metres": row.metres,
        "outcome": _word(RESULTS, row.result),
    }


def event_row(row, staff):
    """The same of a row of the model's events."""
    detail = staff.get(row.detail, "") if row.kind == GP_CHANGED else _word(DETAILS.get(row.kind, ()), row.detail)
    return {
        "day": row.day,
        "minute": row.minute,
        "what": f"{_spaced(row.kind)}: {detail}" if detail else _spaced(row.kind),
        "who": "",
        "where": _settlement(row.place),
        "minutes": 0,
        "metres": 0,
        "outcome": f"{row.amount / THOUSANDTHS:.2f}" if row.kind == LEAVING_FACTOR else "",
    }


def decision_row(row):
    """The same of a row of the model's decisions."""
    return {
        "day": row.day,
        "minute": 0,
        "what": f"decision: {_spaced(row.decision)}",
        "who": _spaced(row.organisation),
        "where": row.unit,
        "minutes": 0,
        "metres": 0,
        "outcome": row.why_en,
    }


def staff_names(world):
    """{serial number: employment, role and number in words} of all staff of a world."""
    staff = world.staff[: world.now[0].staff]
    return {int(one.number): f"{EMPLOYMENTS[one.employment]} {_spaced(ROLES[one.role])} {one.number}" for one in staff}


def _word(words, code):
    return _spaced(words[code]) if 0 <= code < len(words) else ""


def _spaced(name):
    return name.replace("_", " ")


def _channel(name):
    kinds = channel_kinds()
    return kinds[name].title_en if name in kinds else _spaced(name)


@lru_cache
def _settlement_names():
    settlements = load_tables().settlements
    return dict(zip(settlements["key"], settlements["name"], strict=True))


def _settlement(key):
    return _settlement_names().get(key, key)
