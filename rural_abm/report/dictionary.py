"""The data dictionary, made from the declared fields of every record: meaning, unit and allowed values."""

from typing import NamedTuple

import numpy as np

from rural_abm.governance import ROUTINES
from rural_abm.governance.lever_record import LEVER_FIELDS
from rural_abm.model import processes
from rural_abm.model.care import records as care
from rural_abm.model.organisations import records as organisations
from rural_abm.model.people import records as people
from rural_abm.model.staff import records as staff
from rural_abm.model.ties import records as ties
from rural_abm.report.tables_md import page_of, table
from rural_abm.state import ledger
from rural_abm.state.happenings import HAPPENINGS


class Part(NamedTuple):
    """One record: its name in code, what a row is, its purpose and its declared fields."""

    name: str
    row: str
    text: str
    fields: tuple


PARTS = (
    Part(
        "RESIDENT",
        "a resident",
        "State of a person. Rows are never used again; the dead and the moved keep theirs.",
        processes.RESIDENT_FIELDS,
    ),
    Part(
        "LISTED",
        "a resident",
        "Whose list the resident is on, while lists are kept for all, and what makes a change likelier.",
        processes.LISTED_FIELDS,
    ),
    Part(
        "TIE",
        "a resident and a clinician",
        "What binds the two, with its date, and what registers would count.",
        ties.TIE_FIELDS,
    ),
    Part(
        "STAFF",
        "a person who works, or can be called in",
        "State of GPs and nurses, of this day and this month.",
        staff.STAFF_FIELDS,
    ),
    Part(
        "COLLEAGUE",
        "a physician and a nurse, or a physician and the people of a hospital",
        "What joint work has left between the two, with its date.",
        ties.COLLEAGUE_FIELDS,
    ),
    Part(
        "PAIR",
        "a unit of care with its home nursing (column 0), or with a hospital",
        "How strongly the two organisations work together, and what they remember.",
        ties.PAIR_FIELDS,
    ),
    Part(
        "ROUTINE",
        "a unit of care and a routine",
        "Whether governance asks for the routine here, and how far it has come.",
        ties.ROUTINE_FIELDS,
    ),
    Part("POST", "a post", "Who holds it, who covers it, since when it is vacant.", staff.POST_FIELDS),
    Part(
        "UNIT",
        "a unit of care and its home-nursing district",
        "Facts of the unit, from the region; they do not change.",
        care.UNIT_FIELDS,
    ),
    Part(
        "UNIT_DECISION",
        "a unit of care",
        "What organisations have decided for it and stand by.",
        care.UNIT_DECISION_FIELDS,
    ),
    Part("UNIT_STATE", "a unit of care", "Its state today.", care.UNIT_STATE_FIELDS),
    Part(
        "LEVER",
        "a unit of care",
        "The levers in force there today, as numbers; made from `levers.toml`, where their texts stand.",
        LEVER_FIELDS,
    ),
    Part("WARD", "a ward of a cottage hospital or hospital", "Places, open places, places in use.", care.WARD_FIELDS),
    Part(
        "NEED", "a need that is open", "From its opening to its one end; the row is then used again.", care.NEED_FIELDS
    ),
    Part(
        "CHANNEL",
        "a way to a physician at a unit",
        "Levers of one channel, in the order in which they are tried.",
        care.CHANNEL_FIELDS,
    ),
    Part(
        "VEHICLE",
        "an ambulance, acute car or helicopter",
        "Where it is based and from when it is free.",
        care.VEHICLE_FIELDS,
    ),
    Part(
        "NOW",
        "the whole world (one row)",
        "The clock, today's lists, who is on call, how many rows are in use.",
        care.NOW_FIELDS,
    ),
    Part(
        "PAGE",
        "a page of the calendar of residents",
        "Who has something coming on a day; the first pages belong to the days of the ring, more hang on them.",
        people.PAGE_FIELDS,
    ),
    Part(
        "ONSET",
        "something that begins today",
        "What the health phase hands to the care phases; cleared every day.",
        people.ONSET_FIELDS,
    ),
    Part(
        "CHANGE",
        "a person who came, went or became frail today",
        "Read at the end of the day; cleared every day.",
        people.CHANGE_FIELDS,
    ),
    Part(
        "SETTLEMENT",
        "a settlement of the region, or a reference point",
        "Who serves it and how far it lies from a hospital.",
        people.SETTLEMENT_FIELDS,
    ),
    Part("MUNICIPALITY", "a municipality", "Newcomers to expect.", people.MUNICIPALITY_FIELDS),
    Part(
        "COUNT",
        "a period, municipality, state of frailty and distance band",
        "Ledger: what happens to residents.",
        processes.COUNT_FIELDS,
    ),
    Part(
        "UNIT_COUNT",
        "a period and unit",
        "Ledger: what happens to staff, wards and channels.",
        processes.UNIT_COUNT_FIELDS,
    ),
    Part(
        "ACTIVITY",
        "a month and municipality",
        "Ledger: what costs money, in natural units; priced afterwards.",
        processes.ACTIVITY_FIELDS,
    ),
    Part(
        "BOOK",
        "a unit of care",
        "What organisations know of themselves: last quarter's records, with their gaps.",
        organisations.BOOK_FIELDS,
    ),
    Part(
        "PURSE",
        "a payer with a budget and a municipality",
        "Budget, last year's cost and result.",
        organisations.PURSE_FIELDS,
    ),
    Part(
        "DECISION",
        "a decision of an organisation",
        "Who decided what, about which unit, and the figures that were seen.",
        organisations.DECISION_FIELDS,
    ),
    Part(
        "CONTACT",
        "a contact",
        "Event register, off unless asked for: a contact of a person with a clinician.",
        ledger.CONTACT_FIELDS,
    ),
    Part(
        "EVENT",
        "an event",
        "Event register, off unless asked for: something that happened to a person.",
        ledger.EVENT_FIELDS,
    ),
)
CODES = (
    ("frailty", people.FRAILTY_STATES),
    ("distance bands", people.DISTANCE_BANDS),
    ("chronic conditions (bit 0 first)", people.CONDITIONS),
    ("kinds of episodes", people.EPISODE_KINDS),
    ("severity of episodes", people.SEVERITIES),
    ("classes of needs", care.NEED_CLASSES),
    ("ends of needs", care.NEED_ENDS),
    ("modes of contact", ties.CONTACT_MODES),
    ("kinds of joint work", ties.JOINT_WORK),
    ("routines", ROUTINES),
    ("roles of staff", staff.ROLES),
    ("employments", staff.EMPLOYMENTS),
    ("uses of a half-day", staff.HALF_DAY_USES),
    ("roles that answer a channel", care.CHANNEL_ROLES),
    ("classes of success", care.RESOLVE_COLUMNS),
    ("rules of reimbursement", care.PAY_RULES),
    ("payers with a budget", organisations.PURSES),
    ("who decides", organisations.DECIDERS),
    ("kinds of decisions", ledger.DECISION_KINDS),
)
INTRODUCTION = """
Every variable that a run keeps or writes, made from the declarations in the code by `rural_abm.report.dictionary`
(`make docs`). *Process* is the module below `rural_abm.model` that declares a variable and owns it. Days are world
days: the reported day plus the warm-up. A day that never comes is 2147483647 (`NEVER`). Ore are hundredths of a krona
of 2023. Types are NumPy's: `i` whole, `u` whole without sign, `f` decimal, with bytes. Units, hospitals, municipalities
and settlements are numbered in the order of the tables of the region. What outcomes are computed from COUNT, UNIT_COUNT
and ACTIVITY stands in [outcomes](outcomes.md).
"""


