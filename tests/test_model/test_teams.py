"""Care from elsewhere: mobile teams, shared home-nursing physicians, networks, new centres, contracted on-call.

Each is set by levers over the baseline in a small region; what is compared is the same seed with and without.
"""

import numpy as np
import pytest
import regions
from worlds import duty_rows

from rural_abm import Scenario
from rural_abm.governance import channel_kinds, resolve
from rural_abm.model.care.clock import home_unit_admits
from rural_abm.model.care.records import CHANNEL_ROLES, MOBILE_TEAM
from rural_abm.model.people.records import ENROLLED, MODERATE_EPISODE, SEVERE_EPISODE
from rural_abm.model.staff.in_force import plain, region_places, ward_posts
from rural_abm.model.staff.posts.establishment import apply_levers
from rural_abm.model.staff.posts.teams import staff_new_posts, team_posts
from rural_abm.model.staff.posts.turnover import leave
from rural_abm.model.staff.records import EMPLOYED, GP, IN_POOL, PERMANENT, TEAM_NURSE, TEAM_PHYSICIAN
from rural_abm.regions.place_tables import load_tables

SHARE = 0.1
UNITS = load_tables().unit_keys
LYCKSELE, TARNABY, MALA = (UNITS.index(key) for key in ("lycksele", "tarnaby", "mala"))
TEAM = {
    "base": "lycksele",
    "physician_half_days_a_week": 10,
    "physicians": 2,
    "nurses": 2,
    "coordinator": True,
    "cars": 1,
    "reach_minutes": 90,
}
KINDS = list(channel_kinds())


def model_with(levers, days=0, governance=None, years=1):
    named = {"governance": governance} if governance else {}
    # Nobody is missing on the first day, so that what is tested does not hang on who was found.
    present = {"team_physician_start_vacancy": 0.0, "team_nurse_start_vacancy": 0.0}
    scenario = Scenario(seed=6, years=years, levers=levers, parameters=present, **named)
    model = regions.restored(_warmed(present), scenario, SHARE)
    return regions.run_days(model, days)


_KEPT = {}


def _warmed(parameters):
    if "one" not in _KEPT:
        scenario = Scenario(seed=6, years=1, parameters=parameters)
        _KEPT["one"] = regions.RuralModel(scenario, place=regions.place_of(SHARE)).snapshot()
    return _KEPT["one"]


def channel(kind, role, **more):
    usual = {"start": "08:00", "end": "16:00", "days": "weekdays", "minutes_a_day": 0, "reach_minutes": 0}
    return {"kind": kind, "role": role, "booking": "same_day"} | usual | more


def staff_of(world, role):
    return np.flatnonzero((world.staff["role"] == role) & (world.staff["status"] == EMPLOYED))


def answered(model, kind):
    return np.asarray(model.world.unit_counts["channel_answered"])[1, :, KINDS.index(kind)]


# mobile teams


@pytest.fixture(scope="module")
def with_team():
    only_team = [channel("phone_doctor", "mobile_team"), channel("home_visit", "mobile_team")]
    return model_with({"mobile_team": TEAM, "channels": only_team}, 60)


def test_a_team_has_posts_cars_and_persons_at_its_base_and_nowhere_else(with_team):
    world = with_team.world
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    for role, number, share in ((TEAM_PHYSICIAN, 2, 0.5), (TEAM_NURSE, 2, 1.0)):
        own = posts[(posts["role"] == role) & (posts["active"] == 1)]
        assert own["unit"].tolist() == [LYCKSELE] * number and (own["share"] == share).all()
        assert (own["holder"] >= 0).all() and (world.staff["employment"][own["holder"]] == PERMANENT).all()
    days = np.asarray(world.activity)[12:]
    assert days["team_car_days"][:, 0].sum() == 60 and days["team_car_days"][:, 1:].sum() == 0
    assert days["team_nurse_days"].sum() == 2 * 60 * 1000 and days["acute_car_days"].sum() == 0


def test_team_nurses_come_out_of_the_local_nurses(with_team):
    plain = model_with({}).world
    gained = staff_of(with_team.world, TEAM_NURSE)
    moved = [row for row in gained if row < plain.now["staff"][0]]
    assert moved and (plain.staff["role"][moved] != TEAM_NURSE).all()
    assert (plain.staff["unit"][moved] == LYCKSELE).all()


def test_the_bookkeeping_holds_and_patients_stay_with_their_usual_gp(with_team):
    world = with_team.world
    assert regions.check_world(world) == []
    physicians = staff_of(world, TEAM_PHYSICIAN)
    ties = np.asarray(world.ties)[: world.now["ties"][0]]
    met = np.unique(ties["resident"][(ties["resident"] >= 0) & np.isin(ties["staff"], physicians)])
    assert met.size > 20
    assert not np.isin(world.residents["usual_gp"][: world.now["residents"][0]], physicians).any()


