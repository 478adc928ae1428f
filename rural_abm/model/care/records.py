"""Records of care: units (facts, decisions of organisations, state), wards, needs, channels, vehicles, the clock."""

from rural_abm.engine.records import Field, record_dtype
from rural_abm.governance.lever_record import list_fields
from rural_abm.governance.schema import lever_specs
from rural_abm.model.people.records import RING
from rural_abm.model.staff.records import ROLES
from rural_abm.state.feedback_links import LINKS

# What a health centre is paid for, in the order of `pay_sek`.
PAY_RULES = ("capitation", "need", "socioeconomy", "sparsity", "visit", "team", "target")
PAY_RULE_COUNT = len(PAY_RULES)
(PAY_CAPITATION, PAY_NEED, PAY_SOCIOECONOMY, PAY_SPARSITY, PAY_VISIT, PAY_TEAM, PAY_TARGET) = range(PAY_RULE_COUNT)
LINES_AT_MOST = 4
# Classes of needs and how they end.
NEED_CLASSES = ("complaint", "planned_visit", "episode", "coordination", "review", "specialist_visit", "visitor")
NEED_CLASS_COUNT = len(NEED_CLASSES)
(COMPLAINT, PLANNED_VISIT, EPISODE, COORDINATION, REVIEW, SPECIALIST_VISIT, VISITOR_NEED) = range(NEED_CLASS_COUNT)
NEED_ENDS = ("opened", "resolved", "given_up", "escalated", "dead")
NEED_END_COUNT = len(NEED_ENDS)
(OPENED, RESOLVED, GIVEN_UP, ESCALATED, ENDED_BY_DEATH) = range(NEED_END_COUNT)

NOW_FIELDS = (
    Field("seed", "u8", "1", "seed of the run"),
    Field("day", "i4", "day", "world day; reported day plus the warm-up"),
    Field("reported_day", "i4", "day", "day counted from 1 January 2024; negative in the warm-up"),
    Field("day_of_year", "i4", "day", "0 on 1 January", (0, 364)),
    Field("weekday", "i4", "index", "0 Monday", (0, 6)),
    Field("workday", "i4", "flag", "Monday to Friday", (0, 1)),
    Field("month", "i4", "index", "months since the world began"),
    Field("period", "i4", "index", "column of the ledger: year (or month) since the world began"),
    Field("year", "i4", "index", "years since the world began; 0 is the warm-up"),
    Field("by_month", "i4", "flag", "periods of the ledger are months, not years"),
    Field("winter", "i4", "flag", "winter roads", (0, 1)),
    Field("season", "f8", "1", "multiplier of acute illness today"),
    Field("residents", "i8", "rows", "resident rows in use"),
    Field("calendar", "i8", "rows", "pages of the calendar in use"),
    Field("free_page", "i8", "row", "first free page of the calendar, -1 if none"),
    Field("day_page", "i4", "row", "page of the calendar being filled, by day of the ring; -1 if none", None, (RING,)),
    Field("day_used", "i4", "places", "places of that page in use", None, (RING,)),
    Field("ties", "i8", "rows", "tie rows in use"),
    Field("staff", "i8", "rows", "staff rows in use"),
    Field("posts", "i8", "rows", "post rows in use"),
    Field("onsets", "i8", "rows", "onsets of today"),
    Field("changes", "i8", "rows", "changes of today"),
    Field("changes_cleared", "i8", "rows", "changes of today that care has cleaned up after"),
    Field("free_need", "i8", "row", "first free need row, -1 if none"),
    Field("colleagues", "i8", "rows", "rows of ties between professionals in use"),
    Field("free_colleague", "i8", "row", "first dropped tie between professionals, -1 if none"),
    Field("needs", "i8", "rows", "need rows ever used"),
    Field("request_count", "i8", "rows", "acute requests of today"),
    Field("contacts", "i8", "rows", "contact log rows in use"),
    Field("events", "i8", "rows", "event log rows in use"),
    Field("register", "i8", "code", "event register: 0 none, 1 frail persons, 2 all"),
    Field("cut", "i4", "flag", "links cut by the scenario, by place in LINKS", (0, 1), (len(LINKS),)),
    Field("decisions", "i8", "rows", "rows of the log of decisions in use"),
    Field("overflow", "i8", "code", "non-zero when a capacity was reached: the run stops with an error"),
    Field("on_call", "i4", "row", "staff row on call tonight by line, -1 if none", None, (LINES_AT_MOST,)),
    Field("on_call_minutes", "i4", "minutes", "minutes left on call tonight by line", None, (LINES_AT_MOST,)),
    Field("design_until", "i4", "day", "last world day of joint design, 0 where there is none"),
    Field("due_first", "i8", "rows", "rows at the head of `due`, in key order, with more than a visit due"),
    Field("due_count", "i8", "rows", "residents in `due`"),
    Field("need_flow", "i8", "needs", "opened and ended, by class and end", None, (NEED_CLASS_COUNT, NEED_END_COUNT)),
)
NOW = record_dtype(NOW_FIELDS)

