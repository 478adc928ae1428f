"""Minor emergencies by hand: who is advised, who sees a GP, whom the way deters, and who goes home again."""

import pytest
from clinic import COTTAGE_WARD, FAR_VILLAGE, HOSPITAL_WARD, Clinic

from rural_abm.governance.schema import option_code
from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.needs import gather_later
from rural_abm.model.people.health import fall_ill
from rural_abm.model.people.records import COMPLAINT_ONSET, FALL, MODERATE_EPISODE
from rural_abm.model.staff.records import CLINIC_NURSE

FOR_EVER = 1e9


@pytest.fixture
def clinic():
    """Open a centre on a Monday without staff; nobody calls first, no way deters, and all go home again by car."""
    clinic = Clinic()
    p = clinic.p
    p.minor_emergencies, p.minor_calls_first_share, p.minor_half_minutes = 1, 0, FOR_EVER
    p.minor_ambulance_share = p.minor_admitted_share = p.hospital_admits_moderate_share = 0
    p.triage_call_minutes, p.triage_advice_share, p.triage_nurse_share = 6, 1, 0
    p.gp_visit_minutes = 10
    return clinic


def is_hurt(clinic, person, at):
    clinic._onset(person, COMPLAINT_ONSET, at, severity=MODERATE_EPISODE, kind=FALL)
    clinic.run(take_onsets, gather_later, acute)


def ends(clinic):
    names = ("minor_emergencies", "minor_advised", "gp_visits", "emergency_room_visits", "emergency_visits")
    return [clinic.counted(name) for name in names]


def test_at_night_he_goes_two_and_a_half_hours_to_the_hospital_and_home_again(clinic):
    nils = clinic.resident(age=20)
    is_hurt(clinic, nils, at="22:00")
    assert ends(clinic) == [1, 0, 0, 0, 1] and clinic.counted("patient_minutes") == 2 * 150
    # No acute need, no complaint to the telephone nurse, no bed, and nothing left open.
    assert clinic.counted("acute_needs") == clinic.counted("complaints") == clinic.counted("ambulance_trips") == 0
    assert clinic.residents[nils].open_needs == 0 and clinic.wards[HOSPITAL_WARD].occupied == 0


def test_a_gp_with_ten_minutes_left_sees_him_by_day_and_one_with_nine_does_not(clinic):
    eva = clinic.gp(clinic_minutes=19)
    for _ in range(2):
        is_hurt(clinic, clinic.resident(), at="10:00")
    assert ends(clinic) == [2, 0, 1, 0, 1] and clinic.staff[eva].clinic_minutes == 9


def test_the_open_emergency_room_of_the_cottage_hospital_is_nearer(clinic):
    clinic.unit.cottage_hospital = 1
    clinic.unit.opening_hours_emergency_room = option_code("opening_hours.emergency_room", "always")
    is_hurt(clinic, clinic.resident(), at="22:00")
    assert ends(clinic) == [1, 0, 0, 1, 0] and clinic.counted("patient_minutes") == 2 * 30
    assert clinic.wards[COTTAGE_WARD].occupied == 0


def test_the_nurse_advises_by_day_while_she_has_minutes_and_the_national_line_at_night(clinic):
    """At ten a nurse with six minutes advises one of two; at night 1177 advises if it ever does."""
    clinic.p.minor_calls_first_share, clinic.p.minor_advice_share = 1, 0
    clinic.staff_member(CLINIC_NURSE, work_minutes=6)
    for _ in range(2):
        is_hurt(clinic, clinic.resident(), at="10:00")
    assert ends(clinic) == [2, 1, 0, 0, 1]
    is_hurt(clinic, clinic.resident(), at="22:00")
    clinic.p.minor_advice_share = 1
    is_hurt(clinic, clinic.resident(), at="22:00")
    assert ends(clinic) == [4, 2, 0, 0, 2]


def test_whom_the_way_deters_calls_the_centre_the_next_day(clinic):
    """With half as many for each minute no one goes 150 minutes; on Tuesday the nurse advises her."""
    clinic.p.minor_half_minutes = 1
    anna = clinic.resident()
    is_hurt(clinic, anna, at="22:00")
    assert ends(clinic)[-1] == 0 and clinic.counted("minor_deterred") == 1 and clinic.waiting_until() == [1]
    clinic.staff_member(CLINIC_NURSE, work_minutes=100)
    clinic.go_to(clinic.today + 1)
    clinic.run(gather_later, acute)
    assert (clinic.counted("calls"), clinic.counted("advice"), clinic.residents[anna].open_needs) == (1, 1, 0)


def test_half_go_when_the_way_is_one_half_length_and_a_quarter_when_it_is_two(clinic):
    """Of 100 people each, 50 and 25 are expected; 4 sd are 20 and 17."""
    found = []
    for half in (150, 75):
        clinic.p.minor_half_minutes = half
        before = clinic.counted("emergency_visits")
        for _ in range(100):
            is_hurt(clinic, clinic.resident(), at="22:00")
            clinic.go_to(clinic.today + 1)
            clinic.clock.weekday = clinic.clock.workday = 0
        found.append(clinic.counted("emergency_visits") - before)
    assert 30 <= found[0] <= 70 and 8 <= found[1] <= 42


def test_some_are_admitted_and_some_come_by_ambulance(clinic):
    clinic.p.minor_admitted_share = clinic.p.minor_ambulance_share = 1
    clinic.beds(HOSPITAL_WARD, 2)
    clinic.vehicle()
    anna = clinic.resident(settlement=FAR_VILLAGE)
    is_hurt(clinic, anna, at="22:00")
    assert clinic.residents[anna].ward == HOSPITAL_WARD and clinic.counted("ambulance_trips") == 1


@pytest.mark.parametrize(("share", "severity"), [(1, MODERATE_EPISODE), (0, 0)])
def test_a_complaint_is_a_minor_emergency_by_its_share(clinic, share, severity):
    clinic.p.minor_share[:], clinic.p.minor_injury_share, clinic.p.complaint_season_amplitude = share, 1, 0
    anna = clinic.resident(complaint_day=clinic.today, complaint_ceiling=0.01)
    fall_ill(clinic.world, anna, 1.0)
    onset = clinic.world.onsets[0]
    assert (onset.what, onset.severity) == (COMPLAINT_ONSET, severity) and (onset.kind == FALL) == bool(share)
