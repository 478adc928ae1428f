"""How long organisations take, by hand: from trouble to decision to somebody at work, quarter by quarter.

Trouble is written into the ledger where the day's care would count it; books, decisions and acts are the model's own.
"""

import numpy as np
import pytest
from unit_rows import UnitRows
from villages import (
    FIRST_DAY,
    SORSELE,
    SURE,
    VILHELMINA,
    OrganisedModel,
    add_gp,
    add_nurse,
    add_post,
    counted,
    decide_month,
    go_to,
    still_region,
)

from rural_abm.model.care.records import COORDINATOR_ROLE, DEDICATED_GP, REMOTE_GP
from rural_abm.model.organisations.books import close_books
from rural_abm.model.organisations.levers import DESIGNED_FIRST, MODEL_FIRST, has_channel, open_agreed_channels
from rural_abm.model.organisations.records import (
    HOSPITAL_CARE,
    JOINT_COMMITTEE,
    MUNICIPAL_CARE,
    PRIMARY_CARE,
    PROJECT_ENDED,
    PROJECT_RUNS,
    PROJECT_TAKEN_OVER,
    SINGLE_PRINCIPAL,
)
from rural_abm.model.staff.in_force import home_nursing_half_days, locum_weeks_allowed, plain, remote_minutes
from rural_abm.model.staff.records import CLINIC_NURSE, GP, HOME_NURSE, REMOTE
from rural_abm.simulation.agents.decisions.quarter import call_meetings, decide_quarter, decide_year, shift_money
from rural_abm.simulation.agents.decisions.views import purse_of
from rural_abm.state.ledger import DECISION_KINDS

