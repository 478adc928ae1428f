"""Stories of somebody who needs help at once: who comes and when, where she is taken, whether she lives."""

import math

import pytest
from clinic import (
    A_MONDAY,
    CENTRE,
    COTTAGE_WARD,
    HOSPITAL,
    HOSPITAL_WARD,
    SUNDAY,
    UNIVERSITY_WARD,
    VILLAGE,
    Clinic,
)

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.acute.on_scene import BY_AMBULANCE
from rural_abm.model.care.clock import ALWAYS
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.records import ACUTE_CAR, HELICOPTER
from rural_abm.model.people.records import ALIVE, DEAD, FALL, INFECTION, SEVERE, SEVERE_EPISODE


@pytest.fixture
def clinic():
    """Open one bed near home and three in each hospital on a Monday; everyone who comes there is admitted."""
    clinic = Clinic(cottage_hospital=1, opening_hours_emergency_room=ALWAYS)
    p = clinic.p
    p.turn_out_minutes, p.ambulance_time_factor, p.scene_minutes, p.handover_minutes = 2, 0.8, 20, 15
    p.cottage_admits_severe_share = p.hospital_admits_severe_share = 1
    p.known_odds_to_keep = p.video_odds_to_keep = p.no_doctor_odds_to_keep = p.hospital_tie_odds_to_keep = 1
    p.helicopter_share = p.transfer_to_hospital_share = p.return_transfer_share = p.ready_wait_share = 0
    for ward, count in ((COTTAGE_WARD, 1), (HOSPITAL_WARD, 3), (UNIVERSITY_WARD, 3)):
        clinic.beds(ward, count)
    return clinic


def collapses(clinic, at="08:00", **facts):
    """Let a new resident fall severely ill and the day meet it; return the row."""
    kind = facts.pop("kind", INFECTION)
    row = clinic.resident(**facts)
    clinic.falls_ill(row, at=at, severity=SEVERE_EPISODE, kind=kind)
    clinic.run(take_onsets, acute)
    return row


def keeps(clinic, odds=1e9, kind=INFECTION):
    """Set the odds at which the cottage hospital keeps severe episodes of a kind, before place and hour change them."""
    clinic.p.keep[kind, SEVERE_EPISODE] = odds / (1 + odds)


def test_the_ambulance_is_there_after_turning_out_and_four_fifths_of_the_way(clinic):
    car = clinic.vehicle(CENTRE)
    collapses(clinic, at="10:00")
    # Thirty minutes by car: 2 + 24. On to the hospital: 20 at the scene and 0.8 x 150; home: 15 and 120 in traffic.
    assert clinic.counted("response_minutes") == 26
    assert clinic.vehicles[car].free_at == clinic.today * 1440 + 600 + 26 + 20 + 120 + 15 + 120
    assert clinic.counted("ambulance_trips") == 1
    assert clinic.world.counts["ambulance_metres"].sum() == (30 + 150 + 120) * 1000


def test_the_next_patient_waits_for_the_only_ambulance_to_come_home(clinic):
    clinic.vehicle(CENTRE)
    collapses(clinic, at="10:00")
    collapses(clinic, at="10:30")
    # It is at home again 301 minutes after ten; the second call came at half past ten.
    assert clinic.counted("response_minutes") == 26 + (301 - 30 + 26)


def test_an_acute_car_that_is_nearer_is_there_first_and_the_ambulance_drives(clinic):
    clinic.vehicle(HOSPITAL)
    car = clinic.vehicle(CENTRE, kind=ACUTE_CAR)
    collapses(clinic, at="10:00")
    assert clinic.counted("response_minutes") == 26
    assert clinic.vehicles[car].free_at == clinic.today * 1440 + 600 + 26 + 20 + 30
    assert clinic.counted("ambulance_trips") == 1


def test_a_day_ambulance_does_not_come_at_night(clinic):
    clinic.p.day_vehicle_starts, clinic.p.day_vehicle_ends = 480, 1200
    clinic.vehicles[clinic.vehicle(CENTRE)].round_the_clock = 0
    far = clinic.vehicle(HOSPITAL)
    collapses(clinic, at="20:00")
    assert clinic.counted("response_minutes") == 2 + 120
    assert clinic.vehicles[far].free_at > 0
    collapses(clinic, at="19:59")
    assert clinic.counted("response_minutes") == 2 + 120 + 26


