"""Stories of home nursing that asks a physician: which channel takes the request, who answers, in whose minutes."""

import pytest
from clinic import A_MONDAY, CENTRE, FAR_VILLAGE, FRIDAY, OTHER_UNIT, UNIT_ROW, Clinic

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.acute.team_visits import BY_CENTRE
from rural_abm.model.care.channels.channels import BY_HOME_NURSING
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.needs import gather_later
from rural_abm.model.care.records import WAITING
from rural_abm.model.staff.records import (
    ADVANCED_NURSE,
    COORDINATOR,
    HOME_NURSE,
    REMOTE,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
)


@pytest.fixture
def clinic():
    """Begin a Monday; a call takes ten minutes of the physician and eight of the nurse, a visit forty and fifteen."""
    clinic = Clinic()
    p = clinic.p
    p.channel_minutes[:3], p.channel_nurse_minutes[:3] = (10, 20, 40), (8, 25, 15)
    p.reach_unknown = p.reach_known = 1
    p.call_interruption_minutes, p.unfamiliar_minutes, p.familiar_days = 4, 0, 90
    p.failed_attempt_minutes, p.failed_attempt_delay_minutes, p.attempts_most = 5, 10, 3
    p.favour_minutes_a_day, p.known_minutes_saved_share, p.enrolled_can_come_share = 0, 0, 0
    p.hospital_admits_moderate_share, p.joint_gain[:] = 0, 0
    return clinic


def ask(clinic, at="08:00", patient=None, **facts):
    """Let a patient in home nursing fall ill and her nurse Nora ask; return the rows of both."""
    nora = clinic.staff_member(HOME_NURSE, work_minutes=200)
    row = clinic.patient(contact_nurse=nora, **facts) if patient is None else patient
    clinic.falls_ill(row, at=at, course_days=30)
    clinic.run(take_onsets, acute)
    return row, nora


def answered(clinic, kind):
    """Return how many requests a kind of channel was asked, answered and resolved."""
    totals = clinic.world.unit_counts
    return [int(totals[f"channel_{what}"][:, :, kind].sum()) for what in ("asked", "answered", "resolved")]


def test_a_call_takes_ten_kept_minutes_of_the_gp_and_eight_of_the_nurse(clinic):
    call = clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva = clinic.gp(reserved_minutes=12, call_minutes=60, clinic_minutes=100)
    _, nora = ask(clinic)
    s = clinic.staff[eva]
    assert (s.reserved_minutes, s.call_minutes, s.clinic_minutes) == (2, 60, 100)
    assert clinic.staff[nora].work_minutes == 200 - 8
    assert answered(clinic, call) == [1, 1, 1]
    assert (clinic.counted("requests"), clinic.counted("requests_answered"), clinic.counted("acute_local")) == (1, 1, 1)


def test_with_nine_kept_minutes_the_call_comes_in_between_and_interrupts_reception(clinic):
    clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva = clinic.gp(reserved_minutes=9, call_minutes=60, clinic_minutes=100)
    ask(clinic)
    s = clinic.staff[eva]
    assert (s.reserved_minutes, s.call_minutes, s.clinic_minutes) == (9, 60 - 10, 100 - 4)


def test_kept_minutes_of_one_gp_go_before_more_minutes_between_the_patients_of_another(clinic):
    clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva, per = clinic.gp(call_minutes=90), clinic.gp(reserved_minutes=10)
    ask(clinic)
    assert (clinic.staff[eva].call_minutes, clinic.staff[per].reserved_minutes) == (90, 0)


def test_only_her_own_gp_answers_a_channel_of_the_usual_gp(clinic):
    own = clinic.channel("phone_doctor", "usual_gp", solves=1)
    eva, per = clinic.gp(call_minutes=9), clinic.gp(call_minutes=90)
    ask(clinic, usual_gp=eva)
    assert answered(clinic, own) == [1, 0, 0]
    assert clinic.staff[per].call_minutes == 90


