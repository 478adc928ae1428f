"""The tariff table: every activity has a price or a reason, every price is in the register, errors are named."""

from pathlib import Path

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.model.money import PAYERS, PURPOSES, load_tariffs, money_titles, unpriced
from rural_abm.model.money.accounts import JOINT_PAYER
from rural_abm.model.money.prices import SHADOW_PRICES
from rural_abm.model.money.tariffs import COLUMNS, UNPRICED, read_tariffs
from rural_abm.model.processes import ACTIVITY_FIELDS
from rural_abm.parameters.register import read_register
from rural_abm.regions.registers import load_register

HEAD = ",".join(COLUMNS) + "\n"
# Activities of staff that the accounts pay by post, and activities whose price holds the staff outside the model.
POSTS = {f.name for f in ACTIVITY_FIELDS if f.unit == "post-days (thousandths)"}
WITH_STAFF = {
    "hospital_days",
    "emergency_visits",
    "specialist_visits",
    "specialist_video_minutes",
    "helicopter_missions",
    "housing_days",
    "home_help_days",
}
PRICED_WITH_STAFF = (
    "gp_visit",
    "gp_home_visit",
    "gp_phone",
    "gp_video",
    "nurse_visit",
    "home_nurse_visit",
    "emergency_room_visit",
    "cottage_day",
    "ambulance_trip",
)


@pytest.fixture(scope="module")
def prices(repository):
    return read_register([repository / "rural_abm" / "data" / "parameters" / "prices.csv"])


def test_every_activity_is_priced_or_openly_left_unpriced():
    priced = {tariff.activity for tariff in load_tariffs()}
    assert priced | set(unpriced()) == {field.name for field in ACTIVITY_FIELDS}
    assert not priced & set(unpriced())


def test_each_activity_is_paid_at_most_once_by_a_payer():
    pairs = [(tariff.activity, tariff.payer) for tariff in load_tariffs()]
    assert len(set(pairs)) == len(pairs)


def test_every_payer_and_purpose_is_used_and_named_in_both_languages():
    assert {tariff.payer for tariff in load_tariffs()} | {JOINT_PAYER} == set(PAYERS)
    assert {tariff.purpose for tariff in load_tariffs()} == set(PURPOSES)
    for names in money_titles().values():
        assert all(texts["en"] and texts["sv"] for texts in names.values())


def test_every_price_is_used_and_every_price_used_exists(prices):
    used = {tariff.price for tariff in load_tariffs()} | {t.quantity for t in load_tariffs()} - {""}
    assert used | set(SHADOW_PRICES.values()) == set(prices)
    assert all(prices[name].value >= 0 and prices[name].low < prices[name].high for name in prices)


def test_an_income_is_always_another_payers_cost():
    by_activity = {}
    for tariff in load_tariffs():
        by_activity.setdefault(tariff.activity, []).append(tariff)
    incomes = [rows for rows in by_activity.values() if any(row.sign == -1 for row in rows)]
    assert {rows[0].activity for rows in incomes} == {
        "hospital_ready_days_paid",
        *("gp_fees", "nurse_fees", "remote_fees", "hospital_fees", "bed_fees", "bed_fees_cottage"),
        "nurse_hours_to_municipality",
        "nurse_hours_to_region",
    }
    for rows in incomes:
        assert sorted(row.sign for row in rows) == [-1, 1]
        assert len({(row.price, row.quantity, row.divisor, row.purpose) for row in rows}) == 1


def test_no_minute_is_paid_twice():
    """Posts are paid by post alone; where a price says it holds staff, the activity is of staff outside the model."""
    says_staff = {t.activity for t in load_tariffs() if "staff included" in t.note}
    assert says_staff == WITH_STAFF
    assert not says_staff & POSTS
    shadows = {SHADOW_PRICES[name] for name in PRICED_WITH_STAFF}
    assert not shadows & {tariff.price for tariff in load_tariffs()}


def test_posts_cost_their_year():
    register = load_register()
    by_activity = {tariff.activity: tariff for tariff in load_tariffs()}
    permanent, locum = by_activity["gp_permanent_days"], by_activity["gp_locum_days"]
    assert 1000 * 365 * permanent.price_ore(register) // permanent.divisor == 1_200_000_00
    assert 1000 * 7 * locum.price_ore(register) // locum.divisor == 75_000_00


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("activity,payer\n", "columns"),
        (HEAD + "centre_days,bank,premises,centre_day_sek,,1,1,\n", "unknown payer 'bank'"),
        (HEAD + "centre_days,patient,roof,centre_day_sek,,1,1,\n", "unknown purpose 'roof'"),
        (HEAD + "centre_days,patient,premises,centre_day_sek,,2,1,\n", "unknown sign '2'"),
        (HEAD + "centre_days,patient,premises,centre_day_sek,,1,0,\n", "divisor"),
        (HEAD + 2 * "centre_days,patient,premises,centre_day_sek,,1,1,\n", "twice"),
        (HEAD + f"centre_days,{UNPRICED},,,,,,\n", "reason"),
        (HEAD + f"centre_days,{UNPRICED},,,,,,why\ncentre_days,patient,premises,centre_day_sek,,1,1,\n", "twice"),
    ],
)
def test_mistakes_in_the_table_are_named(tmp_path, text, named):
    path = Path(tmp_path / "tariffs.csv")
    path.write_text(text)
    with pytest.raises(InputError, match=named):
        read_tariffs(path)


def test_an_activity_may_be_left_unpriced_with_a_reason(tmp_path):
    path = Path(tmp_path / "tariffs.csv")
    path.write_text(HEAD + f"centre_days,{UNPRICED},,,,,,the building is free\n")
    assert read_tariffs(path) == ((), {"centre_days": "the building is free"})
