"""Governance models compared with the present one on the same seeds: for whom, where, when, under which parameters.

Differences are judged as those of a comparison are (see `study.compare.paired`): over the years after the first, with
parameter uncertainty.
"""

import numpy as np

from rural_abm.governance import Scenario
from rural_abm.outcomes import catalogue
from rural_abm.outcomes.value import with_value
from rural_abm.regions import default_region
from rural_abm.simulation.model import RuralModel
from rural_abm.study.compare.chance import chance_variances
from rural_abm.study.compare.pairwise import WarmStarts
from rural_abm.study.compare.verdicts import intervals, judge
from rural_abm.study.insilico.regional import in_region, parameters_of, region_name
from rural_abm.study.insilico.running import by_group
from rural_abm.study.results.payers import COST, PAID, TODAY, UNDER_MODEL
from rural_abm.study.results.store import KEYS
from rural_abm.study.results.years import later_years, years_of

REGION, MUNICIPALITY, ALL = "region", "municipality", "all"
LEVEL, DIFFERENCE, LATER = "level", "difference", "later"
OF_PAYERS = {(TODAY, COST), (UNDER_MODEL, PAID)}
OF_A_VALUE = ["place", "group", "outcome", "period"]


def measure(seed, options):
    """Return rows of world, model, place, group, outcome, period, part, value: each model's level and difference.

    "difference" is how much the "level" is above the baseline's. `period` is "later", the years after the first, or the
    year for outcomes requested by year; `group` is "all" or a payer. Of the pairs of models under `between`, "A less B"
    holds how much the first is above the second. Where there are several worlds, the first "less" each other one of its
    region holds the difference of the differences; no difference is formed between regions.
    """
    levels = {}
    for world, given in options["worlds"].items():
        warm = WarmStarts(1)
        models = {options["baseline"]: {"governance": options["baseline"]}, **options["models"]}
        for label, mapping in models.items():
            scenario = scenario_of(mapping, seed, options, given)
            levels[world, label] = _values(_run(scenario, warm, options), options)
    return _rows(levels, options)


def scenario_of(mapping, seed, options, world):
    """Return the Scenario of a model's table under a seed, in a world of parameters, which may name its region."""
    parameters = {**options["parameters"], **parameters_of(world)}
    given = {"seed": seed, "years": options["years"], "parameters": parameters, **in_region(options, world)}
    return Scenario.from_mapping({**mapping, **given}, where="models")


def _run(scenario, warm, options):
    """Return the outcomes (DataFrame) of a run that begins where the warm-up of its seed ended."""
    names = [*options["outcomes"], *options["local"], *options["yearly"], *((COST, PAID) if options["payers"] else ())]
    model = RuralModel.from_snapshot(warm.of(scenario), scenario)
    model.run()
    found = model.outcomes(list(dict.fromkeys(names)))
    model.close()
    return found.astype(dict.fromkeys((*KEYS, "period"), str))


def _values(found, options):
    """Return the values (Series, indexed by OF_A_VALUE) of a run's outcomes."""
    import pandas as pd

    is_whole = found["dimension"] == ALL
    in_region, is_local = found["place_kind"] == REGION, found["place_kind"] == MUNICIPALITY
    chosen = in_region & is_whole & found["outcome"].isin(options["outcomes"])
    chosen |= is_local & is_whole & found["outcome"].isin(options["local"])
    if options["payers"]:
        ways = pd.Series(zip(found["dimension"], found["outcome"], strict=True), index=found.index)
        chosen |= in_region & ways.isin(OF_PAYERS)
    yearly = found[in_region & is_whole & found["outcome"].isin(options["yearly"])]
    parts = [later_years(found[chosen]).assign(period=LATER), yearly.assign(period=years_of(yearly["period"]))]
    sums = pd.concat(parts).groupby(OF_A_VALUE, sort=False)[["numerator", "denominator"]].sum()
    return with_value(sums)["value"]