def test_a_family_with_a_car_drives_and_the_ambulance_stays_at_home(clinic):
    clinic.p.own_car_severe_share = 1
    clinic.vehicle(CENTRE)
    collapses(clinic)
    assert (clinic.counted("ambulance_trips"), clinic.counted("responses")) == (0, 0)
    assert clinic.counted("patient_minutes") == 2 * 150


def test_whoever_has_home_nursing_is_fetched_although_others_would_drive(clinic):
    clinic.p.own_car_severe_share = 1
    clinic.vehicle(CENTRE)
    collapses(clinic, enrolled=1)
    assert (clinic.counted("ambulance_trips"), clinic.counted("patient_minutes")) == (1, 0)


@pytest.mark.parametrize(("from_minutes", "flies"), [(151, 0), (150, 1)])
def test_the_helicopter_comes_where_the_road_is_long_enough(clinic, from_minutes, flies):
    p = clinic.p
    p.helicopter_from_minutes, p.helicopter_share, p.flying_weather_share = from_minutes, 1, 1
    p.take_off_minutes, p.road_over_air, p.helicopter_km_per_hour = 10, 1.5, 200
    clinic.vehicle(CENTRE)
    clinic.vehicle(HOSPITAL, kind=HELICOPTER)
    collapses(clinic, at="10:00")
    assert (clinic.counted("helicopter_trips"), clinic.counted("ambulance_trips")) == (flies, 1 - flies)
    if flies:
        # 150 km of road are 100 in the air, half an hour; it is at home where it lands, and takes off all the same.
        assert clinic.vehicles[1].free_at == clinic.today * 1440 + 600 + 40 + 20 + 40 + 15 + 10


def test_an_open_bed_near_home_keeps_her_and_a_full_ward_sends_her_on(clinic):
    keeps(clinic)
    anna, bo = collapses(clinic), collapses(clinic, at="09:00")
    assert clinic.residents["ward"][[anna, bo]].tolist() == [COTTAGE_WARD, HOSPITAL_WARD]
    assert clinic.wards["occupied"][[COTTAGE_WARD, HOSPITAL_WARD]].tolist() == [1, 1]
    assert (clinic.counted("acute_local"), clinic.counted("diverted")) == (1, 1)
    assert (clinic.counted("admissions_cottage"), clinic.counted("admissions_hospital")) == (1, 1)


def test_what_the_cottage_hospital_cannot_treat_goes_to_the_hospital_although_a_bed_is_open(clinic):
    keeps(clinic)
    anna = collapses(clinic, kind=FALL)
    assert clinic.residents[anna].ward == HOSPITAL_WARD and clinic.counted("diverted") == 0


@pytest.mark.parametrize(
    ("mode", "weekday", "at", "ward"),
    [
        (0, 0, "10:00", HOSPITAL_WARD),
        (1, 0, "07:59", HOSPITAL_WARD),
        (1, 0, "08:00", COTTAGE_WARD),
        (1, 0, "17:00", HOSPITAL_WARD),
        (1, SUNDAY, "10:00", HOSPITAL_WARD),
        (2, SUNDAY, "03:00", COTTAGE_WARD),
    ],
)
def test_the_emergency_room_receives_in_its_hours(clinic, mode, weekday, at, ward):
    keeps(clinic)
    clinic.unit.opening_hours_emergency_room = mode
    clinic.go_to(A_MONDAY + weekday)
    assert clinic.residents[collapses(clinic, at=at)].ward == ward


def test_a_centre_without_a_cottage_hospital_keeps_nobody(clinic):
    keeps(clinic)
    clinic.unit.cottage_hospital = 0
    assert clinic.residents[collapses(clinic)].ward == HOSPITAL_WARD


@pytest.mark.parametrize(("at", "on_video", "ward"), [
    ("10:00", 0, HOSPITAL_WARD), ("22:00", 0, COTTAGE_WARD), ("22:00", 1, HOSPITAL_WARD),
])  # fmt: skip
def test_who_is_the_doctor_of_the_hour_decides_on_the_odds(clinic, at, on_video, ward):
    # With a GP there the odds stand as they are, near nothing; at night somebody or nobody on video moves them.
    keeps(clinic, odds=1e-9)
    clinic.p.no_doctor_odds_to_keep, clinic.p.video_odds_to_keep = 1e18, 1
    clinic.on_call(clinic.gp())
    clinic.unit.on_call_remote_night = on_video
    assert clinic.residents[collapses(clinic, at=at)].ward == ward


