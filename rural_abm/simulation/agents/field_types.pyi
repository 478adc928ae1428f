"""The properties of agents that are fields of their records. Written by rural_abm.report.type_stubs (`make docs`); not to be edited."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

class FrailElderFields:
    """What a FrailElder shows of its record."""

    @property
    def key(self) -> int:
        """permanent key; newcomers by kind, municipality, day and number (key)"""
    @property
    def next_day(self) -> int:
        """next day on which anything happens to the resident (day)"""
    @property
    def link(self) -> int:
        """where the resident stands in the calendar: page x places + place, -1 if nowhere (place)"""
    @property
    def death_day(self) -> int:
        """day of death at today's rate, or at the end of the last phase (day)"""
    @property
    def frailty_day(self) -> int:
        """day of the next change of frailty at today's rate (day)"""
    @property
    def episode_day(self) -> int:
        """day of the next candidate acute episode (day)"""
    @property
    def readmission_day(self) -> int:
        """day of the next candidate episode of the post-discharge period (day)"""
    @property
    def complaint_day(self) -> int:
        """day of the next minor complaint brought to primary care (day)"""
    @property
    def follow_up_day(self) -> int:
        """day the next planned visit for chronic illness is due (day)"""
    @property
    def move_day(self) -> int:
        """day the resident moves out of the region (day)"""
    @property
    def found_day(self) -> int:
        """day a hidden decline is found by home help, relatives or the resident (day)"""
    @property
    def worsen_day(self) -> int:
        """day the untreated open episode becomes a collapse (day)"""
    @property
    def visit_day(self) -> int:
        """day the next home-nursing visit is due (day)"""
    @property
    def coordination_day(self) -> int:
        """day of the next coordination event of the enrolled (day)"""
    @property
    def review_day(self) -> int:
        """day the next planned medical review of the enrolled is due (day)"""
    @property
    def specialist_day(self) -> int:
        """day of the booked specialist visit (day)"""
    @property
    def follow_call_day(self) -> int:
        """day the follow-up after a hospital stay is due (day)"""
    @property
    def leave_day(self) -> int:
        """day the resident leaves the ward, the municipality's delay included (day)"""
    @property
    def hazard_day(self) -> int:
        """last day up to which the thresholds have been used up (day)"""
    @property
    def birth_day(self) -> int:
        """world day of birth (day)"""
    @property
    def open_need(self) -> int:
        """row of the open acute episode among the needs, -1 if none (row)"""
    @property
    def planned_need(self) -> int:
        """row of the open planned visit among the needs, -1 if none (row)"""
    @property
    def settlement(self) -> int:
        """where the resident lives (index)"""
    @property
    def municipality(self) -> int:
        """home municipality (index)"""
    @property
    def unit(self) -> int:
        """unit of care listed at; also the home-nursing district (index)"""
    @property
    def band(self) -> int:
        """distance band to the nearest hospital (index)"""
    @property
    def frailty(self) -> int:
        """fit, mild, moderate, severe (electronic frailty index classes) (state)"""
    @property
    def conditions(self) -> int:
        """heart failure 1, COPD 2, diabetes 4, dementia 8, mental illness 16 (bits)"""
    @property
    def status(self) -> int:
        """alive, dead, moved (code)"""
    @property
    def enrolled(self) -> int:
        """enrolled in home nursing (or living in special housing) (flag)"""
    @property
    def dwelling(self) -> int:
        """ordinary housing or special housing (sarskilt boende) (code)"""
    @property
    def place_of_care(self) -> int:
        """at home, in a cottage hospital bed, in a hospital bed (code)"""
    @property
    def ward(self) -> int:
        """ward of the stay: unit index, or units + hospital index; -1 at home (index)"""
    @property
    def lives_alone(self) -> int:
        """one-person household (flag)"""
    @property
    def monitored(self) -> int:
        """has a monitoring place at home (flag)"""
    @property
    def open_needs(self) -> int:
        """needs that are open, of all classes (needs)"""
    @property
    def first_tie(self) -> int:
        """first tie of the resident's list, -1 if none (row)"""
    @property
    def named_gp(self) -> int:
        """one of the sickest who have one fixed GP (flag)"""
    @property
    def discharge_tasks(self) -> int:
        """tasks open at the last discharge while it is followed, else -1 (count)"""
    @property
    def sex(self) -> int:
        """0 woman, 1 man (code)"""
    @property
    def open_tasks(self) -> int:
        """open tasks: medicine list, plan, aids, test, or what was not settled (count)"""
    @property
    def tie_marks(self) -> int:
        """two bits for each clinician with a tie, set too for some without (bits)"""
    @property
    def episode_left(self) -> float:
        """what is left of the exponential threshold of the next candidate episode (1)"""
    @property
    def complaint_left(self) -> float:
        """what is left of the exponential threshold of the next minor complaint (1)"""
    @property
    def follow_up_left(self) -> float:
        """what is left of the exponential threshold of the next planned visit (1)"""
    @property
    def episode_ceiling(self) -> float:
        """ceiling rate of candidate episodes in today's state (per day)"""
    @property
    def complaint_ceiling(self) -> float:
        """ceiling rate of minor complaints in today's state (per day)"""
    @property
    def follow_up_hazard(self) -> float:
        """rate of planned visits for chronic illness in today's state (per day)"""
    @property
    def episode_count(self) -> int:
        """candidate episodes so far (1)"""
    @property
    def complaint_count(self) -> int:
        """minor complaints so far (1)"""
    @property
    def follow_up_count(self) -> int:
        """planned visits so far (1)"""
    @property
    def enrolled_day(self) -> int:
        """day of enrolment, NEVER if not enrolled (day)"""
    @property
    def usual_gp_since(self) -> int:
        """day of the first contact with the usual GP, or of coming on their list (day)"""
    @property
    def usual_gp_last(self) -> int:
        """day of the last contact with the present usual GP, LONG_AGO if none yet (day)"""
    @property
    def visit_count(self) -> int:
        """home-nursing visits so far (1)"""
    @property
    def discharged_day(self) -> int:
        """day of the last discharge, -NEVER if none (day)"""
    @property
    def queue_day(self) -> int:
        """day of applying for special housing, NEVER if not queuing (day)"""
    @property
    def medicine_review_day(self) -> int:
        """day of the last medicine review (day)"""
    @property
    def last_doctor(self) -> int:
        """GP of the last counted contact, for SECON (row)"""
    @property
    def region_cost_ore(self) -> int:
        """modelled cost to the region this year, for the concentration of use (ore)"""
    @property
    def visits_a_year(self) -> int:
        """home-nursing visits granted a year (per year)"""
    @property
    def care_year(self) -> int:
        """world year in which municipal care was last counted (index)"""
    @property
    def visit_late(self) -> int:
        """the visit that is due has been postponed, and counted so (flag)"""
    @property
    def pairs_this_year(self) -> int:
        """successive pairs of counted GP contacts this year (count)"""
    @property
    def same_this_year(self) -> int:
        """of these with the same GP (count)"""
    @property
    def usual_this_year(self) -> int:
        """contacts with the usual GP this year (count)"""
    @property
    def usual_since_enrolment(self) -> int:
        """contacts with the usual GP since enrolment (count)"""
    @property
    def bed_days_this_year(self) -> int:
        """days in wards this year (days)"""
    @property
    def bed_days_last_year(self) -> int:
        """days in wards last year (days)"""
    @property
    def need_count(self) -> int:
        """needs opened so far (1)"""
    @property
    def admitted_day(self) -> int:
        """first day of the present or last stay (day)"""
    @property
    def death_left(self) -> float:
        """what is left of the exponential threshold of death (1)"""
    @property
    def frailty_left(self) -> float:
        """what is left of the exponential threshold of frailty change (1)"""
    @property
    def person_factor(self) -> float:
        """multiplies the person's episodes; constant, never seen by organisations (1)"""
    @property
    def ready_day(self) -> int:
        """day medically ready to leave the ward (day)"""
    @property
    def prevented_first_day(self) -> int:
        """day of the first visit of prevention, NEVER if none (day)"""
    @property
    def prevented_day(self) -> int:
        """day of the last visit of prevention, -NEVER if none (day)"""
    @property
    def specialist_need(self) -> int:
        """row of the booked specialist visit among the needs (row)"""
    @property
    def stay_count(self) -> int:
        """hospital stays so far (1)"""
    @property
    def coordination_count(self) -> int:
        """coordination events so far (1)"""
    @property
    def specialist_count(self) -> int:
        """specialist visits so far (1)"""
    @property
    def frailty_count(self) -> int:
        """changes of frailty so far (1)"""
    @property
    def readmission_count(self) -> int:
        """candidates of post-discharge periods so far (1)"""
    @property
    def pairs_last_year(self) -> int:
        """the same last year (count)"""
    @property
    def same_last_year(self) -> int:
        """the same last year (count)"""
    @property
    def usual_last_year(self) -> int:
        """contacts with the usual GP last year (count)"""
    @property
    def fatal(self) -> int:
        """the present stay ends in death (flag)"""
    @property
    def transfer(self) -> int:
        """0 none, 1 to the hospital tomorrow, 2 back to the cottage hospital when due (code)"""
    @property
    def planned_home(self) -> int:
        """the way home has been planned by a GP during the stay (flag)"""
    @property
    def discharge_tasks_open(self) -> int:
        """of the tasks open at that discharge, those still open (count)"""
    @property
    def dissatisfaction(self) -> int:
        """failed or late contacts this year (count)"""
    @property
    def dying(self) -> int:
        """in the last phase of life, which ends on `death_day` at the latest (flag)"""
    @property
    def dying_steps(self) -> int:
        """steps of frailty that came with the last phase of life (states)"""
    @property
    def relatives_near(self) -> int:
        """a relative sees the resident often (flag)"""

