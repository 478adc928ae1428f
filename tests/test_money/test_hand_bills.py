"""Bills by hand: who pays what for one bed day, one visit, one trip, one night; and for a whole fall, trip and stay."""

import pytest
from unit_rows import UnitRows
from villages import SORSELE, empty_region

from rural_abm.engine.records import new_records
from rural_abm.model.money import PAYERS, flows, payer_totals
from rural_abm.model.organisations.budgets import capacity_ore, close_year, income_ore, move_money, pay_sek
from rural_abm.model.organisations.records import HOSPITAL_CARE, MUNICIPAL_CARE, PRIMARY_CARE, QUARTER_NAMES
from rural_abm.model.processes import ACTIVITY
from rural_abm.regions.registers import load_register

HOSPITAL, PRIMARY, TRANSPORT = "region_hospital", "region_primary_care", "region_transport"
MUNICIPALITY, PATIENT = "municipality", "patient"


def bill(**activities):
    """{payer: SEK} of some activities at one place in one month, those who pay nothing left out."""
    table = new_records(ACTIVITY, (1, 1))
    for name, amount in activities.items():
        table[name] = amount
    totals = payer_totals(flows(table, load_register()))
    return {payer: total / 100 for payer, total in zip(PAYERS, totals.tolist(), strict=True) if total}


@pytest.mark.parametrize(
    ("activities", "sek"),
    [
        ({"hospital_days": 1}, {HOSPITAL: 10_000}),
        ({"bed_fees": 1}, {PATIENT: 130, HOSPITAL: -130}),
        ({"cottage_bed_days": 1}, {PRIMARY: 1_250}),
        ({"shared_bed_days": 1}, {MUNICIPALITY: 1_250}),
        ({"bed_fees_cottage": 1}, {PATIENT: 130, PRIMARY: -130}),
        ({"hospital_ready_days_paid": 1}, {MUNICIPALITY: 9_900, HOSPITAL: -9_900}),
        ({"housing_days": 1}, {MUNICIPALITY: 2_500}),
        ({"home_help_days": 1}, {MUNICIPALITY: 403}),  # 0.65 hours at 620
        ({"gp_fees": 1}, {PATIENT: 300, PRIMARY: -300}),
        ({"remote_fees": 1}, {PATIENT: 200, PRIMARY: -200}),
        ({"emergency_visits": 1, "hospital_fees": 1}, {PATIENT: 300, HOSPITAL: 4_000 - 300}),
        ({"specialist_video_minutes": 30}, {HOSPITAL: 1_250}),
        ({"ambulance_metres": 120_000}, {TRANSPORT: 2_400}),  # an hour and a half away, 20 SEK a kilometre
        ({"helicopter_missions": 1}, {TRANSPORT: 80_000}),
        ({"patient_metres": 40_000}, {PATIENT: 80, TRANSPORT: 160}),
        ({"staff_metres": 40_000}, {MUNICIPALITY: 200}),
        ({"gp_metres": 40_000}, {PRIMARY: 200}),
        ({"prescriptions": 1}, {PRIMARY: 400, PATIENT: 100}),
        ({"night_compensation": 1}, {PRIMARY: 6_000}),
        ({"gp_permanent_days": 365_000}, {PRIMARY: 1_200_000}),  # a post for a year
        ({"gp_locum_days": 7_000}, {PRIMARY: 75_000}),  # and for a week
        ({"home_nurse_days": 365_000}, {MUNICIPALITY: 680_000}),
        ({"ward_nurse_days": 365_000}, {PRIMARY: 740_000}),
        ({"ambulance_nurse_days": 365_000}, {TRANSPORT: 740_000}),
        ({"remote_gp_minutes": 90}, {PRIMARY: 1_950}),
        ({"hospital_team_minutes": 60}, {HOSPITAL: 1_300}),
        ({"nurse_hours_to_municipality": 10}, {MUNICIPALITY: 4_500, PRIMARY: -4_500}),
        ({"nurse_hours_to_region": 10}, {PRIMARY: 4_500, MUNICIPALITY: -4_500}),
        ({"rural_supplement_sek": 10_000}, {PRIMARY: 14_500}),
        ({"relative_hours": 200}, {PATIENT: 430}),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) and not set(value) & set(PAYERS) else "",
)
def test_who_pays_what_for_one(activities, sek):
    assert bill(**activities) == pytest.approx(sek)


def test_a_fall_far_away_from_beginning_to_end():
    """By ambulance over 120 km, the emergency department, five hospital days, two more until home nursing is ready;
    home by 120 km of patient transport, and three visits of 20 km by a nurse.

    Region: 7 x 10,000 + 4,000 - 7 x 130 - 300 - 2 x 9,900 at the hospital; 2,400 + 480 for transport. Municipality:
    19,800 + 300. The patient: 910 + 300 + 240."""
    sek = bill(
        ambulance_metres=120_000, emergency_visits=1, hospital_fees=1, hospital_days=7, bed_fees=7,
        hospital_ready_days_paid=2, patient_metres=120_000, staff_metres=60_000,
    )  # fmt: skip
    assert sek == {HOSPITAL: 52_990, TRANSPORT: 2_880, MUNICIPALITY: 20_100, PATIENT: 1_450}


def test_the_same_stay_at_the_cottage_hospital_is_paid_by_others():
    """Seven place-days without nurses' pay, which is paid by post: 8,750, and 910 by the patient to primary care."""
    assert bill(cottage_bed_days=7, bed_fees_cottage=7) == {PRIMARY: 8_750 - 910, PATIENT: 910}


