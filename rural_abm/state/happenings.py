"""The kinds of events in the event register, declared once with the meaning of each field for writers and readers.

A writer of an event gives `detail` as the code declared here (a test reads all writers); a reader finds here the unit
of the code, the meaning of the amount, and the event's position within the day.
"""

from typing import NamedTuple

# What the detail of an event is an index of, or a serial number; nothing where the kind says it all.
NOTHING, EPISODE_KIND, FRAILTY_STATE, NEED_CLASS, WARD, STAFF_NUMBER, STAFF_ROLE, LEAVING_PART, ROUTINE, DECISION = (
    "nothing", "kind of episode", "state of frailty", "class of the need", "ward: unit, or units + hospital",
    "serial number of the GP", "role", "part of the hazard of leaving", "routine", "kind of decision",
)  # fmt: skip
# Where in its day an event without a minute is told; one with a minute is told then, before contacts or after them.
MORNING, BEFORE_CONTACTS, AFTER_CONTACTS, EVENING = "morning", "before contacts", "after contacts", "evening"


class Happening(NamedTuple):
    """A kind of event: its name, the meaning of detail and amount, and its position within the day."""

    name: str
    detail: str
    amount: str
    told: str


HAPPENINGS = (
    Happening("frailty", FRAILTY_STATE, "", EVENING),
    Happening("episode", EPISODE_KIND, "severity (code)", BEFORE_CONTACTS),
    Happening("found", EPISODE_KIND, "", BEFORE_CONTACTS),
    Happening("collapse", EPISODE_KIND, "days hidden", BEFORE_CONTACTS),
    Happening("admitted", WARD, "days until leaving, as planned", AFTER_CONTACTS),
    Happening("discharged", WARD, "days in the ward that is left", MORNING),
    Happening("ambulance", EPISODE_KIND, "minutes from the call", AFTER_CONTACTS),
    Happening("helicopter", EPISODE_KIND, "minutes from the call", AFTER_CONTACTS),
    Happening("died", FRAILTY_STATE, "age (years)", EVENING),
    Happening("moved", FRAILTY_STATE, "age (years)", EVENING),
    Happening("enrolled", FRAILTY_STATE, "visits granted a year", MORNING),
    Happening("housed", NOTHING, "", MORNING),
    Happening("gp_changed", STAFF_NUMBER, "", EVENING),
    Happening("given_up", NEED_CLASS, "days since it arose", EVENING),
    Happening("staff_came", STAFF_ROLE, "days the post was vacant", MORNING),
    Happening("staff_left", STAFF_ROLE, "days of service", MORNING),
    Happening("decision", DECISION, "by the kind of decision", MORNING),
    Happening("resolved", EPISODE_KIND, "", AFTER_CONTACTS),
    Happening("emergency", EPISODE_KIND, "minutes until help came", AFTER_CONTACTS),
    Happening("leaving_factor", LEAVING_PART, "thousandths", MORNING),
    Happening("routine", ROUTINE, "state (code)", MORNING),
    Happening("worsened", EPISODE_KIND, "days since it began", BEFORE_CONTACTS),
    Happening("impatient", NEED_CLASS, "days waited until emergency care was sought", BEFORE_CONTACTS),
)
HAPPENING = {one.name: one for one in HAPPENINGS}
EVENT_KINDS = tuple(HAPPENING)
