"""Minutes set aside over half a year: used, returned and lost ones add up to them, at every unit in every month."""

import pytest
import regions

from rural_abm import RuralModel, Scenario

KEPT = ("home_nursing_gp_minutes", "reserved_minutes", "slot_minutes", "watch_minutes")
PHONE = {
    "kind": "phone_doctor", "role": "unit_gp", "start": "08:00", "end": "17:00", "days": "weekdays",
    "reach_minutes": 0, "booking": "same_day", "minutes_a_day": 45,
}  # fmt: skip


@pytest.mark.parametrize(
    ("governance", "channels", "levers_that_keep"),
    [
        ("home_hospital", [], KEPT[2:]),
        ("overtornea_today", [], KEPT[:1]),
        ("call_off", [PHONE], KEPT[1:2]),
        ("call_off", [], ()),
    ],
)
def test_every_unit_and_month_accounts_for_what_it_set_aside(governance, channels, levers_that_keep):
    levers = {"channels": channels} if channels else {}
    scenario = Scenario(governance, seed=1, years=1, months=True, adoption="full", levers=levers)
    model = RuralModel(scenario, place=regions.small_place(0.02))
    regions.run_days(model, 150)
    kept = {lever: model.world.unit_counts[lever] for lever in KEPT}
    for lever in KEPT:
        ends = [model.world.unit_counts[f"{lever}_{end}"] for end in ("used", "returned", "lost")]
        assert (kept[lever] == sum(ends)).all() and all((end >= 0).all() for end in ends), lever
    assert tuple(lever for lever in KEPT if kept[lever].any()) == levers_that_keep