def test_a_channel_at_once_that_opens_at_ten_is_passed_over_and_one_for_the_same_day_waits(clinic):
    clinic.channel("video_at_bedside", "unit_gp", start="10:00", solves=1)
    call = clinic.channel("phone_doctor", "unit_gp", start="10:00", end="12:00", booking="same_day", solves=1)
    clinic.gp(call_minutes=90)
    ask(clinic, at="08:00")
    assert answered(clinic, call) == [1, 1, 1] and answered(clinic, 1) == [0, 0, 0]
    # From eight to ten.
    assert clinic.counted("request_minutes") == 120


def test_a_channel_closes_at_the_minute_of_its_end(clinic):
    call = clinic.channel("phone_doctor", "unit_gp", start="08:00", end="12:00", booking="same_day", solves=1)
    clinic.gp(call_minutes=90)
    ask(clinic, at="12:00")
    assert answered(clinic, call) == [0, 0, 0]
    ask(clinic, at="11:59")
    assert answered(clinic, call) == [1, 1, 1]


def test_a_channel_over_midnight_answers_at_six_and_at_half_past_eight_in_the_evening(clinic):
    call = clinic.channel("phone_doctor", "unit_gp", start="20:00", end="07:00", booking="same_day", solves=1)
    clinic.gp(call_minutes=90)
    for at, minutes in (("06:00", 0), ("20:30", 0), ("08:00", 12 * 60)):
        before = clinic.counted("request_minutes")
        ask(clinic, at=at)
        assert clinic.counted("request_minutes") - before == minutes
    assert answered(clinic, call) == [3, 3, 3]


@pytest.mark.parametrize(("tolerance", "days"), [(2, 1), (3, 3)])
def test_on_friday_a_channel_by_booking_means_monday_if_the_matter_can_wait_so_long(clinic, tolerance, days):
    call = clinic.channel("phone_doctor", "unit_gp", start="09:00", end="12:00", booking="next_working_day", solves=1)
    clinic.go_to(A_MONDAY + FRIDAY)
    clinic.p.episode_tolerance_days = tolerance
    clinic.gp(call_minutes=90)
    ask(clinic, at="13:00")
    # A matter for the weekend is asked again on Saturday, in vain.
    assert clinic.waiting_until() == [days]
    clinic.go_to(clinic.today + days)
    clinic.run(gather_later, acute)
    assert answered(clinic, call) == [int(days == 3)] * 3
    # From Friday at one to Monday at nine.
    assert clinic.counted("request_minutes") == (3 * 24 * 60 - 4 * 60 if days == 3 else 0)


def test_three_attempts_in_vain_cost_the_nurse_fifteen_minutes_and_the_next_channel_is_tried(clinic):
    clinic.p.reach_unknown = 0
    call = clinic.channel("phone_doctor", "unit_gp", solves=1)
    video = clinic.channel("video_at_bedside", "remote_gp", solves=1)
    clinic.gp(call_minutes=90)
    rut = clinic.gp(employment=REMOTE, video_minutes=30)
    _, nora = ask(clinic)
    assert answered(clinic, call) == [1, 0, 0] and answered(clinic, video) == [1, 1, 1]
    assert clinic.counted("attempts_failed") == 3
    # Three attempts at five minutes, then twenty-five at the bedside while Rut is on the screen.
    assert clinic.staff[nora].work_minutes == 200 - 3 * 5 - 25
    assert clinic.staff[rut].video_minutes == 30 - 20


def test_a_nurse_who_knows_the_gp_gets_through(clinic):
    clinic.p.reach_unknown, clinic.p.reach_known, clinic.p.colleague_half_life_days = 0, 1, 100
    call = clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva = clinic.gp(call_minutes=90)
    nora = clinic.staff_member(HOME_NURSE, work_minutes=100)
    clinic.colleague(eva, nora, strength=1)
    clinic.falls_ill(clinic.patient(contact_nurse=nora))
    clinic.run(take_onsets, acute)
    assert answered(clinic, call) == [1, 1, 1] and clinic.counted("attempts_failed") == 0


