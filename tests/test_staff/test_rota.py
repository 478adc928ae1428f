"""The day's roster: every minute counted once, no person on two lists, lists in key order, the role of home nursing,
nights in fair order.
"""

import numpy as np
import pytest
from worlds import duty_rows

from rural_abm.model.care.kept import look_at_admitted
from rural_abm.model.staff.posts.establishment import apply_levers
from rural_abm.model.staff.records import (
    AMBULANCE_NURSE,
    AWAY,
    COORDINATOR,
    EMPLOYED,
    GP,
    HOME_NURSE,
    HOME_NURSING_HALF_DAY,
    IN_CLINIC,
    LOCUM,
    ON_WARD,
    OTHER_WORK,
    PERMANENT,
    REMOTE,
    ROTATING,
    TRAINEE,
)
from rural_abm.model.staff.working_time.night import night_duty
from rural_abm.model.staff.working_time.plan import ROTATING_ROLE
from rural_abm.model.staff.working_time.rota import roster

HANDED_OUT = (
    "clinic_minutes",
    "slot_minutes",
    "dedicated_minutes",
    "reserved_minutes",
    "watch_minutes",
    "call_minutes",
    "ward_minutes",
    "video_minutes",
)
WORKED = (IN_CLINIC, ON_WARD, HOME_NURSING_HALF_DAY, OTHER_WORK, AWAY)


def people(world):
    return np.asarray(world.staff)[: world.now["staff"][0]]


def check_day(world):
    """Minutes handed out never exceed those worked; each person on duty stands on one list once; lists in key order."""
    staff, now = people(world), world.now[0]
    listed = []
    for unit in range(9):
        for role in range(7):
            rows = duty_rows(world, unit, role)
            assert (np.diff(staff["key"][rows].astype(object)) > 0).all()
            assert (staff["unit"][rows] == unit).all() and (staff["role"][rows] == role).all()
            listed.extend(rows)
    assert len(set(listed)) == len(listed)
    assert set(listed) == set(np.flatnonzero(staff["on_duty"]))
    assert (staff["absent_until"][listed] < now.day).all() and (staff["status"][listed] == EMPLOYED).all()
    for row in listed:
        person = staff[row]
        if person["role"] != GP or person["employment"] == REMOTE:
            continue
        plan = person["plan"][2 * now.weekday : 2 * now.weekday + 2]
        minutes = 240 * np.isin(plan, WORKED).sum()
        assert sum(int(person[name]) for name in HANDED_OUT) + person["rest_today"] <= minutes
        assert all(person[name] >= 0 for name in HANDED_OUT)
    idle = staff[staff["on_duty"] == 0]
    assert all((idle[name] == 0).all() for name in (*HANDED_OUT, "work_minutes"))


@pytest.mark.parametrize("levers", ["present", "heavy"])
def test_minutes_are_conserved_and_nobody_is_in_two_places(make_world, run_days, levers):
    world = make_world(2)
    if levers == "heavy":
        levers = world.levers
        levers["daily_slot_enabled"], levers["admission_watch_minutes_a_morning"] = 1, 30
        levers["dedicated_roles_half_days_a_week"] = 12
        world.levers["dedicated_roles_assignment"][:4] = ROTATING_ROLE
        levers["task_shift_advanced_nurse_half_days_a_week"] = levers["remote_gp_hours_a_week"] = 10
        levers["remote_gp_visit_days_a_year"] = 40
        world.levers["single_point_of_contact_start"], world.levers["single_point_of_contact_end"] = 480, 1020
        world.channels["role"][:, 0], world.channels["minutes_a_day"][:, 0], world.unit_states["channel_count"] = (
            2,
            45,
            1,
        )
        apply_levers(world)
    run_days(world, 200, check_day)


def test_the_morning_look_is_kept_and_is_work_only_where_it_is_used(make_world):
    """Everyone on duty in person keeps the minutes that are there for it; those used are work of the ward."""
    world = make_world(5)
    world.levers["admission_watch_minutes_a_morning"] = 15
    roster(world)
    gps = people(world)[people(world)["role"] == GP]
    there = (gps["on_duty"] == 1) & (gps["present"] == 1)
    assert there.any() and set(gps["watch_minutes"][there].tolist()) <= {0, 15} and gps["watch_minutes"].max() == 15
    assert not gps["watch_minutes"][~there].any() and not gps["ward_month"].any()
    unit = gps["unit"][there & (gps["watch_minutes"] == 15)][0]
    assert look_at_admitted(world, unit, -1)
    minutes = int(world.parameters["watch_minutes_per_patient"][0])
    assert people(world)["ward_month"].sum() == world.unit_counts["watch_minutes_used"].sum() == minutes


