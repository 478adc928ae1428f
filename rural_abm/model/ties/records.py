"""Records of ties: of a resident and a clinician, of two professionals, of two organisations."""

from rural_abm.engine.records import Field, record_dtype

CONTACT_MODES = ("clinic", "home_visit", "ward", "video", "phone")
(CLINIC, HOME_VISIT, WARD, VIDEO, PHONE) = range(len(CONTACT_MODES))

TIE_FIELDS = (
    Field("resident", "i4", "row", "resident row"),
    Field("staff", "u2", "row", "staff row of the clinician"),
    Field("next", "i4", "row", "next tie of the same resident, -1 at the end"),
    Field("strength", "f8", "1", "strength on `day`; halves with the tie's half-life", (0, 1)),
    Field("day", "i4", "day", "day of the strength: of the last contact"),
    Field("first_day", "i4", "day", "day of the first contact"),
    Field("counted_this_year", "u2", "count", "GP contacts this year that registers count (clinic, home visit, video)"),
    Field("counted_last_year", "u2", "count", "the same last year"),
    Field("all_this_year", "u2", "count", "contacts of any mode this year"),
)
TIE = record_dtype(TIE_FIELDS)

# Kinds of joint work of a physician and a nurse, or a physician and a hospital: what each adds to their tie.
JOINT_WORK = (
    "call",
    "video",
    "visit",
    "corridor",
    "house",
    "team_hour",
    "forum",
    "hospital_return",
    "hospital_plan",
    "hospital_round",
)
(
    JOINT_CALL,
    JOINT_VIDEO,
    JOINT_VISIT,
    IN_THE_CORRIDOR,
    IN_THE_HOUSE,
    TEAM_HOUR,
    AT_A_FORUM,
    PATIENT_RETURNED,
    WAY_HOME_PLANNED,
    VIDEO_ROUND,
) = range(len(JOINT_WORK))

COLLEAGUE_FIELDS = (
    Field("physician", "i4", "row", "staff row of the physician or contact nurse of the centre; -1 where dropped"),
    Field("nurse", "i4", "row", "staff row of the nurse; -1 - hospital for the people of a hospital"),
    Field("next", "i4", "row", "next tie of the same physician, -1 at the end"),
    Field("strength", "f8", "1", "strength on `day`; halves with the half-life of ties between professionals", (0, 1)),
    Field("day", "i4", "day", "day of the strength"),
    Field("first_day", "i4", "day", "day of the first joint work"),
    Field("contacts", "i4", "count", "joint work this month"),
    Field("recent", "f8", "per month", "joint work a month, smoothed"),
)
COLLEAGUE = record_dtype(COLLEAGUE_FIELDS)

# Columns of PAIR: home nursing, then the hospitals.
WITH_HOME_NURSING, WITH_FIRST_HOSPITAL = range(2)
PAIR_FIELDS = (
    Field("memory", "f8", "1", "institutional memory: routines and forums that survive who leaves", (0, 1)),
    Field("tie", "f8", "1", "contact-weighted tie of the people of the two", (0, 1)),
    Field("strength", "f8", "1", "strength of collaboration: weighted mean of tie and memory", (0, 1)),
    Field("practice", "f8", "per month", "joint work a month, smoothed"),
    Field("contacts", "i4", "count", "joint work this month"),
    Field("failures", "i4", "count", "failed requests this month"),
    Field("forums", "i4", "count", "forums held so far"),
)
PAIR = record_dtype(PAIR_FIELDS)

# How far a routine has come at a unit.
NOT_TRIED, ON_TRIAL, SETTLED = range(3)
ROUTINE_FIELDS = (
    Field("wanted", "i1", "flag", "governance asks for the routine here", (0, 1)),
    Field("state", "i1", "code", "not tried, on trial, settled", (0, 2)),
    Field("champion", "i4", "row", "staff row of the person who took it on, -1 if there is none"),
    Field("since", "i4", "day", "day of the present state"),
    Field("months_used", "i4", "months", "months of use on trial"),
    Field("uses", "i4", "count", "uses this month"),
    Field("last_day", "i4", "day", "day of the last use"),
    Field("lapses", "i4", "count", "trials that lapsed here"),
)
ROUTINE = record_dtype(ROUTINE_FIELDS)
