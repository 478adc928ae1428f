"""The spread of a routine over independent municipalities, with implementation support and without.

The municipalities of the region under several seeds count as separate settings: units adopt by what their own people
do, and share only locums, the night line and hospitals. Seven municipalities under seven seeds are 49 settings.
"""

from rural_abm.governance import ROUTINES, Scenario, resolve
from rural_abm.model.ties.records import NOT_TRIED, SETTLED
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.regional import REGION, in_region
from rural_abm.study.results.settings import full_support_values

# What is to spread: the target group and method of Södra Älvsborg, a few GPs for home nursing.
ROLES = {"half_days_a_week": 2, "assignment": "specialised"}
CHANNEL = {
    "kind": "home_visit", "role": "dedicated_gp", "start": "08:00", "end": "17:00", "days": "weekdays",
    "minutes_a_day": 0, "reach_minutes": 0, "booking": "next_working_day",
}  # fmt: skip
ROUTINE = "home_nursing_physicians"


def method(region=None):
    """Return the levers of the routine: the roles, and a channel to them before those of the region's present model."""
    present = next(iter(resolve(Scenario(**in_region({REGION: region}))).before.values())).channels
    return {"dedicated_roles": ROLES, "channels": [CHANNEL, *(one.model_dump(mode="json") for one in present)]}


def full_support():
    """Return the support of the study's settings, as lever values: years, forums a year, evaluation."""
    return dict(full_support_values())


def spread(years, seeds, support=None, *, parameters=None, place=None, region=None):
    """Return a DataFrame with one row per seed, municipality and year.

    The columns are `used` (on trial or settled in one of its units at the end of the year), `tried` (so far, lapsed or
    not), `settled` and `lapses` so far. `support` are values of the lever of that name, none where not given. One
    routine spreads over the present model; a place of comparison is left out. `region`: a name or
    folder, None for the default region.
    """
    import pandas as pd

    levers = {**method(region), **({"support": support} if support else {})}
    rows = []
    for seed in seeds:
        values = {"levers": levers, "parameters": parameters or {}}
        scenario = Scenario(seed=int(seed), years=years, adoption="emergent", **in_region({REGION: region}), **values)
        model = RuralModel(scenario, place=place)
        for year in range(1, years + 1):
            model.run(year)
            rows += [{"seed": int(seed), "year": year, **row} for row in _state(model)]
        model.close()
    return pd.DataFrame(rows)


def _state(model):
    """Return one dict per municipality of the region: how far the routine has come in its units."""
    records = model.world.routines[:, ROUTINES.index(ROUTINE)]
    for number, key in enumerate(model.place.municipality_keys):
        here = (model.world.units["municipality"] == number) & (model.world.units["in_region"] == 1)
        if here.any():
            states = records["state"][here]
            yield {
                "municipality": key,
                "used": bool((states != NOT_TRIED).any()),
                "tried": bool(((states != NOT_TRIED) | (records["lapses"][here] > 0)).any()),
                "settled": bool((states == SETTLED).any()),
                "lapses": int(records["lapses"][here].sum()),
            }


def share_of(table, year, what="used"):
    """Return (municipalities that use the routine at the end of the year, all of them) of a table of `spread`.

    `what` may also be "tried" or "settled".
    """
    last = table[table["year"] == year]
    return int(last[what].sum()), len(last)