def test_levers_take_their_minutes_out_of_reception(make_world, run_days):
    """Paired worlds: what the bookable hour, the morning look and channels get is what reception loses."""
    totals = {}
    for name in ("plain", "levers"):
        world = make_world(5, locum_productivity=1, trainee_productivity=0.8)
        if name == "levers":
            world.levers["daily_slot_enabled"], world.levers["admission_watch_minutes_a_morning"] = 1, 15
        sums = dict.fromkeys(("clinic", "taken"), 0)

        def look(world, sums=sums):
            staff = people(world)
            gps = staff[(staff["role"] == GP) & (staff["present"] == 1) & (staff["employment"] == PERMANENT)]
            # Days with a full reception left, so nothing is taken from other work.
            full = gps[gps["rest_today"] == 0]
            sums["clinic"] += int(full["clinic_minutes"].sum())
            sums["taken"] += int(full["slot_minutes"].sum())

        run_days(world, 60, look)
        totals[name] = sums
    assert totals["plain"]["taken"] == 0 < totals["levers"]["taken"]
    lost = totals["plain"]["clinic"] - totals["levers"]["clinic"]
    # 60 + 15 minutes leave reception for each 60 of the hour, as long as it has them that day.
    assert 0.5 * totals["levers"]["taken"] < lost <= 1.25 * totals["levers"]["taken"]


def test_clinic_share_of_half_days_is_the_registers(make_world, run_days):
    world = make_world(4)
    planned = []

    def look(world):
        if world.now["weekday"][0] == 4:
            staff = people(world)
            gps = staff[(staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["employment"] == PERMANENT)]
            worked = np.isin(gps["plan"], (IN_CLINIC, OTHER_WORK, ON_WARD))
            planned.append(((gps["plan"] == IN_CLINIC).sum(), worked.sum()))

    run_days(world, 364, look)
    clinic, worked = np.sum(planned, axis=0)
    assert 0.55 < clinic / worked <= 0.61


def half_days(world, unit):
    staff = people(world)
    gps = staff[(staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["unit"] == unit)]
    return {int(g["number"]): int((g["plan"] == HOME_NURSING_HALF_DAY).sum()) for g in gps if g["dedicated"]}


def test_specialised_role_is_held_by_the_same_senior_people(make_world, run_days):
    world = make_world(2)
    world.levers["dedicated_roles_half_days_a_week"][0] = 10
    held, weeks = set(), []

    def look(world):
        if world.now["weekday"][0] == 0:
            found = half_days(world, 0)
            held.add(tuple(sorted(found)))
            weeks.append(sum(found.values()))

    run_days(world, 28, look)
    staff = people(world)
    permanent = staff[
        (staff["role"] == GP)
        & (staff["unit"] == 0)
        & (staff["employment"] == PERMANENT)
        & (staff["status"] == EMPLOYED)
    ]
    senior = sorted(permanent, key=lambda person: (person["since"], person["key"]))[:2]
    assert held == {tuple(sorted(int(person["number"]) for person in senior))}
    assert set(weeks) == {10}


def test_rotating_role_goes_round(make_world, run_days):
    world = make_world(2)
    world.levers["dedicated_roles_half_days_a_week"][0], world.levers["dedicated_roles_assignment"][0] = (
        6,
        ROTATING_ROLE,
    )
    holders = []
    run_days(world, 7 * 12, lambda w: holders.append(tuple(half_days(w, 0))) if w.now["weekday"][0] == 0 else None)
    assert {len(found) for found in holders} == {1}
    assert len(set(holders)) > 4


def test_role_is_empty_without_permanent_or_long_locum(make_world, run_days):
    world = make_world(2)
    world.levers["dedicated_roles_half_days_a_week"][3] = 4
    staff = people(world)
    at_unit = (staff["role"] == GP) & (staff["unit"] == 3)
    staff["employment"][at_unit & np.isin(staff["employment"], (PERMANENT, ROTATING))] = LOCUM
    staff["until"][at_unit] = world.now["day"][0] + 10
    staff["since"][at_unit] = world.now["day"][0] - 3
    roster(world)
    assert half_days(world, 3) == {}
    staff["until"][at_unit], staff["planned_week"][at_unit] = world.now["day"][0] + 40, -1
    roster(world)
    assert sum(half_days(world, 3).values()) == 4


