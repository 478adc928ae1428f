"""The record arrays of the world. Written by rural_abm.report.type_stubs (`make docs`); not to be edited."""

from collections.abc import Iterator
from typing import Any, Literal, Self, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

class _Row:
    dtype: np.dtype[np.void]
    def item(self) -> tuple[Any, ...]: ...
    def copy(self) -> Self: ...

class NowRow(_Row):
    """A row of `world.now`."""

    seed: int
    """seed of the run (1)"""
    season: float
    """multiplier of acute illness today (1)"""
    residents: int
    """resident rows in use (rows)"""
    calendar: int
    """pages of the calendar in use (rows)"""
    free_page: int
    """first free page of the calendar, -1 if none (row)"""
    ties: int
    """tie rows in use (rows)"""
    staff: int
    """staff rows in use (rows)"""
    posts: int
    """post rows in use (rows)"""
    onsets: int
    """onsets of today (rows)"""
    changes: int
    """changes of today (rows)"""
    changes_cleared: int
    """changes of today that care has cleaned up after (rows)"""
    free_need: int
    """first free need row, -1 if none (row)"""
    colleagues: int
    """rows of ties between professionals in use (rows)"""
    free_colleague: int
    """first dropped tie between professionals, -1 if none (row)"""
    needs: int
    """need rows ever used (rows)"""
    request_count: int
    """acute requests of today (rows)"""
    contacts: int
    """contact log rows in use (rows)"""
    events: int
    """event log rows in use (rows)"""
    register: int
    """event register: 0 none, 1 frail persons, 2 all (code)"""
    decisions: int
    """rows of the log of decisions in use (rows)"""
    overflow: int
    """non-zero when a capacity was reached: the run stops with an error (code)"""
    due_first: int
    """rows at the head of `due`, in key order, with more than a visit due (rows)"""
    due_count: int
    """residents in `due` (rows)"""
    need_flow: NDArray[np.int64]
    """opened and ended, by class and end (needs)"""
    day: int
    """world day; reported day plus the warm-up (day)"""
    reported_day: int
    """day counted from 1 January 2024; negative in the warm-up (day)"""
    day_of_year: int
    """0 on 1 January (day)"""
    weekday: int
    """0 Monday (index)"""
    workday: int
    """Monday to Friday (flag)"""
    month: int
    """months since the world began (index)"""
    period: int
    """column of the ledger: year (or month) since the world began (index)"""
    year: int
    """years since the world began; 0 is the warm-up (index)"""
    by_month: int
    """periods of the ledger are months, not years (flag)"""
    winter: int
    """winter roads (flag)"""
    day_page: NDArray[np.int32]
    """page of the calendar being filled, by day of the ring; -1 if none (row)"""
    day_used: NDArray[np.int32]
    """places of that page in use (places)"""
    cut: NDArray[np.int32]
    """links cut by the scenario, by place in LINKS (flag)"""
    on_call: NDArray[np.int32]
    """staff row on call tonight by line, -1 if none (row)"""
    on_call_minutes: NDArray[np.int32]
    """minutes left on call tonight by line (minutes)"""
    design_until: int
    """last world day of joint design, 0 where there is none (day)"""
    def __getitem__(self, key: Literal["seed", "season", "residents", "calendar", "free_page", "ties", "staff", "posts", "onsets", "changes", "changes_cleared", "free_need", "colleagues", "free_colleague", "needs", "request_count", "contacts", "events", "register", "decisions", "overflow", "due_first", "due_count", "need_flow", "day", "reported_day", "day_of_year", "weekday", "workday", "month", "period", "year", "by_month", "winter", "day_page", "day_used", "cut", "on_call", "on_call_minutes", "design_until"]) -> Any: ...
    def __setitem__(self, key: Literal["seed", "season", "residents", "calendar", "free_page", "ties", "staff", "posts", "onsets", "changes", "changes_cleared", "free_need", "colleagues", "free_colleague", "needs", "request_count", "contacts", "events", "register", "decisions", "overflow", "due_first", "due_count", "need_flow", "day", "reported_day", "day_of_year", "weekday", "workday", "month", "period", "year", "by_month", "winter", "day_page", "day_used", "cut", "on_call", "on_call_minutes", "design_until"], value: ArrayLike) -> None: ...

class NowRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.now`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["seed"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["season"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["residents", "calendar", "free_page", "ties", "staff", "posts", "onsets", "changes", "changes_cleared", "free_need", "colleagues", "free_colleague", "needs", "request_count", "contacts", "events", "register", "decisions", "overflow", "due_first", "due_count", "need_flow"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: Literal["day", "reported_day", "day_of_year", "weekday", "workday", "month", "period", "year", "by_month", "winter", "day_page", "day_used", "cut", "on_call", "on_call_minutes", "design_until"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> NowRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["seed", "season", "residents", "calendar", "free_page", "ties", "staff", "posts", "onsets", "changes", "changes_cleared", "free_need", "colleagues", "free_colleague", "needs", "request_count", "contacts", "events", "register", "decisions", "overflow", "due_first", "due_count", "need_flow", "day", "reported_day", "day_of_year", "weekday", "workday", "month", "period", "year", "by_month", "winter", "day_page", "day_used", "cut", "on_call", "on_call_minutes", "design_until"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | NowRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[NowRow]: ...  # type: ignore[override]

class ParametersRow(_Row):
    """A row of `world.parameters`."""

    acceptable_wait_days: float
    """days"""
    acute_car_day_sek: float
    """SEK per vehicle-day"""
    acute_reserve_share: float
    """share"""
    acute_season_amplitude: float
    """1"""
    ad_hoc_video_used_share: float
    """share"""
    advanced_competence: float
    """ratio"""
    advanced_nurse_year_sek: float
    """SEK per post-year"""
    advanced_resolves_acute: float
    """share"""
    advanced_resolves_planned: float
    """share"""
    advanced_visit_minutes: float
    """minutes"""
    agreement_frame_start_share: float
    """share"""
    agreement_met_share: float
    """share"""
    agreement_written_start_share: float
    """share"""
    alarm_minutes: float
    """minutes"""
    alarm_sensitivity: float
    """share"""
    ambulance_day_sek: float
    """SEK per vehicle-day"""
    ambulance_km_sek: float
    """SEK per km"""
    ambulance_nurse_posts_a_vehicle: float
    """posts per vehicle"""
    ambulance_time_factor: float
    """ratio"""
    ambulance_trip_sek: float
    """SEK per trip"""
    assessment_wait_ratio: float
    """ratio"""
    attempts_most: float
    """attempts"""
    attraction_academic_centre: float
    """share"""
    attraction_floor: float
    """ratio"""
    attraction_known_years: float
    """years"""
    attraction_manager_years: float
    """years"""
    attraction_size_exponent: float
    """exponent"""
    attraction_trainee: float
    """share"""
    attraction_training_centre: float
    """share"""
    attraction_weight_colleagues: float
    """weight"""
    attraction_weight_known_team: float
    """weight"""
    attraction_weight_manager: float
    """weight"""
    attraction_weight_reputation: float
    """weight"""
    attraction_weight_training_site: float
    """weight"""
    band_far_minutes: float
    """minutes"""
    band_middle_minutes: float
    """minutes"""
    bed_day_need_visits: float
    """visits a year"""
    bed_fee_sek: float
    """SEK per day"""
    birth_trend_per_year: float
    """per year"""
    budget_growth_share_a_year: float
    """share a year"""
    call_attempts_most: float
    """calls"""
    call_interruption_minutes: float
    """minutes"""
    call_minutes_a_day: float
    """minutes a day"""
    case_fatality_age_growth: float
    """per year of age"""
    case_fatality_fit_80: float
    """share"""
    case_fatality_per_hour: float
    """per hour"""
    centre_day_sek: float
    """SEK per unit-day"""
    certification_years: float
    """years"""
    champion_succeeded_share: float
    """share"""
    change_of_manager_leaving_ratio: float
    """ratio"""
    choice_reach_minutes: float
    """minutes"""
    clinic_share: float
    """share"""
    clinic_slot_minutes: float
    """minutes"""
    clinic_slots_a_day: float
    """slots"""
    co_located_acquaintance: float
    """strength"""
    collaboration_leaving_ratio: float
    """ratio"""
    collaboration_usual: float
    """strength"""
    colleague_floor: float
    """strength"""
    colleague_half_life_days: float
    """days"""
    complaint_season_amplitude: float
    """1"""
    complaint_tolerance_days: float
    """days"""
    complaint_women_over_men: float
    """rate ratio"""
    contact_prescribes_share: float
    """share"""
    contact_prior: float
    """contacts a month"""
    contact_weight_certified: float
    """colleagues"""
    contact_weight_network: float
    """colleagues"""
    contact_weight_on_call: float
    """colleagues"""
    contact_weight_remote: float
    """colleagues"""
    contact_weight_returning_locum: float
    """colleagues"""
    contact_weight_specialists: float
    """colleagues"""
    contact_weight_trainee: float
    """colleagues"""
    contacts_kept_share_a_month: float
    """share"""
    continuity_causal_share: float
    """share"""
    continuity_contact_days: float
    """days"""
    continuity_exponent: float
    """1"""
    coordination_centre_share: float
    """share"""
    coordination_doctor_share: float
    """share"""
    coordination_events_per_year: float
    """events a year"""
    coordination_minutes: float
    """minutes"""
    coordination_tolerance_days: float
    """days"""
    cottage_admits_moderate_share: float
    """share"""
    cottage_admits_severe_share: float
    """share"""
    cottage_bed_day_sek: float
    """SEK per place-day"""
    cottage_day_sek: float
    """SEK per day"""
    cottage_stay_days: float
    """days"""
    counted_contacts_least: float
    """contacts"""
    day_vehicle_ends: float
    """minute of the day"""
    day_vehicle_starts: float
    """minute of the day"""
    death_fit_80_per_year: float
    """per year"""
    death_floor_per_year: float
    """per year"""
    death_growth_per_year: float
    """per year of age"""
    death_reference_age_years: float
    """years"""
    death_share_by_episodes: float
    """share of deaths"""
    death_women_over_men: float
    """hazard ratio"""
    deficit_large_share: float
    """share"""
    deficit_tolerated_share: float
    """share"""
    design_delay_days: float
    """days"""
    design_gp_minutes_a_day: float
    """minutes a workday"""
    design_nurse_minutes_a_day: float
    """minutes a workday"""
    development_full_minutes: float
    """minutes a week"""
    dispersed_reach_km: float
    """km"""
    dissatisfied_change_share: float
    """share"""
    dissatisfied_from: float
    """failed contacts a year"""
    documentation_minutes: float
    """minutes"""
    earth_radius_km: float
    """km"""
    emergency_department_visit_sek: float
    """SEK per visit"""
    emergency_room_visit_sek: float
    """SEK per visit"""
    enrolled_can_come_share: float
    """share"""
    enrolled_odds_alone: float
    """odds ratio"""
    enrolled_odds_dementia: float
    """odds ratio"""
    enrolled_odds_far: float
    """odds ratio"""
    episode_tolerance_days: float
    """days"""
    exchange_gap: float
    """share"""
    exchange_hour_sek: float
    """SEK an hour"""
    extra_home_nurse_posts_most_share: float
    """share"""
    failed_attempt_delay_minutes: float
    """minutes"""
    failed_attempt_minutes: float
    """minutes"""
    failed_request_loss: float
    """share of strength"""
    failed_share_high: float
    """share"""
    false_alarms_per_place_day: float
    """per day"""
    familiar_days: float
    """days"""
    far_from_centre_minutes: float
    """minutes"""
    favour_minutes_a_day: float
    """minutes a day"""
    flying_weather_share: float
    """share"""
    follow_call_minutes: float
    """minutes"""
    follow_up_after_days: float
    """days"""
    forum_attendance_share: float
    """share"""
    found_by_known_nurse: float
    """share"""
    found_by_unknown_nurse: float
    """share"""
    frailty_onset_multiplier: float
    """1"""
    friction_share_high: float
    """share"""
    gain_that_moves_sek: float
    """SEK a half-day"""
    gp_early_leaving_ratio: float
    """ratio"""
    gp_early_years: float
    """years"""
    gp_fee_sek: float
    """SEK per visit"""
    gp_filling_per_year: float
    """per year"""
    gp_home_visit_sek: float
    """SEK per visit"""
    gp_illness_share: float
    """share"""
    gp_leaving_per_year: float
    """per year"""
    gp_leaving_size_exponent: float
    """exponent"""
    gp_month_pay_sek: float
    """SEK a month"""
    gp_phone_sek: float
    """SEK per contact"""
    gp_posts_a_cottage_hospital: float
    """posts"""
    gp_start_age_highest_years: float
    """years"""
    gp_start_age_lowest_years: float
    """years"""
    gp_video_sek: float
    """SEK per contact"""
    gp_visit_minutes: float
    """minutes"""
    gp_visit_sek: float
    """SEK per visit"""
    gp_year_sek: float
    """SEK per post-year"""
    half_day_minutes: float
    """minutes"""
    handover_minutes: float
    """minutes"""
    health_room_full_hours: float
    """hours a week"""
    health_room_hour_sek: float
    """SEK per staffed hour"""
    health_room_reach_minutes: float
    """minutes"""
    helicopter_from_minutes: float
    """minutes"""
    helicopter_km_per_hour: float
    """km per hour"""
    helicopter_mission_sek: float
    """SEK per mission"""
    helicopter_share: float
    """share"""
    home_help_find_per_day: float
    """per day"""
    home_help_hour_sek: float
    """SEK per hour"""
    home_help_hours_a_day: float
    """hours per resident-day"""
    home_nurse_posts: float
    """posts"""
    home_nurse_visit_sek: float
    """SEK per visit"""
    home_nurse_weekend_share: float
    """ratio"""
    home_nursing_half_day_minutes: float
    """minutes"""
    home_nursing_half_days_a_gp: float
    """half-days a week"""
    home_visit_minutes: float
    """minutes"""
    hospital_admits_moderate_share: float
    """share"""
    hospital_admits_severe_share: float
    """share"""
    hospital_beds_closed_most_share: float
    """share"""
    hospital_day_sek: float
    """SEK per day"""
    hospital_stay_days: float
    """days"""
    hospital_tie_fewer_tasks: float
    """share"""
    hospital_tie_odds_to_keep: float
    """ratio"""
    hourly_after_retirement_share: float
    """share"""
    hourly_until_age_years: float
    """years"""
    housing_contact_minutes: float
    """minutes"""
    housing_coordination_ratio: float
    """ratio"""
    housing_gp_minutes_a_week: float
    """minutes a resident and week"""
    housing_odds_alone: float
    """odds ratio"""
    housing_odds_dementia: float
    """odds ratio"""
    housing_places_per_old_resident: float
    """places"""
    housing_staff_find_per_day: float
    """per day"""
    housing_visit_minutes: float
    """minutes"""
    housing_visits_per_year: float
    """visits a year"""
    illness_mean_days: float
    """days"""
    impatient_emergency_share: float
    """share"""
    in_move_trend_per_year: float
    """per year"""
    intake_visit_share: float
    """share"""
    intake_visits: float
    """switch"""
    isolation_scale_contacts: float
    """colleagues"""
    isolation_strength: float
    """ratio"""
    kept_returned_share: float
    """share"""
    known_minutes_saved_share: float
    """share"""
    known_odds_to_keep: float
    """odds ratio"""
    known_odds_to_resolve: float
    """odds ratio"""
    large_unit_residents: float
    """residents"""
    leave_weeks_other: float
    """weeks a year"""
    leave_weeks_summer: float
    """weeks a year"""
    left_at_home_share: float
    """share"""
    list_cap_residents: float
    """residents per post"""
    list_change_ill_days: float
    """days"""
    list_change_ill_rise: float
    """1"""
    list_change_moved_days: float
    """days"""
    list_change_moved_rise: float
    """1"""
    list_change_per_year: float
    """per year"""
    list_change_person_power: float
    """1"""
    list_serial_ratio: float
    """ratio"""
    list_serial_share: float
    """share"""
    lists_for_all: float
    """switch"""
    local_nurse_share: float
    """share"""
    local_road_detour_factor: float
    """1"""
    local_road_speed_km_h: float
    """km/h"""
    local_travel_metres: float
    """metres"""
    local_travel_minutes: float
    """minutes"""
    locum_coverage: float
    """share"""
    locum_cut_share: float
    """share"""
    locum_free_share: float
    """share"""
    locum_mean_weeks: float
    """weeks"""
    locum_pool_persons: float
    """persons"""
    locum_productivity: float
    """ratio"""
    locum_returning_share: float
    """share"""
    locum_start_up_share: float
    """share"""
    locum_stopping_per_year: float
    """per year"""
    locum_supervision_minutes_a_day: float
    """minutes a day"""
    locum_week_sek: float
    """SEK per post-week"""
    locum_worked_before_share: float
    """share"""
    long_locum_days: float
    """days"""
    main_road_detour_factor: float
    """1"""
    main_road_speed_km_h: float
    """km/h"""
    manager_leaving_per_year: float
    """per year"""
    manager_new_years: float
    """years"""
    manager_overload_ratio: float
    """ratio"""
    manager_settled_days: float
    """days"""
    medicine_review_age_years: float
    """years"""
    medicine_review_interval_days: float
    """days"""
    medicine_review_oldest_days: float
    """days"""
    medicines_contact_sek: float
    """SEK per contact"""
    medicines_own_contact_sek: float
    """SEK per contact"""
    meeting_gp_minutes_joint: float
    """minutes a month"""
    meeting_gp_minutes_single: float
    """minutes a month"""
    memory_gain_development: float
    """share a month"""
    memory_gain_forum: float
    """share"""
    memory_gain_routine: float
    """share a month"""
    memory_growth_a_month: float
    """share"""
    memory_half_life_days: float
    """days"""
    memory_weight: float
    """share"""
    mild_course_days: float
    """days"""
    mild_per_severe_episode: float
    """episodes per severe episode"""
    minor_admitted_share: float
    """share"""
    minor_advice_share: float
    """share"""
    minor_ambulance_share: float
    """share"""
    minor_calls_first_share: float
    """share"""
    minor_emergencies: float
    """switch"""
    minor_half_minutes: float
    """minutes"""
    minor_injury_share: float
    """share"""
    moderate_per_severe_episode: float
    """episodes per severe episode"""
    monitoring_day_sek: float
    """SEK per place-day"""
    named_wait_days: float
    """days"""
    net_frailty_ratios: float
    """switch"""
    network_full_minutes_a_week: float
    """minutes a week"""
    new_centre_listing_per_year: float
    """per year"""
    night_call_minutes: float
    """minutes"""
    no_doctor_odds_to_keep: float
    """odds ratio"""
    nurse_fee_sek: float
    """SEK per visit"""
    nurse_filling_per_year: float
    """per year"""
    nurse_illness_share: float
    """share"""
    nurse_leaving_per_year: float
    """per year"""
    nurse_moving_per_year: float
    """per year"""
    nurse_moving_strain_exponent: float
    """exponent"""
    nurse_shift_minutes: float
    """minutes"""
    nurse_start_age_highest_years: float
    """years"""
    nurse_start_age_lowest_years: float
    """years"""
    nurse_visit_minutes: float
    """minutes"""
    nurse_visit_sek: float
    """SEK per visit"""
    nurse_year_sek: float
    """SEK per post-year"""
    old_age_years: float
    """years"""
    oldest_age_years: float
    """years"""
    on_call_active_minutes: float
    """minutes a night"""
    on_call_full_compensation_minutes: float
    """minutes"""
    on_call_kept_share_a_month: float
    """share"""
    on_call_leaving_ratio: float
    """ratio"""
    on_call_night_sek: float
    """SEK per night"""
    on_call_relief_share: float
    """share"""
    on_call_shortest_gap_nights: float
    """nights"""
    on_call_span_share: float
    """share of nights"""
    on_call_usual_compensation_share: float
    """share"""
    on_call_volunteer_share: float
    """share"""
    open_share_fully_held: float
    """share"""
    ordinary_acquaintance: float
    """strength"""
    ordinary_hospital_strength: float
    """strength"""
    overload_begins: float
    """ratio"""
    overload_full: float
    """ratio"""
    overload_leaving_ratio: float
    """ratio"""
    own_car_severe_share: float
    """share"""
    own_car_share: float
    """share"""
    own_list_leaving_ratio: float
    """ratio"""
    partner_leaving_ratio: float
    """ratio"""
    partner_share: float
    """share"""
    partner_tie_least: float
    """strength"""
    past_contacts_per_year: float
    """contacts a year"""
    past_relation_years: float
    """years"""
    past_usual_gp_share_old: float
    """share"""
    past_usual_gp_share_young: float
    """share"""
    patient_km_own_sek: float
    """SEK per km"""
    patient_km_region_sek: float
    """SEK per km"""
    patient_share_of_duty_gp: float
    """share"""
    patient_share_of_duty_nurse: float
    """share"""
    pay_elasticity: float
    """exponent"""
    payment_free_days: float
    """days"""
    person_factor_shape: float
    """1"""
    persons_per_larger_household: float
    """persons"""
    planned_nurse_share: float
    """share"""
    planned_tolerance_days: float
    """days"""
    planned_transport_minute: float
    """minute of the day"""
    post_discharge_decay_days: float
    """days"""
    post_discharge_excess: float
    """1"""
    post_discharge_task_share: float
    """share"""
    practice_full_hospital: float
    """contacts a month"""
    practice_full_nursing: float
    """contacts a month"""
    prevention_fall_reduction: float
    """share"""
    prevention_home_nurse_share: float
    """share"""
    prevention_interval_days: float
    """days"""
    prevention_lag_days: float
    """days"""
    prevention_lasts_days: float
    """days"""
    prevention_visit_minutes: float
    """minutes"""
    primary_care_person_power: float
    """1"""
    put_off_share_high: float
    """share"""
    reach_known: float
    """share"""
    reach_unknown: float
    """share"""
    readmission_early_days: float
    """days"""
    readmission_first_days: float
    """days"""
    readmission_window_days: float
    """days"""
    ready_day_sek: float
    """SEK per day"""
    ready_wait_days: float
    """days"""
    ready_wait_share: float
    """share"""
    referral_per_condition: float
    """ratio per condition"""
    referral_share: float
    """share"""
    rehabilitation_helps: float
    """share"""
    relative_hour_sek: float
    """SEK per hour"""
    relatives_find_per_day: float
    """per day"""
    remote_fee_sek: float
    """SEK per contact"""
    remote_gp_hour_sek: float
    """SEK per hour"""
    reputation_fall_per_leaver: float
    """per leaver and post"""
    reputation_kept_share_a_month: float
    """share"""
    residents_a_clinic_nurse_post: float
    """residents per post"""
    residents_a_gp_post: float
    """residents per post"""
    respiratory_severity_amplitude: float
    """1"""
    retirement_age_years: float
    """years"""
    retirement_spread_years: float
    """years"""
    return_after_days: float
    """days"""
    return_days: float
    """days"""
    return_transfer_share: float
    """share"""
    return_visits: float
    """switch"""
    review_interval_days: float
    """days"""
    review_retry_days: float
    """days"""
    review_tolerance_days: float
    """days"""
    road_over_air: float
    """ratio"""
    rotation_weeks: float
    """weeks"""
    routine_after_months: float
    """months"""
    rural_background_leaving_ratio: float
    """ratio"""
    rural_background_share: float
    """share"""
    sanction_failures_needed: float
    """quarters"""
    scene_minutes: float
    """minutes"""
    season_peak_day: float
    """day of year"""
    seen_again_share: float
    """share"""
    self_reports_per_day: float
    """per day"""
    self_reports_per_day_dementia: float
    """per day"""
    shared_bed_day_sek: float
    """SEK per place-day"""
    shared_record_helps: float
    """share"""
    shared_record_odds: float
    """odds ratio"""
    shift_gp_share: float
    """share"""
    size_reference_residents: float
    """residents"""
    slot_visit_minutes: float
    """minutes"""
    small_unit_residents: float
    """residents"""
    special_housing_day_sek: float
    """SEK per resident-day"""
    specialist_follow_up_days: float
    """days"""
    specialist_follow_up_share: float
    """share"""
    specialist_odds_to_keep: float
    """odds ratio"""
    specialist_rounds_full: float
    """rounds a week"""
    specialist_video_hour_sek: float
    """SEK per hour"""
    specialist_video_minutes: float
    """minutes"""
    specialist_video_visit_sek: float
    """SEK per visit"""
    specialist_visit_sek: float
    """SEK per visit"""
    specialist_wait_days: float
    """days"""
    staff_km_sek: float
    """SEK per km"""
    start_large_list: float
    """residents"""
    start_size_share: float
    """share"""
    start_together_years: float
    """years"""
    stay_worsens_per_day: float
    """per day"""
    strain_kept_share_a_month: float
    """share"""
    strained_quarters_before_post: float
    """quarters"""
    summer_closing_share: float
    """share"""
    summer_first_week: float
    """week"""
    summer_vacancy_too_high: float
    """share"""
    summer_weeks: float
    """weeks"""
    supervisor_half_days_at_most: float
    """half-days a week"""
    supplement_with_charges_sek: float
    """SEK per SEK of pay"""
    take_off_minutes: float
    """minutes"""
    target_wait_days: float
    """days"""
    task_closed_by_doctor: float
    """share"""
    task_closed_by_nurse: float
    """share"""
    task_closed_by_specialist: float
    """share"""
    task_open_share: float
    """share"""
    team_car_day_sek: float
    """SEK per vehicle-day"""
    team_nurse_start_vacancy: float
    """share"""
    team_physician_start_vacancy: float
    """share"""
    team_rise_deviations: float
    """standard deviations"""
    team_rise_share: float
    """share"""
    team_visit_minutes: float
    """minutes"""
    terminal_episode_decay_days: float
    """days"""
    terminal_episode_rise: float
    """1"""
    terminal_housing_odds: float
    """odds ratio"""
    terminal_onset_amplitude: float
    """1"""
    terminal_phase: float
    """switch"""
    terminal_phase_days: float
    """days"""
    terminal_phase_shape: float
    """1"""
    terminal_phase_share: float
    """share of background deaths"""
    terminal_two_steps_share: float
    """share"""
    terminal_visits_ratio: float
    """ratio"""
    tie_floor: float
    """strength"""
    tie_half_life_days: float
    """days"""
    trained_here_leaving_ratio: float
    """ratio"""
    trained_here_share: float
    """share"""
    trainee_applicants_a_year: float
    """persons per year"""
    trainee_away_share: float
    """share"""
    trainee_block_weeks: float
    """weeks"""
    trainee_least_half_days: float
    """half-days a week"""
    trainee_productivity: float
    """ratio"""
    trainee_start_age_highest_years: float
    """years"""
    trainee_start_age_lowest_years: float
    """years"""
    trainee_staying_odds: float
    """odds"""
    trainee_staying_usual_attraction: float
    """ratio"""
    trainee_supervision_odds_ratio: float
    """odds ratio"""
    trainee_usual_half_days: float
    """half-days a week"""
    trainee_years: float
    """years"""
    trainees_a_supervisor: float
    """persons per GP"""
    trainees_at_start: float
    """persons"""
    transfer_to_hospital_share: float
    """share"""
    triage_advice_share: float
    """share"""
    triage_attempts_most: float
    """assessments"""
    triage_call_minutes: float
    """minutes"""
    triage_nurse_share: float
    """share"""
    trial_development_least: float
    """minutes a week"""
    trial_per_forum: float
    """per person and forum"""
    trial_per_person_year: float
    """per person-year"""
    trial_strain_most: float
    """ratio"""
    turn_out_minutes: float
    """minutes"""
    unfamiliar_minutes: float
    """minutes"""
    university_hospital_share: float
    """share"""
    unmet_worsens_share: float
    """share"""
    unstable_coordination_ratio: float
    """ratio"""
    unstable_days: float
    """days"""
    vacancy_carried_share: float
    """share"""
    vacancy_too_high: float
    """share"""
    vacancy_too_high_to_deliver: float
    """share"""
    very_old_age_years: float
    """years"""
    very_old_share_of_old: float
    """share of residents aged 65 and over"""
    video_accepted_known: float
    """share"""
    video_accepted_unknown: float
    """share"""
    video_at_unit_accepted: float
    """share"""
    video_odds_to_keep: float
    """odds ratio"""
    video_suitable_share: float
    """share"""
    village_minimum_residents: float
    """persons"""
    visit_settles_share: float
    """share"""
    visit_shortened_share: float
    """share"""
    visitor_acute_needs_per_day: float
    """needs per visitor-day"""
    visitor_injury_share: float
    """share"""
    visitor_moderate_share: float
    """share"""
    visitor_severe_share: float
    """share"""
    visits_above_least: float
    """visits a year"""
    visits_least: float
    """visits a year"""
    wait_too_long_days: float
    """days"""
    ward_contact_minutes: float
    """minutes"""
    ward_nurse_share: float
    """share"""
    ward_nurse_year_sek: float
    """SEK per post-year"""
    ward_round_minutes: float
    """minutes"""
    ward_round_minutes_a_place: float
    """minutes per place"""
    warm_up_days: float
    """days"""
    watch_minutes_per_patient: float
    """minutes"""
    weekend_duty_factor: float
    """ratio"""
    weekend_visits_from: float
    """visits a year"""
    winter_first_day: float
    """day of year"""
    winter_last_day: float
    """day of year"""
    winter_travel_factor: float
    """1"""
    worsening_growth_per_year: float
    """per year of age"""
    worsening_mild_75_per_year: float
    """per person-year"""
    worsening_moderate_75_per_year: float
    """per person-year"""
    worsening_reference_age_years: float
    """years"""
    worsening_share_by_care: float
    """share of worsening"""
    group_of_age: NDArray[np.int64]
    frailty_share_cumulative: NDArray[np.float64]
    alone_weight_by_age: NDArray[np.float64]
    alone_share_by_age: NDArray[np.float64]
    women_share_by_age: NDArray[np.float64]
    relatives_near_by_household: NDArray[np.float64]
    condition_share_by_age: NDArray[np.float64]
    frailty_hazard: NDArray[np.float64]
    frailty_up_share: NDArray[np.float64]
    death_hazard: NDArray[np.float64]
    sudden_share: NDArray[np.float64]
    dying_share: NDArray[np.float64]
    severe_season_mean: float
    severe_season_amplitude: float
    person_factor_mean_by_age: NDArray[np.float64]
    severe_rate: NDArray[np.float64]
    episode_multiplier: NDArray[np.float64]
    kind_cumulative: NDArray[np.float64]
    severity_cumulative: NDArray[np.float64]
    episodes_per_severe: float
    overdue_review: NDArray[np.float64]
    review_ceiling: float
    course_hazard: NDArray[np.float64]
    episode_hours_cumulative: NDArray[np.float64]
    complaint_hours_cumulative: NDArray[np.float64]
    complaint_rate: NDArray[np.float64]
    follow_up_rate: NDArray[np.float64]
    follow_up_extra_rate: NDArray[np.float64]
    person_factor_power_mean: float
    in_mover_age_cumulative: NDArray[np.float64]
    person_factor_mean: NDArray[np.float64]
    minor_share: NDArray[np.float64]
    minor_hours_cumulative: NDArray[np.float64]
    keep: NDArray[np.float64]
    resolve: NDArray[np.float64]
    enrolled_share: NDArray[np.float64]
    housing_wanted_share: NDArray[np.float64]
    visits_ratio: NDArray[np.float64]
    fatality_ratio: NDArray[np.float64]
    stay_ratio: NDArray[np.float64]
    tie_gain: NDArray[np.float64]
    joint_gain: NDArray[np.float64]
    start_collaboration: NDArray[np.float64]
    visitor_needs_fullest_day: float
    referral_specialty_cumulative: NDArray[np.float64]
    university_hospital: int
    very_old_days: float
    channel_mode: NDArray[np.float64]
    channel_minutes: NDArray[np.float64]
    channel_nurse_minutes: NDArray[np.float64]
    channel_clinician_travels: NDArray[np.float64]
    channel_patient_travels: NDArray[np.float64]
    channel_emergency_room: NDArray[np.float64]
    channel_acute_car: NDArray[np.float64]
    channel_contact_mode: NDArray[np.float64]
    channel_by_nurse: NDArray[np.float64]
    price_gp_visit: float
    price_gp_home_visit: float
    price_gp_phone: float
    price_gp_video: float
    price_nurse_visit: float
    price_home_nurse_visit: float
    price_emergency_visit: float
    price_emergency_room_visit: float
    price_hospital_day: float
    price_cottage_day: float
    price_ambulance_trip: float
    price_helicopter_trip: float
    price_specialist_visit: float
    price_specialist_video: float
    budget_level: NDArray[np.float64]
    def __getitem__(self, key: Literal["acceptable_wait_days", "acute_car_day_sek", "acute_reserve_share", "acute_season_amplitude", "ad_hoc_video_used_share", "advanced_competence", "advanced_nurse_year_sek", "advanced_resolves_acute", "advanced_resolves_planned", "advanced_visit_minutes", "agreement_frame_start_share", "agreement_met_share", "agreement_written_start_share", "alarm_minutes", "alarm_sensitivity", "ambulance_day_sek", "ambulance_km_sek", "ambulance_nurse_posts_a_vehicle", "ambulance_time_factor", "ambulance_trip_sek", "assessment_wait_ratio", "attempts_most", "attraction_academic_centre", "attraction_floor", "attraction_known_years", "attraction_manager_years", "attraction_size_exponent", "attraction_trainee", "attraction_training_centre", "attraction_weight_colleagues", "attraction_weight_known_team", "attraction_weight_manager", "attraction_weight_reputation", "attraction_weight_training_site", "band_far_minutes", "band_middle_minutes", "bed_day_need_visits", "bed_fee_sek", "birth_trend_per_year", "budget_growth_share_a_year", "call_attempts_most", "call_interruption_minutes", "call_minutes_a_day", "case_fatality_age_growth", "case_fatality_fit_80", "case_fatality_per_hour", "centre_day_sek", "certification_years", "champion_succeeded_share", "change_of_manager_leaving_ratio", "choice_reach_minutes", "clinic_share", "clinic_slot_minutes", "clinic_slots_a_day", "co_located_acquaintance", "collaboration_leaving_ratio", "collaboration_usual", "colleague_floor", "colleague_half_life_days", "complaint_season_amplitude", "complaint_tolerance_days", "complaint_women_over_men", "contact_prescribes_share", "contact_prior", "contact_weight_certified", "contact_weight_network", "contact_weight_on_call", "contact_weight_remote", "contact_weight_returning_locum", "contact_weight_specialists", "contact_weight_trainee", "contacts_kept_share_a_month", "continuity_causal_share", "continuity_contact_days", "continuity_exponent", "coordination_centre_share", "coordination_doctor_share", "coordination_events_per_year", "coordination_minutes", "coordination_tolerance_days", "cottage_admits_moderate_share", "cottage_admits_severe_share", "cottage_bed_day_sek", "cottage_day_sek", "cottage_stay_days", "counted_contacts_least", "day_vehicle_ends", "day_vehicle_starts", "death_fit_80_per_year", "death_floor_per_year", "death_growth_per_year", "death_reference_age_years", "death_share_by_episodes", "death_women_over_men", "deficit_large_share", "deficit_tolerated_share", "design_delay_days", "design_gp_minutes_a_day", "design_nurse_minutes_a_day", "development_full_minutes", "dispersed_reach_km", "dissatisfied_change_share", "dissatisfied_from", "documentation_minutes", "earth_radius_km", "emergency_department_visit_sek", "emergency_room_visit_sek", "enrolled_can_come_share", "enrolled_odds_alone", "enrolled_odds_dementia", "enrolled_odds_far", "episode_tolerance_days", "exchange_gap", "exchange_hour_sek", "extra_home_nurse_posts_most_share", "failed_attempt_delay_minutes", "failed_attempt_minutes", "failed_request_loss", "failed_share_high", "false_alarms_per_place_day", "familiar_days", "far_from_centre_minutes", "favour_minutes_a_day", "flying_weather_share", "follow_call_minutes", "follow_up_after_days", "forum_attendance_share", "found_by_known_nurse", "found_by_unknown_nurse", "frailty_onset_multiplier", "friction_share_high", "gain_that_moves_sek", "gp_early_leaving_ratio", "gp_early_years", "gp_fee_sek", "gp_filling_per_year", "gp_home_visit_sek", "gp_illness_share", "gp_leaving_per_year", "gp_leaving_size_exponent", "gp_month_pay_sek", "gp_phone_sek", "gp_posts_a_cottage_hospital", "gp_start_age_highest_years", "gp_start_age_lowest_years", "gp_video_sek", "gp_visit_minutes", "gp_visit_sek", "gp_year_sek", "half_day_minutes", "handover_minutes", "health_room_full_hours", "health_room_hour_sek", "health_room_reach_minutes", "helicopter_from_minutes", "helicopter_km_per_hour", "helicopter_mission_sek", "helicopter_share", "home_help_find_per_day", "home_help_hour_sek", "home_help_hours_a_day", "home_nurse_posts", "home_nurse_visit_sek", "home_nurse_weekend_share", "home_nursing_half_day_minutes", "home_nursing_half_days_a_gp", "home_visit_minutes", "hospital_admits_moderate_share", "hospital_admits_severe_share", "hospital_beds_closed_most_share", "hospital_day_sek", "hospital_stay_days", "hospital_tie_fewer_tasks", "hospital_tie_odds_to_keep", "hourly_after_retirement_share", "hourly_until_age_years", "housing_contact_minutes", "housing_coordination_ratio", "housing_gp_minutes_a_week", "housing_odds_alone", "housing_odds_dementia", "housing_places_per_old_resident", "housing_staff_find_per_day", "housing_visit_minutes", "housing_visits_per_year", "illness_mean_days", "impatient_emergency_share", "in_move_trend_per_year", "intake_visit_share", "intake_visits", "isolation_scale_contacts", "isolation_strength", "kept_returned_share", "known_minutes_saved_share", "known_odds_to_keep", "known_odds_to_resolve", "large_unit_residents", "leave_weeks_other", "leave_weeks_summer", "left_at_home_share", "list_cap_residents", "list_change_ill_days", "list_change_ill_rise", "list_change_moved_days", "list_change_moved_rise", "list_change_per_year", "list_change_person_power", "list_serial_ratio", "list_serial_share", "lists_for_all", "local_nurse_share", "local_road_detour_factor", "local_road_speed_km_h", "local_travel_metres", "local_travel_minutes", "locum_coverage", "locum_cut_share", "locum_free_share", "locum_mean_weeks", "locum_pool_persons", "locum_productivity", "locum_returning_share", "locum_start_up_share", "locum_stopping_per_year", "locum_supervision_minutes_a_day", "locum_week_sek", "locum_worked_before_share", "long_locum_days", "main_road_detour_factor", "main_road_speed_km_h", "manager_leaving_per_year", "manager_new_years", "manager_overload_ratio", "manager_settled_days", "medicine_review_age_years", "medicine_review_interval_days", "medicine_review_oldest_days", "medicines_contact_sek", "medicines_own_contact_sek", "meeting_gp_minutes_joint", "meeting_gp_minutes_single", "memory_gain_development", "memory_gain_forum", "memory_gain_routine", "memory_growth_a_month", "memory_half_life_days", "memory_weight", "mild_course_days", "mild_per_severe_episode", "minor_admitted_share", "minor_advice_share", "minor_ambulance_share", "minor_calls_first_share", "minor_emergencies", "minor_half_minutes", "minor_injury_share", "moderate_per_severe_episode", "monitoring_day_sek", "named_wait_days", "net_frailty_ratios", "network_full_minutes_a_week", "new_centre_listing_per_year", "night_call_minutes", "no_doctor_odds_to_keep", "nurse_fee_sek", "nurse_filling_per_year", "nurse_illness_share", "nurse_leaving_per_year", "nurse_moving_per_year", "nurse_moving_strain_exponent", "nurse_shift_minutes", "nurse_start_age_highest_years", "nurse_start_age_lowest_years", "nurse_visit_minutes", "nurse_visit_sek", "nurse_year_sek", "old_age_years", "oldest_age_years", "on_call_active_minutes", "on_call_full_compensation_minutes", "on_call_kept_share_a_month", "on_call_leaving_ratio", "on_call_night_sek", "on_call_relief_share", "on_call_shortest_gap_nights", "on_call_span_share", "on_call_usual_compensation_share", "on_call_volunteer_share", "open_share_fully_held", "ordinary_acquaintance", "ordinary_hospital_strength", "overload_begins", "overload_full", "overload_leaving_ratio", "own_car_severe_share", "own_car_share", "own_list_leaving_ratio", "partner_leaving_ratio", "partner_share", "partner_tie_least", "past_contacts_per_year", "past_relation_years", "past_usual_gp_share_old", "past_usual_gp_share_young", "patient_km_own_sek", "patient_km_region_sek", "patient_share_of_duty_gp", "patient_share_of_duty_nurse", "pay_elasticity", "payment_free_days", "person_factor_shape", "persons_per_larger_household", "planned_nurse_share", "planned_tolerance_days", "planned_transport_minute", "post_discharge_decay_days", "post_discharge_excess", "post_discharge_task_share", "practice_full_hospital", "practice_full_nursing", "prevention_fall_reduction", "prevention_home_nurse_share", "prevention_interval_days", "prevention_lag_days", "prevention_lasts_days", "prevention_visit_minutes", "primary_care_person_power", "put_off_share_high", "reach_known", "reach_unknown", "readmission_early_days", "readmission_first_days", "readmission_window_days", "ready_day_sek", "ready_wait_days", "ready_wait_share", "referral_per_condition", "referral_share", "rehabilitation_helps", "relative_hour_sek", "relatives_find_per_day", "remote_fee_sek", "remote_gp_hour_sek", "reputation_fall_per_leaver", "reputation_kept_share_a_month", "residents_a_clinic_nurse_post", "residents_a_gp_post", "respiratory_severity_amplitude", "retirement_age_years", "retirement_spread_years", "return_after_days", "return_days", "return_transfer_share", "return_visits", "review_interval_days", "review_retry_days", "review_tolerance_days", "road_over_air", "rotation_weeks", "routine_after_months", "rural_background_leaving_ratio", "rural_background_share", "sanction_failures_needed", "scene_minutes", "season_peak_day", "seen_again_share", "self_reports_per_day", "self_reports_per_day_dementia", "shared_bed_day_sek", "shared_record_helps", "shared_record_odds", "shift_gp_share", "size_reference_residents", "slot_visit_minutes", "small_unit_residents", "special_housing_day_sek", "specialist_follow_up_days", "specialist_follow_up_share", "specialist_odds_to_keep", "specialist_rounds_full", "specialist_video_hour_sek", "specialist_video_minutes", "specialist_video_visit_sek", "specialist_visit_sek", "specialist_wait_days", "staff_km_sek", "start_large_list", "start_size_share", "start_together_years", "stay_worsens_per_day", "strain_kept_share_a_month", "strained_quarters_before_post", "summer_closing_share", "summer_first_week", "summer_vacancy_too_high", "summer_weeks", "supervisor_half_days_at_most", "supplement_with_charges_sek", "take_off_minutes", "target_wait_days", "task_closed_by_doctor", "task_closed_by_nurse", "task_closed_by_specialist", "task_open_share", "team_car_day_sek", "team_nurse_start_vacancy", "team_physician_start_vacancy", "team_rise_deviations", "team_rise_share", "team_visit_minutes", "terminal_episode_decay_days", "terminal_episode_rise", "terminal_housing_odds", "terminal_onset_amplitude", "terminal_phase", "terminal_phase_days", "terminal_phase_shape", "terminal_phase_share", "terminal_two_steps_share", "terminal_visits_ratio", "tie_floor", "tie_half_life_days", "trained_here_leaving_ratio", "trained_here_share", "trainee_applicants_a_year", "trainee_away_share", "trainee_block_weeks", "trainee_least_half_days", "trainee_productivity", "trainee_start_age_highest_years", "trainee_start_age_lowest_years", "trainee_staying_odds", "trainee_staying_usual_attraction", "trainee_supervision_odds_ratio", "trainee_usual_half_days", "trainee_years", "trainees_a_supervisor", "trainees_at_start", "transfer_to_hospital_share", "triage_advice_share", "triage_attempts_most", "triage_call_minutes", "triage_nurse_share", "trial_development_least", "trial_per_forum", "trial_per_person_year", "trial_strain_most", "turn_out_minutes", "unfamiliar_minutes", "university_hospital_share", "unmet_worsens_share", "unstable_coordination_ratio", "unstable_days", "vacancy_carried_share", "vacancy_too_high", "vacancy_too_high_to_deliver", "very_old_age_years", "very_old_share_of_old", "video_accepted_known", "video_accepted_unknown", "video_at_unit_accepted", "video_odds_to_keep", "video_suitable_share", "village_minimum_residents", "visit_settles_share", "visit_shortened_share", "visitor_acute_needs_per_day", "visitor_injury_share", "visitor_moderate_share", "visitor_severe_share", "visits_above_least", "visits_least", "wait_too_long_days", "ward_contact_minutes", "ward_nurse_share", "ward_nurse_year_sek", "ward_round_minutes", "ward_round_minutes_a_place", "warm_up_days", "watch_minutes_per_patient", "weekend_duty_factor", "weekend_visits_from", "winter_first_day", "winter_last_day", "winter_travel_factor", "worsening_growth_per_year", "worsening_mild_75_per_year", "worsening_moderate_75_per_year", "worsening_reference_age_years", "worsening_share_by_care", "group_of_age", "frailty_share_cumulative", "alone_weight_by_age", "alone_share_by_age", "women_share_by_age", "relatives_near_by_household", "condition_share_by_age", "frailty_hazard", "frailty_up_share", "death_hazard", "sudden_share", "dying_share", "severe_season_mean", "severe_season_amplitude", "person_factor_mean_by_age", "severe_rate", "episode_multiplier", "kind_cumulative", "severity_cumulative", "episodes_per_severe", "overdue_review", "review_ceiling", "course_hazard", "episode_hours_cumulative", "complaint_hours_cumulative", "complaint_rate", "follow_up_rate", "follow_up_extra_rate", "person_factor_power_mean", "in_mover_age_cumulative", "person_factor_mean", "minor_share", "minor_hours_cumulative", "keep", "resolve", "enrolled_share", "housing_wanted_share", "visits_ratio", "fatality_ratio", "stay_ratio", "tie_gain", "joint_gain", "start_collaboration", "visitor_needs_fullest_day", "referral_specialty_cumulative", "university_hospital", "very_old_days", "channel_mode", "channel_minutes", "channel_nurse_minutes", "channel_clinician_travels", "channel_patient_travels", "channel_emergency_room", "channel_acute_car", "channel_contact_mode", "channel_by_nurse", "price_gp_visit", "price_gp_home_visit", "price_gp_phone", "price_gp_video", "price_nurse_visit", "price_home_nurse_visit", "price_emergency_visit", "price_emergency_room_visit", "price_hospital_day", "price_cottage_day", "price_ambulance_trip", "price_helicopter_trip", "price_specialist_visit", "price_specialist_video", "budget_level"]) -> Any: ...
    def __setitem__(self, key: Literal["acceptable_wait_days", "acute_car_day_sek", "acute_reserve_share", "acute_season_amplitude", "ad_hoc_video_used_share", "advanced_competence", "advanced_nurse_year_sek", "advanced_resolves_acute", "advanced_resolves_planned", "advanced_visit_minutes", "agreement_frame_start_share", "agreement_met_share", "agreement_written_start_share", "alarm_minutes", "alarm_sensitivity", "ambulance_day_sek", "ambulance_km_sek", "ambulance_nurse_posts_a_vehicle", "ambulance_time_factor", "ambulance_trip_sek", "assessment_wait_ratio", "attempts_most", "attraction_academic_centre", "attraction_floor", "attraction_known_years", "attraction_manager_years", "attraction_size_exponent", "attraction_trainee", "attraction_training_centre", "attraction_weight_colleagues", "attraction_weight_known_team", "attraction_weight_manager", "attraction_weight_reputation", "attraction_weight_training_site", "band_far_minutes", "band_middle_minutes", "bed_day_need_visits", "bed_fee_sek", "birth_trend_per_year", "budget_growth_share_a_year", "call_attempts_most", "call_interruption_minutes", "call_minutes_a_day", "case_fatality_age_growth", "case_fatality_fit_80", "case_fatality_per_hour", "centre_day_sek", "certification_years", "champion_succeeded_share", "change_of_manager_leaving_ratio", "choice_reach_minutes", "clinic_share", "clinic_slot_minutes", "clinic_slots_a_day", "co_located_acquaintance", "collaboration_leaving_ratio", "collaboration_usual", "colleague_floor", "colleague_half_life_days", "complaint_season_amplitude", "complaint_tolerance_days", "complaint_women_over_men", "contact_prescribes_share", "contact_prior", "contact_weight_certified", "contact_weight_network", "contact_weight_on_call", "contact_weight_remote", "contact_weight_returning_locum", "contact_weight_specialists", "contact_weight_trainee", "contacts_kept_share_a_month", "continuity_causal_share", "continuity_contact_days", "continuity_exponent", "coordination_centre_share", "coordination_doctor_share", "coordination_events_per_year", "coordination_minutes", "coordination_tolerance_days", "cottage_admits_moderate_share", "cottage_admits_severe_share", "cottage_bed_day_sek", "cottage_day_sek", "cottage_stay_days", "counted_contacts_least", "day_vehicle_ends", "day_vehicle_starts", "death_fit_80_per_year", "death_floor_per_year", "death_growth_per_year", "death_reference_age_years", "death_share_by_episodes", "death_women_over_men", "deficit_large_share", "deficit_tolerated_share", "design_delay_days", "design_gp_minutes_a_day", "design_nurse_minutes_a_day", "development_full_minutes", "dispersed_reach_km", "dissatisfied_change_share", "dissatisfied_from", "documentation_minutes", "earth_radius_km", "emergency_department_visit_sek", "emergency_room_visit_sek", "enrolled_can_come_share", "enrolled_odds_alone", "enrolled_odds_dementia", "enrolled_odds_far", "episode_tolerance_days", "exchange_gap", "exchange_hour_sek", "extra_home_nurse_posts_most_share", "failed_attempt_delay_minutes", "failed_attempt_minutes", "failed_request_loss", "failed_share_high", "false_alarms_per_place_day", "familiar_days", "far_from_centre_minutes", "favour_minutes_a_day", "flying_weather_share", "follow_call_minutes", "follow_up_after_days", "forum_attendance_share", "found_by_known_nurse", "found_by_unknown_nurse", "frailty_onset_multiplier", "friction_share_high", "gain_that_moves_sek", "gp_early_leaving_ratio", "gp_early_years", "gp_fee_sek", "gp_filling_per_year", "gp_home_visit_sek", "gp_illness_share", "gp_leaving_per_year", "gp_leaving_size_exponent", "gp_month_pay_sek", "gp_phone_sek", "gp_posts_a_cottage_hospital", "gp_start_age_highest_years", "gp_start_age_lowest_years", "gp_video_sek", "gp_visit_minutes", "gp_visit_sek", "gp_year_sek", "half_day_minutes", "handover_minutes", "health_room_full_hours", "health_room_hour_sek", "health_room_reach_minutes", "helicopter_from_minutes", "helicopter_km_per_hour", "helicopter_mission_sek", "helicopter_share", "home_help_find_per_day", "home_help_hour_sek", "home_help_hours_a_day", "home_nurse_posts", "home_nurse_visit_sek", "home_nurse_weekend_share", "home_nursing_half_day_minutes", "home_nursing_half_days_a_gp", "home_visit_minutes", "hospital_admits_moderate_share", "hospital_admits_severe_share", "hospital_beds_closed_most_share", "hospital_day_sek", "hospital_stay_days", "hospital_tie_fewer_tasks", "hospital_tie_odds_to_keep", "hourly_after_retirement_share", "hourly_until_age_years", "housing_contact_minutes", "housing_coordination_ratio", "housing_gp_minutes_a_week", "housing_odds_alone", "housing_odds_dementia", "housing_places_per_old_resident", "housing_staff_find_per_day", "housing_visit_minutes", "housing_visits_per_year", "illness_mean_days", "impatient_emergency_share", "in_move_trend_per_year", "intake_visit_share", "intake_visits", "isolation_scale_contacts", "isolation_strength", "kept_returned_share", "known_minutes_saved_share", "known_odds_to_keep", "known_odds_to_resolve", "large_unit_residents", "leave_weeks_other", "leave_weeks_summer", "left_at_home_share", "list_cap_residents", "list_change_ill_days", "list_change_ill_rise", "list_change_moved_days", "list_change_moved_rise", "list_change_per_year", "list_change_person_power", "list_serial_ratio", "list_serial_share", "lists_for_all", "local_nurse_share", "local_road_detour_factor", "local_road_speed_km_h", "local_travel_metres", "local_travel_minutes", "locum_coverage", "locum_cut_share", "locum_free_share", "locum_mean_weeks", "locum_pool_persons", "locum_productivity", "locum_returning_share", "locum_start_up_share", "locum_stopping_per_year", "locum_supervision_minutes_a_day", "locum_week_sek", "locum_worked_before_share", "long_locum_days", "main_road_detour_factor", "main_road_speed_km_h", "manager_leaving_per_year", "manager_new_years", "manager_overload_ratio", "manager_settled_days", "medicine_review_age_years", "medicine_review_interval_days", "medicine_review_oldest_days", "medicines_contact_sek", "medicines_own_contact_sek", "meeting_gp_minutes_joint", "meeting_gp_minutes_single", "memory_gain_development", "memory_gain_forum", "memory_gain_routine", "memory_growth_a_month", "memory_half_life_days", "memory_weight", "mild_course_days", "mild_per_severe_episode", "minor_admitted_share", "minor_advice_share", "minor_ambulance_share", "minor_calls_first_share", "minor_emergencies", "minor_half_minutes", "minor_injury_share", "moderate_per_severe_episode", "monitoring_day_sek", "named_wait_days", "net_frailty_ratios", "network_full_minutes_a_week", "new_centre_listing_per_year", "night_call_minutes", "no_doctor_odds_to_keep", "nurse_fee_sek", "nurse_filling_per_year", "nurse_illness_share", "nurse_leaving_per_year", "nurse_moving_per_year", "nurse_moving_strain_exponent", "nurse_shift_minutes", "nurse_start_age_highest_years", "nurse_start_age_lowest_years", "nurse_visit_minutes", "nurse_visit_sek", "nurse_year_sek", "old_age_years", "oldest_age_years", "on_call_active_minutes", "on_call_full_compensation_minutes", "on_call_kept_share_a_month", "on_call_leaving_ratio", "on_call_night_sek", "on_call_relief_share", "on_call_shortest_gap_nights", "on_call_span_share", "on_call_usual_compensation_share", "on_call_volunteer_share", "open_share_fully_held", "ordinary_acquaintance", "ordinary_hospital_strength", "overload_begins", "overload_full", "overload_leaving_ratio", "own_car_severe_share", "own_car_share", "own_list_leaving_ratio", "partner_leaving_ratio", "partner_share", "partner_tie_least", "past_contacts_per_year", "past_relation_years", "past_usual_gp_share_old", "past_usual_gp_share_young", "patient_km_own_sek", "patient_km_region_sek", "patient_share_of_duty_gp", "patient_share_of_duty_nurse", "pay_elasticity", "payment_free_days", "person_factor_shape", "persons_per_larger_household", "planned_nurse_share", "planned_tolerance_days", "planned_transport_minute", "post_discharge_decay_days", "post_discharge_excess", "post_discharge_task_share", "practice_full_hospital", "practice_full_nursing", "prevention_fall_reduction", "prevention_home_nurse_share", "prevention_interval_days", "prevention_lag_days", "prevention_lasts_days", "prevention_visit_minutes", "primary_care_person_power", "put_off_share_high", "reach_known", "reach_unknown", "readmission_early_days", "readmission_first_days", "readmission_window_days", "ready_day_sek", "ready_wait_days", "ready_wait_share", "referral_per_condition", "referral_share", "rehabilitation_helps", "relative_hour_sek", "relatives_find_per_day", "remote_fee_sek", "remote_gp_hour_sek", "reputation_fall_per_leaver", "reputation_kept_share_a_month", "residents_a_clinic_nurse_post", "residents_a_gp_post", "respiratory_severity_amplitude", "retirement_age_years", "retirement_spread_years", "return_after_days", "return_days", "return_transfer_share", "return_visits", "review_interval_days", "review_retry_days", "review_tolerance_days", "road_over_air", "rotation_weeks", "routine_after_months", "rural_background_leaving_ratio", "rural_background_share", "sanction_failures_needed", "scene_minutes", "season_peak_day", "seen_again_share", "self_reports_per_day", "self_reports_per_day_dementia", "shared_bed_day_sek", "shared_record_helps", "shared_record_odds", "shift_gp_share", "size_reference_residents", "slot_visit_minutes", "small_unit_residents", "special_housing_day_sek", "specialist_follow_up_days", "specialist_follow_up_share", "specialist_odds_to_keep", "specialist_rounds_full", "specialist_video_hour_sek", "specialist_video_minutes", "specialist_video_visit_sek", "specialist_visit_sek", "specialist_wait_days", "staff_km_sek", "start_large_list", "start_size_share", "start_together_years", "stay_worsens_per_day", "strain_kept_share_a_month", "strained_quarters_before_post", "summer_closing_share", "summer_first_week", "summer_vacancy_too_high", "summer_weeks", "supervisor_half_days_at_most", "supplement_with_charges_sek", "take_off_minutes", "target_wait_days", "task_closed_by_doctor", "task_closed_by_nurse", "task_closed_by_specialist", "task_open_share", "team_car_day_sek", "team_nurse_start_vacancy", "team_physician_start_vacancy", "team_rise_deviations", "team_rise_share", "team_visit_minutes", "terminal_episode_decay_days", "terminal_episode_rise", "terminal_housing_odds", "terminal_onset_amplitude", "terminal_phase", "terminal_phase_days", "terminal_phase_shape", "terminal_phase_share", "terminal_two_steps_share", "terminal_visits_ratio", "tie_floor", "tie_half_life_days", "trained_here_leaving_ratio", "trained_here_share", "trainee_applicants_a_year", "trainee_away_share", "trainee_block_weeks", "trainee_least_half_days", "trainee_productivity", "trainee_start_age_highest_years", "trainee_start_age_lowest_years", "trainee_staying_odds", "trainee_staying_usual_attraction", "trainee_supervision_odds_ratio", "trainee_usual_half_days", "trainee_years", "trainees_a_supervisor", "trainees_at_start", "transfer_to_hospital_share", "triage_advice_share", "triage_attempts_most", "triage_call_minutes", "triage_nurse_share", "trial_development_least", "trial_per_forum", "trial_per_person_year", "trial_strain_most", "turn_out_minutes", "unfamiliar_minutes", "university_hospital_share", "unmet_worsens_share", "unstable_coordination_ratio", "unstable_days", "vacancy_carried_share", "vacancy_too_high", "vacancy_too_high_to_deliver", "very_old_age_years", "very_old_share_of_old", "video_accepted_known", "video_accepted_unknown", "video_at_unit_accepted", "video_odds_to_keep", "video_suitable_share", "village_minimum_residents", "visit_settles_share", "visit_shortened_share", "visitor_acute_needs_per_day", "visitor_injury_share", "visitor_moderate_share", "visitor_severe_share", "visits_above_least", "visits_least", "wait_too_long_days", "ward_contact_minutes", "ward_nurse_share", "ward_nurse_year_sek", "ward_round_minutes", "ward_round_minutes_a_place", "warm_up_days", "watch_minutes_per_patient", "weekend_duty_factor", "weekend_visits_from", "winter_first_day", "winter_last_day", "winter_travel_factor", "worsening_growth_per_year", "worsening_mild_75_per_year", "worsening_moderate_75_per_year", "worsening_reference_age_years", "worsening_share_by_care", "group_of_age", "frailty_share_cumulative", "alone_weight_by_age", "alone_share_by_age", "women_share_by_age", "relatives_near_by_household", "condition_share_by_age", "frailty_hazard", "frailty_up_share", "death_hazard", "sudden_share", "dying_share", "severe_season_mean", "severe_season_amplitude", "person_factor_mean_by_age", "severe_rate", "episode_multiplier", "kind_cumulative", "severity_cumulative", "episodes_per_severe", "overdue_review", "review_ceiling", "course_hazard", "episode_hours_cumulative", "complaint_hours_cumulative", "complaint_rate", "follow_up_rate", "follow_up_extra_rate", "person_factor_power_mean", "in_mover_age_cumulative", "person_factor_mean", "minor_share", "minor_hours_cumulative", "keep", "resolve", "enrolled_share", "housing_wanted_share", "visits_ratio", "fatality_ratio", "stay_ratio", "tie_gain", "joint_gain", "start_collaboration", "visitor_needs_fullest_day", "referral_specialty_cumulative", "university_hospital", "very_old_days", "channel_mode", "channel_minutes", "channel_nurse_minutes", "channel_clinician_travels", "channel_patient_travels", "channel_emergency_room", "channel_acute_car", "channel_contact_mode", "channel_by_nurse", "price_gp_visit", "price_gp_home_visit", "price_gp_phone", "price_gp_video", "price_nurse_visit", "price_home_nurse_visit", "price_emergency_visit", "price_emergency_room_visit", "price_hospital_day", "price_cottage_day", "price_ambulance_trip", "price_helicopter_trip", "price_specialist_visit", "price_specialist_video", "budget_level"], value: ArrayLike) -> None: ...

class ParametersRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.parameters`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["acceptable_wait_days", "acute_car_day_sek", "acute_reserve_share", "acute_season_amplitude", "ad_hoc_video_used_share", "advanced_competence", "advanced_nurse_year_sek", "advanced_resolves_acute", "advanced_resolves_planned", "advanced_visit_minutes", "agreement_frame_start_share", "agreement_met_share", "agreement_written_start_share", "alarm_minutes", "alarm_sensitivity", "ambulance_day_sek", "ambulance_km_sek", "ambulance_nurse_posts_a_vehicle", "ambulance_time_factor", "ambulance_trip_sek", "assessment_wait_ratio", "attempts_most", "attraction_academic_centre", "attraction_floor", "attraction_known_years", "attraction_manager_years", "attraction_size_exponent", "attraction_trainee", "attraction_training_centre", "attraction_weight_colleagues", "attraction_weight_known_team", "attraction_weight_manager", "attraction_weight_reputation", "attraction_weight_training_site", "band_far_minutes", "band_middle_minutes", "bed_day_need_visits", "bed_fee_sek", "birth_trend_per_year", "budget_growth_share_a_year", "call_attempts_most", "call_interruption_minutes", "call_minutes_a_day", "case_fatality_age_growth", "case_fatality_fit_80", "case_fatality_per_hour", "centre_day_sek", "certification_years", "champion_succeeded_share", "change_of_manager_leaving_ratio", "choice_reach_minutes", "clinic_share", "clinic_slot_minutes", "clinic_slots_a_day", "co_located_acquaintance", "collaboration_leaving_ratio", "collaboration_usual", "colleague_floor", "colleague_half_life_days", "complaint_season_amplitude", "complaint_tolerance_days", "complaint_women_over_men", "contact_prescribes_share", "contact_prior", "contact_weight_certified", "contact_weight_network", "contact_weight_on_call", "contact_weight_remote", "contact_weight_returning_locum", "contact_weight_specialists", "contact_weight_trainee", "contacts_kept_share_a_month", "continuity_causal_share", "continuity_contact_days", "continuity_exponent", "coordination_centre_share", "coordination_doctor_share", "coordination_events_per_year", "coordination_minutes", "coordination_tolerance_days", "cottage_admits_moderate_share", "cottage_admits_severe_share", "cottage_bed_day_sek", "cottage_day_sek", "cottage_stay_days", "counted_contacts_least", "day_vehicle_ends", "day_vehicle_starts", "death_fit_80_per_year", "death_floor_per_year", "death_growth_per_year", "death_reference_age_years", "death_share_by_episodes", "death_women_over_men", "deficit_large_share", "deficit_tolerated_share", "design_delay_days", "design_gp_minutes_a_day", "design_nurse_minutes_a_day", "development_full_minutes", "dispersed_reach_km", "dissatisfied_change_share", "dissatisfied_from", "documentation_minutes", "earth_radius_km", "emergency_department_visit_sek", "emergency_room_visit_sek", "enrolled_can_come_share", "enrolled_odds_alone", "enrolled_odds_dementia", "enrolled_odds_far", "episode_tolerance_days", "exchange_gap", "exchange_hour_sek", "extra_home_nurse_posts_most_share", "failed_attempt_delay_minutes", "failed_attempt_minutes", "failed_request_loss", "failed_share_high", "false_alarms_per_place_day", "familiar_days", "far_from_centre_minutes", "favour_minutes_a_day", "flying_weather_share", "follow_call_minutes", "follow_up_after_days", "forum_attendance_share", "found_by_known_nurse", "found_by_unknown_nurse", "frailty_onset_multiplier", "friction_share_high", "gain_that_moves_sek", "gp_early_leaving_ratio", "gp_early_years", "gp_fee_sek", "gp_filling_per_year", "gp_home_visit_sek", "gp_illness_share", "gp_leaving_per_year", "gp_leaving_size_exponent", "gp_month_pay_sek", "gp_phone_sek", "gp_posts_a_cottage_hospital", "gp_start_age_highest_years", "gp_start_age_lowest_years", "gp_video_sek", "gp_visit_minutes", "gp_visit_sek", "gp_year_sek", "half_day_minutes", "handover_minutes", "health_room_full_hours", "health_room_hour_sek", "health_room_reach_minutes", "helicopter_from_minutes", "helicopter_km_per_hour", "helicopter_mission_sek", "helicopter_share", "home_help_find_per_day", "home_help_hour_sek", "home_help_hours_a_day", "home_nurse_posts", "home_nurse_visit_sek", "home_nurse_weekend_share", "home_nursing_half_day_minutes", "home_nursing_half_days_a_gp", "home_visit_minutes", "hospital_admits_moderate_share", "hospital_admits_severe_share", "hospital_beds_closed_most_share", "hospital_day_sek", "hospital_stay_days", "hospital_tie_fewer_tasks", "hospital_tie_odds_to_keep", "hourly_after_retirement_share", "hourly_until_age_years", "housing_contact_minutes", "housing_coordination_ratio", "housing_gp_minutes_a_week", "housing_odds_alone", "housing_odds_dementia", "housing_places_per_old_resident", "housing_staff_find_per_day", "housing_visit_minutes", "housing_visits_per_year", "illness_mean_days", "impatient_emergency_share", "in_move_trend_per_year", "intake_visit_share", "intake_visits", "isolation_scale_contacts", "isolation_strength", "kept_returned_share", "known_minutes_saved_share", "known_odds_to_keep", "known_odds_to_resolve", "large_unit_residents", "leave_weeks_other", "leave_weeks_summer", "left_at_home_share", "list_cap_residents", "list_change_ill_days", "list_change_ill_rise", "list_change_moved_days", "list_change_moved_rise", "list_change_per_year", "list_change_person_power", "list_serial_ratio", "list_serial_share", "lists_for_all", "local_nurse_share", "local_road_detour_factor", "local_road_speed_km_h", "local_travel_metres", "local_travel_minutes", "locum_coverage", "locum_cut_share", "locum_free_share", "locum_mean_weeks", "locum_pool_persons", "locum_productivity", "locum_returning_share", "locum_start_up_share", "locum_stopping_per_year", "locum_supervision_minutes_a_day", "locum_week_sek", "locum_worked_before_share", "long_locum_days", "main_road_detour_factor", "main_road_speed_km_h", "manager_leaving_per_year", "manager_new_years", "manager_overload_ratio", "manager_settled_days", "medicine_review_age_years", "medicine_review_interval_days", "medicine_review_oldest_days", "medicines_contact_sek", "medicines_own_contact_sek", "meeting_gp_minutes_joint", "meeting_gp_minutes_single", "memory_gain_development", "memory_gain_forum", "memory_gain_routine", "memory_growth_a_month", "memory_half_life_days", "memory_weight", "mild_course_days", "mild_per_severe_episode", "minor_admitted_share", "minor_advice_share", "minor_ambulance_share", "minor_calls_first_share", "minor_emergencies", "minor_half_minutes", "minor_injury_share", "moderate_per_severe_episode", "monitoring_day_sek", "named_wait_days", "net_frailty_ratios", "network_full_minutes_a_week", "new_centre_listing_per_year", "night_call_minutes", "no_doctor_odds_to_keep", "nurse_fee_sek", "nurse_filling_per_year", "nurse_illness_share", "nurse_leaving_per_year", "nurse_moving_per_year", "nurse_moving_strain_exponent", "nurse_shift_minutes", "nurse_start_age_highest_years", "nurse_start_age_lowest_years", "nurse_visit_minutes", "nurse_visit_sek", "nurse_year_sek", "old_age_years", "oldest_age_years", "on_call_active_minutes", "on_call_full_compensation_minutes", "on_call_kept_share_a_month", "on_call_leaving_ratio", "on_call_night_sek", "on_call_relief_share", "on_call_shortest_gap_nights", "on_call_span_share", "on_call_usual_compensation_share", "on_call_volunteer_share", "open_share_fully_held", "ordinary_acquaintance", "ordinary_hospital_strength", "overload_begins", "overload_full", "overload_leaving_ratio", "own_car_severe_share", "own_car_share", "own_list_leaving_ratio", "partner_leaving_ratio", "partner_share", "partner_tie_least", "past_contacts_per_year", "past_relation_years", "past_usual_gp_share_old", "past_usual_gp_share_young", "patient_km_own_sek", "patient_km_region_sek", "patient_share_of_duty_gp", "patient_share_of_duty_nurse", "pay_elasticity", "payment_free_days", "person_factor_shape", "persons_per_larger_household", "planned_nurse_share", "planned_tolerance_days", "planned_transport_minute", "post_discharge_decay_days", "post_discharge_excess", "post_discharge_task_share", "practice_full_hospital", "practice_full_nursing", "prevention_fall_reduction", "prevention_home_nurse_share", "prevention_interval_days", "prevention_lag_days", "prevention_lasts_days", "prevention_visit_minutes", "primary_care_person_power", "put_off_share_high", "reach_known", "reach_unknown", "readmission_early_days", "readmission_first_days", "readmission_window_days", "ready_day_sek", "ready_wait_days", "ready_wait_share", "referral_per_condition", "referral_share", "rehabilitation_helps", "relative_hour_sek", "relatives_find_per_day", "remote_fee_sek", "remote_gp_hour_sek", "reputation_fall_per_leaver", "reputation_kept_share_a_month", "residents_a_clinic_nurse_post", "residents_a_gp_post", "respiratory_severity_amplitude", "retirement_age_years", "retirement_spread_years", "return_after_days", "return_days", "return_transfer_share", "return_visits", "review_interval_days", "review_retry_days", "review_tolerance_days", "road_over_air", "rotation_weeks", "routine_after_months", "rural_background_leaving_ratio", "rural_background_share", "sanction_failures_needed", "scene_minutes", "season_peak_day", "seen_again_share", "self_reports_per_day", "self_reports_per_day_dementia", "shared_bed_day_sek", "shared_record_helps", "shared_record_odds", "shift_gp_share", "size_reference_residents", "slot_visit_minutes", "small_unit_residents", "special_housing_day_sek", "specialist_follow_up_days", "specialist_follow_up_share", "specialist_odds_to_keep", "specialist_rounds_full", "specialist_video_hour_sek", "specialist_video_minutes", "specialist_video_visit_sek", "specialist_visit_sek", "specialist_wait_days", "staff_km_sek", "start_large_list", "start_size_share", "start_together_years", "stay_worsens_per_day", "strain_kept_share_a_month", "strained_quarters_before_post", "summer_closing_share", "summer_first_week", "summer_vacancy_too_high", "summer_weeks", "supervisor_half_days_at_most", "supplement_with_charges_sek", "take_off_minutes", "target_wait_days", "task_closed_by_doctor", "task_closed_by_nurse", "task_closed_by_specialist", "task_open_share", "team_car_day_sek", "team_nurse_start_vacancy", "team_physician_start_vacancy", "team_rise_deviations", "team_rise_share", "team_visit_minutes", "terminal_episode_decay_days", "terminal_episode_rise", "terminal_housing_odds", "terminal_onset_amplitude", "terminal_phase", "terminal_phase_days", "terminal_phase_shape", "terminal_phase_share", "terminal_two_steps_share", "terminal_visits_ratio", "tie_floor", "tie_half_life_days", "trained_here_leaving_ratio", "trained_here_share", "trainee_applicants_a_year", "trainee_away_share", "trainee_block_weeks", "trainee_least_half_days", "trainee_productivity", "trainee_start_age_highest_years", "trainee_start_age_lowest_years", "trainee_staying_odds", "trainee_staying_usual_attraction", "trainee_supervision_odds_ratio", "trainee_usual_half_days", "trainee_years", "trainees_a_supervisor", "trainees_at_start", "transfer_to_hospital_share", "triage_advice_share", "triage_attempts_most", "triage_call_minutes", "triage_nurse_share", "trial_development_least", "trial_per_forum", "trial_per_person_year", "trial_strain_most", "turn_out_minutes", "unfamiliar_minutes", "university_hospital_share", "unmet_worsens_share", "unstable_coordination_ratio", "unstable_days", "vacancy_carried_share", "vacancy_too_high", "vacancy_too_high_to_deliver", "very_old_age_years", "very_old_share_of_old", "video_accepted_known", "video_accepted_unknown", "video_at_unit_accepted", "video_odds_to_keep", "video_suitable_share", "village_minimum_residents", "visit_settles_share", "visit_shortened_share", "visitor_acute_needs_per_day", "visitor_injury_share", "visitor_moderate_share", "visitor_severe_share", "visits_above_least", "visits_least", "wait_too_long_days", "ward_contact_minutes", "ward_nurse_share", "ward_nurse_year_sek", "ward_round_minutes", "ward_round_minutes_a_place", "warm_up_days", "watch_minutes_per_patient", "weekend_duty_factor", "weekend_visits_from", "winter_first_day", "winter_last_day", "winter_travel_factor", "worsening_growth_per_year", "worsening_mild_75_per_year", "worsening_moderate_75_per_year", "worsening_reference_age_years", "worsening_share_by_care", "frailty_share_cumulative", "alone_weight_by_age", "alone_share_by_age", "women_share_by_age", "relatives_near_by_household", "condition_share_by_age", "frailty_hazard", "frailty_up_share", "death_hazard", "sudden_share", "dying_share", "severe_season_mean", "severe_season_amplitude", "person_factor_mean_by_age", "severe_rate", "episode_multiplier", "kind_cumulative", "severity_cumulative", "episodes_per_severe", "overdue_review", "review_ceiling", "course_hazard", "episode_hours_cumulative", "complaint_hours_cumulative", "complaint_rate", "follow_up_rate", "follow_up_extra_rate", "person_factor_power_mean", "in_mover_age_cumulative", "person_factor_mean", "minor_share", "minor_hours_cumulative", "keep", "resolve", "enrolled_share", "housing_wanted_share", "visits_ratio", "fatality_ratio", "stay_ratio", "tie_gain", "joint_gain", "start_collaboration", "visitor_needs_fullest_day", "referral_specialty_cumulative", "very_old_days", "channel_mode", "channel_minutes", "channel_nurse_minutes", "channel_clinician_travels", "channel_patient_travels", "channel_emergency_room", "channel_acute_car", "channel_contact_mode", "channel_by_nurse", "price_gp_visit", "price_gp_home_visit", "price_gp_phone", "price_gp_video", "price_nurse_visit", "price_home_nurse_visit", "price_emergency_visit", "price_emergency_room_visit", "price_hospital_day", "price_cottage_day", "price_ambulance_trip", "price_helicopter_trip", "price_specialist_visit", "price_specialist_video", "budget_level"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["group_of_age", "university_hospital"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> ParametersRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["acceptable_wait_days", "acute_car_day_sek", "acute_reserve_share", "acute_season_amplitude", "ad_hoc_video_used_share", "advanced_competence", "advanced_nurse_year_sek", "advanced_resolves_acute", "advanced_resolves_planned", "advanced_visit_minutes", "agreement_frame_start_share", "agreement_met_share", "agreement_written_start_share", "alarm_minutes", "alarm_sensitivity", "ambulance_day_sek", "ambulance_km_sek", "ambulance_nurse_posts_a_vehicle", "ambulance_time_factor", "ambulance_trip_sek", "assessment_wait_ratio", "attempts_most", "attraction_academic_centre", "attraction_floor", "attraction_known_years", "attraction_manager_years", "attraction_size_exponent", "attraction_trainee", "attraction_training_centre", "attraction_weight_colleagues", "attraction_weight_known_team", "attraction_weight_manager", "attraction_weight_reputation", "attraction_weight_training_site", "band_far_minutes", "band_middle_minutes", "bed_day_need_visits", "bed_fee_sek", "birth_trend_per_year", "budget_growth_share_a_year", "call_attempts_most", "call_interruption_minutes", "call_minutes_a_day", "case_fatality_age_growth", "case_fatality_fit_80", "case_fatality_per_hour", "centre_day_sek", "certification_years", "champion_succeeded_share", "change_of_manager_leaving_ratio", "choice_reach_minutes", "clinic_share", "clinic_slot_minutes", "clinic_slots_a_day", "co_located_acquaintance", "collaboration_leaving_ratio", "collaboration_usual", "colleague_floor", "colleague_half_life_days", "complaint_season_amplitude", "complaint_tolerance_days", "complaint_women_over_men", "contact_prescribes_share", "contact_prior", "contact_weight_certified", "contact_weight_network", "contact_weight_on_call", "contact_weight_remote", "contact_weight_returning_locum", "contact_weight_specialists", "contact_weight_trainee", "contacts_kept_share_a_month", "continuity_causal_share", "continuity_contact_days", "continuity_exponent", "coordination_centre_share", "coordination_doctor_share", "coordination_events_per_year", "coordination_minutes", "coordination_tolerance_days", "cottage_admits_moderate_share", "cottage_admits_severe_share", "cottage_bed_day_sek", "cottage_day_sek", "cottage_stay_days", "counted_contacts_least", "day_vehicle_ends", "day_vehicle_starts", "death_fit_80_per_year", "death_floor_per_year", "death_growth_per_year", "death_reference_age_years", "death_share_by_episodes", "death_women_over_men", "deficit_large_share", "deficit_tolerated_share", "design_delay_days", "design_gp_minutes_a_day", "design_nurse_minutes_a_day", "development_full_minutes", "dispersed_reach_km", "dissatisfied_change_share", "dissatisfied_from", "documentation_minutes", "earth_radius_km", "emergency_department_visit_sek", "emergency_room_visit_sek", "enrolled_can_come_share", "enrolled_odds_alone", "enrolled_odds_dementia", "enrolled_odds_far", "episode_tolerance_days", "exchange_gap", "exchange_hour_sek", "extra_home_nurse_posts_most_share", "failed_attempt_delay_minutes", "failed_attempt_minutes", "failed_request_loss", "failed_share_high", "false_alarms_per_place_day", "familiar_days", "far_from_centre_minutes", "favour_minutes_a_day", "flying_weather_share", "follow_call_minutes", "follow_up_after_days", "forum_attendance_share", "found_by_known_nurse", "found_by_unknown_nurse", "frailty_onset_multiplier", "friction_share_high", "gain_that_moves_sek", "gp_early_leaving_ratio", "gp_early_years", "gp_fee_sek", "gp_filling_per_year", "gp_home_visit_sek", "gp_illness_share", "gp_leaving_per_year", "gp_leaving_size_exponent", "gp_month_pay_sek", "gp_phone_sek", "gp_posts_a_cottage_hospital", "gp_start_age_highest_years", "gp_start_age_lowest_years", "gp_video_sek", "gp_visit_minutes", "gp_visit_sek", "gp_year_sek", "half_day_minutes", "handover_minutes", "health_room_full_hours", "health_room_hour_sek", "health_room_reach_minutes", "helicopter_from_minutes", "helicopter_km_per_hour", "helicopter_mission_sek", "helicopter_share", "home_help_find_per_day", "home_help_hour_sek", "home_help_hours_a_day", "home_nurse_posts", "home_nurse_visit_sek", "home_nurse_weekend_share", "home_nursing_half_day_minutes", "home_nursing_half_days_a_gp", "home_visit_minutes", "hospital_admits_moderate_share", "hospital_admits_severe_share", "hospital_beds_closed_most_share", "hospital_day_sek", "hospital_stay_days", "hospital_tie_fewer_tasks", "hospital_tie_odds_to_keep", "hourly_after_retirement_share", "hourly_until_age_years", "housing_contact_minutes", "housing_coordination_ratio", "housing_gp_minutes_a_week", "housing_odds_alone", "housing_odds_dementia", "housing_places_per_old_resident", "housing_staff_find_per_day", "housing_visit_minutes", "housing_visits_per_year", "illness_mean_days", "impatient_emergency_share", "in_move_trend_per_year", "intake_visit_share", "intake_visits", "isolation_scale_contacts", "isolation_strength", "kept_returned_share", "known_minutes_saved_share", "known_odds_to_keep", "known_odds_to_resolve", "large_unit_residents", "leave_weeks_other", "leave_weeks_summer", "left_at_home_share", "list_cap_residents", "list_change_ill_days", "list_change_ill_rise", "list_change_moved_days", "list_change_moved_rise", "list_change_per_year", "list_change_person_power", "list_serial_ratio", "list_serial_share", "lists_for_all", "local_nurse_share", "local_road_detour_factor", "local_road_speed_km_h", "local_travel_metres", "local_travel_minutes", "locum_coverage", "locum_cut_share", "locum_free_share", "locum_mean_weeks", "locum_pool_persons", "locum_productivity", "locum_returning_share", "locum_start_up_share", "locum_stopping_per_year", "locum_supervision_minutes_a_day", "locum_week_sek", "locum_worked_before_share", "long_locum_days", "main_road_detour_factor", "main_road_speed_km_h", "manager_leaving_per_year", "manager_new_years", "manager_overload_ratio", "manager_settled_days", "medicine_review_age_years", "medicine_review_interval_days", "medicine_review_oldest_days", "medicines_contact_sek", "medicines_own_contact_sek", "meeting_gp_minutes_joint", "meeting_gp_minutes_single", "memory_gain_development", "memory_gain_forum", "memory_gain_routine", "memory_growth_a_month", "memory_half_life_days", "memory_weight", "mild_course_days", "mild_per_severe_episode", "minor_admitted_share", "minor_advice_share", "minor_ambulance_share", "minor_calls_first_share", "minor_emergencies", "minor_half_minutes", "minor_injury_share", "moderate_per_severe_episode", "monitoring_day_sek", "named_wait_days", "net_frailty_ratios", "network_full_minutes_a_week", "new_centre_listing_per_year", "night_call_minutes", "no_doctor_odds_to_keep", "nurse_fee_sek", "nurse_filling_per_year", "nurse_illness_share", "nurse_leaving_per_year", "nurse_moving_per_year", "nurse_moving_strain_exponent", "nurse_shift_minutes", "nurse_start_age_highest_years", "nurse_start_age_lowest_years", "nurse_visit_minutes", "nurse_visit_sek", "nurse_year_sek", "old_age_years", "oldest_age_years", "on_call_active_minutes", "on_call_full_compensation_minutes", "on_call_kept_share_a_month", "on_call_leaving_ratio", "on_call_night_sek", "on_call_relief_share", "on_call_shortest_gap_nights", "on_call_span_share", "on_call_usual_compensation_share", "on_call_volunteer_share", "open_share_fully_held", "ordinary_acquaintance", "ordinary_hospital_strength", "overload_begins", "overload_full", "overload_leaving_ratio", "own_car_severe_share", "own_car_share", "own_list_leaving_ratio", "partner_leaving_ratio", "partner_share", "partner_tie_least", "past_contacts_per_year", "past_relation_years", "past_usual_gp_share_old", "past_usual_gp_share_young", "patient_km_own_sek", "patient_km_region_sek", "patient_share_of_duty_gp", "patient_share_of_duty_nurse", "pay_elasticity", "payment_free_days", "person_factor_shape", "persons_per_larger_household", "planned_nurse_share", "planned_tolerance_days", "planned_transport_minute", "post_discharge_decay_days", "post_discharge_excess", "post_discharge_task_share", "practice_full_hospital", "practice_full_nursing", "prevention_fall_reduction", "prevention_home_nurse_share", "prevention_interval_days", "prevention_lag_days", "prevention_lasts_days", "prevention_visit_minutes", "primary_care_person_power", "put_off_share_high", "reach_known", "reach_unknown", "readmission_early_days", "readmission_first_days", "readmission_window_days", "ready_day_sek", "ready_wait_days", "ready_wait_share", "referral_per_condition", "referral_share", "rehabilitation_helps", "relative_hour_sek", "relatives_find_per_day", "remote_fee_sek", "remote_gp_hour_sek", "reputation_fall_per_leaver", "reputation_kept_share_a_month", "residents_a_clinic_nurse_post", "residents_a_gp_post", "respiratory_severity_amplitude", "retirement_age_years", "retirement_spread_years", "return_after_days", "return_days", "return_transfer_share", "return_visits", "review_interval_days", "review_retry_days", "review_tolerance_days", "road_over_air", "rotation_weeks", "routine_after_months", "rural_background_leaving_ratio", "rural_background_share", "sanction_failures_needed", "scene_minutes", "season_peak_day", "seen_again_share", "self_reports_per_day", "self_reports_per_day_dementia", "shared_bed_day_sek", "shared_record_helps", "shared_record_odds", "shift_gp_share", "size_reference_residents", "slot_visit_minutes", "small_unit_residents", "special_housing_day_sek", "specialist_follow_up_days", "specialist_follow_up_share", "specialist_odds_to_keep", "specialist_rounds_full", "specialist_video_hour_sek", "specialist_video_minutes", "specialist_video_visit_sek", "specialist_visit_sek", "specialist_wait_days", "staff_km_sek", "start_large_list", "start_size_share", "start_together_years", "stay_worsens_per_day", "strain_kept_share_a_month", "strained_quarters_before_post", "summer_closing_share", "summer_first_week", "summer_vacancy_too_high", "summer_weeks", "supervisor_half_days_at_most", "supplement_with_charges_sek", "take_off_minutes", "target_wait_days", "task_closed_by_doctor", "task_closed_by_nurse", "task_closed_by_specialist", "task_open_share", "team_car_day_sek", "team_nurse_start_vacancy", "team_physician_start_vacancy", "team_rise_deviations", "team_rise_share", "team_visit_minutes", "terminal_episode_decay_days", "terminal_episode_rise", "terminal_housing_odds", "terminal_onset_amplitude", "terminal_phase", "terminal_phase_days", "terminal_phase_shape", "terminal_phase_share", "terminal_two_steps_share", "terminal_visits_ratio", "tie_floor", "tie_half_life_days", "trained_here_leaving_ratio", "trained_here_share", "trainee_applicants_a_year", "trainee_away_share", "trainee_block_weeks", "trainee_least_half_days", "trainee_productivity", "trainee_start_age_highest_years", "trainee_start_age_lowest_years", "trainee_staying_odds", "trainee_staying_usual_attraction", "trainee_supervision_odds_ratio", "trainee_usual_half_days", "trainee_years", "trainees_a_supervisor", "trainees_at_start", "transfer_to_hospital_share", "triage_advice_share", "triage_attempts_most", "triage_call_minutes", "triage_nurse_share", "trial_development_least", "trial_per_forum", "trial_per_person_year", "trial_strain_most", "turn_out_minutes", "unfamiliar_minutes", "university_hospital_share", "unmet_worsens_share", "unstable_coordination_ratio", "unstable_days", "vacancy_carried_share", "vacancy_too_high", "vacancy_too_high_to_deliver", "very_old_age_years", "very_old_share_of_old", "video_accepted_known", "video_accepted_unknown", "video_at_unit_accepted", "video_odds_to_keep", "video_suitable_share", "village_minimum_residents", "visit_settles_share", "visit_shortened_share", "visitor_acute_needs_per_day", "visitor_injury_share", "visitor_moderate_share", "visitor_severe_share", "visits_above_least", "visits_least", "wait_too_long_days", "ward_contact_minutes", "ward_nurse_share", "ward_nurse_year_sek", "ward_round_minutes", "ward_round_minutes_a_place", "warm_up_days", "watch_minutes_per_patient", "weekend_duty_factor", "weekend_visits_from", "winter_first_day", "winter_last_day", "winter_travel_factor", "worsening_growth_per_year", "worsening_mild_75_per_year", "worsening_moderate_75_per_year", "worsening_reference_age_years", "worsening_share_by_care", "frailty_share_cumulative", "alone_weight_by_age", "alone_share_by_age", "women_share_by_age", "relatives_near_by_household", "condition_share_by_age", "frailty_hazard", "frailty_up_share", "death_hazard", "sudden_share", "dying_share", "severe_season_mean", "severe_season_amplitude", "person_factor_mean_by_age", "severe_rate", "episode_multiplier", "kind_cumulative", "severity_cumulative", "episodes_per_severe", "overdue_review", "review_ceiling", "course_hazard", "episode_hours_cumulative", "complaint_hours_cumulative", "complaint_rate", "follow_up_rate", "follow_up_extra_rate", "person_factor_power_mean", "in_mover_age_cumulative", "person_factor_mean", "minor_share", "minor_hours_cumulative", "keep", "resolve", "enrolled_share", "housing_wanted_share", "visits_ratio", "fatality_ratio", "stay_ratio", "tie_gain", "joint_gain", "start_collaboration", "visitor_needs_fullest_day", "referral_specialty_cumulative", "very_old_days", "channel_mode", "channel_minutes", "channel_nurse_minutes", "channel_clinician_travels", "channel_patient_travels", "channel_emergency_room", "channel_acute_car", "channel_contact_mode", "channel_by_nurse", "price_gp_visit", "price_gp_home_visit", "price_gp_phone", "price_gp_video", "price_nurse_visit", "price_home_nurse_visit", "price_emergency_visit", "price_emergency_room_visit", "price_hospital_day", "price_cottage_day", "price_ambulance_trip", "price_helicopter_trip", "price_specialist_visit", "price_specialist_video", "budget_level", "group_of_age", "university_hospital"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | ParametersRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[ParametersRow]: ...  # type: ignore[override]

class ResidentsRow(_Row):
    """A row of `world.residents`."""

    key: int
    """permanent key; newcomers by kind, municipality, day and number (key)"""
    next_day: int
    """next day on which anything happens to the resident (day)"""
    link: int
    """where the resident stands in the calendar: page x places + place, -1 if nowhere (place)"""
    death_day: int
    """day of death at today's rate, or at the end of the last phase (day)"""
    frailty_day: int
    """day of the next change of frailty at today's rate (day)"""
    episode_day: int
    """day of the next candidate acute episode (day)"""
    readmission_day: int
    """day of the next candidate episode of the post-discharge period (day)"""
    complaint_day: int
    """day of the next minor complaint brought to primary care (day)"""
    follow_up_day: int
    """day the next planned visit for chronic illness is due (day)"""
    move_day: int
    """day the resident moves out of the region (day)"""
    found_day: int
    """day a hidden decline is found by home help, relatives or the resident (day)"""
    worsen_day: int
    """day the untreated open episode becomes a collapse (day)"""
    visit_day: int
    """day the next home-nursing visit is due (day)"""
    coordination_day: int
    """day of the next coordination event of the enrolled (day)"""
    review_day: int
    """day the next planned medical review of the enrolled is due (day)"""
    specialist_day: int
    """day of the booked specialist visit (day)"""
    follow_call_day: int
    """day the follow-up after a hospital stay is due (day)"""
    leave_day: int
    """day the resident leaves the ward, the municipality's delay included (day)"""
    hazard_day: int
    """last day up to which the thresholds have been used up (day)"""
    birth_day: int
    """world day of birth (day)"""
    open_need: int
    """row of the open acute episode among the needs, -1 if none (row)"""
    planned_need: int
    """row of the open planned visit among the needs, -1 if none (row)"""
    usual_gp: int
    """staff row of the usual GP; -1 if none, -2 - post while on a vacant post's list (row)"""
    settlement: int
    """where the resident lives (index)"""
    municipality: int
    """home municipality (index)"""
    unit: int
    """unit of care listed at; also the home-nursing district (index)"""
    band: int
    """distance band to the nearest hospital (index)"""
    frailty: int
    """fit, mild, moderate, severe (electronic frailty index classes) (state)"""
    conditions: int
    """heart failure 1, COPD 2, diabetes 4, dementia 8, mental illness 16 (bits)"""
    status: int
    """alive, dead, moved (code)"""
    enrolled: int
    """enrolled in home nursing (or living in special housing) (flag)"""
    dwelling: int
    """ordinary housing or special housing (sarskilt boende) (code)"""
    place_of_care: int
    """at home, in a cottage hospital bed, in a hospital bed (code)"""
    ward: int
    """ward of the stay: unit index, or units + hospital index; -1 at home (index)"""
    lives_alone: int
    """one-person household (flag)"""
    monitored: int
    """has a monitoring place at home (flag)"""
    open_needs: int
    """needs that are open, of all classes (needs)"""
    first_tie: int
    """first tie of the resident's list, -1 if none (row)"""
    named_gp: int
    """one of the sickest who have one fixed GP (flag)"""
    discharge_tasks: int
    """tasks open at the last discharge while it is followed, else -1 (count)"""
    sex: int
    """0 woman, 1 man (code)"""
    open_tasks: int
    """open tasks: medicine list, plan, aids, test, or what was not settled (count)"""
    tie_marks: int
    """two bits for each clinician with a tie, set too for some without (bits)"""
    episode_left: float
    """what is left of the exponential threshold of the next candidate episode (1)"""
    complaint_left: float
    """what is left of the exponential threshold of the next minor complaint (1)"""
    follow_up_left: float
    """what is left of the exponential threshold of the next planned visit (1)"""
    episode_ceiling: float
    """ceiling rate of candidate episodes in today's state (per day)"""
    complaint_ceiling: float
    """ceiling rate of minor complaints in today's state (per day)"""
    follow_up_hazard: float
    """rate of planned visits for chronic illness in today's state (per day)"""
    episode_count: int
    """candidate episodes so far (1)"""
    complaint_count: int
    """minor complaints so far (1)"""
    follow_up_count: int
    """planned visits so far (1)"""
    enrolled_day: int
    """day of enrolment, NEVER if not enrolled (day)"""
    usual_gp_since: int
    """day of the first contact with the usual GP, or of coming on their list (day)"""
    usual_gp_last: int
    """day of the last contact with the present usual GP, LONG_AGO if none yet (day)"""
    contact_nurse: int
    """staff row of the named home-nursing nurse, -1 if none (row)"""
    visit_count: int
    """home-nursing visits so far (1)"""
    discharged_day: int
    """day of the last discharge, -NEVER if none (day)"""
    queue_day: int
    """day of applying for special housing, NEVER if not queuing (day)"""
    medicine_review_day: int
    """day of the last medicine review (day)"""
    last_doctor: int
    """GP of the last counted contact, for SECON (row)"""
    region_cost_ore: int
    """modelled cost to the region this year, for the concentration of use (ore)"""
    visits_a_year: int
    """home-nursing visits granted a year (per year)"""
    care_year: int
    """world year in which municipal care was last counted (index)"""
    visit_late: int
    """the visit that is due has been postponed, and counted so (flag)"""
    pairs_this_year: int
    """successive pairs of counted GP contacts this year (count)"""
    same_this_year: int
    """of these with the same GP (count)"""
    usual_this_year: int
    """contacts with the usual GP this year (count)"""
    usual_since_enrolment: int
    """contacts with the usual GP since enrolment (count)"""
    bed_days_this_year: int
    """days in wards this year (days)"""
    bed_days_last_year: int
    """days in wards last year (days)"""
    need_count: int
    """needs opened so far (1)"""
    admitted_day: int
    """first day of the present or last stay (day)"""
    death_left: float
    """what is left of the exponential threshold of death (1)"""
    frailty_left: float
    """what is left of the exponential threshold of frailty change (1)"""
    person_factor: float
    """multiplies the person's episodes; constant, never seen by organisations (1)"""
    ready_day: int
    """day medically ready to leave the ward (day)"""
    prevented_first_day: int
    """day of the first visit of prevention, NEVER if none (day)"""
    prevented_day: int
    """day of the last visit of prevention, -NEVER if none (day)"""
    specialist_need: int
    """row of the booked specialist visit among the needs (row)"""
    stay_count: int
    """hospital stays so far (1)"""
    coordination_count: int
    """coordination events so far (1)"""
    specialist_count: int
    """specialist visits so far (1)"""
    frailty_count: int
    """changes of frailty so far (1)"""
    readmission_count: int
    """candidates of post-discharge periods so far (1)"""
    pairs_last_year: int
    """the same last year (count)"""
    same_last_year: int
    """the same last year (count)"""
    usual_last_year: int
    """contacts with the usual GP last year (count)"""
    fatal: int
    """the present stay ends in death (flag)"""
    transfer: int
    """0 none, 1 to the hospital tomorrow, 2 back to the cottage hospital when due (code)"""
    planned_home: int
    """the way home has been planned by a GP during the stay (flag)"""
    discharge_tasks_open: int
    """of the tasks open at that discharge, those still open (count)"""
    dissatisfaction: int
    """failed or late contacts this year (count)"""
    dying: int
    """in the last phase of life, which ends on `death_day` at the latest (flag)"""
    dying_steps: int
    """steps of frailty that came with the last phase of life (states)"""
    relatives_near: int
    """a relative sees the resident often (flag)"""
    def __getitem__(self, key: Literal["key", "next_day", "link", "death_day", "frailty_day", "episode_day", "readmission_day", "complaint_day", "follow_up_day", "move_day", "found_day", "worsen_day", "visit_day", "coordination_day", "review_day", "specialist_day", "follow_call_day", "leave_day", "hazard_day", "birth_day", "open_need", "planned_need", "usual_gp", "settlement", "municipality", "unit", "band", "frailty", "conditions", "status", "enrolled", "dwelling", "place_of_care", "ward", "lives_alone", "monitored", "open_needs", "first_tie", "named_gp", "discharge_tasks", "sex", "open_tasks", "tie_marks", "episode_left", "complaint_left", "follow_up_left", "episode_ceiling", "complaint_ceiling", "follow_up_hazard", "episode_count", "complaint_count", "follow_up_count", "enrolled_day", "usual_gp_since", "usual_gp_last", "contact_nurse", "visit_count", "discharged_day", "queue_day", "medicine_review_day", "last_doctor", "region_cost_ore", "visits_a_year", "care_year", "visit_late", "pairs_this_year", "same_this_year", "usual_this_year", "usual_since_enrolment", "bed_days_this_year", "bed_days_last_year", "need_count", "admitted_day", "death_left", "frailty_left", "person_factor", "ready_day", "prevented_first_day", "prevented_day", "specialist_need", "stay_count", "coordination_count", "specialist_count", "frailty_count", "readmission_count", "pairs_last_year", "same_last_year", "usual_last_year", "fatal", "transfer", "planned_home", "discharge_tasks_open", "dissatisfaction", "dying", "dying_steps", "relatives_near"]) -> Any: ...
    def __setitem__(self, key: Literal["key", "next_day", "link", "death_day", "frailty_day", "episode_day", "readmission_day", "complaint_day", "follow_up_day", "move_day", "found_day", "worsen_day", "visit_day", "coordination_day", "review_day", "specialist_day", "follow_call_day", "leave_day", "hazard_day", "birth_day", "open_need", "planned_need", "usual_gp", "settlement", "municipality", "unit", "band", "frailty", "conditions", "status", "enrolled", "dwelling", "place_of_care", "ward", "lives_alone", "monitored", "open_needs", "first_tie", "named_gp", "discharge_tasks", "sex", "open_tasks", "tie_marks", "episode_left", "complaint_left", "follow_up_left", "episode_ceiling", "complaint_ceiling", "follow_up_hazard", "episode_count", "complaint_count", "follow_up_count", "enrolled_day", "usual_gp_since", "usual_gp_last", "contact_nurse", "visit_count", "discharged_day", "queue_day", "medicine_review_day", "last_doctor", "region_cost_ore", "visits_a_year", "care_year", "visit_late", "pairs_this_year", "same_this_year", "usual_this_year", "usual_since_enrolment", "bed_days_this_year", "bed_days_last_year", "need_count", "admitted_day", "death_left", "frailty_left", "person_factor", "ready_day", "prevented_first_day", "prevented_day", "specialist_need", "stay_count", "coordination_count", "specialist_count", "frailty_count", "readmission_count", "pairs_last_year", "same_last_year", "usual_last_year", "fatal", "transfer", "planned_home", "discharge_tasks_open", "dissatisfaction", "dying", "dying_steps", "relatives_near"], value: ArrayLike) -> None: ...

class ResidentsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.residents`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["key", "tie_marks"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["next_day", "link", "death_day", "frailty_day", "episode_day", "readmission_day", "complaint_day", "follow_up_day", "move_day", "found_day", "worsen_day", "visit_day", "coordination_day", "review_day", "specialist_day", "follow_call_day", "leave_day", "hazard_day", "birth_day", "open_need", "planned_need", "usual_gp", "first_tie", "enrolled_day", "usual_gp_since", "usual_gp_last", "contact_nurse", "discharged_day", "queue_day", "medicine_review_day", "last_doctor", "admitted_day", "ready_day", "prevented_first_day", "prevented_day", "specialist_need"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["settlement", "visits_a_year"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["municipality", "unit", "band", "frailty", "status", "enrolled", "dwelling", "place_of_care", "ward", "lives_alone", "monitored", "named_gp", "discharge_tasks", "sex", "open_tasks", "care_year", "visit_late", "fatal", "transfer", "planned_home", "discharge_tasks_open", "dissatisfaction", "dying", "dying_steps", "relatives_near"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: Literal["conditions"]) -> NDArray[np.uint8]: ...
    @overload
    def __getitem__(self, key: Literal["open_needs", "pairs_this_year", "same_this_year", "usual_this_year", "usual_since_enrolment", "bed_days_this_year", "bed_days_last_year", "stay_count", "coordination_count", "specialist_count", "frailty_count", "readmission_count", "pairs_last_year", "same_last_year", "usual_last_year"]) -> NDArray[np.uint16]: ...
    @overload
    def __getitem__(self, key: Literal["episode_left", "complaint_left", "follow_up_left", "episode_ceiling", "complaint_ceiling", "follow_up_hazard", "death_left", "frailty_left", "person_factor"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["episode_count", "complaint_count", "follow_up_count", "visit_count", "need_count"]) -> NDArray[np.uint32]: ...
    @overload
    def __getitem__(self, key: Literal["region_cost_ore"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> ResidentsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["key", "tie_marks", "next_day", "link", "death_day", "frailty_day", "episode_day", "readmission_day", "complaint_day", "follow_up_day", "move_day", "found_day", "worsen_day", "visit_day", "coordination_day", "review_day", "specialist_day", "follow_call_day", "leave_day", "hazard_day", "birth_day", "open_need", "planned_need", "usual_gp", "first_tie", "enrolled_day", "usual_gp_since", "usual_gp_last", "contact_nurse", "discharged_day", "queue_day", "medicine_review_day", "last_doctor", "admitted_day", "ready_day", "prevented_first_day", "prevented_day", "specialist_need", "settlement", "visits_a_year", "municipality", "unit", "band", "frailty", "status", "enrolled", "dwelling", "place_of_care", "ward", "lives_alone", "monitored", "named_gp", "discharge_tasks", "sex", "open_tasks", "care_year", "visit_late", "fatal", "transfer", "planned_home", "discharge_tasks_open", "dissatisfaction", "dying", "dying_steps", "relatives_near", "conditions", "open_needs", "pairs_this_year", "same_this_year", "usual_this_year", "usual_since_enrolment", "bed_days_this_year", "bed_days_last_year", "stay_count", "coordination_count", "specialist_count", "frailty_count", "readmission_count", "pairs_last_year", "same_last_year", "usual_last_year", "episode_left", "complaint_left", "follow_up_left", "episode_ceiling", "complaint_ceiling", "follow_up_hazard", "death_left", "frailty_left", "person_factor", "episode_count", "complaint_count", "follow_up_count", "visit_count", "need_count", "region_cost_ore"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | ResidentsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[ResidentsRow]: ...  # type: ignore[override]

class ListsRow(_Row):
    """A row of `world.lists`."""

    ill_day: int
    """day of the last severe acute episode or new chronic condition, LONG_AGO if none (day)"""
    came_day: int
    """day of moving into the region, LONG_AGO if not seen (day)"""
    wish_day: int
    """day of the next candidate wish to change GP (day)"""
    wishes: int
    """candidate wishes so far: part of their addresses (count)"""
    gp: int
    """staff row of the GP on whose list; -1 on the unit's vacant list, -2 - post while the list waits for a GP (row)"""
    since: int
    """day of coming on that list (day)"""
    named: int
    """bookings go to the GP of the list first (flag)"""
    def __getitem__(self, key: Literal["ill_day", "came_day", "wish_day", "wishes", "gp", "since", "named"]) -> Any: ...
    def __setitem__(self, key: Literal["ill_day", "came_day", "wish_day", "wishes", "gp", "since", "named"], value: ArrayLike) -> None: ...

class ListsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.lists`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["ill_day", "came_day", "wish_day", "gp", "since"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["wishes"]) -> NDArray[np.uint32]: ...
    @overload
    def __getitem__(self, key: Literal["named"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> ListsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["ill_day", "came_day", "wish_day", "gp", "since", "wishes", "named"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | ListsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[ListsRow]: ...  # type: ignore[override]

class OnsetsRow(_Row):
    """A row of `world.onsets`."""

    key: int
    """key of the resident or visitor (key)"""
    row: int
    """resident row, -1 for a visitor (row)"""
    course_days: int
    """days until the untreated episode becomes a collapse (days)"""
    number: int
    """number of the episode or complaint of the person, part of its address (1)"""
    minute: int
    """minute of the day (minute)"""
    settlement: int
    """where it happens (index)"""
    what: int
    """episode, minor complaint, planned visit due, visitor's need (code)"""
    kind: int
    """kind of episode (index)"""
    severity: int
    """severity of the episode (index)"""
    readmission: int
    """a candidate of the post-discharge period (flag)"""
    def __getitem__(self, key: Literal["key", "row", "course_days", "number", "minute", "settlement", "what", "kind", "severity", "readmission"]) -> Any: ...
    def __setitem__(self, key: Literal["key", "row", "course_days", "number", "minute", "settlement", "what", "kind", "severity", "readmission"], value: ArrayLike) -> None: ...

class OnsetsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.onsets`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["key"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["row", "course_days"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["number"]) -> NDArray[np.uint32]: ...
    @overload
    def __getitem__(self, key: Literal["minute", "settlement"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["what", "kind", "severity", "readmission"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> OnsetsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["key", "row", "course_days", "number", "minute", "settlement", "what", "kind", "severity", "readmission"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | OnsetsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[OnsetsRow]: ...  # type: ignore[override]

class ChangesRow(_Row):
    """A row of `world.changes`."""

    key: int
    """key of the resident (key)"""
    row: int
    """resident row (row)"""
    what: int
    """born, moved in, died, moved out, became or is no longer frail, or enrolled (code)"""
    def __getitem__(self, key: Literal["key", "row", "what"]) -> Any: ...
    def __setitem__(self, key: Literal["key", "row", "what"], value: ArrayLike) -> None: ...

class ChangesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.changes`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["key"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["row"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["what"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> ChangesRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["key", "row", "what"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | ChangesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[ChangesRow]: ...  # type: ignore[override]

class CalendarRow(_Row):
    """A row of `world.calendar`."""

    rows: NDArray[np.int32]
    """residents in the order of coming, -1 for one who has left (row)"""
    next: int
    """the page filled before it, or the next free page; -1 at the end (page)"""
    def __getitem__(self, key: Literal["rows", "next"]) -> Any: ...
    def __setitem__(self, key: Literal["rows", "next"], value: ArrayLike) -> None: ...

class CalendarRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.calendar`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["rows", "next"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> CalendarRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["rows", "next"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | CalendarRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[CalendarRow]: ...  # type: ignore[override]

class TiesRow(_Row):
    """A row of `world.ties`."""

    strength: float
    """strength on `day`; halves with the tie's half-life (1)"""
    resident: int
    """resident row (row)"""
    next: int
    """next tie of the same resident, -1 at the end (row)"""
    day: int
    """day of the strength: of the last contact (day)"""
    first_day: int
    """day of the first contact (day)"""
    staff: int
    """staff row of the clinician (row)"""
    counted_this_year: int
    """GP contacts this year that registers count (clinic, home visit, video) (count)"""
    counted_last_year: int
    """the same last year (count)"""
    all_this_year: int
    """contacts of any mode this year (count)"""
    def __getitem__(self, key: Literal["strength", "resident", "next", "day", "first_day", "staff", "counted_this_year", "counted_last_year", "all_this_year"]) -> Any: ...
    def __setitem__(self, key: Literal["strength", "resident", "next", "day", "first_day", "staff", "counted_this_year", "counted_last_year", "all_this_year"], value: ArrayLike) -> None: ...

class TiesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.ties`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["strength"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["resident", "next", "day", "first_day"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["staff", "counted_this_year", "counted_last_year", "all_this_year"]) -> NDArray[np.uint16]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> TiesRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["strength", "resident", "next", "day", "first_day", "staff", "counted_this_year", "counted_last_year", "all_this_year"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | TiesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[TiesRow]: ...  # type: ignore[override]

class StaffRow(_Row):
    """A row of `world.staff`."""

    key: int
    """permanent key from (unit, role, post, generation), or the pool number (key)"""
    full_time: float
    """share of full time worked (posts)"""
    productivity: float
    """minutes of patient work out of a clinic minute (1)"""
    strain: float
    """smoothed work load over capacity (1)"""
    kept_of_reception: float
    """part of what channels, hour and look take today that is reception (share)"""
    phase: float
    """place in the cycles of the rota, staggered within a unit (1)"""
    nights_share: float
    """smoothed share of nights on call (share)"""
    post: int
    """post held or covered, -1 where none (row)"""
    number: int
    """serial number: order of coming, also the name shown (1)"""
    since: int
    """day of starting the present engagement (day)"""
    first_day: int
    """day of first working in the region (day)"""
    until: int
    """last day of the present engagement, NEVER where open (day)"""
    left_day: int
    """day of leaving for good, NEVER while here (day)"""
    birth_day: int
    """world day of birth (day)"""
    panel: int
    """residents whose usual GP this is (residents)"""
    listed: int
    """residents on the GP's list, while lists are kept for all (residents)"""
    clinic_minutes: int
    """minutes of reception left today (minutes)"""
    clinic_minutes_today: int
    """minutes of reception at the start of the day (minutes)"""
    slot_minutes: int
    """minutes of the bookable hour for acute home visits left today (minutes)"""
    dedicated_minutes: int
    """minutes of home-nursing half-days left today (minutes)"""
    reserved_minutes: int
    """minutes kept for channels left today (minutes)"""
    watch_minutes: int
    """minutes of the morning review of admissions left today (minutes)"""
    call_minutes: int
    """minutes left over for calls besides reception today (minutes)"""
    ward_minutes: int
    """minutes of ward rounds left today (minutes)"""
    video_minutes: int
    """minutes of a remote physician left today (minutes)"""
    work_minutes: int
    """minutes of a nurse's working day left today (minutes)"""
    owed_minutes: int
    """worked beyond the day, taken from the next working day (minutes)"""
    free_at: int
    """minute of the day until which the person is out on a visit (minute)"""
    absent_until: int
    """last day of the present absence (leave, illness, weeks elsewhere) (day)"""
    duty_day: int
    """day of the last night on call (day)"""
    duties_this_month: int
    """nights on call this month (nights)"""
    rest_minutes: int
    """clinic minutes owed as rest after nights on call (minutes)"""
    capacity_month: int
    """minutes on duty this month (minutes)"""
    clinic_month: int
    """worked in reception this month (minutes)"""
    home_month: int
    """worked on home visits this month (minutes)"""
    call_month: int
    """worked on phone and video this month (minutes)"""
    ward_month: int
    """worked on the ward, and looked after admissions, this month (minutes)"""
    night_month: int
    """worked on call this month (minutes)"""
    travel_month: int
    """travelled this month (minutes)"""
    used_by: NDArray[np.int32]
    """day the home-nursing district last used this counterpart (day)"""
    friction_month: int
    """lost to friction this month (minutes)"""
    record_month: int
    """documentation this month (minutes)"""
    planned_week: int
    """week the plan is made for, -1 where a new one is needed (week)"""
    rest_today: int
    """of today's working minutes given back as rest after a night on call (minutes)"""
    worked_at: int
    """units a locum has worked at: 1 << unit (bits)"""
    retires_day: int
    """day of retirement (day)"""
    seen_at: int
    """units a locum has worked at this year: 1 << unit (bits)"""
    supervision_minutes: int
    """of a working day, to supervise trainees (minutes)"""
    aside_today: int
    """of today's working minutes set aside for that (minutes)"""
    set_aside_minutes: int
    """of a working day, for supervision, teaching and leadership (minutes)"""
    first_colleague: int
    """first of a physician's ties to nurses and hospitals, -1 if none (row)"""
    last_colleague: int
    """tie to a colleague that was asked for last; touches no result (row)"""
    given_minutes: int
    """given today to nurses the physician knows, beyond what was set aside (minutes)"""
    settlement: int
    """where the person is now (nurses on rounds) (index)"""
    role: int
    """kind of professional (index)"""
    employment: int
    """kind of employment (index)"""
    employer: int
    """region or municipality (index)"""
    unit: int
    """home unit, -1 where none (index)"""
    status: int
    """in the pool, employed, gone for good (code)"""
    rural_background: int
    """grew up in a rural place (flag)"""
    trained_here: int
    """trained in the region (flag)"""
    partner: int
    """has a partner with work or roots in the area (flag)"""
    plan: NDArray[np.int8]
    """use of the ten half-days of a week (codes)"""
    dedicated: int
    """holds the named home-nursing physician role (flag)"""
    on_duty: int
    """works today (flag)"""
    present: int
    """works today in person at the unit, not from afar (flag)"""
    returned: int
    """a locum who has worked at the unit before this engagement (flag)"""
    def __getitem__(self, key: Literal["key", "full_time", "productivity", "strain", "kept_of_reception", "phase", "nights_share", "post", "number", "since", "first_day", "until", "left_day", "birth_day", "panel", "listed", "clinic_minutes", "clinic_minutes_today", "slot_minutes", "dedicated_minutes", "reserved_minutes", "watch_minutes", "call_minutes", "ward_minutes", "video_minutes", "work_minutes", "owed_minutes", "free_at", "absent_until", "duty_day", "duties_this_month", "rest_minutes", "capacity_month", "clinic_month", "home_month", "call_month", "ward_month", "night_month", "travel_month", "used_by", "friction_month", "record_month", "planned_week", "rest_today", "worked_at", "retires_day", "seen_at", "supervision_minutes", "aside_today", "set_aside_minutes", "first_colleague", "last_colleague", "given_minutes", "settlement", "role", "employment", "employer", "unit", "status", "rural_background", "trained_here", "partner", "plan", "dedicated", "on_duty", "present", "returned"]) -> Any: ...
    def __setitem__(self, key: Literal["key", "full_time", "productivity", "strain", "kept_of_reception", "phase", "nights_share", "post", "number", "since", "first_day", "until", "left_day", "birth_day", "panel", "listed", "clinic_minutes", "clinic_minutes_today", "slot_minutes", "dedicated_minutes", "reserved_minutes", "watch_minutes", "call_minutes", "ward_minutes", "video_minutes", "work_minutes", "owed_minutes", "free_at", "absent_until", "duty_day", "duties_this_month", "rest_minutes", "capacity_month", "clinic_month", "home_month", "call_month", "ward_month", "night_month", "travel_month", "used_by", "friction_month", "record_month", "planned_week", "rest_today", "worked_at", "retires_day", "seen_at", "supervision_minutes", "aside_today", "set_aside_minutes", "first_colleague", "last_colleague", "given_minutes", "settlement", "role", "employment", "employer", "unit", "status", "rural_background", "trained_here", "partner", "plan", "dedicated", "on_duty", "present", "returned"], value: ArrayLike) -> None: ...

class StaffRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.staff`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["key"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["full_time", "productivity", "strain", "kept_of_reception", "phase", "nights_share"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["post", "number", "since", "first_day", "until", "left_day", "birth_day", "panel", "listed", "clinic_minutes", "clinic_minutes_today", "slot_minutes", "dedicated_minutes", "reserved_minutes", "watch_minutes", "call_minutes", "ward_minutes", "video_minutes", "work_minutes", "owed_minutes", "free_at", "absent_until", "duty_day", "duties_this_month", "rest_minutes", "capacity_month", "clinic_month", "home_month", "call_month", "ward_month", "night_month", "travel_month", "used_by", "friction_month", "record_month", "planned_week", "rest_today", "worked_at", "retires_day", "seen_at", "supervision_minutes", "aside_today", "set_aside_minutes", "first_colleague", "last_colleague", "given_minutes"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["settlement"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["role", "employment", "employer", "unit", "status", "rural_background", "trained_here", "partner", "plan", "dedicated", "on_duty", "present", "returned"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> StaffRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["key", "full_time", "productivity", "strain", "kept_of_reception", "phase", "nights_share", "post", "number", "since", "first_day", "until", "left_day", "birth_day", "panel", "listed", "clinic_minutes", "clinic_minutes_today", "slot_minutes", "dedicated_minutes", "reserved_minutes", "watch_minutes", "call_minutes", "ward_minutes", "video_minutes", "work_minutes", "owed_minutes", "free_at", "absent_until", "duty_day", "duties_this_month", "rest_minutes", "capacity_month", "clinic_month", "home_month", "call_month", "ward_month", "night_month", "travel_month", "used_by", "friction_month", "record_month", "planned_week", "rest_today", "worked_at", "retires_day", "seen_at", "supervision_minutes", "aside_today", "set_aside_minutes", "first_colleague", "last_colleague", "given_minutes", "settlement", "role", "employment", "employer", "unit", "status", "rural_background", "trained_here", "partner", "plan", "dedicated", "on_duty", "present", "returned"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | StaffRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[StaffRow]: ...  # type: ignore[override]

class PostsRow(_Row):
    """A row of `world.posts`."""

    key: int
    """permanent key from (unit, role, number) (key)"""
    share: float
    """full-time share of the post (posts)"""
    number: int
    """number of the post within unit and role (1)"""
    holder: int
    """staff row of the permanent holder, -1 while vacant (row)"""
    locum: int
    """staff row of the locum who covers the week, -1 while none (row)"""
    generation: int
    """holders so far: part of the next holder's key (1)"""
    vacant_since: int
    """day the post became vacant, NEVER while held (day)"""
    unit: int
    """unit of care (index)"""
    role: int
    """kind of professional (index)"""
    employer: int
    """region or municipality (index)"""
    active: int
    """the post exists today (flag)"""
    rotating: int
    """held by a permanent doctor who works some weeks from afar (flag)"""
    frozen: int
    """1 neither advertised nor covered by locums (experiments), 2 held vacant (code)"""
    new_centre: int
    """a GP post of a new kind of centre (flag)"""
    by_money: int
    """opened by money moved from hospitals (flag)"""
    def __getitem__(self, key: Literal["key", "share", "number", "holder", "locum", "generation", "vacant_since", "unit", "role", "employer", "active", "rotating", "frozen", "new_centre", "by_money"]) -> Any: ...
    def __setitem__(self, key: Literal["key", "share", "number", "holder", "locum", "generation", "vacant_since", "unit", "role", "employer", "active", "rotating", "frozen", "new_centre", "by_money"], value: ArrayLike) -> None: ...

class PostsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.posts`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["key"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["share"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["number", "holder", "locum", "generation", "vacant_since"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["unit", "role", "employer", "active", "rotating", "frozen", "new_centre", "by_money"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> PostsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["key", "share", "number", "holder", "locum", "generation", "vacant_since", "unit", "role", "employer", "active", "rotating", "frozen", "new_centre", "by_money"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | PostsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[PostsRow]: ...  # type: ignore[override]

class UnitsRow(_Row):
    """A row of `world.units`."""

    settlement: int
    """where the unit lies (index)"""
    municipality: int
    """municipality of the unit (index)"""
    hospital: int
    """hospital it sends to (index)"""
    cottage_hospital: int
    """has beds, emergency room, X-ray and laboratory (flag)"""
    in_region: int
    """counts in the region's totals (flag)"""
    def __getitem__(self, key: Literal["settlement", "municipality", "hospital", "cottage_hospital", "in_region"]) -> Any: ...
    def __setitem__(self, key: Literal["settlement", "municipality", "hospital", "cottage_hospital", "in_region"], value: ArrayLike) -> None: ...

class UnitsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.units`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["settlement"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["municipality", "hospital", "cottage_hospital", "in_region"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> UnitsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["settlement", "municipality", "hospital", "cottage_hospital", "in_region"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | UnitsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[UnitsRow]: ...  # type: ignore[override]

class LeversRow(_Row):
    """A row of `world.levers`."""

    beds_nurse_posts: float
    """Nurse and assistant-nurse posts of the ward. A place stays open if two posts are filled for it; with fewer filled posts places close, and additional posts are a reserve. (posts)"""
    dedicated_roles_half_days_a_week: int
    """Half-days in total over the unit's GPs. (half-days a week)"""
    dedicated_roles_assignment: int
    """The same few GPs, or all GPs in rotation. (0 none, 1 specialised, 2 rotating) (code)"""
    dedicated_roles_base: int
    """Where they are based. (0 centre, 1 municipality) (code)"""
    dedicated_roles_held_at: int
    """The unit whose home-nursing physicians also serve this one; own_unit where it has its own. (index)"""
    daily_slot_start: int
    """The free time starts. (minute)"""
    daily_slot_end: int
    """The free time ends. (minute)"""
    daily_slot_booking_deadline: int
    """Latest booking by home nursing the same day. (minute)"""
    daily_slot_bookers: int
    """Who may book. (0 home_nursing, 1 ambulance) (bits)"""
    daily_slot_enabled: int
    """Whether the time is kept free. (flag)"""
    admission_watch_minutes_a_morning: int
    """Minutes of each GP on duty; 0 for no such routine. (minutes a morning)"""
    single_point_of_contact_start: int
    """The coordinator starts answering. (minute)"""
    single_point_of_contact_end: int
    """The coordinator stops answering. (minute)"""
    single_point_of_contact_days: int
    """Working days only, or every day. (0 weekdays, 1 all) (code)"""
    single_point_of_contact_enabled: int
    """Whether there is a coordinator. (flag)"""
    mobile_team_base: int
    """The place from which a team serves this one; none where no team does. (index)"""
    mobile_team_physician_half_days_a_week: int
    """Physician half-days at the base in total; ten correspond to one physician on duty every working day. (half-days a week)"""
    mobile_team_physicians: int
    """Number of physicians who share the half-days. (persons)"""
    mobile_team_turn_weeks: int
    """Length of a physician's turn with the team before the next takes over; 0 where the same physicians are there every week. (weeks)"""
    mobile_team_nurses: int
    """Nurse posts of the team. (posts)"""
    mobile_team_coordinator: int
    """One of the team's nurses or secretaries on duty answers the telephone and dispatches the cars, so that callers get through at once. (flag)"""
    mobile_team_start: int
    """The team's day begins. (minute)"""
    mobile_team_end: int
    """The team's day ends. (minute)"""
    mobile_team_days: int
    """Working days only, or every day. (0 weekdays, 1 all) (code)"""
    mobile_team_cars: int
    """Cars at the base; the number of physicians on the road at a time cannot exceed it. (cars)"""
    mobile_team_acute_equipment: int
    """The cars carry tests and treatment for acute illness (acute car). (flag)"""
    mobile_team_reach_minutes: int
    """Longest one-way drive from the base. (minutes)"""
    mobile_team_callers: int
    """Who, besides home nursing, may call the team: the ambulance crew, telephone advice (1177) for frail residents, or the health centre when it has no time left. (0 ambulance, 1 telephone_advice, 2 centre) (bits)"""
    listing: int
    """Whether residents are listed with the unit they choose or with the unit of the district they live in. (0 choice, 1 district) (code)"""
    named_gp_residents_per_thousand: int
    """Residents with a named GP per thousand listed, the sickest first. (residents per thousand listed)"""
    home_nursing_unit_gp_half_days_a_week: int
    """GP half-days at the unit; 0 for no such unit. (half-days a week)"""
    home_nursing_unit_bed_places: int
    """The unit's own bed places for its patients, staffed at two nurse posts a place; for moderate illness only. (places)"""
    new_centre_gp_posts: int
    """GP posts of the new centre; 0 for no such centre. (posts)"""
    new_centre_listed_at_most: int
    """Largest number of residents from other units on its list. (residents)"""
    new_centre_reach_minutes: int
    """Longest one-way travel for residents who may list there. (minutes)"""
    co_location_home_nursing: int
    """Home nursing in the same building. (flag)"""
    co_location_rehabilitation: int
    """Municipal rehabilitation in the same building. (flag)"""
    co_location_needs_assessment: int
    """Municipal needs assessment in the same building. (flag)"""
    co_location_shared_record: int
    """Region and municipality use the same patient record. (flag)"""
    co_location_corridor_contacts_a_day: int
    """Short informal meetings between home nursing and doctors per working day, in the whole building. (contacts a day)"""
    beds_places: int
    """The region's bed places. (places)"""
    shared_ward_enabled: int
    """Whether the ward is shared. (flag)"""
    shared_ward_municipal_places: int
    """The municipality's short-stay places on the ward; used only while the ward is shared. (places)"""
    health_rooms_settlements: int
    """Keys of the villages with a room. (count)"""
    health_rooms_staffed_hours_a_week: int
    """Staffed hours a week in each room. (hours a week)"""
    health_rooms_video: int
    """Whether video visits with a doctor are possible. (flag)"""
    opening_hours_open: int
    """Reception opens on working days. (minute)"""
    opening_hours_close: int
    """Reception closes on working days. (minute)"""
    opening_hours_evening_close: int
    """The evening clinic closes; the same time as reception if there is none. (minute)"""
    opening_hours_weekend_open: int
    """The weekend clinic opens, or closed. (minute)"""
    opening_hours_weekend_close: int
    """The weekend clinic closes, or closed. (minute)"""
    opening_hours_emergency_room: int
    """Whether the emergency room is always open, open in opening hours, or absent. (0 none, 1 open_hours, 2 always) (code)"""
    specialists_on_video_hours_a_week: int
    """Specialist hours for the unit. (hours a week)"""
    specialists_on_video_rounds_a_week: int
    """Ward rounds with a specialist on video. (rounds a week)"""
    specialists_on_video_mode: int
    """None, ad hoc when a specialist is available, or at fixed hours. (0 none, 1 ad_hoc, 2 standing) (code)"""
    specialists_on_video_specialties: int
    """Which specialties take part. (0 internal_medicine, 1 geriatrics, 2 cardiology, 3 pulmonology, 4 psychiatry, 5 palliative_care, 6 surgery, 7 orthopaedics, 8 dermatology, 9 diabetes, 10 rehabilitation_medicine) (bits)"""
    remote_gp_panel: int
    """Residents for whom the remote GP is the usual GP. (residents)"""
    remote_gp_hours_a_week: int
    """Hours of remote work. (hours a week)"""
    remote_gp_visit_days_a_year: int
    """Days in person at the unit. (days a year)"""
    monitoring_places: int
    """Patients monitored at a time. (places)"""
    monitoring_nurse_minutes_a_day: int
    """Nurse minutes a day for reading and acting. (minutes a day)"""
    st_posts_posts: int
    """Trainee posts the unit may fill. (posts)"""
    supervision_half_days_half_days_a_week: int
    """Half-days a week for each trainee. (half-days a week)"""
    training_centre_kind: int
    """None, training or academic. (0 none, 1 training, 2 academic) (code)"""
    training_centre_half_days_a_week: int
    """Doctor half-days for teaching and research. (half-days a week)"""
    rural_track_certification: int
    """Whether certification is offered. (flag)"""
    rural_track_supplement_sek_a_month: int
    """Pay supplement for certified GPs. (SEK a month)"""
    task_shift_advanced_nurse_half_days_a_week: int
    """Half-days at the unit in total. (half-days a week)"""
    task_shift_first_assessments: int
    """First assessments of acute needs. (flag)"""
    task_shift_planned_visits: int
    """Planned visits for chronic conditions. (flag)"""
    task_shift_home_visits: int
    """Assessment visits at home. (flag)"""
    locum_policy_weeks_a_year: int
    """Largest number of locum weeks a year. (weeks a year)"""
    locum_policy_longest_weeks: int
    """Longest stay of a locum. (weeks)"""
    locum_policy_prefer_returning: int
    """Ask locums who have worked here before first. (flag)"""
    on_call_lines: int
    """Number of doctors on call at a time. (lines)"""
    on_call_contracted_lines: int
    """Number of these lines that a contractor staffs with external doctors. (lines)"""
    on_call_participants: int
    """All permanent GPs, only those who volunteer, or locums too. (0 all_permanent, 1 volunteers, 2 locums_too) (code)"""
    on_call_compensation_minutes_a_night: int
    """Compensatory time off for a night on call. (minutes a night)"""
    on_call_remote_night: int
    """The doctor on call at night may work from one unit and see patients at the others on video. (flag)"""
    centre_network_members: int
    """Units of the network. (bits)"""
    centre_network_meeting_minutes_a_week: int
    """Minutes of each permanent GP for meetings and shared rounds; without them no collegial ties form. (minutes a week)"""
    centre_network_cover: int
    """Doctors of the other units answer by telephone and video when no doctor of the unit can. (flag)"""
    leadership_paired: int
    """Manager and medical lead together. (flag)"""
    leadership_medical_lead_half_days_a_week: int
    """Half-days of the medical lead for leadership. (half-days a week)"""
    development_time_minutes_a_week: int
    """Minutes of each employee. (minutes a week)"""
    support_years: int
    """How long support lasts. (years)"""
    support_forums_a_year: int
    """Meetings between the professions. (forums a year)"""
    support_evaluation: int
    """Formative evaluation during the work. (flag)"""
    agreement_design: int
    """A framework agreement to request time from, or a way of working agreed in advance. (0 frame, 1 model_first) (code)"""
    agreement_local_written: int
    """A local agreement is written. (flag)"""
    agreement_physician_hours_a_week: int
    """Agreed volume; 0 if none is stated. (hours a week)"""
    agreement_followed_up: int
    """Followed up every quarter. (flag)"""
    agreement_sanction: int
    """The municipality may hire physicians at the region's cost. (flag)"""
    formal_plan_required: int
    """Required when home nursing begins, when another nurse takes over, and at reviews. (flag)"""
    formal_plan_minutes: int
    """Minutes in total over all who take part. (minutes)"""
    paid_team_time_minutes_a_week: int
    """Minutes of each GP and home-nursing nurse who takes part. (minutes a week)"""
    principal: int
    """Region and municipality separately, a joint committee, or a single principal for both. (0 separate, 1 joint_committee, 2 single) (code)"""
    reimbursement_capitation_sek: int
    """For each listed resident. (SEK a resident and year)"""
    reimbursement_need_sek: int
    """By need; mean over residents. (SEK a resident and year)"""
    reimbursement_socioeconomy_sek: int
    """By socio-economy; mean over residents. (SEK a resident and year)"""
    reimbursement_sparsity_sek: int
    """For sparse population. (SEK a resident and year)"""
    reimbursement_visit_sek: int
    """For each visit. (SEK a visit)"""
    reimbursement_team_sek: int
    """For each team meeting with the municipality. (SEK an occasion)"""
    reimbursement_target_sek: int
    """For targets met. (SEK a resident and year)"""
    funding_kind: int
    """Permanent (standing) or project funding. (0 standing, 1 project) (code)"""
    funding_project_years: int
    """Duration of project funding. (years)"""
    resource_shift_sek_a_resident_and_year: int
    """Amount moved each year. (SEK a resident and year)"""
    design_order: int
    """Whether design starts from the organisations' agreements and works towards the patients, or starts from the patients' needs and works through care, team and management to agreements, funding and follow-up. (0 inside_out, 1 outside_in) (code)"""
    staff_exchange_hours_a_month: int
    """Largest number of hours a month. (hours a month)"""
    prevention_minutes_nurse_minutes_a_week: int
    """Minutes at the unit in total. (minutes a week)"""
    hospital_teams_minutes_a_week: int
    """Doctor minutes of a team at a unit; with 0 hospitals start none. (minutes a week)"""
    def __getitem__(self, key: Literal["beds_nurse_posts", "dedicated_roles_half_days_a_week", "dedicated_roles_assignment", "dedicated_roles_base", "dedicated_roles_held_at", "daily_slot_start", "daily_slot_end", "daily_slot_booking_deadline", "daily_slot_bookers", "daily_slot_enabled", "admission_watch_minutes_a_morning", "single_point_of_contact_start", "single_point_of_contact_end", "single_point_of_contact_days", "single_point_of_contact_enabled", "mobile_team_base", "mobile_team_physician_half_days_a_week", "mobile_team_physicians", "mobile_team_turn_weeks", "mobile_team_nurses", "mobile_team_coordinator", "mobile_team_start", "mobile_team_end", "mobile_team_days", "mobile_team_cars", "mobile_team_acute_equipment", "mobile_team_reach_minutes", "mobile_team_callers", "listing", "named_gp_residents_per_thousand", "home_nursing_unit_gp_half_days_a_week", "home_nursing_unit_bed_places", "new_centre_gp_posts", "new_centre_listed_at_most", "new_centre_reach_minutes", "co_location_home_nursing", "co_location_rehabilitation", "co_location_needs_assessment", "co_location_shared_record", "co_location_corridor_contacts_a_day", "beds_places", "shared_ward_enabled", "shared_ward_municipal_places", "health_rooms_settlements", "health_rooms_staffed_hours_a_week", "health_rooms_video", "opening_hours_open", "opening_hours_close", "opening_hours_evening_close", "opening_hours_weekend_open", "opening_hours_weekend_close", "opening_hours_emergency_room", "specialists_on_video_hours_a_week", "specialists_on_video_rounds_a_week", "specialists_on_video_mode", "specialists_on_video_specialties", "remote_gp_panel", "remote_gp_hours_a_week", "remote_gp_visit_days_a_year", "monitoring_places", "monitoring_nurse_minutes_a_day", "st_posts_posts", "supervision_half_days_half_days_a_week", "training_centre_kind", "training_centre_half_days_a_week", "rural_track_certification", "rural_track_supplement_sek_a_month", "task_shift_advanced_nurse_half_days_a_week", "task_shift_first_assessments", "task_shift_planned_visits", "task_shift_home_visits", "locum_policy_weeks_a_year", "locum_policy_longest_weeks", "locum_policy_prefer_returning", "on_call_lines", "on_call_contracted_lines", "on_call_participants", "on_call_compensation_minutes_a_night", "on_call_remote_night", "centre_network_members", "centre_network_meeting_minutes_a_week", "centre_network_cover", "leadership_paired", "leadership_medical_lead_half_days_a_week", "development_time_minutes_a_week", "support_years", "support_forums_a_year", "support_evaluation", "agreement_design", "agreement_local_written", "agreement_physician_hours_a_week", "agreement_followed_up", "agreement_sanction", "formal_plan_required", "formal_plan_minutes", "paid_team_time_minutes_a_week", "principal", "reimbursement_capitation_sek", "reimbursement_need_sek", "reimbursement_socioeconomy_sek", "reimbursement_sparsity_sek", "reimbursement_visit_sek", "reimbursement_team_sek", "reimbursement_target_sek", "funding_kind", "funding_project_years", "resource_shift_sek_a_resident_and_year", "design_order", "staff_exchange_hours_a_month", "prevention_minutes_nurse_minutes_a_week", "hospital_teams_minutes_a_week"]) -> Any: ...
    def __setitem__(self, key: Literal["beds_nurse_posts", "dedicated_roles_half_days_a_week", "dedicated_roles_assignment", "dedicated_roles_base", "dedicated_roles_held_at", "daily_slot_start", "daily_slot_end", "daily_slot_booking_deadline", "daily_slot_bookers", "daily_slot_enabled", "admission_watch_minutes_a_morning", "single_point_of_contact_start", "single_point_of_contact_end", "single_point_of_contact_days", "single_point_of_contact_enabled", "mobile_team_base", "mobile_team_physician_half_days_a_week", "mobile_team_physicians", "mobile_team_turn_weeks", "mobile_team_nurses", "mobile_team_coordinator", "mobile_team_start", "mobile_team_end", "mobile_team_days", "mobile_team_cars", "mobile_team_acute_equipment", "mobile_team_reach_minutes", "mobile_team_callers", "listing", "named_gp_residents_per_thousand", "home_nursing_unit_gp_half_days_a_week", "home_nursing_unit_bed_places", "new_centre_gp_posts", "new_centre_listed_at_most", "new_centre_reach_minutes", "co_location_home_nursing", "co_location_rehabilitation", "co_location_needs_assessment", "co_location_shared_record", "co_location_corridor_contacts_a_day", "beds_places", "shared_ward_enabled", "shared_ward_municipal_places", "health_rooms_settlements", "health_rooms_staffed_hours_a_week", "health_rooms_video", "opening_hours_open", "opening_hours_close", "opening_hours_evening_close", "opening_hours_weekend_open", "opening_hours_weekend_close", "opening_hours_emergency_room", "specialists_on_video_hours_a_week", "specialists_on_video_rounds_a_week", "specialists_on_video_mode", "specialists_on_video_specialties", "remote_gp_panel", "remote_gp_hours_a_week", "remote_gp_visit_days_a_year", "monitoring_places", "monitoring_nurse_minutes_a_day", "st_posts_posts", "supervision_half_days_half_days_a_week", "training_centre_kind", "training_centre_half_days_a_week", "rural_track_certification", "rural_track_supplement_sek_a_month", "task_shift_advanced_nurse_half_days_a_week", "task_shift_first_assessments", "task_shift_planned_visits", "task_shift_home_visits", "locum_policy_weeks_a_year", "locum_policy_longest_weeks", "locum_policy_prefer_returning", "on_call_lines", "on_call_contracted_lines", "on_call_participants", "on_call_compensation_minutes_a_night", "on_call_remote_night", "centre_network_members", "centre_network_meeting_minutes_a_week", "centre_network_cover", "leadership_paired", "leadership_medical_lead_half_days_a_week", "development_time_minutes_a_week", "support_years", "support_forums_a_year", "support_evaluation", "agreement_design", "agreement_local_written", "agreement_physician_hours_a_week", "agreement_followed_up", "agreement_sanction", "formal_plan_required", "formal_plan_minutes", "paid_team_time_minutes_a_week", "principal", "reimbursement_capitation_sek", "reimbursement_need_sek", "reimbursement_socioeconomy_sek", "reimbursement_sparsity_sek", "reimbursement_visit_sek", "reimbursement_team_sek", "reimbursement_target_sek", "funding_kind", "funding_project_years", "resource_shift_sek_a_resident_and_year", "design_order", "staff_exchange_hours_a_month", "prevention_minutes_nurse_minutes_a_week", "hospital_teams_minutes_a_week"], value: ArrayLike) -> None: ...

class LeversRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.levers`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["beds_nurse_posts"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["dedicated_roles_half_days_a_week", "dedicated_roles_assignment", "dedicated_roles_base", "dedicated_roles_held_at", "daily_slot_start", "daily_slot_end", "daily_slot_booking_deadline", "daily_slot_bookers", "daily_slot_enabled", "admission_watch_minutes_a_morning", "single_point_of_contact_start", "single_point_of_contact_end", "single_point_of_contact_days", "single_point_of_contact_enabled", "mobile_team_base", "mobile_team_physician_half_days_a_week", "mobile_team_physicians", "mobile_team_turn_weeks", "mobile_team_nurses", "mobile_team_coordinator", "mobile_team_start", "mobile_team_end", "mobile_team_days", "mobile_team_cars", "mobile_team_acute_equipment", "mobile_team_reach_minutes", "mobile_team_callers", "listing", "named_gp_residents_per_thousand", "home_nursing_unit_gp_half_days_a_week", "home_nursing_unit_bed_places", "new_centre_gp_posts", "new_centre_listed_at_most", "new_centre_reach_minutes", "co_location_home_nursing", "co_location_rehabilitation", "co_location_needs_assessment", "co_location_shared_record", "co_location_corridor_contacts_a_day", "beds_places", "shared_ward_enabled", "shared_ward_municipal_places", "health_rooms_settlements", "health_rooms_staffed_hours_a_week", "health_rooms_video", "opening_hours_open", "opening_hours_close", "opening_hours_evening_close", "opening_hours_weekend_open", "opening_hours_weekend_close", "opening_hours_emergency_room", "specialists_on_video_hours_a_week", "specialists_on_video_rounds_a_week", "specialists_on_video_mode", "specialists_on_video_specialties", "remote_gp_panel", "remote_gp_hours_a_week", "remote_gp_visit_days_a_year", "monitoring_places", "monitoring_nurse_minutes_a_day", "st_posts_posts", "supervision_half_days_half_days_a_week", "training_centre_kind", "training_centre_half_days_a_week", "rural_track_certification", "rural_track_supplement_sek_a_month", "task_shift_advanced_nurse_half_days_a_week", "task_shift_first_assessments", "task_shift_planned_visits", "task_shift_home_visits", "locum_policy_weeks_a_year", "locum_policy_longest_weeks", "locum_policy_prefer_returning", "on_call_lines", "on_call_contracted_lines", "on_call_participants", "on_call_compensation_minutes_a_night", "on_call_remote_night", "centre_network_members", "centre_network_meeting_minutes_a_week", "centre_network_cover", "leadership_paired", "leadership_medical_lead_half_days_a_week", "development_time_minutes_a_week", "support_years", "support_forums_a_year", "support_evaluation", "agreement_design", "agreement_local_written", "agreement_physician_hours_a_week", "agreement_followed_up", "agreement_sanction", "formal_plan_required", "formal_plan_minutes", "paid_team_time_minutes_a_week", "principal", "reimbursement_capitation_sek", "reimbursement_need_sek", "reimbursement_socioeconomy_sek", "reimbursement_sparsity_sek", "reimbursement_visit_sek", "reimbursement_team_sek", "reimbursement_target_sek", "funding_kind", "funding_project_years", "resource_shift_sek_a_resident_and_year", "design_order", "staff_exchange_hours_a_month", "prevention_minutes_nurse_minutes_a_week", "hospital_teams_minutes_a_week"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> LeversRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["beds_nurse_posts", "dedicated_roles_half_days_a_week", "dedicated_roles_assignment", "dedicated_roles_base", "dedicated_roles_held_at", "daily_slot_start", "daily_slot_end", "daily_slot_booking_deadline", "daily_slot_bookers", "daily_slot_enabled", "admission_watch_minutes_a_morning", "single_point_of_contact_start", "single_point_of_contact_end", "single_point_of_contact_days", "single_point_of_contact_enabled", "mobile_team_base", "mobile_team_physician_half_days_a_week", "mobile_team_physicians", "mobile_team_turn_weeks", "mobile_team_nurses", "mobile_team_coordinator", "mobile_team_start", "mobile_team_end", "mobile_team_days", "mobile_team_cars", "mobile_team_acute_equipment", "mobile_team_reach_minutes", "mobile_team_callers", "listing", "named_gp_residents_per_thousand", "home_nursing_unit_gp_half_days_a_week", "home_nursing_unit_bed_places", "new_centre_gp_posts", "new_centre_listed_at_most", "new_centre_reach_minutes", "co_location_home_nursing", "co_location_rehabilitation", "co_location_needs_assessment", "co_location_shared_record", "co_location_corridor_contacts_a_day", "beds_places", "shared_ward_enabled", "shared_ward_municipal_places", "health_rooms_settlements", "health_rooms_staffed_hours_a_week", "health_rooms_video", "opening_hours_open", "opening_hours_close", "opening_hours_evening_close", "opening_hours_weekend_open", "opening_hours_weekend_close", "opening_hours_emergency_room", "specialists_on_video_hours_a_week", "specialists_on_video_rounds_a_week", "specialists_on_video_mode", "specialists_on_video_specialties", "remote_gp_panel", "remote_gp_hours_a_week", "remote_gp_visit_days_a_year", "monitoring_places", "monitoring_nurse_minutes_a_day", "st_posts_posts", "supervision_half_days_half_days_a_week", "training_centre_kind", "training_centre_half_days_a_week", "rural_track_certification", "rural_track_supplement_sek_a_month", "task_shift_advanced_nurse_half_days_a_week", "task_shift_first_assessments", "task_shift_planned_visits", "task_shift_home_visits", "locum_policy_weeks_a_year", "locum_policy_longest_weeks", "locum_policy_prefer_returning", "on_call_lines", "on_call_contracted_lines", "on_call_participants", "on_call_compensation_minutes_a_night", "on_call_remote_night", "centre_network_members", "centre_network_meeting_minutes_a_week", "centre_network_cover", "leadership_paired", "leadership_medical_lead_half_days_a_week", "development_time_minutes_a_week", "support_years", "support_forums_a_year", "support_evaluation", "agreement_design", "agreement_local_written", "agreement_physician_hours_a_week", "agreement_followed_up", "agreement_sanction", "formal_plan_required", "formal_plan_minutes", "paid_team_time_minutes_a_week", "principal", "reimbursement_capitation_sek", "reimbursement_need_sek", "reimbursement_socioeconomy_sek", "reimbursement_sparsity_sek", "reimbursement_visit_sek", "reimbursement_team_sek", "reimbursement_target_sek", "funding_kind", "funding_project_years", "resource_shift_sek_a_resident_and_year", "design_order", "staff_exchange_hours_a_month", "prevention_minutes_nurse_minutes_a_week", "hospital_teams_minutes_a_week"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | LeversRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[LeversRow]: ...  # type: ignore[override]

class UnitDecisionsRow(_Row):
    """A row of `world.unit_decisions`."""

    agreement_minutes_a_week: int
    """agreed volume of GP time for home nursing, 0 if none stated (minutes)"""
    half_days_agreed: int
    """GP half-days for home nursing under the agreement (half-days a week)"""
    half_days_moved: int
    """GP half-days the manager moved from reception to home nursing (half-days a week)"""
    agreement_failures: int
    """documented quarters in a row in which the agreed volume was missed (quarters)"""
    hired_minutes_a_week: int
    """physician minutes hired under the sanction (minutes)"""
    hospital_team_minutes: int
    """physician minutes of a team the hospital has started here (minutes a week)"""
    locum_weeks_cut: int
    """locum weeks less than the lever allows (weeks a year)"""
    extra_home_nurse_posts: int
    """home-nursing posts the municipality has opened (posts)"""
    money_gp_posts: int
    """GP posts funded by moved money (posts)"""
    money_nurse_posts: int
    """nurse posts at the centre opened by moved money (posts)"""
    project_state: int
    """0 no project, 1 running, 2 taken over, 3 ended (code)"""
    project_began: int
    """the beginning of the project has been written down (flag)"""
    project_ends_day: int
    """world day on which project money ends (day)"""
    def __getitem__(self, key: Literal["agreement_minutes_a_week", "half_days_agreed", "half_days_moved", "agreement_failures", "hired_minutes_a_week", "hospital_team_minutes", "locum_weeks_cut", "extra_home_nurse_posts", "money_gp_posts", "money_nurse_posts", "project_state", "project_began", "project_ends_day"]) -> Any: ...
    def __setitem__(self, key: Literal["agreement_minutes_a_week", "half_days_agreed", "half_days_moved", "agreement_failures", "hired_minutes_a_week", "hospital_team_minutes", "locum_weeks_cut", "extra_home_nurse_posts", "money_gp_posts", "money_nurse_posts", "project_state", "project_began", "project_ends_day"], value: ArrayLike) -> None: ...

class UnitDecisionsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.unit_decisions`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["agreement_minutes_a_week", "half_days_agreed", "half_days_moved", "agreement_failures", "hired_minutes_a_week", "hospital_team_minutes", "locum_weeks_cut", "extra_home_nurse_posts", "money_gp_posts", "money_nurse_posts", "project_state", "project_began", "project_ends_day"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> UnitDecisionsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["agreement_minutes_a_week", "half_days_agreed", "half_days_moved", "agreement_failures", "hired_minutes_a_week", "hospital_team_minutes", "locum_weeks_cut", "extra_home_nurse_posts", "money_gp_posts", "money_nurse_posts", "project_state", "project_began", "project_ends_day"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | UnitDecisionsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[UnitDecisionsRow]: ...  # type: ignore[override]

class UnitStatesRow(_Row):
    """A row of `world.unit_states`."""

    recent_leavers: float
    """permanent GPs who left, fading (persons)"""
    locum_presence: float
    """smoothed share of staffed GP posts that locums cover (share)"""
    known_team: float
    """GP posts held by people who have stayed (share)"""
    first_contact: float
    """colleagues a newcomer would have had on the first reported day (colleagues)"""
    first_known_team: float
    """posts held by people who had stayed on that day (share)"""
    attractiveness: float
    """of a GP post: 1 is fully attractive (1)"""
    lent_minutes_a_day: float
    """ward nurses' minutes lent to home nursing; negative the other way (minutes)"""
    list_size: int
    """residents listed today (residents)"""
    meeting_minutes_left: int
    """GP minutes of principals' meetings left this month (minutes)"""
    prevention_pool: int
    """nurse minutes for prevention saved up this month (minutes)"""
    manager_since: int
    """day since which the unit's leadership is unbroken (day)"""
    channel_count: int
    """channels that hold here, in order (count)"""
    support_since: int
    """day on which the present support began (day)"""
    locum_weeks_used: int
    """locum weeks bought this year (weeks)"""
    named: int
    """residents with one fixed GP by the lever (residents)"""
    monitored: int
    """residents with a monitoring place (residents)"""
    gps_present: int
    """GPs on duty in person today (persons)"""
    corridor_left: int
    """corridor contacts left today (contacts)"""
    housing_minutes_left: int
    """agreed GP minutes for special housing left this week (minutes)"""
    monitoring_left: int
    """monitor-reading minutes left today (minutes)"""
    specialist_left: int
    """specialist video minutes left this week (minutes)"""
    enrolled: int
    """enrolled in home nursing in ordinary housing (residents)"""
    in_housing: int
    """living in special housing (residents)"""
    new_centre_listed: int
    """residents of other units who have listed at the new centre here (residents)"""
    housing_places: int
    """places in special housing (places)"""
    queue_length: int
    """planned needs waiting (needs)"""
    queue_first: int
    """first of them (need row): those wait in order of asking (row)"""
    queue_last: int
    """last of them (need row) (row)"""
    duty_first: NDArray[np.int32]
    """first place in `duty` of who is on duty today by role (place)"""
    duty_count: NDArray[np.int32]
    """staff on duty today by role (persons)"""
    def __getitem__(self, key: Literal["recent_leavers", "locum_presence", "known_team", "first_contact", "first_known_team", "attractiveness", "lent_minutes_a_day", "list_size", "meeting_minutes_left", "prevention_pool", "manager_since", "channel_count", "support_since", "locum_weeks_used", "named", "monitored", "gps_present", "corridor_left", "housing_minutes_left", "monitoring_left", "specialist_left", "enrolled", "in_housing", "new_centre_listed", "housing_places", "queue_length", "queue_first", "queue_last", "duty_first", "duty_count"]) -> Any: ...
    def __setitem__(self, key: Literal["recent_leavers", "locum_presence", "known_team", "first_contact", "first_known_team", "attractiveness", "lent_minutes_a_day", "list_size", "meeting_minutes_left", "prevention_pool", "manager_since", "channel_count", "support_since", "locum_weeks_used", "named", "monitored", "gps_present", "corridor_left", "housing_minutes_left", "monitoring_left", "specialist_left", "enrolled", "in_housing", "new_centre_listed", "housing_places", "queue_length", "queue_first", "queue_last", "duty_first", "duty_count"], value: ArrayLike) -> None: ...

class UnitStatesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.unit_states`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["recent_leavers", "locum_presence", "known_team", "first_contact", "first_known_team", "attractiveness", "lent_minutes_a_day"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["list_size", "meeting_minutes_left", "prevention_pool", "manager_since", "channel_count", "support_since", "locum_weeks_used", "named", "monitored", "gps_present", "corridor_left", "housing_minutes_left", "monitoring_left", "specialist_left", "enrolled", "in_housing", "new_centre_listed", "housing_places", "queue_length", "queue_first", "queue_last", "duty_first", "duty_count"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> UnitStatesRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["recent_leavers", "locum_presence", "known_team", "first_contact", "first_known_team", "attractiveness", "lent_minutes_a_day", "list_size", "meeting_minutes_left", "prevention_pool", "manager_since", "channel_count", "support_since", "locum_weeks_used", "named", "monitored", "gps_present", "corridor_left", "housing_minutes_left", "monitoring_left", "specialist_left", "enrolled", "in_housing", "new_centre_listed", "housing_places", "queue_length", "queue_first", "queue_last", "duty_first", "duty_count"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | UnitStatesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[UnitStatesRow]: ...  # type: ignore[override]

class WardsRow(_Row):
    """A row of `world.wards`."""

    usual_places: float
    """places of a hospital that are usually open to these patients (places)"""
    places: int
    """bed places (places)"""
    open_places: int
    """places open today: rostered (places)"""
    occupied: int
    """residents in the beds (residents)"""
    visitors: int
    """visitors in the beds (persons)"""
    closed: int
    """places closed by decision (places)"""
    closed_in_summer: int
    """places closed by decision for the summer weeks (places)"""
    closed_for_money: int
    """hospital places closed because their money was moved (places)"""
    settlement: int
    """where the ward lies (index)"""
    unit: int
    """unit of care, -1 for a hospital (index)"""
    hospital: int
    """hospital, -1 for a cottage hospital (index)"""
    def __getitem__(self, key: Literal["usual_places", "places", "open_places", "occupied", "visitors", "closed", "closed_in_summer", "closed_for_money", "settlement", "unit", "hospital"]) -> Any: ...
    def __setitem__(self, key: Literal["usual_places", "places", "open_places", "occupied", "visitors", "closed", "closed_in_summer", "closed_for_money", "settlement", "unit", "hospital"], value: ArrayLike) -> None: ...

class WardsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.wards`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["usual_places"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["places", "open_places", "occupied", "visitors", "closed", "closed_in_summer", "closed_for_money"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["settlement"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["unit", "hospital"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> WardsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["usual_places", "places", "open_places", "occupied", "visitors", "closed", "closed_in_summer", "closed_for_money", "settlement", "unit", "hospital"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | WardsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[WardsRow]: ...  # type: ignore[override]

class NeedsRow(_Row):
    """A row of `world.needs`."""

    key: int
    """address of the need's draws (key)"""
    resident: int
    """resident row, -1 for a visitor or a free row (row)"""
    state: int
    """free, hidden, waiting, in a bed, ended today, asked again later (code)"""
    what: int
    """class of the need (index)"""
    kind: int
    """kind of episode (index)"""
    severity: int
    """severity now (index)"""
    unit: int
    """unit that is asked (index)"""
    settlement: int
    """where the person is (index)"""
    opened_day: int
    """day the need arose (day)"""
    asked_day: int
    """day someone was first asked, NEVER before (day)"""
    minute: int
    """minute of the day it is asked (minute)"""
    asked_minute: int
    """minute of the day it was first asked (minute)"""
    due_day: int
    """last day of the tolerance window (day)"""
    again_day: int
    """day it is asked again when the state is later (day)"""
    attempts: int
    """attempts so far (count)"""
    first_asked: int
    """counted among the acute needs (flag)"""
    requested: int
    """counted among the requests for a physician (flag)"""
    answered: int
    """what became of the request for a physician has been counted (flag)"""
    queued: int
    """stands in the queue of the unit (flag)"""
    next_free: int
    """next free row, -1 at the end (row)"""
    next_queued: int
    """next need in the queue of the unit (row)"""
    def __getitem__(self, key: Literal["key", "resident", "state", "what", "kind", "severity", "unit", "settlement", "opened_day", "asked_day", "minute", "asked_minute", "due_day", "again_day", "attempts", "first_asked", "requested", "answered", "queued", "next_free", "next_queued"]) -> Any: ...
    def __setitem__(self, key: Literal["key", "resident", "state", "what", "kind", "severity", "unit", "settlement", "opened_day", "asked_day", "minute", "asked_minute", "due_day", "again_day", "attempts", "first_asked", "requested", "answered", "queued", "next_free", "next_queued"], value: ArrayLike) -> None: ...

class NeedsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.needs`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["key"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["resident", "opened_day", "asked_day", "due_day", "again_day", "attempts", "next_free", "next_queued"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["state", "what", "kind", "severity", "unit", "first_asked", "requested", "answered", "queued"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: Literal["settlement", "minute", "asked_minute"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> NeedsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["key", "resident", "opened_day", "asked_day", "due_day", "again_day", "attempts", "next_free", "next_queued", "state", "what", "kind", "severity", "unit", "first_asked", "requested", "answered", "queued", "settlement", "minute", "asked_minute"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | NeedsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[NeedsRow]: ...  # type: ignore[override]

class ChannelsRow(_Row):
    """A row of `world.channels`."""

    kind: int
    """The kind of channel, from the table of channel kinds. (index)"""
    role: int
    """Who answers: a named role, always held by whole persons. (0 none, 1 usual_gp, 2 unit_gp, 3 dedicated_gp, 4 slot_gp, 5 remote_gp, 6 on_call_gp, 7 coordinator, 8 advanced_nurse, 9 mobile_team) (code)"""
    start: int
    """Opens. (minute)"""
    end: int
    """Closes. (minute)"""
    days: int
    """Working days only, or every day. (0 weekdays, 1 all) (code)"""
    minutes_a_day: int
    """Minutes that each holder of the role sets aside for this channel on a working day; with 0 the channel uses the minutes left over beside reception. (minutes a day)"""
    reach_minutes: int
    """Longest one-way travel of the clinician or the patient; 0 where no one travels. (minutes)"""
    booking: int
    """The earliest that a request can be met: at once, the same day or the next working day. (0 at_once, 1 same_day, 2 next_working_day) (code)"""
    routine: int
    """routine the channel belongs to, -1 where none (index)"""
    def __getitem__(self, key: Literal["kind", "role", "start", "end", "days", "minutes_a_day", "reach_minutes", "booking", "routine"]) -> Any: ...
    def __setitem__(self, key: Literal["kind", "role", "start", "end", "days", "minutes_a_day", "reach_minutes", "booking", "routine"], value: ArrayLike) -> None: ...

class ChannelsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.channels`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["kind", "role", "start", "end", "days", "minutes_a_day", "reach_minutes", "booking", "routine"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any]]) -> ChannelsRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["kind", "role", "start", "end", "days", "minutes_a_day", "reach_minutes", "booking", "routine"] | tuple[int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | ChannelsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class VehiclesRow(_Row):
    """A row of `world.vehicles`."""

    free_at: int
    """world minute from which the vehicle is free at its base (minute)"""
    station: int
    """settlement of the base (index)"""
    kind: int
    """ambulance, acute car, helicopter (code)"""
    municipality: int
    """municipality of the base, -1 at a reference point, where others pay (index)"""
    round_the_clock: int
    """staffed at night (flag)"""
    def __getitem__(self, key: Literal["free_at", "station", "kind", "municipality", "round_the_clock"]) -> Any: ...
    def __setitem__(self, key: Literal["free_at", "station", "kind", "municipality", "round_the_clock"], value: ArrayLike) -> None: ...

class VehiclesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.vehicles`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["free_at"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: Literal["station"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["kind", "municipality", "round_the_clock"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> VehiclesRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["free_at", "station", "kind", "municipality", "round_the_clock"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | VehiclesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[VehiclesRow]: ...  # type: ignore[override]

class SettlementsRow(_Row):
    """A row of `world.settlements`."""

    unit: int
    """unit of care that serves the settlement, -1 for a reference point (index)"""
    band: int
    """distance band, by road minutes to the nearest hospital (index)"""
    health_room: int
    """1 + unit whose health room serves the settlement, 0 where none does (index)"""
    def __getitem__(self, key: Literal["unit", "band", "health_room"]) -> Any: ...
    def __setitem__(self, key: Literal["unit", "band", "health_room"], value: ArrayLike) -> None: ...

class SettlementsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.settlements`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["unit", "band", "health_room"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> SettlementsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["unit", "band", "health_room"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | SettlementsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[SettlementsRow]: ...  # type: ignore[override]

class MunicipalitiesRow(_Row):
    """A row of `world.municipalities`."""

    birth_rate: float
    """births, before the trend (per day)"""
    in_move_rate: float
    """moves in, before the trend (per day)"""
    def __getitem__(self, key: Literal["birth_rate", "in_move_rate"]) -> Any: ...
    def __setitem__(self, key: Literal["birth_rate", "in_move_rate"], value: ArrayLike) -> None: ...

class MunicipalitiesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.municipalities`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["birth_rate", "in_move_rate"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> MunicipalitiesRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["birth_rate", "in_move_rate"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | MunicipalitiesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[MunicipalitiesRow]: ...  # type: ignore[override]

class CountsRow(_Row):
    """A row of `world.counts`."""

    on_call_contacts: int
    """contacts with the physician on call (contacts)"""
    evening_visits: int
    """visits outside weekday opening hours at a centre (visits)"""
    deaths_by_episode: int
    """deaths caused by a severe episode (deaths)"""
    emergency_visits: int
    """visits to hospital emergency departments (visits)"""
    emergency_visits_old: int
    """of these by residents aged 80 and over (visits)"""
    emergency_room_visits: int
    """visits to emergency rooms of cottage hospitals (visits)"""
    diverted: int
    """patients sent on because no bed was open near home (patients)"""
    emergency_visits_enrolled: int
    """visits to hospital emergency departments by residents in home nursing (visits)"""
    minor_emergencies: int
    """minor injuries, worry and complaints that cannot wait (needs)"""
    minor_advised: int
    """of these settled by advice on the telephone (needs)"""
    minor_deterred: int
    """of these that the way to an emergency room or department deterred (needs)"""
    ambulance_trips: int
    """ambulance missions for residents (trips)"""
    ambulance_metres: int
    """driven by ambulances for residents (metres)"""
    helicopter_trips: int
    """helicopter missions for residents (trips)"""
    response_minutes: int
    """minutes from call to the first vehicle's arrival (minutes)"""
    responses: int
    """missions with a response time (missions)"""
    secondary_transports: int
    """transports between wards (trips)"""
    admissions_cottage: int
    """stays begun in cottage hospitals (stays)"""
    admissions_hospital: int
    """stays begun in hospitals (stays)"""
    admissions_old: int
    """stays begun by residents aged 80 and over (stays)"""
    admissions_avoidable: int
    """stays begun for ambulatory-care sensitive conditions (stays)"""
    bed_days_cottage: int
    """days in cottage hospital beds (days)"""
    bed_days_hospital: int
    """days in hospital beds (days)"""
    discharges: int
    """discharges alive (stays)"""
    waiting_bed_days: int
    """days in a bed while medically ready (days)"""
    admissions_enrolled: int
    """stays begun in hospitals by residents in home nursing (stays)"""
    coordination_returned: int
    """unresolved events that came back (events)"""
    reviews: int
    """planned medical reviews done (reviews)"""
    reviews_overdue: int
    """planned medical reviews that were not done in time (reviews)"""
    gp_visits: int
    """visits to GPs at the centre (visits)"""
    gp_visits_usual: int
    """of these to the usual GP (visits)"""
    gp_home_visits: int
    """home visits by GPs (visits)"""
    gp_video: int
    """video contacts with GPs (contacts)"""
    gp_phone: int
    """telephone contacts with or about the patient (contacts)"""
    patient_metres: int
    """driven by patients (metres)"""
    patient_minutes: int
    """travelled by patients (minutes)"""
    region_cost_ore: int
    """modelled region-paid cost of the residents (ore)"""
    episodes_hidden_days: int
    """days from the beginning of a moderate decline until it was found (days)"""
    episodes_found: int
    """moderate declines found before collapse (episodes)"""
    episodes_collapsed: int
    """moderate declines that became severe before anyone had found them (episodes)"""
    episodes_worsened: int
    """moderate declines that were found, and became severe while they waited (episodes)"""
    coordination_events: int
    """coordination events (events)"""
    enrolments: int
    """enrolments in home nursing (persons)"""
    housing_moves: int
    """moves into special housing (persons)"""
    housing_wait_days: int
    """days waited by those who moved into special housing (days)"""
    municipal_care_persons: int
    """persons with home nursing or special housing at any time of the year (persons)"""
    usual_before: int
    """contacts with the usual GP in the year before enrolment (contacts)"""
    usual_before_days: int
    """days of that year (days)"""
    usual_after: int
    """contacts with the usual GP in the year after enrolment (contacts)"""
    usual_after_days: int
    """days of that year (days)"""
    complaints: int
    """minor complaints brought to the telephone nurse (calls)"""
    home_nurse_visits: int
    """visits by home-nursing nurses (visits)"""
    home_nurse_known: int
    """of these by the contact nurse (visits)"""
    housing_visits: int
    """visits by home-nursing nurses in special housing (visits)"""
    visits_due: int
    """home-nursing visits that fell due to residents at home (visits)"""
    visits_put_off: int
    """of these postponed to another day because no nurse had the minutes (visits)"""
    visits_shortened: int
    """visits made that were shortened (visits)"""
    prevention_visits: int
    """visits by nurses to prevent falls and review medicines (visits)"""
    discharges_followed: int
    """discharges followed for 30 days or to a new stay, death or moving, if earlier (stays)"""
    readmissions_3: int
    """of these followed by a stay begun within 3 days (stays)"""
    readmissions_7: int
    """of these followed by a stay begun within 7 days (stays)"""
    readmissions_30: int
    """of these followed by a stay begun within 30 days (stays)"""
    discharge_tasks: int
    """tasks open at the discharges followed (tasks)"""
    discharge_tasks_closed: int
    """of these closed while they were followed (tasks)"""
    visits_never_made: int
    """visits postponed until the resident had died, moved or left home nursing (visits)"""
    requests: int
    """requests for a physician from home nursing, reviews apart, that have ended (requests)"""
    requests_answered: int
    """of these answered by a physician inside the window (requests)"""
    requests_failed: int
    """of these given up because no channel could meet them (requests)"""
    request_minutes: int
    """minutes from request until it was answered or given up (minutes)"""
    acute_needs: int
    """moderate and severe episodes that someone was asked to meet, counted when they end (needs)"""
    acute_local: int
    """of these met without going to a hospital (needs)"""
    acute_frail_old: int
    """acute needs of frail residents aged 80 and over (needs)"""
    acute_frail_old_local: int
    """of these met without going to a hospital (needs)"""
    last_year_days: int
    """days of the last year of life of those who died at 65 and over (days)"""
    last_year_home_days: int
    """of these spent at home (days)"""
    changes_of_choice: int
    """changes of unit or GP by dissatisfied residents (persons)"""
    advanced_nurse_visits: int
    """visits to advanced clinical nurses (visits)"""
    gp_wait_days: int
    """days waited for a GP visit (days)"""
    gp_waits: int
    """GP visits waited for (visits)"""
    given_up: int
    """needs given up unmet (needs)"""
    complaints_returned: int
    """complaints brought again after a visit that did not settle them (calls)"""
    seen_next_day: int
    """unsettled acute visits followed by another the next day (visits)"""
    intake_visits: int
    """intake visits arranged with a new usual GP (visits)"""
    referrals: int
    """referrals to specialists (referrals)"""
    specialist_visits: int
    """specialist visits in person at a hospital (visits)"""
    specialist_video: int
    """specialist visits on video near home (visits)"""
    specialist_wait_days: int
    """days waited for specialist visits (days)"""
    advice: int
    """complaints that ended with advice (calls)"""
    calls: int
    """calls about complaints while the line was open, repeated ones among them (calls)"""
    calls_unanswered: int
    """of these not answered (calls)"""
    nurse_visits: int
    """visits to nurses at the centre (visits)"""
    deaths: int
    """deaths of all ages (deaths)"""
    deaths_old: int
    """deaths at 65 and over (deaths)"""
    deaths_hospital: int
    """deaths in hospitals, their emergency departments among them (deaths)"""
    deaths_cottage_hospital: int
    """deaths in cottage hospitals, their emergency rooms among them (deaths)"""
    deaths_special_housing: int
    """deaths of residents of special housing, not in a hospital (deaths)"""
    births: int
    """births (births)"""
    moved_in: int
    """moves into the region (persons)"""
    moved_out: int
    """moves out of the region (persons)"""
    worsened: int
    """changes to a worse state of frailty (changes)"""
    worsened_by_care: int
    """of these caused by stays or unmet need (changes)"""
    improved: int
    """changes to a better state of frailty (changes)"""
    person_days: int
    """days lived (days)"""
    old_days: int
    """days lived at 65 and over (days)"""
    very_old_days: int
    """days lived at 80 and over (days)"""
    enrolled_days: int
    """days enrolled in home nursing in ordinary housing (days)"""
    housing_days: int
    """days lived in special housing (days)"""
    episodes_moderate: int
    """moderate acute episodes (episodes)"""
    episodes_severe: int
    """severe acute episodes, collapses not included (episodes)"""
    monitored_days: int
    """days with a monitoring place (days)"""
    gp_changes: int
    """residents who lost or changed their usual GP and live here (persons)"""
    continuity_persons: int
    """residents with at least four counted GP contacts in 24 months (persons)"""
    coc_millionths: int
    """sum of their Bice-Boxerman index (1e-6)"""
    upc_millionths: int
    """sum of their usual provider index (1e-6)"""
    secon_millionths: int
    """sum of their sequential index (1e-6)"""
    usual_gp_days: int
    """sum of days since first contact with the present usual GP, residents who have one (days)"""
    usual_gp_persons: int
    """residents aged 65 and over with a usual GP seen within 24 months (persons)"""
    old_persons: int
    """residents aged 65 and over at the end of the period (persons)"""
    list_persons: int
    """residents at the end of the year, while lists are kept (persons)"""
    listed_persons: int
    """of these on the list of a GP (persons)"""
    listed_days: int
    """sum of their days on that list (days)"""
    list_changes_of_choice: int
    """changes to the list of another GP by choice (changes)"""
    list_changes_by_leaving: int
    """residents whose GP left the post and so their list (changes)"""
    def __getitem__(self, key: Literal["on_call_contacts", "evening_visits", "deaths_by_episode", "emergency_visits", "emergency_visits_old", "emergency_room_visits", "diverted", "emergency_visits_enrolled", "minor_emergencies", "minor_advised", "minor_deterred", "ambulance_trips", "ambulance_metres", "helicopter_trips", "response_minutes", "responses", "secondary_transports", "admissions_cottage", "admissions_hospital", "admissions_old", "admissions_avoidable", "bed_days_cottage", "bed_days_hospital", "discharges", "waiting_bed_days", "admissions_enrolled", "coordination_returned", "reviews", "reviews_overdue", "gp_visits", "gp_visits_usual", "gp_home_visits", "gp_video", "gp_phone", "patient_metres", "patient_minutes", "region_cost_ore", "episodes_hidden_days", "episodes_found", "episodes_collapsed", "episodes_worsened", "coordination_events", "enrolments", "housing_moves", "housing_wait_days", "municipal_care_persons", "usual_before", "usual_before_days", "usual_after", "usual_after_days", "complaints", "home_nurse_visits", "home_nurse_known", "housing_visits", "visits_due", "visits_put_off", "visits_shortened", "prevention_visits", "discharges_followed", "readmissions_3", "readmissions_7", "readmissions_30", "discharge_tasks", "discharge_tasks_closed", "visits_never_made", "requests", "requests_answered", "requests_failed", "request_minutes", "acute_needs", "acute_local", "acute_frail_old", "acute_frail_old_local", "last_year_days", "last_year_home_days", "changes_of_choice", "advanced_nurse_visits", "gp_wait_days", "gp_waits", "given_up", "complaints_returned", "seen_next_day", "intake_visits", "referrals", "specialist_visits", "specialist_video", "specialist_wait_days", "advice", "calls", "calls_unanswered", "nurse_visits", "deaths", "deaths_old", "deaths_hospital", "deaths_cottage_hospital", "deaths_special_housing", "births", "moved_in", "moved_out", "worsened", "worsened_by_care", "improved", "person_days", "old_days", "very_old_days", "enrolled_days", "housing_days", "episodes_moderate", "episodes_severe", "monitored_days", "gp_changes", "continuity_persons", "coc_millionths", "upc_millionths", "secon_millionths", "usual_gp_days", "usual_gp_persons", "old_persons", "list_persons", "listed_persons", "listed_days", "list_changes_of_choice", "list_changes_by_leaving"]) -> Any: ...
    def __setitem__(self, key: Literal["on_call_contacts", "evening_visits", "deaths_by_episode", "emergency_visits", "emergency_visits_old", "emergency_room_visits", "diverted", "emergency_visits_enrolled", "minor_emergencies", "minor_advised", "minor_deterred", "ambulance_trips", "ambulance_metres", "helicopter_trips", "response_minutes", "responses", "secondary_transports", "admissions_cottage", "admissions_hospital", "admissions_old", "admissions_avoidable", "bed_days_cottage", "bed_days_hospital", "discharges", "waiting_bed_days", "admissions_enrolled", "coordination_returned", "reviews", "reviews_overdue", "gp_visits", "gp_visits_usual", "gp_home_visits", "gp_video", "gp_phone", "patient_metres", "patient_minutes", "region_cost_ore", "episodes_hidden_days", "episodes_found", "episodes_collapsed", "episodes_worsened", "coordination_events", "enrolments", "housing_moves", "housing_wait_days", "municipal_care_persons", "usual_before", "usual_before_days", "usual_after", "usual_after_days", "complaints", "home_nurse_visits", "home_nurse_known", "housing_visits", "visits_due", "visits_put_off", "visits_shortened", "prevention_visits", "discharges_followed", "readmissions_3", "readmissions_7", "readmissions_30", "discharge_tasks", "discharge_tasks_closed", "visits_never_made", "requests", "requests_answered", "requests_failed", "request_minutes", "acute_needs", "acute_local", "acute_frail_old", "acute_frail_old_local", "last_year_days", "last_year_home_days", "changes_of_choice", "advanced_nurse_visits", "gp_wait_days", "gp_waits", "given_up", "complaints_returned", "seen_next_day", "intake_visits", "referrals", "specialist_visits", "specialist_video", "specialist_wait_days", "advice", "calls", "calls_unanswered", "nurse_visits", "deaths", "deaths_old", "deaths_hospital", "deaths_cottage_hospital", "deaths_special_housing", "births", "moved_in", "moved_out", "worsened", "worsened_by_care", "improved", "person_days", "old_days", "very_old_days", "enrolled_days", "housing_days", "episodes_moderate", "episodes_severe", "monitored_days", "gp_changes", "continuity_persons", "coc_millionths", "upc_millionths", "secon_millionths", "usual_gp_days", "usual_gp_persons", "old_persons", "list_persons", "listed_persons", "listed_days", "list_changes_of_choice", "list_changes_by_leaving"], value: ArrayLike) -> None: ...

class CountsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.counts`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["on_call_contacts", "evening_visits", "deaths_by_episode", "emergency_visits", "emergency_visits_old", "emergency_room_visits", "diverted", "emergency_visits_enrolled", "minor_emergencies", "minor_advised", "minor_deterred", "ambulance_trips", "ambulance_metres", "helicopter_trips", "response_minutes", "responses", "secondary_transports", "admissions_cottage", "admissions_hospital", "admissions_old", "admissions_avoidable", "bed_days_cottage", "bed_days_hospital", "discharges", "waiting_bed_days", "admissions_enrolled", "coordination_returned", "reviews", "reviews_overdue", "gp_visits", "gp_visits_usual", "gp_home_visits", "gp_video", "gp_phone", "patient_metres", "patient_minutes", "region_cost_ore", "episodes_hidden_days", "episodes_found", "episodes_collapsed", "episodes_worsened", "coordination_events", "enrolments", "housing_moves", "housing_wait_days", "municipal_care_persons", "usual_before", "usual_before_days", "usual_after", "usual_after_days", "complaints", "home_nurse_visits", "home_nurse_known", "housing_visits", "visits_due", "visits_put_off", "visits_shortened", "prevention_visits", "discharges_followed", "readmissions_3", "readmissions_7", "readmissions_30", "discharge_tasks", "discharge_tasks_closed", "visits_never_made", "requests", "requests_answered", "requests_failed", "request_minutes", "acute_needs", "acute_local", "acute_frail_old", "acute_frail_old_local", "last_year_days", "last_year_home_days", "changes_of_choice", "advanced_nurse_visits", "gp_wait_days", "gp_waits", "given_up", "complaints_returned", "seen_next_day", "intake_visits", "referrals", "specialist_visits", "specialist_video", "specialist_wait_days", "advice", "calls", "calls_unanswered", "nurse_visits", "deaths", "deaths_old", "deaths_hospital", "deaths_cottage_hospital", "deaths_special_housing", "births", "moved_in", "moved_out", "worsened", "worsened_by_care", "improved", "person_days", "old_days", "very_old_days", "enrolled_days", "housing_days", "episodes_moderate", "episodes_severe", "monitored_days", "gp_changes", "continuity_persons", "coc_millionths", "upc_millionths", "secon_millionths", "usual_gp_days", "usual_gp_persons", "old_persons", "list_persons", "listed_persons", "listed_days", "list_changes_of_choice", "list_changes_by_leaving"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any], int | np.integer[Any], int | np.integer[Any]]) -> CountsRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["on_call_contacts", "evening_visits", "deaths_by_episode", "emergency_visits", "emergency_visits_old", "emergency_room_visits", "diverted", "emergency_visits_enrolled", "minor_emergencies", "minor_advised", "minor_deterred", "ambulance_trips", "ambulance_metres", "helicopter_trips", "response_minutes", "responses", "secondary_transports", "admissions_cottage", "admissions_hospital", "admissions_old", "admissions_avoidable", "bed_days_cottage", "bed_days_hospital", "discharges", "waiting_bed_days", "admissions_enrolled", "coordination_returned", "reviews", "reviews_overdue", "gp_visits", "gp_visits_usual", "gp_home_visits", "gp_video", "gp_phone", "patient_metres", "patient_minutes", "region_cost_ore", "episodes_hidden_days", "episodes_found", "episodes_collapsed", "episodes_worsened", "coordination_events", "enrolments", "housing_moves", "housing_wait_days", "municipal_care_persons", "usual_before", "usual_before_days", "usual_after", "usual_after_days", "complaints", "home_nurse_visits", "home_nurse_known", "housing_visits", "visits_due", "visits_put_off", "visits_shortened", "prevention_visits", "discharges_followed", "readmissions_3", "readmissions_7", "readmissions_30", "discharge_tasks", "discharge_tasks_closed", "visits_never_made", "requests", "requests_answered", "requests_failed", "request_minutes", "acute_needs", "acute_local", "acute_frail_old", "acute_frail_old_local", "last_year_days", "last_year_home_days", "changes_of_choice", "advanced_nurse_visits", "gp_wait_days", "gp_waits", "given_up", "complaints_returned", "seen_next_day", "intake_visits", "referrals", "specialist_visits", "specialist_video", "specialist_wait_days", "advice", "calls", "calls_unanswered", "nurse_visits", "deaths", "deaths_old", "deaths_hospital", "deaths_cottage_hospital", "deaths_special_housing", "births", "moved_in", "moved_out", "worsened", "worsened_by_care", "improved", "person_days", "old_days", "very_old_days", "enrolled_days", "housing_days", "episodes_moderate", "episodes_severe", "monitored_days", "gp_changes", "continuity_persons", "coc_millionths", "upc_millionths", "secon_millionths", "usual_gp_days", "usual_gp_persons", "old_persons", "list_persons", "listed_persons", "listed_days", "list_changes_of_choice", "list_changes_by_leaving"] | tuple[int | np.integer[Any], int | np.integer[Any], int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | CountsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class UnitCountsRow(_Row):
    """A row of `world.unit_counts`."""

    visitor_needs: int
    """visitors' acute needs (needs)"""
    trials_begun: int
    """trials of routines begun (trials)"""
    trials_lapsed: int
    """trials that lapsed because their champion left (trials)"""
    routines_settled: int
    """trials that became routine (routines)"""
    routine_wanted: NDArray[np.int64]
    """the routine is asked for (unit-months)"""
    routine_used: NDArray[np.int64]
    """of these on trial or settled (unit-months)"""
    routine_settled: NDArray[np.int64]
    """of these settled (unit-months)"""
    gp_travel_minutes: int
    """minutes GPs travelled (minutes)"""
    channel_asked: NDArray[np.int64]
    """requests to the kind of channel (requests)"""
    channel_answered: NDArray[np.int64]
    """of these answered by a holder (requests)"""
    channel_resolved: NDArray[np.int64]
    """of these resolved (requests)"""
    channel_minutes: NDArray[np.int64]
    """clinician minutes, travel included (minutes)"""
    nurse_friction_minutes: int
    """minutes home-nursing nurses lost to friction (minutes)"""
    attempts_failed: int
    """attempts to reach a physician that failed (attempts)"""
    counterparts_unfamiliar: int
    """contacts with a counterpart not used in the last three months (events)"""
    given_minutes: int
    """minutes GPs gave nurses they know beyond those set aside (minutes)"""
    plan_minutes: int
    """minutes of nurses and GPs for individual plans by form (minutes)"""
    gp_work_minutes: int
    """minutes worked by GPs (minutes)"""
    nurse_work_minutes: int
    """minutes on duty of home-nursing nurses (minutes)"""
    bed_place_days: int
    """bed places that exist (days)"""
    bed_open_days: int
    """bed places open (days)"""
    bed_occupied_days: int
    """bed places occupied (days)"""
    list_days: int
    """residents listed (resident-days)"""
    steering_gp_minutes: int
    """reception minutes of GPs in meetings of principals and joint design (minutes)"""
    steering_nurse_minutes: int
    """minutes of home-nursing nurses in joint design (minutes)"""
    agreed_gp_minutes: int
    """minutes of GPs agreed for home nursing (minutes)"""
    nurse_visit_minutes: int
    """minutes of home-nursing nurses with patients (minutes)"""
    nurse_travel_minutes: int
    """minutes home-nursing nurses travelled (minutes)"""
    nurse_travel_metres: int
    """metres home-nursing nurses drove (metres)"""
    nurse_record_minutes: int
    """minutes of documentation of home-nursing nurses (minutes)"""
    prevention_minutes: int
    """minutes of nurses spent on prevention (minutes)"""
    home_nursing_gp_minutes: int
    """minutes of GPs set aside for home nursing (minutes)"""
    home_nursing_gp_minutes_used: int
    """of these used (minutes)"""
    home_nursing_gp_minutes_returned: int
    """of these given back to reception and what goes with it (minutes)"""
    home_nursing_gp_minutes_lost: int
    """of these of no more use (minutes)"""
    reserved_minutes: int
    """minutes of GPs kept for channels (minutes)"""
    reserved_minutes_used: int
    """of these used (minutes)"""
    reserved_minutes_returned: int
    """of these given back to reception and what goes with it (minutes)"""
    reserved_minutes_lost: int
    """of these of no more use (minutes)"""
    slot_minutes: int
    """minutes of the daily bookable hour (minutes)"""
    slot_minutes_used: int
    """of these used (minutes)"""
    slot_minutes_returned: int
    """of these given back to reception and what goes with it (minutes)"""
    slot_minutes_lost: int
    """of these of no more use (minutes)"""
    watch_minutes: int
    """minutes of the morning review of admissions (minutes)"""
    watch_minutes_used: int
    """of these used (minutes)"""
    watch_minutes_returned: int
    """of these given back to reception and what goes with it (minutes)"""
    watch_minutes_lost: int
    """of these of no more use (minutes)"""
    interruption_minutes: int
    """reception minutes lost to calls outside kept time (minutes)"""
    budget_primary_care_ore: int
    """budget of primary care at the unit's municipality (ore)"""
    budget_hospital_ore: int
    """budget of hospitals for the unit's municipality (ore)"""
    budget_municipality_ore: int
    """budget of the unit's municipality (ore)"""
    decided_open_gp_post: int
    """decisions: open gp post (decisions)"""
    decided_open_nurse_post: int
    """decisions: open nurse post (decisions)"""
    decided_open_home_nurse_post: int
    """decisions: open home nurse post (decisions)"""
    decided_hold_post_vacant: int
    """decisions: hold post vacant (decisions)"""
    decided_advertise_post: int
    """decisions: advertise post (decisions)"""
    decided_cut_locum_weeks: int
    """decisions: cut locum weeks (decisions)"""
    decided_restore_locum_weeks: int
    """decisions: restore locum weeks (decisions)"""
    decided_close_places: int
    """decisions: close places (decisions)"""
    decided_close_places_in_summer: int
    """decisions: close places in summer (decisions)"""
    decided_open_places: int
    """decisions: open places (decisions)"""
    decided_close_hospital_beds: int
    """decisions: close hospital beds (decisions)"""
    decided_open_hospital_beds: int
    """decisions: open hospital beds (decisions)"""
    decided_start_project: int
    """decisions: start project (decisions)"""
    decided_take_over_project: int
    """decisions: take over project (decisions)"""
    decided_end_project: int
    """decisions: end project (decisions)"""
    decided_give_half_day: int
    """decisions: give half day (decisions)"""
    decided_take_half_day_back: int
    """decisions: take half day back (decisions)"""
    decided_follow_up_agreement: int
    """decisions: follow up agreement (decisions)"""
    decided_adjust_agreement: int
    """decisions: adjust agreement (decisions)"""
    decided_use_sanction: int
    """decisions: use sanction (decisions)"""
    decided_start_team: int
    """decisions: start team (decisions)"""
    decided_end_team: int
    """decisions: end team (decisions)"""
    attractiveness_thousandths: int
    """sum over months of the attractiveness of a GP post (1e-3)"""
    attractiveness_months: int
    """months of the attractiveness (unit-months)"""
    strain_thousandths: int
    """sum over months of permanent GPs of strain (1e-3)"""
    strain_months: int
    """months of permanent GPs of the strain (GP-months)"""
    locum_strain_thousandths: int
    """sum over months of locums of strain (1e-3)"""
    locum_strain_months: int
    """months of locums of the strain (GP-months)"""
    trainee_strain_thousandths: int
    """sum over months of trainees of strain (1e-3)"""
    trainee_strain_months: int
    """months of trainees of the strain (GP-months)"""
    trainee_months: int
    """months of trainees in general practice (person-months)"""
    manager_changes: int
    """changes of leadership (changes)"""
    locum_weeks: int
    """locum weeks (weeks)"""
    locum_returns: int
    """engagements of locums who had worked here before (engagements)"""
    locum_engagements: int
    """locum engagements (engagements)"""
    locum_faces: int
    """locums new to the unit in the calendar year (persons)"""
    nurses_moved: int
    """nurses who changed role at the unit (persons)"""
    trainees_started: int
    """trainees who began (persons)"""
    trainees_finished: int
    """trainees who became specialists (persons)"""
    trainees_stayed: int
    """of these who took a GP post in the area (persons)"""
    gps_left: int
    """permanent GPs who left, retirement included (persons)"""
    gps_retired: int
    """of these retired (persons)"""
    gps_recruited: int
    """permanent GPs who came (persons)"""
    gp_stay_days: int
    """length of stay of the GPs who left (days)"""
    recruitment_days: int
    """days the filled GP posts had been vacant (days)"""
    nurses_left: int
    """nurses who left, retirement included (persons)"""
    nurses_recruited: int
    """nurses who came (persons)"""
    night_duties: int
    """nights on call by doctors of the unit (nights)"""
    gp_post_days: int
    """GP posts that exist (post-days (thousandths))"""
    gp_permanent_days: int
    """GP posts held by permanent doctors (post-days (thousandths))"""
    gp_locum_days: int
    """GP posts covered by locums (post-days (thousandths))"""
    gp_vacant_days: int
    """GP posts without a permanent holder (post-days (thousandths))"""
    nurse_post_days: int
    """nurse posts that exist (post-days (thousandths))"""
    nurse_vacant_days: int
    """nurse posts without a holder (post-days (thousandths))"""
    gp_days: int
    """days of permanent GPs, for turnover (person-days)"""
    nurse_days: int
    """days of employed nurses (person-days)"""
    money_post_days: int
    """posts funded by moved money (post-days (thousandths))"""
    money_post_vacant_days: int
    """of these without a holder (post-days (thousandths))"""
    gp_capacity_minutes: int
    """minutes GPs were on duty (minutes)"""
    supervision_minutes: int
    """minutes in which permanent GPs supervised trainees (minutes)"""
    collaboration_months: int
    """months in which collaboration was measured (unit-months)"""
    nursing_strength_thousandths: int
    """strength of collaboration with home nursing, summed over months (1e-3)"""
    nursing_memory_thousandths: int
    """its institutional memory, summed over months (1e-3)"""
    hospital_months: int
    """of these at cottage hospitals (unit-months)"""
    hospital_strength_thousandths: int
    """strength of collaboration with the hospital there, summed over months (1e-3)"""
    forums: int
    """forums held (forums)"""
    joint_contacts: int
    """joint work of GPs and home-nursing nurses that builds ties (contacts)"""
    joint_failures: int
    """requests to a physician that failed (requests)"""
    effective_clinicians_districts: int
    """districts whose effective number of GPs was measured (district-years)"""
    effective_clinicians_thousandths: int
    """effective number of GPs the enrolled met: exp of the entropy (1e-3)"""
    def __getitem__(self, key: Literal["visitor_needs", "trials_begun", "trials_lapsed", "routines_settled", "routine_wanted", "routine_used", "routine_settled", "gp_travel_minutes", "channel_asked", "channel_answered", "channel_resolved", "channel_minutes", "nurse_friction_minutes", "attempts_failed", "counterparts_unfamiliar", "given_minutes", "plan_minutes", "gp_work_minutes", "nurse_work_minutes", "bed_place_days", "bed_open_days", "bed_occupied_days", "list_days", "steering_gp_minutes", "steering_nurse_minutes", "agreed_gp_minutes", "nurse_visit_minutes", "nurse_travel_minutes", "nurse_travel_metres", "nurse_record_minutes", "prevention_minutes", "home_nursing_gp_minutes", "home_nursing_gp_minutes_used", "home_nursing_gp_minutes_returned", "home_nursing_gp_minutes_lost", "reserved_minutes", "reserved_minutes_used", "reserved_minutes_returned", "reserved_minutes_lost", "slot_minutes", "slot_minutes_used", "slot_minutes_returned", "slot_minutes_lost", "watch_minutes", "watch_minutes_used", "watch_minutes_returned", "watch_minutes_lost", "interruption_minutes", "budget_primary_care_ore", "budget_hospital_ore", "budget_municipality_ore", "decided_open_gp_post", "decided_open_nurse_post", "decided_open_home_nurse_post", "decided_hold_post_vacant", "decided_advertise_post", "decided_cut_locum_weeks", "decided_restore_locum_weeks", "decided_close_places", "decided_close_places_in_summer", "decided_open_places", "decided_close_hospital_beds", "decided_open_hospital_beds", "decided_start_project", "decided_take_over_project", "decided_end_project", "decided_give_half_day", "decided_take_half_day_back", "decided_follow_up_agreement", "decided_adjust_agreement", "decided_use_sanction", "decided_start_team", "decided_end_team", "attractiveness_thousandths", "attractiveness_months", "strain_thousandths", "strain_months", "locum_strain_thousandths", "locum_strain_months", "trainee_strain_thousandths", "trainee_strain_months", "trainee_months", "manager_changes", "locum_weeks", "locum_returns", "locum_engagements", "locum_faces", "nurses_moved", "trainees_started", "trainees_finished", "trainees_stayed", "gps_left", "gps_retired", "gps_recruited", "gp_stay_days", "recruitment_days", "nurses_left", "nurses_recruited", "night_duties", "gp_post_days", "gp_permanent_days", "gp_locum_days", "gp_vacant_days", "nurse_post_days", "nurse_vacant_days", "gp_days", "nurse_days", "money_post_days", "money_post_vacant_days", "gp_capacity_minutes", "supervision_minutes", "collaboration_months", "nursing_strength_thousandths", "nursing_memory_thousandths", "hospital_months", "hospital_strength_thousandths", "forums", "joint_contacts", "joint_failures", "effective_clinicians_districts", "effective_clinicians_thousandths"]) -> Any: ...
    def __setitem__(self, key: Literal["visitor_needs", "trials_begun", "trials_lapsed", "routines_settled", "routine_wanted", "routine_used", "routine_settled", "gp_travel_minutes", "channel_asked", "channel_answered", "channel_resolved", "channel_minutes", "nurse_friction_minutes", "attempts_failed", "counterparts_unfamiliar", "given_minutes", "plan_minutes", "gp_work_minutes", "nurse_work_minutes", "bed_place_days", "bed_open_days", "bed_occupied_days", "list_days", "steering_gp_minutes", "steering_nurse_minutes", "agreed_gp_minutes", "nurse_visit_minutes", "nurse_travel_minutes", "nurse_travel_metres", "nurse_record_minutes", "prevention_minutes", "home_nursing_gp_minutes", "home_nursing_gp_minutes_used", "home_nursing_gp_minutes_returned", "home_nursing_gp_minutes_lost", "reserved_minutes", "reserved_minutes_used", "reserved_minutes_returned", "reserved_minutes_lost", "slot_minutes", "slot_minutes_used", "slot_minutes_returned", "slot_minutes_lost", "watch_minutes", "watch_minutes_used", "watch_minutes_returned", "watch_minutes_lost", "interruption_minutes", "budget_primary_care_ore", "budget_hospital_ore", "budget_municipality_ore", "decided_open_gp_post", "decided_open_nurse_post", "decided_open_home_nurse_post", "decided_hold_post_vacant", "decided_advertise_post", "decided_cut_locum_weeks", "decided_restore_locum_weeks", "decided_close_places", "decided_close_places_in_summer", "decided_open_places", "decided_close_hospital_beds", "decided_open_hospital_beds", "decided_start_project", "decided_take_over_project", "decided_end_project", "decided_give_half_day", "decided_take_half_day_back", "decided_follow_up_agreement", "decided_adjust_agreement", "decided_use_sanction", "decided_start_team", "decided_end_team", "attractiveness_thousandths", "attractiveness_months", "strain_thousandths", "strain_months", "locum_strain_thousandths", "locum_strain_months", "trainee_strain_thousandths", "trainee_strain_months", "trainee_months", "manager_changes", "locum_weeks", "locum_returns", "locum_engagements", "locum_faces", "nurses_moved", "trainees_started", "trainees_finished", "trainees_stayed", "gps_left", "gps_retired", "gps_recruited", "gp_stay_days", "recruitment_days", "nurses_left", "nurses_recruited", "night_duties", "gp_post_days", "gp_permanent_days", "gp_locum_days", "gp_vacant_days", "nurse_post_days", "nurse_vacant_days", "gp_days", "nurse_days", "money_post_days", "money_post_vacant_days", "gp_capacity_minutes", "supervision_minutes", "collaboration_months", "nursing_strength_thousandths", "nursing_memory_thousandths", "hospital_months", "hospital_strength_thousandths", "forums", "joint_contacts", "joint_failures", "effective_clinicians_districts", "effective_clinicians_thousandths"], value: ArrayLike) -> None: ...

class UnitCountsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.unit_counts`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["visitor_needs", "trials_begun", "trials_lapsed", "routines_settled", "routine_wanted", "routine_used", "routine_settled", "gp_travel_minutes", "channel_asked", "channel_answered", "channel_resolved", "channel_minutes", "nurse_friction_minutes", "attempts_failed", "counterparts_unfamiliar", "given_minutes", "plan_minutes", "gp_work_minutes", "nurse_work_minutes", "bed_place_days", "bed_open_days", "bed_occupied_days", "list_days", "steering_gp_minutes", "steering_nurse_minutes", "agreed_gp_minutes", "nurse_visit_minutes", "nurse_travel_minutes", "nurse_travel_metres", "nurse_record_minutes", "prevention_minutes", "home_nursing_gp_minutes", "home_nursing_gp_minutes_used", "home_nursing_gp_minutes_returned", "home_nursing_gp_minutes_lost", "reserved_minutes", "reserved_minutes_used", "reserved_minutes_returned", "reserved_minutes_lost", "slot_minutes", "slot_minutes_used", "slot_minutes_returned", "slot_minutes_lost", "watch_minutes", "watch_minutes_used", "watch_minutes_returned", "watch_minutes_lost", "interruption_minutes", "budget_primary_care_ore", "budget_hospital_ore", "budget_municipality_ore", "decided_open_gp_post", "decided_open_nurse_post", "decided_open_home_nurse_post", "decided_hold_post_vacant", "decided_advertise_post", "decided_cut_locum_weeks", "decided_restore_locum_weeks", "decided_close_places", "decided_close_places_in_summer", "decided_open_places", "decided_close_hospital_beds", "decided_open_hospital_beds", "decided_start_project", "decided_take_over_project", "decided_end_project", "decided_give_half_day", "decided_take_half_day_back", "decided_follow_up_agreement", "decided_adjust_agreement", "decided_use_sanction", "decided_start_team", "decided_end_team", "attractiveness_thousandths", "attractiveness_months", "strain_thousandths", "strain_months", "locum_strain_thousandths", "locum_strain_months", "trainee_strain_thousandths", "trainee_strain_months", "trainee_months", "manager_changes", "locum_weeks", "locum_returns", "locum_engagements", "locum_faces", "nurses_moved", "trainees_started", "trainees_finished", "trainees_stayed", "gps_left", "gps_retired", "gps_recruited", "gp_stay_days", "recruitment_days", "nurses_left", "nurses_recruited", "night_duties", "gp_post_days", "gp_permanent_days", "gp_locum_days", "gp_vacant_days", "nurse_post_days", "nurse_vacant_days", "gp_days", "nurse_days", "money_post_days", "money_post_vacant_days", "gp_capacity_minutes", "supervision_minutes", "collaboration_months", "nursing_strength_thousandths", "nursing_memory_thousandths", "hospital_months", "hospital_strength_thousandths", "forums", "joint_contacts", "joint_failures", "effective_clinicians_districts", "effective_clinicians_thousandths"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any]]) -> UnitCountsRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["visitor_needs", "trials_begun", "trials_lapsed", "routines_settled", "routine_wanted", "routine_used", "routine_settled", "gp_travel_minutes", "channel_asked", "channel_answered", "channel_resolved", "channel_minutes", "nurse_friction_minutes", "attempts_failed", "counterparts_unfamiliar", "given_minutes", "plan_minutes", "gp_work_minutes", "nurse_work_minutes", "bed_place_days", "bed_open_days", "bed_occupied_days", "list_days", "steering_gp_minutes", "steering_nurse_minutes", "agreed_gp_minutes", "nurse_visit_minutes", "nurse_travel_minutes", "nurse_travel_metres", "nurse_record_minutes", "prevention_minutes", "home_nursing_gp_minutes", "home_nursing_gp_minutes_used", "home_nursing_gp_minutes_returned", "home_nursing_gp_minutes_lost", "reserved_minutes", "reserved_minutes_used", "reserved_minutes_returned", "reserved_minutes_lost", "slot_minutes", "slot_minutes_used", "slot_minutes_returned", "slot_minutes_lost", "watch_minutes", "watch_minutes_used", "watch_minutes_returned", "watch_minutes_lost", "interruption_minutes", "budget_primary_care_ore", "budget_hospital_ore", "budget_municipality_ore", "decided_open_gp_post", "decided_open_nurse_post", "decided_open_home_nurse_post", "decided_hold_post_vacant", "decided_advertise_post", "decided_cut_locum_weeks", "decided_restore_locum_weeks", "decided_close_places", "decided_close_places_in_summer", "decided_open_places", "decided_close_hospital_beds", "decided_open_hospital_beds", "decided_start_project", "decided_take_over_project", "decided_end_project", "decided_give_half_day", "decided_take_half_day_back", "decided_follow_up_agreement", "decided_adjust_agreement", "decided_use_sanction", "decided_start_team", "decided_end_team", "attractiveness_thousandths", "attractiveness_months", "strain_thousandths", "strain_months", "locum_strain_thousandths", "locum_strain_months", "trainee_strain_thousandths", "trainee_strain_months", "trainee_months", "manager_changes", "locum_weeks", "locum_returns", "locum_engagements", "locum_faces", "nurses_moved", "trainees_started", "trainees_finished", "trainees_stayed", "gps_left", "gps_retired", "gps_recruited", "gp_stay_days", "recruitment_days", "nurses_left", "nurses_recruited", "night_duties", "gp_post_days", "gp_permanent_days", "gp_locum_days", "gp_vacant_days", "nurse_post_days", "nurse_vacant_days", "gp_days", "nurse_days", "money_post_days", "money_post_vacant_days", "gp_capacity_minutes", "supervision_minutes", "collaboration_months", "nursing_strength_thousandths", "nursing_memory_thousandths", "hospital_months", "hospital_strength_thousandths", "forums", "joint_contacts", "joint_failures", "effective_clinicians_districts", "effective_clinicians_thousandths"] | tuple[int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | UnitCountsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class ActivityRow(_Row):
    """A row of `world.activity`."""

    emergency_visits: int
    """visits to hospital emergency departments (visits)"""
    hospital_fees: int
    """visits with a patient fee to a hospital (visits)"""
    ambulance_metres: int
    """driven by ambulances (metres)"""
    helicopter_missions: int
    """helicopter missions (missions)"""
    hospital_days: int
    """days in hospital beds (days)"""
    hospital_ready_days_paid: int
    """days after the agreed delay paid by the municipality (days)"""
    bed_fees: int
    """hospital bed days with a patient fee (days)"""
    bed_fees_cottage: int
    """cottage hospital bed days with a patient fee (days)"""
    patient_metres: int
    """patients' planned and acute travel by car, taxi or bus (metres)"""
    gp_metres: int
    """driven by GPs and advanced nurses (metres)"""
    gp_fees: int
    """visits with a patient fee to a doctor (visits)"""
    remote_fees: int
    """remote visits with a patient fee (visits)"""
    prescriptions: int
    """GP contacts that lead to medicines (contacts)"""
    relative_hours: int
    """hours of relatives who drive or sit with the patient (hours (hundredths))"""
    team_car_days: int
    """cars of mobile teams (vehicle-days)"""
    acute_car_days: int
    """cars of mobile teams equipped for acute illness (vehicle-days)"""
    centre_days: int
    """running a centre: premises, administration (unit-days)"""
    cottage_bed_days: int
    """bed places of cottage hospitals, without nurses' pay (place-days)"""
    shared_bed_days: int
    """municipal places of shared wards (place-days)"""
    ambulance_days: int
    """ambulances and acute cars, without nurses' pay (vehicle-days)"""
    housing_days: int
    """special housing (resident-days)"""
    home_help_days: int
    """home help and social care at home of the enrolled (resident-days)"""
    monitoring_days: int
    """monitoring places (place-days)"""
    health_room_hours: int
    """staffed hours of health rooms (hours (hundredths))"""
    joint_committee_days: int
    """days under a joint committee of region and municipality (unit-days)"""
    single_principal_days: int
    """days under a single principal (unit-days)"""
    staff_metres: int
    """driven by home-nursing nurses (metres)"""
    specialist_video_minutes: int
    """specialists' minutes on video (minutes)"""
    specialist_visits: int
    """specialist visits in person (visits)"""
    nurse_fees: int
    """visits with a patient fee to a nurse (visits)"""
    nurse_hours_to_municipality: int
    """ward nurses' hours bought by the municipality (hours)"""
    nurse_hours_to_region: int
    """home-nursing nurses' hours bought by the region (hours)"""
    rural_supplement_sek: int
    """pay supplements of GPs certified in rural medicine (SEK)"""
    night_compensation: int
    """nights on call paid (nights)"""
    gp_permanent_days: int
    """GP posts held by permanent doctors (post-days (thousandths))"""
    gp_locum_days: int
    """GP posts covered by locums (post-days (thousandths))"""
    clinic_nurse_days: int
    """nurse posts held at centres (post-days (thousandths))"""
    ward_nurse_days: int
    """ward nurse posts held (post-days (thousandths))"""
    ambulance_nurse_days: int
    """ambulance nurse posts held (post-days (thousandths))"""
    advanced_nurse_days: int
    """advanced nurse posts held (post-days (thousandths))"""
    coordinator_days: int
    """coordinator posts held (post-days (thousandths))"""
    home_nurse_days: int
    """home-nursing nurse posts held (post-days (thousandths))"""
    team_nurse_days: int
    """nurse posts of mobile teams held (post-days (thousandths))"""
    remote_gp_minutes: int
    """contracted minutes of remote physicians (minutes)"""
    hospital_team_minutes: int
    """contracted minutes of physicians of teams that hospitals pay (minutes)"""
    def __getitem__(self, key: Literal["emergency_visits", "hospital_fees", "ambulance_metres", "helicopter_missions", "hospital_days", "hospital_ready_days_paid", "bed_fees", "bed_fees_cottage", "patient_metres", "gp_metres", "gp_fees", "remote_fees", "prescriptions", "relative_hours", "team_car_days", "acute_car_days", "centre_days", "cottage_bed_days", "shared_bed_days", "ambulance_days", "housing_days", "home_help_days", "monitoring_days", "health_room_hours", "joint_committee_days", "single_principal_days", "staff_metres", "specialist_video_minutes", "specialist_visits", "nurse_fees", "nurse_hours_to_municipality", "nurse_hours_to_region", "rural_supplement_sek", "night_compensation", "gp_permanent_days", "gp_locum_days", "clinic_nurse_days", "ward_nurse_days", "ambulance_nurse_days", "advanced_nurse_days", "coordinator_days", "home_nurse_days", "team_nurse_days", "remote_gp_minutes", "hospital_team_minutes"]) -> Any: ...
    def __setitem__(self, key: Literal["emergency_visits", "hospital_fees", "ambulance_metres", "helicopter_missions", "hospital_days", "hospital_ready_days_paid", "bed_fees", "bed_fees_cottage", "patient_metres", "gp_metres", "gp_fees", "remote_fees", "prescriptions", "relative_hours", "team_car_days", "acute_car_days", "centre_days", "cottage_bed_days", "shared_bed_days", "ambulance_days", "housing_days", "home_help_days", "monitoring_days", "health_room_hours", "joint_committee_days", "single_principal_days", "staff_metres", "specialist_video_minutes", "specialist_visits", "nurse_fees", "nurse_hours_to_municipality", "nurse_hours_to_region", "rural_supplement_sek", "night_compensation", "gp_permanent_days", "gp_locum_days", "clinic_nurse_days", "ward_nurse_days", "ambulance_nurse_days", "advanced_nurse_days", "coordinator_days", "home_nurse_days", "team_nurse_days", "remote_gp_minutes", "hospital_team_minutes"], value: ArrayLike) -> None: ...

class ActivityRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.activity`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["emergency_visits", "hospital_fees", "ambulance_metres", "helicopter_missions", "hospital_days", "hospital_ready_days_paid", "bed_fees", "bed_fees_cottage", "patient_metres", "gp_metres", "gp_fees", "remote_fees", "prescriptions", "relative_hours", "team_car_days", "acute_car_days", "centre_days", "cottage_bed_days", "shared_bed_days", "ambulance_days", "housing_days", "home_help_days", "monitoring_days", "health_room_hours", "joint_committee_days", "single_principal_days", "staff_metres", "specialist_video_minutes", "specialist_visits", "nurse_fees", "nurse_hours_to_municipality", "nurse_hours_to_region", "rural_supplement_sek", "night_compensation", "gp_permanent_days", "gp_locum_days", "clinic_nurse_days", "ward_nurse_days", "ambulance_nurse_days", "advanced_nurse_days", "coordinator_days", "home_nurse_days", "team_nurse_days", "remote_gp_minutes", "hospital_team_minutes"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any]]) -> ActivityRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["emergency_visits", "hospital_fees", "ambulance_metres", "helicopter_missions", "hospital_days", "hospital_ready_days_paid", "bed_fees", "bed_fees_cottage", "patient_metres", "gp_metres", "gp_fees", "remote_fees", "prescriptions", "relative_hours", "team_car_days", "acute_car_days", "centre_days", "cottage_bed_days", "shared_bed_days", "ambulance_days", "housing_days", "home_help_days", "monitoring_days", "health_room_hours", "joint_committee_days", "single_principal_days", "staff_metres", "specialist_video_minutes", "specialist_visits", "nurse_fees", "nurse_hours_to_municipality", "nurse_hours_to_region", "rural_supplement_sek", "night_compensation", "gp_permanent_days", "gp_locum_days", "clinic_nurse_days", "ward_nurse_days", "ambulance_nurse_days", "advanced_nurse_days", "coordinator_days", "home_nurse_days", "team_nurse_days", "remote_gp_minutes", "hospital_team_minutes"] | tuple[int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | ActivityRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class BooksRow(_Row):
    """A row of `world.books`."""

    before: NDArray[np.int64]
    """sums of QUARTER up to the last quarter (counts)"""
    year_before: NDArray[np.int64]
    """sums of QUARTER up to the last year (counts)"""
    this_year: NDArray[np.int64]
    """sums of QUARTER over last year (counts)"""
    gp_post_days: int
    """GP posts that exist (a quarter)"""
    gp_vacant_days: int
    """GP posts without a permanent holder (a quarter)"""
    locum_weeks: int
    """locum weeks bought (a quarter)"""
    nurse_work_minutes: int
    """minutes on duty of home-nursing nurses (a quarter)"""
    nurse_friction_minutes: int
    """minutes home nursing lost to friction (a quarter)"""
    home_nursing_gp_minutes: int
    """GP minutes set aside for home nursing (a quarter)"""
    agreed_gp_minutes: int
    """GP minutes agreed for home nursing (a quarter)"""
    bed_place_days: int
    """bed places that exist (a quarter)"""
    bed_occupied_days: int
    """bed places occupied (a quarter)"""
    visits_made: int
    """home-nursing visits made (a quarter)"""
    visits_due: int
    """home-nursing visits that fell due (a quarter)"""
    visits_put_off: int
    """of these postponed to another day (a quarter)"""
    requests: int
    """requests for a physician from home nursing (a quarter)"""
    requests_failed: int
    """requests that no one could meet (a quarter)"""
    gp_waits: int
    """GP visits waited for (a quarter)"""
    gp_wait_days: int
    """days waited for them (a quarter)"""
    visits_paid: int
    """visits at the centre (a quarter)"""
    calls_unanswered: int
    """calls to the centre not answered the same day: complaints (a quarter)"""
    acute_enrolled: int
    """emergency visits and hospital stays of residents in home nursing (a quarter)"""
    sent_on: int
    """patients sent on because no bed was open near home (a quarter)"""
    list_size: int
    """residents listed (residents)"""
    list_share: float
    """of the residents listed at the municipality's units (share)"""
    enrolled: int
    """residents in home nursing, by its own register (residents)"""
    waiting: int
    """planned needs in the centre's queue (needs)"""
    gp_posts: float
    """GP posts (posts)"""
    gp_vacancy: float
    """of them without a permanent holder (share)"""
    home_nurse_posts: float
    """home-nursing posts of the district (posts)"""
    home_nurse_vacancy: float
    """of them without a holder (share)"""
    ward_vacancy: float
    """ward nurse posts without a holder (share)"""
    clinic_posts_vacant: int
    """vacant and advertised nurse posts of centre and ward (posts)"""
    home_posts_vacant: int
    """vacant and advertised home-nursing posts (posts)"""
    posts_held_vacant: int
    """nurse posts of centre and ward held vacant by decision (posts)"""
    home_posts_held_vacant: int
    """home-nursing posts held vacant by decision (posts)"""
    put_off_share: float
    """home-nursing visits due that were postponed (share)"""
    friction_share: float
    """of nurses' minutes on duty lost to friction (share)"""
    failed_share: float
    """requests for a physician that no one could meet (share)"""
    wait_days: float
    """mean wait for a GP visit (days)"""
    delivered_share: float
    """GP minutes set aside over those agreed; 1 where no volume is stated (share)"""
    acute_rate: NDArray[np.float64]
    """emergency visits and hospital stays from home nursing (per enrolled and year)"""
    acute_count: NDArray[np.int64]
    """the same as counts, newest first (a quarter)"""
    quarters_strained: int
    """in a row with many visits postponed or much friction (quarters)"""
    quarters_kept: int
    """reported quarters closed so far (quarters)"""
    pay_at_start_sek: NDArray[np.int64]
    """reimbursement in the warm-up by PAY_RULES (SEK)"""
    income_at_start_ore: int
    """income of the centre in the warm-up year (ore a year)"""
    capacity_at_start_ore: int
    """price of the posts and places set by levers in the warm-up (ore a year)"""
    need_index: float
    """share of residents aged 65 and over over the region's (1)"""
    socioeconomy_index: float
    """share of one-person households over the region's (1)"""
    sparsity_index: float
    """mean minutes to the unit over the region's (1)"""
    taken_over_ore: int
    """price of what the region took over when project money ended (ore a year)"""
    def __getitem__(self, key: Literal["before", "year_before", "this_year", "gp_post_days", "gp_vacant_days", "locum_weeks", "nurse_work_minutes", "nurse_friction_minutes", "home_nursing_gp_minutes", "agreed_gp_minutes", "bed_place_days", "bed_occupied_days", "visits_made", "visits_due", "visits_put_off", "requests", "requests_failed", "gp_waits", "gp_wait_days", "visits_paid", "calls_unanswered", "acute_enrolled", "sent_on", "list_size", "list_share", "enrolled", "waiting", "gp_posts", "gp_vacancy", "home_nurse_posts", "home_nurse_vacancy", "ward_vacancy", "clinic_posts_vacant", "home_posts_vacant", "posts_held_vacant", "home_posts_held_vacant", "put_off_share", "friction_share", "failed_share", "wait_days", "delivered_share", "acute_rate", "acute_count", "quarters_strained", "quarters_kept", "pay_at_start_sek", "income_at_start_ore", "capacity_at_start_ore", "need_index", "socioeconomy_index", "sparsity_index", "taken_over_ore"]) -> Any: ...
    def __setitem__(self, key: Literal["before", "year_before", "this_year", "gp_post_days", "gp_vacant_days", "locum_weeks", "nurse_work_minutes", "nurse_friction_minutes", "home_nursing_gp_minutes", "agreed_gp_minutes", "bed_place_days", "bed_occupied_days", "visits_made", "visits_due", "visits_put_off", "requests", "requests_failed", "gp_waits", "gp_wait_days", "visits_paid", "calls_unanswered", "acute_enrolled", "sent_on", "list_size", "list_share", "enrolled", "waiting", "gp_posts", "gp_vacancy", "home_nurse_posts", "home_nurse_vacancy", "ward_vacancy", "clinic_posts_vacant", "home_posts_vacant", "posts_held_vacant", "home_posts_held_vacant", "put_off_share", "friction_share", "failed_share", "wait_days", "delivered_share", "acute_rate", "acute_count", "quarters_strained", "quarters_kept", "pay_at_start_sek", "income_at_start_ore", "capacity_at_start_ore", "need_index", "socioeconomy_index", "sparsity_index", "taken_over_ore"], value: ArrayLike) -> None: ...

class BooksRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.books`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["before", "year_before", "this_year", "gp_post_days", "gp_vacant_days", "locum_weeks", "nurse_work_minutes", "nurse_friction_minutes", "home_nursing_gp_minutes", "agreed_gp_minutes", "bed_place_days", "bed_occupied_days", "visits_made", "visits_due", "visits_put_off", "requests", "requests_failed", "gp_waits", "gp_wait_days", "visits_paid", "calls_unanswered", "acute_enrolled", "sent_on", "list_size", "enrolled", "waiting", "clinic_posts_vacant", "home_posts_vacant", "posts_held_vacant", "home_posts_held_vacant", "acute_count", "quarters_strained", "quarters_kept", "pay_at_start_sek", "income_at_start_ore", "capacity_at_start_ore", "taken_over_ore"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: Literal["list_share", "gp_posts", "gp_vacancy", "home_nurse_posts", "home_nurse_vacancy", "ward_vacancy", "put_off_share", "friction_share", "failed_share", "wait_days", "delivered_share", "acute_rate", "need_index", "socioeconomy_index", "sparsity_index"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> BooksRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["before", "year_before", "this_year", "gp_post_days", "gp_vacant_days", "locum_weeks", "nurse_work_minutes", "nurse_friction_minutes", "home_nursing_gp_minutes", "agreed_gp_minutes", "bed_place_days", "bed_occupied_days", "visits_made", "visits_due", "visits_put_off", "requests", "requests_failed", "gp_waits", "gp_wait_days", "visits_paid", "calls_unanswered", "acute_enrolled", "sent_on", "list_size", "enrolled", "waiting", "clinic_posts_vacant", "home_posts_vacant", "posts_held_vacant", "home_posts_held_vacant", "acute_count", "quarters_strained", "quarters_kept", "pay_at_start_sek", "income_at_start_ore", "capacity_at_start_ore", "taken_over_ore", "list_share", "gp_posts", "gp_vacancy", "home_nurse_posts", "home_nurse_vacancy", "ward_vacancy", "put_off_share", "friction_share", "failed_share", "wait_days", "delivered_share", "acute_rate", "need_index", "socioeconomy_index", "sparsity_index"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | BooksRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[BooksRow]: ...  # type: ignore[override]

class PursesRow(_Row):
    """A row of `world.purses`."""

    base_ore: int
    """cost in the warm-up year times the level of budgets (ore a year)"""
    moved_ore: int
    """moved in (or out, negative) by decision of the region, all years together (ore a year)"""
    programme_ore: int
    """money that came with the levers' posts and places (ore a year)"""
    income_change_ore: int
    """income of centres last year less that of the warm-up year (ore)"""
    budget_ore: int
    """this year's budget (ore a year)"""
    cost_ore: int
    """last year's cost (ore)"""
    result_ore: int
    """last year's budget and income less its cost (ore)"""
    deficit_share: float
    """last year's deficit over its budget; negative for a surplus (share)"""
    def __getitem__(self, key: Literal["base_ore", "moved_ore", "programme_ore", "income_change_ore", "budget_ore", "cost_ore", "result_ore", "deficit_share"]) -> Any: ...
    def __setitem__(self, key: Literal["base_ore", "moved_ore", "programme_ore", "income_change_ore", "budget_ore", "cost_ore", "result_ore", "deficit_share"], value: ArrayLike) -> None: ...

class PursesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.purses`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["base_ore", "moved_ore", "programme_ore", "income_change_ore", "budget_ore", "cost_ore", "result_ore"]) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, key: Literal["deficit_share"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any]]) -> PursesRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["base_ore", "moved_ore", "programme_ore", "income_change_ore", "budget_ore", "cost_ore", "result_ore", "deficit_share"] | tuple[int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | PursesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class DecisionsRow(_Row):
    """A row of `world.decisions`."""

    amount: float
    """by the kind of decision (posts, places, weeks, half-days, minutes)"""
    seen: NDArray[np.float64]
    """the figures it rests on, in the order of data/decisions.toml (by kind)"""
    day: int
    """world day (day)"""
    index: int
    """municipality, unit or hospital that decided, -1 for the region (index)"""
    unit: int
    """unit of care it is about (index)"""
    decider: int
    """who decided, by DECIDERS (code)"""
    what: int
    """kind of decision, by DECISION_KINDS (index)"""
    def __getitem__(self, key: Literal["amount", "seen", "day", "index", "unit", "decider", "what"]) -> Any: ...
    def __setitem__(self, key: Literal["amount", "seen", "day", "index", "unit", "decider", "what"], value: ArrayLike) -> None: ...

class DecisionsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.decisions`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["amount", "seen"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["day"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["index", "unit"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["decider", "what"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> DecisionsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["amount", "seen", "day", "index", "unit", "decider", "what"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | DecisionsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[DecisionsRow]: ...  # type: ignore[override]

class ContactsRow(_Row):
    """A row of `world.contacts`."""

    person: int
    """key of the resident or visitor (key)"""
    day: int
    """world day (day)"""
    staff: int
    """serial number of the clinician, -1 where none (number)"""
    minutes: int
    """minutes of the clinician (minutes)"""
    metres: int
    """travelled for the contact (metres)"""
    minute: int
    """minute of the day (minute)"""
    place: int
    """settlement of the contact (index)"""
    kind: int
    """class of the need (index)"""
    channel: int
    """how the contact came about (index)"""
    mode: int
    """clinic, home visit, ward, video, phone (index)"""
    result: int
    """resolved or not (index)"""
    def __getitem__(self, key: Literal["person", "day", "staff", "minutes", "metres", "minute", "place", "kind", "channel", "mode", "result"]) -> Any: ...
    def __setitem__(self, key: Literal["person", "day", "staff", "minutes", "metres", "minute", "place", "kind", "channel", "mode", "result"], value: ArrayLike) -> None: ...

class ContactsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.contacts`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["person"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["day", "staff", "minutes", "metres"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["minute", "place"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["kind", "channel", "mode", "result"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> ContactsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["person", "day", "staff", "minutes", "metres", "minute", "place", "kind", "channel", "mode", "result"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | ContactsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[ContactsRow]: ...  # type: ignore[override]

class EventsRow(_Row):
    """A row of `world.events`."""

    person: int
    """key of the resident, visitor or staff member (key)"""
    day: int
    """world day (day)"""
    detail: int
    """by the kind of event: see the table of kinds of events (code)"""
    amount: int
    """by the kind of event: see the table of kinds of events (by kind)"""
    minute: int
    """minute of the day (minute)"""
    place: int
    """settlement; of staff their unit's (index)"""
    kind: int
    """kind of event (index)"""
    def __getitem__(self, key: Literal["person", "day", "detail", "amount", "minute", "place", "kind"]) -> Any: ...
    def __setitem__(self, key: Literal["person", "day", "detail", "amount", "minute", "place", "kind"], value: ArrayLike) -> None: ...

class EventsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.events`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["person"]) -> NDArray[np.uint64]: ...
    @overload
    def __getitem__(self, key: Literal["day", "detail", "amount"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["minute", "place"]) -> NDArray[np.int16]: ...
    @overload
    def __getitem__(self, key: Literal["kind"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> EventsRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["person", "day", "detail", "amount", "minute", "place", "kind"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | EventsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[EventsRow]: ...  # type: ignore[override]

class ColleaguesRow(_Row):
    """A row of `world.colleagues`."""

    strength: float
    """strength on `day`; halves with the half-life of ties between professionals (1)"""
    recent: float
    """joint work a month, smoothed (per month)"""
    physician: int
    """staff row of the physician or contact nurse of the centre; -1 where dropped (row)"""
    nurse: int
    """staff row of the nurse; -1 - hospital for the people of a hospital (row)"""
    next: int
    """next tie of the same physician, -1 at the end (row)"""
    day: int
    """day of the strength (day)"""
    first_day: int
    """day of the first joint work (day)"""
    contacts: int
    """joint work this month (count)"""
    def __getitem__(self, key: Literal["strength", "recent", "physician", "nurse", "next", "day", "first_day", "contacts"]) -> Any: ...
    def __setitem__(self, key: Literal["strength", "recent", "physician", "nurse", "next", "day", "first_day", "contacts"], value: ArrayLike) -> None: ...

class ColleaguesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.colleagues`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["strength", "recent"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["physician", "nurse", "next", "day", "first_day", "contacts"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: int | np.integer[Any]) -> ColleaguesRow: ...
    @overload
    def __getitem__(self, key: slice | list[int] | NDArray[Any]) -> Self: ...
    def __setitem__(self, key: Literal["strength", "recent", "physician", "nurse", "next", "day", "first_day", "contacts"] | int | np.integer[Any] | slice | list[int] | NDArray[Any], value: ArrayLike | ColleaguesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[ColleaguesRow]: ...  # type: ignore[override]

class PairsRow(_Row):
    """A row of `world.pairs`."""

    memory: float
    """institutional memory: routines and forums that survive who leaves (1)"""
    tie: float
    """contact-weighted tie of the people of the two (1)"""
    strength: float
    """strength of collaboration: weighted mean of tie and memory (1)"""
    practice: float
    """joint work a month, smoothed (per month)"""
    contacts: int
    """joint work this month (count)"""
    failures: int
    """failed requests this month (count)"""
    forums: int
    """forums held so far (count)"""
    def __getitem__(self, key: Literal["memory", "tie", "strength", "practice", "contacts", "failures", "forums"]) -> Any: ...
    def __setitem__(self, key: Literal["memory", "tie", "strength", "practice", "contacts", "failures", "forums"], value: ArrayLike) -> None: ...

class PairsRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.pairs`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["memory", "tie", "strength", "practice"]) -> NDArray[np.float64]: ...
    @overload
    def __getitem__(self, key: Literal["contacts", "failures", "forums"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any]]) -> PairsRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["memory", "tie", "strength", "practice", "contacts", "failures", "forums"] | tuple[int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | PairsRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class RoutinesRow(_Row):
    """A row of `world.routines`."""

    champion: int
    """staff row of the person who took it on, -1 if there is none (row)"""
    since: int
    """day of the present state (day)"""
    months_used: int
    """months of use on trial (months)"""
    uses: int
    """uses this month (count)"""
    last_day: int
    """day of the last use (day)"""
    lapses: int
    """trials that lapsed here (count)"""
    wanted: int
    """governance asks for the routine here (flag)"""
    state: int
    """not tried, on trial, settled (code)"""
    def __getitem__(self, key: Literal["champion", "since", "months_used", "uses", "last_day", "lapses", "wanted", "state"]) -> Any: ...
    def __setitem__(self, key: Literal["champion", "since", "months_used", "uses", "last_day", "lapses", "wanted", "state"], value: ArrayLike) -> None: ...

class RoutinesRecords(np.ndarray[Any, np.dtype[np.void]]):
    """`world.routines`."""

    @overload  # type: ignore[override]
    def __getitem__(self, key: Literal["champion", "since", "months_used", "uses", "last_day", "lapses"]) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, key: Literal["wanted", "state"]) -> NDArray[np.int8]: ...
    @overload
    def __getitem__(self, key: tuple[int | np.integer[Any], int | np.integer[Any]]) -> RoutinesRow: ...
    @overload
    def __getitem__(self, key: slice | int | list[int] | NDArray[Any]) -> Self: ...
    @overload
    def __getitem__(self, key: tuple[Any, ...]) -> Any: ...
    def __setitem__(self, key: Literal["champion", "since", "months_used", "uses", "last_day", "lapses", "wanted", "state"] | tuple[int | np.integer[Any], int | np.integer[Any]] | slice | int | list[int] | NDArray[Any] | tuple[Any, ...], value: ArrayLike | RoutinesRow) -> None: ...  # type: ignore[override]
    def __iter__(self) -> Iterator[Self]: ...  # type: ignore[override]

class WorldArrays:
    """The record arrays of a world."""

    now: NowRecords
    """NOW, 1 row: clock, today's lists, on-call"""
    parameters: ParametersRecords
    """1 row: scalars of the register by name, and tables as inner arrays"""
    residents: ResidentsRecords
    """RESIDENT"""
    lists: ListsRecords
    """LISTED: whose list each resident is on, by the row of the resident"""
    onsets: OnsetsRecords
    """ONSET, today's"""
    due: NDArray[np.int32]
    """int32: rows of residents with care due today, in no order"""
    requests: NDArray[np.int32]
    """int32: rows of today's acute requests among the needs, by minute and key"""
    changes: ChangesRecords
    """CHANGE, today's"""
    calendar: CalendarRecords
    """PAGE, a page for each day of the ring and more that hang on them: rows of residents by next day"""
    ties: TiesRecords
    """TIE"""
    staff: StaffRecords
    """STAFF"""
    duty: NDArray[np.int32]
    """int32: rows of who is on duty today, a list for each unit and role, in key order"""
    posts: PostsRecords
    """POST"""
    units: UnitsRecords
    """UNIT: facts of each unit of care, from the region"""
    levers: LeversRecords
    """LEVER [units]: the levers in force, made from levers.toml"""
    unit_decisions: UnitDecisionsRecords
    """UNIT_DECISION [units]: what organisations have decided and stand by"""
    unit_states: UnitStatesRecords
    """UNIT_STATE [units]: today's state"""
    wards: WardsRecords
    """WARD_RECORD"""
    needs: NeedsRecords
    """NEED"""
    channels: ChannelsRecords
    """CHANNEL [units, places]"""
    vehicles: VehiclesRecords
    """VEHICLE"""
    travel: NDArray[np.int32]
    """int32 [3, settlements, settlements]: minutes in summer, minutes in winter, metres"""
    settlements: SettlementsRecords
    """SETTLEMENT: the unit, distance band and health room of each settlement"""
    municipalities: MunicipalitiesRecords
    """MUNICIPALITY: births and moves"""
    out_move_hazard: NDArray[np.float64]
    """float64 [municipalities, ages, frailty]: chance per day of moving out"""
    newcomer_shares: NDArray[np.float64]
    """float64 [municipalities, settlements]: cumulative shares of newcomers by settlement"""
    outward_order: NDArray[np.int64]
    """int64 [units, settlements]: place on the rounds of the unit's district"""
    visitor_needs: NDArray[np.float64]
    """float64 [365, settlements]: acute needs of visitors to expect a day"""
    counts: CountsRecords
    """COUNT [periods, municipalities, frailty, bands]"""
    unit_counts: UnitCountsRecords
    """UNIT_COUNT [periods, units]"""
    activity: ActivityRecords
    """ACTIVITY [months, municipalities]"""
    books: BooksRecords
    """BOOK [units]: last quarter's records, as organisations see them"""
    purses: PursesRecords
    """PURSE [payers with a budget, municipalities]"""
    decisions: DecisionsRecords
    """DECISION: log of what organisations decided"""
    contacts: ContactsRecords
    """CONTACT"""
    events: EventsRecords
    """EVENT"""
    colleagues: ColleaguesRecords
    """COLLEAGUE"""
    pairs: PairsRecords
    """PAIR [units, 1 + hospitals]: the unit with home nursing, then with each hospital"""
    routines: RoutinesRecords
    """ROUTINE [units, routines]"""
