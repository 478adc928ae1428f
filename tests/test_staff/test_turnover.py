"""Who comes and goes: rates against theory, the same locum coming back, events, and that the order of rows is
irrelevant.
"""

import numpy as np
import pytest

from rural_abm.model.staff.in_force import at_all_units, ward_places, ward_posts_needed
from rural_abm.model.staff.posts.establishment import apply_levers
from rural_abm.model.staff.posts.locums import order_locums
from rural_abm.model.staff.posts.turnover import depart, leave
from rural_abm.model.staff.posts.wards import roster_beds, staffed_share
from rural_abm.model.staff.records import (
    ADVANCED_NURSE,
    EMPLOYED,
    GONE,
    GP,
    IN_POOL,
    LOCUM,
    PERMANENT,
    REMOTE,
    ROTATING,
    TRAINEE,
    WARD_NURSE,
)

# z for two-sided false alarms of 1 in 10,000 a comparison.
Z = 3.89


def people(world):
    return np.asarray(world.staff)[: world.now["staff"][0]]


def months(world, count, act):
    for month in range(count):
        world.now["month"], world.now["day"] = 12 + month, 365 + month * 365 // 12
        world.now["reported_day"] = world.now["day"] - 365
        act(world)


def test_vacant_posts_fill_at_their_rate(make_world, month_of):
    """First-month fillings of nurse posts over 60 seeds against 1 - exp(-1.2 / 12); false alarm 1 in 10,000."""
    filled = posts = 0
    for seed in range(60):
        world = make_world(seed)
        vacant = np.asarray(world.posts)[: world.now["posts"][0]]
        vacant = np.flatnonzero((vacant["role"] != GP) & (vacant["holder"] < 0))
        staff = people(world)
        staff["retires_day"] = 2**30
        world.parameters["nurse_leaving_per_year"] = world.parameters["gp_leaving_per_year"] = 0
        world.parameters["nurse_moving_per_year"] = 0
        month_of(world)
        filled, posts = filled + (np.asarray(world.posts)["holder"][vacant] >= 0).sum(), posts + vacant.size
    chance = 1 - np.exp(-1.2 / 12)
    assert abs(filled - posts * chance) < Z * np.sqrt(posts * chance * (1 - chance)) + 1


def test_vacancies_stay_about_where_they_start(make_world, month_of):
    """Nurse vacancy near .10 and GP vacancy near its start after five years, means over 8 seeds."""
    nurse, gp = [], []
    for seed in range(8):
        world = make_world(seed, spare=1500, years=6)
        months(world, 60, month_of)
        posts = np.asarray(world.posts)[: world.now["posts"][0]]
        nurse.append((posts["holder"] < 0)[posts["role"] != GP].mean())
        gp.append((posts["holder"] < 0)[posts["role"] == GP].mean())
        assert world.now["overflow"][0] == 0
    assert 0.07 < np.mean(nurse) < 0.13
    assert 0.28 < np.mean(gp) < 0.5


def test_nobody_comes_or_goes_in_the_warm_up(make_world, month_of):
    world = make_world(1, day=31)
    before = people(world)["status"].copy()
    for month in range(1, 12):
        world.now["month"] = month
        month_of(world)
    assert (people(world)["status"] == before).all()


@pytest.mark.verify
def test_locums_cover_the_share_that_supply_allows(make_world, run_days):
    """Covered share of vacant GP weeks over two years and four seeds: .65; weeks of one post hang together."""
    covered = vacant = 0
    for seed in range(4):
        world = make_world(seed)

        def look(world):
            nonlocal covered, vacant
            if world.now["weekday"][0] == 0:
                posts = np.asarray(world.posts)[: world.now["posts"][0]]
                gp = (posts["role"] == GP) & (posts["holder"] < 0)
                covered, vacant = covered + (posts["locum"][gp] >= 0).sum(), vacant + gp.sum()

        run_days(world, 728, look)
    # An engagement ties about 2.5 weeks, so about vacant / 4 independent cycles; z = 3.89.
    assert covered / vacant == pytest.approx(0.65, abs=Z * np.sqrt(0.25 / (vacant / 4)))


