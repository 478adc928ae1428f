"""The events of a world by month and place, from its event register: for an animated map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR, year_of_day

if TYPE_CHECKING:
    from rural_abm.governance import Scenario
    from rural_abm.study.compare.pairwise import WarmStarts

NEAR, AWAY = "admitted_near", "admitted_away"
AT_HOME_PLACE = ("ambulance", "helicopter")
STAFF = {"staff_came": "came", "staff_left": "left"}
MONTHLY = {"beds_open": ("bed_open_days", 1), "beds": ("bed_place_days", 1), "locum_weeks": ("locum_weeks", 0)}


def monthly_events(scenario: Scenario, warm: WarmStarts | None = None) -> dict[str, Any]:
    """Run a scenario with its event register on; return the events of its world (dict), month by month.

    `settlements`: {kind: {settlement: counts [months]}} of ambulance calls, helicopters, and of admissions near home
    and away by the ward's settlement; `units`: {figure: {unit: [months]}} of doctors and nurses who came and left,
    locum weeks, and of bed places open and in all (means of the month); `trips`: (from, to, counts [months]) of who was
    fetched by ambulance and where they were next seen; `decisions`: what organisations decided (list of dicts).
    """
    from dataclasses import replace

    from rural_abm.simulation.model import RuralModel

    scenario = replace(scenario, register="all", months=True)
    model = RuralModel(scenario) if warm is None else RuralModel.from_snapshot(warm.of(scenario), scenario)
    model.run()
    events = model.events()
    events = events[events["day"] >= 0].assign(month=lambda frame: month_of(frame["day"]))
    months = scenario.years * MONTHS_A_YEAR
    found = {
        "months": months,
        "first_year": year_of_day(0),
        "settlements": _by_settlement(events, model.place, months),
        "units": {**_staff(events, model.place, months), **_ledger(model, months)},
        "trips": _trips(events, months),
        "decisions": _decisions(model),
    }
    model.close()
    return found


def month_of(day):
    """Return the month (from 0) of a reported day: a twelfth of 365 days, rounded as the model's calendar is."""
    return day * MONTHS_A_YEAR // DAYS_A_YEAR


def _by_settlement(events, place, months):
    found = {kind: _counted(events[events["kind"] == kind], "place", months) for kind in AT_HOME_PLACE}
    hospitals = {place.settlement_keys[row] for row in place.settlement_of_hospital}
    admitted = events[events["kind"] == "admitted"]
    is_away = admitted["place"].isin(hospitals)
    return {
        **found,
        NEAR: _counted(admitted[~is_away], "place", months),
        AWAY: _counted(admitted[is_away], "place", months),
    }


def _counted(events, column, months):
    """Return {place: counts [months]} of events."""
    return {
        str(key): np.bincount(part["month"], minlength=months)[:months].tolist()
        for key, part in events.groupby(column, sort=True, observed=True)
    }


def _staff(events, place, months):
    """Return counts of GPs and nurses by the settlement of their unit, the only place in the register."""
    units = {
        place.settlement_keys[row]: key for row, key in zip(place.settlement_of_unit, place.unit_keys, strict=True)
    }
    found = {}
    for kind, name in STAFF.items():
        part = events[events["kind"] == kind]
        found[name] = _counted(part.assign(unit=part["place"].map(units)), "unit", months)
    return found


def _ledger(model, months):
    """Return monthly figures of the units' own accounts, without the warm-up."""
    counts = model.world.unit_counts[MONTHS_A_YEAR : MONTHS_A_YEAR + months]
    days = np.diff([-(-month * DAYS_A_YEAR // MONTHS_A_YEAR) for month in range(months + 1)])
    return {
        name: {
            key: np.round(counts[field][:, unit] / (days if by_day else 1), 1).tolist()
            for unit, key in enumerate(model.place.unit_keys)
        }
        for name, (field, by_day) in MONTHLY.items()
    }


def _trips(events, months):
    """Return [(from, to, counts [months])] of patients fetched by ambulance and seen at a hospital or ward that day."""
    fetched = events[events["kind"] == "ambulance"]
    seen = events[events["kind"].isin(("emergency", "admitted"))].drop_duplicates(["person", "day"])
    joined = fetched.merge(seen[["person", "day", "place"]], on=["person", "day"], suffixes=("", "_seen"))
    joined = joined[joined["place"] != joined["place_seen"]]
    return [
        (str(home), str(goal), np.bincount(part["month"], minlength=months)[:months].tolist())
        for (home, goal), part in joined.groupby(["place", "place_seen"], sort=True, observed=True)
    ]


def _decisions(model):
    """Return decisions about units from the first reported day on, with month and reason, in both languages."""
    from rural_abm.model.organisations.log import decision_texts

    rows = model.decisions()
    texts = decision_texts()
    return [
        {
            "month": int(month_of(row.day)),
            "unit": row.unit,
            "kind": row.decision,
            "title": texts[row.decision]["title"],
            "text": {"en": row.why_en, "sv": row.why_sv},
        }
        for row in rows[rows["day"] >= 0].itertuples(index=False)
    ]
