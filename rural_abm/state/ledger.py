"""The ledger: declared columns of what is counted, and the event register.

Three tables of whole numbers, added to as things happen and never read by any decision:

- `counts[period, municipality, frailty, band]`: what happens to residents;
- `unit_counts[period, unit]`: what happens to staff, wards and channels;
- `activity[month, municipality]`: what costs money, in natural units; prices are applied afterwards.

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


def _counts(*rows):
    return tuple(Field(name, "i8", unit, meaning) for name, unit, meaning in rows)


def _kept(name, meaning):
    """Return the columns of what is reserved for a lever: set aside, and what became of it."""
    ends = {"used": "used", "returned": "given back to reception and what goes with it", "lost": "of no more use"}
    rows = ((f"{name}_{end}", "minutes", f"of these {word}") for end, word in ends.items())
    return (name, "minutes", meaning), *rows


COUNT_FIELDS = _counts(
    # people
    ("person_days", "days", "days lived"),
    ("old_days", "days", "days lived at 65 and over"),
    ("very_old_days", "days", "days lived at 80 and over"),
    ("enrolled_days", "days", "days enrolled in home nursing in ordinary housing"),
    ("housing_days", "days", "days lived in special housing"),
    ("deaths", "deaths", "deaths of all ages"),
    ("deaths_old", "deaths", "deaths at 65 and over"),
    ("deaths_by_episode", "deaths", "deaths caused by a severe episode"),
    ("births", "births", "births"),
    ("moved_in", "persons", "moves into the region"),
    ("moved_out", "persons", "moves out of the region"),
    ("worsened", "changes", "changes to a worse state of frailty"),
    ("worsened_by_care", "changes", "of these caused by stays or unmet need"),
    ("improved", "changes", "changes to a better state of frailty"),
    ("enrolments", "persons", "enrolments in home nursing"),
    ("housing_moves", "persons", "moves into special housing"),
    ("housing_wait_days", "days", "days waited by those who moved into special housing"),
    ("municipal_care_persons", "persons", "persons with home nursing or special housing at any time of the year"),
    ("episodes_moderate", "episodes", "moderate acute episodes"),
    ("episodes_severe", "episodes", "severe acute episodes, collapses not included"),
    ("episodes_hidden_days", "days", "days from the beginning of a moderate decline until it was found"),
    ("episodes_found", "episodes", "moderate declines found before collapse"),
    ("episodes_collapsed", "episodes", "moderate declines that became severe before anyone had found them"),
    ("episodes_worsened", "episodes", "moderate declines that were found, and became severe while they waited"),
    # primary care
    ("complaints", "calls", "minor complaints brought to the telephone nurse"),
    ("advice", "calls", "complaints that ended with advice"),
    ("calls", "calls", "calls about complaints while the line was open, repeated ones among them"),
    ("calls_unanswered", "calls", "of these not answered"),
    ("nurse_visits", "visits", "visits to nurses at the centre"),
    ("advanced_nurse_visits", "visits", "visits to advanced clinical nurses"),
    ("gp_visits", "visits", "visits to GPs at the centre"),
    ("gp_visits_usual", "visits", "of these to the usual GP"),
    ("gp_home_visits", "visits", "home visits by GPs"),
    ("gp_video", "contacts", "video contacts with GPs"),
    ("gp_phone", "contacts", "telephone contacts with or about the patient"),
    ("on_call_contacts", "contacts", "contacts with the physician on call"),
    ("evening_visits", "visits", "visits outside weekday opening hours at a centre"),
    ("gp_wait_days", "days", "days waited for a GP visit"),
    ("gp_waits", "visits", "GP visits waited for"),
    ("given_up", "needs", "needs given up unmet"),
    ("usual_before", "contacts", "contacts with the usual GP in the year before enrolment"),
    ("usual_before_days", "days", "days of that year"),
    ("usual_after", "contacts", "contacts with the usual GP in the year after enrolment"),
    ("usual_after_days", "days", "days of that year"),
    ("gp_changes", "persons", "residents who lost or changed their usual GP and live here"),
    ("changes_of_choice", "persons", "changes of unit or GP by dissatisfied residents"),
    ("continuity_persons", "persons", "residents with at least four counted GP contacts in 24 months"),
    ("coc_millionths", "1e-6", "sum of their Bice-Boxerman index"),
    ("upc_millionths", "1e-6", "sum of their usual provider index"),
    ("secon_millionths", "1e-6", "sum of their sequential index"),
    ("usual_gp_days", "days", "sum of days since first contact with the present usual GP, residents who have one"),
    ("usual_gp_persons", "persons", "residents aged 65 and over with a usual GP seen within 24 months"),
    ("old_persons", "persons", "residents aged 65 and over at the end of the period"),
    # specialists
    ("referrals", "referrals", "referrals to specialists"),
    ("specialist_visits", "visits", "specialist visits in person at a hospital"),
    ("specialist_video", "visits", "specialist visits on video near home"),
    ("specialist_wait_days", "days", "days waited for specialist visits"),
    # home nursing
    ("home_nurse_visits", "visits", "visits by home-nursing nurses"),
    ("home_nurse_known", "visits", "of these by the contact nurse"),
    ("housing_visits", "visits", "visits by home-nursing nurses in special housing"),
    ("visits_due", "visits", "home-nursing visits that fell due to residents at home"),
    ("visits_put_off", "visits", "of these put off to another day because no nurse had the minutes"),
    ("visits_never_made", "visits", "visits put off until the resident had died, moved or left home nursing"),
    ("visits_shortened", "visits", "visits made that were shortened"),
    ("coordination_events", "events", "coordination events"),
    ("coordination_returned", "events", "unresolved events that came back"),
    ("reviews", "reviews", "planned medical reviews done"),
    ("reviews_overdue", "reviews", "planned medical reviews that were not done in time"),
    ("requests", "requests", "requests for a physician from home nursing, reviews apart, that have ended"),
    ("requests_answered", "requests", "of these answered by a physician inside the window"),
    ("requests_failed", "requests", "of these given up because no channel could meet them"),
    ("request_minutes", "minutes", "minutes from request until it was answered or given up"),
    ("monitored_days", "days", "days with a monitoring place"),
    # acute care
    ("acute_needs", "needs", "moderate and severe episodes that someone was asked to meet, counted when they end"),
    ("acute_local", "needs", "of these met without going to a hospital"),
    ("acute_frail_old", "needs", "acute needs of frail residents aged 80 and over"),
    ("acute_frail_old_local", "needs", "of these met without going to a hospital"),
    ("emergency_visits", "visits", "visits to hospital emergency departments"),
    ("emergency_visits_old", "visits", "of these by residents aged 80 and over"),
    ("emergency_room_visits", "visits", "visits to emergency rooms of cottage hospitals"),
    ("ambulance_trips", "trips", "ambulance missions for residents"),
    ("ambulance_metres", "metres", "driven by ambulances for residents"),
    ("helicopter_trips", "trips", "helicopter missions for residents"),
    ("response_minutes", "minutes", "minutes from call to the first vehicle's arrival"),
    ("responses", "missions", "missions with a response time"),
    ("secondary_transports", "trips", "transports between wards"),
    ("admissions_cottage", "stays", "stays begun in cottage hospitals"),
    ("admissions_hospital", "stays", "stays begun in hospitals"),
    ("admissions_old", "stays", "stays begun by residents aged 80 and over"),
    ("admissions_avoidable", "stays", "stays begun for ambulatory-care sensitive conditions"),
    ("diverted", "patients", "patients sent on because no bed was open near home"),
    ("bed_days_cottage", "days", "days in cottage hospital beds"),
    ("bed_days_hospital", "days", "days in hospital beds"),
    ("discharges", "stays", "discharges alive"),
    ("discharges_followed", "stays", "discharges followed for 30 days or to a new stay, death or moving, if earlier"),
    ("readmissions_3", "stays", "of these followed by a stay begun within 3 days"),
    ("readmissions_7", "stays", "of these followed by a stay begun within 7 days"),
    ("readmissions_30", "stays", "of these followed by a stay begun within 30 days"),
    ("waiting_bed_days", "days", "days in a bed while medically ready"),
    ("discharge_tasks", "tasks", "tasks open at the discharges followed"),
    ("discharge_tasks_closed", "tasks", "of these closed while they were followed"),
    ("last_year_days", "days", "days of the last year of life of those who died at 65 and over"),
    ("last_year_home_days", "days", "of these spent at home"),
    # travel
    ("patient_metres", "metres", "driven by patients"),
    ("patient_minutes", "minutes", "travelled by patients"),
    # what organisations see of home nursing and hospitals
    ("emergency_visits_enrolled", "visits", "visits to hospital emergency departments by residents in home nursing"),
    ("admissions_enrolled", "stays", "stays begun in hospitals by residents in home nursing"),
    ("prevention_visits", "visits", "visits by nurses to prevent falls and review medicines"),
    # money per resident
    ("region_cost_ore", "ore", "modelled region-paid cost of the residents"),
)
COUNT = record_dtype(COUNT_FIELDS)

UNIT_COUNT_FIELDS = _counts(
    ("gp_post_days", "post-days (thousandths)", "GP posts that exist"),
    ("gp_permanent_days", "post-days (thousandths)", "GP posts held by permanent doctors"),
    ("gp_locum_days", "post-days (thousandths)", "GP posts covered by locums"),
    ("gp_vacant_days", "post-days (thousandths)", "GP posts without a permanent holder"),
    ("nurse_post_days", "post-days (thousandths)", "nurse posts that exist"),
    ("nurse_vacant_days", "post-days (thousandths)", "nurse posts without a holder"),
    ("gp_days", "person-days", "days of permanent GPs, for turnover"),
    ("gps_left", "persons", "permanent GPs who left, retirement included"),
    ("gps_retired", "persons", "of these retired"),
    ("gps_recruited", "persons", "permanent GPs who came"),
    ("gp_stay_days", "days", "length of stay of the GPs who left"),
    ("recruitment_days", "days", "days the filled GP posts had been vacant"),
    ("nurses_left", "persons", "nurses who left, retirement included"),
    ("nurses_recruited", "persons", "nurses who came"),
    ("nurse_days", "person-days", "days of employed nurses"),
    ("locum_weeks", "weeks", "locum weeks"),
    ("locum_returns", "engagements", "engagements of locums who had worked here before"),
    ("locum_engagements", "engagements", "locum engagements"),
    ("night_duties", "nights", "nights on call by doctors of the unit"),
    ("gp_work_minutes", "minutes", "minutes worked by GPs"),
    ("gp_capacity_minutes", "minutes", "minutes GPs were on duty"),
    ("gp_travel_minutes", "minutes", "minutes GPs travelled"),
    ("nurse_work_minutes", "minutes", "minutes on duty of home-nursing nurses"),
    ("nurse_visit_minutes", "minutes", "minutes of home-nursing nurses with patients"),
    ("nurse_travel_minutes", "minutes", "minutes home-nursing nurses travelled"),
    ("nurse_travel_metres", "metres", "metres home-nursing nurses drove"),
    ("nurse_record_minutes", "minutes", "minutes of documentation of home-nursing nurses"),
    ("nurse_friction_minutes", "minutes", "minutes home-nursing nurses lost to friction"),
    ("attempts_failed", "attempts", "attempts to reach a physician that failed"),
    ("counterparts_unfamiliar", "events", "contacts with a counterpart not used in the last three months"),
    ("strain_thousandths", "1e-3", "sum over months of permanent GPs of strain"),
    ("strain_months", "GP-months", "months of permanent GPs of the strain"),
    ("locum_strain_thousandths", "1e-3", "sum over months of locums of strain"),
    ("locum_strain_months", "GP-months", "months of locums of the strain"),
    ("trainee_strain_thousandths", "1e-3", "sum over months of trainees of strain"),
    ("trainee_strain_months", "GP-months", "months of trainees of the strain"),
    ("effective_clinicians_districts", "district-years", "districts whose effective number of GPs was measured"),
    ("effective_clinicians_thousandths", "1e-3", "effective number of GPs the enrolled met: exp of the entropy"),
    ("bed_place_days", "days", "bed places that exist"),
    ("bed_open_days", "days", "bed places open"),
    ("bed_occupied_days", "days", "bed places occupied"),
    ("visitor_needs", "needs", "visitors' acute needs"),
    ("list_days", "resident-days", "residents listed"),
    ("trainee_months", "person-months", "months of trainees in general practice"),
    ("trainees_started", "persons", "trainees who began"),
    ("trainees_finished", "persons", "trainees who became specialists"),
    ("trainees_stayed", "persons", "of these who took a GP post in the area"),
    ("supervision_minutes", "minutes", "minutes in which permanent GPs supervised trainees"),
    ("locum_faces", "persons", "locums new to the unit in the calendar year"),
    ("nurses_moved", "persons", "nurses who changed role at the unit"),
    ("manager_changes", "changes", "changes of leadership"),
    ("attractiveness_thousandths", "1e-3", "sum over months of the attractiveness of a GP post"),
    ("attractiveness_months", "unit-months", "months of the attractiveness"),
    ("collaboration_months", "unit-months", "months in which collaboration was measured"),
    ("nursing_strength_thousandths", "1e-3", "strength of collaboration with home nursing, summed over months"),
    ("nursing_memory_thousandths", "1e-3", "its institutional memory, summed over months"),
    ("hospital_months", "unit-months", "of these at cottage hospitals"),
    ("hospital_strength_thousandths", "1e-3", "strength of collaboration with the hospital there, summed over months"),
    ("joint_contacts", "contacts", "joint work of GPs and home-nursing nurses that builds ties"),
    ("joint_failures", "requests", "requests to a physician that failed"),
    ("given_minutes", "minutes", "minutes GPs gave nurses they know beyond those set aside"),
    ("forums", "forums", "forums held"),
    ("trials_begun", "trials", "trials of routines begun"),
    ("trials_lapsed", "trials", "trials that lapsed because their champion left"),
    ("routines_settled", "routines", "trials that became routine"),
    ("plan_minutes", "minutes", "minutes of nurses and GPs for individual plans by form"),
    # minutes set aside: used + returned + lost
    *_kept("home_nursing_gp_minutes", "minutes of GPs set aside for home nursing"),
    *_kept("reserved_minutes", "minutes of GPs kept for channels"),
    *_kept("slot_minutes", "minutes of the daily bookable hour"),
    *_kept("watch_minutes", "minutes of the morning look at admissions"),
    ("interruption_minutes", "minutes", "reception minutes lost to calls outside kept time"),
    # steering
    ("steering_gp_minutes", "minutes", "reception minutes of GPs in meetings of principals and joint design"),
    ("steering_nurse_minutes", "minutes", "minutes of home-nursing nurses in joint design"),
    ("prevention_minutes", "minutes", "minutes of nurses spent on prevention"),
    ("money_post_days", "post-days (thousandths)", "posts funded by moved money"),
    ("money_post_vacant_days", "post-days (thousandths)", "of these without a holder"),
    ("agreed_gp_minutes", "minutes", "minutes of GPs agreed for home nursing"),
    ("budget_primary_care_ore", "ore", "budget of primary care at the unit's municipality"),
    ("budget_hospital_ore", "ore", "budget of hospitals for the unit's municipality"),
    ("budget_municipality_ore", "ore", "budget of the unit's municipality"),
    *((f"decided_{kind}", "decisions", f"decisions: {kind.replace('_', ' ')}") for kind in DECISION_KINDS),
) + (
    Field("channel_asked", "i8", "requests", "requests to the kind of channel", None, (CHANNEL_KINDS_AT_MOST,)),
    Field("channel_answered", "i8", "requests", "of these answered by a holder", None, (CHANNEL_KINDS_AT_MOST,)),
    Field("channel_resolved", "i8", "requests", "of these resolved", None, (CHANNEL_KINDS_AT_MOST,)),
    Field("channel_minutes", "i8", "minutes", "clinician minutes, travel included", None, (CHANNEL_KINDS_AT_MOST,)),
    Field("routine_wanted", "i8", "unit-months", "the routine is asked for", None, (ROUTINES_AT_MOST,)),
    Field("routine_used", "i8", "unit-months", "of these on trial or settled", None, (ROUTINES_AT_MOST,)),
    Field("routine_settled", "i8", "unit-months", "of these settled", None, (ROUTINES_AT_MOST,)),
)
UNIT_COUNT_RECORD = record_dtype(UNIT_COUNT_FIELDS)

ACTIVITY_FIELDS = _counts(
    # capacity, by day
    ("gp_permanent_days", "post-days (thousandths)", "GP posts held by permanent doctors"),
    ("gp_locum_days", "post-days (thousandths)", "GP posts covered by locums"),
    ("remote_gp_minutes", "minutes", "contracted minutes of remote physicians"),
    ("clinic_nurse_days", "post-days (thousandths)", "nurse posts held at centres"),
    ("ward_nurse_days", "post-days (thousandths)", "ward nurse posts held"),
    ("ambulance_nurse_days", "post-days (thousandths)", "ambulance nurse posts held"),
    ("advanced_nurse_days", "post-days (thousandths)", "advanced nurse posts held"),
    ("coordinator_days", "post-days (thousandths)", "coordinator posts held"),
    ("home_nurse_days", "post-days (thousandths)", "home-nursing nurse posts held"),
    ("team_nurse_days", "post-days (thousandths)", "nurse posts of mobile teams held"),
    ("team_car_days", "vehicle-days", "cars of mobile teams"),
    ("acute_car_days", "vehicle-days", "cars of mobile teams equipped for acute illness"),
    ("centre_days", "unit-days", "running a centre: premises, administration"),
    ("cottage_bed_days", "place-days", "bed places of cottage hospitals, without nurses' pay"),
    ("shared_bed_days", "place-days", "municipal places of shared wards"),
    ("ambulance_days", "vehicle-days", "ambulances and acute cars, without nurses' pay"),
    ("housing_days", "resident-days", "special housing"),
    ("home_help_days", "resident-days", "home help and social care at home of the enrolled"),
    ("monitoring_days", "place-days", "monitoring places"),
    ("health_room_hours", "hours (hundredths)", "staffed hours of health rooms"),
    ("specialist_video_minutes", "minutes", "specialists' minutes on video"),
    # events
    ("hospital_days", "days", "days in hospital beds"),
    ("hospital_ready_days_paid", "days", "days after the agreed delay paid by the municipality"),
    ("emergency_visits", "visits", "visits to hospital emergency departments"),
    ("specialist_visits", "visits", "specialist visits in person"),
    ("ambulance_metres", "metres", "driven by ambulances"),
    ("helicopter_missions", "missions", "helicopter missions"),
    ("patient_metres", "metres", "patients' planned and acute travel by car, taxi or bus"),
    ("staff_metres", "metres", "driven by home-nursing nurses"),
    ("gp_metres", "metres", "driven by GPs and advanced nurses"),
    ("gp_fees", "visits", "visits with a patient fee to a doctor"),
    ("nurse_fees", "visits", "visits with a patient fee to a nurse"),
    ("remote_fees", "visits", "remote visits with a patient fee"),
    ("hospital_fees", "visits", "visits with a patient fee to a hospital"),
    ("bed_fees", "days", "hospital bed days with a patient fee"),
    ("bed_fees_cottage", "days", "cottage hospital bed days with a patient fee"),
    ("prescriptions", "contacts", "GP contacts that lead to medicines"),
    ("relative_hours", "hours (hundredths)", "hours of relatives who drive or sit with the patient"),
    ("night_compensation", "nights", "nights on call paid"),
    ("rural_supplement_sek", "SEK", "pay supplements of GPs certified in rural medicine"),
    ("nurse_hours_to_municipality", "hours", "ward nurses' hours bought by the municipality"),
    ("nurse_hours_to_region", "hours", "home-nursing nurses' hours bought by the region"),
    ("hospital_team_minutes", "minutes", "contracted minutes of physicians of teams that hospitals pay"),
    ("joint_committee_days", "unit-days", "days under a joint committee of region and municipality"),
    ("single_principal_days", "unit-days", "days under a single principal"),
)
ACTIVITY = record_dtype(ACTIVITY_FIELDS)

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
    """Return the ledger cell (a record of COUNT_FIELDS) of resident `row` today."""
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
