"""Fourteen against fourteen: how often a comparison of so few patients in two places would show a difference.

Groups of multimorbid older patients are drawn from two places of the same run, many times, and compared over half a
year as a small study would; as a reference for chance alone, also two groups from the same place.
"""

import numpy as np

from rural_abm.governance import Scenario
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.following import counts_of, residents_of, run_days
from rural_abm.study.insilico.regional import in_region


def measure(seed, options):
    """Return rows of comparison, outcome, part, value: how often the first place has fewer events, and clearly so.

    Also how often it has clearly more, and the rates per person and half-year of all such patients of both places.
    """
    scenario = Scenario(options["governance"], seed=seed, years=1, register="all", parameters=options["parameters"],
                        **in_region(options))  # fmt: skip
    model = RuralModel(scenario)
    people = residents_of(model, everywhere=True)
    found = counts_of(model, people, *run_days(model, options["days"]))
    keys = model.place.municipality_keys
    model.close()
    many = np.array([int(bits).bit_count() for bits in found["conditions"]]) >= options["conditions"]
    patients = found[many & (found["age"] >= options["age"])]
    first, second = (patients[patients["municipality"] == keys.index(place)] for place in options["places"])
    generator = np.random.default_rng([seed, options["patients"]])
    rows = []
    for name in options["measured"]:
        values = [group[name].to_numpy() for group in (first, second)]
        rows += _rows("two places", name, _drawn(values[0], values[1], options, generator), options)
        rows += _rows("one place twice", name, _drawn(values[1], values[1], options, generator), options)
        rates = {f"rate in {place}": group.mean() for place, group in zip(options["places"], values, strict=True)}
        rows += [{"comparison": "all patients", "outcome": name, "part": part, "value": float(value)}
                 for part, value in rates.items()]  # fmt: skip
    return rows


def _drawn(first, second, options, generator):
    """Return (sums [groups], sums [groups]) of groups drawn without overlap where both come from one place."""
    size = options["patients"]
    if min(len(first), len(second)) < size * (2 if first is second else 1):
        return None
    sums = []
    for _ in range(options["groups"]):
        if first is second:
            drawn = generator.permutation(len(first))[: 2 * size]
            sums.append((first[drawn[:size]].sum(), second[drawn[size:]].sum()))
        else:
            pair = (values[generator.permutation(len(values))[:size]].sum() for values in (first, second))
            sums.append(tuple(pair))
    return np.array(sums).T


def _rows(comparison, outcome, sums, options):
    if sums is None:
        return []
    first, second = sums
    parts = {
        "fewer": (first < second).mean(),
        "clearly fewer": (first <= (1 - options["clearly"]) * second).mean(where=second > 0),
        "clearly more": (second <= (1 - options["clearly"]) * first).mean(where=first > 0),
    }
    return [{"comparison": comparison, "outcome": outcome, "part": part, "value": float(value)}
            for part, value in parts.items()]  # fmt: skip