@pytest.mark.parametrize(("apart", "minutes"), [(90, 0), (91, 6)])
def test_a_gp_she_has_not_called_for_three_months_costs_her_minutes_of_which_the_tie_spares_its_share(
    clinic, apart, minutes
):
    # Ten minutes for a stranger; the tie of four tenths (as of its last day, hardly worn) spares four.
    clinic.p.unfamiliar_minutes, clinic.p.colleague_half_life_days = 10, 1e9
    clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva, nora = clinic.gp(call_minutes=90), clinic.staff_member(HOME_NURSE, work_minutes=100)
    clinic.colleague(eva, nora, strength=0.4, days_ago=apart)
    clinic.falls_ill(clinic.patient(contact_nurse=nora))
    clinic.run(take_onsets, acute)
    assert clinic.staff[nora].work_minutes == 100 - minutes - 8
    assert clinic.counted("counterparts_unfamiliar") == (1 if minutes else 0)


def test_what_does_not_fit_into_the_nurses_day_she_owes_tomorrow(clinic):
    clinic.channel("phone_doctor", "unit_gp", solves=1)
    clinic.gp(call_minutes=90)
    nora = clinic.staff_member(HOME_NURSE, work_minutes=5)
    clinic.falls_ill(clinic.patient(contact_nurse=nora))
    clinic.run(take_onsets, acute)
    assert (clinic.staff[nora].work_minutes, clinic.staff[nora].owed_minutes) == (0, 3)


def test_a_home_visit_takes_the_way_there_and_back_and_keeps_the_gp_out_until_it_is_over(clinic):
    visit = clinic.channel("home_visit", "dedicated_gp", reach_minutes=30, solves=1)
    eva = clinic.gp(dedicated=1, dedicated_minutes=200)
    ask(clinic, at="09:00")
    # Forty minutes there, thirty each way; she is back at twenty to eleven.
    assert (clinic.staff[eva].dedicated_minutes, clinic.staff[eva].free_at) == (100, 540 + 100)
    assert (clinic.counted("gp_travel_minutes"), clinic.counted("gp_metres")) == (60, 60_000)
    ask(clinic, at="10:39")
    assert answered(clinic, visit) == [2, 1, 1]
    ask(clinic, at="10:40")
    assert answered(clinic, visit) == [3, 2, 2]
    assert clinic.staff[eva].dedicated_minutes == 0


def test_a_home_visit_beyond_the_reach_of_its_channel_is_not_made(clinic):
    visit = clinic.channel("home_visit", "dedicated_gp", reach_minutes=59, solves=1)
    clinic.gp(dedicated=1, dedicated_minutes=400)
    ask(clinic, settlement=FAR_VILLAGE)
    assert answered(clinic, visit) == [1, 0, 0]
    clinic.road(CENTRE, FAR_VILLAGE, 59)
    ask(clinic, settlement=FAR_VILLAGE)
    assert answered(clinic, visit) == [2, 1, 1]


def test_home_nursing_books_the_daily_hour_until_its_deadline_and_the_visit_begins_with_the_hour(clinic):
    clinic.unit.daily_slot_enabled, clinic.unit.daily_slot_bookers = 1, BY_HOME_NURSING
    clinic.unit.daily_slot_start, clinic.unit.daily_slot_end, clinic.unit.daily_slot_booking_deadline = (
        13 * 60,
        14 * 60,
        10 * 60,
    )
    visit = clinic.channel("home_visit", "slot_gp", solves=1)
    eva = clinic.gp(slot_minutes=300)
    ask(clinic, at="10:01")
    assert answered(clinic, visit) == [0, 0, 0]
    ask(clinic, at="10:00")
    assert answered(clinic, visit) == [1, 1, 1]
    assert clinic.staff[eva].free_at == 13 * 60 + 40 + 60
    assert clinic.counted("request_minutes") == 3 * 60


def test_the_enrolled_do_not_come_to_the_centre_and_others_than_they_would(clinic):
    visit = clinic.channel("clinic_visit", "unit_gp", solves=1)
    clinic.p.channel_minutes[visit] = 30
    clinic.gp(call_minutes=100)
    ask(clinic)
    assert answered(clinic, visit) == [0, 0, 0] and clinic.counted("requests_failed") == 0
    clinic.p.enrolled_can_come_share = 1
    ask(clinic)
    assert answered(clinic, visit) == [1, 1, 1] and clinic.counted("patient_minutes") == 60


