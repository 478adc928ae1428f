# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Use from other tools: Mesa's batch runner, SALib, the EMA workbench
#
# The package has its own sweeps, which resume, share warm-ups and keep manifests. The model can also be used from other
# tools. Each example is minimal.

# %%
import importlib.util
import warnings

import mesa
import numpy as np
import pandas as pd
from SALib.analyze import morris as morris_analysis
from SALib.sample import morris as morris_sample

from rural_abm import RuralModel, Scenario

# %% [markdown]
# ## Mesa's batch runner
#
# `RuralModel` takes its scenario as keywords, and levers by name, so `mesa.batch_run` can vary them. One row is
# collected at the end of the run: the headline outcomes over the whole run are filled in on its last day.

# %%
rows = mesa.batch_run(
    RuralModel,
    {"governance": ["call_off", "digiphysical"], "seed": 1, "years": 1},
    data_collection_period=-1,
    display_progress=False,
)
batch = pd.DataFrame(rows)
assert batch["emergency_visits"].notna().all()
batch[["governance", "seed", "days_to_gp", "emergency_visits", "unmet_needs"]].round(2)

# %% [markdown]
# ## A function to hand over
#
# Most tools require a function from factors to outcomes. The warm-up depends on seed and parameters but not on levers,
# so a study of levers runs it once and starts every run from its snapshot.

# %%
warm = RuralModel(Scenario("call_off", seed=1, years=1)).snapshot()
OUTCOMES = ["days_to_gp", "unmet_needs", "admissions"]


def region(**levers):
    """The region's outcomes under some levers: dict."""
    model = RuralModel.from_snapshot(warm, Scenario("call_off", seed=1, years=1, levers=levers))
    table = model.run().outcomes(OUTCOMES)
    table = table[(table["place_kind"] == "region") & (table["dimension"] == "all")].set_index("outcome")
    return {name: float(table.loc[name, "numerator"] / table.loc[name, "denominator"]) for name in OUTCOMES}


region()

# %% [markdown]
# ## SALib
#
# A Morris screening of two levers: bed places in Sorsele, and the number of residents per thousand with a named GP.

# %%
LEVERS = ["sorsele.beds", "named_gp.residents_per_thousand"]
problem = {"num_vars": 2, "names": LEVERS, "bounds": [[0, 8], [0, 60]]}
points = morris_sample.sample(problem, N=3, num_levels=4, seed=1)
answers = [region(**{name: round(value) for name, value in zip(LEVERS, point, strict=True)}) for point in points]
found = morris_analysis.analyze(
    problem, points, np.array([answer["unmet_needs"] for answer in answers]), num_levels=4, seed=1
)
pd.DataFrame({"mean absolute change": found["mu_star"], "half-width": found["mu_star_conf"]}, index=LEVERS).round(2)

# %% [markdown]
# With one seed and three trajectories this shows the usage, not a result. `rural-abm sweep` with `kind = "morris"` or
# `"sobol"` makes the same designs over seeds, and `rural-abm analyse` the same indices.
#
# ## The EMA workbench
#
# The workbench is an optional extra: `pip install ".[workbench]"`. If it is not installed, this part is skipped with a
# message.

# %%
has_workbench = importlib.util.find_spec("ema_workbench") is not None
if has_workbench:
    with warnings.catch_warnings(action="ignore"):  # it names extras of its own that are missing
        from ema_workbench import IntegerParameter, Model, ScalarOutcome, SequentialEvaluator

    region_model = Model("region", function=lambda beds, fixed: region(**dict(zip(LEVERS, (beds, fixed), strict=True))))
    region_model.levers = [IntegerParameter("beds", 0, 8), IntegerParameter("fixed", 0, 60)]
    region_model.outcomes = [ScalarOutcome(name) for name in OUTCOMES]
    with SequentialEvaluator(region_model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(policies=4, log_progress=True)
    shown = experiments[["beds", "fixed"]].assign(**outcomes).round(2)
else:
    shown = 'The EMA workbench is not installed: pip install ".[workbench]"'
shown

# %% [markdown]
# The results of a sweep can be passed to the workbench's scenario discovery through
# `rural_abm.study.sweeps.ema_export.to_workbench`: see [a sweep and its analysis](sensitivity.ipynb).
