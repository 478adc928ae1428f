"""Records of care: units with the levers in force today, wards, needs, channels, vehicles, the clock."""

from rural_abm.engine.records import Field, record_dtype
from rural_abm.people.records import RING
from rural_abm.staff.records import ROLES
from rural_abm.state.feedback_links import LINKS

UNITS = ("lycksele", "storuman", "tarnaby", "vilhelmina", "asele", "dorotea", "mala", "sorsele", "norsjo")
HOSPITALS = ("lycksele", "umea", "skelleftea")
UNIT_COUNT = len(UNITS)
WARD_COUNT = len(UNITS) + len(HOSPITALS)

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
    Field("on_call_participants", "i4", "code", "0 all permanent, 1 volunteers, 2 locums too"),
    Field("on_call_compensation_minutes", "i4", "minutes", "clinic minutes given back after a night"),
    Field("on_call_remote", "i4", "flag", "the night line works by video from one place"),
    Field("on_call_lines", "i4", "lines", "on-call lines of the region today"),
    Field("on_call_contracted", "i4", "lines", "of these, filled by a contractor from outside"),
    Field("on_call_minutes", "i4", "minutes", "minutes left on call tonight by line", None, (LINES_AT_MOST,)),
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
    Field("list_size", "i4", "residents", "residents listed today"),
    # levers that hold here today
    Field("opens", "i4", "minute", "reception opens on weekdays"),
    Field("closes", "i4", "minute", "reception closes on weekdays"),
    Field("evening_closes", "i4", "minute", "evening clinic closes; equal to `closes` where none"),
    Field("weekend_opens", "i4", "minute", "opens at weekends; equal to `weekend_closes` where closed"),
    Field("weekend_closes", "i4", "minute", "closes at weekends"),
    Field("emergency_room", "i4", "code", "0 none, 1 in opening hours, 2 always"),
    Field("slot_enabled", "i4", "flag", "daily bookable hour for acute home visits"),
    Field("slot_start", "i4", "minute", "start of the daily hour"),
    Field("slot_end", "i4", "minute", "end of the daily hour"),
    Field("slot_deadline", "i4", "minute", "booking deadline of home nursing"),
    Field("slot_home_nursing", "i4", "flag", "home nursing may book"),
    Field("slot_ambulance", "i4", "flag", "ambulance nurses may book all along"),
    Field("watch_minutes", "i4", "minutes", "each morning's minutes for admitted patients, per GP"),
    Field("contact_point_opens", "i4", "minute", "single point of contact opens; equal to closes where none"),
    Field("contact_point_closes", "i4", "minute", "single point of contact closes"),
    Field("contact_point_weekends", "i4", "flag", "open at weekends too"),
    Field("listing_by_district", "i4", "flag", "residents are listed where they live, not by choice"),
    Field("named_per_thousand", "i4", "residents", "sickest listed per thousand who have one fixed GP"),
    Field("dedicated_half_days", "i4", "half-days a week", "named home-nursing physician time"),
    Field("dedicated_rotating", "i4", "flag", "the role goes round among the GPs"),
    Field("dedicated_at_municipality", "i4", "flag", "based with home nursing"),
    Field("home_unit_half_days", "i4", "half-days a week", "GP time of a unit for home nursing only; 0 where none"),
    Field("co_located_home_nursing", "i4", "flag", "home nursing sits under the same roof"),
    Field("co_located_rehabilitation", "i4", "flag", "rehabilitation sits under the same roof"),
    Field("co_located_assessment", "i4", "flag", "needs assessment sits under the same roof"),
    Field("shared_record", "i4", "flag", "one record is read by both principals"),
    Field("corridor_contacts", "i4", "per day", "short corridor contacts a workday between centre and home nursing"),
    Field("health_room_hours", "i4", "hours a week", "staffed hours of the health rooms"),
    Field("health_room_video", "i4", "flag", "health rooms have video"),
    Field("specialist_minutes_a_week", "i4", "minutes", "minutes of specialists on video a week"),
    Field("specialties", "i4", "bits", "specialties on video, by place in SPECIALTIES"),
    Field("specialist_rounds", "i4", "per week", "ward rounds with specialists on video a week"),
    Field("specialist_standing", "i4", "code", "0 none, 1 ad hoc, 2 standing"),
    Field("remote_panel", "i4", "residents", "panel of the contracted remote physician"),
    Field("remote_minutes_a_week", "i4", "minutes", "remote physician's minutes a week"),
    Field("remote_visit_days", "i4", "days a year", "days the remote physician visits in person"),
    Field("monitoring_places", "i4", "places", "places at home monitored"),
    Field("monitoring_minutes", "i4", "minutes", "nurse minutes a day to read the monitors"),
    Field("advanced_half_days", "i4", "half-days a week", "advanced clinical nurse time"),
    Field("shift_first_assessments", "i4", "flag", "advanced nurses take first assessments"),
    Field("shift_planned_visits", "i4", "flag", "advanced nurses take planned visits"),
    Field("shift_home_visits", "i4", "flag", "advanced nurses drive out"),
    Field("locum_weeks", "i4", "weeks a year", "locum weeks the unit may buy a year"),
    Field("locum_longest_weeks", "i4", "weeks", "longest locum engagement"),
    Field("locum_prefer_returning", "i4", "flag", "locums who have worked here are asked first"),
    Field("bed_places", "i4", "places", "region's bed places"),
    Field("bed_posts", "f8", "posts", "nurse posts of the ward"),
    Field("bed_posts_needed", "f8", "posts", "posts without which not all places can be open"),
    Field("municipal_places", "i4", "places", "municipal places of a shared ward"),
    Field("st_posts", "i4", "posts", "posts for trainees in general practice"),
    Field("supervision_half_days", "f8", "half-days a week", "set aside to supervise each trainee"),
    Field("training_centre", "i4", "code", "0 none, 1 training, 2 academic"),
    Field("teaching_half_days", "f8", "half-days a week", "doctors' time for teaching and research"),
    Field("certification", "i4", "flag", "certification in rural medicine is offered"),
    Field("rural_supplement_sek", "i4", "SEK a month", "pay supplement of the certified"),
    Field("paired_leadership", "i4", "flag", "manager and medical lead together"),
    Field("lead_half_days", "f8", "half-days a week", "the medical lead's time for it"),
    Field("exchange_hours", "i4", "hours a month", "most nurse hours bought between region and municipality"),
    Field("home_unit_beds", "i4", "places", "of the bed places, those of a unit for home nursing only"),
    Field("dedicated_unit", "i4", "index", "unit whose home-nursing physicians serve this one"),
    Field("team_base", "i4", "index", "unit that is the base of the mobile team here, -1 where none"),
    Field("team_half_days", "i4", "half-days a week", "physicians' time of the team based here"),
    Field("team_physicians", "i4", "persons", "physicians who share it"),
    Field("team_turn_weeks", "i4", "weeks", "length of a physician's turn, 0 where there are no turns"),
    Field("team_nurses", "i4", "posts", "nurse posts of the team based here"),
    Field("team_coordinator", "i4", "flag", "one nurse of the team on duty answers the telephone"),
    Field("team_starts", "i4", "minute", "the team's day begins"),
    Field("team_ends", "i4", "minute", "the team's day ends"),
    Field("team_all_days", "i4", "flag", "at weekends too"),
    Field("team_cars", "i4", "cars", "cars of the team based here"),
    Field("team_acute", "i4", "flag", "the cars are equipped for acute illness"),
    Field("team_reach", "i4", "minutes", "longest one-way drive of the team based here"),
    Field("team_by_ambulance", "i4", "flag", "ambulance crews may send for the team"),
    Field("team_by_advice", "i4", "flag", "telephone advice may send for the team"),
    Field("team_by_centre", "i4", "flag", "a centre without time left may send for the team"),
    Field("network", "i4", "bits", "units of the network the unit belongs to, itself among them; 0 where none"),
    Field("network_minutes", "i4", "minutes a week", "meetings of the network, each GP present"),
    Field("network_cover", "i4", "flag", "GPs of the network answer when nobody of the own unit can"),
    Field("new_centre_posts", "i4", "posts", "GP posts of a new kind of centre here"),
    Field("new_centre_listed_most", "i4", "residents", "residents of other units it takes at most"),
    Field("new_centre_reach", "i4", "minutes", "longest one-way travel of those"),
    Field("team_minutes_a_week", "i4", "minutes a week", "paid time in which GPs and home nursing meet as a team"),
    Field("development_minutes_a_week", "i4", "minutes a week", "time of everybody for improving how they work"),
    Field("plan_minutes", "i4", "minutes", "minutes of an individual plan by form, of all who take part; 0 where none"),
    Field("support_years", "i4", "years", "length of the implementation support"),
    Field("support_forums", "i4", "per year", "forums a year while support lasts"),
    Field("support_evaluation", "i4", "flag", "the evaluation follows along while support lasts", (0, 1)),
    # levers of steering and money that hold here today
    Field("principal", "i4", "code", "0 region and municipality apart, 1 joint committee, 2 single principal"),
    Field("agreement_minutes_a_week", "i4", "minutes", "agreed volume of GP time for home nursing, 0 if none stated"),
    Field("agreement_written", "i4", "flag", "a local agreement is written"),
    Field("agreement_reserved", "i4", "flag", "the agreed minutes are named and kept from reception"),
    Field("agreement_followed_up", "i4", "flag", "the agreement is followed up every quarter"),
    Field("agreement_follows_needs", "i4", "flag", "what is followed up is needs met, not only hours"),
    Field("agreement_sanction", "i4", "flag", "the municipality may hire physicians at the region's cost"),
    Field("pay_sek", "i4", "SEK", "reimbursement by PAY_RULES", None, (PAY_RULE_COUNT,)),
    Field("shift_sek", "i4", "SEK a resident and year", "moved from hospital to primary care each year"),
    Field("project_years", "i4", "years", "length of project money, -1 where money is standing"),
    Field("team_minutes_by_lever", "i4", "minutes a week", "minutes of a team that the hospital may start here"),
    Field("prevention_minutes_a_week", "i4", "minutes", "nurse minutes for prevention a week"),
    Field("design_until", "i4", "day", "last world day of joint design, 0 where there is none"),
    Field("dedicated_by_lever", "i4", "half-days a week", "named home-nursing physician time set by the lever"),
    Field("locum_weeks_by_lever", "i4", "weeks a year", "locum weeks allowed by the lever"),
    Field("remote_by_lever", "i4", "minutes a week", "remote physician's minutes set by the lever"),
    # what organisations have decided
    Field("half_days_agreed", "i4", "half-days a week", "GP half-days for home nursing under the agreement"),
    Field("half_days_moved", "i4", "half-days a week", "GP half-days the manager moved from reception to home nursing"),
    Field("agreement_failures", "i4", "quarters", "documented quarters in a row in which the agreed volume was missed"),
    Field("hired_minutes_a_week", "i4", "minutes", "physician minutes hired under the sanction"),
    Field("hospital_team_minutes", "i4", "minutes a week", "physician minutes of a team the hospital has started here"),
    Field("locum_weeks_cut", "i4", "weeks a year", "locum weeks less than the lever allows"),
    Field("extra_home_nurse_posts", "i4", "posts", "home-nursing posts the municipality has opened"),
    Field("money_gp_posts", "i4", "posts", "GP posts opened by moved money"),
    Field("money_nurse_posts", "i4", "posts", "nurse posts at the centre opened by moved money"),
    Field("project_state", "i4", "code", "0 no project, 1 running, 2 taken over, 3 ended", (0, 3)),
    Field("project_began", "i4", "flag", "the beginning of the project has been written down", (0, 1)),
    Field("project_ends_day", "i4", "day", "world day on which project money ends"),
    Field("meeting_minutes_left", "i4", "minutes", "GP minutes of principals' meetings left this month"),
    Field("prevention_pool", "i4", "minutes", "nurse minutes for prevention saved up this month"),
    # state
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
UNIT = record_dtype(UNIT_FIELDS)

