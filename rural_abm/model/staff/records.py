"""Staff and post records: persons who work, and the posts they hold."""

from rural_abm.engine.records import Field, record_dtype
from rural_abm.engine.units import WORKING_DAYS_A_WEEK
from rural_abm.model.ties.clinicians import (  # noqa: F401  (the codes of the role, employment and status fields)
    ADVANCED_NURSE,
    AMBULANCE_NURSE,
    CLINIC_NURSE,
    COORDINATOR,
    DOCTORS,
    EMPLOYED,
    EMPLOYMENTS,
    GONE,
    GP,
    HOME_NURSE,
    IN_POOL,
    LOCUM,
    PERMANENT,
    REMOTE,
    ROLES,
    ROTATING,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.regions.tables import MOST_UNITS

REGION_EMPLOYER, MUNICIPALITY_EMPLOYER = range(2)
# What a half-day is used for.
HALF_DAY_USES = ("off", "clinic", "ward", "home_nursing", "other_work", "away")
(OFF, IN_CLINIC, ON_WARD, HOME_NURSING_HALF_DAY, OTHER_WORK, AWAY) = range(len(HALF_DAY_USES))
HALF_DAYS_A_WEEK = 2 * WORKING_DAYS_A_WEEK

STAFF_FIELDS = (
    Field("key", "u8", "key", "permanent key from (unit, role, post, generation), or the pool number"),
    Field("role", "i1", "index", "kind of professional"),
    Field("employment", "i1", "index", "kind of employment"),
    Field("employer", "i1", "index", "region or municipality"),
    Field("unit", "i1", "index", "home unit, -1 where none"),
    Field("status", "i1", "code", "in the pool, employed, gone for good"),
    Field("post", "i4", "row", "post held or covered, -1 where none"),
    Field("number", "i4", "1", "serial number: order of coming, also the name shown"),
    Field("since", "i4", "day", "day of starting the present engagement"),
    Field("first_day", "i4", "day", "day of first working in the region"),
    Field("until", "i4", "day", "last day of the present engagement, NEVER where open"),
    Field("left_day", "i4", "day", "day of leaving for good, NEVER while here"),
    Field("birth_day", "i4", "day", "world day of birth"),
    Field("rural_background", "i1", "flag", "grew up in a rural place", (0, 1)),
    Field("trained_here", "i1", "flag", "trained in the region", (0, 1)),
    Field("partner", "i1", "flag", "has a partner with work or roots in the area", (0, 1)),
    Field("full_time", "f8", "posts", "share of full time worked", (0, 1)),
    Field("productivity", "f8", "1", "minutes of patient work out of a clinic minute", (0, 2)),
    Field("strain", "f8", "1", "smoothed work load over capacity"),
    Field("plan", "i1", "codes", "use of the ten half-days of a week", None, (HALF_DAYS_A_WEEK,)),
    Field("dedicated", "i1", "flag", "holds the named home-nursing physician role", (0, 1)),
    Field("panel", "i4", "residents", "residents whose usual GP this is"),
    Field("listed", "i4", "residents", "residents on the GP's list, while lists are kept for all"),
    # today
    Field("on_duty", "i1", "flag", "works today", (0, 1)),
    Field("clinic_minutes", "i4", "minutes", "minutes of reception left today"),
    Field("clinic_minutes_today", "i4", "minutes", "minutes of reception at the start of the day"),
    Field("slot_minutes", "i4", "minutes", "minutes of the bookable hour for acute home visits left today"),
    Field("dedicated_minutes", "i4", "minutes", "minutes of home-nursing half-days left today"),
    Field("reserved_minutes", "i4", "minutes", "minutes kept for channels left today"),
    Field("kept_of_reception", "f8", "share", "part of what channels, hour and look take today that is reception"),
    Field("watch_minutes", "i4", "minutes", "minutes of the morning review of admissions left today"),
    Field("call_minutes", "i4", "minutes", "minutes left over for calls besides reception today"),
    Field("ward_minutes", "i4", "minutes", "minutes of ward rounds left today"),
    Field("video_minutes", "i4", "minutes", "minutes of a remote physician left today"),
    Field("work_minutes", "i4", "minutes", "minutes of a nurse's working day left today"),
    Field("owed_minutes", "i4", "minutes", "worked beyond the day, taken from the next working day"),
    Field("free_at", "i4", "minute", "minute of the day until which the person is out on a visit"),
    Field("settlement", "i2", "index", "where the person is now (nurses on rounds)"),
    # memory of duty and of work this month
    Field("absent_until", "i4", "day", "last day of the present absence (leave, illness, weeks elsewhere)"),
    Field("duty_day", "i4", "day", "day of the last night on call"),
    Field("duties_this_month", "i4", "nights", "nights on call this month"),
    Field("rest_minutes", "i4", "minutes", "clinic minutes owed as rest after nights on call"),
    Field("capacity_month", "i4", "minutes", "minutes on duty this month"),
    Field("clinic_month", "i4", "minutes", "worked in reception this month"),
    Field("home_month", "i4", "minutes", "worked on home visits this month"),
    Field("call_month", "i4", "minutes", "worked on phone and video this month"),
    Field("ward_month", "i4", "minutes", "worked on the ward, and looked after admissions, this month"),
    Field("night_month", "i4", "minutes", "worked on call this month"),
    Field("travel_month", "i4", "minutes", "travelled this month"),
    Field("used_by", "i4", "day", "day the home-nursing district last used this counterpart", None, (MOST_UNITS,)),
    Field("friction_month", "i4", "minutes", "lost to friction this month"),
    Field("record_month", "i4", "minutes", "documentation this month"),
    # rota and career
    Field("present", "i1", "flag", "works today in person at the unit, not from afar", (0, 1)),
    Field("planned_week", "i4", "week", "week the plan is made for, -1 where a new one is needed"),
    Field("rest_today", "i4", "minutes", "of today's working minutes given back as rest after a night on call"),
    Field("worked_at", "i4", "bits", "units a locum has worked at: 1 << unit"),
    Field("retires_day", "i4", "day", "day of retirement"),
    Field("phase", "f8", "1", "place in the cycles of the rota, staggered within a unit", (0, 1)),
    Field("nights_share", "f8", "share", "smoothed share of nights on call", (0, 1)),
    Field("returned", "i1", "flag", "a locum who has worked at the unit before this engagement", (0, 1)),
    Field("seen_at", "i4", "bits", "units a locum has worked at this year: 1 << unit"),
    Field("supervision_minutes", "i4", "minutes", "of a working day, to supervise trainees"),
    Field("aside_today", "i4", "minutes", "of today's working minutes set aside for that"),
    Field("set_aside_minutes", "i4", "minutes", "of a working day, for supervision, teaching and leadership"),
    # working together
    Field("first_colleague", "i4", "row", "first of a physician's ties to nurses and hospitals, -1 if none"),
    Field("last_colleague", "i4", "row", "tie to a colleague that was asked for last; touches no result"),
    Field("given_minutes", "i4", "minutes", "given today to nurses the physician knows, beyond what was set aside"),
)
STAFF = record_dtype(STAFF_FIELDS)

POST_FIELDS = (
    Field("key", "u8", "key", "permanent key from (unit, role, number)"),
    Field("unit", "i1", "index", "unit of care"),
    Field("role", "i1", "index", "kind of professional"),
    Field("employer", "i1", "index", "region or municipality"),
    Field("active", "i1", "flag", "the post exists today", (0, 1)),
    Field("number", "i4", "1", "number of the post within unit and role"),
    Field("share", "f8", "posts", "full-time share of the post", (0, 1)),
    Field("rotating", "i1", "flag", "held by a permanent doctor who works some weeks from afar", (0, 1)),
    Field("holder", "i4", "row", "staff row of the permanent holder, -1 while vacant"),
    Field("locum", "i4", "row", "staff row of the locum who covers the week, -1 while none"),
    Field("generation", "i4", "1", "holders so far: part of the next holder's key"),
    Field("vacant_since", "i4", "day", "day the post became vacant, NEVER while held"),
    Field("frozen", "i1", "code", "1 neither advertised nor covered by locums (experiments), 2 held vacant", (0, 2)),
    Field("new_centre", "i1", "flag", "a GP post of a new kind of centre", (0, 1)),
    Field("by_money", "i1", "flag", "opened by money moved from hospitals", (0, 1)),
)
POST = record_dtype(POST_FIELDS)