def test_returning_locum_is_the_same_row(make_world, run_days):
    world = make_world(1)
    world.levers["locum_policy_prefer_returning"] = 1
    engagements = {}

    def look(world):
        staff = people(world)
        for row in np.flatnonzero((staff["employment"] == LOCUM) & (staff["status"] == EMPLOYED)):
            engagements.setdefault((int(row), int(staff["unit"][row])), set()).add(int(staff["since"][row]))
            assert world.posts["locum"][staff["post"][row]] == row

    run_days(world, 364, look)
    again = [key for key, starts in engagements.items() if len(starts) > 1]
    assert again
    counts = np.asarray(world.unit_counts)
    assert counts["locum_returns"].sum() > 0.7 * counts["locum_engagements"].sum()
    keys = people(world)["key"]
    assert len(set(keys)) == len(keys)


def test_budget_and_longest_engagement_hold(make_world, run_days):
    world = make_world(1)
    world.levers["locum_policy_weeks_a_year"], world.levers["locum_policy_longest_weeks"] = 10, 2

    def look(world):
        staff = people(world)
        hired = staff[(staff["employment"] == LOCUM) & (staff["status"] == EMPLOYED)]
        assert (hired["until"] - hired["since"] < 14).all()

    run_days(world, 364, look)
    weeks = np.asarray(world.unit_counts)["locum_weeks"].sum(axis=0)
    assert (weeks <= 10).all() and weeks.max() == 10


def test_order_of_posts_and_rows_is_irrelevant(make_world, run_days):
    """The same world with post rows shuffled has the same people in the same posts two years later."""
    worlds = [make_world(1)]
    count = int(worlds[0].now["posts"][0])
    worlds.append(make_world(1, order=np.random.default_rng(1).permutation(count)))
    described = []
    for world in worlds:
        run_days(world, 500)
        staff, posts = people(world), np.asarray(world.posts)[:count]
        described.append({
            int(post["key"]): tuple(int(staff["key"][post[k]]) if post[k] >= 0 else -1 for k in ("holder", "locum"))
            for post in posts
        })  # fmt: skip
    assert described[0] == described[1]
    totals = [np.asarray(world.unit_counts).view("i8").sum() for world in worlds]
    assert totals[0] == totals[1]


@pytest.mark.parametrize("successor", ["permanent", "locums", "none"])
def test_a_gp_leaves(make_world, run_days, successor):
    world = make_world(1)
    staff = people(world)
    row = int(np.flatnonzero((staff["role"] == GP) & (staff["employment"] == PERMANENT) & (staff["unit"] == 3))[0])
    post = int(staff["post"][row])
    new = leave(world, row, successor)
    assert world.staff["status"][row] == GONE
    assert world.posts["holder"][post] == new
    assert (new >= 0) == (successor == "permanent")
    covered = []
    run_days(world, 364, lambda w: covered.append(w.posts["locum"][post] >= 0))
    if successor == "none":
        assert not any(covered) and world.posts["holder"][post] == -1
    if successor == "locums":
        assert any(covered)
    with pytest.raises(ValueError, match="holds no post"):
        leave(world, row, successor)


def test_a_leaver_frees_the_post_and_is_counted(make_world):
    world = make_world(1)
    staff = people(world)
    row = int(np.flatnonzero((staff["role"] == GP) & (staff["employment"] == PERMANENT))[0])
    post, stay = int(staff["post"][row]), int(world.now["day"][0] - staff["since"][row])
    depart(world, row)
    assert world.posts["holder"][post] == -1 and world.posts["vacant_since"][post] == world.now["day"][0]
    counts = np.asarray(world.unit_counts)
    assert counts["gps_left"].sum() == 1 and counts["gp_stay_days"].sum() == stay
    assert world.now["events"][0] == 1 and world.events["person"][0] == staff["key"][row]


def test_task_shift_moves_a_shortage(make_world, month_of):
    """Posts of advanced nurses start vacant and are filled mostly by nurses whose own posts then fall vacant."""
    world = make_world(1)
    world.levers["task_shift_advanced_nurse_half_days_a_week"] = 20
    before = int(world.now["staff"][0])
    apply_levers(world)
    posts = np.asarray(world.posts)
    advanced = (posts["role"] == ADVANCED_NURSE) & (posts["active"] == 1)
    assert advanced.sum() == 18 and (posts["holder"][advanced] < 0).all()
    world.parameters["nurse_leaving_per_year"] = 0
    months(world, 24, month_of)
    held = posts["holder"][advanced]
    assert (held[held >= 0] < before).sum() > (held >= before).sum()
    world.levers["task_shift_advanced_nurse_half_days_a_week"] = 0
    apply_levers(world)
    assert not ((posts["role"] == ADVANCED_NURSE) & (posts["active"] == 1)).any()
    staff = people(world)
    assert not ((staff["role"] == ADVANCED_NURSE) & (staff["status"] == EMPLOYED)).any()


