"""Stories of a referral: how long it takes, where the specialist is met, and who is spared the way."""

import pytest
from clinic import HOSPITAL_WARD, UNIT_ROW, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.day import late_reception, planned_reception
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.primary.specialists import specialists
from rural_abm.model.people.records import NEVER

NONE, AD_HOC, STANDING = range(3)
ALL_SPECIALTIES = (1 << 12) - 1


@pytest.fixture
def clinic():
    """Begin a Monday on which a referral means a visit the next day, and no visit is followed by another."""
    clinic = Clinic()
    p = clinic.p
    p.referral_share, p.referral_per_condition, p.specialist_wait_days = 1, 0, 0
    p.specialist_follow_up_share, p.university_hospital_share, p.specialist_video_minutes = 0, 0, 20
    p.video_suitable_share = p.video_at_unit_accepted = 1
    p.planned_nurse_share, p.task_closed_by_specialist = 0, 0
    return clinic


def refer(clinic, count=1, **facts):
    """Let a GP refer new residents today; return their rows."""
    rows = [clinic.resident(**facts) for _ in range(count)]
    clinic.gp(clinic_minutes=1000)
    for row in rows:
        clinic.is_due_for_visit(row)
    clinic.run(take_onsets, planned_reception, late_reception)
    return rows


def next_day(clinic):
    clinic.go_to(clinic.today + 1)
    clinic.list_due()
    clinic.run(specialists)


def test_a_referral_is_met_at_the_hospital_the_next_day(clinic):
    clinic.p.price_specialist_visit = 70
    (anna,) = refer(clinic)
    assert clinic.residents[anna].specialist_day == clinic.today + 1
    spent = int(clinic.residents[anna].region_cost_ore)
    next_day(clinic)
    assert [clinic.counted(name) for name in ("referrals", "specialist_wait_days")] == [1, 1]
    assert clinic.world.counts["specialist_visits"].sum() == 1
    # To the GP at the centre the day before, and to the hospital.
    assert clinic.counted("patient_minutes") == 2 * 30 + 2 * 150
    assert clinic.residents[anna].region_cost_ore - spent == 70
    assert clinic.residents[anna].specialist_day == NEVER and clinic.residents[anna].open_needs == 0


def test_the_weeks_minutes_on_video_last_for_two_of_three_and_the_third_travels(clinic):
    clinic.unit.specialists_on_video_mode, clinic.unit.specialists_on_video_specialties = STANDING, ALL_SPECIALTIES
    refer(clinic, 3)
    clinic.unit.specialist_left = 59
    next_day(clinic)
    assert clinic.counted("specialist_video") == 2 and clinic.world.counts["specialist_visits"].sum() == 1
    assert clinic.unit.specialist_left == 19
    # Those on video go to their own centre all the same.
    assert clinic.counted("patient_minutes") == 3 * 60 + 2 * 60 + 300


@pytest.mark.parametrize(("standing", "used", "on_video"), [(AD_HOC, 0, 0), (AD_HOC, 1, 1), (STANDING, 0, 1)])
def test_what_is_held_ad_hoc_depends_on_somebody_thinking_of_it(clinic, standing, used, on_video):
    clinic.unit.specialists_on_video_mode, clinic.unit.specialists_on_video_specialties = standing, ALL_SPECIALTIES
    clinic.p.ad_hoc_video_used_share = used
    refer(clinic)
    clinic.unit.specialist_left = 60
    next_day(clinic)
    assert clinic.counted("specialist_video") == on_video


@pytest.mark.parametrize(("specialty", "on_video"), [(2, 1), (3, 0)])
def test_a_specialty_that_takes_no_part_is_met_in_person(clinic, specialty, on_video):
    # All referrals are to the third specialty, place 2.
    clinic.p.referral_specialty_cumulative[:] = 1
    clinic.p.referral_specialty_cumulative[:2] = 0
    clinic.unit.specialists_on_video_mode, clinic.unit.specialists_on_video_specialties = STANDING, 1 << specialty
    refer(clinic)
    clinic.unit.specialist_left = 60
    next_day(clinic)
    assert clinic.counted("specialist_video") == on_video


def test_who_lies_in_a_ward_on_the_day_is_met_the_day_after(clinic):
    (anna,) = refer(clinic)
    clinic.lies_in(anna, HOSPITAL_WARD, leave_day=NEVER)
    next_day(clinic)
    assert clinic.residents[anna].specialist_day == clinic.today + 1
    assert clinic.world.counts["specialist_visits"].sum() == 0


def test_nobody_is_referred_twice_at_a_time(clinic):
    clinic.p.specialist_wait_days = 1e6
    (anna,) = refer(clinic)
    clinic.falls_ill(anna)
    clinic.run(take_onsets, acute)
    clinic.is_due_for_visit(anna)
    clinic.run(take_onsets, planned_reception, late_reception)
    assert clinic.counted("gp_visits") == 3 and clinic.counted("referrals") == 1


def test_what_only_the_university_hospital_does_is_met_there(clinic):
    clinic.p.university_hospital_share = 1
    refer(clinic)
    next_day(clinic)
    assert clinic.counted("patient_minutes") == 60 + 2 * 270


def test_the_ledger_counts_the_visit_where_the_resident_lives(clinic):
    refer(clinic)
    next_day(clinic)
    municipality = int(clinic.world.units[UNIT_ROW].municipality)
    assert clinic.world.counts["specialist_visits"][:, municipality].sum() == 1
