"""A GP's week and day by hand: who holds the home-nursing role, what clears it, and what each minute is for.

Half-days are written M1 M2 T1 T2 ...: a week of ten, of which six are reception.
"""

import numpy as np
import pytest
from unit_rows import UnitRows
from villages import FIRST_DAY, SORSELE, add_gp, add_nurse, counted, empty_region, go_to

from rural_abm.model.staff.posts.locums import order_locums
from rural_abm.model.staff.posts.turnover import depart
from rural_abm.model.staff.records import (
    GP,
    HOME_NURSING_HALF_DAY,
    IN_CLINIC,
    LOCUM,
    ON_WARD,
    OTHER_WORK,
    REMOTE,
    ROTATING,
    TRAINEE,
)
from rural_abm.model.staff.working_time.plan import ROTATING_ROLE
from rural_abm.model.staff.working_time.rota import roster

C, H, O = IN_CLINIC, HOME_NURSING_HALF_DAY, OTHER_WORK  # noqa: E741
# Nobody is ill or on leave; three fifths of the half-days are reception, three quarters of their minutes with patients.
PLAIN = {
    "gp_illness_share": 0, "nurse_illness_share": 0, "leave_weeks_other": 0, "clinic_share": 0.6,
    "half_day_minutes": 240, "clinic_slots_a_day": 12, "clinic_slot_minutes": 30, "home_nursing_half_days_a_gp": 8,
    "home_nursing_half_day_minutes": 200,
}  # fmt: skip
TUESDAY, WEDNESDAY, NEXT_MONDAY = FIRST_DAY + 1, FIRST_DAY + 2, FIRST_DAY + 7


@pytest.fixture
def world():
    return empty_region(**PLAIN)


def day_of(world, day):
    go_to(world, day)
    roster(world)


def role_of(world, *rows):
    """Half-days of home nursing in the plans of those who hold the role, by staff row."""
    return {r: int((world.staff["plan"][r] == H).sum()) for r in rows if world.staff["dedicated"][r]}


# the role


def test_as_few_as_can_carry_it_hold_the_role_the_longest_serving_first(world):
    """Eight half-days a week are the most for one: six go to Anna, ten to Anna and Bo, five each."""
    bo, anna, cia = (add_gp(world, since=since) for since in (-2000, -3000, -1000))
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 6
    day_of(world, FIRST_DAY)
    assert role_of(world, anna, bo, cia) == {anna: 6}
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 10
    day_of(world, NEXT_MONDAY)
    assert role_of(world, anna, bo, cia) == {anna: 5, bo: 5}


def test_of_two_who_came_on_one_day_the_smaller_key_holds_it(world):
    dan, eva = add_gp(world, since=-500, key=9), add_gp(world, since=-500, key=4)
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 2
    day_of(world, FIRST_DAY)
    assert role_of(world, dan, eva) == {eva: 2}


def test_reception_bears_what_the_role_takes(world):
    """O C O C C O C O C C: Monday morning and Wednesday afternoon are asked for, both other work, so two half-days of
    reception become other work instead."""
    anna = add_gp(world)
    day_of(world, FIRST_DAY)
    assert world.staff["plan"][anna].tolist() == [O, C, O, C, C, O, C, O, C, C]
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 2
    day_of(world, NEXT_MONDAY)
    assert world.staff["plan"][anna].tolist() == [H, O, O, C, C, H, O, O, C, C]
    assert world.staff["dedicated_minutes"][anna] == 200


def test_while_the_holder_is_away_a_fixed_role_waits_and_a_rotating_one_goes_on(world):
    """Anna, who has served longest, is away for two weeks: nobody stands in for her; where the role rotates it is Bo's
    in both."""
    anna, bo = add_gp(world, since=-3000), add_gp(world, since=-2000)
    world.staff["absent_until"][anna] = FIRST_DAY + 13
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 5
    for rotating, held, minutes in ((0, {anna: 5}, [0, 0]), (1, {bo: 5}, [0, 200])):
        world.levers["dedicated_roles_assignment"][SORSELE], world.staff["planned_week"][:2] = (
            ROTATING_ROLE * rotating,
            -1,
        )
        for monday in (FIRST_DAY, NEXT_MONDAY):
            day_of(world, monday)
            assert role_of(world, anna, bo) == held
            assert world.staff["dedicated_minutes"][[anna, bo]].tolist() == minutes


def test_a_rotating_role_passes_from_one_to_the_next_every_week(world):
    anna, bo, cia = (add_gp(world) for _ in range(3))
    world.levers["dedicated_roles_half_days_a_week"][SORSELE], world.levers["dedicated_roles_assignment"][SORSELE] = (
        5,
        ROTATING_ROLE,
    )
    held = []
    for week in range(4):
        day_of(world, FIRST_DAY + 7 * week)
        held += role_of(world, anna, bo, cia)
    assert sorted(held[:3]) == [anna, bo, cia] and held[3] == held[0]