def test_a_gp_gives_a_nurse_she_knows_half_of_thirty_minutes_of_reception_and_no_more(clinic):
    clinic.p.favour_minutes_a_day, clinic.p.colleague_half_life_days = 30, 1e9
    call = clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva, nora = clinic.gp(clinic_minutes=60), clinic.staff_member(HOME_NURSE, work_minutes=100)
    clinic.colleague(eva, nora, strength=0.5)
    for _ in range(2):
        clinic.falls_ill(clinic.patient(contact_nurse=nora))
    clinic.run(take_onsets, acute)
    # Fifteen minutes are the favour: the first call takes ten of them, and five are not enough for another.
    assert answered(clinic, call) == [2, 1, 1]
    assert (clinic.staff[eva].given_minutes, clinic.staff[eva].clinic_minutes) == (10, 60 - 10 - 4)


def test_of_two_gps_who_would_she_asks_the_one_who_knows_her_better(clinic):
    clinic.p.favour_minutes_a_day, clinic.p.colleague_half_life_days = 30, 1e9
    clinic.channel("phone_doctor", "unit_gp", solves=1)
    eva, per = clinic.gp(clinic_minutes=60), clinic.gp(clinic_minutes=30)
    nora = clinic.staff_member(HOME_NURSE, work_minutes=100)
    clinic.colleague(eva, nora, strength=0.5)
    clinic.colleague(per, nora, strength=0.6)
    clinic.falls_ill(clinic.patient(contact_nurse=nora))
    clinic.run(take_onsets, acute)
    assert (clinic.staff[eva].given_minutes, clinic.staff[per].given_minutes) == (0, 10)


@pytest.mark.parametrize(("kind", "covers"), [("phone_doctor", 1), ("home_visit", 0)])
def test_a_gp_of_the_network_answers_by_telephone_and_does_not_drive_over(clinic, kind, covers):
    clinic.unit.centre_network_members, clinic.unit.centre_network_cover = 1 << OTHER_UNIT, 1
    row = clinic.channel(kind, "unit_gp", solves=1)
    per = clinic.gp(unit=OTHER_UNIT, call_minutes=200)
    ask(clinic)
    assert answered(clinic, row) == [1, covers, covers]
    assert clinic.staff[per].call_minutes == 200 - 10 * covers


def test_without_a_network_the_other_units_gp_is_not_asked(clinic):
    clinic.unit.centre_network_cover = 1
    call = clinic.channel("phone_doctor", "unit_gp", solves=1)
    clinic.gp(unit=OTHER_UNIT, call_minutes=200)
    ask(clinic)
    assert answered(clinic, call) == [1, 0, 0]


@pytest.mark.parametrize(("minute", "answers"), [("09:59", 0), ("10:00", 1), ("11:59", 1), ("12:00", 0)])
def test_the_point_of_contact_answers_from_ten_to_twelve_while_a_coordinator_is_there(clinic, minute, answers):
    clinic.unit.single_point_of_contact_start, clinic.unit.single_point_of_contact_end = 600, 720
    call = clinic.channel("coordinator_call", "coordinator", solves=1)
    clinic.p.channel_minutes[call], clinic.p.advanced_competence = 8, 1
    cia = clinic.staff_member(COORDINATOR, work_minutes=100)
    ask(clinic, at=minute)
    assert answered(clinic, call) == [1, answers, answers]
    assert clinic.staff[cia].work_minutes == 100 - 8 * answers
    # A coordinator is no physician: what she settles is no response of one.
    assert clinic.counted("requests_answered") == 0


@pytest.mark.parametrize("drives", [0, 1])
def test_an_advanced_nurse_drives_out_where_she_may(clinic, drives):
    clinic.unit.task_shift_home_visits = drives
    visit = clinic.channel("nurse_assessment_car", "advanced_nurse", solves=1)
    clinic.p.channel_minutes[visit], clinic.p.advanced_competence = 45, 1
    ida = clinic.staff_member(ADVANCED_NURSE, work_minutes=110)
    ask(clinic)
    assert answered(clinic, visit) == [1, drives, drives]
    assert clinic.staff[ida].work_minutes == 110 - 105 * drives