WARD_FIELDS = (
    Field("settlement", "i2", "index", "where the ward lies"),
    Field("unit", "i1", "index", "unit of care, -1 for a hospital"),
    Field("hospital", "i1", "index", "hospital, -1 for a cottage hospital"),
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

CHANNEL_ROLES = (
    "none",
    "usual_gp",
    "unit_gp",
    "dedicated_gp",
    "slot_gp",
    "remote_gp",
    "on_call_gp",
    "coordinator",
    "advanced_nurse",
    "mobile_team",
)
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
    Field("kind", "i4", "index", "row of the table of channel kinds"),
    Field("role", "i4", "index", "role that answers"),
    Field("start", "i4", "minute", "opens"),
    Field("end", "i4", "minute", "closes"),
    Field("all_days", "i4", "flag", "weekends too"),
    Field("minutes_a_day", "i4", "minutes", "minutes each holder keeps for the channel on a working day"),
    Field("reach_minutes", "i4", "minutes", "longest one-way travel"),
    Field("booking", "i4", "code", "0 at once, 1 same day, 2 next working day"),
    Field("routine", "i4", "index", "routine the channel belongs to, -1 where none"),
)
CHANNEL = record_dtype(CHANNEL_FIELDS)
# Most channels by lever, and one each for agreed half-days and for physicians hired or sent by others.
CHANNELS_BY_LEVER = 8
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
    Field("municipality", "i1", "index", "municipality of the base"),
    Field("round_the_clock", "i1", "flag", "staffed at night", (0, 1)),
    Field("free_at", "i8", "minute", "world minute from which the vehicle is free at its base"),
)
VEHICLE = record_dtype(VEHICLE_FIELDS)