QUARTERS = tuple(FIRST_DAY + -(-3 * quarter * 365 // 12) for quarter in range(16))


@pytest.fixture
def world():
    """Sorsele with five home nurses and three GPs, who stay; the books of the warm-up are closed."""
    world = still_region(
        strained_quarters_before_post=2, put_off_share_high=0.15, friction_share_high=0.2, vacancy_too_high=0.15,
        extra_home_nurse_posts_most_share=0.15, deficit_tolerated_share=0.05,
    )  # fmt: skip
    for _ in range(5):
        add_nurse(world)
    for _ in range(3):
        add_gp(world)
    close_books(world)
    return world


def quarter(world, number, **happened):
    """The first day of a quarter (0 is January) after one in which things were counted at Sorsele; what was decided."""
    place = int(world.units["municipality"][SORSELE])
    for name, amount in happened.items():
        if name in world.unit_counts.dtype.names:
            world.unit_counts[name][world.now["period"][0], SORSELE] += amount
        else:
            world.counts[name][world.now["period"][0], place, 0, 0] += amount
    go_to(world, QUARTERS[number])
    close_books(world)
    before = int(world.now["decisions"][0])
    decide_quarter(OrganisedModel(world))
    return made(world, before)


def made(world, before=0):
    """[(kind, unit)] of the decisions written down."""
    rows = world.decisions[before : int(world.now["decisions"][0])]
    return [(DECISION_KINDS[int(row["what"])], int(row["unit"])) for row in rows]


STRAINED, CALM = {"visits_due": 1_000, "visits_put_off": 300}, {"visits_due": 1_000, "visits_put_off": 100}


# a municipality


def test_half_a_year_until_a_post_is_opened_and_longer_until_somebody_works_there(world):
    """Three of ten visits are put off from January on: the books of April show it once, those of July twice; then the
    post is opened, and waits until a nurse applies."""
    assert quarter(world, 1, **STRAINED) == []
    assert quarter(world, 2, **STRAINED) == [("open_home_nurse_post", SORSELE)]
    post = int(world.now["posts"][0]) - 1
    assert (world.posts["role"][post], world.posts["holder"][post]) == (HOME_NURSE, -1)
    assert world.posts["vacant_since"][post] == QUARTERS[2]
    decide_month(world)
    assert world.posts["holder"][post] == -1
    go_to(world, QUARTERS[2] + 62)
    world.parameters["nurse_filling_per_year"] = SURE
    decide_month(world)
    assert world.posts["holder"][post] >= 0 and counted(world, "recruitment_days") == 0
    assert counted(world, "nurses_recruited", SORSELE) == 1


def test_a_calm_quarter_in_between_and_the_count_begins_again(world):
    seen = [
        quarter(world, number, **month) for number, month in enumerate((STRAINED, CALM, STRAINED, STRAINED), start=1)
    ]
    assert seen == [[], [], [], [("open_home_nurse_post", SORSELE)]]
    assert world.books["quarters_strained"][SORSELE] == 2


def test_the_municipality_adds_three_posts_to_twenty_at_most_and_not_while_posts_are_vacant(world):
    """Five posts: one more, as 0.15 x 5 is above none. While it is vacant (1 of 6 is above 0.15) no further one is
    opened, nor when it is held (1 is above 0.15 x 6)."""
    decided = [quarter(world, number, **STRAINED) for number in range(1, 5)]
    assert [len(one) for one in decided] == [0, 1, 0, 0]
    post = int(world.now["posts"][0]) - 1
    world.posts["holder"][post] = add_nurse(world, post=post)
    assert quarter(world, 5, **STRAINED) == [] and world.books["home_nurse_vacancy"][SORSELE] == 0
    assert (
        world.books["home_nurse_posts"][SORSELE] == 6 and world.unit_decisions["extra_home_nurse_posts"][SORSELE] == 1
    )


def test_friction_strains_home_nursing_as_well_as_late_visits(world):
    lost = {"nurse_work_minutes": 10_000, "nurse_friction_minutes": 2_100}
    assert [quarter(world, number, **lost) for number in (1, 2)] == [[], [("open_home_nurse_post", SORSELE)]]


def test_money_decides_whether_a_held_post_is_advertised(world):
    """After a deficit of a tenth in the year's accounts a vacant post is held vacant, and nobody is sought though home
    nursing is strained; after the next year, without a deficit, the strain brings it back."""
    vacant, place = add_post(world, HOME_NURSE), int(world.units["municipality"][SORSELE])
    purse = world.purses[MUNICIPAL_CARE, place]
    purse["budget_ore"], purse["result_ore"] = 10_000, -1_000
    quarter(world, 4, **STRAINED)
    decide_year(OrganisedModel(world))
    assert made(world)[-1] == ("hold_post_vacant", SORSELE) and world.posts["frozen"][vacant] == 2
    assert quarter(world, 5, **STRAINED) == [] and world.posts["frozen"][vacant] == 2
    purse["result_ore"] = -500
    assert quarter(world, 6, **STRAINED) == [("advertise_post", SORSELE)] and world.posts["frozen"][vacant] == 0


# agreements


def agree(world, half_days, **fields):
    """An agreement on half-days a week at Sorsele, one of which is given already."""
    u = UnitRows(world, SORSELE)
    u.half_days_agreed, u.dedicated_roles_half_days_a_week = half_days, 1
    u.agreement_minutes_a_week = 200 * half_days
    for name, value in fields.items():
        setattr(u, name, value)


def test_a_reserved_volume_comes_by_a_half_day_a_quarter(world):
    """Four agreed and one given: three quarters until four are, none more when the minutes are delivered."""
    agree(world, 4, agreement_design=MODEL_FIRST)
    missed, met = ({"agreed_gp_minutes": 10_000, "home_nursing_gp_minutes": given} for given in (4_000, 9_000))
    half_days = []
    for number in range(1, 6):
        quarter(world, number, **(missed if number < 4 else met))
        half_days.append(int(plain(home_nursing_half_days)(world, SORSELE)))
    assert half_days == [2, 3, 4, 4, 4]
    assert has_channel(world, SORSELE, DEDICATED_GP) and not has_channel(world, VILHELMINA, DEDICATED_GP)
    assert (world.staff["planned_week"][:8] == -1).all()


def test_a_frame_that_nobody_follows_up_brings_nothing(world):
    agree(world, 4)
    missed = {"agreed_gp_minutes": 10_000, "home_nursing_gp_minutes": 0}
    assert [quarter(world, number, **missed) for number in range(1, 5)] == [[]] * 4


def test_the_municipality_hires_after_two_years_of_documented_misses(world):
    """Eight quarters in a row, then the missing six tenths of 800 minutes a week are bought at the region's cost: the
    unit's remote physician is contracted for 480."""
    rut = add_gp(world, employment=REMOTE, status=0)
    world.parameters["sanction_failures_needed"] = 8
    agree(world, 4, agreement_followed_up=1, agreement_sanction=1)
    missed = {"agreed_gp_minutes": 10_000, "home_nursing_gp_minutes": 4_000}
    for number in range(1, 8):
        assert ("use_sanction", SORSELE) not in quarter(world, number, **missed)
    assert world.unit_decisions["agreement_failures"][SORSELE] == 7
    assert ("use_sanction", SORSELE) in quarter(world, 8, **missed)
    u = UnitRows(world, SORSELE)
    assert (u.hired_minutes_a_week, plain(remote_minutes)(world, SORSELE), u.agreement_failures) == (480, 480, 0)
    assert world.staff["status"][rut] == 1 and has_channel(world, SORSELE, REMOTE_GP)


def test_a_met_quarter_ends_the_row_of_misses(world):
    agree(world, 4, agreement_followed_up=1)
    missed, met = ({"agreed_gp_minutes": 10_000, "home_nursing_gp_minutes": given} for given in (4_000, 9_000))
    for number, happened in enumerate((missed, missed, met), start=1):
        assert ("follow_up_agreement", SORSELE) in quarter(world, number, **happened)
    assert world.unit_decisions["agreement_failures"][SORSELE] == 0


def test_where_needs_are_followed_up_a_met_volume_grows_while_requests_fail(world):
    world.parameters["failed_share_high"], world.parameters["home_nursing_half_day_minutes"] = 0.2, 200
    agree(world, 2, agreement_followed_up=1, design_order=DESIGNED_FIRST)
    met = {"agreed_gp_minutes": 10_000, "home_nursing_gp_minutes": 9_000, "requests": 100, "requests_failed": 30}
    assert ("adjust_agreement", SORSELE) in quarter(world, 1, **met)
    u = UnitRows(world, SORSELE)
    assert (u.half_days_agreed, u.agreement_minutes_a_week) == (3, 600)


# projects, locums, principals, hospitals


@pytest.mark.parametrize(("deficit", "ends_as"), [(0, PROJECT_TAKEN_OVER), (1_000, PROJECT_ENDED)])
def test_project_money_runs_out_on_its_day_and_is_taken_over_if_the_accounts_allow(world, deficit, ends_as):
    """Two years of an advanced nurse and a contact point: kept after accounts without deficit, gone after one of a
    tenth, and with them their posts."""
    u, place = UnitRows(world, SORSELE), int(world.units["municipality"][SORSELE])
    u.project_state, u.project_ends_day, u.task_shift_advanced_nurse_half_days_a_week = PROJECT_RUNS, QUARTERS[8], 10
    u.single_point_of_contact_enabled, u.single_point_of_contact_start, u.single_point_of_contact_end = 1, 480, 960
    assert quarter(world, 1) == [("start_project", SORSELE)] and quarter(world, 2) == []
    world.purses["budget_ore"][PRIMARY_CARE, place] = 10_000
    world.purses["result_ore"][PRIMARY_CARE, place] = -deficit
    assert all(quarter(world, number) == [] for number in range(3, 8))
    what = "take_over_project" if ends_as == PROJECT_TAKEN_OVER else "end_project"
    assert quarter(world, 8) == [(what, SORSELE)] and u.project_state == ends_as
    assert u.task_shift_advanced_nurse_half_days_a_week == (10 if ends_as == PROJECT_TAKEN_OVER else 0)
    assert (u.single_point_of_contact_end > 0) == (ends_as == PROJECT_TAKEN_OVER)
    assert quarter(world, 9) == []


def test_a_deficit_cuts_a_tenth_of_the_locum_weeks_bought_and_a_surplus_gives_them_back(world):
    """Forty weeks bought of fifty allowed: next year 36, and fifty again after a year without deficit."""
    world.parameters["locum_cut_share"] = 0.1
    place, u = int(world.units["municipality"][SORSELE]), UnitRows(world, SORSELE)
    u.locum_policy_weeks_a_year = 50
    purse = world.purses[PRIMARY_CARE, place]
    purse["budget_ore"], purse["result_ore"] = 10_000, -600
    quarter(world, 4, locum_weeks=40)
    decide_year(OrganisedModel(world))
    assert ("cut_locum_weeks", SORSELE) in made(world) and plain(locum_weeks_allowed)(world, SORSELE) == 36
    purse["result_ore"] = 0
    quarter(world, 8)
    decide_year(OrganisedModel(world))
    assert ("restore_locum_weeks", SORSELE) in made(world) and plain(locum_weeks_allowed)(world, SORSELE) == 50


def test_under_one_principal_there_is_one_purse_and_meetings_take_gps_time(world):
    """Home nursing is 100 short, primary care 300 over, the hospitals 500 short, each of 1,000: a deficit of 0.1 alone,
    none together under a committee (-200 / 2,000), of a tenth under one principal (300 / 3,000)."""
    place = int(world.units["municipality"][SORSELE])
    world.purses["budget_ore"][:, place] = 1_000
    world.purses["result_ore"][[MUNICIPAL_CARE, PRIMARY_CARE, HOSPITAL_CARE], place] = -100, 300, -500
    world.parameters["meeting_gp_minutes_joint"], world.parameters["meeting_gp_minutes_single"] = 240, 120
    found = []
    for principal in (0, JOINT_COMMITTEE, SINGLE_PRINCIPAL):
        world.levers["principal"][SORSELE] = principal
        call_meetings(world)
        deficit = purse_of(world, SORSELE, MUNICIPAL_CARE).deficit_share
        found.append((deficit, int(world.unit_states["meeting_minutes_left"][SORSELE])))
    assert found == [(0.1, 0), (-0.1, 240), (0.1, 120)]
    assert purse_of(world, SORSELE, HOSPITAL_CARE).deficit_share == 0.5, "the hospital's own matters have its own purse"


def test_moved_money_opens_the_posts_it_pays_and_closes_places_at_once(world):
    """Thirty SEK each for 100,000 listed at Sorsele and as many at Vilhelmina: six million. Half of three million and
    more for GPs at 1,200,000 each pay two posts, the other half at 680,000 four nurses'; hospital places at 3,650,000
    a year: one."""
    for name, value in {
        "shift_gp_share": 0.5,
        "gp_year_sek": 1.2e6,
        "nurse_year_sek": 6.8e5,
        "hospital_day_sek": 1e4,
    }.items():
        world.parameters[name] = value
    world.levers["resource_shift_sek_a_resident_and_year"], world.units["hospital"] = 30, 0
    world.books["list_size"] = 0
    world.books["list_size"][[SORSELE, VILHELMINA]] = 100_000
    before = int(world.now["posts"][0])
    shift_money(world)
    posts = world.posts[before : int(world.now["posts"][0])]
    assert (posts["by_money"] == 1).all() and (posts["holder"] == -1).all()
    opened = {unit: sorted(posts["role"][posts["unit"] == unit].tolist()) for unit in np.unique(posts["unit"]).tolist()}
    assert opened == {VILHELMINA: [GP] + 2 * [CLINIC_NURSE], SORSELE: [GP] + 2 * [CLINIC_NURSE]}
    assert world.wards["closed_for_money"].sum() == world.wards["closed_for_money"][9] == 1
    shift_money(world)
    assert world.wards["closed_for_money"][9] == 3, "the next year's money is moved on top: twelve million pay three"


def test_a_hospital_starts_a_team_in_the_second_quarter_of_a_rise_and_ends_it_after_a_deficit(world):
    """A hundred emergency visits and stays of 100 in home nursing a quarter, then 150: two quarters each half as many
    more as a year before; (150 - 100) is above 2.5 x the root of 250, which is 39.5."""
    rut = add_gp(world, employment=REMOTE, status=0)
    world.parameters["team_rise_share"], world.parameters["team_rise_deviations"] = 0.15, 2.5
    u = UnitRows(world, SORSELE)
    u.enrolled, u.hospital_teams_minutes_a_week, world.unit_states["list_size"][SORSELE] = 100, 600, 1_000
    counts = [100] * 7 + [150, 150]
    decided = [quarter(world, number, admissions_enrolled=count) for number, count in enumerate(counts, start=1)]
    assert decided == [[]] * 8 + [[("start_team", SORSELE)]]
    assert (u.hospital_team_minutes, plain(remote_minutes)(world, SORSELE), world.staff["status"][rut]) == (600, 600, 1)
    place, ward = int(world.units["municipality"][SORSELE]), 9 + int(u.hospital)
    world.purses["budget_ore"][HOSPITAL_CARE, place], world.purses["result_ore"][HOSPITAL_CARE, place] = 1_000, -100
    decide_year(OrganisedModel(world))
    assert ("end_team", SORSELE) in made(world) and (u.hospital_team_minutes, world.staff["status"][rut]) == (0, 0)
    assert world.wards["closed"][ward] == 1
    world.purses["result_ore"][HOSPITAL_CARE, place] = 0
    decide_year(OrganisedModel(world))
    assert world.wards["closed"][ward] == 0


def test_a_channel_is_opened_once_and_only_where_there_is_room(world):
    agree(world, 2)
    for _ in range(2):
        open_agreed_channels(world, SORSELE)
    assert world.unit_states["channel_count"][SORSELE] == 1 and not has_channel(world, SORSELE, COORDINATOR_ROLE)
    full = world.channels.shape[1]
    world.unit_decisions["half_days_agreed"][VILHELMINA], world.unit_states["channel_count"][VILHELMINA] = 2, full
    open_agreed_channels(world, VILHELMINA)
    assert world.unit_states["channel_count"][VILHELMINA] == full and not has_channel(world, VILHELMINA, DEDICATED_GP)
