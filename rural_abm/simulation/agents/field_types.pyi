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
        """day the background death threshold is used up at today's rate (day)"""
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
        """open tasks: medicine list, plan, aids, test, or what nobody settled (count)"""
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
    def coordination_count(self) -> int:
        """coordination events so far (1)"""
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
    def region_cost_ore(self) -> int:
        """modelled cost to the region this year, for the concentration of use (ore)"""
    @property
    def last_doctor(self) -> int:
        """GP of the last counted contact, for SECON (row)"""
    @property
    def visits_a_year(self) -> int:
        """home-nursing visits granted a year (per year)"""
    @property
    def care_year(self) -> int:
        """world year in which municipal care was last counted (index)"""
    @property
    def visit_late(self) -> int:
        """the visit that is due has been put off, and counted so (flag)"""
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
    def person_factor(self) -> float:
        """multiplies the person's episodes; constant, never seen by organisations (1)"""
    @property
    def death_left(self) -> float:
        """what is left of the exponential threshold of death (1)"""
    @property
    def frailty_left(self) -> float:
        """what is left of the exponential threshold of frailty change (1)"""
    @property
    def readmission_count(self) -> int:
        """candidates of post-discharge periods so far (1)"""
    @property
    def frailty_count(self) -> int:
        """changes of frailty so far (1)"""
    @property
    def stay_count(self) -> int:
        """hospital stays so far (1)"""
    @property
    def specialist_count(self) -> int:
        """specialist visits so far (1)"""
    @property
    def specialist_need(self) -> int:
        """row of the booked specialist visit among the needs (row)"""
    @property
    def admitted_day(self) -> int:
        """first day of the present or last stay (day)"""
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
    def relatives_near(self) -> int:
        """a relative sees the resident often (flag)"""
    @property
    def planned_home(self) -> int:
        """the way home has been planned by a GP during the stay (flag)"""
    @property
    def dissatisfaction(self) -> int:
        """failed or late contacts this year (count)"""
    @property
    def discharge_tasks_open(self) -> int:
        """of the tasks open at that discharge, those still open (count)"""

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
        """minutes of the morning look at admissions left today (minutes)"""
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
        """week the plan is made for, -1 where it must be made anew (week)"""
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
    def list_size(self) -> int:
        """residents listed today (residents)"""
    @property
    def opens(self) -> int:
        """reception opens on weekdays (minute)"""
    @property
    def closes(self) -> int:
        """reception closes on weekdays (minute)"""
    @property
    def evening_closes(self) -> int:
        """evening clinic closes; equal to `closes` where none (minute)"""
    @property
    def weekend_opens(self) -> int:
        """opens at weekends; equal to `weekend_closes` where closed (minute)"""
    @property
    def weekend_closes(self) -> int:
        """closes at weekends (minute)"""
    @property
    def emergency_room(self) -> int:
        """0 none, 1 in opening hours, 2 always (code)"""
    @property
    def slot_enabled(self) -> int:
        """daily bookable hour for acute home visits (flag)"""
    @property
    def slot_start(self) -> int:
        """start of the daily hour (minute)"""
    @property
    def slot_end(self) -> int:
        """end of the daily hour (minute)"""
    @property
    def slot_deadline(self) -> int:
        """booking deadline of home nursing (minute)"""
    @property
    def slot_home_nursing(self) -> int:
        """home nursing may book (flag)"""
    @property
    def slot_ambulance(self) -> int:
        """ambulance nurses may book all along (flag)"""
    @property
    def watch_minutes(self) -> int:
        """each morning's minutes for admitted patients, per GP (minutes)"""
    @property
    def contact_point_opens(self) -> int:
        """single point of contact opens; equal to closes where none (minute)"""
    @property
    def contact_point_closes(self) -> int:
        """single point of contact closes (minute)"""
    @property
    def contact_point_weekends(self) -> int:
        """open at weekends too (flag)"""
    @property
    def listing_by_district(self) -> int:
        """residents are listed where they live, not by choice (flag)"""
    @property
    def named_per_thousand(self) -> int:
        """sickest listed per thousand who have one fixed GP (residents)"""
    @property
    def dedicated_half_days(self) -> int:
        """named home-nursing physician time (half-days a week)"""
    @property
    def dedicated_rotating(self) -> int:
        """the role goes round among the GPs (flag)"""
    @property
    def dedicated_at_municipality(self) -> int:
        """based with home nursing (flag)"""
    @property
    def home_unit_half_days(self) -> int:
        """GP time of a unit for home nursing only; 0 where none (half-days a week)"""
    @property
    def co_located_home_nursing(self) -> int:
        """home nursing sits under the same roof (flag)"""
    @property
    def co_located_rehabilitation(self) -> int:
        """rehabilitation sits under the same roof (flag)"""
    @property
    def co_located_assessment(self) -> int:
        """needs assessment sits under the same roof (flag)"""
    @property
    def shared_record(self) -> int:
        """one record is read by both principals (flag)"""
    @property
    def corridor_contacts(self) -> int:
        """short corridor contacts a workday between centre and home nursing (per day)"""
    @property
    def health_room_hours(self) -> int:
        """staffed hours of the health rooms (hours a week)"""
    @property
    def health_room_video(self) -> int:
        """health rooms have video (flag)"""
    @property
    def specialist_minutes_a_week(self) -> int:
        """minutes of specialists on video a week (minutes)"""
    @property
    def specialties(self) -> int:
        """specialties on video, by place in SPECIALTIES (bits)"""
    @property
    def specialist_rounds(self) -> int:
        """ward rounds with specialists on video a week (per week)"""
    @property
    def specialist_standing(self) -> int:
        """0 none, 1 ad hoc, 2 standing (code)"""
    @property
    def remote_panel(self) -> int:
        """panel of the contracted remote physician (residents)"""
    @property
    def remote_minutes_a_week(self) -> int:
        """remote physician's minutes a week (minutes)"""
    @property
    def remote_visit_days(self) -> int:
        """days the remote physician visits in person (days a year)"""
    @property
    def monitoring_places(self) -> int:
        """places at home monitored (places)"""
    @property
    def monitoring_minutes(self) -> int:
        """nurse minutes a day to read the monitors (minutes)"""
    @property
    def advanced_half_days(self) -> int:
        """advanced clinical nurse time (half-days a week)"""
    @property
    def shift_first_assessments(self) -> int:
        """advanced nurses take first assessments (flag)"""
    @property
    def shift_planned_visits(self) -> int:
        """advanced nurses take planned visits (flag)"""
    @property
    def shift_home_visits(self) -> int:
        """advanced nurses drive out (flag)"""
    @property
    def locum_weeks(self) -> int:
        """locum weeks the unit may buy a year (weeks a year)"""
    @property
    def locum_longest_weeks(self) -> int:
        """longest locum engagement (weeks)"""
    @property
    def locum_prefer_returning(self) -> int:
        """locums who have worked here are asked first (flag)"""
    @property
    def bed_places(self) -> int:
        """region's bed places (places)"""
    @property
    def bed_posts(self) -> float:
        """nurse posts of the ward (posts)"""
    @property
    def bed_posts_needed(self) -> float:
        """posts without which not all places can be open (posts)"""
    @property
    def municipal_places(self) -> int:
        """municipal places of a shared ward (places)"""
    @property
    def st_posts(self) -> int:
        """posts for trainees in general practice (posts)"""
    @property
    def supervision_half_days(self) -> float:
        """set aside to supervise each trainee (half-days a week)"""
    @property
    def training_centre(self) -> int:
        """0 none, 1 training, 2 academic (code)"""
    @property
    def teaching_half_days(self) -> float:
        """doctors' time for teaching and research (half-days a week)"""
    @property
    def certification(self) -> int:
        """certification in rural medicine is offered (flag)"""
    @property
    def rural_supplement_sek(self) -> int:
        """pay supplement of the certified (SEK a month)"""
    @property
    def paired_leadership(self) -> int:
        """manager and medical lead together (flag)"""
    @property
    def lead_half_days(self) -> float:
        """the medical lead's time for it (half-days a week)"""
    @property
    def exchange_hours(self) -> int:
        """most nurse hours bought between region and municipality (hours a month)"""
    @property
    def home_unit_beds(self) -> int:
        """of the bed places, those of a unit for home nursing only (places)"""
    @property
    def dedicated_unit(self) -> int:
        """unit whose home-nursing physicians serve this one (index)"""
    @property
    def team_base(self) -> int:
        """unit that is the base of the mobile team here, -1 where none (index)"""
    @property
    def team_half_days(self) -> int:
        """physicians' time of the team based here (half-days a week)"""
    @property
    def team_physicians(self) -> int:
        """physicians who share it (persons)"""
    @property
    def team_turn_weeks(self) -> int:
        """length of a physician's turn, 0 where there are no turns (weeks)"""
    @property
    def team_nurses(self) -> int:
        """nurse posts of the team based here (posts)"""
    @property
    def team_coordinator(self) -> int:
        """one nurse of the team on duty answers the telephone (flag)"""
    @property
    def team_starts(self) -> int:
        """the team's day begins (minute)"""
    @property
    def team_ends(self) -> int:
        """the team's day ends (minute)"""
    @property
    def team_all_days(self) -> int:
        """at weekends too (flag)"""
    @property
    def team_cars(self) -> int:
        """cars of the team based here (cars)"""
    @property
    def team_acute(self) -> int:
        """the cars are equipped for acute illness (flag)"""
    @property
    def team_reach(self) -> int:
        """longest one-way drive of the team based here (minutes)"""
    @property
    def team_by_ambulance(self) -> int:
        """ambulance crews may send for the team (flag)"""
    @property
    def team_by_advice(self) -> int:
        """telephone advice may send for the team (flag)"""
    @property
    def team_by_centre(self) -> int:
        """a centre without time left may send for the team (flag)"""
    @property
    def network(self) -> int:
        """units of the network the unit belongs to, itself among them; 0 where none (bits)"""
    @property
    def network_minutes(self) -> int:
        """meetings of the network, each GP present (minutes a week)"""
    @property
    def network_cover(self) -> int:
        """GPs of the network answer when nobody of the own unit can (flag)"""
    @property
    def new_centre_posts(self) -> int:
        """GP posts of a new kind of centre here (posts)"""
    @property
    def new_centre_listed_most(self) -> int:
        """residents of other units it takes at most (residents)"""
    @property
    def new_centre_reach(self) -> int:
        """longest one-way travel of those (minutes)"""
    @property
    def team_minutes_a_week(self) -> int:
        """paid time in which GPs and home nursing meet as a team (minutes a week)"""
    @property
    def development_minutes_a_week(self) -> int:
        """time of everybody for improving how they work (minutes a week)"""
    @property
    def plan_minutes(self) -> int:
        """minutes of an individual plan by form, of all who take part; 0 where none (minutes)"""
    @property
    def support_years(self) -> int:
        """length of the implementation support (years)"""
    @property
    def support_forums(self) -> int:
        """forums a year while support lasts (per year)"""
    @property
    def support_evaluation(self) -> int:
        """the evaluation follows along while support lasts (flag)"""
    @property
    def principal(self) -> int:
        """0 region and municipality apart, 1 joint committee, 2 single principal (code)"""
    @property
    def agreement_minutes_a_week(self) -> int:
        """agreed volume of GP time for home nursing, 0 if none stated (minutes)"""
    @property
    def agreement_written(self) -> int:
        """a local agreement is written (flag)"""
    @property
    def agreement_reserved(self) -> int:
        """the agreed minutes are named and kept from reception (flag)"""
    @property
    def agreement_followed_up(self) -> int:
        """the agreement is followed up every quarter (flag)"""
    @property
    def agreement_follows_needs(self) -> int:
        """what is followed up is needs met, not only hours (flag)"""
    @property
    def agreement_sanction(self) -> int:
        """the municipality may hire physicians at the region's cost (flag)"""
    @property
    def pay_sek(self) -> NDArray[np.int32]:
        """reimbursement by PAY_RULES (SEK)"""
    @property
    def shift_sek(self) -> int:
        """moved from hospital to primary care each year (SEK a resident and year)"""
    @property
    def project_years(self) -> int:
        """length of project money, -1 where money is standing (years)"""
    @property
    def team_minutes_by_lever(self) -> int:
        """minutes of a team that the hospital may start here (minutes a week)"""
    @property
    def prevention_minutes_a_week(self) -> int:
        """nurse minutes for prevention a week (minutes)"""
    @property
    def design_until(self) -> int:
        """last world day of joint design, 0 where there is none (day)"""
    @property
    def dedicated_by_lever(self) -> int:
        """named home-nursing physician time set by the lever (half-days a week)"""
    @property
    def locum_weeks_by_lever(self) -> int:
        """locum weeks allowed by the lever (weeks a year)"""
    @property
    def remote_by_lever(self) -> int:
        """remote physician's minutes set by the lever (minutes a week)"""
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