def test_a_joint_committee_pays_what_municipality_and_primary_care_would():
    sek = bill(home_nurse_days=365_000, gp_fees=10, hospital_days=1, joint_committee_days=30)
    assert sek == {"joint_principal": 680_000 - 3_000, PATIENT: 3_000, HOSPITAL: 10_000}
    sek = bill(
        home_nurse_days=365_000, gp_fees=10, hospital_days=1, hospital_ready_days_paid=1, single_principal_days=1
    )
    assert sek == {"joint_principal": 680_000 - 3_000 + 10_000, PATIENT: 3_000}


def test_each_cell_is_rounded_half_up_once():
    """One thousandth of a day of a GP's post is 1,200,000 / 365,000 = 3.2877 SEK: 3.29; a metre by own car 0.2 öre,
    nothing, and three 0.6 öre, one."""
    assert bill(gp_permanent_days=1) == {PRIMARY: 3.29}
    assert bill(patient_metres=1) == {} and bill(patient_metres=3) == {PATIENT: 0.01, TRANSPORT: 0.01}


# budgets


@pytest.fixture
def world():
    return empty_region(365 * 2)


def test_a_years_result_is_budget_and_new_income_less_cost(world):
    """Primary care of Sorsele's municipality has 1,000,000 SEK, spent 1,100,000 on GP posts and got 20,000 more for
    capitation: 80,000 short, 8 per cent; home nursing spent 680,000 of 700,000: 20,000 left."""
    place = int(world.units["municipality"][SORSELE])
    month = int(world.now["month"][0]) - 1
    world.activity["gp_permanent_days"][month, place] = 1_100_000 * 365_000 // 1_200_000
    world.activity["home_nurse_days"][month, place] = 365_000
    world.activity["housing_days"][month, place] = 1_000
    world.purses["budget_ore"][PRIMARY_CARE, place] = world.purses["base_ore"][PRIMARY_CARE, place] = 100_000_000
    world.purses["budget_ore"][MUNICIPAL_CARE, place] = 70_000_000
    world.books["list_size"][SORSELE], world.levers["reimbursement_capitation_sek"][SORSELE] = 100, 200
    world.parameters["budget_growth_share_a_year"] = 0.02
    close_year(world)
    purse = world.purses[PRIMARY_CARE, place]
    assert purse["income_change_ore"] == 2_000_000
    assert purse["cost_ore"] == pytest.approx(110_000_000, abs=500)
    assert purse["deficit_share"] == pytest.approx(0.08, abs=1e-5)
    home = world.purses[MUNICIPAL_CARE, place]
    assert (home["cost_ore"], home["result_ore"]) == (68_000_000, 2_000_000), "housing is paid by equalisation"
    assert purse["budget_ore"] == 102_000_000, "this year's budget has grown by two per cent"


def test_what_a_centre_is_paid_by_the_rules(world):
    """A list of 1,000 with 1.5 times the usual need, half of the municipality's lists; 400 visits there, 6 days' mean
    wait, and 800 minutes of home nursing, four half-days: 1,000 x 100 + 1,500 x 10 + 200 x 50 + 4 x 1,000 + 1,000 x 5;
    with waits above the target the last falls away."""
    world.parameters["home_nursing_half_day_minutes"], world.parameters["target_wait_days"] = 200, 7
    books, pay = world.books, pay_sek(world).astype(float)
    books["list_size"][SORSELE], books["need_index"][SORSELE], books["list_share"][SORSELE] = 1_000, 1.5, 0.5
    pay[SORSELE] = [100, 10, 0, 0, 50, 1_000, 5]
    year = world.books["this_year"].copy()
    for name, value in (
        ("visits_paid", 400),
        ("gp_waits", 50),
        ("gp_wait_days", 300),
        ("home_nursing_gp_minutes", 800),
    ):
        year[SORSELE, QUARTER_NAMES.index(name)] = value
    assert income_ore(world, pay, year)[SORSELE] == 134_000 * 100
    year[SORSELE, QUARTER_NAMES.index("gp_wait_days")] = 400
    assert income_ore(world, pay, year)[SORSELE] == 129_000 * 100


def test_moved_money_leaves_the_hospitals_and_follows_the_lists(world):
    """A million moved by lists of 300 and 100 at two municipalities: 750,000 and 250,000; Norsjo gets nothing."""
    world.books["list_size"] = 0
    world.books["list_size"][[SORSELE, 0, 8]] = 300, 100, 500
    places = world.units["municipality"][[SORSELE, 0, 8]]
    move_money(world, 1_000_000)
    assert world.purses["moved_ore"][PRIMARY_CARE, places].tolist() == [750_000, 250_000, 0]
    assert world.purses["budget_ore"][HOSPITAL_CARE, places].tolist() == [-750_000, -250_000, 0]


def test_what_posts_and_places_of_levers_cost_a_year(world):
    """Two beds with four posts of which half are nurses, an advanced nurse and 60 minutes a week from afar:
    2 x 1,250 x 365 + 2 x 740,000 + 780,000 + 52.14 x 1,300."""
    world.parameters["ward_nurse_share"] = 0.5
    u = UnitRows(world, SORSELE)
    u.beds_places, u.beds_nurse_posts, u.task_shift_advanced_nurse_half_days_a_week = 2, 4, 10
    u.remote_gp_hours_a_week = 1
    by_hand = 2 * 1_250 * 365 + 2 * 740_000 + 780_000 + 365 / 7 * 1_300
    assert capacity_ore(world)[SORSELE] / 100 == pytest.approx(by_hand, abs=200)