def data_dictionary():
    """Return the page as Markdown text."""
    parts = [(f"[{part.name}](#{part.name.lower()})", part.row, len(part.fields)) for part in PARTS]
    overview = table(("Record", "A row is", "Variables"), parts)
    sections = [f"## {part.name}\n\nA row is {part.row}. {part.text}\n\n{_fields(part)}" for part in PARTS]
    happened = table(
        ("Event", "Code", "Detail", "Amount"),
        [(one.name, str(code), one.detail, one.amount) for code, one in enumerate(HAPPENINGS)],
    )
    codes = table(("Code of", "0, 1, 2, ..."), [(name, ", ".join(values)) for name, values in CODES])
    ends = f"## Events\n\n{happened}", f"## Codes\n\n{codes}"
    return page_of("Data dictionary", INTRODUCTION, overview, *sections, *ends)


# Records whose fields processes declare: the part of the declarations that each is made of.
DECLARED = {"RESIDENT": "fields", "COUNT": "counts", "UNIT_COUNT": "unit_counts", "ACTIVITY": "activity"}


def _fields(part):
    """Return the table of a record's fields in the order of the record, with the process that declares each."""
    rows = [(f"`{one.name}`", _type(one), one.unit, one.meaning, _allowed(one)) for one in part.fields]
    header = ("Name", "Type", "Unit", "Meaning", "Allowed")
    if part.name in DECLARED:
        homes = processes.HOMES[DECLARED[part.name]]
        header = (*header, "Process")
        rows = [(*row, f"`{homes[one.name]}`") for row, one in zip(rows, part.fields, strict=True)]
    return table(header, rows)


def _type(field):
    shape = "".join(f"[{size}]" for size in field.shape)
    return f"{np.dtype(field.dtype).str.lstrip('<|')}{shape}"


def _allowed(field):
    return "" if field.allowed is None else f"{field.allowed[0]} to {field.allowed[1]}"
