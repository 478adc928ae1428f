"""Stories of who is enrolled, who is housed, whose list one is on, and who gets the places that are few."""

import pytest
from clinic import CENTRE, HOSPITAL_WARD, OTHER_CENTRE, OTHER_UNIT, UNIT_ROW, VILLAGE, Clinic
from unit_rows import UnitRows

from rural_abm.model.care.home.enrolment import end_followings, review_enrolments
from rural_abm.model.care.home.prevention import prevent
from rural_abm.model.care.primary.listing import (
    BY_DISTRICT,
    change_doctors,
    give_monitors,
    list_at_home_unit,
    list_with_remote,
    name_gps,
)
from rural_abm.model.care.primary.new_centre import list_at_new_centre
from rural_abm.model.people.records import COPD, DEMENTIA, HEART_FAILURE, NEVER, SPECIAL_HOUSING
from rural_abm.model.staff.records import LOCUM, REMOTE

# Odds that leave no doubt, in either direction.
HARDLY, FOR_SURE = 1e-9, 1e18


@pytest.fixture
def clinic():
    """Begin a Monday on which no one's state is reason enough for home nursing or special housing."""
    clinic = Clinic()
    p = clinic.p
    p.enrolled_share[:] = p.housing_wanted_share[:] = HARDLY
    p.enrolled_odds_alone = p.enrolled_odds_dementia = p.enrolled_odds_far = 1
    p.housing_odds_alone = p.housing_odds_dementia = 1
    p.old_age_years, p.far_from_centre_minutes = 65, 30
    p.visits_least, p.visits_above_least, p.bed_day_need_visits = 52, 0, 4
    return clinic


@pytest.mark.parametrize(
    ("pushes", "facts", "enrolled"),
    [
        ("enrolled_odds_alone", {"lives_alone": 1}, 1),
        ("enrolled_odds_alone", {"lives_alone": 0}, 0),
        ("enrolled_odds_dementia", {"conditions": DEMENTIA}, 1),
        ("enrolled_odds_dementia", {"conditions": COPD}, 0),
        ("enrolled_odds_far", {"settlement": VILLAGE}, 0),
        ("enrolled_odds_far", {"settlement": 13}, 1),
    ],
)
def test_what_makes_the_way_to_the_centre_too_hard_brings_home_nursing(clinic, pushes, facts, enrolled):
    # The village lies thirty minutes away, which is not more than thirty; the other one an hour.
    setattr(clinic.p, pushes, FOR_SURE)
    anna = clinic.resident(age=80, **facts)
    clinic.run(review_enrolments)
    assert clinic.residents[anna].enrolled == clinic.unit.enrolled == clinic.counted("enrolments") == enrolled


@pytest.mark.parametrize(("age", "enrolled"), [(64, 0), (65, 1)])
def test_home_nursing_for_the_old_is_for_those_of_sixty_five(clinic, age, enrolled):
    clinic.p.enrolled_share[:] = 1 - 1e-12
    anna = clinic.resident(age=age)
    clinic.run(review_enrolments)
    assert clinic.residents[anna].enrolled == enrolled


def test_with_enrolment_come_visits_and_a_look_at_the_year_before(clinic):
    # July begins: of ten contacts last year the 183 of 365 days that lie within twelve months give five.
    clinic.p.enrolled_share[:] = 1 - 1e-12
    anna = clinic.resident(age=80, usual_this_year=3, usual_last_year=10)
    clinic.run(review_enrolments)
    r = clinic.residents[anna]
    assert (r.visits_a_year, r.visit_day, r.enrolled_day) == (52, clinic.today + 1, clinic.today)
    assert (clinic.counted("usual_before"), clinic.counted("usual_before_days")) == (3 + 5, 365)
    assert clinic.today < r.coordination_day < NEVER and clinic.today < r.review_day < NEVER


def test_when_the_way_is_no_longer_too_hard_home_nursing_ends_and_gives_back_what_she_had(clinic):
    anna = clinic.patient(age=80, contact_nurse=7, monitored=1, visit_day=clinic.today + 3, usual_since_enrolment=4)
    housed = clinic.patient(age=80, dwelling=SPECIAL_HOUSING)
    clinic.unit.monitored, clinic.unit.enrolled = 1, 1
    clinic.run(review_enrolments)
    r = clinic.residents[anna]
    assert (r.enrolled, r.contact_nurse, r.monitored, r.visit_day) == (0, -1, 0, NEVER)
    assert (clinic.unit.enrolled, clinic.unit.monitored) == (0, 0)
    # Enrolled a hundred days ago: what there was since then is counted with its days.
    assert (clinic.counted("usual_after"), clinic.counted("usual_after_days")) == (4, 100)
    assert clinic.residents[housed].enrolled == 1


def test_the_year_after_enrolment_is_counted_once_when_it_is_full(clinic):
    anna = clinic.patient(enrolled_day=clinic.today - 364, usual_since_enrolment=6)
    for counted, days in ((0, 0), (6, 365), (6, 365)):
        clinic.run(end_followings)
        assert (clinic.counted("usual_after"), clinic.counted("usual_after_days")) == (counted, days)
        clinic.go_to(clinic.today + 1)
    assert clinic.residents[anna].enrolled == 1


