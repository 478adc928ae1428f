"""Who is named holds the role: usual GPs, contact nurses, holders of posts, doctors on call; after every change."""

import numpy as np
import pytest
import regions
from worlds import duty_rows

from rural_abm import Scenario
from rural_abm.governance import list_governance, list_reforms
from rural_abm.model.people.records import ALIVE
from rural_abm.model.staff.posts.establishment import close_post, contract_remote
from rural_abm.model.staff.posts.turnover import appoint, change_post, depart, leave
from rural_abm.model.staff.records import (
    EMPLOYED,
    GP,
    HOME_NURSE,
    PERMANENT,
    REMOTE,
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.model.ties.bonds import take_usual_gp

MONTHS_OF_TWO_YEARS = 24
STORUMAN = 1
NAMES = [*(model["name"] for model in list_governance()), *(f"call_off+{one['name']}" for one in list_reforms())]
# Nurses lent between ward and home nursing, and many who come and go: what names people wrongly if anything does.
BUSY = {"nurse_leaving_per_year": 0.2, "nurse_moving_per_year": 0.5, "gp_leaving_per_year": 0.2}


def check_months(model, months):
    for month in range(months):
        regions.run_days(model, 30)
        assert regions.check_world(model.world) == [], f"month {month}"


@pytest.mark.parametrize("governance", ["overtornea_today", pytest.param("call_off", marks=pytest.mark.verify)])
def test_the_books_are_right_every_month(governance):
    check_months(regions.model_of(Scenario(governance, seed=1, years=1)), 12)


@pytest.mark.verify
@pytest.mark.parametrize("name", NAMES)
def test_the_books_of_every_packaged_model_and_reform_are_right(name):
    """Two years, with everything adopted from the start, so that every lever acts."""
    governance, *reforms = name.split("+")
    scenario = Scenario(governance, reforms=reforms, seed=5, years=2, adoption="full")
    check_months(regions.model_of(scenario), MONTHS_OF_TWO_YEARS)


def test_who_is_named_holds_the_role_every_evening_where_many_change():
    levers = {"staff_exchange": 300}
    model = regions.RuralModel(Scenario(seed=2, years=1, levers=levers, parameters=BUSY), place=regions.place_of(0.05))
    lent = 0
    for _ in range(180):
        model.step()
        staff = model.world.staff
        lent += sum(
            int((staff["role"][duty_rows(model.world, unit, HOME_NURSE)] == WARD_NURSE).sum())
            for unit in range(model.world.units.size)
        )
        assert regions.check_world(model.world) == []
    moved = model.world.unit_counts[1]
    assert lent > 0 and moved["nurses_moved"].sum() > 0 and moved["nurses_left"].sum() > 0


def first(world, **wanted):
    """Row of the first member of staff who is employed and has the values."""
    staff = world.staff[: world.now["staff"][0]]
    chosen = staff["status"] == EMPLOYED
    for name, value in wanted.items():
        chosen &= staff[name] == value
    return int(np.flatnonzero(chosen)[0])


def vacant_post(world, unit, role):
    """A post of the role at the unit, made vacant by its holder's leaving where it is held."""
    posts = world.posts[: world.now["posts"][0]]
    row = int(np.flatnonzero((posts["active"] == 1) & (posts["unit"] == unit) & (posts["role"] == role))[0])
    if posts["holder"][row] >= 0:
        depart(world, int(posts["holder"][row]))
    return row


def a_home_nurse_leaves(world):
    row = first(world, role=HOME_NURSE)
    depart(world, row)
    return row


def a_home_nurse_takes_a_post_on_the_ward(world):
    row = first(world, role=HOME_NURSE, unit=STORUMAN)
    change_post(world, row, vacant_post(world, world.staff["unit"][row], WARD_NURSE))
    return row


def a_gp_leaves(world):
    row = first(world, role=GP, employment=PERMANENT)
    depart(world, row)
    return row


def a_gp_retires(world):
    row = first(world, role=GP, employment=PERMANENT)
    depart(world, row, is_retired=True)
    return row


def a_gp_leaves_by_an_event(world):
    row = first(world, role=GP, employment=PERMANENT)
    leave(world, row, "permanent")
    return row


def the_post_of_a_gp_is_closed(world):
    """The holder takes a post in a mobile team, the only one vacant."""
    row = first(world, role=GP, employment=PERMANENT, unit=STORUMAN)
    post, unit = int(world.staff["post"][row]), world.staff["unit"][row]
    posts = world.posts[: world.now["posts"][0]]
    here = (posts["unit"] == unit) & (posts["role"] == GP) & (posts["holder"] < 0)
    posts["active"][here] = 0
    other = int(np.flatnonzero((posts["unit"] == unit) & (posts["role"] == WARD_NURSE))[0])
    if posts["holder"][other] >= 0:
        depart(world, int(posts["holder"][other]))
    posts["role"][other] = TEAM_PHYSICIAN
    close_post(world, post)
    assert world.staff["role"][row] == TEAM_PHYSICIAN
    return row


def a_trainee_becomes_a_specialist_elsewhere(world):
    row = first(world, role=GP, employment=TRAINEE)
    unit = (int(world.staff["unit"][row]) + 1) % world.units.size
    appoint(world, vacant_post(world, unit, GP), row)
    return row


def a_remote_contract_ends(world):
    row = int(np.flatnonzero(world.staff["employment"] == REMOTE)[0])
    unit = int(world.staff["unit"][row])
    world.levers["remote_gp_hours_a_week"][unit] = 10
    contract_remote(world)
    for resident in np.flatnonzero((world.residents["unit"] == unit) & (world.residents["status"] == ALIVE))[:5]:
        take_usual_gp(world, int(resident), row)
    world.levers["remote_gp_hours_a_week"][unit] = 0
    contract_remote(world)
    return row


CHANGES = (
    a_home_nurse_leaves, a_home_nurse_takes_a_post_on_the_ward, a_gp_leaves, a_gp_retires, a_gp_leaves_by_an_event,
    the_post_of_a_gp_is_closed, a_trainee_becomes_a_specialist_elsewhere, a_remote_contract_ends,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_of_staff_nobody_is_named_who_does_not_hold_the_role(change):
    model = regions.run_days(regions.model_of(Scenario(seed=1, years=1)), 20)
    world = model.world
    row = change(world)
    for name in ("usual_gp", "contact_nurse"):
        assert not (world.residents[name][world.residents["status"] == ALIVE] == row).any()
    assert world.staff["panel"][row] == 0
    model.step()
    wrong = [text for text in regions.check_world(world) if "usual" in text or "contact" in text or "panel" in text]
    assert wrong == []


def test_every_loss_of_a_usual_gp_counts_as_a_change():
    """A leaver's patients, each once; a change from one to another once; who takes the same GP again not at all."""
    world = regions.model_of(Scenario(seed=1, years=1)).world
    before = world.counts["gp_changes"].sum()
    gp = first(world, role=GP, employment=PERMANENT)
    panel = int(world.staff["panel"][gp])
    depart(world, gp)
    assert panel > 0 and world.counts["gp_changes"].sum() - before == panel
    someone = int(np.flatnonzero((world.residents["usual_gp"] >= 0) & (world.residents["status"] == ALIVE))[0])
    other = first(world, role=GP, employment=PERMANENT)
    for _ in range(2):
        take_usual_gp(world, someone, other)
        assert world.counts["gp_changes"].sum() - before == panel + 1