def test_remote_contract_begins_and_ends(make_world):
    world = make_world(1)
    staff = people(world)
    remote = np.flatnonzero((staff["employment"] == REMOTE) & (staff["unit"] == 6))
    assert (staff["status"][remote] == IN_POOL).all()
    world.levers["remote_gp_hours_a_week"][6] = 10
    apply_levers(world)
    assert (staff["status"][remote] == EMPLOYED).all()
    world.levers["remote_gp_hours_a_week"][6] = 0
    apply_levers(world)
    assert (staff["status"][remote] == IN_POOL).all()


def test_beds_open_with_nurses(make_world):
    """About .85 of the places at the start vacancy, none without nurses, fewer in summer; means over 40 seeds."""
    shares, summer = [], []
    for seed in range(40):
        world = make_world(seed)
        roster_beds(world)
        wards = np.asarray(world.wards)
        shares.append(wards["open_places"][:9].sum() / wards["places"][:9].sum())
        assert (wards["open_places"] <= wards["places"]).all() and wards["open_places"][9] == 55
        world.now["day_of_year"] = 182
        roster_beds(world)
        summer.append(wards["open_places"][:9].sum() / wards["places"][:9].sum())
    assert np.mean(shares) == pytest.approx(0.85, abs=0.02)
    assert np.mean(summer) == pytest.approx(0.85 * 0.79, abs=0.03)
    world.posts["holder"][np.asarray(world.posts)["role"] == WARD_NURSE] = -1
    roster_beds(world)
    assert wards["open_places"][:9].sum() == 0


@pytest.mark.parametrize("posts_a_place, most", [(1.0, 0.5), (2.0, 1.0), (4.0, 1.0)])
def test_as_many_beds_open_as_the_nurses_are_enough_for(make_world, posts_a_place, most):
    """Two posts a place are enough; with fewer some stay closed though every post is held, with more none opens."""
    world = make_world(1)
    world.levers["beds_nurse_posts"] = posts_a_place * at_all_units(world, ward_places)
    apply_levers(world)
    ward = np.asarray(world.posts)["role"] == WARD_NURSE
    world.posts["holder"][ward] = 1
    with_places = ward_posts_needed(world) > 0
    assert staffed_share(world)[with_places] == pytest.approx(most)
    world.posts["holder"][np.flatnonzero(ward)[::2]] = -1
    assert (staffed_share(world)[with_places] <= most).all()
    roster_beds(world)
    wards = np.asarray(world.wards)
    assert (wards["open_places"] <= wards["places"]).all()


def test_strain_follows_the_load(make_world, month_of):
    world = make_world(1)
    staff = people(world)
    gps = (staff["role"] == GP) & (staff["status"] == EMPLOYED)
    staff["capacity_month"][gps], staff["clinic_month"][gps] = 8000, 8000
    month_of(world)
    assert (staff["strain"][gps & (staff["status"] == EMPLOYED)] > 1.3).all()
    assert (staff["clinic_month"] == 0).all()
    counts = world.unit_counts
    assert sum(counts[f"{kind}strain_months"].sum() for kind in ("", "locum_", "trainee_")) == gps.sum()


def test_strain_of_permanents_locums_and_trainees_is_counted_apart(make_world, month_of):
    """By hand: 6000 of 8000 minutes worked, over the part for patients; and half of it."""
    world = make_world(1)
    world.parameters["strain_kept_share_a_month"], world.parameters["patient_share_of_duty_gp"] = 0, 0.5
    staff = people(world)
    staff["capacity_month"], staff["duties_this_month"] = 0, 0
    gps = np.flatnonzero((staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["unit"] == 3))[:4]
    assert gps.size == 4
    staff["employment"][gps] = PERMANENT, ROTATING, LOCUM, TRAINEE
    staff["capacity_month"][gps], staff["clinic_month"][gps] = 8000, (6000, 3000, 4000, 2000)
    month_of(world)
    counts = world.unit_counts[:, 3]
    for kind, strain, months in (("", 1500 + 750, 2), ("locum_", 1000, 1), ("trainee_", 500, 1)):
        assert counts[f"{kind}strain_thousandths"].sum() == strain and counts[f"{kind}strain_months"].sum() == months


def test_order_locums_twice_engages_nobody_twice(make_world):
    world = make_world(1)
    for _ in range(2):
        order_locums(world)
        posts = np.asarray(world.posts)
        hired = posts["locum"][posts["locum"] > 0]
        assert len(set(hired)) == len(hired)