UNIT_FIELDS = (
    Field("settlement", "i2", "index", "where the unit lies"),
    Field("municipality", "i1", "index", "municipality of the unit"),
    Field("hospital", "i1", "index", "hospital it sends to"),
    Field("cottage_hospital", "i1", "flag", "has beds, emergency room, X-ray and laboratory", (0, 1)),
    Field("in_region", "i1", "flag", "counts in the region's totals", (0, 1)),
)
UNIT = record_dtype(UNIT_FIELDS)
UNIT_DECISION_FIELDS = (
    Field("agreement_minutes_a_week", "i4", "minutes", "agreed volume of GP time for home nursing, 0 if none stated"),
    Field("half_days_agreed", "i4", "half-days a week", "GP half-days for home nursing under the agreement"),
    Field("half_days_moved", "i4", "half-days a week", "GP half-days the manager moved from reception to home nursing"),
    Field("agreement_failures", "i4", "quarters", "documented quarters in a row in which the agreed volume was missed"),
    Field("hired_minutes_a_week", "i4", "minutes", "physician minutes hired under the sanction"),
    Field("hospital_team_minutes", "i4", "minutes a week", "physician minutes of a team the hospital has started here"),
    Field("locum_weeks_cut", "i4", "weeks a year", "locum weeks less than the lever allows"),
    Field("extra_home_nurse_posts", "i4", "posts", "home-nursing posts the municipality has opened"),
    Field("money_gp_posts", "i4", "posts", "GP posts funded by moved money"),
    Field("money_nurse_posts", "i4", "posts", "nurse posts at the centre opened by moved money"),
    Field("project_state", "i4", "code", "0 no project, 1 running, 2 taken over, 3 ended", (0, 3)),
    Field("project_began", "i4", "flag", "the beginning of the project has been written down", (0, 1)),
    Field("project_ends_day", "i4", "day", "world day on which project money ends"),
)
UNIT_DECISION = record_dtype(UNIT_DECISION_FIELDS)
UNIT_STATE_FIELDS = (
    Field("list_size", "i4", "residents", "residents listed today"),
    Field("meeting_minutes_left", "i4", "minutes", "GP minutes of principals' meetings left this month"),
    Field("prevention_pool", "i4", "minutes", "nurse minutes for prevention saved up this month"),
    Field("manager_since", "i4", "day", "day since which the unit's leadership is unbroken"),
    Field("recent_leavers", "f8", "persons", "permanent GPs who left, fading"),
    Field("locum_presence", "f8", "share", "smoothed share of staffed GP posts that locums cover", (0, 1)),
    Field("known_team", "f8", "share", "GP posts held by people who have stayed", (0, 1)),
    Field("first_contact", "f8", "colleagues", "colleagues a newcomer would have had on the first reported day"),
    Field("first_known_team", "f8", "share", "posts held by people who had stayed on that day", (0, 1)),
    Field("attractiveness", "f8", "1", "of a GP post: 1 is fully attractive"),
    Field("lent_minutes_a_day", "f8", "minutes", "ward nurses' minutes lent to home nursing; negative the other way"),
    Field("channel_count", "i4", "count", "channels that hold here, in order"),
    Field("support_since", "i4", "day", "day on which the present support began"),
    Field("locum_weeks_used", "i4", "weeks", "locum weeks bought this year"),
    Field("named", "i4", "residents", "residents with one fixed GP by the lever"),
    Field("monitored", "i4", "residents", "residents with a monitoring place"),
    Field("gps_present", "i4", "persons", "GPs on duty in person today"),
    Field("corridor_left", "i4", "contacts", "corridor contacts left today"),
    Field("housing_minutes_left", "i4", "minutes", "agreed GP minutes for special housing left this week"),
    Field("monitoring_left", "i4", "minutes", "monitor-reading minutes left today"),
    Field("specialist_left", "i4", "minutes", "specialist video minutes left this week"),
    Field("enrolled", "i4", "residents", "enrolled in home nursing in ordinary housing"),
    Field("in_housing", "i4", "residents", "living in special housing"),
    Field("new_centre_listed", "i4", "residents", "residents of other units who have listed at the new centre here"),
    Field("housing_places", "i4", "places", "places in special housing"),
    Field("queue_length", "i4", "needs", "planned needs waiting"),
    Field("queue_first", "i4", "row", "first of them (need row): those wait in order of asking"),
    Field("queue_last", "i4", "row", "last of them (need row)"),
    Field("duty_first", "i4", "place", "first place in `duty` of who is on duty today by role", None, (len(ROLES),)),
    Field("duty_count", "i4", "persons", "staff on duty today by role", None, (len(ROLES),)),
)
UNIT_STATE = record_dtype(UNIT_STATE_FIELDS)

WARD_FIELDS = (
    Field("settlement", "i2", "index", "where the ward lies"),
    Field("unit", "i1", "index", "unit of care, -1 for a hospital"),
    Field("hospital", "i1", "index", "hospital, -1 for a cottage hospital"),
    Field("usual_places", "f8", "places", "places of a hospital that are usually open to these patients"),
    Field("places", "i4", "places", "bed places"),
    Field("open_places", "i4", "places", "places open today: rostered"),
    Field("occupied", "i4", "residents", "residents in the beds"),
    Field("visitors", "i4", "persons", "visitors in the beds"),
    Field("closed", "i4", "places", "places closed by decision"),
    Field("closed_in_summer", "i4", "places", "places closed by decision for the summer weeks"),
    Field("closed_for_money", "i4", "places", "hospital places closed because their money was moved"),
)
WARD_RECORD = record_dtype(WARD_FIELDS)

