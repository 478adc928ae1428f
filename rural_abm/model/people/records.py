"""The resident record: the full state of one resident, hot fields together, one aligned record array."""

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
# What is read together stands in one line: the planned days, the state, what health needs, what care needs.
PLANS_LINE, STATE_LINE, HEALTH_LINE, CARE_LINE = range(4)
RESIDENT_FIELDS = (
    # what a day looks at: key, place in the calendar, planned days (NEVER where none)
    Field("key", "u8", "key", "permanent key; newcomers by kind, municipality, day and number"),
    Field("next_day", "i4", "day", "next day on which anything happens to the resident"),
    Field("link", "i4", "place", "where the resident stands in the calendar: page x places + place, -1 if nowhere"),
    Field("death_day", "i4", "day", "day the background death threshold is used up at today's rate"),
    Field("frailty_day", "i4", "day", "day of the next change of frailty at today's rate"),
    Field("episode_day", "i4", "day", "day of the next candidate acute episode"),
    Field("readmission_day", "i4", "day", "day of the next candidate episode of the post-discharge period"),
    Field("complaint_day", "i4", "day", "day of the next minor complaint brought to primary care"),
    Field("follow_up_day", "i4", "day", "day the next planned visit for chronic illness is due"),
    Field("move_day", "i4", "day", "day the resident moves out of the region"),
    Field("found_day", "i4", "day", "day a hidden decline is found by home help, relatives or the resident"),
    Field("worsen_day", "i4", "day", "day the untreated open episode becomes a collapse"),
    Field("visit_day", "i4", "day", "day the next home-nursing visit is due"),
    Field("coordination_day", "i4", "day", "day of the next coordination event of the enrolled"),
    Field("review_day", "i4", "day", "day the next planned medical review of the enrolled is due"),
    Field("specialist_day", "i4", "day", "day of the booked specialist visit"),
    Field("follow_call_day", "i4", "day", "day the follow-up after a hospital stay is due"),
    Field("leave_day", "i4", "day", "day the resident leaves the ward, the municipality's delay included"),
    # thresholds of health and who the resident is
    Field("hazard_day", "i4", "day", "last day up to which the thresholds have been used up"),
    Field("birth_day", "i4", "day", "world day of birth"),
    Field("open_need", "i4", "row", "row of the open acute episode among the needs, -1 if none"),
    Field("planned_need", "i4", "row", "row of the open planned visit among the needs, -1 if none"),
    Field("usual_gp", "i4", "row", "staff row of the usual GP; -1 if none, -2 - post while on a vacant post's list"),
    Field("settlement", "i2", "index", "where the resident lives"),
    Field("municipality", "i1", "index", "home municipality"),
    Field("unit", "i1", "index", "unit of care listed at; also the home-nursing district"),
    Field("band", "i1", "index", "distance band to the nearest hospital", (0, 2)),
    Field("frailty", "i1", "state", "fit, mild, moderate, severe (electronic frailty index classes)", (0, 3)),
    Field("conditions", "u1", "bits", "heart failure 1, COPD 2, diabetes 4, dementia 8, mental illness 16"),
    Field("status", "i1", "code", "alive, dead, moved", (0, 2)),
    Field("enrolled", "i1", "flag", "enrolled in home nursing (or living in special housing)", (0, 1)),
    Field("dwelling", "i1", "code", "ordinary housing or special housing (sarskilt boende)", (0, 1)),
    Field("place_of_care", "i1", "code", "at home, in a cottage hospital bed, in a hospital bed", (0, 2)),
    Field("ward", "i1", "index", "ward of the stay: unit index, or units + hospital index; -1 at home"),
    Field("lives_alone", "i1", "flag", "one-person household", (0, 1)),
    Field("monitored", "i1", "flag", "has a monitoring place at home", (0, 1)),
    Field("open_needs", "u2", "needs", "needs that are open, of all classes"),
    Field("first_tie", "i4", "row", "first tie of the resident's list, -1 if none"),
    Field("named_gp", "i1", "flag", "one of the sickest who have one fixed GP", (0, 1)),
    Field("discharge_tasks", "i1", "count", "tasks open at the last discharge while it is followed, else -1", (-1, 4)),
    Field("sex", "i1", "code", "0 woman, 1 man", (0, 1)),
    Field("open_tasks", "i1", "count", "open tasks: medicine list, plan, aids, test, or what nobody settled", (0, 4)),
    Field("tie_marks", "u8", "bits", "two bits for each clinician with a tie, set too for some without"),
    # rates of today's state, what is left of the exponential thresholds, and how often they were used up
    Field("episode_left", "f8", "1", "what is left of the exponential threshold of the next candidate episode"),
    Field("complaint_left", "f8", "1", "what is left of the exponential threshold of the next minor complaint"),
    Field("follow_up_left", "f8", "1", "what is left of the exponential threshold of the next planned visit"),
    Field("episode_ceiling", "f8", "per day", "ceiling rate of candidate episodes in today's state"),
    Field("complaint_ceiling", "f8", "per day", "ceiling rate of minor complaints in today's state"),
    Field("follow_up_hazard", "f8", "per day", "rate of planned visits for chronic illness in today's state"),
    Field("episode_count", "u4", "1", "candidate episodes so far"),
    Field("complaint_count", "u4", "1", "minor complaints so far"),
    Field("follow_up_count", "u4", "1", "planned visits so far"),
    Field("enrolled_day", "i4", "day", "day of enrolment, NEVER if not enrolled"),
    # what care reads and writes: ties, counters (addresses of draws), care state, what registers count
    Field("usual_gp_since", "i4", "day", "day of the first contact with the usual GP, or of coming on their list"),
    Field("usual_gp_last", "i4", "day", "day of the last contact with the present usual GP, LONG_AGO if none yet"),
    Field("contact_nurse", "i4", "row", "staff row of the named home-nursing nurse, -1 if none"),
    Field("visit_count", "u4", "1", "home-nursing visits so far"),
    Field("coordination_count", "u4", "1", "coordination events so far"),
    Field("discharged_day", "i4", "day", "day of the last discharge, -NEVER if none"),
    Field("queue_day", "i4", "day", "day of applying for special housing, NEVER if not queuing"),
    Field("medicine_review_day", "i4", "day", "day of the last medicine review"),
    Field("region_cost_ore", "i8", "ore", "modelled cost to the region this year, for the concentration of use"),
    Field("last_doctor", "i4", "row", "GP of the last counted contact, for SECON"),
    Field("visits_a_year", "i2", "per year", "home-nursing visits granted a year"),
    Field("care_year", "i1", "index", "world year in which municipal care was last counted"),
    Field("visit_late", "i1", "flag", "the visit that is due has been put off, and counted so", (0, 1)),
    Field("pairs_this_year", "u2", "count", "successive pairs of counted GP contacts this year"),
    Field("same_this_year", "u2", "count", "of these with the same GP"),
    Field("usual_this_year", "u2", "count", "contacts with the usual GP this year"),
    Field("usual_since_enrolment", "u2", "count", "contacts with the usual GP since enrolment"),
    Field("bed_days_this_year", "u2", "days", "days in wards this year"),
    Field("bed_days_last_year", "u2", "days", "days in wards last year"),
    Field("need_count", "u4", "1", "needs opened so far"),
    # what is seldom looked at
    Field("person_factor", "f8", "1", "multiplies the person's episodes; constant, never seen by organisations"),
    Field("death_left", "f8", "1", "what is left of the exponential threshold of death"),
    Field("frailty_left", "f8", "1", "what is left of the exponential threshold of frailty change"),
    Field("readmission_count", "u2", "1", "candidates of post-discharge periods so far"),
    Field("frailty_count", "u2", "1", "changes of frailty so far"),
    Field("stay_count", "u2", "1", "hospital stays so far"),
    Field("specialist_count", "u2", "1", "specialist visits so far"),
    Field("specialist_need", "i4", "row", "row of the booked specialist visit among the needs"),
    Field("admitted_day", "i4", "day", "first day of the present or last stay"),
    Field("ready_day", "i4", "day", "day medically ready to leave the ward"),
    Field("prevented_first_day", "i4", "day", "day of the first visit of prevention, NEVER if none"),
    Field("prevented_day", "i4", "day", "day of the last visit of prevention, -NEVER if none"),
    Field("pairs_last_year", "u2", "count", "the same last year"),
    Field("same_last_year", "u2", "count", "the same last year"),
    Field("usual_last_year", "u2", "count", "contacts with the usual GP last year"),
    Field("fatal", "i1", "flag", "the present stay ends in death", (0, 1)),
    Field(
        "transfer", "i1", "code", "0 none, 1 to the hospital tomorrow, 2 back to the cottage hospital when due", (0, 2)
    ),
    Field("relatives_near", "i1", "flag", "a relative sees the resident often", (0, 1)),
    Field("planned_home", "i1", "flag", "the way home has been planned by a GP during the stay", (0, 1)),
    Field("dissatisfaction", "i1", "count", "failed or late contacts this year"),
    Field(
        "discharge_tasks_open",
        "i1",
        "count",
        "of the tasks open at that discharge, those still open",
        (0, 4),
    ),
)

RESIDENT = record_dtype(RESIDENT_FIELDS, aligned=True)

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