def test_one_place_in_special_housing_goes_to_who_has_queued_longest_and_is_at_home(clinic):
    clinic.p.enrolled_share[:] = 1 - 1e-12
    clinic.unit.housing_places = 1
    first, second, third = (
        clinic.patient(age=85, queue_day=clinic.today - days, lives_alone=1) for days in (300, 200, 100)
    )
    clinic.lies_in(first, HOSPITAL_WARD, leave_day=NEVER)
    clinic.run(review_enrolments)
    r = clinic.residents[second]
    assert clinic.residents["dwelling"][[first, second, third]].tolist() == [0, SPECIAL_HOUSING, 0]
    assert (r.settlement, r.lives_alone, r.queue_day) == (CENTRE, 0, NEVER)
    assert (clinic.unit.enrolled, clinic.unit.in_housing) == (2, 1)
    assert (clinic.counted("housing_moves"), clinic.counted("housing_wait_days")) == (1, 200)


def test_who_lives_alone_applies_for_special_housing_where_that_weighs(clinic):
    clinic.p.enrolled_share[:] = 1 - 1e-12
    clinic.p.housing_odds_alone = FOR_SURE
    alone, together = (clinic.patient(age=85, lives_alone=flag) for flag in (1, 0))
    clinic.run(review_enrolments)
    assert clinic.residents["queue_day"][[alone, together]].tolist() == [clinic.today, NEVER]


# Lists


def test_the_sickest_get_one_fixed_gp_and_never_a_locum(clinic):
    # Three bed days weigh twelve, ten visits of an enrolled patient ten; one in two on a list of two is one.
    clinic.unit.named_gp_residents_per_thousand = 500
    clinic.gp(employment=LOCUM)
    eva = clinic.gp()
    anna = clinic.resident(bed_days_this_year=2, bed_days_last_year=1)
    bo = clinic.patient(visits_a_year=10)
    clinic.run(name_gps)
    assert clinic.residents["named_gp"][[anna, bo]].tolist() == [1, 0]
    assert clinic.residents["usual_gp"][[anna, bo]].tolist() == [eva, -1]
    assert (clinic.unit.named, clinic.staff[eva].panel) == (1, 1)
    # Four bed days less, and the other is the sicker one; the GP she has got she keeps.
    clinic.residents["bed_days_this_year"][anna] = 0
    clinic.run(name_gps)
    assert clinic.residents["named_gp"][[anna, bo]].tolist() == [0, 1]
    assert clinic.residents["usual_gp"][[anna, bo]].tolist() == [eva, eva]


@pytest.mark.parametrize(("visits", "named"), [(3, [0, 1]), (4, [1, 0])])
def test_who_is_the_sicker_one_depends_on_how_many_visits_a_bed_day_counts_as(clinic, visits, named):
    """Three bed days are nine visits or twelve, against the ten of the other."""
    clinic.p.bed_day_need_visits = visits
    clinic.unit.named_gp_residents_per_thousand = 500
    clinic.gp()
    anna, bo = clinic.resident(bed_days_this_year=3), clinic.patient(visits_a_year=10)
    clinic.run(name_gps)
    assert clinic.residents["named_gp"][[anna, bo]].tolist() == named


def test_where_two_are_as_sick_and_one_may_be_named_neither_is(clinic):
    clinic.unit.named_gp_residents_per_thousand = 500
    people = [clinic.resident(bed_days_this_year=3) for _ in range(2)]
    clinic.run(name_gps)
    assert not clinic.residents["named_gp"][people].any()


def test_monitors_go_to_the_sickest_with_heart_failure_or_copd_at_home(clinic):
    clinic.unit.monitoring_places = 1
    people = [
        clinic.patient(conditions=DEMENTIA, bed_days_this_year=9),
        clinic.patient(conditions=COPD, bed_days_this_year=8, dwelling=SPECIAL_HOUSING),
        clinic.resident(conditions=COPD, bed_days_this_year=7),
        clinic.patient(conditions=HEART_FAILURE, bed_days_this_year=6),
        clinic.patient(conditions=COPD, bed_days_this_year=5),
    ]
    clinic.run(give_monitors)
    assert clinic.residents["monitored"][people].tolist() == [0, 0, 0, 1, 0]
    assert clinic.unit.monitored == 1


def test_a_remote_physician_takes_the_old_without_a_gp_as_long_as_the_panel_has_room(clinic):
    clinic.unit.remote_gp_panel = 2
    rut, eva = clinic.gp(employment=REMOTE), clinic.gp()
    clinic.staff[rut].panel = 1
    sick, less_sick = (clinic.resident(age=80, bed_days_this_year=days) for days in (3, 2))
    young = clinic.resident(age=64, bed_days_this_year=9)
    listed = clinic.resident(age=80, bed_days_this_year=9, usual_gp=eva)
    clinic.run(list_with_remote)
    assert clinic.residents["usual_gp"][[sick, less_sick, young, listed]].tolist() == [rut, -1, -1, eva]
    assert clinic.staff[rut].panel == 2


