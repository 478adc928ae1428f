"""Outcomes of a ledger: sums over places, groups and years, shares, nulls, gaps, and the figures of an example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError
from rural_abm.engine.records import new_records
from rural_abm.governance.channels import channel_kinds
from rural_abm.model.money import PAYERS, flows, original_flows, payer_totals
from rural_abm.model.money.accounts import JOINED
from rural_abm.model.processes import ACTIVITY, COUNT, UNIT_COUNT
from rural_abm.outcomes import catalogue, outcome, outcomes, values
from rural_abm.regions.registers import load_register

YEARS = 3
SEVEN = ("lycksele", "storuman", "vilhelmina", "asele", "dorotea", "mala", "sorsele")
# "Of these": the first is never more than the second, by what the ledger counts; the whole before its parts.
PARTS = {
    "counts": [
        ("listed_persons", "list_persons"),
        ("usual_gp_persons", "old_persons"),
        ("gp_visits_usual", "gp_visits"),
        ("home_nurse_known", "home_nurse_visits"),
        ("requests_answered", "requests"),
        ("requests_failed", "requests"),
        ("calls_unanswered", "calls"),
        ("visits_shortened", "home_nurse_visits"),
        ("visits_put_off", "visits_due"),
        ("readmissions_30", "discharges_followed"),
        ("readmissions_7", "readmissions_30"),
        ("readmissions_3", "readmissions_7"),
        ("discharge_tasks_closed", "discharge_tasks"),
        ("acute_local", "acute_needs"),
        ("acute_frail_old_local", "acute_frail_old"),
        ("worsened_by_care", "worsened"),
        ("old_days", "person_days"),
        ("very_old_days", "old_days"),
        ("enrolled_days", "person_days"),
        ("housing_days", "person_days"),
        ("last_year_home_days", "last_year_days"),
    ],
    "unit_counts": [
        ("slot_minutes_used", "slot_minutes"),
        ("home_nursing_gp_minutes_used", "home_nursing_gp_minutes"),
        ("reserved_minutes_used", "reserved_minutes"),
        ("watch_minutes_used", "watch_minutes"),
        ("channel_answered", "channel_asked"),
        ("channel_resolved", "channel_answered"),
        ("bed_open_days", "bed_place_days"),
        ("bed_occupied_days", "bed_open_days"),
        ("gp_vacant_days", "gp_post_days"),
        ("gp_locum_days", "gp_vacant_days"),
        ("nurse_vacant_days", "nurse_post_days"),
        ("locum_returns", "locum_engagements"),
        ("trainees_stayed", "trainees_finished"),
        ("nurse_friction_minutes", "nurse_work_minutes"),
        ("nurse_visit_minutes", "nurse_work_minutes"),
        ("nurse_travel_minutes", "nurse_work_minutes"),
        ("nurse_record_minutes", "nurse_work_minutes"),
        ("routine_used", "routine_wanted"),
        ("routine_settled", "routine_used"),
        ("money_post_vacant_days", "money_post_days"),
    ],
}


def ledger_of(seed, years=YEARS, most=1000, periods=None):
    """Random ledger tables (counts, unit_counts, activity) that keep PARTS; the first year is the warm-up."""
    random = np.random.default_rng(seed)
    periods = years + 1 if periods is None else periods
    made = {
        "counts": new_records(COUNT, (periods, 8, 4, 3)),
        "unit_counts": new_records(UNIT_COUNT, (periods, 9)),
        "activity": new_records(ACTIVITY, ((years + 1) * 12, 8)),
    }
    for name, table in made.items():
        for column in table.dtype.names:
            table[column] = random.integers(0, most, table[column].shape, endpoint=True)
        for part, whole in PARTS.get(name, []):
            table[part] = np.minimum(table[part], table[whole])
    for place in ("hospital", "cottage_hospital", "special_housing"):
        made["counts"]["deaths"] += made["counts"][f"deaths_{place}"]
    for index in ("coc", "upc", "secon"):
        whole = made["counts"]["continuity_persons"] * 10**6
        made["counts"][f"{index}_millionths"] = random.integers(0, whole, endpoint=True)
    units = made["unit_counts"]
    for strength, months in (
        ("nursing_strength", "collaboration_months"),
        ("nursing_memory", "collaboration_months"),
        ("hospital_strength", "hospital_months"),
    ):
        units[f"{strength}_thousandths"] = random.integers(0, units[months] * 10**3, endpoint=True)
    return made["counts"], made["unit_counts"], made["activity"]


def computed(seed, **options):
    return outcomes(*ledger_of(seed, **options), load_register())


def pick(frame, **wanted):
    """Rows of a results table by some of its columns, all groups together unless asked for."""
    wanted = {"dimension": "all", **wanted}
    return frame[np.logical_and.reduce([frame[column] == value for column, value in wanted.items()])]


@given(st.integers(0, 2**32), st.sampled_from([0, 1, 3, 1000]))
def test_shares_lie_between_0_and_1(seed, most):
    frame = computed(seed, most=most)
    shares = [entry.name for entry in catalogue if entry.unit in ("share", "index") and entry.source != "gap"]
    found = values(frame[frame["outcome"].isin(shares)]).dropna()
    assert found.between(0, 1).all()
    assert found.size or most == 0


@given(st.integers(0, 2**32))
def test_the_region_is_the_sum_of_its_seven_municipalities(seed):
    frame = computed(seed)
    linear = [entry.name for entry in catalogue if entry.is_linear]
    of_years = [entry.name for entry in catalogue if entry.denominator == "years"]
    key = ["period", "dimension", "group", "outcome"]
    by_place = ["all", "original_payer", "payer", "channel"]
    frame = frame[frame["outcome"].isin(linear) & frame["dimension"].isin(by_place)]
    region = frame[frame["place_kind"] == "region"].set_index(key)
    municipalities = frame[(frame["place_kind"] == "municipality") & frame["place"].isin(SEVEN)]
    summed = municipalities.groupby(key, observed=True)[["numerator", "denominator"]].sum().reindex(region.index)
    np.testing.assert_allclose(region["numerator"], summed["numerator"], rtol=1e-12, atol=1e-9)
    adds = ~region.index.get_level_values("outcome").isin(of_years)
    np.testing.assert_allclose(region["denominator"][adds], summed["denominator"][adds], rtol=1e-12)
    np.testing.assert_allclose(region["denominator"][~adds] * len(SEVEN), summed["denominator"][~adds], rtol=1e-12)


@given(st.integers(0, 2**32), st.sampled_from(["frailty", "distance", "original_payer", "channel"]))
def test_groups_add_up_to_all(seed, dimension):
    frame = computed(seed)
    # Money has the same denominator for every payer; a resident is in one group of frailty and distance.
    sides = ["numerator"] if dimension == "original_payer" else ["numerator", "denominator"]
    frame = frame[
        (frame["place_kind"] == "region")
        & ~frame["outcome"].isin([entry.name for entry in catalogue if entry.denominator == "years"])
    ]
    summed = pick(frame, dimension=dimension).groupby(["period", "outcome"], observed=True)[sides].sum()
    whole = pick(frame).set_index(["period", "outcome"]).reindex(summed.index)[sides]
    assert summed.size
    if dimension == "channel":  # the ledger has room for more kinds than there are: only known kinds have a group
        assert (summed <= whole).all(axis=None)
    else:
        np.testing.assert_allclose(summed, whole, rtol=1e-9, atol=1e-6)


def test_costs_by_who_pays_today_and_under_the_model_are_the_flow_tables():
    counts, unit_counts, activity = ledger_of(5, years=1)
    frame = outcomes(counts, unit_counts, activity, load_register())
    for dimension, name, made in (
        ("original_payer", "cost_per_resident", original_flows),
        ("payer", "paid_per_resident", flows),
    ):
        of_payers = pick(frame, place="region", dimension=dimension, outcome=name).set_index("group")["numerator"]
        totals = dict(zip(PAYERS, payer_totals(made(activity[12:, :7], load_register())).tolist(), strict=True))
        assert of_payers.to_dict() == {payer: totals[payer] for payer in of_payers.index}
        assert of_payers.sum() == sum(totals.values())
    assert pick(frame, place="region", outcome="cost_per_resident")["numerator"].item() == sum(totals.values())


@given(st.integers(0, 2**32))
def test_both_ways_to_tell_payers_have_the_same_sum_to_the_ore_everywhere(seed):
    frame = computed(seed)
    sums = [
        frame[(frame["dimension"] == dimension) & (frame["outcome"] == name)]
        .groupby(["period", "place_kind", "place"], observed=True)["numerator"].sum()
        for dimension, name in (("original_payer", "cost_per_resident"), ("payer", "paid_per_resident"))
    ]  # fmt: skip
    assert sums[0].size and sums[0].to_dict() == sums[1].to_dict()


def test_a_joint_principal_changes_who_pays_and_no_cost():
    counts, unit_counts, activity = ledger_of(6, years=1)
    apart, joint = activity.copy(), activity.copy()
    for name in JOINED:
        apart[name], joint[name] = 0, 0
    joint["single_principal_days"] = 30
    told = []
    for made in (apart, joint):
        frame = outcomes(counts, unit_counts, made, load_register())
        money = frame[frame["outcome"].str.startswith(("cost_", "paid_"))]
        told.append(money.set_index(["period", "place", "dimension", "group", "outcome"])["numerator"])
    costs = told[0].index.get_level_values("outcome").str.startswith("cost_")
    assert told[0][costs].to_dict() == told[1][costs].to_dict(), "no cost moves"
    key = ("2024", "region", "payer", "joint_principal", "paid_per_resident")
    assert told[0][key] == 0 < told[1][key]


def test_what_is_paid_under_the_model_is_never_better_or_worse():
    assert {entry.better for entry in catalogue if entry.source == "paid"} == {"neither"}
    totals = [entry for entry in catalogue if entry.name.startswith("cost") and entry.denominator == "years"]
    assert {entry.better for entry in totals} == {"neither"}, "money is judged per resident"


def test_an_empty_ledger_gives_nulls_and_no_warnings(recwarn):
    empty = [np.zeros_like(table) for table in ledger_of(0)]
    frame = outcomes(*empty, load_register())
    ratios = [e.name for e in catalogue if e.denominator not in ("years", "units", "counts.person_years")]
    assert values(frame[frame["outcome"].isin(ratios)]).isna().all()
    assert (pick(frame, outcome="population")["numerator"] == 0).all()
    assert not [w for w in recwarn if issubclass(w.category, RuntimeWarning)]


def test_an_example_by_hand():
    counts, unit_counts, activity = (np.zeros_like(table).view(np.recarray) for table in ledger_of(0, years=1))
    counts.person_days[1, 0, 0, 0] = 365 * 100
    counts.person_days[1, 7, 0, 0] = 365 * 900  # Norsjö
    counts.emergency_visits[1, 0, 0, 0] = 30
    counts.request_minutes[1, 1, 2, 1], counts.requests_answered[1, 1, 2, 1] = 600, 4
    unit_counts.gp_post_days[1, 1:3], unit_counts.gp_vacant_days[1, 2] = 1000, 1000  # Storuman and Tärnaby
    unit_counts.effective_clinicians_thousandths[1, :4] = 2500, 2500, 1000, 4000
    unit_counts.effective_clinicians_districts[1, :4] = 1  # measured in four districts; nobody enrolled in the others
    activity.gp_locum_days[12, 1] = 7000
    activity.gp_locum_days[11, 1] = 7000  # in the warm-up
    frame = outcomes(counts, unit_counts, activity, load_register())

    def value(name, place, **wanted):
        return values(pick(frame, outcome=name, place=place, **wanted)).item()

    assert frame["period"].unique().tolist() == ["2024"]
    assert value("emergency_visits", "region") == pytest.approx(300)
    assert value("emergency_visits", "region", dimension="frailty", group="fit") == pytest.approx(300)
    assert value("emergency_visits", "norsjo") == 0
    assert value("population", "region") == pytest.approx(100)
    assert value("request_to_response_hours", "storuman", place_kind="municipality") == pytest.approx(2.5)
    assert value("gp_vacancy", "storuman", place_kind="municipality") == 0.5
    assert value("gp_vacancy", "storuman", place_kind="unit") == 0
    assert value("gp_vacancy", "tarnaby", place_kind="unit") == 1
    assert value("effective_clinicians", "region") == pytest.approx(2.5)
    assert value("effective_clinicians", "tarnaby", place_kind="unit") == pytest.approx(1.0)
    assert np.isnan(value("effective_clinicians", "sorsele", place_kind="unit"))
    assert value("cost_locums_total", "storuman", place_kind="municipality") == pytest.approx(0.075)


def test_a_gap_is_between_the_municipalities_of_the_region():
    counts, unit_counts, activity = (np.zeros_like(table).view(np.recarray) for table in ledger_of(0, years=1))
    counts.gp_waits[1, [0, 1, 7], 0, 0] = 10
    counts.gp_wait_days[1, [0, 1, 7], 0, 0] = 20, 50, 900
    gap = pick(outcomes(counts, unit_counts, activity, load_register()), outcome="gap_days_to_gp")
    assert values(gap).tolist() == [3]
    counts.gp_waits[1, 1, 0, 0] = 0
    gap = pick(outcomes(counts, unit_counts, activity, load_register()), outcome="gap_days_to_gp")
    assert values(gap).isna().tolist() == [True]


def test_months_add_up_to_their_year():
    counts, unit_counts, activity = ledger_of(3, years=1, periods=24)
    by_month = outcomes(counts, unit_counts, activity, load_register(), by="month")
    assert by_month["period"].unique().tolist() == [f"2024-{month:02d}" for month in range(1, 13)]
    by_year = outcomes(_yearly(counts), _yearly(unit_counts), activity, load_register())
    key = ["place_kind", "place", "dimension", "group", "outcome"]
    kept = [e.name for e in catalogue if e.is_linear and e.denominator != "units"]
    months, year = (
        f[f["outcome"].isin(kept)].groupby(key, observed=True)[["numerator", "denominator"]].sum()
        for f in (by_month, by_year)
    )
    np.testing.assert_allclose(months, year.reindex(months.index), rtol=1e-9, atol=1e-9)


def _yearly(table):
    """Sums of twelve months of a ledger table by month."""
    out = new_records(COUNT if "deaths" in table.dtype.names else UNIT_COUNT, (2, *table.shape[1:]))
    for name in table.dtype.names:
        out[name] = np.stack([table[name][:12].sum(axis=0), table[name][12:].sum(axis=0)])
    return out


def test_a_year_that_was_not_run_to_its_end_is_as_long_as_it_was():
    tables = ledger_of(1, years=3)
    frame = outcomes(*tables, load_register(), days=365 + 73)
    years = pick(frame, outcome="locum_weeks", place="region").set_index("period")["denominator"]
    assert years.to_dict() == pytest.approx({"2024": 1.0, "2025": 0.2})


def test_only_the_outcomes_asked_for_are_given():
    frame = outcomes(*ledger_of(1), load_register(), names=["gap_coc", "deaths"])
    assert set(frame["outcome"]) == {"gap_coc", "deaths"}
    assert outcomes(*ledger_of(1), load_register(), names=["top_share"]).empty
    one = outcomes(*ledger_of(1), load_register(), names="coc")
    assert set(one["outcome"]) == {"coc"} and one.equals(outcomes(*ledger_of(1), load_register(), names=["coc"]))
    with pytest.raises(InputError, match="'coc'"):
        outcomes(*ledger_of(1), load_register(), names="cocc")
    with pytest.raises(InputError, match="'deaths'"):
        outcomes(*ledger_of(1), load_register(), names=["death"])
    with pytest.raises(InputError, match="length of period"):
        outcomes(*ledger_of(1), load_register(), by="week")


def test_outcomes_of_single_persons_are_handed_in():
    figures = np.arange(YEARS * 9 * 2, dtype=float).reshape(YEARS, 9, 2)
    frame = outcomes(*ledger_of(1), load_register(), extras={"top_share": figures, "gp_median_stay": figures[:, :1]})
    assert pick(frame, outcome="top_share", place="region")["numerator"].tolist() == figures[:, 0, 0].tolist()
    assert len(pick(frame, outcome="gp_median_stay")) == YEARS
    for extras in ({"coc": figures}, {"top_share": figures[1:]}):
        with pytest.raises(InputError):
            outcomes(*ledger_of(1), load_register(), extras=extras)


def test_the_table_has_the_form_of_the_results():
    frame = computed(1)
    assert list(frame.columns) == [
        "period",
        "place_kind",
        "place",
        "dimension",
        "group",
        "outcome",
        "numerator",
        "denominator",
    ]
    assert not frame.duplicated(list(frame.columns[:6])).any()
    assert frame["numerator"].dtype == frame["denominator"].dtype == np.float64
    assert np.isfinite(frame[["numerator", "denominator"]]).all(axis=None)
    assert set(frame["outcome"]) == {e.name for e in catalogue if e.source != "special"}
    assert set(pick(frame, dimension="channel")["group"]) == set(channel_kinds())
    units = frame[frame["place_kind"] == "unit"]
    assert set(units["place"]) == {*SEVEN, "tarnaby", "norsjo"}
    assert {outcome(name).source for name in units["outcome"].unique()} == {"unit_counts"}
    pd.testing.assert_frame_equal(frame, computed(1))
