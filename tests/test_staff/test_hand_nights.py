"""Nights on call and the nurses' rota by hand: whose turn it is, what a night earns, who is called in or lent."""

import pytest
from unit_rows import UnitRows
from villages import FIRST_DAY, SORSELE, STORUMAN, VILHELMINA, add_gp, add_nurse, add_post, counted, empty_region, go_to
from worlds import duty_rows

from rural_abm.model.staff.decisions.load import close_month
from rural_abm.model.staff.posts.nurses import exchange_staff
from rural_abm.model.staff.posts.wards import roster_beds
from rural_abm.model.staff.records import (
    ADVANCED_NURSE,
    AMBULANCE_NURSE,
    CLINIC_NURSE,
    COORDINATOR,
    HOME_NURSE,
    LOCUM,
    REMOTE,
    ROTATING,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.model.staff.working_time.night import LOCUMS_TOO, ONLY_VOLUNTEERS, night_duty
from rural_abm.model.staff.working_time.rota import roster

SATURDAY = FIRST_DAY + 5
WELL = {"gp_illness_share": 0, "nurse_illness_share": 0, "leave_weeks_other": 0, "nurse_shift_minutes": 480}
NIGHTS = WELL | {"on_call_active_minutes": 300, "on_call_shortest_gap_nights": 3, "weekend_duty_factor": 1.6}


@pytest.fixture
def world():
    world = empty_region(**NIGHTS)
    world.levers["on_call_lines"], world.levers["on_call_participants"] = 1, 0
    world.levers["on_call_compensation_minutes_a_night"] = 450
    return world


def last_nights(world, **days_ago):
    """GPs at three places whose last nights on call lie so many days back; their rows."""
    places = (SORSELE, STORUMAN, VILHELMINA)
    return [
        add_gp(world, unit=unit, duty_day=FIRST_DAY - ago) for unit, ago in zip(places, days_ago.values(), strict=False)
    ]


def on_call(world, day, lines=1):
    """Who takes the night of a day, by line."""
    go_to(world, day)
    night_duty(world)
    return world.now["on_call"][0, :lines].tolist()


# nights


def test_the_one_who_has_rested_longest_takes_the_night_wherever_they_work(world):
    """Last nights five, nine and two days ago: Bo, then Anna, then Cia, then Bo again after his three nights' gap."""
    anna, bo, cia = last_nights(world, anna=5, bo=9, cia=2)
    taken = [on_call(world, FIRST_DAY + night)[0] for night in range(4)]
    assert taken == [bo, anna, cia, bo]
    assert world.staff["duties_this_month"][[anna, bo, cia]].tolist() == [1, 2, 1]
    assert [counted(world, "night_duties", unit) for unit in (SORSELE, STORUMAN, VILHELMINA)] == [1, 2, 1]


def test_a_weekend_night_holds_the_day_too(world):
    """300 minutes on call and 450 owed after a Thursday; 1.6 times as many after a Saturday."""
    anna, bo = last_nights(world, anna=9, bo=8)
    on_call(world, FIRST_DAY + 3)
    assert (world.now["on_call_minutes"][0, 0], world.staff["rest_minutes"][anna]) == (300, 450)
    on_call(world, SATURDAY)
    assert (world.now["on_call_minutes"][0, 0], world.staff["rest_minutes"][bo]) == (480, 720)


def test_a_locum_is_called_in_before_the_gap_is_broken(world):
    """Anna was on call the night before last, which is a night too few; tomorrow it is her turn, and the day after
    tomorrow neither of them has had three nights, so that it is hers again."""
    (anna,) = last_nights(world, anna=2)
    filler = add_gp(world, employment=LOCUM)
    assert [on_call(world, FIRST_DAY + night) for night in range(3)] == [[filler], [anna], [anna]]
    assert world.staff["rest_minutes"][filler] == 0, "who comes from outside rests elsewhere"


def test_with_nobody_else_the_gap_yields_and_with_nobody_at_all_the_line_is_empty(world):
    assert on_call(world, FIRST_DAY) == [-1]
    (anna,) = last_nights(world, anna=1)
    assert on_call(world, FIRST_DAY) == [anna]
    assert on_call(world, FIRST_DAY + 1) == [anna]
    world.staff["absent_until"][anna] = FIRST_DAY + 9
    assert on_call(world, FIRST_DAY + 2) == [-1]


def test_two_lines_are_two_people_and_a_contractors_line_is_filled_from_outside(world):
    anna, bo = last_nights(world, anna=9, bo=8)
    filler = add_gp(world, employment=LOCUM, duty_day=FIRST_DAY - 200)
    world.levers["on_call_lines"] = 2
    assert on_call(world, FIRST_DAY, 2) == [anna, bo]
    world.levers["on_call_contracted_lines"] = 1
    assert on_call(world, FIRST_DAY + 8, 2) == [anna, filler]
    world.staff["status"][filler] = 2
    assert on_call(world, FIRST_DAY + 16, 2) == [bo, -1]


def test_who_takes_part_in_the_line(world):
    """Trainees, contracted physicians and Norsjo never; locums where the rule says so; volunteers by their wish."""
    add_gp(world, employment=TRAINEE)
    add_gp(world, employment=REMOTE)
    add_gp(world, unit=8)
    add_nurse(world)
    assert on_call(world, FIRST_DAY) == [-1]
    locum = add_gp(world, employment=LOCUM, status=1)
    assert on_call(world, FIRST_DAY) == [-1]
    world.levers["on_call_participants"] = LOCUMS_TOO
    assert on_call(world, FIRST_DAY) == [locum]
    anna = add_gp(world, duty_day=FIRST_DAY - 300)
    world.levers["on_call_participants"], world.parameters["on_call_volunteer_share"] = ONLY_VOLUNTEERS, 0
    assert on_call(world, FIRST_DAY + 9) == [-1]
    world.parameters["on_call_volunteer_share"] = 1
    assert on_call(world, FIRST_DAY + 9) == [anna]


def test_a_week_from_afar_counts_only_where_the_night_is_by_video(world):
    world.parameters["rotation_weeks"] = 1
    rut = add_gp(world, employment=ROTATING)
    here = [on_call(world, FIRST_DAY + 7 * week) == [rut] for week in range(4)]
    assert here in ([True, False, True, False], [False, True, False, True])
    world.levers["on_call_remote_night"] = 1
    assert [on_call(world, FIRST_DAY + 30 + 7 * week) for week in range(2)] == [[rut], [rut]]


def test_nights_are_remembered_as_a_share_that_fades(world):
    """Six nights in a month of 365 / 12 days: a fifth of 6 x 12 / 365, and four fifths of that a month later."""
    world.parameters["on_call_kept_share_a_month"] = 0.8
    (anna,) = last_nights(world, anna=9)
    for night in range(6):
        on_call(world, FIRST_DAY + 4 * night)
    close_month(world)
    assert world.staff["nights_share"][anna] == pytest.approx(0.2 * 6 * 12 / 365)
    close_month(world)
    assert world.staff["nights_share"][anna] == pytest.approx(0.8 * 0.2 * 6 * 12 / 365)


# the rota of nurses


def days_worked(world, row, days):
    """On which of the days from the first reported one somebody is on duty."""
    found = []
    for day in range(days):
        go_to(world, FIRST_DAY + day)
        roster(world)
        found.append(int(world.staff["on_duty"][row]))
    return found


def test_nurses_work_five_days_of_seven_those_of_the_centre_on_working_days(world):
    ward, clinic = add_nurse(world, role=WARD_NURSE), add_nurse(world, role=CLINIC_NURSE)
    assert sum(days_worked(world, ward, 28)) == 20
    assert days_worked(world, clinic, 14) == [1, 1, 1, 1, 1, 0, 0] * 2
    world.staff["full_time"][clinic] = 0.5
    assert sum(days_worked(world, clinic, 28)) == 10


def test_with_half_as_many_at_weekends_a_home_nurse_works_five_weekends_of_twelve(world):
    """With half the staffing at weekends: 5 / (5 + 2 x 1/2) = 5/6 of the working days and 5/12 of the weekends, both
    days: 50 working days and 10 days of weekends in twelve weeks, five days a week."""
    world.parameters["home_nurse_weekend_share"] = 0.5
    nurse = add_nurse(world)
    # Enough others that nobody is called in.
    for k in range(1, 12):
        add_nurse(world, phase=k / 12)
    worked = days_worked(world, nurse, 84)
    weekends = [tuple(worked[monday + 5 : monday + 7]) for monday in range(0, 84, 7)]
    assert sum(worked) == 60 and weekends.count((1, 1)) == 5 and weekends.count((0, 0)) == 7


def test_home_nursing_is_never_empty_the_one_with_the_fewest_minutes_comes(world):
    world.parameters["home_nurse_weekend_share"] = 0
    nina, olle = add_nurse(world, capacity_month=4000), add_nurse(world, capacity_month=3000)
    go_to(world, SATURDAY)
    roster(world)
    assert duty_rows(world, SORSELE, HOME_NURSE).tolist() == [olle]
    assert (world.staff["work_minutes"][olle], world.staff["capacity_month"][olle]) == (480, 3480)
    world.staff["absent_until"][olle] = SATURDAY + 1
    go_to(world, SATURDAY + 1)
    roster(world)
    assert duty_rows(world, SORSELE, HOME_NURSE).tolist() == [nina]


def test_of_two_coordinators_one_answers_in_turn_by_day(world):
    """The contact point is open from 8 to 14, six hours, on working days."""
    pia, quinn = (add_nurse(world, role=COORDINATOR) for _ in range(2))
    u = UnitRows(world, SORSELE)
    u.single_point_of_contact_start, u.single_point_of_contact_end = 480, 840
    seen = []
    for day in range(4):
        go_to(world, FIRST_DAY + day)
        roster(world)
        seen.append(duty_rows(world, SORSELE, COORDINATOR).tolist())
        assert world.staff["work_minutes"][seen[-1][0]] == 360
    assert seen == [[quinn], [pia], [quinn], [pia]]
    assert world.staff["capacity_month"][[pia, quinn]].tolist() == [720, 720]
    go_to(world, SATURDAY)
    roster(world)
    assert duty_rows(world, SORSELE, COORDINATOR).size == 0
    u.single_point_of_contact_days = 1
    roster(world)
    assert duty_rows(world, SORSELE, COORDINATOR).size == 1


def test_the_side_with_vacant_posts_buys_hours_of_the_other(world):
    """Four ward posts held, two of four in home nursing: a gap of 1/2, of which half, one post, would be 8 x 5/7 x
    365/12 = 174 hours a month; the agreement allows 100, which is 100 x 60 x 12 / 365 = 197 minutes a day.

    With shifts of 480 minutes that is a ward nurse on home nursing's list on two of five days.
    """
    world.parameters["exchange_gap"] = 0.1
    ward = [add_nurse(world, role=WARD_NURSE, phase=0.2 * k) for k in range(4)]
    home = [add_nurse(world) for _ in range(2)]
    for _ in range(2):
        add_post(world, HOME_NURSE)
    world.levers["staff_exchange_hours_a_month"][SORSELE] = 100
    exchange_staff(world)
    assert world.unit_states["lent_minutes_a_day"][SORSELE] == pytest.approx(100 * 60 * 12 / 365)
    assert world.activity["nurse_hours_to_municipality"].sum() == 100
    lent = 0
    for day in range(28):
        go_to(world, FIRST_DAY + day)
        roster(world)
        at_home = duty_rows(world, SORSELE, HOME_NURSE).tolist()
        lent += len(set(at_home) & set(ward))
        assert not set(duty_rows(world, SORSELE, WARD_NURSE).tolist()) & set(at_home)
    assert lent == pytest.approx(28 * 197.26 / 480, abs=1)
    world.posts["holder"][world.staff["post"][ward[1:]]] = -1
    exchange_staff(world)
    assert world.unit_states["lent_minutes_a_day"][SORSELE] < 0 < world.activity["nurse_hours_to_region"].sum()
    go_to(world, FIRST_DAY)
    world.unit_states["lent_minutes_a_day"][SORSELE] = -480
    roster(world)
    assert len(set(duty_rows(world, SORSELE, WARD_NURSE).tolist()) & set(home)) == 1
    assert duty_rows(world, SORSELE, HOME_NURSE).size == 1, "home nursing keeps one of its own"


def test_physicians_of_a_mobile_team_take_turns_of_two_weeks(world):
    """Ten half-days a week are one seat on the working days: two physicians share it fortnight by fortnight."""
    u = UnitRows(world, SORSELE)
    (
        u.mobile_team_physician_half_days_a_week,
        u.mobile_team_physicians,
        u.mobile_team_turn_weeks,
        u.mobile_team_start,
        u.mobile_team_end,
    ) = 10, 2, 2, 480, 840
    first, second = (_team_physician(world, number) for number in range(2))
    nurse, turns = add_nurse(world, role=TEAM_NURSE), []
    for week in range(6):
        go_to(world, FIRST_DAY + 7 * week)
        roster(world)
        turns += duty_rows(world, SORSELE, TEAM_PHYSICIAN).tolist()
        assert world.staff["work_minutes"][turns[-1]] == 360
    assert set(turns) == {first, second} and len(turns) == 6
    assert all(turns[week] != turns[week + 2] for week in range(4))
    assert sum(days_worked(world, nurse, 14)) == 10
    u.mobile_team_turn_weeks = 0
    assert sum(days_worked(world, first, 28)) == 10, "without turns each is there on half of the days"
    u.mobile_team_days = 1
    assert sum(days_worked(world, nurse, 14)) == 10 and sum(days_worked(world, first, 28)) == 10


def _team_physician(world, number):
    row = add_gp(world)
    post = world.posts[world.staff[row].post]
    post.role = world.staff[row].role = TEAM_PHYSICIAN
    post.number = number
    return row


# posts and beds


@pytest.mark.parametrize(
    ("role", "column"),
    [
        (CLINIC_NURSE, "clinic_nurse_days"), (HOME_NURSE, "home_nurse_days"), (WARD_NURSE, "ward_nurse_days"),
        (AMBULANCE_NURSE, "ambulance_nurse_days"), (ADVANCED_NURSE, "advanced_nurse_days"),
        (TEAM_NURSE, "team_nurse_days"), (COORDINATOR, "coordinator_days"),
    ],
)  # fmt: skip
def test_a_days_posts_of_each_role_are_counted_in_thousandths(world, role, column):
    """A held post of 0.75 and a vacant one of 1: 750 thousandths paid, 1000 vacant, one person."""
    add_nurse(world, role=role, full_time=0.75)
    add_post(world, role)
    roster(world)
    assert world.activity[column].sum() == 750
    assert [counted(world, name) for name in ("nurse_post_days", "nurse_vacant_days", "nurse_days")] == [1750, 1000, 1]


def test_gp_posts_are_held_vacant_or_covered(world):
    add_gp(world, full_time=0.5)
    covered, vacant = add_post(world), add_post(world, by_money=1)
    world.posts["locum"][covered] = add_gp(world, employment=LOCUM)
    roster(world)
    names = (
        "gp_post_days",
        "gp_permanent_days",
        "gp_vacant_days",
        "gp_locum_days",
        "gp_days",
        "money_post_vacant_days",
    )
    assert [counted(world, name) for name in names] == [2500, 500, 2000, 1000, 1, 1000]
    assert (world.activity["gp_permanent_days"].sum(), world.activity["gp_locum_days"].sum()) == (500, 1000)
    assert world.posts["holder"][vacant] == -1


@pytest.mark.parametrize(
    ("held", "closed", "lent_nurses", "day_of_year", "opened"),
    [
        (4, 0, 0, 0, {4}),  # all nurses there
        (3, 0, 0, 0, {3}),  # three quarters of them
        (3, 2, 0, 0, {2}),  # the region has closed two of four places
        (4, 0, 1, 0, {3}),  # one of four is lent to home nursing
        (3, 0, 0, 24 * 7, {1, 2}),  # in summer half of three places, rounded by a draw
        (0, 0, 0, 0, {0}),
    ],
)
def test_beds_are_open_for_which_there_are_nurses(world, held, closed, lent_nurses, day_of_year, opened):
    """A ward of four places needs eight posts, half of them nurses: four."""
    world.parameters["ward_nurse_share"] = world.parameters["summer_closing_share"] = 0.5
    world.parameters["open_share_fully_held"] = 1
    u = UnitRows(world, SORSELE)
    u.beds_places, u.lent_minutes_a_day = 4, lent_nurses * 480 * 5 / 7
    for _ in range(held):
        add_nurse(world, role=WARD_NURSE)
    world.wards["closed"][SORSELE] = closed
    go_to(world, FIRST_DAY + day_of_year)
    roster_beds(world)
    assert world.wards["open_places"][SORSELE] in opened