def test_the_team_answers_within_reach_only(with_team):
    visits = answered(with_team, "home_visit")
    assert visits[LYCKSELE] > 0 and visits[TARNABY] == 0
    # By telephone distance does not matter.
    assert answered(with_team, "phone_doctor")[TARNABY] > 0


def test_vacant_posts_of_a_team_get_locums_who_cost_and_go_back_to_the_pool():
    """In the place of the physicians who left: on duty with the team, paid as locums, GPs of the pool again."""
    only_team = [channel("phone_doctor", "mobile_team")]
    model = model_with({"mobile_team": TEAM, "channels": only_team}, 1)
    world = model.world
    for row in staff_of(world, TEAM_PHYSICIAN):
        leave(world, int(row), "locums")
    world.parameters["locum_coverage"], world.parameters["locum_free_share"] = 0.95, 1.0
    world.posts["frozen"][(world.posts["role"] == GP)] = 1
    posts = np.flatnonzero((world.posts["role"] == TEAM_PHYSICIAN) & (world.posts["active"] == 1))
    held, on_duty, engaged, paid = 0, 0, set(), world.activity["gp_locum_days"].sum(axis=0)
    before = answered(model, "phone_doctor").sum()
    for _ in range(120):
        model.step()
        locums = world.posts["locum"][posts]
        locums = locums[locums >= 0]
        assert (world.staff["role"][locums] == TEAM_PHYSICIAN).all() and regions.check_world(world) == []
        assert (world.posts["holder"][posts] < 0).all()
        held, engaged = held + locums.size, engaged | set(locums.tolist())
        on_duty += int(world.unit_states["duty_count"][LYCKSELE, TEAM_PHYSICIAN])
        gone = [row for row in engaged if row not in locums and world.staff["status"][row] == IN_POOL]
        assert (world.staff["role"][gone] == GP).all()
    assert held > 60 and on_duty > 20 and len(engaged) > 2 and gone
    assert answered(model, "phone_doctor").sum() > before
    # Half a post each; locums of GP posts engaged before are paid too.
    assert (world.activity["gp_locum_days"].sum(axis=0) - paid)[0] >= held * 500


def test_without_car_nobody_drives_and_without_a_base_nobody_answers():
    only_team = [channel("phone_doctor", "mobile_team"), channel("acute_car_visit", "mobile_team")]
    plain = model_with({"mobile_team": TEAM, "channels": only_team}, 30)
    assert answered(plain, "acute_car_visit").sum() == 0 and answered(plain, "phone_doctor").sum() > 0
    equipped = model_with({"mobile_team": TEAM | {"acute_equipment": True}, "channels": only_team}, 30)
    assert answered(equipped, "acute_car_visit").sum() > 0
    nowhere = model_with({"mobile_team": TEAM | {"base": "none"}, "channels": only_team}, 30)
    assert answered(nowhere, "phone_doctor").sum() == 0
    assert staff_of(nowhere.world, TEAM_PHYSICIAN).size == 0


def test_physicians_in_turns_are_there_two_weeks_at_a_time():
    levers = {"mobile_team": TEAM | {"physicians": 4, "turn_weeks": 2}}
    model, seen = model_with(levers), []

    def look(model):
        world = model.world
        seen.append((int(world.now["weekday"][0]), duty_rows(world, LYCKSELE, TEAM_PHYSICIAN).tolist()))

    regions.run_days(model, 8 * 7, look)
    weeks = [{row for day, rows in seen[7 * week : 7 * week + 7] for row in rows} for week in range(8)]
    assert all(len(rows) <= 1 for rows in weeks) and all(not rows for day, rows in seen if day > 4)
    # No physician comes back before the other three have had their two weeks.
    starts = [min(week for week in range(8) if row in weeks[week]) for row in set().union(*weeks)]
    assert all(sum(row in rows for rows in weeks) <= 2 for row in set().union(*weeks)) and len(starts) >= 3


def test_applying_the_levers_twice_changes_nobody():
    world = model_with({"mobile_team": TEAM}, 1).world
    physicians, posts, nurses = team_posts(world)
    assert physicians.sum() == 2 and posts.sum() == 1.0 and nurses.sum() == 2
    before = int(world.now["staff"][0]), [staff_of(world, role).tolist() for role in (TEAM_PHYSICIAN, TEAM_NURSE)]
    apply_levers(world)
    staff_new_posts(world)
    after = int(world.now["staff"][0]), [staff_of(world, role).tolist() for role in (TEAM_PHYSICIAN, TEAM_NURSE)]
    assert before == after


