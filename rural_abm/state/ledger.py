"""The ledger, to which processes add what they count, and the event register.

Three tables of whole numbers, added to as things happen and never read by any decision:

- `counts[period, municipality, frailty, band]`: what happens to residents;
- `unit_counts[period, unit]`: what happens to staff, wards and channels;
- `activity[month, municipality]`: what costs money, in natural units; prices are applied afterwards.

Processes declare the columns in their modules (`state/declarations.py`); `model/processes.py` makes the tables' dtypes.

The event register (off by default) lists single contacts and events.
"""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import EVENTS_FULL, Field, record_dtype
from rural_abm.state.happenings import EVENT_KINDS

MILLION = 10**6
CHANNEL_KINDS_AT_MOST = 16
ROUTINES_AT_MOST = 2 * CHANNEL_KINDS_AT_MOST


# What organisations can decide, in the order of the codes; texts and what each looks at stand in data/decisions.toml.
DECISION_KINDS = (
    "open_gp_post",
    "open_nurse_post",
    "open_home_nurse_post",
    "hold_post_vacant",
    "advertise_post",
    "cut_locum_weeks",
    "restore_locum_weeks",
    "close_places",
    "close_places_in_summer",
    "open_places",
    "close_hospital_beds",
    "open_hospital_beds",
    "start_project",
    "take_over_project",
    "end_project",
    "give_half_day",
    "take_half_day_back",
    "follow_up_agreement",
    "adjust_agreement",
    "use_sanction",
    "start_team",
    "end_team",
)

CONTACT_FIELDS = (
    Field("day", "i4", "day", "world day"),
    Field("minute", "i2", "minute", "minute of the day"),
    Field("person", "u8", "key", "key of the resident or visitor"),
    Field("staff", "i4", "number", "serial number of the clinician, -1 where none"),
    Field("kind", "i1", "index", "class of the need"),
    Field("channel", "i1", "index", "how the contact came about"),
    Field("mode", "i1", "index", "clinic, home visit, ward, video, phone"),
    Field("place", "i2", "index", "settlement of the contact"),
    Field("minutes", "i4", "minutes", "minutes of the clinician"),
    Field("metres", "i4", "metres", "travelled for the contact"),
    Field("result", "i1", "index", "resolved or not"),
)
CONTACT = record_dtype(CONTACT_FIELDS)

(
    EV_FRAILTY,
    EV_EPISODE,
    EV_FOUND,
    EV_COLLAPSE,
    EV_ADMITTED,
    EV_DISCHARGED,
    EV_AMBULANCE,
    EV_HELICOPTER,
    EV_DIED,
    EV_MOVED,
    EV_ENROLLED,
    EV_HOUSED,
    EV_GP_CHANGED,
    EV_GIVEN_UP,
    EV_STAFF_CAME,
    EV_STAFF_LEFT,
    EV_DECISION,
    EV_RESOLVED,
    EV_EMERGENCY,
    EV_LEAVING_FACTOR,
    EV_ROUTINE,
    EV_WORSENED,
    EV_IMPATIENT,
) = range(len(EVENT_KINDS))
EVENT_FIELDS = (
    Field("day", "i4", "day", "world day"),
    Field("minute", "i2", "minute", "minute of the day"),
    Field("person", "u8", "key", "key of the resident, visitor or staff member"),
    Field("kind", "i1", "index", "kind of event"),
    Field("detail", "i4", "code", "by the kind of event: see the table of kinds of events"),
    Field("place", "i2", "index", "settlement; of staff their unit's"),
    Field("amount", "i4", "by kind", "by the kind of event: see the table of kinds of events"),
)
EVENT = record_dtype(EVENT_FIELDS)


@kernel
def cell(world, row):
    """Return the ledger cell (a record of COUNT) of resident `row` today."""
    resident = world.residents[row]
    return world.counts[world.now[0].period, resident.municipality, resident.frailty, resident.band]


@kernel
def activity(world, row):
    """Return the activity record of this month at the home municipality of resident `row`."""
    return world.activity[world.now[0].month, world.residents[row].municipality]


@kernel
def log_event(world, minute, person, kind, detail, place, amount):
    """Append to the event register when it is on; set `overflow` when the day's room is used up."""
    now = world.now[0]
    if now.register == 0:
        return
    if now.events >= world.events.size:
        now.overflow = EVENTS_FULL
        return
    event = world.events[now.events]
    event.day = now.day
    event.minute = minute
    event.person = person
    event.kind = kind
    event.detail = detail
    event.place = place
    event.amount = amount
    now.events += 1


def log_if_on(world, *event):
    """Call `log_event` from Python; compiled code runs only while the register is on."""
    if world.now["register"][0]:
        log_event(world, *event)


def column_names(fields):
    """Return the names of the declared columns, in declared order."""
    return tuple(field.name for field in fields)


def as_table(records):
    """Return a structured ledger table as a plain int64 array with one more axis: the fields in packed order."""
    return np.asarray(records).view("i8").reshape(*records.shape, len(records.dtype.names))