def test_her_own_gp_on_duty_who_knows_her_dares_to_keep_her(clinic):
    keeps(clinic, odds=1e-9)
    clinic.p.known_odds_to_keep, clinic.p.no_doctor_odds_to_keep = 1e18, 1e18
    eva, per = clinic.gp(), clinic.gp()
    wards = []
    for usual, known in ((eva, per), (eva, eva)):
        row = clinic.resident(usual_gp=usual)
        clinic.tie(row, known, strength=0.9)
        clinic.falls_ill(row, severity=SEVERE_EPISODE, kind=INFECTION)
        clinic.run(take_onsets, acute)
        wards.append(int(clinic.residents[row].ward))
    assert wards == [HOSPITAL_WARD, COTTAGE_WARD]


def test_a_full_hospital_sends_on_to_the_university_hospital(clinic):
    clinic.beds(HOSPITAL_WARD, 3, occupied=3)
    assert clinic.residents[collapses(clinic)].ward == UNIVERSITY_WARD
    assert clinic.counted("diverted") == 1


def test_what_only_the_university_hospital_does_is_driven_there(clinic):
    clinic.p.university_hospital_share = 1
    clinic.p.own_car_severe_share = 1
    assert clinic.residents[collapses(clinic)].ward == UNIVERSITY_WARD
    assert clinic.counted("patient_minutes") == 2 * 270


def dies(clinic, **facts):
    """Return whether a resident who need not be admitted dies of a severe episode today."""
    clinic.p.hospital_admits_severe_share = 0
    return int(clinic.residents[collapses(clinic, **facts)].status) == DEAD


@pytest.mark.parametrize(("age", "fatal"), [(79, False), (80, True), (95, True)])
def test_case_fatality_is_the_registers_at_eighty_and_grows_with_age(clinic, age, fatal):
    # It doubles with each year so steeply that it is next to nothing at 79 and more than all at 80.
    p = clinic.p
    p.case_fatality_fit_80, p.case_fatality_age_growth, p.case_fatality_per_hour = 1.001, math.log(1e12), 0
    p.fatality_ratio[:], p.very_old_age_years = 1, 80
    assert dies(clinic, age=age) is fatal
    assert clinic.counted("deaths_by_episode") == clinic.counted("deaths") == int(fatal)


def test_half_an_hour_until_help_came_makes_it_half_as_fatal_again(clinic):
    # A fit person of eighty dies of two in five; with four tenths more an hour, after ninety minutes of 0.4 x 1.6.
    p = clinic.p
    p.case_fatality_fit_80, p.case_fatality_age_growth, p.case_fatality_per_hour = 0.4, 0, 0.4
    p.fatality_ratio[:] = 1
    clinic.road(CENTRE, VILLAGE, 110)
    deaths, people = 0, 150
    for _ in range(people):
        clinic.vehicles["kind"] = -1
        clinic.vehicle(CENTRE)
        deaths += dies(clinic, age=80)
        clinic.go_to(clinic.today)
    # 2 + 0.8 x 110 = 90 minutes. Within five standard deviations, which chance leaves once in two million times.
    expected = 0.4 * (1 + 0.4 * 1.5)
    assert clinic.counted("response_minutes") == 90 * people
    assert abs(deaths - people * expected) < 5 * math.sqrt(people * expected * (1 - expected))


def test_the_severely_frail_die_of_what_the_fit_survive(clinic):
    p = clinic.p
    p.case_fatality_fit_80, p.case_fatality_age_growth, p.case_fatality_per_hour = 1e-9, 0, 0
    p.fatality_ratio[:] = 1
    p.fatality_ratio[SEVERE] = 1e10
    assert dies(clinic, frailty=SEVERE) and not dies(clinic)


def test_in_the_warm_up_no_episode_kills(clinic):
    p = clinic.p
    p.case_fatality_fit_80, p.case_fatality_age_growth, p.case_fatality_per_hour = 1, 0, 0
    p.fatality_ratio[:] = 1
    clinic.go_to(364)
    assert not dies(clinic, age=80)
    clinic.go_to(365)
    assert dies(clinic, age=80)