def test_others_may_send_for_the_team_only_where_they_are_named():
    quiet = [channel("phone_doctor", "on_call_gp", start="00:00", end="24:00", days="all")]
    visits = {}
    for callers in ([], ["ambulance"], ["telephone_advice", "centre"]):
        model = model_with({"mobile_team": TEAM | {"callers": callers}, "channels": quiet}, 60)
        physicians = staff_of(model.world, TEAM_PHYSICIAN)
        ties = np.asarray(model.world.ties)[: model.world.now["ties"][0]]
        visits[tuple(callers)] = int(np.isin(ties["staff"], physicians).sum())
    assert visits[()] == 0 and visits[("ambulance",)] > 0 and visits[("telephone_advice", "centre")] > 0


def test_the_role_is_known_to_levers_and_engine():
    assert CHANNEL_ROLES[MOBILE_TEAM] == "mobile_team"


# home-nursing physicians of another unit, beds of a unit for home nursing


def test_home_nursing_physicians_of_one_unit_serve_another():
    only = [channel("phone_doctor", "dedicated_gp")]
    held = {
        "dedicated_roles.half_days_a_week": 0,
        "lycksele.dedicated_roles.half_days_a_week": 20,
        "lycksele.dedicated_roles.assignment": "specialised",
        "channels": only,
    }
    alone, shared = (model_with(held | more, 60) for more in ({}, {"mala.dedicated_roles.held_at": "lycksele"}))
    assert answered(alone, "phone_doctor")[MALA] == 0 < answered(alone, "phone_doctor")[LYCKSELE]
    assert answered(shared, "phone_doctor")[MALA] > 0


def test_beds_of_a_unit_for_home_nursing_take_its_moderately_ill_in_office_hours():
    world = model_with({"home_nursing_unit": {"gp_half_days_a_week": 6, "bed_places": 3}}, 1).world
    assert plain(region_places)(world, LYCKSELE) == 3 and ward_posts(world)[LYCKSELE] == 6.0
    resident = int(np.flatnonzero(world.residents["enrolled"] == ENROLLED)[0])
    need = world.needs[0]
    need.resident, need.unit, need.minute, need.severity = resident, LYCKSELE, 600, MODERATE_EPISODE
    assert home_unit_admits(world, 0)
    for field, value in (("severity", SEVERE_EPISODE), ("minute", 1200), ("resident", -1)):
        kept = need[field]
        need[field] = value
        assert not home_unit_admits(world, 0), field
        need[field] = kept
    world.levers["home_nursing_unit_bed_places"] = 0
    assert not home_unit_admits(world, 0)


# networks, new centres, contracted lines


def test_doctors_of_the_network_answer_when_the_own_unit_cannot():
    members = ["storuman", "tarnaby", "vilhelmina", "asele", "dorotea", "mala", "sorsele"]
    only = [channel("phone_doctor", "unit_gp")]
    network = {"members": members, "meeting_minutes_a_week": 60, "cover": True}
    alone, joined = (model_with({"channels": only} | more, 60) for more in ({}, {"centre_network": network}))
    small = [UNITS.index(key) for key in members]
    assert answered(joined, "phone_doctor")[small].sum() > answered(alone, "phone_doctor")[small].sum()
    assert (
        joined.world.levers["centre_network_members"][LYCKSELE]
        == 0
        < joined.world.levers["centre_network_members"][MALA]
    )
    assert joined.world.levers["centre_network_meeting_minutes_a_week"][LYCKSELE] == 0


def test_residents_of_other_units_list_at_a_new_centre_in_reach_up_to_its_most():
    levers = {"lycksele.new_centre": {"gp_posts": 3, "listed_at_most": 25, "reach_minutes": 90}}
    model = model_with(levers, 200)
    world, states = model.world, model.world.unit_states
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    assert ((posts["new_centre"] == 1) & (posts["active"] == 1)).sum() == 3
    assert 0 < states["new_centre_listed"][LYCKSELE] <= 25 and states["new_centre_listed"].sum() <= 25
    assert regions.check_world(world) == []
    near = model_with({"lycksele.new_centre": {"gp_posts": 3, "listed_at_most": 25, "reach_minutes": 1}}, 200)
    assert near.world.unit_states["new_centre_listed"][LYCKSELE] == 0


def test_a_contracted_line_is_never_filled_by_the_region_s_own_doctors():
    model, lines = model_with({"on_call": {"lines": 2, "contracted_lines": 1}}), []

    def look(model):
        own, contracted = (int(row) for row in model.world.now["on_call"][0][:2])
        lines.append((int(model.world.staff["status"][own]), int(model.world.staff["status"][contracted])))

    regions.run_days(model, 30, look)
    assert {contracted for _, contracted in lines} == {IN_POOL} and EMPLOYED in {own for own, _ in lines}


def test_every_bundled_model_runs_and_keeps_its_books():
    for name in ("targeted_step_4", "wellbeing_centre"):
        model = model_with({}, 30, governance=name)
        assert regions.check_world(model.world) == [], name
        assert resolve(model.scenario).names == (name,)