def test_the_role_is_cleared_when_the_holder_leaves_and_filled_on_monday(world):
    anna, bo = add_gp(world, since=-3000), add_gp(world, since=-2000)
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 4
    day_of(world, FIRST_DAY)
    go_to(world, TUESDAY)
    depart(world, anna)
    roster(world)
    assert role_of(world, anna, bo) == {}
    day_of(world, NEXT_MONDAY)
    assert role_of(world, anna, bo) == {bo: 4}
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 0
    day_of(world, NEXT_MONDAY + 7)
    assert role_of(world, anna, bo) == {}


def test_a_locum_of_four_weeks_holds_the_role_where_no_permanent_gp_is_and_one_of_three_does_not(world):
    lo = add_gp(world, employment=LOCUM, status=1, since=FIRST_DAY, until=FIRST_DAY + 20)
    world.parameters["long_locum_days"] = 28
    world.levers["dedicated_roles_half_days_a_week"][SORSELE] = 2
    day_of(world, FIRST_DAY)
    assert role_of(world, lo) == {}
    world.staff["until"][lo], world.staff["planned_week"][lo] = FIRST_DAY + 27, -1
    day_of(world, FIRST_DAY)
    assert role_of(world, lo) == {lo: 2}
    anna = add_gp(world)
    day_of(world, NEXT_MONDAY)
    assert role_of(world, lo, anna) == {anna: 2}


def test_a_trainee_never_holds_the_role_nor_a_rotating_gp_in_a_week_from_afar(world):
    world.parameters["rotation_weeks"], world.parameters["trainee_away_share"] = 1, 0
    trainee, rut = add_gp(world, employment=TRAINEE), add_gp(world, employment=ROTATING)
    world.levers["dedicated_roles_half_days_a_week"][SORSELE], world.levers["dedicated_roles_assignment"][SORSELE] = (
        2,
        ROTATING_ROLE,
    )
    held = []
    for week in range(4):
        day_of(world, FIRST_DAY + 7 * week)
        held.append(list(role_of(world, trainee, rut)))
    assert held in ([[rut], [], [rut], []], [[], [rut], [], [rut]])


# the day


def test_a_plain_day_of_reception_and_other_work(world):
    """Tuesday is O C: 240 x 3/4 = 180 minutes with patients, and of the 300 left over at most 40 are for calls."""
    world.parameters["call_minutes_a_day"] = 40
    anna = add_gp(world)
    day_of(world, TUESDAY)
    person = world.staff[anna]
    assert (person.clinic_minutes, person.call_minutes, person.capacity_month) == (180, 40, 480)
    assert counted(world, "gp_capacity_minutes", SORSELE) == 480


def test_what_levers_set_aside_comes_out_of_reception_by_its_part_of_the_day(world):
    """An hour for home visits, 15 minutes for the morning look, 30 for a channel: 105 of 480 minutes, of which
    reception (180 of 480) gives three eighths, 39.375: 140 minutes with patients are left."""
    u = UnitRows(world, SORSELE)
    u.daily_slot_enabled, u.daily_slot_start, u.daily_slot_end, u.admission_watch_minutes_a_morning, u.channel_count = (
        1,
        660,
        720,
        15,
        1,
    )
    world.channels["role"][SORSELE, 0], world.channels["minutes_a_day"][SORSELE, 0] = 2, 30
    anna = add_gp(world)
    day_of(world, TUESDAY)
    person = world.staff[anna]
    assert (person.slot_minutes, person.watch_minutes, person.reserved_minutes) == (60, 15, 30)
    assert person.kept_of_reception == 180 / 480 and person.clinic_minutes == 140


def test_a_night_on_call_is_paid_back_out_of_reception(world):
    """450 minutes: all 240 of Tuesday's reception, 210 of Wednesday's, whose last 30 are 22 with patients."""
    anna = add_gp(world, rest_minutes=450)
    day_of(world, TUESDAY)
    assert (world.staff[anna].rest_today, world.staff[anna].clinic_minutes, world.staff[anna].rest_minutes) == (
        240,
        0,
        210,
    )
    day_of(world, WEDNESDAY)
    assert (world.staff[anna].rest_today, world.staff[anna].clinic_minutes, world.staff[anna].rest_minutes) == (
        210,
        22,
        0,
    )


def test_a_locums_first_day_is_half_spent_on_finding_their_way(world):
    """180 x 1/2 minutes of reception at 4/5 of the pace are 72, and from the second day 180 x 4/5 = 144."""
    world.parameters["locum_start_up_share"] = 0.5
    lo = add_gp(world, employment=LOCUM, status=1, since=TUESDAY, until=TUESDAY + 20, productivity=0.8)
    day_of(world, TUESDAY)
    assert world.staff[lo].clinic_minutes == 72
    day_of(world, WEDNESDAY)
    assert world.staff[lo].clinic_minutes == 144


