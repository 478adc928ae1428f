"""Codes of residents, the order of their hot fields, and the records of the calendar, onsets and changes."""

import numpy as np

from rural_abm.engine.records import CACHE_LINE_BYTES, Field, record_dtype
from rural_abm.engine.units import DAYS_A_YEAR

# Days that never come; fits int32.
NEVER = 2**31 - 1
# A day before all others, of which differences to other days fit into the same four bytes.
LONG_AGO = -NEVER // 2

FIT, MILD, MODERATE, SEVERE = range(4)
FRAILTY_STATES = ("fit", "mild", "moderate", "severe")
ALIVE, DEAD, MOVED = range(3)
NOT_ENROLLED, ENROLLED = range(2)
ORDINARY_HOUSING, SPECIAL_HOUSING = range(2)
AT_HOME, IN_COTTAGE_HOSPITAL, IN_HOSPITAL = range(3)
CONDITIONS = ("heart_failure", "copd", "diabetes", "dementia", "mental_illness")
HEART_FAILURE, COPD, DIABETES, DEMENTIA, MENTAL_ILLNESS = (1 << place for place in range(len(CONDITIONS)))
# What can be left to do for a patient.
TASK_KINDS = ("medicine_list", "plan", "aids", "test")
TASKS = len(TASK_KINDS)
# Discharge tasks of somebody whose last discharge is not followed: no discharge yet, a new stay, or 30 days over.
NOT_FOLLOWED = -1
EPISODE_KINDS = ("infection", "heart_failure", "fall", "copd", "confusion", "other")
(INFECTION, HEART_FAILURE_EPISODE, FALL, COPD_EPISODE, CONFUSION, OTHER_ILLNESS) = range(len(EPISODE_KINDS))
SEVERITIES = ("mild", "moderate", "severe")
(MILD_EPISODE, MODERATE_EPISODE, SEVERE_EPISODE) = range(len(SEVERITIES))
DISTANCE_BANDS = ("near", "middle", "far")

# Hot fields first, each aligned where it stands: a day reads the first cache lines of a row and seldom the last.
# What is read together stands in one line: the planned days, the state, what health needs, what care needs. The fields
# themselves are declared by their processes; those not listed here follow.
PLANS_LINE, STATE_LINE, HEALTH_LINE, CARE_LINE = range(4)
HOT = (
    # what a day looks at: key, place in the calendar, planned days (NEVER where none)
    "key", "next_day", "link", "death_day", "frailty_day", "episode_day", "readmission_day", "complaint_day",
    "follow_up_day", "move_day", "found_day", "worsen_day", "visit_day", "coordination_day", "review_day",
    "specialist_day", "follow_call_day", "leave_day",
    # thresholds of health and who the resident is
    "hazard_day", "birth_day", "open_need", "planned_need", "usual_gp", "settlement", "municipality", "unit",
    "band", "frailty", "conditions", "status", "enrolled", "dwelling", "place_of_care", "ward", "lives_alone",
    "monitored", "open_needs", "first_tie", "named_gp", "discharge_tasks", "sex", "open_tasks", "tie_marks",
    # rates of today's state, what is left of the exponential thresholds, and how often they were used up
    "episode_left", "complaint_left", "follow_up_left", "episode_ceiling", "complaint_ceiling", "follow_up_hazard",
    "episode_count", "complaint_count", "follow_up_count", "enrolled_day",
    # what care reads and writes: ties, counters (addresses of draws), care state, what registers count
    "usual_gp_since", "usual_gp_last", "contact_nurse", "visit_count", "discharged_day", "queue_day",
    "medicine_review_day", "last_doctor", "region_cost_ore", "visits_a_year", "care_year", "visit_late",
    "pairs_this_year", "same_this_year", "usual_this_year", "usual_since_enrolment", "bed_days_this_year",
    "bed_days_last_year", "need_count", "admitted_day",
)  # fmt: skip

SETTLEMENT_FIELDS = (
    Field("unit", "i8", "index", "unit of care that serves the settlement, -1 for a reference point"),
    Field("band", "i8", "index", "distance band, by road minutes to the nearest hospital"),
    Field("health_room", "i8", "index", "1 + unit whose health room serves the settlement, 0 where none does"),
)
SETTLEMENT = record_dtype(SETTLEMENT_FIELDS)

MUNICIPALITY_FIELDS = (
    Field("birth_rate", "f8", "per day", "births, before the trend"),
    Field("in_move_rate", "f8", "per day", "moves in, before the trend"),
)
MUNICIPALITY = record_dtype(MUNICIPALITY_FIELDS)

# Days in the ring of the calendar: a matter of speed only.
RING = 2 * DAYS_A_YEAR
# A page of the calendar fills a few cache lines: places for rows, and the next page.
PAGE_LINES = 4
PLACES = PAGE_LINES * CACHE_LINE_BYTES // np.dtype("i4").itemsize - 1
PAGE_FIELDS = (
    Field("rows", "i4", "row", "residents in the order of coming, -1 for one who has left", None, (PLACES,)),
    Field("next", "i4", "page", "the page filled before it, or the next free page; -1 at the end"),
)
PAGE = record_dtype(PAGE_FIELDS)

# What the day's health phase hands to the care phases: one row an onset, read and cleared the same day.
EPISODE_ONSET, COMPLAINT_ONSET, FOLLOW_UP_ONSET, VISITOR_ONSET = range(4)
ONSET_FIELDS = (
    Field("key", "u8", "key", "key of the resident or visitor"),
    Field("row", "i4", "row", "resident row, -1 for a visitor"),
    Field("what", "i1", "code", "episode, minor complaint, planned visit due, visitor's need"),
    Field("kind", "i1", "index", "kind of episode"),
    Field("severity", "i1", "index", "severity of the episode"),
    Field("minute", "i2", "minute", "minute of the day", (0, 1439)),
    Field("course_days", "i4", "days", "days until the untreated episode becomes a collapse"),
    Field("number", "u4", "1", "number of the episode or complaint of the person, part of its address"),
    Field("settlement", "i2", "index", "where it happens"),
    Field("readmission", "i1", "flag", "a candidate of the post-discharge period"),
)
ONSET = record_dtype(ONSET_FIELDS)

# What happened to the set of persons: read by Python at the end of the day, in key order.
BORN, MOVED_IN, DIED, MOVED_OUT, BECAME_FRAIL, NO_LONGER_FRAIL, BECAME_ENROLLED, NO_LONGER_ENROLLED = range(8)
CHANGE_FIELDS = (
    Field("key", "u8", "key", "key of the resident"),
    Field("row", "i4", "row", "resident row"),
    Field("what", "i1", "code", "born, moved in, died, moved out, became or is no longer frail, or enrolled"),
)
CHANGE = record_dtype(CHANGE_FIELDS)