def test_the_crew_leaves_her_at_home_or_calls_the_gp_of_the_daily_hour(clinic):
    # Nobody at the centre has time and her tolerance is over: the ambulance comes, and a GP with a kept hour.
    clinic.unit.daily_slot_enabled, clinic.unit.daily_slot_bookers = 1, BY_AMBULANCE
    clinic.unit.daily_slot_end, clinic.unit.opening_hours_emergency_room = 660, 0
    clinic.p.slot_visit_minutes, clinic.p.episode_tolerance_days = 30, 0
    clinic.solves("home_visit")
    eva = clinic.gp(slot_minutes=90)
    clinic.vehicle(CENTRE)
    anna = clinic.resident()
    clinic.falls_ill(anna, at="11:00")
    clinic.run(take_onsets, acute)
    assert clinic.residents[anna].place_of_care == 0 and clinic.residents[anna].status == ALIVE
    assert (clinic.staff[eva].slot_minutes, clinic.counted("slot_minutes_used")) == (0, 90)
    assert (clinic.counted("acute_local"), clinic.counted("emergency_visits")) == (1, 0)
    # One minute past the hour nobody can be called any more.
    clinic.staff["slot_minutes"][eva], clinic.staff["free_at"][eva] = 90, 0
    clinic.falls_ill(clinic.resident(), at="11:01")
    clinic.run(take_onsets, acute)
    assert clinic.staff[eva].slot_minutes == 90 and clinic.counted("emergency_visits") == 1


def test_a_unit_for_home_nursing_admits_its_patients_in_office_hours_only(clinic):
    clinic.unit.opening_hours_emergency_room, clinic.unit.cottage_hospital, clinic.unit.home_nursing_unit_bed_places = (
        0,
        0,
        1,
    )
    clinic.p.keep[:, 1] = 1 - 1e-12
    clinic.p.cottage_admits_moderate_share, clinic.p.hospital_admits_moderate_share = 1, 0
    clinic.p.episode_tolerance_days = 0
    enrolled, other, late = clinic.patient(), clinic.resident(), clinic.patient()
    for row, at in ((other, "09:00"), (late, "17:00"), (enrolled, "16:59")):
        clinic.falls_ill(row, at=at)
    clinic.run(take_onsets, acute)
    assert clinic.residents["ward"][[enrolled, other, late]].tolist() == [COTTAGE_WARD, -1, -1]


def test_visitors_take_the_same_emergency_chain(clinic):
    clinic.vehicle(CENTRE)
    clinic.visitor(severity=SEVERE_EPISODE)
    clinic.run(take_onsets, acute)
    assert clinic.vehicles[0].free_at > 0 and clinic.counted("visitor_needs") == 1
    # Visitors are nobody's residents: neither trip nor visit is counted among those.
    assert clinic.counted("ambulance_trips") == clinic.counted("emergency_visits") == 0


@pytest.mark.parametrize(
    ("rounds", "mode", "ward"), [(0, 2, HOSPITAL_WARD), (3, 2, COTTAGE_WARD), (3, 1, HOSPITAL_WARD)]
)
def test_standing_rounds_with_specialists_let_the_cottage_hospital_keep_more(clinic, rounds, mode, ward):
    keeps(clinic, odds=1e-9)
    clinic.unit.specialists_on_video_mode, clinic.unit.specialists_on_video_rounds_a_week = mode, rounds
    clinic.p.specialist_odds_to_keep, clinic.p.specialist_rounds_full = 1e18, 3
    assert clinic.residents[collapses(clinic)].ward == ward


@pytest.mark.parametrize(("strength", "ward"), [(0.5, HOSPITAL_WARD), (0.75, COTTAGE_WARD)])
def test_a_hospital_the_unit_works_well_with_stands_behind_it_when_it_keeps_a_patient(clinic, strength, ward):
    keeps(clinic, odds=1e-9)
    clinic.p.hospital_tie_odds_to_keep, clinic.p.ordinary_hospital_strength = 1e18, 0.5
    clinic.pairs["strength"][COTTAGE_WARD, 1] = strength
    assert clinic.residents[collapses(clinic)].ward == ward