def test_the_ward_round_takes_the_place_of_other_work(world):
    """Four beds: 20 + 4 x 10 minutes. On Wednesday reception would come first (C O): the half-days change places."""
    world.parameters["ward_round_minutes"], world.parameters["ward_round_minutes_a_place"] = 20, 10
    world.levers["beds_places"][SORSELE] = 4
    anna = add_gp(world)
    day_of(world, FIRST_DAY)
    assert (world.staff[anna].ward_minutes, world.staff[anna].clinic_minutes) == (60, 180)
    assert world.staff["plan"][anna, :2].tolist() == [ON_WARD, C]
    day_of(world, WEDNESDAY)
    assert (world.staff[anna].ward_minutes, world.staff[anna].clinic_minutes) == (60, 180)
    assert world.staff["plan"][anna, 4:6].tolist() == [ON_WARD, C]
    go_to(world, FIRST_DAY + 5)
    roster(world)
    assert world.staff[anna].ward_minutes == 0, "no round on a Saturday, as no GP is on duty"


def test_a_remote_physician_sits_at_the_screen_and_in_reception_on_visit_days(world):
    """600 minutes a week are 120 a day on video; with a visit on every working day it is 2 x 180 in reception."""
    rut = add_gp(world, employment=REMOTE)
    world.levers["remote_gp_hours_a_week"][SORSELE] = 10
    day_of(world, FIRST_DAY)
    assert (world.staff[rut].present, world.staff[rut].video_minutes, world.staff[rut].clinic_minutes) == (0, 120, 0)
    assert world.activity["remote_gp_minutes"].sum() == 120
    world.levers["remote_gp_visit_days_a_year"][SORSELE] = 365
    day_of(world, TUESDAY)
    assert (world.staff[rut].present, world.staff[rut].video_minutes, world.staff[rut].clinic_minutes) == (1, 0, 360)
    world.levers["remote_gp_hours_a_week"][SORSELE] = 0
    day_of(world, WEDNESDAY)
    assert world.staff[rut].on_duty == 0


def test_a_rotating_gps_weeks_from_afar_are_video(world):
    world.parameters["rotation_weeks"] = 1
    rut = add_gp(world, employment=ROTATING)
    seen = []
    for week in range(2):
        day_of(world, TUESDAY + 7 * week)
        seen.append((int(world.staff[rut].clinic_minutes), int(world.staff[rut].video_minutes)))
    assert sorted(seen) == [(0, 180), (180, 0)]


def test_supervising_and_leading_take_time_of_named_gps(world):
    """One trainee who is here three fifths of the time, two half-days of supervision: 0.6 x 2 x 240 / 5 = 57.6 minutes
    a day, 28 for each of two GPs; a lead half-day is 48 more for the one who has served longest.

    Of Anna's 76, three eighths come out of Tuesday's reception: 180 - 28.5 = 151 with patients."""
    world.parameters["trainee_away_share"] = 0.4
    anna, bo = add_gp(world, since=-3000), add_gp(world, since=-2000)
    add_gp(world, employment=TRAINEE, absent_until=FIRST_DAY + 30)
    (
        world.levers["supervision_half_days_half_days_a_week"][SORSELE],
        world.levers["leadership_medical_lead_half_days_a_week"][SORSELE],
    ) = 2, 1
    order_locums(world)
    assert world.staff["set_aside_minutes"][[anna, bo]].tolist() == [76, 28]
    day_of(world, TUESDAY)
    assert world.staff["clinic_minutes"][anna] == 151
    assert counted(world, "supervision_minutes", SORSELE) == 28 + 28
    depart(world, anna)
    order_locums(world)
    assert world.staff["set_aside_minutes"][bo] == 57 + 48


def test_a_half_time_gp_works_every_other_half_day_in_the_long_run(world):
    world.staff["full_time"][add_gp(world)] = 0.5
    worked = []
    for week in range(10):
        day_of(world, FIRST_DAY + 7 * week)
        worked.append(int((world.staff["plan"][0] > 0).sum()))
    assert sum(worked) == 50 and max(worked) - min(worked) <= 1


def test_nobody_is_on_a_list_who_is_ill_on_leave_or_gone(world):
    ill, here, gone = (add_gp(world) for _ in range(3))
    nurse = add_nurse(world)
    world.staff["absent_until"][ill], world.staff["status"][gone] = FIRST_DAY, 2
    day_of(world, FIRST_DAY)
    assert world.staff["on_duty"][[ill, here, gone, nurse]].tolist() == [0, 1, 0, 1]
    assert world.unit_states["duty_count"][SORSELE, GP] == 1 and np.asarray(world.unit_states["duty_count"]).sum() == 2
    go_to(world, TUESDAY)
    world.parameters["gp_illness_share"] = 1 - 1e-12
    roster(world)
    assert world.staff["on_duty"][[ill, here, gone, nurse]].tolist() == [0, 0, 0, 1]
    assert (world.staff["absent_until"][[ill, here]] >= TUESDAY).all()
