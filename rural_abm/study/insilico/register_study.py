"""What a register would show: odds of acute admission by years with the same GP, compared with the true effect.

A register study sees who was admitted in a year and for how long the person had had the GP: since the first contact
with the usual GP or, where lists are kept for all, since coming on the list. Here the same is computed as in the
Norwegian study (by years with the GP, relative to one year, adjusted for age and sex), on the model's region.
The true effect comes from the same persons in a world where the tie has no effect on the rate of episodes from the
start of that year. What the register shows beyond it is selection, age and illness, not cause.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import Scenario
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.following import counts_of, residents_of, run_days
from rural_abm.study.insilico.regional import in_region, parameters_of
from rural_abm.study.insilico.registers import odds_ratio


def measure(seed, options):
    """Return rows of world, years (group), part, value for each group of years relative to the first.

    The values are the logarithm of the odds ratio a register would show, and of the true rate ratio of admissions where
    the tie acts to where it does not.
    """
    rows = []
    for name, world in options["worlds"].items():
        rows += _world(seed, options, name, world)
    return rows


def _world(seed, options, name, world):
    common = {"seed": seed, "years": options["years"], "register": "all", "parameters": parameters_of(world),
              **in_region(options, world)}  # fmt: skip
    model = RuralModel(Scenario(options["governance"], **common))
    cut = Scenario(options["governance"], cuts=[options["cut"]], **common)
    seen, true = [], []
    for year in range(options["years"]):
        if year < options["from_year"] or (year - options["from_year"]) % options["every"]:
            run_days(model, DAYS_A_YEAR)
            continue
        people = _followed(model, options)
        start = model.snapshot()
        seen.append(counts_of(model, people, *run_days(model, DAYS_A_YEAR)))
        other = RuralModel.from_snapshot(start, cut)
        true.append(counts_of(other, people, *run_days(other, DAYS_A_YEAR)))
        other.close()
    model.close()
    return _rows(name, seen, true, options)


def _followed(model, options):
    """Return residents of the age with a GP, by the relation asked for, with their group of years."""
    people, years = residents_of(model), f"{options['relation']}_years"
    people = people[(people["age"] >= options["age"]) & people[years].notna()]
    return people.assign(group=np.searchsorted(options["bounds"], people[years], side="right"))


def _rows(name, seen, true, options):
    import pandas as pd

    whole, cut = pd.concat(seen), pd.concat(true)
    admitted = whole["admissions"] > 0
    strata = {"register": _strata(whole, options["strata"], options)}
    if options["within"]:
        strata["register within"] = strata["register"] + _strata(whole, options["within"], options)
    rows = []
    for group, label in enumerate(group_names(options["bounds"])):
        rows.append(_row(name, label, "persons", float((whole["group"] == group).sum())))
        if group:
            both = whole["group"].isin([0, group])
            exposed = whole["group"] == group
            for part, columns in strata.items():
                odds = odds_ratio(admitted[both], exposed[both], [column[both] for column in columns])
                rows.append(_row(name, label, part, np.log(odds)))
        own = (whole["group"] == group).to_numpy()
        before, after = cut.loc[own, "admissions"].sum(), whole.loc[own, "admissions"].sum()
        rows.append(_row(name, label, "true", np.log(after / before) if before and after else np.nan))
    return rows


def _strata(people, names, options):
    """Return what the odds are adjusted for, a list of Series: columns, or what is made of one."""
    made = {
        "age": people["age"] // options["age_step"],
        "conditions": people["conditions"].map(int).map(int.bit_count),
        "gp": people[options["relation"]],
    }
    return [made[name] if name in made else people[name] for name in names]


def _row(world, years, part, value):
    return {"world": world, "years": years, "part": part, "value": float(value)}


def group_names(bounds):
    """Return the names of the groups of years: below the first bound, between, and from the last."""
    ends = [f"{low:g}-{high:g}" for low, high in zip(bounds[:-1], bounds[1:], strict=True)]
    return [f"below {bounds[0]:g}", *ends, f"{bounds[-1]:g} and more"]
