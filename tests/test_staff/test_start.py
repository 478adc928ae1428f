"""The staff of the first day: posts by rule, vacancies from their range by seed, people with a past."""

import numpy as np
import pytest

from rural_abm.engine.records import violations
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.persons import later_hazard, past_tenure_years
from rural_abm.model.staff.records import (
    EMPLOYED,
    GP,
    HOME_NURSE,
    LOCUM,
    PERMANENT,
    POST_FIELDS,
    REMOTE,
    ROTATING,
    STAFF_FIELDS,
    TRAINEE,
)
from rural_abm.regions.place_tables import load_tables
from rural_abm.regions.registers import load_register

UNIT_KEYS = load_tables().unit_keys


def posts_of(world, role):
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    return posts[posts["role"] == role]


def test_gp_posts_follow_list_and_beds(make_world):
    posts = posts_of(make_world(), GP)
    shares = np.bincount(posts["unit"], posts["share"])
    assert shares[0] == pytest.approx(12213 / 1100, abs=0.01)
    assert shares[7] == pytest.approx(2387 / 1100 + 0.7, abs=0.01)
    assert (posts["share"] <= 1).all()


def test_home_nursing_posts_are_divided_by_enrolled(make_world):
    posts = posts_of(make_world(), HOME_NURSE)
    shares = np.bincount(posts["unit"], posts["share"])
    assert shares[:8].sum() == pytest.approx(load_register().value("home_nurse_posts"), abs=0.05)
    assert shares[0] / shares[7] == pytest.approx(228 / 55, rel=0.01)
    assert (posts["employer"] == 1).all()


def test_vacancies_lie_in_the_range_and_differ_by_seed(make_world):
    """Whole posts: the number vacant is the share of posts rounded up or down; its mean over seeds is inside the
    range.
    """
    register, seeds, shares = load_register(), range(40), []
    for seed in seeds:
        posts = posts_of(make_world(seed), GP)
        vacant = np.bincount(posts["unit"], posts["holder"] < 0)
        total = np.bincount(posts["unit"])
        shares.append(vacant / total)
        for unit, key in enumerate(UNIT_KEYS):
            low = register.value(f"gp_start_vacancy.{key}.lowest") * total[unit]
            high = register.value(f"gp_start_vacancy.{key}.highest") * total[unit]
            assert low - 1 < vacant[unit] < high + 1
    means = np.mean(shares, axis=0)
    for unit, key in enumerate(UNIT_KEYS):
        middle = np.mean([register.value(f"gp_start_vacancy.{key}.{end}") for end in ("lowest", "highest")])
        # Storuman's rotating post is held from the start, so its other posts bear the vacancy.
        assert means[unit] == pytest.approx(middle, abs=4 * np.std(shares, axis=0)[unit] / np.sqrt(len(seeds)))
    # Two seeds may agree by chance: nine small whole numbers.
    assert len({tuple(share) for share in shares}) > 0.9 * len(seeds)


def test_people_have_ages_tenures_and_records_in_range(make_world):
    world = make_world()
    staff = np.asarray(world.staff)[: world.now["staff"][0]]
    assert violations(STAFF_FIELDS, staff) == []
    assert violations(POST_FIELDS, np.asarray(world.posts)[: world.now["posts"][0]]) == []
    permanent = staff[(staff["status"] == EMPLOYED) & np.isin(staff["employment"], (PERMANENT, ROTATING))]
    assert (permanent["since"] <= 0).all() and (permanent["retires_day"] > 0).all()
    assert (-permanent["birth_day"] >= 23 * 365).all()
    assert len(set(staff["key"])) == len(staff)
    assert (staff["employment"] == ROTATING).sum() == 1
    assert 5 <= (staff["employment"] == TRAINEE).sum() <= 10
    assert (staff["employment"] == LOCUM).sum() == 100
    assert (staff["employment"] == REMOTE).sum() == 9
    assert (posts_of(world, GP)["vacant_since"] != NEVER).sum() == (posts_of(world, GP)["holder"] < 0).sum()


def test_early_leaving_keeps_the_mean_stay():
    later = later_hazard(0.1, 2.0, 2.0)
    times = np.arange(0, 400, 0.001)
    survival = np.exp(-np.where(times < 2, 2 * later * times, 4 * later + later * (times - 2)))
    assert survival.sum() * 0.001 == pytest.approx(10, rel=1e-3)
    # Someone met at random: the mean time served so far is E[T^2] / 2 E[T].
    served = np.mean([past_tenure_years(u, later, 2.0, 2.0) for u in (np.arange(20_000) + 0.5) / 20_000])
    assert served == pytest.approx((times * survival).sum() / survival.sum(), rel=0.01)


def test_one_more_post_changes_nobody_elses_person(make_world):
    """People are addressed by post and generation: another unit's size does not matter."""
    base = make_world(3)
    larger = make_world(3, facts={**_facts(base), "list_size": [12213, 4100, 1521, 6263, 2718, 2339, 2990, 2387, 8000]})
    pick = ("key", "since", "birth_day", "rural_background", "retires_day")
    people = [{tuple(person[list(pick)]) for person in _holders(world, range(8))} for world in (base, larger)]
    assert people[0] == people[1]


def _facts(world):
    units, levers = world.units, world.levers
    return {
        "key": UNIT_KEYS,
        "list_size": world.unit_states["list_size"],
        "cottage_hospital": units["cottage_hospital"], "in_region": units["in_region"],
        "bed_posts": levers["beds_nurse_posts"], "enrolled": [228, 97, 31, 135, 65, 60, 65, 55, 89],
        "vehicles": [2, 1, 1, 1, 1, 1, 0, 1, 1], "st_posts": levers["st_posts_posts"],
    }  # fmt: skip


def _holders(world, units):
    staff = np.asarray(world.staff)[: world.now["staff"][0]]
    return staff[(staff["role"] == GP) & (staff["post"] >= 0) & np.isin(staff["unit"], list(units))]
