"""Stories of a day in home nursing: which nurse comes, along which way, in how many minutes, and who is put off."""

import pytest
from clinic import A_MONDAY, CENTRE, FAR_VILLAGE, FRIDAY, UNIT_ROW, VILLAGE, Clinic

from rural_abm.model.care.beds.stays import leave_wards
from rural_abm.model.care.day import home_nursing
from rural_abm.model.care.needs.needs import clear_departed
from rural_abm.model.people.records import NEVER, SPECIAL_HOUSING
from rural_abm.model.staff.records import HOME_NURSE, WARD_NURSE


@pytest.fixture
def clinic():
    """Begin a Monday on which a visit takes twenty minutes (sixteen if shortened) and five of documentation."""
    clinic = Clinic()
    p = clinic.p
    p.home_visit_minutes, p.visit_shortened_share, p.documentation_minutes = 20, 0.8, 5
    p.known_minutes_saved_share, p.housing_visit_minutes = 0, 15
    clinic.world.outward_order[UNIT_ROW, [CENTRE, VILLAGE, FAR_VILLAGE]] = 0, 1, 2
    clinic.road(VILLAGE, FAR_VILLAGE, 35)
    return clinic


def go_round(clinic, *patients):
    for row in patients:
        clinic.residents["visit_day"][row] = clinic.today
    clinic.list_due()
    clinic.run(home_nursing)


@pytest.mark.parametrize(
    ("minutes", "left", "visited", "shortened"), [(85, 0, 1, 0), (84, 3, 1, 1), (81, 0, 1, 1), (80, 80, 0, 0)]
)
def test_a_nurse_keeps_the_way_home_and_shortens_a_visit_rather_than_put_it_off(
    clinic, minutes, left, visited, shortened
):
    # Thirty minutes there, twenty with the patient, five of paper, thirty back: 85; with sixteen it is 81.
    nora = clinic.staff_member(HOME_NURSE, work_minutes=minutes)
    anna = clinic.patient(contact_nurse=nora)
    go_round(clinic, anna)
    assert clinic.staff[nora].work_minutes == left
    assert (clinic.counted("home_nurse_visits"), clinic.counted("visits_shortened")) == (visited, shortened)
    assert (clinic.counted("visits_due"), clinic.counted("visits_put_off")) == (1, 1 - visited)
    assert clinic.counted("nurse_travel_minutes") == 60 * visited


def test_her_contact_nurse_comes_as_long_as_she_can_and_else_the_one_with_most_minutes(clinic):
    nora, lisa, olga = (clinic.staff_member(HOME_NURSE, work_minutes=minutes) for minutes in (100, 200, 150))
    anna, bo = clinic.patient(contact_nurse=nora), clinic.patient(contact_nurse=nora)
    go_round(clinic, anna, bo)
    # Nora has 45 minutes left in the village after Anna and needs 16 + 5 + 30 for Bo, though no way there.
    assert clinic.counted("home_nurse_known") == 1
    assert clinic.staff["work_minutes"][[nora, lisa, olga]].tolist() == [100 - 85, 200 - 85, 150]
    assert clinic.residents[bo].contact_nurse == nora


def test_from_village_to_village_she_does_not_drive_home_in_between(clinic):
    nora = clinic.staff_member(HOME_NURSE, work_minutes=300)
    far, near = (clinic.patient(settlement=place, contact_nurse=nora) for place in (FAR_VILLAGE, VILLAGE))
    go_round(clinic, far, near)
    # Out to the near one first, on to the far one, and home: 30 + 35 + 60.
    assert clinic.counted("nurse_travel_minutes") == 125
    assert clinic.counted("nurse_travel_metres") == 125_000
    assert clinic.staff[nora].work_minutes == 300 - 125 - 2 * 25


def test_in_special_housing_there_is_no_way_to_go(clinic):
    nora = clinic.staff_member(HOME_NURSE, work_minutes=20)
    anna = clinic.patient(dwelling=SPECIAL_HOUSING, settlement=VILLAGE, contact_nurse=nora)
    go_round(clinic, anna)
    assert clinic.staff[nora].work_minutes == 0
    assert (clinic.counted("housing_visits"), clinic.counted("home_nurse_visits")) == (1, 0)


def test_a_nurse_who_knows_her_well_is_done_sooner(clinic):
    clinic.p.known_minutes_saved_share = 0.25
    nora = clinic.staff_member(HOME_NURSE, work_minutes=85)
    anna = clinic.patient(contact_nurse=nora)
    clinic.tie(anna, nora, strength=0.8)
    go_round(clinic, anna)
    # A fifth of twenty minutes.
    assert clinic.staff[nora].work_minutes == 4 and clinic.counted("nurse_visit_minutes") == 16