FREE, HIDDEN, WAITING, IN_BED, CLOSED, LATER = range(6)

NEED_FIELDS = (
    Field("key", "u8", "key", "address of the need's draws"),
    Field("resident", "i4", "row", "resident row, -1 for a visitor or a free row"),
    Field("state", "i1", "code", "free, hidden, waiting, in a bed, ended today, asked again later"),
    Field("what", "i1", "index", "class of the need"),
    Field("kind", "i1", "index", "kind of episode"),
    Field("severity", "i1", "index", "severity now"),
    Field("unit", "i1", "index", "unit that is asked"),
    Field("settlement", "i2", "index", "where the person is"),
    Field("opened_day", "i4", "day", "day the need arose"),
    Field("asked_day", "i4", "day", "day someone was first asked, NEVER before"),
    Field("minute", "i2", "minute", "minute of the day it is asked"),
    Field("asked_minute", "i2", "minute", "minute of the day it was first asked"),
    Field("due_day", "i4", "day", "last day of the tolerance window"),
    Field("again_day", "i4", "day", "day it is asked again when the state is later"),
    Field("attempts", "i4", "count", "attempts so far"),
    Field("first_asked", "i1", "flag", "counted among the acute needs", (0, 1)),
    Field("requested", "i1", "flag", "counted among the requests for a physician", (0, 1)),
    Field("answered", "i1", "flag", "what became of the request for a physician has been counted", (0, 1)),
    Field("queued", "i1", "flag", "stands in the queue of the unit", (0, 1)),
    Field("next_free", "i4", "row", "next free row, -1 at the end"),
    Field("next_queued", "i4", "row", "next need in the queue of the unit"),
)
NEED = record_dtype(NEED_FIELDS, aligned=True)

CHANNEL_ROLES = lever_specs()["channels"].fields["role"].options
(
    NO_ROLE,
    USUAL_GP,
    UNIT_GP,
    DEDICATED_GP,
    SLOT_GP,
    REMOTE_GP,
    ON_CALL_GP,
    COORDINATOR_ROLE,
    ADVANCED_ROLE,
    MOBILE_TEAM,
) = range(len(CHANNEL_ROLES))
CHANNEL_FIELDS = (
    *list_fields("channels"),
    Field("routine", "i4", "index", "routine the channel belongs to, -1 where none"),
)
CHANNEL = record_dtype(CHANNEL_FIELDS)
# Most channels by lever, and one each for agreed half-days and for physicians hired or sent by others.
CHANNELS_BY_LEVER = lever_specs()["channels"].most
CHANNELS_A_UNIT = CHANNELS_BY_LEVER + 2

# Columns of the table of chances to resolve: the class of success of a kind of channel.
RESOLVE_COLUMNS = (
    "phone",
    "video",
    "home_visit",
    "clinic",
    "emergency_room",
    "nurse_visit",
    "bed",
    "coordination",
    "acute_car",
)
RESOLVE_PHONE, RESOLVE_VIDEO, RESOLVE_HOME_VISIT, RESOLVE_CLINIC = range(4)
RESOLVE_ACUTE_CAR = RESOLVE_COLUMNS.index("acute_car")
SPECIALTIES = (
    "internal_medicine",
    "geriatrics",
    "cardiology",
    "pulmonology",
    "psychiatry",
    "palliative_care",
    "surgery",
    "orthopaedics",
    "dermatology",
    "diabetes",
    "rehabilitation_medicine",
    "other",
)

# How a contact came about where no channel was asked: code -1 is the first, -2 the second, and so on.
WAYS = (
    "reception",
    "specialist",
    "triage",
    "round",
    "acute_visit",
    "night_call",
    "slot_by_ambulance",
    "housing_round",
    "mobile_team",
)
(
    BY_RECEPTION,
    BY_SPECIALIST,
    BY_TRIAGE,
    BY_ROUND,
    BY_ACUTE_VISIT,
    BY_NIGHT_CALL,
    BY_SLOT,
    BY_HOUSING_ROUND,
    BY_TEAM,
) = (-1 - place for place in range(len(WAYS)))

AMBULANCE, ACUTE_CAR, HELICOPTER = range(3)
VEHICLE_FIELDS = (
    Field("station", "i2", "index", "settlement of the base"),
    Field("kind", "i1", "code", "ambulance, acute car, helicopter"),
    Field("municipality", "i1", "index", "municipality of the base, -1 at a reference point, where others pay"),
    Field("round_the_clock", "i1", "flag", "staffed at night", (0, 1)),
    Field("free_at", "i8", "minute", "world minute from which the vehicle is free at its base"),
)
VEHICLE = record_dtype(VEHICLE_FIELDS)