def _rows(levels, options):
    """Return the rows (list of dicts) of the values of all models in all worlds."""
    rows = [row for (world, label), values in levels.items() for row in _part(world, label, LEVEL, values)]
    pairs = {label: (label, options["baseline"]) for label in options["models"]}
    pairs |= {f"{one} less {other}": (one, other) for one, other in options["between"]}
    differences = {
        (world, name): levels[world, one] - levels[world, other]
        for world in options["worlds"] for name, (one, other) in pairs.items()
    }  # fmt: skip
    first, *others = options["worlds"]
    others = [other for other in others if _region(options, other) == _region(options, first)]
    differences |= {
        (f"{first} less {other}", name): differences[first, name] - differences[other, name]
        for other in others for name in pairs
    }  # fmt: skip
    for (world, name), values in differences.items():
        rows += _part(world, name, DIFFERENCE, values)
    return rows


def _region(options, world):
    """Return the name or folder of a world's region."""
    return region_name(options, options["worlds"][world]) or default_region()


def _part(world, label, part, values):
    """Return the rows (list of dicts) of the values (Series) of one model in one world."""
    common = {"world": world, "model": label}
    return [
        {**common, **dict(zip(OF_A_VALUE, keys, strict=True)), "part": part, "value": float(value)}
        for keys, value in values.items()
    ]


def summarise(rows, options, *, is_drawn):
    """Return the summary (DataFrame) of rows: means with intervals, and verdicts.

    `verdict` is given for differences over the years after the first, and is empty for all else. Where parameters are
    drawn (`is_drawn`), intervals include parameter uncertainty; the chance part of a level or of a single year's
    difference has not been measured, so all its spread over the seeds counts as uncertainty.
    """
    table, values = by_group(rows)
    is_judged = ((table["part"] == DIFFERENCE) & (table["period"] == LATER)).to_numpy()
    chance = np.full(len(table), np.nan)
    if is_judged.any():
        chance[is_judged] = _chance(table[is_judged], options)
    found = intervals(values, chance if is_drawn else None)
    found["mean"], found["seeds"] = found.pop("difference"), found.pop("worlds")
    table = table.assign(**{name: found[name] for name in ("seeds", "mean", "low", "high", "sign_chance")}, verdict="")
    if is_judged.any():
        judged = table[is_judged]
        asked = (*_what_matters(table, judged, options), chance[is_judged] if is_drawn else None, _families(judged))
        table.loc[is_judged, "verdict"] = judge(values[is_judged], *asked)["verdict"]
    return table


def _what_matters(table, judged, options):
    """Return (smallest difference that matters, better direction) of each judged row: lists."""
    entries = {entry.name: entry for entry in catalogue}
    first = next(iter(options["worlds"]))
    levels = table[(table["part"] == LEVEL) & (table["model"] == options["baseline"])]
    base = levels.set_index(["world", *OF_A_VALUE])["mean"].to_dict()
    matters, better = [], []
    for row in judged.to_dict("records"):
        keys = [row[name] for name in OF_A_VALUE]
        world = row["world"] if (row["world"], *keys) in base else first  # differences of differences have no level
        level = base[world, *keys]
        matters.append(entries[row["outcome"]].smallest_that_matters(level))
        better.append(entries[row["outcome"]].better)
    return matters, better


def _chance(judged, options):
    """Return the variances [rows] due to chance alone."""
    import pandas as pd

    dimensions = {COST: TODAY, PAID: UNDER_MODEL}
    keys = judged.assign(
        place_kind=[REGION if place == REGION else MUNICIPALITY for place in judged["place"]],
        dimension=[ALL if group == ALL else dimensions[name]
                   for group, name in zip(judged["group"], judged["outcome"], strict=True)],
    )  # fmt: skip
    years = max(options["years"] - 1, 1)
    return chance_variances(pd.DataFrame(keys[list(KEYS)]), years, of_first_year=options["years"] == 1)


def _families(judged):
    """Return the family of each judged row.

    Families are a model's headline outcomes in the region or in all municipalities, all others of these, and its
    payers.
    """
    headline = {entry.name: entry.headline for entry in catalogue}
    return [
        (row["world"], row["model"], row["place"] == REGION, row["group"] == ALL, headline[row["outcome"]])
        for row in judged.to_dict("records")
    ]
