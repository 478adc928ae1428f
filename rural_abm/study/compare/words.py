"""The contact and event registers in words, for stories."""

from rural_abm.engine.units import MINUTES_A_DAY, THOUSANDTHS
from rural_abm.governance import ROUTINES, channel_kinds
from rural_abm.model.care.records import NEED_CLASSES
from rural_abm.model.people.records import EPISODE_KINDS, FRAILTY_STATES
from rural_abm.model.staff.decisions.leaving import LEAVING_FACTORS
from rural_abm.model.ties.clinicians import EMPLOYMENTS, ROLES
from rural_abm.regions import shown_region
from rural_abm.regions.place_tables import load_tables
from rural_abm.state import happenings
from rural_abm.state.ledger import DECISION_KINDS

RESULTS = ("not settled", "settled")
# The words of what the detail of an event is an index of; serial numbers of GPs are looked up, decisions told apart.
WORDS = {
    happenings.EPISODE_KIND: EPISODE_KINDS,
    happenings.FRAILTY_STATE: FRAILTY_STATES,
    happenings.NEED_CLASS: NEED_CLASSES,
    happenings.STAFF_ROLE: ROLES,
    happenings.LEAVING_PART: LEAVING_FACTORS,
    happenings.ROUTINE: ROUTINES,
    happenings.DECISION: DECISION_KINDS,
    happenings.NOTHING: (),
}
LEAVING_FACTOR = "leaving_factor"


def contact_row(row, staff, place=None):
    """Return what, who, where, minutes, metres and outcome (dict) of a row of the model's contacts.

    `place` is the model's Place (default: the default region's).
    """
    return {
        "day": row.day,
        "minute": row.minute,
        "what": f"{_spaced(row.kind)}: {_spaced(row.mode)}, {_channel(row.channel)}",
        "who": staff.get(row.staff, ""),
        "where": settlement_name(row.place, place),
        "minutes": row.minutes,
        "metres": row.metres,
        "outcome": _word(RESULTS, row.result),
    }


def event_row(row, staff, place=None):
    """Return what, who, where, minutes, metres and outcome (dict) of a row of the model's events."""
    detail = detail_words(row.kind, row.detail, staff, place)
    return {
        "day": row.day,
        "minute": row.minute,
        "what": f"{_spaced(row.kind)}: {detail}" if detail else _spaced(row.kind),
        "who": "",
        "where": settlement_name(row.place, place),
        "minutes": 0,
        "metres": 0,
        "outcome": f"{row.amount / THOUSANDTHS:.2f}" if row.kind == LEAVING_FACTOR else "",
    }


def detail_words(kind, detail, staff, place=None):
    """Return the detail of an event of the kind in words; `staff` as from `staff_names`."""
    about = happenings.HAPPENING[kind].detail
    if about == happenings.STAFF_NUMBER:
        return staff.get(detail, "")
    return _word(_wards(place) if about == happenings.WARD else WORDS[about], detail)


def _wards(place):
    """Return what the wards of a Place are called, by ward index."""
    tables = load_tables(shown_region()) if place is None else place.tables
    units = [f"cottage hospital of {unit}" for unit in tables.unit_keys]
    return [*units, *(f"hospital of {hospital}" for hospital in tables.hospital_keys)]


def detail_name(kind, detail):
    """Return the name of what the detail of an event of the kind indexes; "" where there is none."""
    about = happenings.HAPPENING[kind].detail
    names = _wards(None) if about == happenings.WARD else WORDS[about]
    return names[detail] if 0 <= detail < len(names) else ""


def last_contacts(contacts):
    """Return {day: minute of the last contact for an episode} of rows of contacts; see `place_in_day`."""
    last = {}
    for row in contacts:
        if row.kind == "episode":
            last[row.day] = max(row.minute, last.get(row.day, 0))
    return last


def place_in_day(row, last_contact):
    """Return an event's position in its day: (minute, rank among equal minutes); contacts have (minute, 0).

    The end of an episode follows the last contact for an episode that day (`last_contact`).
    """
    told = happenings.HAPPENING[row.kind].told
    if told == happenings.MORNING:
        return -1, 0
    if told == happenings.EVENING:
        return MINUTES_A_DAY, 0
    if told == happenings.AFTER_CONTACTS:
        return max(row.minute, last_contact), 1
    return row.minute, -1 if told == happenings.BEFORE_CONTACTS else 0


def decision_row(row):
    """Return what, who, where, minutes, metres and outcome (dict) of a row of the model's decisions."""
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
    """Return {serial number: employment, role and number in words} of all staff of a world."""
    staff = world.staff[: world.now[0].staff]
    return {int(one.number): f"{EMPLOYMENTS[one.employment]} {_spaced(ROLES[one.role])} {one.number}" for one in staff}


def _word(words, code):
    return _spaced(words[code]) if 0 <= code < len(words) else ""


def _spaced(name):
    return name.replace("_", " ")


def _channel(name):
    kinds = channel_kinds()
    return kinds[name].title_en if name in kinds else _spaced(name)


def _settlement_names(place):
    settlements = (load_tables(shown_region()) if place is None else place.tables).settlements
    return dict(zip(settlements["key"], settlements["name"], strict=True))


def settlement_name(key, place=None):
    """Return the name of a settlement; an unknown key is returned unchanged."""
    return _settlement_names(place).get(key, key)
