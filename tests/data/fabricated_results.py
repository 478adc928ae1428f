"""Results directories with made-up numbers, for tests of figures and reports; nothing in them comes from the model."""

import numpy as np
import pandas as pd

from rural_abm import outcomes
from rural_abm.study.compare.paired import comparison_table, parts_of
from rural_abm.study.results import store

MUNICIPALITIES = ("lycksele", "storuman", "vilhelmina", "asele", "dorotea", "mala", "sorsele", "norsjo")
REGION_PLACES = (("region", "region"), *(("municipality", place) for place in MUNICIPALITIES))
PAYERS = ("region_primary_care", "region_hospital", "region_transport", "municipality", "patient")
FRAILTY = ("fit", "mild", "moderate", "severe")
FIRST_YEAR = 2024
TITLES = {
    "call_off": ("On-request model", "Avropsmodellen"),
    "home_hospital": ("Home hospital Borgholm", "Hemsjukhuset Borgholm"),
    "cottage_hospital_hub": ("Cottage hospital as the hub", "Sjukstugan som nav"),
}


# Outcomes of the package's catalogue that get made-up values: level under the baseline, relative change by a scenario.
LEVELS = {
    "coc": (0.31, 0.18),
    "share_with_usual_gp": (0.523, 0.0),
    "days_to_gp": (9.4, -0.08),
    "request_to_response_hours": (7.3, -0.11),
    "unmet_needs": (0.0, 0.0),
    "patient_travel_km": (412, -0.05),
    "emergency_visits": (241, -0.04),
    "admissions": (166, -0.02),
    "handled_locally_frail_very_old": (0.44, 0.06),
    "home_days_last_year": (331, 0.004),
    "gp_vacancy": (0.395, 0.06),
    "friction_share": (0.142, -0.3),
    "cost_region_per_resident": (21340, 0.012),
    "cost_municipality_per_resident": (16020, 0.006),
    "cost_patient_per_resident": (2130, -0.03),
    "cost_per_resident": (39490, 0.01),
    "paid_per_resident": (39490, 0.01),
    "gp_phone": (2.31, 0.25),
    "locum_weeks": (840, -0.07),
    "gap_coc": (0.12, 0.1),
    "gp_median_stay": (None, 0.0),
}


def write_made_up_results(folder, scenarios=TITLES, seeds=15, years=10):
    """Writes results into `folder`; `scenarios` is {key: (English title, Swedish title)}, the baseline first."""
    runs = pd.DataFrame(
        [
            {
                "run_id": f"{key}-{seed}",
                "scenario": key,
                "title_en": titles[0],
                "title_sv": titles[1],
                "governance": key,
                "seed": seed,
                "years": years,
            }
            for key, titles in scenarios.items()
            for seed in range(1, seeds + 1)
        ]
    )
    values = pd.DataFrame([row for run in runs.itertuples() for row in _run_rows(run, list(scenarios))])
    runs.to_parquet(folder / "runs.parquet", index=False)
    values.to_parquet(folder / "results.parquet", index=False)
    comparison = compared(values.merge(runs[["run_id", "scenario", "seed"]]), next(iter(scenarios)))
    comparison.to_parquet(folder / "comparison.parquet", index=False)
    store.write_manifest(folder, made_up_manifest(scenarios, seeds, years))
    return folder


def made_up_manifest(scenarios, seeds, years):
    """A manifest as a comparison writes it."""
    return {
        "kind": "compare",
        "experiment": "made up",
        "complete": True,
        "baseline": next(iter(scenarios)),
        "scenarios": {key: {"governance": key, "years": years} for key in scenarios},
        "adopted_from_first_day": dict.fromkeys(scenarios, True),
        "seeds": list(range(1, seeds + 1)),
        "steps": [],
        "notes": ["Made-up numbers for tests."],
        "program": "rural_abm",
        "version": "0.0",
        "commit": None,
        "code": "0" * 64,
        "python": "3",
        "packages": {"numpy": "2"},
        "machine": {"cores": 2, "memory_gb": 4},
        "workers": 1,
        "written": "2026-01-01T00:00:00+00:00",
        "run_seconds": 12.5,
        "draws": {"from": "posterior", "draws": 256, "parameters": ["clinic_share"] * 42, "of": 832},
        "chance": {"seeds": 20, "scenarios": 4},
        "adoption": {key: {"mean": 0.4, "last": 0.6} if number else None for number, key in enumerate(scenarios)},
    }


def _groups(place_kind):
    """(dimension, group) that a kind of place has values for."""
    yield "all", "all"
    if place_kind == "region":
        yield from (("frailty", group) for group in FRAILTY)


def _run_rows(run, order):
    """The rows of results.parquet of one run; persons meet the same shocks in every scenario of a seed."""
    for number, (name, (level, effect)) in enumerate(LEVELS.items()):
        for place_number, (place_kind, place) in enumerate(REGION_PLACES):
            groups = list(_groups(place_kind)) + [
                (dimension, payer)
                for dimension in ("original_payer", "payer")
                for payer in (*PAYERS, *(["joint_principal"] if dimension == "payer" else []))
                if dimension in outcomes.outcome(name).dimensions
            ]
            for group_number, (dimension, group) in enumerate(groups):
                shock = np.random.default_rng([run.seed, number, place_number, group_number])
                own = np.random.default_rng([run.seed, number, place_number, group_number, order.index(run.scenario)])
                for year in range(run.years):
                    yield _row(
                        run,
                        name,
                        level,
                        effect,
                        place_kind,
                        place,
                        place_number,
                        dimension,
                        group,
                        year,
                        order,
                        shock,
                        own,
                    )


def _row(run, name, level, effect, place_kind, place, place_number, dimension, group, year, order, shock, own):
    denominator = 0.0 if level is None else 1000.0
    effect = effect * order.index(run.scenario) * (1 - 0.1 * place_number) * min(1, (year + 1) / 3)
    if group in PAYERS:
        effect *= 3 - PAYERS.index(group) * 1.5
    if group == "joint_principal":  # it pays under the last scenario only
        level *= run.scenario == order[-1]
    level = (level or 0.0) * (1 + 0.06 * place_number + 0.01 * year)
    noise = 0.04 * shock.standard_normal() + 0.03 * own.standard_normal()
    return {
        "run_id": run.run_id,
        "period": str(FIRST_YEAR + year),
        "place_kind": place_kind,
        "place": place,
        "dimension": dimension,
        "group": group,
        "outcome": name,
        "numerator": level * (1 + effect + noise) * denominator,
        "denominator": denominator,
    }


def compared(values, baseline):
    """The paired comparison of made-up values, as the package makes it."""
    keys = ["place_kind", "place", "dimension", "group", "outcome"]
    parts = values.assign(part=parts_of(values["period"]))
    sums = parts.groupby(["scenario", "seed", "part", *keys], sort=False)[["numerator", "denominator"]].sum()
    entries = {entry.name: entry for entry in outcomes.catalogue}
    years = max(values["period"].nunique() - 1, 1)
    if values["scenario"].nunique() == 1:
        return pd.DataFrame(columns=["scenario", "baseline", *keys])
    return comparison_table(sums.reset_index(), baseline, entries, years=years, with_doubt=False)