def test_at_a_unit_for_home_nursing_its_physician_is_the_usual_gp_of_the_enrolled(clinic):
    clinic.unit.home_nursing_unit_gp_half_days_a_week = 4
    eva, per = clinic.gp(), clinic.gp(dedicated=1)
    enrolled, other = clinic.patient(usual_gp=eva), clinic.resident(usual_gp=eva)
    clinic.run(list_at_home_unit)
    assert clinic.residents["usual_gp"][[enrolled, other]].tolist() == [per, eva]
    assert (clinic.staff[eva].panel, clinic.staff[per].panel, clinic.counted("gp_changes")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("facts", "levers", "leaves", "unit"),
    [
        ({"dissatisfaction": 2}, {}, False, UNIT_ROW),
        ({"dissatisfaction": 3}, {}, True, OTHER_UNIT),
        ({"dissatisfaction": 3, "named_gp": 1}, {}, False, UNIT_ROW),
        ({"dissatisfaction": 3, "enrolled": 1}, {}, True, UNIT_ROW),
        ({"dissatisfaction": 3, "planned_need": 0}, {}, True, UNIT_ROW),
        ({"dissatisfaction": 3}, {"listing": BY_DISTRICT}, True, UNIT_ROW),
    ],
)
def test_after_three_disappointments_she_leaves_her_gp_and_where_she_may_her_centre(
    clinic, facts, levers, leaves, unit
):
    p = clinic.p
    p.dissatisfied_from, p.dissatisfied_change_share, p.choice_reach_minutes = 3, 1, 45
    clinic.world.travel[:2, VILLAGE] = 999
    clinic.road(VILLAGE, OTHER_CENTRE, 45)
    for name, value in levers.items():
        setattr(clinic.unit, name, value)
    eva = clinic.gp()
    anna = clinic.resident(usual_gp=eva, **facts)
    clinic.run(change_doctors)
    assert clinic.residents[anna].usual_gp == (-1 if leaves else eva)
    assert (clinic.residents[anna].unit, clinic.world.unit_states[unit].list_size) == (unit, 1)
    assert clinic.counted("changes_of_choice") == int(leaves)


def test_no_centre_within_reach_keeps_her_on_the_list(clinic):
    clinic.p.dissatisfied_from, clinic.p.dissatisfied_change_share, clinic.p.choice_reach_minutes = 3, 1, 44
    clinic.world.travel[:2, VILLAGE] = 999
    clinic.road(VILLAGE, OTHER_CENTRE, 45)
    anna = clinic.resident(dissatisfaction=3)
    clinic.run(change_doctors)
    assert clinic.residents[anna].unit == UNIT_ROW


@pytest.mark.parametrize(("places", "reach", "joined"), [(1, 30, 1), (5, 30, 2), (5, 29, 0)])
def test_a_new_centre_takes_those_in_reach_without_a_gp_until_its_list_is_full(clinic, places, reach, joined):
    other = UnitRows(clinic.world, OTHER_UNIT)
    other.new_centre_gp_posts, other.new_centre_listed_at_most, other.new_centre_reach_minutes = 1, places, reach
    clinic.p.new_centre_listing_per_year = 1e9
    clinic.road(VILLAGE, OTHER_CENTRE, 30)
    eva = clinic.gp()
    free = [clinic.resident() for _ in range(2)]
    bound = [clinic.resident(usual_gp=eva), clinic.patient(), clinic.resident(planned_need=0)]
    clinic.run(list_at_new_centre)
    assert (clinic.residents["unit"][free] == OTHER_UNIT).sum() == joined
    assert (clinic.residents["unit"][bound] == UNIT_ROW).all()
    assert (other.new_centre_listed, other.list_size, clinic.unit.list_size) == (joined, joined, 5 - joined)


@pytest.mark.parametrize(("minutes", "visited"), [(44, []), (45 + 30, [3]), (2 * 45 + 30, [0, 3]), (9 * 45, [0, 3])])
def test_minutes_saved_up_for_prevention_become_visits_to_those_whose_review_is_oldest(clinic, minutes, visited):
    p = clinic.p
    p.prevention_visit_minutes, p.prevention_interval_days = 45, 365
    clinic.unit.prevention_pool = minutes
    ages = ((80, 100), (80, 300), (64, 400), (80, 200), (80, 500))
    people = [clinic.resident(age, medicine_review_day=clinic.today - days) for age, days in ages]
    clinic.residents["prevented_day"][people[1]] = clinic.today - 364
    clinic.lies_in(people[4], HOSPITAL_WARD, leave_day=NEVER)
    clinic.run(prevent)
    # One lies in hospital, one is too young and one was visited within the year; two are left, the last of them first.
    assert [place for place, row in enumerate(people) if clinic.residents[row].prevented_day == clinic.today] == visited
    assert (clinic.residents["medicine_review_day"][people][visited] == clinic.today).all()
    assert clinic.counted("prevention_visits") == len(visited)
    # What is left over counts for no more than one visit.
    assert clinic.unit.prevention_pool == min(minutes - 45 * len(visited), 45)