def a_team(clinic, *, cars=1, physicians=1, nurses=0, **levers):
    """Base a mobile team at the centre from eight to four; return the rows of its physicians and of its nurses."""
    u = clinic.unit
    u.mobile_team_base, u.mobile_team_start, u.mobile_team_end, u.mobile_team_cars, u.mobile_team_reach_minutes = (
        1,
        480,
        960,
        cars,
        60,
    )
    for name, value in levers.items():
        setattr(u, name, value)
    return (
        [clinic.staff_member(TEAM_PHYSICIAN, work_minutes=400) for _ in range(physicians)],
        [clinic.staff_member(TEAM_NURSE, work_minutes=400) for _ in range(nurses)],
    )


def test_two_physicians_of_a_team_share_one_car(clinic):
    visit = clinic.channel("home_visit", "mobile_team", solves=1)
    (mia, max_), _ = a_team(clinic, physicians=2)
    for at in ("09:00", "10:39", "10:40"):
        ask(clinic, at=at)
    assert answered(clinic, visit) == [3, 2, 2]
    assert (clinic.staff[mia].work_minutes, clinic.staff[max_].work_minutes) == (300, 300)


def test_the_nurse_of_the_team_who_sits_at_the_telephone_does_not_ride_and_calls_get_through(clinic):
    clinic.p.reach_unknown = 0
    visit = clinic.channel("home_visit", "mobile_team", solves=1)
    _, (tea, tom) = a_team(clinic, nurses=2, mobile_team_coordinator=1)
    _, nora = ask(clinic)
    assert answered(clinic, visit) == [1, 1, 1] and clinic.counted("attempts_failed") == 0
    assert (clinic.staff[tea].work_minutes, clinic.staff[tom].work_minutes) == (400, 300)
    # The team's own nurse is at the bedside: Nora loses nothing.
    assert clinic.staff[nora].work_minutes == 200


@pytest.mark.parametrize(("equipped", "goes"), [(0, 0), (1, 1)])
def test_the_acute_car_is_sent_where_the_cars_are_equipped(clinic, equipped, goes):
    visit = clinic.channel("acute_car_visit", "mobile_team", solves=1)
    clinic.p.channel_minutes[visit] = 45
    (mia,), _ = a_team(clinic, mobile_team_acute_equipment=equipped)
    ask(clinic)
    assert answered(clinic, visit) == [1, goes, goes]
    assert clinic.staff[mia].work_minutes == 400 - 105 * goes


@pytest.mark.parametrize(("frailty", "by_centre", "comes"), [(2, 1, 1), (1, 1, 0), (2, 0, 0)])
def test_a_centre_without_time_sends_the_team_to_the_frail_where_it_may(clinic, frailty, by_centre, comes):
    (mia,), _ = a_team(clinic, mobile_team_callers=BY_CENTRE * by_centre)
    clinic.p.team_visit_minutes, clinic.p.episode_tolerance_days = 40, 0
    clinic.p.self_reports_per_day = 1e-6
    clinic.solves("home_visit")
    clinic.gp(clinic_minutes=0)
    anna = clinic.resident(frailty=frailty)
    clinic.falls_ill(anna)
    clinic.run(take_onsets)
    if frailty == 2:
        # Declines of the frail are hidden at first; somebody has found this one.
        clinic.needs["state"][0] = WAITING
        clinic.requests[0], clinic.clock.request_count = 0, 1
    clinic.run(acute)
    assert clinic.staff[mia].work_minutes == 400 - 100 * comes
    assert (clinic.counted("acute_local"), clinic.counted("emergency_visits")) == (comes, 1 - comes)


def test_on_call_at_night_the_line_takes_the_episode_while_its_minutes_last(clinic):
    clinic.unit.opening_hours_open, clinic.unit.opening_hours_close = 480, 1020
    clinic.p.night_call_minutes = 15
    clinic.solves("phone")
    eva = clinic.gp(on_duty=0)
    clinic.on_call(eva, minutes=29)
    for _ in range(2):
        clinic.falls_ill(clinic.resident(), at="22:00")
    clinic.run(take_onsets, acute)
    # The second call finds fourteen minutes: to the hospital.
    assert clinic.clock.on_call_minutes[0] == 14 and clinic.staff[eva].night_month == 15
    assert (clinic.counted("on_call_contacts"), clinic.counted("emergency_visits")) == (1, 1)