class GPFields:
    """What a GP shows of its record."""

    @property
    def key(self) -> int:
        """permanent key from (unit, role, post, generation), or the pool number (key)"""
    @property
    def role(self) -> int:
        """kind of professional (index)"""
    @property
    def employment(self) -> int:
        """kind of employment (index)"""
    @property
    def employer(self) -> int:
        """region or municipality (index)"""
    @property
    def unit(self) -> int:
        """home unit, -1 where none (index)"""
    @property
    def status(self) -> int:
        """in the pool, employed, gone for good (code)"""
    @property
    def post(self) -> int:
        """post held or covered, -1 where none (row)"""
    @property
    def number(self) -> int:
        """serial number: order of coming, also the name shown (1)"""
    @property
    def since(self) -> int:
        """day of starting the present engagement (day)"""
    @property
    def first_day(self) -> int:
        """day of first working in the region (day)"""
    @property
    def until(self) -> int:
        """last day of the present engagement, NEVER where open (day)"""
    @property
    def left_day(self) -> int:
        """day of leaving for good, NEVER while here (day)"""
    @property
    def birth_day(self) -> int:
        """world day of birth (day)"""
    @property
    def rural_background(self) -> int:
        """grew up in a rural place (flag)"""
    @property
    def trained_here(self) -> int:
        """trained in the region (flag)"""
    @property
    def partner(self) -> int:
        """has a partner with work or roots in the area (flag)"""
    @property
    def full_time(self) -> float:
        """share of full time worked (posts)"""
    @property
    def productivity(self) -> float:
        """minutes of patient work out of a clinic minute (1)"""
    @property
    def strain(self) -> float:
        """smoothed work load over capacity (1)"""
    @property
    def plan(self) -> NDArray[np.int8]:
        """use of the ten half-days of a week (codes)"""
    @property
    def dedicated(self) -> int:
        """holds the named home-nursing physician role (flag)"""
    @property
    def panel(self) -> int:
        """residents whose usual GP this is (residents)"""
    @property
    def listed(self) -> int:
        """residents on the GP's list, while lists are kept for all (residents)"""
    @property
    def on_duty(self) -> int:
        """works today (flag)"""
    @property
    def clinic_minutes(self) -> int:
        """minutes of reception left today (minutes)"""
    @property
    def clinic_minutes_today(self) -> int:
        """minutes of reception at the start of the day (minutes)"""
    @property
    def slot_minutes(self) -> int:
        """minutes of the bookable hour for acute home visits left today (minutes)"""
    @property
    def dedicated_minutes(self) -> int:
        """minutes of home-nursing half-days left today (minutes)"""
    @property
    def reserved_minutes(self) -> int:
        """minutes kept for channels left today (minutes)"""
    @property
    def kept_of_reception(self) -> float:
        """part of what channels, hour and look take today that is reception (share)"""
    @property
    def watch_minutes(self) -> int:
        """minutes of the morning review of admissions left today (minutes)"""
    @property
    def call_minutes(self) -> int:
        """minutes left over for calls besides reception today (minutes)"""
    @property
    def ward_minutes(self) -> int:
        """minutes of ward rounds left today (minutes)"""
    @property
    def video_minutes(self) -> int:
        """minutes of a remote physician left today (minutes)"""
    @property
    def work_minutes(self) -> int:
        """minutes of a nurse's working day left today (minutes)"""
    @property
    def owed_minutes(self) -> int:
        """worked beyond the day, taken from the next working day (minutes)"""
    @property
    def free_at(self) -> int:
        """minute of the day until which the person is out on a visit (minute)"""
    @property
    def settlement(self) -> int:
        """where the person is now (nurses on rounds) (index)"""
    @property
    def absent_until(self) -> int:
        """last day of the present absence (leave, illness, weeks elsewhere) (day)"""
    @property
    def duty_day(self) -> int:
        """day of the last night on call (day)"""
    @property
    def duties_this_month(self) -> int:
        """nights on call this month (nights)"""
    @property
    def rest_minutes(self) -> int:
        """clinic minutes owed as rest after nights on call (minutes)"""
    @property
    def capacity_month(self) -> int:
        """minutes on duty this month (minutes)"""
    @property
    def clinic_month(self) -> int:
        """worked in reception this month (minutes)"""
    @property
    def home_month(self) -> int:
        """worked on home visits this month (minutes)"""
    @property
    def call_month(self) -> int:
        """worked on phone and video this month (minutes)"""
    @property
    def ward_month(self) -> int:
        """worked on the ward, and looked after admissions, this month (minutes)"""
    @property
    def night_month(self) -> int:
        """worked on call this month (minutes)"""
    @property
    def travel_month(self) -> int:
        """travelled this month (minutes)"""
    @property
    def used_by(self) -> NDArray[np.int32]:
        """day the home-nursing district last used this counterpart (day)"""
    @property
    def friction_month(self) -> int:
        """lost to friction this month (minutes)"""
    @property
    def record_month(self) -> int:
        """documentation this month (minutes)"""
    @property
    def present(self) -> int:
        """works today in person at the unit, not from afar (flag)"""
    @property
    def planned_week(self) -> int:
        """week the plan is made for, -1 where a new one is needed (week)"""
    @property
    def rest_today(self) -> int:
        """of today's working minutes given back as rest after a night on call (minutes)"""
    @property
    def worked_at(self) -> int:
        """units a locum has worked at: 1 << unit (bits)"""
    @property
    def retires_day(self) -> int:
        """day of retirement (day)"""
    @property
    def phase(self) -> float:
        """place in the cycles of the rota, staggered within a unit (1)"""
    @property
    def nights_share(self) -> float:
        """smoothed share of nights on call (share)"""
    @property
    def returned(self) -> int:
        """a locum who has worked at the unit before this engagement (flag)"""
    @property
    def seen_at(self) -> int:
        """units a locum has worked at this year: 1 << unit (bits)"""
    @property
    def supervision_minutes(self) -> int:
        """of a working day, to supervise trainees (minutes)"""
    @property
    def aside_today(self) -> int:
        """of today's working minutes set aside for that (minutes)"""
    @property
    def set_aside_minutes(self) -> int:
        """of a working day, for supervision, teaching and leadership (minutes)"""
    @property
    def first_colleague(self) -> int:
        """first of a physician's ties to nurses and hospitals, -1 if none (row)"""
    @property
    def last_colleague(self) -> int:
        """tie to a colleague that was asked for last; touches no result (row)"""
    @property
    def given_minutes(self) -> int:
        """given today to nurses the physician knows, beyond what was set aside (minutes)"""