def test_a_visit_put_off_for_two_days_is_due_once_and_put_off_once(clinic):
    anna = clinic.patient()
    for _ in range(2):
        go_round(clinic, anna)
        assert clinic.residents[anna].visit_day == clinic.today + 1
        clinic.go_to(clinic.today + 1)
    clinic.staff_member(HOME_NURSE, work_minutes=400)
    go_round(clinic, anna)
    assert [clinic.counted(name) for name in ("visits_due", "visits_put_off", "visits_never_made")] == [1, 1, 0]


def test_a_late_visit_that_death_overtakes_was_never_made_and_her_places_are_free_again(clinic):
    eva = clinic.gp()
    anna = clinic.patient(usual_gp=eva, monitored=1, age=90)
    clinic.unit.monitored = 1
    go_round(clinic, anna)
    clinic.lies_in(anna, UNIT_ROW, leave_day=clinic.today + 1, fatal=1)
    clinic.go_to(clinic.today + 1)
    clinic.list_due()
    clinic.run(leave_wards, clear_departed)
    u = clinic.unit
    assert clinic.counted("visits_never_made") == 1
    assert (u.enrolled, u.monitored, u.list_size, clinic.staff[eva].panel) == (0, 0, 0, 0)
    assert clinic.wards[UNIT_ROW].occupied == 0
    # One day of her last year was in a ward.
    assert (clinic.counted("last_year_days"), clinic.counted("last_year_home_days")) == (365, 364)


def test_who_comes_first_becomes_her_contact_nurse_unless_lent_by_the_ward(clinic):
    clinic.unit.formal_plan_minutes = 30
    lent = clinic.staff_member(WARD_NURSE, work_minutes=200)
    clinic.world.duty[0] = lent
    clinic.unit.duty_first[HOME_NURSE], clinic.unit.duty_count[HOME_NURSE] = 0, 1
    anna = clinic.patient()
    go_round(clinic, anna)
    assert clinic.residents[anna].contact_nurse == -1 and clinic.counted("plan_minutes") == 0
    nora = clinic.staff_member(HOME_NURSE, work_minutes=200)
    go_round(clinic, anna)
    assert clinic.residents[anna].contact_nurse == nora


def test_an_individual_plan_by_form_takes_half_its_minutes_of_each(clinic):
    clinic.unit.formal_plan_minutes = 31
    eva, nora = clinic.gp(call_minutes=10), clinic.staff_member(HOME_NURSE, work_minutes=200)
    go_round(clinic, clinic.patient(usual_gp=eva))
    # Fifteen each; the GP has ten.
    assert clinic.staff[nora].work_minutes == 200 - 85 - 15
    assert (clinic.staff[eva].call_minutes, clinic.counted("plan_minutes")) == (0, 25)


def test_on_friday_nobody_is_planned_for_the_weekend_who_needs_no_daily_visit(clinic):
    clinic.p.weekend_visits_from = 365
    clinic.go_to(A_MONDAY + FRIDAY)
    clinic.staff_member(HOME_NURSE, work_minutes=10_000)
    few = [clinic.patient(visits_a_year=180) for _ in range(40)]
    daily = [clinic.patient(visits_a_year=365) for _ in range(40)]
    go_round(clinic, *few, *daily)
    weekdays = (clinic.residents["visit_day"] - A_MONDAY) % 7
    assert set(weekdays[few].tolist()) <= {0, 1, 2, 3, 4}
    # An interval of a day is spread over one and two days: those are Saturday and Sunday.
    assert set(weekdays[daily].tolist()) == {5, 6}


def test_whoever_lies_in_a_ward_is_visited_when_home_again(clinic):
    clinic.staff_member(HOME_NURSE, work_minutes=400)
    anna = clinic.patient()
    clinic.lies_in(anna, UNIT_ROW, leave_day=NEVER)
    go_round(clinic, anna)
    assert clinic.residents[anna].visit_day == clinic.today + 1
    assert (clinic.counted("visits_due"), clinic.counted("home_nurse_visits")) == (0, 0)


@pytest.mark.parametrize(("shared", "rehabilitation"), [(0, 0), (1, 0), (0, 1)])
def test_open_tasks_are_closed_at_a_visit_by_whoever_can_read_or_has_help_under_the_roof(
    clinic, shared, rehabilitation
):
    # By herself the nurse closes none; with a record that both read, or rehabilitation next door, all of them.
    clinic.p.task_closed_by_nurse, clinic.p.shared_record_helps, clinic.p.rehabilitation_helps = 0, 1, 1
    clinic.unit.co_location_shared_record, clinic.unit.co_location_rehabilitation = shared, rehabilitation
    clinic.staff_member(HOME_NURSE, work_minutes=100)
    anna = clinic.patient(open_tasks=3, discharge_tasks_open=2, discharge_tasks=2, discharged_day=clinic.today - 5)
    go_round(clinic, anna)
    r = clinic.residents[anna]
    assert (r.open_tasks, r.discharge_tasks_open) == ((0, 0) if shared or rehabilitation else (3, 2))