def test_home_nursing_works_all_week_and_reception_on_workdays(make_world, run_days):
    world = make_world(1)
    nurses = {False: [], True: []}

    def look(world):
        weekend = bool(world.now["workday"][0] == 0)
        counts = np.asarray(world.unit_states)["duty_count"]
        nurses[weekend].append(counts[:, HOME_NURSE].sum())
        assert counts[0, AMBULANCE_NURSE] > 0
        if weekend:
            assert counts[:, [GP, COORDINATOR]].sum() == 0

    run_days(world, 364, look)
    assert np.mean(nurses[True]) / np.mean(nurses[False]) == pytest.approx(0.5, abs=0.12)
    assert min(nurses[True]) > 0


def test_coordinator_is_one_person_and_remote_physician_keeps_minutes(make_world, run_days):
    world = make_world(1)
    world.levers["single_point_of_contact_start"], world.levers["single_point_of_contact_end"] = 480, 1020
    world.levers["remote_gp_hours_a_week"][6] = 15
    apply_levers(world)
    again = np.asarray(world.posts).copy()
    apply_levers(world)
    assert (again == np.asarray(world.posts)).all()
    opened = again[(again["role"] == COORDINATOR) & (again["active"] == 1)]
    assert opened.size == 18 and (opened["holder"] < 0).all()
    seen = []

    def look(world):
        counts = np.asarray(world.unit_states)["duty_count"][:, COORDINATOR]
        assert counts.max() <= 1
        staff = people(world)
        remote = staff[(staff["employment"] == REMOTE) & (staff["on_duty"] == 1)]
        seen.append((counts.sum(), remote["video_minutes"].sum()))
        assert (remote["unit"] == 6).all() and (remote["present"] == 0).all()

    run_days(world, 728, look)
    coordinators, video = np.array(seen).T
    assert coordinators.max() > 1
    assert set(video) == {0, 180}


def test_rotating_doctor_is_here_four_weeks_and_on_video_four(make_world, run_days):
    world = make_world(1)
    weeks = []

    def look(world):
        staff = people(world)
        person = staff[staff["employment"] == ROTATING][0]
        if person["on_duty"]:
            assert (person["video_minutes"] > 0) <= (person["present"] == 0)
            weeks.append((world.now["day"][0] // 7, int(person["present"])))

    run_days(world, 364, look)
    present = dict(weeks)
    assert 0.3 < np.mean(list(present.values())) < 0.7


def test_nights_go_round_fairly(make_world, run_days):
    """With nobody ever away, nights of those who take part differ by at most one."""
    world = make_world(3, gp_illness_share=0.01, on_call_shortest_gap_nights=1)
    world.parameters["gp_illness_share"] = 0
    world.parameters["leave_weeks_summer"] = world.parameters["leave_weeks_other"] = 0
    world.levers["on_call_participants"], world.levers["on_call_remote_night"], world.levers["on_call_lines"] = 0, 1, 2
    nights = {}

    def look(world):
        lines = world.now["on_call"][0][:2]
        assert lines[0] != lines[1]
        for row in lines:
            nights[int(row)] = nights.get(int(row), 0) + 1

    run_days(world, 30, look)
    staff = people(world)
    takes = (
        (staff["role"] == GP)
        & np.isin(staff["employment"], (PERMANENT, ROTATING))
        & (staff["status"] == EMPLOYED)
        & (staff["unit"] < 8)
    )
    assert set(nights) <= set(np.flatnonzero(takes))
    counts = [nights.get(int(row), 0) for row in np.flatnonzero(takes)]
    assert max(counts) - min(counts) <= 1
    assert world.unit_counts["night_duties"].sum() == 60


def test_nights_cost_reception_and_fillers_step_in(make_world, run_days):
    world = make_world(3)
    rested = []
    run_days(world, 60, lambda w: rested.append(int(people(w)["rest_today"].sum())))
    assert sum(rested) > 0.5 * 450 * 40
    alone = make_world(3)
    staff = people(alone)
    staff["employment"][(staff["role"] == GP) & (staff["status"] == EMPLOYED)] = TRAINEE
    alone.levers["on_call_participants"] = 0
    night_duty(alone)
    filler = staff[alone.now["on_call"][0][0]]
    assert filler["employment"] == LOCUM and filler["rest_minutes"] == 0