def test_at_weekends_the_second_line_answers_when_the_first_has_no_minutes(clinic):
    clinic.go_to(A_MONDAY + 5)
    clinic.p.night_call_minutes = 15
    clinic.solves("phone")
    eva, per = clinic.gp(on_duty=0), clinic.gp(on_duty=0)
    clinic.on_call(eva, minutes=14)
    clinic.on_call(per, minutes=15, line=1)
    clinic.falls_ill(clinic.resident(), at="12:00")
    clinic.run(take_onsets, acute)
    assert clinic.clock.on_call_minutes[:2].tolist() == [14, 0]
    assert clinic.contacts() == [(720, per, 15, 1)]


@pytest.mark.parametrize(("strength", "shared", "settled"), [(0.0, 0, 0), (1.0, 0, 1), (0.0, 1, 1)])
def test_what_a_call_settles_hangs_on_what_the_gp_knows_of_her_or_can_read(clinic, strength, shared, settled):
    # Next to nothing is settled by strangers; a full tie, or a record that both read, makes the odds overwhelming.
    clinic.p.known_odds_to_resolve = clinic.p.shared_record_odds = 1e18
    clinic.unit.co_location_shared_record = shared
    call = clinic.channel("phone_doctor", "unit_gp", solves=1e-9)
    eva, nora = clinic.gp(call_minutes=60), clinic.staff_member(HOME_NURSE, work_minutes=200)
    anna = clinic.patient(contact_nurse=nora)
    clinic.tie(anna, eva, strength)
    clinic.falls_ill(anna)
    clinic.run(take_onsets, acute)
    assert answered(clinic, call) == [1, 1, settled]


def test_what_an_advanced_nurse_cannot_settle_takes_the_ambulance(clinic):
    clinic.unit.task_shift_home_visits = 1
    visit = clinic.channel("nurse_assessment_car", "advanced_nurse", solves=1)
    clinic.p.channel_minutes[visit], clinic.p.advanced_competence = 45, 0
    clinic.staff_member(ADVANCED_NURSE, work_minutes=110)
    clinic.vehicle()
    ask(clinic)
    assert answered(clinic, visit) == [1, 1, 0]
    assert (clinic.counted("advanced_nurse_visits"), clinic.counted("ambulance_trips")) == (1, 1)


@pytest.mark.parametrize(("beds", "ward"), [(1, UNIT_ROW), (0, -1)])
def test_home_nursing_has_its_patient_admitted_to_the_cottage_hospital_where_a_bed_is_open(clinic, beds, ward):
    clinic.unit.cottage_hospital, clinic.unit.opening_hours_emergency_room = 1, 1
    clinic.channel("direct_admission", "unit_gp")
    p = clinic.p
    p.keep[:, 1], p.cottage_admits_moderate_share, p.known_odds_to_keep = 1 - 1e-12, 1, 1
    p.hospital_tie_odds_to_keep = 1
    clinic.beds(UNIT_ROW, beds)
    eva = clinic.gp(call_minutes=60)
    anna, _ = ask(clinic)
    assert clinic.staff[eva].call_minutes == 60 - 25
    assert clinic.residents[anna].ward == ward
    assert clinic.counted("emergency_visits") == 1 - beds


def test_on_saturday_the_doctor_on_call_sees_patients_at_the_centre_while_it_is_open(clinic):
    clinic.go_to(A_MONDAY + 5)
    clinic.unit.opening_hours_weekend_open, clinic.unit.opening_hours_weekend_close = 600, 840
    clinic.p.night_call_minutes = 15
    clinic.solves("phone")
    clinic.solves("clinic")
    clinic.on_call(clinic.gp(on_duty=0))
    for at in ("10:00", "13:59", "14:00"):
        clinic.falls_ill(clinic.resident(), at=at)
    clinic.run(take_onsets, acute)
    # Two visits at the centre outside weekday hours, and one call.
    assert (clinic.counted("gp_visits"), clinic.counted("gp_phone"), clinic.counted("evening_visits")) == (2, 1, 2)
