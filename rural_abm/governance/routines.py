"""Routines: ways of working that a place must adopt before they take effect, and what holds until then.

A governance model asks for routines; each place adopts them or not (the room of care decides when). Until a routine is
adopted, the baseline's lever or channel serves. What needs no adoption (beds, posts, opening hours, money) takes effect
at once. The table is `data/routines.csv`.
"""

import csv
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from rural_abm.governance.levers import is_set
from rural_abm.governance.schema import lever_specs

# The order of the table; indices that compiled code uses stand here, and a test compares the two.
ROUTINES = (
    "agreed_times",
    "bedside_video",
    "home_visits",
    "direct_admissions",
    "emergency_room_referral",
    "assessment_car",
    "single_point_of_contact",
    "daily_slot",
    "admission_watch",
    "named_gp",
    "home_nursing_physicians",
    "remote_calls",
    "specialists_on_video",
    "monitoring",
    "health_room_video",
    "formal_plan",
    "mobile_team",
)
AGREED_TIMES = ROUTINES.index("agreed_times")
DAILY_SLOT = ROUTINES.index("daily_slot")
ADMISSION_WATCH = ROUTINES.index("admission_watch")
SPECIALISTS_ON_VIDEO = ROUTINES.index("specialists_on_video")
FORMAL_PLAN = ROUTINES.index("formal_plan")
STARTS = ("centre", "home_nursing", "either")
PARTNERS = ("home_nursing", "hospital")


@dataclass(frozen=True)
class Routine:
    """One row of `data/routines.csv`.

    The routine consists of `lever` with its `fields` (all if none is named) and of `channels` ("kind:..." or
    "role:..."); the lever asks for it where the field `asked_by` is set; `starts` is the side whose staff may start it,
    `partner` the other side: home nursing (for a champion of home nursing, the centre) or the hospital. `counted` tells
    whether its uses are counted.
    """

    name: str
    title_en: str
    title_sv: str
    lever: str
    fields: str
    asked_by: str
    channels: str
    starts: str
    partner: str
    counted: str
    source: str

    @property
    def field_names(self):
        """Names of the lever's fields that belong to the routine."""
        return tuple(self.fields.split()) or tuple(lever_specs()[self.lever].fields) if self.lever else ()


@lru_cache
def routines():
    """Return all routines, {name: Routine}, in file order."""
    path = files("rural_abm") / "data" / "routines.csv"
    names = [field.name for field in fields(Routine)]
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: Routine(**{name: row[name] for name in names}) for row in csv.DictReader(file)}


@lru_cache
def _channel_routines():
    return {text: place for place, routine in enumerate(routines().values()) for text in routine.channels.split()}


def routine_of_channel(channel):
    """Return the index of the routine to which a channel (kind and role) belongs, or -1.

    A role with a routine takes precedence over the kind.
    """
    found = _channel_routines()
    return found.get(f"role:{channel.role}", found.get(f"kind:{channel.kind}", -1))


def is_new(channel, present):
    """Return whether a channel needs adoption.

    It does if no channel of the present list has its kind and role, or if it reserves more minutes than the present
    one.
    """
    twin = _twin(channel, present)
    return routine_of_channel(channel) >= 0 and (twin is None or channel.minutes_a_day > twin.minutes_a_day)


def _twin(channel, channels):
    return next((c for c in channels if (c.kind, c.role) == (channel.kind, channel.role)), None)


def _part(levers, routine):
    lever = getattr(levers, routine.lever)
    return {name: getattr(lever, name) for name in routine.field_names}


def wanted_routines(levers, present):
    """Return the indices of the routines that `levers` of a place ask for beyond its present (baseline) levers."""
    wanted = {routine_of_channel(c) for c in levers.channels if is_new(c, present.channels)}
    for place, routine in enumerate(routines().values()):
        if not routine.lever or _part(levers, routine) == _part(present, routine):
            continue
        if is_set(getattr(getattr(levers, routine.lever), routine.asked_by)):
            wanted.add(place)
    return frozenset(wanted)


def effective_levers(levers, present, adopted):
    """Return the levers in effect: those of routines wanted but not in `adopted` (indices) are the present ones."""
    lacking = wanted_routines(levers, present) - frozenset(adopted)
    if not lacking:
        return levers
    changes = {}
    for place in sorted(lacking):
        routine = list(routines().values())[place]
        if routine.lever:
            lever = changes.get(routine.lever, getattr(levers, routine.lever))
            changes[routine.lever] = lever.model_copy(update=_part(present, routine))
    changes["channels"] = merged_channels(levers.channels, present.channels, lacking)
    return levers.model_copy(update=changes)


def merged_channels(wanted, present, lacking):
    """Return the channels of a place that has adopted some of the wanted ones.

    The present channels keep their order, and each adopted new one goes before the one that it is to precede. Present
    channels that the new list leaves out serve until all of it is adopted; if they exceed the limit, the last of them
    are dropped.
    """
    new = [channel for channel in wanted if is_new(channel, present)]
    if not any(routine_of_channel(channel) in lacking for channel in new):
        return wanted
    made = [_held_back(_twin(channel, wanted), channel, lacking) for channel in present]
    for place, channel in enumerate(wanted):
        if _twin(channel, present) is None and routine_of_channel(channel) not in lacking:
            made.insert(_position(wanted[place + 1 :], made), channel)
    return _fitting(made, wanted)


def _held_back(wanted, present, lacking):
    """Return a channel of both lists as wanted, with the present minutes until those beyond are adopted.

    Otherwise as present.
    """
    if wanted is None:
        return present
    if wanted.minutes_a_day > present.minutes_a_day and routine_of_channel(wanted) in lacking:
        return wanted.model_copy(update={"minutes_a_day": present.minutes_a_day})
    return wanted


def _position(later, made):
    """Return the position of a channel before the first of the `later` ones present, otherwise at the end."""
    for channel in later:
        twin = _twin(channel, made)
        if twin is not None:
            return made.index(twin)
    return len(made)


def _fitting(made, wanted):
    """Return at most as many channels as a list may have.

    The last ones that the wanted list leaves out are dropped first.
    """
    surplus = len(made) - lever_specs()["channels"].most
    for channel in reversed(made[:]):
        if surplus > 0 and _twin(channel, wanted) is None:
            made.remove(channel)
            surplus -= 1
    return tuple(made)