class NurseFields(GPFields): ...

class HealthCentreFields:
    """What a HealthCentre shows of its record."""

    @property
    def settlement(self) -> int:
        """where the unit lies (index)"""
    @property
    def municipality(self) -> int:
        """municipality of the unit (index)"""
    @property
    def hospital(self) -> int:
        """hospital it sends to (index)"""
    @property
    def cottage_hospital(self) -> int:
        """has beds, emergency room, X-ray and laboratory (flag)"""
    @property
    def in_region(self) -> int:
        """counts in the region's totals (flag)"""
    @property
    def dedicated_roles_half_days_a_week(self) -> int:
        """Half-days in total over the unit's GPs. (half-days a week)"""
    @property
    def dedicated_roles_assignment(self) -> int:
        """The same few GPs, or all GPs in rotation. (0 none, 1 specialised, 2 rotating) (code)"""
    @property
    def dedicated_roles_base(self) -> int:
        """Where they are based. (0 centre, 1 municipality) (code)"""
    @property
    def dedicated_roles_held_at(self) -> int:
        """The unit whose home-nursing physicians also serve this one; own_unit where it has its own. (index)"""
    @property
    def daily_slot_start(self) -> int:
        """The free time starts. (minute)"""
    @property
    def daily_slot_end(self) -> int:
        """The free time ends. (minute)"""
    @property
    def daily_slot_booking_deadline(self) -> int:
        """Latest booking by home nursing the same day. (minute)"""
    @property
    def daily_slot_bookers(self) -> int:
        """Who may book. (0 home_nursing, 1 ambulance) (bits)"""
    @property
    def daily_slot_enabled(self) -> int:
        """Whether the time is kept free. (flag)"""
    @property
    def admission_watch_minutes_a_morning(self) -> int:
        """Minutes of each GP on duty; 0 for no such routine. (minutes a morning)"""
    @property
    def single_point_of_contact_start(self) -> int:
        """The coordinator starts answering. (minute)"""
    @property
    def single_point_of_contact_end(self) -> int:
        """The coordinator stops answering. (minute)"""
    @property
    def single_point_of_contact_days(self) -> int:
        """Working days only, or every day. (0 weekdays, 1 all) (code)"""
    @property
    def single_point_of_contact_enabled(self) -> int:
        """Whether there is a coordinator. (flag)"""
    @property
    def mobile_team_base(self) -> int:
        """The place from which a team serves this one; none where no team does. (index)"""
    @property
    def mobile_team_physician_half_days_a_week(self) -> int:
        """Physician half-days at the base in total; ten correspond to one physician on duty every working day. (half-days a week)"""
    @property
    def mobile_team_physicians(self) -> int:
        """Number of physicians who share the half-days. (persons)"""
    @property
    def mobile_team_turn_weeks(self) -> int:
        """Length of a physician's turn with the team before the next takes over; 0 where the same physicians are there every week. (weeks)"""
    @property
    def mobile_team_nurses(self) -> int:
        """Nurse posts of the team. (posts)"""
    @property
    def mobile_team_coordinator(self) -> int:
        """One of the team's nurses or secretaries on duty answers the telephone and dispatches the cars, so that callers get through at once. (flag)"""
    @property
    def mobile_team_start(self) -> int:
        """The team's day begins. (minute)"""
    @property
    def mobile_team_end(self) -> int:
        """The team's day ends. (minute)"""
    @property
    def mobile_team_days(self) -> int:
        """Working days only, or every day. (0 weekdays, 1 all) (code)"""
    @property
    def mobile_team_cars(self) -> int:
        """Cars at the base; the number of physicians on the road at a time cannot exceed it. (cars)"""
    @property
    def mobile_team_acute_equipment(self) -> int:
        """The cars carry tests and treatment for acute illness (acute car). (flag)"""
    @property
    def mobile_team_reach_minutes(self) -> int:
        """Longest one-way drive from the base. (minutes)"""
    @property
    def mobile_team_callers(self) -> int:
        """Who, besides home nursing, may call the team: the ambulance crew, telephone advice (1177) for frail residents, or the health centre when it has no time left. (0 ambulance, 1 telephone_advice, 2 centre) (bits)"""
    @property
    def listing(self) -> int:
        """Whether residents are listed with the unit they choose or with the unit of the district they live in. (0 choice, 1 district) (code)"""
    @property
    def named_gp_residents_per_thousand(self) -> int:
        """Residents with a named GP per thousand listed, the sickest first. (residents per thousand listed)"""
    @property
    def home_nursing_unit_gp_half_days_a_week(self) -> int:
        """GP half-days at the unit; 0 for no such unit. (half-days a week)"""
    @property
    def home_nursing_unit_bed_places(self) -> int:
        """The unit's own bed places for its patients, staffed at two nurse posts a place; for moderate illness only. (places)"""
    @property
    def new_centre_gp_posts(self) -> int:
        """GP posts of the new centre; 0 for no such centre. (posts)"""
    @property
    def new_centre_listed_at_most(self) -> int:
        """Largest number of residents from other units on its list. (residents)"""
    @property
    def new_centre_reach_minutes(self) -> int:
        """Longest one-way travel for residents who may list there. (minutes)"""
    @property
    def co_location_home_nursing(self) -> int:
        """Home nursing in the same building. (flag)"""
    @property
    def co_location_rehabilitation(self) -> int:
        """Municipal rehabilitation in the same building. (flag)"""
    @property
    def co_location_needs_assessment(self) -> int:
        """Municipal needs assessment in the same building. (flag)"""
    @property
    def co_location_shared_record(self) -> int:
        """Region and municipality use the same patient record. (flag)"""
    @property
    def co_location_corridor_contacts_a_day(self) -> int:
        """Short informal meetings between home nursing and doctors per working day, in the whole building. (contacts a day)"""
    @property
    def beds_places(self) -> int:
        """The region's bed places. (places)"""
    @property
    def beds_nurse_posts(self) -> float:
        """Nurse and assistant-nurse posts of the ward. A place stays open if two posts are filled for it; with fewer filled posts places close, and additional posts are a reserve. (posts)"""
    @property
    def shared_ward_enabled(self) -> int:
        """Whether the ward is shared. (flag)"""
    @property
    def shared_ward_municipal_places(self) -> int:
        """The municipality's short-stay places on the ward; used only while the ward is shared. (places)"""
    @property
    def health_rooms_settlements(self) -> int:
        """Keys of the villages with a room. (count)"""
    @property
    def health_rooms_staffed_hours_a_week(self) -> int:
        """Staffed hours a week in each room. (hours a week)"""
    @property
    def health_rooms_video(self) -> int:
        """Whether video visits with a doctor are possible. (flag)"""
    @property
    def opening_hours_open(self) -> int:
        """Reception opens on working days. (minute)"""
    @property
    def opening_hours_close(self) -> int:
        """Reception closes on working days. (minute)"""
    @property
    def opening_hours_evening_close(self) -> int:
        """The evening clinic closes; the same time as reception if there is none. (minute)"""
    @property
    def opening_hours_weekend_open(self) -> int:
        """The weekend clinic opens, or closed. (minute)"""
    @property
    def opening_hours_weekend_close(self) -> int:
        """The weekend clinic closes, or closed. (minute)"""
    @property
    def opening_hours_emergency_room(self) -> int:
        """Whether the emergency room is always open, open in opening hours, or absent. (0 none, 1 open_hours, 2 always) (code)"""
    @property
    def specialists_on_video_hours_a_week(self) -> int:
        """Specialist hours for the unit. (hours a week)"""
    @property
    def specialists_on_video_rounds_a_week(self) -> int:
        """Ward rounds with a specialist on video. (rounds a week)"""
    @property
    def specialists_on_video_mode(self) -> int:
        """None, ad hoc when a specialist is available, or at fixed hours. (0 none, 1 ad_hoc, 2 standing) (code)"""
    @property
    def specialists_on_video_specialties(self) -> int:
        """Which specialties take part. (0 internal_medicine, 1 geriatrics, 2 cardiology, 3 pulmonology, 4 psychiatry, 5 palliative_care, 6 surgery, 7 orthopaedics, 8 dermatology, 9 diabetes, 10 rehabilitation_medicine) (bits)"""
    @property
    def remote_gp_panel(self) -> int:
        """Residents for whom the remote GP is the usual GP. (residents)"""
    @property
    def remote_gp_hours_a_week(self) -> int:
        """Hours of remote work. (hours a week)"""
    @property
    def remote_gp_visit_days_a_year(self) -> int:
        """Days in person at the unit. (days a year)"""
    @property
    def monitoring_places(self) -> int:
        """Patients monitored at a time. (places)"""
    @property
    def monitoring_nurse_minutes_a_day(self) -> int:
        """Nurse minutes a day for reading and acting. (minutes a day)"""
    @property
    def st_posts_posts(self) -> int:
        """Trainee posts the unit may fill. (posts)"""
    @property
    def supervision_half_days_half_days_a_week(self) -> int:
        """Half-days a week for each trainee. (half-days a week)"""
    @property
    def training_centre_kind(self) -> int:
        """None, training or academic. (0 none, 1 training, 2 academic) (code)"""
    @property
    def training_centre_half_days_a_week(self) -> int:
        """Doctor half-days for teaching and research. (half-days a week)"""
    @property
    def rural_track_certification(self) -> int:
        """Whether certification is offered. (flag)"""
    @property
    def rural_track_supplement_sek_a_month(self) -> int:
        """Pay supplement for certified GPs. (SEK a month)"""
    @property
    def task_shift_advanced_nurse_half_days_a_week(self) -> int:
        """Half-days at the unit in total. (half-days a week)"""
    @property
    def task_shift_first_assessments(self) -> int:
        """First assessments of acute needs. (flag)"""
    @property
    def task_shift_planned_visits(self) -> int:
        """Planned visits for chronic conditions. (flag)"""
    @property
    def task_shift_home_visits(self) -> int:
        """Assessment visits at home. (flag)"""
    @property
    def locum_policy_weeks_a_year(self) -> int:
        """Largest number of locum weeks a year. (weeks a year)"""
    @property
    def locum_policy_longest_weeks(self) -> int:
        """Longest stay of a locum. (weeks)"""
    @property
    def locum_policy_prefer_returning(self) -> int:
        """Ask locums who have worked here before first. (flag)"""
    @property
    def on_call_lines(self) -> int:
        """Number of doctors on call at a time. (lines)"""
    @property
    def on_call_contracted_lines(self) -> int:
        """Number of these lines that a contractor staffs with external doctors. (lines)"""
    @property
    def on_call_participants(self) -> int:
        """All permanent GPs, only those who volunteer, or locums too. (0 all_permanent, 1 volunteers, 2 locums_too) (code)"""
    @property
    def on_call_compensation_minutes_a_night(self) -> int:
        """Compensatory time off for a night on call. (minutes a night)"""
    @property
    def on_call_remote_night(self) -> int:
        """The doctor on call at night may work from one unit and see patients at the others on video. (flag)"""
    @property
    def centre_network_members(self) -> int:
        """Units of the network. (bits)"""
    @property
    def centre_network_meeting_minutes_a_week(self) -> int:
        """Minutes of each permanent GP for meetings and shared rounds; without them no collegial ties form. (minutes a week)"""
    @property
    def centre_network_cover(self) -> int:
        """Doctors of the other units answer by telephone and video when no doctor of the unit can. (flag)"""
    @property
    def leadership_paired(self) -> int:
        """Manager and medical lead together. (flag)"""
    @property
    def leadership_medical_lead_half_days_a_week(self) -> int:
        """Half-days of the medical lead for leadership. (half-days a week)"""
    @property
    def development_time_minutes_a_week(self) -> int:
        """Minutes of each employee. (minutes a week)"""
    @property
    def support_years(self) -> int:
        """How long support lasts. (years)"""
    @property
    def support_forums_a_year(self) -> int:
        """Meetings between the professions. (forums a year)"""
    @property
    def support_evaluation(self) -> int:
        """Formative evaluation during the work. (flag)"""
    @property
    def agreement_design(self) -> int:
        """A framework agreement to request time from, or a way of working agreed in advance. (0 frame, 1 model_first) (code)"""
    @property
    def agreement_local_written(self) -> int:
        """A local agreement is written. (flag)"""
    @property
    def agreement_physician_hours_a_week(self) -> int:
        """Agreed volume; 0 if none is stated. (hours a week)"""
    @property
    def agreement_followed_up(self) -> int:
        """Followed up every quarter. (flag)"""
    @property
    def agreement_sanction(self) -> int:
        """The municipality may hire physicians at the region's cost. (flag)"""
    @property
    def formal_plan_required(self) -> int:
        """Required when home nursing begins, when another nurse takes over, and at reviews. (flag)"""
    @property
    def formal_plan_minutes(self) -> int:
        """Minutes in total over all who take part. (minutes)"""
    @property
    def paid_team_time_minutes_a_week(self) -> int:
        """Minutes of each GP and home-nursing nurse who takes part. (minutes a week)"""
    @property
    def principal(self) -> int:
        """Region and municipality separately, a joint committee, or a single principal for both. (0 separate, 1 joint_committee, 2 single) (code)"""
    @property
    def reimbursement_capitation_sek(self) -> int:
        """For each listed resident. (SEK a resident and year)"""
    @property
    def reimbursement_need_sek(self) -> int:
        """By need; mean over residents. (SEK a resident and year)"""
    @property
    def reimbursement_socioeconomy_sek(self) -> int:
        """By socio-economy; mean over residents. (SEK a resident and year)"""
    @property
    def reimbursement_sparsity_sek(self) -> int:
        """For sparse population. (SEK a resident and year)"""
    @property
    def reimbursement_visit_sek(self) -> int:
        """For each visit. (SEK a visit)"""
    @property
    def reimbursement_team_sek(self) -> int:
        """For each team meeting with the municipality. (SEK an occasion)"""
    @property
    def reimbursement_target_sek(self) -> int:
        """For targets met. (SEK a resident and year)"""
    @property
    def funding_kind(self) -> int:
        """Permanent (standing) or project funding. (0 standing, 1 project) (code)"""
    @property
    def funding_project_years(self) -> int:
        """Duration of project funding. (years)"""
    @property
    def resource_shift_sek_a_resident_and_year(self) -> int:
        """Amount moved each year. (SEK a resident and year)"""
    @property
    def design_order(self) -> int:
        """Whether design starts from the organisations' agreements and works towards the patients, or starts from the patients' needs and works through care, team and management to agreements, funding and follow-up. (0 inside_out, 1 outside_in) (code)"""
    @property
    def staff_exchange_hours_a_month(self) -> int:
        """Largest number of hours a month. (hours a month)"""
    @property
    def prevention_minutes_nurse_minutes_a_week(self) -> int:
        """Minutes at the unit in total. (minutes a week)"""
    @property
    def hospital_teams_minutes_a_week(self) -> int:
        """Doctor minutes of a team at a unit; with 0 hospitals start none. (minutes a week)"""
    @property
    def agreement_minutes_a_week(self) -> int:
        """agreed volume of GP time for home nursing, 0 if none stated (minutes)"""
    @property
    def half_days_agreed(self) -> int:
        """GP half-days for home nursing under the agreement (half-days a week)"""
    @property
    def half_days_moved(self) -> int:
        """GP half-days the manager moved from reception to home nursing (half-days a week)"""
    @property
    def agreement_failures(self) -> int:
        """documented quarters in a row in which the agreed volume was missed (quarters)"""
    @property
    def hired_minutes_a_week(self) -> int:
        """physician minutes hired under the sanction (minutes)"""
    @property
    def hospital_team_minutes(self) -> int:
        """physician minutes of a team the hospital has started here (minutes a week)"""
    @property
    def locum_weeks_cut(self) -> int:
        """locum weeks less than the lever allows (weeks a year)"""
    @property
    def extra_home_nurse_posts(self) -> int:
        """home-nursing posts the municipality has opened (posts)"""
    @property
    def money_gp_posts(self) -> int:
        """GP posts funded by moved money (posts)"""
    @property
    def money_nurse_posts(self) -> int:
        """nurse posts at the centre opened by moved money (posts)"""
    @property
    def project_state(self) -> int:
        """0 no project, 1 running, 2 taken over, 3 ended (code)"""
    @property
    def project_began(self) -> int:
        """the beginning of the project has been written down (flag)"""
    @property
    def project_ends_day(self) -> int:
        """world day on which project money ends (day)"""
    @property
    def list_size(self) -> int:
        """residents listed today (residents)"""
    @property
    def meeting_minutes_left(self) -> int:
        """GP minutes of principals' meetings left this month (minutes)"""
    @property
    def prevention_pool(self) -> int:
        """nurse minutes for prevention saved up this month (minutes)"""
    @property
    def manager_since(self) -> int:
        """day since which the unit's leadership is unbroken (day)"""
    @property
    def recent_leavers(self) -> float:
        """permanent GPs who left, fading (persons)"""
    @property
    def locum_presence(self) -> float:
        """smoothed share of staffed GP posts that locums cover (share)"""
    @property
    def known_team(self) -> float:
        """GP posts held by people who have stayed (share)"""
    @property
    def first_contact(self) -> float:
        """colleagues a newcomer would have had on the first reported day (colleagues)"""
    @property
    def first_known_team(self) -> float:
        """posts held by people who had stayed on that day (share)"""
    @property
    def attractiveness(self) -> float:
        """of a GP post: 1 is fully attractive (1)"""
    @property
    def lent_minutes_a_day(self) -> float:
        """ward nurses' minutes lent to home nursing; negative the other way (minutes)"""
    @property
    def channel_count(self) -> int:
        """channels that hold here, in order (count)"""
    @property
    def support_since(self) -> int:
        """day on which the present support began (day)"""
    @property
    def locum_weeks_used(self) -> int:
        """locum weeks bought this year (weeks)"""
    @property
    def named(self) -> int:
        """residents with one fixed GP by the lever (residents)"""
    @property
    def monitored(self) -> int:
        """residents with a monitoring place (residents)"""
    @property
    def gps_present(self) -> int:
        """GPs on duty in person today (persons)"""
    @property
    def corridor_left(self) -> int:
        """corridor contacts left today (contacts)"""
    @property
    def housing_minutes_left(self) -> int:
        """agreed GP minutes for special housing left this week (minutes)"""
    @property
    def monitoring_left(self) -> int:
        """monitor-reading minutes left today (minutes)"""
    @property
    def specialist_left(self) -> int:
        """specialist video minutes left this week (minutes)"""
    @property
    def enrolled(self) -> int:
        """enrolled in home nursing in ordinary housing (residents)"""
    @property
    def in_housing(self) -> int:
        """living in special housing (residents)"""
    @property
    def new_centre_listed(self) -> int:
        """residents of other units who have listed at the new centre here (residents)"""
    @property
    def housing_places(self) -> int:
        """places in special housing (places)"""
    @property
    def queue_length(self) -> int:
        """planned needs waiting (needs)"""
    @property
    def queue_first(self) -> int:
        """first of them (need row): those wait in order of asking (row)"""
    @property
    def queue_last(self) -> int:
        """last of them (need row) (row)"""
    @property
    def duty_first(self) -> NDArray[np.int32]:
        """first place in `duty` of who is on duty today by role (place)"""
    @property
    def duty_count(self) -> NDArray[np.int32]:
        """staff on duty today by role (persons)"""

class CottageHospitalFields(HealthCentreFields): ...

class HospitalFields:
    """What a Hospital shows of its record."""

    @property
    def settlement(self) -> int:
        """where the ward lies (index)"""
    @property
    def unit(self) -> int:
        """unit of care, -1 for a hospital (index)"""
    @property
    def hospital(self) -> int:
        """hospital, -1 for a cottage hospital (index)"""
    @property
    def usual_places(self) -> float:
        """places of a hospital that are usually open to these patients (places)"""
    @property
    def places(self) -> int:
        """bed places (places)"""
    @property
    def open_places(self) -> int:
        """places open today: rostered (places)"""
    @property
    def occupied(self) -> int:
        """residents in the beds (residents)"""
    @property
    def visitors(self) -> int:
        """visitors in the beds (persons)"""
    @property
    def closed(self) -> int:
        """places closed by decision (places)"""
    @property
    def closed_in_summer(self) -> int:
        """places closed by decision for the summer weeks (places)"""
    @property
    def closed_for_money(self) -> int:
        """hospital places closed because their money was moved (places)"""
